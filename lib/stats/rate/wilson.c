#define LANES_LEVEL LANES_SCALAR
#include "stats/rate/rate.h"
#include "stats/rate/wilson_formula.h"

static void take_lower(const struct rate_plan *plan, double lower, struct rate_limits *limits) {
    if (plan->common.side != PEEL_SIDE_UPPER) limits->lower = lower;
}

static void take_upper(const struct rate_plan *plan, double upper, struct rate_limits *limits) {
    if (plan->common.side != PEEL_SIDE_LOWER) limits->upper = upper;
}

peel_status rate_wilson(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    const struct rate_counts of = rate_effective(counts);
    const struct wilson_z z = wilson_z(plan->common.tail.z);
    double lower, upper;
    wilson_limits(of.met, of.failed, of.assessed, &z, &lower, &upper);
    *limits = (struct rate_limits){0.0, 1.0, NAN, NAN, 0};
    take_lower(plan, lower, limits);
    take_upper(plan, upper, limits);
    return PEEL_OK;
}

/* Newcombe 1998, method 4: the limits of half a case fewer and of half a case more; 0 and 1 where there is none. */
peel_status rate_wilson_cc(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    const double n = counts->assessed;
    const struct wilson_z z = wilson_z(plan->common.tail.z);
    double lower = 0.0, upper = 1.0, unused;
    if (counts->met > 0.0) wilson_limits(counts->met - 0.5, counts->failed + 0.5, n, &z, &lower, &unused);
    if (counts->failed > 0.0) wilson_limits(counts->met + 0.5, counts->failed - 0.5, n, &z, &unused, &upper);
    *limits = (struct rate_limits){0.0, 1.0, NAN, NAN, 0};
    take_lower(plan, lower, limits);
    take_upper(plan, upper, limits);
    return PEEL_OK;
}
