/* The tests of a trend along a line: published figures, every small table, symmetries, draws. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/trend_oracle.h"
#include "support/table.h"
#include <peel.h>

enum { work_bytes = 1 << 20 };
static _Alignas(16) unsigned char work[work_bytes];

static peel_test test_with(size_t n, const peel_point *points, const peel_trend_options *options, double *error) {
    peel_test test;
    peel_status status = peel_trend_test(n, points, options, work, sizeof work, &test, error);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    return test;
}

static peel_test test_of(size_t n, const peel_point *points, int32_t method, int32_t side) {
    peel_trend_options options = {.size = sizeof options, .method = method, .side = side};
    return test_with(n, points, &options, NULL);
}

/* Fails the test where the number does not stand behind the key in the row of cases.txt. */
static double published(const char *case_id, const char *key, double *tolerance) {
    struct table table;
    double value = NAN;
    cr_assert(table_open(&table, "tests/reference/cases.txt"));
    while (table_next(&table, '|')) {
        const char *at = strcmp(table.field[0], case_id) == 0 ? strstr(table.field[3], key) : NULL;
        if (!at) continue;
        value = strtod(at + strlen(key), NULL);
        *tolerance = strtod(table.field[4], NULL);
    }
    table_close(&table);
    cr_assert(!isnan(value), "%s", case_id);
    return value;
}

static const peel_point t360[] = {
    {1, {8, 61, 0}}, {2, {10, 58, 0}}, {3, {11, 111, 0}}, {4, {22, 124, 0}}, {5, {6, 135, 0}}};

/*
 * R's prop.trend.test divides by N: T360 is cochran-armitage-n. The default, with N - 1, is nearer to 0 by the factor
 * sqrt(488 / 489): -1.785979, where contingencytables prints -1.790, the factor the wrong way.
 */
Test(trend_test, t360) {
    double tolerance;
    double z = published("T360", "z=", &tolerance), p = published("T360", "p=", &tolerance);
    peel_test with_n = test_of(5, t360, PEEL_TREND_COCHRAN_ARMITAGE_N, 0);
    peel_test with_n_minus_1 = test_of(5, t360, 0, 0);
    cr_expect(fabs(with_n.statistic - z) <= tolerance && fabs(with_n.p_value - p) <= tolerance);
    cr_expect(with_n_minus_1.method == PEEL_TREND_COCHRAN_ARMITAGE);
    cr_expect(fabs(with_n_minus_1.statistic / with_n.statistic - sqrt(488.0 / 489.0)) < 1e-15);
    cr_expect(fabs(with_n_minus_1.statistic + 1.790) > 4e-3);
}

static int close_to(double got, double expected) {
    return fabs(got - expected) <= 2e-14 * expected;
}

static void expect_counted(const struct oracle_series *small, int32_t shift, int32_t step) {
    peel_point points[8];
    struct oracle_trend all = oracle_trend_of(small);
    for (int i = 0; i < small->n; i++)
        points[i] = (peel_point){shift + step * small->period[i], {small->met[i], small->assessed[i], 0}};
    size_t n = (size_t)small->n;
    double two = test_of(n, points, PEEL_TREND_EXACT, PEEL_SIDE_TWO_SIDED).p_value;
    double rising = test_of(n, points, PEEL_TREND_EXACT, PEEL_SIDE_LOWER).p_value;
    double falling = test_of(n, points, PEEL_TREND_EXACT, PEEL_SIDE_UPPER).p_value;
    cr_expect(close_to(two, all.two_sided) && close_to(rising, all.rising) && close_to(falling, all.falling),
              "%.17g %.17g %.17g, counted %.17g %.17g %.17g", two, rising, falling, all.two_sided, all.rising,
              all.falling);
    for (int32_t side = 0; side < 3; side++) {
        peel_trend_options options = {.size = sizeof options, .side = side};
        peel_trend_result trend;
        cr_assert(peel_trend(n, points, &options, work, sizeof work, &trend) == PEEL_OK);
        if (trend.test.method != PEEL_TREND_EXACT) continue;
        double smallest[] = {all.smallest_two_sided, all.smallest_rising, all.smallest_falling};
        cr_expect(close_to(trend.smallest_p, smallest[side]), "side %d: %.17g, counted %.17g", side, trend.smallest_p,
                  smallest[side]);
    }
}

/* Every series of three periods at 0, 1 and 3 with up to 4 cases each, of which some met and some did not. */
Test(trend_test, exact_small_world) {
    int run = 0;
    for (int code = 0; code < 15 * 15 * 15; code++) {
        struct oracle_series small = {.n = 3, .period = {0, 1, 3}};
        int rest = code, met = 0, assessed = 0, with_cases = 0;
        for (int i = 0; i < 3; i++, rest /= 15) {
            int n = 0, k = rest % 15; /* 15 pairs of met and assessed up to 4 */
            while (k > n)
                k -= ++n;
            small.met[i] = k;
            small.assessed[i] = n;
            met += k;
            assessed += n;
            with_cases += n > 0;
        }
        if (met == 0 || met == assessed || with_cases < 2) continue;
        expect_counted(&small, -1, 1);
        run++;
    }
    /* Less those where all met or none, and those of one period: 15^3 - 2 * 5^3 + 1 - 3 * 6. */
    cr_expect(run == 3108, "%d", run);
}

/* More cases, ties between the tails, weekly dates as steps of 7, and both outcomes the rarer one. */
Test(trend_test, exact_larger) {
    static const struct oracle_series some[] = {
        {5, {0, 1, 2, 3, 4}, {1, 3, 2, 6, 9}, {10, 11, 9, 12, 10}},
        {5, {0, 1, 2, 3, 4}, {9, 8, 7, 6, 1}, {10, 11, 9, 12, 10}},
        {4, {0, 2, 5, 6}, {3, 2, 2, 3}, {5, 5, 5, 5}},
        {6, {0, 1, 2, 3, 4, 5}, {1, 0, 0, 0, 0, 1}, {3, 3, 3, 3, 3, 3}},
        {7, {0, 1, 2, 3, 4, 5, 11}, {4, 5, 3, 2, 4, 1, 0}, {5, 6, 7, 5, 6, 5, 9}},
        {2, {0, 1}, {20, 29}, {50, 50}},
    };
    for (size_t i = 0; i < sizeof some / sizeof some[0]; i++) {
        expect_counted(&some[i], 19723, 7);
        expect_counted(&some[i], -1000000000, 1);
        expect_counted(&some[i], 0, 1000);
    }
}

static void mirror(size_t n, const peel_point *points, peel_point *failures, peel_point *backwards) {
    for (size_t i = 0; i < n; i++) {
        failures[i] = points[i];
        failures[i].sample.met = points[i].sample.assessed - points[i].sample.met;
        backwards[i] = points[n - 1 - i];
        backwards[i].period = 24000 - points[n - 1 - i].period;
    }
}

/* Failures for cases met, and time run backwards, flip the sign and nothing else; where time begins is nothing at all. */
Test(trend_test, mirrors) {
    static const int32_t methods[] = {PEEL_TREND_COCHRAN_ARMITAGE, PEEL_TREND_COCHRAN_ARMITAGE_N, PEEL_TREND_EXACT};
    peel_point failures[5], backwards[5], later[5];
    mirror(5, t360, failures, backwards);
    memcpy(later, t360, sizeof t360);
    for (size_t i = 0; i < 5; i++)
        later[i].period += 999999000;
    for (size_t m = 0; m < 3; m++)
        for (int32_t side = 0; side < 3; side++) {
            int32_t other = side == PEEL_SIDE_TWO_SIDED ? side : PEEL_SIDE_LOWER + PEEL_SIDE_UPPER - side;
            peel_test test = test_of(5, t360, methods[m], side), flipped = test_of(5, failures, methods[m], other),
                      back = test_of(5, backwards, methods[m], other), moved = test_of(5, later, methods[m], side);
            cr_expect(flipped.statistic == -test.statistic && flipped.p_value == test.p_value);
            cr_expect(fabs(back.statistic + test.statistic) < 1e-15 && close_to(back.p_value, test.p_value));
            cr_expect(moved.statistic == test.statistic && moved.p_value == test.p_value && moved.side == side);
        }
}

/* A score that is just the expected one has z 0 and p 1 at any size; one case more has not. */
Test(trend_test, just_expected) {
    for (int64_t n = 2; n < PEEL_COUNT_MAX / 3; n *= 10) {
        peel_point points[] = {{24288, {n / 2, n, 0}}, {24289, {n / 2, n, 0}}, {24299, {n / 2, n, 0}}};
        peel_test test = test_of(3, points, 0, 0);
        cr_expect(test.statistic == 0 && test.p_value == 1, "%lld", (long long)n);
        points[2].sample.met++;
        cr_expect(test_of(3, points, 0, 0).statistic > 0, "%lld", (long long)n);
        points[2].sample.met -= 2;
        cr_expect(test_of(3, points, 0, 0).statistic < 0, "%lld", (long long)n);
    }
}

/* The draws must come within 5 standard errors of the exact p, from every seed. */
Test(trend_test, monte_carlo) {
    for (int32_t side = 0; side < 3; side++)
        for (uint64_t seed = 0; seed < 20; seed++) {
            peel_trend_options options = {
                .size = sizeof options, .method = PEEL_TREND_MONTE_CARLO, .side = side, .seed = seed};
            double error, again;
            double exact = test_of(5, t360, PEEL_TREND_EXACT, side).p_value;
            peel_test drawn = test_with(5, t360, &options, &error);
            double count = drawn.p_value * 10000;
            cr_expect(fabs(drawn.p_value - exact) < 5 * sqrt(exact * (1 - exact) / 9999),
                      "side %d, seed %d: %g, exact %g", side, (int)seed, drawn.p_value, exact);
            cr_expect(fabs(count - round(count)) < 1e-9, "(1 + r) / (1 + 9,999)");
            cr_expect(fabs(error - sqrt(drawn.p_value * (1 - drawn.p_value) / 9999)) < 1e-15);
            cr_expect(drawn.notes == PEEL_NOTE_MONTE_CARLO && drawn.method == PEEL_TREND_MONTE_CARLO);
            cr_expect(drawn.statistic == test_of(5, t360, 0, 0).statistic);
            peel_test same = test_with(5, t360, &options, &again);
            cr_expect(same.p_value == drawn.p_value && again == error, "a seed gives other draws");
        }
}

/* 0 of 2, then 2 of 2: of 6 arrangements 1 is as far up, and 1 as far down. Draws that are just as far count. */
Test(trend_test, monte_carlo_ties) {
    const peel_point points[] = {{0, {0, 2, 0}}, {1, {2, 2, 0}}};
    static const double expected[] = {2.0 / 6, 1.0 / 6, 1};
    for (int32_t side = 0; side < 3; side++) {
        double p = test_of(2, points, PEEL_TREND_MONTE_CARLO, side).p_value;
        cr_expect(fabs(p - expected[side]) < 5 * sqrt(p * (1 - p) / 9999) + 1e-15, "side %d: %g", side, p);
        cr_expect(close_to(test_of(2, points, PEEL_TREND_EXACT, side).p_value, expected[side]));
    }
}

/* Periods without cases between, and one draw in a hundred at least as far: the observed one counts. */
Test(trend_test, monte_carlo_extreme) {
    const peel_point points[] = {{1, {0, 40, 0}}, {2, {0, 0, 0}}, {3, {10, 40, 0}}, {9, {40, 40, 0}}};
    peel_trend_options options = {.size = sizeof options, .method = PEEL_TREND_MONTE_CARLO, .seed = 1, .draws = 99};
    double error;
    peel_test drawn = test_with(4, points, &options, &error);
    cr_expect(fabs(drawn.p_value - 0.01) < 1e-15 && drawn.notes == (PEEL_NOTE_MONTE_CARLO | PEEL_NOTE_GAP));
    options.seed = 2;
    double other = test_of(5, t360, PEEL_TREND_MONTE_CARLO, 0).p_value;
    options = (peel_trend_options){.size = sizeof options, .method = PEEL_TREND_MONTE_CARLO, .seed = 77};
    cr_expect(test_with(5, t360, &options, NULL).p_value != other, "the seed changes nothing");
}

/* More draws, less error. */
Test(trend_test, draws) {
    peel_trend_options options = {.size = sizeof options, .method = PEEL_TREND_MONTE_CARLO, .draws = 200000};
    double error, exact = test_of(5, t360, PEEL_TREND_EXACT, 0).p_value;
    peel_test drawn = test_with(5, t360, &options, &error);
    cr_expect(fabs(drawn.p_value - exact) < 5 * error && error < 6.2e-4);
}
