/* What must come of every file in tests/data/cases: its status, line and column, as tests/data/README.md says. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <peel.h>

#include "support/cases_facts.h"
#include "support/cases_reading.h"
#include "support/reading.h"

/* --- plans -------------------------------------------------------------------------------------------------------- */

enum asked {
    usual,
    latin,
    semicolon,
    tab,
    serials,
    in_time,
    london,
    durations,
    counted,
    refused,
    short_fields,
    few_fields,
    few_rows,
    few_groups
};

static const peel_group_by by[] = {{.column = "force"}, {.column = "date", .every = PEEL_EVERY_MONTH}};
static const peel_time_limit limit[] = {{NULL, 14400}};
static const peel_criterion answer = {.column = "outcome"};
static const peel_criterion since = {
    .column = "attended", .since = "received", .measure = PEEL_MEASURE_TIME, .limits = limit, .limits_n = 1};
static const peel_criterion took = {.column = "took", .measure = PEEL_MEASURE_DURATION, .limits = limit, .limits_n = 1};

/* Answers by force and month; times and durations by force alone. */
static peel_cases_plan plan_of(enum asked asked) {
    peel_cases_plan plan = {.size = sizeof plan, .by = by, .by_n = 2, .criteria = &answer, .criteria_n = 1};
    if (asked == latin) plan.encoding = PEEL_ENCODING_WINDOWS_1252;
    if (asked == semicolon) plan.delimiter = ';';
    if (asked == tab) plan.delimiter = '\t';
    if (asked == serials) plan.serials = 1;
    if (asked == in_time || asked == london || asked == durations) plan.by_n = 1;
    if (asked == in_time || asked == london) plan.criteria = &since;
    if (asked == london) plan.zone = PEEL_ZONE_LONDON;
    if (asked == durations) plan.criteria = &took;
    if (asked == counted) plan.unknown = 1;
    if (asked == refused) plan.missing = PEEL_MISSING_REFUSED;
    if (asked == short_fields) plan.max_field = 64;
    if (asked == few_fields) plan.max_fields = 2;
    if (asked == few_rows) plan.max_rows = 1;
    if (asked == few_groups) plan.max_groups = 2;
    return plan;
}

/* --- outcomes ----------------------------------------------------------------------------------------------------- */

struct outcome {
    const char *file;
    enum asked asked;
    peel_status status;   /* of the text */
    peel_status fault;    /* of the first row set aside; PEEL_OK: none was */
    int64_t line, column; /* of the text's fault, of the first row set aside, or of the first word without a meaning */
    int64_t rows, used, set_aside, blank_lines, repeated_headers, unknown;
};

static const struct outcome outcomes[] = {
    {"blank-alone", usual, PEEL_ERROR_NO_HEADER, 0, 0, 0, 0, 0, 0, 0, 0, 0},
    {"blank-lines", usual, PEEL_OK, 0, 0, 0, 2, 2, 0, 7, 0, 0},
    {"byte-order-mark-alone", usual, PEEL_ERROR_NO_HEADER, 0, 0, 0, 0, 0, 0, 0, 0, 0},
    {"byte-order-mark-between", usual, PEEL_OK, PEEL_ERROR_NOT_A_DATE, 5, 8, 3, 2, 1, 0, 1, 0},
    {"byte-order-mark-crlf", usual, PEEL_OK, 0, 0, 0, 2, 2, 0, 0, 0, 0},
    {"byte-order-mark-crlf", latin, PEEL_ERROR_ENCODING, 0, 1, 1, 0, 0, 0, 0, 0, 0},
    {"byte-order-mark-crlf", few_rows, PEEL_ERROR_TOO_MANY_ROWS, 0, 3, 0, 0, 0, 0, 0, 0, 0},
    {"carriage-returns", usual, PEEL_OK, PEEL_ERROR_FIELD_COUNT, 3, 0, 3, 2, 1, 0, 0, 0},
    {"dates", usual, PEEL_OK, PEEL_ERROR_NOT_A_DATE, 4, 6, 8, 3, 5, 0, 0, 0},
    {"day-numbers", usual, PEEL_OK, PEEL_ERROR_NOT_A_DATE, 2, 6, 4, 0, 4, 0, 0, 0},
    {"day-numbers", serials, PEEL_OK, PEEL_ERROR_NOT_A_DATE, 4, 6, 4, 2, 2, 0, 0, 0},
    {"durations", durations, PEEL_OK, PEEL_ERROR_NOT_A_DURATION, 4, 6, 5, 3, 2, 0, 0, 0},
    {"empty", usual, PEEL_ERROR_NO_HEADER, 0, 0, 0, 0, 0, 0, 0, 0, 0},
    {"first-row-alone", usual, PEEL_OK, 0, 0, 0, 0, 0, 0, 0, 0, 0},
    {"first-row-alone", few_fields, PEEL_ERROR_TOO_MANY_FIELDS, 0, 1, 12, 0, 0, 0, 0, 0, 0},
    {"long-field", usual, PEEL_OK, 0, 0, 0, 2, 2, 0, 0, 0, 0},
    {"long-field", short_fields, PEEL_ERROR_FIELD_TOO_LONG, 0, 3, 1, 0, 0, 0, 0, 0, 0},
    {"many-groups", usual, PEEL_OK, 0, 0, 0, 4, 4, 0, 0, 0, 0},
    {"many-groups", few_groups, PEEL_ERROR_TOO_MANY_GROUPS, 0, 4, 0, 0, 0, 0, 0, 0, 0},
    {"marks-for-nothing", usual, PEEL_ERROR_UNKNOWN_WORD, 0, 3, 17, 8, 8, 0, 0, 0, 5},
    {"marks-for-nothing", counted, PEEL_OK, 0, 3, 17, 8, 8, 0, 0, 0, 5},
    {"missing-answer", usual, PEEL_OK, 0, 0, 0, 3, 3, 0, 0, 0, 0},
    {"missing-answer", refused, PEEL_ERROR_MISSING_ANSWER, 0, 3, 17, 3, 3, 0, 0, 0, 0},
    {"missing-column", usual, PEEL_ERROR_MISSING_COLUMN, 0, 1, 0, 0, 0, 0, 0, 0, 0},
    {"mixed-line-ends", usual, PEEL_ERROR_UNKNOWN_WORD, 0, 6, 17, 4, 4, 0, 1, 0, 1},
    {"negative-duration", durations, PEEL_OK, PEEL_ERROR_NEGATIVE_DURATION, 3, 6, 2, 1, 1, 0, 0, 0},
    {"no-break-spaces", usual, PEEL_OK, 0, 0, 0, 2, 2, 0, 0, 0, 0},
    {"not-utf-8", usual, PEEL_OK, PEEL_ERROR_ENCODING, 3, 1, 2, 1, 1, 0, 0, 0},
    {"not-utf-8-elsewhere", usual, PEEL_OK, 0, 0, 0, 2, 2, 0, 0, 0, 0},
    {"not-utf-8-first-row", usual, PEEL_ERROR_ENCODING, 0, 1, 20, 0, 0, 0, 0, 0, 0},
    {"not-utf-8-first-row", latin, PEEL_OK, 0, 0, 0, 1, 1, 0, 0, 0, 0},
    {"nul-byte", usual, PEEL_OK, PEEL_ERROR_NUL_BYTE, 3, 1, 3, 2, 1, 0, 0, 0},
    {"nul-byte-elsewhere", usual, PEEL_OK, 0, 0, 0, 2, 2, 0, 0, 0, 0},
    {"quote-in-first-row", usual, PEEL_ERROR_QUOTE, 0, 1, 1, 0, 0, 0, 0, 0, 0},
    {"quote-never-ends", usual, PEEL_ERROR_QUOTE, 0, 3, 6, 0, 0, 0, 0, 0, 0},
    {"quote-never-ends-far", usual, PEEL_ERROR_QUOTE, 0, 3, 6, 0, 0, 0, 0, 0, 0},
    {"quote-never-ends-far", short_fields, PEEL_ERROR_FIELD_TOO_LONG, 0, 3, 6, 0, 0, 0, 0, 0, 0},
    {"quote-swallows-rows", usual, PEEL_ERROR_QUOTE, 0, 3, 1, 0, 0, 0, 0, 0, 0},
    {"quotes-and-line-breaks", usual, PEEL_ERROR_UNKNOWN_WORD, 0, 6, 19, 3, 3, 0, 0, 0, 1},
    {"ragged", usual, PEEL_OK, PEEL_ERROR_FIELD_COUNT, 3, 0, 5, 1, 4, 0, 0, 0},
    {"repeated-column", usual, PEEL_ERROR_REPEATED_COLUMN, 0, 1, 20, 0, 0, 0, 0, 0, 0},
    {"repeated-column-elsewhere", usual, PEEL_OK, 0, 0, 0, 1, 1, 0, 0, 0, 0},
    {"repeated-first-row", usual, PEEL_OK, PEEL_ERROR_NOT_A_DATE, 6, 7, 3, 2, 1, 0, 2, 0},
    {"semicolons", usual, PEEL_ERROR_MISSING_COLUMN, 0, 1, 0, 0, 0, 0, 0, 0, 0},
    {"semicolons", semicolon, PEEL_OK, 0, 0, 0, 2, 2, 0, 0, 0, 0},
    {"sep-line", usual, PEEL_OK, 0, 0, 0, 1, 1, 0, 0, 0, 0},
    {"stray-quotes", usual, PEEL_OK, PEEL_ERROR_QUOTE, 3, 1, 4, 2, 2, 0, 0, 0},
    {"tabs", usual, PEEL_ERROR_MISSING_COLUMN, 0, 1, 0, 0, 0, 0, 0, 0, 0},
    {"tabs", tab, PEEL_OK, 0, 0, 0, 2, 2, 0, 0, 0, 0},
    {"times", in_time, PEEL_OK, PEEL_ERROR_NEGATIVE_DURATION, 4, 23, 7, 4, 3, 0, 0, 0},
    {"times", london, PEEL_OK, PEEL_ERROR_NEGATIVE_DURATION, 4, 23, 7, 5, 2, 0, 0, 0},
    {"totals", usual, PEEL_OK, PEEL_ERROR_TOTALS_ROW, 3, 1, 6, 3, 3, 0, 0, 0},
    {"two-encodings", usual, PEEL_OK, PEEL_ERROR_ENCODING, 2, 1, 2, 1, 1, 0, 1, 0},
    {"two-encodings", latin, PEEL_ERROR_ENCODING, 0, 3, 1, 0, 0, 0, 0, 0, 0},
    {"utf-16", usual, PEEL_ERROR_ENCODING, 0, 1, 1, 0, 0, 0, 0, 0, 0},
    {"utf-16-without-mark", usual, PEEL_ERROR_NUL_BYTE, 0, 1, 1, 0, 0, 0, 0, 0, 0},
    {"windows-1252", usual, PEEL_OK, PEEL_ERROR_ENCODING, 2, 1, 3, 0, 3, 0, 0, 0},
    {"windows-1252", latin, PEEL_ERROR_UNKNOWN_WORD, 0, 3, 17, 3, 3, 0, 0, 0, 1},
    {"windows-1252-no-letter", latin, PEEL_OK, PEEL_ERROR_ENCODING, 3, 1, 2, 1, 1, 0, 0, 0},
};

enum { outcomes_n = sizeof outcomes / sizeof outcomes[0] };

static char *read_file(const struct outcome *outcome, size_t *size) {
    char path[512];
    snprintf(path, sizeof path, "tests/data/cases/%s.csv", outcome->file);
    return file_bytes(path, size);
}

static void expect_counts(const struct outcome *expected, const struct cases_reading *reading) {
    peel_cases_summary got;
    peel_unknown_word word = {0};
    peel_error fault = {.status = PEEL_OK};
    cr_assert_eq(peel_cases_count(reading->reader, &got), PEEL_OK);
    const int64_t pairs[][2] = {{got.rows, expected->rows},
                                {got.used, expected->used},
                                {got.filtered, 0},
                                {got.set_aside, expected->set_aside},
                                {got.blank_lines, expected->blank_lines},
                                {got.repeated_headers, expected->repeated_headers},
                                {got.unknown, expected->unknown}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        cr_expect_eq(pairs[i][0], pairs[i][1], "%s: count %zu is %d", expected->file, i, (int)pairs[i][0]);
    if (got.set_aside > 0) cr_assert_eq(peel_cases_set_aside(reading->reader, 0, &fault), PEEL_OK);
    cr_expect_eq(fault.status, expected->fault, "%s: %s", expected->file, fault.message);
    if (got.unknown > 0) {
        cr_assert_eq(peel_cases_word(reading->reader, 0, &word), PEEL_OK);
        fault.line = word.line;
        fault.column = word.column;
    }
    if (fault.line == 0) return;
    cr_expect_eq(fault.line, expected->line, "%s: line %d", expected->file, (int)fault.line);
    cr_expect_eq(fault.column, expected->column, "%s: column %d", expected->file, (int)fault.column);
    facts_must_hold(reading->reader);
}

Test(cases_malformed, every_file_has_its_outcome) {
    for (size_t i = 0; i < outcomes_n; i++) {
        const struct outcome *const expected = &outcomes[i];
        const peel_cases_plan plan = plan_of(expected->asked);
        size_t size;
        char *const bytes = read_file(expected, &size);
        struct cases_reading reading = cases_read(bytes, size, size + 1, &plan);
        cr_expect_eq(reading.status, expected->status, "%s: %s", expected->file, reading.error.message);
        if (reading.status != PEEL_OK) {
            cr_expect_eq(reading.error.line, expected->line, "%s: line %d", expected->file, (int)reading.error.line);
            cr_expect_eq(reading.error.column, expected->column, "%s: column %d", expected->file,
                         (int)reading.error.column);
        }
        const int kept = reading.status == PEEL_ERROR_UNKNOWN_WORD || reading.status == PEEL_ERROR_MISSING_ANSWER;
        cr_expect_eq(reading.facts != NULL, reading.status == PEEL_OK || kept, "%s", expected->file);
        if (reading.facts) expect_counts(expected, &reading);
        cases_close(&reading);
        free(bytes);
    }
}

Test(cases_malformed, the_outcome_is_the_same_wherever_a_file_is_cut) {
    for (size_t i = 0; i < outcomes_n; i++) {
        const peel_cases_plan plan = plan_of(outcomes[i].asked);
        size_t size;
        char *const bytes = read_file(&outcomes[i], &size);
        struct cases_reading whole = cases_read(bytes, size, size + 1, &plan);
        for (size_t piece = 1; piece <= size; piece++) {
            struct cases_reading pieces = cases_read(bytes, size, piece, &plan);
            struct cases_reading cut = cases_read_cut(bytes, size, piece, &plan);
            cr_expect(cases_equal(&whole, &pieces), "%s in pieces of %zu", outcomes[i].file, piece);
            cr_expect(cases_equal(&whole, &cut), "%s cut at %zu", outcomes[i].file, piece);
            cases_close(&pieces);
            cases_close(&cut);
        }
        cases_close(&whole);
        free(bytes);
    }
}

/* A file that nobody says anything of would be a test that cannot fail; so would a page that does not say it. */
Test(cases_malformed, every_file_is_listed_here_and_in_the_page) {
    DIR *const files = opendir("tests/data/cases");
    size_t page_size;
    char *const page = file_bytes("tests/data/README.md", &page_size);
    cr_assert_not_null(files);
    page[page_size] = '\0';
    for (const struct dirent *file = readdir(files); file; file = readdir(files)) {
        char name[300];
        size_t listed = 0;
        if (file->d_name[0] == '.') continue;
        snprintf(name, sizeof name, "%.*s", (int)strcspn(file->d_name, "."), file->d_name);
        for (size_t i = 0; i < outcomes_n; i++) {
            char row[600];
            if (strcmp(outcomes[i].file, name) != 0) continue;
            listed++;
            snprintf(row, sizeof row, "| %s |", name);
            cr_expect(strstr(page, row), "the page does not list %s", name);
            cr_expect(strstr(page, peel_status_name(outcomes[i].status)), "the page lacks the status of %s", name);
        }
        cr_expect_gt(listed, 0, "%s has no outcome", name);
    }
    closedir(files);
    free(page);
}
