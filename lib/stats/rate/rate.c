#include "stats/rate/rate.h"

#include <math.h>

static rate_method *method_function(int32_t method) {
#define CASE(constant, function, number, name, title, citation, when, offers, holds)                                   \
    case number: return rate_##function;
    switch (method) {
        PEEL_RATE_METHODS(CASE)
    default: return NULL;
    }
#undef CASE
}

static void decide(struct rate_limits *limits, uint32_t note, double lower, double upper) {
    limits->notes = note;
    limits->lower = lower;
    limits->upper = upper;
}

/* The limits that the counts themselves or a design decide, before any method: 1 when they did. */
static int decided(const peel_sample *sample, int32_t design, double estimate, struct rate_limits *limits) {
    if (sample->assessed == 0)
        decide(limits, PEEL_NOTE_NOTHING_ASSESSED, 0.0, 1.0);
    else if (design == PEEL_DESIGN_CENSUS || sample->assessed == sample->population)
        decide(limits, PEEL_NOTE_CENSUS, estimate, estimate);
    else if (design == PEEL_DESIGN_DIP)
        decide(limits, PEEL_NOTE_DIP, NAN, NAN);
    else
        return 0;
    return 1;
}

/* Nothing below met / N can be, nor above 1 - failed / N: cut there, with a note. A limit that was not asked for stays. */
static void cut_to_certain(const struct rate_counts *counts, int32_t side, struct rate_limits *limits) {
    double lowest = rate_share(counts->met, counts->population).x;
    double highest = rate_share(counts->population - counts->failed, counts->population).x;
    double lower = side == PEEL_SIDE_UPPER ? limits->lower : fmax(limits->lower, lowest);
    double upper = side == PEEL_SIDE_LOWER ? limits->upper : fmin(limits->upper, highest);
    if (lower != limits->lower || upper != limits->upper) limits->notes |= PEEL_NOTE_CLIPPED;
    limits->lower = fmin(lower, highest);
    limits->upper = fmax(upper, lowest);
}

static peel_status find_limits(const peel_sample *sample, const struct rate_plan *plan, struct rate_limits *limits) {
    const double population = plan->uses_population ? (double)sample->population : 0.0;
    const struct rate_counts counts = {(double)sample->met, (double)(sample->assessed - sample->met),
                                       (double)sample->assessed, population};
    peel_status status = method_function(plan->common.method)(&counts, plan, limits);
    if (status != PEEL_OK) return status;
    if (population > 0.0 && isnan(limits->least)) cut_to_certain(&counts, plan->common.side, limits);
    if (plan->common.design == PEEL_DESIGN_QUOTA) limits->notes |= PEEL_NOTE_QUOTA;
    if (sample->population > 0) limits->notes |= population > 0.0 ? PEEL_NOTE_FINITE : PEEL_NOTE_POPULATION_UNUSED;
    return PEEL_OK;
}

/* The answer is written once, at the end, by the field: a struct copied soon after its fields were set waits for them. */
peel_status rate_answer(const peel_sample *sample, const struct rate_plan *plan, peel_interval *answer,
                        struct rate_limits *limits) {
    peel_status status = peel_sample_check(sample);
    if (status != PEEL_OK) return status;
    if (plan->common.design == PEEL_DESIGN_CENSUS && sample->population > sample->assessed)
        return PEEL_ERROR_CENSUS_INCOMPLETE;
    const double estimate = sample->assessed > 0 ? (double)sample->met / (double)sample->assessed : NAN;
    limits->least = NAN;
    limits->most = NAN;
    if (!decided(sample, plan->common.design, estimate, limits)) status = find_limits(sample, plan, limits);
    if (status != PEEL_OK) return status;
    *answer = (peel_interval){.estimate = estimate,
                              .lower = limits->lower,
                              .upper = limits->upper,
                              .confidence = plan->common.confidence,
                              .alpha = plan->common.alpha,
                              .method = plan->common.method,
                              .side = plan->common.side,
                              .notes = limits->notes};
    return PEEL_OK;
}

peel_status peel_rate(const peel_sample *sample, const peel_rate_options *options, peel_interval *interval) {
    struct rate_plan plan;
    struct rate_limits limits;
    if (!sample || !interval) return PEEL_ERROR_NULL;
    peel_status status = rate_plan(options, &plan);
    return status == PEEL_OK ? rate_answer(sample, &plan, interval, &limits) : status;
}
