/* Likelihood ratio, Wilks 1938: the root of the deviance is near to a standard normal number. */
#include <math.h>

#include "stats/rate/deviance.h"
#include "stats/rate_test/rate_test.h"

void rate_test_likelihood_ratio(const struct rate_counts *counts, struct proportion rate, peel_test *test) {
    const double n = counts->assessed;
    double past = rate.x <= 0.5 ? -fma(n, rate.x, -counts->met) : fma(n, rate.y, -counts->failed);
    double root = sqrt(2.0 * rate_half_deviance(counts, rate));
    test->statistic = past < 0.0 ? -root : root;
    test->p_value = rate_test_normal(test->statistic, test->side);
}
