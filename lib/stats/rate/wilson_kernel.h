/* The source of wilson_lanes.h, for the level that LANES_LEVEL says. */
#ifndef STATS_RATE_WILSON_KERNEL_H
#define STATS_RATE_WILSON_KERNEL_H

#include "stats/rate/wilson_formula.h"
#include "stats/rate/wilson_lanes.h"
#include "stats/rows_lanes.h"

/* From row i as long as there are enough and they are ordinary; returns the first that was not written. */
LANES size_t ordinary_rows(size_t i, size_t n, const peel_samples *samples, const struct rate_plan *plan,
                           const peel_intervals *intervals) {
    const peel_samples in = *samples;
    const peel_intervals out = *intervals;
    const uint32_t note = plan->common.design == PEEL_DESIGN_QUOTA ? PEEL_NOTE_QUOTA : 0;
    const int32_t side = plan->common.side;
    const struct wilson_z z = wilson_z(plan->common.tail.z);
    for (; n - i >= lanes_count; i += lanes_count) {
        lanes met, assessed, lower, upper;
        if (!rows_read(&in, i, (UINT64_C(1) << 52) - 1, &met, &assessed)) break;
        wilson_limits(met, assessed - met, assessed, &z, &lower, &upper);
        if (side == PEEL_SIDE_UPPER) lower = lanes_set(0.0);
        if (side == PEEL_SIDE_LOWER) upper = lanes_set(1.0);
        rows_write(&out, i, lower, upper, note);
        if (out.estimate) lanes_store(out.estimate + i, met / assessed);
    }
    return i;
}

LANES_KERNEL size_t LANES_NAME(wilson_lanes)(size_t n, const peel_samples *samples, const struct rate_plan *plan,
                                             const peel_intervals *intervals) {
    size_t failed = 0;
    for (size_t i = 0; i < n;) {
        i = ordinary_rows(i, n, samples, plan, intervals);
        const size_t next = n - i < lanes_count ? n : i + lanes_count;
        failed += rate_rows(i, next, samples, plan, intervals);
        i = next;
    }
    return failed;
}

#endif
