#include "stats/rate/predicted.h"

#include "numeric/beta_binomial_quantile.h"

peel_status rate_predicted(const struct rate_counts *counts, const struct rate_plan *plan, double a, double b,
                           struct rate_limits *limits) {
    const double others = counts->population - counts->assessed;
    const struct beta_binomial law = beta_binomial(others, a, b);
    const struct beta_binomial flipped = beta_binomial_flipped(&law);
    double met = 0.0;
    double failed = 0.0;
    peel_status status = PEEL_OK;
    if (plan->common.side != PEEL_SIDE_UPPER) status = beta_binomial_least(&law, plan->common.tail.p, &met);
    if (status == PEEL_OK && plan->common.side != PEEL_SIDE_LOWER)
        status = beta_binomial_least(&flipped, plan->common.tail.p, &failed);
    if (status == PEEL_OK) *limits = rate_whole(counts->met + met, counts->met + (others - failed), counts, plan);
    return status;
}
