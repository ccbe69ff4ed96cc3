/*
 * How far Wilson's lower limit lies below the rate.
 *
 * The difference of the two has few digits left in large samples (rate 1/2, n = 1e12: 10), so it is solved for: it is the
 * positive root e of e^2 = (z^2 / n) (p - e) (q + e). Both of the forms below are that root; each is used where it adds what the other
 * would subtract. Counts that were moved by 1/2 will do.
 */
#ifndef STATS_COMPARE_WILSON_FALL_H
#define STATS_COMPARE_WILSON_FALL_H

#include <math.h>

/*
 * The fall from hit / n, n = hit + miss >= 1, each case of which counts as `weight` of them. The rise to the upper limit is the
 * fall of the misses. Without a branch, so that a loop over it can be vectorised; as a function of hit and miss it is
 * symmetric but for the last choice.
 */
static inline double wilson_fall(double hit, double miss, double n, double weight, double z) {
    double inverse = 1.0 / n;
    double variance = hit * miss * inverse;
    double lean = fabs(hit - miss) * inverse;
    double sum = sqrt(0.25 * (z * z) + weight * variance) + 0.5 * z * lean;
    double over = hit <= miss ? variance : sum;
    double under = hit <= miss ? n * sum : weight * n + z * z;
    return z * over / under;
}

#endif
