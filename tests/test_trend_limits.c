/* What comes with the verdict of a trend: the detectable slope, the slope a year, notes of scatter, the default penalty. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>

#include <peel.h>

static _Alignas(16) unsigned char work[9 << 20];

static peel_trend_result trend_of(size_t n, const peel_point *points, const peel_trend_options *options) {
    peel_trend_result trend;
    peel_status status = peel_trend(n, points, options, work, sizeof work, &trend);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    return trend;
}

static int near(double got, double expected) {
    return fabs(got - expected) <= 1e-12 * fabs(expected);
}

static uint64_t state = 1;
static int64_t below(int64_t bound) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (int64_t)((state >> 33) % (uint64_t)bound);
}

/* NaN where no period can tell, or where no line of that slope stays between 0 and 1. */
Test(trend_limits, detectable) {
    static const int64_t wavering[12] = {38, 20, 39, 21, 40, 19, 38, 22, 37, 20, 39, 18};
    peel_point points[12], steep[] = {{0, {10, 12, 0}}, {1, {11, 12, 0}}, {2, {10, 12, 0}}};
    for (int i = 0; i < 12; i++)
        points[i] = (peel_point){i, {wavering[i], 80, 0}};
    peel_trend_result trend = trend_of(12, points, NULL);
    const double t = 2.2281388519862747, z = 0.8416212335729143; /* Student's with 10 degrees of freedom; 80% */
    double error = (trend.slope.upper - trend.slope.lower) / 2 / t;
    cr_expect((trend.notes & PEEL_NOTE_OVERDISPERSED) && fabs(trend.detectable / error - (t + z)) < 1e-12, "%g %g",
              trend.detectable, error);
    /* 31/36, each period 12 cases: 2.80 standard errors of 0.0707 are 0.20, and 31/36 + 0.20 is above 1. */
    cr_expect(isnan(trend_of(3, steep, NULL).detectable));
    for (int i = 0; i < 3; i++)
        steep[i].sample = (peel_sample){6, 12, 0}; /* 0.5 +- 0.29 is a rate */
    cr_expect(fabs(trend_of(3, steep, NULL).detectable - (1.9599639845400545 + z) * sqrt(0.25 * 36 / 35 / 24)) < 1e-12);
    /* With most cases in the last period the line can fall to it, but not rise further. */
    const peel_point late[] = {{0, {18, 20, 0}}, {1, {18, 20, 0}}, {2, {18, 20, 0}}, {3, {3600, 4000, 0}}};
    peel_trend_options options = {.size = sizeof options, .side = PEEL_SIDE_LOWER};
    double rise = trend_of(4, late, &options).detectable;
    options.side = PEEL_SIDE_UPPER;
    double fall = trend_of(4, late, &options).detectable;
    cr_expect(rise > 0 && isnan(fall), "%g, %g", rise, fall);
    cr_expect(trend_of(4, late, NULL).detectable > rise);
    const peel_point few[] = {{0, {1, 2, 0}}, {1, {1, 2, 0}}, {2, {1, 2, 0}}};
    options = (peel_trend_options){.size = sizeof options, .alpha = 0.001};
    trend = trend_of(3, few, &options);
    cr_expect(trend.verdict == PEEL_VERDICT_TOO_FEW && isnan(trend.detectable));
}

/* A rate changes by 1 at most, in a year as in a period. */
Test(trend_limits, a_year) {
    peel_trend_options options = {.size = sizeof options, .unit = PEEL_UNIT_MONTH};
    const peel_point steep[] = {{0, {20, 100, 0}}, {1, {31, 100, 0}}, {2, {40, 100, 0}}};
    const peel_point flat[] = {{0, {25, 100, 0}}, {1, {27, 100, 0}}, {2, {31, 100, 0}}};
    peel_trend_result trend = trend_of(3, steep, &options);
    cr_expect(trend.slope.estimate > 1.0 / 12 && isnan(trend.slope_a_year));
    cr_expect(isnan(trend.slope_a_year_lower) && isnan(trend.slope_a_year_upper));
    trend = trend_of(3, flat, &options);
    cr_expect(near(trend.slope_a_year, 0.36) && trend.slope_a_year_upper == 1 && trend.slope.upper > 1.0 / 12);
    cr_expect(trend.slope_a_year_lower == 12 * trend.slope.lower && trend.slope_a_year_lower > -1);
}

/* Confidences next to none, for which Student's quantile lies next to 0. */
Test(trend_limits, hardly_any_confidence) {
    static const double confidences[] = {1e-9, 1e-12, 1e-16};
    static const int64_t wavering[12] = {38, 20, 39, 21, 40, 19, 38, 22, 37, 20, 39, 18};
    peel_point points[12];
    for (int i = 0; i < 12; i++)
        points[i] = (peel_point){i, {wavering[i], 40, 0}};
    for (int c = 0; c < 3; c++) {
        peel_trend_options options = {.size = sizeof options, .confidence = confidences[c]};
        errno = 0;
        peel_trend_result trend = trend_of(12, points, &options);
        cr_expect(errno == 0 && (trend.notes & PEEL_NOTE_OVERDISPERSED));
        cr_expect(fabs(trend.slope.upper - trend.slope.estimate) <= 1e-10);
        cr_expect(trend.slope.lower <= trend.slope.estimate && trend.slope.estimate <= trend.slope.upper);
    }
}

/* A change point and segments say where the rates scatter about them; p stays as it is. */
Test(trend_limits, scatter_about_stretches) {
    static const int64_t wavering[12] = {38, 20, 39, 21, 40, 19, 38, 22, 37, 20, 39, 18};
    static const int64_t step[12] = {38, 37, 38, 39, 37, 38, 28, 29, 28, 27, 29, 28};
    peel_point points[12], steps[12];
    peel_change_point change;
    peel_segment segments[12];
    size_t found;
    for (int i = 0; i < 12; i++) {
        points[i] = (peel_point){i, {wavering[i], 40, 0}};
        steps[i] = (peel_point){i, {step[i], 40, 0}};
    }
    peel_trend_options options = {.size = sizeof options, .penalty = 1000};
    cr_assert(peel_trend_change(12, points, NULL, work, sizeof work, &change) == PEEL_OK);
    cr_expect(change.notes == (PEEL_NOTE_OVERDISPERSED | PEEL_NOTE_MONTE_CARLO) && change.test.notes == change.notes);
    cr_assert(peel_trend_change(12, steps, NULL, work, sizeof work, &change) == PEEL_OK);
    cr_expect(change.place == 6 && change.notes == PEEL_NOTE_MONTE_CARLO);
    const peel_trend_options few = {.size = sizeof few, .draws = 99};
    cr_assert(peel_trend_change(12, steps, &few, work, sizeof work, &change) == PEEL_OK);
    cr_expect(near(change.error, sqrt(change.test.p_value * (1 - change.test.p_value) / 99)));
    cr_assert(peel_trend_segments(12, points, &options, work, sizeof work, 12, segments, &found) == PEEL_OK);
    cr_expect(found == 1 && segments[0].rate.notes == PEEL_NOTE_OVERDISPERSED);
    cr_assert(peel_trend_segments(12, steps, &options, work, sizeof work, 12, segments, &found) == PEEL_OK);
    cr_expect(found == 1 && segments[0].rate.notes == PEEL_NOTE_OVERDISPERSED); /* the step itself */
    cr_assert(peel_trend_segments(12, steps, NULL, work, sizeof work, 12, segments, &found) == PEEL_OK);
    cr_expect(found == 2 && segments[0].rate.notes == 0 && segments[1].rate.notes == 0);
    /* A stretch of which all met has no scatter, and hides none. */
    for (int i = 0; i < 6; i++)
        points[i].sample.met = 40;
    cr_assert(peel_trend_change(12, points, NULL, work, sizeof work, &change) == PEEL_OK);
    cr_expect(change.place > 5 && (change.notes & PEEL_NOTE_OVERDISPERSED));
}

/* Steady series of 30 cases a month at 90% scatter about their rate in one of twenty. */
Test(trend_limits, scatter_about_one_rate) {
    const peel_trend_options options = {.size = sizeof options, .penalty = 1e6};
    int noted = 0;
    for (int turn = 0; turn < 2000; turn++) {
        peel_point points[24];
        peel_segment segments[24];
        size_t found;
        for (int i = 0; i < 24; i++) {
            points[i] = (peel_point){i, {0, 30, 0}};
            for (int j = 0; j < 30; j++)
                points[i].sample.met += below(10) != 0;
        }
        cr_assert(peel_trend_segments(24, points, &options, work, sizeof work, 24, segments, &found) == PEEL_OK);
        cr_assert(found == 1);
        noted += (segments[0].rate.notes & PEEL_NOTE_OVERDISPERSED) != 0;
    }
    cr_expect(noted > 70 && noted < 130, "%d", noted);
}

/* The default penalty is 8 up to 14 points, and 3 log(m) from there on; with nothing assessed no logarithm is taken of 0. */
Test(trend_limits, default_penalty) {
    peel_segment segments[24];
    size_t found;
    for (size_t n = 2; n <= 24; n += 11) {
        peel_point points[24];
        double usual = n < 15 ? 8 : 3 * log((double)n);
        for (int turn = 0; turn < 300; turn++) {
            size_t by_hand[2];
            for (size_t i = 0; i < n; i++)
                points[i] = (peel_point){(int64_t)i, {i >= n / 2 ? 20 + turn % 25 : 15, 50, 0}};
            for (int k = 0; k < 2; k++) {
                peel_trend_options options = {.size = sizeof options, .penalty = usual * (k ? 1 + 1e-6 : 1 - 1e-6)};
                cr_assert(peel_trend_segments(n, points, &options, work, sizeof work, 24, segments, &by_hand[k]) ==
                          PEEL_OK);
            }
            cr_assert(peel_trend_segments(n, points, NULL, work, sizeof work, 24, segments, &found) == PEEL_OK);
            cr_expect(found <= by_hand[0] && found >= by_hand[1]);
        }
    }
    /* 300/600 then 350/600 in 24 months: 8.4, below 3 log(24) = 9.5; then 359/600: 11.7. */
    peel_point points[24];
    for (int i = 0; i < 24; i++)
        points[i] = (peel_point){i, {i < 12 ? 25 : 29 + (i % 6 == 3), 50, 0}};
    cr_assert(peel_trend_segments(24, points, NULL, work, sizeof work, 24, segments, &found) == PEEL_OK);
    cr_expect(found == 1);
    for (int i = 12; i < 24; i++)
        points[i].sample.met = 30 - (i == 20);
    cr_assert(peel_trend_segments(24, points, NULL, work, sizeof work, 24, segments, &found) == PEEL_OK);
    cr_expect(found == 2);
    /* 14/40 then 26/40: twice the log of the ratio is 7.3, and with 27/40 8.6 */
    peel_point two[] = {{0, {14, 40, 0}}, {1, {26, 40, 0}}};
    cr_assert(peel_trend_segments(2, two, NULL, work, sizeof work, 24, segments, &found) == PEEL_OK);
    cr_expect(found == 1);
    two[1].sample.met = 27;
    cr_assert(peel_trend_segments(2, two, NULL, work, sizeof work, 24, segments, &found) == PEEL_OK);
    cr_expect(found == 2);
    const peel_point none[] = {{0, {0, 0, 0}}, {1, {0, 0, 0}}};
    errno = 0;
    cr_assert(peel_trend_segments(2, none, NULL, work, sizeof work, 24, segments, &found) == PEEL_OK);
    cr_expect(errno == 0 && found == 1);
}
