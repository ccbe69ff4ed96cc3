/* The binomial distribution: its terms and tails, and the two-sided p of a rate. */
#ifndef NUMERIC_BINOMIAL_H
#define NUMERIC_BINOMIAL_H

#include "numeric/proportion.h"

/*
 * In all of these k and n are whole numbers, 0 <= k <= n, 1 <= n <= 2^53, and K ~ Binomial(n, at). Rates 0 and 1 are rates
 * too. Probabilities below 1e-299 may be 0.
 */

/* P(K = k). */
double binomial_term(double k, double n, struct proportion at);

/* P(K > k) + first P(K = k): P(K >= k) for first = 1, its mid-P for first = 1/2, the only other share. */
double binomial_upper(double k, double n, struct proportion at, double first);

/* P(K < k) + first P(K = k). */
double binomial_lower(double k, double n, struct proportion at, double first);

/*
 * A tail over p as a function of w = logit x, for the search of a root; also P(K = k) over p. slope and curve are the first
 * and second derivative of log area by w. For x on the tail's side of the median, or not far beyond it; p >= 1e-101.
 */
struct binomial_slope {
    double area;
    double slope;
    double curve;
    double term;
};

/* Of P(K >= k), 1 <= k <= n. */
struct binomial_slope binomial_upper_slope(double k, double n, struct proportion at, double p);

/* Of P(K <= k), 0 <= k < n. */
struct binomial_slope binomial_lower_slope(double k, double n, struct proportion at, double p);

/* A number this much likelier than k is still called no likelier: R's binom.test has this tolerance. */
static const double binomial_tolerance = 1.0 + 1e-7;

/* The two-sided p of k: its tail with all that is no likelier on the other side of n x, as R's binom.test has it. */
double binomial_two_sided(double k, double n, struct proportion at);

#endif
