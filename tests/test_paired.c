/* Paired samples against published cases, and tests/reference/paired.csv, which make_paired.py computes in another way. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/call.h"
#include "support/table.h"
#include "support/truth.h"

#define PAIRED_CSV "tests/reference/paired.csv"

static peel_compare_options options_of(int32_t method, int32_t side, double confidence) {
    return (peel_compare_options){
        .size = sizeof(peel_compare_options), .method = method, .side = side, .confidence = confidence};
}

static peel_interval change_of(peel_paired paired, int32_t method, int32_t side, double confidence) {
    peel_compare_options options = options_of(method, side, confidence);
    peel_interval change;
    cr_assert(peel_paired_difference(&paired, &options, &change) == PEEL_OK);
    return change;
}

static double p_of(peel_paired paired, int32_t method, int32_t side) {
    peel_compare_options options = options_of(method, side, 0);
    peel_test test;
    cr_assert(peel_paired_test(&paired, &options, &test) == PEEL_OK);
    cr_expect(isnan(test.statistic) && isnan(test.df) && test.notes == 0 && test.method == method && test.side == side);
    return test.p_value;
}

/* cases.txt T326: its difference is before - after. */
Test(paired, t326_square_and_add) {
    peel_interval got = change_of((peel_paired){59, 6, 16, 80}, 0, 0, 0);
    cr_expect(fabs(-got.upper - -0.1186) < 5e-5 && fabs(-got.lower - -0.0046) < 5e-5);
    cr_expect(got.estimate == 10.0 / 161 && got.method == PEEL_PAIRED_SQUARE_AND_ADD && got.notes == 0);
    cr_expect(got.side == PEEL_SIDE_TWO_SIDED && got.confidence == 0.95 && got.alpha == 1 - 0.95);
}

/* cases.txt T313: a, b, c, d are met twice, met in the first alone, in the second alone, never; first - second. */
Test(paired, t313_tango) {
    peel_interval got = change_of((peel_paired){43, 0, 1, 0}, PEEL_PAIRED_TANGO, 0, 0.9);
    cr_expect(fabs(-got.upper - -0.096) < 5e-4 && fabs(-got.lower - 0.037) < 5e-4);
}

/* Newcombe 1998, Stat Med 17:2635, and Fagerland, Lydersen and Laake 2013: 1, 1, 7, 12: exact 0.0703, mid-P 0.0391. */
Test(paired, mcnemar) {
    const peel_paired paired = {1, 1, 7, 12};
    cr_expect(relative_error(p_of(paired, PEEL_PAIRED_MCNEMAR, 0), 18.0 / 256) < 1e-15);
    cr_expect(relative_error(p_of(paired, PEEL_PAIRED_MCNEMAR_MID_P, 0), 10.0 / 256) < 1e-15);
    cr_expect(relative_error(p_of(paired, PEEL_PAIRED_MCNEMAR, PEEL_SIDE_LOWER), 9.0 / 256) < 1e-15);
    cr_expect(relative_error(p_of(paired, PEEL_PAIRED_MCNEMAR, PEEL_SIDE_UPPER), 255.0 / 256) < 1e-15);
}

/*
 * The estimate is rounded once and the distance to the limit is right to a few ulp; their difference is rounded once
 * more. (Measured: less than 2 units of 2^-53 for the distance.)
 */
static double allowed(double estimate, double limit) {
    return 0x1p-53 * (fabs(estimate) + fabs(limit) + 4 * fabs(limit - estimate));
}

static void expect_limit(const struct table *row, const char *which, double got, double expected, double estimate) {
    cr_expect(fabs(got - expected) <= allowed(estimate, expected), PAIRED_CSV ":%zu: %s %.17g, not %.17g (%.2g)",
              row->line, which, got, expected, fabs(got - expected) / allowed(estimate, expected));
}

static void check_limits(const struct table *row) {
    peel_paired paired = {strtoll(row->field[1], NULL, 10), strtoll(row->field[2], NULL, 10),
                          strtoll(row->field[3], NULL, 10), strtoll(row->field[4], NULL, 10)};
    double confidence = strtod(row->field[5], NULL);
    double lower = strtod(row->field[6], NULL), upper = strtod(row->field[7], NULL);
    int32_t method;
    cr_assert(row->fields == 8);
    cr_assert(peel_method_parse(PEEL_CONCEPT_PAIRED, row->field[0], &method, NULL) == PEEL_OK);
    peel_interval got = change_of(paired, method, 0, confidence);
    expect_limit(row, "lower", got.lower, lower, got.estimate);
    expect_limit(row, "upper", got.upper, upper, got.estimate);
    if (confidence <= 0.5) return;
    double one_sided = 1 - (1 - confidence) / 2;
    if (1 - one_sided != (1 - confidence) / 2) return; /* the same alpha, or none */
    got = change_of(paired, method, PEEL_SIDE_LOWER, one_sided);
    expect_limit(row, "lower bound", got.lower, lower, got.estimate);
    cr_expect(got.upper == 1);
    got = change_of(paired, method, PEEL_SIDE_UPPER, one_sided);
    expect_limit(row, "upper bound", got.upper, upper, got.estimate);
    cr_expect(got.lower == -1);
}

static void check_tests(const struct table *row) {
    const peel_paired paired = {3, strtoll(row->field[1], NULL, 10), strtoll(row->field[2], NULL, 10), 0};
    cr_assert(row->fields == 9);
    for (int side = 0; side < 3; side++)
        for (int mid = 0; mid < 2; mid++) {
            double expected = strtod(row->field[3 + 2 * side + mid], NULL);
            double got = p_of(paired, mid ? PEEL_PAIRED_MCNEMAR_MID_P : PEEL_PAIRED_MCNEMAR, side);
            cr_expect(relative_error(got, expected) <= 4e-15, PAIRED_CSV ":%zu: side %d mid %d: %.17g, not %.17g",
                      row->line, side, mid, got, expected);
        }
}

Test(paired, reference) {
    struct table row;
    size_t limits = 0, tests = 0;
    cr_assert(table_open(&row, PAIRED_CSV), "cannot open " PAIRED_CSV);
    while (table_next(&row, ','))
        if (strcmp(row.field[0], "mcnemar") == 0) {
            check_tests(&row);
            tests++;
        } else {
            check_limits(&row);
            limits++;
        }
    table_close(&row);
    cr_expect(limits == 320 && tests == 180, "%zu limits, %zu tests", limits, tests);
}
