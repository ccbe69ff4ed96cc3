/* The beta-binomial distribution the other way about: which counts have a probability. */
#ifndef NUMERIC_BETA_BINOMIAL_QUANTILE_H
#define NUMERIC_BETA_BINOMIAL_QUANTILE_H

#include <peel/status.h>

#include "numeric/beta_binomial.h"

/*
 * The smallest j with P(K <= j) > p, 1e-100 / 2 <= p < 1. A probability within 1e-13 of p counts as equal to it, for both may be
 * dyadic. Where the last term is below 1e-13 of the sum, with some 1e13 numbers to choose from, the answer may be off by a few.
 * Statuses: PEEL_ERROR_SEARCH, answer untouched.
 */
peel_status beta_binomial_least(const struct beta_binomial *law, double p, double *answer);

/* The smallest j with P(K <= j) >= p, likewise. */
peel_status beta_binomial_reaching(const struct beta_binomial *law, double p, double *answer);

/*
 * The shortest run of numbers outside of which at most alpha lies, of which none is likelier than one inside: where two are
 * equally likely, both are in or both are out. a > 1 or b > 1.
 * Statuses: PEEL_ERROR_SEARCH, first and last untouched.
 */
peel_status beta_binomial_densest(const struct beta_binomial *law, double alpha, double *first, double *last);

#endif
