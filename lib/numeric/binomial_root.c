#include "numeric/binomial_root.h"

#include "numeric/elementary.h"
#include "numeric/lanes.h"

peel_status binomial_lower_root(double k, double n, struct normal_tail tail, struct proportion *root) {
    static binomial_search *const by_level[] = {[LANES_PORTABLE] = binomial_search_portable,
                                                [LANES_AVX2] = binomial_search_avx2,
                                                [LANES_AVX512] = binomial_search_avx512};
    if (k > 1.0 && k < n) return by_level[lanes_level()](k, n, tail, root);
    *root = k == n ? power_root(tail.p, n) : complement_power_root(tail.p, n);
    return PEEL_OK;
}

/* At k = n the tail is x^n / 2; of two cases, it is x (1 - x) + x^2 = x at k = 1. */
peel_status binomial_mid_root(double k, double n, struct normal_tail tail, struct proportion *root) {
    static binomial_search *const by_level[] = {[LANES_PORTABLE] = binomial_mid_search_portable,
                                                [LANES_AVX2] = binomial_mid_search_avx2,
                                                [LANES_AVX512] = binomial_mid_search_avx512};
    if (k < n && n > 2.0) return by_level[lanes_level()](k, n, tail, root);
    *root = k < n ? (struct proportion){tail.p, 1.0 - tail.p} : power_root(2.0 * tail.p, n);
    return PEEL_OK;
}
