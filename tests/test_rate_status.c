/* Every status that peel_rate can return, each provoked; nothing is written then, and errno is left alone. */
#include <criterion/criterion.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "numeric/beta_quantile.h"
#include "numeric/poisson.h"
#include "support/call.h"

static const peel_sample sample = {41, 79, 0};

/* Expects a status, and that not a byte of the output was touched. */
static void expect(const peel_sample *of, const peel_rate_options *options, peel_status expected, const char *what) {
    peel_interval interval, before;
    memset(&interval, 0x5A, sizeof interval);
    memcpy(&before, &interval, sizeof interval);
    peel_status status = rate_status(of, options, &interval);
    const char *name = peel_status_name(status);
    cr_expect(status == expected, "%s: %s, not %s", what, name ? name : "?", peel_status_name(expected));
    if (status != PEEL_OK) cr_expect(memcmp(&interval, &before, sizeof interval) == 0, "%s: output touched", what);
}

static void expect_confidence(double confidence, double alpha, int32_t side, peel_status expected) {
    peel_rate_options options = rate_options(0, side, confidence);
    char what[80];
    options.alpha = alpha;
    snprintf(what, sizeof what, "confidence %g, alpha %g, side %d", confidence, alpha, side);
    expect(&sample, &options, expected, what);
}

Test(rate_status, null) {
    peel_interval interval;
    cr_expect(rate_status(NULL, NULL, &interval) == PEEL_ERROR_NULL);
    cr_expect(rate_status(&sample, NULL, NULL) == PEEL_ERROR_NULL);
    cr_expect(rate_status(NULL, NULL, NULL) == PEEL_ERROR_NULL);
    cr_expect(rate_status(&sample, NULL, &interval) == PEEL_OK);
}

Test(rate_status, options_size) {
    const size_t first = offsetof(peel_rate_options, prior_met); /* of 0.1.0, without a prior */
    const size_t sizes[] = {0, 1, 7, first - 1, sizeof(peel_rate_options) + 1, 4096, SIZE_MAX};
    peel_rate_options options = rate_options(0, 0, 0);
    expect(&sample, &options, PEEL_OK, "the right size");
    options.size = first;
    options.prior_met = -1;
    expect(&sample, &options, PEEL_OK, "the first size, what lies beyond it is not read");
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        options.size = sizes[i];
        expect(&sample, &options, PEEL_ERROR_OPTIONS_SIZE, "size");
    }
}

Test(rate_status, reserved) {
    peel_rate_options options = rate_options(0, 0, 0);
    options.reserved = 1;
    expect(&sample, &options, PEEL_ERROR_RESERVED, "reserved 1");
    options.reserved = UINT32_MAX;
    expect(&sample, &options, PEEL_ERROR_RESERVED, "reserved, all bits");
}

Test(rate_status, confidence) {
    static const double wrong[] = {NAN, -0.95, -1e-300, 1, -INFINITY};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        for (int32_t side = 0; side < PEEL_SIDE_END_; side++)
            expect_confidence(wrong[i], 0, side, PEEL_ERROR_CONFIDENCE);
    expect_confidence(1 - 0x1p-53, 0, PEEL_SIDE_TWO_SIDED, PEEL_OK);
    expect_confidence(0.01, 0, PEEL_SIDE_TWO_SIDED, PEEL_OK);
    expect_confidence(0, 0, PEEL_SIDE_LOWER, PEEL_OK);
}

Test(rate_status, confidence_percent) {
    expect_confidence(95, 0, PEEL_SIDE_TWO_SIDED, PEEL_ERROR_CONFIDENCE_PERCENT);
    expect_confidence(99.8, 0, PEEL_SIDE_LOWER, PEEL_ERROR_CONFIDENCE_PERCENT);
    expect_confidence(50, 0, PEEL_SIDE_UPPER, PEEL_ERROR_CONFIDENCE_PERCENT);
}

Test(rate_status, alpha) {
    static const double wrong[] = {NAN, -0.05, 1, 1.5, 5, INFINITY, -INFINITY, 9.9e-101, 5e-324};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        expect_confidence(0, wrong[i], PEEL_SIDE_TWO_SIDED, PEEL_ERROR_ALPHA);
    expect_confidence(0, 1e-100, PEEL_SIDE_TWO_SIDED, PEEL_OK);
    expect_confidence(0, 1e-100, PEEL_SIDE_UPPER, PEEL_OK);
    expect_confidence(0, 0.99, PEEL_SIDE_TWO_SIDED, PEEL_OK);
}

Test(rate_status, confidence_and_alpha) {
    expect_confidence(0.95, 0.05, PEEL_SIDE_TWO_SIDED, PEEL_ERROR_CONFIDENCE_AND_ALPHA);
    expect_confidence(0.9, 0.05, PEEL_SIDE_LOWER, PEEL_ERROR_CONFIDENCE_AND_ALPHA);
}

Test(rate_status, one_sided_confidence) {
    for (int32_t side = PEEL_SIDE_LOWER; side <= PEEL_SIDE_UPPER; side++) {
        expect_confidence(0.5, 0, side, PEEL_ERROR_ONE_SIDED_CONFIDENCE);
        expect_confidence(0.3, 0, side, PEEL_ERROR_ONE_SIDED_CONFIDENCE);
        expect_confidence(0, 0.5, side, PEEL_ERROR_ONE_SIDED_CONFIDENCE);
        expect_confidence(0, 0.7, side, PEEL_ERROR_ONE_SIDED_CONFIDENCE);
        expect_confidence(0.501, 0, side, PEEL_OK);
        expect_confidence(0, 0.499, side, PEEL_OK);
    }
}

Test(rate_status, method) {
    static const int32_t wrong[] = {-1, 1, 100, 121, 199, 201, 999, 10000, INT32_MIN, INT32_MAX};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        peel_rate_options options = rate_options(wrong[i], 0, 0);
        expect(&sample, &options, PEEL_ERROR_METHOD, "method");
    }
}

Test(rate_status, side) {
    static const int32_t wrong[] = {-1, 3, 101, INT32_MIN, INT32_MAX};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        peel_rate_options options = rate_options(0, wrong[i], 0);
        expect(&sample, &options, PEEL_ERROR_SIDE, "side");
    }
}

/* Of the acceptability of a result, a density's highest part and what is mended on both ends there is no one-sided form. */
Test(rate_status, method_side) {
    static const int32_t without[] = {PEEL_RATE_BETA_HPD, PEEL_RATE_BLAKER, PEEL_RATE_STERNE, PEEL_RATE_MODIFIED_WILSON,
                                      PEEL_RATE_MODIFIED_JEFFREYS};
    for (int32_t method = PEEL_RATE_WILSON; method <= PEEL_RATE_SCAS; method++)
        for (int32_t side = 0; side < PEEL_SIDE_END_; side++) {
            peel_rate_options options = rate_options(method, side, 0.95);
            int refused = 0;
            for (size_t i = 0; i < sizeof without / sizeof without[0]; i++)
                refused = refused || (side != PEEL_SIDE_TWO_SIDED && without[i] == method);
            expect(&sample, &options, refused ? PEEL_ERROR_METHOD_SIDE : PEEL_OK, method_name(method));
        }
}

/* A prior is two numbers from 0.001 to a million, of a method that takes one. */
Test(rate_status, prior) {
    static const double wrong[][2] = {{1, 0},   {0, 1},   {-1, 1},      {1, -1},      {0.0009, 1}, {1, 0.0009},
                                      {1e7, 1}, {1, 1e7}, {1, 1000001}, {1000001, 1}, {NAN, 1},    {1, INFINITY}};
    static const double right[][2] = {{0, 0}, {1, 1}, {0.001, 0.001}, {1e6, 1e6}, {0.001, 1e6}, {0.5, 0.5}, {3, 17}};
    for (int32_t method = PEEL_RATE_WILSON; method <= PEEL_RATE_SCAS; method++) {
        peel_rate_options options = rate_options(method, 0, 0);
        int takes = method == PEEL_RATE_BETA || method == PEEL_RATE_BETA_HPD;
        for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
            options.prior_met = wrong[i][0];
            options.prior_failed = wrong[i][1];
            expect(&sample, &options, PEEL_ERROR_PRIOR, method_name(method));
        }
        for (size_t i = 0; i < sizeof right / sizeof right[0]; i++) {
            options.prior_met = right[i][0];
            options.prior_failed = right[i][1];
            expect(&sample, &options, i == 0 || takes ? PEEL_OK : PEEL_ERROR_PRIOR, method_name(method));
        }
    }
}

Test(rate_status, design) {
    static const int32_t wrong[] = {-1, 4, 101, INT32_MIN, INT32_MAX};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        peel_rate_options options = rate_options(0, 0, 0);
        options.design = wrong[i];
        expect(&sample, &options, PEEL_ERROR_DESIGN, "design");
    }
}

Test(rate_status, sample) {
    static const struct {
        peel_sample sample;
        peel_status status;
    } rows[] = {
        {{-1, 79, 0}, PEEL_ERROR_NEGATIVE},
        {{0, -1, 0}, PEEL_ERROR_NEGATIVE},
        {{41, 79, -1}, PEEL_ERROR_NEGATIVE},
        {{INT64_MIN, INT64_MIN, INT64_MIN}, PEEL_ERROR_NEGATIVE},
        {{41, PEEL_COUNT_MAX + 1, 0}, PEEL_ERROR_COUNT_TOO_LARGE},
        {{41, 79, PEEL_COUNT_MAX + 1}, PEEL_ERROR_COUNT_TOO_LARGE},
        {{INT64_MAX, INT64_MAX, INT64_MAX}, PEEL_ERROR_COUNT_TOO_LARGE},
        {{80, 79, 0}, PEEL_ERROR_MET_ABOVE_ASSESSED},
        {{1, 0, 0}, PEEL_ERROR_MET_ABOVE_ASSESSED},
        {{41, 79, 78}, PEEL_ERROR_ASSESSED_ABOVE_POPULATION},
        {{PEEL_COUNT_MAX, PEEL_COUNT_MAX, 0}, PEEL_OK},
        {{0, PEEL_COUNT_MAX, PEEL_COUNT_MAX}, PEEL_OK},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        for (int32_t method = 0; method <= PEEL_RATE_SCAS; method = method == 0 ? PEEL_RATE_WILSON : method + 1) {
            peel_rate_options options = rate_options(method, 0, 0);
            expect(&rows[i].sample, &options, rows[i].status, method_name(method));
        }
}

Test(rate_status, census_incomplete) {
    const peel_sample all = {41, 79, 79}, unknown = {41, 79, 0}, some = {41, 79, 80};
    peel_rate_options options = rate_options(0, 0, 0);
    options.design = PEEL_DESIGN_CENSUS;
    expect(&some, &options, PEEL_ERROR_CENSUS_INCOMPLETE, "one case was not looked at");
    expect(&all, &options, PEEL_OK, "every case was looked at");
    expect(&unknown, &options, PEEL_OK, "the design says that every case was looked at");
}

/* No sample is known on which a search fails; a tail that is no number shows that it would end, and with a status. */
Test(rate_status, search) {
    const struct normal_tail nowhere = {NAN, NAN};
    struct proportion root = {0.25, 0.75};
    const struct beta_shape few = {2.5, 3.5, 0, 0}, many = {5e8, 5e8 + 1, 0, 0};
    cr_expect(beta_lower_quantile(&few, nowhere, &root) == PEEL_ERROR_SEARCH);
    cr_expect(beta_lower_quantile(&many, nowhere, &root) == PEEL_ERROR_SEARCH);
    cr_expect(root.x == 0.25 && root.y == 0.75, "the root was touched");
    cr_expect(poisson_lower_root(2, NAN, &root.x) == PEEL_ERROR_SEARCH && root.x == 0.25);
}
