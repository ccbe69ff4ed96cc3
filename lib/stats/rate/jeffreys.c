/*
 * Jeffreys: quantiles of the posterior Beta(k + 1/2, n - k + 1/2); 0 at k = 0 and 1 at k = n, as Brown, Cai and DasGupta 2001
 * define it, for else the interval would miss the rate that was seen.
 */
#include "numeric/beta_root.h"
#include "stats/rate/rate.h"

peel_status rate_jeffreys(double k, double n, struct normal_tail tail, struct rate_limit *limit) {
    *limit = (struct rate_limit){{0.0, 1.0}, 0};
    return k == 0.0 ? PEEL_OK : beta_lower_root(k + 0.5, n - k + 0.5, tail, &limit->at);
}
