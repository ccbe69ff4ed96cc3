/* Segments against all segmentations, and what must hold of them. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "oracle/change_oracle.h"
#include <peel.h>

enum { points_max = 60 };

static unsigned char work[5 << 20];

static size_t segments_of(size_t n, const peel_point *points, const peel_trend_options *options,
                          peel_segment *segments) {
    size_t found = 0;
    size_t size = peel_trend_work_size(n, NULL);
    cr_assert(size > 0 && size <= sizeof work);
    peel_status status = peel_trend_segments(n, points, options, work, size, n, segments, &found);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    cr_assert(found >= 1 && found <= n);
    return found;
}

/* They follow one another over the whole series, and each pools its points. */
static void expect_whole(size_t n, const peel_point *points, size_t found, const peel_segment *segments) {
    cr_expect(segments[0].first == 0 && segments[found - 1].end == n);
    for (size_t s = 0; s < found; s++) {
        peel_sample pooled = {0, 0, 0};
        peel_interval rate;
        cr_expect(segments[s].first < segments[s].end && (s == 0 || segments[s].first == segments[s - 1].end));
        for (size_t i = segments[s].first; i < segments[s].end; i++) {
            pooled.met += points[i].sample.met;
            pooled.assessed += points[i].sample.assessed;
        }
        cr_expect(memcmp(&pooled, &segments[s].pooled, sizeof pooled) == 0);
        cr_assert(peel_rate(&pooled, NULL, &rate) == PEEL_OK);
        cr_expect(rate.lower == segments[s].rate.lower && rate.upper == segments[s].rate.upper);
        cr_expect(segments[s].reserved[0] == 0 && segments[s].reserved[1] == 0);
    }
}

static uint32_t random_below(uint32_t *state, uint32_t bound) {
    *state = *state * 1664525U + 1013904223U;
    return (uint32_t)(((uint64_t)*state * bound) >> 32);
}

/* Random series with steps in them, under random penalties. */
Test(trend_segments, best_of_all) {
    uint32_t state = 8;
    int compared = 0;
    for (int round = 0; round < 300; round++) {
        int64_t met[12], size[12];
        peel_point points[12];
        peel_segment segments[12];
        size_t n = 1 + random_below(&state, round % 10 == 0 ? 12 : 9);
        uint32_t percent = 90, scale = round % 5 == 0 ? 2000 : 40;
        for (size_t i = 0; i < n; i++) {
            if (random_below(&state, 3) == 0) percent = 5 + random_below(&state, 95);
            size[i] = 1 + random_below(&state, scale);
            met[i] = 0;
            for (int64_t j = 0; j < size[i]; j++)
                met[i] += random_below(&state, 100) < percent;
            points[i] = (peel_point){(int64_t)i, {met[i], size[i], 0}};
        }
        double penalty = 0.5 + 0.01 * random_below(&state, 1000);
        const peel_trend_options options = {.size = sizeof options, .penalty = round % 3 == 0 ? 0 : penalty};
        if (round % 3 == 0) penalty = fmax(3 * log((double)n), 8);
        size_t found = segments_of(n, points, &options, segments);
        expect_whole(n, points, found, segments);
        uint32_t cuts = 0;
        for (size_t s = 1; s < found; s++)
            cuts |= UINT32_C(1) << (segments[s].first - 1);
        long double largest, second;
        uint32_t best = oracle_segments(n, met, size, penalty, &largest, &second);
        long double got = oracle_segmentation(n, met, size, cuts, penalty);
        cr_expect(largest - got <= 1e-8L * (1 + fabsl(largest)) / 10, "round %d: %Lg below the best", round,
                  largest - got);
        if (largest - second > 1e-6L) {
            cr_expect(cuts == best, "round %d: cuts %x, not %x", round, cuts, best);
            compared++;
        }
    }
    cr_expect(compared > 250, "%d", compared);
}

/* Twelve months at 95%, eight at 80%, ten at 95%, and gaps among them: three segments that begin at points with cases. */
Test(trend_segments, fall_and_recovery) {
    peel_point points[30];
    peel_segment segments[30];
    for (size_t i = 0; i < 30; i++)
        points[i] = (peel_point){(int64_t)i, {i >= 12 && i < 20 ? 40 : 47, 50, 0}};
    points[0].sample = points[12].sample = points[29].sample = (peel_sample){0, 0, 0};
    size_t found = segments_of(30, points, NULL, segments);
    cr_assert(found == 3);
    cr_expect(segments[0].end == 13 && segments[1].end == 20);
    cr_expect(segments[1].pooled.met == 280 && segments[1].pooled.assessed == 350);
    cr_expect(segments[1].rate.estimate == 0.8 && segments[1].rate.method == PEEL_RATE_WILSON);
    cr_expect(segments[1].rate.notes == PEEL_NOTE_GAP);
    expect_whole(30, points, found, segments);
    const peel_trend_options dear = {.size = sizeof dear, .penalty = 1e9};
    cr_expect(segments_of(30, points, &dear, segments) == 1);
    const peel_trend_options confident = {.size = sizeof confident, .confidence = 0.99};
    peel_interval rate;
    const peel_rate_options rate_options = {.size = sizeof rate_options, .confidence = 0.99};
    segments_of(30, points, &confident, segments);
    cr_assert(peel_rate(&segments[1].pooled, &rate_options, &rate) == PEEL_OK);
    cr_expect(rate.lower == segments[1].rate.lower && rate.confidence == segments[1].rate.confidence);
}

/* One segment where nothing varies, where there is one period, and where nothing was assessed at all. */
Test(trend_segments, one) {
    peel_segment segments[4];
    peel_point points[4] = {{1, {9, 9, 0}}, {2, {5, 5, 0}}, {3, {7, 7, 0}}, {4, {1, 1, 0}}};
    const peel_trend_options cheap = {.size = sizeof cheap, .penalty = 1e-300};
    cr_expect(segments_of(4, points, &cheap, segments) == 1);
    cr_expect(segments[0].end == 4 && segments[0].pooled.met == 22);
    cr_expect(segments_of(1, points, &cheap, segments) == 1);
    for (size_t i = 0; i < 4; i++)
        points[i].sample = (peel_sample){0, 0, 0};
    cr_expect(segments_of(4, points, NULL, segments) == 1);
    cr_expect(segments[0].first == 0 && segments[0].end == 4 && isnan(segments[0].rate.estimate));
    cr_expect(segments[0].rate.notes == (PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_GAP));
}

/* Counts near 2^53: twice the log-likelihood is of the order of 1e16, what a change gains is 100. */
Test(trend_segments, huge_counts) {
    const int64_t size = PEEL_COUNT_MAX / 4;
    const int64_t half = size / 2, more = 300000000; /* gain 4 more^2 / size = 159.9 */
    const peel_point points[4] = {
        {1, {half, size, 0}}, {2, {half + 1000, size, 0}}, {3, {half + more, size, 0}}, {4, {half + more, size, 0}}};
    peel_segment segments[4];
    const peel_trend_options below = {.size = sizeof below, .penalty = 159},
                             above = {.size = sizeof above, .penalty = 161};
    cr_expect(segments_of(4, points, &below, segments) == 2);
    cr_expect(segments[0].end == 2);
    cr_expect(segments_of(4, points, &above, segments) == 1);
}
