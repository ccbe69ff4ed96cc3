/*
 * Jeffreys: quantiles of the posterior Beta(k + 1/2, n - k + 1/2); 0 at k = 0 and 1 at k = n, as Brown, Cai and DasGupta 2001
 * define it, for else the interval would miss the rate that was seen.
 */
#include "stats/rate/posterior.h"

/* Of a known population likewise: with none met nothing was seen against a rate of 0, with all against one of 1. */
static peel_status predicted(const struct rate_counts *counts, const struct rate_plan *plan,
                             const struct beta_shape *shape, struct rate_limits *limits) {
    struct rate_limits found;
    peel_status status = rate_predicted(counts, plan, shape, &found);
    if (status != PEEL_OK) return status;
    double least = counts->met == 0.0 ? 0.0 : found.least;
    double most = counts->failed == 0.0 ? counts->population : found.most;
    *limits = rate_whole(least, most, counts, plan);
    return PEEL_OK;
}

peel_status rate_jeffreys(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    const struct beta_shape shape = beta_shape(counts->met, 0.5, counts->failed, 0.5);
    int32_t side = plan->common.side; /* then those that are not pinned */
    if (counts->population > 0.0) return predicted(counts, plan, &shape, limits);
    if (side == PEEL_SIDE_TWO_SIDED && counts->met == 0.0) side = PEEL_SIDE_UPPER;
    if (side == PEEL_SIDE_TWO_SIDED && counts->failed == 0.0) side = PEEL_SIDE_LOWER;
    if ((side == PEEL_SIDE_LOWER && counts->met == 0.0) || (side == PEEL_SIDE_UPPER && counts->failed == 0.0)) {
        *limits = rate_in_order((struct proportion){0.0, 1.0}, (struct proportion){1.0, 0.0});
        return PEEL_OK;
    }
    return rate_posterior(&shape, side, plan->common.tail, limits);
}
