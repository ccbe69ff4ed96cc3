/*
 * Wilson 1927: where the score test of a rate no longer rejects, the root of (k/n - x)^2 = z^2 x (1 - x) / n.
 *
 * The textbook's centre minus width loses a thousand ulp near 0; the product of the two roots is k^2 / (n (n + z^2)), so that
 * the lower one is that product over the sum of positive terms that the upper one is.
 */
#include <math.h>

#include "stats/rate/rate.h"

/* Also for counts moved by 1/2, met at least 1/2. Beside 2^53 failed could not be had from n and met. */
static struct rate_limit score_limit(double met, double failed, double n, double z) {
    double half = 0.5 * z * z;
    double width = z * sqrt(met * failed / n + 0.5 * half);
    double x = met * (met / n) / (met + half + width);
    double y = (failed + half + width) / (n + z * z);
    return (struct rate_limit){{x, y}, 0};
}

static peel_status wilson(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limit *limit) {
    const struct rate_counts of = rate_effective(counts);
    *limit = (struct rate_limit){{0.0, 1.0}, 0};
    if (of.met > 0.0) *limit = score_limit(of.met, of.failed, of.assessed, plan->common.tail.z);
    return PEEL_OK;
}

peel_status rate_wilson(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    return rate_mirrored(wilson, counts, plan, limits);
}

/* Newcombe 1998, method 4. With none met the limit is 0 by definition, and the square root's argument may be negative. */
static peel_status wilson_cc(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limit *limit) {
    *limit = (struct rate_limit){{0.0, 1.0}, 0};
    if (counts->met > 0.0)
        *limit = score_limit(counts->met - 0.5, counts->failed + 0.5, counts->assessed, plan->common.tail.z);
    return PEEL_OK;
}

peel_status rate_wilson_cc(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    return rate_mirrored(wilson_cc, counts, plan, limits);
}
