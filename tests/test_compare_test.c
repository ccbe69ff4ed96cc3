/* peel_compare_test: the published cases by their numbers, statuses, notes, sides, columns. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/table.h"
#include <peel.h>

static const int32_t methods[] = {PEEL_TEST_FISHER,    PEEL_TEST_FISHER_MID_P, PEEL_TEST_PEARSON,
                                  PEEL_TEST_N_MINUS_1, PEEL_TEST_BOSCHLOO,     PEEL_TEST_BARNARD};
enum { method_count = sizeof methods / sizeof methods[0], room_for = 200 };

static double work[2 * room_for + 1];

static peel_compare_options options_of(int32_t method, int32_t side) {
    return (peel_compare_options){.size = sizeof(peel_compare_options), .method = method, .side = side};
}

static peel_status status_of(const peel_sample *before, const peel_sample *after, const peel_compare_options *options,
                             peel_test *test) {
    errno = 12345;
    peel_status status = peel_compare_test(before, after, options, work, sizeof work, test);
    cr_assert(errno == 12345, "errno was changed to %d", errno);
    return status;
}

static peel_test test_of(int64_t a, int64_t before, int64_t c, int64_t after, int32_t method, int32_t side) {
    const peel_sample first = {a, before, 0}, second = {c, after, 0};
    peel_compare_options options = options_of(method, side);
    peel_test test;
    peel_status status = status_of(&first, &second, &options, &test);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    cr_assert(test.method == method && test.side == side && isnan(test.df) && test.reserved == 0);
    return test;
}

/* --- published -------------------------------------------------------------------------------------------------------- */

static void open_row(struct table *row, const char *id) {
    cr_assert(table_open(row, "tests/reference/cases.txt"));
    while (table_next(row, '|'))
        if (strcmp(row->field[0], id) == 0) return;
    cr_assert_fail("no row %s", id);
}

/* scipy's tables have the samples in columns: [[met before, met after], [failed before, failed after]]. */
static void run_scipy(const char *id, int32_t method, int32_t side) {
    struct table row;
    long a, b, c, d;
    open_row(&row, id);
    cr_assert(sscanf(row.field[2], "table=[[%ld,%ld],[%ld,%ld]]", &a, &c, &b, &d) == 4, "%s", id);
    double wanted = strtod(row.field[3], NULL), allowed = strtod(row.field[4], NULL);
    double got = test_of(a, a + b, c, c + d, method, side).p_value;
    cr_expect(fabs(got - wanted) <= allowed, "%s: %.12g, not %.12g", id, got, wanted);
    table_close(&row);
}

Test(compare_test, cases_of_scipy) {
    static const char *const barnard[] = {"T284", "T285", "T286", "T287", "T288", "T290"};
    for (size_t i = 0; i < sizeof barnard / sizeof barnard[0]; i++)
        run_scipy(barnard[i], PEEL_TEST_BARNARD, PEEL_SIDE_TWO_SIDED);
    /* "less" says that the first group has the lower rate: that it rose */
    run_scipy("T295", PEEL_TEST_BOSCHLOO, PEEL_SIDE_LOWER);
    run_scipy("T296", PEEL_TEST_BOSCHLOO, PEEL_SIDE_LOWER);
    run_scipy("T297", PEEL_TEST_BOSCHLOO, PEEL_SIDE_LOWER);
    run_scipy("T298", PEEL_TEST_BOSCHLOO, PEEL_SIDE_TWO_SIDED);
}

/* Here the samples are rows: 0 of 16, 15 of 72. */
Test(compare_test, t307) {
    struct table row;
    double fisher, mid, allowed;
    open_row(&row, "T307");
    cr_assert(strstr(row.field[2], "[[0,16],[15,57]]") && sscanf(row.field[3], "%lf / %lf", &fisher, &mid) == 2);
    allowed = strtod(row.field[4], NULL);
    cr_expect(fabs(test_of(0, 16, 15, 72, PEEL_TEST_FISHER, 0).p_value - fisher) <= allowed);
    cr_expect(fabs(test_of(0, 16, 15, 72, PEEL_TEST_FISHER_MID_P, 0).p_value - mid) <= allowed);
    table_close(&row);
}

/* statsmodels takes the first less the second rate: its z has the other sign. */
Test(compare_test, t311) {
    struct table row;
    double z, p, allowed;
    open_row(&row, "T311");
    cr_assert(strstr(row.field[2], "5/83 v 12/99") && sscanf(row.field[3], "z=%lf p=%lf", &z, &p) == 2);
    allowed = strtod(row.field[4], NULL);
    peel_test test = test_of(5, 83, 12, 99, PEEL_TEST_PEARSON, PEEL_SIDE_TWO_SIDED);
    cr_expect(fabs(test.statistic + z) <= allowed && fabs(test.p_value - p) <= allowed);
    table_close(&row);
}

/* 57/81, then 68/80: chi-squared 161 (68 * 24 - 57 * 12)^2 / (81 * 80 * 125 * 36), N - 1 with 160. */
Test(compare_test, chi_squared_by_hand) {
    double square = 161 * 948.0 * 948.0 / (81 * 80 * 125.0 * 36);
    peel_test pearson = test_of(57, 81, 68, 80, PEEL_TEST_PEARSON, 0);
    peel_test less = test_of(57, 81, 68, 80, PEEL_TEST_N_MINUS_1, 0);
    cr_expect(fabs(pearson.statistic - sqrt(square)) < 1e-15 && pearson.notes == 0);
    cr_expect(fabs(less.statistic - sqrt(square * 160 / 161)) < 1e-15);
    cr_expect(fabs(pearson.p_value - erfc(sqrt(square / 2))) < 1e-16 && less.p_value > pearson.p_value);
}

/* --- sides and notes -------------------------------------------------------------------------------------------------- */

/* z > 0 where the rate rose; the p of side lower is then the small one; one-sided normal p sum to 1. */
Test(compare_test, sides) {
    for (size_t i = 0; i < method_count; i++) {
        double rose = test_of(57, 81, 68, 80, methods[i], PEEL_SIDE_LOWER).p_value;
        double fell = test_of(57, 81, 68, 80, methods[i], PEEL_SIDE_UPPER).p_value;
        double fall = test_of(68, 80, 57, 81, methods[i], PEEL_SIDE_UPPER).p_value;
        double failures = test_of(24, 81, 12, 80, methods[i], PEEL_SIDE_UPPER).p_value;
        cr_expect(rose < 0.05 && fell > 0.9 && fall == rose && failures == rose, "%d", methods[i]);
        if (methods[i] == PEEL_TEST_PEARSON || methods[i] == PEEL_TEST_FISHER_MID_P)
            cr_expect(fabs(rose + fell - 1) < 1e-15);
    }
    cr_expect(test_of(57, 81, 68, 80, PEEL_TEST_BARNARD, 0).statistic > 0);
    cr_expect(test_of(68, 80, 57, 81, PEEL_TEST_BARNARD, 0).statistic < 0);
    double fisher = test_of(57, 81, 68, 80, PEEL_TEST_FISHER, PEEL_SIDE_LOWER).p_value;
    for (int32_t side = PEEL_SIDE_TWO_SIDED; side <= PEEL_SIDE_LOWER; side++)
        cr_expect(test_of(57, 81, 68, 80, PEEL_TEST_BOSCHLOO, side).statistic == fisher);
    cr_expect(test_of(68, 80, 57, 81, PEEL_TEST_BOSCHLOO, 0).statistic == fisher);
    cr_expect(isnan(test_of(57, 81, 68, 80, PEEL_TEST_FISHER, 0).statistic));
    cr_expect(isnan(test_of(57, 81, 68, 80, PEEL_TEST_FISHER_MID_P, 0).statistic));
}

static void expect_nothing(peel_sample before, peel_sample after, uint32_t notes) {
    for (size_t i = 0; i < method_count; i++)
        for (int32_t side = 0; side < PEEL_SIDE_END_; side++) {
            peel_compare_options options = options_of(methods[i], side);
            peel_test test;
            cr_assert(status_of(&before, &after, &options, &test) == PEEL_OK);
            cr_expect(test.p_value == 1 && test.notes == notes && isnan(test.statistic), "%d, side %d", methods[i],
                      side);
        }
}

Test(compare_test, nothing_to_test) {
    expect_nothing((peel_sample){0, 0, 0}, (peel_sample){3, 7, 0}, PEEL_NOTE_NOTHING_ASSESSED);
    expect_nothing((peel_sample){3, 7, 0}, (peel_sample){0, 0, 0}, PEEL_NOTE_NOTHING_ASSESSED);
    expect_nothing((peel_sample){0, 4, 0}, (peel_sample){0, 3, 0}, PEEL_NOTE_NO_VARIATION);
    expect_nothing((peel_sample){4, 4, 0}, (peel_sample){3, 3, 0}, PEEL_NOTE_NO_VARIATION);
    expect_nothing((peel_sample){4, 4, 9}, (peel_sample){3, 3, 0},
                   PEEL_NOTE_NO_VARIATION | PEEL_NOTE_POPULATION_UNUSED);
}

Test(compare_test, notes) {
    /* expected counts 40 * 9/79 = 4.56 and 39 * 9/79; then 40 * 10/80 = 5 */
    cr_expect(test_of(4, 40, 5, 39, PEEL_TEST_PEARSON, 0).notes == PEEL_NOTE_SMALL_EXPECTED);
    cr_expect(test_of(36, 40, 34, 39, PEEL_TEST_PEARSON, 0).notes == PEEL_NOTE_SMALL_EXPECTED);
    cr_expect(test_of(4, 40, 6, 40, PEEL_TEST_PEARSON, 0).notes == 0);
    cr_expect(test_of(4, 40, 5, 39, PEEL_TEST_N_MINUS_1, 0).notes == 0);
    cr_expect(test_of(0, 40, 2, 40, PEEL_TEST_N_MINUS_1, 0).notes == 0);
    cr_expect(test_of(0, 40, 1, 40, PEEL_TEST_N_MINUS_1, 0).notes == PEEL_NOTE_SMALL_EXPECTED);
    cr_expect(test_of(0, 40, 1, 40, PEEL_TEST_FISHER, 0).notes == 0);
    const peel_sample before = {4, 40, 400}, after = {9, 40, 0};
    peel_test test;
    cr_assert(status_of(&before, &after, NULL, &test) == PEEL_OK);
    cr_expect(test.notes == PEEL_NOTE_POPULATION_UNUSED && test.method == PEEL_TEST_FISHER);
    cr_assert(status_of(&after, &before, NULL, &test) == PEEL_OK && test.notes == PEEL_NOTE_POPULATION_UNUSED);
}

/* The p is the same for all designs, and the note says what it is not; what is all there is, is neither dip nor quota. */
Test(compare_test, designs) {
    const peel_sample before = {4, 40, 0}, after = {19, 40, 0}, all_before = {4, 40, 40}, all_after = {19, 40, 40};
    peel_compare_options options = options_of(0, 0);
    peel_test random, dip, quota, all;
    cr_assert(status_of(&before, &after, &options, &random) == PEEL_OK && random.notes == 0);
    options.design = PEEL_DESIGN_DIP;
    cr_assert(status_of(&before, &after, &options, &dip) == PEEL_OK);
    cr_assert(status_of(&all_before, &all_after, &options, &all) == PEEL_OK);
    options.design = PEEL_DESIGN_QUOTA;
    cr_assert(status_of(&before, &after, &options, &quota) == PEEL_OK);
    cr_expect(dip.notes == PEEL_NOTE_DIP && dip.p_value == random.p_value);
    cr_expect(quota.notes == PEEL_NOTE_QUOTA && quota.p_value == random.p_value);
    cr_expect(all.notes == PEEL_NOTE_POPULATION_UNUSED && all.p_value == random.p_value);
    cr_assert(status_of(&all_before, &after, &options, &all) == PEEL_OK);
    cr_expect(all.notes == (PEEL_NOTE_QUOTA | PEEL_NOTE_POPULATION_UNUSED));
}

/* --- statuses --------------------------------------------------------------------------------------------------------- */

static const peel_sample some = {57, 81, 0}, others = {68, 80, 0};

static void expect_status(peel_sample before, peel_sample after, peel_compare_options options, peel_status expected) {
    peel_test test, untouched;
    memset(&test, 0x5A, sizeof test);
    memcpy(&untouched, &test, sizeof test);
    peel_status status = status_of(&before, &after, &options, &test);
    cr_expect(status == expected, "%s, not %s", peel_status_name(status), peel_status_name(expected));
    cr_expect(memcmp(&test, &untouched, sizeof test) == 0, "touched");
}

Test(compare_test, statuses) {
    peel_compare_options options = options_of(0, 0);
    peel_test test;
    cr_expect(status_of(NULL, &some, NULL, &test) == PEEL_ERROR_NULL);
    cr_expect(status_of(&some, NULL, NULL, &test) == PEEL_ERROR_NULL);
    cr_expect(status_of(&some, &some, NULL, NULL) == PEEL_ERROR_NULL);
    options.size = 7;
    expect_status(some, others, options, PEEL_ERROR_OPTIONS_SIZE);
    expect_status(some, others, options_of(PEEL_DIFFERENCE_WALD, 0), PEEL_ERROR_METHOD);
    expect_status(some, others, options_of(0, 9), PEEL_ERROR_SIDE);
    options = options_of(0, 0);
    options.design = 9;
    expect_status(some, others, options, PEEL_ERROR_DESIGN);
    options.design = PEEL_DESIGN_CENSUS;
    expect_status((peel_sample){5, 10, 20}, others, options, PEEL_ERROR_CENSUS_INCOMPLETE);
    options = options_of(0, 0);
    options.confidence = 95;
    expect_status(some, others, options, PEEL_ERROR_CONFIDENCE_PERCENT);
    expect_status((peel_sample){-1, 5, 0}, others, options_of(0, 0), PEEL_ERROR_NEGATIVE);
    expect_status(some, (peel_sample){6, 5, 0}, options_of(0, 0), PEEL_ERROR_MET_ABOVE_ASSESSED);
}

/* Just within and just above the caps. Pearson takes any sample. */
Test(compare_test, too_large) {
    const peel_sample most = {5, PEEL_EXACT_MAX - 10, 0}, ten = {0, 10, 0}, eleven = {0, 11, 0};
    const peel_sample wide = {1000, PEEL_UNCONDITIONAL_MAX + 1, 0}, endless = {1, PEEL_COUNT_MAX, 0};
    peel_test test;
    for (int32_t method = PEEL_TEST_FISHER; method <= PEEL_TEST_FISHER_MID_P; method++) {
        peel_compare_options options = options_of(method, 0);
        cr_expect(status_of(&most, &ten, &options, &test) == PEEL_OK);
        expect_status(most, eleven, options, PEEL_ERROR_TOO_LARGE);
        expect_status(endless, endless, options, PEEL_ERROR_TOO_LARGE);
    }
    for (int32_t method = PEEL_TEST_BOSCHLOO; method <= PEEL_TEST_BARNARD; method++) {
        expect_status(wide, ten, options_of(method, 0), PEEL_ERROR_TOO_LARGE);
        expect_status(ten, wide, options_of(method, 0), PEEL_ERROR_TOO_LARGE);
    }
    peel_compare_options pearson = options_of(PEEL_TEST_PEARSON, 0);
    cr_expect(status_of(&endless, &endless, &pearson, &test) == PEEL_OK && test.p_value == 1 && test.statistic == 0);
}

Test(compare_test, work) {
    size_t needed = peel_compare_work_size(81, 80);
    double room[162];
    peel_test test;
    cr_expect(needed > 0 && needed <= sizeof room);
    cr_expect(peel_compare_work_size(-1, 5) == 0 && peel_compare_work_size(5, -1) == 0);
    cr_expect(peel_compare_work_size(PEEL_UNCONDITIONAL_MAX + 1, 5) == 0);
    cr_expect(peel_compare_work_size(5, INT64_MAX) == 0 && peel_compare_work_size(INT64_MIN, 5) == 0);
    cr_expect(peel_compare_work_size(PEEL_UNCONDITIONAL_MAX, PEEL_UNCONDITIONAL_MAX) > 0);
    for (size_t i = 0; i < method_count; i++) {
        peel_compare_options options = options_of(methods[i], 0);
        int needs = methods[i] == PEEL_TEST_BOSCHLOO || methods[i] == PEEL_TEST_BARNARD;
        peel_status without = needs ? PEEL_ERROR_WORK : PEEL_OK;
        cr_expect(peel_compare_test(&some, &others, &options, NULL, 0, &test) == without);
        cr_expect(peel_compare_test(&some, &others, &options, NULL, SIZE_MAX, &test) == without);
        cr_expect(peel_compare_test(&some, &others, &options, room, needed - 1, &test) == without);
        cr_expect(peel_compare_test(&some, &others, &options, (char *)room + 1, needed, &test) == without);
        cr_expect(peel_compare_test(&some, &others, &options, room, needed, &test) == PEEL_OK);
    }
}

/* --- columns ---------------------------------------------------------------------------------------------------------- */

enum { rows = 60 };

static int same_bits(double a, double b) {
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

Test(compare_test, columns) {
    int64_t a[rows], n[rows], c[rows], m[rows], population[rows];
    double statistic[rows], p[rows];
    uint32_t notes[rows];
    peel_status status[rows];
    for (int i = 0; i < rows; i++) {
        n[i] = i % 13, m[i] = (7 * i) % 31, a[i] = i % 9 == 4 ? -1 : n[i] * (i % 4) / 3, c[i] = m[i] * (i % 3) / 2;
        population[i] = i % 5 == 0 ? 40 : 0;
        if (i == 50) a[i] = 5, n[i] = 3000;
        if (i == 51) a[i] = 5, n[i] = 300, c[i] = 9, m[i] = 300;
    }
    const peel_samples before = {a, n, NULL}, after = {c, m, population};
    const peel_tests tests = {statistic, p, notes, status}, none = {NULL, NULL, NULL, NULL};
    for (size_t method = 0; method < method_count; method++) {
        peel_compare_options options = options_of(methods[method], (int32_t)method % 3);
        size_t bad = 99, expected = 0;
        cr_assert(peel_compare_test_many(rows, &before, &after, &options, work, sizeof work, &tests, &bad) == PEEL_OK);
        for (int i = 0; i < rows; i++) {
            const peel_sample first = {a[i], n[i], 0}, second = {c[i], m[i], population[i]};
            peel_test one = {.statistic = NAN, .p_value = NAN};
            peel_status alone = status_of(&first, &second, &options, &one);
            expected += alone != PEEL_OK;
            cr_expect(status[i] == alone && notes[i] == one.notes, "row %d", i);
            cr_expect(same_bits(p[i], one.p_value) && same_bits(statistic[i], one.statistic), "row %d", i);
        }
        cr_expect(bad == expected && bad >= 6);
        cr_expect(peel_compare_test_many(rows, &before, &after, &options, work, sizeof work, &none, NULL) == PEEL_OK);
    }
    cr_expect(status[50] == PEEL_ERROR_TOO_LARGE && status[51] == PEEL_ERROR_WORK);
}

Test(compare_test, columns_statuses) {
    int64_t counts[1] = {1};
    double p[1] = {7};
    size_t bad = 99;
    const peel_samples good = {counts, counts, NULL}, lacking = {counts, NULL, NULL};
    const peel_tests tests = {NULL, p, NULL, NULL};
    peel_compare_options wrong = options_of(PEEL_RATE_WILSON, 0);
    cr_expect(peel_compare_test_many(1, NULL, &good, NULL, NULL, 0, &tests, &bad) == PEEL_ERROR_NULL);
    cr_expect(peel_compare_test_many(1, &good, NULL, NULL, NULL, 0, &tests, &bad) == PEEL_ERROR_NULL);
    cr_expect(peel_compare_test_many(1, &good, &good, NULL, NULL, 0, NULL, &bad) == PEEL_ERROR_NULL);
    cr_expect(peel_compare_test_many(1, &good, &lacking, NULL, NULL, 0, &tests, &bad) == PEEL_ERROR_NULL);
    cr_expect(peel_compare_test_many(1, &good, &good, &wrong, NULL, 0, &tests, &bad) == PEEL_ERROR_METHOD);
    cr_expect(p[0] == 7 && bad == 99);
    cr_expect(peel_compare_test_many(0, &lacking, &lacking, NULL, NULL, 0, &tests, &bad) == PEEL_OK && bad == 0);
}
