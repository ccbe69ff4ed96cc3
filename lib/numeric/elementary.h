/* Elementary functions in the forms that lose no digits. */
#ifndef NUMERIC_ELEMENTARY_H
#define NUMERIC_ELEMENTARY_H

#include "numeric/proportion.h"

/* t - log(1 + t), t > -1: small and positive near 0, where the difference of the two would have no digits left. */
double linear_minus_log1p(double t);

/*
 * The same for |t| <= 0.35 only, without a branch, so that a loop over it can be vectorised. With r = t / (2 + t):
 * log1p(t) = 2 atanh(r) and t - 2 r = r t, so that only terms of order t^2 are left to add; twelve leave less than 1e-17.
 * The terms are added in pairs of pairs, which the processor does at the same time: a third of the time of one after another.
 */
static inline double linear_minus_log1p_near(double t) {
    double r = t / (2.0 + t);
    double u = r * r;
    double u2 = u * u;
    double u4 = u2 * u2;
    double low = (1.0 / 3 + u * (1.0 / 5)) + u2 * (1.0 / 7 + u * (1.0 / 9));
    double middle = (1.0 / 11 + u * (1.0 / 13)) + u2 * (1.0 / 15 + u * (1.0 / 17));
    double high = (1.0 / 19 + u * (1.0 / 21)) + u2 * (1.0 / 23 + u * (1.0 / 25));
    double sum = low + u4 * (middle + u4 * high);
    return r * (t - 2.0 * u * sum);
}

/* exp(v) - 1 - v, likewise. */
double exp_minus_linear(double v);

/* The same for |v| <= 0.4 only, without a branch: the sum of v^j / j! from j = 2 to 14. */
static inline double exp_minus_linear_near(double v) {
    double v2 = v * v;
    double v4 = v2 * v2;
    double low = (1.0 / 2 + v * (1.0 / 6)) + v2 * (1.0 / 24 + v * (1.0 / 120));
    double middle = (1.0 / 720 + v * (1.0 / 5040)) + v2 * (1.0 / 40320 + v * (1.0 / 362880));
    double high = (1.0 / 3628800 + v * (1.0 / 39916800)) + v2 * (1.0 / 479001600 + v * (1.0 / 6227020800));
    return v2 * (low + v4 * (middle + v4 * (high + v4 * (1.0 / 87178291200))));
}

/* a b - c d with an error of 2 ulp of it (Kahan's; Jeannerod, Louvet and Muller 2013, Math Comp 82:2245-2264). */
double difference_of_products(double a, double b, double c, double d);

/* What Stirling's formula lacks: log Gamma(z) - ((z - 1/2) log z - z + log(2 pi) / 2), z > 0. */
double stirling_error(double z);

/* log(Gamma(z + h) / Gamma(z)) = h log(base) + rest, z >= 1, 0 < h <= 1; the rest to 1e-15 of h. */
struct gamma_rise {
    double base;
    double rest;
};
struct gamma_rise log_gamma_rise(double z, double h);

/* p to the power 1/n and its complement, 0 < p < 1, n >= 1. */
struct proportion power_root(double p, double n);

/* The other way about: 1 - (1 - p) to the power 1/n and its complement. */
struct proportion complement_power_root(double p, double n);

#endif
