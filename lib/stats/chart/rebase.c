/* A rebase at each change that the series shows. */
#include "stats/chart/chart.h"

/*
 * The segments lie at the begin of the work memory, that of peel_trend_segments behind them. Without room for them it has
 * none, and says so after all other faults.
 */
peel_status peel_chart_rebase(size_t n, const peel_point *points, const peel_trend_options *options, void *work,
                              size_t work_size, uint32_t *marks, size_t *found) {
    peel_segment none, *segments = &none;
    size_t changes = 0;
    if (!marks) return PEEL_ERROR_NULL;
    const size_t taken = n * sizeof(peel_segment); /* of an n for which it wraps, peel_trend_segments wants nothing */
    unsigned char *room = series_work(work, work_size, taken), *rest = room ? room + taken : NULL;
    size_t left = room ? work_size - (size_t)(rest - (unsigned char *)work) : 0;
    if (room) segments = (void *)room;
    peel_status status = peel_trend_segments(n, points, options, rest, left, room ? n : 0, segments, &changes);
    if (status != PEEL_OK) return status;
    for (size_t i = 1; i < changes; i++)
        marks[segments[i].first] |= PEEL_MARK_REBASE;
    if (found) *found = changes - 1;
    return PEEL_OK;
}
