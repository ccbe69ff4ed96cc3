/* Which methods have limits that may leave out the estimate, as peel/results.h and the manual say. */
#include <criterion/criterion.h>
#include <math.h>

#include "support/call.h"

/* By more than rounding. */
static int leaves_out(const peel_interval *got) {
    return got->estimate < got->lower - 1e-14 || got->estimate > got->upper + 1e-14;
}

static int ever(int32_t method, double confidence, int population) {
    const peel_rate_options options = rate_options(method, 0, confidence);
    for (int n = 1; n <= 60; n++)
        for (int met = 0; met <= n; met++) {
            const peel_sample sample = {met, n, population ? n + 1 : 0};
            const peel_interval got = rate_of_sample(&sample, &options);
            if (leaves_out(&got)) return 1;
        }
    return 0;
}

Test(rate_outside, methods) {
    for (int32_t method = PEEL_RATE_WILSON; method <= PEEL_RATE_SCAS; method++) {
        const int low = method == PEEL_RATE_BETA || method == PEEL_RATE_ARCSINE || method == PEEL_RATE_MID_P ||
                        method == PEEL_RATE_JEFFREYS || method == PEEL_RATE_MODIFIED_JEFFREYS ||
                        method == PEEL_RATE_SCAS;
        cr_expect(ever(method, 0.01, 0) == low, "%s at 1%%", method_name(method));
        cr_expect(ever(method, 0.75, 0) == (method == PEEL_RATE_BETA || method == PEEL_RATE_ARCSINE), "%s at 75%%",
                  method_name(method));
        cr_expect(ever(method, 0.95, 0) == (method == PEEL_RATE_BETA), "%s at 95%%", method_name(method));
    }
}

/* All but one of 61 and fewer looked at, at 50%: the methods that count in whole cases. */
Test(rate_outside, known_population) {
    for (int32_t method = PEEL_RATE_WILSON; method <= PEEL_RATE_SCAS; method++) {
        const int whole = method == PEEL_RATE_CLOPPER_PEARSON || method == PEEL_RATE_MID_P ||
                          method == PEEL_RATE_BLAKER || method == PEEL_RATE_JEFFREYS || method == PEEL_RATE_BETA ||
                          method == PEEL_RATE_BETA_HPD;
        peel_method facts;
        cr_assert(peel_method_get(method, &facts) == PEEL_OK);
        if (facts.offers & PEEL_OFFERS_POPULATION) cr_expect(ever(method, 0.5, 1) == whole, "%s", facts.name);
        if (!whole) continue;
        const peel_rate_options options = rate_options(method, 0, 0);
        const peel_sample most = {6, 803, 804};
        const peel_interval got = rate_of_sample(&most, &options);
        cr_expect(got.lower == 6.0 / 804 && got.upper == 6.0 / 804, "%s: %g to %g", facts.name, got.lower, got.upper);
    }
}

/* The numbers of the manual. */
Test(rate_outside, examples) {
    peel_rate_options options = rate_options(PEEL_RATE_ARCSINE, 0, 0.75);
    peel_interval got = rate_of(0, 5, &options);
    cr_expect(fabs(got.lower - 0.000001) < 5e-7 && fabs(got.upper - 0.243) < 5e-4);
    options = rate_options(PEEL_RATE_BETA, 0, 0.95);
    got = rate_of(0, 5, &options);
    cr_expect(fabs(got.lower - 0.004) < 5e-4 && fabs(got.upper - 0.459) < 5e-4);
    for (int32_t method = PEEL_RATE_BETA; method <= PEEL_RATE_BETA_HPD; method++) {
        options = rate_options(method, 0, 0.95);
        options.prior_met = 10;
        options.prior_failed = 10;
        got = rate_of(1, 5, &options);
        cr_expect(got.lower > 0.2);
    }
    static const int32_t methods[] = {PEEL_RATE_CLOPPER_PEARSON, PEEL_RATE_BLAKER};
    const peel_sample part = {6, 803, 836};
    for (int i = 0; i < 2; i++) {
        options = rate_options(methods[i], 0, 0.5);
        got = rate_of_sample(&part, &options);
        cr_expect(got.lower == 6.0 / 836 && got.upper == 6.0 / 836, "%g to %g", got.lower, got.upper);
    }
}
