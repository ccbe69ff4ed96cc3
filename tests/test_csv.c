/* The push reader of CSV by itself: whole rows, each field with its place. Sound texts are those of RFC 4180. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "records/csv.h"
#include "records/memory.h"

enum { rows_max = 16, fields_max = 8, text_max = 64 };

struct seen_field {
    char text[text_max];
    size_t length;
    int64_t line, column;
    int quoted;
};

struct seen_row {
    struct seen_field fields[fields_max];
    size_t n;
    int64_t line, last_line;
    peel_error fault; /* status PEEL_OK where there is none */
};

struct seen {
    struct seen_row rows[rows_max];
    size_t n;
    peel_status status;
    peel_error error;
};

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
        to->fields[i].line = row->fields[i].line;
        to->fields[i].column = row->fields[i].column;
        to->fields[i].quoted = row->fields[i].quoted;
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

/* The same in one piece, after making sure that every other size of piece gives the same. */
static struct seen *see_bytes(const char *text, size_t size, int32_t encoding) {
    struct seen *const whole = see_pieces(text, size, size + 1, encoding);
    for (size_t piece = 1; piece <= size; piece++) {
        struct seen *const cut = see_pieces(text, size, piece, encoding);
        cr_expect_eq(memcmp(cut, whole, sizeof *cut), 0, "another result in pieces of %zu: %s", piece, text);
        free(cut);
    }
    return whole;
}

static struct seen *see(const char *text) {
    return see_bytes(text, strlen(text), PEEL_ENCODING_UTF_8);
}

static void expect_field(const struct seen *seen, size_t row, size_t field, const char *text, int64_t line,
                         int64_t column) {
    cr_assert_lt(row, seen->n);
    cr_assert_lt(field, seen->rows[row].n);
    const struct seen_field *const got = &seen->rows[row].fields[field];
    cr_expect_str_eq(got->text, text);
    cr_expect_eq(got->line, line, "%s: line %lld", text, (long long)got->line);
    cr_expect_eq(got->column, column, "%s: column %lld", text, (long long)got->column);
}

static void expect_fault(const peel_error *fault, peel_status status, int64_t line, int64_t column, int32_t field) {
    cr_expect_eq(fault->status, status, "status %d", fault->status);
    cr_expect_eq(fault->line, line, "line %lld", (long long)fault->line);
    cr_expect_eq(fault->column, column, "column %lld", (long long)fault->column);
    cr_expect_eq(fault->field, field, "field %d", fault->field);
}

Test(csv, every_line_end_ends_a_row) {
    struct seen *const seen = see("a,b\nc,d\r\ne,f\rg,h");
    cr_assert_eq(seen->status, PEEL_OK);
    cr_assert_eq(seen->n, 4);
    expect_field(seen, 0, 1, "b", 1, 3);
    expect_field(seen, 1, 0, "c", 2, 1);
    expect_field(seen, 2, 0, "e", 3, 1);
    expect_field(seen, 3, 1, "h", 4, 3);
    free(seen);
}

Test(csv, a_quoted_field_holds_commas_quotation_marks_and_line_ends) {
    struct seen *const seen = see("\"a,\"\"b\"\"\",\"1\n2\r\n3\r4\",x\ny");
    cr_assert_eq(seen->n, 2);
    expect_field(seen, 0, 0, "a,\"b\"", 1, 1);
    expect_field(seen, 0, 1, "1\n2\r\n3\r4", 1, 11);
    expect_field(seen, 0, 2, "x", 4, 4);
    expect_field(seen, 1, 0, "y", 5, 1);
    cr_expect(seen->rows[0].fields[1].quoted && !seen->rows[0].fields[2].quoted);
    cr_expect_eq(seen->rows[0].line, 1);
    cr_expect_eq(seen->rows[0].last_line, 4);
    free(seen);
}

Test(csv, spaces_around_a_field_are_not_part_of_it) {
    struct seen *const seen = see("  a b  ,\t\"c \"  ,d\n");
    cr_assert_eq(seen->n, 1);
    expect_field(seen, 0, 0, "a b", 1, 1);
    expect_field(seen, 0, 1, "c ", 1, 9);
    expect_field(seen, 0, 2, "d", 1, 17);
    free(seen);
}

Test(csv, a_column_counts_characters_not_bytes) {
    const char latin[] = "Zo\xEB,b,\x80,d\n";
    struct seen *seen = see("Zo\xC3\xAB,\xE2\x82\xAC,\xF0\x9F\x9A\x93,d\n");
    expect_field(seen, 0, 1, "\xE2\x82\xAC", 1, 5);
    expect_field(seen, 0, 2, "\xF0\x9F\x9A\x93", 1, 7);
    expect_field(seen, 0, 3, "d", 1, 9);
    free(seen);
    seen = see_bytes(latin, sizeof latin - 1, PEEL_ENCODING_WINDOWS_1252);
    expect_field(seen, 0, 0, "Zo\xC3\xAB", 1, 1);
    expect_field(seen, 0, 2, "\xE2\x82\xAC", 1, 7);
    expect_field(seen, 0, 3, "d", 1, 9);
    free(seen);
}

Test(csv, an_empty_last_field_counts) {
    struct seen *const seen = see("a,\n,b\na,b,");
    cr_assert_eq(seen->n, 3);
    cr_expect_eq(seen->rows[0].n, 2);
    cr_expect_eq(seen->rows[1].n, 2);
    cr_expect_eq(seen->rows[2].n, 3);
    expect_field(seen, 2, 2, "", 3, 5);
    free(seen);
}

Test(csv, lines_of_nothing_but_spaces_and_commas_have_no_fields) {
    struct seen *seen = see("\n \t\r\n, ,\ra\r\n\r\n\"\"\n\xC2\xA0 ,\xC2\xA0\n\"\xC2\xA0\"\n  ");
    const size_t fields[] = {0, 0, 0, 1, 0, 1, 0, 1, 0};
    cr_assert_eq(seen->n, 9);
    for (size_t i = 0; i < 9; i++) {
        cr_expect_eq(seen->rows[i].n, fields[i], "row %zu", i);
        cr_expect_eq(seen->rows[i].line, (int64_t)i + 1, "row %zu", i);
    }
    free(seen);
    seen = see_bytes("a\n\xA0\nb", 5, PEEL_ENCODING_WINDOWS_1252);
    cr_assert_eq(seen->n, 3);
    cr_expect_eq(seen->rows[1].n, 0);
    free(seen);
}

Test(csv, a_text_without_a_row_has_no_header) {
    const char *const texts[] = {"", "\n", " \r\n,,\n", "\xC2\xA0", "\xEF\xBB\xBF", "\xEF\xBB\xBF\n", "\xEF\xBB\xBF,"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct seen *const seen = see(texts[i]);
        cr_expect_eq(seen->status, PEEL_ERROR_NO_HEADER, "text %zu", i);
        expect_fault(&seen->error, PEEL_ERROR_NO_HEADER, 0, 0, 0);
        free(seen);
    }
}

Test(csv, a_byte_order_mark_is_dropped) {
    struct seen *seen = see("\xEF\xBB\xBF"
                            "a,b");
    expect_field(seen, 0, 0, "a", 1, 1);
    expect_field(seen, 0, 1, "b", 1, 3);
    free(seen);
    seen = see("\xEF\xBB\xBF\"a\",b");
    expect_field(seen, 0, 0, "a", 1, 1);
    free(seen);
}

Test(csv, the_mark_of_another_encoding_is_fatal) {
    struct seen *seen = see_bytes("\xFF\xFE"
                                  "a\0,\0",
                                  6, PEEL_ENCODING_UTF_8);
    expect_fault(&seen->error, PEEL_ERROR_ENCODING, 1, 1, 0);
    cr_expect_not_null(strstr(seen->error.message, "UTF-16 or UTF-32"));
    cr_expect_not_null(strstr(seen->error.message, "CSV UTF-8"));
    free(seen);
    seen = see_bytes("\xFF\xFE\0\0a\0\0\0", 8, PEEL_ENCODING_UTF_8);
    expect_fault(&seen->error, PEEL_ERROR_ENCODING, 1, 1, 0);
    cr_expect_not_null(strstr(seen->error.message, "UTF-16 or UTF-32"));
    free(seen);
    seen = see_bytes("\0\0\xFE\xFF\0\0\0a", 8, PEEL_ENCODING_WINDOWS_1252);
    expect_fault(&seen->rows[0].fault, PEEL_ERROR_NUL_BYTE, 1, 1, 1);
    cr_expect_not_null(strstr(seen->rows[0].fault.message, "UTF-16 or UTF-32"));
    free(seen);
    seen = see_bytes("\xFE\xFF", 2, PEEL_ENCODING_WINDOWS_1252);
    expect_fault(&seen->error, PEEL_ERROR_ENCODING, 1, 1, 0);
    free(seen);
    seen = see_bytes("\xEF\xBB\xBF"
                     "a",
                     4, PEEL_ENCODING_WINDOWS_1252);
    expect_fault(&seen->error, PEEL_ERROR_ENCODING, 1, 1, 0);
    cr_expect_not_null(strstr(seen->error.message, "read it as utf-8"));
    free(seen);
}

Test(csv, bytes_that_are_no_text_are_the_fault_of_their_row) {
    struct seen *const seen = see_bytes("a,b\nc,\xE9t\xE9\nd\0,e\nf,g", 18, PEEL_ENCODING_UTF_8);
    cr_assert_eq(seen->status, PEEL_OK);
    cr_assert_eq(seen->n, 4);
    expect_fault(&seen->rows[1].fault, PEEL_ERROR_ENCODING, 2, 3, 2);
    cr_expect_not_null(strstr(seen->rows[1].fault.message, "byte E9"));
    cr_expect_not_null(strstr(seen->rows[1].fault.message, "windows-1252"));
    expect_fault(&seen->rows[2].fault, PEEL_ERROR_NUL_BYTE, 3, 1, 1);
    expect_field(seen, 3, 1, "g", 4, 3);
    free(seen);
}

Test(csv, bytes_without_a_letter_in_windows_1252_are_a_fault) {
    const char bytes[] = {'\x81', '\x8D', '\x8F', '\x90', '\x9D'};
    for (size_t i = 0; i < sizeof bytes; i++) {
        const char text[] = {'a', '\n', 'b', ',', bytes[i], '\n', 'c', '\0'};
        struct seen *const seen = see_bytes(text, 7, PEEL_ENCODING_WINDOWS_1252);
        cr_assert_eq(seen->n, 3);
        expect_fault(&seen->rows[1].fault, PEEL_ERROR_ENCODING, 2, 3, 2);
        expect_field(seen, 2, 0, "c", 3, 1);
        free(seen);
    }
}

Test(csv, a_stray_quotation_mark_sets_its_line_aside) {
    struct seen *const seen = see("a,5\" pipe,\"b,\"\nc\nd,\"e\"f,g\r\nh,\"i\" \"j\ri");
    cr_assert_eq(seen->status, PEEL_OK);
    cr_assert_eq(seen->n, 5);
    expect_fault(&seen->rows[0].fault, PEEL_ERROR_QUOTE, 1, 3, 2);
    cr_expect_not_null(strstr(seen->rows[0].fault.message, "line 1, character 4"));
    expect_field(seen, 1, 0, "c", 2, 1);
    expect_fault(&seen->rows[2].fault, PEEL_ERROR_QUOTE, 3, 3, 2);
    cr_expect_not_null(strstr(seen->rows[2].fault.message, "Text follows"));
    expect_fault(&seen->rows[3].fault, PEEL_ERROR_QUOTE, 4, 3, 2);
    expect_field(seen, 4, 0, "i", 5, 1);
    free(seen);
}

Test(csv, a_stray_quotation_mark_in_the_last_line_is_no_row_less) {
    struct seen *const seen = see("a,b\nc\"");
    cr_assert_eq(seen->status, PEEL_OK);
    cr_assert_eq(seen->n, 2);
    expect_fault(&seen->rows[1].fault, PEEL_ERROR_QUOTE, 2, 1, 1);
    free(seen);
}

Test(csv, a_last_row_of_half_a_letter_is_no_row_less) {
    struct seen *const seen = see("a\n\x80");
    cr_assert_eq(seen->n, 2);
    expect_fault(&seen->rows[1].fault, PEEL_ERROR_ENCODING, 2, 1, 1);
    free(seen);
}

Test(csv, the_first_fault_of_a_row_is_the_one_told) {
    struct seen *const seen = see("a\n\xFF,b\",c\nd");
    cr_assert_eq(seen->n, 3);
    expect_fault(&seen->rows[1].fault, PEEL_ERROR_ENCODING, 2, 1, 1);
    cr_expect_eq(seen->rows[2].fault.status, PEEL_OK);
    free(seen);
}

Test(csv, a_quoted_field_that_went_wrong_after_a_line_end_is_fatal) {
    struct seen *const seen = see("a,b\nc,\"never closed\nd,e\nf,\"g\"\n");
    cr_expect_eq(seen->n, 1);
    expect_fault(&seen->error, PEEL_ERROR_QUOTE, 2, 3, 2);
    cr_expect_not_null(strstr(seen->error.message, "line 4, character 4"));
    cr_expect_not_null(strstr(seen->error.message, "swallowed"));
    free(seen);
}

Test(csv, a_quotation_mark_that_never_ends_is_fatal_where_it_began) {
    struct seen *const seen = see("a,b\nc, \"d\ne\n");
    cr_expect_eq(seen->n, 1);
    expect_fault(&seen->error, PEEL_ERROR_QUOTE, 2, 3, 2);
    cr_expect_not_null(strstr(seen->error.message, "never ends"));
    free(seen);
}

Test(csv, a_field_may_be_as_long_as_the_limit) {
    char text[64];
    for (size_t length = 40; length <= 41; length++) {
        for (int quoted = 0; quoted <= 1; quoted++) {
            for (int ended = 0; ended <= 1; ended++) {
                memset(text, 0, sizeof text);
                strcpy(text, quoted ? "a\nb,\"" : "a\nb,");
                memset(text + strlen(text), 'x', length);
                strcat(text, quoted ? "\"" : "");
                strcat(text, ended ? ",c\n" : "");
                struct seen *const seen = see(text);
                cr_expect_eq(seen->status, length == 40 ? PEEL_OK : PEEL_ERROR_FIELD_TOO_LONG, "%s", text);
                if (length == 41) expect_fault(&seen->error, PEEL_ERROR_FIELD_TOO_LONG, 2, 3, 2);
                if (length == 41) cr_expect_not_null(strstr(seen->error.message, " 40 bytes"));
                free(seen);
            }
        }
    }
}

Test(csv, a_row_may_have_as_many_fields_as_the_limit) {
    struct seen *seen = see("1,2,3,4,5,6\n1,2,3,4,5,6");
    cr_expect_eq(seen->status, PEEL_OK);
    cr_expect_eq(seen->n, 2);
    free(seen);
    seen = see("a\n1,2,3,4,5,6,7\n");
    expect_fault(&seen->error, PEEL_ERROR_TOO_MANY_FIELDS, 2, 13, 7);
    cr_expect_not_null(strstr(seen->error.message, "limit of 6: is this a text in CSV? A program that reads such"));
    free(seen);
}
