/*
 * The inside of the difference: a method is a file with one function, the lower limit; the upper limit is that of the swapped
 * samples with the other sign, so that swapping flips the signs to the last bit.
 */
#ifndef STATS_COMPARE_DIFFERENCE_H
#define STATS_COMPARE_DIFFERENCE_H

#include "stats/compare/compare.h"

/* A lower limit, perhaps outside [-1, 1], and the notes that the method adds. */
struct difference_limit {
    double at;
    uint32_t notes;
};

/* Each sample has cases assessed, and not both are censuses. Statuses: PEEL_ERROR_SEARCH. */
typedef peel_status difference_lower(const struct compare_pair *pair, struct normal_tail tail,
                                     struct difference_limit *limit);

#define DIFFERENCE_DECLARE(constant, function, number, name, title, citation, when, offers, holds)                     \
    difference_lower difference_##function;
PEEL_DIFFERENCE_METHODS(DIFFERENCE_DECLARE)
#undef DIFFERENCE_DECLARE

#endif
