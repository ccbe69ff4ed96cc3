/* What holds of changes within strata, and every status and note of them. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <string.h>

#include "support/truth.h"
#include <peel.h>

static const peel_sample before[] = {{2, 29, 0}, {19, 51, 0}, {7, 11, 0}};
static const peel_sample after[] = {{647, 1269, 0}, {41, 69, 0}, {3, 14, 0}};

static peel_compare_options defaults(void) {
    return (peel_compare_options){.size = sizeof(peel_compare_options)};
}

static peel_interval change_of(size_t n, const peel_sample *first, const peel_sample *second,
                               const peel_compare_options *options) {
    peel_interval change;
    errno = 12345;
    cr_assert(peel_stratified(n, first, second, options, &change) == PEEL_OK && errno == 12345);
    return change;
}

static peel_test test_of(size_t n, const peel_sample *first, const peel_sample *second,
                         const peel_compare_options *options) {
    peel_test test;
    errno = 12345;
    cr_assert(peel_stratified_test(n, first, second, options, &test) == PEEL_OK && errno == 12345);
    return test;
}

/* Both calls give the status, and touch nothing. */
static void expect(size_t n, const peel_sample *first, const peel_sample *second, const peel_compare_options *options,
                   peel_status expected) {
    peel_interval change, change_before;
    peel_test test, test_before;
    memset(&change, 0x5A, sizeof change);
    memset(&test, 0x5A, sizeof test);
    memcpy(&change_before, &change, sizeof change);
    memcpy(&test_before, &test, sizeof test);
    errno = 12345;
    peel_status status = peel_stratified(n, first, second, options, &change);
    cr_expect(status == expected, "%s, not %s", peel_status_name(status), peel_status_name(expected));
    status = peel_stratified_test(n, first, second, options, &test);
    cr_expect(status == expected, "test: %s, not %s", peel_status_name(status), peel_status_name(expected));
    cr_expect(memcmp(&change, &change_before, sizeof change) == 0 && memcmp(&test, &test_before, sizeof test) == 0);
    cr_expect(errno == 12345);
}

Test(stratified_status, null) {
    peel_interval change;
    peel_test test;
    expect(3, NULL, after, NULL, PEEL_ERROR_NULL);
    expect(3, before, NULL, NULL, PEEL_ERROR_NULL);
    cr_expect(peel_stratified(3, before, after, NULL, NULL) == PEEL_ERROR_NULL);
    cr_expect(peel_stratified_test(3, before, after, NULL, NULL) == PEEL_ERROR_NULL);
    cr_expect(peel_stratified(3, before, after, NULL, &change) == PEEL_OK);
    cr_expect(peel_stratified_test(3, before, after, NULL, &test) == PEEL_OK);
}

Test(stratified_status, samples) {
    static const peel_sample wrong[] = {{2, 29, 0}, {52, 51, 0}, {7, 11, 0}};
    static const peel_sample huge[] = {{2, PEEL_COUNT_MAX, 0}, {1, 1, 0}, {7, 11, 0}};
    static const peel_sample known[] = {{2, 29, 30}, {19, 51, 0}, {7, 11, 0}};
    peel_compare_options options = defaults();
    expect(0, before, after, NULL, PEEL_ERROR_TOO_FEW_SAMPLES);
    expect(3, wrong, after, NULL, PEEL_ERROR_MET_ABOVE_ASSESSED);
    expect(3, before, wrong, NULL, PEEL_ERROR_MET_ABOVE_ASSESSED);
    expect(3, huge, after, NULL, PEEL_ERROR_COUNT_TOO_LARGE);
    expect(3, before, huge, NULL, PEEL_ERROR_COUNT_TOO_LARGE);
    options.design = PEEL_DESIGN_CENSUS;
    expect(3, known, after, &options, PEEL_ERROR_CENSUS_INCOMPLETE);
    expect(3, before, known, &options, PEEL_ERROR_CENSUS_INCOMPLETE);
}

Test(stratified_status, options) {
    peel_compare_options options = defaults();
    options.size = 3;
    expect(3, before, after, &options, PEEL_ERROR_OPTIONS_SIZE);
    options = defaults();
    options.confidence = 95;
    expect(3, before, after, &options, PEEL_ERROR_CONFIDENCE_PERCENT);
    options = defaults();
    options.side = 3;
    expect(3, before, after, &options, PEEL_ERROR_SIDE);
    options = defaults();
    options.method = PEEL_SEVERAL_HOMOGENEITY;
    expect(3, before, after, &options, PEEL_ERROR_METHOD);
    options.method = PEEL_DIFFERENCE_MEE;
    expect(3, before, after, &options, PEEL_ERROR_METHOD);
}

/* A measure has no p, a test no limits; with the correction the test has two sides. */
Test(stratified_status, method_of_each) {
    peel_compare_options options = defaults();
    peel_interval change;
    peel_test test;
    options.method = PEEL_SEVERAL_COCHRAN_MANTEL_HAENSZEL;
    cr_expect(peel_stratified(3, before, after, &options, &change) == PEEL_ERROR_METHOD);
    options.method = PEEL_SEVERAL_MANTEL_HAENSZEL_RATIO;
    cr_expect(peel_stratified_test(3, before, after, &options, &test) == PEEL_ERROR_METHOD);
    options.method = PEEL_SEVERAL_COCHRAN_MANTEL_HAENSZEL_CC;
    options.side = PEEL_SIDE_LOWER;
    cr_expect(peel_stratified_test(3, before, after, &options, &test) == PEEL_ERROR_SIDE);
}

enum { strata_count = 5 };

/* Strata of up to 60 cases in each sample, with all and none met among them. */
static void draw(uint32_t *state, peel_sample *sample) {
    *state = *state * 1664525U + 1013904223U;
    int64_t assessed = 1 + (int64_t)(*state >> 8) % 60;
    *sample = (peel_sample){(int64_t)(*state >> 16) % (assessed + 1), assessed, 0};
}

static void expect_inverse(double a, double b) {
    cr_expect(ulp_distance(a, 1 / b) <= 2, "%.17g and %.17g", a, b);
}

/* Swapping turns a difference about exactly and inverts a ratio; so do failures, of a difference and an odds ratio. */
static void swap_and_mirror(const peel_sample *b, const peel_sample *a, const peel_sample *bf, const peel_sample *af) {
    peel_compare_options options = defaults();
    peel_interval got = change_of(strata_count, b, a, NULL), swapped = change_of(strata_count, a, b, NULL);
    peel_interval mirrored = change_of(strata_count, bf, af, NULL);
    cr_expect(got.estimate == -swapped.estimate && got.lower == -swapped.upper && got.upper == -swapped.lower);
    cr_expect(got.estimate == -mirrored.estimate && got.lower == -mirrored.upper && got.upper == -mirrored.lower);
    options.method = PEEL_SEVERAL_MANTEL_HAENSZEL_RATIO;
    got = change_of(strata_count, b, a, &options);
    swapped = change_of(strata_count, a, b, &options);
    expect_inverse(got.estimate, swapped.estimate);
    expect_inverse(got.lower, swapped.upper);
    options.method = PEEL_SEVERAL_MANTEL_HAENSZEL_ODDS_RATIO;
    got = change_of(strata_count, b, a, &options);
    swapped = change_of(strata_count, a, b, &options);
    mirrored = change_of(strata_count, bf, af, &options);
    expect_inverse(got.estimate, swapped.estimate);
    expect_inverse(got.lower, swapped.upper);
    expect_inverse(got.estimate, mirrored.estimate);
    expect_inverse(got.upper, mirrored.lower);
    for (options.method = PEEL_SEVERAL_COCHRAN_MANTEL_HAENSZEL;
         options.method <= PEEL_SEVERAL_COCHRAN_MANTEL_HAENSZEL_CC; options.method++) {
        double p = test_of(strata_count, b, a, &options).p_value;
        cr_expect(p == test_of(strata_count, a, b, &options).p_value);
        cr_expect(p == test_of(strata_count, bf, af, &options).p_value);
    }
    cr_expect(test_of(strata_count, b, a, NULL).statistic == -test_of(strata_count, a, b, NULL).statistic);
}

Test(stratified_status, swap_and_mirror) {
    uint32_t state = 11;
    for (int round = 0; round < 500; round++) {
        peel_sample b[strata_count], a[strata_count], bf[strata_count], af[strata_count];
        for (int i = 0; i < strata_count; i++) {
            draw(&state, &b[i]);
            draw(&state, &a[i]);
            peel_sample_flip(&b[i], &bf[i]);
            peel_sample_flip(&a[i], &af[i]);
        }
        swap_and_mirror(b, a, bf, af);
    }
}

/* The order of strata changes nothing, nor do strata in which a sample has nothing assessed. */
Test(stratified_status, order_and_empty_strata) {
    static const peel_sample first[] = {{7, 11, 0}, {5, 9, 0}, {2, 29, 0}, {0, 0, 5}, {19, 51, 0}};
    static const peel_sample second[] = {{3, 14, 0}, {0, 0, 7}, {647, 1269, 0}, {4, 4, 4}, {41, 69, 0}};
    for (int32_t method = PEEL_SEVERAL_MANTEL_HAENSZEL_DIFFERENCE; method <= PEEL_SEVERAL_MANTEL_HAENSZEL_ODDS_RATIO;
         method++) {
        peel_compare_options options = defaults();
        options.method = method;
        peel_interval a = change_of(3, before, after, &options), b = change_of(5, first, second, &options);
        cr_expect(a.estimate == b.estimate && a.lower == b.lower && a.upper == b.upper && b.notes == 0);
    }
    peel_test a = test_of(3, before, after, NULL), b = test_of(5, first, second, NULL);
    cr_expect(a.statistic == b.statistic && a.p_value == b.p_value && b.notes == 0);
}

/* A one-sided bound has all of alpha; a one-sided test is named by the bound that it matches. */
Test(stratified_status, sides) {
    peel_compare_options options = defaults(), two = defaults();
    options.side = PEEL_SIDE_LOWER;
    two.confidence = 0.9;
    options.confidence = 0.95;
    peel_interval bound = change_of(3, before, after, &options), both = change_of(3, before, after, &two);
    cr_expect(fabs(bound.lower - both.lower) < 1e-14 && bound.upper == 1);
    double lower = test_of(3, before, after, &options).p_value;
    options.side = PEEL_SIDE_UPPER;
    bound = change_of(3, before, after, &options);
    cr_expect(fabs(bound.upper - both.upper) < 1e-14 && bound.lower == -1);
    double upper = test_of(3, before, after, &options).p_value, p = test_of(3, before, after, NULL).p_value;
    cr_expect(lower < 0.5 && relative_error(2 * lower, p) < 1e-15 && fabs(lower + upper - 1) < 1e-15);
    options.method = PEEL_SEVERAL_MANTEL_HAENSZEL_RATIO;
    bound = change_of(3, before, after, &options);
    cr_expect(bound.lower == 0 && bound.upper < INFINITY);
}

Test(stratified_status, notes) {
    static const peel_sample none[] = {{0, 0, 0}}, some[] = {{3, 9, 0}}, all[] = {{9, 9, 0}}, whole[] = {{3, 9, 9}};
    static const peel_sample known[] = {{3, 9, 20}}, zero[] = {{0, 9, 0}}, nought[] = {{0, 5, 0}}, one[] = {{1, 2, 0}};
    peel_compare_options options = defaults();
    peel_interval got = change_of(1, none, some, NULL);
    cr_expect(got.notes == PEEL_NOTE_NOTHING_ASSESSED && isnan(got.estimate) && got.lower == -1 && got.upper == 1);
    peel_test test = test_of(1, none, some, NULL);
    cr_expect(test.notes == PEEL_NOTE_NOTHING_ASSESSED && test.p_value == 1 && isnan(test.statistic));
    test = test_of(1, all, all, NULL);
    cr_expect(test.notes == PEEL_NOTE_NO_VARIATION && test.p_value == 1 && isnan(test.statistic));
    cr_expect(test_of(1, known, some, NULL).notes == PEEL_NOTE_POPULATION_UNUSED);
    cr_expect(change_of(1, all, all, NULL).notes == PEEL_NOTE_NO_WIDTH);
    cr_expect(change_of(1, known, some, NULL).notes == PEEL_NOTE_POPULATION_UNUSED);
    got = change_of(1, whole, whole, NULL);
    cr_expect(got.notes == PEEL_NOTE_CENSUS && got.lower == 0 && got.upper == 0);
    /* 20 of a known population and 20 assessed, but in different strata: no census */
    got =
        change_of(2, (const peel_sample[]){{5, 9, 20}, {3, 11, 0}}, (const peel_sample[]){{3, 9, 9}, {2, 5, 5}}, NULL);
    cr_expect(got.notes == PEEL_NOTE_POPULATION_UNUSED && got.lower < got.upper);
    options.design = PEEL_DESIGN_DIP;
    got = change_of(1, some, all, &options);
    cr_expect(got.notes == PEEL_NOTE_DIP && isnan(got.lower) && isnan(got.upper) && got.estimate > 0);
    test = test_of(1, some, all, &options);
    cr_expect(test.notes == PEEL_NOTE_DIP && test.p_value == test_of(1, some, all, NULL).p_value);
    cr_expect(test_of(1, whole, whole, &options).notes == PEEL_NOTE_POPULATION_UNUSED);
    options.design = PEEL_DESIGN_QUOTA;
    cr_expect(test_of(1, some, all, &options).notes == PEEL_NOTE_QUOTA);
    cr_expect(change_of(1, some, some, &options).notes == PEEL_NOTE_QUOTA);
    got = change_of(1, one, (const peel_sample[]){{1, 1, 0}}, NULL);
    cr_expect(got.notes == PEEL_NOTE_CLIPPED && got.upper == 1 && got.lower < 0);
    options = defaults();
    options.method = PEEL_SEVERAL_MANTEL_HAENSZEL_RATIO;
    got = change_of(1, zero, nought, &options);
    cr_expect(got.notes == PEEL_NOTE_NO_RATIO && isnan(got.estimate) && got.lower == 0 && got.upper == INFINITY);
    got = change_of(1, zero, some, &options);
    cr_expect(got.notes == 0 && got.estimate == INFINITY && got.lower == 0 && got.upper == INFINITY);
    got = change_of(1, some, zero, &options);
    cr_expect(got.notes == 0 && got.estimate == 0 && got.lower == 0 && got.upper == INFINITY);
}

/* By the paper's formula the logarithm has a standard error of 3.5e5: the limits are beyond every double. */
Test(stratified_status, limits_beyond_every_double) {
    static const peel_sample first[] = {{999999999999, 1000000000000, 0}, {5, 10, 0}};
    static const peel_sample second[] = {{1, 1, 0}, {0, 10, 0}};
    peel_compare_options options = defaults();
    options.method = PEEL_SEVERAL_MANTEL_HAENSZEL_ODDS_RATIO;
    peel_interval got = change_of(2, first, second, &options);
    cr_expect(relative_error(got.estimate, 1 / 1000000000001.0 / 2.5) < 1e-15);
    cr_expect(got.lower == 0 && got.upper == INFINITY && got.notes == 0);
}

/* Where the change is below 1/2 the correction takes it away, and no more: R leaves it out there, so that its p jumps. */
Test(stratified_status, correction_is_no_larger_than_the_change) {
    static const peel_sample first[] = {{1, 3, 0}}, second[] = {{2, 4, 0}};
    peel_compare_options options = defaults();
    options.method = PEEL_SEVERAL_COCHRAN_MANTEL_HAENSZEL_CC;
    peel_test test = test_of(1, first, second, &options);
    cr_expect(test.statistic == 0 && test.p_value == 1 && test.df == 1);
}
