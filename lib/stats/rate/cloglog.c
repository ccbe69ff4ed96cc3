/*
 * Complementary log-log: log(-log(k / n)) plus and minus z standard errors, sqrt(f / (n k)) / log(n / k) each, and back. The
 * orientation is that of R's binom (Dorai-Raj 2009), log(-log) of the rate itself, under which failures have other limits.
 */
#include <math.h>

#include "stats/rate/transformed.h"

/* exp(-depth), where that is `base` exp(-further); the smaller one of it and its complement is right to the last digits. */
static double rate_at(double depth, double base, double further) {
    const double log_two = 0.6931471805599453;
    const double deepest = 700.0; /* exp(-700) is taken as 0: below the range of doubles exp sets errno */
    if (depth < log_two) return 1.0 + expm1(-depth);
    return depth > deepest ? 0.0 : base * exp(-further);
}

peel_status rate_cloglog(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    const double n = counts->assessed;
    const int32_t side = plan->common.side;
    if (counts->met == 0.0 || counts->failed == 0.0) return rate_exact_instead(counts, plan, limits);
    double depth = counts->met <= counts->failed ? log(n / counts->met) : -log1p(-counts->failed / n);
    double reach = plan->common.tail.z * sqrt(counts->failed / n / counts->met) / depth;
    double base = counts->met / n;
    *limits = (struct rate_limits){0.0, 1.0, NAN, NAN, 0};
    if (side != PEEL_SIDE_UPPER) limits->lower = rate_at(depth * exp(reach), base, depth * expm1(reach));
    if (side != PEEL_SIDE_LOWER) limits->upper = rate_at(depth * exp(-reach), base, depth * expm1(-reach));
    return PEEL_OK;
}
