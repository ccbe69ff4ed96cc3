/* The likelihood-ratio interval; test_rate_blaker.c compares it with tests/reference/truth-acceptance.csv. */
#include <criterion/criterion.h>
#include <math.h>

#include "stats/rate/rate.h"
#include "support/call.h"
#include "support/truth.h"

static peel_interval ratio(int64_t met, int64_t assessed, int32_t side, double confidence) {
    peel_rate_options options = rate_options(PEEL_RATE_LIKELIHOOD_RATIO, side, confidence);
    return rate_of(met, assessed, &options);
}

Test(rate_likelihood, published) {
    peel_interval t028 = ratio(1, 29, 0, 0), t066 = ratio(13, 16, 0, 0);
    cr_expect(fabs(t028.lower - 0.0020) <= 5e-5 && fabs(t028.upper - 0.1432) <= 5e-5, "T028");
    cr_expect(fabs(t066.lower - 0.5828) <= 5e-5 && fabs(t066.upper - 0.9497) <= 5e-5, "T066");
}

/* 2 (l(k / n) - l(x)), in long double. */
static long double deviance(int k, int n, long double x) {
    long double met = k > 0 ? k * logl(k / (n * x)) : 0, failed = k < n ? (n - k) * logl((n - k) / (n * (1 - x))) : 0;
    return 2 * (met + failed);
}

static const long double z95 = 1.959963984540054235524594430520551527955550334L;

/* Each limit of each sample to 60 cases has a deviance of z^2. */
Test(rate_likelihood, definition) {
    for (int n = 1; n <= 60; n++)
        for (int k = 0; k <= n; k++) {
            peel_interval got = ratio(k, n, PEEL_SIDE_TWO_SIDED, 0.95);
            long double below = k > 0 ? deviance(k, n, (long double)got.lower) : z95 * z95;
            long double above = k < n ? deviance(k, n, (long double)got.upper) : z95 * z95;
            cr_expect(fabsl(below / (z95 * z95) - 1) < 3e-14L && fabsl(above / (z95 * z95) - 1) < 3e-14L,
                      "%d/%d: %.17Lg, %.17Lg", k, n, below, above);
            cr_expect(k > 0 || got.lower == 0);
            cr_expect(k < n || got.upper == 1);
        }
}

/* T082 gives 18 of 20 limits that R's binom has from a spline through the profile: right to 3 decimals only. */
Test(rate_likelihood, t082_is_wrong) {
    cr_expect(fabsl(deviance(18, 20, 0.722052946372325L) - z95 * z95) > 1e-4L);
    cr_expect(fabsl(deviance(18, 20, 0.982318186566456L) - z95 * z95) > 1e-2L);
    peel_interval got = ratio(18, 20, 0, 0);
    cr_expect(fabs(got.lower - 0.722052946372325) < 5e-4 && fabs(got.upper - 0.982318186566456) < 5e-4);
}

/* The ends have closed forms: exp(-z^2 / (2 n)). One side takes z of all of alpha: at 97.5% what two take at 95%. */
Test(rate_likelihood, ends_and_sides) {
    for (int64_t n = 1; n <= PEEL_COUNT_MAX; n *= 8) {
        double end = (double)expl(-z95 * z95 / 2 / n), rest = -(double)expm1l(-z95 * z95 / 2 / n);
        peel_rate_options options = rate_options(PEEL_RATE_LIKELIHOOD_RATIO, 0, 0);
        options.alpha = 0.05;
        cr_expect(relative_error(rate_of(n, n, &options).lower, end) < 5e-16, "%lld of as many", (long long)n);
        cr_expect(relative_error(rate_of(0, n, &options).upper, rest) < 5e-16, "0 of %lld", (long long)n);
    }
    peel_interval both = ratio(41, 79, PEEL_SIDE_TWO_SIDED, 0.95);
    cr_expect(relative_error(ratio(41, 79, PEEL_SIDE_LOWER, 0.975).lower, both.lower) < 1e-14);
    cr_expect(relative_error(ratio(41, 79, PEEL_SIDE_UPPER, 0.975).upper, both.upper) < 1e-14);
    cr_expect(ratio(41, 79, PEEL_SIDE_LOWER, 0.975).upper == 1 && ratio(41, 79, PEEL_SIDE_UPPER, 0.975).lower == 0);
}

Test(rate_likelihood, search) {
    const struct rate_counts counts = {3, 7, 10, 0};
    struct rate_plan plan = {.common = {.tail = {NAN, NAN}}};
    struct rate_limits limits = {0.125, 0.25, 0, 0, 0};
    cr_expect(rate_likelihood_ratio(&counts, &plan, &limits) == PEEL_ERROR_SEARCH && limits.lower == 0.125);
}
