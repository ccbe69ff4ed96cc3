/* Which test decides on a trend, and what its verdict, its interval and its notes then are. */
#include <criterion/criterion.h>
#include <math.h>

#include <peel.h>

static _Alignas(16) unsigned char work[9 << 20];

static peel_trend_result trend_of(size_t n, const peel_point *points, const peel_trend_options *options) {
    peel_trend_result trend;
    peel_status status = peel_trend(n, points, options, work, sizeof work, &trend);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    return trend;
}

static peel_test test_of(size_t n, const peel_point *points, int32_t method, int32_t side) {
    peel_trend_options options = {.size = sizeof options, .method = method, .side = side};
    peel_test test;
    peel_status status = peel_trend_test(n, points, &options, work, sizeof work, &test, NULL);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    return test;
}

static int near(double got, double expected) {
    return fabs(got - expected) <= 1e-12 * fabs(expected);
}

static uint64_t state = 1;
static int64_t below(int64_t bound) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (int64_t)((state >> 33) % (uint64_t)bound);
}

/* Ten failures in one month of 24 with 30 cases each are no trend, few as they are. */
Test(trend_rules, few_cases_that_scatter) {
    peel_point points[24];
    for (int i = 0; i < 24; i++)
        points[i] = (peel_point){i, {i == 6 ? 20 : 30, 30, 0}};
    peel_trend_result trend = trend_of(24, points, NULL);
    peel_test exact = test_of(24, points, PEEL_TREND_EXACT, 0);
    cr_expect(exact.p_value < 0.02 && trend.test.p_value > 0.3, "%g", trend.test.p_value);
    cr_expect(trend.verdict == PEEL_VERDICT_NO_EVIDENCE && trend.notes == PEEL_NOTE_OVERDISPERSED);
    cr_expect(trend.test.method == PEEL_TREND_COCHRAN_ARMITAGE && trend.test.df == 22);
    cr_expect(near(trend.test.statistic, exact.statistic / sqrt(trend.dispersion_ratio)));
    cr_expect(trend.slope.lower < 0 && trend.slope.upper > 0);
}

/* Where the rates scatter, p is never below that of the exact test. */
Test(trend_rules, widening_never_helps) {
    int larger = 0, widened = 0;
    for (int turn = 0; turn < 4000; turn++) {
        peel_point points[30];
        size_t n = 3 + (size_t)below(27);
        int64_t met = 0;
        for (size_t i = 0; i < n; i++) {
            int64_t most = 1 + below(3);
            points[i] = (peel_point){(int64_t)i, {below(6) == 0 ? below(most + 1) : 0, most, 0}};
            met += points[i].sample.met;
        }
        if (met == 0 || met > 10) continue;
        for (int32_t side = 0; side < 3; side++) {
            peel_trend_options options = {.size = sizeof options, .side = side};
            peel_trend_result trend = trend_of(n, points, &options);
            peel_test exact = test_of(n, points, PEEL_TREND_EXACT, side);
            if (!(trend.notes & PEEL_NOTE_OVERDISPERSED)) {
                cr_expect(trend.dispersion.p_value > 0.05 || trend.periods < 3);
                continue;
            }
            widened++;
            if (trend.test.p_value == exact.p_value) larger++;
            cr_expect(trend.test.p_value >= exact.p_value && trend.dispersion.p_value <= 0.05);
        }
    }
    cr_expect(widened > 300 && larger > 20 && larger < widened, "%d of %d", larger, widened);
}

/* Steady at 99%, 5 and 200 cases in turn: against chi-squared as it is, 17% of such series scattered. */
Test(trend_rules, tiny_expected_counts) {
    int found = 0, series = 2000;
    for (int turn = 0; turn < series; turn++) {
        peel_point points[24];
        for (int i = 0; i < 24; i++) {
            points[i] = (peel_point){i, {0, i % 2 ? 200 : 5, 0}};
            for (int64_t j = 0; j < points[i].sample.assessed; j++)
                points[i].sample.met += below(100) != 0;
        }
        found += (trend_of(24, points, NULL).notes & PEEL_NOTE_OVERDISPERSED) != 0;
    }
    cr_expect(found > series / 50 && found < series * 13 / 200, "%d", found);
}

/*
 * Two of 28 cases met: 45 of 378 pairs lie in the second period, 27 others have the last case. Below the mean, and yet p is
 * 4/21.
 */
Test(trend_rules, small_p_on_the_other_side) {
    peel_point points[] = {{0, {0, 17, 0}}, {1, {2, 10, 0}}, {27, {0, 1, 0}}};
    peel_trend_options options = {.size = sizeof options, .side = PEEL_SIDE_LOWER, .alpha = 0.2};
    peel_trend_result trend = trend_of(3, points, &options);
    cr_expect(near(trend.test.p_value, 72.0 / 378) && trend.test.statistic < 0, "%.17g", trend.test.p_value);
    cr_expect(trend.verdict == PEEL_VERDICT_NO_EVIDENCE && trend.slope.lower < 0 && trend.slope.upper == 1);
    for (int i = 0; i < 3; i++)
        points[i].sample.met = points[i].sample.assessed - points[i].sample.met;
    options.side = PEEL_SIDE_UPPER;
    trend = trend_of(3, points, &options);
    cr_expect(near(trend.test.p_value, 72.0 / 378) && trend.test.statistic > 0);
    cr_expect(trend.verdict == PEEL_VERDICT_NO_EVIDENCE && trend.slope.upper > 0 && trend.slope.lower == -1);
}

/* Two periods: the exact test's p is Fisher's. */
Test(trend_rules, two_periods) {
    const peel_point few[] = {{0, {4, 5, 0}}, {1, {390, 400, 0}}}, one[] = {{0, {0, 1, 0}}, {1, {9700, 10000, 0}}};
    const peel_point even[] = {{0, {500, 1000, 0}}, {1, {560, 1000, 0}}};
    peel_trend_result trend = trend_of(2, few, NULL);
    cr_expect(fabs(trend.test.p_value - 0.12922822500197367) < 1e-12, "%.15g", trend.test.p_value);
    cr_expect(trend.verdict == PEEL_VERDICT_NO_EVIDENCE && trend.test.method == PEEL_TREND_EXACT &&
              trend.notes == PEEL_NOTE_UNEQUAL_SIZES);
    trend = trend_of(2, one, NULL);
    cr_expect(near(trend.test.p_value, 301.0 / 10001) && trend.test.method == PEEL_TREND_EXACT);
    trend = trend_of(2, even, NULL);
    cr_expect(trend.test.method == PEEL_TREND_EXACT && trend.notes == 0);
    cr_expect(fabs(trend.test.p_value - 0.008193461025460338) < 1e-12, "%.15g", trend.test.p_value);
}

/* Around the limits of skewness and kurtosis, and of the exact test's size and time. */
Test(trend_rules, far_from_normal) {
    static const struct {
        int64_t period[4];
        int64_t met[4];
        int64_t assessed[4];
        int far; /* by the moments of all tables: skewness 0.2435 and 0.2510, kurtosis 0.567, -0.496 and -0.607 */
    } cases[] = {
        {{0, 1, 2, 3}, {1, 2, 3, 6}, {39, 5, 5, 8}, 0},   {{0, 1, 2, 3}, {1, 2, 3, 6}, {40, 5, 5, 8}, 1},
        {{0, 1, 2, 3}, {6, 3, 2, 1}, {8, 5, 5, 40}, 1},   {{0, 6, 8, 14}, {0, 6, 6, 0}, {1, 60, 60, 1}, 0},
        {{0, 7, 9, 16}, {0, 6, 6, 0}, {1, 60, 60, 1}, 1}, {{0, 4, 6, 10}, {0, 6, 6, 1}, {1, 12, 12, 1}, 0},
        {{0, 5, 7, 12}, {0, 6, 6, 1}, {1, 12, 12, 1}, 1},
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        peel_point points[4];
        for (int i = 0; i < 4; i++)
            points[i] = (peel_point){cases[c].period[i], {cases[c].met[i], cases[c].assessed[i], 0}};
        peel_trend_result trend = trend_of(4, points, NULL);
        cr_expect((trend.notes & ~(uint32_t)PEEL_NOTE_GAP) == PEEL_NOTE_UNEQUAL_SIZES, "case %zu: %x", c, trend.notes);
        cr_expect((trend.test.method == PEEL_TREND_EXACT) == cases[c].far, "case %zu", c);
    }
}

/* Where the exact test would take too much memory or time, z decides, with a note if T is far from normal. */
Test(trend_rules, exact_is_bounded) {
    static peel_point row[1001];
    peel_point two[] = {{0, {9500, 10000, 0}}, {1, {9500, 10000, 0}}};
    cr_expect(trend_of(2, two, NULL).test.method == PEEL_TREND_EXACT);
    two[1].sample.met--;
    cr_expect(trend_of(2, two, NULL).test.method == PEEL_TREND_COCHRAN_ARMITAGE && trend_of(2, two, NULL).notes == 0);
    two[0] = (peel_point){0, {5, 5, 0}};
    two[1] = (peel_point){1, {198000, 200000, 0}};
    peel_trend_result trend = trend_of(2, two, NULL);
    cr_expect(trend.test.method == PEEL_TREND_COCHRAN_ARMITAGE);
    cr_expect(trend.notes == (PEEL_NOTE_SMALL_EXPECTED | PEEL_NOTE_UNEQUAL_SIZES));
    cr_expect((trend.test.notes & PEEL_NOTE_SMALL_EXPECTED) && (trend.slope.notes & PEEL_NOTE_SMALL_EXPECTED));
    for (int i = 0; i < 1001; i++)
        row[i] = (peel_point){i, {5 - (i % 100 == 50), 5, 0}};
    cr_expect(trend_of(1000, row, NULL).test.method == PEEL_TREND_EXACT);
    cr_expect(trend_of(1001, row, NULL).test.method == PEEL_TREND_COCHRAN_ARMITAGE);
    cr_expect(test_of(1001, row, PEEL_TREND_EXACT, 0).p_value > 0.1);
}

/* Whichever test decides, the slope's interval holds 0 just where p > alpha, or the slope points away from the side asked. */
Test(trend_rules, interval_agrees_with_the_exact_test) {
    static const double confidences[] = {0.6, 0.8, 0.95, 0.99};
    int inside = 0, outside = 0, exact = 0;
    for (int turn = 0; turn < 8000; turn++) {
        peel_point points[8];
        size_t n = 2 + (size_t)below(7);
        int64_t place = 0, most = 1 + below(turn % 3 == 0 ? 60 : 8), rate = below(11);
        for (size_t i = 0; i < n; i++) {
            points[i] = (peel_point){place += 1 + below(3), {0, 1 + below(most), 0}};
            for (int64_t j = 0; j < points[i].sample.assessed; j++)
                points[i].sample.met += below(10) < rate + (turn % 4 == 0 ? (int64_t)i : 0);
        }
        for (size_t c = 0; c < 4; c++)
            for (int32_t side = 0; side < 3; side++) {
                peel_trend_options options = {.size = sizeof options, .confidence = confidences[c], .side = side};
                peel_trend_result trend = trend_of(n, points, &options);
                double p = trend.test.p_value, slope = trend.slope.estimate, alpha = trend.slope.alpha;
                if ((trend.notes & PEEL_NOTE_NO_VARIATION) || fabs(p - alpha) < 1e-9) continue;
                int holds = trend.slope.lower <= 0 && trend.slope.upper >= 0;
                int against = (side == PEEL_SIDE_LOWER && slope <= 0) || (side == PEEL_SIDE_UPPER && slope >= 0);
                cr_assert(holds == (p > alpha || against), "turn %d, p %.17g, %g to %g", turn, p, trend.slope.lower,
                          trend.slope.upper);
                cr_expect(trend.slope.lower <= slope && slope <= trend.slope.upper);
                cr_expect(holds ==
                          (trend.verdict == PEEL_VERDICT_NO_EVIDENCE || trend.verdict == PEEL_VERDICT_TOO_FEW));
                inside += holds;
                outside += !holds;
                exact += trend.test.method == PEEL_TREND_EXACT;
            }
    }
    cr_expect(inside > 10000 && outside > 3000 && exact > 20000, "%d %d %d", inside, outside, exact);
}

/* The limit lies where the slope has the exact p: slope - z_alpha/2 |slope| / z(p/2). */
Test(trend_rules, width_of_the_exact_test) {
    const peel_point points[] = {{0, {0, 3, 0}}, {1, {1, 3, 0}}, {2, {2, 3, 0}}}; /* p = 20/84, slope 1/3 */
    peel_trend_result trend = trend_of(3, points, NULL);
    const double z = 1.1797611176118603; /* of 10/84 */
    cr_expect(near(trend.test.p_value, 20.0 / 84));
    cr_expect(fabs(trend.slope.lower - (1 - 1.9599639845400545 / z) / 3) < 1e-12, "%.17g", trend.slope.lower);
}
