/*
 * What the unconditional exact tests share. Both samples have the same unknown rate, and the p-value is the largest
 * probability that a region of tables can have over all rates. Given that m cases met the criterion in both samples together
 * the region has a hypergeometric probability that the rate does not change, and m is binomial: so that only one sum over m is
 * left for every rate.
 */
#ifndef STATS_COMPARE_UNCONDITIONAL_H
#define STATS_COMPARE_UNCONDITIONAL_H

#include <stddef.h>

/*
 * The largest sum over m = 0 ... all of P(M = m) given[m] for M ~ Binomial(all, rate), over all rates, within 1e-12 of
 * itself. given: probabilities; may be turned about and scaled.
 */
double unconditional_largest(double *given, size_t all);

#endif
