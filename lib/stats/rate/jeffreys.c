/*
 * Jeffreys: quantiles of the posterior Beta(k + 1/2, n - k + 1/2); 0 at k = 0 and 1 at k = n, as Brown, Cai and DasGupta 2001
 * define it, for else the interval would miss the rate that was seen.
 */
#include "numeric/beta_quantile.h"
#include "stats/rate/predicted.h"

static peel_status jeffreys(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limit *limit) {
    *limit = (struct rate_limit){{0.0, 1.0}, 0};
    if (counts->met == 0.0) return PEEL_OK;
    return beta_lower_quantile(counts->met + 0.5, counts->failed + 0.5, plan->common.tail, &limit->at);
}

/* Of a known population likewise: with none met nothing was seen against a rate of 0, with all against one of 1. */
static peel_status predicted(const struct rate_counts *counts, const struct rate_plan *plan,
                             struct rate_limits *limits) {
    struct rate_limits found;
    peel_status status = rate_predicted(counts, plan, counts->met + 0.5, counts->failed + 0.5, &found);
    if (status != PEEL_OK) return status;
    double least = counts->met == 0.0 ? 0.0 : found.least;
    double most = counts->failed == 0.0 ? counts->population : found.most;
    *limits = rate_whole(least, most, counts, plan);
    return PEEL_OK;
}

peel_status rate_jeffreys(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    if (counts->population > 0.0) return predicted(counts, plan, limits);
    return rate_mirrored(jeffreys, counts, plan, limits);
}
