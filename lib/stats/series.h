/* Samples in time order, as trends and charts read them: checked, and what they amount to. */
#ifndef STATS_SERIES_H
#define STATS_SERIES_H

#include <stddef.h>
#include <stdint.h>

#include <peel/trend.h>

/* The periods of a series lie from minus this to this. */
#define SERIES_PERIOD_MAX INT64_C(1000000000)

/* Numbers of a series, each `step` after the one before: 1 in columns, and as many as a point has in points. */
struct series_columns {
    const int64_t *period;
    const int64_t *met;
    const int64_t *assessed;
    const int64_t *population; /* NULL: not known */
    size_t step;
};

/* Points with nothing assessed count for nothing but their place. */
struct series_sums {
    size_t first;       /* index of the first point with cases; 0 without any */
    size_t last;        /* of the last */
    int64_t periods;    /* points with cases */
    int64_t met;        /* of all cases */
    int64_t assessed;   /* of all cases */
    int64_t population; /* of all points; 0 where that of any is not known */
    uint32_t notes;     /* GAP; CENSUS, DIP or QUOTA */
    int unequal;        /* whether periods with cases differ in how many */
};

/* The columns of an array of points. */
struct series_columns series_columns_of(const peel_point *points);

/*
 * Reads a series of n points, of which there are 1 to PEEL_POINTS_MAX. unit: days between dates are no gap.
 * Statuses: PEEL_ERROR_TOO_FEW_SAMPLES, PEEL_ERROR_TOO_LARGE (n above PEEL_POINTS_MAX), PEEL_ERROR_RANGE,
 * PEEL_ERROR_PERIOD_ORDER, PEEL_ERROR_PERIOD_REPEATED, those of peel_sample_pool, PEEL_ERROR_CENSUS_INCOMPLETE; sums
 * untouched.
 */
peel_status series_read(size_t n, const struct series_columns *columns, int32_t design, int32_t unit,
                        struct series_sums *sums);

/* Statuses: PEEL_ERROR_TOO_FEW_SAMPLES (0), PEEL_ERROR_TOO_LARGE. */
peel_status series_check_length(size_t n);

/* May this period follow that one? Statuses: PEEL_ERROR_RANGE, PEEL_ERROR_PERIOD_ORDER, PEEL_ERROR_PERIOD_REPEATED. */
static inline peel_status series_check_period(int64_t period, const int64_t *before) {
    if (period > SERIES_PERIOD_MAX || period < -SERIES_PERIOD_MAX) return PEEL_ERROR_RANGE;
    if (before && period == *before) return PEEL_ERROR_PERIOD_REPEATED;
    if (before && period < *before) return PEEL_ERROR_PERIOD_ORDER;
    return PEEL_OK;
}

/* The note of how the cases of a series were chosen: CENSUS, DIP, QUOTA or none. all: every case is known to be there. */
uint32_t series_design_note(int32_t design, int any, int all);

/*
 * Whether a period from the first of n to the last is missing, or has no cases, of which `periods` have some. Days between
 * dates are none.
 */
int series_has_gap(size_t n, int64_t first, int64_t last, int64_t periods, int32_t unit);

/* Where the work memory of a caller begins: at the next multiple of 16. */
enum { SERIES_WORK_BEGIN = 16 };

/*
 * The caller's work memory from its first multiple of 16 on, or NULL where fewer than `needed` bytes follow (or there is
 * none): PEEL_ERROR_WORK. What a _work_size function says leaves room for SERIES_WORK_BEGIN.
 */
void *series_work(void *work, size_t work_size, size_t needed);

#endif
