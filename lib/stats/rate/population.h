/* Exact limits in whole cases of a known population, which is above assessed. */
#ifndef STATS_RATE_POPULATION_H
#define STATS_RATE_POPULATION_H

#include "numeric/hypergeometric.h"
#include "stats/rate/rate.h"

rate_method rate_clopper_pearson_whole;
rate_method rate_mid_p_whole;
rate_method rate_blaker_whole;

/* What was seen, and what was not, where `cases` of the population met the criterion: met from counts->met to N - failed. */
struct table population_table(const struct rate_counts *counts, double cases);

/*
 * The smallest number of cases K of the population with P(more than met | K) + first P(met | K) > tail: first = 1 for
 * P(met or more), 1/2 for its mid-P. tail: below 1/2. Statuses: PEEL_ERROR_SEARCH, cases untouched.
 */
peel_status population_lower(const struct rate_counts *counts, double first, double tail, double *cases);

#endif
