/* Bounds in whole cases of a known population. */
#include <math.h>

#include "stats/rate/rate.h"

/*
 * The smallest whole number whose rate is not below the limit, and the largest whose rate is not above it, as doubles have the
 * rates: a limit that was cut to met / N or 1 - failed / N is the rate of a whole number, whatever its product with N says.
 */
static double first_within(double lower, double population) {
    double cases = ceil(lower * population);
    if (rate_share(cases - 1.0, population).x >= lower) return cases - 1.0;
    return rate_share(cases, population).x < lower ? cases + 1.0 : cases;
}

static double last_within(double upper, double population) {
    double cases = floor(upper * population);
    if (rate_share(cases + 1.0, population).x <= upper) return cases + 1.0;
    return rate_share(cases, population).x > upper ? cases - 1.0 : cases;
}

static int64_t in_range(double cases, int64_t lowest, int64_t highest) {
    return (int64_t)fmin(fmax(cases, (double)lowest), (double)highest);
}

/*
 * A limit that was not asked for, or is withheld, is what is certain. Narrow limits may have no whole number between them; the
 * bounds are then the two around them.
 */
static void fill(const peel_sample *sample, const struct rate_plan *plan, const peel_interval *answer,
                 const struct rate_limits *limits, peel_bounds *bounds) {
    const double population = (double)sample->population;
    const int64_t lowest = sample->met;
    const int64_t highest = sample->population - (sample->assessed - sample->met);
    const int withheld = isnan(answer->lower);
    double least = (double)lowest;
    double most = (double)highest;
    if (plan->common.side != PEEL_SIDE_UPPER && !withheld)
        least = isnan(limits->least) ? first_within(answer->lower, population) : limits->least;
    if (plan->common.side != PEEL_SIDE_LOWER && !withheld)
        most = isnan(limits->most) ? last_within(answer->upper, population) : limits->most;
    bounds->lower = in_range(fmin(least, most), lowest, highest);
    bounds->upper = in_range(fmax(least, most), lowest, highest);
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
