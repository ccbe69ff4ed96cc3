/*
 * Wilson 1927: where the score test of a rate no longer rejects, the roots x of (k - n x)^2 = z^2 n x (1 - x).
 *
 * The textbook's centre less width loses a thousand ulp near 0. With W = z sqrt(n (k f + n z^2 / 4)), f = n - k, and
 * A = n (k + z^2 / 2) + W, B = n (f + z^2 / 2) + W, which add only, the lower limit is k^2 / A and its complement
 * B / (n (n + z^2)); the upper limit is A / (n (n + z^2)) and its complement f^2 / B. Which of the two is below 1/2, and so has
 * all digits, is known before it is divided: the lower limit lies above 1/2 where n (k - f) / 2 > W. So a pair takes one root
 * and two divisions. Swapping k and f swaps the limits for their complements to the last bit.
 */
#ifndef STATS_RATE_WILSON_FORMULA_H
#define STATS_RATE_WILSON_FORMULA_H

#include "numeric/lanes.h"

/* The quantile z in the forms that the formula needs: computed before a loop over rows. */
struct wilson_z {
    lanes z;
    lanes square;
    lanes half;
    lanes quarter;
};

LANES struct wilson_z wilson_z(double z) {
    const double square = z * z;
    return (struct wilson_z){lanes_set(z), lanes_set(square), lanes_set(0.5 * square), lanes_set(0.25 * square)};
}

/*
 * Also for fractions of cases, and those moved by 1/2, met and failed not negative: their sum is n, from above 0 to the 2^106 of
 * rate_effective, whose cube is far from the largest double.
 */
LANES void wilson_limits(lanes met, lanes failed, lanes n, const struct wilson_z *z, lanes *lower, lanes *upper) {
    lanes width = z->z * lanes_sqrt(n * (met * failed + z->quarter * n));
    lanes lean = 0.5 * n * (met - failed);
    lanes above = n * (met + z->half) + width;
    lanes below = n * (failed + z->half) + width;
    lanes whole = n * (n + z->square);
    lanes_int lower_is_high = lean > width;
    lanes_int upper_is_high = -lean <= width;
    lanes low = lanes_select(lower_is_high, below, met * met) / lanes_select(lower_is_high, whole, above);
    lanes high = lanes_select(upper_is_high, failed * failed, above) / lanes_select(upper_is_high, below, whole);
    low = lanes_select(lower_is_high, 1.0 - low, low);
    high = lanes_select(upper_is_high, 1.0 - high, high);
    *lower = lanes_min(low, high); /* at a confidence of 1e-12 they lie closer than their last digits */
    *upper = lanes_max(low, high);
}

#endif
