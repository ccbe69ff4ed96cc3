/* Two samples compared: the parts, the verdict, the smallest p that samples of these sizes could have given. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <string.h>

#include "stats/compare/compare.h"
#include "support/truth.h"
#include <peel.h>

enum { size_max = 9 };
static double room[2 * size_max + 100];

static peel_compare_options defaults(void) {
    return (peel_compare_options){.size = sizeof(peel_compare_options)};
}

static peel_comparison compare(peel_sample before, peel_sample after, const peel_compare_options *options) {
    peel_comparison comparison;
    errno = 12345;
    peel_status status = peel_compare(&before, &after, options, room, sizeof room, &comparison);
    cr_assert(status == PEEL_OK && errno == 12345, "%s", peel_status_name(status));
    return comparison;
}

/* Repeat-victim checks were made in 57 of 81 cases, then in 68 of 80. */
Test(comparison, parts) {
    const peel_sample before = {57, 81, 0}, after = {68, 80, 0};
    peel_compare_options options = defaults(), test = defaults();
    peel_rate_options rate = {.size = sizeof rate, .confidence = 0.9, .design = PEEL_DESIGN_QUOTA};
    options.confidence = 0.9;
    options.design = PEEL_DESIGN_QUOTA;
    options.method = PEEL_DIFFERENCE_AGRESTI_CAFFO;
    options.test = PEEL_TEST_PEARSON;
    test.method = PEEL_TEST_PEARSON;
    test.design = PEEL_DESIGN_QUOTA;
    peel_comparison got = compare(before, after, &options);
    peel_interval first, second, change;
    peel_test pearson;
    cr_assert(peel_rate(&before, &rate, &first) == PEEL_OK && peel_rate(&after, &rate, &second) == PEEL_OK);
    cr_assert(peel_difference(&before, &after, &options, &change) == PEEL_OK);
    cr_assert(peel_compare_test(&before, &after, &test, NULL, 0, &pearson) == PEEL_OK);
    cr_expect(memcmp(&got.before, &first, sizeof first) == 0 && memcmp(&got.after, &second, sizeof second) == 0);
    cr_expect(memcmp(&got.change, &change, sizeof change) == 0 && memcmp(&got.test, &pearson, sizeof pearson) == 0);
    cr_expect(got.notes == PEEL_NOTE_QUOTA && got.reserved[0] == 0 && got.reserved[1] == 0);
}

/* The options' default: Newcombe and Fisher, whose p for 57/81 and 68/80 is 0.0367 (R's fisher.test). */
Test(comparison, verdicts) {
    peel_compare_options options = defaults();
    peel_comparison got = compare((peel_sample){57, 81, 0}, (peel_sample){68, 80, 0}, NULL);
    cr_expect(got.verdict == PEEL_VERDICT_RISING && fabs(got.test.p_value - 0.0367175) < 5e-8);
    cr_expect(got.test.method == PEEL_TEST_FISHER && got.change.method == PEEL_DIFFERENCE_NEWCOMBE);
    cr_expect(got.change.lower > 0.0171 && got.change.lower < 0.0173 && got.notes == 0);
    got = compare((peel_sample){68, 80, 0}, (peel_sample){57, 81, 0}, NULL);
    cr_expect(got.verdict == PEEL_VERDICT_FALLING);
    options.alpha = 0.03;
    got = compare((peel_sample){57, 81, 0}, (peel_sample){68, 80, 0}, &options);
    cr_expect(got.verdict == PEEL_VERDICT_NO_EVIDENCE);
    options.side = PEEL_SIDE_LOWER;
    cr_expect(compare((peel_sample){57, 81, 0}, (peel_sample){68, 80, 0}, &options).verdict == PEEL_VERDICT_RISING);
    cr_expect(compare((peel_sample){68, 80, 0}, (peel_sample){57, 81, 0}, &options).verdict ==
              PEEL_VERDICT_NO_EVIDENCE);
    options.side = PEEL_SIDE_UPPER;
    cr_expect(compare((peel_sample){68, 80, 0}, (peel_sample){57, 81, 0}, &options).verdict == PEEL_VERDICT_FALLING);
}

/* Significant is p <= alpha: 0 of 3 then 3 of 3 has p = 2 / 20 (exactly, as its double), and no outcome a smaller one. */
Test(comparison, edge_of_alpha) {
    peel_compare_options options = defaults();
    options.alpha = 0.1;
    peel_comparison got = compare((peel_sample){0, 3, 0}, (peel_sample){3, 3, 0}, &options);
    cr_expect(relative_error(got.smallest_p, 0.1) < 1e-15 && got.test.p_value == got.smallest_p);
    options.alpha = got.smallest_p;
    cr_expect(compare((peel_sample){0, 3, 0}, (peel_sample){3, 3, 0}, &options).verdict == PEEL_VERDICT_RISING);
    cr_expect(compare((peel_sample){1, 3, 0}, (peel_sample){1, 3, 0}, &options).verdict == PEEL_VERDICT_NO_EVIDENCE);
    options.alpha = got.smallest_p * (1 - 1e-11);
    cr_expect(compare((peel_sample){0, 3, 0}, (peel_sample){3, 3, 0}, &options).verdict == PEEL_VERDICT_TOO_FEW);
}

/* Where p is alpha as a fraction, its last digits decide nothing: 2/2 and 2/14 have 6 / 120, 0/1 and 3/3 at the least 1 / 4. */
Test(comparison, p_equals_alpha) {
    peel_compare_options options = defaults();
    options.alpha = 0.05;
    cr_expect(compare((peel_sample){2, 2, 0}, (peel_sample){2, 14, 0}, &options).verdict == PEEL_VERDICT_FALLING);
    options.alpha = 0.05 * (1 - 1e-11);
    cr_expect(compare((peel_sample){2, 2, 0}, (peel_sample){2, 14, 0}, &options).verdict == PEEL_VERDICT_NO_EVIDENCE);
    options.alpha = 0.95;
    cr_expect(compare((peel_sample){2, 2, 0}, (peel_sample){2, 14, 0}, &options).verdict == PEEL_VERDICT_FALLING);
    options = defaults();
    options.confidence = 0.95;
    cr_expect(compare((peel_sample){2, 2, 0}, (peel_sample){2, 14, 0}, &options).verdict == PEEL_VERDICT_FALLING);
    options = defaults();
    options.alpha = 0.25;
    cr_expect(compare((peel_sample){0, 1, 0}, (peel_sample){3, 3, 0}, &options).verdict == PEEL_VERDICT_RISING);
    cr_expect(compare((peel_sample){0, 1, 0}, (peel_sample){2, 3, 0}, &options).verdict == PEEL_VERDICT_NO_EVIDENCE);
}

/* mid-P of equal rates is below an alpha near 1; that is no change. */
Test(comparison, no_direction) {
    peel_compare_options options = defaults();
    options.alpha = 0.99;
    options.test = PEEL_TEST_FISHER_MID_P;
    peel_comparison got = compare((peel_sample){2, 4, 0}, (peel_sample){2, 4, 0}, &options);
    cr_expect(got.test.p_value <= 0.99 && got.verdict == PEEL_VERDICT_NO_EVIDENCE);
}

/* Fisher's smallest p is 1 / C(n + m, n), twice that of two equal samples. */
Test(comparison, smallest_p_of_fisher) {
    cr_expect(relative_error(compare((peel_sample){1, 3, 0}, (peel_sample){2, 4, 0}, NULL).smallest_p, 1.0 / 35) <
              1e-14);
    cr_expect(relative_error(compare((peel_sample){1, 5, 0}, (peel_sample){2, 5, 0}, NULL).smallest_p, 2.0 / 252) <
              1e-14);
    cr_expect(compare((peel_sample){0, 1, 0}, (peel_sample){1, 1, 0}, NULL).smallest_p == 1);
}

static double least_p(int64_t first, int64_t second, const peel_compare_options *options) {
    double least = 1;
    for (int64_t a = 0; a <= first; a++)
        for (int64_t b = 0; b <= second; b++) {
            const peel_sample before = {a, first, 0}, after = {b, second, 0};
            peel_test test;
            cr_assert(peel_compare_test(&before, &after, options, room, sizeof room, &test) == PEEL_OK);
            least = fmin(least, test.p_value);
        }
    return least;
}

/* Over all outcomes, sizes, tests and sides; and for every outcome the same. */
Test(comparison, smallest_p_of_all_outcomes) {
    for (int32_t test = PEEL_TEST_FISHER; test <= PEEL_TEST_BARNARD; test++)
        for (int32_t side = 0; side < PEEL_SIDE_END_; side++)
            for (int64_t first = 1; first <= size_max; first++)
                for (int64_t second = 1; second <= size_max; second += 1 + (test >= PEEL_TEST_BOSCHLOO)) {
                    peel_compare_options options = defaults(), alone = defaults();
                    options.test = alone.method = test;
                    options.side = alone.side = side;
                    double least = least_p(first, second, &alone);
                    peel_comparison got =
                        compare((peel_sample){first / 2, first, 0}, (peel_sample){second / 3, second, 0}, &options);
                    cr_expect(relative_error(got.smallest_p, least) < 1e-12,
                              "test %d side %d, %lld and %lld: %.17g, not %.17g", test, side, (long long)first,
                              (long long)second, got.smallest_p, least);
                    cr_expect(got.test.p_value >= got.smallest_p);
                    if (side) options.side = PEEL_SIDE_LOWER + PEEL_SIDE_UPPER - side;
                    peel_comparison swapped =
                        compare((peel_sample){second / 3, second, 0}, (peel_sample){first / 2, first, 0}, &options);
                    cr_expect(relative_error(got.smallest_p, swapped.smallest_p) < 1e-12);
                    cr_expect(got.change.lower == -swapped.change.upper && got.change.upper == -swapped.change.lower);
                }
}

Test(comparison, designs_and_notes) {
    peel_compare_options options = defaults();
    peel_comparison got = compare((peel_sample){0, 0, 0}, (peel_sample){68, 80, 0}, NULL);
    cr_expect(got.notes == PEEL_NOTE_NOTHING_ASSESSED && got.verdict == PEEL_VERDICT_TOO_FEW && got.smallest_p == 1);
    cr_expect(isnan(got.change.estimate) && got.test.p_value == 1 && got.before.notes == PEEL_NOTE_NOTHING_ASSESSED);
    options.design = PEEL_DESIGN_DIP;
    got = compare((peel_sample){1, 40, 0}, (peel_sample){39, 40, 0}, &options);
    cr_expect(got.notes == PEEL_NOTE_DIP && got.verdict == PEEL_VERDICT_NO_EVIDENCE && isnan(got.change.lower));
    cr_expect(got.test.notes == PEEL_NOTE_DIP && got.test.p_value < 1e-9);
    got = compare((peel_sample){0, 2, 0}, (peel_sample){1, 2, 0}, &options);
    cr_expect(got.verdict == PEEL_VERDICT_NO_EVIDENCE);
    got = compare((peel_sample){1, 40, 40}, (peel_sample){39, 40, 40}, &options); /* all there are: no dip */
    cr_expect(got.verdict == PEEL_VERDICT_RISING && got.test.notes == PEEL_NOTE_POPULATION_UNUSED);
    options.design = PEEL_DESIGN_CENSUS;
    got = compare((peel_sample){57, 81, 81}, (peel_sample){68, 80, 80}, &options);
    cr_expect((got.notes & PEEL_NOTE_CENSUS) && got.change.lower == got.change.upper);
    cr_expect(got.verdict == PEEL_VERDICT_RISING);
    got = compare((peel_sample){57, 81, 300}, (peel_sample){68, 80, 0}, NULL);
    cr_expect(got.notes == (PEEL_NOTE_FINITE | PEEL_NOTE_POPULATION_UNUSED));
    got = compare((peel_sample){9, 9, 0}, (peel_sample){8, 8, 0}, NULL);
    cr_expect(got.notes == PEEL_NOTE_NO_VARIATION && got.verdict == PEEL_VERDICT_NO_EVIDENCE);
    options = defaults();
    options.test = PEEL_TEST_PEARSON;
    cr_expect(compare((peel_sample){1, 9, 0}, (peel_sample){8, 8, 0}, &options).notes == PEEL_NOTE_SMALL_EXPECTED);
}

/* A population of 0 is not known, so that a sample of nothing is no census. */
Test(comparison, census) {
    const peel_sample nothing = {0, 0, 0}, unknown = {3, 8, 0}, part = {3, 8, 9}, whole = {3, 8, 8};
    cr_expect(!compare_is_census(&nothing) && !compare_is_census(&unknown) && !compare_is_census(&part));
    cr_expect(compare_is_census(&whole));
}

static void expect(peel_sample before, peel_sample after, const peel_compare_options *options, size_t size,
                   peel_status expected) {
    peel_comparison got, untouched;
    memset(&got, 0x5A, sizeof got);
    memcpy(&untouched, &got, sizeof got);
    errno = 12345;
    peel_status status = peel_compare(&before, &after, options, size ? room : NULL, size, &got);
    cr_expect(status == expected && errno == 12345, "%s, not %s", peel_status_name(status), peel_status_name(expected));
    cr_expect(memcmp(&got, &untouched, sizeof got) == 0, "output touched");
}

Test(comparison, statuses) {
    const peel_sample before = {5, 8, 0}, after = {6, 7, 0};
    peel_compare_options options = defaults();
    peel_comparison got;
    cr_expect(peel_compare(NULL, &after, NULL, NULL, 0, &got) == PEEL_ERROR_NULL);
    cr_expect(peel_compare(&before, NULL, NULL, NULL, 0, &got) == PEEL_ERROR_NULL);
    cr_expect(peel_compare(&before, &after, NULL, NULL, 0, NULL) == PEEL_ERROR_NULL);
    expect((peel_sample){9, 8, 0}, after, NULL, 0, PEEL_ERROR_MET_ABOVE_ASSESSED);
    expect(before, (peel_sample){-1, 8, 0}, NULL, 0, PEEL_ERROR_NEGATIVE);
    expect(before, (peel_sample){1, PEEL_EXACT_MAX, 0}, NULL, 0, PEEL_ERROR_TOO_LARGE);
    options.test = PEEL_TEST_BARNARD;
    expect(before, after, &options, 0, PEEL_ERROR_WORK);
    expect(before, after, &options, peel_compare_work_size(8, 7) - 1, PEEL_ERROR_WORK);
    expect(before, (peel_sample){5, PEEL_UNCONDITIONAL_MAX + 1, 0}, &options, sizeof room, PEEL_ERROR_TOO_LARGE);
    options.test = PEEL_DIFFERENCE_MEE;
    expect(before, after, &options, 0, PEEL_ERROR_METHOD);
    options = defaults();
    options.method = PEEL_RATIO_KATZ;
    expect(before, after, &options, 0, PEEL_ERROR_METHOD);
    options = defaults();
    options.side = -1;
    expect(before, after, &options, 0, PEEL_ERROR_SIDE);
    options = defaults();
    options.confidence = 0.4;
    options.side = PEEL_SIDE_LOWER;
    expect(before, after, &options, 0, PEEL_ERROR_ONE_SIDED_CONFIDENCE);
    options = defaults();
    options.size += 8;
    expect(before, after, &options, 0, PEEL_ERROR_OPTIONS_SIZE);
    options = defaults();
    options.design = PEEL_DESIGN_CENSUS;
    expect((peel_sample){5, 8, 9}, after, &options, 0, PEEL_ERROR_CENSUS_INCOMPLETE);
}
