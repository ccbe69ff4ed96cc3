/*
 * Skewness-corrected score (Laud 2017, Pharm Stat 16:334-348): the rates x at which the score, freed of its skewness to the
 * first order of Cornish and Fisher, is z:
 *
 *     (k - n x) / sqrt(n x y) = z + (z^2 - 1) (y - x) / (6 sqrt(n x y)).
 *
 * With c = (z^2 - 1) / 6, m = k - c and g = f - c this is (m y - g x)^2 = z^2 n x y with m y > g x, whose lower root is Wilson's
 * with m and g in the places of k and f. For k <= c no rate is so small that it is rejected: the corrected score never passes
 * sqrt(6 k + 1).
 */
#include <math.h>

#include "stats/rate/rate.h"

/* Of none met the limit is 0 also at confidences under which c is below 0: else the interval would miss the rate seen. */
static peel_status scas(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limit *limit) {
    const double z = plan->common.tail.z;
    const double n = counts->assessed;
    double skew = (z - 1.0) * (z + 1.0) / 6.0;
    double met = counts->met - skew;
    double failed = counts->failed - skew;
    double share = 1.0 - 2.0 * skew / n;
    *limit = (struct rate_limit){{0.0, 1.0}, 0};
    if (counts->met == 0.0 || met <= 0.0) return PEEL_OK;
    double half = 0.5 * z * z;
    double width = z * sqrt(met / n * failed + 0.5 * half);
    limit->at.x = met * (met / n) / (met * share + half + width);
    limit->at.y = (failed * share + half + width) / (n * share * share + z * z);
    return PEEL_OK;
}

peel_status rate_scas(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    return rate_mirrored(scas, counts, plan, limits);
}
