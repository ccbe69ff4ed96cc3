/*
 * Clopper and Pearson 1934: the rates that both binomial tails do not reject.
 * Mid-P, Lancaster 1961: the same, counting half of P(K = k).
 */
#include "numeric/binomial_root.h"
#include "stats/rate/population.h"

/* Both limits together take less time than one after the other. */
static peel_status exact(binomial_search *one, binomial_search *two, const struct rate_counts *counts,
                         const struct plan *plan, struct rate_limits *limits) {
    struct proportion root[2] = {{0.0, 1.0}, {0.0, 1.0}};
    peel_status status = PEEL_OK;
    if (plan->side == PEEL_SIDE_LOWER)
        status = one(counts->met, counts->assessed, plan->tail, &root[0]);
    else if (plan->side == PEEL_SIDE_UPPER)
        status = one(counts->failed, counts->assessed, plan->tail, &root[1]);
    else
        status = two(counts->met, counts->assessed, plan->tail, root);
    const struct rate_limit below = {root[0], 0};
    const struct rate_limit above = {root[1], 0};
    if (status == PEEL_OK) *limits = rate_between(&below, &above);
    return status;
}

peel_status rate_clopper_pearson(const struct rate_counts *counts, const struct rate_plan *plan,
                                 struct rate_limits *limits) {
    if (counts->population > 0.0) return rate_clopper_pearson_whole(counts, plan, limits);
    return exact(binomial_lower_root, binomial_lower_roots, counts, &plan->common, limits);
}

peel_status rate_mid_p(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    if (counts->population > 0.0) return rate_mid_p_whole(counts, plan, limits);
    return exact(binomial_mid_root, binomial_mid_roots, counts, &plan->common, limits);
}
