#include "numeric/elementary.h"

#include <math.h>
#include <stddef.h>

double linear_minus_log1p(double t) {
    return fabs(t) <= 0.35 ? linear_minus_log1p_near(t) : t - log1p(t);
}

double exp_minus_linear(double v) {
    return fabs(v) <= 0.4 ? exp_minus_linear_near(v) : expm1(v) - v;
}

double difference_of_products(double a, double b, double c, double d) {
    double product = c * d;
    double rest = fma(c, d, -product);
    return fma(a, b, -product) - rest;
}

/*
 * stirling_error(z) - stirling_error(z + 1) = (z + 1/2) log(1 + 1/z) - 1, z > 0: with u = 1 / (2 z + 1)^2 it is
 * u / 3 + u^2 / 5 + ..., whose terms are all positive.
 */
static double stirling_step(double z) {
    if (z < 1.0) return (z + 0.5) * log1p(1.0 / z) - 1.0;
    double u = 1.0 / ((2.0 * z + 1.0) * (2.0 * z + 1.0));
    double sum = 0.0;
    for (double j = z < 3.0 ? 35.0 : 21.0; j > 1.0; j -= 2.0)
        sum = u * (sum + 1.0 / j);
    return sum;
}

double stirling_error(double z) {
    /* z = 1/2, 1, 3/2, ... 10, computed with 60 digits and rounded */
    static const double small[] = {
        0.15342640972002736,  0.08106146679532726,  0.05481412105191765,  0.0413406959554093,   0.03316287351993629,
        0.02767792568499834,  0.023746163656297496, 0.020790672103765093, 0.018488450532673187, 0.016644691189821193,
        0.015134973221917378, 0.013876128823070748, 0.012810465242920227, 0.01189670994589177,  0.011104559758206917,
        0.010411265261972096, 0.009799416126158804, 0.009255462182712733, 0.008768700134139386, 0.00833056343336287};
    /* B(2k) / (2k (2k - 1)), Abramowitz and Stegun 6.1.40; beyond 10 the first term left out is below 1e-18 */
    static const double c[] = {1.0 / 12,          -1.0 / 360, 1.0 / 1260,         -1.0 / 1680,       1.0 / 1188,
                               -691.0 / 360360.0, 1.0 / 156,  -3617.0 / 122400.0, 43867.0 / 244188.0};
    if (z <= 10.0 && 2.0 * z == floor(2.0 * z)) return small[(size_t)(2.0 * z) - 1];
    double steps = 0.0;
    for (; z < 10.0; z++)
        steps += stirling_step(z);
    double u = 1.0 / (z * z);
    double sum = 0.0;
    for (size_t i = sizeof c / sizeof c[0]; i > 0; i--)
        sum = sum * u + c[i - 1];
    return steps + sum / z;
}

/*
 * By steps of log((z + h) / z) up to 10, from where Stirling's formula serves: h log(base) aside every part is of the order of h
 * and small.
 */
struct gamma_rise log_gamma_rise(double z, double h) {
    static const double c[] = {1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360.0, 1.0 / 156};
    double steps = 0.0;
    double base = z;
    for (; z < 10.0; z++)
        steps += log1p(h / z);
    if (base < z) base = 1.0;
    double growth = log1p(h / z);
    double errors = 0.0; /* c[i] ((z + h)^-(2i + 1) - z^-(2i + 1)) */
    double power = 1.0 / z;
    for (size_t i = 0; i < sizeof c / sizeof c[0]; i++) {
        errors += c[i] * power * expm1(-(2.0 * (double)i + 1.0) * growth);
        power /= z * z;
    }
    double deviance = (z - 0.5) * linear_minus_log1p(h / z) + 0.5 * h / z; /* h - (z - 1/2) growth */
    double rest = h * growth - deviance + errors;
    if (base == 1.0) rest += h * log(z) - steps;
    return (struct gamma_rise){base, rest};
}

/* pow is right to an ulp, but 1/n is not exact: what its rounding left is put back, or p = 1e-9 loses 4 ulp at n = 3. */
struct proportion power_root(double p, double n) {
    double exponent = 1.0 / n;
    double rest = fma(-n, exponent, 1.0) / n;
    double log_p = log(p);
    return (struct proportion){pow(p, exponent) * (1.0 + rest * log_p), -expm1(log_p / n)};
}

struct proportion complement_power_root(double p, double n) {
    double exponent = log1p(-p) / n;
    return (struct proportion){-expm1(exponent), exp(exponent)};
}
