/* peel_rate_many gives every row the bits that peel_rate gives it; a bad row spoils no other. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <string.h>

#include "support/call.h"

enum { rows = 700 };

struct columns {
    int64_t met[rows], assessed[rows], population[rows];
    double estimate[rows], lower[rows], upper[rows];
    uint32_t notes[rows];
    peel_status status[rows];
};

static struct columns c;

static const peel_samples samples = {c.met, c.assessed, c.population};
static const peel_intervals intervals = {c.estimate, c.lower, c.upper, c.notes, c.status};

/* Samples of every size, the ends among them; every seventh row cannot be, in one of five ways. */
static void fill(void) {
    int64_t assessed = 0;
    for (int i = 0; i < rows; i++) {
        assessed = i % 100 == 0 ? 0 : assessed + assessed / 2 + i % 3;
        c.assessed[i] = assessed <= PEEL_COUNT_MAX ? assessed : i;
        c.met[i] = i % 4 == 0 ? 0 : i % 4 == 1 ? c.assessed[i] : c.assessed[i] / (i % 5 + 1);
        c.population[i] = i % 3 == 0 ? c.assessed[i] : 0;
        if (i % 35 == 0) c.met[i] = -1;
        if (i % 35 == 7) c.met[i] = c.assessed[i] + 1;
        if (i % 35 == 14) c.assessed[i] = PEEL_COUNT_MAX + 1;
        if (i % 35 == 21) c.assessed[i] = 10, c.met[i] = 3, c.population[i] = 9;
        if (i % 35 == 28) c.population[i] = -5;
    }
}

static int same_bits(double a, double b) {
    return memcmp(&a, &b, sizeof a) == 0;
}

/* The scalar call for row i, and what the columns ought to hold for it. Returns 1 where the row is bad. */
static int compare(int i, const peel_rate_options *options) {
    const peel_sample sample = {c.met[i], c.assessed[i], c.population[i]};
    peel_interval one;
    peel_status status = rate_status(&sample, options, &one);
    cr_expect(c.status[i] == status, "row %d: status %d, alone %d", i, c.status[i], status);
    if (status != PEEL_OK) {
        cr_expect(isnan(c.estimate[i]) && isnan(c.lower[i]) && isnan(c.upper[i]) && c.notes[i] == 0, "row %d", i);
        return 1;
    }
    cr_expect(c.notes[i] == one.notes, "row %d: notes %u, alone %u", i, c.notes[i], one.notes);
    int same =
        same_bits(c.lower[i], one.lower) && same_bits(c.upper[i], one.upper) && same_bits(c.estimate[i], one.estimate);
    int nan = isnan(one.lower) && isnan(c.lower[i]) && isnan(c.upper[i]) && same_bits(c.estimate[i], one.estimate);
    int nothing = sample.assessed == 0 && isnan(c.estimate[i]) && c.lower[i] == one.lower && c.upper[i] == one.upper;
    cr_expect(same || nan || nothing, "row %d: %.17g to %.17g, alone %.17g to %.17g", i, c.lower[i], c.upper[i],
              one.lower, one.upper);
    return 0;
}

static void compare_all(const peel_rate_options *options) {
    size_t bad = 12345, expected = 0;
    int before = errno;
    errno = 12345;
    cr_assert(peel_rate_many(rows, &samples, options, &intervals, &bad) == PEEL_OK);
    cr_expect(errno == 12345, "errno was changed to %d", errno);
    errno = before;
    for (int i = 0; i < rows; i++)
        expected += (size_t)compare(i, options);
    cr_expect(bad == expected, "%zu bad rows, alone %zu", bad, expected);
    cr_expect(expected >= rows / 7 && expected < rows);
}

Test(rate_many, equals_the_scalar_call) {
    static const double confidences[] = {0.6, 0.95, 0.998, 1 - 1e-9};
    fill();
    compare_all(NULL);
    peel_method method;
    for (size_t m = 0; peel_method_at(m, &method) == PEEL_OK && method.number / 100 == PEEL_CONCEPT_RATE; m++)
        for (int32_t side = 0; side < PEEL_SIDE_END_; side++)
            for (int i = 0; i < 4; i++) {
                peel_rate_options options = rate_options(method.number, side, confidences[i]);
                if (side == PEEL_SIDE_TWO_SIDED || (method.offers & PEEL_OFFERS_ONE_SIDED)) compare_all(&options);
            }
}

Test(rate_many, designs) {
    fill();
    for (int32_t design = 0; design < PEEL_DESIGN_END_; design++) {
        peel_rate_options options = rate_options(0, 0, 0);
        options.design = design;
        compare_all(&options);
    }
}

/* A column that is not wanted, and a population that is known for no row. */
Test(rate_many, null_columns) {
    static double lower[rows];
    const peel_samples no_population = {c.met, c.assessed, NULL};
    const peel_intervals only_lower = {.lower = lower}, nothing = {0};
    size_t bad = 0;
    fill();
    cr_assert(peel_rate_many(rows, &no_population, NULL, &intervals, NULL) == PEEL_OK);
    cr_assert(peel_rate_many(rows, &no_population, NULL, &only_lower, &bad) == PEEL_OK);
    cr_expect(memcmp(lower, c.lower, sizeof lower) == 0);
    memset(c.population, 0, sizeof c.population);
    for (int i = 0; i < rows; i++)
        bad -= (size_t)compare(i, NULL);
    cr_expect(bad == 0);
    cr_expect(peel_rate_many(rows, &no_population, NULL, &nothing, &bad) == PEEL_OK && bad == 3 * rows / 35);
}

Test(rate_many, no_rows) {
    const peel_samples none = {NULL, NULL, NULL};
    const peel_intervals nowhere = {0};
    size_t bad = 12345;
    cr_expect(peel_rate_many(0, &none, NULL, &nowhere, &bad) == PEEL_OK && bad == 0);
    c.lower[0] = 0.25;
    cr_expect(peel_rate_many(0, &samples, NULL, &intervals, NULL) == PEEL_OK && c.lower[0] == 0.25);
}

/* Options that are wrong are wrong for every row: nothing is written. */
static void expect_untouched(const peel_samples *in, const peel_rate_options *options, const peel_intervals *out,
                             peel_status expected) {
    static struct columns before;
    size_t bad = 12345;
    fill();
    memset(c.estimate, 0x5A, sizeof c.estimate);
    memcpy(&before, &c, sizeof c);
    peel_status status = peel_rate_many(rows, in, options, out, &bad);
    cr_expect(status == expected, "%s, not %s", peel_status_name(status), peel_status_name(expected));
    cr_expect(memcmp(&before, &c, sizeof c) == 0 && bad == 12345);
}

Test(rate_many, wrong_options) {
    peel_rate_options options = rate_options(0, 0, 95);
    expect_untouched(&samples, &options, &intervals, PEEL_ERROR_CONFIDENCE_PERCENT);
    options = rate_options(0, 0, 1);
    expect_untouched(&samples, &options, &intervals, PEEL_ERROR_CONFIDENCE);
    options = rate_options(0, PEEL_SIDE_LOWER, 0.5);
    expect_untouched(&samples, &options, &intervals, PEEL_ERROR_ONE_SIDED_CONFIDENCE);
    options = rate_options(99, 0, 0);
    expect_untouched(&samples, &options, &intervals, PEEL_ERROR_METHOD);
    options = rate_options(0, 9, 0);
    expect_untouched(&samples, &options, &intervals, PEEL_ERROR_SIDE);
    options = rate_options(0, 0, 0);
    options.size = 7;
    expect_untouched(&samples, &options, &intervals, PEEL_ERROR_OPTIONS_SIZE);
}

Test(rate_many, null) {
    const peel_samples no_met = {NULL, c.assessed, NULL}, no_assessed = {c.met, NULL, NULL};
    expect_untouched(NULL, NULL, &intervals, PEEL_ERROR_NULL);
    expect_untouched(&samples, NULL, NULL, PEEL_ERROR_NULL);
    expect_untouched(&no_met, NULL, &intervals, PEEL_ERROR_NULL);
    expect_untouched(&no_assessed, NULL, &intervals, PEEL_ERROR_NULL);
}
