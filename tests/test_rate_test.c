/*
 * The tests of a sample against a fixed rate: published p-values and R's, the rows of tests/reference/make_acceptance.py, the
 * definition (tests/oracle/acceptance_oracle.h), and that each test says what its interval says.
 */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <string.h>

#include "oracle/acceptance_oracle.h"
#include "support/call.h"
#include "support/truth.h"

enum { errno_sentinel = 12345 };

/* Criterion hears of every cr_expect, which for some million of them takes minutes: it is told of what failed. */
#define expect_all(condition, ...)                                                                                     \
    do {                                                                                                               \
        if (!(condition)) cr_expect(0, __VA_ARGS__);                                                                   \
    } while (0)

/* The test of met of assessed, failing where there is none, or where errno changes. */
static peel_test test_of(int64_t met, int64_t assessed, double rate, const peel_rate_options *options) {
    const peel_sample sample = {met, assessed, 0};
    peel_test test;
    int before = errno;
    errno = errno_sentinel;
    peel_status status = peel_rate_test(&sample, rate, options, &test);
    if (errno != errno_sentinel) cr_assert(0, "errno was changed to %d", errno);
    errno = before;
    if (status != PEEL_OK)
        cr_assert(0, "%lld of %lld at %g: %s", (long long)met, (long long)assessed, rate, peel_status_name(status));
    return test;
}

static double p_of(int32_t method, int32_t side, int64_t met, int64_t assessed, double rate) {
    peel_rate_options options = rate_options(method, side, 0);
    return test_of(met, assessed, rate, &options).p_value;
}

Test(rate_test, published) {
    static const struct {
        const char *id;
        int32_t method;
        int64_t met, assessed;
        double rate, p, relative;
    } rows[] = {
        {"T069", PEEL_RATE_TEST_EXACT, 13, 16, 0.5, 0.02127, 5e-6 / 0.02127},
        {"T070", PEEL_RATE_TEST_MID_P, 13, 16, 0.5, 0.01273, 5e-6 / 0.01273},
        {"T141", PEEL_RATE_TEST_STERNE, 9, 21, 0.48, 0.6689672431939, 1e-10},
        {"T142", PEEL_RATE_TEST_STERNE, 4, 21, 0.48, 0.0081395634521, 1e-10},
        {"T143", PEEL_RATE_TEST_STERNE, 11, 21, 0.48, 0.8278629664608, 1e-10},
        {"T144", PEEL_RATE_TEST_STERNE, 7, 21, 0.48, 0.1966772901718, 1e-10},
        {"T146", PEEL_RATE_TEST_STERNE, 2, 2, 0.4, 0.16, 1e-10},
        {"T147", PEEL_RATE_TEST_STERNE, 2, 4, 0.3, 0.5884, 1e-10},
        {"T148", PEEL_RATE_TEST_STERNE, 10079990, 21000000, 0.48, 0.9966892187965, 1e-10},
        {"T149", PEEL_RATE_TEST_STERNE, 10080009, 21000000, 0.48, 0.9970377203856, 1e-10},
        {"T150", PEEL_RATE_TEST_STERNE, 484, 967, 0.5, 1.0, 1e-10},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double got = p_of(rows[i].method, 0, rows[i].met, rows[i].assessed, rows[i].rate);
        cr_expect(relative_error(got, rows[i].p) <= rows[i].relative, "%s: %.14g", rows[i].id, got);
    }
}

/* binom.test(met, assessed, rate)$p.value of R 4.2.2, with 15 digits. */
Test(rate_test, r_binom_test) {
    static const struct {
        int64_t met, assessed;
        double rate, p;
    } rows[] = {
        {41, 79, 0.7, 0.000800266540142567},
        {40, 48, 0.9, 0.142362906684964},
        {27, 36, 0.6, 0.0875394347598752},
        {1, 30, 0.17, 0.0491188993364273},
        {0, 20, 0.1, 0.254529978024905},
        {20, 20, 0.9, 0.254529978024904},
        {3, 10, 0.3, 1},
        {15, 59, 0.5, 0.000203721857407857},
        {470, 1000, 0.5, 0.0620231950983633},
        {10, 1000, 0.02, 0.0228842965058761},
        {999, 1000, 0.98, 8.85788360954537e-08},
        {123456, 1000000, 0.1234, 0.864800361915475},
        {5, 7, 1.0 / 3, 0.0452674897119341},
        {7, 7, 0.25, 6.103515625e-05},
        {2, 35, 0.1885, 0.0499834981361248},
        {6, 6, 0.5, 0.03125},
        {500, 1000, 0.5, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double got = p_of(PEEL_RATE_TEST_STERNE, 0, rows[i].met, rows[i].assessed, rows[i].rate);
        cr_expect(relative_error(got, rows[i].p) <= 1e-11, "%lld of %lld at %g: %.15g, R %.15g", (long long)rows[i].met,
                  (long long)rows[i].assessed, rows[i].rate, got, rows[i].p);
    }
}

/* Against a target: 41/79 is below 70% (p = 0.0005) and not shown below 60% (0.089); 40/48 is not told from 90% (0.102). */
Test(rate_test, against_a_target) {
    cr_expect(fabs(p_of(PEEL_RATE_TEST_EXACT, PEEL_SIDE_UPPER, 41, 79, 0.7) - 0.0005) < 5e-5);
    cr_expect(fabs(p_of(PEEL_RATE_TEST_EXACT, PEEL_SIDE_UPPER, 41, 79, 0.6) - 0.089) < 5e-4);
    cr_expect(fabs(p_of(PEEL_RATE_TEST_EXACT, PEEL_SIDE_UPPER, 40, 48, 0.9) - 0.102) < 5e-4);
    cr_expect(p_of(PEEL_RATE_TEST_EXACT, PEEL_SIDE_LOWER, 41, 79, 0.7) > 0.99);
}

/* From p = 1 to 1e-297: an exponent of -log p has a rounding of 1e-16 of itself. */
Test(rate_test, truth) {
    struct table table;
    size_t rows = 0, tiny = 0;
    cr_assert(table_open(&table, "tests/reference/truth-rate-test.csv") && table_next(&table, ','));
    while (table_next(&table, ',')) {
        peel_rate_options options = rate_options(0, 0, 0);
        cr_assert(table.fields == 7, "line %zu", table.line);
        cr_assert(peel_method_parse(PEEL_CONCEPT_RATE_TEST, table.field[0], &options.method, NULL) == PEEL_OK);
        cr_assert(peel_side_parse(table.field[4], &options.side, NULL) == PEEL_OK);
        double rate = strtod(table.field[3], NULL), z = strtod(table.field[5], NULL), p = strtod(table.field[6], NULL);
        peel_test got = test_of(strtoll(table.field[1], NULL, 10), strtoll(table.field[2], NULL, 10), rate, &options);
        cr_expect(relative_error(got.p_value, p) <= 5e-15 * (1 - log(p) / 10), "line %zu, %s: %.17g, not %.17g",
                  table.line, table.field[0], got.p_value, p);
        if (isnan(z))
            cr_expect(isnan(got.statistic));
        else
            cr_expect(relative_error(got.statistic, z) <= 1e-15, "line %zu: z %.17g", table.line, got.statistic);
        cr_expect(got.method == options.method && got.side == options.side && isnan(got.df) && got.reserved == 0);
        rows++;
        tiny += p < 1e-100;
    }
    table_close(&table);
    cr_expect(rows > 2500 && tiny > 20, "%zu rows, %zu tiny", rows, tiny);
}

/* Rates with an exact complement, so that ties in the definition are ties for both. */
Test(rate_test, definition) {
    for (int assessed = 1; assessed <= 20; assessed++)
        for (int met = 0; met <= assessed; met++)
            for (double rate = 0x1p-6; rate < 1; rate += 0x1p-6) {
                double blaker = (double)oracle_p_of_both(oracle_blaker, met, assessed, (long double)rate);
                double sterne = (double)oracle_p_of_both(oracle_sterne, met, assessed, (long double)rate);
                double b = p_of(PEEL_RATE_TEST_BLAKER, 0, met, assessed, rate);
                double s = p_of(PEEL_RATE_TEST_STERNE, 0, met, assessed, rate);
                expect_all(relative_error(b, blaker) < 2e-14, "%d/%d at %g: blaker %.17g, not %.17g", met, assessed,
                           rate, b, blaker);
                expect_all(relative_error(s, sterne) < 2e-14, "%d/%d at %g: sterne %.17g, not %.17g", met, assessed,
                           rate, s, sterne);
            }
}

/* Each method with the interval that it is matched with, and how near to a limit rounding decides. */
static const struct matched {
    int32_t test, interval;
    double near;
    int sides;
} matched[] = {
    {PEEL_RATE_TEST_EXACT, PEEL_RATE_CLOPPER_PEARSON, 1e-12, 3},
    {PEEL_RATE_TEST_MID_P, PEEL_RATE_MID_P, 1e-12, 3},
    {PEEL_RATE_TEST_BLAKER, PEEL_RATE_BLAKER, 1e-12, 1},
    {PEEL_RATE_TEST_STERNE, PEEL_RATE_STERNE, 1.0000001e-7, 1},
    {PEEL_RATE_TEST_SCORE, PEEL_RATE_WILSON, 1e-12, 3},
    {PEEL_RATE_TEST_LIKELIHOOD_RATIO, PEEL_RATE_LIKELIHOOD_RATIO, 1e-12, 3},
};
enum { matched_count = sizeof matched / sizeof matched[0] };

static long holes[PEEL_RATE_TEST_LIKELIHOOD_RATIO + 1];

/* Outside p <= alpha; inside p > alpha, or a hole that is noted; and no note elsewhere. */
static void agree(const struct matched *pair, int64_t met, int64_t assessed, double rate,
                  const peel_rate_options *options, const peel_interval *interval) {
    peel_test test = test_of(met, assessed, rate, options);
    int significant = test.p_value <= interval->alpha * (1 + 1e-12);
    int hole = (test.notes & PEEL_NOTE_HOLE) != 0;
    if (fabs(test.p_value / interval->alpha - 1) < 2e-12) return; /* as near as counts as equal */
    if (fabs(rate - interval->lower) < 0x1p-51 * rate || fabs(rate - interval->upper) < 0x1p-51 * rate) return;
    if (rate < interval->lower || rate > interval->upper)
        expect_all(significant && !hole, "%s, %s: %lld/%lld at %.17g, outside %.17g to %.17g: p %.17g",
                   method_name(pair->test), peel_side_name(options->side), (long long)met, (long long)assessed, rate,
                   interval->lower, interval->upper, test.p_value);
    else
        expect_all(significant == hole, "%s, %s: %lld/%lld at %.17g, inside %.17g to %.17g: p %.17g",
                   method_name(pair->test), peel_side_name(options->side), (long long)met, (long long)assessed, rate,
                   interval->lower, interval->upper, test.p_value);
    holes[pair->test] += hole;
}

static void agree_at(const struct matched *pair, int64_t met, int64_t assessed, int32_t side, double confidence) {
    peel_rate_options of_interval = rate_options(pair->interval, side, confidence);
    peel_rate_options of_test = rate_options(pair->test, side, confidence);
    peel_interval interval = rate_of(met, assessed, &of_interval);
    const double limits[] = {interval.lower, interval.upper};
    for (int i = 0; i < 2; i++) {
        double step = 2 * pair->near * fmin(limits[i], 1 - limits[i]);
        if (limits[i] == 0 || limits[i] == 1) continue;
        agree(pair, met, assessed, limits[i] - step, &of_test, &interval);
        agree(pair, met, assessed, limits[i] + step, &of_test, &interval);
    }
    for (int i = 0; i <= 24; i++)
        agree(pair, met, assessed, i / 24.0, &of_test, &interval);
    for (int i = 1; i < 8; i++) /* near the limits, where holes are */
        for (int j = 0; j < 2; j++)
            agree(pair, met, assessed, limits[j] + (j ? -1 : 1) * (limits[1] - limits[0]) * i * i / 1000.0, &of_test,
                  &interval);
}

Test(rate_test, agrees_with_its_interval, .timeout = 600) {
    static const double confidences[] = {0.5, 0.8, 0.9, 0.95, 0.99, 0.998};
    for (int m = 0; m < matched_count; m++)
        for (int64_t assessed = 1; assessed <= 60; assessed++)
            for (int64_t met = 0; met <= assessed; met++)
                for (size_t c = 0; c < sizeof confidences / sizeof confidences[0]; c++)
                    for (int32_t side = 0; side < (c == 0 ? 1 : matched[m].sides); side++)
                        agree_at(&matched[m], met, assessed, side, confidences[c]);
    for (int m = 0; m < matched_count; m++) {
        int has_holes = matched[m].test == PEEL_RATE_TEST_BLAKER || matched[m].test == PEEL_RATE_TEST_STERNE;
        cr_expect(has_holes == (holes[matched[m].test] > 0), "%s: %ld holes", method_name(matched[m].test),
                  holes[matched[m].test]);
    }
}

Test(rate_test, agrees_in_larger_samples) {
    for (int64_t assessed = 61; assessed < 100000000000; assessed += assessed * 2 / 3)
        for (int64_t met = 0; met <= assessed; met += assessed / 4)
            for (int m = 0; m < matched_count; m++)
                for (int32_t side = 0; side < matched[m].sides; side++)
                    agree_at(&matched[m], met, assessed, side, 0.95);
}

/* Rates that are rejected between rates that are not, by the definition. */
Test(rate_test, holes) {
    static const struct {
        int32_t method;
        int kind;
        int64_t met, assessed;
        double rate;
        int hole;
    } rows[] = {
        {PEEL_RATE_TEST_STERNE, oracle_sterne, 1, 30, 0.17, 1},
        {PEEL_RATE_TEST_BLAKER, oracle_blaker, 1, 30, 0.17, 0},
        {PEEL_RATE_TEST_STERNE, oracle_sterne, 1, 31, 0.163, 1},
        {PEEL_RATE_TEST_BLAKER, oracle_blaker, 1, 31, 0.163, 1},
        {PEEL_RATE_TEST_STERNE, oracle_sterne, 2, 35, 0.1885, 1},
        {PEEL_RATE_TEST_BLAKER, oracle_blaker, 2, 35, 0.1885, 1},
        {PEEL_RATE_TEST_STERNE, oracle_sterne, 1, 30, 0.16, 0},
        {PEEL_RATE_TEST_BLAKER, oracle_blaker, 1, 31, 0.16, 0},
        {PEEL_RATE_TEST_STERNE, oracle_sterne, 33, 35, 0.8115, 1},
        {PEEL_RATE_TEST_BLAKER, oracle_blaker, 33, 35, 0.8115, 1},
        {PEEL_RATE_TEST_EXACT, oracle_blaker, 1, 31, 0.163, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        peel_rate_options options = rate_options(rows[i].method, 0, 0);
        peel_test got = test_of(rows[i].met, rows[i].assessed, rows[i].rate, &options);
        double p =
            (double)oracle_p_of_both(rows[i].kind, (int)rows[i].met, (int)rows[i].assessed, (long double)rows[i].rate);
        cr_expect(got.notes == (rows[i].hole ? (uint32_t)PEEL_NOTE_HOLE : 0), "row %zu", i);
        if (rows[i].hole) cr_expect(p < 0.05 && fabs(got.p_value - p) < 1e-13, "row %zu: %.17g", i, p);
    }
}

/* Asking for failures instead of cases met, and for the rate of failures, gives the same p and the other sign of z. */
Test(rate_test, mirror) {
    static const int32_t sides[] = {PEEL_SIDE_TWO_SIDED, PEEL_SIDE_UPPER, PEEL_SIDE_LOWER};
    for (int m = 0; m < matched_count; m++)
        for (int64_t assessed = 1; assessed < 1000000; assessed += assessed / 5 + 1)
            for (int64_t met = 0; met <= assessed; met += assessed / 6 + 1)
                for (double rate = 0; rate <= 1; rate += 0x1p-5)
                    for (int32_t side = 0; side < matched[m].sides; side++) {
                        peel_rate_options one = rate_options(matched[m].test, side, 0);
                        peel_rate_options other = rate_options(matched[m].test, sides[side], 0);
                        peel_test a = test_of(met, assessed, rate, &one);
                        peel_test b = test_of(assessed - met, assessed, 1 - rate, &other);
                        expect_all(a.p_value == b.p_value && a.notes == b.notes, "%s %lld/%lld at %g: %.17g, %.17g",
                                   method_name(matched[m].test), (long long)met, (long long)assessed, rate, a.p_value,
                                   b.p_value);
                        expect_all(isnan(a.statistic) ? isnan(b.statistic) : a.statistic == -b.statistic, "statistic");
                    }
}

/* A rate of 0 allows no case met: any that did rejects it, and none does not. */
Test(rate_test, sure_rates) {
    for (int m = 0; m < matched_count; m++) {
        int32_t method = matched[m].test;
        cr_expect(p_of(method, 0, 0, 5, 0) == 1 && p_of(method, 0, 5, 5, 1) == 1, "%s", method_name(method));
        cr_expect(p_of(method, 0, 1, 5, 0) == 0 && p_of(method, 0, 4, 5, 1) == 0, "%s", method_name(method));
        cr_expect(p_of(method, 0, 5, 5, 0) == 0 && p_of(method, 0, 0, 5, 1) == 0, "%s", method_name(method));
        if (matched[m].sides == 1) continue;
        cr_expect(p_of(method, PEEL_SIDE_LOWER, 1, 5, 0) == 0 && p_of(method, PEEL_SIDE_UPPER, 1, 5, 0) == 1);
        cr_expect(p_of(method, PEEL_SIDE_UPPER, 4, 5, 1) == 0 && p_of(method, PEEL_SIDE_LOWER, 4, 5, 1) == 1);
    }
    peel_rate_options options = rate_options(PEEL_RATE_TEST_SCORE, 0, 0);
    cr_expect(test_of(1, 5, 0, &options).statistic == INFINITY && test_of(4, 5, 1, &options).statistic == -INFINITY);
    cr_expect(test_of(0, 5, 0, &options).statistic == 0 && test_of(13, 16, 0.5, &options).statistic == 2.5);
}
