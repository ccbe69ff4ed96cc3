/*
 * The posterior Beta(k + a, n - k + b) of a prior Beta(a, b), with as much of it left out below as above. Nothing is pinned at
 * k = 0 or n: who gives a prior wants its posterior.
 */
#include "stats/rate/posterior.h"

peel_status rate_beta(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    const struct beta_shape shape = beta_shape(counts->met, plan->prior_met, counts->failed, plan->prior_failed);
    if (counts->population > 0.0) return rate_predicted(counts, plan, &shape, limits);
    return rate_posterior(&shape, plan->common.side, plan->common.tail, limits);
}
