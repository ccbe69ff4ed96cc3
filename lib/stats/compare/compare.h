/* What the comparisons of samples share. */
#ifndef STATS_COMPARE_COMPARE_H
#define STATS_COMPARE_COMPARE_H

#include <peel/compare.h>

#include "stats/plan.h"

/*
 * The options of a comparison. first: the default method, whose concept the method must be of. test: may be NULL; else the
 * test's method. Statuses: those of the options in peel_difference.
 */
peel_status compare_plan(const peel_compare_options *options, int32_t first, struct plan *plan, int32_t *test);

#endif
