/* Elementary functions in the forms that lose no digits. */
#ifndef NUMERIC_ELEMENTARY_H
#define NUMERIC_ELEMENTARY_H

#include "numeric/proportion.h"

/* t - log(1 + t), t > -1: small and positive near 0, where the difference of the two would have no digits left. */
double linear_minus_log1p(double t);

/* exp(v) - 1 - v, likewise. */
double exp_minus_linear(double v);

/*
 * What Stirling's formula lacks: log Gamma(z) - ((z - 1/2) log z - z + log(2 pi) / 2), for z a multiple of 1/2, z >= 1/2.
 */
double stirling_error(double z);

/* p to the power 1/n and its complement, 0 < p < 1, n >= 1. */
struct proportion power_root(double p, double n);

/* The other way about: 1 - (1 - p) to the power 1/n and its complement. */
struct proportion complement_power_root(double p, double n);

#endif
