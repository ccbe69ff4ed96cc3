/* A look at a text: how it is read, and every status. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/looked.h"
#include "support/meagre.h"
#include <peel.h>

/* --- delimiters, encodings, layouts, limits ------------------------------------------------------------------------------ */

struct delimiter_case {
    const char *text;
    int32_t given, delimiter;
    int64_t columns;
};

Test(look, delimiters) {
    static const struct delimiter_case cases[] = {
        {"a,b,c\n1,2,3\n", 0, ',', 3},
        {"a;b;c\n1;2;3\n", 0, ';', 3},
        {"a\tb\tc\n1\t2\t3\n", 0, '\t', 3},
        {"a|b|c\n1|2|3\n", 0, '|', 3},
        {"a;b;c,d\n1;2;3\n", 0, ';', 3},
        {"a,b;c\n1,2\n", 0, ',', 2},
        {"\"a,b,c\";\"d\"\"e,,\"\n1;2\n", 0, ';', 2},
        {" \r\n;;;\r\na;b,,,,;c;d\r\n", 0, ';', 4},
        {"\xEF\xBB\xBF\n\xEF\xBB\xBF"
         "a;b,;c\n1;2;3\n",
         0, ';', 3},
        {"a\n1;2;3\n", 0, ',', 1},
        {"a;b;c", 0, ';', 3},
        {"a;b;c\r1;2;3\r", 0, ';', 3},
        {"a;b;c\n1;2;3\n", ',', ',', 1},
        {"a,b;c\n1,2\n", ';', ';', 2},
        {"sep=;\na,a,a;b\n1,1,1;2\n", 0, ';', 2},
        {"sep=\t\r\na\tb\r\n1\t2\r\n", 0, '\t', 2},
        {"sep=,\na,b\n1,2\n", 0, ',', 2},
        {"sep=,\na;b;c\n1;2;3\n", ';', ';', 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const peel_look_options options = {.size = sizeof options, .delimiter = cases[i].given};
        struct looked *const seen = look_everywhere(&options, cases[i].text);
        cr_expect_eq(seen->status, PEEL_OK, "%s: %s", cases[i].text, seen->error.message);
        cr_expect_eq(seen->summary.delimiter, cases[i].delimiter, "%s: %c", cases[i].text, seen->summary.delimiter);
        cr_expect_eq(seen->summary.columns, cases[i].columns, "%s", cases[i].text);
        free(seen);
    }
}

/* A first line that never seems to end is cut short: its first 65,536 bytes decide. */
Test(look, a_first_line_longer_than_is_held) {
    enum { names = 700, length = 100 };
    const peel_look_options options = {.size = sizeof options, .max_field = 100000};
    struct looked *const seen = new_looked();
    char text[names * length + 1];
    memset(text, 'a', sizeof text);
    for (int i = 0; i < names; i++)
        if (i < 30 || i > 655)
            memcpy(text + i * length, i < 30 ? ";a" : ",,", 2); /* more commas, which stand too late */
    text[names * length] = '\n';
    for (size_t piece = 1000; piece <= 100000; piece *= 10) {
        look_at(&options, text, sizeof text, piece, seen);
        cr_expect(seen->status == PEEL_OK && seen->summary.delimiter == ';', "%s", seen->error.message);
        cr_expect_eq(seen->summary.columns, 31);
    }
    free(seen);
}

Test(look, windows_1252) {
    const peel_look_options options = {.size = sizeof options, .encoding = PEEL_ENCODING_WINDOWS_1252};
    struct looked *seen = look_everywhere(&options, "caf\xE9\n\x80\n\x80\n");
    cr_expect_str_eq(seen->columns, "caf\xC3\xA9: groups, 2 filled, 0 blank, 1 different: \xE2\x82\xAC (2)\n");
    free(seen);
    seen = look_everywhere(NULL, "caf\n\x80\nx\n");
    cr_expect_eq(seen->status, PEEL_OK);
    cr_expect_eq(seen->summary.set_aside, 1);
    cr_expect_eq(seen->summary.first.status, PEEL_ERROR_ENCODING);
    cr_expect_eq(seen->summary.first.line, 2);
    cr_expect_str_eq(seen->summary.first.name, "caf");
    free(seen);
}

Test(look, layouts) {
    struct looked *seen = look_everywhere(
        NULL, "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
              "Last outcome category,Context\n,2024-03,a,a,,,,,,,,\n");
    cr_expect_eq(seen->summary.layout, PEEL_LAYOUT_STREET);
    cr_expect(strstr(seen->columns, "Month: dates, 1 filled"), "%s", seen->columns);
    free(seen);
    seen = look_everywhere(NULL, "Type,Date\nPerson search,2024-03-31\n");
    cr_expect_eq(seen->summary.layout, PEEL_LAYOUT_NONE);
    free(seen);
}

/* What comes after the last row that is wanted is passed over, whatever it is. */
Test(look, only_the_first_rows) {
    static const char text[] = "a,b\n1,2\n\n3\n5,6\n7,8\n\"never ends\n";
    for (size_t max_rows = 1; max_rows <= 4; max_rows++) {
        const peel_look_options options = {.size = sizeof options, .max_rows = max_rows};
        struct looked *const seen = look_everywhere(&options, text);
        cr_expect_eq(seen->status, PEEL_OK, "%s", seen->error.message);
        cr_expect_eq(seen->summary.rows, (int64_t)max_rows);
        cr_expect_eq(seen->summary.set_aside, max_rows > 1);
        cr_expect_eq(seen->summary.blank_lines, max_rows > 1);
        free(seen);
    }
    const peel_look_options options = {.size = sizeof options, .max_rows = 5};
    struct looked *const seen = look_everywhere(&options, text);
    cr_expect_eq(seen->status, PEEL_ERROR_QUOTE);
    free(seen);
}

/* --- statuses ------------------------------------------------------------------------------------------------------------- */

struct fatal_case {
    const char *text;
    peel_status status;
    int64_t line;
};

Test(look, texts_that_cannot_be_read_on) {
    static const struct fatal_case cases[] = {
        {"", PEEL_ERROR_NO_HEADER, 0},
        {"\n \n;;\n", PEEL_ERROR_NO_HEADER, 0},
        {"a,\xFF\n1,2\n", PEEL_ERROR_ENCODING, 1},
        {"\xFF\xFE"
         "a,b\n",
         PEEL_ERROR_ENCODING, 1},
        {"a\"b,c\n", PEEL_ERROR_QUOTE, 1},
        {"a,b\n1,\"2\n3,4\n", PEEL_ERROR_QUOTE, 2},
        {"a,b\n1,\"2\n3\"x,4\n", PEEL_ERROR_QUOTE, 2},
        {"a,b\n1,123456789\n", PEEL_ERROR_FIELD_TOO_LONG, 2},
        {"a,b\n1,2,3,4\n", PEEL_ERROR_TOO_MANY_FIELDS, 2},
    };
    const peel_look_options options = {.size = sizeof options, .max_field = 8, .max_fields = 3};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct looked *const seen = look_everywhere(&options, cases[i].text);
        cr_expect_eq(seen->status, cases[i].status, "%s: %d", cases[i].text, seen->status);
        cr_expect_eq(seen->error.status, cases[i].status);
        cr_expect_eq(seen->error.line, cases[i].line, "%s: %s", cases[i].text, seen->error.message);
        free(seen);
    }
    struct looked *const seen = new_looked();
    look_at(NULL, "a,b\0,c\n", 7, 7, seen);
    cr_expect_eq(seen->status, PEEL_ERROR_NUL_BYTE);
    free(seen);
}

Test(look, faults_name_their_column) {
    const peel_look_options options = {.size = sizeof options, .max_field = 8};
    struct looked *const seen = look_everywhere(&options, "id,note\n1,123456789\n");
    cr_expect_str_eq(seen->error.name, "note");
    free(seen);
}

Test(look, options_are_checked) {
    struct {
        peel_look_options options;
        uint64_t more;
    } newer = {.options = {.size = sizeof newer}, .more = 1};
    peel_look *const untouched = (peel_look *)(void *)&newer;
    peel_look *look = untouched;
    peel_error error;
    struct meagre meagre = {0, 1, 0};
    peel_look_options options = {.size = 8};
    cr_expect_eq(peel_look_open(NULL, NULL, &error), PEEL_ERROR_NULL);
    cr_expect_eq(error.status, PEEL_ERROR_NULL);
    cr_expect_eq(peel_look_open(&options, &look, &error), PEEL_ERROR_OPTIONS_SIZE);
    cr_expect_eq(peel_look_open(&newer.options, &look, &error), PEEL_ERROR_OPTIONS_SIZE);
    cr_expect_eq(error.status, PEEL_ERROR_OPTIONS_SIZE);
    options = (peel_look_options){.size = sizeof options, .delimiter = ':'};
    cr_expect_eq(peel_look_open(&options, &look, &error), PEEL_ERROR_PLAN);
    cr_expect(error.status == PEEL_ERROR_PLAN && strstr(error.message, "No such delimiter"));
    cr_expect_eq(peel_look_open(&options, &look, NULL), PEEL_ERROR_PLAN);
    options = (peel_look_options){.size = sizeof options, .encoding = PEEL_ENCODING_END_};
    cr_expect_eq(peel_look_open(&options, &look, &error), PEEL_ERROR_ENCODING_OPTION);
    options = (peel_look_options){.size = sizeof options, .encoding = -1};
    cr_expect_eq(peel_look_open(&options, &look, &error), PEEL_ERROR_ENCODING_OPTION);
    options = (peel_look_options){.size = sizeof options, .allocator = meagre_allocator(&meagre)};
    options.allocator.resize = NULL;
    cr_expect_eq(peel_look_open(&options, &look, &error), PEEL_ERROR_ALLOCATOR);
    cr_expect_eq(error.status, PEEL_ERROR_ALLOCATOR);
    cr_expect_eq(look, untouched);
}

Test(look, calls_out_of_order) {
    peel_look *look;
    peel_look_summary summary;
    peel_look_column column;
    peel_error error;
    cr_assert_eq(peel_look_open(NULL, &look, NULL), PEEL_OK);
    cr_expect_eq(peel_look_feed(look, NULL, 0, NULL), PEEL_OK);
    cr_expect_eq(peel_look_feed(look, NULL, 1, &error), PEEL_ERROR_NULL);
    cr_expect_eq(peel_look_feed(NULL, "a", 1, &error), PEEL_ERROR_NULL);
    cr_expect_eq(error.status, PEEL_ERROR_NULL);
    cr_expect_eq(peel_look_finish(NULL, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_look_feed(look, "a,b\n1,2", 7, &error), PEEL_OK);
    cr_expect_eq(peel_look_count(look, &summary), PEEL_ERROR_STATE);
    cr_expect_eq(peel_look_column_at(look, 0, &column), PEEL_ERROR_STATE);
    cr_expect_eq(peel_look_finish(look, &error), PEEL_OK);
    cr_expect_eq(peel_look_finish(look, &error), PEEL_ERROR_STATE);
    cr_expect_eq(peel_look_feed(look, "x", 1, &error), PEEL_ERROR_STATE);
    cr_expect_eq(error.status, PEEL_ERROR_STATE);
    cr_expect_eq(peel_look_count(NULL, &summary), PEEL_ERROR_NULL);
    cr_expect_eq(peel_look_count(look, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_look_count(look, &summary), PEEL_OK);
    cr_expect_eq(summary.rows, 1);
    cr_expect_eq(peel_look_column_at(NULL, 0, &column), PEEL_ERROR_NULL);
    cr_expect_eq(peel_look_column_at(look, 0, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_look_column_at(look, 1, &column), PEEL_OK);
    cr_expect_str_eq(column.name, "b");
    cr_expect_eq(peel_look_column_at(look, 2, &column), PEEL_ERROR_INDEX);
    cr_expect_eq(peel_look_close(look), PEEL_OK);
    cr_expect_eq(peel_look_close(NULL), PEEL_OK);
}

/* Every allocation fails in turn: the status says so, and nothing is lost. */
Test(look, a_failing_allocator) {
    char *const text = malloc(100000), *end = text;
    struct looked *const seen = new_looked();
    size_t calls = 0;
    cr_assert_not_null(text);
    end += sprintf(end, "id;what;note\n");
    for (int i = 0; i < 1100; i++)
        end += sprintf(end, "%d;a;%s\n", i, i % 2 ? "x" : "a longer note, so that texts take more than one chunk");
    for (int32_t delimiter = 0; delimiter <= ';'; delimiter += ';') {
        for (size_t fails_at = 1; fails_at < 1000; fails_at++) {
            struct meagre meagre = {0, fails_at, 0};
            peel_look_options options = {.size = sizeof options, .delimiter = delimiter};
            options.allocator = meagre_allocator(&meagre);
            look_at(&options, text, strlen(text), 1000, seen);
            cr_assert_eq(meagre.out, 0, "call %zu", fails_at);
            calls = meagre.calls;
            if (seen->status == PEEL_OK) break;
            cr_assert_eq(seen->status, PEEL_ERROR_MEMORY, "call %zu", fails_at);
            cr_assert_eq(seen->error.status, PEEL_ERROR_MEMORY);
        }
        cr_expect_eq(seen->status, PEEL_OK);
        cr_expect(calls > 30 && calls < 999, "%zu calls", calls);
    }
    free(text);
    free(seen);
}

Test(look, words) {
#define EXPECT_NAME(constant, number, name) cr_expect_str_eq(peel_holds_name(PEEL_##constant), name);
    PEEL_HOLDS(EXPECT_NAME)
#undef EXPECT_NAME
    cr_expect_null(peel_holds_name(-1));
    cr_expect_null(peel_holds_name(PEEL_HOLDS_END_));
}
