/* The push reader of CSV when it is told which fields are wanted, and with another delimiter. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include <peel/tally.h>

#include "records/csv.h"
#include "records/memory.h"

/* What came of a text: a line a row, its wanted texts in brackets, "-" for one that is not wanted, or its fault. */
struct told {
    char rows[4096];
    peel_status status;
    peel_error error;
    struct csv_reader *reader;
    const unsigned char *wanted; /* of the rows after the first */
    size_t wanted_n;
    int any_row;
    size_t calls_left, in_use, most_in_use; /* of the allocator */
};

/* Each memory has its size before it, and a mark behind it, which shows a byte written beyond the end. */
enum { front = 16, mark = 0x5A };

static size_t size_of(const char *whole) {
    size_t size;
    memcpy(&size, whole, sizeof size);
    cr_assert_eq(whole[front + size], mark, "a byte beyond a memory of %zu was written", size);
    return size;
}

static void *told_resize(void *context, void *memory, size_t size) {
    struct told *const told = context;
    char *const whole = memory ? (char *)memory - front : NULL;
    const size_t before = whole ? size_of(whole) : 0;
    if (told->calls_left == 0) return NULL;
    told->calls_left--;
    char *const grown = realloc(whole, front + size + 1);
    cr_assert_not_null(grown);
    memcpy(grown, &size, sizeof size);
    grown[front + size] = mark;
    told->in_use += size - before;
    if (told->in_use > told->most_in_use) told->most_in_use = told->in_use;
    return grown + front;
}

static void *told_allocate(void *context, size_t size) {
    return told_resize(context, NULL, size);
}

static void told_release(void *context, void *memory) {
    struct told *const told = context;
    told->in_use -= size_of((char *)memory - front);
    free((char *)memory - front);
}

static void tell(struct told *told, const char *text) {
    cr_assert_lt(strlen(told->rows) + strlen(text), sizeof told->rows);
    strcat(told->rows, text);
}

static peel_status tell_row(void *context, const struct csv_row *row, peel_error *error) {
    struct told *const told = context;
    for (size_t i = 0; i < row->n && !row->fault; i++) {
        tell(told, "[");
        tell(told, row->fields[i].text ? row->fields[i].text : "-");
        tell(told, "]");
    }
    if (row->fault) tell(told, peel_status_name(row->fault->status));
    tell(told, "\n");
    if (told->any_row++ > 0 || !told->wanted) return PEEL_OK;
    error->status = csv_reader_want(told->reader, told->wanted, told->wanted_n);
    return error->status;
}

static const size_t endless = 1000000;

static void read_pieces(struct told *told, const char *text, size_t size, size_t piece, struct csv_options options) {
    options.allocator = (peel_allocator){told_allocate, told_resize, told_release, told};
    options.row = tell_row;
    options.context = told;
    told->status = csv_reader_open(&options, &told->reader);
    if (told->status != PEEL_OK) return;
    for (size_t at = 0; at < size && told->status == PEEL_OK; at += piece)
        told->status = csv_reader_feed(told->reader, text + at, piece < size - at ? piece : size - at, &told->error);
    if (told->status == PEEL_OK) told->status = csv_reader_finish(told->reader, &told->error);
    csv_reader_close(told->reader);
    cr_assert_eq(told->in_use, 0);
}

static const struct csv_options usual = {.max_field = 40, .max_fields = 8};

/* Expects these rows in pieces of every size. */
static void expect_rows(const char *text, const unsigned char *wanted, size_t n, struct csv_options options,
                        const char *rows) {
    for (size_t piece = 1; piece <= strlen(text); piece++) {
        struct told told = {.wanted = wanted, .wanted_n = n, .calls_left = endless};
        read_pieces(&told, text, strlen(text), piece, options);
        cr_expect_eq(told.status, PEEL_OK, "%s", told.error.message);
        cr_expect_str_eq(told.rows, rows, "in pieces of %zu: %s", piece, told.rows);
    }
}

Test(csv_want, other_fields_are_counted_and_not_handed_over) {
    const unsigned char second[] = {0, 1};
    expect_rows("a,b,c\n1,2,3\n\"4\n\",\"5,\",\"6\"\n7\n8,9,10,11", second, 2, usual,
                "[a][b][c]\n[-][2][-]\n[-][5,][-]\n[-]\n[-][9][-][-]\n");
    expect_rows("a,b\n1,2\n", second, 0, usual, "[a][b]\n[-][-]\n");
}

Test(csv_want, other_fields_still_make_a_row_of_a_line) {
    const unsigned char first[] = {1};
    expect_rows("a,b\n,x\n,\n,\"\"\n,\xC2\xA0\n \t\n", first, 1, usual, "[a][b]\n[][-]\n\n[][-]\n\n\n");
}

Test(csv_want, what_is_no_letter_in_another_field_costs_no_row) {
    const unsigned char first[] = {1, 0};
    const char text[] = "a,note\n1,caf\xE9\n2\xE9,x\n\xC2\xA3,\xE9\xE9\n3,\xE9\" \n";
    expect_rows(text, first, 2, usual, "[a][note]\n[1][-]\nencoding\n[\xC2\xA3][-]\nquote\n");
    struct told told = {.wanted = first, .wanted_n = 2, .calls_left = endless};
    read_pieces(&told, "a,b\n1,\0\n\0,2\n", 12, 12, usual);
    cr_expect_str_eq(told.rows, "[a][b]\n[1][-]\nnul-byte\n");
}

Test(csv_want, every_field_is_wanted_where_nothing_is_said) {
    expect_rows("a,b\n1,2\n", NULL, 0, usual, "[a][b]\n[1][2]\n");
}

Test(csv_want, the_limits_are_those_of_every_field) {
    const unsigned char first[] = {1};
    struct told told = {.wanted = first, .wanted_n = 1, .calls_left = endless};
    struct csv_options options = usual;
    options.max_field = 4;
    read_pieces(&told, "a,b\n1,12345\n", 12, 12, options);
    cr_expect_eq(told.status, PEEL_ERROR_FIELD_TOO_LONG);
    cr_expect_eq(told.error.line, 2);
    cr_expect_eq(told.error.column, 3);
    told = (struct told){.wanted = first, .wanted_n = 1, .calls_left = endless};
    options.max_fields = 2;
    read_pieces(&told, "a,b\n1,2,3\n", 10, 10, options);
    cr_expect_eq(told.status, PEEL_ERROR_TOO_MANY_FIELDS);
    cr_expect_eq(told.error.field, 3);
}

Test(csv_want, every_failure_of_the_allocator_is_told) {
    const unsigned char first[] = {1};
    const char text[] = "a,b\n1,2\n\"a field that goes on\nand on\",a longer row,c,d,e,f\n";
    size_t calls = 0;
    struct told told;
    do {
        told = (struct told){.wanted = first, .wanted_n = 1, .calls_left = calls++};
        read_pieces(&told, text, sizeof text - 1, 10, usual);
        cr_assert(told.status == PEEL_OK || told.status == PEEL_ERROR_MEMORY);
    } while (told.status != PEEL_OK && calls < 100);
    cr_expect_eq(told.status, PEEL_OK);
    cr_expect_geq(calls, 7, "%zu calls", calls);
}

Test(csv_want, a_last_field_without_a_line_end_has_room_for_its_0_byte) {
    const char text[] = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
    for (size_t size = 1; size < sizeof text; size++) {
        struct told told = {.calls_left = endless};
        read_pieces(&told, text, size, size, usual);
        cr_expect_eq(told.status, PEEL_OK);
    }
}

Test(csv_delimiter, semicolons_tabs_and_bars_end_fields_and_commas_do_not) {
    const struct {
        char delimiter;
        const char *text;
    } cases[] = {
        {';', "a;b\n1,5; \"x;y\" ;\n;\n"}, {'\t', "a\tb\n1,5\t \"x;y\" \t\n\t\n"}, {'|', "a|b\n1,5| \"x;y\" |\n|\n"}};
    for (size_t i = 0; i < 3; i++) {
        struct csv_options options = usual;
        options.delimiter = cases[i].delimiter;
        expect_rows(cases[i].text, NULL, 0, options, "[a][b]\n[1,5][x;y][]\n\n");
    }
    expect_rows("a,b;c\n", NULL, 0, usual, "[a][b;c]\n");
}

Test(csv_delimiter, a_fault_stands_behind_the_delimiter) {
    struct told told = {.calls_left = endless};
    struct csv_options options = usual;
    options.delimiter = ';';
    read_pieces(&told, "a;b,c;\"d\ne", 10, 3, options);
    cr_expect_eq(told.status, PEEL_ERROR_QUOTE);
    cr_expect_eq(told.error.column, 7);
    cr_expect_eq(told.error.field, 3);
}

/* Rows that lie across blocks, however the text is fed; and memory that does not grow with what is fed at once. */
Test(csv_want, a_long_text_fed_at_once_is_the_same_as_in_pieces) {
    enum { size = 1000000 };
    const size_t pieces[] = {size, 65536, 65535, 4096, 7};
    struct csv_options options = usual;
    char *const text = malloc(size);
    cr_assert_not_null(text);
    options.max_field = size;
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        struct told told = {.calls_left = endless};
        memset(text, ' ', size);
        memcpy(text, "a,b\n", 4);
        memcpy(text + 65536 + 4, "x,", 2);            /* a line of spaces that is longer than a block */
        memcpy(text + 2 * 65536 - 1, "\"y\"\r\n", 5); /* over the end of one */
        memcpy(text + 3 * 65536 - 1, "\r\n1,\x80,\"\"\n", 9);
        memcpy(text + size - 6, "1,\"2\"3", 6);
        read_pieces(&told, text, size, pieces[i], options);
        cr_expect_eq(told.status, PEEL_OK);
        cr_expect_str_eq(told.rows, "[a][b]\n[x][y]\n\nencoding\nquote\n", "%s", told.rows);
        cr_expect_lt(told.most_in_use, 5 * 65536, "%zu bytes", told.most_in_use);
    }
    free(text);
}
