#include "support/seen.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "records/csv.h"
#include "records/memory.h"

static peel_status see_row(void *context, const struct csv_row *row, peel_error *error) {
    struct seen *const seen = context;
    (void)error;
    cr_assert_lt(seen->n, (size_t)rows_max);
    struct seen_row *const to = &seen->rows[seen->n++];
    to->n = row->n;
    to->line = row->line;
    to->last_line = row->last_line;
    if (row->fault) to->fault = *row->fault;
    for (size_t i = 0; i < row->n && !row->fault; i++) {
        cr_assert_lt(i, (size_t)fields_max);
        cr_assert_lt(row->fields[i].length, (size_t)text_max);
        cr_expect_eq(strlen(row->fields[i].text), row->fields[i].length);
        strcpy(to->fields[i].text, row->fields[i].text);
        to->fields[i].length = row->fields[i].length;
        const struct csv_place place = csv_field_place(row, i);
        to->fields[i].line = place.line;
        to->fields[i].column = place.column;
        to->fields[i].quoted = place.quoted;
    }
    return PEEL_OK;
}

/* What the reader makes of a text fed in pieces of one size. */
static struct seen *see_pieces(const char *text, size_t size, size_t piece, int32_t encoding) {
    const peel_allocator none = {0};
    struct csv_options options = {.encoding = encoding, .max_field = 40, .max_fields = 6, .row = see_row};
    struct csv_reader *reader;
    struct seen *const seen = calloc(1, sizeof *seen);
    cr_assert_not_null(seen);
    options.context = seen;
    cr_assert_eq(memory_choose(&none, &options.allocator), PEEL_OK);
    cr_assert_eq(csv_reader_open(&options, &reader), PEEL_OK);
    for (size_t at = 0; at < size && seen->status == PEEL_OK; at += piece)
        seen->status = csv_reader_feed(reader, text + at, piece < size - at ? piece : size - at, &seen->error);
    if (seen->status == PEEL_OK) seen->status = csv_reader_finish(reader, &seen->error);
    cr_expect_eq(csv_reader_finished(reader), seen->status == PEEL_OK);
    csv_reader_close(reader);
    return seen;
}

struct seen *see_bytes(const char *text, size_t size, int32_t encoding) {
    struct seen *const whole = see_pieces(text, size, size + 1, encoding);
    for (size_t piece = 1; piece <= size; piece++) {
        struct seen *const cut = see_pieces(text, size, piece, encoding);
        cr_expect_eq(memcmp(cut, whole, sizeof *cut), 0, "another result in pieces of %zu: %s", piece, text);
        free(cut);
    }
    return whole;
}

struct seen *see(const char *text) {
    return see_bytes(text, strlen(text), PEEL_ENCODING_UTF_8);
}

void expect_field(const struct seen *seen, size_t row, size_t field, const char *text, int64_t line, int64_t column) {
    cr_assert_lt(row, seen->n);
    cr_assert_lt(field, seen->rows[row].n);
    const struct seen_field *const got = &seen->rows[row].fields[field];
    cr_expect_str_eq(got->text, text);
    cr_expect_eq(got->line, line, "%s: line %lld", text, (long long)got->line);
    cr_expect_eq(got->column, column, "%s: column %lld", text, (long long)got->column);
}

void expect_fault(const peel_error *fault, peel_status status, int64_t line, int64_t column, int32_t field) {
    cr_expect_eq(fault->status, status, "status %d", fault->status);
    cr_expect_eq(fault->line, line, "line %lld", (long long)fault->line);
    cr_expect_eq(fault->column, column, "column %lld", (long long)fault->column);
    cr_expect_eq(fault->field, field, "field %d", fault->field);
}
