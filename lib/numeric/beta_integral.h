/*
 * The tail of a beta distribution over its density on the logit scale, R = F / f of beta_tail.h, as an integral over v > 0 of
 * f(w - v) / f(w), by one Gauss-Legendre rule whose points lie side by side in lanes.
 */
#ifndef NUMERIC_BETA_INTEGRAL_H
#define NUMERIC_BETA_INTEGRAL_H

/*
 * The integrand's logarithm is c v - n log(1 + q expm1(s v)) with n = a + b: where x <= 1/2, q = x, s = -1, c = -a; else q = y,
 * s = 1, c = b. It is concave, and of the integral only what lies below reach is taken.
 */
struct beta_fall {
    double c;
    double n;
    double q;
    double s;
    double reach;
};

/*
 * The integral. Where the integrand has fallen to exp(-38) at reach and a >= 3.5, the 32 points leave 3e-16 of it for a tail up
 * to 0.025 and 1e-15 up to 0.4 (against 30 digits; 10 points fewer leave 1e-11). Equal bits from all levels of lanes.h.
 */
typedef double beta_integral(const struct beta_fall *fall);

beta_integral beta_integral_portable, beta_integral_avx2, beta_integral_avx512;

#endif
