/* A chart with all its columns, and seeded series to draw charts of. */
#ifndef SUPPORT_CHARTED_H
#define SUPPORT_CHARTED_H

#include <peel.h>
#include <stddef.h>
#include <stdint.h>

enum { charted_max = 64 };

/* A series of samples, or of values where `values` is 1. */
struct series {
    size_t n;
    int values;
    peel_point points[charted_max];
    double value[charted_max];
    uint32_t marks[charted_max];
};

struct charted {
    double value[charted_max], centre[charted_max], lower[charted_max], upper[charted_max], other[charted_max],
        score[charted_max];
    uint32_t rules[charted_max], upward[charted_max], runs[charted_max], complete[charted_max];
    int32_t signal[charted_max], segment[charted_max];
    uint32_t notes[charted_max];
    peel_chart_result result;
};

/* Fails the test where there is no chart. */
struct charted chart_of(const struct series *series, const peel_chart_options *options);

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
