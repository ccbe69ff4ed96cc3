/* The verdict of a trend with all that decides it: what peel_trend and its columns share. */
#ifndef STATS_TREND_VERDICT_H
#define STATS_TREND_VERDICT_H

#include "stats/trend/choice.h"

struct trend_verdict {
    int32_t verdict;
    uint32_t notes; /* of the series and the choice; OVERDISPERSED */
    peel_test test;
    double smallest_p;
    peel_test dispersion;
    double dispersion_ratio;
    peel_interval slope;
    double error;    /* standard error of the slope by cochran-armitage, widened if that is; NaN where there is none */
    double quantile; /* of the test's distribution, which that error takes */
};

/*
 * choice: of the series. work: as series_work gives, of choice->exact bytes at least.
 * Statuses: PEEL_ERROR_SEARCH; verdict untouched.
 */
peel_status trend_verdict_of(const struct trend_series *series, const struct trend_plan *plan,
                             const struct trend_choice *choice, void *work, struct trend_verdict *verdict);

#endif
