/* The shortest interval that holds 1 - alpha of the posterior Beta(k + a, n - k + b): that of highest density. */
#include "numeric/beta_binomial_quantile.h"
#include "numeric/beta_dense.h"
#include "stats/rate/posterior.h"

/* Of a known population the run of likeliest numbers among the cases not looked at. */
static peel_status predicted(const struct rate_counts *counts, const struct rate_plan *plan,
                             const struct beta_shape *shape, struct rate_limits *limits) {
    const struct beta_binomial law = beta_binomial(counts->population - counts->assessed, shape->a, shape->b);
    double first, last;
    peel_status status = beta_binomial_densest(&law, plan->common.alpha, &first, &last);
    if (status == PEEL_OK) *limits = rate_whole(counts->met + first, counts->met + last, counts, plan);
    return status;
}

peel_status rate_beta_hpd(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    const struct beta_shape shape = beta_shape(counts->met, plan->prior_met, counts->failed, plan->prior_failed);
    if (counts->population > 0.0) return predicted(counts, plan, &shape, limits);
    struct proportion low, high;
    peel_status status = beta_densest(&shape, plan->common.alpha, &low, &high);
    if (status == PEEL_OK) *limits = rate_in_order(low, high);
    return status;
}
