/*
 * How often peel_trend's verdict calls a steady series rising or falling, how often it finds that rates scatter, and how often it
 * sees a fall from 94% to 80.6%: 6, 12 and 24 monthly audits, seeded. Prints Markdown tables with Monte Carlo errors, which
 * docs/simulations.md shows.
 * By hand: gcc -std=c17 -O2 -Iinclude benchmarks/simulate_trend.c benchmarks/simulate_draws.c build/libpeel.a -lgsl -lgslcblas \
 *     -lcsv -lm -o build/simulate_trend && build/simulate_trend [SERIES, 100000]
 */
#include <stdio.h>
#include <stdlib.h>

#include "simulate_draws.h"

static const int64_t sizes[] = {10, 30, 80};
static const double rates[] = {0.5, 0.9, 0.94, 0.97, 0.99};
static const size_t lengths[] = {6, 12, months};

enum { size_count = 3, rate_count = 5, length_count = 3 };

static unsigned char work[9 << 20];

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
        expect_ok(peel_trend(world->n, points, NULL, work, sizeof work, &trend));
        verdicts.rising += trend.verdict == PEEL_VERDICT_RISING;
        verdicts.falling += trend.verdict == PEEL_VERDICT_FALLING;
        verdicts.overdispersed += (trend.notes & PEEL_NOTE_OVERDISPERSED) != 0;
        verdicts.by_order += trend.mann_kendall.p_value <= 0.05;
    }
    return verdicts;
}

/* One row: false alarms of 6, 12 and 24 months, how many of them were widened, and Mann-Kendall's of 24. */
static void print_false_alarms(struct world *world, uint64_t seed, int64_t series) {
    struct verdicts verdicts[length_count];
    for (size_t l = 0; l < length_count; l++) {
        world->n = lengths[l];
        verdicts[l] = simulate(world, seed, series);
        print_share(verdicts[l].rising + verdicts[l].falling, series);
        printf("|");
    }
    for (size_t l = 0; l < length_count; l++)
        printf(" %.1f%s", 100.0 * (double)verdicts[l].overdispersed / (double)series,
               l + 1 < length_count ? "," : " |");
    print_share(verdicts[length_count - 1].by_order, series);
    printf("|\n");
    fflush(stdout);
}

static void print_world(const char *title, double intraclass, double carried, double spread, int64_t series) {
    for (size_t r = 0; r < rate_count; r++)
        for (size_t s = 0; s < size_count; s++) {
            struct world world = world_steady(rates[r], sizes[s]);
            world.intraclass = intraclass;
            world.carried = carried;
            world.spread = spread;
            printf("| %s | %g%% | %d |", title, 100 * rates[r], (int)sizes[s]);
            print_false_alarms(&world, 1 + 10 * r + s, series);
        }
}

static void print_unequal(int64_t other, int64_t cases, int64_t series) {
    for (size_t r = 0; r < rate_count; r++) {
        struct world world = world_steady(rates[r], cases);
        world.other = other;
        printf("| binomial | %g%% | %d and %d in turn |", 100 * rates[r], (int)other, (int)cases);
        print_false_alarms(&world, 60 + r, series);
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
    printf("| steady series | rate | cases a month | verdict rising or falling, %%: 6 months | 12 months | 24 months | "
           "widened, %%, of 6, 12, 24 | Mann-Kendall p <= 5%%, %%: 24 months |\n|---|---|---|---|---|---|---|---|\n");
    print_world("binomial", 0, 0, 0, series);
    print_unequal(5, 30, series);
    print_unequal(5, 200, series);
    print_world("beta-binomial, intraclass correlation 0.02", 0.02, 0, 0, series);
    print_world("beta-binomial, intraclass correlation 0.05", 0.05, 0, 0, series);
    print_world("logits carried over by 0.5, deviation 0.3", 0, 0.5, 0.3, series);
    printf(
        "\n| 94%% to 80.6%% | cases a month | verdict falling, %% | Mann-Kendall p <= 5%%, %% |\n|---|---|---|---|\n");
    for (size_t s = 0; s < size_count; s++) {
        const struct world step = world_step(0.94, 0.806, months / 2, sizes[s]);
        const struct world line = world_line(0.94, 0.806, sizes[s]);
        print_power("in one step, after 12 months", &step, series);
        print_power("along a line", &line, series);
    }
    return 0;
}
