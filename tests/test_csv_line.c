/*
 * Fields that are taken from whole lines without libcsv are those that libcsv finds. A text handed over byte by byte goes through
 * libcsv alone, for no line of it is ever at hand as a whole but a blank one; handed over in larger pieces it does not. see_bytes
 * compares all sizes, of readers that want every field.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <peel/tally.h>

#include "records/csv.h"
#include "records/memory.h"
#include "support/seeded.h"
#include "support/seen.h"

Test(csv_line, a_quotation_mark_in_the_middle_of_a_line) {
    struct seen *seen = see(" a ,b, \"c,\"\"\n\" ,d\n,\"\"\n\" e\" \t,f\n");
    cr_assert_eq(seen->n, 3);
    cr_assert_eq(seen->rows[0].n, 4);
    expect_field(seen, 0, 0, "a", 1, 1);
    expect_field(seen, 0, 1, "b", 1, 5);
    expect_field(seen, 0, 2, "c,\"\n", 1, 7);
    expect_field(seen, 0, 3, "d", 2, 4);
    cr_assert_eq(seen->rows[1].n, 2);
    expect_field(seen, 1, 1, "", 3, 2);
    expect_field(seen, 2, 0, " e", 4, 1);
    expect_field(seen, 2, 1, "f", 4, 8);
    free(seen);
    seen = see("a,b\"c,d\ne,f\n\"g\"h\n");
    cr_assert_eq(seen->n, 3);
    expect_fault(&seen->rows[0].fault, PEEL_ERROR_QUOTE, 1, 3, 2);
    expect_field(seen, 1, 1, "f", 2, 3);
    expect_fault(&seen->rows[2].fault, PEEL_ERROR_QUOTE, 3, 1, 1);
    free(seen);
}

Test(csv_line, a_line_that_could_hold_too_long_a_field_goes_through_libcsv) {
    struct seen *seen = see("0123456789012345678901234567890123456789,1\n");
    expect_field(seen, 0, 1, "1", 1, 42);
    free(seen);
    seen = see("a,b\nc,01234567890123456789012345678901234567890\n");
    cr_expect_eq(seen->status, PEEL_ERROR_FIELD_TOO_LONG);
    free(seen);
    seen =
        see("a,b\nc,d                                                 \n"); /* libcsv keeps the spaces until the end */
    cr_expect_eq(seen->status, PEEL_ERROR_FIELD_TOO_LONG);
    free(seen);
}

/* A text of up to 24 bytes; 0 where it has more rows or fields than can be seen. */
static int draw(uint64_t *state, char text[25], size_t *size) {
    static const char quirks[] = "aab,,,,\"\"\"\"\" \t\n\n\r\0\xC3\xA9\xC2\xA0";
    size_t lines = 0;
    size_t fields = 0;
    *size = (size_t)(next_number(state) % 25);
    for (size_t at = 0; at < *size; at++) {
        text[at] = quirks[next_number(state) % (sizeof quirks - 1)];
        lines += text[at] == '\n' || text[at] == '\r';
        fields += text[at] == ',';
    }
    text[*size] = '\0';
    return lines < rows_max && fields < fields_max;
}

Test(csv_line, texts_of_all_quirks) {
    char text[25];
    size_t size;
    uint64_t state = 43;
    for (int i = 0; i < 8000; i++)
        if (draw(&state, text, &size))
            free(see_bytes(text, size, i % 2 == 0 ? PEEL_ENCODING_UTF_8 : PEEL_ENCODING_WINDOWS_1252));
}

/* --- some fields are wanted --------------------------------------------------------------------------------------------- */

struct told {
    struct csv_reader *reader;
    char text[4096]; /* every row, its fields and its fault */
    size_t size;
};

static peel_status tell_row(void *context, const struct csv_row *row, peel_error *error) {
    static const unsigned char wanted[] = {0, 1, 0, 1};
    struct told *const told = context;
    char *const to = told->text + told->size;
    const size_t room = sizeof told->text - told->size;
    (void)error;
    if (told->size == 0) cr_assert_eq(csv_reader_want(told->reader, wanted, sizeof wanted), PEEL_OK);
    int length = snprintf(to, room, "[%d %zu %d", (int)row->line, row->n, row->fault ? (int)row->fault->status : 0);
    for (size_t i = 0; i < row->n && !row->fault; i++) {
        const char *const field = row->fields[i].text;
        length += snprintf(to + length, room - (size_t)length, "|%s", field ? field : "-");
    }
    told->size += (size_t)length;
    cr_assert_lt(told->size, sizeof told->text);
    return PEEL_OK;
}

static void tell(struct told *told, const char *text, size_t size, size_t piece, char delimiter) {
    const peel_allocator none = {0};
    struct csv_options options = {
        .delimiter = delimiter, .max_field = 100, .max_fields = 100, .row = tell_row, .context = told};
    peel_error error;
    *told = (struct told){0};
    cr_assert_eq(memory_choose(&none, &options.allocator), PEEL_OK);
    cr_assert_eq(csv_reader_open(&options, &told->reader), PEEL_OK);
    peel_status status = csv_reader_feed(told->reader, "h,h,h,h\n", 8, &error);
    for (size_t at = 0; at < size && status == PEEL_OK; at += piece)
        status = csv_reader_feed(told->reader, text + at, piece < size - at ? piece : size - at, &error);
    if (status == PEEL_OK) status = csv_reader_finish(told->reader, &error);
    snprintf(told->text + told->size, sizeof told->text - told->size, "] %d", (int)status);
    csv_reader_close(told->reader);
}

Test(csv_line, fields_that_are_not_wanted) {
    const char delimiters[] = {',', '\t', ','};
    struct told whole, cut;
    char text[25];
    size_t size;
    uint64_t state = 6;
    tell(&whole, "a,b,\"c\"\"c\",d\n", 13, 13, ',');
    cr_expect_str_eq(whole.text, "[1 4 0|h|h|h|h[2 4 0|-|b|-|d] 0");
    for (int i = 0; i < 40000; i++) {
        const char delimiter = delimiters[i % 3];
        if (!draw(&state, text, &size)) continue;
        tell(&whole, text, size, 25, delimiter);
        tell(&cut, text, size, 1, delimiter);
        cr_assert_str_eq(whole.text, cut.text, "%s", text);
    }
}
