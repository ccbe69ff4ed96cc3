/*
 * The lower tail of a beta distribution on the logit scale.
 *
 * With X ~ Beta(a, b) and w = logit x, let f be the density of logit X at w, that is x^a y^b / B(a, b), and
 * F = I_x(a, b) = P(X <= x). Then F = f R with R = F / f, and 1 / R is the derivative of log F by w. f has a closed form and
 * R varies slowly, so that the pair keeps all digits where I_x itself is tiny. P(K >= k) for K ~ Binomial(n, x) is the tail
 * of Beta(k, n - k + 1).
 */
#ifndef NUMERIC_BETA_TAIL_H
#define NUMERIC_BETA_TAIL_H

#include "numeric/proportion.h"

/* a - (a + b) x, the derivative of log f by w, in one rounding. */
double beta_logit_drift(double a, double b, struct proportion at);

/* log(f / p) as a product: f / p = scale * exp(exponent), which may lie below the smallest double. */
struct beta_density {
    double scale;
    double exponent;
};

/* The density f divided by p. a, b > 0. */
struct beta_density beta_logit_density(double a, double b, struct proportion at, double p);

/*
 * The ratio R, with the share `first` of its first binomial term: 1 is R, 1/2 leaves out half of P(K = k), as mid-P does.
 * For x at or below the median of the distribution; b may be 1/2 only with a >= 3/2; first below 1 only for a whole b.
 */
double beta_tail_ratio(double a, double b, struct proportion at, double first);

/*
 * a R by the series in powers of x, Abramowitz and Stegun 26.5.4: 1 + (a+b)/(a+1) x + ..., to a term below `least` of the sum.
 * Short where a is small or x far below the mean.
 */
double beta_power_series(double a, double b, double x, double least);

#endif
