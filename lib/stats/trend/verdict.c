#include "stats/trend/verdict.h"

#include <math.h>

#include "numeric/student.h"
#include "stats/trend/scatter.h"

/* Armitage 1955: what the chi-squared of all rates has left beside that of the line. */
static void disperse(const struct trend_sums *sums, struct trend_verdict *made) {
    struct scatter scatter = {0};
    made->dispersion.df = (double)(sums->series->periods - 2);
    if (sums->series->periods < 3) return;
    scatter_add_line(sums, &scatter);
    made->dispersion.statistic = scatter.statistic;
    made->dispersion.p_value = scatter_p(&scatter);
    made->dispersion_ratio = scatter.statistic / scatter.df;
}

static double student_p(double t, double df, int32_t side) {
    if (side == PEEL_SIDE_LOWER) return student_upper(t, df);
    if (side == PEEL_SIDE_UPPER) return student_upper(-t, df);
    return fmin(2.0 * student_upper(fabs(t), df), 1.0);
}

/* The smallest p that cochran-armitage could have given: with all cases met as late, or as early, as they can be. */
static double smallest_normal_p(const struct trend_sums *sums, int32_t side) {
    double latest = trend_z(sums, trend_above(sums, trend_extreme(sums, sums->series->met, 1)));
    double earliest = trend_z(sums, trend_above(sums, trend_extreme(sums, sums->series->met, 0)));
    double farthest =
        side == PEEL_SIDE_LOWER || (side == PEEL_SIDE_TWO_SIDED && latest > -earliest) ? latest : earliest;
    return trend_normal_p(farthest, side);
}

/*
 * z over the root of the ratio, held against Student's t. No p is smaller for it: by few cases the exact test's may be the larger
 * one. Statuses: PEEL_ERROR_SEARCH.
 */
static peel_status widen(const struct plan *plan, struct trend_verdict *made, int *exact) {
    peel_test *test = &made->test;
    double root = sqrt(made->dispersion_ratio);
    made->notes |= PEEL_NOTE_OVERDISPERSED;
    made->error *= root;
    test->statistic /= root;
    test->df = made->dispersion.df;
    test->method = PEEL_TREND_COCHRAN_ARMITAGE;
    double p = student_p(test->statistic, test->df, plan->side);
    *exact = *exact && test->p_value > p;
    test->p_value = fmax(test->p_value, p);
    made->quantile = student_quantile(plan->tail, test->df);
    return isnan(made->quantile) ? PEEL_ERROR_SEARCH : PEEL_OK;
}

/* The test that decides. exact: whether its p is that of the exact test. */
static peel_status decide(const struct trend_sums *sums, const struct plan *plan, const struct trend_choice *choice,
                          void *work, struct trend_verdict *made, int *exact) {
    peel_test *test = &made->test;
    test->statistic = trend_z(sums, sums->above);
    made->quantile = plan->tail.z;
    *exact = choice->exact > 0;
    if (*exact) {
        struct trend_exact answer = trend_exact(sums, plan->side, work);
        test->method = PEEL_TREND_EXACT;
        test->p_value = answer.p_value;
        made->smallest_p = answer.smallest;
    } else {
        test->p_value = trend_normal_p(test->statistic, plan->side);
        made->smallest_p = smallest_normal_p(sums, plan->side);
    }
    return made->dispersion.p_value > SCATTER_FOUND ? PEEL_OK : widen(plan, made, exact);
}

/* The normal quantile of an area above it. */
static double normal_quantile(double area) {
    if (area == 0.5) return 0.0;
    return area < 0.5 ? normal_upper_tail(area).z : -normal_upper_tail(1.0 - area).z;
}

/*
 * The width of the slope's limits, by an error with which the slope has the exact test's p. Where none has, for p is 1 or
 * lies on the other side of 1/2, by that of cochran-armitage, and wide enough to hold 0.
 */
static double exact_width(const struct plan *plan, const struct trend_verdict *made) {
    double slope = made->slope.estimate, p = fmax(made->test.p_value, 1e-300);
    double usual = plan->tail.z * made->error;
    double towards =
        plan->side == PEEL_SIDE_UPPER || (plan->side == PEEL_SIDE_TWO_SIDED && slope < 0.0) ? -slope : slope;
    if (slope == 0.0 || p >= 1.0) return fmax(usual, towards);
    double z = normal_quantile(plan->side == PEEL_SIDE_TWO_SIDED ? 0.5 * p : p);
    if (z * towards > 0.0) return plan->tail.z * (towards / z);
    return fmax(usual, towards);
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

/* Skewed as T may be, few outcomes above one that lies below the expected one can have a small p: that shows no rise. */
static int32_t direction(const peel_test *test) {
    if (test->side == PEEL_SIDE_LOWER && !(test->statistic > 0.0)) return PEEL_VERDICT_NO_EVIDENCE;
    if (test->side == PEEL_SIDE_UPPER && !(test->statistic < 0.0)) return PEEL_VERDICT_NO_EVIDENCE;
    return test->statistic > 0.0 ? PEEL_VERDICT_RISING : PEEL_VERDICT_FALLING;
}

static int32_t verdict_by(const struct trend_verdict *made, double alpha) {
    if (made->notes & PEEL_NOTE_NOTHING_ASSESSED) return PEEL_VERDICT_TOO_FEW;
    if (made->notes & (PEEL_NOTE_NO_VARIATION | PEEL_NOTE_DIP)) return PEEL_VERDICT_NO_EVIDENCE;
    if (plan_significant(made->test.p_value, alpha)) return direction(&made->test);
    return plan_significant(made->smallest_p, alpha) ? PEEL_VERDICT_NO_EVIDENCE : PEEL_VERDICT_TOO_FEW;
}

peel_status trend_verdict_of(const struct trend_series *series, const struct trend_plan *plan,
                             const struct trend_choice *choice, void *work, struct trend_verdict *verdict) {
    const struct plan *common = &plan->common;
    const peel_test no_test = {
        .df = NAN, .p_value = 1.0, .method = PEEL_TREND_COCHRAN_ARMITAGE, .side = common->side, .notes = series->notes};
    struct trend_verdict made = {.notes = series->notes | choice->notes,
                                 .test = no_test,
                                 .smallest_p = 1.0,
                                 .dispersion = no_test,
                                 .dispersion_ratio = NAN,
                                 .error = NAN,
                                 .quantile = NAN};
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
        int exact;
        made.error = sqrt(sums.variance / sums.spread);
        disperse(&sums, &made);
        peel_status status = decide(&sums, common, choice, work, &made, &exact);
        if (status != PEEL_OK) return status;
        made.slope.estimate = fmax(fmin(sums.above / sums.spread, 1.0), -1.0); /* rounded, 0/9 and 4/4 rose by more */
        bound_slope(&made.slope, exact ? exact_width(common, &made) : made.quantile * made.error);
    }
    made.test.notes = made.notes;
    made.slope.notes |= made.notes;
    design_limits(&made.slope);
    made.verdict = verdict_by(&made, common->alpha);
    *verdict = made;
    return PEEL_OK;
}
