/*
 * Likelihood ratio (Wilks 1938): the rates x at which half the deviance, k log(k / (n x)) + (n - k) log((n - k) / (n y)), is at most
 * z^2 / 2. At k = n that is x = exp(-z^2 / (2 n)).
 */
#include <math.h>

#include "numeric/elementary.h"
#include "stats/rate/rate.h"

/*
 * z^2 / 2 and exp of minus that. At alpha = 1e-100 z^2 / 2 is 225: a rounding of z would cost the limit 225 of its own, so what z lacks
 * of the tail and what its square lacks are put back.
 */
struct level {
    double half_square;
    double rest;
    double likelihood;
};

static struct level level_of(struct normal_tail tail) {
    double missing = normal_upper_area(tail.z) / tail.p - 1.0;
    double density = exp(-0.5 * tail.z * tail.z) / 2.5066282746310002; /* sqrt(2 pi) */
    double square = tail.z * tail.z;
    double rest = 0.5 * fma(tail.z, tail.z, -square) + tail.z * missing * (tail.p / density);
    return (struct level){0.5 * square, rest, exp(-0.5 * square) * (1.0 - rest)};
}

/*
 * log(likelihood of x over that of k / n) + z^2 / 2, above 0 between the limits. By h(t) = t - log(1 + t) of the relative
 * distances from both counts, whose linear parts cancel each other; far below k / n, where h would be the difference of
 * larger numbers, by the power (n x / k)^k itself.
 */
static double excess(double k, double failed, struct proportion at, double d, const struct level *level) {
    double n = k + failed;
    double relative = n * at.x / k;
    double other = failed * linear_minus_log1p(d / failed);
    if (relative >= 0.5) return (level->half_square - k * linear_minus_log1p(-d / k) - other) + level->rest;
    double log_power = k * log(relative);
    if (log_power < -300.0) return level->half_square + log_power + d - other;
    double ratio = pow(relative, k) * exp(d - other) / level->likelihood;
    return fabs(ratio - 1.0) < 0.5 ? log1p(ratio - 1.0) : log(ratio);
}

/* By logits: the excess has slope d = k - n x and curve -n x y. The parabola with these is exact for a normal likelihood. */
static peel_status search(double k, double failed, const struct level *level, double z, struct proportion *root) {
    const int cap = 60;
    const double last = 1e-8;
    const double n = k + failed;
    struct proportion at = proportion_moved((struct proportion){k / n, failed / n}, -z / sqrt(k / n * failed));
    for (int i = 0; i < cap; i++) {
        double spread = n * at.x * at.y;
        double d = at.x <= 0.5 ? -fma(n, at.x, -k) : fma(n, at.y, -failed);
        double gap = excess(k, failed, at, d, level);
        double slope = d + sqrt(fmax(0.0, d * d + 2.0 * gap * spread));
        double step = slope > 0.0 ? -2.0 * gap / slope : 0.0; /* k / n itself, at a confidence of 1e-16 */
        at = proportion_moved(at, step);
        if (fabs(step) * (fabs(d) + sqrt(spread)) < last) {
            *root = at;
            return PEEL_OK;
        }
    }
    return PEEL_ERROR_SEARCH;
}

static peel_status likelihood_ratio(const struct rate_counts *counts, const struct rate_plan *plan,
                                    struct rate_limit *limit) {
    *limit = (struct rate_limit){{0.0, 1.0}, 0};
    if (counts->met == 0.0) return PEEL_OK;
    const struct level level = level_of(plan->common.tail);
    if (counts->failed > 0.0) return search(counts->met, counts->failed, &level, plan->common.tail.z, &limit->at);
    limit->at = power_root(level.likelihood, counts->assessed);
    return PEEL_OK;
}

peel_status rate_likelihood_ratio(const struct rate_counts *counts, const struct rate_plan *plan,
                                  struct rate_limits *limits) {
    return rate_mirrored(likelihood_ratio, counts, plan, limits);
}
