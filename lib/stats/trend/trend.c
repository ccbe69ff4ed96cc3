#include <math.h>

#include <peel/rate.h>

#include "stats/trend/mann_kendall.h"
#include "stats/trend/verdict.h"

/*
 * Where samples are not known: of the exact test over periods in a row, at most. It holds width * cases * (cases + 1) / 2 scores,
 * cases being at most the root of PEEL_TREND_EXACT_MAX / width, and a few numbers for each case.
 */
static size_t largest_exact_size(size_t n) {
    size_t width = n > 2 ? n - 1 : 1;
    size_t cases = (size_t)sqrt((double)PEEL_TREND_EXACT_MAX / (double)width);
    size_t scores = PEEL_TREND_EXACT_MAX / 2 + PEEL_TREND_EXACT_MAX / 2 / cases;
    return (scores + 2 * (size_t)sqrt(PEEL_TREND_EXACT_MAX) + 2) * sizeof(double);
}

static size_t exact_size(size_t n, const peel_point *points) {
    const struct trend_plan plan = {0};
    struct trend_series series;
    if (!points) return n < 2 ? 0 : largest_exact_size(n);
    if (trend_series_read(n, points, &plan, &series) != PEEL_OK) return 0;
    if (series.notes & (PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_NO_VARIATION)) return 0;
    return trend_exact_size(&series);
}

size_t peel_trend_work_size(size_t n, const peel_point *points) {
    if (n > PEEL_POINTS_MAX) return 0;
    return SERIES_WORK_BEGIN + n * TREND_WORK_A_POINT + exact_size(n, points);
}

/* Do later rates tend to be higher? Of the periods with cases; values: room for them. */
static peel_test order_test(const struct trend_series *series, int32_t side, double *values) {
    size_t m = 0;
    for (size_t i = 0; i < series->n; i++) {
        const peel_sample *sample = &series->points[i].sample;
        if (sample->assessed > 0) values[m++] = (double)sample->met / (double)sample->assessed;
    }
    if (m == 0)
        return (peel_test){.df = NAN,
                           .p_value = 1.0,
                           .method = PEEL_TREND_MANN_KENDALL,
                           .side = side,
                           .notes = PEEL_NOTE_NOTHING_ASSESSED};
    struct value_order order = value_order_of(m, values);
    peel_test test = mann_kendall_test(&order, side);
    if (series->unequal) test.notes |= PEEL_NOTE_UNEQUAL_SIZES;
    return test;
}

static peel_status rate_of(const peel_sample *sample, const struct plan *plan, peel_interval *rate) {
    const peel_rate_options options = {
        .size = sizeof options, .alpha = plan->alpha, .side = plan->side, .design = plan->design};
    peel_status status = peel_rate(sample, &options, rate);
    if (status == PEEL_OK) rate->confidence = plan->confidence;
    return status;
}

static peel_status rates(const struct trend_series *series, const struct plan *plan, peel_trend_result *answer) {
    const peel_sample pooled = {series->met, series->assessed, series->population};
    peel_status status = rate_of(&series->points[series->first].sample, plan, &answer->first);
    if (status == PEEL_OK) status = rate_of(&series->points[series->last].sample, plan, &answer->last);
    if (status == PEEL_OK) status = rate_of(&pooled, plan, &answer->rate);
    return status;
}

/* The normal quantile of a power. */
static double power_quantile(double power) {
    if (power == 0.5) return 0.0;
    return power > 0.5 ? normal_upper_tail(1.0 - power).z : -normal_upper_tail(power).z;
}

/* Whether the line with that slope about the mean rate stays a rate from the first period to the last. */
static int is_possible(const struct trend_series *series, double slope) {
    const struct trend_sums sums = trend_sums_of(series);
    double rate = sums.met / sums.assessed;
    double first = rate - slope * sums.mean;
    double last = rate + slope * ((double)series->span - sums.mean);
    return fmin(first, last) >= 0.0 && fmax(first, last) <= 1.0;
}

/*
 * Roughly, by the normal approximation at the error that was seen. NaN where no such slope can be, neither way if both are
 * asked for.
 */
static double detectable(const struct trend_series *series, const struct trend_plan *plan,
                         const struct trend_verdict *verdict) {
    double slope = (verdict->quantile + power_quantile(plan->power)) * verdict->error;
    if (verdict->verdict == PEEL_VERDICT_TOO_FEW || isnan(slope)) return NAN;
    int rise = plan->common.side != PEEL_SIDE_UPPER && is_possible(series, slope);
    int fall = plan->common.side != PEEL_SIDE_LOWER && is_possible(series, -slope);
    return rise || fall ? slope : NAN;
}

/* A rate cannot change by more than 1. */
static void per_year(const peel_interval *slope, double periods, peel_trend_result *answer) {
    answer->slope_a_year = periods * slope->estimate;
    answer->slope_a_year_lower = fmax(periods * slope->lower, -1.0);
    answer->slope_a_year_upper = fmin(periods * slope->upper, 1.0);
    if (isnan(periods) || isnan(slope->lower) || fabs(answer->slope_a_year) > 1.0)
        answer->slope_a_year_lower = answer->slope_a_year_upper = NAN;
    if (fabs(answer->slope_a_year) > 1.0) answer->slope_a_year = NAN;
}

peel_status peel_trend(size_t n, const peel_point *points, const peel_trend_options *options, void *work,
                       size_t work_size, peel_trend_result *trend) {
    struct trend_plan plan;
    struct trend_series series;
    struct trend_verdict verdict;
    if (!trend || (!points && n > 0)) return PEEL_ERROR_NULL;
    peel_status status = trend_plan(options, PEEL_TREND_COCHRAN_ARMITAGE, &plan);
    if (status == PEEL_OK && plan.method_given) status = PEEL_ERROR_METHOD;
    if (status == PEEL_OK) status = trend_series_read(n, points, &plan, &series);
    if (status != PEEL_OK) return status;
    const struct trend_choice choice = trend_choose(&series);
    size_t before = n * TREND_WORK_A_POINT;
    unsigned char *room = series_work(work, work_size, before + choice.exact);
    if (!room) return PEEL_ERROR_WORK;
    status = trend_verdict_of(&series, &plan, &choice, room + before, &verdict);
    if (status != PEEL_OK) return status;
    peel_trend_result answer = {.verdict = verdict.verdict,
                                .periods = series.periods,
                                .span = series.span,
                                .test = verdict.test,
                                .smallest_p = verdict.smallest_p,
                                .dispersion = verdict.dispersion,
                                .dispersion_ratio = verdict.dispersion_ratio,
                                .mann_kendall = order_test(&series, plan.common.side, (double *)(void *)room),
                                .slope = verdict.slope,
                                .detectable = detectable(&series, &plan, &verdict)};
    per_year(&answer.slope, peel_unit_a_year(plan.unit), &answer);
    answer.notes = verdict.notes | (answer.mann_kendall.notes & PEEL_NOTE_UNEQUAL_SIZES);
    status = rates(&series, &plan.common, &answer);
    if (status == PEEL_OK) *trend = answer;
    return status;
}
