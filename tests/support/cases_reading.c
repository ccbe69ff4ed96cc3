#include "support/cases_reading.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "support/cases_facts.h"

static void feed(struct cases_reading *reading, const char *bytes, size_t size) {
    if (reading->status != PEEL_OK) return;
    char *const alone = malloc(size > 0 ? size : 1);
    cr_assert_not_null(alone);
    if (size > 0) memcpy(alone, bytes, size);
    reading->status = peel_cases_feed(reading->reader, alone, size, &reading->error);
    free(alone);
}

static struct cases_reading begin(const peel_cases_plan *plan) {
    struct cases_reading reading;
    memset(&reading, 0, sizeof reading);
    cr_assert_eq(peel_cases_open(plan, &reading.reader, &reading.error), PEEL_OK, "%s", reading.error.message);
    return reading;
}

static void finish(struct cases_reading *reading) {
    peel_cases_summary summary;
    if (reading->status == PEEL_OK) reading->status = peel_cases_finish(reading->reader, &reading->error);
    if (peel_cases_count(reading->reader, &summary) == PEEL_OK) reading->facts = facts_of(reading->reader, facts_all);
    if (reading->status != PEEL_OK) cr_assert_eq(reading->error.status, reading->status);
}

struct cases_reading cases_read(const void *bytes, size_t size, size_t piece, const peel_cases_plan *plan) {
    struct cases_reading reading = begin(plan);
    for (size_t at = 0; at < size; at += piece)
        feed(&reading, (const char *)bytes + at, piece < size - at ? piece : size - at);
    finish(&reading);
    return reading;
}

struct cases_reading cases_read_cut(const void *bytes, size_t size, size_t cut, const peel_cases_plan *plan) {
    struct cases_reading reading = begin(plan);
    feed(&reading, bytes, cut);
    feed(&reading, (const char *)bytes + cut, size - cut);
    finish(&reading);
    return reading;
}

int cases_equal(const struct cases_reading *a, const struct cases_reading *b) {
    if (a->status != b->status || !a->facts != !b->facts) return 0;
    if (memcmp(&a->error, &b->error, sizeof a->error) != 0) return 0;
    return !a->facts || strcmp(a->facts, b->facts) == 0;
}

void cases_close(struct cases_reading *reading) {
    cr_expect_eq(peel_cases_close(reading->reader), PEEL_OK);
    free(reading->facts);
    *reading = (struct cases_reading){0};
}

void expect_same_facts(const char *what, const char *got, const char *expected, const void *text, size_t size) {
    cr_assert(strcmp(got, expected) == 0, "%s\n--- text\n%.*s\n--- got\n%s--- expected\n%s", what, (int)size,
              (const char *)text, got, expected);
}
