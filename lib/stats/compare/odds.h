/*
 * The inside of the odds ratio: what its methods share. A method is a function, the lower limit; the upper limit is the inverse of
 * the swapped samples' lower limit, so that swapping inverts the interval, and so does asking for failures.
 */
#ifndef STATS_COMPARE_ODDS_H
#define STATS_COMPARE_ODDS_H

#include <peel/compare.h>

#include "numeric/hypergeometric.h"
#include "numeric/normal.h"

/*
 * The lower limit of the odds ratio c b / (a d), with the given tail below it; 0 to infinity. The table has variation: neither
 * samples nor totals of met and failed are 0. Statuses: PEEL_ERROR_SEARCH.
 */
typedef peel_status odds_lower(struct table table, struct normal_tail tail, double *limit);

#define ODDS_DECLARE(constant, function, number, name, title, citation, when, offers, holds)                           \
    odds_lower odds_limit_##function;
PEEL_ODDS_RATIO_METHODS(ODDS_DECLARE)
#undef ODDS_DECLARE

/* c b / (a d); NaN for 0/0. */
double odds_cross_ratio(struct table table);

/* The conditional maximum likelihood estimate: the odds ratio under which c is expected. PEEL_ERROR_SEARCH. */
peel_status odds_conditional_estimate(struct table table, double *estimate);

#endif
