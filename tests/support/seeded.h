/* A chart with all its columns, and seeded series to draw charts of. */
#ifndef SUPPORT_SEEDED_H
#define SUPPORT_SEEDED_H

#include <peel.h>
#include <stddef.h>
#include <stdint.h>

enum { seeded_max = 64 };

/* A series of samples, or of values where `values` is 1. */
struct series {
    size_t n;
    int values;
    peel_point points[seeded_max];
    double value[seeded_max];
    uint32_t marks[seeded_max];
};

struct drawn {
    double value[seeded_max], centre[seeded_max], lower[seeded_max], upper[seeded_max], other[seeded_max],
        score[seeded_max];
    uint32_t rules[seeded_max], upward[seeded_max], runs[seeded_max], complete[seeded_max];
    int32_t signal[seeded_max], segment[seeded_max];
    uint32_t notes[seeded_max];
    peel_chart_result result;
};

/* Fails the test where there is no chart. */
struct drawn draw_chart(const struct series *series, const peel_chart_options *options);

/* Numbers that are the same on every machine; `state` is any number to begin with, and moves on. */
uint64_t next_number(uint64_t *state);
double next_share(uint64_t *state);

/*
 * n samples of low to high cases with about this rate; the marks `marks` (bits PEEL_MARK_...) are set here and there, and
 * where `empty` is 1 some points have no cases. The first has cases and no mark.
 */
struct series random_series(uint64_t *state, size_t n, int64_t low, int64_t high, double rate, uint32_t marks,
                            int empty);

/* The rates of a series as values, its gaps as NaN. */
struct series rates_of(const struct series *series);

/* The same points in the other order, marks included; periods go on counting up. */
struct series reversed(const struct series *series);

/* Equal bits, or both NaN. */
int same(double a, double b);

/* Equal but for so many units of the last digit of the larger, or of `size`. */
int near(double a, double b, double size, double ulps);

#endif
