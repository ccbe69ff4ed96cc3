/*
 * Probit: the estimate's normal quantile less z standard errors, and back. The standard error of the quantile q of k / n is
 * sqrt(k f / n^3) over the normal density at q (the delta method; Dorai-Raj 2009, R package binom).
 */
#include <math.h>

#include "stats/rate/transformed.h"

static const double sqrt_two_pi = 2.5066282746310002;

/* Where the smaller of k / n and f / n is the area beyond: the quantile in two parts, for its square counts; the density. */
struct normal_point {
    double z;
    double rest;
    double density;
};

static struct normal_point point_of(double smaller, double n) {
    struct normal_tail tail = {smaller / n, 0.0};
    if (tail.p < 0.5) tail = normal_upper_tail(tail.p);
    double square = tail.z * tail.z;
    double density = exp(-0.5 * square) / sqrt_two_pi;
    double rest = normal_tail_rest(tail);
    double square_rest = fma(tail.z, tail.z, -square) + 2.0 * tail.z * rest;
    return (struct normal_point){tail.z, rest, density * (1.0 - 0.5 * square_rest)};
}

/* The area beyond z + rest, for z >= 0. */
static double area_beyond(double z, double rest) {
    return normal_upper_area(z) - rest * exp(-0.5 * z * z) / sqrt_two_pi;
}

static peel_status probit(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limit *limit) {
    const double n = counts->assessed;
    const double z = plan->common.tail.z;
    const double sign = counts->met <= counts->failed ? 1.0 : -1.0;
    const struct normal_point at = point_of(fmin(counts->met, counts->failed), n);
    double error = sqrt(counts->met / n * (counts->failed / n) / n) / at.density;
    double reach = z * error;
    double reach_rest = fma(z, error, -reach) + normal_tail_rest(plan->common.tail) * error;
    double base = sign * at.z;
    double depth = base + reach; /* the limit's quantile, below the middle */
    double larger = fmax(fabs(base), reach) == reach ? reach : base;
    double lost = (larger == reach ? base : reach) - (depth - larger);
    double rest = lost + sign * at.rest + reach_rest;
    double area = depth >= 0.0 ? area_beyond(depth, rest) : area_beyond(-depth, -rest);
    *limit = (struct rate_limit){{area, 1.0 - area}, 0};
    if (depth < 0.0) limit->at = proportion_flipped(limit->at);
    return PEEL_OK;
}

peel_status rate_probit(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    if (counts->met == 0.0 || counts->failed == 0.0) return rate_exact_instead(counts, plan, limits);
    return rate_mirrored(probit, counts, plan, limits);
}
