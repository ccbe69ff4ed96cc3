/*
 * The lower tail of a beta distribution on the logit scale for any parameters: what beta_tail.h has for the binomial ones, with
 * all that does not depend on x computed once.
 */
#ifndef NUMERIC_BETA_LAW_H
#define NUMERIC_BETA_LAW_H

#include "numeric/beta_integral.h"
#include "numeric/proportion.h"

/* The proportion of a logit. */
struct proportion proportion_from_logit(double w);

/* The parameters, and what their rounding left out: of x = 1e-80 the rounding of a = 1.3 counts. */
struct beta_shape {
    double a, b;
    double a_rest, b_rest;
};

/* a and b are sums of a count and of what a prior adds. */
struct beta_shape beta_shape(double met, double prior_met, double failed, double prior_failed);

/* That of 1 - X. */
struct beta_shape beta_shape_flipped(const struct beta_shape *shape);

struct beta_law {
    double a, b;
    double a_rest, b_rest;
    double n, n_rest; /* a + b, and what its rounding left out */
    double scale;     /* sqrt(a b / (2 pi n)) */
    double errors;    /* of Stirling's formula: that of n less those of a and b */
    beta_integral *integral;
};

/* a, b from 0.001 to 2^53 + 1e6. */
struct beta_law beta_law(const struct beta_shape *shape);

/* Half of what r^2 is at a point: log f of the mean less that of the point; and phi = a - n x, the slope of log f. */
struct beta_deviance {
    double value;
    double phi;
};
struct beta_deviance beta_deviance(const struct beta_law *law, struct proportion at);

/* A point with what is known there. */
struct beta_point {
    struct proportion at;
    double excess; /* log F - log p */
    double ratio;  /* R = F / f, f the density of the logit w: 1 over the slope of log F */
    double phi;    /* a - n x, the slope of log f */
};

/* The law of 1 - X. */
struct beta_law beta_law_flipped(const struct beta_law *law);

/* Fills one or two points, each by its law. For a >= 1 and x at or below the median or not far above. */
void beta_at(const struct beta_law *law, const struct proportion *at, int ends, double p, struct beta_point *point);

#endif
