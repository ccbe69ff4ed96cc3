/* The score statistic of a difference, with the rates restricted to it. */
#ifndef STATS_COMPARE_SCORE_H
#define STATS_COMPARE_SCORE_H

#include "stats/compare/compare.h"

/*
 * The score statistic of a hypothetical change: (observed - hypothetical) over its standard error at the likeliest rates
 * that differ by just that. small: with the factor M / (M - 1) of Miettinen and Nurminen, M = cases in both samples.
 *
 * pair: both samples have cases assessed, and not both are censuses. change: -1 to 1. z: above 0 where the observed change lies
 * above the hypothetical one; infinite where that one cannot be. Statuses: PEEL_ERROR_SEARCH, z untouched.
 */
peel_status compare_score(const struct compare_pair *pair, double change, int small, double *z);

/* The lower limit of the change, where that statistic is z > 0. Statuses: PEEL_ERROR_SEARCH, lower untouched. */
peel_status compare_score_lower(const struct compare_pair *pair, double z, int small, double *lower);

#endif
