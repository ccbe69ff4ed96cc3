#include <math.h>

#include "stats/rate/exact_many.h"
#include "stats/rate/rate.h"
#include "stats/rate/wilson_lanes.h"

static void write_row(const peel_intervals *columns, size_t i, peel_status status, const peel_interval *answer) {
    if (columns->estimate) columns->estimate[i] = answer->estimate;
    if (columns->lower) columns->lower[i] = answer->lower;
    if (columns->upper) columns->upper[i] = answer->upper;
    if (columns->notes) columns->notes[i] = answer->notes;
    if (columns->status) columns->status[i] = status;
}

size_t rate_rows(size_t from, size_t to, const peel_samples *samples, const struct rate_plan *plan,
                 const peel_intervals *intervals) {
    const peel_interval none = {.estimate = NAN, .lower = NAN, .upper = NAN};
    size_t failed = 0;
    for (size_t i = from; i < to; i++) {
        const peel_sample row = {samples->met[i], samples->assessed[i],
                                 samples->population ? samples->population[i] : 0};
        struct rate_limits limits;
        peel_interval answer;
        peel_status status = rate_answer(&row, plan, &answer, &limits);
        failed += status != PEEL_OK;
        write_row(intervals, i, status, status == PEEL_OK ? &answer : &none);
    }
    return failed;
}

static size_t all_rows(size_t n, const peel_samples *samples, const struct rate_plan *plan,
                       const peel_intervals *intervals) {
    static wilson_lanes *const by_level[] = {[LANES_PORTABLE] = wilson_lanes_portable,
                                             [LANES_AVX2] = wilson_lanes_avx2,
                                             [LANES_AVX512] = wilson_lanes_avx512};
    const int32_t design = plan->common.design;
    if (plan->common.method == PEEL_RATE_WILSON && (design == PEEL_DESIGN_RANDOM || design == PEEL_DESIGN_QUOTA))
        return by_level[lanes_level()](n, samples, plan, intervals);
    if (exact_many_takes(&plan->common)) return exact_many(n, samples, plan, intervals);
    return rate_rows(0, n, samples, plan, intervals);
}

peel_status peel_rate_many(size_t n, const peel_samples *samples, const peel_rate_options *options,
                           const peel_intervals *intervals, size_t *bad) {
    struct rate_plan plan;
    if (!samples || !intervals || (n > 0 && (!samples->met || !samples->assessed))) return PEEL_ERROR_NULL;
    peel_status status = rate_plan(options, &plan);
    if (status != PEEL_OK) return status;
    size_t failed = all_rows(n, samples, &plan, intervals);
    if (bad) *bad = failed;
    return PEEL_OK;
}
