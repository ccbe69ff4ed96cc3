/*
 * Score statistics and limits of two samples by another method than the library's: the restricted rates by bisection on the slope of
 * the likelihood, the limits by bisection on the statistic, in long double. Slow; includes nothing of the library.
 * met and assessed as in peel_sample, assessed from 1 to 1,000 or so; small: with the factor M / (M - 1).
 */
#ifndef ORACLE_SCORE_ORACLE_H
#define ORACLE_SCORE_ORACLE_H

/* The z above which a normal distribution has this area, below 1/2. */
long double oracle_quantile(long double area);

/* The score statistic of a change, after - before, strictly between -1 and 1: above 0 where the observed one is above it. */
long double oracle_change_statistic(int met_before, int before, int met_after, int after, long double change,
                                    int small);

/* The smallest change with a statistic of at most z. */
long double oracle_change_lower(int met_before, int before, int met_after, int after, long double z, int small);

/* The smallest ratio, after / before, with a statistic of at most z; 0 where no case is met after. */
long double oracle_ratio_lower(int met_before, int before, int met_after, int after, long double z, int small);

#endif
