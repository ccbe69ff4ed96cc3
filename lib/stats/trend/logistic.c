#include "stats/trend/logistic.h"

#include <math.h>

/* 1 where all failures come before all cases met, but for one period of both; -1 the other way about; else 0. */
static int separation(const struct trend_series *series) {
    size_t first_met = series->n, first_failed = series->n, last_met = 0, last_failed = 0;
    for (size_t i = series->first; i <= series->last; i++) {
        const peel_sample *sample = &series->points[i].sample;
        if (sample->met > 0) last_met = i;
        if (sample->met < sample->assessed) last_failed = i;
        if (sample->met > 0 && first_met == series->n) first_met = i;
        if (sample->met < sample->assessed && first_failed == series->n) first_failed = i;
    }
    return last_failed <= first_met ? 1 : last_met <= first_failed ? -1 : 0;
}

/*
 * Measured from the point that tells most, for there the log odds must be known best: from the mean, two points of 2^52 and
 * 2^50 cases beside a point of 1 case left the standard error one digit. Without a point of both outcomes, from the mean.
 */
static struct logistic_frame frame_of(const struct trend_sums *sums) {
    const struct trend_series *series = sums->series;
    struct logistic_frame frame = {series, {series->met, series->assessed, 0}, sums->origin, sums->mean};
    double most = 0.0;
    for (size_t i = series->first; i <= series->last; i++) {
        const peel_point *point = &series->points[i];
        double met = (double)point->sample.met;
        double n = (double)point->sample.assessed;
        double weight = n > 0.0 ? met / n * (n - met) : 0.0;
        if (weight <= most) continue;
        most = weight;
        frame.reference = point->sample;
        frame.centre = (double)(point->period - sums->origin);
    }
    return frame;
}

/* The Wald interval of the odds ratio. Rounding of a slope near 0 leaves the odds ratio all its digits. */
static peel_status ordinary(const struct trend_sums *sums, const struct plan *plan, peel_logistic *answer) {
    const struct trend_series *series = sums->series;
    const struct logistic_frame frame = frame_of(sums);
    const double reference_met = (double)frame.reference.met;
    peel_interval *odds = &answer->odds_ratio;
    struct logistic_line line;
    peel_status status = logistic_line_of(&frame, &line);
    if (status != PEEL_OK) return status;
    struct logistic_fit fit = logistic_fit_of(&frame, line);
    answer->slope = line.slope;
    answer->intercept = log(reference_met / ((double)frame.reference.assessed - reference_met)) + line.level -
                        line.slope * ((double)frame.origin + frame.centre);

    answer->error = sqrt(1.0 / fit.spread);
    if (series->periods > 2) answer->dispersion_ratio = fit.chi_squared / (double)(series->periods - 2);
    if (answer->dispersion_ratio > 1.0) {
        answer->error *= sqrt(answer->dispersion_ratio);
        odds->notes |= PEEL_NOTE_OVERDISPERSED;
    }
    odds->estimate = logistic_odds(line.slope);
    if (odds->side != PEEL_SIDE_UPPER) odds->lower = logistic_odds(line.slope - plan->tail.z * answer->error);
    if (odds->side != PEEL_SIDE_LOWER) odds->upper = logistic_odds(line.slope + plan->tail.z * answer->error);
    return PEEL_OK;
}

/* The likelihood grows with the slope for ever: only one limit is finite. */
static peel_status separated(const struct trend_sums *sums, const struct plan *plan, int sign, peel_logistic *answer) {
    const struct trend_series *series = sums->series;
    const struct logistic_frame frame = frame_of(sums);
    peel_interval *odds = &answer->odds_ratio;
    double limit = 0.0;
    peel_status status = logistic_separated_limit(&frame, sign, plan->tail.z, &limit);
    if (status != PEEL_OK) return status;
    odds->notes |= PEEL_NOTE_SEPARATED;
    odds->estimate = sign > 0 ? INFINITY : 0.0;
    if (sign > 0 && odds->side != PEEL_SIDE_UPPER) odds->lower = logistic_odds(limit);
    if (sign < 0 && odds->side != PEEL_SIDE_LOWER) odds->upper = logistic_odds(limit);
    answer->slope = sign > 0 ? INFINITY : -INFINITY;
    if (series->periods > 2) answer->dispersion_ratio = 0.0;
    return PEEL_OK;
}

static void design_limits(peel_interval *odds) {
    if (odds->notes & (PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_NO_VARIATION)) return;
    if (odds->notes & PEEL_NOTE_CENSUS) odds->lower = odds->upper = odds->estimate;
    if (odds->notes & PEEL_NOTE_DIP) odds->lower = odds->upper = NAN;
}

peel_status peel_trend_logistic(size_t n, const peel_point *points, const peel_trend_options *options, void *work,
                                size_t work_size, peel_logistic *logistic) {
    struct trend_plan plan;
    struct trend_series series;
    (void)work, (void)work_size; /* none is needed */
    if (!logistic || (!points && n > 0)) return PEEL_ERROR_NULL;
    peel_status status = trend_plan(options, PEEL_TREND_LOGISTIC, &plan);
    if (status == PEEL_OK && plan.method_given) status = PEEL_ERROR_METHOD;
    if (status == PEEL_OK) status = trend_series_read(n, points, &plan, &series);
    if (status != PEEL_OK) return status;
    peel_logistic answer = {.intercept = NAN, .slope = NAN, .error = NAN, .dispersion_ratio = NAN};
    answer.odds_ratio = (peel_interval){.estimate = NAN,
                                        .lower = 0.0,
                                        .upper = INFINITY,
                                        .confidence = plan.common.confidence,
                                        .alpha = plan.common.alpha,
                                        .method = PEEL_TREND_LOGISTIC,
                                        .side = plan.common.side,
                                        .notes = series.notes};
    if (!(series.notes & (PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_NO_VARIATION))) {
        int sign = separation(&series);
        struct trend_sums sums = trend_sums_of(&series);
        status = sign == 0 ? ordinary(&sums, &plan.common, &answer) : separated(&sums, &plan.common, sign, &answer);
        if (status != PEEL_OK) return status;
    }
    design_limits(&answer.odds_ratio);
    answer.notes = answer.odds_ratio.notes;
    *logistic = answer;
    return PEEL_OK;
}
