/*
 * The posterior Beta(k + a, n - k + b) of a prior Beta(a, b), with as much of it left out below as above. Nothing is pinned at
 * k = 0 or n: who gives a prior wants its posterior.
 */
#include <math.h>

#include "numeric/beta_quantile.h"
#include "stats/rate/predicted.h"

static double below_half(double wanted, double other) {
    return wanted > 0.5 ? 1.0 - other : wanted;
}

peel_status rate_beta(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    const double a = counts->met + plan->prior_met;
    const double b = counts->failed + plan->prior_failed;
    if (counts->population > 0.0) return rate_predicted(counts, plan, a, b, limits);
    struct proportion below = {0.0, 1.0};
    struct proportion above = {0.0, 1.0}; /* of those that failed */
    peel_status status = PEEL_OK;
    if (plan->common.side != PEEL_SIDE_UPPER) status = beta_lower_quantile(a, b, plan->common.tail, &below);
    if (status == PEEL_OK && plan->common.side != PEEL_SIDE_LOWER)
        status = beta_lower_quantile(b, a, plan->common.tail, &above);
    if (status != PEEL_OK) return status;
    double lower = below_half(below.x, below.y);
    double upper = below_half(above.y, above.x);
    *limits = (struct rate_limits){lower < upper ? lower : upper, lower < upper ? upper : lower, NAN, NAN, 0};
    return PEEL_OK;
}
