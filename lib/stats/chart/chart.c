/* peel_chart and peel_chart_values. */
#include "stats/chart/chart.h"

size_t peel_chart_work_size(size_t n) {
    if (n > PEEL_POINTS_MAX) return 0;
    return SERIES_WORK_BEGIN + n * CHART_WORK_A_POINT;
}

peel_status peel_chart(size_t n, const peel_point *points, const uint32_t *marks, const peel_chart_options *options,
                       void *work, size_t work_size, const peel_chart_columns *columns, peel_chart_result *result) {
    struct chart_plan plan;
    struct chart_data data;
    uint32_t notes;
    void *rest;
    if (!points && n > 0) return PEEL_ERROR_NULL;
    peel_status status = chart_plan_make(options, PEEL_OFFERS_SAMPLES, &plan);
    if (status == PEEL_OK) status = series_check_length(n);
    if (status != PEEL_OK) return status;
    const struct series_columns numbers = series_columns_of(points);
    status = chart_read_samples(n, &numbers, marks, &plan, work, work_size, &data, &notes, &rest);
    if (status == PEEL_OK) chart_draw(&plan, &data, notes, rest, columns, result);
    return status;
}

peel_status peel_chart_values(size_t n, const int64_t *period, const double *value, const uint32_t *marks,
                              const peel_chart_options *options, void *work, size_t work_size,
                              const peel_chart_columns *columns, peel_chart_result *result) {
    struct chart_plan plan;
    struct chart_data data;
    uint32_t notes;
    void *rest;
    if (!value && n > 0) return PEEL_ERROR_NULL;
    peel_status status = chart_plan_make(options, PEEL_OFFERS_VALUES, &plan);
    if (status == PEEL_OK)
        status = chart_read_values(n, period, value, marks, &plan, work, work_size, &data, &notes, &rest);
    if (status == PEEL_OK) chart_draw(&plan, &data, notes, rest, columns, result);
    return status;
}
