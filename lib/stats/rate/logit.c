/*
 * Logit: the estimate's log odds less z standard errors, sqrt(1/k + 1/f) each, and back (Newcombe 2001, Am Stat 55:200-202).
 */
#include <math.h>

#include "stats/rate/transformed.h"

/*
 * exp(z sqrt(n / (k f))), by which the odds are divided. An ulp of the exponent, which is 30 at worst, is 30 ulp of the limit:
 * it is carried in two parts.
 */
static double odds_factor(const struct rate_counts *of, struct normal_tail tail) {
    double product = of->met * of->failed;
    double product_rest = fma(of->met, of->failed, -product);
    double variance = of->assessed / product;
    double variance_rest = (fma(-variance, product, of->assessed) - variance * product_rest) / product;
    double error = sqrt(variance);
    double error_rest = (fma(-error, error, variance) + variance_rest) / (2.0 * error);
    double exponent = tail.z * error;
    double rest = fma(tail.z, error, -exponent) + tail.z * error_rest + normal_tail_rest(tail) * error;
    return exp(exponent) * (1.0 + rest);
}

static peel_status logit(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limit *limit) {
    const struct rate_counts of = rate_effective(counts);
    double failed = of.failed * odds_factor(&of, plan->common.tail);
    *limit = (struct rate_limit){{of.met / (of.met + failed), failed / (of.met + failed)}, 0};
    return PEEL_OK;
}

peel_status rate_logit(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    if (counts->met == 0.0 || counts->failed == 0.0) return rate_exact_instead(counts, plan, limits);
    return rate_mirrored(logit, counts, plan, limits);
}
