/*
 * How often peel_trend's verdict calls a steady series rising or falling, and how often it sees a fall from 94% to 80.6%: 24
 * monthly audits, seeded. Prints Markdown tables with Monte Carlo errors, which docs/simulations.md shows.
 * By hand: gcc -std=c17 -O2 -Iinclude benchmarks/simulate_trend.c benchmarks/simulate_draws.c build/libpeel.a -lgsl -lgslcblas \
 *     -lcsv -lm -o build/simulate_trend && build/simulate_trend [SERIES, 100000]
 */
#include <stdio.h>
#include <stdlib.h>

#include "simulate_draws.h"

static const int64_t sizes[] = {10, 30, 80};
static const double rates[] = {0.5, 0.9, 0.94};

enum { count = 3 };

static unsigned char work[1 << 22];

struct verdicts {
    int64_t rising;
    int64_t falling;
    int64_t overdispersed;
    int64_t by_order; /* Mann-Kendall's p at most 5%: what the order of the rates alone would have said */
};

static struct verdicts simulate(const struct world *world, uint64_t seed, int64_t series) {
    struct verdicts verdicts = {0, 0, 0, 0};
    struct chance chance = {seed};
    for (int64_t i = 0; i < series; i++) {
        peel_point points[months];
        peel_trend_result trend;
        world_draw(world, &chance, points);
        expect_ok(peel_trend(months, points, NULL, work, sizeof work, &trend));
        verdicts.rising += trend.verdict == PEEL_VERDICT_RISING;
        verdicts.falling += trend.verdict == PEEL_VERDICT_FALLING;
        verdicts.overdispersed += (trend.notes & PEEL_NOTE_OVERDISPERSED) != 0;
        verdicts.by_order += trend.mann_kendall.p_value <= 0.05;
    }
    return verdicts;
}

static void print_false_alarms(const char *title, double intraclass, double carried, double spread, int64_t series) {
    for (size_t r = 0; r < count; r++)
        for (size_t s = 0; s < count; s++) {
            struct world world = world_steady(rates[r], sizes[s]);
            world.intraclass = intraclass;
            world.carried = carried;
            world.spread = spread;
            struct verdicts verdicts = simulate(&world, 1 + 10 * r + s, series);
            printf("| %s | %g%% | %d |", title, 100 * rates[r], (int)sizes[s]);
            print_share(verdicts.rising + verdicts.falling, series);
            printf("| %.2f |", 100.0 * (double)verdicts.overdispersed / (double)series);
            print_share(verdicts.by_order, series);
            printf("|\n");
            fflush(stdout);
        }
}

static void print_power(const char *title, const struct world *world, int64_t series) {
    struct verdicts verdicts = simulate(world, 100, series);
    printf("| %s | %d |", title, (int)world->cases);
    print_share(verdicts.falling, series);
    printf("|");
    print_share(verdicts.by_order, series);
    printf("|\n");
    fflush(stdout);
}

int main(int argc, char **argv) {
    const int64_t series = argc > 1 ? strtoll(argv[1], NULL, 10) : 100000;
    printf(
        "| steady series | rate | cases a month | verdict rising or falling, %% | widened, %% | Mann-Kendall p <= 5%%, %% "
        "|\n|---|---|---|---|---|---|\n");
    print_false_alarms("binomial", 0, 0, 0, series);
    print_false_alarms("beta-binomial, intraclass correlation 0.02", 0.02, 0, 0, series);
    print_false_alarms("beta-binomial, intraclass correlation 0.05", 0.05, 0, 0, series);
    print_false_alarms("logits carried over by 0.5, deviation 0.3", 0, 0.5, 0.3, series);
    printf(
        "\n| 94%% to 80.6%% | cases a month | verdict falling, %% | Mann-Kendall p <= 5%%, %% |\n|---|---|---|---|\n");
    for (size_t s = 0; s < count; s++) {
        const struct world step = world_step(0.94, 0.806, months / 2, sizes[s]);
        const struct world line = world_line(0.94, 0.806, sizes[s]);
        print_power("in one step, after 12 months", &step, series);
        print_power("along a line", &line, series);
    }
    return 0;
}
