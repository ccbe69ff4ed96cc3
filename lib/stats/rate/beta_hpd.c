/* The shortest interval that holds 1 - alpha of the posterior Beta(k + a, n - k + b): that of highest density. */
#include "numeric/beta_binomial_quantile.h"
#include "numeric/beta_dense.h"
#include "stats/rate/posterior.h"

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
    *limits = rate_in_order(low, high);
    return PEEL_OK;
}
