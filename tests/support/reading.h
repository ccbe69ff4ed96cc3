/* A text of tallies read in pieces of one size, and what came of it. */
#ifndef SUPPORT_READING_H
#define SUPPORT_READING_H

#include <peel.h>

/* Lives until reading_close; its rows are had from the reader. */
struct reading {
    peel_tally_reader *reader;
    peel_status status; /* of the feed or finish that failed, or PEEL_OK */
    peel_error error;   /* of the same; zeroed for PEEL_OK */
    peel_tally_summary summary;
};

/* Reads a text in pieces of `piece` bytes, the last being shorter. Fails the test where no reader can be opened. */
struct reading reading_of(const void *bytes, size_t size, size_t piece, const peel_tally_options *options);

/* Reads a text ended by a 0 byte as a whole, with the default options. */
struct reading reading_of_text(const char *text);

/* The same of a text that cannot be read: its error. Fails the test where it can. */
peel_error reading_error(const char *text, const peel_tally_options *options);

/* The row, and the row set aside, at an index. They fail the test where there is none. */
peel_tally reading_row(const struct reading *reading, size_t index);
peel_error reading_fault(const struct reading *reading, size_t index);

/* Whether two readings gave the same status, error, summary, rows and rows set aside. */
int reading_equal(const struct reading *a, const struct reading *b);

void reading_close(struct reading *reading);

/* The bytes of a file in memory to be freed. Fails the test where it cannot be read. */
char *file_bytes(const char *path, size_t *size);

#endif
