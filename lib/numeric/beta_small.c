/*
 * I_x(a, b) = C x^a S(x), C = Gamma(a + b) / (Gamma(a + 1) Gamma(b)), S = 1 + a T, T the sum of (1-b)(2-b)...(j-b) / j! x^j / (a+j)
 * from j = 1. An error of log I is one of log x divided by a, which may be 0.001: so all logarithms are taken divided by a, and
 * the power of the probability by pow, which rounds once.
 */
#include "numeric/beta_small.h"

#include <math.h>

#include "numeric/elementary.h"

/* C = (base exp(rest))^a. */
static struct gamma_rise scale_of(double a, double b) {
    struct gamma_rise of_b = log_gamma_rise(b, a);
    struct gamma_rise of_one = log_gamma_rise(1.0, a);
    return (struct gamma_rise){of_b.base, (of_b.rest - of_one.rest) / a};
}

static double series(double a, double b, double x) {
    const int cap = 400;
    const double negligible = 0x1p-60;
    double sum = 0.0;
    double term = 1.0;
    for (int i = 1; i < cap; i++) {
        double j = i;
        term *= (j - b) / j * x;
        sum += term / (a + j);
        if (fabs(term) < negligible * fabs(sum) && j > b * x) break;
    }
    return sum;
}

int beta_is_small(double a, double b, struct probability below) {
    double x = fmin(1.0 / b, 0.5);
    struct gamma_rise scale = scale_of(a, b);
    double at_x = a * (log(x * scale.base) + scale.rest) + log1p(a * series(a, b, x));
    return log(below.value) < at_x;
}

/* Steps of Newton in log x, from below, where S = 1; the slope of log I is a y^(b-1) / S. */
int beta_small_quantile(double a, double b, struct probability below, struct proportion *root) {
    const int cap = 60;
    const double least = -706.0;
    const struct gamma_rise scale = scale_of(a, b);
    double power = 1.0 / a;
    double log_p = log(below.value);
    double mended = fma(-a, power, 1.0) / a * log_p + below.rest / (below.value * a) - scale.rest;
    if (log_p / a + mended - log(scale.base) < least || log_p / a < least) {
        *root = (struct proportion){0.0, 1.0};
        return 1;
    }
    double first = pow(below.value, power) * exp(mended) / scale.base;
    double grown = 0.0; /* log(x / first) */
    for (int i = 0; i < cap; i++) {
        double x = first * exp(grown);
        double part = a * series(a, b, x);
        double step = -(grown + log1p(part) / a) * (1.0 + part) * exp((1.0 - b) * log1p(-x));
        grown += step;
        if (!(fabs(step) <= 1e-8)) continue;
        x = first * exp(grown);
        *root = (struct proportion){x, 1.0 - x};
        return 1;
    }
    return 0;
}
