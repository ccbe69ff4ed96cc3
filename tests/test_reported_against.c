/* A counted sample against a printed percentage, with +/- and without. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/table.h"
#include "support/truth.h"
#include <peel.h>

static peel_reported parsed(const char *text) {
    peel_reported reported = {-1, -1, -1, -1};
    cr_assert(peel_reported_parse(text, &reported, NULL) == PEEL_OK, "%s", text);
    return reported;
}

/* A figure as in 80.6, of which 1 needs a percent sign. */
static peel_reported figure_of(const char *text) {
    char percent[32];
    snprintf(percent, sizeof percent, "%s%%", text);
    return parsed(percent);
}

static peel_reported_test against(const peel_reported *before, const peel_sample *after,
                                  const peel_compare_options *options) {
    peel_reported_test test;
    const peel_status status = peel_reported_against(before, after, options, &test);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    return test;
}

/*
 * The rate is rounded to a double, which moves p by about (log p) / 1e16 of it: the worst seen was 3.6e-15 above 1e-10, and
 * 2.8e-14 of p = 3e-257.
 */
static void expect_close(const char *what, size_t line, double got, double expected) {
    const double error = relative_error(got, expected);
    cr_expect(error <= (expected > 1e-10 ? 1e-14 : 4e-14), "line %zu, %s: %.17g, not %.17g (%.2g)", line, what, got,
              expected, error);
}

Test(reported_against, truth_of_the_exact_test) {
    struct table table;
    size_t rows = 0;
    cr_assert(table_open(&table, "tests/reference/reported-against.csv"));
    cr_assert(table_next(&table, ','));
    while (table_next(&table, ',')) {
        const peel_sample sample = {atoll(table.field[0]), atoll(table.field[1]), 0};
        const peel_reported before = figure_of(table.field[2]);
        peel_compare_options options = {.size = sizeof options};
        cr_assert(table.fields == 7 && peel_side_parse(table.field[3], &options.side, NULL) == PEEL_OK);
        const peel_reported_test test = against(&before, &sample, &options);
        expect_close("lower", table.line, test.p_value.lower, strtod(table.field[4], NULL));
        expect_close("p", table.line, test.p_value.estimate, strtod(table.field[5], NULL));
        expect_close("upper", table.line, test.p_value.upper, strtod(table.field[6], NULL));
        cr_expect(test.test.p_value == test.p_value.estimate && isnan(test.test.statistic) &&
                  isnan(test.statistic.estimate) && test.test.method == PEEL_REPORTED_BINOMIAL);
        rows++;
    }
    table_close(&table);
    cr_expect_eq(rows, 443, "%zu rows", rows);
}

/* Columns 8 to 16 of reported-width.csv: change, limits, z with its range, p with its range. */
static void expect_row(const struct table *row, const peel_reported_test *test) {
    const double got[] = {test->change.estimate, test->change.lower,       test->change.upper,
                          test->statistic.lower, test->statistic.estimate, test->statistic.upper,
                          test->p_value.lower,   test->p_value.estimate,   test->p_value.upper};
    for (int i = 0; i < 9; i++) {
        const double expected = strtod(row->field[7 + i], NULL);
        const double error =
            i < 6 ? fabs(got[i] - expected) / fmax(1.0, fabs(expected)) : relative_error(got[i], expected);
        if (i >= 6 && expected < 2.3e-308 && got[i] < 2.3e-308)
            continue; /* what is below all normal doubles may be 0 */
        const double most = i < 6 ? 4e-15 : 4e-15 * fmax(1.0, -log(fmax(expected, 1e-300)));
        cr_expect(error <= most, "line %zu, column %d: %.17g, not %.17g (%.2g)", row->line, 8 + i, got[i], expected,
                  error);
    }
    cr_expect(test->test.statistic == test->statistic.estimate && test->test.p_value == test->p_value.estimate);
    cr_expect(isnan(test->test.df) && test->test.side == test->change.side);
}

Test(reported_against, truth_of_the_effective_size) {
    struct table table;
    size_t rows = 0;
    cr_assert(table_open(&table, "tests/reference/reported-width.csv"));
    while (table_next(&table, ',')) {
        if (strcmp(table.field[0], "against") != 0) continue;
        peel_compare_options options = {.size = sizeof options, .alpha = strtod(table.field[5], NULL)};
        cr_assert(table.fields == 16 && peel_side_parse(table.field[6], &options.side, NULL) == PEEL_OK);
        char text[64];
        snprintf(text, sizeof text, "%s%% +/- %s", table.field[1], table.field[2]);
        const peel_reported before = parsed(text);
        const peel_sample sample = {atoll(table.field[3]), atoll(table.field[4]), 0};
        const peel_reported_test test = against(&before, &sample, &options);
        expect_row(&table, &test);
        cr_expect_eq(test.test.method, PEEL_REPORTED_EFFECTIVE);
        rows++;
    }
    table_close(&table);
    cr_expect_eq(rows, 594, "%zu rows", rows);
}

/* R: binom.test(68, 80, 0.806), and scipy.stats.binomtest of 0.8055, 0.806 and 0.8065, agree with these digits. */
Test(reported_against, the_next_audit) {
    const peel_sample sample = {68, 80, 0};
    peel_reported before = parsed("80.6");
    peel_reported_test test = against(&before, &sample, NULL);
    cr_expect_float_eq(test.p_value.estimate, 0.3960225048824, 1e-12);
    cr_expect_float_eq(test.p_value.upper, 0.3961924889628, 1e-12);
    cr_expect_float_eq(test.p_value.lower, 0.3959129345269, 1e-12);
    cr_expect_float_eq(test.change.estimate, 0.044, 1e-15);
    cr_expect(test.verdict == PEEL_VERDICT_NO_EVIDENCE && test.notes == 0);
    before = parsed("87.8 +/- 1.66");
    test = against(&before, &sample, NULL);
    cr_expect_float_eq(test.change.estimate, -0.028, 1e-15);
    cr_expect(test.verdict == PEEL_VERDICT_NO_EVIDENCE && test.statistic.estimate < 0.0);
}

/* The limits are Clopper-Pearson's less the ends of the rounding interval. */
Test(reported_against, limits_of_the_exact_test) {
    const peel_reported before = parsed("80.6");
    const peel_sample sample = {68, 80, 0};
    for (int32_t side = 0; side < PEEL_SIDE_END_; side++) {
        const peel_rate_options rate = {
            .size = sizeof rate, .confidence = 0.9, .method = PEEL_RATE_CLOPPER_PEARSON, .side = side};
        const peel_compare_options options = {.size = sizeof options, .confidence = 0.9, .side = side};
        peel_interval interval;
        cr_assert_eq(peel_rate(&sample, &rate, &interval), PEEL_OK);
        const peel_reported_test test = against(&before, &sample, &options);
        cr_expect(test.change.lower == (side == PEEL_SIDE_UPPER ? -1.0 : interval.lower - 0.8065));
        cr_expect(test.change.upper == (side == PEEL_SIDE_LOWER ? 1.0 : interval.upper - 0.8055));
        cr_expect(test.change.confidence == 0.9 && test.change.method == PEEL_REPORTED_BINOMIAL);
    }
}

/* Asked of failures, the same question has the same p and the opposite change. */
Test(reported_against, mirror) {
    for (int64_t n = 1; n <= 40; n += 3) {
        for (int64_t k = 0; k <= n; k++) {
            for (int64_t figure = 0; figure <= 100; figure += 5) {
                const peel_reported before = {figure, 0, 0, 0}, mirrored = {100 - figure, 0, 0, 0};
                const peel_sample sample = {k, n, 0}, flipped = {n - k, n, 0};
                const peel_reported_test test = against(&before, &sample, NULL),
                                         other = against(&mirrored, &flipped, NULL);
                cr_assert(test.p_value.lower == other.p_value.lower && test.p_value.upper == other.p_value.upper &&
                              test.p_value.estimate == other.p_value.estimate,
                          "%lld of %lld, %lld%%", (long long)k, (long long)n, (long long)figure);
                cr_assert_float_eq(test.change.lower, -other.change.upper, 1e-15);
                cr_assert(test.p_value.lower <= test.p_value.estimate && test.p_value.estimate <= test.p_value.upper);
            }
        }
    }
}

Test(reported_against, verdicts) {
    const peel_reported high = parsed("94"), low = parsed("50.0"), width = parsed("87.8 +/- 1.66"),
                        half = parsed("50 +/- 3");
    const peel_compare_options lower = {.size = sizeof lower, .side = PEEL_SIDE_LOWER};
    const peel_compare_options upper = {.size = sizeof upper, .side = PEEL_SIDE_UPPER};
    const peel_sample fell = {60, 80, 0}, rose = {80, 80, 0}, one = {1, 1, 0}, none_of_two = {0, 2, 0};
    cr_expect_eq(against(&high, &fell, NULL).verdict, PEEL_VERDICT_FALLING);
    cr_expect_eq(against(&high, &fell, &upper).verdict, PEEL_VERDICT_FALLING);
    cr_expect_eq(against(&high, &fell, &lower).verdict, PEEL_VERDICT_NO_EVIDENCE);
    cr_expect_eq(against(&high, &rose, NULL).verdict, PEEL_VERDICT_RISING);
    cr_expect_eq(against(&high, &rose, &lower).verdict, PEEL_VERDICT_RISING);
    cr_expect_eq(against(&low, &one, NULL).verdict, PEEL_VERDICT_TOO_FEW);
    cr_expect_eq(against(&low, &none_of_two, NULL).verdict, PEEL_VERDICT_TOO_FEW);
    cr_expect_eq(against(&width, &rose, NULL).verdict, PEEL_VERDICT_RISING);
    cr_expect_eq(against(&width, &fell, NULL).verdict, PEEL_VERDICT_FALLING);
    cr_expect_eq(against(&half, &one, NULL).verdict, PEEL_VERDICT_TOO_FEW);
    /* All of the rounding interval counts: p is 0.046 at 51%, but 0.057 from 51.02% on (scipy.stats.binomtest). */
    const peel_reported coarse = parsed("51.0"), sharp = parsed("51.000");
    cr_expect_eq(against(&coarse, &(peel_sample){61, 100, 0}, NULL).verdict, PEEL_VERDICT_NO_EVIDENCE);
    cr_expect_eq(against(&sharp, &(peel_sample){61, 100, 0}, NULL).verdict, PEEL_VERDICT_RISING);
}

/* The two-sided p goes by likelihood, the limits by the tails: p is 0.0473 and 0.0532 at most (scipy.stats.binomtest). */
Test(reported_against, the_test_decides_where_the_limits_disagree) {
    const peel_reported high = parsed("99.1"), lower = parsed("95.1");
    peel_reported_test test = against(&high, &(peel_sample){984, 1000, 0}, NULL);
    cr_expect(test.verdict == PEEL_VERDICT_FALLING && test.change.upper > 0.0);
    cr_expect_float_eq(test.p_value.upper, 0.0473106421874, 1e-9);
    test = against(&lower, &(peel_sample){148, 150, 0}, NULL);
    cr_expect(test.verdict == PEEL_VERDICT_NO_EVIDENCE && test.change.lower > 0.0);
    cr_expect_float_eq(test.p_value.upper, 0.0531650952931, 1e-9);
}

/* At 50.5% none or all of 3 have p = 10003/40000, at 24.5% 0 of 4 has 231295401/400000000: their last digits decide nothing. */
Test(reported_against, p_equals_alpha) {
    const peel_reported half = parsed("50%"), quarter = parsed("25%");
    peel_compare_options options = {.size = sizeof options, .alpha = 0.250075};
    const peel_sample none = {0, 3, 0}, one = {1, 3, 0}, four = {0, 4, 0};
    cr_expect_eq(against(&half, &none, &options).verdict, PEEL_VERDICT_FALLING);
    cr_expect_eq(against(&half, &one, &options).verdict, PEEL_VERDICT_NO_EVIDENCE);
    options.alpha = 0.250075 * (1 - 1e-11);
    cr_expect_eq(against(&half, &one, &options).verdict, PEEL_VERDICT_TOO_FEW);
    options.alpha = 0.5782385025;
    cr_expect_eq(against(&quarter, &four, &options).verdict, PEEL_VERDICT_FALLING);
}

Test(reported_against, notes_and_designs) {
    const peel_reported before = parsed("80.6"), width = parsed("87.8 +/- 1.66"), wide = parsed("5 +/- 90");
    const peel_compare_options dip = {.size = sizeof dip, .design = PEEL_DESIGN_DIP};
    const peel_compare_options quota = {.size = sizeof quota, .design = PEEL_DESIGN_QUOTA};
    const peel_compare_options census = {.size = sizeof census, .design = PEEL_DESIGN_CENSUS};
    const peel_sample none = {0, 0, 100}, some = {2, 80, 300}, all = {2, 80, 80};
    const peel_reported *const figures[] = {&before, &width};
    for (size_t i = 0; i < 2; i++) {
        peel_reported_test test = against(figures[i], &none, &dip);
        cr_expect(test.notes == PEEL_NOTE_NOTHING_ASSESSED && test.change.notes == test.notes);
        cr_expect(isnan(test.change.estimate) && test.change.lower == -1.0 && test.change.upper == 1.0);
        cr_expect(test.p_value.lower == 1.0 && test.p_value.upper == 1.0 && test.test.p_value == 1.0);
        cr_expect_eq(test.verdict, PEEL_VERDICT_TOO_FEW);
        test = against(figures[i], &some, &dip);
        cr_expect(test.notes == PEEL_NOTE_DIP && isnan(test.change.lower) && isnan(test.change.upper));
        cr_expect(test.verdict == PEEL_VERDICT_NO_EVIDENCE && test.test.p_value < 1e-6);
        test = against(figures[i], &some, &quota);
        cr_expect_eq(test.notes, PEEL_NOTE_QUOTA | PEEL_NOTE_POPULATION_UNUSED);
        test = against(figures[i], &all, &census);
        cr_expect(test.notes == PEEL_NOTE_POPULATION_UNUSED && test.change.upper > test.change.estimate);
        cr_expect_eq(test.verdict, PEEL_VERDICT_FALLING);
    }
    const peel_reported_test test = against(&wide, &(peel_sample){80, 80, 0}, NULL);
    cr_expect(test.notes == PEEL_NOTE_CLIPPED && test.change.upper == 1.0);
}

Test(reported_against, large_samples) {
    const peel_reported before = parsed("80.6");
    const peel_sample most = {INT64_C(806500000), PEEL_EXACT_MAX, 0}, beyond = {INT64_C(806600000), PEEL_EXACT_MAX, 0};
    peel_reported_test test = against(&before, &most, NULL); /* 80.65% is still printed 80.6 by some */
    cr_expect(test.p_value.upper == 1.0 && test.verdict == PEEL_VERDICT_NO_EVIDENCE);
    test = against(&before, &beyond, NULL);
    cr_expect(test.p_value.upper < 1e-12 && test.p_value.upper > 0.0 && test.verdict == PEEL_VERDICT_RISING);
    cr_expect(test.p_value.lower <= test.p_value.estimate && test.p_value.estimate < test.p_value.upper);
}

Test(reported_against, statuses) {
    const peel_reported before = parsed("80.6"), none = parsed("0.0 +/- 1"), all = parsed("100 +/- 1"),
                        width = parsed("87.8 +/- 1");
    const peel_sample sample = {68, 80, 0}, large = {68, PEEL_EXACT_MAX + 1, 0}, bad = {81, 80, 0},
                      part = {68, 80, 300};
    const peel_compare_options binomial = {.size = sizeof binomial, .method = PEEL_REPORTED_BINOMIAL};
    const peel_compare_options effective = {.size = sizeof effective, .method = PEEL_REPORTED_EFFECTIVE};
    const peel_compare_options other = {.size = sizeof other, .method = PEEL_DIFFERENCE_NEWCOMBE};
    const peel_compare_options census = {.size = sizeof census, .design = PEEL_DESIGN_CENSUS};
    const peel_compare_options percent = {.size = sizeof percent, .confidence = 95};
    peel_reported_test test = {.verdict = -7};
    cr_expect_eq(peel_reported_against(NULL, &sample, NULL, &test), PEEL_ERROR_NULL);
    cr_expect_eq(peel_reported_against(&before, NULL, NULL, &test), PEEL_ERROR_NULL);
    cr_expect_eq(peel_reported_against(&before, &sample, NULL, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_reported_against(&before, &bad, NULL, &test), PEEL_ERROR_MET_ABOVE_ASSESSED);
    cr_expect_eq(peel_reported_against(&before, &large, NULL, &test), PEEL_ERROR_TOO_LARGE);
    cr_expect_eq(peel_reported_against(&before, &sample, &effective, &test), PEEL_ERROR_METHOD);
    cr_expect_eq(peel_reported_against(&width, &sample, &binomial, &test), PEEL_ERROR_METHOD);
    cr_expect_eq(peel_reported_against(&width, &sample, &other, &test), PEEL_ERROR_METHOD);
    cr_expect_eq(peel_reported_against(&before, &sample, &percent, &test), PEEL_ERROR_CONFIDENCE_PERCENT);
    cr_expect_eq(peel_reported_against(&before, &part, &census, &test), PEEL_ERROR_CENSUS_INCOMPLETE);
    cr_expect_eq(peel_reported_against(&none, &sample, NULL, &test), PEEL_ERROR_PLUS_MINUS);
    cr_expect_eq(peel_reported_against(&all, &sample, NULL, &test), PEEL_ERROR_PLUS_MINUS);
    cr_expect_eq(test.verdict, -7);
    cr_expect_eq(peel_reported_against(&before, &sample, &binomial, &test), PEEL_OK);
    cr_expect_eq(peel_reported_against(&width, &sample, &effective, &test), PEEL_OK);
}
