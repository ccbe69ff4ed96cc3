/*
 * Likelihood ratio (Wilks 1938): the rates x at which half the deviance, k log(k / (n x)) + (n - k) log((n - k) / (n y)), is at most
 * z^2 / 2. At k = n that is x = exp(-z^2 / (2 n)).
 */
#include <math.h>

#include "numeric/elementary.h"
#include "stats/rate/deviance.h"

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

/* k - n x, in one rounding. */
static double drift(double k, double failed, struct proportion at) {
    return at.x <= 0.5 ? -fma(k + failed, at.x, -k) : fma(k + failed, at.y, -failed);
}

/*
 * k log(k / (n x)) + d and failed log(failed / (n y)) - d with d = k - n x: of relative distances t from both counts by t - log(1 + t),
 * so that nothing is left to cancel; far below k / n, where that would lose digits, by the logarithm itself.
 */
static double own_part(double k, double relative, double d) {
    return relative >= 0.5 ? k * linear_minus_log1p(-d / k) : -k * log(relative) - d;
}

static double other_part(double failed, double d) {
    return failed * linear_minus_log1p(d / failed);
}

static double none_seen(double n, struct proportion at) {
    return at.x <= 0.5 ? -n * log1p(-at.x) : -n * log(at.y);
}

double rate_half_deviance(const struct rate_counts *counts, struct proportion at) {
    if ((counts->met > 0.0 && at.x == 0.0) || (counts->failed > 0.0 && at.y == 0.0)) return HUGE_VAL;
    if (counts->met == 0.0) return none_seen(counts->assessed, at);
    if (counts->failed == 0.0) return none_seen(counts->assessed, proportion_flipped(at));
    double d = drift(counts->met, counts->failed, at);
    if (d < 0.0) { /* from the side where x lies below the sample's rate */
        const struct rate_counts flipped = rate_flipped(counts);
        return rate_half_deviance(&flipped, proportion_flipped(at));
    }
    return own_part(counts->met, counts->assessed * at.x / counts->met, d) + other_part(counts->failed, d);
}

/*
 * log(likelihood of x over that of k / n) + z^2 / 2, above 0 between the limits. Far below k / n by the power (n x / k)^k
 * itself, for z^2 / 2 and the logarithms are then large numbers with a small difference.
 */
static double excess(double k, double failed, struct proportion at, double d, const struct level *level) {
    double relative = (k + failed) * at.x / k;
    double other = other_part(failed, d);
    if (relative >= 0.5) return (level->half_square - own_part(k, relative, d) - other) + level->rest;
    double log_power = k * log(relative);
    if (log_power < -300.0) return level->half_square + log_power + d - other;
    double ratio = pow(relative, k) * exp(d - other) / level->likelihood;
    return fabs(ratio - 1.0) < 0.5 ? log1p(ratio - 1.0) : log(ratio);
}

/* By logits: the excess has slope d = k - n x and curve -n x y. The parabola with these is exact for a normal likelihood. */
static peel_status search(double k, double failed, const struct level *level, double z, struct proportion *root) {
    const int cap = 60;
    const double last = 1e-6;
    const double n = k + failed;
    struct proportion at = proportion_moved((struct proportion){k / n, failed / n}, -z / sqrt(k / n * failed));
    for (int i = 0; i < cap; i++) {
        double spread = n * at.x * at.y;
        double d = drift(k, failed, at);
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
    limit->at.y = -expm1(-(level.half_square + level.rest) / counts->assessed);
    return PEEL_OK;
}

peel_status rate_likelihood_ratio(const struct rate_counts *counts, const struct rate_plan *plan,
                                  struct rate_limits *limits) {
    return rate_mirrored(likelihood_ratio, counts, plan, limits);
}
