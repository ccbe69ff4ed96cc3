/* What a chart tells of the process as it is now: nothing where limits have no width, or the last segment has no cases. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "support/seeded.h"

static struct series of_rates(size_t n, const int64_t *met, int64_t size) {
    struct series series = {.n = n};
    for (size_t i = 0; i < n; i++)
        series.points[i] = (peel_point){(int64_t)i + 1, {met[i], size, 0}};
    return series;
}

/* Limits without width promise nothing, whatever the target and the kind: of one case met, of months all alike. */
Test(chart_told, without_width) {
    static const int32_t of_samples[] = {PEEL_CHART_P, PEEL_CHART_EXACT, PEEL_CHART_LANEY, PEEL_CHART_XMR};
    static const int64_t ones[14] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    struct series all = of_rates(14, ones, 1), alike = of_rates(14, ones, 2);
    for (size_t k = 0; k < 4; k++)
        for (int up = 0; up < 2; up++)
            for (size_t n = 1; n <= 14; n += 13) {
                const peel_chart_options options = {.size = sizeof options,
                                                    .kind = of_samples[k],
                                                    .has_target = 1,
                                                    .better = up ? PEEL_BETTER_UP : PEEL_BETTER_DOWN,
                                                    .target = 0.9};
                all.n = alike.n = n;
                const peel_chart_result of_all = draw_chart(&all, &options).result;
                cr_expect(of_all.assurance == PEEL_ASSURANCE_NONE && isnan(of_all.reach));
                cr_expect((of_all.notes & PEEL_NOTE_NO_VARIATION) && !(of_all.notes & PEEL_NOTE_NO_WIDTH));
                const peel_chart_result of_alike = draw_chart(&alike, &options).result;
                int has_width = k < 2; /* 1 of 2 each time: chance allows limits about it, neighbours do not */
                cr_expect((of_alike.assurance != PEEL_ASSURANCE_NONE) == has_width, "kind %d", (int)of_samples[k]);
                cr_expect(!(of_alike.notes & PEEL_NOTE_NO_WIDTH) == !(k == 2 && n > 1));
            }
    const double values[] = {1, 1, NAN, 2, 2}, equal[] = {5, 5, 5}, zeros[] = {0, 0, 0};
    struct series of_values = {.n = 5, .values = 1};
    peel_chart_options options = {.size = sizeof options, .kind = PEEL_CHART_XMR, .has_target = 1, .target = 0.5};
    for (int i = 0; i < 2; i++, options.kind = PEEL_CHART_T) {
        memcpy(of_values.value, values, sizeof values);
        of_values.n = 5;
        peel_chart_result result = draw_chart(&of_values, &options).result;
        cr_expect(result.assurance == PEEL_ASSURANCE_NONE && (result.notes & PEEL_NOTE_NO_WIDTH));
        memcpy(of_values.value, equal, sizeof equal);
        of_values.n = 3;
        result = draw_chart(&of_values, &options).result;
        cr_expect(result.assurance == PEEL_ASSURANCE_NONE && !(result.notes & PEEL_NOTE_NO_WIDTH));
    }
    memcpy(of_values.value, zeros, sizeof zeros);
    options.kind = PEEL_CHART_G;
    cr_expect(draw_chart(&of_values, &options).result.assurance == PEEL_ASSURANCE_NONE);
    memcpy(of_values.value, equal, sizeof equal);
    cr_expect(draw_chart(&of_values, &options).result.assurance == PEEL_ASSURANCE_HIT_AND_MISS);
}

/* The limits of an EWMA bound an average: no month is promised to lie within them. */
Test(chart_told, ewma_promises_nothing) {
    static const int64_t met[12] = {27, 28, 26, 27, 29, 25, 27, 28, 26, 27, 26, 28};
    struct series series = of_rates(12, met, 30);
    peel_chart_options options = {.size = sizeof options, .kind = PEEL_CHART_EWMA, .has_target = 1, .target = 0.1};
    cr_expect(draw_chart(&series, &options).result.assurance == PEEL_ASSURANCE_NONE);
    options.kind = PEEL_CHART_P;
    cr_expect(draw_chart(&series, &options).result.assurance == PEEL_ASSURANCE_PASSES);
}

/* Values that are all the same to the last digit lie on the centre to the last digit, and no rule of no tolerance parts them. */
Test(chart_told, equal_values_have_no_side) {
    static const int32_t of_values[] = {PEEL_CHART_XMR, PEEL_CHART_T, PEEL_CHART_RUN};
    const peel_rule rule = {.counts = PEEL_RULE_BEYOND, .needed = 1}; /* one on a side, tolerance 0 */
    uint64_t state = 77;
    for (int i = 0; i < 3000; i++) {
        struct series series = {.n = 1 + (size_t)(next_number(&state) % 40), .values = 1};
        double value = i == 0 ? 0.1 : ldexp(1 + next_share(&state), (int)(next_number(&state) % 40) - 20);
        for (size_t j = 0; j < series.n; j++)
            series.value[j] = value;
        const peel_chart_options options = {
            .size = sizeof options, .kind = of_values[i % 3], .rules = &rule, .rule_count = 1};
        const struct drawn chart = draw_chart(&series, &options);
        cr_expect(chart.centre[0] == value && chart.result.signals == 0 && chart.result.rules == 0, "%.17g", value);
        int has_limits = series.n > 1 && i % 3 < 2;
        cr_expect(has_limits ? chart.lower[0] == value && chart.upper[0] == value : isnan(chart.lower[0]));
    }
}

/* A rule that flags no point: the variation tells of it, in the last segment alone, and where no other rule has more to say. */
Test(chart_told, silent_rules) {
    const peel_rule rules[] = {{.counts = PEEL_RULE_BEYOND, .needed = 3, .flags = PEEL_FLAG_NONE},
                               {.counts = PEEL_RULE_BEYOND, .needed = 5}};
    static const int64_t early[] = {9, 9, 9, 1, 2, 1, 7, 2, 8, 3}, flagged[] = {9, 9, 9, 9, 9, 1, 1, 1, 1, 1};
    const peel_chart_options options = {.size = sizeof options, .rules = rules, .rule_count = 2};
    struct series series = of_rates(10, early, 10);
    struct drawn chart = draw_chart(&series, &options);
    cr_expect(chart.result.variation == PEEL_SIGNAL_CHANGE && chart.result.signals == 0 && chart.result.rules == 1);
    cr_expect(chart.signal[9] == PEEL_SIGNAL_NONE && chart.rules[9] == 0);
    series.marks[6] = PEEL_MARK_REBASE;
    chart = draw_chart(&series, &options);
    cr_expect(chart.result.variation == PEEL_SIGNAL_NONE && chart.result.rules == 1);
    series = of_rates(10, flagged, 10);
    chart = draw_chart(&series, &options);
    cr_expect(chart.result.variation == PEEL_SIGNAL_CONCERN && chart.result.rules == 3);
}

/* A last segment without cases: nothing is known of the process as it is now; the one before it is not taken for it. */
Test(chart_told, empty_last_segment) {
    static const int32_t of_samples[] = {PEEL_CHART_P,   PEEL_CHART_EXACT, PEEL_CHART_LANEY, PEEL_CHART_XMR,
                                         PEEL_CHART_RUN, PEEL_CHART_EWMA,  PEEL_CHART_CUSUM};
    static const int64_t met[] = {9, 8, 9, 7, 9, 8, 9, 1};
    for (size_t k = 0; k < 7; k++) {
        struct series series = of_rates(8, met, 10);
        const peel_chart_options options = {.size = sizeof options,
                                            .kind = of_samples[k],
                                            .has_target = 1,
                                            .target = 0.5,
                                            .accept = 0.8,
                                            .reject = 0.6,
                                            .threshold = 1};
        series.n = 10;
        series.marks[8] = PEEL_MARK_REBASE;
        series.points[8].period = 9;
        series.points[9].period = 10;
        const struct drawn chart = draw_chart(&series, &options);
        const peel_chart_result *r = &chart.result;
        cr_expect(r->first == 8 && r->last == 7 && r->points == 8 && r->segments == 2);
        cr_expect(isnan(r->centre) && isnan(r->lower) && isnan(r->upper) && isnan(r->reach) && isnan(r->scatter));
        cr_expect(r->variation == PEEL_SIGNAL_NONE && r->assurance == PEEL_ASSURANCE_NONE);
    }
}
