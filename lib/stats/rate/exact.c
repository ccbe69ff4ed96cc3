/*
 * Clopper and Pearson 1934: the rates that both binomial tails do not reject; their tail P(K >= k) is that of Beta(k, n - k + 1).
 * Mid-P, Lancaster 1961: the same, counting half of P(K = k).
 */
#include "numeric/beta_root.h"
#include "numeric/elementary.h"
#include "stats/rate/population.h"

static peel_status clopper_pearson(const struct rate_counts *counts, const struct rate_plan *plan,
                                   struct rate_limit *limit) {
    *limit = (struct rate_limit){{0.0, 1.0}, 0};
    if (counts->met == 0.0) return PEEL_OK;
    return beta_lower_root(counts->met, counts->failed + 1.0, plan->common.tail, &limit->at);
}

peel_status rate_clopper_pearson(const struct rate_counts *counts, const struct rate_plan *plan,
                                 struct rate_limits *limits) {
    if (counts->population > 0.0) return rate_clopper_pearson_whole(counts, plan, limits);
    return rate_mirrored(clopper_pearson, counts, plan, limits);
}

/* At k = n the mid-P tail is x^n / 2, at k = 0 it exceeds every tail below 1/2. */
static peel_status mid_p(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limit *limit) {
    *limit = (struct rate_limit){{0.0, 1.0}, 0};
    if (counts->met == 0.0) return PEEL_OK;
    if (counts->failed > 0.0)
        return binomial_mid_lower_root(counts->met, counts->assessed, plan->common.tail, &limit->at);
    limit->at = power_root(2.0 * plan->common.tail.p, counts->assessed);
    return PEEL_OK;
}

peel_status rate_mid_p(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    if (counts->population > 0.0) return rate_mid_p_whole(counts, plan, limits);
    return rate_mirrored(mid_p, counts, plan, limits);
}
