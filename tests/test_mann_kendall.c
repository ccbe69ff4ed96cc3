/* Mann-Kendall and Sen's slope against exact fractions, published cases, and what must hold of them. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/table.h"
#include <peel.h>

enum { values_max = 400 };

/* Room for Sen's slope of values_max values. */
static double work[values_max * (values_max + 3) / 2 + 16];

static peel_mann_kendall answer_of(size_t n, const int64_t *period, const double *value,
                                   const peel_trend_options *options) {
    peel_mann_kendall answer;
    size_t size = peel_trend_mann_kendall_work_size(n);
    cr_assert(size > 0 && size <= sizeof work);
    peel_status status = peel_trend_mann_kendall(n, period, value, options, work, size, &answer);
    cr_assert(status == PEEL_OK, "%zu values: %s", n, peel_status_name(status));
    return answer;
}

/* The last column of a file of tests/reference/. */
static size_t read_values(const char *path, double *value) {
    struct table table;
    size_t n = 0;
    cr_assert(table_open(&table, path), "cannot open %s", path);
    cr_assert(table_next(&table, ','));
    while (table_next(&table, ',') && n < values_max)
        value[n++] = strtod(table.field[table.fields - 1], NULL);
    table_close(&table);
    return n;
}

static void expect_near(const char *what, double got, double expected, double tolerance) {
    cr_expect(got == expected || (isnan(got) && isnan(expected)) || fabs(got - expected) <= tolerance,
              "%s: %.17g, expected %.17g", what, got, expected);
}

/* T346: the trend package's figures for the Nile; its tau is tau-b with ties among the values only. */
Test(mann_kendall, t346) {
    double value[values_max];
    size_t n = read_values("tests/reference/nile.csv", value);
    cr_assert(n == 100);
    peel_mann_kendall answer = answer_of(n, NULL, value, NULL);
    cr_expect(answer.s == -1387);
    expect_near("variance", answer.variance, 112728.333333, 5e-7);
    expect_near("z", answer.test.statistic, -4.12806652284, 1e-9);
    expect_near("p", answer.test.p_value, 3.65826292e-05, 1e-13);
    expect_near("tau", answer.tau, -0.280741334725, 1e-9);
    expect_near("slope", answer.slope.estimate, -2.6, 1e-12);
    cr_expect(answer.test.method == PEEL_TREND_MANN_KENDALL && answer.slope.method == PEEL_TREND_SEN);
    cr_expect(answer.test.side == PEEL_SIDE_TWO_SIDED && isnan(answer.test.df));
    cr_expect(answer.notes == PEEL_NOTE_NO_COUNTS);
    cr_expect(answer.slope.confidence == 0.95 && answer.slope.alpha == 1 - 0.95);
}

/* T354: a constant series has no 0/0 in it. */
Test(mann_kendall, t354) {
    double value[values_max];
    for (size_t i = 0; i < 360; i++)
        value[i] = 0.8;
    peel_mann_kendall answer = answer_of(360, NULL, value, NULL);
    cr_expect(answer.s == 0 && answer.variance == 0 && answer.test.statistic == 0 && answer.test.p_value == 1);
    cr_expect(answer.notes == (PEEL_NOTE_NO_COUNTS | PEEL_NOTE_NO_VARIATION));
    cr_expect(answer.slope.estimate == 0 && answer.slope.lower == 0 && answer.slope.upper == 0);
    cr_expect(isnan(answer.tau));
}

/*
 * T356: the trend package's seasonal test of nottem, without continuity correction, which its p-values are compared with; of
 * the months August and September are tested alone, which are series of 20 years.
 */
static double uncorrected_p(const peel_mann_kendall *answer) {
    return erfc(fabs((double)answer->s) / sqrt(2 * answer->variance));
}

Test(mann_kendall, t356) {
    double value[values_max], month[20];
    const peel_trend_options options = {.size = sizeof options, .method = PEEL_TREND_SEASONAL, .unit = PEEL_UNIT_MONTH};
    size_t n = read_values("tests/reference/nottem.csv", value);
    cr_assert(n == 240);
    peel_mann_kendall answer = answer_of(n, NULL, value, &options);
    cr_expect(answer.s == 224 && answer.test.method == PEEL_TREND_SEASONAL);
    expect_near("p", uncorrected_p(&answer), 0.036, 5e-4);
    expect_near("p, corrected", answer.test.p_value, erfc(223 / sqrt(2 * answer.variance)), 1e-14);
    static const struct {
        size_t first;
        int64_t s;
        double p;
    } months[] = {{7, 80, 0.009}, {8, 67, 0.029}};
    for (size_t m = 0; m < 2; m++) {
        for (size_t year = 0; year < 20; year++)
            month[year] = value[12 * year + months[m].first];
        answer = answer_of(20, NULL, month, NULL);
        cr_expect(answer.s == months[m].s, "S %lld", (long long)answer.s);
        expect_near("p of a month", uncorrected_p(&answer), months[m].p, 5.1e-4);
    }
}

/* Numbers between semicolons. */
static size_t split(const char *text, double *number) {
    size_t n = 0;
    char *end;
    while (*text != '\0' && n < values_max) {
        number[n++] = strtod(text, &end);
        text = *end == ';' ? end + 1 : end;
    }
    return n;
}

/* mann-kendall.csv: method, side, season, confidence, periods, values, S, variance, tau, p, slope, lower, upper. */
Test(mann_kendall, reference) {
    struct table table;
    size_t rows = 0;
    cr_assert(table_open(&table, "tests/reference/mann-kendall.csv"));
    while (table_next(&table, ',')) {
        double value[values_max], number[values_max];
        int64_t period[values_max];
        char what[64];
        cr_assert(table.fields == 13, "line %zu has %zu fields", table.line, table.fields);
        peel_trend_options options = {.size = sizeof options};
        cr_assert(peel_method_parse(PEEL_CONCEPT_TREND, table.field[0], &options.method, NULL) == PEEL_OK);
        cr_assert(peel_side_parse(table.field[1], &options.side, NULL) == PEEL_OK);
        options.season = (int32_t)strtol(table.field[2], NULL, 10);
        options.confidence = strtod(table.field[3], NULL);
        size_t periods = split(table.field[4], number), n = split(table.field[5], value);
        for (size_t i = 0; i < periods; i++)
            period[i] = (int64_t)number[i];
        cr_assert(periods == 0 || periods == n);
        peel_mann_kendall answer = answer_of(n, periods > 0 ? period : NULL, value, &options);
        snprintf(what, sizeof what, "line %zu", table.line);
        const double *const got[] = {&answer.variance,       &answer.tau,         &answer.test.p_value,
                                     &answer.slope.estimate, &answer.slope.lower, &answer.slope.upper};
        cr_expect(answer.s == strtoll(table.field[6], NULL, 10), "%s: S %lld", what, (long long)answer.s);
        for (size_t i = 0; i < 6; i++) {
            double expected = strtod(table.field[7 + i], NULL);
            expect_near(what, *got[i], expected, 4e-13 * fabs(expected) + (i >= 3 ? 1e-15 : 0));
        }
        rows++;
    }
    table_close(&table);
    cr_expect(rows == 163, "%zu rows", rows);
}

/* Values turned about: S, z and the slope change their sign, the sides change places. */
Test(mann_kendall, mirrored) {
    double value[values_max], turned[values_max];
    size_t n = read_values("tests/reference/nottem.csv", value);
    static const int32_t methods[] = {PEEL_TREND_MANN_KENDALL, PEEL_TREND_HAMED_RAO, PEEL_TREND_SEASONAL};
    static const int32_t mirrored[] = {PEEL_SIDE_TWO_SIDED, PEEL_SIDE_UPPER, PEEL_SIDE_LOWER};
    for (size_t i = 0; i < n; i++)
        turned[i] = -value[i];
    for (size_t m = 0; m < 3; m++)
        for (int32_t side = 0; side < 3; side++)
            for (size_t length = 2; length <= n; length += 17) {
                peel_trend_options options = {
                    .size = sizeof options, .method = methods[m], .side = side, .unit = PEEL_UNIT_QUARTER};
                peel_mann_kendall a = answer_of(length, NULL, value, &options);
                options.side = mirrored[side];
                peel_mann_kendall b = answer_of(length, NULL, turned, &options);
                cr_expect(a.s == -b.s && a.variance == b.variance && a.test.p_value == b.test.p_value);
                cr_expect(a.slope.estimate == -b.slope.estimate || isnan(a.slope.estimate));
                cr_expect(a.slope.lower == -b.slope.upper && a.slope.upper == -b.slope.lower);
            }
}

/* A missing period counts in the slope: of 0.1 a period, whatever is left out; and the values need no place near 0. */
Test(mann_kendall, gaps) {
    static const int64_t period[] = {24000, 24001, 24004, 24005, 24011};
    double value[5];
    for (size_t i = 0; i < 5; i++)
        value[i] = 0.25 + 0.125 * (double)(period[i] - 24000);
    peel_mann_kendall answer = answer_of(5, period, value, NULL);
    cr_expect(answer.s == 10 && answer.slope.estimate == 0.125);
    expect_near("p of 5! orders", answer.test.p_value, 2.0 / 120, 1e-17);
    cr_expect(isnan(answer.test.statistic));
}

/* One value has no pair: no slope, limits everywhere, p 1. */
Test(mann_kendall, one_value) {
    static const double value[] = {0.9};
    peel_mann_kendall answer = answer_of(1, NULL, value, NULL);
    cr_expect(answer.s == 0 && answer.test.p_value == 1 && answer.variance == 0);
    cr_expect(isnan(answer.slope.estimate) && answer.slope.lower == -INFINITY && answer.slope.upper == INFINITY);
    cr_expect(answer.notes == (PEEL_NOTE_NO_COUNTS | PEEL_NOTE_NO_VARIATION));
    cr_expect(answer.test.notes == answer.notes && answer.slope.notes == answer.notes);
}

/* The slope's interval holds 0 just where p > alpha: without ties, for every order of 7 values and for longer series. */
static void expect_matched(size_t n, const double *value, double confidence) {
    for (int32_t side = 0; side < 3; side++) {
        const peel_trend_options options = {.size = sizeof options, .confidence = confidence, .side = side};
        peel_mann_kendall answer = answer_of(n, NULL, value, &options);
        int inside = answer.slope.lower <= 0 && answer.slope.upper >= 0;
        cr_expect(inside == (answer.test.p_value > answer.slope.alpha), "side %d of %zu: p %g, %g to %g", side, n,
                  answer.test.p_value, answer.slope.lower, answer.slope.upper);
    }
}

Test(mann_kendall, matched) {
    double value[60];
    uint32_t state = 1;
    for (int round = 0; round < 3000; round++) {
        size_t n = 3 + (size_t)round % 40;
        for (size_t i = 0; i < n; i++) {
            state = state * 1664525U + 1013904223U;
            value[i] = (double)(state >> 8) + 4e5 * (double)(round % 3) * (double)i;
        }
        expect_matched(n, value, round % 2 == 0 ? 0.95 : 0.8);
    }
}

/* Beyond PEEL_SEN_MAX, and without room, the slope is left out and the rest stands. */
Test(mann_kendall, slope_left_out) {
    static double value[PEEL_POINTS_MAX];
    peel_mann_kendall with, without;
    uint32_t state = 5;
    for (size_t i = 0; i < PEEL_POINTS_MAX; i++) {
        state = state * 1664525U + 1013904223U;
        value[i] = (double)(state >> 20);
    }
    with = answer_of(50, NULL, value, NULL);
    cr_assert(peel_trend_mann_kendall(50, NULL, value, NULL, NULL, 0, &without) == PEEL_OK);
    cr_expect(with.s == without.s && with.test.p_value == without.test.p_value && isnan(without.slope.estimate));
    cr_expect(isnan(without.slope.lower) && isnan(without.slope.upper) && isfinite(with.slope.estimate));
    cr_assert(peel_trend_mann_kendall(50, NULL, value, NULL, work, peel_trend_mann_kendall_work_size(50) - 1,
                                      &without) == PEEL_OK);
    cr_expect(isfinite(without.slope.estimate) == ((uintptr_t)work % 16 == 0) || isnan(without.slope.estimate));
    cr_assert(peel_trend_mann_kendall(PEEL_POINTS_MAX, NULL, value, NULL, work, sizeof work, &without) == PEEL_OK);
    cr_expect(isnan(without.slope.estimate) && without.slope.method == PEEL_TREND_SEN);
    /* S of 10,000 values by chance: |z| below 4, and the variance is near n^3 / 9 */
    cr_expect(fabs(without.test.statistic) < 4 && fabs(without.variance / 1e12 * 9 - 1) < 0.01);
}

/* No byte beyond what the size function asked for is written, wherever the memory begins. */
Test(mann_kendall, work_is_enough) {
    static unsigned char memory[20000];
    double value[40];
    const peel_trend_options options = {.size = sizeof options, .method = PEEL_TREND_HAMED_RAO};
    for (size_t i = 0; i < 40; i++)
        value[i] = (double)(i * i % 17);
    for (size_t begin = 0; begin < 17; begin++) {
        peel_mann_kendall answer;
        size_t size = peel_trend_mann_kendall_work_size(40);
        cr_assert(begin + size + 8 < sizeof memory);
        memset(memory, 0xA5, sizeof memory);
        cr_assert(peel_trend_mann_kendall(40, NULL, value, &options, memory + begin, size, &answer) == PEEL_OK);
        for (size_t i = 0; i < sizeof memory; i++)
            if (i < begin || i >= begin + size) cr_assert(memory[i] == 0xA5, "byte %zu was written", i);
    }
}
