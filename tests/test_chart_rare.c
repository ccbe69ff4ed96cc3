/* Charts of rare failures, g and t: limits of other programs, the formulas in long double, what the ends of the scale do. */
#include <criterion/criterion.h>
#include <errno.h>
#include <float.h>
#include <math.h>
#include <string.h>

#include "support/seeded.h"

static peel_chart_options of_kind(int32_t kind, double sigmas) {
    return (peel_chart_options){.size = sizeof(peel_chart_options), .kind = kind, .sigmas = sigmas};
}

static struct series series_of(size_t n, const double *values) {
    struct series series = {.n = n, .values = 1};
    memcpy(series.value, values, n * sizeof *values);
    return series;
}

enum { published_count = 67 };

/* The centre and limits of a series of `published_count`, which is longer than those of seeded.h. */
static peel_chart_result published(const double *values, int32_t kind, double sigmas) {
    static _Alignas(16) char work[published_count * 2048];
    peel_chart_options options = of_kind(kind, sigmas);
    peel_chart_result result;
    cr_assert(peel_chart_work_size(published_count) <= sizeof work);
    cr_assert(peel_chart_values(published_count, NULL, values, NULL, &options, work, sizeof work, NULL, &result) ==
              PEEL_OK);
    return result;
}

/*
 * Cases between infections, and the centre and limits of R code after qicharts2: test/fixtures/golden/g/basic.qicharts2.json of
 * https://github.com/AUS-DOH-Safety-and-Quality/PowerBI-SPC, with 4 decimals.
 */
Test(chart_rare, g_of_other_programs) {
    const double values[published_count] = {23, 39, 15, 34, 1,  49,  98,  29, 27, 13, 45, 7,  10, 27, 24, 14, 20,
                                            38, 44, 11, 10, 3,  113, 183, 3,  47, 18, 18, 33, 15, 2,  38, 27, 27,
                                            1,  52, 23, 7,  26, 82,  5,   49, 5,  17, 24, 44, 26, 2,  27, 46, 55,
                                            97, 22, 22, 20, 4,  60,  51,  7,  21, 66, 36, 25, 72, 15, 5,  3};
    const double upper[] = {63.8394, 96.0072, 128.1749};
    for (int sigmas = 1; sigmas <= 3; sigmas++) {
        peel_chart_result result = published(values, PEEL_CHART_G, sigmas);
        cr_expect(result.centre == 24 && result.lower == 0);
        cr_expect(fabs(result.upper - upper[sigmas - 1]) < 5.1e-5, "%d: %.6f", sigmas, result.upper);
        cr_expect((result.notes & PEEL_NOTE_CLIPPED) && (result.notes & PEEL_NOTE_LIMIT_AT_END) &&
                  isnan(result.scatter));
    }
    cr_expect(published(values, PEEL_CHART_G, 3).signals == 1); /* 183 */
}

/* Days between the same infections, likewise (t/basic.qicharts2.json); its limits stand 3 / 1.128 mean moving ranges away, not 2.66. */
Test(chart_rare, t_of_other_programs) {
    const double values[published_count] = {16, 20, 5,  13, 1,  26, 46,  12, 12, 5,  19, 4,  3,  15, 14, 9,  8,
                                            15, 21, 6,  3,  1,  56, 117, 1,  33, 9,  9,  19, 12, 1,  16, 13, 18,
                                            1,  35, 16, 5,  21, 38, 3,   25, 3,  11, 13, 20, 9,  3,  8,  21, 24,
                                            38, 8,  13, 9,  1,  30, 23,  3,  7,  22, 19, 11, 31, 6,  1,  1};
    const double lower[] = {3.2824, 0.502, 0.0079}, upper[] = {27.9446, 57.8835, 106.0418};
    for (int sigmas = 1; sigmas <= 3; sigmas++) {
        peel_chart_result result = published(values, PEEL_CHART_T, sigmas * 3 / (1.128 * 2.66));
        cr_expect(fabs(result.centre - 11.2051) < 5.1e-5, "%.6f", result.centre);
        cr_expect(fabs(result.lower - lower[sigmas - 1]) < 5.1e-5, "%d: %.6f", sigmas, result.lower);
        cr_expect(fabs(result.upper - upper[sigmas - 1]) < 5.1e-5, "%d: %.6f", sigmas, result.upper);
    }
    cr_expect(published(values, PEEL_CHART_T, 3).signals == 1); /* 117 */
}

/*
 * Hours between failures of a valve (Montgomery, Introduction to Statistical Quality Control, 7th ed., table 7.14). With his power
 * of 0.2777, 3 / 1.128 and the transformed scale the centre is 5.387 and the limits are -0.888 and 11.661; nothing is a signal.
 */
Test(chart_rare, t_of_valves) {
    const double hours[] = {286,  948, 536, 124, 816, 729, 4,    143,  431,  8,
                            2837, 596, 81,  227, 603, 492, 1199, 1214, 2831, 96};
    struct series series = series_of(20, hours);
    peel_chart_options options = of_kind(PEEL_CHART_T, 3 * 3 / (1.128 * 2.66));
    struct drawn chart = draw_chart(&series, &options);
    /* the powers differ by a part in 3,600, which is 0.05% of such numbers */
    cr_expect(fabs(pow(chart.result.centre, 0.2777) / 5.387 - 1) < 1e-3, "%g", chart.result.centre);
    cr_expect(fabs(pow(chart.result.upper, 0.2777) / 11.661 - 1) < 1e-3, "%g", chart.result.upper);
    cr_expect(chart.result.lower == 0 && (chart.result.notes & PEEL_NOTE_CLIPPED) && chart.result.signals == 0);
}

static int counts(const struct series *series, size_t i) {
    return !isnan(series->value[i]) && !(series->marks[i] & PEEL_MARK_EXCLUDED);
}

/* What a segment ought to show: centre, limits before they are cut, and width of the score on the scale of `score_of`. */
struct wanted {
    long double centre, lower, upper;
    long double mean, half; /* of t, transformed */
};

static struct wanted wanted_g(const struct series *series, size_t first, size_t end, long double sigmas) {
    double sorted[seeded_max];
    size_t n = 0;
    long double sum = 0;
    for (size_t i = first; i < end; i++) {
        if (!counts(series, i)) continue;
        size_t j = n++;
        for (; j > 0 && sorted[j - 1] > series->value[i]; j--)
            sorted[j] = sorted[j - 1];
        sorted[j] = series->value[i];
        sum += series->value[i];
    }
    long double mean = sum / (long double)n, half = sigmas * sqrtl(mean * (mean + 1));
    return (struct wanted){
        .centre = ((long double)sorted[(n - 1) / 2] + sorted[n / 2]) / 2, .lower = mean - half, .upper = mean + half};
}

static struct wanted wanted_t(const struct series *series, size_t first, size_t end, long double sigmas) {
    long double sum = 0, ranges = 0, y[seeded_max];
    size_t n = 0, pairs = 0;
    for (size_t i = first; i < end; i++) {
        y[i] = powl(series->value[i], 1 / 3.6L);
        if (!counts(series, i)) continue;
        sum += y[i];
        n++;
        if (i == first || !counts(series, i - 1)) continue;
        ranges += fabsl(y[i] - y[i - 1]);
        pairs++;
    }
    long double mean = sum / (long double)n, half = 2.66L * sigmas / 3 * ranges / (long double)pairs;
    return (struct wanted){.centre = powl(mean, 3.6L),
                           .lower = mean < half ? -1 : powl(mean - half, 3.6L),
                           .upper = powl(mean + half, 3.6L),
                           .mean = mean,
                           .half = half};
}

/* Within 1e-13 of each, of the lower limit of t, where digits cancel, of the centre. */
static void expect_segment(const struct series *series, const struct drawn *chart, size_t first, size_t end,
                           const struct wanted *w, int t) {
    const double close = 1e-13;
    for (size_t i = first; i < end; i++) {
        double v = series->value[i];
        if (isnan(v)) {
            cr_expect(isnan(chart->value[i]) && isnan(chart->centre[i]) && isnan(chart->score[i]) &&
                      isnan(chart->lower[i]));
            continue;
        }
        long double lower = w->lower < 0 ? 0 : w->lower;
        cr_expect(chart->value[i] == v && isnan(chart->other[i]));
        cr_expect(fabsl(chart->centre[i] - w->centre) <= close * w->centre, "%zu: %.17g", i, chart->centre[i]);
        cr_expect(fabsl(chart->lower[i] - lower) <= close * w->upper, "%zu: %.17g, not %.18Lg", i, chart->lower[i],
                  lower);
        cr_expect(fabsl(chart->upper[i] - w->upper) <= close * w->upper, "%zu: %.17g", i, chart->upper[i]);
        long double above = v - w->centre, width = above < 0 ? w->centre - w->lower : w->upper - w->centre;
        if (t) {
            above = powl(v, 1 / 3.6L) - w->mean;
            width = w->half;
        }
        cr_expect(fabsl(chart->score[i] - above / width) <= 10 * close * (1 + fabsl(above / width)),
                  "%zu: score %.17g, not %.18Lg", i, chart->score[i], above / width);
    }
}

/* Seeded gaps of mean 3 to 3000, some 0, with excluded points, gaps and a rebase. */
Test(chart_rare, formulas) {
    uint64_t state = 1994;
    for (int i = 0; i < 60; i++) {
        struct series series = {.n = 40, .values = 1};
        double mean = 3 * pow(10, i % 4), sigmas = i % 3 ? 3 : 2;
        int t = i % 2;
        for (size_t j = 0; j < series.n; j++) {
            double gap = -mean * log(1 - next_share(&state));
            series.value[j] = t && j % 7 ? gap : floor(gap);
            if (j % 19 == 5) series.value[j] = NAN;
            if (next_share(&state) < 0.1) series.marks[j] = PEEL_MARK_EXCLUDED;
        }
        series.marks[17] |= PEEL_MARK_REBASE;
        peel_chart_options options = of_kind(t ? PEEL_CHART_T : PEEL_CHART_G, sigmas);
        struct drawn chart = draw_chart(&series, &options);
        struct wanted first = t ? wanted_t(&series, 0, 17, sigmas) : wanted_g(&series, 0, 17, sigmas);
        struct wanted second = t ? wanted_t(&series, 17, 40, sigmas) : wanted_g(&series, 17, 40, sigmas);
        expect_segment(&series, &chart, 0, 17, &first, t);
        expect_segment(&series, &chart, 17, 40, &second, t);
        cr_expect(t ? fabsl(chart.result.scatter * 2.66L * sigmas / 3 - second.half) < 1e-13L * second.half
                    : isnan(chart.result.scatter));
    }
}

/* At a tenth of a sigma the median of 10 lies above mean + limit, 7.5 + 0.8: the limit stands on it, and has no width there. */
Test(chart_rare, limits_stop_at_the_median) {
    struct series series = series_of(6, (const double[]){0, 10, 10, 10, 11, 9});
    series.marks[4] = series.marks[5] = PEEL_MARK_EXCLUDED;
    peel_chart_options options = of_kind(PEEL_CHART_G, 0.1);
    struct drawn chart = draw_chart(&series, &options);
    double lower = 7.5 - 0.1 * sqrt(7.5 * 8.5);
    cr_expect(chart.upper[1] == 10 && chart.centre[1] == 10 && near(chart.lower[1], lower, 0, 2));
    cr_expect(chart.score[1] == 0 && chart.score[4] == INFINITY && near(chart.score[5], -1 / (10 - lower), 0, 8));
    cr_expect(chart.rules[4] == 1 && chart.rules[5] == 0 && chart.rules[0] == 1);
    /* and with a median of 0 the lower one */
    series = series_of(6, (const double[]){0, 0, 0, 30, 0, 1});
    chart = draw_chart(&series, &options);
    cr_expect(chart.lower[1] == 0 && chart.centre[1] == 0 && chart.upper[1] > 5 && chart.score[1] == 0);
    cr_expect(!(chart.result.notes & PEEL_NOTE_CLIPPED) && (chart.result.notes & PEEL_NOTE_LIMIT_AT_END));
}

/* Values that are all equal: t has no width and no signal, at any value; g has the width of its mean, but for 0. */
Test(chart_rare, no_variation) {
    peel_chart_options t = of_kind(PEEL_CHART_T, 3), g = of_kind(PEEL_CHART_G, 3);
    uint32_t usual = PEEL_NOTE_SHORT_SERIES;
    for (size_t n = 2; n < 12; n++)
        for (int tenth = 1; tenth < 200; tenth += 7) {
            struct series series = {.n = n, .values = 1};
            for (size_t i = 0; i < n; i++)
                series.value[i] = tenth / 10.0;
            struct drawn chart = draw_chart(&series, &t);
            cr_expect(chart.result.notes == (usual | PEEL_NOTE_NO_VARIATION) && chart.result.signals == 0);
            cr_expect(chart.score[n - 1] == 0 && near(chart.centre[0], tenth / 10.0, 0, 8), "%zu of %d", n, tenth);
            cr_expect(chart.lower[0] == chart.centre[0] && chart.upper[0] == chart.centre[0]);
        }
    struct series zeros = series_of(3, (const double[]){0, 0, 0}), fives = series_of(3, (const double[]){5, 5, 5});
    uint32_t at_end = usual | PEEL_NOTE_NO_VARIATION | PEEL_NOTE_LIMIT_AT_END;
    struct drawn chart = draw_chart(&zeros, &g);
    cr_expect(chart.result.notes == at_end && chart.upper[0] == 0 && chart.score[0] == 0 && chart.result.signals == 0);
    chart = draw_chart(&zeros, &t);
    cr_expect(chart.result.notes == at_end && chart.upper[0] == 0 && chart.score[0] == 0 && chart.result.signals == 0);
    chart = draw_chart(&fives, &g);
    cr_expect(chart.result.notes == (usual | PEEL_NOTE_CLIPPED | PEEL_NOTE_LIMIT_AT_END), "%x", chart.result.notes);
    cr_expect(near(chart.upper[0], 5 + 3 * sqrt(30), 0, 2) && chart.score[0] == 0);
    /* the limit without width is passed by whatever comes after */
    zeros.n = 4;
    zeros.value[3] = 1;
    zeros.marks[3] = PEEL_MARK_EXCLUDED;
    cr_expect(draw_chart(&zeros, &g).score[3] == INFINITY && draw_chart(&zeros, &t).score[3] == INFINITY);
}

/* Without a moving range t has a centre and no limits; without a point g and t have neither. */
Test(chart_rare, no_limits) {
    peel_chart_options t = of_kind(PEEL_CHART_T, 3), g = of_kind(PEEL_CHART_G, 3);
    struct series series = series_of(3, (const double[]){7, NAN, 9});
    struct drawn chart = draw_chart(&series, &t);
    cr_expect(chart.result.notes == (PEEL_NOTE_NO_LIMITS | PEEL_NOTE_SHORT_SERIES), "%x", chart.result.notes);
    cr_expect(near(chart.centre[0], pow((pow(7, 1 / 3.6) + pow(9, 1 / 3.6)) / 2, 3.6), 0, 32));
    cr_expect(isnan(chart.lower[0]) && isnan(chart.upper[2]) && isnan(chart.score[0]) && isnan(chart.result.scatter));
    for (size_t i = 0; i < 3; i++)
        series.marks[i] = PEEL_MARK_EXCLUDED;
    for (int i = 0; i < 2; i++) {
        chart = draw_chart(&series, i ? &t : &g);
        cr_expect(chart.result.notes == (PEEL_NOTE_NO_LIMITS | PEEL_NOTE_SHORT_SERIES));
        cr_expect(isnan(chart.centre[0]) && isnan(chart.lower[0]) && isnan(chart.score[0]) && chart.value[0] == 7);
    }
}

/* The largest and smallest times, and counts to 2^53, whose sum has no double. No error number is left. */
Test(chart_rare, ends_of_the_scale) {
    const double most = 0x1p53;
    struct series times = series_of(4, (const double[]){1e300, 0, 1e300, 1e299});
    struct series small = series_of(3, (const double[]){5e-324, 0, 1e-320});
    struct series large = series_of(3, (const double[]){most, most - 2, most - 1});
    peel_chart_options t = of_kind(PEEL_CHART_T, 10), g = of_kind(PEEL_CHART_G, 10);
    errno = 12345;
    struct drawn chart = draw_chart(&times, &t);
    cr_expect(isfinite(chart.upper[0]) && chart.upper[0] > 1e300 && chart.lower[0] == 0 && chart.centre[0] < 1e300);
    chart = draw_chart(&small, &t);
    cr_expect(chart.centre[0] == 0 && chart.lower[0] == 0 && chart.upper[0] == 0);
    chart = draw_chart(&large, &g);
    cr_expect(chart.centre[0] == most - 1 && chart.score[2] == 0 && near(chart.upper[0], 11 * most, 0, 4));
    cr_expect(errno == 12345);
}

/* A limit of t below 0 is cut to 0, and said to be; the score is not cut. */
Test(chart_rare, clipped) {
    struct series series = series_of(5, (const double[]){1, 400, 2, 300, 3});
    peel_chart_options t = of_kind(PEEL_CHART_T, 3);
    struct drawn chart = draw_chart(&series, &t);
    cr_expect(chart.lower[0] == 0 && chart.notes[0] == (PEEL_NOTE_CLIPPED | PEEL_NOTE_LIMIT_AT_END));
    cr_expect(chart.score[0] < 0 && chart.score[0] > -1);
}
