/*
 * Clopper and Pearson 1934: the rates that both binomial tails do not reject; their tail P(K >= k) is that of Beta(k, n - k + 1).
 * Mid-P, Lancaster 1961: the same, counting half of P(K = k).
 */
#include "numeric/beta_root.h"
#include "numeric/elementary.h"
#include "stats/rate/rate.h"

peel_status rate_clopper_pearson(double k, double n, struct normal_tail tail, struct rate_limit *limit) {
    *limit = (struct rate_limit){{0.0, 1.0}, 0};
    return k == 0.0 ? PEEL_OK : beta_lower_root(k, n - k + 1.0, tail, &limit->at);
}

/* At k = n the mid-P tail is x^n / 2, at k = 0 it exceeds every tail below 1/2. */
peel_status rate_mid_p(double k, double n, struct normal_tail tail, struct rate_limit *limit) {
    *limit = (struct rate_limit){{0.0, 1.0}, 0};
    if (k == 0.0) return PEEL_OK;
    if (k < n) return binomial_mid_lower_root(k, n, tail, &limit->at);
    limit->at = power_root(2.0 * tail.p, n);
    return PEEL_OK;
}
