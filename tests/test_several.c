/* Homogeneity of several samples: published cases, tests/reference/several.csv, order, statuses and notes. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/table.h"
#include "support/truth.h"
#include <peel.h>

#define SEVERAL_CSV "tests/reference/several.csv"

enum { samples_max = 200 };
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static peel_several several_of(size_t n, const peel_sample *samples, const peel_compare_options *options) {
    peel_several several;
    errno = 12345;
    peel_status status = peel_homogeneity(n, samples, options, &several);
    cr_assert(status == PEEL_OK && errno == 12345, "%s", peel_status_name(status));
    return several;
}

/* cases.txt T331. */
static const peel_sample published[] = {{73, 86, 0}, {90, 93, 0}, {114, 136, 0}, {75, 82, 0}};

Test(several, t331) {
    peel_several got = several_of(4, published, NULL);
    cr_expect(relative_error(got.homogeneity.statistic, 11.11938768628861) < 1e-14);
    cr_expect(relative_error(got.homogeneity.p_value, 0.011097511366581344) < 1e-12 && got.homogeneity.df == 3);
    cr_expect(got.pooled.met == 352 && got.pooled.assessed == 397 && got.pooled.population == 0);
    cr_expect(got.agree == 0 && got.used == 4 && got.notes == 0 && got.homogeneity.notes == 0);
    cr_expect(got.homogeneity.method == PEEL_SEVERAL_HOMOGENEITY && got.homogeneity.side == PEEL_SIDE_TWO_SIDED);
    cr_expect(got.rate.method == PEEL_RATE_WILSON && got.rate.estimate == 352.0 / 397 && got.rate.confidence == 0.95);
    const peel_compare_options strict = {.size = sizeof strict, .alpha = 0.01};
    cr_expect(several_of(4, published, &strict).agree == 1);
    cr_expect(several_of(4, published, &strict).rate.alpha == 0.01);
}

/* A p that is alpha but for its last digits speaks against pooling. */
Test(several, p_equals_alpha) {
    peel_compare_options options = {.size = sizeof options};
    double p = several_of(4, published, NULL).homogeneity.p_value;
    options.alpha = p * (1 - 1e-13);
    cr_expect(p > options.alpha && several_of(4, published, &options).agree == 0);
    options.alpha = p * (1 - 1e-11);
    cr_expect(several_of(4, published, &options).agree == 1);
}

static size_t read_samples(const char *text, peel_sample *samples) {
    size_t n = 0;
    for (; *text; n++) {
        long long met, assessed;
        int used;
        cr_assert(n < samples_max && sscanf(text, "%lld/%lld%n", &met, &assessed, &used) == 2, "%s", text);
        samples[n] = (peel_sample){met, assessed, 0};
        text += used;
        text += *text == ' ';
    }
    return n;
}

/* Of p the relative error is that of the statistic times half the statistic. */
static void check(const struct table *row) {
    peel_sample samples[samples_max];
    cr_assert(row->fields == 5);
    size_t n = read_samples(row->field[1], samples);
    double statistic = strtod(row->field[2], NULL), p = strtod(row->field[4], NULL);
    peel_test got = several_of(n, samples, NULL).homogeneity;
    cr_expect(relative_error(got.statistic, statistic) <= 2e-15, SEVERAL_CSV ":%zu: statistic %.17g, not %.17g",
              row->line, got.statistic, statistic);
    cr_expect(relative_error(got.p_value, p) <= 4e-15 + 1e-15 * statistic, SEVERAL_CSV ":%zu: p %.17g, not %.17g",
              row->line, got.p_value, p);
    cr_expect(got.df == strtod(row->field[3], NULL));
}

Test(several, reference) {
    struct table row;
    size_t rows = 0;
    cr_assert(table_open(&row, SEVERAL_CSV), "cannot open " SEVERAL_CSV);
    while (table_next(&row, '|')) {
        if (strcmp(row.field[0], "homogeneity") != 0) continue;
        check(&row);
        rows++;
    }
    table_close(&row);
    cr_expect(rows == 17, "%zu rows", rows);
}

static void expect_same(const peel_several *a, const peel_several *b) {
    cr_expect(a->homogeneity.statistic == b->homogeneity.statistic && a->homogeneity.p_value == b->homogeneity.p_value,
              "%.17g and %.17g", a->homogeneity.statistic, b->homogeneity.statistic);
    cr_expect(a->notes == b->notes && a->agree == b->agree && a->rate.lower == b->rate.lower);
}

/* The samples in many orders, and with failures in the place of cases met: the same bits. */
Test(several, order_and_mirror) {
    peel_sample samples[60];
    uint32_t state = 1;
    for (int round = 0; round < 300; round++) {
        size_t n = 2 + (size_t)(round % 59);
        for (size_t i = 0; i < n; i++) {
            state = state * 1664525U + 1013904223U;
            int64_t assessed = 1 + (int64_t)(state >> 8) % (round % 2 ? 90 : 10000000);
            samples[i] = (peel_sample){assessed * (int64_t)(state % 7 + 1) / 8, assessed, 0};
        }
        peel_several first = several_of(n, samples, NULL);
        for (int order = 0; order < 4; order++) {
            for (size_t i = n - 1; i > 0; i--) {
                state = state * 1664525U + 1013904223U;
                size_t j = (state >> 8) % (i + 1);
                peel_sample moved = samples[i];
                samples[i] = samples[j];
                samples[j] = moved;
            }
            peel_several again = several_of(n, samples, NULL);
            expect_same(&first, &again);
        }
        for (size_t i = 0; i < n; i++)
            samples[i].met = samples[i].assessed - samples[i].met;
        peel_several mirrored = several_of(n, samples, NULL);
        cr_expect(mirrored.homogeneity.statistic == first.homogeneity.statistic &&
                  mirrored.homogeneity.notes == first.homogeneity.notes);
    }
}

/* Pearson's chi-squared of two samples is the square of their z. */
Test(several, two_samples_are_a_comparison) {
    const peel_compare_options pearson = {.size = sizeof pearson, .method = PEEL_TEST_PEARSON};
    for (int64_t a = 0; a <= 9; a++)
        for (int64_t b = 0; b <= 7; b++) {
            const peel_sample samples[] = {{a, 9, 0}, {b, 7, 0}};
            peel_test z;
            peel_several got = several_of(2, samples, NULL);
            cr_assert(peel_compare_test(&samples[0], &samples[1], &pearson, NULL, 0, &z) == PEEL_OK);
            cr_expect(fabs(got.homogeneity.p_value - z.p_value) <= 1e-14);
            cr_expect((got.notes & PEEL_NOTE_NO_VARIATION) == (z.notes & PEEL_NOTE_NO_VARIATION));
        }
}

/* An expected count of 5 is not below 5: at 10 of 20 it is 5 exactly, also in large samples, where products are rounded. */
Test(several, small_expected) {
    static const peel_sample just[] = {{4, 10, 0}, {6, 10, 0}}, below[] = {{4, 10, 0}, {5, 10, 0}};
    static const peel_sample large[] = {{0, 5, 0}, {PEEL_COUNT_MAX - 10, PEEL_COUNT_MAX - 10, 0}, {0, 5, 0}};
    cr_expect(several_of(2, just, NULL).notes == 0);
    cr_expect(several_of(2, below, NULL).notes == PEEL_NOTE_SMALL_EXPECTED);
    cr_expect(several_of(3, large, NULL).notes == PEEL_NOTE_SMALL_EXPECTED);
}

/* A p below the smallest double is 0, and errno is left alone: 760 of 760 after 0 of 760 has a chi-squared of 1520. */
Test(several, p_below_every_double) {
    static const peel_sample apart[] = {{0, 760, 0}, {760, 760, 0}}, less[] = {{0, 600, 0}, {600, 600, 0}};
    cr_expect(several_of(2, apart, NULL).homogeneity.statistic == 1520);
    cr_expect(several_of(2, apart, NULL).homogeneity.p_value == 0);
    cr_expect(several_of(2, less, NULL).homogeneity.p_value > 0);
    static const peel_sample three[] = {{0, 760, 0}, {760, 760, 0}, {380, 760, 0}}; /* p is exp(-760) */
    cr_expect(several_of(3, three, NULL).homogeneity.statistic == 1520);
    cr_expect(several_of(3, three, NULL).homogeneity.p_value == 0);
}

Test(several, notes) {
    static const peel_sample one[] = {{0, 0, 0}, {3, 9, 0}, {0, 0, 0}}, none[] = {{0, 0, 0}, {0, 0, 0}};
    static const peel_sample all[] = {{9, 9, 0}, {0, 0, 0}, {20, 20, 0}}, known[] = {{9, 12, 90}, {5, 11, 80}};
    peel_several got = several_of(3, one, NULL);
    cr_expect(got.notes == PEEL_NOTE_NOTHING_ASSESSED && got.rate.notes == 0 && got.rate.estimate == 3.0 / 9);
    cr_expect(got.homogeneity.p_value == 1 && isnan(got.homogeneity.statistic) && isnan(got.homogeneity.df));
    cr_expect(got.used == 1 && got.agree == 1);
    got = several_of(2, none, NULL);
    cr_expect(got.notes == PEEL_NOTE_NOTHING_ASSESSED && isnan(got.rate.estimate) && got.used == 0);
    got = several_of(3, all, NULL);
    cr_expect(got.homogeneity.notes == PEEL_NOTE_NO_VARIATION && got.homogeneity.p_value == 1 && got.used == 2);
    cr_expect(isnan(got.homogeneity.statistic) && got.agree == 1);
    got = several_of(2, known, NULL);
    cr_expect(got.pooled.population == 170 && got.notes == (PEEL_NOTE_FINITE | PEEL_NOTE_SMALL_EXPECTED));
    peel_compare_options options = {.size = sizeof options, .design = PEEL_DESIGN_DIP};
    got = several_of(4, published, &options); /* p is 0.011 */
    cr_expect(got.notes == PEEL_NOTE_DIP && got.homogeneity.notes == PEEL_NOTE_DIP && got.agree == 1);
    cr_expect(got.homogeneity.p_value == several_of(4, published, NULL).homogeneity.p_value);
    options.design = PEEL_DESIGN_QUOTA;
    got = several_of(4, published, &options);
    cr_expect(got.notes == PEEL_NOTE_QUOTA && got.homogeneity.notes == PEEL_NOTE_QUOTA && got.agree == 0);
    options.design = PEEL_DESIGN_CENSUS;
    cr_expect(several_of(4, published, &options).notes == PEEL_NOTE_CENSUS);
}

static void expect(size_t n, const peel_sample *samples, const peel_compare_options *options, peel_status expected) {
    peel_several got, before;
    memset(&got, 0x5A, sizeof got);
    memcpy(&before, &got, sizeof got);
    peel_status status = peel_homogeneity(n, samples, options, &got);
    cr_expect(status == expected, "%s, not %s", peel_status_name(status), peel_status_name(expected));
    cr_expect(memcmp(&got, &before, sizeof got) == 0, "%s: output touched", peel_status_name(expected));
}

Test(several, statuses) {
    static const peel_sample wrong[] = {{3, 9, 0}, {9, 3, 0}}, known[] = {{3, 9, 10}, {4, 9, 9}},
                             one_known[] = {{1, 2, 10}, {1, 2, 0}};
    static const peel_sample huge[] = {{3, PEEL_COUNT_MAX, 0}, {3, 9, 0}};
    peel_compare_options options = {.size = sizeof options, .design = PEEL_DESIGN_CENSUS};
    peel_several several;
    cr_expect(peel_homogeneity(4, published, NULL, NULL) == PEEL_ERROR_NULL);
    cr_expect(peel_homogeneity(4, NULL, NULL, &several) == PEEL_ERROR_NULL);
    expect(1, published, NULL, PEEL_ERROR_TOO_FEW_SAMPLES);
    expect(0, published, NULL, PEEL_ERROR_TOO_FEW_SAMPLES);
    expect(2, wrong, NULL, PEEL_ERROR_MET_ABOVE_ASSESSED);
    expect(2, huge, NULL, PEEL_ERROR_COUNT_TOO_LARGE);
    expect(2, known, &options, PEEL_ERROR_CENSUS_INCOMPLETE);
    expect(2, one_known, &options, PEEL_ERROR_CENSUS_INCOMPLETE); /* the pooled population is not known */
    options = (peel_compare_options){.size = sizeof options, .method = PEEL_SEVERAL_COCHRAN_MANTEL_HAENSZEL};
    expect(4, published, &options, PEEL_ERROR_METHOD);
    options = (peel_compare_options){.size = sizeof options, .side = PEEL_SIDE_LOWER};
    expect(4, published, &options, PEEL_ERROR_SIDE);
    options = (peel_compare_options){.size = sizeof options, .confidence = 95};
    expect(4, published, &options, PEEL_ERROR_CONFIDENCE_PERCENT);
    options = (peel_compare_options){.size = 1};
    expect(4, published, &options, PEEL_ERROR_OPTIONS_SIZE);
}

/* Up to 100,001 samples with cases, and any number without. */
Test(several, too_large) {
    enum { fits = 100001 };
    static peel_sample many[fits + 7];
    for (size_t i = 0; i < fits; i++)
        many[i] = (peel_sample){(int64_t)(i % 3 > 0), 2, 0};
    peel_several got = several_of(COUNT(many), many, NULL);
    cr_expect(got.used == fits && got.homogeneity.df == fits - 1 && got.agree == 1);
    many[fits] = (peel_sample){1, 2, 0};
    expect(COUNT(many), many, NULL, PEEL_ERROR_TOO_LARGE);
}
