/* The options of a trend, checked and resolved once. */
#ifndef STATS_TREND_PLAN_H
#define STATS_TREND_PLAN_H

#include <peel/trend.h>

#include "stats/plan.h"

struct trend_plan {
    struct plan common; /* alpha, its tail, method, side, design */
    int method_given;   /* whether the options name a method */
    uint64_t seed;
    int64_t draws;  /* 99 to 1e7 */
    double power;   /* above 0, below 1 */
    double penalty; /* 0: the default */
    int32_t unit;
    int32_t season; /* 0: of the unit */
};

/*
 * All options of a trend, whether the function looks at them or not. first: the method that 0 stands for; the caller checks
 * that a method of trends is one of its own. options: NULL is the default.
 * Statuses: those of the options in peel_trend_test, peel_trend_segments and peel_trend_mann_kendall; plan untouched.
 */
peel_status trend_plan(const peel_trend_options *options, int32_t first, struct trend_plan *plan);

#endif
