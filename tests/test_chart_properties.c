/* What must hold of the lines of every chart, whatever the series: seeded series through all kinds. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "support/seeded.h"

enum { series_each = 60 };

static const int32_t of_samples[] = {PEEL_CHART_P,   PEEL_CHART_EXACT, PEEL_CHART_LANEY, PEEL_CHART_XMR,
                                     PEEL_CHART_RUN, PEEL_CHART_CUSUM, PEEL_CHART_EWMA};
enum { sample_kinds = sizeof of_samples / sizeof of_samples[0] };

static const struct {
    int64_t low, high;
    double rate;
} shapes[] = {{1, 8, 0.6}, {5, 60, 0.9}, {20, 90, 0.97}, {10, 40, 0.04}, {30, 30, 0.5}};
enum { shape_count = sizeof shapes / sizeof shapes[0] };

static peel_chart_options options_of(int32_t kind) {
    peel_chart_options options = {.size = sizeof options, .kind = kind};
    if (kind == PEEL_CHART_CUSUM) {
        options.accept = 0.875;
        options.reject = 0.75;
    }
    return options;
}

static struct series series_of(uint64_t *state, int i, uint32_t marks, int empty) {
    size_t n = 3 + (size_t)(next_number(state) % 30);
    return random_series(state, n, shapes[i % shape_count].low, shapes[i % shape_count].high,
                         shapes[i % shape_count].rate, marks, empty);
}

static void expect_same(const struct drawn *a, size_t i, const struct drawn *b, size_t j, int32_t kind) {
    cr_expect(same(a->value[i], b->value[j]) && same(a->centre[i], b->centre[j]) && same(a->lower[i], b->lower[j]) &&
                  same(a->upper[i], b->upper[j]) && same(a->other[i], b->other[j]) && same(a->score[i], b->score[j]),
              "kind %d point %zu: lines", (int)kind, i);
    cr_expect(a->rules[i] == b->rules[j] && a->upward[i] == b->upward[j] && a->runs[i] == b->runs[j] &&
                  a->complete[i] == b->complete[j] && a->signal[i] == b->signal[j] && a->notes[i] == b->notes[j],
              "kind %d point %zu: rules", (int)kind, i);
}

/* Every kind, options and shape: the centre lies within the limits, NaN stand together, the result is that of its columns. */
Test(chart_properties, limits_contain_the_centre) {
    uint64_t state = 1;
    int limits = 0;
    for (int k = 0; k < sample_kinds; k++)
        for (int i = 0; i < series_each; i++) {
            peel_chart_options options = options_of(of_samples[k]);
            if (i % 3 == 1) options.sigmas = 0.1;
            if (i % 3 == 2) options.confidence = 1 - 1e-9;
            struct series series = series_of(&state, i, PEEL_MARK_EXCLUDED | PEEL_MARK_REBASE, 1);
            struct drawn chart = draw_chart(&series, &options);
            for (size_t j = 0; j < series.n; j++) {
                cr_expect(isnan(chart.value[j]) == (series.points[j].sample.assessed == 0));
                if (isnan(chart.value[j])) cr_expect(isnan(chart.centre[j]) && isnan(chart.lower[j]));
                cr_expect(isnan(chart.lower[j]) == isnan(chart.upper[j]));
                if (isnan(chart.lower[j])) continue;
                limits++;
                cr_expect(chart.lower[j] <= chart.centre[j] && chart.centre[j] <= chart.upper[j],
                          "kind %d: %.17g in %.17g to %.17g", (int)of_samples[k], chart.centre[j], chart.lower[j],
                          chart.upper[j]);
                if (of_samples[k] != PEEL_CHART_CUSUM) cr_expect(chart.lower[j] >= 0 && chart.upper[j] <= 1);
            }
        }
    cr_expect(limits > 4000, "%d limits", limits);
}

/* g and t charts by seeded gaps, whose smallest sigmas would put a limit across the median. */
Test(chart_properties, limits_of_gaps_contain_the_centre) {
    uint64_t state = 2;
    for (int i = 0; i < series_each; i++) {
        struct series series = {.n = 20, .values = 1};
        for (size_t j = 0; j < series.n; j++)
            series.value[j] = floor(-log(1 - next_share(&state)) * (i + 1));
        for (int t = 0; t < 2; t++) {
            peel_chart_options options = options_of(t ? PEEL_CHART_T : PEEL_CHART_G);
            if (i % 2) options.sigmas = 0.1;
            struct drawn chart = draw_chart(&series, &options);
            cr_expect(0 <= chart.lower[0] && chart.lower[0] <= chart.centre[0] && chart.centre[0] <= chart.upper[0],
                      "%.17g in %.17g to %.17g", chart.centre[0], chart.lower[0], chart.upper[0]);
        }
    }
}

/* P(K <= k) of a binomial, added up. */
static long double at_most(int64_t k, int64_t n, long double c) {
    long double sum = 0;
    for (int64_t j = 0; j <= k; j++)
        sum += expl(lgammal((long double)n + 1) - lgammal((long double)j + 1) - lgammal((long double)(n - j) + 1) +
                    (long double)j * logl(c) + (long double)(n - j) * logl(1 - c));
    return sum;
}

/* Beyond an exact limit lies at most the tail; one case nearer to the centre it would be more. */
Test(chart_properties, exact_limits_hold_their_tails) {
    uint64_t state = 3;
    int held = 0;
    for (int i = 0; i < series_each; i++) {
        static const double level[] = {2e-1, 2e-3, 2e-9};
        peel_chart_options options = options_of(PEEL_CHART_EXACT);
        long double tail = erfcl(3 / sqrtl(2)) / 2;
        if (i % 4) tail = (options.alpha = level[i % 4 - 1]) / 2;
        struct series series = series_of(&state, i, PEEL_MARK_EXCLUDED, 1);
        struct drawn chart = draw_chart(&series, &options);
        long double c = chart.result.centre;
        if (!(c > 0 && c < 1)) continue;
        for (size_t j = 0; j < series.n; j++) {
            int64_t n = series.points[j].sample.assessed;
            if (n == 0) continue;
            int64_t low = llround(chart.lower[j] * (double)n), high = llround(chart.upper[j] * (double)n);
            cr_expect(same(chart.lower[j], (double)low / (double)n) && same(chart.upper[j], (double)high / (double)n));
            cr_expect(at_most(low - 1, n, c) <= tail && at_most(low, n, c) > tail, "lower %d of %d", (int)low, (int)n);
            cr_expect(at_most(n - high - 1, n, 1 - c) <= tail && at_most(n - high, n, 1 - c) > tail, "upper %d of %d",
                      (int)high, (int)n);
            held++;
        }
    }
    cr_expect(held > 500, "%d limits", held);
}

Test(chart_properties, a_rebase_at_the_first_point_changes_nothing) {
    uint64_t state = 4;
    for (int k = 0; k < sample_kinds; k++)
        for (int i = 0; i < series_each; i++) {
            struct series series = series_of(&state, i, PEEL_MARK_EXCLUDED | PEEL_MARK_REBASE, 1);
            for (int values = 0; values < 2; values++) {
                if (values && of_samples[k] != PEEL_CHART_XMR && of_samples[k] != PEEL_CHART_RUN) continue;
                peel_chart_options options = options_of(of_samples[k]);
                if (values) series = rates_of(&series);
                series.marks[0] = 0;
                struct drawn plain = draw_chart(&series, &options);
                series.marks[0] = PEEL_MARK_REBASE;
                struct drawn marked = draw_chart(&series, &options);
                cr_expect(memcmp(&plain, &marked, sizeof plain) == 0, "kind %d", (int)of_samples[k]);
            }
        }
}

/* Of two series that differ at an excluded point alone, every other point has the same lines, and sums pass it over. */
Test(chart_properties, an_excluded_point_changes_no_limit) {
    uint64_t state = 5;
    for (int k = 0; k < sample_kinds; k++)
        for (int i = 0; i < series_each; i++) {
            peel_chart_options options = options_of(of_samples[k]);
            struct series series = series_of(&state, i, PEEL_MARK_REBASE, 0), other;
            size_t at = (size_t)(next_number(&state) % series.n);
            series.marks[at] |= PEEL_MARK_EXCLUDED;
            other = series;
            peel_sample *sample = &other.points[at].sample;
            sample->met = sample->met == sample->assessed ? 0 : sample->assessed;
            struct drawn a = draw_chart(&series, &options), b = draw_chart(&other, &options);
            for (size_t j = 0; j < series.n; j++)
                cr_expect(same(a.centre[j], b.centre[j]) && same(a.lower[j], b.lower[j]) &&
                              same(a.upper[j], b.upper[j]) && (j == at || same(a.value[j], b.value[j])),
                          "kind %d", (int)of_samples[k]);
            cr_expect(same(a.result.scatter, b.result.scatter));
        }
}

/* A month with nothing assessed, put in anywhere, changes no other point, but for the moving range that it parts. */
Test(chart_properties, an_empty_month_changes_nothing_else) {
    uint64_t state = 6;
    for (int k = 0; k < sample_kinds; k++)
        for (int i = 0; i < series_each; i++) {
            if (of_samples[k] == PEEL_CHART_LANEY || of_samples[k] == PEEL_CHART_XMR) continue;
            peel_chart_options options = options_of(of_samples[k]);
            struct series series = series_of(&state, i, PEEL_MARK_EXCLUDED | PEEL_MARK_REBASE, 1), more = series;
            size_t at = (size_t)(next_number(&state) % (series.n + 1));
            more.n++;
            for (size_t j = more.n - 1; j > at; j--) {
                more.points[j] = series.points[j - 1];
                more.points[j].period++;
                more.marks[j] = series.marks[j - 1];
            }
            more.points[at] = (peel_point){(int64_t)at + 1, {0, 0, 0}};
            more.marks[at] = 0;
            struct drawn a = draw_chart(&series, &options), b = draw_chart(&more, &options);
            for (size_t j = 0; j < series.n; j++)
                expect_same(&a, j, &b, j < at ? j : j + 1, of_samples[k]);
            cr_expect(isnan(b.value[at]) && b.rules[at] == 0 && b.signal[at] == PEEL_SIGNAL_NONE &&
                      b.notes[at] == PEEL_NOTE_NOTHING_ASSESSED);
            cr_expect(a.result.points == b.result.points && a.result.signals == b.result.signals &&
                      a.result.assurance == b.result.assurance && a.result.variation == b.result.variation &&
                      same(a.result.reach, b.result.reach));
        }
}

/* Where limits are 2, 3 and 4 sigmas away, what is beyond the wider ones is beyond the narrower ones. */
Test(chart_properties, wider_limits_never_add_a_signal) {
    uint64_t state = 7;
    int64_t narrow = 0, wide = 0;
    for (int k = 0; k < sample_kinds; k++) {
        if (of_samples[k] == PEEL_CHART_RUN || of_samples[k] == PEEL_CHART_CUSUM) continue;
        for (int i = 0; i < series_each; i++) {
            peel_chart_options options = options_of(of_samples[k]);
            options.rule_set = PEEL_RULES_LIMITS;
            struct series series = series_of(&state, i, PEEL_MARK_EXCLUDED | PEEL_MARK_REBASE, 1);
            struct drawn before;
            for (options.sigmas = 1.25; options.sigmas < 5; options.sigmas += 0.75) {
                struct drawn chart = draw_chart(&series, &options);
                for (size_t j = 0; j < series.n && options.sigmas > 1.5; j++)
                    cr_expect(chart.rules[j] <= before.rules[j] && !(chart.lower[j] > before.lower[j]) &&
                                  !(chart.upper[j] < before.upper[j]),
                              "kind %d", (int)of_samples[k]);
                before = chart;
                *(options.sigmas < 1.5 ? &narrow : &wide) += chart.result.signals;
            }
        }
    }
    cr_expect(narrow > 200 && wide > 50, "%d and %d signals", (int)narrow, (int)wide);
}

/* Each segment is charted as though it stood alone; the last one's centre, scatter, runs and assurance are the result's. */
Test(chart_properties, segments_stand_alone) {
    uint64_t state = 8;
    for (int k = 0; k < sample_kinds; k++)
        for (int i = 0; i < series_each; i++) {
            peel_chart_options options = options_of(of_samples[k]);
            options.has_target = 1;
            options.target = 0.75;
            struct series series = series_of(&state, i, PEEL_MARK_EXCLUDED, 1), parts[2] = {series, series};
            size_t at = 1 + (size_t)(next_number(&state) % (series.n - 1));
            series.marks[at] |= PEEL_MARK_REBASE;
            parts[0].n = at;
            parts[1].n = series.n - at;
            for (size_t j = at; j < series.n; j++) {
                parts[1].points[j - at] = series.points[j];
                parts[1].marks[j - at] = series.marks[j];
            }
            struct drawn whole = draw_chart(&series, &options), before = draw_chart(&parts[0], &options),
                         after = draw_chart(&parts[1], &options);
            for (size_t j = 0; j < series.n; j++) {
                expect_same(&whole, j, j < at ? &before : &after, j < at ? j : j - at, of_samples[k]);
                cr_expect(whole.segment[j] == (j >= at));
            }
            cr_expect(same(whole.result.centre, after.result.centre) &&
                      same(whole.result.scatter, after.result.scatter) &&
                      memcmp(&whole.result.runs, &after.result.runs, sizeof whole.result.runs) == 0 &&
                      whole.result.assurance == after.result.assurance && whole.result.segments == 2 &&
                      whole.result.first == at);
            cr_expect(whole.result.signals == before.result.signals + after.result.signals &&
                      whole.result.rules == (before.result.rules | after.result.rules));
        }
}
