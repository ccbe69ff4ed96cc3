/* The series of a chart: checked, and its rates in the work memory. */
#include <math.h>

#include "stats/chart/chart.h"

static const double value_max = 1e300;

static int has_mark(const uint32_t *marks, size_t i, uint32_t mark) {
    return marks && (marks[i] & mark) != 0;
}

/* Marks that are known, and a baseline within one segment. */
static peel_status check_marks(size_t n, const uint32_t *marks, const struct chart_plan *plan) {
    const uint32_t known = PEEL_MARK_EXCLUDED | PEEL_MARK_REBASE;
    uint32_t seen = 0;
    for (size_t i = 0; i < n && marks; i++)
        seen |= marks[i];
    if (seen & ~known) return PEEL_ERROR_MARK;
    if (plan->baseline_end > n) return PEEL_ERROR_BASELINE;
    for (size_t i = plan->baseline_first + 1; i < plan->baseline_end; i++)
        if (has_mark(marks, i, PEEL_MARK_REBASE)) return PEEL_ERROR_BASELINE;
    return PEEL_OK;
}

peel_status chart_read_samples(size_t n, const struct series_columns *columns, const uint32_t *marks,
                               const struct chart_plan *plan, void *work, size_t work_size, struct chart_data *data,
                               uint32_t *notes, void **rest) {
    struct series_sums sums;
    peel_status status = series_read(n, columns, plan->design, plan->unit, &sums);
    if (status == PEEL_OK) status = check_marks(n, marks, plan);
    if (status != PEEL_OK) return status;
    double *value = series_work(work, work_size, n * CHART_WORK_A_POINT);
    if (!value) return PEEL_ERROR_WORK;
    double *met = value + n, *size = value + 2 * n;
    for (size_t i = 0; i < n; i++) {
        met[i] = (double)columns->met[i * columns->step];
        size[i] = (double)columns->assessed[i * columns->step];
        value[i] = size[i] > 0.0 ? met[i] / size[i] : NAN;
    }
    *data = (struct chart_data){n, value, met, size, marks};
    *notes = sums.notes;
    *rest = value + 4 * n; /* aligned to 16 whatever n is */
    return PEEL_OK;
}

static peel_status check_value(double value, int32_t kind) {
    if (isnan(value)) return PEEL_OK;
    if (!(fabs(value) <= value_max)) return PEEL_ERROR_NOT_FINITE;
    if (kind != PEEL_CHART_G && kind != PEEL_CHART_T) return PEEL_OK;
    if (value < 0.0) return PEEL_ERROR_NEGATIVE;
    if (kind == PEEL_CHART_G && (value > (double)PEEL_COUNT_MAX || value != floor(value))) return PEEL_ERROR_NOT_WHOLE;
    return PEEL_OK;
}

peel_status chart_read_values(size_t n, const int64_t *period, const double *value, const uint32_t *marks,
                              const struct chart_plan *plan, void *work, size_t work_size, struct chart_data *data,
                              uint32_t *notes, void **rest) {
    int64_t there = 0;
    peel_status status = series_check_length(n);
    for (size_t i = 0; i < n && status == PEEL_OK; i++) {
        if (period) status = series_check_period(period[i], i > 0 ? &period[i - 1] : NULL);
        if (status == PEEL_OK) status = check_value(value[i], plan->kind);
        there += !isnan(value[i]);
    }
    if (status == PEEL_OK) status = check_marks(n, marks, plan);
    if (status != PEEL_OK) return status;
    void *room = series_work(work, work_size, n * CHART_WORK_A_POINT);
    if (!room) return PEEL_ERROR_WORK;
    *notes = series_design_note(plan->design, there > 0, 0);
    const int rare = plan->kind == PEEL_CHART_G || plan->kind == PEEL_CHART_T; /* time between failures is no gap */
    if (!rare && series_has_gap(n, period ? period[0] : 1, period ? period[n - 1] : (int64_t)n, there, plan->unit))
        *notes |= PEEL_NOTE_GAP;
    if (plan->kind == PEEL_CHART_XMR || plan->kind == PEEL_CHART_RUN) *notes |= PEEL_NOTE_NO_COUNTS;
    *data = (struct chart_data){.n = n, .value = value, .marks = marks};
    *rest = room;
    return PEEL_OK;
}
