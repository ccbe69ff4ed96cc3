/*
 * Blaker's interval: published limits by id, the definition itself (tests/oracle/acceptance_oracle.h), and the rows that
 * tests/reference/make_acceptance.py makes for it, for Sterne's and for the likelihood ratio.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "oracle/acceptance_oracle.h"
#include "oracle/binomial_oracle.h"
#include "stats/rate/hull.h"
#include "support/call.h"
#include "support/truth.h"

static peel_interval blaker(int64_t met, int64_t assessed, double confidence) {
    peel_rate_options options = rate_options(PEEL_RATE_BLAKER, PEEL_SIDE_TWO_SIDED, confidence);
    return rate_of(met, assessed, &options);
}

/* cases.txt T053 to T060, within 1e-6: DescTools HEAD gives a lower limit of 1 for the first three. */
Test(rate_blaker, published) {
    static const struct {
        const char *id;
        int64_t met, assessed;
        double lower, upper;
    } rows[] = {
        {"T053", 1, 29, 0.001767171, 0.166035454},   {"T054", 81, 263, 0.253918533, 0.366463397},
        {"T055", 15, 148, 0.057956108, 0.160115072}, {"T058", 1, 100, 0.000512801, 0.051345329},
        {"T060", 3, 10, 0.087264434, 0.619410659},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        peel_interval got = blaker(rows[i].met, rows[i].assessed, 0);
        cr_expect(fabs(got.lower - rows[i].lower) <= 1e-6 && fabs(got.upper - rows[i].upper) <= 1e-6,
                  "%s: %.9f to %.9f", rows[i].id, got.lower, got.upper);
        cr_expect(got.notes == 0);
    }
}

/* Each limit within 4 ulp (the worst that is known), of 3 methods, to 2^53 cases, alpha 1e-100 and a confidence of 0.01. */
Test(rate_blaker, truth) {
    struct table table;
    struct truth row;
    size_t rows[3] = {0};
    int more;
    cr_assert(table_open(&table, "tests/reference/truth-acceptance.csv") && table_next(&table, ','));
    while ((more = truth_next(&table, &row)) == 1) {
        peel_interval got = rate_of_sample(&row.sample, &row.options);
        int64_t lower = ulp_distance(got.lower, row.lower), upper = ulp_distance(got.upper, row.upper);
        cr_expect(lower <= 4 && upper <= 4, "line %zu, %s %lld/%lld: %.17g (%lld ulp) to %.17g (%lld ulp)", row.line,
                  method_name(row.method), (long long)row.sample.met, (long long)row.sample.assessed, got.lower,
                  (long long)lower, got.upper, (long long)upper);
        rows[row.method - PEEL_RATE_BLAKER]++;
    }
    cr_expect(more == 0, "line %zu cannot be read", table.line);
    table_close(&table);
    cr_expect(rows[0] > 300 && rows[1] > 300 && rows[2] > 300, "%zu, %zu, %zu rows", rows[0], rows[1], rows[2]);
}

static const double confidences[] = {0.3, 0.5, 0.8, 0.9, 0.95, 0.99, 0.998};
enum { confidence_count = sizeof confidences / sizeof confidences[0] };

/*
 * Of each kind: the oracle's own rounding is that of n products, in a limit that p may cross with little slope. Of 2 of 2 at
 * 1/2, where it has none, the test `tie` knows the answer.
 */
static void compare(int kind, int32_t method, int met, int assessed) {
    struct oracle_jumps jumps;
    oracle_find_jumps(kind, met, assessed, &jumps);
    for (int i = 0; i < confidence_count; i++) {
        peel_rate_options options = rate_options(method, PEEL_SIDE_TWO_SIDED, confidences[i]);
        if (met == 2 && assessed == 2 && confidences[i] == 0.5) continue;
        double wanted = (double)oracle_lowest(&jumps, (long double)(1 - confidences[i]));
        double got = rate_of(met, assessed, &options).lower;
        double upper = 1 - rate_of(assessed - met, assessed, &options).upper;
        cr_expect(relative_error(got, wanted) <= 1e-12, "%s %d/%d at %g: %.17g, the oracle says %.17g",
                  method_name(method), met, assessed, confidences[i], got, wanted);
        cr_expect(fabs(upper - wanted) <= 1e-12, "%s %d/%d at %g, upper: 1 - %.17g, the oracle says %.17g",
                  method_name(method), assessed - met, assessed, confidences[i], upper, wanted);
    }
}

/* All samples to 22 cases; beyond, those with holes, and those with few met or few failed. */
static void compare_all(int kind, int32_t method) {
    static const int large[][2] = {{1, 29}, {1, 30},  {1, 31},  {2, 34}, {2, 35},  {34, 35},
                                   {3, 60}, {30, 60}, {45, 60}, {0, 60}, {60, 60}, {59, 60}};
    for (int assessed = 1; assessed <= 22; assessed++)
        for (int met = 1; met <= assessed; met++)
            compare(kind, method, met, assessed);
    for (size_t i = 0; i < sizeof large / sizeof large[0]; i++)
        if (large[i][0] > 0) compare(kind, method, large[i][0], large[i][1]);
}

Test(rate_blaker, definition) {
    compare_all(oracle_blaker, PEEL_RATE_BLAKER);
}

Test(rate_blaker, definition_of_sterne) {
    compare_all(oracle_sterne, PEEL_RATE_STERNE);
}

/* The interval is the hull: of 1 of 31 and 2 of 35 at 95% some rates inside are rejected, and those beyond them are not. */
Test(rate_blaker, holes) {
    cr_expect(oracle_p_of_both(oracle_blaker, 1, 31, 0.163L) < 0.05L);
    cr_expect(oracle_p_of_both(oracle_blaker, 1, 31, 0.1665L) > 0.05L);
    cr_expect(blaker(1, 31, 0).upper > 0.1665);
    cr_expect(oracle_p_of_both(oracle_blaker, 2, 35, 0.1885L) < 0.05L);
    cr_expect(oracle_p_of_both(oracle_blaker, 2, 35, 0.1895L) > 0.05L);
    cr_expect(blaker(2, 35, 0).upper > 0.1895);
}

/* Twice the smaller tail is never less: inside Clopper-Pearson, and inside it by something at 95%. */
Test(rate_blaker, inside_clopper_pearson) {
    for (int64_t assessed = 1; assessed <= 1000000; assessed += assessed / 3 + 1)
        for (int64_t met = 0; met <= assessed; met += assessed / 7 + 1)
            for (int i = 0; i < confidence_count; i++) {
                peel_rate_options options = rate_options(PEEL_RATE_CLOPPER_PEARSON, 0, confidences[i]);
                peel_interval outer = rate_of(met, assessed, &options);
                peel_interval inner = blaker(met, assessed, confidences[i]);
                cr_expect(inner.lower >= outer.lower && inner.upper <= outer.upper, "%lld/%lld at %g", (long long)met,
                          (long long)assessed, confidences[i]);
                if (i == 4 && met > 0) cr_expect(inner.lower > outer.lower);
            }
}

/* alpha met by both tails at 1/2 to the last bit: the limit is 1/2, and not what rounding makes of a double root. */
Test(rate_blaker, tie) {
    for (int32_t method = PEEL_RATE_BLAKER; method <= PEEL_RATE_STERNE; method++) {
        static const struct {
            int64_t met, assessed;
            double alpha;
        } rows[] = {{2, 2, 0.5}, {3, 3, 0.25}, {4, 4, 0.125}, {10, 10, 0x1p-9}, {4, 5, 0.375}, {6, 7, 0.125}};
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            peel_rate_options options = rate_options(method, 0, 0);
            options.alpha = rows[i].alpha;
            double got = rate_of(rows[i].met, rows[i].assessed, &options).lower;
            cr_expect(fabs(got - 0.5) <= 0x1p-53, "%s %lld/%lld: %.17g", method_name(method), (long long)rows[i].met,
                      (long long)rows[i].assessed, got);
        }
    }
}

/* A search that has no answer says so, and writes none. */
Test(rate_blaker, search) {
    struct hull_piece piece = {NAN, 3, 10, 0.05};
    struct hull_jump jump = {{0.25, 0.75}, 7, 8};
    struct proportion crossing = {0.125, 0.875};
    cr_expect(hull_equal_tails(&piece, &jump) == PEEL_ERROR_SEARCH && jump.at.x == 0.25 && jump.from == 7);
    jump = (struct hull_jump){{0.5, 0.5}, 7, 8};
    piece = (struct hull_piece){5, 3, 10, 0.05};
    cr_expect(hull_crossing(&piece, (struct proportion){NAN, NAN}, &jump, &crossing) == PEEL_ERROR_SEARCH);
    cr_expect(crossing.x == 0.125 && crossing.y == 0.875);
}
