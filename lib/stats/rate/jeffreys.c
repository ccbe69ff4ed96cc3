/*
 * Jeffreys: quantiles of the posterior Beta(k + 1/2, n - k + 1/2); 0 at k = 0 and 1 at k = n, as Brown, Cai and DasGupta 2001
 * define it, for else the interval would miss the rate that was seen.
 */
#include "numeric/beta_quantile.h"
#include "stats/rate/rate.h"

static peel_status jeffreys(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limit *limit) {
    *limit = (struct rate_limit){{0.0, 1.0}, 0};
    if (counts->met == 0.0) return PEEL_OK;
    return beta_lower_quantile(counts->met + 0.5, counts->failed + 0.5, plan->common.tail, &limit->at);
}

peel_status rate_jeffreys(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    return rate_mirrored(jeffreys, counts, plan, limits);
}
