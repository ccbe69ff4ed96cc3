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

peel_status rate_wilson(double k, double n, struct normal_tail tail, struct rate_limit *limit) {
    *limit = k == 0.0 ? (struct rate_limit){{0.0, 1.0}, 0} : score_limit(k, n - k, n, tail.z);
    return PEEL_OK;
}

/* Newcombe 1998, method 4. At k = 0 the limit is 0 by definition, and the square root's argument may be negative. */
peel_status rate_wilson_cc(double k, double n, struct normal_tail tail, struct rate_limit *limit) {
    *limit = k == 0.0 ? (struct rate_limit){{0.0, 1.0}, 0} : score_limit(k - 0.5, n - k + 0.5, n, tail.z);
    return PEEL_OK;
}
