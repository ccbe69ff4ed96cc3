#include "stats/trend/change_fit.h"

#include <math.h>

#include <peel/rate.h>

#include "numeric/elementary.h"

/* cell log(cell / expected) - deviation, the latter being cell - expected: at least 0, of the order of its square. */
static double cell_gain(double cell, double expected, double deviation) {
    if (cell == 0.0) return expected;
    if (fabs(deviation) <= 0.25 * cell) return cell * linear_minus_log1p_near(-deviation / cell);
    return cell * log(cell / expected) - deviation;
}

double fit_gain(double met, double assessed, double all_met, double all_assessed) {
    double share = assessed / all_assessed;
    double deviation = difference_of_products(met, all_assessed, assessed, all_met) / all_assessed;
    return 2.0 * (cell_gain(met, share * all_met, deviation) +
                  cell_gain(assessed - met, share * (all_assessed - all_met), -deviation));
}

struct fit_sums fit_sums_of(const struct trend_series *series, void *work, void **rest) {
    struct fit_sums sums = {.m = 0};
    int64_t met = 0, assessed = 0;
    sums.met = work;
    sums.assessed = sums.met + series->n;
    sums.point = (void *)(sums.assessed + series->n);
    *rest = sums.point + series->n;
    for (size_t i = 0; i < series->n; i++) {
        const peel_sample *sample = &series->points[i].sample;
        if (sample->assessed == 0) continue;
        met += sample->met;
        assessed += sample->assessed;
        sums.met[sums.m] = met;
        sums.assessed[sums.m] = assessed;
        sums.point[sums.m++] = i;
    }
    return sums;
}

peel_sample fit_pooled(const struct trend_series *series, size_t first, size_t end) {
    peel_sample pooled = {0, 0, 0};
    int known = 1;
    for (size_t i = first; i < end; i++) {
        const peel_sample *sample = &series->points[i].sample;
        pooled.met += sample->met;
        pooled.assessed += sample->assessed;
        known = known && sample->population > 0 && sample->population <= PEEL_COUNT_MAX - pooled.population;
        if (known) pooled.population += sample->population;
    }
    if (!known) pooled.population = 0;
    return pooled;
}

peel_status fit_rate(const peel_sample *pooled, const struct plan *plan, peel_interval *rate) {
    const peel_rate_options options = {.size = sizeof options, .alpha = plan->alpha, .design = plan->design};
    peel_status status = peel_rate(pooled, &options, rate);
    if (status == PEEL_OK) rate->confidence = plan->confidence;
    return status;
}
