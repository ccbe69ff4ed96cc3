/* Every number of a trend against tests/oracle/trend_truth.csv: whole numbers, fractions and 60 digits (trend_truth.py). */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "support/table.h"
#include <peel.h>

#define TRUTH_CSV "tests/oracle/trend_truth.csv"

enum {
    points_field,
    z_field,
    z_n_field,
    p_field,
    exact_field,
    smallest_field,
    chi_field,
    chi_p_field,
    decides_field,
    slope_field,
    lower_field,
    upper_field,
    logistic_slope_field,
    intercept_field,
    error_field,
    ratio_field,
    truth_fields
};

enum { points_max = 64 };

struct row {
    struct table *table;
    size_t n;
    peel_point points[points_max];
    size_t work_size;
    void *work;
};

/* "period:met:assessed period:met:assessed ..." */
static int next(struct row *row) {
    if (!table_next(row->table, '|')) return 0;
    cr_assert(row->table->fields == truth_fields, TRUTH_CSV ":%zu: %zu fields", row->table->line, row->table->fields);
    char *at = row->table->field[points_field];
    row->n = 0;
    while (*at) {
        cr_assert(row->n < points_max);
        peel_point *point = &row->points[row->n++];
        point->period = strtoll(at, &at, 10);
        point->sample.met = strtoll(at + 1, &at, 10);
        point->sample.assessed = strtoll(at + 1, &at, 10);
        point->sample.population = 0;
        while (*at == ' ')
            at++;
    }
    row->work_size = peel_trend_work_size(row->n, row->points);
    row->work = realloc(row->work, row->work_size);
    cr_assert(row->work);
    return 1;
}

static double truth(const struct row *row, int field) {
    return strtod(row->table->field[field], NULL);
}

/* The largest relative error of a number over all rows; differences below `least` are none. */
struct worst {
    const char *what;
    double error;
    size_t line;
    int compared;
};

static void compare(struct worst *worst, const struct row *row, double got, int field, double least) {
    double expected = truth(row, field);
    double error = fabs(got - expected) <= least ? 0 : fabs(got - expected) / fabs(expected);
    worst->compared++;
    if (isnan(expected) || isinf(expected))
        error = isnan(got) == isnan(expected) && !(got < expected || got > expected) ? 0 : INFINITY;
    if (isnan(got) && !isnan(expected)) error = INFINITY;
    if (error <= worst->error) return;
    worst->error = error;
    worst->line = row->table->line;
}

static void expect_within(const struct worst *worst, double allowed, int compared) {
    cr_expect(worst->error <= allowed, "%s: relative error %.2g in " TRUTH_CSV ":%zu", worst->what, worst->error,
              worst->line);
    cr_expect(worst->compared == compared, "%s: %d compared", worst->what, worst->compared);
}

static peel_test test_of(const struct row *row, int32_t method) {
    peel_trend_options options = {.size = sizeof options, .method = method};
    peel_test test;
    double error;
    peel_status status = peel_trend_test(row->n, row->points, &options, row->work, row->work_size, &test, &error);
    cr_assert(status == PEEL_OK, TRUTH_CSV ":%zu: %s", row->table->line, peel_status_name(status));
    cr_expect(test.method == method && isnan(test.df) && error == 0);
    return test;
}

enum { rows = 57 };

/* A p of 1e-300 has lost digits to the smallest double. The normal tail loses z^2 roundings of z. */
Test(trend_truth, tests) {
    struct table table;
    struct row row = {.table = &table};
    struct worst z = {"z", 0, 0, 0}, z_n = {"z with N", 0, 0, 0}, p = {"p", 0, 0, 0}, exact = {"exact p", 0, 0, 0};
    cr_assert(table_open(&table, TRUTH_CSV));
    while (next(&row)) {
        peel_test with_n_minus_1 = test_of(&row, PEEL_TREND_COCHRAN_ARMITAGE);
        compare(&z, &row, with_n_minus_1.statistic, z_field, 0);
        compare(&z_n, &row, test_of(&row, PEEL_TREND_COCHRAN_ARMITAGE_N).statistic, z_n_field, 0);
        compare(&p, &row, with_n_minus_1.p_value, p_field, 1e-300);
        if (isnan(truth(&row, exact_field))) continue;
        peel_test counted = test_of(&row, PEEL_TREND_EXACT);
        compare(&exact, &row, counted.p_value, exact_field, 1e-300);
        cr_expect(counted.statistic == with_n_minus_1.statistic);
    }
    expect_within(&z, 1e-15, rows);
    expect_within(&z_n, 1e-15, rows);
    expect_within(&p, 2e-13, rows);
    expect_within(&exact, 1e-14, 29);
    table_close(&table);
    free(row.work);
}

Test(trend_truth, verdicts) {
    struct table table;
    struct row row = {.table = &table};
    struct worst smallest = {"smallest p", 0, 0, 0}, chi = {"chi-squared", 0, 0, 0}, chi_p = {"its p", 0, 0, 0},
                 decides = {"p that decides", 0, 0, 0}, slope = {"slope", 0, 0, 0}, lower = {"lower", 0, 0, 0},
                 upper = {"upper", 0, 0, 0};
    int overdispersed = 0;
    cr_assert(table_open(&table, TRUTH_CSV));
    while (next(&row)) {
        peel_trend_result trend;
        peel_status status = peel_trend(row.n, row.points, NULL, row.work, row.work_size, &trend);
        cr_assert(status == PEEL_OK, TRUTH_CSV ":%zu: %s", table.line, peel_status_name(status));
        compare(&smallest, &row, trend.smallest_p, smallest_field, 1e-300);
        compare(&chi, &row, trend.dispersion.statistic, chi_field, 1e-24);
        compare(&chi_p, &row, trend.dispersion.p_value, chi_p_field, 1e-300);
        compare(&decides, &row, trend.test.p_value, decides_field, 1e-300);
        compare(&slope, &row, trend.slope.estimate, slope_field, 0);
        compare(&lower, &row, trend.slope.lower, lower_field, 0);
        compare(&upper, &row, trend.slope.upper, upper_field, 0);
        if (trend.notes & PEEL_NOTE_OVERDISPERSED) {
            overdispersed++;
            cr_expect(trend.test.df == (double)(trend.periods - 2) && trend.dispersion.p_value <= 0.05);
        }
    }
    expect_within(&smallest, 2e-13, rows);
    expect_within(&chi, 1e-13, rows);
    expect_within(&chi_p, 2e-12, rows);
    expect_within(&decides, 2e-13, rows);
    expect_within(&slope, 1e-15, rows);
    expect_within(&lower, 1e-13, rows);
    expect_within(&upper, 1e-13, rows);
    cr_expect(overdispersed == 24, "%d overdispersed", overdispersed);
    table_close(&table);
    free(row.work);
}

Test(trend_truth, logistic) {
    struct table table;
    struct row row = {.table = &table};
    struct worst slope = {"slope", 0, 0, 0}, intercept = {"intercept", 0, 0, 0}, error = {"error", 0, 0, 0},
                 ratio = {"dispersion ratio", 0, 0, 0}, limit = {"finite limit", 0, 0, 0};
    cr_assert(table_open(&table, TRUTH_CSV));
    while (next(&row)) {
        peel_logistic line;
        peel_status status = peel_trend_logistic(row.n, row.points, NULL, NULL, 0, &line);
        cr_assert(status == PEEL_OK, TRUTH_CSV ":%zu: %s", table.line, peel_status_name(status));
        int separated = (line.notes & PEEL_NOTE_SEPARATED) != 0;
        compare(&slope, &row, line.slope, logistic_slope_field, 0);
        compare(&intercept, &row, line.intercept, intercept_field, 1e-15);
        compare(&error, &row, line.error, error_field, 0);
        cr_expect(separated == (isinf(truth(&row, logistic_slope_field)) != 0), TRUTH_CSV ":%zu", table.line);
        if (separated) {
            double got = line.slope > 0 ? line.odds_ratio.lower : line.odds_ratio.upper;
            double expected = exp(truth(&row, ratio_field));
            limit.error = fmax(limit.error, fabs(got - expected) / expected);
            limit.compared++;
            cr_expect(line.slope > 0 ? isinf(line.odds_ratio.upper) && isinf(line.odds_ratio.estimate)
                                     : line.odds_ratio.lower == 0 && line.odds_ratio.estimate == 0);
        } else {
            compare(&ratio, &row, line.dispersion_ratio, ratio_field, 1e-24);
            cr_expect(line.odds_ratio.estimate == exp(line.slope));
        }
    }
    expect_within(&slope, 5e-15, rows);
    expect_within(&intercept, 5e-15, rows);
    expect_within(&error, 5e-15, rows);
    expect_within(&ratio, 1e-14, 48);
    expect_within(&limit, 5e-15, 9);
    table_close(&table);
    free(row.work);
}
