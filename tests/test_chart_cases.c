/* The rows of tests/reference/cases.txt about limits and assurance, T363, T380, T381 and T394, and published snapshots. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/table.h"
#include <peel.h>

/* Of cases.txt: id | method | inputs | expected | tolerance | source | check. */
enum { id, method_field, inputs, expected, tolerance, source, check, case_fields };

enum { points_max = 40 };

static _Alignas(16) char work[points_max * 2048];

/* Puts the row with this id into the table, which is closed again. */
static void find(struct table *table, const char *case_id) {
    int found = 0;
    cr_assert(table_open(table, "tests/reference/cases.txt"));
    while (!found && table_next(table, '|'))
        found = strcmp(table->field[id], case_id) == 0;
    cr_assert(found && table->fields == case_fields, "no row %s", case_id);
    table_close(table);
}

static double value_of(const struct table *row, const char *key) {
    const char *at = strstr(row->field[expected], key);
    cr_assert(at, "no %s in \"%s\"", key, row->field[expected]);
    return strtod(at + strlen(key), NULL);
}

/* "12,15,8 ..." to numbers; returns how many. */
static size_t numbers(const char *text, double x[points_max]) {
    size_t n = 0;
    for (char *end; n < points_max; text = end + 1) {
        x[n++] = strtod(text, &end);
        if (*end != ',') break;
    }
    return n;
}

/* T363: 30 samples of 50, the 15th and the 23rd left out of the limits; both and the 21st lie beyond. */
Test(chart_cases, t363_excluded_points) {
    struct table row;
    find(&row, "T363");
    double met[points_max], allowed = strtod(row.field[tolerance], NULL);
    size_t n = numbers(strstr(row.field[inputs], "D=") + 2, met);
    cr_assert(n == 30 && strstr(row.field[inputs], "n=50 each"));
    peel_point points[points_max];
    uint32_t marks[points_max] = {[14] = PEEL_MARK_EXCLUDED, [22] = PEEL_MARK_EXCLUDED};
    for (size_t i = 0; i < n; i++)
        points[i] = (peel_point){(int64_t)i + 1, {(int64_t)met[i], 50, 0}};
    peel_chart_options options = {
        .size = sizeof options, .kind = PEEL_CHART_P, .better = PEEL_BETTER_DOWN, .rule_set = PEEL_RULES_LIMITS};
    double lower[points_max], upper[points_max];
    int32_t signal[points_max];
    peel_chart_columns columns = {.lower = lower, .upper = upper, .signal = signal};
    peel_chart_result result;
    cr_assert(peel_chart(n, points, marks, &options, work, sizeof work, &columns, &result) == PEEL_OK);
    cr_expect(fabs(result.centre - value_of(&row, "cl=")) <= allowed, "T363: %.12g", result.centre);
    for (size_t i = 0; i < n; i++) {
        cr_expect(fabs(lower[i] - value_of(&row, "lcl=")) <= allowed, "T363: %.12g", lower[i]);
        cr_expect(fabs(upper[i] - value_of(&row, "ucl=")) <= allowed, "T363: %.12g", upper[i]);
        int beyond = i == 14 || i == 20 || i == 22;
        cr_expect(signal[i] == (beyond ? PEEL_SIGNAL_CONCERN : PEEL_SIGNAL_NONE), "T363: point %zu", i + 1);
    }
    cr_expect(result.signals == 3 && result.points == 30 && result.segments == 1);
}

static void expect_xmr(const char *case_id, int32_t screening) {
    struct table row;
    find(&row, case_id);
    double x[points_max], allowed = strtod(row.field[tolerance], NULL);
    size_t n = numbers(row.field[inputs], x);
    cr_assert(n == 18 && allowed == 1e-6);
    peel_chart_options options = {.size = sizeof options, .kind = PEEL_CHART_XMR, .screening = screening};
    double centre[points_max], lower[points_max], upper[points_max];
    uint32_t rules[points_max];
    peel_chart_columns columns = {.centre = centre, .lower = lower, .upper = upper, .rules = rules};
    peel_chart_result result;
    cr_assert(peel_chart_values(n, NULL, x, NULL, &options, work, sizeof work, &columns, &result) == PEEL_OK);
    for (size_t i = 0; i < n; i++) {
        cr_expect(fabs(centre[i] - value_of(&row, "mean=")) <= allowed, "%s: %.10g", case_id, centre[i]);
        cr_expect(fabs(lower[i] - value_of(&row, "lpl=")) <= allowed, "%s: %.10g", case_id, lower[i]);
        cr_expect(fabs(upper[i] - value_of(&row, "upl=")) <= allowed, "%s: %.10g", case_id, upper[i]);
        cr_expect((rules[i] != 0) == (i == 4), "%s: point %zu", case_id, i + 1); /* 10 is above both upper limits */
    }
}

Test(chart_cases, t380_screened) {
    expect_xmr("T380", 1);
}

Test(chart_cases, t381_unscreened) {
    expect_xmr("T381", 0);
}

static int32_t assurance(double target, int32_t better, size_t n, const double *x, const uint32_t *marks,
                         peel_chart_result *result) {
    peel_chart_options options = {
        .size = sizeof options, .kind = PEEL_CHART_XMR, .better = better, .has_target = 1, .target = target};
    cr_assert(peel_chart_values(n, NULL, x, marks, &options, work, sizeof work, NULL, result) == PEEL_OK);
    return result->assurance;
}

/* T394: strict inequalities, so that a target on a limit is hit and miss, and of the last segment alone. */
Test(chart_cases, t394_assurance) {
    struct table row;
    find(&row, "T394");
    cr_assert(strcmp(row.field[expected], "consistent_fail / inconsistent / consistent_pass (strict inequalities, last "
                                          "rebase segment)") == 0);
    static const double x[] = {50, 58, 51, 57, 52, 2, 6, 3, 5, 4};
    uint32_t marks[10] = {[5] = PEEL_MARK_REBASE};
    peel_chart_result r;
    assurance(0, PEEL_BETTER_UP, 10, x, marks, &r);
    double lower = r.lower, upper = r.upper; /* 4 -+ 2.66 * 2.5 */
    cr_assert(fabs(lower - (4 - 6.65)) < 1e-14 && fabs(upper - 10.65) < 1e-14);
    static const int32_t fails = PEEL_ASSURANCE_FAILS, passes = PEEL_ASSURANCE_PASSES,
                         either = PEEL_ASSURANCE_HIT_AND_MISS;
    double above = nextafter(upper, INFINITY), below = nextafter(lower, -INFINITY);
    const struct {
        double target;
        int32_t up, down;
    } rows[] = {{above, fails, passes},  {upper, either, either}, {4, either, either},
                {lower, either, either}, {below, passes, fails},  {30, fails, passes}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect(assurance(rows[i].target, PEEL_BETTER_UP, 10, x, marks, &r) == rows[i].up, "T394 up %zu", i);
        cr_expect(assurance(rows[i].target, PEEL_BETTER_DOWN, 10, x, marks, &r) == rows[i].down, "T394 down %zu", i);
        cr_expect(assurance(rows[i].target, PEEL_BETTER_NEITHER, 10, x, marks, &r) == PEEL_ASSURANCE_NONE);
    }
    /* the segment before would have passed 30 */
    cr_expect(assurance(30, PEEL_BETTER_UP, 5, x, marks, &r) == passes);
}

/*
 * NHSRplotthedots, tests/testthat/_snaps/ptd_spc.md: 20 values of R's set.seed(123); rnorm(20), improvement up, screened;
 * whole and in two halves. Printed there with three figures, no point a signal, target 0.5 inconsistent.
 */
Test(chart_cases, nhs_snapshot) {
    static const double x[20] = {
        -0.560475646552212603, -0.230177489483279957, 1.558708314149124030,  0.070508391424576003,
        0.129287735160946243,  1.715064986883281017,  0.460916205989202299,  -1.265061234606533969,
        -0.686852851893526073, -0.445661970099958060, 1.224081797439461550,  0.359813827057363811,
        0.400771450594052170,  0.110682715945119706,  -0.555841134754074928, 1.786913136803078173,
        0.497850478229239390,  -1.966617156629638208, 0.701355901563685546,  -0.472791407727934043};
    static const struct {
        size_t first, n;
        double mean, lower, upper;
    } rows[] = {{0, 20, 0.142, -3.01, 3.29}, {0, 10, 0.0746, -2.60, 2.75}, {10, 10, 0.209, -3.28, 3.70}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        peel_chart_options options = {.size = sizeof options,
                                      .kind = PEEL_CHART_XMR,
                                      .rule_set = PEEL_RULES_NHS,
                                      .screening = 1,
                                      .has_target = 1,
                                      .target = 0.5};
        peel_chart_result r;
        cr_assert(peel_chart_values(rows[i].n, NULL, x + rows[i].first, NULL, &options, work, sizeof work, NULL, &r) ==
                  PEEL_OK);
        cr_expect(fabs(r.centre - rows[i].mean) <= 0.0005 && fabs(r.lower - rows[i].lower) <= 0.005 &&
                      fabs(r.upper - rows[i].upper) <= 0.005,
                  "%zu: %.6g, %.6g to %.6g", i, r.centre, r.lower, r.upper);
        cr_expect(r.signals == 0 && r.assurance == PEEL_ASSURANCE_HIT_AND_MISS);
    }
}

/*
 * NHSRplotthedots, tests/testthat/test-ptd_spc_standard.R: the last two points are close to the limits, one on either side, which is
 * common cause.
 */
Test(chart_cases, nhs_two_of_three_on_opposite_sides) {
    double x[16];
    for (size_t i = 0; i < 16; i++)
        x[i] = i % 2 ? -1 : 1;
    x[14] = 5.5;
    x[15] = -5.5;
    double score[16];
    uint32_t rules[16];
    peel_chart_options options = {.size = sizeof options, .kind = PEEL_CHART_XMR, .screening = 1};
    peel_chart_columns columns = {.score = score, .rules = rules};
    cr_assert(peel_chart_values(16, NULL, x, NULL, &options, work, sizeof work, &columns, NULL) == PEEL_OK);
    cr_expect(score[14] > 2.0 / 3 && score[15] < -2.0 / 3, "they would count: %.3g, %.3g", score[14], score[15]);
    cr_expect(rules[14] == 0 && rules[15] == 0, "%x %x", (unsigned)rules[14], (unsigned)rules[15]);
}

/* NHSRplotthedots, R/ptd_spc_standard.R: mr < 3.267 * amr. A moving range of just 3.267 times the mean is left out. */
Test(chart_cases, a_range_on_the_screen_is_left_out) {
    static const double x[] = {0, 3267, 4000, 4000, 4000}; /* moving ranges 3267, 733, 0 and 0, of mean 1000 */
    peel_chart_options options = {.size = sizeof options, .kind = PEEL_CHART_XMR, .screening = 1};
    peel_chart_result r;
    cr_assert(peel_chart_values(5, NULL, x, NULL, &options, work, sizeof work, NULL, &r) == PEEL_OK);
    cr_expect(fabs(r.scatter - 733.0 / 3) < 1e-12, "%.17g", r.scatter);
}
