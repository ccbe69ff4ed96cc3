/*
 * The push reader of CSV against a naive one that has the whole text before it and counts every place from its start:
 * random texts with every quirk, in both encodings, with four delimiters, all fields or some wanted, in pieces of any size.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include <peel/tally.h>

#include "records/csv.h"
#include "records/memory.h"
#include "support/naive_csv.h"

/* Compares each row of the reader with the next one of the naive reader. */
struct comparison {
    struct naive naive;
    struct csv_reader *reader;
    size_t rows_with_fields, faults, marks;
};

static void expect_error(const struct comparison *comparison, const peel_error *error, peel_status status) {
    const struct naive *const naive = &comparison->naive;
    const int is_mark = naive->fatal == PEEL_ERROR_ENCODING;
    const size_t begins = is_mark ? naive->row_begins : naive->fields[naive->faulty].begins;
    cr_assert_eq(error->status, status, "status %d", error->status);
    cr_assert_eq(error->field, is_mark ? 0 : (int32_t)naive->faulty + 1, "field %d", error->field);
    cr_assert_eq(error->line, line_of(naive->text, begins), "line %d", (int)error->line);
    cr_assert_eq(error->column, column_of(naive->text, naive->row_begins, begins), "column %d", (int)error->column);
}

static void expect_naive_field(const struct naive *naive, const struct csv_row *row, size_t i) {
    const struct naive_field *const field = &naive->fields[i];
    const struct csv_place place = csv_field_place(row, i);
    cr_assert_eq(place.line, line_of(naive->text, field->begins));
    cr_assert_eq(place.column, column_of(naive->text, naive->row_begins, field->begins), "column %d",
                 (int)place.column);
    cr_assert_eq(place.quoted, field->quoted);
    cr_assert_eq(!row->fields[i].text, !naive_wants(naive, i));
    if (!row->fields[i].text || naive->text->encoding == PEEL_ENCODING_WINDOWS_1252) return;
    cr_assert_eq(row->fields[i].length, field->length);
    cr_assert_eq(memcmp(row->fields[i].text, field->text, field->length), 0);
    cr_assert_eq(row->fields[i].text[field->length], '\0');
}

static peel_status compare_row(void *context, const struct csv_row *row, peel_error *error) {
    struct comparison *const comparison = context;
    struct naive *const naive = &comparison->naive;
    unsigned char wanted[flags];
    (void)error;
    cr_assert(naive_read_row(naive));
    cr_assert_eq(naive->fatal, PEEL_OK);
    cr_assert_eq(row->line, line_of(naive->text, naive->row_begins));
    cr_assert_eq(row->last_line, line_of(naive->text, naive->row_ends));
    cr_assert_eq(!row->fault, naive->fault == PEEL_OK);
    if (row->fault) {
        expect_error(comparison, row->fault, naive->fault);
        comparison->faults++;
    } else {
        cr_assert_eq(row->n, naive->n, "%zu fields, not %zu", row->n, naive->n);
        for (size_t i = row->n; i-- > 0;)
            expect_naive_field(naive, row, i);
        comparison->rows_with_fields += row->n > 0;
    }
    for (size_t i = 0; i < flags; i++)
        wanted[i] = naive->text->wanted >> i & 1U;
    return naive->rows++ == 0 ? csv_reader_want(comparison->reader, wanted, flags) : PEEL_OK;
}

/* Reads the text in pieces, each alone in memory, so that a sanitizer sees a byte read beyond it. */
static peel_status compare(struct comparison *comparison, const struct text *text, size_t piece) {
    const peel_allocator none = {0};
    struct csv_options options = {.encoding = text->encoding, .max_field = longest, .max_fields = most};
    peel_error error = {.status = PEEL_OK};
    peel_status status = PEEL_OK;
    memset(&comparison->naive, 0, sizeof comparison->naive);
    comparison->naive.text = text;
    options.delimiter = text->delimiter == ',' ? '\0' : (char)text->delimiter;
    options.row = compare_row;
    options.context = comparison;
    cr_assert_eq(memory_choose(&none, &options.allocator), PEEL_OK);
    cr_assert_eq(csv_reader_open(&options, &comparison->reader), PEEL_OK);
    for (size_t at = 0; at < text->size && status == PEEL_OK; at += piece) {
        const size_t size = piece < text->size - at ? piece : text->size - at;
        unsigned char *const alone = malloc(size);
        cr_assert_not_null(alone);
        memcpy(alone, text->bytes + at, size);
        status = csv_reader_feed(comparison->reader, alone, size, &error);
        free(alone);
    }
    if (status == PEEL_OK) status = csv_reader_finish(comparison->reader, &error);
    csv_reader_close(comparison->reader);
    if (status == PEEL_ERROR_NO_HEADER) return status;
    cr_assert_eq(naive_read_row(&comparison->naive), status != PEEL_OK, "no row is left, or the fatal one");
    cr_assert_eq(comparison->naive.fatal, status, "status %d", status);
    if (status != PEEL_OK) expect_error(comparison, &error, status);
    comparison->marks += comparison->naive.marks;
    return status;
}

/* SplitMix64. Source: Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators (2014), figure 17. */
static uint64_t draw(uint64_t *state) {
    uint64_t bits = *state += 0x9E3779B97F4A7C15U;
    bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9U;
    bits = (bits ^ bits >> 27) * 0x94D049BB133111EBU;
    return bits ^ bits >> 31;
}

static struct text random_text(uint64_t *state) {
    static const char *const bits[] = {"D",
                                       "D",
                                       "D",
                                       "D",
                                       "\n",
                                       "\n",
                                       "\r\n",
                                       "\r",
                                       "\"",
                                       "a",
                                       "b",
                                       "bc",
                                       "n/a",
                                       "\"x\"",
                                       "\"y\nz\"",
                                       "\"\r\n,\"",
                                       " ",
                                       "\t",
                                       "",
                                       ",",
                                       ";",
                                       "\"\"",
                                       "\xC3\xA9",
                                       "\xC2\xA0",
                                       "\xE2\x82\xAC",
                                       "\xF0\x9F\x9A\x93",
                                       "\xA0",
                                       "\xFF",
                                       "\x81",
                                       "\"q,\"\"r\"\"\"",
                                       "defghijkl",
                                       "  ",
                                       "\r\r\n",
                                       "\xEF\xBB\xBF",
                                       "\n\xEF\xBB\xBF",
                                       "\r\n\xEF\xBB\xBF\"",
                                       "\xEF\xBB\xBE", /* these begin as the mark does */
                                       "\xEF\xBC\x81",
                                       "\"s\" D"};
    struct text text = {.encoding = (int32_t)(draw(state) % 2), .delimiter = (unsigned char)",;\t|"[draw(state) % 4]};
    const size_t parts = draw(state) % 32;
    text.wanted = draw(state) % 2 ? 0xFFU : (unsigned)(draw(state) % 256);
    for (size_t i = 0; i < parts && text.size < longest; i++) {
        const char *const more = bits[draw(state) % (sizeof bits / sizeof bits[0])];
        const size_t length = strlen(more);
        if (draw(state) % 100 == 0) text.bytes[text.size++] = 0;
        if (strchr("\xA0\x81", more[0]) && text.encoding == PEEL_ENCODING_UTF_8) continue;
        for (size_t j = 0; j < length; j++)
            text.bytes[text.size++] = more[j] == 'D' ? text.delimiter : (unsigned char)more[j];
    }
    return text;
}

Test(csv_place, every_place_is_that_of_a_reader_that_counts_from_the_start) {
    struct comparison *const comparison = calloc(1, sizeof *comparison);
    size_t fatal = 0;
    uint64_t state = 6;
    cr_assert_not_null(comparison);
    for (int i = 0; i < 20000; i++) {
        const struct text text = random_text(&state);
        if (text.size >= 2 && text.bytes[0] == 0xFF) continue; /* may begin as a byte order mark does */
        const size_t pieces[] = {longest + 32, 1, 2, 3, 1 + draw(&state) % 20};
        for (size_t j = 0; j < sizeof pieces / sizeof pieces[0]; j++)
            fatal += compare(comparison, &text, pieces[j]) == PEEL_ERROR_QUOTE;
    }
    cr_expect_gt(comparison->rows_with_fields, 50000, "%zu rows", comparison->rows_with_fields);
    cr_expect_gt(comparison->faults, 10000, "%zu faults", comparison->faults);
    cr_expect_gt(fatal, 5000, "%zu fatal", fatal);
    cr_expect_gt(comparison->marks, 5000, "%zu marks", comparison->marks);
    free(comparison);
}
