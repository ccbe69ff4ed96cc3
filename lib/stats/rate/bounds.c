/* Bounds in whole cases of a known population. */
#include <math.h>

#include "stats/rate/rate.h"

static double in_range(double cases, double lowest, double highest) {
    return fmin(fmax(cases, lowest), highest);
}

/* The whole numbers between limits times N. A limit that was not asked for is what is certain. */
static void fill(const peel_sample *sample, const struct rate_plan *plan, const peel_interval *answer,
                 const struct rate_limits *limits, peel_bounds *bounds) {
    double population = (double)sample->population;
    double lowest = (double)sample->met;
    double highest = (double)(sample->population - (sample->assessed - sample->met));
    double least = limits->least;
    double most = limits->most;
    if (isnan(least)) least = isnan(answer->lower) ? lowest : ceil(answer->lower * population);
    if (isnan(most)) most = isnan(answer->upper) ? highest : floor(answer->upper * population);
    bounds->lower = plan->common.side == PEEL_SIDE_UPPER ? sample->met : (int64_t)in_range(least, lowest, highest);
    bounds->upper = plan->common.side == PEEL_SIDE_LOWER ? (int64_t)highest : (int64_t)in_range(most, lowest, highest);
}

static peel_status row_bounds(const peel_sample *sample, const struct rate_plan *plan, peel_bounds *bounds) {
    peel_interval answer;
    struct rate_limits limits;
    peel_status status = rate_answer(sample, plan, &answer, &limits);
    if (status != PEEL_OK) return status;
    if (sample->population == 0) return PEEL_ERROR_POPULATION_NEEDED;
    fill(sample, plan, &answer, &limits, bounds);
    return PEEL_OK;
}

static peel_status bounds_plan(const peel_rate_options *options, struct rate_plan *plan) {
    peel_status status = rate_plan(options, plan);
    if (status != PEEL_OK) return status;
    return plan->uses_population ? PEEL_OK : PEEL_ERROR_METHOD;
}

peel_status peel_rate_bounds(const peel_sample *sample, const peel_rate_options *options, peel_bounds *bounds) {
    struct rate_plan plan;
    if (!sample || !bounds) return PEEL_ERROR_NULL;
    peel_status status = bounds_plan(options, &plan);
    return status == PEEL_OK ? row_bounds(sample, &plan, bounds) : status;
}

peel_status peel_rate_bounds_many(size_t n, const peel_samples *samples, const peel_rate_options *options,
                                  const peel_bounds_columns *bounds, size_t *bad) {
    struct rate_plan plan;
    size_t failed = 0;
    if (!samples || !bounds || (n > 0 && (!samples->met || !samples->assessed))) return PEEL_ERROR_NULL;
    peel_status status = bounds_plan(options, &plan);
    if (status != PEEL_OK) return status;
    for (size_t i = 0; i < n; i++) {
        const peel_sample row = {samples->met[i], samples->assessed[i],
                                 samples->population ? samples->population[i] : 0};
        peel_bounds answer = {-1, -1};
        status = row_bounds(&row, &plan, &answer);
        failed += status != PEEL_OK;
        if (bounds->lower) bounds->lower[i] = answer.lower;
        if (bounds->upper) bounds->upper[i] = answer.upper;
        if (bounds->status) bounds->status[i] = status;
    }
    if (bad) *bad = failed;
    return PEEL_OK;
}
