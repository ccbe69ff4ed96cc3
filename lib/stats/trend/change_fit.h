/* Stretches of a series, each with a rate of its own: what change points and segments share. */
#ifndef STATS_TREND_CHANGE_FIT_H
#define STATS_TREND_CHANGE_FIT_H

#include "stats/trend/series.h"

/* Likelihoods that differ by less than this share of themselves differ by rounding alone, and count as equal. */
#define FIT_EQUAL 1e-9

/*
 * Twice the log-likelihood of `met` of `assessed` at their own rate, less that at the rate of all cases, each of which the
 * binomial coefficients leave alone: at least 0, without cancellation. 0 <= met <= assessed, at least 1 assessed.
 */
double fit_gain(double met, double assessed, double all_met, double all_assessed);

/* The points with cases, cumulated: of the first i + 1 of them `met` met of `assessed`. point: their places in the series. */
struct fit_sums {
    size_t m;
    size_t *point;
    int64_t *met;
    int64_t *assessed;
};

/* Bytes of work memory for a series of n points. */
static inline size_t fit_sums_size(size_t n) {
    return n * (sizeof(size_t) + 2 * sizeof(int64_t));
}

/* work: fit_sums_size(series->n) bytes, aligned as series_work gives them; what follows is returned in *rest. */
struct fit_sums fit_sums_of(const struct trend_series *series, void *work, void **rest);

/* The points from `first` to before `end` as one sample: the population is known where that of every point is. */
peel_sample fit_pooled(const struct trend_series *series, size_t first, size_t end);

/* Its rate by Wilson's method. Statuses: those of peel_rate. */
peel_status fit_rate(const peel_sample *pooled, const struct plan *plan, peel_interval *rate);

#endif
