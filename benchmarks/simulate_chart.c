/*
 * How often control charts call a signal where there is none, each kind with the rules that go with it, and how often the note
 * `overdispersed` tells that cases are not independent; seeded. Prints Markdown tables with Monte Carlo errors, which
 * docs/simulations.md shows. How soon charts tell a fall: simulate_months.c.
 * By hand: simulate_chart [SERIES, 40000]
 */
#include <stdio.h>
#include <stdlib.h>

#include "simulate_designs.h"

static const int64_t sizes[] = {10, 30, 80};

enum { size_count = 3, columns_max = 6 };

/* --- series with a signal --------------------------------------------------------------------------------------- */

/* How many of the series drawn from a world raise a signal, by the chart. */
static void count_signals(const struct world *world, uint64_t seed, int64_t series, int64_t raised[design_count]) {
    struct chance chance = {seed};
    peel_chart_options options[design_count];
    for (size_t d = 0; d < design_count; d++) {
        options[d] = design_options(&designs[d], world->rate[0]);
        raised[d] = 0;
    }
    for (int64_t i = 0; i < series; i++) {
        peel_point points[months_max];
        world_draw(world, &chance, points);
        for (size_t d = 0; d < design_count; d++) {
            peel_chart_result chart;
            if (designs[d].by_baseline) continue;
            design_chart(world->n, points, &options[d], NULL, &chart);
            raised[d] += chart.rules != 0;
        }
    }
}

/* A table of which the columns are worlds. */
static void print_signals(const char *const *heads, const struct world *worlds, size_t columns, int64_t series) {
    int64_t raised[columns_max][design_count];
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
        if (designs[d].by_baseline) continue;
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

/* Cases of one month resemble one another. */
static struct world world_of_classes(double intraclass, int64_t cases, size_t n) {
    struct world world = world_of(0.94, cases, n);
    world.intraclass = intraclass;
    return world;
}

/* A month resembles the one before it. */
static struct world world_carried(double rate, int64_t cases, size_t n) {
    struct world world = world_of(rate, cases, n);
    world.carried = 0.5;
    world.spread = 0.3;
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

static void print_unsteady(size_t n, int64_t series) {
    static const char *const of_classes[] = {"0.02, 10", "0.02, 30", "0.02, 80", "0.05, 10", "0.05, 30", "0.05, 80"};
    static const char *const of_carried[] = {"94%, 10", "94%, 30", "94%, 80", "80.6%, 10", "80.6%, 30", "80.6%, 80"};
    struct world classes[6], carried[6];
    for (size_t i = 0; i < 6; i++) {
        classes[i] = world_of_classes(i < 3 ? 0.02 : 0.05, sizes[i % 3], n);
        carried[i] = world_carried(i < 3 ? 0.94 : 0.806, sizes[i % 3], n);
    }
    print_signals(of_classes, classes, 6, series);
    print_signals(of_carried, carried, 6, series);
}

/* --- the note that cases are not independent -------------------------------------------------------------------- */

static int64_t count_notes(const struct world *world, uint64_t seed, int64_t series) {
    struct chance chance = {seed};
    const peel_chart_options options = {.size = sizeof options, .kind = PEEL_CHART_P, .rule_set = PEEL_RULES_LIMITS};
    int64_t noted = 0;
    for (int64_t i = 0; i < series; i++) {
        peel_point points[months_max];
        peel_chart_result chart;
        world_draw(world, &chance, points);
        design_chart(world->n, points, &options, NULL, &chart);
        noted += (chart.notes & PEEL_NOTE_OVERDISPERSED) != 0;
    }
    return noted;
}

static void print_notes(int64_t series) {
    static const char *const titles[] = {"independent cases, 50%",       "independent cases, 80.6%",
                                         "independent cases, 94%",       "independent cases, 97%",
                                         "cases of a month alike, 0.02", "cases of a month alike, 0.05",
                                         "months carry over, 94%",       "months carry over, 80.6%"};
    enum { rows = sizeof titles / sizeof titles[0] };
    printf("\n| process | 10 cases a month | 30 | 80 |\n|---|---|---|---|\n");
    for (size_t row = 0; row < rows; row++) {
        printf("| %s |", titles[row]);
        for (size_t s = 0; s < size_count; s++) {
            const struct world worlds[rows] = {
                world_of(0.5, sizes[s], 24),          world_of(0.806, sizes[s], 24),
                world_of(0.94, sizes[s], 24),         world_of(0.97, sizes[s], 24),
                world_of_classes(0.02, sizes[s], 24), world_of_classes(0.05, sizes[s], 24),
                world_carried(0.94, sizes[s], 24),    world_carried(0.806, sizes[s], 24)};
            print_share(count_notes(&worlds[row], 50 + s, series), series);
            printf("|");
        }
        printf("\n");
    }
    fflush(stdout);
}

int main(int argc, char **argv) {
    const int64_t series = argc > 1 ? strtoll(argv[1], NULL, 10) : 40000;
    print_steady(series);
    print_unsteady(24, series);
    print_unsteady(36, series);
    print_notes(series);
    return 0;
}
