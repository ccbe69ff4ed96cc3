/* The sums behind the tests of a trend along a line, and the tests themselves. */
#ifndef STATS_TREND_TEST_H
#define STATS_TREND_TEST_H

#include "stats/trend/series.h"

/* A sum of periods times cases is below 2^84, and 128 bits hold it exactly. */
__extension__ typedef __int128 trend_wide;

/* Periods are counted from the first with cases, so that 12 * 2024 costs no digit. */
struct trend_sums {
    const struct trend_series *series;
    double met, failed, assessed;
    int64_t origin;        /* the first period with cases */
    trend_wide met_score;  /* sum of period * met */
    trend_wide case_score; /* sum of period * assessed */
    double mean;           /* period of a case */
    double spread;         /* sum of assessed * (period - mean)^2 */
    double variance;       /* of one case, met or not, dealt out: met failed / (assessed (assessed - 1)) */
    double above;          /* met_score less what is expected of it, in one rounding or two */
};

/* For series of two periods with cases or more. */
struct trend_sums trend_sums_of(const struct trend_series *series);

/* How far a met_score lies above the expected one; exactly 0 where it equals it. */
double trend_above(const struct trend_sums *sums, trend_wide met_score);

/* The cases met of a sample above what the rate of another makes expected, in one rounding or two. */
double trend_excess(const peel_sample *sample, const peel_sample *other);

/* The z of a met_score so far above the expected one, with the variance of N - 1. */
double trend_z(const struct trend_sums *sums, double above);

/* The largest sum of period * cases that so many cases can have; latest 0: the smallest. */
trend_wide trend_extreme(const struct trend_sums *sums, int64_t cases, int latest);

/* The normal p-value of a z. */
double trend_normal_p(double z, int32_t side);

/* The cases of the rarer outcome. */
int64_t trend_rarer(const struct trend_series *series);

/*
 * The exact test deals out the rarer outcome. Returns: the bytes of its work memory; 0 where it is too large. For series with
 * cases and variation.
 */
size_t trend_exact_size(const struct trend_series *series);

/* What PEEL_TREND_EXACT_MAX bounds: the square of the rarer outcome's cases times the span in steps. */
double trend_exact_product(const struct trend_series *series);

/* Its p-value, and the smallest that series of these sizes and so many met could have. work: aligned as doubles. */
struct trend_exact {
    double p_value;
    double smallest;
};
struct trend_exact trend_exact(const struct trend_sums *sums, int32_t side, double *work);

/* (1 + draws at least as far as the one seen) / (1 + draws). work: 2 n numbers. At most DRAWS_CASES_MAX cases. */
double trend_monte_carlo(const struct trend_sums *sums, const struct trend_plan *plan, int64_t *work);

#endif
