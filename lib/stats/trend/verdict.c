#include "stats/trend/verdict.h"

#include <math.h>

#include "numeric/chi_squared.h"
#include "numeric/student.h"

/* Up to so many cases of the rarer outcome the exact test decides: it is soon done, and z is not yet near to normal. */
enum { exact_cases = 10 };

static const double found_dispersion = 0.05;

size_t trend_verdict_work(const struct trend_series *series) {
    int64_t failed = series->assessed - series->met;
    if (series->periods < 2 || series->met == 0 || failed == 0) return 0;
    return series->met <= exact_cases || failed <= exact_cases ? trend_exact_size(series) : 0;
}

/* Areas below exp(-690) are 0: exp would leave the range of a double and set errno. */
static const double least_exponent = 690.0;

static double chi_squared_above(double x, double df) {
    double a = 0.5 * df, h = 0.5 * x;
    if (x == 0.0) return 1.0;
    if (h - a - a * log(h / a) > least_exponent) return h > a ? 0.0 : 1.0;
    return chi_squared_upper(x, df);
}

static double student_above(double t, double df) {
    if (0.5 * df * log1p(t * (t / df)) > least_exponent) return t > 0.0 ? 0.0 : 1.0;
    return student_upper(t, df);
}

/* Armitage 1955: what the chi-squared of all rates has left beside that of the line. */
static void disperse(const struct trend_sums *sums, struct trend_verdict *made) {
    const struct trend_series *series = sums->series;
    const peel_sample all = {series->met, series->assessed, 0};
    double slope = sums->above / sums->spread;
    double sum = 0.0;
    made->dispersion.df = (double)(series->periods - 2);
    if (series->periods < 3) return;
    for (size_t i = series->first; i <= series->last; i++) {
        const peel_point *point = &series->points[i];
        double n = (double)point->sample.assessed;
        double from_mean = (double)(point->period - sums->origin) - sums->mean;
        double from_line = trend_excess(&point->sample, &all) - n * slope * from_mean;
        sum += n > 0.0 ? from_line * from_line / n : 0.0;
    }
    made->dispersion.statistic = sum / (sums->met / sums->assessed * (sums->failed / sums->assessed));
    made->dispersion.p_value = chi_squared_above(made->dispersion.statistic, made->dispersion.df);
    made->dispersion_ratio = made->dispersion.statistic / made->dispersion.df;
}

static double student_p(double t, double df, int32_t side) {
    if (side == PEEL_SIDE_LOWER) return student_above(t, df);
    if (side == PEEL_SIDE_UPPER) return student_above(-t, df);
    return fmin(2.0 * student_above(fabs(t), df), 1.0);
}

/* The smallest p that cochran-armitage could have given: with all cases met as late, or as early, as they can be. */
static double smallest_normal_p(const struct trend_sums *sums, int32_t side) {
    double latest = trend_z(sums, trend_above(sums, trend_extreme(sums, sums->series->met, 1)));
    double earliest = trend_z(sums, trend_above(sums, trend_extreme(sums, sums->series->met, 0)));
    double farthest =
        side == PEEL_SIDE_LOWER || (side == PEEL_SIDE_TWO_SIDED && latest > -earliest) ? latest : earliest;
    return trend_normal_p(farthest, side);
}

/* The test that decides. quantile: of its distribution, for the slope's limits. */
static peel_status decide(const struct trend_sums *sums, const struct trend_plan *plan, void *work, size_t work_size,
                          struct trend_verdict *made, double *quantile) {
    int32_t side = plan->common.side;
    size_t exact = trend_verdict_work(sums->series);
    peel_test *test = &made->test;
    test->statistic = trend_z(sums, sums->above);
    *quantile = plan->common.tail.z;
    if (exact > 0) {
        if (!work || work_size < exact) return PEEL_ERROR_WORK;
        struct trend_exact answer = trend_exact(sums, side, work);
        test->method = PEEL_TREND_EXACT;
        test->p_value = answer.p_value;
        made->smallest_p = answer.smallest;
        return PEEL_OK;
    }
    made->smallest_p = smallest_normal_p(sums, side);
    if (made->dispersion.p_value > found_dispersion) {
        test->p_value = trend_normal_p(test->statistic, side);
        return PEEL_OK;
    }
    double root = sqrt(made->dispersion_ratio);
    made->notes |= PEEL_NOTE_OVERDISPERSED;
    made->error *= root;
    test->statistic /= root;
    test->df = made->dispersion.df;
    test->p_value = student_p(test->statistic, test->df, side);
    *quantile = student_quantile(plan->common.tail, test->df);
    return isnan(*quantile) ? PEEL_ERROR_SEARCH : PEEL_OK;
}

/* A rate changes by 1 a period at most. */
static void bound_slope(peel_interval *slope, double width) {
    if (slope->side != PEEL_SIDE_UPPER) slope->lower = slope->estimate - width;
    if (slope->side != PEEL_SIDE_LOWER) slope->upper = slope->estimate + width;
    if (slope->lower < -1.0 || slope->upper > 1.0) slope->notes |= PEEL_NOTE_CLIPPED;
    slope->lower = fmax(slope->lower, -1.0);
    slope->upper = fmin(slope->upper, 1.0);
}

static void design_limits(peel_interval *slope) {
    if (slope->notes & PEEL_NOTE_NOTHING_ASSESSED) return;
    if (slope->notes & PEEL_NOTE_CENSUS) slope->lower = slope->upper = slope->estimate;
    if (slope->notes & PEEL_NOTE_DIP) slope->lower = slope->upper = NAN;
}

static int32_t verdict_by(const struct trend_verdict *made, double alpha) {
    if (made->notes & PEEL_NOTE_NOTHING_ASSESSED) return PEEL_VERDICT_TOO_FEW;
    if (made->notes & (PEEL_NOTE_NO_VARIATION | PEEL_NOTE_DIP)) return PEEL_VERDICT_NO_EVIDENCE;
    if (plan_significant(made->test.p_value, alpha))
        return made->test.statistic > 0.0 ? PEEL_VERDICT_RISING : PEEL_VERDICT_FALLING;
    return plan_significant(made->smallest_p, alpha) ? PEEL_VERDICT_NO_EVIDENCE : PEEL_VERDICT_TOO_FEW;
}

peel_status trend_verdict_of(const struct trend_series *series, const struct trend_plan *plan, void *work,
                             size_t work_size, struct trend_verdict *verdict) {
    const struct plan *common = &plan->common;
    const peel_test no_test = {
        .df = NAN, .p_value = 1.0, .method = PEEL_TREND_COCHRAN_ARMITAGE, .side = common->side, .notes = series->notes};
    struct trend_verdict made = {.notes = series->notes,
                                 .test = no_test,
                                 .smallest_p = 1.0,
                                 .dispersion = no_test,
                                 .dispersion_ratio = NAN,
                                 .error = NAN};
    made.dispersion.method = PEEL_SEVERAL_HOMOGENEITY;
    made.dispersion.side = PEEL_SIDE_TWO_SIDED;
    made.slope = (peel_interval){.estimate = series->periods < 2 ? NAN : 0.0,
                                 .lower = -1.0,
                                 .upper = 1.0,
                                 .confidence = common->confidence,
                                 .alpha = common->alpha,
                                 .method = PEEL_TREND_SLOPE,
                                 .side = common->side};
    if (!(series->notes & (PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_NO_VARIATION))) {
        struct trend_sums sums = trend_sums_of(series);
        double quantile;
        made.error = sqrt(sums.variance / sums.spread);
        disperse(&sums, &made);
        peel_status status = decide(&sums, plan, work, work_size, &made, &quantile);
        if (status != PEEL_OK) return status;
        made.slope.estimate = fmax(fmin(sums.above / sums.spread, 1.0), -1.0); /* rounded, 0/9 and 4/4 rose by more */
        bound_slope(&made.slope, quantile * made.error);
    }
    made.test.notes = made.notes;
    made.slope.notes |= made.notes;
    design_limits(&made.slope);
    made.verdict = verdict_by(&made, common->alpha);
    *verdict = made;
    return PEEL_OK;
}
