/*
 * How far Wilson's lower limit lies below the rate.
 *
 * The difference of the two has few digits left in large samples (rate 1/2, n = 1e12: 10), so it is solved for: it is the
 * positive root e of e^2 = (z^2 / n) (p - e) (q + e). Two forms of that root add only, for rates up to 1/2 and from there on;
 * with one division for both, which are the fall of one question and the rise of the opposite one.
 */
#ifndef STATS_COMPARE_WILSON_FALL_H
#define STATS_COMPARE_WILSON_FALL_H

#include <math.h>

/*
 * The fall from hit / n, n = hit + miss >= 1, each case of which counts as `weight` of them. Counts moved by 1/2 will do. The
 * rise to the upper limit is the fall of the misses. newcombe_kernel.h does the same in the same order.
 */
static inline double wilson_fall(double hit, double miss, double n, double weight, double z) {
    double product = hit * miss;
    double sum = sqrt(n * (0.25 * (z * z) * n + weight * product)) + 0.5 * z * fabs(hit - miss);
    double more = weight * n + z * z;
    double share = z / (n * (sum * more));
    return hit <= miss ? product * more * share : sum * sum * share;
}

#endif
