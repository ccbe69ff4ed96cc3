/*
 * Limits of a rate by another method than the library's: tails summed term by term in long double, or a beta density
 * integrated numerically, and bisection. Slow; includes nothing of the library. met and assessed as in peel_sample,
 * assessed to 2,000 or so; alpha is what lies beyond the limit.
 */
#ifndef ORACLE_BINOMIAL_ORACLE_H
#define ORACLE_BINOMIAL_ORACLE_H

/* The probability of `met` of `assessed` at a rate, by a product of its factors. */
long double oracle_probability(int met, int assessed, long double rate);

/* The rate at which `met` or more have probability alpha; mid: counting half of `met` itself. 0 for met = 0. */
double oracle_tail_lower(int met, int assessed, long double alpha, int mid);

/* The rate at which `met` or fewer have probability alpha; mid: counting half of `met` itself. 1 for met = assessed. */
double oracle_tail_upper(int met, int assessed, long double alpha, int mid);

/* The alpha quantile of a beta distribution with met + 1/2 and assessed - met + 1/2. 0 for met = 0. */
double oracle_jeffreys_lower(int met, int assessed, long double alpha);

/* The 1 - alpha quantile of that distribution. 1 for met = assessed. */
double oracle_jeffreys_upper(int met, int assessed, long double alpha);

/*
 * How far these limits may themselves be from the truth, relatively. Summed: a term is a product of up to 3 n factors
 * rounded, and a sum of up to n terms adds as much again: 4 n roundings. Integrated: powers of 2 n in all, of a
 * rounded sine and cosine, of a rounded argument, by rounded squares: 6 n. In the limit that becomes as many times its
 * relative slope in the tail, alpha below 1/2: at most 1 / log 2 for a whole tail (1 met), and for mid-P
 * 1 / log(1 / (2 alpha)), where none was met and the tail is (1-x)^n / 2.
 */
double oracle_error(int assessed, double alpha);

#endif
