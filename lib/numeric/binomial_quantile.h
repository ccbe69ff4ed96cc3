/* The binomial distribution the other way about: which count has a tail, and how far out on the normal scale a count is. */
#ifndef NUMERIC_BINOMIAL_QUANTILE_H
#define NUMERIC_BINOMIAL_QUANTILE_H

#include "numeric/normal.h"
#include "numeric/proportion.h"

/*
 * The smallest k with P(K <= k) > tail.p, for K ~ Binomial(n, at); 1 <= n < 2^53, 0 < tail.p < 1/2. The largest with
 * P(K >= k) > tail.p is n less that of the flipped rate. A probability within 1e-13 of the tail counts as equal to it. At
 * n = 2^53, where n + 1 is no double, the answer may be one off.
 */
double binomial_quantile(double n, struct proportion at, struct normal_tail tail);

/*
 * The z with P(Z > z) = P(K >= k) for a standard normal Z, also where that is far below the smallest double; 0 where it is
 * 1/2 or more. 0 <= k <= n; rates above 0 and below 1.
 */
double binomial_normal_score(double k, double n, struct proportion at);

#endif
