/*
 * Clopper-Pearson, mid-P and Jeffreys against another way to the same number: tests/oracle/binomial_oracle.h.
 * The tolerance is what the library promises, 2e-15 (1e-15 for Clopper-Pearson), and the oracle's own error.
 */
#include <criterion/criterion.h>
#include <math.h>

#include "oracle/binomial_oracle.h"
#include "support/call.h"
#include "support/truth.h"

static const double confidences[] = {0.01, 0.5, 0.6, 0.9, 0.95, 0.998, 1 - 1e-9};
enum { confidence_count = sizeof confidences / sizeof confidences[0] };

struct limits {
    double lower, upper;
};

static struct limits oracle(int32_t method, int met, int assessed, double alpha) {
    if (method == PEEL_RATE_JEFFREYS)
        return (struct limits){oracle_jeffreys_lower(met, assessed, (long double)alpha),
                               oracle_jeffreys_upper(met, assessed, (long double)alpha)};
    int mid = method == PEEL_RATE_MID_P;
    return (struct limits){oracle_tail_lower(met, assessed, (long double)alpha, mid),
                           oracle_tail_upper(met, assessed, (long double)alpha, mid)};
}

static void compare(int32_t method, int met, int assessed, double alpha, double got, double expected) {
    double tolerance = (method == PEEL_RATE_CLOPPER_PEARSON ? 1e-15 : 2e-15) + oracle_error(assessed, alpha);
    cr_expect(relative_error(got, expected) <= tolerance, "%s %d/%d: %.17g, the oracle says %.17g", method_name(method),
              met, assessed, got, expected);
}

/* Both limits of a two-sided interval, and each one-sided bound, of one sample at one confidence. */
static void check(int32_t method, int met, int assessed, double confidence) {
    double alpha = (1 - confidence) / 2;
    struct limits expected = oracle(method, met, assessed, alpha);
    peel_rate_options options = rate_options(method, PEEL_SIDE_TWO_SIDED, confidence);
    peel_interval got = rate_of(met, assessed, &options);
    compare(method, met, assessed, alpha, got.lower, expected.lower);
    compare(method, met, assessed, alpha, got.upper, expected.upper);
    if (confidence <= 0.5) return;
    alpha = 1 - confidence;
    expected = oracle(method, met, assessed, alpha);
    options.side = PEEL_SIDE_LOWER;
    got = rate_of(met, assessed, &options);
    compare(method, met, assessed, alpha, got.lower, expected.lower);
    cr_expect(got.upper == 1);
    options.side = PEEL_SIDE_UPPER;
    got = rate_of(met, assessed, &options);
    compare(method, met, assessed, alpha, got.upper, expected.upper);
    cr_expect(got.lower == 0);
}

/* Every sample of `from` to `to` cases at every confidence, in steps of met that grow with the size. */
static void check_sizes(int32_t method, int from, int to, int fewest_steps) {
    for (int assessed = from; assessed <= to; assessed++) {
        int step = assessed / fewest_steps + 1;
        for (int met = 0; met <= assessed; met += step)
            for (int i = 0; i < confidence_count; i++)
                check(method, met, assessed, confidences[i]);
    }
}

/* The ends, their neighbours, the middle and one off it, of a few larger samples. */
static void check_large(int32_t method, const int *sizes, int count) {
    for (int i = 0; i < count; i++) {
        const int met[] = {0, 1, 2, 17, sizes[i] / 3, sizes[i] / 2, sizes[i] - 5, sizes[i] - 1, sizes[i]};
        for (size_t j = 0; j < sizeof met / sizeof met[0]; j++)
            for (int k = 1; k < confidence_count; k++)
                check(method, met[j], sizes[i], confidences[k]);
    }
}

Test(rate_oracle, clopper_pearson) {
    static const int sizes[] = {97, 231, 512, 1000, 2000};
    check_sizes(PEEL_RATE_CLOPPER_PEARSON, 1, 60, 60);
    check_large(PEEL_RATE_CLOPPER_PEARSON, sizes, 5);
}

Test(rate_oracle, mid_p) {
    static const int sizes[] = {97, 231, 512, 1000, 2000};
    check_sizes(PEEL_RATE_MID_P, 1, 60, 60);
    check_large(PEEL_RATE_MID_P, sizes, 5);
}

Test(rate_oracle, jeffreys) {
    static const int sizes[] = {231};
    check_sizes(PEEL_RATE_JEFFREYS, 1, 16, 4);
    check_large(PEEL_RATE_JEFFREYS, sizes, 1);
}

/* The oracle itself, where the answer is known: 41/79 (the Cambridgeshire sample), closed forms. */
Test(rate_oracle, oracle) {
    cr_expect(fabs(oracle_tail_lower(41, 79, 0.025L, 0) - 0.403646) < 5e-7);
    cr_expect(fabs(oracle_tail_upper(41, 79, 0.025L, 0) - 0.632863) < 5e-7);
    cr_expect(fabs(oracle_tail_upper(0, 2, 0.25L, 0) - 0.5) < 1e-15);
    cr_expect(fabs(oracle_tail_lower(2, 2, 0.125L, 1) - 0.5) < 1e-15);
    cr_expect(oracle_probability(1, 2, 0.5L) == 0.5L);
    /* beta(3/2, 3/2) is symmetric: half of it lies below 1/2. beta(3/2, 1/2): interval.csv, Jeffreys 1/1 at 90%. */
    cr_expect(relative_error(oracle_jeffreys_lower(1, 2, 0.5L), 0.5) < 1e-15);
    cr_expect(fabs(oracle_jeffreys_lower(1, 1, 0.05L) - 0.2285198) < 5e-8);
}
