#include "simulate_draws.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t chance_next(struct chance *chance) {
    uint64_t z = chance->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* Above 0 and below 1. */
double chance_uniform(struct chance *chance) {
    return ((double)(chance_next(chance) >> 12) + 0.5) * 0x1p-52;
}

double chance_normal(struct chance *chance) {
    const double two_pi = 6.283185307179586;
    double length = sqrt(-2.0 * log(chance_uniform(chance)));
    return length * cos(two_pi * chance_uniform(chance));
}

struct world world_steady(double rate, int64_t cases) {
    return world_step(rate, rate, 0, cases);
}

struct world world_step(double before, double after, size_t place, int64_t cases) {
    struct world world = {.n = months, .cases = cases};
    for (size_t i = 0; i < months_max; i++)
        world.rate[i] = i < place ? before : after;
    return world;
}

struct world world_line(double first, double last, int64_t cases) {
    struct world world = {.n = months, .cases = cases};
    for (size_t i = 0; i < months; i++)
        world.rate[i] = first + (last - first) * (double)i / (months - 1);
    return world;
}

/* Beta-binomial by Polya's urn: each case that met the criterion makes the next one likelier to. */
int64_t chance_met(double rate, int64_t cases, double intraclass, struct chance *chance) {
    double pull = intraclass > 0.0 ? intraclass / (1.0 - intraclass) : 0.0;
    int64_t met = 0;
    for (int64_t i = 0; i < cases; i++)
        met += chance_uniform(chance) * (1.0 + (double)i * pull) < rate + (double)met * pull;
    return met;
}

void world_draw(const struct world *world, struct chance *chance, peel_point *points) {
    double deviation = world->spread > 0.0 ? world->spread * chance_normal(chance) : 0.0;
    for (size_t i = 0; i < world->n; i++) {
        int64_t cases = world->other > 0 && i % 2 == 0 ? world->other : world->cases;
        double rate = world->rate[i < months_max ? i : months_max - 1];
        if (world->spread > 0.0) {
            double odds = rate / (1.0 - rate) * exp(deviation);
            rate = odds / (1.0 + odds);
            deviation = world->carried * deviation +
                        world->spread * sqrt(1.0 - world->carried * world->carried) * chance_normal(chance);
        }
        int64_t met = chance_met(rate, cases, world->intraclass, chance);
        points[i] = (peel_point){(int64_t)i, {met, cases, 0}};
    }
}

void print_share(int64_t of, int64_t all) {
    double share = (double)of / (double)all;
    printf(" %.2f +- %.2f ", 100.0 * share, 100.0 * sqrt(share * (1.0 - share) / (double)all));
}

void expect_ok(peel_status status) {
    if (status == PEEL_OK) return;
    fprintf(stderr, "no answer: %s\n", peel_status_sentence(status));
    exit(1);
}
