#include "support/reading.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reading reading_of(const void *bytes, size_t size, size_t piece, const peel_tally_options *options) {
    struct reading reading;
    memset(&reading, 0, sizeof reading);
    cr_assert_eq(peel_tally_open(options, &reading.reader, &reading.error), PEEL_OK, "%s", reading.error.message);
    for (size_t at = 0; at < size && reading.status == PEEL_OK; at += piece) {
        const size_t length = piece < size - at ? piece : size - at;
        reading.status = peel_tally_feed(reading.reader, (const char *)bytes + at, length, &reading.error);
    }
    if (reading.status == PEEL_OK) reading.status = peel_tally_finish(reading.reader, &reading.error);
    if (reading.status == PEEL_OK) cr_assert_eq(peel_tally_count(reading.reader, &reading.summary), PEEL_OK);
    return reading;
}

struct reading reading_of_text(const char *text) {
    return reading_of(text, strlen(text), strlen(text) + 1, NULL);
}

peel_error reading_error(const char *text, const peel_tally_options *options) {
    struct reading reading = reading_of(text, strlen(text), strlen(text) + 1, options);
    const peel_error error = reading.error;
    cr_expect_neq(reading.status, PEEL_OK, "could be read: %s", text);
    cr_expect_eq(reading.status, error.status);
    reading_close(&reading);
    return error;
}

peel_tally reading_row(const struct reading *reading, size_t index) {
    peel_tally row;
    cr_assert_eq(peel_tally_row(reading->reader, index, &row), PEEL_OK, "no row %zu", index);
    return row;
}

peel_error reading_fault(const struct reading *reading, size_t index) {
    peel_error fault;
    cr_assert_eq(peel_tally_set_aside(reading->reader, index, &fault), PEEL_OK, "no row set aside %zu", index);
    return fault;
}

static int rows_equal(const peel_tally *a, const peel_tally *b) {
    const int same_target = a->target == b->target || (a->target != a->target && b->target != b->target);
    return a->line == b->line && memcmp(&a->sample, &b->sample, sizeof a->sample) == 0 && a->kind == b->kind &&
           a->counts == b->counts && same_target && strcmp(a->criterion, b->criterion) == 0 &&
           strcmp(a->area, b->area) == 0 && strcmp(a->force, b->force) == 0 && strcmp(a->period, b->period) == 0 &&
           strcmp(a->reported, b->reported) == 0 && strcmp(a->note, b->note) == 0;
}

int reading_equal(const struct reading *a, const struct reading *b) {
    if (a->status != b->status || memcmp(&a->error, &b->error, sizeof a->error) != 0) return 0;
    if (memcmp(&a->summary, &b->summary, sizeof a->summary) != 0) return 0;
    const size_t kept = (size_t)(a->summary.rows - a->summary.set_aside);
    for (size_t i = 0; i < kept; i++) {
        const peel_tally rows[2] = {reading_row(a, i), reading_row(b, i)};
        if (!rows_equal(&rows[0], &rows[1])) return 0;
    }
    for (size_t i = 0; i < (size_t)a->summary.set_aside; i++) {
        const peel_error faults[2] = {reading_fault(a, i), reading_fault(b, i)};
        if (memcmp(&faults[0], &faults[1], sizeof faults[0]) != 0) return 0;
    }
    return 1;
}

void reading_close(struct reading *reading) {
    cr_expect_eq(peel_tally_close(reading->reader), PEEL_OK);
    reading->reader = NULL;
}

char *file_bytes(const char *path, size_t *size) {
    FILE *const file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    cr_assert_eq(fseek(file, 0, SEEK_END), 0);
    const long length = ftell(file);
    cr_assert_geq(length, 0);
    rewind(file);
    char *const bytes = malloc((size_t)length + 1);
    cr_assert_not_null(bytes);
    *size = fread(bytes, 1, (size_t)length, file);
    cr_assert_eq(*size, (size_t)length);
    fclose(file);
    return bytes;
}
