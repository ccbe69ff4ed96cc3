/* The shortest interval that holds 1 - alpha of the posterior Beta(k + a, n - k + b): that of highest density. */
#include <math.h>

#include "numeric/beta_binomial_quantile.h"
#include "numeric/beta_dense.h"
#include "stats/rate/rate.h"

static double below_half(double wanted, double other) {
    return wanted > 0.5 ? 1.0 - other : wanted;
}

/* Of a known population the run of likeliest numbers among the cases not looked at. */
static peel_status predicted(const struct rate_counts *counts, const struct rate_plan *plan, double a, double b,
                             struct rate_limits *limits) {
    const struct beta_binomial law = beta_binomial(counts->population - counts->assessed, a, b);
    double first, last;
    peel_status status = beta_binomial_densest(&law, plan->common.alpha, plan->common.confidence, &first, &last);
    if (status == PEEL_OK) *limits = rate_whole(counts->met + first, counts->met + last, counts, plan);
    return status;
}

peel_status rate_beta_hpd(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    const double a = counts->met + plan->prior_met;
    const double b = counts->failed + plan->prior_failed;
    struct proportion low, high;
    if (counts->population > 0.0) return predicted(counts, plan, a, b, limits);
    peel_status status = beta_densest(a, b, plan->common.alpha, plan->common.confidence, &low, &high);
    if (status != PEEL_OK) return status;
    double lower = below_half(low.x, low.y);
    double upper = below_half(high.x, high.y);
    *limits = (struct rate_limits){lower < upper ? lower : upper, lower < upper ? upper : lower, NAN, NAN, 0};
    return PEEL_OK;
}
