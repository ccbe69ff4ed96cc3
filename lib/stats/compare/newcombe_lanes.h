/* Newcombe's interval for columns, four rows at a time. */
#ifndef STATS_COMPARE_NEWCOMBE_LANES_H
#define STATS_COMPARE_NEWCOMBE_LANES_H

#include "stats/compare/compare.h"

/* Whether this processor can. */
int newcombe_lanes_usable(void);

/*
 * All rows: fours that are ordinary (1 to 2^26 cases assessed, of samples that can be) at once, the others by `row`. The
 * populations are NULL, the design neither dip nor census. Returns how many have no answer. Equal bits either way.
 */
size_t newcombe_lanes(size_t n, const peel_samples *before, const peel_samples *after, const struct plan *plan,
                      compare_row *row, const peel_intervals *answers);

#endif
