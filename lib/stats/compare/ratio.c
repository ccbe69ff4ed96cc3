#include "stats/compare/ratio.h"

#include <math.h>

static ratio_lower *method_function(int32_t method) {
#define CASE(constant, function, number, name, title, citation, when, offers, holds)                                   \
    case number: return ratio_##function;
    switch (method) {
        PEEL_RATIO_METHODS(CASE)
    default: return NULL;
    }
#undef CASE
}

/* Each product is rounded once, so that equal rates give 1; NaN for 0/0, and where nothing was assessed. */
static double estimate_of(const peel_sample *before, const peel_sample *after) {
    double over = (double)after->met * (double)before->assessed;
    double under = (double)before->met * (double)after->assessed;
    if (under == 0.0) return over == 0.0 ? NAN : INFINITY;
    return over / under;
}

static peel_status limits(const struct compare_pair *pair, const struct plan *plan, peel_interval *answer) {
    ratio_lower *lower = method_function(plan->method);
    struct compare_pair swapped = compare_swapped(pair);
    struct ratio_limit limit = {0.0, 0};
    struct ratio_limit inverse = {0.0, 0};
    peel_status status = PEEL_OK;
    if (plan->side != PEEL_SIDE_UPPER) status = lower(pair, plan->tail, &limit);
    if (status == PEEL_OK && plan->side != PEEL_SIDE_LOWER) status = lower(&swapped, plan->tail, &inverse);
    if (status != PEEL_OK) return status;
    double upper = inverse.at > 0.0 ? 1.0 / inverse.at : INFINITY;
    answer->notes |= limit.notes | inverse.notes;
    answer->lower = fmin(limit.at, upper); /* at a confidence of 1e-12 rounding must not turn them about */
    answer->upper = fmax(limit.at, upper);
    return PEEL_OK;
}

static peel_status ratio(const peel_sample *before, const peel_sample *after, const struct plan *plan,
                         peel_interval *answer) {
    peel_status status = compare_check(before, after, plan->design);
    if (status != PEEL_OK) return status;
    int decided = compare_decided(before, after, plan, estimate_of(before, after), 0.0, INFINITY, answer);
    const uint32_t alone = PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_CENSUS | PEEL_NOTE_DIP;
    if ((answer->notes & alone) == 0 && (before->population > 0 || after->population > 0))
        answer->notes |= PEEL_NOTE_POPULATION_UNUSED;
    if (decided) return PEEL_OK;
    struct compare_pair pair = compare_pair_of(before, after);
    return limits(&pair, plan, answer);
}

peel_status peel_ratio(const peel_sample *before, const peel_sample *after, const peel_compare_options *options,
                       peel_interval *answer) {
    return compare_one(before, after, options, PEEL_RATIO_KOOPMAN, ratio, answer);
}

peel_status peel_ratio_many(size_t n, const peel_samples *before, const peel_samples *after,
                            const peel_compare_options *options, const peel_intervals *ratios, size_t *bad) {
    return compare_many(n, before, after, options, PEEL_RATIO_KOOPMAN, ratio, ratios, bad);
}
