/*
 * The inside of the ratio: a method is a file with one function, the lower limit; the upper limit is 1 over that of the swapped
 * samples, so that swapping inverts the limits but for that one rounding.
 */
#ifndef STATS_COMPARE_RATIO_H
#define STATS_COMPARE_RATIO_H

#include "stats/compare/compare.h"

/* A lower limit, and the notes that the method adds. */
struct ratio_limit {
    double at;
    uint32_t notes;
};

/* after / before; each has cases assessed, and one of them a case met. No population is used. Statuses: PEEL_ERROR_SEARCH. */
typedef peel_status ratio_lower(const struct compare_pair *pair, struct normal_tail tail, struct ratio_limit *limit);

#define RATIO_DECLARE(constant, function, number, name, title, citation, when, offers, holds)                          \
    ratio_lower ratio_##function;
PEEL_RATIO_METHODS(RATIO_DECLARE)
#undef RATIO_DECLARE

#endif
