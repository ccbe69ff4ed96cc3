/*
 * How often control charts call a signal where there is none, and how soon they call one where the rate falls from 94% to 80.6%:
 * each kind of chart with the rules that go with it, seeded. Prints Markdown tables with Monte Carlo errors, which
 * docs/simulations.md shows.
 * By hand: gcc -std=c17 -O2 -Iinclude benchmarks/simulate_chart.c benchmarks/simulate_draws.c build/libpeel.a -lgsl -lgslcblas \
 *     -lcsv -lm -o build/simulate_chart && build/simulate_chart [SERIES, 40000]
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "simulate_draws.h"

static const int64_t sizes[] = {10, 30, 80};

enum { size_count = 3, baseline = months, run_max = 1200, found_max = 240 };

static unsigned char work[2 << 20];

/* A chart as an auditor chooses it. */
struct design {
    const char *title;
    peel_chart_options options;
    int alone; /* the series as a whole is judged, and by no point of it */
};

static const struct design designs[] = {
    {"p, limits", {.kind = PEEL_CHART_P, .rule_set = PEEL_RULES_LIMITS}, 0},
    {"p, nhs", {.kind = PEEL_CHART_P, .rule_set = PEEL_RULES_NHS}, 0},
    {"p, nhs-2023", {.kind = PEEL_CHART_P, .rule_set = PEEL_RULES_NHS_2023}, 0},
    {"p, western-electric", {.kind = PEEL_CHART_P, .rule_set = PEEL_RULES_WESTERN_ELECTRIC}, 0},
    {"p, nelson", {.kind = PEEL_CHART_P, .rule_set = PEEL_RULES_NELSON}, 0},
    {"exact, limits", {.kind = PEEL_CHART_EXACT, .rule_set = PEEL_RULES_LIMITS}, 0},
    {"exact, nhs", {.kind = PEEL_CHART_EXACT, .rule_set = PEEL_RULES_NHS}, 0},
    {"exact, western-electric", {.kind = PEEL_CHART_EXACT, .rule_set = PEEL_RULES_WESTERN_ELECTRIC}, 0},
    {"laney, limits", {.kind = PEEL_CHART_LANEY, .rule_set = PEEL_RULES_LIMITS}, 0},
    {"laney, nhs", {.kind = PEEL_CHART_LANEY, .rule_set = PEEL_RULES_NHS}, 0},
    {"laney with floor, limits", {.kind = PEEL_CHART_LANEY, .rule_set = PEEL_RULES_LIMITS, .floor = 1}, 0},
    {"laney with floor, nhs", {.kind = PEEL_CHART_LANEY, .rule_set = PEEL_RULES_NHS, .floor = 1}, 0},
    {"xmr, nhs", {.kind = PEEL_CHART_XMR, .rule_set = PEEL_RULES_NHS}, 0},
    {"xmr screened, nhs", {.kind = PEEL_CHART_XMR, .rule_set = PEEL_RULES_NHS, .screening = 1}, 0},
    {"run, anhoej", {.kind = PEEL_CHART_RUN, .rule_set = PEEL_RULES_ANHOEJ}, 1},
    {"ewma", {.kind = PEEL_CHART_EWMA}, 0},
    {"cusum", {.kind = PEEL_CHART_CUSUM}, 0},
    {"cusum, one side", {.kind = PEEL_CHART_CUSUM, .one_sided = 1}, 0},
};

enum { design_count = sizeof designs / sizeof designs[0] };

/* The rate for which a cusum looks: from 94% it is 80.6%, from another rate one with the same odds ratio. */
static double rate_to_reject(double accept) {
    const double odds_ratio = 0.94 / 0.06 / (0.806 / 0.194);
    double odds = accept / (1.0 - accept) / odds_ratio;
    return odds / (1.0 + odds);
}

static peel_chart_options options_of(const struct design *design, double rate) {
    peel_chart_options options = design->options;
    options.size = sizeof options;
    if (options.kind != PEEL_CHART_CUSUM) return options;
    options.accept = rate;
    options.reject = rate_to_reject(rate);
    return options;
}

/* --- series with a signal --------------------------------------------------------------------------------------- */

/* How many of the series drawn from a world raise a signal, by the chart. */
static void count_signals(const struct world *world, uint64_t seed, int64_t series, int64_t raised[design_count]) {
    struct chance chance = {seed};
    peel_chart_options options[design_count];
    for (size_t d = 0; d < design_count; d++) {
        options[d] = options_of(&designs[d], world->rate[0]);
        raised[d] = 0;
    }
    for (int64_t i = 0; i < series; i++) {
        peel_point points[months_max];
        world_draw(world, &chance, points);
        for (size_t d = 0; d < design_count; d++) {
            peel_chart_result chart;
            expect_ok(peel_chart(world->n, points, NULL, &options[d], work, sizeof work, NULL, &chart));
            raised[d] += chart.rules != 0;
        }
    }
}

/* A table of which the columns are worlds. */
static void print_signals(const char *const *heads, const struct world *worlds, size_t columns, int64_t series) {
    int64_t raised[6][design_count];
    printf("\n| chart, rules |");
    for (size_t c = 0; c < columns; c++) {
        printf(" %s |", heads[c]);
        count_signals(&worlds[c], 1 + c, series, raised[c]);
    }
    printf("\n|---|");
    for (size_t c = 0; c < columns; c++)
        printf("---|");
    printf("\n");
    for (size_t d = 0; d < design_count; d++) {
        printf("| %s |", designs[d].title);
        for (size_t c = 0; c < columns; c++) {
            print_share(raised[c][d], series);
            printf("|");
        }
        printf("\n");
    }
    fflush(stdout);
}

static struct world world_of(double rate, int64_t cases, size_t n) {
    struct world world = world_steady(rate, cases);
    world.n = n;
    return world;
}

static void print_steady(int64_t series) {
    static const char *const of_94[] = {"24 months of 10", "24 of 30", "24 of 80",
                                        "36 months of 10", "36 of 30", "36 of 80"};
    static const char *const lower[] = {"50%, 10", "50%, 30", "50%, 80", "80.6%, 10", "80.6%, 30", "80.6%, 80"};
    static const char *const higher[] = {"97%, 10",        "97%, 30",       "97%, 80", "80.6%, 80 and 10 in turn",
                                         "94%, 80 and 10", "97%, 80 and 10"};
    static const double rates[] = {0.806, 0.94, 0.97};
    struct world worlds[3][6];
    for (size_t s = 0; s < size_count; s++) {
        worlds[0][s] = world_of(0.94, sizes[s], 24);
        worlds[0][s + 3] = world_of(0.94, sizes[s], 36);
        worlds[1][s] = world_of(0.5, sizes[s], 24);
        worlds[1][s + 3] = world_of(0.806, sizes[s], 24);
        worlds[2][s] = world_of(0.97, sizes[s], 24);
        worlds[2][s + 3] = world_of(rates[s], 10, 24);
        worlds[2][s + 3].other = 80;
    }
    print_signals(of_94, worlds[0], 6, series);
    print_signals(lower, worlds[1], 6, series);
    print_signals(higher, worlds[2], 6, series);
}

static void print_unsteady(int64_t series) {
    static const char *const of_classes[] = {"0.02, 10", "0.02, 30", "0.02, 80", "0.05, 10", "0.05, 30", "0.05, 80"};
    static const char *const of_carried[] = {"94%, 10", "94%, 30", "94%, 80", "80.6%, 10", "80.6%, 30", "80.6%, 80"};
    struct world classes[6], carried[6];
    for (size_t i = 0; i < 6; i++) {
        classes[i] = world_of(0.94, sizes[i % 3], 24);
        classes[i].intraclass = i < 3 ? 0.02 : 0.05;
        carried[i] = world_of(i < 3 ? 0.94 : 0.806, sizes[i % 3], 24);
        carried[i].carried = 0.5;
        carried[i].spread = 0.3;
    }
    print_signals(of_classes, classes, 6, series);
    print_signals(of_carried, carried, 6, series);
}

/* --- months until a signal -------------------------------------------------------------------------------------- */

/*
 * Months after the baseline until a rule is first complete; longest + 1 where none is. A cusum needs no baseline and begins
 * after it.
 */
static int months_until(const struct design *design, const peel_point *points, int longest) {
    static uint32_t complete[baseline + run_max];
    const peel_chart_columns columns = {.complete = complete};
    peel_chart_options options = options_of(design, 0.94);
    size_t first = baseline;
    if (options.kind == PEEL_CHART_CUSUM) {
        points += baseline;
        first = 0;
    } else {
        options.baseline_end = baseline;
    }
    expect_ok(peel_chart(first + (size_t)longest, points, NULL, &options, work, sizeof work, &columns, NULL));
    for (int i = 0; i < longest; i++)
        if (complete[first + (size_t)i] != 0) return i + 1;
    return longest + 1;
}

static int by_number(const void *a, const void *b) {
    return *(const int *)a - *(const int *)b;
}

/*
 * The median and the mean of the waits, which are sorted, those above `longest` counted as that; the percentage within each of
 * some numbers of months, ended by 0.
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
    for (; *within; within++) {
        int64_t soon = 0;
        while (soon < series && waits[soon] <= *within)
            soon++;
        printf(", %.1f", 100.0 * (double)soon / n);
    }
    printf(" |");
}

/* A table of which the columns are sizes: 24 months at 94%, and then so many at `after`. */
static void print_months(double after, int longest, const int *within, int64_t series) {
    int *waits = malloc(sizeof *waits * (size_t)series * size_count * design_count);
    if (!waits) expect_ok(PEEL_ERROR_MEMORY);
    for (size_t s = 0; s < size_count; s++) {
        struct chance chance = {100 + s};
        for (int64_t i = 0; i < series; i++) {
            static peel_point points[baseline + run_max];
            for (int j = 0; j < baseline + longest; j++)
                points[j] =
                    (peel_point){j, {chance_met(j < baseline ? 0.94 : after, sizes[s], 0, &chance), sizes[s], 0}};
            for (size_t d = 0; d < design_count; d++)
                if (!designs[d].alone)
                    waits[((int64_t)(d * size_count + s)) * series + i] = months_until(&designs[d], points, longest);
        }
    }
    for (size_t d = 0; d < design_count; d++) {
        if (designs[d].alone) continue;
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

int main(int argc, char **argv) {
    const int64_t series = argc > 1 ? strtoll(argv[1], NULL, 10) : 40000;
    print_steady(series);
    print_unsteady(series);
    printf("\n| chart, rules | 10 cases a month | 30 | 80 |\n|---|---|---|---|\n");
    print_months(0.94, run_max, (const int[]){12, 0}, series / 10);
    printf("\n| chart, rules | 10 cases a month | 30 | 80 |\n|---|---|---|---|\n");
    print_months(0.806, found_max, (const int[]){3, 6, 12, 0}, series / 4);
    return 0;
}
