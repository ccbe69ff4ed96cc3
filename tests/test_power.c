/* peel_compare_power and peel_compare_size: known values, all results enumerated, and statuses. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>

#include "oracle/table_oracle.h"
#include <peel.h>

static peel_compare_options options_of(int32_t method, int32_t side, double alpha) {
    return (peel_compare_options){.size = sizeof(peel_compare_options), .method = method, .side = side, .alpha = alpha};
}

static double power_of(double before, double after, int64_t n, int64_t m, peel_compare_options options) {
    double power = -1;
    errno = 12345;
    peel_status status = peel_compare_power(before, after, n, m, &options, &power);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    cr_assert(errno == 12345 && power >= 0 && power <= 1, "errno %d, power %g", errno, power);
    return power;
}

static int64_t size_of(double before, double after, double power, peel_compare_options options) {
    int64_t assessed = -1;
    errno = 12345;
    peel_status status = peel_compare_size(before, after, power, &options, &assessed);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    cr_assert(errno == 12345);
    return assessed;
}

/*
 * 94% before and 80.6% after, at 80% power: the normal formula says 96 in each audit, Fisher's test needs 105. scipy 1.10:
 * binom.pmf over all results with fisher_exact <= 0.05 gives 0.79725 at 104 and 0.80191 at 105.
 */
Test(power, area_2) {
    peel_compare_options fisher = options_of(0, 0, 0.05), pearson = options_of(PEEL_TEST_PEARSON, 0, 0.05);
    int64_t assessed;
    cr_expect(size_of(0.94, 0.806, 0.8, pearson) == 96 && size_of(0.94, 0.806, 0.8, fisher) == 105);
    cr_expect(fabs(power_of(0.94, 0.806, 104, 104, fisher) - 0.79725) < 5e-6);
    cr_expect(fabs(power_of(0.94, 0.806, 105, 105, fisher) - 0.80191) < 5e-6);
    cr_expect(peel_compare_size(0.94, 0.806, 0, NULL, &assessed) == PEEL_OK && assessed == 105);
}

/* Fleiss, Levin and Paik 2003, table A.4, alpha 0.05, power 0.8: 0.5 against 0.6 needs 388 before the continuity correction. */
Test(power, normal_formula) {
    const double z = 1.9599639845400542, beta = 0.84162123357291441;
    static const double pairs[][2] = {{0.5, 0.6}, {0.94, 0.806}, {0.05, 0.1}, {0.2, 0.7}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        double p = pairs[i][0], q = pairs[i][1], middle = (p + q) / 2;
        double root = z * sqrt(2 * middle * (1 - middle)) + beta * sqrt(p * (1 - p) + q * (1 - q));
        double n = ceil(root * root / ((p - q) * (p - q)));
        int64_t got = size_of(p, q, 0.8, options_of(PEEL_TEST_PEARSON, 0, 0.05));
        cr_expect((double)got == n, "%g, %g: %lld, not %g", p, q, (long long)got, n);
    }
    cr_expect(size_of(0.5, 0.6, 0.8, options_of(PEEL_TEST_PEARSON, 0, 0.05)) == 388);
}

/* Both sides count: where nothing changed the normal formula gives alpha, one-sided as well. */
Test(power, no_change) {
    for (int32_t side = 0; side < PEEL_SIDE_END_; side++) {
        double power = power_of(0.3, 0.3, 80, 120, options_of(PEEL_TEST_PEARSON, side, 0.05));
        cr_expect(fabs(power - 0.05) < 1e-15, "%.17g", power);
        cr_expect(power_of(0.3, 0.3, 80, 120, options_of(PEEL_TEST_FISHER, side, 0.05)) < 0.05);
    }
}

static void compare(double before, double after, int n, double alpha) {
    for (int mid = 0; mid < 2; mid++) {
        int32_t method = mid ? PEEL_TEST_FISHER_MID_P : PEEL_TEST_FISHER;
        double got = power_of(before, after, n, n, options_of(method, 0, alpha));
        double wanted = oracle_power((long double)before, (long double)after, n, (long double)alpha, mid);
        cr_expect(fabs(got - wanted) <= 1e-13 * wanted, "%g, %g, %d, %g, mid %d: %.17g, not %.17g", before, after, n,
                  alpha, mid, got, wanted);
    }
}

/* alpha a little off the fractions that p can be: 0.1 is a p of 3 and 3. */
Test(power, every_result) {
    static const double alphas[] = {0.0501, 0.00999, 0.2003, 1.0003e-9, 0.6007, 0.9903};
    for (size_t i = 0; i < sizeof alphas / sizeof alphas[0]; i++) {
        for (int n = 1; n <= 20; n++) {
            compare(0.5, 0.25, n, alphas[i]);
            compare(0.9, 0.0625, n, alphas[i]);
        }
        compare(0.94, 0.806, 60, alphas[i]);
        compare(0.99, 0.5, 45, alphas[i]);
    }
}

/* 3 of 3 against 0 of 3 has p = 2/20: at alpha 0.1 that is significant, whatever its last digit. */
Test(power, p_equal_to_alpha) {
    cr_expect(fabs(power_of(0.5, 0.5, 3, 3, options_of(0, 0, 0.1)) - 2 / 64.0) < 1e-16);
    cr_expect(power_of(0.5, 0.5, 3, 3, options_of(0, 0, 0.0999)) == 0);
    cr_expect(fabs(power_of(0.5, 0.5, 3, 3, options_of(PEEL_TEST_FISHER_MID_P, 0, 0.0751)) - 2 / 64.0) < 1e-16);
    cr_expect(fabs(power_of(0.5, 0.5, 3, 3, options_of(0, PEEL_SIDE_LOWER, 0.05)) - 1 / 64.0) < 1e-16);
    cr_expect(fabs(power_of(0.5, 0.5, 3, 3, options_of(0, PEEL_SIDE_UPPER, 0.05)) - 1 / 64.0) < 1e-16);
    cr_expect(power_of(0.5, 0.5, 3, 3, options_of(0, PEEL_SIDE_UPPER, 0.0499)) == 0);
}

/* Where all cases met, or none did, p is 1 of mid-P, too: half of the seen table's probability would be below these alphas. */
Test(power, no_variation) {
    static const double alphas[] = {0.5, 0.6, 0.99};
    for (int32_t method = PEEL_TEST_FISHER; method <= PEEL_TEST_FISHER_MID_P; method++)
        for (size_t i = 0; i < sizeof alphas / sizeof alphas[0]; i++) {
            cr_expect(power_of(0, 0, 7, 5, options_of(method, 0, alphas[i])) == 0);
            cr_expect(power_of(1, 1, 7, 5, options_of(method, 0, alphas[i])) == 0);
        }
}

/* Rates of 0 and 1 leave one result. */
Test(power, sure_rates) {
    for (int32_t method = PEEL_TEST_FISHER; method <= PEEL_TEST_PEARSON; method++) {
        peel_compare_options options = options_of(method, 0, 0.05);
        cr_expect(power_of(0, 1, 20, 20, options) == 1 && power_of(1, 0, 20, 20, options) == 1);
        cr_expect(power_of(0, 0, 20, 20, options) == 0 && power_of(1, 1, 20, 20, options) == 0);
        cr_expect(power_of(0, 1, 2, 2, options_of(method, 0, 1e-5)) == 0);
        cr_expect(power_of(0, 1, 20, 20, options_of(method, PEEL_SIDE_LOWER, 0.05)) == 1);
        cr_expect(power_of(0, 1, 20, 20, options_of(method, PEEL_SIDE_UPPER, 0.05)) == 0);
    }
}

/* Swapping the audits with their rates, and asking for failures, changes nothing; nor does the size of the answer. */
Test(power, turned) {
    for (int32_t method = PEEL_TEST_FISHER; method <= PEEL_TEST_PEARSON; method++) {
        peel_compare_options options = options_of(method, 0, 0.05);
        double power = power_of(0.75, 0.5, 40, 70, options);
        cr_expect(fabs(power_of(0.5, 0.75, 70, 40, options) - power) < 1e-14);
        cr_expect(fabs(power_of(0.25, 0.5, 40, 70, options) - power) < 1e-14);
        cr_expect(size_of(0.75, 0.5, 0.9, options) == size_of(0.5, 0.75, 0.9, options));
        cr_expect(size_of(0.75, 0.5, 0.9, options) == size_of(0.25, 0.5, 0.9, options));
    }
}

/* Below the size the power is not reached just before it; from it on it never falls below again: looked at far beyond. */
Test(power, size_is_the_last_tooth) {
    static const double pairs[][2] = {{0.94, 0.806}, {0.5, 0.7}, {0.05, 0.2}, {0.01, 0.11},
                                      {0, 0.3},      {0.9, 0.2}, {0, 1}};
    static const double powers[] = {0.5, 0.8, 0.95};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        for (size_t j = 0; j < sizeof powers / sizeof powers[0]; j++) {
            double p = pairs[i][0], q = pairs[i][1];
            peel_compare_options options = options_of(j == 1 ? PEEL_TEST_FISHER_MID_P : 0, 0, 0.05);
            int64_t n = size_of(p, q, powers[j], options);
            cr_expect(n == 1 || power_of(p, q, n - 1, n - 1, options) < powers[j], "%g, %g: %lld", p, q, (long long)n);
            for (int64_t m = n; m < 2 * n + 40; m++)
                cr_expect(power_of(p, q, m, m, options) >= powers[j], "%g, %g: %lld at %lld", p, q, (long long)n,
                          (long long)m);
        }
}

/* The first size that reaches the power may come before a gap in the saw. */
Test(power, size_is_not_the_first_tooth) {
    peel_compare_options options = options_of(0, 0, 0.05);
    int gaps = 0;
    for (int i = 1; i < 40; i++) {
        double q = 0.3 + i / 100.0;
        int64_t n = size_of(0.05, q, 0.8, options), first = 1;
        while (power_of(0.05, q, first, first, options) < 0.8)
            first++;
        cr_expect(first <= n);
        gaps += first < n;
    }
    cr_expect(gaps > 0 && gaps < 40, "%d", gaps);
}

/*
 * At extreme alphas the saw has teeth far above where the normal formula says. By exact Fisher p from whole numbers, for all sizes up
 * to 60 beyond these.
 */
Test(power, size_of_extreme_alpha) {
    cr_expect(size_of(0.95, 0.5, 1.01e-30, options_of(0, 0, 1e-30)) == 53);
    cr_expect(size_of(0.5, 0.4086650157555901, 0.95, options_of(0, 0, 0.9)) == 175);
    peel_compare_options upper = options_of(PEEL_TEST_FISHER_MID_P, PEEL_SIDE_UPPER, 1e-30);
    cr_expect(size_of(0.99, 0.9, 1.01e-30, upper) == 218);
}

/* Of 1 v 1/2 the number met after is as often above the half of n as below, n odd: a power of 1/2, whatever its last digit. */
Test(power, power_as_asked) {
    cr_expect(size_of(1, 0.5, 0.5, options_of(0, 0, 1e-6)) == 35);
    cr_expect(size_of(1, 0.5, 0.5, options_of(PEEL_TEST_FISHER_MID_P, 0, 0.01)) == 13);
    cr_expect(size_of(0.5, 1, 0.5, options_of(PEEL_TEST_FISHER_MID_P, 0, 0.01)) == 13);
    /* 0 of n, then j of n: p is 1/2 for j = 1, and below 1/4 for more: the power is 1 - (n + 1) / 2^n, 8.9e-14 less than 1 at 49 */
    cr_expect(size_of(0, 0.5, 1 - 1e-13, options_of(0, PEEL_SIDE_LOWER, 0.4)) == 49);
}

/* --- statuses --------------------------------------------------------------------------------------------------------- */

static void expect_power(double p, double q, int64_t n, int64_t m, peel_compare_options options, peel_status expected) {
    double power = 7;
    peel_status status = peel_compare_power(p, q, n, m, &options, &power);
    cr_expect(status == expected && power == 7, "%s, not %s", peel_status_name(status), peel_status_name(expected));
}

static void expect_size(double p, double q, double power, peel_compare_options options, peel_status expected) {
    int64_t assessed = 7;
    peel_status status = peel_compare_size(p, q, power, &options, &assessed);
    cr_expect(status == expected && assessed == 7, "%s, not %s", peel_status_name(status), peel_status_name(expected));
}

Test(power, statuses) {
    static const double wrong[] = {-0.1, 1.1, 80.6, NAN, INFINITY, -INFINITY};
    const peel_compare_options plain = options_of(0, 0, 0), pearson = options_of(PEEL_TEST_PEARSON, 0, 0);
    cr_expect(peel_compare_power(0.5, 0.6, 9, 9, NULL, NULL) == PEEL_ERROR_NULL);
    cr_expect(peel_compare_size(0.5, 0.6, 0.8, NULL, NULL) == PEEL_ERROR_NULL);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        expect_power(wrong[i], 0.5, 9, 9, plain, PEEL_ERROR_RATE);
        expect_power(0.5, wrong[i], 9, 9, plain, PEEL_ERROR_RATE);
        expect_size(wrong[i], 0.5, 0.8, plain, PEEL_ERROR_RATE);
        expect_size(0.5, wrong[i], 0.8, pearson, PEEL_ERROR_RATE);
    }
    expect_size(0.5, 0.5, 0.8, plain, PEEL_ERROR_RATE);
    expect_power(0.5, 0.6, 0, 9, plain, PEEL_ERROR_RANGE);
    expect_power(0.5, 0.6, 9, -1, pearson, PEEL_ERROR_RANGE);
    expect_power(0.5, 0.6, 9, 9, options_of(PEEL_TEST_BARNARD, 0, 0), PEEL_ERROR_METHOD);
    expect_power(0.5, 0.6, 9, 9, options_of(PEEL_TEST_N_MINUS_1, 0, 0), PEEL_ERROR_METHOD);
    expect_size(0.5, 0.6, 0.8, options_of(PEEL_RATE_WALD, 0, 0), PEEL_ERROR_METHOD);
    expect_power(0.5, 0.6, 9, 9, options_of(0, 7, 0), PEEL_ERROR_SIDE);
    expect_power(0.5, 0.6, 9, 9, options_of(0, 0, 3), PEEL_ERROR_ALPHA);
}

Test(power, statuses_of_power) {
    static const double wrong[] = {0.05, 0.01, -0.8, 1, 80, NAN, INFINITY};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        expect_size(0.5, 0.6, wrong[i], options_of(0, 0, 0.05), PEEL_ERROR_POWER);
        expect_size(0.5, 0.6, wrong[i], options_of(PEEL_TEST_PEARSON, 0, 0.05), PEEL_ERROR_POWER);
    }
}

Test(power, too_large) {
    const peel_compare_options plain = options_of(0, 0, 0), pearson = options_of(PEEL_TEST_PEARSON, 0, 0);
    expect_power(0.5, 0.6, PEEL_UNCONDITIONAL_MAX + 1, 9, plain, PEEL_ERROR_TOO_LARGE);
    expect_power(0.5, 0.6, 9, PEEL_UNCONDITIONAL_MAX + 1, plain, PEEL_ERROR_TOO_LARGE);
    expect_power(0.5, 0.6, 9, PEEL_COUNT_MAX + 1, pearson, PEEL_ERROR_TOO_LARGE);
    cr_expect(power_of(0.5, 0.5001, PEEL_COUNT_MAX, PEEL_COUNT_MAX, pearson) == 1);
    cr_expect(power_of(0.5, 0.53, PEEL_UNCONDITIONAL_MAX, PEEL_UNCONDITIONAL_MAX, plain) < 0.5);
    expect_size(0.5, 0.53, 0.8, plain, PEEL_ERROR_TOO_LARGE);
    /* no number of cases shows a fall where the rate rises */
    expect_size(0.2, 0.9, 0.8, options_of(0, PEEL_SIDE_UPPER, 0), PEEL_ERROR_TOO_LARGE);
    expect_size(0.9, 0.2, 0.8, options_of(PEEL_TEST_FISHER_MID_P, PEEL_SIDE_LOWER, 0), PEEL_ERROR_TOO_LARGE);
    expect_size(0.5, 0.5 + 1e-10, 0.8, pearson, PEEL_ERROR_TOO_LARGE);
}
