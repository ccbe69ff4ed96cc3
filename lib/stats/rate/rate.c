#include "stats/rate/rate.h"

#include <math.h>

static rate_lower *method_function(int32_t method) {
#define CASE(constant, function, number, name, title, citation, when, offers, holds)                                   \
    case number: return rate_##function;
    switch (method) {
        PEEL_RATE_METHODS(CASE)
    default: return NULL;
    }
#undef CASE
}

struct rate_limit rate_clipped(double x, double y) {
    if (x < 0.0) return (struct rate_limit){{0.0, 1.0}, PEEL_NOTE_CLIPPED};
    if (y < 0.0) return (struct rate_limit){{1.0, 0.0}, PEEL_NOTE_CLIPPED};
    return (struct rate_limit){{x, y}, 0};
}

/* Of a limit and its complement the one above 1/2 is 1 minus the other: that is where all its digits are. */
static double side_of(double wanted, double other) {
    return wanted > 0.5 ? 1.0 - other : wanted;
}

/* At a confidence of 1e-12 the limits lie closer than their last digits: rounding must not turn them about. */
static void put_in_order(double *lower, double *upper) {
    double smaller = fmin(*lower, *upper);
    *upper = fmax(*lower, *upper);
    *lower = smaller;
}

static peel_status limits(double k, double n, const struct plan *plan, peel_interval *answer) {
    rate_lower *lower = method_function(plan->method);
    struct rate_limit limit = {{0.0, 1.0}, 0};
    peel_status status = PEEL_OK;
    if (plan->side != PEEL_SIDE_UPPER) status = lower(k, n, plan->tail, &limit);
    if (status != PEEL_OK) return status;
    answer->lower = side_of(limit.at.x, limit.at.y);
    answer->notes |= limit.notes;
    limit = (struct rate_limit){{0.0, 1.0}, 0};
    if (plan->side != PEEL_SIDE_LOWER) status = lower(n - k, n, plan->tail, &limit);
    if (status != PEEL_OK) return status;
    answer->upper = side_of(limit.at.y, limit.at.x);
    answer->notes |= limit.notes;
    put_in_order(&answer->lower, &answer->upper);
    return PEEL_OK;
}

static void decide(peel_interval *answer, uint32_t note, double lower, double upper) {
    answer->notes = note;
    answer->lower = lower;
    answer->upper = upper;
}

/* The limits that the counts themselves or a design decide, before any method: 1 when they did. */
static int decided(const peel_sample *sample, int32_t design, peel_interval *answer) {
    if (sample->assessed == 0)
        decide(answer, PEEL_NOTE_NOTHING_ASSESSED, 0.0, 1.0);
    else if (design == PEEL_DESIGN_CENSUS || sample->assessed == sample->population)
        decide(answer, PEEL_NOTE_CENSUS, answer->estimate, answer->estimate);
    else if (design == PEEL_DESIGN_DIP)
        decide(answer, PEEL_NOTE_DIP, NAN, NAN);
    else
        return 0;
    return 1;
}

static peel_status rate(const peel_sample *sample, const struct plan *plan, peel_interval *answer) {
    peel_status status = peel_sample_check(sample);
    if (status != PEEL_OK) return status;
    if (plan->design == PEEL_DESIGN_CENSUS && sample->population > sample->assessed)
        return PEEL_ERROR_CENSUS_INCOMPLETE;
    double met = (double)sample->met;
    double assessed = (double)sample->assessed;
    *answer = (peel_interval){.estimate = assessed > 0.0 ? met / assessed : NAN,
                              .confidence = plan->confidence,
                              .alpha = plan->alpha,
                              .method = plan->method,
                              .side = plan->side};
    if (decided(sample, plan->design, answer)) return PEEL_OK;
    if (plan->design == PEEL_DESIGN_QUOTA) answer->notes |= PEEL_NOTE_QUOTA;
    if (sample->population > 0) answer->notes |= PEEL_NOTE_POPULATION_UNUSED;
    return limits(met, assessed, plan, answer);
}

peel_status peel_rate(const peel_sample *sample, const peel_rate_options *options, peel_interval *interval) {
    struct plan plan;
    peel_interval answer;
    if (!sample || !interval) return PEEL_ERROR_NULL;
    peel_status status = rate_plan(options, &plan);
    if (status == PEEL_OK) status = rate(sample, &plan, &answer);
    if (status == PEEL_OK) *interval = answer;
    return status;
}

static void write_row(const peel_intervals *columns, size_t i, peel_status status, const peel_interval *answer) {
    if (columns->estimate) columns->estimate[i] = answer->estimate;
    if (columns->lower) columns->lower[i] = answer->lower;
    if (columns->upper) columns->upper[i] = answer->upper;
    if (columns->notes) columns->notes[i] = answer->notes;
    if (columns->status) columns->status[i] = status;
}

peel_status peel_rate_many(size_t n, const peel_samples *samples, const peel_rate_options *options,
                           const peel_intervals *intervals, size_t *bad) {
    const peel_interval none = {.estimate = NAN, .lower = NAN, .upper = NAN};
    struct plan plan;
    size_t failed = 0;
    if (!samples || !intervals || (n > 0 && (!samples->met || !samples->assessed))) return PEEL_ERROR_NULL;
    peel_status status = rate_plan(options, &plan);
    if (status != PEEL_OK) return status;
    for (size_t i = 0; i < n; i++) {
        const peel_sample row = {samples->met[i], samples->assessed[i],
                                 samples->population ? samples->population[i] : 0};
        peel_interval answer;
        status = rate(&row, &plan, &answer);
        failed += status != PEEL_OK;
        write_row(intervals, i, status, status == PEEL_OK ? &answer : &none);
    }
    if (bad) *bad = failed;
    return PEEL_OK;
}
