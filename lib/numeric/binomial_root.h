/* The exact bounds of a proportion: where a tail of the binomial distribution has a given area. */
#ifndef NUMERIC_BINOMIAL_ROOT_H
#define NUMERIC_BINOMIAL_ROOT_H

#include <peel/status.h>
#include <stddef.h>

#include "numeric/normal.h"
#include "numeric/proportion.h"

/*
 * The proportion x with P(K >= k) = tail.p for K ~ Binomial(n, x); whole numbers, 0 <= k <= n, 1 <= n <= 2^53;
 * 1e-100 / 2 <= tail.p < 1/2. tail.z only says where to begin. For k = 0 it is 0.
 * x and 1 - x are right to 4 ulp over tests/reference, and mostly to 1. Against 40 digits, over all samples of 2 to 60 cases and 16
 * tails from 0.4999 to 5e-10, 2 of 28,320 are not, 5.7 ulp at 2 of 26 with 0.48; of mid-P 33, 6.0 ulp at 43 of 44 with 0.48: where
 * a tail is near 1/2 its slope is low, and the step adds up most rounding.
 * Statuses: PEEL_ERROR_SEARCH, root of no use.
 */
peel_status binomial_lower_root(double k, double n, struct normal_tail tail, struct proportion *root);

/* The same for P(K > k) + P(K = k) / 2. */
peel_status binomial_mid_root(double k, double n, struct normal_tail tail, struct proportion *root);

/* Both at once: root[0] for k, and root[1] for n - k, with the bits of the other two. */
peel_status binomial_lower_roots(double k, double n, struct normal_tail tail, struct proportion *root);
peel_status binomial_mid_roots(double k, double n, struct normal_tail tail, struct proportion *root);

/*
 * The searches behind them, from each level of lanes.h with equal bits: 2 <= k < n, with half of P(K = k) 1 <= k < n.
 */
typedef peel_status binomial_search(double k, double n, struct normal_tail tail, struct proportion *root);

binomial_search binomial_search_portable, binomial_search_avx2, binomial_search_avx512;
binomial_search binomial_mid_search_portable, binomial_mid_search_avx2, binomial_mid_search_avx512;

/*
 * The same for `count` samples at once: root[i] for k[i] of n[i], with the bits of each alone. Eight take 0.4 of the time of one
 * after the other.
 */
typedef peel_status binomial_group(const double *k, const double *n, size_t count, struct normal_tail tail,
                                   struct proportion *root);

binomial_group binomial_group_portable, binomial_group_avx2, binomial_group_avx512;
binomial_group binomial_mid_group_portable, binomial_mid_group_avx2, binomial_mid_group_avx512;

/* Those of the highest level that this processor has. */
binomial_group *binomial_lower_group(void);
binomial_group *binomial_mid_group(void);

#endif
