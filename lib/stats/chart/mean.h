/* The mean over the points of a baseline. */
#ifndef STATS_CHART_MEAN_H
#define STATS_CHART_MEAN_H

#include <math.h>

#include "stats/chart/chart.h"
#include "stats/sum.h"

/*
 * The mean of x over the points that set limits, of which `count` come out; NaN without any. The quotient is corrected by
 * what is left of the sum, so that equal values have that value as their mean to the last bit: a plain mean of three times
 * 0.1 lies above 0.1. 10,000 values of 1e300 have a sum still.
 */
static inline double chart_mean(const struct chart_data *data, const struct chart_segment *segment, const double *x,
                                size_t *count) {
    struct sum sum = {0.0, 0.0};
    size_t found = 0;
    for (size_t i = segment->base_first; i < segment->base_end; i++) {
        if (!chart_counts(data, i)) continue;
        sum_add(&sum, x[i]);
        found++;
    }
    *count = found;
    if (found == 0) return NAN;
    const double n = (double)found, mean = sum.total / n;
    return mean + (fma(-mean, n, sum.total) + sum.rest) / n;
}

#endif
