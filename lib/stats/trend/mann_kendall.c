/* peel_trend_mann_kendall: the test asked for, tau-b and Sen's slope. */
#include "stats/trend/mann_kendall.h"

#include <math.h>

#include <peel/trend.h>

#include "numeric/median.h"
#include "stats/trend/mann_kendall_rank.h"
#include "stats/trend/plan.h"
#include "stats/trend/sen.h"
#include "stats/trend/series.h"

static const double value_max = 1e300;

/* Slopes of all pairs, and what Hamed and Rao's variance needs of each value. */
static size_t numbers_needed(size_t n) {
    return n * (n - 1) / 2 + MANN_KENDALL_RANK_NUMBERS * n;
}

size_t peel_trend_mann_kendall_work_size(size_t n) {
    if (n > PEEL_POINTS_MAX) return 0;
    if (n == 0 || n > PEEL_SEN_MAX) return SERIES_WORK_BEGIN;
    return SERIES_WORK_BEGIN + numbers_needed(n) * sizeof(double);
}

static peel_status check_values(size_t n, const int64_t *period, const double *value) {
    for (size_t i = 0; i < n; i++) {
        peel_status status = period ? series_check_period(period[i], i > 0 ? &period[i - 1] : NULL) : PEEL_OK;
        if (status != PEEL_OK) return status;
        if (!(fabs(value[i]) <= value_max)) return PEEL_ERROR_NOT_FINITE;
    }
    return PEEL_OK;
}

/* The periods after which the seasons return; 0 for a method that knows none. */
static peel_status read_season(const struct trend_plan *plan, int64_t *season) {
    *season = 0;
    if (plan->common.method != PEEL_TREND_SEASONAL) return PEEL_OK;
    if (plan->season > 0)
        *season = plan->season;
    else if (plan->unit == PEEL_UNIT_MONTH)
        *season = 12;
    else if (plan->unit == PEEL_UNIT_QUARTER)
        *season = 4;
    return *season > 0 ? PEEL_OK : PEEL_ERROR_SEASON;
}

static peel_status read_plan(const peel_trend_options *options, struct trend_plan *plan) {
    peel_status status = trend_plan(options, PEEL_TREND_MANN_KENDALL, plan);
    if (status != PEEL_OK) return status;
    int32_t method = plan->common.method;
    if (method != PEEL_TREND_MANN_KENDALL && method != PEEL_TREND_HAMED_RAO && method != PEEL_TREND_SEASONAL)
        return PEEL_ERROR_METHOD;
    return PEEL_OK;
}

/* numbers: the work memory, or NULL, which leaves the slope out. */
static peel_mann_kendall answer_of(const struct sen_series *series, const struct plan *plan, double *numbers) {
    struct value_order order = series->season == 0
                                   ? value_order_of(series->n, series->value)
                                   : value_order_of_seasons(series->n, series->period, series->value, series->season);
    double untied = (double)(order.pairs - order.tied);
    int exact = plan->method == PEEL_TREND_MANN_KENDALL && mann_kendall_exact(&order);
    peel_mann_kendall answer = {.s = order.s,
                                .variance = (double)order.variance_18 / 18.0,
                                .tau = (double)order.s / sqrt((double)order.pairs * untied)};
    if (numbers) sen_slopes(series, numbers);
    if (plan->method == PEEL_TREND_HAMED_RAO) {
        double slope = order.pairs > 0 ? median_of(order.pairs, numbers) : 0.0;
        answer.variance *= hamed_rao_factor(series, slope, numbers + order.pairs);
    }
    if (plan->method == PEEL_TREND_MANN_KENDALL)
        answer.test = mann_kendall_test(&order, plan->side);
    else
        answer.test = mann_kendall_normal_test(&order, answer.variance, plan->method, plan->side);
    if (numbers)
        answer.slope = sen_interval(&order, answer.variance, exact, plan, numbers);
    else
        answer.slope = sen_left_out(plan);
    return answer;
}

static void add_notes(int32_t design, peel_mann_kendall *answer) {
    answer->notes = PEEL_NOTE_NO_COUNTS | answer->test.notes;
    if (design == PEEL_DESIGN_QUOTA) answer->notes |= PEEL_NOTE_QUOTA;
    if (design == PEEL_DESIGN_DIP) {
        answer->notes |= PEEL_NOTE_DIP;
        answer->slope.lower = NAN;
        answer->slope.upper = NAN;
    }
    answer->test.notes = answer->notes;
    answer->slope.notes = answer->notes;
}

peel_status peel_trend_mann_kendall(size_t n, const int64_t *period, const double *value,
                                    const peel_trend_options *options, void *work, size_t work_size,
                                    peel_mann_kendall *answer) {
    struct trend_plan plan;
    struct sen_series series = {n, period, value, 0};
    if (!answer || (!value && n > 0)) return PEEL_ERROR_NULL;
    peel_status status = read_plan(options, &plan);
    if (status == PEEL_OK) status = read_season(&plan, &series.season);
    if (status != PEEL_OK) return status;
    if (n == 0) return PEEL_ERROR_TOO_FEW_SAMPLES;
    int ranked = plan.common.method == PEEL_TREND_HAMED_RAO;
    if (n > PEEL_POINTS_MAX || (ranked && n > PEEL_SEN_MAX)) return PEEL_ERROR_TOO_LARGE;
    status = check_values(n, period, value);
    if (status != PEEL_OK) return status;
    double *numbers = n > PEEL_SEN_MAX ? NULL : series_work(work, work_size, numbers_needed(n) * sizeof(double));
    if (ranked && !numbers) return PEEL_ERROR_WORK;
    peel_mann_kendall made = answer_of(&series, &plan.common, numbers);
    add_notes(plan.common.design, &made);
    *answer = made;
    return PEEL_OK;
}
