/* Newcombe's interval for columns, several rows at a time. */
#ifndef STATS_COMPARE_NEWCOMBE_LANES_H
#define STATS_COMPARE_NEWCOMBE_LANES_H

#include "numeric/lanes.h"
#include "stats/compare/compare.h"

/*
 * All rows: groups of a register's width that are ordinary (1 to 2^26 cases assessed, of samples that can be) at once, the
 * others by `row`. The populations are NULL, the design neither dip nor census. Returns how many have no answer. Equal bits
 * either way.
 */
typedef size_t newcombe_lanes(size_t n, const peel_samples *before, const peel_samples *after, const struct plan *plan,
                              compare_row *row, const peel_intervals *answers);

/* By lanes_level. */
newcombe_lanes newcombe_lanes_portable, newcombe_lanes_avx2, newcombe_lanes_avx512;

#endif
