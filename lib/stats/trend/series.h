/* The series behind every function of a trend: its points checked, and what they amount to. */
#ifndef STATS_TREND_SERIES_H
#define STATS_TREND_SERIES_H

#include <stddef.h>

#include "stats/series.h"
#include "stats/trend/plan.h"

/* Of the work memory that peel_trend_work_size asks for, in bytes for each point. */
enum { TREND_WORK_A_POINT = 128 };

/* Points with nothing assessed count for nothing but their place. */
struct trend_series {
    size_t n;
    const peel_point *points;
    size_t first;       /* index of the first point with cases; 0 without any */
    size_t last;        /* of the last */
    int64_t periods;    /* points with cases */
    int64_t span;       /* from the first of them to the last, in periods */
    int64_t met;        /* of all cases */
    int64_t assessed;   /* of all cases */
    int64_t population; /* of all points; 0 where that of any is not known */
    uint32_t notes; /* NOTHING_ASSESSED (fewer than two periods with cases) or NO_VARIATION; GAP, CENSUS, DIP, QUOTA */
    int unequal;    /* whether periods with cases differ in how many */
};

/*
 * Reads a series. plan: for the unit (days between dates are no gap) and the design.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_TOO_FEW_SAMPLES, PEEL_ERROR_TOO_LARGE (n above PEEL_POINTS_MAX), PEEL_ERROR_RANGE,
 * PEEL_ERROR_PERIOD_ORDER, PEEL_ERROR_PERIOD_REPEATED, those of peel_sample_pool, PEEL_ERROR_CENSUS_INCOMPLETE; series
 * untouched.
 */
peel_status trend_series_read(size_t n, const peel_point *points, const struct trend_plan *plan,
                              struct trend_series *series);

#endif
