/* The verdict of a trend with all that decides it: what peel_trend and its columns share. */
#ifndef STATS_TREND_VERDICT_H
#define STATS_TREND_VERDICT_H

#include "stats/trend/test.h"

struct trend_verdict {
    int32_t verdict;
    uint32_t notes; /* of the series; OVERDISPERSED */
    peel_test test;
    double smallest_p;
    peel_test dispersion;
    double dispersion_ratio;
    peel_interval slope;
    double error; /* standard error of the slope; NaN where there is none */
};

/*
 * work: as trend_work gives, for the exact test; its size may be 0 where that does not decide.
 * Statuses: PEEL_ERROR_WORK, PEEL_ERROR_SEARCH; verdict untouched.
 */
peel_status trend_verdict_of(const struct trend_series *series, const struct trend_plan *plan, void *work,
                             size_t work_size, struct trend_verdict *verdict);

/* The bytes of the exact test where it decides, else 0. */
size_t trend_verdict_work(const struct trend_series *series);

#endif
