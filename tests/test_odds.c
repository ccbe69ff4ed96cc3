/* peel_odds_ratio: the published cases by their numbers, statuses, notes, ends, columns. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/table.h"
#include <peel.h>

static const int32_t methods[] = {PEEL_ODDS_RATIO_SCORE, PEEL_ODDS_RATIO_WOOLF, PEEL_ODDS_RATIO_GART,
                                  PEEL_ODDS_RATIO_EXACT, PEEL_ODDS_RATIO_MID_P};
enum { method_count = sizeof methods / sizeof methods[0] };

static peel_compare_options options_of(int32_t method, int32_t side, double alpha) {
    return (peel_compare_options){.size = sizeof(peel_compare_options), .method = method, .side = side, .alpha = alpha};
}

static peel_status status_of(const peel_sample *before, const peel_sample *after, const peel_compare_options *options,
                             peel_interval *interval) {
    errno = 12345;
    peel_status status = peel_odds_ratio(before, after, options, interval);
    cr_assert(errno == 12345, "errno was changed to %d", errno);
    return status;
}

static peel_interval interval_of(peel_sample before, peel_sample after, peel_compare_options options) {
    peel_interval interval;
    peel_status status = status_of(&before, &after, &options, &interval);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    cr_assert(interval.side == options.side && interval.reserved == 0 && interval.reserved2 == 0);
    return interval;
}

static peel_interval of_counts(int64_t a, int64_t before, int64_t c, int64_t after, int32_t method) {
    return interval_of((peel_sample){a, before, 0}, (peel_sample){c, after, 0}, options_of(method, 0, 0));
}

/* --- published -------------------------------------------------------------------------------------------------------- */

static void open_row(struct table *row, const char *id) {
    cr_assert(table_open(row, "tests/reference/cases.txt"));
    while (table_next(row, '|'))
        if (strcmp(row->field[0], id) == 0) return;
    cr_assert_fail("no row %s", id);
}

/* "lo,hi=a,b"; the tolerance is relative where the row says so. */
static void run(const char *id, const char *inputs, peel_interval got) {
    struct table row;
    double lower, upper;
    open_row(&row, id);
    cr_assert(strcmp(row.field[2], inputs) == 0 && sscanf(row.field[3], "lo,hi=%lf,%lf", &lower, &upper) == 2);
    double allowed = strtod(row.field[4], NULL) * (strchr(row.field[4], '%') ? 0.01 : 1);
    int relative = strstr(row.field[4], "rel") != NULL;
    cr_expect(fabs(got.lower - lower) <= allowed * (relative ? lower : 1), "%s: %.9g, not %.9g", id, got.lower, lower);
    cr_expect(fabs(got.upper - upper) <= allowed * (relative ? upper : 1), "%s: %.9g, not %.9g", id, got.upper, upper);
    table_close(&row);
}

/* The rows compare the first with the second sample: here the second is the one before. */
Test(odds, cases) {
    static const char *const inputs = "x1=7 n1=34 x2=1 n2=34", *const small = "table=[[9,4],[4,10]]";
    run("T268", inputs, of_counts(1, 34, 7, 34, PEEL_ODDS_RATIO_WOOLF));
    run("T269", inputs, of_counts(1, 34, 7, 34, PEEL_ODDS_RATIO_GART));
    run("T273", inputs, of_counts(1, 34, 7, 34, PEEL_ODDS_RATIO_SCORE));
    /* its name says exact, but these are the limits of mid-P: at them the tails, half of the seen table counted, are 0.025 */
    run("T274", small, of_counts(4, 14, 9, 13, PEEL_ODDS_RATIO_MID_P));
}

/* R's fisher.test of [[9,4],[4,10]]: the exact limits, by their definition (scipy's nchypergeom_fisher: tail 0.025). */
Test(odds, t274_exact) {
    peel_interval exact = of_counts(4, 14, 9, 13, PEEL_ODDS_RATIO_EXACT);
    cr_expect(fabs(exact.lower - 0.847215) < 5e-7 && fabs(exact.upper - 40.437374) < 5e-7);
    cr_expect(fabs(exact.estimate - 5.232646) < 5e-7);
}

/* Three pairs of samples in a row. With the factor N / (N - 1): without it the last upper limit is 74.82. */
Test(odds, t282) {
    static const int64_t counts[3][4] = {{53, 65, 24, 73}, {11, 11, 29, 55}, {1, 18, 7, 18}};
    struct table row;
    double limits[6];
    open_row(&row, "T282");
    cr_assert(strcmp(row.field[2], "(24/73 v 53/65) (29/55 v 11/11) (7/18 v 1/18)") == 0);
    cr_assert(sscanf(row.field[3], "lo,hi=%lf,%lf ; %lf,%lf ; %lf,%lf", &limits[0], &limits[1], &limits[2], &limits[3],
                     &limits[4], &limits[5]) == 6);
    for (int i = 0; i < 3; i++) {
        peel_interval got = of_counts(counts[i][0], counts[i][1], counts[i][2], counts[i][3], PEEL_ODDS_RATIO_SCORE);
        cr_expect(fabs(got.lower - limits[2 * i]) <= 5e-4 && fabs(got.upper - limits[2 * i + 1]) <= 5e-4, "%d", i);
    }
    table_close(&row);
}

/* 57/81, then 68/80, by hand: the cross product 68 24 / (57 12), its logarithm -+ z sqrt(1/57 + 1/24 + 1/68 + 1/12). */
Test(odds, woolf_by_hand) {
    const double z = 1.9599639845400542;
    double width = exp(z * sqrt(1 / 57.0 + 1 / 24.0 + 1 / 68.0 + 1 / 12.0)), ratio = 68 * 24.0 / (57 * 12.0);
    peel_interval got = of_counts(57, 81, 68, 80, PEEL_ODDS_RATIO_WOOLF);
    cr_expect(fabs(got.estimate / ratio - 1) < 1e-15);
    cr_expect(fabs(got.lower * width / ratio - 1) < 2e-15 && fabs(got.upper / width / ratio - 1) < 2e-15);
    width = exp(z * sqrt(1 / 57.5 + 1 / 24.5 + 1 / 68.5 + 1 / 12.5));
    got = of_counts(57, 81, 68, 80, PEEL_ODDS_RATIO_GART);
    cr_expect(fabs(got.lower * width / (68.5 * 24.5 / (57.5 * 12.5)) - 1) < 2e-15 && got.estimate == ratio);
}

/* --- ends and notes --------------------------------------------------------------------------------------------------- */

static void expect(peel_interval got, double estimate, double lower, double upper, uint32_t notes) {
    int same = got.estimate == estimate || (isnan(got.estimate) && isnan(estimate));
    cr_expect(same && got.notes == notes, "estimate %g, notes %u", got.estimate, got.notes);
    cr_expect(got.lower == lower || (isnan(got.lower) && isnan(lower)), "lower %g", got.lower);
    cr_expect(got.upper == upper || (isnan(got.upper) && isnan(upper)), "upper %g", got.upper);
}

/* Zero cells give 0 and infinity; all met, none met and nothing assessed have no estimate. */
Test(odds, zero_counts) {
    for (size_t i = 0; i < method_count; i++) {
        int32_t m = methods[i];
        expect(of_counts(0, 9, 0, 8, m), NAN, 0, INFINITY, PEEL_NOTE_NO_RATIO);
        expect(of_counts(9, 9, 8, 8, m), NAN, 0, INFINITY, PEEL_NOTE_NO_RATIO);
        expect(of_counts(0, 0, 3, 8, m), NAN, 0, INFINITY, PEEL_NOTE_NOTHING_ASSESSED);
        expect(of_counts(3, 8, 0, 0, m), NAN, 0, INFINITY, PEEL_NOTE_NOTHING_ASSESSED);
        peel_interval none = of_counts(3, 9, 0, 8, m), all = of_counts(3, 9, 8, 8, m), from = of_counts(0, 9, 3, 8, m);
        cr_expect(none.estimate == 0 && all.estimate == INFINITY && from.estimate == INFINITY);
        if (m == PEEL_ODDS_RATIO_GART) {
            cr_expect(none.lower > 0 && none.upper < INFINITY && all.lower > 0 && all.upper < INFINITY);
        } else {
            cr_expect(none.lower == 0 && all.upper == INFINITY && from.upper == INFINITY);
            if (m != PEEL_ODDS_RATIO_WOOLF) cr_expect(none.upper < INFINITY && all.lower > 0 && from.lower > 0);
        }
        if (m == PEEL_ODDS_RATIO_WOOLF) expect(of_counts(3, 9, 0, 8, m), 0, 0, INFINITY, 0);
    }
}

Test(odds, designs) {
    peel_compare_options options = options_of(0, 0, 0);
    const peel_sample before = {3, 9, 9}, after = {5, 10, 10}, some = {5, 10, 40}, plain = {5, 10, 0};
    for (size_t i = 0; i < method_count; i++) {
        options = options_of(methods[i], 0, 0);
        expect(interval_of(before, after, options), 2, 2, 2, PEEL_NOTE_CENSUS);
        options.design = PEEL_DESIGN_CENSUS;
        expect(interval_of((peel_sample){3, 9, 0}, plain, options), 2, 2, 2, PEEL_NOTE_CENSUS);
        options.design = PEEL_DESIGN_DIP;
        peel_interval dip = interval_of((peel_sample){3, 9, 0}, plain, options);
        cr_expect(isnan(dip.lower) && isnan(dip.upper) && dip.notes == PEEL_NOTE_DIP && fabs(dip.estimate - 2) < 0.1);
        cr_expect((dip.estimate != 2) == (methods[i] >= PEEL_ODDS_RATIO_EXACT));
        options.design = PEEL_DESIGN_QUOTA;
        cr_expect(interval_of((peel_sample){3, 9, 0}, plain, options).notes == PEEL_NOTE_QUOTA);
        cr_expect(interval_of((peel_sample){3, 9, 0}, some, options).notes ==
                  (PEEL_NOTE_QUOTA | PEEL_NOTE_POPULATION_UNUSED));
        options.design = 0;
        cr_expect(interval_of(some, (peel_sample){3, 9, 0}, options).notes == PEEL_NOTE_POPULATION_UNUSED);
    }
}

/* A one-sided bound is the limit of the interval that spends as much there; its other end is that of the scale. */
Test(odds, sides) {
    for (size_t i = 0; i < method_count; i++) {
        const peel_sample before = {57, 81, 0}, after = {68, 80, 0};
        peel_interval both = interval_of(before, after, options_of(methods[i], 0, 0.1));
        peel_interval lower = interval_of(before, after, options_of(methods[i], PEEL_SIDE_LOWER, 0.05));
        peel_interval upper = interval_of(before, after, options_of(methods[i], PEEL_SIDE_UPPER, 0.05));
        cr_expect(lower.lower == both.lower && lower.upper == INFINITY);
        cr_expect(upper.upper == both.upper && upper.lower == 0);
    }
}

/* --- statuses --------------------------------------------------------------------------------------------------------- */

static void expect_status(peel_sample before, peel_sample after, peel_compare_options options, peel_status expected) {
    peel_interval interval, untouched;
    memset(&interval, 0x5A, sizeof interval);
    memcpy(&untouched, &interval, sizeof interval);
    peel_status status = status_of(&before, &after, &options, &interval);
    cr_expect(status == expected, "%s, not %s", peel_status_name(status), peel_status_name(expected));
    cr_expect(memcmp(&interval, &untouched, sizeof interval) == 0, "touched");
}

Test(odds, statuses) {
    const peel_sample some = {57, 81, 0}, most = {5, PEEL_EXACT_MAX - 10, 0}, eleven = {2, 11, 0};
    peel_compare_options options = options_of(0, 0, 0);
    peel_interval interval;
    cr_expect(status_of(NULL, &some, NULL, &interval) == PEEL_ERROR_NULL);
    cr_expect(status_of(&some, NULL, NULL, &interval) == PEEL_ERROR_NULL);
    cr_expect(status_of(&some, &some, NULL, NULL) == PEEL_ERROR_NULL);
    cr_expect(status_of(&some, &some, NULL, &interval) == PEEL_OK && interval.method == PEEL_ODDS_RATIO_SCORE);
    expect_status(some, some, options_of(PEEL_TEST_FISHER, 0, 0), PEEL_ERROR_METHOD);
    expect_status(some, some, options_of(0, 5, 0), PEEL_ERROR_SIDE);
    expect_status(some, some, options_of(0, 0, 2), PEEL_ERROR_ALPHA);
    expect_status(some, some, options_of(0, PEEL_SIDE_LOWER, 0.5), PEEL_ERROR_ONE_SIDED_CONFIDENCE);
    expect_status((peel_sample){-1, 5, 0}, some, options, PEEL_ERROR_NEGATIVE);
    expect_status(some, (peel_sample){9, 5, 0}, options, PEEL_ERROR_MET_ABOVE_ASSESSED);
    options.design = PEEL_DESIGN_CENSUS;
    expect_status((peel_sample){5, 10, 20}, some, options, PEEL_ERROR_CENSUS_INCOMPLETE);
    expect_status(most, eleven, options_of(PEEL_ODDS_RATIO_EXACT, 0, 0), PEEL_ERROR_TOO_LARGE);
    expect_status(eleven, most, options_of(PEEL_ODDS_RATIO_MID_P, 0, 0), PEEL_ERROR_TOO_LARGE);
    interval_of(most, (peel_sample){2, 10, 0}, options_of(PEEL_ODDS_RATIO_EXACT, 0, 0));
    interval_of(most, eleven, options_of(PEEL_ODDS_RATIO_SCORE, 0, 0));
}

/* --- columns ---------------------------------------------------------------------------------------------------------- */

enum { rows = 60 };

static int same_bits(double a, double b) {
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

Test(odds, columns) {
    int64_t a[rows], n[rows], c[rows], m[rows], population[rows];
    double estimate[rows], lower[rows], upper[rows];
    uint32_t notes[rows];
    peel_status status[rows];
    for (int i = 0; i < rows; i++) {
        n[i] = i % 13, m[i] = (7 * i) % 31, a[i] = i % 9 == 4 ? -1 : n[i] * (i % 4) / 3, c[i] = m[i] * (i % 3) / 2;
        population[i] = i % 5 == 0 ? 40 : 0;
    }
    const peel_samples before = {a, n, NULL}, after = {c, m, population};
    const peel_intervals answers = {estimate, lower, upper, notes, status};
    for (size_t method = 0; method < method_count; method++) {
        peel_compare_options options = options_of(methods[method], (int32_t)method % 3, 0.1);
        size_t bad = 99, expected = 0;
        cr_assert(peel_odds_ratio_many(rows, &before, &after, &options, &answers, &bad) == PEEL_OK);
        for (int i = 0; i < rows; i++) {
            const peel_sample first = {a[i], n[i], 0}, second = {c[i], m[i], population[i]};
            peel_interval one = {.estimate = NAN, .lower = NAN, .upper = NAN};
            peel_status alone = status_of(&first, &second, &options, &one);
            expected += alone != PEEL_OK;
            cr_expect(status[i] == alone && notes[i] == one.notes && same_bits(estimate[i], one.estimate), "row %d", i);
            cr_expect(same_bits(lower[i], one.lower) && same_bits(upper[i], one.upper), "row %d", i);
        }
        cr_expect(bad == expected && bad >= 6);
    }
    cr_expect(peel_odds_ratio_many(1, &before, NULL, NULL, &answers, NULL) == PEEL_ERROR_NULL);
}
