/* exp and log in lanes: sums and products in a fixed order, within 1 ulp or so. To be included after LANES_LEVEL is set. */
#ifndef NUMERIC_LANES_ELEMENTARY_H
#define NUMERIC_LANES_ELEMENTARY_H

#include "numeric/lanes.h"

static const double lanes_ln2 = 0x1.62e42feep-1; /* its first 32 bits, so that a product by k is exact ... */
static const double lanes_ln2_rest = 1.90821492927058770002e-10; /* ... and the others */

/* exp(x) - 1 of x = k log 2 + rest, |rest| <= log(2) / 2, as 2^k (1 + part) - 1. The sum of rest^j / j! to j = 13. */
struct lanes_power {
    lanes scale; /* 2^k */
    lanes part;
};

LANES struct lanes_power lanes_power(lanes x) {
    const double nearest = 0x1.8p52; /* added to a number, it leaves the nearest whole one in the low bits */
    const double log2_e = 1.4426950408889634;
    lanes shifted = x * log2_e + nearest;
    lanes k = shifted - nearest;
    lanes r = (x - k * lanes_ln2) - k * lanes_ln2_rest;
    lanes r2 = r * r;
    lanes r4 = r2 * r2;
    lanes low = (1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120));
    lanes middle = (1.0 / 720 + r * (1.0 / 5040)) + r2 * (1.0 / 40320 + r * (1.0 / 362880));
    lanes high = (1.0 / 3628800 + r * (1.0 / 39916800)) + r2 * (1.0 / 479001600 + r * (1.0 / 6227020800));
    lanes part = r + r2 * (low + r4 * (middle + r4 * high));
    lanes scale = (lanes)(((lanes_bits)shifted + 1023) << 52);
    return (struct lanes_power){scale, part};
}

/* exp(x), -700 <= x <= 700. */
LANES lanes lanes_exp(lanes x) {
    struct lanes_power power = lanes_power(x);
    return power.scale + power.scale * power.part;
}

/* exp(x) - 1, -700 <= x <= 700. */
LANES lanes lanes_expm1(lanes x) {
    struct lanes_power power = lanes_power(x);
    return power.scale * power.part + (power.scale - 1.0);
}

/* exp(x) - 1, |x| <= 0.04: to x^8 / 8!. */
LANES lanes lanes_expm1_near(lanes x) {
    lanes x2 = x * x;
    lanes low = (1.0 / 2 + x * (1.0 / 6)) + x2 * (1.0 / 24 + x * (1.0 / 120));
    lanes high = (1.0 / 720 + x * (1.0 / 5040)) + x2 * (1.0 / 40320);
    return x + x2 * (low + (x2 * x2) * high);
}

/* log(1 + u), |u| <= 0.042: as lanes_log1p, to r^11. */
LANES lanes lanes_log1p_near(lanes u) {
    lanes r = u / (2.0 + u);
    lanes w = r * r;
    lanes sum = (1.0 / 3 + w * (1.0 / 5)) + (w * w) * (1.0 / 7 + w * (1.0 / 9 + w * (1.0 / 11)));
    return u - r * (u - 2.0 * (w * sum));
}

/*
 * log(1 + u), -1/2 <= u <= 1e300. 1 + u = 2^k (1 + f) with 1 + f from sqrt(1/2) to sqrt(2), what the sum's rounding left put back
 * into f; log1p(f) = f - r (f - 2 r^2 (1/3 + r^2 / 5 + ...)) with r = f / (2 + f).
 */
LANES lanes lanes_log1p(lanes u) {
    const uint64_t root_half = 0x3fe6a09e667f3bcd;
    const uint64_t one = 0x3ff0000000000000;
    lanes s = 1.0 + u;
    lanes added = s - 1.0;
    lanes rest = (1.0 - (s - added)) + (u - added);
    lanes_bits biased = ((lanes_bits)s + (one - root_half)) >> 52; /* k + 1023 */
    lanes k = lanes_from_int((lanes_int)biased) - 1023.0;
    lanes inverse = (lanes)((2046 - biased) << 52); /* 2^-k */
    lanes f = (s * inverse - 1.0) + rest * inverse;
    lanes r = f / (2.0 + f);
    lanes w = r * r;
    lanes w2 = w * w;
    lanes w4 = w2 * w2;
    lanes low = (1.0 / 3 + w * (1.0 / 5)) + w2 * (1.0 / 7 + w * (1.0 / 9));
    lanes high = (1.0 / 11 + w * (1.0 / 13)) + w2 * (1.0 / 15 + w * (1.0 / 17));
    lanes sum = low + w4 * (high + w4 * (1.0 / 19 + w * (1.0 / 21)));
    lanes missing = r * (f - 2.0 * (w * sum));
    return k * lanes_ln2 + (f - (missing - k * lanes_ln2_rest));
}

#endif
