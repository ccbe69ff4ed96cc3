#include "stats/rate/posterior.h"

#include <math.h>

#include "numeric/beta_binomial_quantile.h"
#include "numeric/beta_quantile.h"

struct rate_limits rate_in_order(struct proportion low, struct proportion high) {
    double lower = low.x > 0.5 ? 1.0 - low.y : low.x;
    double upper = high.x > 0.5 ? 1.0 - high.y : high.x;
    return (struct rate_limits){lower < upper ? lower : upper, lower < upper ? upper : lower, NAN, NAN, 0};
}

peel_status rate_posterior(const struct beta_shape *shape, int32_t side, struct normal_tail tail,
                           struct rate_limits *limits) {
    struct proportion low = {0.0, 1.0};
    struct proportion high = {1.0, 0.0};
    const struct beta_shape flipped = beta_shape_flipped(shape);
    peel_status status;
    if (side == PEEL_SIDE_TWO_SIDED) {
        status = beta_both_quantiles(shape, tail, &low, &high);
    } else if (side == PEEL_SIDE_LOWER) {
        status = beta_lower_quantile(shape, tail, &low);
    } else {
        high = proportion_flipped(high);
        status = beta_lower_quantile(&flipped, tail, &high);
        high = proportion_flipped(high);
    }
    if (status == PEEL_OK) *limits = rate_in_order(low, high);
    return status;
}

peel_status rate_predicted(const struct rate_counts *counts, const struct rate_plan *plan,
                           const struct beta_shape *shape, struct rate_limits *limits) {
    const double others = counts->population - counts->assessed;
    const struct beta_binomial law = beta_binomial(others, shape->a, shape->b);
    const struct beta_binomial flipped = beta_binomial_flipped(&law);
    double met = 0.0;
    double failed = 0.0;
    peel_status status = PEEL_OK;
    if (plan->common.side != PEEL_SIDE_UPPER) status = beta_binomial_least(&law, plan->common.tail.p, &met);
    if (status == PEEL_OK && plan->common.side != PEEL_SIDE_LOWER)
        status = beta_binomial_least(&flipped, plan->common.tail.p, &failed);
    if (status != PEEL_OK) return status;
    double most = others - failed;
    if (plan->common.side != PEEL_SIDE_TWO_SIDED)
        *limits = rate_whole(counts->met + met, counts->met + most, counts, plan);
    else /* at a confidence of 1e-14 a probability of 1/2 is equal to the tail, from both sides */
        *limits = rate_whole(counts->met + fmin(met, most), counts->met + fmax(met, most), counts, plan);
    return PEEL_OK;
}
