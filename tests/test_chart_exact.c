/*
 * Charts with exact binomial limits, against tests/reference/exact-limits.csv and the sums of tests/oracle/binomial_oracle.h.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/binomial_oracle.h"
#include "support/seeded.h"
#include "support/table.h"

static const peel_chart_options exact = {.size = sizeof exact, .kind = PEEL_CHART_EXACT, .rule_set = PEEL_RULES_LIMITS};

/* The first point sets the limits, as the only one of the baseline; the others are judged by them. */
static struct drawn judged(int64_t met, int64_t assessed, size_t n, const peel_sample *others,
                           const peel_chart_options *given) {
    struct series series = {.n = n + 1};
    peel_chart_options options = *given;
    options.baseline_end = 1;
    series.points[0] = (peel_point){1, {met, assessed, 0}};
    for (size_t i = 0; i < n; i++)
        series.points[i + 1] = (peel_point){(int64_t)i + 2, others[i]};
    return draw_chart(&series, &options);
}

/* Limits to the last bit, signals by the counts, scores within 1e-12 and the rounding of the rate (as in test_binomial_quantile). */
Test(chart_exact, reference) {
    struct table row;
    int rows = 0, beyond = 0;
    cr_assert(table_open(&row, "tests/reference/exact-limits.csv"));
    cr_assert(table_next(&row, ','));
    while (table_next(&row, ',')) {
        int64_t met = atoll(row.field[0]), assessed = atoll(row.field[1]), n = atoll(row.field[2]);
        int64_t low = atoll(row.field[5]), high = atoll(row.field[6]), k = atoll(row.field[7]);
        peel_chart_options options = exact;
        double level = strtod(row.field[4], NULL), z = strtod(row.field[8], NULL);
        *(strcmp(row.field[3], "alpha") == 0 ? &options.alpha : &options.sigmas) = level;
        struct drawn chart = judged(met, assessed, 1, &(peel_sample){k, n, 0}, &options);
        double c = (double)met / (double)assessed, v = (double)k / (double)n;
        cr_expect(chart.centre[1] == c && chart.value[1] == v, "line %zu", row.line);
        cr_expect(chart.lower[1] == fmin((double)low / (double)n, c), "line %zu: lower", row.line);
        cr_expect(chart.upper[1] == fmax((double)high / (double)n, c), "line %zu: upper", row.line);
        int out = v < c ? k < low : v > c && k > high;
        cr_expect((int)chart.rules[1] == out && (fabs(chart.score[1]) > 1.0) == out, "line %zu: signal", row.line);
        beyond += out;
        if (strcmp(row.field[3], "sigmas") == 0) {
            double scale = level * sqrt(c * (1 - c) / (double)n);
            double allowed = 1e-12 * (1 + fabs(z / level)) + 0x1p-54 / scale;
            cr_expect(fabs(chart.score[1] - (v > c || v < c ? z / level : 0.0)) <= allowed, "line %zu: score %.17g",
                      row.line, chart.score[1]);
        }
        rows++;
    }
    table_close(&row);
    cr_expect(rows > 1000 && beyond > 300, "%d rows, %d beyond", rows, beyond);
}

/*
 * Every count of every size to 40: a point is beyond a zone just where its own tail is at most the normal area beyond so many
 * sigmas, and beyond fewer than low or more than high lie at most the tail, with the limit itself more.
 */
static void every_count(int n, int64_t met, int64_t assessed, double zone) {
    peel_rule rule = {.counts = PEEL_RULE_BEYOND, .needed = 1, .zone = zone, .tolerance = 1e-12};
    peel_chart_options options = exact;
    options.rule_set = 0;
    options.rules = &rule;
    options.rule_count = 1;
    peel_sample points[41] = {{0, 0, 0}};
    for (int k = 0; k <= n; k++)
        points[k] = (peel_sample){k, n, 0};
    struct drawn chart = judged(met, assessed, (size_t)n + 1, points, &options);
    long double c = (long double)met / (long double)assessed, below = 0.0L, tail = 0.5L * erfcl(3 * zone / sqrtl(2));
    for (int k = 0; k <= n; k++) {
        long double own = oracle_probability(k, n, c), at_most = below + own, at_least = 1 - below;
        long double side = k * assessed < met * n ? at_most : at_least;
        int wanted = k * assessed != met * n && side <= tail;
        cr_expect((int)chart.rules[k + 1] == wanted, "%d of %d at %Lg beyond %g: %Lg", k, n, c, zone, side);
        below = at_most;
    }
}

Test(chart_exact, zones_are_tails) {
    const int64_t rates[][2] = {{1, 2}, {7, 8}, {29, 32}, {1, 64}, {5, 8}};
    const double zones[] = {0.125, 1.0 / 3, 2.0 / 3, 1, 1.5};
    for (int n = 1; n <= 40; n += n < 12 ? 1 : 7)
        for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++)
            for (size_t j = 0; j < sizeof zones / sizeof zones[0]; j++)
                every_count(n, rates[i][0], rates[i][1], zones[j]);
}

/* Limits of a size do not depend on the sizes around it, which they are taken over from. */
Test(chart_exact, sizes_in_turn) {
    const peel_sample points[] = {{27, 30, 0}, {20, 30, 0}, {0, 0, 0},   {30, 30, 0}, {36, 40, 0},
                                  {39, 40, 0}, {15, 30, 0}, {70, 80, 0}, {30, 40, 0}};
    const size_t n = sizeof points / sizeof points[0];
    struct drawn together = judged(900, 1000, n, points, &exact);
    for (size_t i = 0; i < n; i++) {
        struct drawn alone = judged(900, 1000, 1, points + i, &exact);
        cr_expect(same(together.lower[i + 1], alone.lower[1]) && same(together.upper[i + 1], alone.upper[1]) &&
                      same(together.score[i + 1], alone.score[1]) && same(together.other[i + 1], NAN),
                  "%zu", i);
        cr_expect(isnan(together.score[i + 1]) == (points[i].assessed == 0));
    }
}

/* sigma_z is that of the p chart; so is the note of it. */
Test(chart_exact, scatter) {
    struct series series = {.n = 14};
    for (size_t i = 0; i < series.n; i++)
        series.points[i] = (peel_point){(int64_t)i, {i % 2 ? 60 + (int64_t)i : 95, 100, 0}};
    peel_chart_options p = exact;
    p.kind = PEEL_CHART_P;
    struct drawn a = draw_chart(&series, &exact), b = draw_chart(&series, &p);
    cr_expect(fabs(a.result.scatter / b.result.scatter - 1) < 1e-14 && a.result.scatter > 3);
    cr_expect(a.result.notes & PEEL_NOTE_OVERDISPERSED);
    for (size_t i = 0; i < series.n; i++)
        series.points[i].sample.met = i % 3 == 0 ? 90 : 91;
    cr_expect(!(draw_chart(&series, &exact).result.notes & PEEL_NOTE_OVERDISPERSED));
}

/* Where all were met, or none, the limits have no width: every other rate is a signal, and the series says why. */
Test(chart_exact, no_variation) {
    const peel_sample points[] = {{12, 12, 0}, {11, 12, 0}, {0, 3, 0}};
    struct drawn all = judged(40, 40, 3, points, &exact), none = judged(0, 40, 3, points, &exact);
    cr_expect(all.result.notes & none.result.notes & PEEL_NOTE_NO_VARIATION);
    cr_expect(!(judged(39, 40, 3, points, &exact).result.notes & (PEEL_NOTE_NO_VARIATION | PEEL_NOTE_NO_LIMITS)));
    for (size_t i = 1; i <= 3; i++) {
        cr_expect(all.lower[i] == 1 && all.upper[i] == 1 && none.lower[i] == 0 && none.upper[i] == 0);
        cr_expect(all.score[i] == (i == 1 ? 0 : -INFINITY) && none.score[i] == (i == 3 ? 0 : INFINITY), "%zu", i);
        cr_expect(all.rules[i] == (i != 1) && none.rules[i] == (i != 3));
    }
    cr_expect(isnan(all.result.scatter));
}

/* A baseline without cases sets nothing. */
Test(chart_exact, no_limits) {
    struct drawn chart = judged(0, 0, 1, &(peel_sample){3, 12, 0}, &exact);
    cr_expect((chart.result.notes & PEEL_NOTE_NO_LIMITS) && chart.result.signals == 0);
    cr_expect(isnan(chart.centre[1]) && isnan(chart.lower[1]) && isnan(chart.upper[1]) && isnan(chart.score[1]));
    cr_expect(chart.value[1] == 0.25);
}

/* 2^53 cases in all, and the largest limits: 10 sigmas, and alpha of 1e-100. */
Test(chart_exact, largest) {
    peel_chart_options wide = exact;
    wide.alpha = 1e-100;
    const int64_t most = INT64_C(1) << 53;
    struct drawn chart = judged(3, 4, 1, &(peel_sample){most / 2, most - 4, 0}, &wide);
    cr_expect(chart.rules[1] == 1 && chart.lower[1] < 0.75 && chart.lower[1] > 0.7499999 && chart.score[1] < -1e6);
    /* sizes of a chart from its own points: the limits of a few cases lie at the ends */
    struct drawn few = judged(1, 2, 1, &(peel_sample){1, 1, 0}, &wide);
    cr_expect(few.lower[1] == 0 && few.upper[1] == 1 && few.rules[1] == 0);
    cr_expect(few.notes[1] == PEEL_NOTE_LIMIT_AT_END);
}
