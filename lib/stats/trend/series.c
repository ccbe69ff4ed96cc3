#include "stats/trend/series.h"

static const int64_t period_max = 1000000000;

static peel_status check_point(const peel_point *points, size_t i, int32_t design) {
    const peel_sample *sample = &points[i].sample;
    int64_t period = points[i].period;
    if (period > period_max || period < -period_max) return PEEL_ERROR_RANGE;
    if (i > 0 && period == points[i - 1].period) return PEEL_ERROR_PERIOD_REPEATED;
    if (i > 0 && period < points[i - 1].period) return PEEL_ERROR_PERIOD_ORDER;
    peel_status status = peel_sample_check(sample);
    if (status == PEEL_OK && design == PEEL_DESIGN_CENSUS && sample->population > sample->assessed)
        return PEEL_ERROR_CENSUS_INCOMPLETE;
    return status;
}

/* As peel_sample_pool sums them: populations are a sum too, where all are known. */
static peel_status sum_points(size_t n, const peel_point *points, struct trend_series *sums, int *census) {
    int known = 1;
    for (size_t i = 0; i < n; i++)
        known = known && points[i].sample.population > 0;
    for (size_t i = 0; i < n; i++) {
        const peel_sample *sample = &points[i].sample;
        sums->met += sample->met;
        sums->assessed += sample->assessed;
        sums->population += known ? sample->population : 0;
        if (sums->assessed > PEEL_COUNT_MAX || sums->population > PEEL_COUNT_MAX) return PEEL_ERROR_COUNT_TOO_LARGE;
        if (sample->assessed == 0) continue;
        if (sums->periods++ == 0) sums->first = i;
        sums->unequal |= sample->assessed != points[sums->first].sample.assessed;
        *census = *census && sample->assessed == sample->population;
        sums->last = i;
    }
    return PEEL_OK;
}

static uint32_t design_notes(const struct trend_series *series, int32_t design, int census) {
    if (series->periods > 0 && (census || design == PEEL_DESIGN_CENSUS)) return PEEL_NOTE_CENSUS;
    if (design == PEEL_DESIGN_DIP) return PEEL_NOTE_DIP;
    return design == PEEL_DESIGN_QUOTA ? PEEL_NOTE_QUOTA : 0;
}

static int has_gap(const struct trend_series *series, int32_t unit) {
    size_t n = series->n;
    int64_t places = series->points[n - 1].period - series->points[0].period + 1;
    return series->periods < (unit == PEEL_UNIT_DAY ? (int64_t)n : places);
}

peel_status trend_series_read(size_t n, const peel_point *points, const struct trend_plan *plan,
                              struct trend_series *series) {
    struct trend_series read = {.n = n, .points = points};
    int census = 1;
    if (!points && n > 0) return PEEL_ERROR_NULL;
    if (n == 0) return PEEL_ERROR_TOO_FEW_SAMPLES;
    if (n > PEEL_POINTS_MAX) return PEEL_ERROR_TOO_LARGE;
    for (size_t i = 0; i < n; i++) {
        peel_status status = check_point(points, i, plan->common.design);
        if (status != PEEL_OK) return status;
    }
    peel_status status = sum_points(n, points, &read, &census);
    if (status != PEEL_OK) return status;
    read.span = points[read.last].period - points[read.first].period;
    read.notes = design_notes(&read, plan->common.design, census);
    if (read.periods < 2)
        read.notes |= PEEL_NOTE_NOTHING_ASSESSED;
    else if (read.met == 0 || read.met == read.assessed)
        read.notes |= PEEL_NOTE_NO_VARIATION;
    if (has_gap(&read, plan->unit)) read.notes |= PEEL_NOTE_GAP;
    *series = read;
    return PEEL_OK;
}

void *trend_work(void *work, size_t work_size, size_t needed) {
    size_t skipped = (TREND_WORK_BEGIN - (uintptr_t)work % TREND_WORK_BEGIN) % TREND_WORK_BEGIN;
    if (!work || work_size < skipped || work_size - skipped < needed) return NULL;
    return (unsigned char *)work + skipped;
}
