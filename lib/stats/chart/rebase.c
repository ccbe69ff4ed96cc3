/* A rebase at each change that the series shows. */
#include "stats/chart/chart.h"

/* The segments lie at the begin of the work memory, that of peel_trend_segments behind them. */
peel_status peel_chart_rebase(size_t n, const peel_point *points, const peel_trend_options *options, void *work,
                              size_t work_size, uint32_t *marks, size_t *found) {
    peel_segment none, *segments = &none;
    size_t changes = 0;
    if (!marks) return PEEL_ERROR_NULL;
    size_t taken = CHART_WORK_BEGIN + (n <= PEEL_POINTS_MAX ? n : 0) * sizeof(peel_segment);
    int fits = work && work_size >= taken;
    if (fits)
        segments = (void *)((unsigned char *)work +
                            (CHART_WORK_BEGIN - (uintptr_t)work % CHART_WORK_BEGIN) % CHART_WORK_BEGIN);
    peel_status status =
        peel_trend_segments(n, points, options, fits ? (unsigned char *)work + taken : NULL,
                            fits ? work_size - taken : 0, fits ? n : 0, segments, &changes); /* without room: WORK */
    if (status != PEEL_OK) return status;
    for (size_t i = 1; i < changes; i++)
        marks[segments[i].first] |= PEEL_MARK_REBASE;
    if (found) *found = changes - 1;
    return PEEL_OK;
}
