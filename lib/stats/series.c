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

/* Says what is wrong with the first point that cannot be. */
static peel_status check_points(size_t n, const struct series_columns *columns, int32_t design) {
    for (size_t i = 0; i < n; i++) {
        const int64_t *period = &columns->period[i * columns->step];
        const peel_sample sample = sample_at(columns, i);
        peel_status status = series_check_period(*period, i > 0 ? period - columns->step : NULL);
        if (status == PEEL_OK) status = peel_sample_check(&sample);
        if (status != PEEL_OK) return status;
        if (design == PEEL_DESIGN_CENSUS && sample.population > sample.assessed) return PEEL_ERROR_CENSUS_INCOMPLETE;
    }
    return PEEL_OK;
}

/* A sum that is above PEEL_COUNT_MAX stays so, and within an int64_t. */
static int64_t capped(int64_t sum) {
    return sum > PEEL_COUNT_MAX ? PEEL_COUNT_MAX + 1 : sum;
}

/*
 * Sums as peel_sample_pool does: populations too, where all are known. Returns: whether a point cannot be, which
 * check_points then looks at again. One pass without calls: with two, and a call a point, a series of 36 took twice as long.
 */
static int sum_points(size_t n, const struct series_columns *columns, struct series_sums *sums, int *known,
                      int *census) {
    struct series_sums sum = {0};
    int all_known = 1, all_looked_at = 1;
    int64_t before = -SERIES_PERIOD_MAX - 1, size = 0;
    for (size_t i = 0, at = 0; i < n; i++, at += columns->step) {
        const int64_t period = columns->period[at], met = columns->met[at], assessed = columns->assessed[at];
        const int64_t population = columns->population ? columns->population[at] : 0;
        const int64_t most = population == 0 ? PEEL_COUNT_MAX : population;
        if (period <= before || met < 0 || met > assessed || assessed > most || most > PEEL_COUNT_MAX) return 1;
        before = period;
        sum.met = capped(sum.met + met);
        sum.assessed = capped(sum.assessed + assessed);
        sum.population = capped(sum.population + population);
        all_known &= population > 0;
        if (assessed == 0) continue;
        if (sum.periods++ == 0) {
            sum.first = i;
            size = assessed;
        }
        sum.unequal |= assessed != size;
        all_looked_at &= assessed == population;
        sum.last = i;
    }
    *sums = sum;
    *known = all_known;
    *census = all_looked_at;
    return n > 0 && before > SERIES_PERIOD_MAX;
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
    int known = 0, census = 0;
    peel_status status = series_check_length(n);
    if (status != PEEL_OK) return status;
    if (sum_points(n, columns, &read, &known, &census) || design == PEEL_DESIGN_CENSUS)
        status = check_points(n, columns, design);
    if (status != PEEL_OK) return status;
    if (!known) read.population = 0;
    if (read.assessed > PEEL_COUNT_MAX || read.population > PEEL_COUNT_MAX) return PEEL_ERROR_COUNT_TOO_LARGE;
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
