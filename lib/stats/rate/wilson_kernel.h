/* The source of wilson_lanes.h, for the level that LANES_LEVEL says. */
#ifndef STATS_RATE_WILSON_KERNEL_H
#define STATS_RATE_WILSON_KERNEL_H

#include "stats/rate/wilson_formula.h"
#include "stats/rate/wilson_lanes.h"

/* The columns, of which the compiler knows that no store changes them. */
struct columns {
    const int64_t *met, *assessed, *population;
    double *estimate, *lower, *upper;
    uint32_t *notes;
    peel_status *status;
};

/*
 * Rows from i on; returns 0 where one of them is not ordinary: a sum of bits has its sign where a term has. Where the counts
 * are not negative no difference overflows, and where one is, its own sign tells.
 */
LANES int read(const struct columns *columns, size_t i, lanes *met, lanes *assessed) {
    const uint64_t most = (UINT64_C(1) << 52) - 1;
    lanes_bits k = (lanes_bits)lanes_load_int(columns->met + i);
    lanes_bits n = (lanes_bits)lanes_load_int(columns->assessed + i);
    lanes_bits faults = k | n | (n - 1) | (n - k) | (most - n);
    if (columns->population) {
        lanes_bits population = (lanes_bits)lanes_load_int(columns->population + i);
        faults |= population | -population;
    }
    *met = lanes_from_int((lanes_int)k);
    *assessed = lanes_from_int((lanes_int)n);
    return !lanes_any_negative((lanes_int)faults);
}

LANES void write(const struct columns *columns, size_t i, lanes lower, lanes upper, uint32_t note) {
    if (columns->lower) lanes_store(columns->lower + i, lower);
    if (columns->upper) lanes_store(columns->upper + i, upper);
    for (size_t j = i; columns->notes && j < i + lanes_count; j++)
        columns->notes[j] = note;
    for (size_t j = i; columns->status && j < i + lanes_count; j++)
        columns->status[j] = PEEL_OK;
}

/* From row i as long as there are enough and they are ordinary; returns the first that was not written. */
LANES size_t ordinary(size_t i, size_t n, const struct columns *columns, const struct rate_plan *plan) {
    const uint32_t note = plan->common.design == PEEL_DESIGN_QUOTA ? PEEL_NOTE_QUOTA : 0;
    const int32_t side = plan->common.side;
    const struct wilson_z z = wilson_z(plan->common.tail.z);
    for (; n - i >= lanes_count; i += lanes_count) {
        lanes met, assessed, lower, upper;
        if (!read(columns, i, &met, &assessed)) break;
        wilson_limits(met, assessed - met, assessed, &z, &lower, &upper);
        if (side == PEEL_SIDE_UPPER) lower = lanes_set(0.0);
        if (side == PEEL_SIDE_LOWER) upper = lanes_set(1.0);
        write(columns, i, lower, upper, note);
        if (columns->estimate) lanes_store(columns->estimate + i, met / assessed);
    }
    return i;
}

LANES_KERNEL size_t LANES_NAME(wilson_lanes)(size_t n, const peel_samples *samples, const struct rate_plan *plan,
                                             const peel_intervals *intervals) {
    const struct columns columns = {samples->met,     samples->assessed, samples->population, intervals->estimate,
                                    intervals->lower, intervals->upper,  intervals->notes,    intervals->status};
    size_t failed = 0;
    for (size_t i = 0; i < n;) {
        i = ordinary(i, n, &columns, plan);
        const size_t next = n - i < lanes_count ? n : i + lanes_count;
        failed += rate_rows(i, next, samples, plan, intervals);
        i = next;
    }
    return failed;
}

#endif
