/* EWMA charts: the weighted sums written out in long double, published limits and run lengths. */
#include <criterion/criterion.h>
#include <float.h>
#include <math.h>

#include "support/seeded.h"

static const peel_chart_options ewma = {.size = sizeof ewma, .kind = PEEL_CHART_EWMA};

/*
 * One segment from `first` to before `end`, not as recursion: value_t = c (1 - w)^t + sum w (1 - w)^(t - s) v_s, and the variance is
 * c (1 - c) sum w^2 (1 - w)^(2 (t - s)) / n_s, over points with cases that are not excluded. Limits before they are cut.
 */
static void expect_sums(const struct series *series, const struct drawn *chart, size_t first, size_t end, double weight,
                        double sigmas) {
    long double met = 0, size = 0, w = weight;
    for (size_t i = first; i < end; i++) {
        if (series->marks[i] & PEEL_MARK_EXCLUDED) continue;
        met += (long double)series->points[i].sample.met;
        size += (long double)series->points[i].sample.assessed;
    }
    for (size_t i = first; i < end; i++) {
        if (series->points[i].sample.assessed == 0) {
            cr_expect(isnan(chart->value[i]) && isnan(chart->centre[i]) && isnan(chart->lower[i]));
            cr_expect(isnan(chart->upper[i]) && isnan(chart->score[i]));
            continue;
        }
        long double value = 0, left = 1, variance = 0;
        for (size_t j = i + 1; j-- > first;) {
            const peel_sample *sample = &series->points[j].sample;
            if (sample->assessed == 0 || (series->marks[j] & PEEL_MARK_EXCLUDED)) continue;
            value += w * left * (long double)sample->met / (long double)sample->assessed;
            variance += w * w * left * left / (long double)sample->assessed;
            left *= 1 - w;
        }
        long double c = met / size;
        value += left * c;
        long double half = (long double)sigmas * sqrtl(c * ((size - met) / size) * variance);
        cr_expect(fabsl(chart->value[i] - value) <= 4 * DBL_EPSILON * value, "%zu: %.17g, not %.18Lg", i,
                  chart->value[i], value);
        cr_expect(chart->centre[i] == (double)c);
        long double lower = c - half < 0 ? 0 : c - half, upper = c + half > 1 ? 1 : c + half;
        cr_expect(fabsl(chart->lower[i] - lower) <= DBL_EPSILON * (c + 3 * half), "%zu: %.17g, not %.18Lg", i,
                  chart->lower[i], lower);
        cr_expect(fabsl(chart->upper[i] - upper) <= DBL_EPSILON * (c + 3 * half), "%zu: %.17g, not %.18Lg", i,
                  chart->upper[i], upper);
        /* what lies above the centre is a difference of numbers that were rounded */
        long double rounding = 8 * DBL_EPSILON * (fabsl((value - c) / half) + (value + c) / half);
        cr_expect(fabsl(chart->score[i] - (value - c) / half) <= rounding, "%zu: score %.17g", i, chart->score[i]);
    }
}

Test(chart_ewma, weighted_sums) {
    const double weights[] = {0.2, 0.05, 0.4, 1, 1e-9, 0.999};
    const int64_t sizes[][2] = {{1, 8}, {10, 80}, {300, 4000}};
    uint64_t state = 1959;
    for (int i = 0; i < 36; i++) {
        peel_chart_options options = ewma;
        options.weight = i % 6 ? weights[i % 6] : 0; /* 0: 0.2 */
        options.sigmas = i % 5 == 1 ? 2.7 : i % 5 == 2 ? 0.1 : 0;
        struct series series =
            random_series(&state, 30, sizes[i % 3][0], sizes[i % 3][1], i % 2 ? 0.9 : 0.4, PEEL_MARK_EXCLUDED, 1);
        struct drawn whole = draw_chart(&series, &options);
        double sigmas = options.sigmas > 0 ? options.sigmas : 3;
        expect_sums(&series, &whole, 0, series.n, weights[i % 6], sigmas);
        series.marks[11] = PEEL_MARK_REBASE;
        struct drawn parted = draw_chart(&series, &options);
        expect_sums(&series, &parted, 0, 11, weights[i % 6], sigmas);
        expect_sums(&series, &parted, 11, series.n, weights[i % 6], sigmas);
    }
}

/* Of 1e12 cases and one, and all in between. */
Test(chart_ewma, unequal_sizes) {
    struct series series = {.n = 4};
    const peel_sample samples[] = {{999999999000, 1000000000000, 0}, {1, 1, 0}, {999, 1000, 0}, {0, 1, 0}};
    for (size_t i = 0; i < 4; i++)
        series.points[i] = (peel_point){(int64_t)i, samples[i]};
    struct drawn chart = draw_chart(&series, &ewma);
    expect_sums(&series, &chart, 0, 4, 0.2, 3);
}

/* As in test_chart_cusum.c: a value x of N(10, 1) is 20000 + 100 (x - 10) of 40,000 cases. */
static peel_sample sample_of(double x) {
    return (peel_sample){llround(20000 + 100 * (x - 10)), 40000, 0};
}

static double value_of(double rate) {
    return 10 + (rate - 0.5) * 400;
}

/*
 * Montgomery, Introduction to Statistical Quality Control, 7th ed., 9.2: weight 0.1, L = 2.7, about 10 with standard deviation
 * 1. The first averages are 9.945 and 9.7495; limits 9.73 and 10.27, then 9.64 and 10.36, in the end 9.38 and 10.62. By hand:
 * 10.5731 in period 28 is within 10.6186, 10.6468 and 10.6341 in periods 29 and 30 are not. The 31st point alone sets the centre.
 */
Test(chart_ewma, published_limits) {
    const double x[] = {9.45,  7.99,  9.29,  11.66, 12.16, 10.18, 8.04,  11.46, 9.20,  10.34, 9.03,
                        11.47, 10.51, 9.40,  10.08, 9.37,  10.62, 10.31, 8.52,  10.84, 10.90, 9.33,
                        12.29, 11.50, 10.60, 11.08, 10.38, 11.62, 11.31, 10.52, 10};
    struct series series = {.n = 31};
    for (size_t i = 0; i < 31; i++)
        series.points[i] = (peel_point){(int64_t)i + 1, sample_of(x[i])};
    peel_chart_options options = ewma;
    options.weight = 0.1;
    options.sigmas = 2.7;
    options.baseline_first = 30;
    options.baseline_end = 31;
    struct drawn chart = draw_chart(&series, &options);
    cr_expect(fabs(value_of(chart.value[0]) - 9.945) < 1e-10 && fabs(value_of(chart.value[1]) - 9.7495) < 1e-10);
    cr_expect(fabs(value_of(chart.lower[0]) - 9.73) < 0.005 && fabs(value_of(chart.upper[0]) - 10.27) < 0.005);
    cr_expect(fabs(value_of(chart.lower[1]) - 9.64) < 0.005 && fabs(value_of(chart.upper[1]) - 10.36) < 0.005);
    cr_expect(fabs(value_of(chart.lower[29]) - 9.38) < 0.005 && fabs(value_of(chart.upper[29]) - 10.62) < 0.005);
    cr_expect(fabs(value_of(chart.value[28]) - 10.6468) < 5e-5 && fabs(value_of(chart.upper[27]) - 10.6186) < 5e-5);
    for (size_t i = 0; i < 30; i++)
        cr_expect((chart.rules[i] != 0) == (i >= 28), "%zu: %g", i, chart.score[i]);
}

enum { longest = 4000 };

/* The mean number of the first point beyond the limits in the end, for a weight of 0.1 and L = 2.814. */
static double mean_run(int runs, double shift, double *error) {
    static _Alignas(16) char work[longest * 1024];
    static double value[longest], upper[longest];
    static peel_point points[longest];
    peel_chart_options options = ewma;
    options.weight = 0.1;
    options.sigmas = 2.814;
    options.baseline_first = longest - 1;
    options.baseline_end = longest;
    peel_chart_columns columns = {.value = value, .upper = upper};
    uint64_t state = 1990;
    double sum = 0, squares = 0;
    for (int run = 0; run < runs; run++) {
        for (size_t i = 0; i < longest; i++) {
            double z = sqrt(-2 * log(1 - next_share(&state))) * cos(6.283185307179586 * next_share(&state));
            points[i] = (peel_point){(int64_t)i, sample_of(i < longest - 1 ? 10 + shift + z : 10)};
        }
        cr_assert(peel_chart(longest, points, NULL, &options, work, sizeof work, &columns, NULL) == PEEL_OK);
        size_t i = 0;
        while (i < longest - 1 && fabs(value[i] - 0.5) <= upper[longest - 1] - 0.5)
            i++;
        sum += (double)i + 1;
        squares += ((double)i + 1) * ((double)i + 1);
    }
    double mean = sum / runs;
    *error = sqrt((squares / runs - mean * mean) / runs);
    return mean;
}

/*
 * Lucas and Saccucci 1990, Technometrics 32:1-12, table 3: weight 0.1 and L = 2.814 give a mean run length of 500 where nothing
 * changed, 31.3 after a change of half a standard deviation and 10.3 after one of a whole, with the limits in the end from the
 * first period on. Within 4 Monte Carlo errors, and 1% for the normal approximation.
 */
Test(chart_ewma, published_run_lengths) {
    const double table[][2] = {{0, 500}, {0.5, 31.3}, {1, 10.3}};
    for (int i = 0; i < 3; i++) {
        double error, mean = mean_run(400, table[i][0], &error);
        cr_expect(fabs(mean - table[i][1]) < 4 * error + 0.01 * table[i][1] && error < 0.07 * mean, "%g: %g +- %g",
                  table[i][0], mean, error);
    }
}

/* A weight of 1 remembers nothing: the p chart, but at an excluded point, which is passed over. */
Test(chart_ewma, weight_of_one) {
    uint64_t state = 7;
    struct series series = random_series(&state, 24, 5, 60, 0.85, PEEL_MARK_EXCLUDED | PEEL_MARK_REBASE, 1);
    peel_chart_options options = ewma, p = {.size = sizeof p, .kind = PEEL_CHART_P, .rule_set = PEEL_RULES_LIMITS};
    options.weight = 1;
    struct drawn a = draw_chart(&series, &options), b = draw_chart(&series, &p);
    for (size_t i = 0; i < series.n; i++) {
        if (series.marks[i] & PEEL_MARK_EXCLUDED) continue;
        cr_expect(near(a.value[i], b.value[i], 0, 2) && near(a.lower[i], b.lower[i], 1, 2), "%zu", i);
        cr_expect(near(a.upper[i], b.upper[i], 1, 2) && near(a.score[i], b.score[i], 1, 4), "%zu", i);
        cr_expect(a.rules[i] == b.rules[i]);
    }
    cr_expect(near(a.result.scatter, b.result.scatter, 0, 8) && isnan(a.result.reach));
}

/* Months all of one rate stay on the centre, with no rounding to be seen. */
Test(chart_ewma, constant) {
    struct series series = {.n = 40};
    for (size_t i = 0; i < series.n; i++)
        series.points[i] = (peel_point){(int64_t)i, {9 * (1 + (int64_t)i % 3), 11 * (1 + (int64_t)i % 3), 0}};
    struct drawn chart = draw_chart(&series, &ewma);
    for (size_t i = 0; i < series.n; i++)
        cr_expect(chart.score[i] == 0 && chart.value[i] == chart.centre[i], "%zu: %g", i, chart.score[i]);
}

/* Neighbours that differ too much for their sizes are noted; ranges do not reach across a month without cases. */
Test(chart_ewma, scatter) {
    struct series series = {.n = 14};
    for (size_t i = 0; i < series.n; i++)
        series.points[i] = (peel_point){(int64_t)i, {i % 2 ? 60 : 95, 100, 0}};
    struct drawn chart = draw_chart(&series, &ewma);
    double c = 0.775, sigma_z = 0.35 / sqrt(c * (1 - c) / 100) / 1.128;
    cr_expect(near(chart.result.scatter, sigma_z, 0, 16), "%.17g", chart.result.scatter);
    cr_expect(chart.result.notes == PEEL_NOTE_OVERDISPERSED, "%x", (unsigned)chart.result.notes);
    for (size_t i = 1; i < series.n; i += 2)
        series.points[i].sample = (peel_sample){0, 0, 0};
    cr_expect(isnan(draw_chart(&series, &ewma).result.scatter));
}

/* All met, or none: limits without width on the centre. Where no point sets limits: none, and the rates as they are. */
Test(chart_ewma, notes) {
    struct series series = {.n = 3};
    for (size_t i = 0; i < 3; i++)
        series.points[i] = (peel_point){(int64_t)i, {12, 12, 0}};
    series.points[2].sample.met = 3;
    peel_chart_options options = ewma;
    options.baseline_end = 2;
    struct drawn all = draw_chart(&series, &options);
    cr_expect(all.result.notes == (PEEL_NOTE_NO_VARIATION | PEEL_NOTE_SHORT_SERIES | PEEL_NOTE_LIMIT_AT_END), "%x",
              (unsigned)all.result.notes);
    cr_expect(all.lower[2] == 1 && all.upper[2] == 1 && all.score[1] == 0 && all.score[2] == -INFINITY &&
              all.rules[2] == 1);
    cr_expect(fabs(all.value[2] - 0.85) < 1e-15 && isnan(all.result.scatter));
    series.marks[2] = PEEL_MARK_EXCLUDED; /* it shows the average before it, and that is steady */
    struct drawn over = draw_chart(&series, &ewma);
    cr_expect(over.value[2] == 1 && over.score[2] == 0 && over.result.signals == 0);
    series.marks[0] = series.marks[1] = PEEL_MARK_EXCLUDED;
    struct drawn none = draw_chart(&series, &ewma);
    cr_expect(none.result.notes == (PEEL_NOTE_NO_LIMITS | PEEL_NOTE_SHORT_SERIES), "%x", (unsigned)none.result.notes);
    cr_expect(none.value[0] == 1 && none.value[2] == 0.25 && isnan(none.centre[2]) && isnan(none.score[2]));
    cr_expect(isnan(none.lower[0]) && isnan(none.upper[0]) && none.result.signals == 0);
    for (size_t i = 0; i < 3; i++) {
        series.points[i].sample.met = 0;
        series.marks[i] = 0;
    }
    cr_expect(draw_chart(&series, &ewma).result.notes & PEEL_NOTE_NO_VARIATION);
}
