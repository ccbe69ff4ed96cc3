/* The Poisson distribution: the mean that has a given tail. */
#ifndef NUMERIC_POISSON_H
#define NUMERIC_POISSON_H

#include <peel/status.h>

/*
 * The mean at which P(K >= k) = p, half the chi-squared quantile of p with 2 k degrees of freedom; k a whole number from 1 to 10,
 * 1e-100 <= p <= 0.7, right to 4 ulp. Statuses: PEEL_ERROR_SEARCH, mean untouched.
 */
peel_status poisson_lower_root(double k, double p, double *mean);

#endif
