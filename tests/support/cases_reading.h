/* A text of cases, read to its end. */
#ifndef SUPPORT_CASES_READING_H
#define SUPPORT_CASES_READING_H

#include <peel.h>
#include <stddef.h>

struct cases_reading {
    peel_cases_reader *reader;
    peel_status status; /* of the first call that did not succeed */
    peel_error error;
    char *facts; /* with messages; NULL where the counts cannot be read */
};

/* Reads it in pieces of a size, each alone in memory, so that a sanitizer sees a byte read beyond it. */
struct cases_reading cases_read(const void *bytes, size_t size, size_t piece, const peel_cases_plan *plan);

/* The same, of two pieces. */
struct cases_reading cases_read_cut(const void *bytes, size_t size, size_t cut, const peel_cases_plan *plan);

/* Whether both say the same to the last letter, messages included. */
int cases_equal(const struct cases_reading *a, const struct cases_reading *b);

void cases_close(struct cases_reading *reading);

/* Fails the test with the text and both sides where they differ. */
void expect_same_facts(const char *what, const char *got, const char *expected, const void *text, size_t size);

#endif
