#include <math.h>

#include "stats/rate/rate.h"

static void write_row(const peel_intervals *columns, size_t i, peel_status status, const peel_interval *answer) {
    if (columns->estimate) columns->estimate[i] = answer->estimate;
    if (columns->lower) columns->lower[i] = answer->lower;
    if (columns->upper) columns->upper[i] = answer->upper;
    if (columns->notes) columns->notes[i] = answer->notes;
    if (columns->status) columns->status[i] = status;
}

peel_status peel_rate_many(size_t n, const peel_samples *samples, const peel_rate_options *options,
                           const peel_intervals *intervals, size_t *bad) {
    const peel_interval none = {.estimate = NAN, .lower = NAN, .upper = NAN};
    struct rate_plan plan;
    size_t failed = 0;
    if (!samples || !intervals || (n > 0 && (!samples->met || !samples->assessed))) return PEEL_ERROR_NULL;
    peel_status status = rate_plan(options, &plan);
    if (status != PEEL_OK) return status;
    for (size_t i = 0; i < n; i++) {
        const peel_sample row = {samples->met[i], samples->assessed[i],
                                 samples->population ? samples->population[i] : 0};
        struct rate_limits limits;
        peel_interval answer;
        status = rate_answer(&row, &plan, &answer, &limits);
        failed += status != PEEL_OK;
        write_row(intervals, i, status, status == PEEL_OK ? &answer : &none);
    }
    if (bad) *bad = failed;
    return PEEL_OK;
}
