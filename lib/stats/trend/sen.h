/* Sen's slope: the middle of the slopes between all pairs of values. */
#ifndef STATS_TREND_SEN_H
#define STATS_TREND_SEN_H

#include "stats/plan.h"
#include "stats/trend/mann_kendall.h"

/* A series of values. period: NULL numbers them one by one; season: 0, or pairs of the same season only. */
struct sen_series {
    size_t n;
    const int64_t *period;
    const double *value;
    int64_t season;
};

/* The slopes of all pairs that the order compared, in no order: order.pairs numbers. */
void sen_slopes(const struct sen_series *series, double *slope);

/*
 * The slope with its interval (Sen 1968), which holds 0 just where the test of that order and variance has p > alpha, apart from
 * ties: between the slopes of rank r from either end, r being (pairs - z sqrt(variance)) / 2 rounded to the nearest, halves up; for
 * an exact test the number of ranks that its p-values leave out (exact: 1 where that was the test). Limits are infinite where r is 0. slope: as above.
 */
peel_interval sen_interval(const struct value_order *order, double variance, int exact, const struct plan *plan,
                           double *slope);

/* The slope that was not computed: NaN. */
peel_interval sen_left_out(const struct plan *plan);

#endif
