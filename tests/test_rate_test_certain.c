/* What a rate or a census leaves no doubt of: tests of 0 and 1, and of samples that are their population. */
#include <criterion/criterion.h>
#include <fenv.h>
#include <math.h>

#include "support/call.h"

/* 0.4 met, certainly below 0.6: lower asks whether it lies above, and has p 1. As of a rate that the cases rule out. */
Test(rate_test_certain, one_side_of_a_census) {
    static const double rates[] = {0, 0.3, 0.4, 0.6, 1};
    const peel_sample whole = {4, 10, 10};
    static const int32_t methods[] = {PEEL_RATE_TEST_EXACT, PEEL_RATE_TEST_MID_P, PEEL_RATE_TEST_SCORE,
                                      PEEL_RATE_TEST_LIKELIHOOD_RATIO};
    for (int i = 0; i < 5 * 4; i++) {
        const double rate = rates[i % 5];
        const double expected[] = {rate == 0.4, rate >= 0.4, rate <= 0.4};
        for (int32_t side = PEEL_SIDE_TWO_SIDED; side <= PEEL_SIDE_UPPER; side++) {
            const peel_rate_options options = rate_options(methods[i / 5], side, 0);
            peel_test got;
            cr_assert(peel_rate_test(&whole, rate, &options, &got) == PEEL_OK);
            cr_expect(got.p_value == expected[side] && got.notes == PEEL_NOTE_CENSUS, "%g, side %d: p %g", rate,
                      (int)side, got.p_value);
        }
    }
}

static peel_test answer(peel_sample of, double rate, int32_t method) {
    const peel_rate_options options = rate_options(method, 0, 0);
    peel_test test;
    cr_assert(peel_rate_test(&of, rate, &options, &test) == PEEL_OK);
    return test;
}

/* At 0 and 1 one result is certain, and any other infinitely far: without a division by zero. */
Test(rate_test_certain, at_the_ends) {
    for (int32_t method = PEEL_RATE_TEST_EXACT; method <= PEEL_RATE_TEST_LIKELIHOOD_RATIO; method++)
        for (int end = 0; end <= 1; end++) {
            const int has_z = method == PEEL_RATE_TEST_SCORE || method == PEEL_RATE_TEST_LIKELIHOOD_RATIO;
            feclearexcept(FE_ALL_EXCEPT);
            peel_test other = answer((peel_sample){41, 79, 0}, end, method),
                      same = answer((peel_sample){9 * end, 9, 0}, end, method);
            cr_expect(fetestexcept(FE_DIVBYZERO | FE_INVALID | FE_OVERFLOW) == 0, "method %d", (int)method);
            cr_expect(other.p_value == 0 && same.p_value == 1);
            cr_expect(has_z ? other.statistic == (end ? -INFINITY : INFINITY) : isnan(other.statistic));
            cr_expect(has_z ? same.statistic == 0 : isnan(same.statistic));
        }
}
