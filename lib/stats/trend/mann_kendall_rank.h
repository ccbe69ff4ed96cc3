/* The variance of Mann and Kendall's S where each value resembles those before it. */
#ifndef STATS_TREND_MANN_KENDALL_RANK_H
#define STATS_TREND_MANN_KENDALL_RANK_H

#include "stats/trend/sen.h"

/* How many numbers of work memory a value needs. */
enum { MANN_KENDALL_RANK_NUMBERS = 2 };

/*
 * By how much Hamed and Rao 1998, J Hydrol 204:182-196, multiply the variance of S: 1 + 2 / (n (n-1) (n-2)) sum over lags i of
 * (n-i) (n-i-1) (n-i-2) r(i), r being the autocorrelations of the ranks of the values less Sen's line that leave +-1.96 /
 * sqrt(n). 1 for fewer than 4 values, for ranks that are all equal, and where the sum would leave no variance at all.
 * work: MANN_KENDALL_RANK_NUMBERS n numbers.
 */
double hamed_rao_factor(const struct sen_series *series, double slope, double *work);

#endif
