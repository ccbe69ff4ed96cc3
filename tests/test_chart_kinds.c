/* The kinds p, laney, xmr and run: what each draws, by hand. Their numbers to the last digits are those of chart-truth.csv. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "support/charted.h"

/* 1,000 cases a month at a rate of 1/2: a case is 2 / sqrt(1000) standard errors of the count. */
static double ranges_to_sigma(double mean_range) {
    return mean_range / sqrt(250) / 1.128;
}

static struct charted laney(size_t n, const int64_t *met, peel_chart_options options) {
    peel_point points[CHARTED_MOST];
    for (size_t i = 0; i < n; i++)
        points[i] = (peel_point){(int64_t)i, {met[i], 1000, 0}};
    options.kind = PEEL_CHART_LANEY;
    return chart_of(n, points, NULL, options);
}

/* Ranges 20, 20, 20, 20, 20, 20, 200: their mean is 320 / 7, of which 3.267 times are 149. */
Test(chart_kinds, laney) {
    static const int64_t met[] = {440, 460, 440, 460, 440, 460, 440, 640, 720};
    struct charted c = laney(9, met, (peel_chart_options){.baseline_end = 8});
    const double centre = 3780.0 / 8000, sigma = sqrt(centre * (1 - centre) / 1000);
    double sigma_z = 320.0 / 7 / 1000 / sigma / 1.128;
    cr_expect(c.centre[8] == centre && fabs(c.result.scatter - sigma_z) < 1e-14);
    cr_expect(fabs(c.lower[0] - (centre - 3 * sigma * sigma_z)) < 1e-15);
    cr_expect(fabs(c.upper[8] - (centre + 3 * sigma * sigma_z)) < 1e-15);
    cr_expect(fabs(c.score[8] - (0.72 - centre) / (3 * sigma * sigma_z)) < 1e-14 && c.rules[8] & 1);
    c = laney(9, met, (peel_chart_options){.baseline_end = 8, .screening = 1});
    sigma_z = 20.0 / 1000 / sigma / 1.128;
    cr_expect(fabs(c.result.scatter - sigma_z) < 1e-14 && c.centre[8] == centre);
    cr_expect(fabs(c.upper[8] - (centre + 3 * sigma * sigma_z)) < 1e-15);
}

/* Neighbours nearer to one another than chance lets them: limits within those of p, but for the floor. */
Test(chart_kinds, laney_floor) {
    static const int64_t calm[] = {505, 495, 505, 495, 505, 495}, wild[] = {550, 450, 550, 450, 550, 450};
    const double width = 3 * sqrt(0.25 / 1000);
    struct charted c = laney(6, calm, (peel_chart_options){0});
    cr_expect(chart_near(c.result.scatter, ranges_to_sigma(10)) && c.result.scatter < 1);
    cr_expect(fabs(c.upper[0] - (0.5 + width * ranges_to_sigma(10))) < 1e-15);
    c = laney(6, calm, (peel_chart_options){.floor = 1});
    cr_expect(chart_near(c.upper[0], 0.5 + width) && chart_near(c.result.scatter, ranges_to_sigma(10)));
    c = laney(6, wild, (peel_chart_options){.floor = 1});
    cr_expect(fabs(c.upper[0] - (0.5 + width * ranges_to_sigma(100))) < 1e-15);
    /* One point has no neighbour: no floor can say how wide its limits are. */
    c = laney(1, wild, (peel_chart_options){.floor = 1});
    cr_expect(isnan(c.upper[0]) && (c.result.notes & PEEL_NOTE_NO_LIMITS));
}

/* No range reaches across a rebase, an excluded point or the ends of the baseline. */
Test(chart_kinds, moving_ranges) {
    static const double value[] = {100, 1, 2, 50, 4, 6, 1000, 1001};
    uint32_t marks[] = {PEEL_MARK_EXCLUDED, 0, 0, PEEL_MARK_EXCLUDED, 0, 0, PEEL_MARK_REBASE, 0};
    double lower[8], centre[8];
    static _Alignas(16) unsigned char work[1 << 14];
    const peel_chart_columns columns = {.centre = centre, .lower = lower};
    peel_chart_options options = {.size = sizeof options};
    peel_chart_result result;
    cr_assert(peel_chart_values(8, NULL, value, marks, &options, work, sizeof work, &columns, &result) == PEEL_OK);
    cr_expect(centre[0] == 13.0 / 4 && centre[5] == centre[3] && chart_near(lower[3], 13.0 / 4 - 2.66 * 1.5));
    cr_expect(centre[6] == 1000.5 && chart_near(lower[7], 1000.5 - 2.66) && result.scatter == 1);
    memset(marks, 0, sizeof marks);
    options.baseline_first = 4;
    options.baseline_end = 6;
    cr_assert(peel_chart_values(8, NULL, value, marks, &options, work, sizeof work, &columns, &result) == PEEL_OK);
    cr_expect(centre[0] == 5 && chart_near(lower[7], 5 - 2.66 * 2) && result.scatter == 2);
    options.baseline_end = 5;
    cr_assert(peel_chart_values(8, NULL, value, marks, &options, work, sizeof work, &columns, &result) == PEEL_OK);
    cr_expect(centre[0] == 4 && isnan(lower[7]) && isnan(result.scatter) && (result.notes & PEEL_NOTE_NO_LIMITS));
}

/* 2.66 is of three sigmas, and is not 3 / 1.128. */
Test(chart_kinds, xmr_widths) {
    static const double value[] = {10, 12, 10, 12, 10, 12, 10, 12};
    struct charted c = chart_of_values(8, value, (peel_chart_options){0});
    cr_expect(c.result.kind == PEEL_CHART_XMR && c.upper[0] == 11 + 2.66 * 2 && c.lower[0] == 11 - 2.66 * 2);
    cr_expect(c.score[0] == -1 / (2.66 * 2) && c.score[1] == -c.score[0] && c.result.scatter == 2);
    cr_expect(c.result.notes == (PEEL_NOTE_NO_COUNTS | PEEL_NOTE_SHORT_SERIES));
    struct charted d = chart_of_values(8, value, (peel_chart_options){.sigmas = 1.5});
    cr_expect(d.upper[0] == 11 + 2.66 && d.score[1] == 2 * c.score[1]);
    d = chart_of_values(8, value, (peel_chart_options){.confidence = 0.95});
    cr_expect(chart_near(d.upper[0], 11 + 2.66 * 2 * 1.959963984540054 / 3));
    /* All ranges are alike: none is screened, though all are mean. */
    d = chart_of_values(8, value, (peel_chart_options){.screening = 1});
    cr_expect(memcmp(&c, &d, sizeof c) == 0);
    static const double same[] = {7, 7, 7, 7};
    d = chart_of_values(4, same, (peel_chart_options){.screening = 1});
    cr_expect(d.lower[0] == 7 && d.upper[0] == 7 && d.result.scatter == 0 && d.score[0] == 0 && d.rules[0] == 0);
    cr_expect(d.result.notes & PEEL_NOTE_NO_VARIATION);
}

/* Sums of 10,000 values that cancel, and values as large as may be. */
Test(chart_kinds, xmr_sums) {
    static double value[PEEL_POINTS_MAX];
    static _Alignas(16) unsigned char work[1 << 23];
    peel_chart_result result;
    for (size_t i = 0; i < PEEL_POINTS_MAX; i++)
        value[i] = 0.1;
    cr_assert(peel_chart_values(PEEL_POINTS_MAX, NULL, value, NULL, NULL, work, sizeof work, NULL, &result) == PEEL_OK);
    cr_expect(result.centre == 0.1 && result.lower == 0.1 && result.scatter == 0);
    for (size_t i = 0; i < PEEL_POINTS_MAX; i++)
        value[i] = i % 2 == 0 ? 1e300 : -1e300;
    value[4] = 1e300 / 2;
    cr_assert(peel_chart_values(PEEL_POINTS_MAX, NULL, value, NULL, NULL, work, sizeof work, NULL, &result) == PEEL_OK);
    cr_expect(chart_near(result.centre, -1e300 / 2 / PEEL_POINTS_MAX), "%g", result.centre);
    cr_expect(isfinite(result.upper) && fabs(result.scatter / (2e300 - 1e300 / 9999) - 1) < 1e-15);
}

/* Rates of samples are cut to the scale, values are not; months of other sizes are taken as equally sure, and said to be. */
Test(chart_kinds, xmr_of_samples) {
    peel_point points[] = {{1, {9, 10, 0}}, {2, {5, 10, 0}}, {3, {9, 10, 0}}, {4, {2, 10, 0}}};
    struct charted c = chart_of(4, points, NULL, (peel_chart_options){.kind = PEEL_CHART_XMR});
    cr_expect(c.centre[0] == 0.625 && c.lower[0] == 0 && c.upper[3] == 1);
    cr_expect(chart_near(c.score[3], (0.2 - 0.625) / (2.66 * 1.5 / 3)), "%g", c.score[3]);
    cr_expect(c.notes[0] == (PEEL_NOTE_CLIPPED | PEEL_NOTE_LIMIT_AT_END));
    cr_expect(!(c.result.notes & (PEEL_NOTE_UNEQUAL_SIZES | PEEL_NOTE_NO_COUNTS)));
    points[3].sample.assessed = 11;
    c = chart_of(4, points, NULL, (peel_chart_options){.kind = PEEL_CHART_XMR});
    cr_expect(c.result.notes & PEEL_NOTE_UNEQUAL_SIZES);
    points[3].sample = (peel_sample){0, 0, 0};
    c = chart_of(4, points, NULL, (peel_chart_options){.kind = PEEL_CHART_RUN});
    cr_expect(!(c.result.notes & PEEL_NOTE_UNEQUAL_SIZES));
    points[1].sample.assessed = 9;
    c = chart_of(4, points, NULL, (peel_chart_options){.kind = PEEL_CHART_RUN});
    cr_expect(c.result.notes & PEEL_NOTE_UNEQUAL_SIZES);
    c = chart_of(4, points, NULL, (peel_chart_options){0});
    cr_expect(!(c.result.notes & PEEL_NOTE_UNEQUAL_SIZES));
    const double values[] = {90, 50, 90, 20};
    c = chart_of_values(4, values, (peel_chart_options){0});
    cr_expect(c.lower[0] < 0 && c.upper[0] > 100 && c.notes[0] == 0);
}

Test(chart_kinds, run) {
    static const double odd[] = {5, 1, 4, 2, 3}, even[] = {5, 1, 4, 2};
    struct charted c = chart_of_values(5, odd, (peel_chart_options){.kind = PEEL_CHART_RUN});
    cr_expect(c.result.centre == 3 && c.centre[4] == 3 && isnan(c.lower[0]) && isnan(c.upper[0]) && isnan(c.score[0]));
    cr_expect(isnan(c.result.scatter) && isnan(c.result.lower) && c.value[1] == 1);
    cr_expect(c.result.notes == (PEEL_NOTE_NO_COUNTS | PEEL_NOTE_SHORT_SERIES) && c.notes[0] == 0);
    cr_expect(c.result.runs.useful == 4 && c.result.runs.crossings == 3);
    c = chart_of_values(4, even, (peel_chart_options){.kind = PEEL_CHART_RUN});
    cr_expect(c.result.centre == 3);
    /* Excluded and without a value: neither counts for the median. */
    const peel_point points[] = {{1, {9, 10, 0}}, {2, {1, 10, 0}}, {3, {0, 0, 0}}, {4, {3, 10, 0}}, {5, {5, 10, 0}}};
    const uint32_t marks[] = {PEEL_MARK_EXCLUDED, 0, 0, 0, 0};
    c = chart_of(5, points, marks, (peel_chart_options){.kind = PEEL_CHART_RUN});
    cr_expect(c.centre[0] == 0.3 && isnan(c.centre[2]) && isnan(c.value[2]) && c.result.centre == 0.3);
    c = chart_of(5, points, NULL, (peel_chart_options){.kind = PEEL_CHART_RUN});
    cr_expect(c.centre[0] == 0.4);
}

/* Twelve months on one side of twelve others: too long a run and too few crossings, told by the rules of a run chart. */
Test(chart_kinds, run_rules) {
    double value[24];
    for (size_t i = 0; i < 24; i++)
        value[i] = i < 12 ? 80 + (double)(i % 3) : 90 + (double)(i % 3);
    struct charted c = chart_of_values(24, value, (peel_chart_options){.kind = PEEL_CHART_RUN});
    cr_expect(c.result.centre == 86 && c.result.rules == 3 && c.result.runs.longest_run == 12);
    cr_expect(c.result.runs.longest_run_most == 8 && c.result.runs.crossings == 1 &&
              c.result.runs.crossings_least == 8);
    cr_expect(c.rules[0] == 1 && c.signal[0] == PEEL_SIGNAL_CONCERN && c.signal[23] == PEEL_SIGNAL_IMPROVEMENT);
    cr_expect(c.result.variation == PEEL_SIGNAL_IMPROVEMENT && c.result.signals == 24);
}

/* Ranges 10, 10, 10 and 30: twice their mean is not screened. */
Test(chart_kinds, screening_leaves_most) {
    static const double value[] = {10, 20, 10, 20, 50};
    struct charted c = chart_of_values(5, value, (peel_chart_options){.screening = 1});
    cr_expect(c.result.scatter == 15);
}

/* A long series: the shift at its begin is told, a hundred points later. */
Test(chart_kinds, shift_long_ago) {
    static _Alignas(16) unsigned char work[1 << 17];
    double value[100];
    peel_chart_result result;
    for (size_t i = 0; i < 100; i++)
        value[i] = i < 8 ? 12 : i % 2 == 0 ? 9 : 11;
    cr_assert(peel_chart_values(100, NULL, value, NULL, NULL, work, sizeof work, NULL, &result) == PEEL_OK);
    cr_expect(result.rules == 4 && result.signals == 8, "%x", result.rules);
}
