/* Changes within strata: published cases, and tests/reference/several.csv, made by make_several.py in exact fractions. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/table.h"
#include "support/truth.h"
#include <peel.h>

#define SEVERAL_CSV "tests/reference/several.csv"

enum { strata_max = 80 };

struct strata {
    size_t n;
    peel_sample before[strata_max];
    peel_sample after[strata_max];
};

static peel_compare_options options_of(int32_t method, int32_t side, double confidence) {
    return (peel_compare_options){
        .size = sizeof(peel_compare_options), .method = method, .side = side, .confidence = confidence};
}

static peel_interval change_of(const struct strata *strata, int32_t method, int32_t side, double confidence) {
    peel_compare_options options = options_of(method, side, confidence);
    peel_interval change;
    errno = 12345;
    peel_status status = peel_stratified(strata->n, strata->before, strata->after, &options, &change);
    cr_assert(status == PEEL_OK && errno == 12345, "%s", peel_status_name(status));
    return change;
}

static peel_test test_of(const struct strata *strata, int32_t method, int32_t side) {
    peel_compare_options options = options_of(method, side, 0);
    peel_test test;
    errno = 12345;
    peel_status status = peel_stratified_test(strata->n, strata->before, strata->after, &options, &test);
    cr_assert(status == PEEL_OK && errno == 12345, "%s", peel_status_name(status));
    return test;
}

static void expect(double got, double expected, double tolerance, const char *what) {
    cr_expect(fabs(got - expected) <= tolerance, "%s: %.12g, not %.12g", what, got, expected);
}

/* cases.txt T335, with the limits that R gives (the package's are not those of the paper). */
Test(stratified, t335) {
    const struct strata strata = {2, {{2, 29, 0}, {19, 51, 0}}, {{647, 1269, 0}, {41, 69, 0}}};
    peel_test test = test_of(&strata, 0, 0);
    expect(test.statistic * test.statistic, 24.920024, 1e-5, "chi-squared");
    cr_expect(test.statistic > 0 && isnan(test.df) && test.method == PEEL_SEVERAL_COCHRAN_MANTEL_HAENSZEL);
    test = test_of(&strata, PEEL_SEVERAL_COCHRAN_MANTEL_HAENSZEL_CC, 0);
    expect(test.statistic, 23.625702, 1e-5, "corrected");
    cr_expect(test.df == 1);
    peel_interval odds = change_of(&strata, PEEL_SEVERAL_MANTEL_HAENSZEL_ODDS_RATIO, 0, 0);
    expect(odds.estimate, 4.5239148, 1e-5, "odds ratio");
    expect(odds.lower, 2.4171005, 1e-5, "lower");
    expect(odds.upper, 8.4670887, 1e-5, "upper");
}

/* R 4.2, mantelhaen.test(UCBAdmissions), admission of women (before) and men (after) in six departments. */
Test(stratified, berkeley) {
    const struct strata strata = {
        6,
        {{89, 108, 0}, {17, 25, 0}, {202, 593, 0}, {131, 375, 0}, {94, 393, 0}, {24, 341, 0}},
        {{512, 825, 0}, {353, 560, 0}, {120, 325, 0}, {138, 417, 0}, {53, 191, 0}, {22, 373, 0}}};
    peel_test test = test_of(&strata, PEEL_SEVERAL_COCHRAN_MANTEL_HAENSZEL_CC, 0);
    expect(test.statistic, 1.4269462285866883, 1e-13, "corrected");
    expect(test.p_value, 0.23226346281704827, 1e-13, "p corrected");
    test = test_of(&strata, 0, 0);
    expect(test.statistic * test.statistic, 1.5246066604434356, 1e-13, "chi-squared");
    expect(test.p_value, 0.21692369705551837, 1e-13, "p");
    cr_expect(test.statistic < 0);
    peel_interval odds = change_of(&strata, PEEL_SEVERAL_MANTEL_HAENSZEL_ODDS_RATIO, 0, 0);
    expect(odds.estimate, 0.90469682825862308, 1e-14, "odds ratio");
    expect(odds.lower, 0.77190736175935049, 1e-14, "lower");
    expect(odds.upper, 1.06032976443665561, 1e-14, "upper");
}

/*
 * Rothman, Greenland and Lash 2008, Modern Epidemiology, table 15-1 (deaths under placebo, then tolbutamide), 90%
 * limits as metafor's suite gives them, which has the book's figures but for the upper limit of the difference (0.088
 * there).
 */
Test(stratified, tolbutamide) {
    const struct strata strata = {2, {{5, 120, 0}, {16, 85, 0}}, {{8, 106, 0}, {22, 98, 0}}};
    peel_interval got = change_of(&strata, 0, 0, 0.9);
    cr_expect(got.method == PEEL_SEVERAL_MANTEL_HAENSZEL_DIFFERENCE);
    expect(got.estimate, 0.0349, 5e-5, "difference");
    expect(got.lower, -0.0176, 5e-5, "lower");
    expect(got.upper, 0.0874, 5e-5, "upper");
    got = change_of(&strata, PEEL_SEVERAL_MANTEL_HAENSZEL_RATIO, 0, 0.9);
    expect(got.estimate, 1.3256, 5e-5, "ratio");
    expect(got.lower, 0.8658, 5e-5, "lower");
    expect(got.upper, 2.0296, 5e-5, "upper");
    got = change_of(&strata, PEEL_SEVERAL_MANTEL_HAENSZEL_ODDS_RATIO, 0, 0.9);
    expect(got.estimate, 1.4031, 5e-5, "odds ratio");
    expect(got.lower, 0.8411, 5e-5, "lower");
    expect(got.upper, 2.3409, 5e-5, "upper");
    double z = test_of(&strata, 0, 0).statistic;
    expect(z * z, 1.1914, 5e-5, "chi-squared");
}

static void read_strata(const char *text, struct strata *strata) {
    for (strata->n = 0; *text; strata->n++) {
        long long count[4];
        int used;
        cr_assert(strata->n < strata_max &&
                  sscanf(text, "%lld/%lld:%lld/%lld%n", &count[0], &count[1], &count[2], &count[3], &used) == 4);
        strata->before[strata->n] = (peel_sample){count[0], count[1], 0};
        strata->after[strata->n] = (peel_sample){count[2], count[3], 0};
        text += used;
        text += *text == ' ';
    }
}

/* ulp: of the larger of the number and `scale`, for numbers that are differences. */
static void near_to(const struct table *row, int field, double got, double ulp, double scale) {
    double expected = strtod(row->field[field], NULL);
    double error = got == expected ? 0 : fabs(got - expected) / (0x1p-53 * fmax(fabs(expected), scale));
    cr_expect(error <= ulp, SEVERAL_CSV ":%zu: field %d: %.17g, not %.17g (%.1f)", row->line, field, got, expected,
              error);
}

static void check(const struct table *row) {
    struct strata strata;
    read_strata(row->field[1], &strata);
    peel_interval got = change_of(&strata, PEEL_SEVERAL_MANTEL_HAENSZEL_DIFFERENCE, 0, 0);
    double width = got.upper - got.estimate;
    near_to(row, 2, got.estimate, 4, 0);
    /* where it leaves [-1, 1] it is cut there */
    if (!(got.notes & PEEL_NOTE_CLIPPED)) near_to(row, 3, got.lower, 8, fabs(got.estimate) + width);
    if (!(got.notes & PEEL_NOTE_CLIPPED)) near_to(row, 4, got.upper, 8, fabs(got.estimate) + width);
    for (int32_t k = 1; k <= 2; k++) { /* the ratio and the odds ratio; 8 ulp of the logarithm for the limits */
        got = change_of(&strata, PEEL_SEVERAL_MANTEL_HAENSZEL_DIFFERENCE + k, 0, 0);
        near_to(row, 2 + 3 * k, got.estimate, 6, 0);
        double logarithm = log(got.upper / got.lower);
        near_to(row, 3 + 3 * k, got.lower, 8 + 8 * logarithm, 0);
        near_to(row, 4 + 3 * k, got.upper, 8 + 8 * logarithm, 0);
    }
    peel_test test = test_of(&strata, 0, 0);
    double z = fabs(test.statistic);
    near_to(row, 11, test.statistic, 8, 0);
    if (z < 37) near_to(row, 12, test.p_value, 16 + 16 * z * z, 0);
    test = test_of(&strata, PEEL_SEVERAL_COCHRAN_MANTEL_HAENSZEL_CC, 0);
    near_to(row, 13, test.statistic, 24, z * z);
    if (z < 37) near_to(row, 14, test.p_value, 24 + 16 * z * z, 0);
}

Test(stratified, reference) {
    struct table row;
    size_t rows = 0;
    cr_assert(table_open(&row, SEVERAL_CSV), "cannot open " SEVERAL_CSV);
    while (table_next(&row, '|')) {
        if (strcmp(row.field[0], "strata") != 0) continue;
        cr_assert(row.fields == 15);
        check(&row);
        rows++;
    }
    table_close(&row);
    cr_expect(rows == 17, "%zu rows", rows);
}

/* One stratum is a comparison by Wald, Katz and Woolf, and the N - 1 test. */
Test(stratified, one_stratum_is_a_comparison) {
    const peel_compare_options wald = options_of(PEEL_DIFFERENCE_WALD, 0, 0), katz = options_of(PEEL_RATIO_KATZ, 0, 0);
    const peel_compare_options woolf = options_of(PEEL_ODDS_RATIO_WOOLF, 0, 0);
    const peel_compare_options n_1 = options_of(PEEL_TEST_N_MINUS_1, 0, 0);
    for (int64_t a = 0; a <= 7; a++)
        for (int64_t b = 0; b <= 9; b++) {
            const struct strata one = {1, {{a, 7, 0}}, {{b, 9, 0}}};
            peel_interval d, r, o;
            peel_test z;
            cr_assert(peel_difference(one.before, one.after, &wald, &d) == PEEL_OK);
            cr_assert(peel_ratio(one.before, one.after, &katz, &r) == PEEL_OK);
            cr_assert(peel_odds_ratio(one.before, one.after, &woolf, &o) == PEEL_OK);
            cr_assert(peel_compare_test(one.before, one.after, &n_1, NULL, 0, &z) == PEEL_OK);
            peel_interval got = change_of(&one, 0, 0, 0);
            expect(got.lower, d.lower, 1e-15, "difference");
            expect(got.upper, d.upper, 1e-15, "difference");
            cr_expect(got.notes == d.notes, "%lld %lld: notes %u and %u", (long long)a, (long long)b, got.notes,
                      d.notes);
            got = change_of(&one, PEEL_SEVERAL_MANTEL_HAENSZEL_RATIO, 0, 0);
            cr_expect(relative_error(got.lower, r.lower) < 1e-14 && relative_error(got.upper, r.upper) < 1e-14);
            cr_expect(got.notes == r.notes && (isnan(r.estimate) || relative_error(got.estimate, r.estimate) < 1e-15));
            got = change_of(&one, PEEL_SEVERAL_MANTEL_HAENSZEL_ODDS_RATIO, 0, 0);
            cr_expect(relative_error(got.lower, o.lower) < 1e-14 && relative_error(got.upper, o.upper) < 1e-14);
            cr_expect(got.notes == o.notes && (isnan(o.estimate) || relative_error(got.estimate, o.estimate) < 1e-15));
            peel_test test = test_of(&one, 0, 0);
            cr_expect(relative_error(test.p_value, z.p_value) < 1e-14);
            cr_expect(((test.notes ^ z.notes) & PEEL_NOTE_NO_VARIATION) == 0);
        }
}
