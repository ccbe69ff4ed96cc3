/* Where a tail of the beta or binomial distribution has a given area. */
#ifndef NUMERIC_BETA_ROOT_H
#define NUMERIC_BETA_ROOT_H

#include <peel/status.h>

#include "numeric/normal.h"
#include "numeric/proportion.h"

/*
 * The proportion x with I_x(a, b) = tail.p. a and b are multiples of 1/2; a >= 1, b >= 1/2; 1e-100 / 2 <= tail.p < 1/2.
 * Statuses: PEEL_ERROR_SEARCH, root untouched.
 */
peel_status beta_lower_root(double a, double b, struct normal_tail tail, struct proportion *root);

/*
 * The proportion x with P(K > k) + P(K = k) / 2 = tail.p for K ~ Binomial(n, x), 1 <= k < n.
 * Statuses: PEEL_ERROR_SEARCH, root untouched.
 */
peel_status binomial_mid_lower_root(double k, double n, struct normal_tail tail, struct proportion *root);

#endif
