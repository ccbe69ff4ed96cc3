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
    int few; /* whether 24 points will do */
};

/*
 * The integral. Against 30 digits, where the integrand has fallen to exp(-38) at reach: 24 points leave 1e-16 of it for a tail up
 * to 0.025 with a >= 8, and for one of 0.4 with a >= 20; 32 points 1e-17 and with a = 3.5, where 24 leave 1e-13. Up to a reach of
 * 0.04, where the integrand is all but a normal curve, 24 are taken, and exp and log by short series. Equal bits from all levels
 * of lanes.h.
 */
typedef double beta_integral(const struct beta_fall *fall);

beta_integral beta_integral_portable, beta_integral_avx2, beta_integral_avx512;

#endif
