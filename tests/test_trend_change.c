/* The change point against its definition: long double likelihoods, and all tables of the cases met. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "oracle/change_oracle.h"
#include <peel.h>

enum { points_max = 60 };

static unsigned char work[5 << 20];

struct series {
    size_t n;
    peel_point points[points_max];
};

/* Met and sizes of periods in a row. */
static struct series series_of(size_t n, const int64_t *met, const int64_t *size) {
    struct series series = {.n = n};
    cr_assert(n <= points_max);
    for (size_t i = 0; i < n; i++)
        series.points[i] = (peel_point){(int64_t)i + 24000, {met[i], size[i], 0}};
    return series;
}

static peel_change_point change_of(const struct series *series, const peel_trend_options *options) {
    peel_change_point change;
    size_t size = peel_trend_work_size(series->n, NULL);
    cr_assert(size > 0 && size <= sizeof work);
    peel_status status = peel_trend_change(series->n, series->points, options, work, size, &change);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    return change;
}

static uint32_t random_below(uint32_t *state, uint32_t bound) {
    *state = *state * 1664525U + 1013904223U;
    return (uint32_t)(((uint64_t)*state * bound) >> 32);
}

/* Statistic, place and the places that the likelihood allows, of random series with a change in them or none. */
Test(trend_change, by_definition) {
    uint32_t state = 3;
    for (int round = 0; round < 400; round++) {
        int64_t met[points_max], size[points_max];
        size_t n = 2 + random_below(&state, 40), changes = random_below(&state, 41);
        const uint32_t scale = round % 4 == 0 ? 100000 : 40;
        for (size_t i = 0; i < n; i++) {
            size[i] = 1 + random_below(&state, scale);
            met[i] = random_below(&state, (uint32_t)size[i] + 1);
            if (i >= changes) met[i] = size[i] - met[i] / 4;
        }
        struct series series = series_of(n, met, size);
        const double confidence = round % 3 == 0 ? 0.8 : 0.95;
        const double bound = -2 * log1p(-sqrt(confidence)); /* 7.35 at 95%, as in Hansen's table I */
        const peel_trend_options options = {.size = sizeof options, .confidence = confidence, .draws = 99};
        peel_change_point got = change_of(&series, &options);
        long double largest = -1;
        size_t place = 0, lower = n, upper = 0;
        for (size_t i = 1; i < n; i++) {
            long double at = oracle_change(n, met, size, i);
            if (at > largest * (1 + 1e-12L)) {
                largest = at;
                place = i;
            }
        }
        for (size_t i = 1; i < n; i++)
            if (oracle_change(n, met, size, i) >= largest - bound) {
                lower = i < lower ? i : lower;
                upper = i;
            }
        if (got.notes & PEEL_NOTE_NO_VARIATION) continue;
        cr_expect(got.place == place && got.lower == lower && got.upper == upper, "round %d: %zu (%zu to %zu), not %zu",
                  round, got.place, got.lower, got.upper, place);
        cr_expect(fabs(got.test.statistic - (double)largest) <= 1e-12 * (double)largest + 1e-9 * scale / 1e5,
                  "round %d: %.17g, not %.17Lg", round, got.test.statistic, largest);
    }
}

/* p against all tables: within 4.5 Monte Carlo errors, whose size must be as it says. */
static void expect_p(size_t n, const int64_t *met, const int64_t *size) {
    struct series series = series_of(n, met, size);
    const peel_trend_options options = {.size = sizeof options, .draws = 100000, .seed = n};
    peel_change_point got = change_of(&series, &options);
    double p = (double)oracle_change_p(n, met, size);
    double error = sqrt(p * (1 - p) / 1e5);
    cr_expect(fabs(got.test.p_value - p) <= 4.5 * error + 1e-5, "p %.6f, by all tables %.6f", got.test.p_value, p);
    cr_expect(fabs(got.error - error) <= 0.2 * error + 1e-5, "error %g, %g", got.error, error);
    cr_expect(got.notes == PEEL_NOTE_MONTE_CARLO && got.test.notes == got.notes);
    cr_expect(got.test.method == PEEL_TREND_CHANGE_POINT && isnan(got.test.df) && got.test.side == 0);
}

Test(trend_change, p_of_all_tables) {
    expect_p(2, (const int64_t[]){3, 9}, (const int64_t[]){10, 12});
    expect_p(4, (const int64_t[]){5, 4, 1, 0}, (const int64_t[]){6, 5, 7, 4});
    expect_p(4, (const int64_t[]){2, 3, 2, 3}, (const int64_t[]){5, 5, 5, 5});
    expect_p(5, (const int64_t[]){8, 3, 0, 1, 5}, (const int64_t[]){9, 3, 6, 2, 8});
    expect_p(6, (const int64_t[]){4, 4, 5, 2, 1, 2}, (const int64_t[]){5, 4, 5, 5, 6, 4});
    expect_p(7, (const int64_t[]){1, 0, 2, 0, 0, 0, 1}, (const int64_t[]){9, 1, 4, 3, 2, 8, 5});
}

/* A billion cases: log-likelihoods of 2e10 leave no digit of a statistic of 20 in a double. Computed with 60 digits. */
Test(trend_change, billion_cases) {
    static const int64_t met[] = {200035001, 199965000}, size[] = {500000003, 499999990};
    struct series series = series_of(2, met, size);
    const peel_trend_options options = {.size = sizeof options, .draws = 999};
    peel_change_point got = change_of(&series, &options);
    cr_expect(fabs(got.test.statistic / 20.41421689943550069 - 1) < 1e-15, "%.17g", got.test.statistic);
    cr_expect(got.test.p_value == 1 / 1000.0 && got.place == 1, "p %g", got.test.p_value);
    cr_expect(got.change.estimate < 0 && got.change.upper < 0);
}

/* Both sides are pooled, and described as a rate and as a change of any two samples are. */
Test(trend_change, sides) {
    static const int64_t met[] = {47, 46, 45, 0, 40, 38, 41}, size[] = {50, 48, 50, 0, 50, 47, 52};
    struct series series = series_of(7, met, size);
    const peel_trend_options options = {.size = sizeof options, .confidence = 0.9};
    peel_change_point got = change_of(&series, &options);
    const peel_sample before = {138, 148, 0}, after = {119, 149, 0};
    const peel_rate_options rate_options = {.size = sizeof rate_options, .confidence = 0.9};
    const peel_compare_options compare_options = {
        .size = sizeof compare_options, .confidence = 0.9, .method = PEEL_DIFFERENCE_NEWCOMBE};
    peel_interval rate, change;
    cr_expect(got.place == 4);
    cr_assert(peel_rate(&before, &rate_options, &rate) == PEEL_OK);
    cr_expect(memcmp(&rate, &got.before, sizeof rate) == 0);
    cr_assert(peel_rate(&after, &rate_options, &rate) == PEEL_OK);
    cr_expect(memcmp(&rate, &got.after, sizeof rate) == 0);
    cr_assert(peel_difference(&before, &after, &compare_options, &change) == PEEL_OK);
    cr_expect(memcmp(&change, &got.change, sizeof change) == 0);
    cr_expect(got.change.estimate < 0);
    cr_expect(got.notes == (PEEL_NOTE_MONTE_CARLO | PEEL_NOTE_GAP));
}

/* Points without cases are no place, wherever they stand, and leave the answer as it is but for the indexes. */
Test(trend_change, points_without_cases) {
    static const int64_t met[] = {9, 10, 8, 3, 2, 4}, size[] = {10, 10, 9, 10, 10, 11};
    static const int64_t gap_met[] = {0, 9, 10, 0, 8, 0, 0, 3, 2, 4, 0},
                         gap_size[] = {0, 10, 10, 0, 9, 0, 0, 10, 10, 11, 0};
    struct series whole = series_of(6, met, size), gaps = series_of(11, gap_met, gap_size);
    peel_change_point a = change_of(&whole, NULL), b = change_of(&gaps, NULL);
    cr_expect(a.place == 3 && b.place == 7);
    cr_expect(a.test.statistic == b.test.statistic && a.test.p_value == b.test.p_value);
    cr_expect(b.lower >= 4 && b.lower <= b.place && b.upper >= b.place && b.upper <= 9);
    cr_expect(b.notes == (a.notes | PEEL_NOTE_GAP));
}

/* Of equal likelihoods the earliest place. Exchanging the cases met with the failures leaves all as it is. */
Test(trend_change, equal_and_mirrored) {
    struct series even = series_of(4, (const int64_t[]){5, 0, 0, 5}, (const int64_t[]){5, 5, 5, 5});
    peel_change_point got = change_of(&even, NULL);
    cr_expect(got.place == 1 && got.lower == 1 && got.upper == 3);
    uint32_t state = 11;
    for (int round = 0; round < 100; round++) {
        struct series series = {.n = 12}, flipped = {.n = 12};
        for (size_t i = 0; i < 12; i++) {
            int64_t size = 1 + random_below(&state, 60),
                    met = random_below(&state, (uint32_t)size + 1) / (i < 7 ? 1 : 2);
            series.points[i] = (peel_point){(int64_t)i, {met, size, 0}};
            flipped.points[i] = (peel_point){(int64_t)i, {size - met, size, 0}};
        }
        const peel_trend_options options = {.size = sizeof options, .draws = 199};
        peel_change_point a = change_of(&series, &options), b = change_of(&flipped, &options);
        cr_expect(a.place == b.place && a.lower == b.lower && a.upper == b.upper);
        cr_expect(fabs(a.test.statistic - b.test.statistic) <= 1e-13 * a.test.statistic);
        cr_expect(a.test.p_value == b.test.p_value, "%g, mirrored %g", a.test.p_value, b.test.p_value);
        cr_expect(fabs(a.change.estimate + b.change.estimate) < 1e-15);
    }
}

Test(trend_change, seeds) {
    struct series series = series_of(5, (const int64_t[]){9, 8, 9, 5, 6}, (const int64_t[]){10, 10, 11, 10, 12});
    int others = 0;
    for (uint64_t seed = 0; seed < 20; seed++) {
        const peel_trend_options options = {.size = sizeof options, .seed = seed},
                                 next = {.size = sizeof next, .seed = seed + 1};
        peel_change_point a = change_of(&series, &options), b = change_of(&series, &options),
                          c = change_of(&series, &next);
        cr_expect(memcmp(&a, &b, sizeof a) == 0);
        others += a.test.p_value != c.test.p_value;
        cr_expect(fabs(a.test.p_value - c.test.p_value) < 6 * sqrt(2) * a.error);
    }
    cr_expect(others > 10);
}
