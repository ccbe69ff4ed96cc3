#include <math.h>

#include <peel/rate.h>

#include "stats/trend/mann_kendall.h"
#include "stats/trend/verdict.h"

/* Where samples are not known: periods in a row, and the exact test where it decides. */
static size_t exact_size(size_t n, const peel_point *points) {
    const struct trend_plan plan = {0};
    const peel_point supposed[] = {{0, {10, 20, 0}}, {(int64_t)n - 1, {0, 20, 0}}, {(int64_t)n, {0, 1, 0}}};
    struct trend_series series;
    if (!points && n < 2) return 0;
    if (trend_series_read(points ? n : 3, points ? points : supposed, &plan, &series) != PEEL_OK) return 0;
    if (series.notes & (PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_NO_VARIATION)) return 0;
    return trend_exact_size(&series);
}

size_t peel_trend_work_size(size_t n, const peel_point *points) {
    if (n > PEEL_POINTS_MAX) return 0;
    return TREND_WORK_BEGIN + n * TREND_WORK_A_POINT + exact_size(n, points);
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
    size_t exact = trend_verdict_work(&series);
    size_t before = n * TREND_WORK_A_POINT;
    unsigned char *room = trend_work(work, work_size, before + exact);
    if (!room) return PEEL_ERROR_WORK;
    status = trend_verdict_of(&series, &plan, room + before, exact, &verdict);
    if (status != PEEL_OK) return status;
    double a_year = peel_unit_a_year(plan.unit);
    peel_trend_result answer = {.verdict = verdict.verdict,
                                .periods = series.periods,
                                .span = series.span,
                                .test = verdict.test,
                                .smallest_p = verdict.smallest_p,
                                .dispersion = verdict.dispersion,
                                .dispersion_ratio = verdict.dispersion_ratio,
                                .mann_kendall = order_test(&series, plan.common.side, (double *)(void *)room),
                                .slope = verdict.slope,
                                .slope_a_year = a_year * verdict.slope.estimate,
                                .slope_a_year_lower = a_year * verdict.slope.lower,
                                .slope_a_year_upper = a_year * verdict.slope.upper,
                                .detectable = (plan.common.tail.z + power_quantile(plan.power)) * verdict.error};
    answer.notes = verdict.notes | (answer.mann_kendall.notes & PEEL_NOTE_UNEQUAL_SIZES);
    status = rates(&series, &plan.common, &answer);
    if (status == PEEL_OK) *trend = answer;
    return status;
}
