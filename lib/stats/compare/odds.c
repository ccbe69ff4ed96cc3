#include "stats/compare/odds.h"

#include <math.h>

#include "stats/compare/compare.h"
#include "stats/compare/test.h"

static odds_lower *method_function(int32_t method) {
#define CASE(constant, function, number, name, title, citation, when, offers, holds)                                   \
    case number: return odds_limit_##function;
    switch (method) {
        PEEL_ODDS_RATIO_METHODS(CASE)
    default: return NULL;
    }
#undef CASE
}

static int is_conditional(int32_t method) {
    return method == PEEL_ODDS_RATIO_EXACT || method == PEEL_ODDS_RATIO_MID_P;
}

/* At a confidence of 1e-12 the limits lie closer than their last digits: rounding must not turn them about. */
static void put_in_order(double *lower, double *upper) {
    double smaller = fmin(*lower, *upper);
    *upper = fmax(*lower, *upper);
    *lower = smaller;
}

static peel_status limits(struct table table, const struct plan *plan, peel_interval *answer) {
    odds_lower *lower = method_function(plan->method);
    double limit = 0.0;
    double inverse = 0.0;
    peel_status status = PEEL_OK;
    if (plan->side != PEEL_SIDE_UPPER) status = lower(table, plan->tail, &limit);
    if (status == PEEL_OK && plan->side != PEEL_SIDE_LOWER) status = lower(table_swapped(table), plan->tail, &inverse);
    if (status != PEEL_OK) return status;
    answer->lower = limit;
    answer->upper = 1.0 / inverse;
    put_in_order(&answer->lower, &answer->upper);
    return PEEL_OK;
}

/* Of a census, and where the counts decide, there is no conditional estimate to make: its cases are all there are. */
static peel_status row(const peel_sample *before, const peel_sample *after, const struct plan *plan,
                       peel_interval *answer) {
    peel_status status = compare_check(before, after, plan->design);
    if (status != PEEL_OK) return status;
    int conditional = is_conditional(plan->method);
    if (conditional && before->assessed + after->assessed > PEEL_EXACT_MAX) return PEEL_ERROR_TOO_LARGE;
    struct table table = test_table(before, after);
    int decided = compare_decided(before, after, plan, odds_cross_ratio(table), 0.0, INFINITY, answer);
    if (conditional && (answer->notes & (PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_NO_RATIO | PEEL_NOTE_CENSUS)) == 0)
        status = odds_conditional_estimate(table, &answer->estimate);
    if (decided || status != PEEL_OK) return status;
    if (before->population > 0 || after->population > 0) answer->notes |= PEEL_NOTE_POPULATION_UNUSED;
    return limits(table, plan, answer);
}

peel_status peel_odds_ratio(const peel_sample *before, const peel_sample *after, const peel_compare_options *options,
                            peel_interval *odds_ratio) {
    return compare_one(before, after, options, PEEL_ODDS_RATIO_SCORE, row, odds_ratio);
}

peel_status peel_odds_ratio_many(size_t n, const peel_samples *before, const peel_samples *after,
                                 const peel_compare_options *options, const peel_intervals *odds_ratios, size_t *bad) {
    return compare_many(n, before, after, options, PEEL_ODDS_RATIO_SCORE, row, odds_ratios, bad);
}
