/* Blaker 2000: the smaller tail, and the largest tail of the other side that is not above it. */
#include <math.h>

#include "numeric/binomial.h"
#include "numeric/binomial_quantile.h"
#include "stats/rate_test/rate_test.h"

/* A tail with z for the guess of a search; far out near enough, by the first terms of its asymptotic series. */
static struct normal_tail tail_of(double p) {
    if (p > 1e-50) return normal_upper_tail(p);
    double square = -2.0 * log(p);
    return (struct normal_tail){p, sqrt(square - log(6.283185307179586 * square))};
}

/* For k whose upper tail is the smaller one. */
static double acceptability(double k, double n, struct proportion rate, double above) {
    if (above >= 0.5) return 1.0;
    if (above == 0.0) return 0.0;
    double beyond = fmin(binomial_quantile(n, rate, tail_of(above)), k);
    return beyond > 0.0 ? fmin(1.0, above + binomial_lower(beyond - 1.0, n, rate, 1.0)) : above;
}

void rate_test_blaker(const struct rate_counts *counts, struct proportion rate, peel_test *test) {
    double above = binomial_upper(counts->met, counts->assessed, rate, 1.0);
    double below = binomial_lower(counts->met, counts->assessed, rate, 1.0);
    if (above <= below)
        test->p_value = acceptability(counts->met, counts->assessed, rate, above);
    else
        test->p_value = acceptability(counts->failed, counts->assessed, proportion_flipped(rate), below);
}
