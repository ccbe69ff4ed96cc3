/* Mann and Kendall's test, for peel_trend_mann_kendall and as a reason of peel_trend. */
#ifndef STATS_TREND_MANN_KENDALL_H
#define STATS_TREND_MANN_KENDALL_H

#include <stddef.h>
#include <stdint.h>

#include <peel/results.h>

/* What comparing all pairs of values tells, in whole numbers. */
struct value_order {
    size_t n;
    int64_t s;           /* pairs whose later value is the higher, less those where it is the lower */
    int64_t pairs;       /* how many were compared */
    int64_t tied;        /* of them, pairs of equal values */
    int64_t variance_18; /* 18 times the variance of s, with the tie term taken off */
};

/* The order of n values, up to PEEL_POINTS_MAX, finite, in time order. Without memory, in a time of order n^2. */
struct value_order value_order_of(size_t n, const double *value);

/* The periods from value i to value j; period NULL numbers them one by one. */
static inline int64_t periods_between(const int64_t *period, size_t i, size_t j) {
    return period ? period[j] - period[i] : (int64_t)j - (int64_t)i;
}

/* Whether values i and j are compared: season 0 compares all, else those as many periods apart as some seasons have. */
static inline int same_season(const int64_t *period, size_t i, size_t j, int64_t season) {
    return season == 0 || periods_between(period, i, j) % season == 0;
}

/* The same of pairs in the same season only, each season by itself. period: n of them, rising; season: 2 and more. */
struct value_order value_order_of_seasons(size_t n, const int64_t *period, const double *value, int64_t season);

/* 1 where the p-value is had from all permutations: fewer than 10 values, no two equal. */
int mann_kendall_exact(const struct value_order *order);

/* P(S >= s) among all permutations, for an exact order. */
double mann_kendall_exact_upper(const struct value_order *order, int64_t s);

/*
 * The test of plain values: exact, or normal with continuity correction and the variance of the order.
 * side: as in peel_trend_options. Note: NO_VARIATION (p 1) where all values are equal, or there is one alone.
 */
peel_test mann_kendall_test(const struct value_order *order, int32_t side);

/* The normal test with another variance; 0 gives p 1. */
peel_test mann_kendall_normal_test(const struct value_order *order, double variance, int32_t method, int32_t side);

#endif
