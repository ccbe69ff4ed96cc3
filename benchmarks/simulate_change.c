/*
 * How often the interval of a change point holds the place of the change, how often a steady series shows a change, and which
 * segments the default penalty finds: 24 monthly audits, seeded. Prints Markdown tables with Monte Carlo errors, which
 * docs/simulations.md shows.
 * By hand: gcc -std=c17 -O2 -Iinclude benchmarks/simulate_change.c benchmarks/simulate_draws.c build/libpeel.a -lgsl -lgslcblas \
 *     -lcsv -lm -o build/simulate_change && build/simulate_change [SERIES, 10000]
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "simulate_draws.h"

static const int64_t sizes[] = {10, 30, 80};

enum { size_count = 3 };

static unsigned char work[9 << 20];

struct places {
    int64_t shown;      /* p at most 5% */
    int64_t right;      /* the place itself */
    int64_t held;       /* the place in the interval */
    int64_t held_shown; /* the same among those with p at most 5% */
    int64_t
        held_within; /* in the interval by the bound of the chi-squared distribution, which the library does not use */
    int64_t noted;   /* whose rates scatter about both stretches */
    int64_t shown_plain; /* p at most 5% without that note */
    int64_t width;       /* places from end to end of the interval, summed */
};

/* The confidence x of (1 - exp(-x/2))^2 at which the library's bound is the chi-squared distribution's at 95%. */
static double chi_squared_confidence(void) {
    const double quantile = 3.841458820694124;
    double root = 1.0 - exp(-0.5 * quantile);
    return root * root;
}

static struct places simulate_change(const struct world *world, size_t place, uint64_t seed, int64_t series) {
    peel_trend_options options = {.size = sizeof options, .draws = 199};
    peel_trend_options within = {.size = sizeof within, .draws = 99, .confidence = chi_squared_confidence()};
    struct places places = {0};
    struct chance chance = {seed};
    for (int64_t i = 0; i < series; i++) {
        peel_point points[months];
        peel_change_point change;
        world_draw(world, &chance, points);
        options.seed =
            (uint64_t)i; /* or all series would share one critical value, whose error 199 draws leave at 1.5% */
        expect_ok(peel_trend_change(months, points, &options, work, sizeof work, &change));
        int shown = change.test.p_value <= 0.05;
        int held = change.lower <= place && place <= change.upper;
        int noted = (change.notes & PEEL_NOTE_OVERDISPERSED) != 0;
        places.shown += shown;
        places.noted += noted;
        places.shown_plain += shown && !noted;
        places.right += change.place == place;
        places.held += held;
        places.held_shown += held && shown;
        places.width += (int64_t)(change.upper - change.lower + 1);
        expect_ok(peel_trend_change(months, points, &within, work, sizeof work, &change));
        places.held_within += change.lower <= place && place <= change.upper;
    }
    return places;
}

static void print_steps(double before, double after, size_t place, int64_t series) {
    for (size_t s = 0; s < size_count; s++) {
        const struct world world = world_step(before, after, place, sizes[s]);
        struct places places = simulate_change(&world, place, 1 + s, series);
        printf("| %g%% to %g%% after %d | %d |", 100 * before, 100 * after, (int)place, (int)sizes[s]);
        print_share(places.shown, series);
        printf("|");
        print_share(places.right, series);
        printf("|");
        print_share(places.held, series);
        printf("|");
        if (places.shown > 0) print_share(places.held_shown, places.shown);
        printf("| %.1f |", (double)places.width / (double)series);
        print_share(places.held_within, series);
        printf("|\n");
        fflush(stdout);
    }
}

static void print_steady(double rate, double intraclass, int64_t series) {
    for (size_t s = 0; s < size_count; s++) {
        struct world world = world_steady(rate, sizes[s]);
        world.intraclass = intraclass;
        struct places places = simulate_change(&world, 0, 1 + s, series);
        printf("| %g%% | %g | %d |", 100 * rate, intraclass, (int)sizes[s]);
        print_share(places.shown, series);
        printf("|");
        print_share(places.noted, series);
        printf("|");
        print_share(places.shown_plain, series);
        printf("|\n");
        fflush(stdout);
    }
}

/* Short steady series: in how many the default penalty, and 3 log(m) alone, find a change. */
static void print_penalty(double rate, int64_t cases, size_t n, int64_t series) {
    const peel_trend_options logarithm = {.size = sizeof logarithm, .penalty = 3.0 * log((double)n)};
    struct world world = world_steady(rate, cases);
    struct chance chance = {n};
    int64_t changed = 0, by_logarithm = 0;
    world.n = n;
    for (int64_t i = 0; i < series; i++) {
        peel_point points[months];
        peel_segment segments[months];
        size_t found;
        world_draw(&world, &chance, points);
        expect_ok(peel_trend_segments(n, points, NULL, work, sizeof work, months, segments, &found));
        changed += found > 1;
        expect_ok(peel_trend_segments(n, points, &logarithm, work, sizeof work, months, segments, &found));
        by_logarithm += found > 1;
    }
    printf("| %g%% | %d | %d |", 100 * rate, (int)cases, (int)n);
    print_share(changed, series);
    printf("|");
    print_share(by_logarithm, series);
    printf("|\n");
    fflush(stdout);
}

static void print_penalties(int64_t series) {
    static const size_t lengths[] = {2, 3, 4, 6, 8, 12, 24};
    for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++) {
        print_penalty(0.5, 30, lengths[l], series);
        print_penalty(0.94, 30, lengths[l], series);
    }
}

/* The beginnings of the segments but the first, as bits. */
static uint32_t cuts_of(const peel_point points[months]) {
    peel_segment segments[months];
    size_t found;
    uint32_t cuts = 0;
    expect_ok(peel_trend_segments(months, points, NULL, work, sizeof work, months, segments, &found));
    for (size_t i = 1; i < found; i++)
        cuts |= UINT32_C(1) << segments[i].first;
    return cuts;
}

/* Changes found; all that are there, each within a month and no other one; and any that is not within two months of one. */
static void print_segments(const char *title, const struct world *world, size_t n, const size_t *place,
                           int64_t series) {
    int64_t found = 0, all_found = 0, false_ones = 0, none = 0;
    struct chance chance = {9};
    for (int64_t i = 0; i < series; i++) {
        peel_point points[months];
        world_draw(world, &chance, points);
        uint32_t cuts = cuts_of(points), left = cuts, far = cuts;
        size_t hits = 0, cut_count = 0;
        for (size_t j = 0; j < months; j++)
            cut_count += cuts >> j & 1;
        for (size_t p = 0; p < n; p++) {
            uint32_t near = UINT32_C(7) << (place[p] - 1), wide = UINT32_C(31) << (place[p] - 2);
            hits += (left & near) != 0;
            left &= ~near;
            far &= ~wide;
        }
        found += (int64_t)cut_count;
        all_found += hits == n && cut_count == n;
        false_ones += far != 0;
        none += cuts == 0;
    }
    printf("| %s | %d | %.3f |", title, (int)world->cases, (double)found / (double)series);
    print_share(none, series);
    printf("|");
    print_share(all_found, series);
    printf("|");
    print_share(false_ones, series);
    printf("|\n");
    fflush(stdout);
}

static void print_all_segments(int64_t series) {
    static const size_t middle[] = {12}, fall_and_recovery[] = {9, 17};
    for (size_t s = 0; s < size_count; s++) {
        struct world world = world_steady(0.5, sizes[s]);
        print_segments("50% throughout", &world, 0, middle, series);
        world = world_steady(0.94, sizes[s]);
        print_segments("94% throughout", &world, 0, middle, series);
        world.intraclass = 0.02;
        print_segments("94% throughout, intraclass correlation 0.02", &world, 0, middle, series);
        world = world_line(0.94, 0.806, sizes[s]);
        print_segments("94% to 80.6% along a line", &world, 0, middle, series);
        world = world_step(0.94, 0.806, 12, sizes[s]);
        print_segments("94% to 80.6% after 12", &world, 1, middle, series);
        world = world_step(0.94, 0.806, 9, sizes[s]);
        for (size_t i = 17; i < months; i++)
            world.rate[i] = 0.94;
        print_segments("94%, 80.6% after 9, 94% after 17", &world, 2, fall_and_recovery, series);
    }
}

int main(int argc, char **argv) {
    static const double intraclass[] = {0.0, 0.02, 0.05};
    const int64_t series = argc > 1 ? strtoll(argv[1], NULL, 10) : 10000;
    printf(
        "| steady series | intraclass correlation | cases a month | change with p <= 5%%, %% | note overdispersed, %% | "
        "p <= 5%% without the note, %% |\n|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < sizeof intraclass / sizeof *intraclass; i++) {
        print_steady(0.5, intraclass[i], series);
        print_steady(0.94, intraclass[i], series);
    }
    printf(
        "\n| change, after so many months | cases a month | p <= 5%%, %% | right place, %% | place in the interval, %% | "
        "the same where p <= 5%%, %% | places in the interval | by the chi-squared bound, %% "
        "|\n|---|---|---|---|---|---|---|---|\n");
    print_steps(0.94, 0.806, 12, series);
    print_steps(0.94, 0.806, 6, series);
    print_steps(0.94, 0.806, 21, series);
    print_steps(0.9, 0.85, 12, series);
    print_steps(0.6, 0.4, 12, series);
    printf(
        "\n| series | cases a month | changes found, mean | none found, %% | all found within a month, and no other, %% | "
        "one found away from any, %% |\n|---|---|---|---|---|---|\n");
    print_all_segments(series);
    printf("\n| steady series | cases a month | months | a change found, %% | by a penalty of 3 log(months), %% "
           "|\n|---|---|---|---|---|\n");
    print_penalties(series);
    return 0;
}
