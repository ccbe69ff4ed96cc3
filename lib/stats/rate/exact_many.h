/* Clopper-Pearson and mid-P for columns, many roots at a time. */
#ifndef STATS_RATE_EXACT_MANY_H
#define STATS_RATE_EXACT_MANY_H

#include "stats/rate/rate.h"

/* Whether the plan is one of theirs, two-sided, of random or quota samples. */
int exact_many_takes(const struct plan *plan);

/*
 * All rows: those that are ordinary (2 or more met and 2 or more not, no population) in groups, the others by rate_rows. Returns
 * how many have no answer. Equal bits either way.
 */
size_t exact_many(size_t n, const peel_samples *samples, const struct rate_plan *plan, const peel_intervals *intervals);

#endif
