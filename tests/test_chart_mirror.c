/* Charts of the same series seen otherwise: failures, reversed, scaled, as values, by another kind; and steady series. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "support/seeded.h"

enum { series_each = 80 };

static const int32_t of_samples[] = {PEEL_CHART_P,   PEEL_CHART_EXACT, PEEL_CHART_LANEY, PEEL_CHART_XMR,
                                     PEEL_CHART_RUN, PEEL_CHART_CUSUM, PEEL_CHART_EWMA};
enum { sample_kinds = sizeof of_samples / sizeof of_samples[0] };

static int sums_up(int32_t kind) {
    return kind == PEEL_CHART_CUSUM || kind == PEEL_CHART_EWMA;
}

static peel_chart_options options_of(int32_t kind, int32_t rule_set) {
    peel_chart_options options = {.size = sizeof options, .kind = kind, .rule_set = rule_set};
    if (sums_up(kind)) options.rule_set = 0;
    if (kind == PEEL_CHART_RUN) options.rule_set = rule_set == PEEL_RULES_ANHOEJ ? rule_set : 0;
    if (kind == PEEL_CHART_CUSUM) {
        options.accept = 0.875;
        options.reject = 0.75;
        options.threshold = 2;
    }
    return options;
}

static struct series series_of(uint64_t *state, int i, uint32_t marks) {
    static const struct {
        int64_t low, high;
        double rate;
    } shapes[] = {{1, 8, 0.6}, {5, 60, 0.9}, {20, 90, 0.97}, {10, 40, 0.04}, {30, 30, 0.8}};
    return random_series(state, 6 + (size_t)(next_number(state) % 30), shapes[i % 5].low, shapes[i % 5].high,
                         shapes[i % 5].rate, marks, 1);
}

static void expect_no_signal(const struct drawn *chart, const char *what, int32_t kind, int32_t set) {
    cr_expect(chart->result.signals == 0 && chart->result.rules == 0 && chart->result.variation == PEEL_SIGNAL_NONE,
              "%s: kind %d, rules %d: %x", what, (int)kind, (int)set, (unsigned)chart->result.rules);
}

/* Months of one rate, of one size and of many, all met, none met, and one value: no set but Nelson's 15 within raises a signal. */
Test(chart_mirror, a_constant_series_raises_nothing) {
    static const int32_t sets[] = {PEEL_RULES_LIMITS, PEEL_RULES_NHS, PEEL_RULES_NHS_2023, PEEL_RULES_WESTERN_ELECTRIC,
                                   PEEL_RULES_ANHOEJ};
    static const int64_t met[] = {9, 1, 7, 0, 5}, of[] = {10, 3, 7, 6, 9};
    for (int k = 0; k < sample_kinds; k++)
        for (size_t s = 0; s < sizeof sets / sizeof sets[0]; s++)
            for (int i = 0; i < 10; i++) {
                struct series series = {.n = 36};
                for (size_t j = 0; j < series.n; j++) {
                    int64_t times = i < 5 ? 4 : 1 + (int64_t)(j * j % 7);
                    series.points[j] = (peel_point){(int64_t)j + 1, {met[i % 5] * times, of[i % 5] * times, 0}};
                }
                peel_chart_options options = options_of(of_samples[k], sets[s]);
                if (of_samples[k] ==
                    PEEL_CHART_CUSUM) { /* a steady process is one at the rate to accept, within a unit */
                    if (i % 5 == 2 || i % 5 == 3) continue;
                    options.accept = (double)met[i % 5] / (double)of[i % 5];
                    options.reject = options.accept / 2;
                    options.threshold = 0;
                }
                struct drawn chart = draw_chart(&series, &options);
                expect_no_signal(&chart, "samples", of_samples[k], sets[s]);
                if (of_samples[k] != PEEL_CHART_XMR && of_samples[k] != PEEL_CHART_RUN) continue;
                series = rates_of(&series);
                chart = draw_chart(&series, &options);
                expect_no_signal(&chart, "values", of_samples[k], sets[s]);
            }
    struct series series = {.n = 36, .values = 1};
    for (size_t s = 0; s < sizeof sets / sizeof sets[0]; s++)
        for (int t = 0; t < 2; t++)
            for (int i = 0; i < 4; i++) {
                for (size_t j = 0; j < series.n; j++)
                    series.value[j] = (double)(i * i * 7);
                int32_t kind = t ? PEEL_CHART_T : PEEL_CHART_G;
                peel_chart_options options = options_of(kind, sets[s]);
                struct drawn chart = draw_chart(&series, &options);
                expect_no_signal(&chart, "gaps", kind, sets[s]);
            }
    struct series steady = {.n = 14};
    for (size_t j = 0; j < steady.n; j++)
        steady.points[j] = (peel_point){(int64_t)j + 1, {9, 10, 0}};
    peel_chart_options nelson = options_of(PEEL_CHART_P, PEEL_RULES_NELSON);
    cr_expect(draw_chart(&steady, &nelson).result.signals == 0);
    steady.points[steady.n++] = (peel_point){15, {9, 10, 0}};
    cr_expect(draw_chart(&steady, &nelson).result.signals == 15);
}

/* Failures in place of cases met: limits change places, and with the better side turned every signal stays. */
Test(chart_mirror, failures) {
    uint64_t state = 11;
    int64_t signals = 0;
    for (int k = 0; k < sample_kinds; k++)
        for (int i = 0; i < series_each; i++) {
            peel_chart_options options =
                options_of(of_samples[k], i % 2 ? PEEL_RULES_NHS : PEEL_RULES_WESTERN_ELECTRIC);
            options.has_target = 1;
            options.target = 0.75;
            struct series series = series_of(&state, i, PEEL_MARK_EXCLUDED | PEEL_MARK_REBASE), turned = series;
            for (size_t j = 0; j < series.n; j++)
                turned.points[j].sample.met = series.points[j].sample.assessed - series.points[j].sample.met;
            struct drawn a = draw_chart(&series, &options);
            options.better = PEEL_BETTER_DOWN;
            options.target = 0.25;
            options.accept = of_samples[k] == PEEL_CHART_CUSUM ? 0.125 : 0;
            options.reject = of_samples[k] == PEEL_CHART_CUSUM ? 0.25 : 0;
            struct drawn b = draw_chart(&turned, &options);
            int sum = of_samples[k] == PEEL_CHART_CUSUM;
            for (size_t j = 0; j < series.n; j++) {
                double one = sum ? 0 : 1;
                cr_expect(near(a.lower[j], one - b.upper[j], 1, 4) && near(a.upper[j], one - b.lower[j], 1, 4) &&
                              near(a.centre[j], one - b.centre[j], 1, 2),
                          "kind %d point %zu", (int)of_samples[k], j);
                cr_expect(sum ? near(a.value[j], -b.other[j], 100, 8) : near(a.value[j], 1 - b.value[j], 1, 2));
                cr_expect(a.rules[j] == b.rules[j] && a.runs[j] == b.runs[j] && a.complete[j] == b.complete[j] &&
                              a.signal[j] == b.signal[j] && a.notes[j] == b.notes[j],
                          "kind %d point %zu of series %d", (int)of_samples[k], j, i);
                cr_expect((a.upward[j] & b.upward[j]) == 0);
            }
            cr_expect(a.result.assurance == b.result.assurance && a.result.variation == b.result.variation &&
                          a.result.notes == b.result.notes && a.result.runs.crossings == b.result.runs.crossings,
                      "kind %d series %d: notes %x and %x", (int)of_samples[k], i, (unsigned)a.result.notes,
                      (unsigned)b.result.notes);
            cr_expect(near(a.result.scatter, b.result.scatter, 1, 64), "kind %d: %.17g and %.17g", (int)of_samples[k],
                      a.result.scatter, b.result.scatter);
            cr_expect(near(a.result.reach, b.result.reach, 0, 64), "kind %d: %.17g and %.17g", (int)of_samples[k],
                      a.result.reach, b.result.reach);
            signals += a.result.signals;
        }
    cr_expect(signals > 400, "%d signals", (int)signals);
}

/* Improvement and concern change places with the better side; with none both are change. */
Test(chart_mirror, the_better_side) {
    static const int32_t down[] = {PEEL_SIGNAL_NONE, PEEL_SIGNAL_CONCERN, PEEL_SIGNAL_IMPROVEMENT, PEEL_SIGNAL_MIXED,
                                   PEEL_SIGNAL_CHANGE};
    uint64_t state = 12;
    int seen[5] = {0};
    for (int k = 0; k < sample_kinds; k++)
        for (int i = 0; i < series_each; i++) {
            peel_chart_options options = options_of(of_samples[k], PEEL_RULES_NELSON);
            options.sigmas = of_samples[k] == PEEL_CHART_CUSUM || of_samples[k] == PEEL_CHART_RUN ? 0 : 1.5;
            struct series series = series_of(&state, i, PEEL_MARK_REBASE);
            struct drawn a = draw_chart(&series, &options);
            options.better = PEEL_BETTER_DOWN;
            struct drawn b = draw_chart(&series, &options);
            options.better = PEEL_BETTER_NEITHER;
            struct drawn c = draw_chart(&series, &options);
            for (size_t j = 0; j < series.n; j++) {
                seen[a.signal[j]]++;
                cr_expect(b.signal[j] == down[a.signal[j]]);
                cr_expect(c.signal[j] == (a.signal[j] ? PEEL_SIGNAL_CHANGE : PEEL_SIGNAL_NONE));
                cr_expect((a.signal[j] != PEEL_SIGNAL_NONE) == (a.rules[j] != 0) && a.rules[j] == b.rules[j]);
            }
        }
    for (int i = 0; i < 5; i++)
        cr_expect(seen[i] > 0, "signal %d: %d times", i, seen[i]);
}

/* Time reversed: the presets flag the mirrored points, with the same sides, but that what rose falls. */
Test(chart_mirror, reversed_time) {
    uint64_t state = 13;
    int64_t signals = 0;
    for (int k = 0; k < sample_kinds; k++)
        for (int set = PEEL_RULES_LIMITS; set < PEEL_RULE_SET_END_; set++)
            for (int i = 0; i < series_each; i++) {
                if (sums_up(of_samples[k])) continue;
                peel_chart_options options = options_of(of_samples[k], set);
                if (of_samples[k] != PEEL_CHART_RUN && i % 3 == 0) options.sigmas = 1.5;
                struct series series = series_of(&state, i, PEEL_MARK_EXCLUDED), back = reversed(&series);
                struct drawn a = draw_chart(&series, &options), b = draw_chart(&back, &options);
                for (size_t j = 0; j < series.n; j++) {
                    size_t m = series.n - 1 - j;
                    cr_expect(a.rules[j] == b.rules[m] && a.runs[j] == b.runs[m] && a.notes[j] == b.notes[m],
                              "kind %d set %d series %d point %zu: %x and %x", (int)of_samples[k], set, i, j,
                              (unsigned)a.rules[j], (unsigned)b.rules[m]);
                    cr_expect(near(a.lower[j], b.lower[m], 1, 8) && near(a.upper[j], b.upper[m], 1, 8));
                    if (set == PEEL_RULES_WESTERN_ELECTRIC) cr_expect(a.upward[j] == b.upward[m]);
                }
                cr_expect(a.result.rules == b.result.rules && a.result.signals == b.result.signals &&
                          memcmp(&a.result.runs, &b.result.runs, sizeof a.result.runs) == 0);
                signals += a.result.signals;
            }
    cr_expect(signals > 2000, "%d signals", (int)signals);
}
