/* Quantiles of a beta distribution with a parameter below 1, where the other end of the scale is far. */
#ifndef NUMERIC_BETA_SMALL_H
#define NUMERIC_BETA_SMALL_H

#include "numeric/proportion.h"

/* A probability in two parts, for 1 - p has the last digits of a small p in its rest. */
struct probability {
    double value;
    double rest;
};

/*
 * Whether the quantile x with I_x(a, b) = below is small enough for beta_small_quantile: b x <= 1 or so and x <= 1/2; a <= 1,
 * b >= 1.
 */
int beta_is_small(double a, double b, struct probability below);

/*
 * That quantile. x is 0 where it is below 1e-307. Returns 0, root untouched, where the steps do not end.
 */
int beta_small_quantile(double a, double b, struct probability below, struct proportion *root);

#endif
