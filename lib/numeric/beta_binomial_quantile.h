/* The beta-binomial distribution the other way about: which counts have a probability. */
#ifndef NUMERIC_BETA_BINOMIAL_QUANTILE_H
#define NUMERIC_BETA_BINOMIAL_QUANTILE_H

#include <peel/status.h>

#include "numeric/beta_binomial.h"

/*
 * The smallest j with P(K <= j) > p, 1e-100 / 2 <= p < 1. A probability within 1e-13 of p counts as equal to it, for both may be
 * dyadic, or within a hundredth of the last term, where that is less. From some 1e11 numbers to choose from the answer may be off by
 * one, of 2^53 by a few: 1 in the worst of 58 exact ones.
 * Statuses: PEEL_ERROR_SEARCH, answer untouched.
 */
peel_status beta_binomial_least(const struct beta_binomial *law, double p, double *answer);

/* The smallest j with P(K <= j) >= p, likewise. */
peel_status beta_binomial_reaching(const struct beta_binomial *law, double p, double *answer);

/*
 * The shortest run of numbers outside of which at most alpha lies, of which none is likelier than one inside: where two are
 * equally likely, both are in or both are out. a > 1 or b > 1. From some 1e11 numbers on an end may be off by one, of 2^53 by a few (2
 * in the worst of exact ones); of a confidence far below 1/2 by as many as terms that differ by 1e-13 or less.
 * Statuses: PEEL_ERROR_SEARCH, first and last untouched.
 */
peel_status beta_binomial_densest(const struct beta_binomial *law, double alpha, double *first, double *last);

#endif
