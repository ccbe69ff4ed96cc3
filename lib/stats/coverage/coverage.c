/* The coverage of a method at one rate: the sum over all results. */
#include <math.h>

#include "numeric/binomial.h"
#include "stats/coverage/coverage.h"

peel_status coverage_plan(int64_t assessed, const peel_rate_options *options, struct rate_plan *plan) {
    struct rate_plan made;
    peel_status status = rate_plan(options, &made);
    if (status != PEEL_OK) return status;
    if (made.common.design == PEEL_DESIGN_DIP || made.common.design == PEEL_DESIGN_CENSUS) return PEEL_ERROR_DESIGN;
    if (assessed < 1) return PEEL_ERROR_RANGE;
    if (assessed > PEEL_COVERAGE_MAX) return PEEL_ERROR_TOO_LARGE;
    *plan = made;
    return PEEL_OK;
}

peel_status coverage_limits(int64_t met, int64_t assessed, const struct rate_plan *plan, double *lower, double *upper) {
    const peel_sample sample = {met, assessed, 0};
    struct rate_limits limits;
    peel_interval answer = {0};
    peel_status status = rate_answer(&sample, plan, &answer, &limits);
    *lower = answer.lower;
    *upper = answer.upper;
    return status;
}

/* Adds a result that is so probable. */
static void add(double probability, double lower, double upper, peel_coverage *sum) {
    if (upper < sum->rate)
        sum->below += probability;
    else if (lower > sum->rate)
        sum->above += probability;
    else
        sum->coverage += probability;
    sum->length += probability * (upper - lower);
}

peel_status peel_rate_coverage(int64_t assessed, double rate, const peel_rate_options *options,
                               peel_coverage *coverage) {
    const double negligible = 1e-25; /* so many as PEEL_COVERAGE_MAX of them are nothing beside 1e-15 */
    struct rate_plan plan;
    peel_coverage sum = {.rate = rate};
    if (!coverage) return PEEL_ERROR_NULL;
    peel_status status = coverage_plan(assessed, options, &plan);
    if (status == PEEL_OK && !(rate >= 0.0 && rate <= 1.0)) status = PEEL_ERROR_RATE;
    for (int64_t met = 0; status == PEEL_OK && met <= assessed; met++) {
        double lower, upper;
        double probability = binomial_term((double)met, (double)assessed, coverage_at(rate));
        if (probability < negligible) continue;
        status = coverage_limits(met, assessed, &plan, &lower, &upper);
        if (status == PEEL_OK) add(probability, lower, upper, &sum);
    }
    if (status == PEEL_OK) *coverage = sum;
    return status;
}
