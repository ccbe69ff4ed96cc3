/* Every status and note of paired samples, each provoked; nothing is written on failure, and errno is left alone. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <string.h>

#include "stats/paired/paired.h"
#include <peel.h>

static const peel_paired paired = {59, 6, 16, 80};

static peel_compare_options defaults(void) {
    return (peel_compare_options){.size = sizeof(peel_compare_options)};
}

/* Expects a status of one of the two calls, and that not a byte of the output was touched. */
static void expect_difference(const peel_paired *of, const peel_compare_options *options, peel_status expected) {
    peel_interval got, before;
    memset(&got, 0x5A, sizeof got);
    memcpy(&before, &got, sizeof got);
    errno = 12345;
    peel_status status = peel_paired_difference(of, options, &got);
    cr_expect(status == expected, "%s, not %s", peel_status_name(status), peel_status_name(expected));
    cr_expect(errno == 12345 && (status == PEEL_OK || memcmp(&got, &before, sizeof got) == 0));
}

static void expect_test(const peel_paired *of, const peel_compare_options *options, peel_status expected) {
    peel_test got, before;
    memset(&got, 0x5A, sizeof got);
    memcpy(&before, &got, sizeof got);
    errno = 12345;
    peel_status status = peel_paired_test(of, options, &got);
    cr_expect(status == expected, "%s, not %s", peel_status_name(status), peel_status_name(expected));
    cr_expect(errno == 12345 && (status == PEEL_OK || memcmp(&got, &before, sizeof got) == 0));
}

static void expect_both(const peel_paired *of, const peel_compare_options *options, peel_status expected) {
    expect_difference(of, options, expected);
    expect_test(of, options, expected);
}

Test(paired_status, null) {
    expect_both(NULL, NULL, PEEL_ERROR_NULL);
    cr_expect(peel_paired_difference(&paired, NULL, NULL) == PEEL_ERROR_NULL);
    cr_expect(peel_paired_test(&paired, NULL, NULL) == PEEL_ERROR_NULL);
    expect_both(&paired, NULL, PEEL_OK);
}

Test(paired_status, options) {
    peel_compare_options options = defaults();
    expect_both(&paired, &options, PEEL_OK);
    options.size--;
    expect_both(&paired, &options, PEEL_ERROR_OPTIONS_SIZE);
    options = defaults();
    options.confidence = 95;
    expect_both(&paired, &options, PEEL_ERROR_CONFIDENCE_PERCENT);
    options.confidence = NAN;
    expect_both(&paired, &options, PEEL_ERROR_CONFIDENCE);
    options.confidence = 0.9;
    options.alpha = 0.1;
    expect_both(&paired, &options, PEEL_ERROR_CONFIDENCE_AND_ALPHA);
    options.confidence = 0;
    options.alpha = -0.1;
    expect_both(&paired, &options, PEEL_ERROR_ALPHA);
    options.alpha = 0.5;
    expect_both(&paired, &options, PEEL_OK);
    options.side = PEEL_SIDE_UPPER;
    expect_both(&paired, &options, PEEL_ERROR_ONE_SIDED_CONFIDENCE);
    options.side = 3;
    expect_both(&paired, &options, PEEL_ERROR_SIDE);
    options = defaults();
    options.design = 4;
    expect_both(&paired, &options, PEEL_ERROR_DESIGN);
    options = defaults();
    options.test = PEEL_PAIRED_MCNEMAR; /* of peel_compare alone, and no test of two samples */
    expect_both(&paired, &options, PEEL_ERROR_METHOD);
}

/* A test has no interval, and an interval no p. */
Test(paired_status, method) {
    static const int32_t wrong[] = {-1, 1, 101, 201, 501, 700, 705, 801, INT32_MAX};
    peel_compare_options options = defaults();
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        options.method = wrong[i];
        expect_both(&paired, &options, PEEL_ERROR_METHOD);
    }
    options.method = PEEL_PAIRED_TANGO;
    expect_difference(&paired, &options, PEEL_OK);
    expect_test(&paired, &options, PEEL_ERROR_METHOD);
    options.method = PEEL_PAIRED_MCNEMAR;
    expect_difference(&paired, &options, PEEL_ERROR_METHOD);
    expect_test(&paired, &options, PEEL_OK);
}

Test(paired_status, counts) {
    static const peel_paired negative[] = {{-1, 6, 16, 80}, {59, -1, 16, 80}, {59, 6, -1, 80}, {59, 6, 16, INT64_MIN}};
    static const peel_paired large[] = {{PEEL_COUNT_MAX + 1, 0, 0, 0},
                                        {0, PEEL_COUNT_MAX, 1, 0},
                                        {1, 0, 0, PEEL_COUNT_MAX},
                                        {INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX}};
    static const peel_paired fits = {PEEL_COUNT_MAX - 3, 1, 1, 1};
    for (int i = 0; i < 4; i++) {
        expect_both(&negative[i], NULL, PEEL_ERROR_NEGATIVE);
        expect_both(&large[i], NULL, PEEL_ERROR_COUNT_TOO_LARGE);
    }
    expect_both(&fits, NULL, PEEL_OK);
}

Test(paired_status, too_large) {
    const peel_paired fits = {5, PEEL_EXACT_MAX - 7, 7, 5}, large = {5, PEEL_EXACT_MAX - 7, 8, 5};
    expect_both(&fits, NULL, PEEL_OK);
    expect_difference(&large, NULL, PEEL_OK);
    expect_test(&large, NULL, PEEL_ERROR_TOO_LARGE);
}

/* No sample is known on which the search fails; a z that is no number shows that it would end, and with a status. */
Test(paired_status, search) {
    const struct paired_counts counts = {59, 6, 16, 80, 161};
    double lower = 0.25;
    cr_expect(paired_tango(&counts, NAN, &lower) == PEEL_ERROR_SEARCH && lower == 0.25);
}

static peel_interval change_of(peel_paired of, int32_t design, int32_t side) {
    peel_compare_options options = defaults();
    peel_interval change;
    options.design = design;
    options.side = side;
    cr_assert(peel_paired_difference(&of, &options, &change) == PEEL_OK);
    return change;
}

Test(paired_status, notes_of_the_difference) {
    peel_interval none = change_of((peel_paired){0, 0, 0, 0}, PEEL_DESIGN_QUOTA, 0);
    cr_expect(none.notes == PEEL_NOTE_NOTHING_ASSESSED && isnan(none.estimate) && none.lower == -1 && none.upper == 1);
    peel_interval census = change_of(paired, PEEL_DESIGN_CENSUS, PEEL_SIDE_LOWER);
    cr_expect(census.notes == PEEL_NOTE_CENSUS && census.lower == 10.0 / 161 && census.upper == 10.0 / 161);
    peel_interval dip = change_of(paired, PEEL_DESIGN_DIP, 0);
    cr_expect(dip.notes == PEEL_NOTE_DIP && dip.estimate == 10.0 / 161 && isnan(dip.lower) && isnan(dip.upper));
    peel_interval quota = change_of(paired, PEEL_DESIGN_QUOTA, 0), random = change_of(paired, 0, 0);
    cr_expect(quota.notes == PEEL_NOTE_QUOTA && quota.lower == random.lower && quota.upper == random.upper);
}

static peel_test test_of(peel_paired of, int32_t method, int32_t side) {
    peel_compare_options options = defaults();
    peel_test test;
    options.method = method;
    options.side = side;
    cr_assert(peel_paired_test(&of, &options, &test) == PEEL_OK);
    return test;
}

Test(paired_status, notes_of_the_test) {
    for (int32_t side = 0; side < PEEL_SIDE_END_; side++)
        for (int32_t method = PEEL_PAIRED_MCNEMAR_MID_P; method <= PEEL_PAIRED_MCNEMAR; method++) {
            peel_test none = test_of((peel_paired){0, 0, 0, 0}, method, side);
            peel_test same = test_of((peel_paired){7, 0, 0, 3}, method, side);
            cr_expect(none.notes == PEEL_NOTE_NOTHING_ASSESSED && none.p_value == 1 && isnan(none.statistic));
            cr_expect(same.notes == PEEL_NOTE_NO_VARIATION && same.p_value == 1 && isnan(same.statistic));
        }
    cr_expect(test_of(paired, 0, 0).method == PEEL_PAIRED_MCNEMAR_MID_P);
    static const int32_t designs[] = {PEEL_DESIGN_DIP, PEEL_DESIGN_QUOTA, PEEL_DESIGN_CENSUS};
    static const uint32_t notes[] = {PEEL_NOTE_DIP, PEEL_NOTE_QUOTA, 0};
    for (size_t i = 0; i < 3; i++) {
        peel_compare_options options = defaults();
        peel_test test;
        options.design = designs[i];
        cr_assert(peel_paired_test(&paired, &options, &test) == PEEL_OK);
        cr_expect(test.notes == notes[i] && test.p_value == test_of(paired, 0, 0).p_value);
    }
}
