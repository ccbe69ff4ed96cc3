/*
 * Charts of rare failures: how often do g and t call a signal where failures stay at 3%, and how often do they tell that
 * failures became more frequent, or rarer? Seeded; prints a Markdown table, which docs/simulations.md shows.
 * By hand: simulate_gaps [SERIES, 40000]
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "simulate_draws.h"

enum { before = 24, gaps = 48 };

struct gap_chart {
    const char *title;
    int32_t kind;
    int32_t rule_set;
};

static const struct gap_chart charts[] = {
    {"g, limits", PEEL_CHART_G, PEEL_RULES_LIMITS},
    {"g, nhs", PEEL_CHART_G, PEEL_RULES_NHS},
    {"t, limits", PEEL_CHART_T, PEEL_RULES_LIMITS},
    {"t, nhs", PEEL_CHART_T, PEEL_RULES_NHS},
};

/* The failures' share after the first gaps, and a signal that a chart may then call: a false one where the share stays. */
struct change {
    double failures;
    int32_t signal;
    const char *head;
};

static const struct change changes[] = {{0.03, PEEL_SIGNAL_CONCERN, "then 24 at 3%: a concern"},
                                        {0.03, PEEL_SIGNAL_IMPROVEMENT, "an improvement"},
                                        {0.06, PEEL_SIGNAL_CONCERN, "at 6%: a concern"},
                                        {0.20, PEEL_SIGNAL_CONCERN, "at 20%: a concern"},
                                        {0.01, PEEL_SIGNAL_IMPROVEMENT, "at 1%: an improvement"}};

enum { chart_count = sizeof charts / sizeof charts[0], change_count = sizeof changes / sizeof changes[0] };

/* The cases met before the next failure. */
static double gap_of(double failures, struct chance *chance) {
    return floor(log(chance_uniform(chance)) / log1p(-failures));
}

static void draw(double after, struct chance *chance, double *value) {
    for (int i = 0; i < gaps; i++)
        value[i] = gap_of(i < before ? 0.03 : after, chance);
}

/* A chart of gaps in cases, or of one case a day in days. */
static void chart_of(const struct gap_chart *of, const double *gap, size_t n, size_t baseline_end,
                     const peel_chart_columns *columns, peel_chart_result *result) {
    static unsigned char work[1 << 17];
    const peel_chart_options options = {
        .size = sizeof options, .kind = of->kind, .rule_set = of->rule_set, .baseline_end = baseline_end};
    double value[gaps];
    for (size_t i = 0; i < n; i++)
        value[i] = of->kind == PEEL_CHART_T ? gap[i] + 1.0 : gap[i];
    expect_ok(peel_chart_values(n, NULL, value, NULL, &options, work, sizeof work, columns, result));
}

static int tells(const int32_t *signal, int32_t wanted) {
    for (int i = before; i < gaps; i++)
        if (signal[i] == wanted) return 1;
    return 0;
}

/* Whether failures stay as they are or change: charts of the same series, limits set by the first 24 gaps. */
static void count_changes(int64_t series, int64_t told[chart_count][change_count]) {
    for (size_t change = 0; change < change_count; change++) {
        struct chance chance = {300};
        for (int64_t i = 0; i < series; i++) {
            double gap[gaps];
            draw(changes[change].failures, &chance, gap);
            for (size_t c = 0; c < chart_count; c++) {
                int32_t signal[gaps];
                const peel_chart_columns columns = {.signal = signal};
                chart_of(&charts[c], gap, gaps, before, &columns, NULL);
                told[c][change] += tells(signal, changes[change].signal);
            }
        }
    }
}

/* Of 24 gaps at 3% that set their own limits: how many charts have a signal, and how many a lower limit above 0. */
static void count_steady(int64_t series, int64_t raised[chart_count], int64_t above[chart_count]) {
    struct chance chance = {400};
    for (int64_t i = 0; i < series; i++) {
        double gap[gaps];
        draw(0.03, &chance, gap);
        for (size_t c = 0; c < chart_count; c++) {
            peel_chart_result chart;
            chart_of(&charts[c], gap, before, 0, NULL, &chart);
            raised[c] += chart.rules != 0;
            above[c] += chart.lower > 0.0;
        }
    }
}

int main(int argc, char **argv) {
    const int64_t series = argc > 1 ? strtoll(argv[1], NULL, 10) : 40000;
    int64_t told[chart_count][change_count] = {{0}}, raised[chart_count] = {0}, above[chart_count] = {0};
    count_steady(series, raised, above);
    count_changes(series, told);
    printf("\n| chart, rules | 24 gaps at 3%%: a lower limit above 0 | a signal |");
    for (size_t change = 0; change < change_count; change++)
        printf(" %s |", changes[change].head);
    printf("\n|---|---|---|");
    for (size_t change = 0; change < change_count; change++)
        printf("---|");
    printf("\n");
    for (size_t c = 0; c < chart_count; c++) {
        printf("| %s |", charts[c].title);
        print_share(above[c], series);
        printf("|");
        print_share(raised[c], series);
        for (size_t change = 0; change < change_count; change++) {
            printf("|");
            print_share(told[c][change], series);
        }
        printf("|\n");
    }
    return 0;
}
