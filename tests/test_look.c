/* A look at a text: its columns, what each holds, its delimiter, and every status. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/meagre.h"
#include <peel.h>

/* What a look saw, as text, so that two of them can be compared. Long enough for the texts below. */
enum { seen_size = 1 << 18 };

struct seen {
    peel_status status;
    peel_error error;
    peel_look_summary summary;
    char columns[seen_size];
};

static void write_columns(const peel_look *look, char *text) {
    peel_look_column column;
    for (size_t i = 0; peel_look_column_at(look, i, &column) == PEEL_OK; i++) {
        text += sprintf(text, "%s: %s, %lld filled, %lld blank, %lld different:", column.name,
                        peel_holds_name(column.holds), (long long)column.filled, (long long)column.blank,
                        (long long)column.different);
        for (int32_t e = 0; e < column.example_n; e++)
            text += sprintf(text, " %s (%lld)", column.example[e], (long long)column.example_cells[e]);
        text += sprintf(text, "\n");
    }
}

/* Looks at a text in pieces; `seen` is filled as far as the look came. */
static void look_at(const peel_look_options *options, const char *text, size_t size, size_t piece, struct seen *seen) {
    peel_look *look = NULL;
    memset(seen, 0, sizeof *seen);
    seen->status = peel_look_open(options, &look, &seen->error);
    if (seen->status != PEEL_OK) return;
    for (size_t at = 0; at < size && seen->status == PEEL_OK; at += piece)
        seen->status = peel_look_feed(look, text + at, piece < size - at ? piece : size - at, &seen->error);
    if (seen->status == PEEL_OK) seen->status = peel_look_finish(look, &seen->error);
    if (seen->status == PEEL_OK) {
        cr_expect_eq(peel_look_count(look, &seen->summary), PEEL_OK);
        write_columns(look, seen->columns);
    } else {
        peel_error again;
        cr_expect_eq(peel_look_feed(look, "x", 1, &again), seen->status, "the status stays");
        cr_expect_eq(peel_look_finish(look, NULL), seen->status, "the status stays");
        cr_expect_eq(memcmp(&again, &seen->error, sizeof again), 0);
        cr_expect_eq(peel_look_count(look, &seen->summary), PEEL_ERROR_STATE);
    }
    peel_look_close(look);
}

static struct seen *new_seen(void) {
    struct seen *const seen = malloc(sizeof *seen);
    cr_assert_not_null(seen);
    return seen;
}

/* The columns of a text, equal in pieces of any size. */
static struct seen *look_everywhere(const peel_look_options *options, const char *text) {
    struct seen *const whole = new_seen(), *const cut = new_seen();
    const size_t size = strlen(text);
    look_at(options, text, size, size + 1, whole);
    for (size_t piece = 1; piece <= size; piece++) {
        look_at(options, text, size, piece, cut);
        cr_assert(memcmp(whole, cut, sizeof *whole) == 0, "in pieces of %zu", piece);
    }
    free(cut);
    return whole;
}

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
        struct seen *const seen = look_everywhere(NULL, text);
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
                               "Force,ATTENDED,\"Note, of a kind\",,force\r\n"
                               "Kent, yes,\"two\nlines\",,3\r\n"
                               "Kent\r\n"
                               "Ess\"ex,yes,,,4\r\n"
                               " Essex,,x,,\r\n";
    struct seen *const seen = look_everywhere(NULL, text);
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

Test(look, the_most_frequent_texts_come_first) {
    struct seen *const seen = look_everywhere(NULL, "x\nb\na\nc\nd\ne\nf\ng\nh\nh\nc\nc\ng\n");
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
    struct seen *const seen = look_everywhere(NULL, text);
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
        struct seen *const seen = new_seen();
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
    struct seen *const seen = new_seen();
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
        {"a\n1;2;3\n", 0, ',', 1},
        {"a;b;c", 0, ';', 3},
        {"a;b;c\r1;2;3\r", 0, ';', 3},
        {"a;b;c\n1;2;3\n", ',', ',', 1},
        {"a,b;c\n1,2\n", ';', ';', 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const peel_look_options options = {.size = sizeof options, .delimiter = cases[i].given};
        struct seen *const seen = look_everywhere(&options, cases[i].text);
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
    struct seen *const seen = new_seen();
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
    struct seen *seen = look_everywhere(&options, "caf\xE9\n\x80\n\x80\n");
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
    struct seen *seen = look_everywhere(
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
        struct seen *const seen = look_everywhere(&options, text);
        cr_expect_eq(seen->status, PEEL_OK, "%s", seen->error.message);
        cr_expect_eq(seen->summary.rows, max_rows);
        cr_expect_eq(seen->summary.set_aside, max_rows > 1);
        cr_expect_eq(seen->summary.blank_lines, max_rows > 1);
        free(seen);
    }
    const peel_look_options options = {.size = sizeof options, .max_rows = 5};
    struct seen *const seen = look_everywhere(&options, text);
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
        struct seen *const seen = look_everywhere(&options, cases[i].text);
        cr_expect_eq(seen->status, cases[i].status, "%s: %d", cases[i].text, seen->status);
        cr_expect_eq(seen->error.status, cases[i].status);
        cr_expect_eq(seen->error.line, cases[i].line, "%s: %s", cases[i].text, seen->error.message);
        free(seen);
    }
    struct seen *const seen = new_seen();
    look_at(NULL, "a,b\0,c\n", 7, 7, seen);
    cr_expect_eq(seen->status, PEEL_ERROR_NUL_BYTE);
    free(seen);
}

Test(look, faults_name_their_column) {
    const peel_look_options options = {.size = sizeof options, .max_field = 8};
    struct seen *const seen = look_everywhere(&options, "id,note\n1,123456789\n");
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
    options = (peel_look_options){.size = sizeof options, .allocator = {.allocate = counted_allocate}};
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
    struct seen *const seen = new_seen();
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
