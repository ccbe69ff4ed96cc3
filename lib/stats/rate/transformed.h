/* What logit, probit and complementary log-log share: their scales have no place for the rates 0 and 1. */
#ifndef STATS_RATE_TRANSFORMED_H
#define STATS_RATE_TRANSFORMED_H

#include "stats/rate/rate.h"

/* Where none or all met: Clopper and Pearson's limits, with a note. */
static inline peel_status rate_exact_instead(const struct rate_counts *counts, const struct rate_plan *plan,
                                             struct rate_limits *limits) {
    peel_status status = rate_clopper_pearson(counts, plan, limits);
    if (status == PEEL_OK) limits->notes |= PEEL_NOTE_EXACT_INSTEAD;
    return status;
}

#endif
