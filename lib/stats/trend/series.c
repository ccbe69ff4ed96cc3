#include "stats/trend/series.h"

peel_status trend_series_read(size_t n, const peel_point *points, const struct trend_plan *plan,
                              struct trend_series *series) {
    struct series_sums sums;
    if (!points) return n > 0 ? PEEL_ERROR_NULL : PEEL_ERROR_TOO_FEW_SAMPLES;
    const struct series_columns columns = series_columns_of(points);
    peel_status status = series_read(n, &columns, plan->common.design, plan->unit, &sums);
    if (status != PEEL_OK) return status;
    struct trend_series read = {.n = n,
                                .points = points,
                                .first = sums.first,
                                .last = sums.last,
                                .periods = sums.periods,
                                .span = points[sums.last].period - points[sums.first].period,
                                .met = sums.met,
                                .assessed = sums.assessed,
                                .population = sums.population,
                                .notes = sums.notes,
                                .unequal = sums.unequal};
    if (read.periods < 2)
        read.notes |= PEEL_NOTE_NOTHING_ASSESSED;
    else if (read.met == 0 || read.met == read.assessed)
        read.notes |= PEEL_NOTE_NO_VARIATION;
    *series = read;
    return PEEL_OK;
}
