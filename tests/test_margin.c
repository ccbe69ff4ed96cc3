/* Changes held against margins: tests/reference/margins.csv, made by make_margins.py in another way; the interval. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/table.h"
#include "support/truth.h"
#include <peel.h>

#define MARGINS_CSV "tests/reference/margins.csv"

static peel_compare_options options_of(int32_t method, double alpha) {
    return (peel_compare_options){.size = sizeof(peel_compare_options), .method = method, .alpha = alpha};
}

static peel_margin margin_of(peel_sample before, peel_sample after, double fall, double rise,
                             const peel_compare_options *options) {
    peel_margin margin;
    errno = 12345;
    peel_status status = peel_compare_margin(&before, &after, fall, rise, options, &margin);
    cr_assert(status == PEEL_OK && errno == 12345, "%s", peel_status_name(status));
    cr_expect(margin.reserved[0] == 0 && margin.reserved[1] == 0);
    return margin;
}

/*
 * Of z an error of some ulp, and what rounding took from the change, in standard errors; each makes z times itself of p
 * where p is small.
 */
static void near_to(const struct table *row, const char *what, double got, double expected, double change, double n) {
    double z = sqrt(fmax(-2 * log(fmax(expected, 1e-300)), 1));
    double allowed = 0x1p-53 * (z + 1) * (20 * (z + 1) + 4 * fabs(change) * sqrt(n));
    cr_expect(relative_error(got, expected) <= allowed, MARGINS_CSV ":%zu: %s %.17g, not %.17g (%.2g)", row->line, what,
              got, expected, relative_error(got, expected) / allowed);
}

Test(margin, reference) {
    struct table row;
    size_t rows = 0;
    cr_assert(table_open(&row, MARGINS_CSV), "cannot open " MARGINS_CSV);
    while (table_next(&row, ',')) {
        peel_compare_options options = options_of(0, 0);
        const peel_sample before = {strtoll(row.field[1], NULL, 10), strtoll(row.field[2], NULL, 10), 0};
        const peel_sample after = {strtoll(row.field[3], NULL, 10), strtoll(row.field[4], NULL, 10), 0};
        double fall = strtod(row.field[5], NULL), rise = strtod(row.field[6], NULL);
        double lower = strtod(row.field[7], NULL), upper = strtod(row.field[8], NULL);
        double n = fmin((double)before.assessed, (double)after.assessed);
        cr_assert(row.fields == 9);
        cr_assert(peel_method_parse(PEEL_CONCEPT_DIFFERENCE, row.field[0], &options.method, NULL) == PEEL_OK);
        peel_margin got = margin_of(before, after, fall, rise, &options);
        near_to(&row, "p lower", got.p_lower, lower, fabs(got.change.estimate) + fall, n);
        near_to(&row, "p upper", got.p_upper, upper, fabs(got.change.estimate) + rise, n);
        cr_expect(got.p_value == fmax(got.p_lower, got.p_upper) && got.shown == (got.p_value <= 1 - 0.95));
        peel_margin one = margin_of(before, after, fall, 0, &options);
        cr_expect(one.p_lower == got.p_lower && isnan(one.p_upper) && one.p_value == got.p_lower);
        one = margin_of(before, after, 0, rise, &options);
        cr_expect(one.p_upper == got.p_upper && isnan(one.p_lower) && one.p_value == got.p_upper);
        rows++;
    }
    table_close(&row);
    cr_expect(rows == 170, "%zu rows", rows);
}

/* With two margins the interval has alpha on each side, with one all of it on that side. */
Test(margin, interval) {
    const peel_sample before = {57, 81, 0}, after = {68, 80, 0};
    peel_compare_options options = options_of(PEEL_DIFFERENCE_MEE, 0.025);
    peel_compare_options two = options_of(PEEL_DIFFERENCE_MEE, 0.05), one = options;
    peel_interval expected;
    peel_margin got = margin_of(before, after, 0.1, 0.3, &options);
    cr_assert(peel_difference(&before, &after, &two, &expected) == PEEL_OK);
    cr_expect(memcmp(&got.change, &expected, sizeof expected) == 0 && got.change.alpha == 0.05);
    one.side = PEEL_SIDE_LOWER;
    got = margin_of(before, after, 0.1, 0, &options);
    cr_assert(peel_difference(&before, &after, &one, &expected) == PEEL_OK);
    cr_expect(memcmp(&got.change, &expected, sizeof expected) == 0 && got.change.upper == 1);
    one.side = PEEL_SIDE_UPPER;
    got = margin_of(before, after, 0, 0.3, &options);
    cr_assert(peel_difference(&before, &after, &one, &expected) == PEEL_OK);
    cr_expect(memcmp(&got.change, &expected, sizeof expected) == 0 && got.change.lower == -1);
    got = margin_of(before, after, 0.1, 0.3, NULL);
    cr_expect(got.change.method == PEEL_DIFFERENCE_MIETTINEN_NURMINEN && got.change.alpha == 2 * (1 - 0.95));
}

/* Inside is p > alpha: shown exactly where the interval lies between the margins, unless p is alpha but for rounding. */
static void agrees(peel_sample before, peel_sample after, double fall, double rise,
                   const peel_compare_options *options) {
    peel_margin got = margin_of(before, after, fall, rise, options);
    peel_margin swapped = margin_of(after, before, rise, fall, options);
    double alpha = options->alpha;
    cr_expect((got.p_lower == swapped.p_upper || isnan(got.p_lower)) && got.p_value == swapped.p_value &&
              got.change.lower == -swapped.change.upper && got.change.upper == -swapped.change.lower);
    int below = isnan(got.p_lower) || got.change.lower > -fall, above = isnan(got.p_upper) || got.change.upper < rise;
    if (fabs(got.p_lower - alpha) < 1e-13 || fabs(got.p_upper - alpha) < 1e-13) return;
    cr_expect((isnan(got.p_lower) || (got.p_lower <= alpha) == below) &&
                  (isnan(got.p_upper) || (got.p_upper <= alpha) == above) && got.shown == (below && above),
              "%lld/%lld %lld/%lld -%g %g, alpha %g: p %.17g %.17g, %.17g to %.17g", (long long)before.met,
              (long long)before.assessed, (long long)after.met, (long long)after.assessed, fall, rise, alpha,
              got.p_lower, got.p_upper, got.change.lower, got.change.upper);
}

Test(margin, agrees_with_the_interval) {
    static const double margins[] = {0, 1e-9, 0.05, 0.25, 0.5, 0.999}, alphas[] = {0.001, 0.025, 0.05, 0.2, 0.49};
    for (int64_t m = 1; m <= 9; m++)
        for (int64_t n = 1; n <= 8; n++)
            for (int64_t a = 0; a <= m; a++)
                for (int64_t b = 0; b <= n; b++)
                    for (int i = 0; i < 36; i++) {
                        double fall = margins[i / 6], rise = margins[i % 6];
                        peel_compare_options options =
                            options_of(i % 2 ? PEEL_DIFFERENCE_MEE : 0, alphas[(a + b + i) % 5]);
                        if (fall + rise > 0)
                            agrees((peel_sample){a, m, 0}, (peel_sample){b, n, 0}, fall, rise, &options);
                    }
}

/* A p that is alpha but for its last digits is shown. */
Test(margin, p_equals_alpha) {
    const peel_sample before = {57, 81, 0}, after = {68, 80, 0};
    peel_compare_options options = options_of(0, 0.05);
    double p = margin_of(before, after, 0.01, 0, &options).p_value;
    options.alpha = p * (1 - 1e-13);
    cr_expect(p > options.alpha && margin_of(before, after, 0.01, 0, &options).shown == 1);
    options.alpha = p * (1 - 1e-11);
    cr_expect(margin_of(before, after, 0.01, 0, &options).shown == 0);
}

/* Swapping the samples, and asking for failures, exchanges the margins; a known population counts as in the interval. */
Test(margin, swap_mirror_population) {
    const peel_sample before = {57, 81, 90}, after = {68, 80, 300};
    const peel_sample failed_before = {24, 81, 90}, failed_after = {12, 80, 300};
    peel_compare_options options = options_of(0, 0.05);
    peel_margin got = margin_of(before, after, 0.05, 0.2, &options);
    peel_margin swapped = margin_of(after, before, 0.2, 0.05, &options);
    peel_margin mirrored = margin_of(failed_before, failed_after, 0.2, 0.05, &options);
    cr_expect(got.p_lower == swapped.p_upper && got.p_upper == swapped.p_lower && got.notes == PEEL_NOTE_FINITE);
    cr_expect(got.p_lower == mirrored.p_upper && got.p_upper == mirrored.p_lower);
    agrees(before, after, 0.05, 0.2, &options);
    agrees(before, after, 0.05, 0, &options);
    cr_expect(got.p_lower < margin_of((peel_sample){57, 81, 0}, after, 0.05, 0.2, &options).p_lower);
}

Test(margin, designs_and_notes) {
    peel_compare_options options = options_of(0, 0.05);
    const peel_sample before = {57, 81, 81}, after = {68, 80, 80}, none = {0, 0, 0};
    peel_margin got = margin_of(none, after, 0.1, 0.1, &options);
    cr_expect(got.notes == PEEL_NOTE_NOTHING_ASSESSED && got.p_value == 1 && got.shown == 0);
    got = margin_of(before, after, 0.1, 0.1, &options); /* 0.146 */
    cr_expect(got.notes == PEEL_NOTE_CENSUS && got.p_lower == 0 && got.p_upper == 1 && got.shown == 0);
    got = margin_of(before, after, 0.1, 0.15, &options);
    cr_expect(got.p_value == 0 && got.shown == 1);
    got = margin_of((peel_sample){3, 4, 4}, (peel_sample){2, 4, 4}, 0.25, 0, &options);
    cr_expect(got.p_lower == 1 && got.shown == 0); /* at the margin is not above it */
    options.design = PEEL_DESIGN_DIP;
    got = margin_of((peel_sample){57, 81, 0}, (peel_sample){68, 80, 0}, 0.1, 0, &options);
    options.design = 0;
    double p = margin_of((peel_sample){57, 81, 0}, (peel_sample){68, 80, 0}, 0.1, 0, &options).p_value;
    cr_expect(got.notes == PEEL_NOTE_DIP && isnan(got.change.lower) && got.p_value == p && p < 1e-3 && got.shown == 0);
    options.design = PEEL_DESIGN_DIP;
    got = margin_of(before, after, 0.1, 0.15, &options);
    cr_expect(got.notes == PEEL_NOTE_CENSUS && got.p_value == 0 && got.shown == 1);
    options.design = PEEL_DESIGN_QUOTA;
    got = margin_of((peel_sample){57, 81, 0}, (peel_sample){68, 80, 0}, 0.1, 0, &options);
    cr_expect(got.notes == PEEL_NOTE_QUOTA && got.shown == 1);
}

/* The smallest margin that is taken: of equal rates z is below 1e-140, and p a half. Below it the search had no digits left. */
Test(margin, smallest) {
    static const int64_t sizes[] = {1, 2, 81, 1000000, INT64_C(1000000000000), PEEL_COUNT_MAX};
    for (int32_t method = PEEL_DIFFERENCE_MIETTINEN_NURMINEN; method <= PEEL_DIFFERENCE_MEE; method++)
        for (int i = 0; i < 36; i++)
            for (int met = 0; met < 3; met++) {
                const peel_sample before = {sizes[i / 6] / 2 * met, sizes[i / 6], 0};
                const peel_sample after = {sizes[i % 6] / 2 * met, sizes[i % 6], 0};
                peel_compare_options options = options_of(method, 0.05);
                peel_margin got = margin_of(before, after, 1e-300, 1e-300, &options);
                if (got.change.estimate == 0) cr_expect(got.p_lower == 0.5 && got.p_upper == 0.5, "%.17g", got.p_lower);
            }
}

static void expect(peel_sample before, double fall, double rise, const peel_compare_options *options,
                   peel_status expected) {
    const peel_sample after = {6, 7, 0};
    peel_margin got, untouched;
    memset(&got, 0x5A, sizeof got);
    memcpy(&untouched, &got, sizeof got);
    errno = 12345;
    peel_status status = peel_compare_margin(&before, &after, fall, rise, options, &got);
    cr_expect(status == expected && errno == 12345, "%s, not %s", peel_status_name(status), peel_status_name(expected));
    cr_expect(memcmp(&got, &untouched, sizeof got) == 0, "output touched");
}

Test(margin, statuses) {
    static const double wrong[] = {NAN, -0.05, 1, 5, INFINITY, -INFINITY, 5e-324, 9.9e-301, -5e-324};
    const peel_sample before = {5, 8, 0};
    peel_compare_options options = options_of(0, 0);
    peel_margin got;
    cr_expect(peel_compare_margin(NULL, &before, 0.1, 0, NULL, &got) == PEEL_ERROR_NULL);
    cr_expect(peel_compare_margin(&before, NULL, 0.1, 0, NULL, &got) == PEEL_ERROR_NULL);
    cr_expect(peel_compare_margin(&before, &before, 0.1, 0, NULL, NULL) == PEEL_ERROR_NULL);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        expect(before, wrong[i], 0.1, NULL, PEEL_ERROR_MARGIN);
        expect(before, 0.1, wrong[i], NULL, PEEL_ERROR_MARGIN);
    }
    expect(before, 0, 0, NULL, PEEL_ERROR_MARGIN);
    expect((peel_sample){9, 8, 0}, 0.1, 0, NULL, PEEL_ERROR_MET_ABOVE_ASSESSED);
    options.method = PEEL_DIFFERENCE_NEWCOMBE;
    expect(before, 0.1, 0, &options, PEEL_ERROR_METHOD);
    options.method = PEEL_TEST_FISHER;
    expect(before, 0.1, 0, &options, PEEL_ERROR_METHOD);
    options = options_of(0, 0.5);
    expect(before, 0.1, 0.1, &options, PEEL_ERROR_ONE_SIDED_CONFIDENCE);
    options = options_of(0, 0.05);
    options.side = PEEL_SIDE_LOWER;
    expect(before, 0.1, 0, &options, PEEL_ERROR_SIDE);
    options = options_of(0, 0);
    options.confidence = 95;
    expect(before, 0.1, 0, &options, PEEL_ERROR_CONFIDENCE_PERCENT);
    options = options_of(0, 0.05);
    options.design = PEEL_DESIGN_CENSUS;
    expect((peel_sample){5, 8, 9}, 0.1, 0, &options, PEEL_ERROR_CENSUS_INCOMPLETE);
}
