/* Wilson's interval for columns, several rows at a time. */
#ifndef STATS_RATE_WILSON_LANES_H
#define STATS_RATE_WILSON_LANES_H

#include "numeric/lanes.h"
#include "stats/rate/rate.h"

/*
 * All rows: groups of a register's width that are ordinary (1 to 2^52 - 1 cases assessed, of samples that can be, no population)
 * at once, the others by rate_rows. The design is random or quota. Returns how many have no answer. Equal bits either way.
 */
typedef size_t wilson_lanes(size_t n, const peel_samples *samples, const struct rate_plan *plan,
                            const peel_intervals *intervals);

/* By lanes_level. */
wilson_lanes wilson_lanes_portable, wilson_lanes_avx2, wilson_lanes_avx512;

/* The rows from `from` to below `to`, each by rate_answer. Returns how many have no answer. */
size_t rate_rows(size_t from, size_t to, const peel_samples *samples, const struct rate_plan *plan,
                 const peel_intervals *intervals);

#endif
