/* Percentages that were printed with +/-: what they are worth, and whether two of them differ. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/table.h"
#include "support/truth.h"
#include <peel.h>

static peel_reported parsed(const char *text) {
    peel_reported reported = {-1, -1, -1, -1};
    cr_assert(peel_reported_parse(text, &reported, NULL) == PEEL_OK, "%s", text);
    return reported;
}

/* The percentage with +/- of two fields of a row. */
static peel_reported reported_of(const struct table *row, int field) {
    char text[64];
    snprintf(text, sizeof text, "%s%% +/- %s", row->field[field], row->field[field + 1]);
    return parsed(text);
}

static peel_compare_options options_of(const struct table *row) {
    peel_compare_options options = {.size = sizeof options, .alpha = strtod(row->field[5], NULL)};
    cr_assert(row->fields == 16 && peel_side_parse(row->field[6], &options.side, NULL) == PEEL_OK);
    return options;
}

static void expect_close(const struct table *row, int field, double got, double most) {
    const double expected = strtod(row->field[field], NULL);
    const double error = fabs(got - expected) / fabs(expected);
    if (got == expected || (expected < 2.3e-308 && got >= 0.0 && got < 2.3e-308)) return;
    cr_expect(error <= most, "line %zu, column %d: %.17g, not %.17g (%.2g)", row->line, field + 1, got, expected,
              error);
}

Test(reported_compare, truth_of_worth) {
    struct table table;
    size_t rows = 0;
    cr_assert(table_open(&table, "tests/reference/reported-width.csv"));
    while (table_next(&table, ',')) {
        if (strcmp(table.field[0], "worth") != 0) continue;
        const peel_compare_options options = options_of(&table);
        const peel_reported reported = reported_of(&table, 1);
        peel_range worth;
        cr_assert_eq(peel_reported_worth(&reported, &options, &worth), PEEL_OK);
        expect_close(&table, 7, worth.lower, 2e-15);
        expect_close(&table, 8, worth.estimate, 2e-15);
        expect_close(&table, 9, worth.upper, 2e-15);
        rows++;
    }
    table_close(&table);
    cr_expect_eq(rows, 33, "%zu rows", rows);
}

/* A change of equal figures is 0 exactly; z and p carry the errors of two roots and a tail. */
Test(reported_compare, truth) {
    struct table table;
    size_t rows = 0;
    cr_assert(table_open(&table, "tests/reference/reported-width.csv"));
    while (table_next(&table, ',')) {
        if (strcmp(table.field[0], "compare") != 0) continue;
        const peel_compare_options options = options_of(&table);
        const peel_reported before = reported_of(&table, 1), after = reported_of(&table, 3);
        peel_reported_test test;
        cr_assert_eq(peel_reported_compare(&before, &after, &options, &test), PEEL_OK);
        const double got[] = {test.change.estimate, test.change.lower,       test.change.upper,
                              test.statistic.lower, test.statistic.estimate, test.statistic.upper,
                              test.p_value.lower,   test.p_value.estimate,   test.p_value.upper};
        for (int i = 0; i < 9; i++) {
            const double expected = strtod(table.field[7 + i], NULL);
            const double tail = i < 6 ? 1.0 : fmax(1.0, -log(fmax(expected, 1e-300)));
            expect_close(&table, 7 + i, got[i], i == 0 ? 2e-16 : 4e-15 * tail);
        }
        cr_expect(test.test.statistic == got[4] && test.test.p_value == got[7] && isnan(test.test.df));
        cr_expect(test.test.method == PEEL_REPORTED_PLUS_MINUS && test.change.method == PEEL_REPORTED_PLUS_MINUS);
        cr_expect(test.test.side == options.side && test.change.side == options.side);
        rows++;
    }
    table_close(&table);
    cr_expect_eq(rows, 198, "%zu rows", rows);
}

static int64_t rounded(double value, double unit) {
    return (int64_t)floor(value / unit + 0.5);
}

/* The published example: 87.8 +/- 1.66 is worth 1,493 cases (1,479 to 1,508), and against 75.8 +/- 1.94 z is 9.21. */
Test(reported_compare, example) {
    const peel_reported before = parsed("87.8 +/- 1.66"), after = parsed("75.8 +/- 1.94");
    peel_range worth;
    peel_reported_test test, swapped;
    cr_assert_eq(peel_reported_worth(&before, NULL, &worth), PEEL_OK);
    cr_expect(rounded(worth.lower, 1) == 1479 && rounded(worth.estimate, 1) == 1493 && rounded(worth.upper, 1) == 1508);
    cr_assert_eq(peel_reported_compare(&before, &after, NULL, &test), PEEL_OK);
    cr_expect(rounded(test.statistic.lower, 0.01) == -931 && rounded(test.statistic.estimate, 0.01) == -921 &&
              rounded(test.statistic.upper, 0.01) == -911);
    cr_expect(test.verdict == PEEL_VERDICT_FALLING && test.change.estimate == -0.12 && test.notes == 0);
    cr_assert_eq(peel_reported_compare(&after, &before, NULL, &swapped), PEEL_OK);
    cr_expect(swapped.verdict == PEEL_VERDICT_RISING && swapped.statistic.estimate == -test.statistic.estimate &&
              swapped.statistic.lower == -test.statistic.upper && swapped.p_value.upper == test.p_value.upper &&
              swapped.change.lower == -test.change.upper && swapped.change.estimate == 0.12);
}

/* The verdict goes by the least sure of the figures that round so: here z is 1.97, and at least 1.58. */
Test(reported_compare, verdict_of_the_range) {
    const peel_reported before = parsed("50 +/- 3"), after = parsed("54.4 +/- 3.2"), same = parsed("50.0 +/- 3");
    const peel_reported far = parsed("56 +/- 3");
    const peel_compare_options upper = {.size = sizeof upper, .side = PEEL_SIDE_UPPER};
    peel_reported_test test;
    cr_assert_eq(peel_reported_compare(&before, &after, NULL, &test), PEEL_OK);
    cr_expect(test.p_value.estimate <= 0.05 && test.p_value.upper > 0.05);
    cr_expect_eq(test.verdict, PEEL_VERDICT_NO_EVIDENCE);
    cr_assert_eq(peel_reported_compare(&before, &same, NULL, &test), PEEL_OK);
    cr_expect(test.change.estimate == 0.0 && test.p_value.estimate == 1.0 && test.p_value.upper == 1.0);
    cr_expect(test.p_value.lower < 1.0 && test.statistic.lower == -test.statistic.upper);
    cr_assert_eq(peel_reported_compare(&before, &far, NULL, &test), PEEL_OK);
    cr_expect_eq(test.verdict, PEEL_VERDICT_RISING); /* from 50.5 to 55.5 with +/- 3.5 each z is still 1.98 */
    cr_assert_eq(peel_reported_compare(&before, &far, &upper, &test), PEEL_OK);
    cr_expect(test.verdict == PEEL_VERDICT_NO_EVIDENCE && test.p_value.lower > 0.9 && test.change.lower == -1.0);
}

Test(reported_compare, statuses) {
    const peel_reported sound = parsed("87.8 +/- 1.66"), bare = parsed("80.6"), none = parsed("0 +/- 1");
    const peel_reported all = parsed("100.0 +/- 1");
    const peel_compare_options lower = {.size = sizeof lower, .side = PEEL_SIDE_LOWER};
    const peel_compare_options size = {.size = 3};
    const peel_compare_options plus_minus = {.size = sizeof plus_minus, .method = PEEL_REPORTED_PLUS_MINUS};
    const peel_compare_options effective = {.size = sizeof effective, .method = PEEL_REPORTED_EFFECTIVE};
    peel_range worth = {-7, -7, -7};
    peel_reported_test test = {.verdict = -7};
    cr_expect_eq(peel_reported_worth(NULL, NULL, &worth), PEEL_ERROR_NULL);
    cr_expect_eq(peel_reported_worth(&sound, NULL, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_reported_worth(&bare, NULL, &worth), PEEL_ERROR_DENOMINATOR_NEEDED);
    cr_expect_eq(peel_reported_worth(&none, NULL, &worth), PEEL_ERROR_PLUS_MINUS);
    cr_expect_eq(peel_reported_worth(&all, NULL, &worth), PEEL_ERROR_PLUS_MINUS);
    cr_expect_eq(peel_reported_worth(&sound, &lower, &worth), PEEL_ERROR_SIDE);
    cr_expect_eq(peel_reported_worth(&sound, &size, &worth), PEEL_ERROR_OPTIONS_SIZE);
    cr_expect_eq(peel_reported_worth(&sound, &plus_minus, &worth), PEEL_ERROR_METHOD);
    cr_expect_eq(worth.lower, -7);
    cr_expect_eq(peel_reported_worth(&sound, &effective, &worth), PEEL_OK);
    cr_expect_eq(peel_reported_compare(NULL, &sound, NULL, &test), PEEL_ERROR_NULL);
    cr_expect_eq(peel_reported_compare(&sound, NULL, NULL, &test), PEEL_ERROR_NULL);
    cr_expect_eq(peel_reported_compare(&sound, &sound, NULL, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_reported_compare(&bare, &sound, NULL, &test), PEEL_ERROR_DENOMINATOR_NEEDED);
    cr_expect_eq(peel_reported_compare(&sound, &bare, NULL, &test), PEEL_ERROR_DENOMINATOR_NEEDED);
    cr_expect_eq(peel_reported_compare(&none, &sound, NULL, &test), PEEL_ERROR_PLUS_MINUS);
    cr_expect_eq(peel_reported_compare(&sound, &all, NULL, &test), PEEL_ERROR_PLUS_MINUS);
    cr_expect_eq(peel_reported_compare(&sound, &sound, &size, &test), PEEL_ERROR_OPTIONS_SIZE);
    cr_expect_eq(peel_reported_compare(&sound, &sound, &effective, &test), PEEL_ERROR_METHOD);
    cr_expect_eq(test.verdict, -7);
    cr_expect_eq(peel_reported_compare(&sound, &sound, &plus_minus, &test), PEEL_OK);
}

Test(reported_compare, clipped) {
    const peel_reported before = parsed("5 +/- 90"), after = parsed("80 +/- 40");
    peel_reported_test test;
    cr_assert_eq(peel_reported_compare(&before, &after, NULL, &test), PEEL_OK);
    cr_expect(test.notes == PEEL_NOTE_CLIPPED && test.change.notes == PEEL_NOTE_CLIPPED && test.change.upper == 1.0);
    cr_assert_eq(peel_reported_compare(&after, &before, NULL, &test), PEEL_OK);
    cr_expect(test.notes == PEEL_NOTE_CLIPPED && test.change.lower == -1.0);
}

/* Asked of failures, the figures mirror at 50% and the change turns its sign; so does the sample against a figure. */
Test(reported_compare, mirror) {
    for (int64_t f1 = 1; f1 < 100; f1 += 7) {
        for (int64_t f2 = 1; f2 < 100; f2++) {
            const peel_reported before = {f1, 5, 0, 0}, after = {10 * f2, 41, 1, 1};
            const peel_reported before_failed = {100 - f1, 5, 0, 0}, after_failed = {1000 - 10 * f2, 41, 1, 1};
            const peel_sample met = {f2, 100, 0}, failed = {100 - f2, 100, 0};
            peel_reported_test test, mirrored;
            cr_assert_eq(peel_reported_compare(&before, &after, NULL, &test), PEEL_OK);
            cr_assert_eq(peel_reported_compare(&before_failed, &after_failed, NULL, &mirrored), PEEL_OK);
            cr_assert(test.statistic.lower == -mirrored.statistic.upper &&
                          test.statistic.estimate == -mirrored.statistic.estimate &&
                          test.p_value.upper == mirrored.p_value.upper && test.change.lower == -mirrored.change.upper,
                      "%lld and %lld", (long long)f1, (long long)f2);
            cr_assert_eq(peel_reported_against(&before, &met, NULL, &test), PEEL_OK);
            cr_assert_eq(peel_reported_against(&before_failed, &failed, NULL, &mirrored), PEEL_OK);
            cr_assert_float_eq(test.statistic.lower, -mirrored.statistic.upper, 1e-13);
            cr_assert_float_eq(test.statistic.estimate, -mirrored.statistic.estimate, 1e-13);
            cr_assert_float_eq(test.change.lower, -mirrored.change.upper, 1e-15);
            cr_assert(test.statistic.lower < test.statistic.estimate && test.statistic.estimate < test.statistic.upper);
        }
    }
}
