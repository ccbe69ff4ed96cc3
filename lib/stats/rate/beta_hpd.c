/* The shortest interval that holds 1 - alpha of the posterior Beta(k + a, n - k + b): that of highest density. */
#include <math.h>

#include "numeric/beta_dense.h"
#include "stats/rate/rate.h"

static double below_half(double wanted, double other) {
    return wanted > 0.5 ? 1.0 - other : wanted;
}

peel_status rate_beta_hpd(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    struct proportion low, high;
    peel_status status = beta_densest(counts->met + plan->prior_met, counts->failed + plan->prior_failed,
                                      plan->common.alpha, plan->common.confidence, &low, &high);
    if (status != PEEL_OK) return status;
    double lower = below_half(low.x, low.y);
    double upper = below_half(high.x, high.y);
    *limits = (struct rate_limits){lower < upper ? lower : upper, lower < upper ? upper : lower, NAN, NAN, 0};
    return PEEL_OK;
}
