/* The mean over the points of a baseline. */
#ifndef STATS_CHART_MEAN_H
#define STATS_CHART_MEAN_H

#include <math.h>

#include "stats/chart/chart.h"
#include "stats/sum.h"

/*
 * The mean of x over the points that set limits, of which `count` come out; NaN without any. Taken from the first of them,
 * so that equal values have that value as their mean to the last bit: a plain mean of three times 0.1 lies above 0.1.
 */
static inline double chart_mean(const struct chart_data *data, const struct chart_segment *segment, const double *x,
                                size_t *count) {
    struct sum sum = {0.0, 0.0};
    double origin = 0.0;
    size_t found = 0;
    for (size_t i = segment->base_first; i < segment->base_end; i++) {
        if (!chart_counts(data, i)) continue;
        if (found++ == 0) origin = x[i];
        sum_add(&sum, x[i] - origin);
    }
    *count = found;
    return found > 0 ? origin + sum_of(sum) / (double)found : NAN;
}

#endif
