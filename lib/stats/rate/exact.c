/*
 * Clopper and Pearson 1934: the rates that both binomial tails do not reject.
 * Mid-P, Lancaster 1961: the same, counting half of P(K = k).
 */
#include "numeric/binomial_root.h"
#include "stats/rate/population.h"

static peel_status clopper_pearson(const struct rate_counts *counts, const struct rate_plan *plan,
                                   struct rate_limit *limit) {
    *limit = (struct rate_limit){{0.0, 1.0}, 0};
    if (counts->met == 0.0) return PEEL_OK;
    return binomial_lower_root(counts->met, counts->assessed, plan->common.tail, &limit->at);
}

peel_status rate_clopper_pearson(const struct rate_counts *counts, const struct rate_plan *plan,
                                 struct rate_limits *limits) {
    if (counts->population > 0.0) return rate_clopper_pearson_whole(counts, plan, limits);
    return rate_mirrored(clopper_pearson, counts, plan, limits);
}

/* At k = 0 the mid-P tail exceeds every tail below 1/2. */
static peel_status mid_p(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limit *limit) {
    *limit = (struct rate_limit){{0.0, 1.0}, 0};
    if (counts->met == 0.0) return PEEL_OK;
    return binomial_mid_root(counts->met, counts->assessed, plan->common.tail, &limit->at);
}

peel_status rate_mid_p(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    if (counts->population > 0.0) return rate_mid_p_whole(counts, plan, limits);
    return rate_mirrored(mid_p, counts, plan, limits);
}
