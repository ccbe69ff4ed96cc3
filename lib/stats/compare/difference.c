#include "stats/compare/difference.h"

#include <math.h>

#include "stats/compare/newcombe_lanes.h"

static difference_lower *method_function(int32_t method) {
#define CASE(constant, function, number, name, title, citation, when, offers, holds)                                   \
    case number: return difference_##function;
    switch (method) {
        PEEL_DIFFERENCE_METHODS(CASE)
    default: return NULL;
    }
#undef CASE
}

/* Only some methods leave [-1, 1] by their formula; others by the last digit. */
static uint32_t leaves_range(int32_t method) {
    return method == PEEL_DIFFERENCE_WALD || method == PEEL_DIFFERENCE_AGRESTI_CAFFO ? PEEL_NOTE_CLIPPED : 0;
}

static peel_status lower_limit(const struct compare_pair *pair, const struct plan *plan, double *limit,
                               uint32_t *notes) {
    struct difference_limit found;
    peel_status status = method_function(plan->method)(pair, plan->tail, &found);
    if (status != PEEL_OK) return status;
    *notes |= found.notes;
    if (fabs(found.at) > 1.0) *notes |= leaves_range(plan->method);
    *limit = fmin(fmax(found.at, -1.0), 1.0);
    return PEEL_OK;
}

static peel_status limits(const struct compare_pair *pair, const struct plan *plan, peel_interval *answer) {
    struct compare_pair swapped = compare_swapped(pair);
    double opposite = 1.0;
    peel_status status = PEEL_OK;
    if (plan->side != PEEL_SIDE_UPPER) status = lower_limit(pair, plan, &answer->lower, &answer->notes);
    if (status != PEEL_OK || plan->side == PEEL_SIDE_LOWER) return status;
    status = lower_limit(&swapped, plan, &opposite, &answer->notes);
    answer->upper = 0.0 - opposite; /* not -0 */
    return status;
}

static peel_status difference(const peel_sample *before, const peel_sample *after, const struct plan *plan,
                              peel_interval *answer) {
    peel_status status = compare_check(before, after, plan->design);
    if (status != PEEL_OK) return status;
    if (compare_decided(before, after, plan, compare_change(before, after), -1.0, 1.0, answer)) return PEEL_OK;
    if (before->population > 0 || after->population > 0) answer->notes |= PEEL_NOTE_FINITE;
    struct compare_pair pair = compare_pair_of(before, after);
    return limits(&pair, plan, answer);
}

peel_status peel_difference(const peel_sample *before, const peel_sample *after, const peel_compare_options *options,
                            peel_interval *change) {
    return compare_one(before, after, options, PEEL_DIFFERENCE_NEWCOMBE, difference, change);
}

static size_t all_rows(size_t n, const peel_samples *before, const peel_samples *after, const struct plan *plan,
                       const peel_intervals *changes) {
    static newcombe_lanes *const by_level[] = {[LANES_PORTABLE] = newcombe_lanes_portable,
                                               [LANES_AVX2] = newcombe_lanes_avx2,
                                               [LANES_AVX512] = newcombe_lanes_avx512};
    int endless = !before->population && !after->population;
    int by_method = plan->design == PEEL_DESIGN_RANDOM || plan->design == PEEL_DESIGN_QUOTA;
    if (plan->method == PEEL_DIFFERENCE_NEWCOMBE && endless && by_method)
        return by_level[lanes_level()](n, before, after, plan, difference, changes);
    return compare_rows(0, n, before, after, plan, difference, changes);
}

peel_status peel_difference_many(size_t n, const peel_samples *before, const peel_samples *after,
                                 const peel_compare_options *options, const peel_intervals *changes, size_t *bad) {
    struct plan plan;
    peel_status status = compare_columns_check(n, before, after, changes);
    if (status == PEEL_OK) status = compare_plan(options, PEEL_DIFFERENCE_NEWCOMBE, &plan, NULL);
    if (status != PEEL_OK) return status;
    size_t failed = all_rows(n, before, after, &plan, changes);
    if (bad) *bad = failed;
    return PEEL_OK;
}
