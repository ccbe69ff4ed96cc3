/*
 * Modified Jeffreys (Brown, Cai and DasGupta 2001): Jeffreys' limits, but Clopper and Pearson's where none or all met, and no
 * lower limit for one met, no upper one for one failed.
 */
#include "numeric/beta_root.h"
#include "numeric/elementary.h"
#include "stats/rate/rate.h"

static peel_status modified_jeffreys(const struct rate_counts *counts, const struct rate_plan *plan,
                                     struct rate_limit *limit) {
    *limit = (struct rate_limit){{0.0, 1.0}, 0};
    if (counts->failed == 0.0)
        limit->at = power_root(plan->common.tail.p, counts->assessed); /* of one case, too */
    else if (counts->met > 1.0)
        return beta_lower_root(counts->met + 0.5, counts->failed + 0.5, plan->common.tail, &limit->at);
    return PEEL_OK;
}

peel_status rate_modified_jeffreys(const struct rate_counts *counts, const struct rate_plan *plan,
                                   struct rate_limits *limits) {
    return rate_mirrored(modified_jeffreys, counts, plan, limits);
}
