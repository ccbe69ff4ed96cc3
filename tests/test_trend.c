/* The verdict of a trend and all that comes with it. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include <peel.h>

enum { points_max = 40 };
static _Alignas(16) unsigned char work[6 << 20];

static peel_trend_result trend_with(size_t n, const peel_point *points, const peel_trend_options *options) {
    peel_trend_result trend;
    peel_status status = peel_trend(n, points, options, work, sizeof work, &trend);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    return trend;
}

/* Months with so many cases each, of which so many met. */
static peel_trend_result months(size_t n, const int *met, int64_t assessed, const peel_trend_options *options) {
    peel_point points[points_max];
    for (size_t i = 0; i < n; i++)
        points[i] = (peel_point){24288 + (int64_t)i, {met[i], assessed, 0}};
    return trend_with(n, points, options);
}

static int near(double got, double expected) {
    return fabs(got - expected) <= 1e-12 * fabs(expected);
}

static const int falling[12] = {38, 37, 38, 36, 37, 35, 33, 34, 31, 32, 31, 30};
static const int wavering[12] = {38, 20, 39, 21, 40, 19, 38, 22, 37, 20, 39, 18};

Test(trend, falling_and_rising) {
    int rising[12];
    for (size_t i = 0; i < 12; i++)
        rising[i] = falling[11 - i];
    peel_trend_options options = {.size = sizeof options, .unit = PEEL_UNIT_MONTH};
    peel_trend_result down = months(12, falling, 40, &options), up = months(12, rising, 40, &options);
    cr_expect(down.verdict == PEEL_VERDICT_FALLING && up.verdict == PEEL_VERDICT_RISING);
    cr_expect(down.test.statistic < -3 && down.test.method == PEEL_TREND_COCHRAN_ARMITAGE && isnan(down.test.df));
    cr_expect(down.notes == 0 && down.periods == 12 && down.span == 11);
    cr_expect(near(up.slope.estimate, -down.slope.estimate) && near(up.slope.lower, -down.slope.upper));
    cr_expect(down.slope.upper < 0 && down.slope.method == PEEL_TREND_SLOPE && down.slope.confidence == 0.95);
    cr_expect(down.slope_a_year == 12 * down.slope.estimate && down.slope_a_year_lower == 12 * down.slope.lower &&
              down.slope_a_year_upper == 12 * down.slope.upper);
    cr_expect(down.mann_kendall.statistic < -3 && down.mann_kendall.p_value < 0.001 &&
              down.mann_kendall.method == PEEL_TREND_MANN_KENDALL);
    cr_expect(down.dispersion.p_value > 0.5 && down.dispersion.df == 10 &&
              near(down.dispersion_ratio, down.dispersion.statistic / 10));
    cr_expect(isnan(months(12, falling, 40, NULL).slope_a_year));
}

/* The least squares line of equal sizes: slope = sum (x - 5.5) rate / 143. */
Test(trend, slope_of_equal_sizes) {
    double sum = 0;
    for (int i = 0; i < 12; i++)
        sum += (i - 5.5) * falling[i] / 40;
    cr_expect(near(months(12, falling, 40, NULL).slope.estimate, sum / 143));
}

/* On each side, the interval of the slope holds 0 just where p > alpha, with and without overdispersion. */
Test(trend, interval_agrees_with_the_test) {
    static const double confidences[] = {0.5 + 1e-6, 0.8, 0.95, 0.99, 1 - 1e-9};
    uint64_t state = 1;
    int inside = 0, outside = 0, widened = 0;
    for (int turn = 0; turn < 2000; turn++) {
        int met[12];
        for (int i = 0; i < 12; i++) {
            state = state * 6364136223846793005U + 1442695040888963407U;
            met[i] = 15 + (int)((state >> 33) % (uint64_t)(turn % 2 ? 11 : 26)) + (turn % 5 == 0 ? i : 0);
        }
        for (size_t c = 0; c < 5; c++)
            for (int32_t side = 0; side < 3; side++) {
                peel_trend_options options = {.size = sizeof options, .confidence = confidences[c], .side = side};
                peel_trend_result trend = months(12, met, 60, &options);
                int holds = trend.slope.lower <= 0 && trend.slope.upper >= 0;
                cr_expect(holds == (trend.test.p_value > trend.slope.alpha), "turn %d, p %.17g, %g to %g", turn,
                          trend.test.p_value, trend.slope.lower, trend.slope.upper);
                cr_expect(holds == (trend.verdict == PEEL_VERDICT_NO_EVIDENCE));
                cr_expect(trend.slope.side == side && trend.test.side == side);
                cr_expect(side != PEEL_SIDE_LOWER || trend.slope.upper == 1);
                cr_expect(side != PEEL_SIDE_UPPER || trend.slope.lower == -1);
                inside += holds;
                outside += !holds;
                widened += (trend.notes & PEEL_NOTE_OVERDISPERSED) != 0;
            }
    }
    cr_expect(inside > 5000 && outside > 5000 && widened > 5000, "%d %d %d", inside, outside, widened);
}

/* A one-sided question is answered on its side only. */
Test(trend, sides) {
    peel_trend_options options = {.size = sizeof options, .side = PEEL_SIDE_LOWER};
    peel_trend_result trend = months(12, falling, 40, &options);
    cr_expect(trend.verdict == PEEL_VERDICT_NO_EVIDENCE && trend.test.p_value > 0.99 && trend.slope.lower < 0);
    options.side = PEEL_SIDE_UPPER;
    cr_expect(months(12, falling, 40, &options).verdict == PEEL_VERDICT_FALLING);
}

/* z over the root of the ratio, held against Student's t: only where the dispersion is found at 5%. */
Test(trend, overdispersed) {
    peel_trend_result trend = months(12, wavering, 40, NULL);
    peel_point points[12];
    peel_test plain;
    for (int i = 0; i < 12; i++)
        points[i] = (peel_point){i, {wavering[i], 40, 0}};
    cr_assert(peel_trend_test(12, points, NULL, NULL, 0, &plain, NULL) == PEEL_OK);
    cr_expect(trend.notes == PEEL_NOTE_OVERDISPERSED && trend.test.notes == trend.notes);
    cr_expect(trend.slope.notes & PEEL_NOTE_OVERDISPERSED);
    cr_expect(trend.dispersion.p_value < 1e-20 && trend.dispersion_ratio > 10);
    cr_expect(near(trend.test.statistic, plain.statistic / sqrt(trend.dispersion_ratio)) && trend.test.df == 10);
    cr_expect(trend.test.p_value > plain.p_value);
    cr_expect(trend.dispersion.method == PEEL_SEVERAL_HOMOGENEITY);
}

/* What 80% power shows: (1.959964 + 0.841621) standard errors, of which the interval has 1.959964. */
Test(trend, detectable) {
    peel_trend_result trend = months(12, falling, 40, NULL);
    double error = (trend.slope.upper - trend.slope.lower) / 2 / 1.9599639845400545;
    cr_expect(fabs(trend.detectable / error - (1.9599639845400545 + 0.8416212335729143)) < 1e-12);
    peel_trend_options options = {.size = sizeof options, .power = 0.5};
    cr_expect(fabs(months(12, falling, 40, &options).detectable / error - 1.9599639845400545) < 1e-12);
    options.power = 0.1586552539314570514; /* one standard deviation below */
    cr_expect(fabs(months(12, falling, 40, &options).detectable / error - 0.9599639845400545) < 1e-12);
    options = (peel_trend_options){.size = sizeof options, .side = PEEL_SIDE_LOWER, .power = 0.9};
    cr_expect(fabs(months(12, falling, 40, &options).detectable / error - (1.6448536269514722 + 1.2815515655446004)) <
              1e-12);
}

/* Up to 10 of the rarer outcome the exact test decides, from 11 on z. */
Test(trend, which_test) {
    static const int ten[12] = {3, 2, 2, 1, 1, 0, 1}, eleven[12] = {3, 2, 2, 1, 1, 0, 1, 1};
    int failed[12];
    for (size_t i = 0; i < 12; i++)
        failed[i] = 40 - ten[i];
    cr_expect(months(12, ten, 40, NULL).test.method == PEEL_TREND_EXACT);
    cr_expect(months(12, failed, 40, NULL).test.method == PEEL_TREND_EXACT);
    cr_expect(months(12, failed, 40, NULL).verdict == PEEL_VERDICT_RISING);
    cr_expect(months(12, eleven, 40, NULL).test.method == PEEL_TREND_COCHRAN_ARMITAGE);
    cr_expect(months(12, ten, 40, NULL).verdict == PEEL_VERDICT_FALLING);
    peel_point far[] = {{0, {5, 10, 0}}, {10001, {3, 10, 0}}, {10002, {2, 10, 0}}}; /* 10 * 10 * 10,002 is too much */
    cr_expect(trend_with(3, far, NULL).test.method == PEEL_TREND_COCHRAN_ARMITAGE);
    far[1].period = 9999;
    far[2].period = 10000;
    cr_expect(trend_with(3, far, NULL).test.method == PEEL_TREND_EXACT);
}

/* Two months of two cases: even 0/2 then 2/2 has 2 of 6 arrangements as far, p = 1/3. Three months of 3: 2 of 84. */
Test(trend, too_few) {
    static const int two[2] = {0, 2}, three[3] = {0, 1, 2}, four[2] = {4, 4};
    peel_trend_result trend = months(2, two, 2, NULL);
    cr_expect(trend.verdict == PEEL_VERDICT_TOO_FEW && near(trend.smallest_p, 1.0 / 3) &&
              near(trend.test.p_value, 1.0 / 3));
    trend = months(3, three, 3, NULL);
    cr_expect(trend.verdict == PEEL_VERDICT_NO_EVIDENCE && near(trend.smallest_p, 2.0 / 84));
    peel_trend_options options = {.size = sizeof options, .alpha = 2.0 / 84 - 1e-9};
    cr_expect(months(3, three, 3, &options).verdict == PEEL_VERDICT_TOO_FEW);
    options.alpha = 1.0 / 3 + 1e-9;
    cr_expect(months(2, two, 2, &options).verdict == PEEL_VERDICT_RISING);
    cr_expect(months(2, four, 40, NULL).verdict == PEEL_VERDICT_NO_EVIDENCE);
    /* By z too: one case in each of 4 periods, and 1200 in a period between them, of which so many met that T is near to normal. */
    const peel_point one[] = {{0, {0, 1, 0}}, {1, {0, 1, 0}}, {2, {254, 1200, 0}}, {3, {0, 1, 0}}, {4, {1, 1, 0}}};
    options.alpha = 0.001;
    trend = trend_with(5, one, &options);
    double z = 3 / sqrt(255.0 / 1204 * (949.0 / 1203) * 10); /* both cases met as late as they can be: 3 above */
    cr_expect(trend.test.method == PEEL_TREND_COCHRAN_ARMITAGE, "%x", trend.notes);
    cr_expect(trend.verdict == PEEL_VERDICT_TOO_FEW && near(trend.smallest_p, erfc(z / sqrt(2.0))), "%.17g",
              trend.smallest_p);
}

/* 0/3, 0/3, 2/3: 6 of 36 arrangements lie as far; 0/3, 1/3, 2/3: 20 of 84. Their last digits decide nothing. */
Test(trend, p_equals_alpha) {
    static const int last[3] = {0, 0, 2}, step[3] = {0, 1, 2}, middle[3] = {0, 2, 0};
    peel_trend_options options = {.size = sizeof options, .alpha = 6.0 / 36};
    cr_expect(months(3, last, 3, &options).verdict == PEEL_VERDICT_RISING);
    cr_expect(months(3, middle, 3, &options).verdict == PEEL_VERDICT_NO_EVIDENCE);
    options.alpha = 6.0 / 36 * (1 - 1e-11);
    cr_expect(months(3, middle, 3, &options).verdict == PEEL_VERDICT_TOO_FEW);
    options.alpha = 20.0 / 84;
    cr_expect(months(3, step, 3, &options).verdict == PEEL_VERDICT_RISING);
}

static void expect_nothing_varies(const peel_trend_result *trend) {
    cr_expect(trend->verdict == PEEL_VERDICT_NO_EVIDENCE && trend->notes == PEEL_NOTE_NO_VARIATION);
    cr_expect(trend->test.p_value == 1 && trend->test.statistic == 0 && trend->smallest_p == 1);
    cr_expect(trend->slope.estimate == 0 && trend->slope.lower == -1 && trend->slope.upper == 1);
    cr_expect(isnan(trend->detectable) && isnan(trend->dispersion_ratio) && trend->dispersion.p_value == 1);
    cr_expect(trend->mann_kendall.p_value == 1 && (trend->mann_kendall.notes & PEEL_NOTE_NO_VARIATION));
}

Test(trend, all_or_none_met) {
    static const int all[4] = {9, 9, 9, 9}, none[4] = {0, 0, 0, 0};
    peel_trend_result met = months(4, all, 9, NULL), failed = months(4, none, 9, NULL);
    expect_nothing_varies(&met);
    expect_nothing_varies(&failed);
    cr_expect(met.first.estimate == 1 && failed.last.estimate == 0 && met.rate.lower > 0.9);
}

Test(trend, one_period_or_none) {
    const peel_point points[] = {{1, {0, 0, 0}}, {2, {3, 9, 0}}, {3, {0, 0, 0}}};
    peel_trend_result trend = trend_with(3, points, NULL);
    cr_expect(trend.verdict == PEEL_VERDICT_TOO_FEW && trend.periods == 1 && trend.span == 0);
    cr_expect(trend.notes == (PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_GAP));
    cr_expect(isnan(trend.slope.estimate) && trend.slope.lower == -1 && trend.slope.upper == 1);
    cr_expect(trend.test.p_value == 1 && trend.smallest_p == 1 && isnan(trend.detectable));
    cr_expect(near(trend.first.estimate, 1.0 / 3) && near(trend.last.estimate, 1.0 / 3));
    trend = trend_with(1, points, NULL);
    cr_expect(trend.verdict == PEEL_VERDICT_TOO_FEW && trend.periods == 0 && isnan(trend.rate.estimate));
    cr_expect(trend.mann_kendall.p_value == 1 && trend.mann_kendall.notes == PEEL_NOTE_NOTHING_ASSESSED);
}

/* A gap keeps its place: 1, 2, 4 is not 1, 2, 3; a period of which nothing was assessed is as good as none. */
Test(trend, gaps) {
    peel_point points[] = {{1, {30, 40, 0}}, {2, {20, 40, 0}}, {3, {0, 0, 0}}, {4, {5, 40, 0}}};
    const peel_point left_out[] = {{1, {30, 40, 0}}, {2, {20, 40, 0}}, {4, {5, 40, 0}}};
    peel_trend_result empty = trend_with(4, points, NULL), missing = trend_with(3, left_out, NULL);
    cr_expect(empty.notes == PEEL_NOTE_GAP && missing.notes == PEEL_NOTE_GAP);
    cr_expect(empty.test.p_value == missing.test.p_value && empty.slope.estimate == missing.slope.estimate);
    cr_expect(empty.periods == 3 && empty.span == 3 && empty.dispersion.df == 1);
    peel_trend_options days = {.size = sizeof days, .unit = PEEL_UNIT_DAY};
    cr_expect(trend_with(3, left_out, &days).notes == 0 && trend_with(4, points, &days).notes == PEEL_NOTE_GAP);
    points[2].period = 5;
    points[3].period = 6;
    cr_expect(trend_with(4, points, NULL).slope.estimate != empty.slope.estimate);
}

Test(trend, unequal_sizes) {
    peel_point points[] = {{1, {30, 40, 0}}, {2, {20, 40, 0}}, {3, {15, 41, 0}}};
    cr_expect(trend_with(3, points, NULL).notes == PEEL_NOTE_UNEQUAL_SIZES);
    cr_expect(trend_with(3, points, NULL).mann_kendall.notes & PEEL_NOTE_UNEQUAL_SIZES);
    points[2].sample.assessed = 40;
    cr_expect(trend_with(3, points, NULL).notes == 0);
}

Test(trend, designs) {
    peel_trend_options options = {.size = sizeof options, .design = PEEL_DESIGN_DIP};
    peel_trend_result trend = months(12, falling, 40, &options);
    cr_expect(trend.verdict == PEEL_VERDICT_NO_EVIDENCE && trend.notes == PEEL_NOTE_DIP);
    cr_expect(isnan(trend.slope.lower) && isnan(trend.slope.upper) && isnan(trend.first.lower));
    options.design = PEEL_DESIGN_QUOTA;
    trend = months(12, falling, 40, &options);
    cr_expect(trend.verdict == PEEL_VERDICT_FALLING && trend.notes == PEEL_NOTE_QUOTA);
    cr_expect(trend.rate.notes == PEEL_NOTE_QUOTA && (trend.slope.notes & PEEL_NOTE_QUOTA));
    options.design = PEEL_DESIGN_CENSUS;
    trend = months(12, falling, 40, &options);
    cr_expect(trend.verdict == PEEL_VERDICT_FALLING && trend.notes == PEEL_NOTE_CENSUS);
    cr_expect(trend.slope.lower == trend.slope.estimate && trend.slope.upper == trend.slope.estimate);
    peel_point points[] = {{1, {30, 40, 40}}, {2, {20, 40, 40}}, {3, {15, 40, 40}}};
    cr_expect(trend_with(3, points, NULL).notes == PEEL_NOTE_CENSUS &&
              trend_with(3, points, NULL).rate.notes == PEEL_NOTE_CENSUS);
    points[1].sample.population = 41;
    cr_expect(trend_with(3, points, NULL).notes == 0);
    cr_expect(trend_with(3, points, NULL).rate.notes == (PEEL_NOTE_FINITE | PEEL_NOTE_CLIPPED));
}

/* First, last and pooled rates are those of peel_rate. */
Test(trend, rates) {
    const peel_point points[] = {{1, {0, 0, 0}}, {2, {30, 40, 100}}, {3, {20, 41, 200}}, {5, {15, 39, 50}}};
    peel_trend_options options = {.size = sizeof options, .confidence = 0.3};
    peel_rate_options rate = {.size = sizeof rate, .confidence = 0.3};
    const peel_sample all = {65, 120, 0}, first = {30, 40, 100}, last = {15, 39, 50};
    peel_interval expected[3];
    peel_trend_result trend = trend_with(4, points, &options);
    cr_assert(peel_rate(&first, &rate, &expected[0]) == PEEL_OK && peel_rate(&last, &rate, &expected[1]) == PEEL_OK &&
              peel_rate(&all, &rate, &expected[2]) == PEEL_OK);
    cr_expect(memcmp(&trend.first, &expected[0], sizeof expected[0]) == 0);
    cr_expect(memcmp(&trend.last, &expected[1], sizeof expected[1]) == 0);
    cr_expect(memcmp(&trend.rate, &expected[2], sizeof expected[2]) == 0);
}

/* A slope beyond 1 a period is cut: two cases leave room for 1.96 either way. */
Test(trend, clipped) {
    const peel_point points[] = {{1, {0, 1, 0}}, {2, {1, 1, 0}}};
    peel_trend_result trend = trend_with(2, points, NULL);
    cr_expect(trend.slope.upper == 1 && trend.slope.lower > -1 && trend.slope.notes == PEEL_NOTE_CLIPPED);
    cr_expect(trend.notes == 0 && trend.slope.estimate == 1);
}
