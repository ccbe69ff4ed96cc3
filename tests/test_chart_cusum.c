/* Binomial CUSUM charts: steps of 1,400 digits, a published table and run lengths, Lorden's bound by seeded draws. */
#include <criterion/criterion.h>
#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "support/seeded.h"
#include "support/table.h"

static peel_chart_options design(double accept, double reject, double threshold) {
    return (peel_chart_options){.size = sizeof(peel_chart_options),
                                .kind = PEEL_CHART_CUSUM,
                                .accept = accept,
                                .reject = reject,
                                .threshold = threshold};
}

static struct series series_of(size_t n, const peel_sample *samples) {
    struct series series = {.n = n};
    for (size_t i = 0; i < n; i++)
        series.points[i] = (peel_point){(int64_t)i + 1, samples[i]};
    return series;
}

/* Within 4 units of the last digit of what cancels in it, and of the smallest double for each case. */
Test(chart_cusum, steps) {
    const double ulps = 4;
    struct table row;
    int rows = 0, negative = 0;
    double worst = 0;
    errno = 12345;
    cr_assert(table_open(&row, "tests/reference/cusum-steps.csv"));
    cr_assert(table_next(&row, ','));
    errno = 12345;
    while (table_next(&row, ',')) {
        double number[8];
        for (int i = 0; i < 8; i++)
            number[i] = strtod(row.field[i], NULL);
        errno = 12345; /* strtod of the smallest rates leaves ERANGE */
        peel_chart_options options = design(number[0], number[1], 1);
        struct series series = series_of(1, &(peel_sample){atoll(row.field[2]), atoll(row.field[3]), 0});
        struct drawn chart = draw_chart(&series, &options);
        cr_expect(errno == 12345, "line %zu: errno %d", row.line, errno);
        double up = fmax(0, number[4]), down = fmin(0, -number[6]);
        double least = number[3] * DBL_TRUE_MIN;
        double up_error = fabs(chart.value[0] - up) / (DBL_EPSILON * number[5] + least);
        double down_error = fabs(chart.other[0] - down) / (DBL_EPSILON * number[7] + least);
        cr_expect(up_error <= ulps, "line %zu: up %.17g, not %.17g", row.line, chart.value[0], up);
        cr_expect(down_error <= ulps, "line %zu: down %.17g, not %.17g", row.line, chart.other[0], down);
        int rises = chart.value[0] >= -chart.other[0];
        cr_expect(same(chart.score[0], rises ? chart.value[0] : chart.other[0]), "line %zu", row.line);
        worst = fmax(worst, fmax(up_error, down_error));
        negative += number[4] < 0;
        rows++;
    }
    table_close(&row);
    cr_expect(rows == 23 * 12 && negative > 60, "%d rows, %d", rows, negative);
    cr_log_info("worst: %.1f units of the last digit", worst);
}

/*
 * Montgomery's tabular CUSUM (Introduction to Statistical Quality Control, 7th ed., 9.1: 20 values of N(10, 1), then 10 of
 * N(11, 1); K = 1/2, H = 5). A value x becomes 20000 + 100 (x - 10) of 40,000 cases, whose standard deviation is 100; the rate
 * with log odds 1/100 lies one above 1/2, and the log-likelihood ratio is x - 10.5 to 5e-6.
 */
static const double table_9_1[30] = {9.45,  7.99,  9.29,  11.66, 12.16, 10.18, 8.04,  11.46, 9.20,  10.34,
                                     9.03,  11.47, 10.51, 9.40,  10.08, 9.37,  10.62, 10.31, 8.52,  10.84,
                                     10.90, 9.33,  12.29, 11.50, 10.60, 11.08, 10.38, 11.62, 11.31, 10.52};

/* C+ of his table 9.2. */
static const double upper_sum[30] = {0,    0, 0, 1.16, 2.82, 2.50, 0.04, 1.00, 0,    0,    0,    0.97, 0.98, 0,   0, 0,
                                     0.12, 0, 0, 0.34, 0.74, 0,    1.79, 2.79, 2.89, 3.47, 3.35, 4.47, 5.28, 5.30};

static int64_t met_of(double x) {
    return llround(20000 + 100 * (x - 10));
}

Test(chart_cusum, published_table) {
    struct series series = {.n = 30};
    for (size_t i = 0; i < 30; i++)
        series.points[i] = (peel_point){(int64_t)i + 1, {met_of(table_9_1[i]), 40000, 0}};
    peel_chart_options options = design(0.5, 1 / (1 + exp(-0.01)), 5);
    struct drawn chart = draw_chart(&series, &options);
    double lower_sum = 0;
    for (size_t i = 0; i < 30; i++) {
        lower_sum = fmin(0, lower_sum + table_9_1[i] - 9.5);
        cr_expect(fabs(chart.value[i] - upper_sum[i]) < 0.0001 + 1e-4 * upper_sum[i], "%zu: %g", i, chart.value[i]);
        cr_expect(fabs(chart.other[i] - lower_sum) < 1e-4 - 1e-4 * lower_sum, "%zu: %g", i, chart.other[i]);
        cr_expect(chart.rules[i] == (i >= 28), "%zu", i); /* "out of control at period 29" */
        cr_expect(chart.signal[i] == (i >= 28 ? PEEL_SIGNAL_IMPROVEMENT : PEEL_SIGNAL_NONE));
        cr_expect(chart.lower[i] == -5 && chart.upper[i] == 5 && chart.centre[i] == 0);
    }
    cr_expect(chart.result.scatter != chart.result.scatter && chart.result.centre == 0);
    cr_expect(chart.result.notes == 0, "%x", (unsigned)chart.result.notes);
}

/* Draws a standard normal (Box and Muller 1958). */
static double normal_draw(uint64_t *state) {
    double u = 1 - next_share(state);
    return sqrt(-2 * log(u)) * cos(6.283185307179586 * next_share(state));
}

enum { longest = 4000 };

/* The number of the first point with a signal; `longest` where none has. */
static double run_length(const peel_point *points, const peel_chart_options *options) {
    static _Alignas(16) char work[longest * 1024];
    static double score[longest];
    peel_chart_columns columns = {.score = score};
    cr_assert(peel_chart_work_size(longest) <= sizeof work);
    cr_assert(peel_chart(longest, points, NULL, options, work, sizeof work, &columns, NULL) == PEEL_OK);
    size_t i = 0;
    while (i < longest - 1 && fabs(score[i]) <= 1)
        i++;
    return (double)i + 1;
}

/* The mean of so many run lengths with its standard error. */
static double mean_run(int runs, double shift, const peel_chart_options *options, double *error) {
    static peel_point points[longest];
    uint64_t state = 1958;
    double sum = 0, squares = 0;
    for (int run = 0; run < runs; run++) {
        for (size_t i = 0; i < longest; i++)
            points[i] = (peel_point){(int64_t)i, {met_of(10 + shift + normal_draw(&state)), 40000, 0}};
        double length = run_length(points, options);
        sum += length;
        squares += length * length;
    }
    double mean = sum / runs;
    *error = sqrt((squares / runs - mean * mean) / runs);
    return mean;
}

/*
 * Mean run lengths for K = 1/2, H = 5, as Montgomery prints them in 9.1: 465 periods where nothing changed, 10.4 after a change
 * of one standard deviation. Within 4 Monte Carlo errors, and 1% for the normal approximation.
 */
Test(chart_cusum, published_run_lengths) {
    peel_chart_options options = design(0.5, 1 / (1 + exp(-0.01)), 5);
    double error, mean = mean_run(400, 0, &options, &error);
    cr_expect(fabs(mean - 465) < 4 * error + 4.65 && error < 30, "%g +- %g", mean, error);
    mean = mean_run(400, 1, &options, &error);
    cr_expect(fabs(mean - 10.4) < 4 * error + 0.104 && error < 0.4, "%g +- %g", mean, error);
}

static int64_t binomial_draw(uint64_t *state, int64_t n, double rate) {
    int64_t met = 0;
    for (int64_t k = 0; k < n; k++)
        met += next_share(state) < rate;
    return met;
}

/*
 * Lorden 1971: a steady process passes the threshold after at least exp(threshold) periods on average, whatever the sizes, and
 * either of two after half as many. most: cases a point.
 */
static void steady(double accept, double reject, double threshold, int one_sided, uint64_t most) {
    static peel_point points[longest];
    peel_chart_options options = design(accept, reject, threshold);
    options.one_sided = one_sided;
    uint64_t state = 1971;
    const int runs = 150;
    double sum = 0, squares = 0;
    for (int run = 0; run < runs; run++) {
        for (size_t i = 0; i < longest; i++) {
            int64_t n = one_sided ? 1 + (int64_t)(next_number(&state) % most) : (int64_t)most;
            points[i] = (peel_point){(int64_t)i, {i < 2400 ? binomial_draw(&state, n, accept) : n, n, 0}};
        }
        double length = run_length(points, &options);
        sum += length;
        squares += length * length;
    }
    double mean = sum / runs, error = sqrt((squares / runs - mean * mean) / runs);
    double least = threshold > 0 ? exp(threshold) / (one_sided ? 1 : 2) : 370;
    cr_expect(mean - 3 * error > least && mean < 2400, "%g to %g: %g +- %g", accept, reject, mean, error);
}

Test(chart_cusum, lorden) {
    steady(0.9, 0.8, 3, 1, 12);
    steady(0.5, 0.7, 3.5, 1, 12);
    steady(0.8, 0.5, 2.5, 1, 12);
    /* with log(370) both sides of this one pass it after 262 periods in the mean */
    steady(0.5, 0.99, 0, 0, 9);
    steady(0.5, 0.99, 3, 0, 9);
}

/* Each side alone is that of both; the other stays at 0, and no score is given for it. */
Test(chart_cusum, one_sided) {
    const peel_sample samples[] = {{27, 30, 0}, {20, 30, 0}, {22, 30, 0}, {0, 0, 0},
                                   {30, 30, 0}, {30, 30, 0}, {30, 30, 0}, {10, 30, 0}};
    const size_t n = sizeof samples / sizeof samples[0];
    struct series series = series_of(n, samples);
    peel_chart_options fall = design(0.9, 0.8, 2), rise = design(0.8, 0.9, 2);
    struct drawn both = draw_chart(&series, &fall), up_too = draw_chart(&series, &rise);
    fall.one_sided = rise.one_sided = 1;
    struct drawn down = draw_chart(&series, &fall), up = draw_chart(&series, &rise);
    for (size_t i = 0; i < n; i++) {
        cr_expect(same(down.other[i], both.other[i]) && same(up.value[i], up_too.value[i]), "%zu", i);
        if (i == 3) {
            cr_expect(isnan(both.value[i]) && isnan(both.other[i]) && isnan(both.score[i]) && isnan(both.centre[i]));
            cr_expect(isnan(both.lower[i]) && isnan(both.upper[i]) && both.notes[i] == PEEL_NOTE_NOTHING_ASSESSED);
            continue;
        }
        cr_expect(down.value[i] == 0 && up.other[i] == 0, "%zu", i);
        cr_expect(down.score[i] == down.other[i] / 2 && up.score[i] == up.value[i] / 2);
        double larger = both.value[i] >= -both.other[i] ? both.value[i] : both.other[i];
        cr_expect(both.score[i] == larger / 2, "%zu: %g", i, both.score[i]);
        cr_expect((int)both.rules[i] == (fabs(larger) > 2));
    }
    cr_expect(both.other[2] < both.other[1] && both.other[4] > both.other[2] && both.signal[2] == PEEL_SIGNAL_CONCERN);
    cr_expect(both.value[6] > 2 && both.signal[6] == PEEL_SIGNAL_IMPROVEMENT);
}

/*
 * A fall after a long rise: 30 months of 30 met of 30 bring the upper sum to 51, 6 of 24 take 3 each off it. In the third of these
 * the lower sum passes its threshold, and that is the news though it is the smaller.
 */
Test(chart_cusum, fall_after_a_rise) {
    struct series series = {.n = 42};
    for (size_t i = 0; i < series.n; i++)
        series.points[i] = (peel_point){(int64_t)i, {i < 30 || i >= 36 ? 30 : 24, 30, 0}};
    peel_chart_options options = design(0.9, 0.8, 3);
    struct drawn chart = draw_chart(&series, &options);
    cr_expect(fabs(chart.value[29] - 51.4) < 0.1 && chart.other[31] > -3 && chart.other[32] < -3, "%g",
              chart.value[29]);
    for (size_t i = 2; i < 36; i++) {
        cr_expect(chart.signal[i] == (i < 32 ? PEEL_SIGNAL_IMPROVEMENT : PEEL_SIGNAL_CONCERN), "%zu", i);
        cr_expect(chart.score[i] == (i < 32 ? chart.value[i] : chart.other[i]) / 3 && chart.value[i] > -chart.other[i]);
    }
    /* the lower sum is back within its limit: the upper one, which has been beyond all the time, tells again */
    cr_expect(chart.other[41] > -3 && chart.score[41] == chart.value[41] / 3 &&
              chart.signal[41] == PEEL_SIGNAL_IMPROVEMENT);
}

/* A month without cases leaves the sums, a rebase begins them anew, an excluded point leaves them as they are. */
Test(chart_cusum, marks) {
    const peel_sample with[] = {{20, 30, 0}, {0, 0, 0}, {21, 30, 0}, {22, 30, 0}};
    const peel_sample without[] = {{20, 30, 0}, {21, 30, 0}, {22, 30, 0}};
    struct series a = series_of(4, with), b = series_of(3, without), last = series_of(1, with + 3);
    peel_chart_options options = design(0.9, 0.8, 0);
    struct drawn gap = draw_chart(&a, &options), plain = draw_chart(&b, &options), alone = draw_chart(&last, &options);
    cr_expect(gap.other[0] == plain.other[0] && gap.other[2] == plain.other[1] && gap.other[3] == plain.other[2]);
    cr_expect(gap.upper[0] == log(740) && gap.lower[0] == -log(740), "%.17g", gap.upper[0]);
    options.one_sided = 1;
    struct drawn one = draw_chart(&a, &options);
    cr_expect(one.upper[0] == log(370) && one.lower[0] == -log(370), "%.17g", one.upper[0]);
    options.one_sided = 0;
    cr_expect(gap.result.notes == PEEL_NOTE_GAP &&
              plain.result.notes == 0); /* not SHORT_SERIES, for no point sets a limit */
    b.marks[1] = PEEL_MARK_EXCLUDED;
    struct drawn excluded = draw_chart(&b, &options);
    const peel_sample others[] = {{20, 30, 0}, {22, 30, 0}};
    struct series c = series_of(2, others);
    struct drawn without_it = draw_chart(&c, &options);
    cr_expect(same(excluded.other[1], excluded.other[0]) && same(excluded.score[1], excluded.score[0]));
    cr_expect(same(excluded.other[0], plain.other[0]) && same(excluded.other[2], without_it.other[1]));
    a.marks[3] = PEEL_MARK_REBASE;
    struct drawn rebased = draw_chart(&a, &options);
    cr_expect(same(rebased.other[3], alone.other[0]) && rebased.result.segments == 2 && rebased.segment[3] == 1);
}

/* Failures in place of cases met: the sums change places. Rates whose complement is exact. */
Test(chart_cusum, mirror) {
    uint64_t state = 5;
    struct series series = random_series(&state, 40, 1, 60, 0.8, PEEL_MARK_REBASE, 1), flipped = series;
    for (size_t i = 0; i < series.n; i++)
        flipped.points[i].sample.met = series.points[i].sample.assessed - series.points[i].sample.met;
    peel_chart_options options = design(0.875, 0.75, 0), mirrored = design(0.125, 0.25, 0);
    struct drawn a = draw_chart(&series, &options), b = draw_chart(&flipped, &mirrored);
    for (size_t i = 0; i < series.n; i++) {
        cr_expect(near(a.value[i], -b.other[i], 1, 16) && near(a.other[i], -b.value[i], 1, 16), "%zu", i);
        cr_expect(near(a.score[i], -b.score[i], 1, 16), "%zu", i);
    }
}
