/* Columns of the exact intervals, whose roots are searched for in groups: every row with the bits of the scalar call. */
#include <criterion/criterion.h>
#include <fenv.h>
#include <math.h>
#include <string.h>

#include "support/call.h"

enum { rows = 1200 };

static int64_t met[rows], assessed[rows], population[rows];
static double estimate[rows], lower[rows], upper[rows];
static uint32_t notes[rows];
static peel_status status[rows];

static uint64_t drawn(void) {
    static uint64_t state = 3;
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return state >> 33;
}

/* Small samples and large ones; the ends, few and many met; now and then one that cannot be, or of a known population. */
static void fill(void) {
    static const int64_t bad[][2] = {
        {-1, 10}, {11, 10}, {INT64_MIN, INT64_MIN}, {5, INT64_MIN}, {INT64_MAX, INT64_MAX}};
    for (int i = 0; i < rows; i++) {
        int64_t n = 1 + (int64_t)((drawn() << 31 | drawn()) >> (drawn() % 3 ? 52 : 10 + drawn() % 50));
        int64_t few = (int64_t)(drawn() % 4);
        if (few > n) few = n;
        const int64_t chosen[] = {few, n - few, (int64_t)((drawn() << 31 | drawn()) % (uint64_t)(n + 1)), n / 2};
        assessed[i] = n;
        met[i] = chosen[drawn() % 4];
        population[i] = i % 40 == 3 && n < 1000 ? n + (int64_t)(drawn() % 200) : 0;
        if (i % 50 == 7) met[i] = bad[i / 50 % 5][0], assessed[i] = bad[i / 50 % 5][1];
        if (i % 300 == 299) assessed[i] = 0, met[i] = 0;
    }
}

static int same_bits(double a, double b) {
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

static void check(const peel_rate_options *options, int finite) {
    const peel_samples samples = {met, assessed, finite ? population : NULL};
    const peel_intervals intervals = {estimate, lower, upper, notes, status};
    size_t bad = 0, expected = 0;
    memset(lower, 0xA5, sizeof lower), memset(upper, 0xA5, sizeof upper), memset(status, 0xA5, sizeof status);
    cr_assert(peel_rate_many(rows, &samples, options, &intervals, &bad) == PEEL_OK);
    for (int i = 0; i < rows; i++) {
        const peel_sample sample = {met[i], assessed[i], finite ? population[i] : 0};
        peel_interval one = {.estimate = NAN, .lower = NAN, .upper = NAN};
        peel_status alone = peel_rate(&sample, options, &one);
        expected += alone != PEEL_OK;
        cr_expect(status[i] == alone && notes[i] == one.notes, "row %d: status %d, alone %d", i, status[i], alone);
        cr_expect(same_bits(estimate[i], one.estimate) && same_bits(lower[i], one.lower) &&
                      same_bits(upper[i], one.upper),
                  "%s, row %d, %lld of %lld: %.17g to %.17g, alone %.17g to %.17g", method_name(options->method), i,
                  (long long)met[i], (long long)assessed[i], lower[i], upper[i], one.lower, one.upper);
    }
    cr_expect(bad == expected);
}

Test(rate_exact_many, every_row) {
    static const double alphas[] = {0.05, 0.9, 0.002, 1e-9, 1e-60};
    for (int i = 0; i < 40; i++) {
        peel_rate_options options = rate_options(i % 2 ? PEEL_RATE_MID_P : PEEL_RATE_CLOPPER_PEARSON, 0, 0);
        options.alpha = alphas[i / 2 % 5];
        options.design = i / 10 % 2 ? PEEL_DESIGN_QUOTA : PEEL_DESIGN_RANDOM;
        fill();
        check(&options, i / 20);
    }
}

Test(rate_exact_many, other_plans) {
    static const int32_t sides[] = {PEEL_SIDE_LOWER, PEEL_SIDE_UPPER};
    fill();
    for (int i = 0; i < 4; i++) {
        peel_rate_options options = rate_options(i % 2 ? PEEL_RATE_MID_P : PEEL_RATE_CLOPPER_PEARSON, sides[i / 2], 0);
        options.alpha = 0.025;
        check(&options, 0);
    }
    peel_rate_options census = rate_options(PEEL_RATE_CLOPPER_PEARSON, 0, 0.95);
    census.design = PEEL_DESIGN_CENSUS;
    check(&census, 1);
}

/* A column that is not wanted changes no other; any number of rows, to the last of a group. */
Test(rate_exact_many, wanted) {
    const peel_samples samples = {met, assessed, NULL};
    const peel_rate_options options = rate_options(PEEL_RATE_CLOPPER_PEARSON, 0, 0.95);
    double all[rows];
    fill();
    cr_assert(peel_rate_many(rows, &samples, &options, &(peel_intervals){.upper = all}, NULL) == PEEL_OK);
    for (size_t n = 0; n < 70; n++) {
        memset(upper, 0xA5, sizeof upper);
        memcpy(lower, upper, sizeof upper);
        cr_assert(peel_rate_many(n, &samples, &options, &(peel_intervals){.upper = upper}, NULL) == PEEL_OK);
        for (size_t i = 0; i < n; i++)
            cr_expect(same_bits(upper[i], all[i]), "%zu of %zu", i, n);
        cr_expect(memcmp(upper + n, lower + n, sizeof upper - n * sizeof upper[0]) == 0);
    }
}

/* Nothing that a caller could trap, in columns or alone, whatever a row holds. */
Test(rate_exact_many, no_exception) {
    static const double alphas[] = {0.05, 0.9, 0.002, 1e-9, 1e-60};
    const peel_samples samples = {met, assessed, NULL};
    const peel_intervals intervals = {estimate, lower, upper, notes, status};
    for (int i = 0; i < 200; i++) {
        peel_rate_options options = rate_options(i % 2 ? PEEL_RATE_MID_P : PEEL_RATE_CLOPPER_PEARSON, 0, 0);
        options.alpha = alphas[i / 2 % 5];
        fill();
        feclearexcept(FE_ALL_EXCEPT);
        cr_assert(peel_rate_many(rows, &samples, &options, &intervals, NULL) == PEEL_OK);
        const int raised = fetestexcept(FE_INVALID | FE_DIVBYZERO | FE_OVERFLOW);
        cr_expect(raised == 0, "%s, %g: %#x", method_name(options.method), options.alpha, (unsigned)raised);
    }
    for (int n = 0; n < 200; n++) {
        for (int k = 0; k <= n; k++) {
            const peel_sample sample = {k, n, 0};
            const peel_rate_options options =
                rate_options((n + k) % 2 ? PEEL_RATE_MID_P : PEEL_RATE_CLOPPER_PEARSON, 0, 0.95);
            peel_interval one;
            feclearexcept(FE_ALL_EXCEPT);
            cr_expect(peel_rate(&sample, &options, &one) == PEEL_OK);
            cr_expect(fetestexcept(FE_INVALID | FE_DIVBYZERO | FE_OVERFLOW) == 0, "%d of %d", k, n);
        }
    }
}
