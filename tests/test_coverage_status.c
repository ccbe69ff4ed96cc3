/* Every status of the functions of coverage, each provoked; nothing is written then. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/call.h"

static void expect_at(int64_t assessed, double rate, const peel_rate_options *options, peel_status expected) {
    peel_coverage coverage, before;
    memset(&coverage, 0x5A, sizeof coverage);
    memcpy(&before, &coverage, sizeof coverage);
    errno = 12345;
    peel_status status = peel_rate_coverage(assessed, rate, options, &coverage);
    cr_expect(errno == 12345, "errno was changed to %d", errno);
    cr_expect(status == expected, "%lld at %g: %s, not %s", (long long)assessed, rate, peel_status_name(status),
              peel_status_name(expected));
    if (status != PEEL_OK) cr_expect(memcmp(&coverage, &before, sizeof coverage) == 0, "output touched");
}

static void expect_over(int64_t assessed, double from, double to, const peel_rate_options *options,
                        peel_status expected) {
    static double work[4096];
    peel_worst_coverage worst, before;
    memset(&worst, 0x5A, sizeof worst);
    memcpy(&before, &worst, sizeof worst);
    errno = 12345;
    peel_status status = peel_rate_worst_coverage(assessed, from, to, options, work, sizeof work, &worst);
    cr_expect(errno == 12345, "errno was changed to %d", errno);
    cr_expect(status == expected, "%lld from %g to %g: %s, not %s", (long long)assessed, from, to,
              peel_status_name(status), peel_status_name(expected));
    if (status != PEEL_OK) cr_expect(memcmp(&worst, &before, sizeof worst) == 0, "output touched");
}

static void expect_both(const peel_rate_options *options, peel_status expected) {
    expect_at(30, 0.9, options, expected);
    expect_over(30, 0, 1, options, expected);
}

Test(coverage_status, null) {
    double work[300];
    peel_worst_coverage worst;
    cr_expect(peel_rate_coverage(30, 0.9, NULL, NULL) == PEEL_ERROR_NULL);
    cr_expect(peel_rate_worst_coverage(30, 0, 1, NULL, work, sizeof work, NULL) == PEEL_ERROR_NULL);
    cr_expect(peel_rate_worst_coverage(30, 0, 1, NULL, work, sizeof work, &worst) == PEEL_OK);
    expect_both(NULL, PEEL_OK);
}

Test(coverage_status, rate) {
    const double wrong[] = {NAN, -1e-300, -0.5, 1.0000001, 80.6, INFINITY, -INFINITY};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        expect_at(30, wrong[i], NULL, PEEL_ERROR_RATE);
        expect_over(30, wrong[i], 1, NULL, PEEL_ERROR_RATE);
        expect_over(30, 0, wrong[i], NULL, PEEL_ERROR_RATE);
    }
    expect_at(30, 0, NULL, PEEL_OK);
    expect_at(30, 1, NULL, PEEL_OK);
    expect_over(30, 0.5, 0.5, NULL, PEEL_ERROR_RATE);
    expect_over(30, 0.6, 0.5, NULL, PEEL_ERROR_RATE);
    expect_over(30, 0.5, nextafter(0.5, 1), NULL, PEEL_OK);
}

Test(coverage_status, size) {
    const int64_t none[] = {0, -1, INT64_MIN}, many[] = {PEEL_COVERAGE_MAX + 1, PEEL_COUNT_MAX, INT64_MAX};
    for (int i = 0; i < 3; i++) {
        expect_at(none[i], 0.5, NULL, PEEL_ERROR_RANGE);
        expect_over(none[i], 0, 1, NULL, PEEL_ERROR_RANGE);
        expect_at(many[i], 0.5, NULL, PEEL_ERROR_TOO_LARGE);
        expect_over(many[i], 0, 1, NULL, PEEL_ERROR_TOO_LARGE);
        cr_expect(peel_rate_worst_coverage_work_size(none[i]) == 0 && peel_rate_worst_coverage_work_size(many[i]) == 0);
    }
    expect_at(1, 0.5, NULL, PEEL_OK);
    expect_over(1, 0, 1, NULL, PEEL_OK);
    expect_at(PEEL_COVERAGE_MAX, 0.5, NULL, PEEL_OK);
}

Test(coverage_status, options) {
    peel_rate_options options = rate_options(0, 0, 0);
    options.size = 7;
    expect_both(&options, PEEL_ERROR_OPTIONS_SIZE);
    options = rate_options(0, 0, 0);
    options.reserved = 1;
    expect_both(&options, PEEL_ERROR_RESERVED);
    options = rate_options(0, 0, 1);
    expect_both(&options, PEEL_ERROR_CONFIDENCE);
    options = rate_options(0, 0, 95);
    expect_both(&options, PEEL_ERROR_CONFIDENCE_PERCENT);
    options = rate_options(0, 0, 0);
    options.alpha = -0.05;
    expect_both(&options, PEEL_ERROR_ALPHA);
    options = rate_options(0, 0, 0.95);
    options.alpha = 0.05;
    expect_both(&options, PEEL_ERROR_CONFIDENCE_AND_ALPHA);
    options = rate_options(0, PEEL_SIDE_LOWER, 0.4);
    expect_both(&options, PEEL_ERROR_ONE_SIDED_CONFIDENCE);
    options = rate_options(PEEL_DIFFERENCE_WALD, 0, 0);
    expect_both(&options, PEEL_ERROR_METHOD);
    options = rate_options(0, 3, 0);
    expect_both(&options, PEEL_ERROR_SIDE);
    options = rate_options(PEEL_RATE_MODIFIED_WILSON, PEEL_SIDE_UPPER, 0);
    expect_both(&options, PEEL_ERROR_METHOD_SIDE);
    options = rate_options(0, 0, 0);
    options.prior_met = 1;
    options.prior_failed = 1;
    expect_both(&options, PEEL_ERROR_PRIOR);
}

/* A quota sample has the same sampling error as a random one, a census none, a dip none that is known. */
Test(coverage_status, design) {
    peel_rate_options options = rate_options(0, 0, 0);
    for (int32_t design = -1; design <= PEEL_DESIGN_END_; design++) {
        options.design = design;
        int answered = design == PEEL_DESIGN_RANDOM || design == PEEL_DESIGN_QUOTA;
        expect_both(&options, answered ? PEEL_OK : PEEL_ERROR_DESIGN);
    }
}

/* One byte too few, and none; with as many as are asked for nothing beyond them is touched. */
Test(coverage_status, work) {
    const int64_t sizes[] = {1, 2, 3, 30, 79, 1000};
    for (int i = 0; i < 6; i++) {
        const size_t size = peel_rate_worst_coverage_work_size(sizes[i]);
        unsigned char *work = malloc(size + 16);
        peel_worst_coverage worst;
        cr_assert(work && size > 0);
        memset(work, 0xA5, size + 16);
        cr_expect(peel_rate_worst_coverage(sizes[i], 0, 1, NULL, work, size - 1, &worst) == PEEL_ERROR_WORK);
        cr_expect(peel_rate_worst_coverage(sizes[i], 0, 1, NULL, NULL, size, &worst) == PEEL_ERROR_WORK);
        cr_expect(peel_rate_worst_coverage(sizes[i], 0, 1, NULL, work, size, &worst) == PEEL_OK);
        for (size_t j = size; j < size + 16; j++)
            cr_expect(work[j] == 0xA5, "byte %zu of %zu was written", j, size);
        free(work);
    }
}
