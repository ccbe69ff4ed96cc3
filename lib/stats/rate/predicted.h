/*
 * The cases of a known population that were not looked at, M = N - n: those of them that meet the criterion follow the
 * beta-binomial distribution of M with the posterior's parameters.
 */
#ifndef STATS_RATE_PREDICTED_H
#define STATS_RATE_PREDICTED_H

#include "stats/rate/rate.h"

/*
 * The fewest and the most cases of the population between equal tails: met + the smallest j with P(K <= j) > tail, and met + the
 * largest with P(K >= j) > tail. a, b: of the posterior. Statuses: PEEL_ERROR_SEARCH, limits untouched.
 */
peel_status rate_predicted(const struct rate_counts *counts, const struct rate_plan *plan, double a, double b,
                           struct rate_limits *limits);

#endif
