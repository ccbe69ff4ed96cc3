/*
 * The inside of the rate: what its methods share. A method is a file with one function, the lower limit; the upper limit is the
 * complement of the flipped sample's lower limit, so that mirrored samples have mirrored limits to the last bit.
 */
#ifndef STATS_RATE_RATE_H
#define STATS_RATE_RATE_H

#include <peel/rate.h>

#include "numeric/normal.h"
#include "numeric/proportion.h"
#include "stats/plan.h"

/* Statuses: those of the options in peel_rate. plan: untouched on failure. */
peel_status rate_plan(const peel_rate_options *options, struct plan *plan);

/* A lower limit with its complement, and the notes that the method adds. */
struct rate_limit {
    struct proportion at;
    uint32_t notes;
};

/*
 * The lower limit of k of n, 0 <= k <= n, n >= 1, whole numbers up to 2^53, with the given tail below it.
 * Statuses: PEEL_ERROR_SEARCH.
 */
typedef peel_status rate_lower(double k, double n, struct normal_tail tail, struct rate_limit *limit);

#define RATE_DECLARE(constant, function, number, name, title, citation, when, offers, holds) rate_lower rate_##function;
PEEL_RATE_METHODS(RATE_DECLARE)
#undef RATE_DECLARE

/* The limit x with its complement y, either of which may have left [0, 1]: cut there, with a note. */
struct rate_limit rate_clipped(double x, double y);

#endif
