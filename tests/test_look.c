/* A look at a text: its columns, what each holds, and how much of them is remembered. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/looked.h"
#include <peel.h>

/* --- what columns hold -------------------------------------------------------------------------------------------------- */

struct column_case {
    const char *cells; /* of one column, parted by bars */
    int32_t holds;
};

Test(look, what_a_column_seems_to_hold) {
    static const struct column_case cases[] = {
        {"|||", PEEL_HOLDS_NOTHING},
        {" | \xC2\xA0|", PEEL_HOLDS_NOTHING},
        {"yes|No|n/a|", PEEL_HOLDS_ANSWERS},
        {"1|0|1", PEEL_HOLDS_ANSWERS},
        {"not met|Non-Compliant|TRUE", PEEL_HOLDS_ANSWERS},
        {"NA", PEEL_HOLDS_ANSWERS},
        {"1|0|2", PEEL_HOLDS_NUMBERS},
        {"2024-03-31|31/03/2024 09:58|Mar 2024|", PEEL_HOLDS_DATES},
        {"2024-03-31T09:58:14+00:00", PEEL_HOLDS_DATES},
        {"2024-03|2024-04|2011-12", PEEL_HOLDS_DATES},
        {"2024-03-31|31/02/2024", PEEL_HOLDS_TEXT},
        {"4h|90 min|2:30|-1h", PEEL_HOLDS_DURATIONS},
        {"09:58|10:15", PEEL_HOLDS_DURATIONS},
        {"4h|90", PEEL_HOLDS_TEXT},
        {"45352|45353", PEEL_HOLDS_NUMBERS},
        {"1|-2|+3|.5|4.|5.25|1,234|1,234,567.8|80.6%|94 percent|1e9|2.5E-3", PEEL_HOLDS_NUMBERS},
        {"2024|2023", PEEL_HOLDS_NUMBERS},
        {"1|1,23", PEEL_HOLDS_TEXT},
        {"1|1234,567", PEEL_HOLDS_TEXT},
        {"1|--2", PEEL_HOLDS_TEXT},
        {"1|.", PEEL_HOLDS_TEXT},
        {"1|1e", PEEL_HOLDS_TEXT},
        {"1|%", PEEL_HOLDS_TEXT},
        {"1|1x", PEEL_HOLDS_TEXT},
        {"a|b|a|b", PEEL_HOLDS_GROUPS},
        {"a|b|a|", PEEL_HOLDS_TEXT},
        {"a|b|A|B", PEEL_HOLDS_TEXT},
        {"2023/24|2023/24|2024 Q1|2024 Q1", PEEL_HOLDS_GROUPS},
        {"yes|maybe|yes|maybe", PEEL_HOLDS_GROUPS},
        {"only one", PEEL_HOLDS_TEXT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[256] = "", due[256];
        const char *cell = cases[i].cells;
        strcat(text, "row,what\n");
        while (cell) { /* the first column keeps blank cells from being blank lines */
            const char *const end = strchr(cell, '|');
            const size_t length = end ? (size_t)(end - cell) : strlen(cell);
            sprintf(text + strlen(text), "r,\"%.*s\"\n", (int)length, cell);
            cell = end ? end + 1 : NULL;
        }
        struct looked *const seen = look_everywhere(NULL, text);
        sprintf(due, "\nwhat: %s,", peel_holds_name(cases[i].holds));
        cr_expect_eq(seen->status, PEEL_OK, "%s: %s", cases[i].cells, seen->error.message);
        cr_expect(strstr(seen->columns, due), "%s: %s", cases[i].cells, seen->columns);
        free(seen);
    }
}

Test(look, columns_and_their_texts) {
    static const char text[] = "\xEF\xBB\xBF force , attended,\"note, of a kind\",,force\r\n"
                               "Essex,yes,\"a, b\",,1\r\n"
                               "Kent,no ,,,2\r\n"
                               ",,,,\r\n"
                               "\xEF\xBB\xBF"
                               "Force,ATTENDED,\"Note, of a kind\",,force\r\n"
                               "Kent, yes,\"two\nlines\",,3\r\n"
                               "Kent\r\n"
                               "Ess\"ex,yes,,,4\r\n"
                               " Essex,,x,,\r\n";
    struct looked *const seen = look_everywhere(NULL, text);
    cr_assert_eq(seen->status, PEEL_OK, "%s", seen->error.message);
    cr_expect_str_eq(seen->columns,
                     "force: groups, 4 filled, 0 blank, 2 different: Essex (2) Kent (2)\n"
                     "attended: answers, 3 filled, 1 blank, 2 different: yes (2) no (1)\n"
                     "note, of a kind: text, 3 filled, 1 blank, 3 different: a, b (1) two\nlines (1) x (1)\n"
                     ": nothing, 0 filled, 4 blank, 0 different:\n"
                     "force: numbers, 3 filled, 1 blank, 3 different: 1 (1) 2 (1) 3 (1)\n");
    cr_expect_eq(seen->summary.rows, 6);
    cr_expect_eq(seen->summary.set_aside, 2);
    cr_expect_eq(seen->summary.blank_lines, 1);
    cr_expect_eq(seen->summary.repeated_headers, 1);
    cr_expect_eq(seen->summary.columns, 5);
    cr_expect_eq(seen->summary.delimiter, ',');
    cr_expect_eq(seen->summary.layout, PEEL_LAYOUT_NONE);
    cr_expect_eq(seen->summary.first.status, PEEL_ERROR_FIELD_COUNT);
    cr_expect_eq(seen->summary.first.line, 8);
    free(seen);
}

/* A last row of sums, percentages and blanks says nothing of a column. */
Test(look, rows_of_totals_are_in_no_column) {
    struct looked *seen = look_everywhere(NULL, "force,date,in time,taken\n"
                                                "Essex,2024-03-01,yes,4h\n"
                                                "Kent,2024-03-02,no,90 min\n"
                                                "Total,,2,\n"
                                                "Kent,2024-03-02,n/a,1h\n"
                                                "Essex,2024-03-04,,2h\n"
                                                ", TOTALS ,50%,\n"
                                                ",,,Grand Total\n"
                                                "total\n"
                                                "Totally,2024-03-04,,2h\n");
    cr_expect_str_eq(seen->columns,
                     "force: text, 5 filled, 0 blank, 3 different: Essex (2) Kent (2) Totally (1)\n"
                     "date: dates, 5 filled, 0 blank, 3 different: 2024-03-02 (2) 2024-03-04 (2) 2024-03-01 (1)\n"
                     "in time: answers, 3 filled, 2 blank, 3 different: yes (1) no (1) n/a (1)\n"
                     "taken: durations, 5 filled, 0 blank, 4 different: 2h (2) 4h (1) 90 min (1) 1h (1)\n");
    cr_expect_eq(seen->summary.rows, 9);
    cr_expect_eq(seen->summary.totals_rows, 3);
    cr_expect_str_eq(seen->totals, "1 1 0 1 ", "those that begin in each column");
    cr_expect_eq(seen->summary.set_aside, 1, "a row of one field cannot be read, whatever it says");
    free(seen);
    seen = look_everywhere(NULL, "force,outcome\nKent,total\nKent,grand total\n");
    cr_expect_eq(seen->summary.totals_rows, 0, "only the first filled cell");
    cr_expect_not_null(strstr(seen->columns, "outcome: text, 2 filled"), "%s", seen->columns);
    free(seen);
}

Test(look, the_most_frequent_texts_come_first) {
    struct looked *const seen = look_everywhere(NULL, "x\nb\na\nc\nd\ne\nf\ng\nh\nh\nc\nc\ng\n");
    cr_expect_str_eq(seen->columns, "x: text, 12 filled, 0 blank, 8 different: c (3) g (2) h (2) b (1) a (1) d (1)\n");
    free(seen);
}

Test(look, long_texts_are_cut_and_yet_told_apart) {
    enum { length = 600 };
    char text[8 * length] = "x\n", cell[length + 1];
    memset(cell, 'z', length);
    cell[length] = '\0';
    memcpy(cell + 190, "\xC3\xA9", 2); /* a letter of two bytes, of which the 191st is the first */
    sprintf(text + strlen(text), "%s\n%s!\n%s\n%.191s\n", cell, cell, cell, "é");
    struct looked *const seen = look_everywhere(NULL, text);
    char due[512];
    sprintf(due, "x: text, 4 filled, 0 blank, 3 different: %.190s (2) %.190s (1) é (1)\n", cell, cell);
    cr_expect_str_eq(seen->columns, due);
    free(seen);
}

/* --- how much is remembered ---------------------------------------------------------------------------------------------- */

struct counted {
    size_t now, peak;
};

static void *counted_allocate(void *context, size_t size) {
    struct counted *const counted = context;
    size_t *const memory = malloc(size + 16);
    cr_assert_not_null(memory);
    *memory = size;
    counted->now += size;
    if (counted->now > counted->peak) counted->peak = counted->now;
    return (char *)memory + 16;
}

static void counted_release(void *context, void *memory) {
    struct counted *const counted = context;
    size_t *const whole = (size_t *)(void *)((char *)memory - 16);
    counted->now -= *whole;
    free(whole);
}

static void *counted_resize(void *context, void *memory, size_t size) {
    void *const larger = counted_allocate(context, size);
    const size_t old = *(size_t *)(void *)((char *)memory - 16);
    memcpy(larger, memory, old < size ? old : size);
    counted_release(context, memory);
    return larger;
}

Test(look, more_than_a_thousand_texts_are_forgotten) {
    for (int n = 1000; n <= 1001; n++) {
        struct looked *const seen = new_looked();
        char text[40000] = "id\n";
        char *end = text + strlen(text);
        for (int i = 0; i < n; i++)
            end += sprintf(end, "id %d\n", i);
        end += sprintf(end, "id 3\nid 7\nid 7\nid 5\nid 3\nid 3\n");
        look_at(NULL, text, strlen(text), 4096, seen);
        cr_expect_str_eq(seen->columns,
                         n == 1000 ? "id: text, 1006 filled, 0 blank, 1000 different: id 3 (4) id 7 (3) id 5 (2) "
                                     "id 0 (1) id 1 (1) id 2 (1)\n"
                                   : "id: text, 1007 filled, 0 blank, 1001 different: id 0 (1) id 1 (1) id 2 (1) "
                                     "id 3 (4) id 4 (1) id 5 (2)\n");
        free(seen);
    }
}

/* Kinds are told of every cell, those of texts that are not remembered too. */
Test(look, the_last_cell_of_many_counts) {
    struct looked *const seen = new_looked();
    char *const text = malloc(200000), *end = text;
    cr_assert_not_null(text);
    end += sprintf(end, "a,b\n");
    for (int i = 0; i < 3000; i++)
        end += sprintf(end, "%d,%d\n", 2 * i, 2 * i);
    sprintf(end, "5,x\n");
    look_at(NULL, text, strlen(text), 4096, seen);
    cr_expect(strstr(seen->columns, "a: numbers, 3001 filled, 0 blank, 1001 different: 0 (1) 2 (1)"), "%s",
              seen->columns);
    cr_expect(strstr(seen->columns, "b: text, 3001 filled, 0 blank, 1001 different"), "%s", seen->columns);
    free(text);
    free(seen);
}

/* 200 columns of 900 texts of some 100 bytes each would be 18 MB. */
Test(look, memory_has_a_limit) {
    enum { columns = 200, rows = 900 };
    struct counted counted = {0, 0};
    peel_look_options options = {.size = sizeof options};
    peel_look *look;
    peel_look_column column;
    char cell[128];
    int64_t remembered = 0;
    options.allocator = (peel_allocator){counted_allocate, counted_resize, counted_release, &counted};
    cr_assert_eq(peel_look_open(&options, &look, NULL), PEEL_OK);
    for (int row = -1; row < rows; row++)
        for (int i = 0; i < columns; i++) {
            const int length = sprintf(cell, "column %d row %d %080d%c", i, row, 0, i + 1 < columns ? '|' : '\n');
            cr_assert_eq(peel_look_feed(look, cell, (size_t)length, NULL), PEEL_OK);
        }
    cr_assert_eq(peel_look_finish(look, NULL), PEEL_OK);
    for (size_t i = 0; peel_look_column_at(look, i, &column) == PEEL_OK; i++) {
        cr_expect(column.different == rows || column.different == 1001);
        cr_expect_eq(column.filled, rows);
        cr_expect_eq(column.example_n, 6);
        remembered += column.different == rows;
    }
    cr_expect(remembered > 20 && remembered < columns, "%lld columns", (long long)remembered);
    cr_expect_lt(counted.peak, 24u * 1024 * 1024, "%zu bytes", counted.peak);
    peel_look_close(look);
    cr_expect_eq(counted.now, 0);
}

/* --- all but a few cells ------------------------------------------------------------------------------------------------- */

static void expect_nearly(const char *text, int32_t holds, int32_t nearly, int32_t odd) {
    const size_t size = strlen(text);
    for (size_t piece = 7; piece <= size + 7; piece += size) {
        peel_look *look;
        peel_look_column column;
        cr_assert_eq(peel_look_open(NULL, &look, NULL), PEEL_OK);
        for (size_t at = 0; at < size; at += piece)
            cr_assert_eq(peel_look_feed(look, text + at, piece < size - at ? piece : size - at, NULL), PEEL_OK);
        cr_assert_eq(peel_look_finish(look, NULL), PEEL_OK);
        cr_assert_eq(peel_look_column_at(look, 0, &column), PEEL_OK);
        cr_expect_eq(column.holds, holds, "%.40s: %s", text, peel_holds_name(column.holds));
        cr_expect_eq(column.nearly, nearly, "%.40s: %d", text, column.nearly);
        cr_expect_eq(column.odd, odd, "%.40s: %d", text, column.odd);
        peel_look_close(look);
    }
}

Test(look, what_a_column_holds_but_for_a_few_cells) {
    expect_nearly("a\nyes\nno\nyes\nno\nyes\nno\nyes\nno\nyes\nmaybe\n", PEEL_HOLDS_GROUPS, PEEL_HOLDS_ANSWERS, 1);
    expect_nearly("a\nyes\nno\nyes\nno\nyes\nno\nyes\nno\nmaybe\n", PEEL_HOLDS_GROUPS, PEEL_HOLDS_NOTHING, 0);
    expect_nearly("a,b\nyes,\nno,\nyes,\nno,\nyes,\nno,\nyes,\nno,\nmaybe,\n,x\n", PEEL_HOLDS_GROUPS,
                  PEEL_HOLDS_NOTHING, 0);
    expect_nearly("a\nyes\nno\nyes\nno\n", PEEL_HOLDS_ANSWERS, PEEL_HOLDS_NOTHING, 0);
    expect_nearly("a\n1\n0\n1\n0\n1\n0\n1\n0\n1\n2\n", PEEL_HOLDS_NUMBERS, PEEL_HOLDS_NOTHING, 0);
    expect_nearly("a\n1/3/2024\n2/3/2024\n3/3/2024\n4/3/2024\n5/3/2024\n6/3/2024\n7/3/2024\n8/3/2024\n9/3/2024\n"
                  "31/2/2024\n",
                  PEEL_HOLDS_TEXT, PEEL_HOLDS_DATES, 1);
    expect_nearly("a\nCity\nNorth\nCity\nNorth\n", PEEL_HOLDS_GROUPS, PEEL_HOLDS_NOTHING, 0);
}

/* More different dates than are remembered: those that are none are counted before they are forgotten and after. */
Test(look, nearly_dates_that_are_forgotten) {
    static char text[400000];
    size_t used = (size_t)sprintf(text, "a\nsoon\nsoon\n");
    for (int i = 0; i < 9999; i++)
        used += (size_t)sprintf(text + used, "%04d-03-%02d\n%s", 1000 + i % 3000, 1 + i / 3000,
                                i % 100 == 99 ? "none\n" : "");
    expect_nearly(text, PEEL_HOLDS_TEXT, PEEL_HOLDS_DATES, 101);
    for (int i = 0; i < 899; i++)
        used += (size_t)sprintf(text + used, "soon %d\n", i);
    expect_nearly(text, PEEL_HOLDS_TEXT, PEEL_HOLDS_DATES, 1000);
    for (int i = 0; i < 9999; i++)
        used += (size_t)sprintf(text + used, "%04d-04-%02d\n", 1000 + i % 3000, 1 + i / 3000);
    expect_nearly(text, PEEL_HOLDS_TEXT, PEEL_HOLDS_DATES, 1000);
    sprintf(text + used, "later\n");
    expect_nearly(text, PEEL_HOLDS_TEXT, PEEL_HOLDS_NOTHING, 0);
}
