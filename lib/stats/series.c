#include "stats/series.h"

struct series_columns series_columns_of(const peel_point *points) {
    const size_t step = sizeof *points / sizeof(int64_t);
    const int64_t *numbers = (const int64_t *)(const void *)points;
    const size_t met = (offsetof(peel_point, sample) + offsetof(peel_sample, met)) / sizeof *numbers;
    const size_t assessed = (offsetof(peel_point, sample) + offsetof(peel_sample, assessed)) / sizeof *numbers;
    const size_t population = (offsetof(peel_point, sample) + offsetof(peel_sample, population)) / sizeof *numbers;
    return (struct series_columns){numbers, numbers + met, numbers + assessed, numbers + population, step};
}

static peel_sample sample_at(const struct series_columns *columns, size_t i) {
    size_t at = i * columns->step;
    return (peel_sample){columns->met[at], columns->assessed[at], columns->population ? columns->population[at] : 0};
}

static peel_status check_point(const struct series_columns *columns, size_t i, int32_t design) {
    const int64_t *period = &columns->period[i * columns->step];
    const peel_sample sample = sample_at(columns, i);
    peel_status status = series_check_period(*period, i > 0 ? period - columns->step : NULL);
    if (status == PEEL_OK) status = peel_sample_check(&sample);
    if (status == PEEL_OK && design == PEEL_DESIGN_CENSUS && sample.population > sample.assessed)
        return PEEL_ERROR_CENSUS_INCOMPLETE;
    return status;
}

/* As peel_sample_pool sums them: populations are a sum too, where all are known. */
static peel_status sum_points(size_t n, const struct series_columns *columns, struct series_sums *sums, int *census) {
    int known = columns->population != NULL;
    for (size_t i = 0; i < n && known; i++)
        known = columns->population[i * columns->step] > 0;
    for (size_t i = 0; i < n; i++) {
        const peel_sample sample = sample_at(columns, i);
        sums->met += sample.met;
        sums->assessed += sample.assessed;
        sums->population += known ? sample.population : 0;
        if (sums->assessed > PEEL_COUNT_MAX || sums->population > PEEL_COUNT_MAX) return PEEL_ERROR_COUNT_TOO_LARGE;
        if (sample.assessed == 0) continue;
        if (sums->periods++ == 0) sums->first = i;
        sums->unequal |= sample.assessed != columns->assessed[sums->first * columns->step];
        *census = *census && sample.assessed == sample.population;
        sums->last = i;
    }
    return PEEL_OK;
}

uint32_t series_design_note(int32_t design, int any, int all) {
    if (any && (all || design == PEEL_DESIGN_CENSUS)) return PEEL_NOTE_CENSUS;
    if (design == PEEL_DESIGN_DIP) return PEEL_NOTE_DIP;
    return design == PEEL_DESIGN_QUOTA ? PEEL_NOTE_QUOTA : 0;
}

int series_has_gap(size_t n, int64_t first, int64_t last, int64_t periods, int32_t unit) {
    return periods < (unit == PEEL_UNIT_DAY ? (int64_t)n : last - first + 1);
}

peel_status series_check_length(size_t n) {
    if (n == 0) return PEEL_ERROR_TOO_FEW_SAMPLES;
    return n > PEEL_POINTS_MAX ? PEEL_ERROR_TOO_LARGE : PEEL_OK;
}

peel_status series_read(size_t n, const struct series_columns *columns, int32_t design, int32_t unit,
                        struct series_sums *sums) {
    struct series_sums read = {0};
    int census = 1;
    peel_status status = series_check_length(n);
    for (size_t i = 0; i < n && status == PEEL_OK; i++)
        status = check_point(columns, i, design);
    if (status == PEEL_OK) status = sum_points(n, columns, &read, &census);
    if (status != PEEL_OK) return status;
    read.notes = series_design_note(design, read.periods > 0, census);
    if (series_has_gap(n, columns->period[0], columns->period[(n - 1) * columns->step], read.periods, unit))
        read.notes |= PEEL_NOTE_GAP;
    *sums = read;
    return PEEL_OK;
}

void *series_work(void *work, size_t work_size, size_t needed) {
    size_t skipped = (SERIES_WORK_BEGIN - (uintptr_t)work % SERIES_WORK_BEGIN) % SERIES_WORK_BEGIN;
    if (!work || work_size < skipped || work_size - skipped < needed) return NULL;
    return (unsigned char *)work + skipped;
}
