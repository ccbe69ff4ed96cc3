/* The logistic slope of a trend: closed forms, separation, sides, designs. Its digits: test_trend_truth.c. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>

#include <peel.h>

static peel_logistic line_with(size_t n, const peel_point *points, const peel_trend_options *options) {
    peel_logistic line;
    int kept = errno;
    errno = 12345;
    peel_status status = peel_trend_logistic(n, points, options, NULL, 0, &line);
    cr_expect(errno == 12345, "errno was changed");
    errno = kept;
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    cr_expect(line.notes == line.odds_ratio.notes && line.odds_ratio.method == PEEL_TREND_LOGISTIC);
    return line;
}

static int near(double got, double expected) {
    return fabs(got - expected) <= 4e-15 * fabs(expected);
}

/* Two periods: the odds ratio of the table, and Woolf's standard error. */
Test(trend_logistic, two_periods) {
    const peel_point points[] = {{24288, {20, 50, 0}}, {24289, {30, 40, 0}}};
    peel_logistic line = line_with(2, points, NULL);
    double error = sqrt(1.0 / 20 + 1.0 / 30 + 1.0 / 30 + 1.0 / 10), slope = log(30.0 / 10 / (20.0 / 30));
    cr_expect(near(line.slope, slope) && near(line.odds_ratio.estimate, 4.5) && near(line.error, error));
    cr_expect(near(line.odds_ratio.lower, exp(slope - 1.9599639845400545 * error)));
    cr_expect(near(line.odds_ratio.upper, exp(slope + 1.9599639845400545 * error)));
    cr_expect(near(line.intercept, log(20.0 / 30) - 24288 * slope));
    cr_expect(isnan(line.dispersion_ratio) && line.notes == 0 && line.odds_ratio.confidence == 0.95);
}

/* Beside 5e11 of 1e12 one case more is a slope of log((k + 1) / (k - 1)), k = 5e11: 2 / k to 24 digits. */
Test(trend_logistic, tiny_slope) {
    const peel_point points[] = {{0, {500000000000, 1000000000000, 0}}, {1, {500000000001, 1000000000000, 0}}};
    cr_expect(near(line_with(2, points, NULL).slope, 4e-12));
}

/* A gap of two periods halves the slope; failures for cases met turn its sign. */
Test(trend_logistic, gap_and_mirror) {
    const peel_point points[] = {{5, {20, 50, 0}}, {7, {30, 40, 0}}}, failures[] = {{5, {30, 50, 0}}, {7, {10, 40, 0}}};
    peel_logistic line = line_with(2, points, NULL), flipped = line_with(2, failures, NULL);
    cr_expect(near(line.odds_ratio.estimate, sqrt(4.5)) && line.notes == PEEL_NOTE_GAP);
    cr_expect(near(flipped.slope, -line.slope) && near(flipped.error, line.error));
    cr_expect(near(flipped.odds_ratio.lower, 1 / line.odds_ratio.upper));
}

/* Odds of 1/3, 1, 3 lie on a line: nothing scatters. One case more or less, and the error is widened by what does. */
Test(trend_logistic, dispersion) {
    const peel_point straight[] = {{0, {10, 40, 0}}, {1, {20, 40, 0}}, {2, {30, 40, 0}}},
                     bent[] = {{0, {10, 40, 0}}, {1, {35, 40, 0}}, {2, {30, 40, 0}}};
    peel_logistic line = line_with(3, straight, NULL);
    cr_expect(near(line.slope, log(3.0)) && line.dispersion_ratio < 1e-28 && line.notes == 0);
    cr_expect(near(line.error, sqrt(1 / (2 * 7.5)))); /* weights 7.5, 10, 7.5 at -1, 0, 1 */
    line = line_with(3, bent, NULL);
    cr_expect(line.notes == PEEL_NOTE_OVERDISPERSED && line.dispersion_ratio > 1);
    cr_expect(near(log(line.odds_ratio.upper) - line.slope, 1.9599639845400545 * line.error));
}

static double binomial_deviance(double met, double n, double rate) {
    return 2 * (met * log(met / n / rate) + (n - met) * log((n - met) / n / (1 - rate)));
}

/* 0 of 1 then 1 of 1: by symmetry the likelihood is 1 / (1 + exp(-slope / 2))^2, so that exp(-z^2 / 4) gives the limit. */
Test(trend_logistic, separated_in_closed_form) {
    const peel_point points[] = {{1, {0, 1, 0}}, {2, {1, 1, 0}}}, fall[] = {{1, {1, 1, 0}}, {2, {0, 1, 0}}};
    double z = 1.9599639845400545, root = exp(-z * z / 4);
    double limit = 2 * log(root / (1 - root));
    peel_logistic line = line_with(2, points, NULL), down = line_with(2, fall, NULL);
    cr_expect(fabs(log(line.odds_ratio.lower) - limit) < 1e-14 && line.odds_ratio.upper == INFINITY);
    cr_expect(line.slope == INFINITY && line.odds_ratio.estimate == INFINITY && isnan(line.error) &&
              isnan(line.intercept));
    cr_expect(line.notes == PEEL_NOTE_SEPARATED && isnan(line.dispersion_ratio));
    cr_expect(near(down.odds_ratio.upper, 1 / line.odds_ratio.lower) && down.odds_ratio.lower == 0);
    cr_expect(down.slope == -INFINITY && down.odds_ratio.estimate == 0 && down.notes == PEEL_NOTE_SEPARATED);
}

/* One period of both outcomes may stand between; two may not, nor a period out of order. */
Test(trend_logistic, what_is_separated) {
    peel_point points[] = {{0, {0, 9, 0}}, {1, {0, 9, 0}}, {2, {4, 9, 0}}, {3, {9, 9, 0}}};
    cr_expect(line_with(4, points, NULL).notes & PEEL_NOTE_SEPARATED);
    cr_expect(line_with(4, points, NULL).dispersion_ratio == 0);
    points[1].sample.met = 1;
    cr_expect(!(line_with(4, points, NULL).notes & PEEL_NOTE_SEPARATED) && isfinite(line_with(4, points, NULL).slope));
    points[1].sample.met = 0;
    points[3].sample.met = 8;
    cr_expect(!(line_with(4, points, NULL).notes & PEEL_NOTE_SEPARATED));
    points[3].sample.met = 9;
    points[0].sample.met = 9;
    cr_expect(!(line_with(4, points, NULL).notes & PEEL_NOTE_SEPARATED));
    const peel_point both_ends[] = {{0, {3, 9, 0}}, {1, {9, 9, 0}}};
    peel_logistic line = line_with(2, both_ends, NULL);
    cr_expect(line.slope == INFINITY && line.odds_ratio.lower > 1);
    /* At the limit the first period keeps its own rate all but, and twice the log-likelihood falls by z^2. */
    double limit = log(line.odds_ratio.lower), best = INFINITY;
    for (int i = 0; i < 200000; i++) {
        double level = -4 + 4e-5 * i;
        double deviance = binomial_deviance(3, 9, 1 / (1 + exp(-level))) + 18 * log1p(exp(-level - limit));
        best = fmin(best, deviance);
    }
    cr_expect(fabs(best - 3.8414588206941245) < 1e-7, "%.12g", best);
}

/* The side that is asked for: of a separated series it may be the one without a limit. */
Test(trend_logistic, sides) {
    const peel_point points[] = {{0, {20, 50, 0}}, {1, {30, 40, 0}}}, apart[] = {{0, {0, 9, 0}}, {1, {9, 9, 0}}};
    peel_trend_options options = {.size = sizeof options, .side = PEEL_SIDE_LOWER};
    peel_logistic line = line_with(2, points, &options), separated = line_with(2, apart, &options);
    cr_expect(near(line.odds_ratio.lower, exp(line.slope - 1.6448536269514722 * line.error)));
    cr_expect(line.odds_ratio.upper == INFINITY && separated.odds_ratio.lower > 1);
    options.side = PEEL_SIDE_UPPER;
    line = line_with(2, points, &options);
    separated = line_with(2, apart, &options);
    cr_expect(near(line.odds_ratio.upper, exp(line.slope + 1.6448536269514722 * line.error)));
    cr_expect(line.odds_ratio.lower == 0 && separated.odds_ratio.lower == 0 && separated.odds_ratio.upper == INFINITY);
}

Test(trend_logistic, nothing_to_fit) {
    const peel_point all[] = {{0, {9, 9, 0}}, {1, {9, 9, 0}}}, one[] = {{0, {5, 9, 0}}};
    peel_logistic met = line_with(2, all, NULL), alone = line_with(1, one, NULL);
    cr_expect(met.notes == PEEL_NOTE_NO_VARIATION && alone.notes == PEEL_NOTE_NOTHING_ASSESSED);
    cr_expect(isnan(met.slope) && isnan(met.odds_ratio.estimate) && met.odds_ratio.lower == 0 &&
              met.odds_ratio.upper == INFINITY);
    cr_expect(isnan(alone.slope) && isnan(alone.error) && alone.odds_ratio.lower == 0 &&
              alone.odds_ratio.upper == INFINITY);
}

Test(trend_logistic, designs) {
    const peel_point points[] = {{0, {20, 50, 0}}, {1, {30, 40, 0}}};
    peel_trend_options options = {.size = sizeof options, .design = PEEL_DESIGN_DIP};
    peel_logistic line = line_with(2, points, &options);
    cr_expect(line.notes == PEEL_NOTE_DIP && isnan(line.odds_ratio.lower) && isnan(line.odds_ratio.upper));
    options.design = PEEL_DESIGN_CENSUS;
    line = line_with(2, points, &options);
    cr_expect(line.notes == PEEL_NOTE_CENSUS && line.odds_ratio.lower == line.odds_ratio.estimate &&
              line.odds_ratio.upper == line.odds_ratio.estimate);
    options.design = PEEL_DESIGN_QUOTA;
    cr_expect(line_with(2, points, &options).notes == PEEL_NOTE_QUOTA);
}

/*
 * Nearly separated, 2^47 cases beside 1 of 2: steps of Newton alone went astray, and bounds alone did not end. The slopes are the
 * roots of the likelihood's derivative by bisection with 60 digits.
 */
Test(trend_logistic, nearly_separated) {
    const peel_point a[] = {{40, {4, 5, 0}}, {44, {1, 1, 0}}, {45, {0, 90128, 0}}, {47, {0, 187944697020444, 0}}},
                     b[] = {{63, {3, 3, 0}},
                            {67, {76875, 76876, 0}},
                            {14581612, {1, 1, 0}},
                            {14581615, {0, 698805730580, 0}}},
                     c[] = {{0, {1, PEEL_COUNT_MAX / 2, 0}}, {1, {PEEL_COUNT_MAX / 2 - 1, PEEL_COUNT_MAX / 2, 0}}};
    cr_expect(near(line_with(4, a, NULL).slope, -5.0677831774320558571));
    cr_expect(near(line_with(4, b, NULL).slope, -2.6418741038744347604e-6));
    cr_expect(near(line_with(2, c, NULL).slope, 2 * log((double)(PEEL_COUNT_MAX / 2 - 1))));
}
