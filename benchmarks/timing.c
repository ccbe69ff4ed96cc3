#define _POSIX_C_SOURCE 200809L

#include "timing.h"

#include <stdlib.h>
#include <time.h>

enum { rounds = 15, contestants_max = 16 };

static volatile double kept;

static double nanoseconds(clockid_t clock) {
    struct timespec at;
    clock_gettime(clock, &at);
    return (double)at.tv_sec * 1e9 + (double)at.tv_nsec;
}

double now(void) {
    return nanoseconds(CLOCK_MONOTONIC);
}

static int ascending(const void *a, const void *b) {
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

double median(double *values, size_t n) {
    qsort(values, n, sizeof *values, ascending);
    return n % 2 == 1 ? values[n / 2] : 0.5 * (values[n / 2 - 1] + values[n / 2]);
}

void keep(double value) {
    kept = value;
}

static double turn(const struct contestant *contestant, long passes) {
    double start = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
    for (long i = 0; i < passes; i++)
        contestant->pass(contestant->work);
    return nanoseconds(CLOCK_THREAD_CPUTIME_ID) - start;
}

/* Doubles the passes until they last half a turn or more; this also warms caches and clock. */
static long passes_of_a_turn(const struct contestant *contestant) {
    const double wanted = 20e6;
    long passes = 1;
    double taken = turn(contestant, passes);
    while (taken < 0.5 * wanted) {
        passes *= 2;
        taken = turn(contestant, passes);
    }
    return taken < wanted ? (long)((double)passes * wanted / taken) : passes;
}

void compete(struct contestant *contestants, size_t n) {
    double taken[contestants_max][rounds];
    long passes[contestants_max];
    if (n > contestants_max) abort();
    for (size_t i = 0; i < n; i++)
        passes[i] = passes_of_a_turn(&contestants[i]);
    for (int round = 0; round < rounds; round++) {
        for (size_t i = 0; i < n; i++)
            taken[i][round] = turn(&contestants[i], passes[i]) / (double)passes[i];
    }
    for (size_t i = 0; i < n; i++)
        contestants[i].median = median(taken[i], rounds) / contestants[i].calls;
}
