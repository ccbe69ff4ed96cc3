/* Every status of the series and the memory of a chart; nothing is written then. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "support/asked.h"
#include <peel.h>

static void expect_middle(peel_point middle, peel_status expected, const char *what) {
    const peel_point points[] = {good[0], middle, good[2]};
    expect((struct question){.n = 3, .points = points}, expected, what);
}

Test(chart_series, points) {
    expect((struct question){.points = good}, PEEL_ERROR_TOO_FEW_SAMPLES, "no point");
    expect((struct question){.n = 1, .points = good}, PEEL_OK, "one point");
    expect_middle((peel_point){3, {1, 2, 0}}, PEEL_ERROR_PERIOD_REPEATED, "3 twice");
    expect_middle((peel_point){1, {1, 2, 0}}, PEEL_ERROR_PERIOD_REPEATED, "1 twice");
    expect_middle((peel_point){0, {1, 2, 0}}, PEEL_ERROR_PERIOD_ORDER, "0 after 1");
    expect_middle((peel_point){1000000001, {1, 2, 0}}, PEEL_ERROR_RANGE, "1e9 + 1");
    expect_middle((peel_point){INT64_MIN, {1, 2, 0}}, PEEL_ERROR_RANGE, "the smallest period");
    expect_middle((peel_point){INT64_MAX, {1, 2, 0}}, PEEL_ERROR_RANGE, "the largest");
    expect_middle((peel_point){2, {-1, 2, 0}}, PEEL_ERROR_NEGATIVE, "-1 met");
    expect_middle((peel_point){2, {0, -2, 0}}, PEEL_ERROR_NEGATIVE, "-2 assessed");
    expect_middle((peel_point){2, {1, 2, -1}}, PEEL_ERROR_NEGATIVE, "a population of -1");
    expect_middle((peel_point){2, {3, 2, 0}}, PEEL_ERROR_MET_ABOVE_ASSESSED, "3 of 2");
    expect_middle((peel_point){2, {1, 2, 1}}, PEEL_ERROR_ASSESSED_ABOVE_POPULATION, "2 of 1");
    expect_middle((peel_point){2, {1, PEEL_COUNT_MAX + 1, 0}}, PEEL_ERROR_COUNT_TOO_LARGE, "2^53 + 1");
    expect_middle((peel_point){2, {1, INT64_MAX, 0}}, PEEL_ERROR_COUNT_TOO_LARGE, "2^63 - 1");
    expect_middle((peel_point){2, {1, 2, INT64_MAX}}, PEEL_ERROR_COUNT_TOO_LARGE, "of 2^63 - 1");
    expect_middle((peel_point){2, {1, PEEL_COUNT_MAX - 79, 0}}, PEEL_ERROR_COUNT_TOO_LARGE, "2^53 + 1 in all");
    expect_middle((peel_point){2, {1, PEEL_COUNT_MAX - 80, 0}}, PEEL_OK, "2^53 in all");
    const peel_point wide[] = {{-1000000000, {20, 40, 0}}, {1000000000, {30, 40, 0}}};
    expect((struct question){.n = 2, .points = wide}, PEEL_OK, "the widest");
    const peel_point known[] = {{1, {1, 2, PEEL_COUNT_MAX - 1}}, {2, {1, 2, 2}}};
    expect((struct question){.n = 2, .points = known}, PEEL_ERROR_COUNT_TOO_LARGE, "populations of 2^53 + 1 in all");
    const peel_chart_options census = {.size = sizeof census, .design = PEEL_DESIGN_CENSUS};
    peel_point points[] = {good[0], {2, {1, 2, 3}}};
    expect((struct question){.n = 2, .points = points, .options = &census}, PEEL_ERROR_CENSUS_INCOMPLETE, "2 of 3");
    points[1].sample.population = 2;
    expect((struct question){.n = 2, .points = points, .options = &census}, PEEL_OK, "2 of 2");
}

/* Sums of 10,000 points at the largest count would not fit an int64_t. */
Test(chart_series, too_large) {
    static peel_point many[PEEL_POINTS_MAX + 1];
    static double some[PEEL_POINTS_MAX + 1];
    peel_chart_result result;
    for (int64_t i = 0; i <= PEEL_POINTS_MAX; i++)
        many[i] = (peel_point){i, {PEEL_COUNT_MAX, PEEL_COUNT_MAX, 0}};
    cr_expect(peel_chart(PEEL_POINTS_MAX, many, NULL, NULL, work, sizeof work, NULL, &result) ==
              PEEL_ERROR_COUNT_TOO_LARGE);
    for (int64_t i = 0; i <= PEEL_POINTS_MAX; i++)
        many[i].sample = (peel_sample){0, 1, PEEL_COUNT_MAX};
    cr_expect(peel_chart(PEEL_POINTS_MAX, many, NULL, NULL, work, sizeof work, NULL, &result) ==
              PEEL_ERROR_COUNT_TOO_LARGE);
    many[0].sample.population = 0; /* not known, and so the sum is not */
    cr_expect(peel_chart(PEEL_POINTS_MAX, many, NULL, NULL, work, sizeof work, NULL, &result) == PEEL_OK);
    for (int64_t i = 0; i <= PEEL_POINTS_MAX; i++)
        many[i].sample = (peel_sample){i % 2, 2, 0};
    cr_expect(peel_chart(PEEL_POINTS_MAX + 1, many, NULL, NULL, work, sizeof work, NULL, &result) ==
              PEEL_ERROR_TOO_LARGE);
    cr_expect(peel_chart(PEEL_POINTS_MAX, many, NULL, NULL, work, sizeof work, NULL, &result) == PEEL_OK);
    cr_expect(peel_chart_values(PEEL_POINTS_MAX + 1, NULL, some, NULL, NULL, work, sizeof work, NULL, &result) ==
              PEEL_ERROR_TOO_LARGE);
    cr_expect(peel_chart_values(PEEL_POINTS_MAX, NULL, some, NULL, NULL, work, sizeof work, NULL, &result) == PEEL_OK);
    cr_expect(peel_chart_work_size(PEEL_POINTS_MAX) < sizeof work && peel_chart_work_size(PEEL_POINTS_MAX + 1) == 0);
    cr_expect(peel_chart_work_size(SIZE_MAX) == 0);
}

static void expect_value(int32_t kind, double value, peel_status expected, const char *what) {
    const double of[] = {3, value, 5};
    const peel_chart_options options = {.size = sizeof options, .kind = kind};
    expect((struct question){.n = 3, .value = of, .options = &options}, expected, what);
}

Test(chart_series, values) {
    static const int32_t kinds[] = {PEEL_CHART_XMR, PEEL_CHART_RUN, PEEL_CHART_G, PEEL_CHART_T};
    for (size_t i = 0; i < 4; i++) {
        expect_value(kinds[i], NAN, PEEL_OK, "nothing assessed");
        expect_value(kinds[i], INFINITY, PEEL_ERROR_NOT_FINITE, "infinite");
        expect_value(kinds[i], -INFINITY, PEEL_ERROR_NOT_FINITE, "infinite");
        expect_value(kinds[i], 1.1e300, PEEL_ERROR_NOT_FINITE, "1.1e300");
        expect_value(kinds[i], -1, i < 2 ? PEEL_OK : PEEL_ERROR_NEGATIVE, "-1");
        expect_value(kinds[i], 0.5, kinds[i] == PEEL_CHART_G ? PEEL_ERROR_NOT_WHOLE : PEEL_OK, "0.5");
        expect_value(kinds[i], 1e300, kinds[i] == PEEL_CHART_G ? PEEL_ERROR_NOT_WHOLE : PEEL_OK, "1e300");
        expect_value(kinds[i], 0x1p53, PEEL_OK, "2^53");
    }
    expect_value(PEEL_CHART_G, 0x1p53 + 2, PEEL_ERROR_NOT_WHOLE, "2^53 + 2");
    const int64_t repeated[] = {1, 2, 2, 3}, falling[] = {1, 3, 2, 4}, far[] = {1, 2, 3, 1000000001};
    expect((struct question){.n = 4, .value = values, .period = repeated}, PEEL_ERROR_PERIOD_REPEATED, "2 twice");
    expect((struct question){.n = 4, .value = values, .period = falling}, PEEL_ERROR_PERIOD_ORDER, "2 after 3");
    expect((struct question){.n = 4, .value = values, .period = far}, PEEL_ERROR_RANGE, "1e9 + 1");
    expect((struct question){.n = 3, .value = values, .period = far}, PEEL_OK, "not so far");
}

/* Just enough memory, wherever it begins, and a byte less; nothing beyond it is touched. */
Test(chart_series, work) {
    static peel_point points[most];
    static double some[most];
    for (int64_t i = 0; i < most; i++) {
        points[i] = (peel_point){i, {20 + i % 7, 40, 0}};
        some[i] = (double)(i * i % 11);
    }
    for (size_t n = 1; n <= most; n += 13)
        for (size_t shift = 0; shift < 16; shift++) {
            static struct out out, other;
            const size_t needed = peel_chart_work_size(n);
            for (size_t i = 0; i < peel_method_count(); i++) {
                peel_method kind;
                cr_assert(peel_method_at(i, &kind) == PEEL_OK);
                if (kind.number / 100 != PEEL_CONCEPT_CHART) continue;
                const peel_chart_options options = {
                    .size = sizeof options, .kind = kind.number, .accept = 0.9, .reject = 0.8};
                const struct question q = {.n = n,
                                           .points = kind.offers & PEEL_OFFERS_SAMPLES ? points : NULL,
                                           .value = some,
                                           .options = &options};
                memset(work, 0x5A, needed + 64);
                cr_expect(ask(&q, work + shift, needed, &out) == PEEL_OK, "%s", kind.name);
                cr_expect(work[needed + shift] == 0x5A && (shift == 0 || work[shift - 1] == 0x5A), "%s", kind.name);
                memset(&out, 0x5A, sizeof out);
                size_t skipped = (16 - ((uintptr_t)work + shift) % 16) % 16;
                cr_expect(ask(&q, work + shift, needed - 17 + skipped, &out) == PEEL_ERROR_WORK, "%s", kind.name);
                cr_expect(ask(&q, work + shift, needed - 16 + skipped, &other) == PEEL_OK, "%s", kind.name);
                cr_expect(ask(&q, NULL, needed, &out) == PEEL_ERROR_WORK, "%s", kind.name);
                cr_expect(ask(&q, work + shift, 0, &out) == PEEL_ERROR_WORK, "%s", kind.name);
                for (size_t b = 0; b < sizeof out; b++)
                    cr_assert(((unsigned char *)&out)[b] == 0x5A, "%s: output touched", kind.name);
            }
        }
}
