/*
 * How many months pass until a control chart tells a fall from 94% to 80.6%, or calls a signal where there is none; and what
 * a CUSUM does that is held to a rate which is not that of the process, or after a fall was mended. Seeded; prints Markdown tables, which
 * docs/simulations.md shows.
 * By hand: simulate_months [SERIES, 40000]
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "simulate_designs.h"

static const int64_t sizes[] = {10, 30, 80};

enum { size_count = 3, baseline = months, run_max = 1200, found_max = 240 };

static double pooled(const peel_point *points, size_t n) {
    double met = 0, assessed = 0;
    for (size_t i = 0; i < n; i++) {
        met += (double)points[i].sample.met;
        assessed += (double)points[i].sample.assessed;
    }
    return met / assessed;
}

/* Months until a chart that judges the series as a whole, and is looked at in each of them, has a signal. */
static int months_watched(const peel_point *points, const peel_chart_options *options, int longest) {
    for (int i = 1; i <= longest; i++) {
        peel_chart_result chart;
        design_chart(baseline + (size_t)i, points, options, NULL, &chart);
        if (chart.rules != 0) return i;
    }
    return longest + 1;
}

/*
 * Months after the baseline until a rule is first complete; longest + 1 where none is. A cusum begins after it.
 */
static int months_until(const struct design *design, const peel_point *points, int longest) {
    static uint32_t complete[DESIGN_POINTS_MAX];
    const peel_chart_columns columns = {.complete = complete};
    peel_chart_options options = design_options(design, design->by_baseline ? pooled(points, baseline) : 0.94);
    size_t first = baseline;
    if (options.kind == PEEL_CHART_CUSUM) {
        points += baseline;
        first = 0;
    } else {
        options.baseline_end = baseline;
    }
    if (design->as_a_whole) return months_watched(points, &options, longest);
    design_chart(first + (size_t)longest, points, &options, &columns, NULL);
    for (int i = 0; i < longest; i++)
        if (complete[first + (size_t)i] != 0) return i + 1;
    return longest + 1;
}

static int by_number(const void *a, const void *b) {
    return *(const int *)a - *(const int *)b;
}

/* The percentage of waits, which are sorted, of so many months or fewer. */
static double percent_within(const int *waits, int64_t series, int within) {
    int64_t soon = 0;
    while (soon < series && waits[soon] <= within)
        soon++;
    return 100.0 * (double)soon / (double)series;
}

/*
 * The median and the mean of the waits, which are sorted, those above `longest` counted as that: the mean is then at least so
 * long; the percentage within each of some numbers of months, ended by 0.
 */
static void print_waits(const int *waits, int64_t series, int longest, const int *within) {
    double sum = 0, squares = 0, n = (double)series;
    for (int64_t i = 0; i < series; i++) {
        double wait = waits[i] > longest ? longest : waits[i];
        sum += wait;
        squares += wait * wait;
    }
    double mean = sum / n;
    const char *over = waits[series / 2] > longest ? "over " : "";
    printf(" %s%d, %.1f +- %.1f", over, *over ? longest : waits[series / 2], mean,
           sqrt((squares / n - mean * mean) / n));
    for (; *within; within++)
        printf(", %.1f", percent_within(waits, series, *within));
    printf(" |");
}

/* A table of which the columns are sizes: 24 months at 94%, and then so many at `after`, in the process of a world. */
static void print_months(const struct world *process, double after, int longest, const int *within, int64_t series) {
    int *waits = malloc(sizeof *waits * (size_t)series * size_count * design_count);
    if (!waits) expect_ok(PEEL_ERROR_MEMORY);
    for (size_t s = 0; s < size_count; s++) {
        struct chance chance = {100 + s};
        struct world world = world_step(0.94, after, baseline, sizes[s]);
        world.n = baseline + (size_t)longest;
        world.intraclass = process->intraclass;
        world.carried = process->carried;
        world.spread = process->spread;
        for (int64_t i = 0; i < series; i++) {
            static peel_point points[baseline + run_max];
            world_draw(&world, &chance, points);
            for (size_t d = 0; d < design_count; d++)
                waits[((int64_t)(d * size_count + s)) * series + i] = months_until(&designs[d], points, longest);
        }
    }
    printf("\n| chart, rules | 10 cases a month | 30 | 80 |\n|---|---|---|---|\n");
    for (size_t d = 0; d < design_count; d++) {
        printf("| %s |", designs[d].title);
        for (size_t s = 0; s < size_count; s++) {
            int *of = waits + (int64_t)(d * size_count + s) * series;
            qsort(of, (size_t)series, sizeof *of, by_number);
            print_waits(of, series, longest, within);
        }
        printf("\n");
    }
    free(waits);
    fflush(stdout);
}

/* The month in which a cusum first tells of a series, from 0 on; `months` where in none. */
static int month_told(const peel_point *points, const peel_chart_options *options) {
    uint32_t complete[months];
    const peel_chart_columns columns = {.complete = complete};
    int at = 0;
    design_chart(months, points, options, &columns, NULL);
    while (at < months && complete[at] == 0)
        at++;
    return at;
}

/* Series of a steady rate, held by a cusum against 94% and 80.6%: the percentage with a signal within 12 and 24 months. */
static void print_told(double rate, int64_t cases, int one_sided, uint64_t seed, int64_t series) {
    const struct design cusum = {
        .options = {.kind = PEEL_CHART_CUSUM, .rule_set = PEEL_RULES_LIMITS, .one_sided = one_sided}};
    const peel_chart_options options = design_options(&cusum, 0.94);
    const struct world world = world_steady(rate, cases);
    struct chance chance = {seed};
    int64_t half = 0, all = 0;
    for (int64_t i = 0; i < series; i++) {
        peel_point points[months];
        world_draw(&world, &chance, points);
        int at = month_told(points, &options);
        half += at < 12;
        all += at < months;
    }
    printf(" %.1f, %.1f |", 100.0 * (double)half / (double)series, 100.0 * (double)all / (double)series);
}

static void print_wrong_accept(int64_t series) {
    static const double rates[] = {0.96, 0.95, 0.94, 0.93, 0.92, 0.91, 0.90};
    printf("\n| steady at | 10 cases a month | 30 | 80 | one side, 10 | 30 | 80 |\n|---|---|---|---|---|---|---|\n");
    for (size_t r = 0; r < sizeof rates / sizeof rates[0]; r++) {
        printf("| %.0f%% |", 100.0 * rates[r]);
        for (size_t i = 0; i < 2 * size_count; i++)
            print_told(rates[r], sizes[i % size_count], i >= size_count, 200 + i % size_count, series);
        printf("\n");
    }
    fflush(stdout);
}

/* Months after a fall was mended until its sum is back within the threshold; -1 where the fall was not told by its end. */
static int months_beyond(const peel_point *points, size_t mended, size_t n, const peel_chart_options *options) {
    static double fallen[DESIGN_POINTS_MAX], lower[DESIGN_POINTS_MAX];
    const peel_chart_columns columns = {.other = fallen, .lower = lower};
    size_t back = mended;
    design_chart(n, points, options, &columns, NULL);
    if (fallen[mended - 1] >= lower[mended - 1]) return -1;
    while (back < n && fallen[back] < lower[back])
        back++;
    return (int)(back - mended);
}

/* How long a cusum stays beyond its threshold after a fall from 94% to 80.6% that lasted some months and was mended. */
static void print_memory(int64_t series) {
    static const size_t lasted[] = {3, 6, 12};
    const struct design cusum = {.options = {.kind = PEEL_CHART_CUSUM, .rule_set = PEEL_RULES_LIMITS}};
    const peel_chart_options options = design_options(&cusum, 0.94);
    int *beyond = malloc(sizeof *beyond * (size_t)series);
    if (!beyond) expect_ok(PEEL_ERROR_MEMORY);
    printf("\n| the fall lasted | 10 cases a month | 30 | 80 |\n|---|---|---|---|\n");
    for (size_t f = 0; f < sizeof lasted / sizeof lasted[0]; f++) {
        printf("| %d months |", (int)lasted[f]);
        for (size_t s = 0; s < size_count; s++) {
            struct chance chance = {500 + s};
            size_t mended = 12 + lasted[f], n = mended + found_max;
            int64_t told = 0;
            for (int64_t i = 0; i < series; i++) {
                static peel_point points[DESIGN_POINTS_MAX];
                for (size_t j = 0; j < n; j++) {
                    double rate = j >= 12 && j < mended ? 0.806 : 0.94;
                    points[j] = (peel_point){(int64_t)j, {chance_met(rate, sizes[s], 0, &chance), sizes[s], 0}};
                }
                int months_of = months_beyond(points, mended, n, &options);
                if (months_of >= 0) beyond[told++] = months_of;
            }
            qsort(beyond, (size_t)told, sizeof *beyond, by_number);
            printf(" %.1f, %d |", 100.0 * (double)told / (double)series, beyond[told / 2]);
        }
        printf("\n");
    }
    free(beyond);
    fflush(stdout);
}

int main(int argc, char **argv) {
    const int64_t series = argc > 1 ? strtoll(argv[1], NULL, 10) : 40000;
    const struct world independent = {.n = months};
    const struct world alike = {.n = months, .intraclass = 0.02};
    const struct world carried = {.n = months, .carried = 0.5, .spread = 0.3};
    print_months(&independent, 0.94, run_max, (const int[]){12, 0}, series / 10);
    print_months(&alike, 0.94, run_max, (const int[]){12, 0}, series / 20);
    print_months(&carried, 0.94, run_max, (const int[]){12, 0}, series / 20);
    print_months(&independent, 0.806, found_max, (const int[]){3, 6, 12, 0}, series / 4);
    print_wrong_accept(series);
    print_memory(series / 4);
    return 0;
}
