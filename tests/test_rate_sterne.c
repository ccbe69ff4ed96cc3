/* Sterne's interval; test_rate_blaker.c compares it with its definition and with tests/reference/truth-acceptance.csv. */
#include <criterion/criterion.h>
#include <math.h>

#include "oracle/acceptance_oracle.h"
#include "support/call.h"
#include "support/truth.h"

static peel_interval sterne(int64_t met, int64_t assessed, double confidence) {
    peel_rate_options options = rate_options(PEEL_RATE_STERNE, PEEL_SIDE_TWO_SIDED, confidence);
    return rate_of(met, assessed, &options);
}

/* 1 of 30: the hull is 0.0017 to 0.1772, though p is 0.0491 at 0.17. */
Test(rate_sterne, hull) {
    peel_interval got = sterne(1, 30, 0.95);
    cr_expect(fabs(got.lower - 0.0017) < 5e-5 && fabs(got.upper - 0.1772) < 5e-5, "%.6f to %.6f", got.lower, got.upper);
    cr_expect(fabsl(oracle_p_of_both(oracle_sterne, 1, 30, 0.17L) - 0.0491L) < 5e-5L);
    cr_expect(oracle_p_of_both(oracle_sterne, 1, 30, 0.177L) > 0.05L);
}

/*
 * At a jump two results are equally likely, at odds that are a root of a ratio of binomial coefficients: 3 of 10 at 95% begins
 * where 3 is as likely as 0, x/y = 120^(-1/3), and 1 of 2 at 60% where 1 is as likely as 0, x = 1/3.
 */
Test(rate_sterne, closed_jumps) {
    double odds = 1 / cbrt(120);
    cr_expect(sterne(1, 2, 0.3).lower > 1.0 / 3 - 1e-15 && fabs(sterne(1, 2, 0.3).lower - 1.0 / 3) < 1e-15);
    for (double confidence = 0.05; confidence < 1; confidence += 0.01) {
        double lower = sterne(3, 10, confidence).lower;
        double p_there = (double)oracle_p_of_both(oracle_sterne, 3, 10, (long double)(odds / (1 + odds)));
        if (lower > odds / (1 + odds) * (1 - 1e-9) && lower < odds / (1 + odds) * (1 + 1e-9))
            cr_expect(relative_error(lower, odds / (1 + odds)) < 4e-16 && p_there > 1 - confidence);
    }
}

/* R's tolerance of 1e-7 is not in the limits: it would move every jump by that, relatively, over its distance in counts. */
Test(rate_sterne, without_tolerance) {
    for (int assessed = 2; assessed <= 40; assessed++) {
        /* 1 as likely as 0 at 1 / (n + 1), where p begins to be 1 */
        double lower = sterne(1, assessed, 1e-6).lower;
        cr_expect(relative_error(lower, 1.0 / (assessed + 1)) < 6e-16, "1 of %d: %.17g", assessed, lower);
    }
}

/*
 * Where one rate is the upper limit of a count and the lower one of another, it must not be two, or rates between them are in
 * no interval: 0 and 2 of 47 at a confidence of 1/2, and all others, of Blaker too.
 */
static void expect_shared(int32_t method, int assessed, double confidence, int *shared) {
    peel_interval all[61];
    peel_rate_options options = rate_options(method, PEEL_SIDE_TWO_SIDED, confidence);
    for (int met = 0; met <= assessed; met++)
        all[met] = rate_of(met, assessed, &options);
    for (int met = 1; met <= assessed; met++)
        for (int lower = 0; lower < met; lower++) {
            double gap = all[met].lower - all[lower].upper;
            if (fabs(gap) > 1e-12) continue;
            *shared += 1;
            if (gap != 0) cr_expect(0, "%s, %d and %d of %d: %g", method_name(method), lower, met, assessed, gap);
        }
}

Test(rate_sterne, shared_limits) {
    int shared = 0;
    for (int assessed = 2; assessed <= 60; assessed++)
        for (double confidence = 0.1; confidence < 0.99; confidence += 0.1) {
            expect_shared(PEEL_RATE_STERNE, assessed, confidence, &shared);
            expect_shared(PEEL_RATE_BLAKER, assessed, confidence, &shared);
        }
    cr_expect(shared > 5000, "%d", shared);
    cr_expect(sterne(0, 47, 0.5).upper == sterne(2, 47, 0.5).lower);
}

/* With hardly any confidence, the rates at which nothing is likelier: k / (n + 1) to (k + 1) / (n + 1). */
Test(rate_sterne, hardly_any_confidence) {
    peel_interval got = sterne(3, 10, 0x1p-53);
    cr_expect(relative_error(got.lower, 3.0 / 11) < 6e-16 && relative_error(got.upper, 4.0 / 11) < 6e-16);
}

/* p at the jumps grows from one to the next, of which the search makes use: for all samples to 60 cases. */
Test(rate_sterne, p_grows_at_jumps) {
    for (int assessed = 2; assessed <= 60; assessed++)
        for (int met = 2; met <= assessed; met++) {
            long double last = 0, combinations = 1, own = 1;
            for (int i = 1; i <= met; i++)
                own *= (long double)(assessed - met + i) / i;
            for (int j = 0; j < met; j++) {
                if (j > 0) combinations *= (long double)(assessed - j + 1) / j;
                long double odds = powl(combinations / own, 1.0L / (met - j));
                long double p = oracle_p_of_both(oracle_sterne, met, assessed, odds / (1 + odds));
                cr_expect(p > last, "%d of %d, jump %d", met, assessed, j);
                last = p;
            }
        }
}

/* Every confidence contains the ones below: a test that is inverted at a smaller alpha keeps all that it kept. */
Test(rate_sterne, nested_for_larger_samples) {
    static const int64_t sizes[] = {79, 200, 1000, 31623, 1000000};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        for (int64_t met = 0; met <= sizes[i]; met += sizes[i] / 11) {
            peel_interval inner = sterne(met, sizes[i], 0.5);
            for (double confidence = 0.51; confidence < 0.999; confidence += 0.007) {
                peel_interval outer = sterne(met, sizes[i], confidence);
                cr_expect(outer.lower <= inner.lower && outer.upper >= inner.upper, "%lld of %lld at %g",
                          (long long)met, (long long)sizes[i], confidence);
                inner = outer;
            }
        }
}
