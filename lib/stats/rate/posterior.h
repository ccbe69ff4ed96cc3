/*
 * The posterior Beta(a, b) of a rate with equal tails, and what it predicts for a known population: of the M = N - n cases that
 * were not looked at, those that meet the criterion follow the beta-binomial distribution of M, a and b.
 */
#ifndef STATS_RATE_POSTERIOR_H
#define STATS_RATE_POSTERIOR_H

#include "numeric/beta_law.h"
#include "stats/rate/rate.h"

/* The limits that the side asks for, with tail.p beyond each; the other is 0 or 1. Statuses: PEEL_ERROR_SEARCH, limits untouched. */
peel_status rate_posterior(const struct beta_shape *shape, int32_t side, struct normal_tail tail,
                           struct rate_limits *limits);

/* Of limits with their complements the one above 1/2 is 1 minus the other; in order also where they lie closest. */
struct rate_limits rate_in_order(struct proportion low, struct proportion high);

/*
 * The fewest and the most cases of the population between equal tails: met + the smallest j with P(K <= j) > tail, and met + the
 * largest with P(K >= j) > tail. shape: of the posterior. Statuses: PEEL_ERROR_SEARCH, limits untouched.
 */
peel_status rate_predicted(const struct rate_counts *counts, const struct rate_plan *plan,
                           const struct beta_shape *shape, struct rate_limits *limits);

#endif
