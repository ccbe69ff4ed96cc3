/* Columns of samples and of intervals, a register's width of rows at a time. */
#ifndef STATS_ROWS_LANES_H
#define STATS_ROWS_LANES_H

#include <peel/results.h>
#include <peel/sample.h>

#include "numeric/lanes.h"

/*
 * The rows from i on; returns 0 where one of them is not ordinary: of a sample that cannot be, with nothing or more than `most`
 * cases assessed, or with a population. A sum of bits has its sign where a term has; where a difference overflows, another one
 * tells. Give copies of the structs, which no store can change.
 */
LANES int rows_read(const peel_samples *samples, size_t i, uint64_t most, lanes *met, lanes *assessed) {
    lanes_bits k = (lanes_bits)lanes_load_int(samples->met + i);
    lanes_bits n = (lanes_bits)lanes_load_int(samples->assessed + i);
    lanes_bits faults = k | (n - 1) | (n - k) | (most - n);
    if (samples->population) {
        lanes_bits population = (lanes_bits)lanes_load_int(samples->population + i);
        faults |= population | -population;
    }
    *met = lanes_from_int((lanes_int)k);
    *assessed = lanes_from_int((lanes_int)n);
    return !lanes_any_negative((lanes_int)faults);
}

/* What is the same in every row, and the limits. The estimate is the caller's: it takes a division. */
LANES void rows_write(const peel_intervals *intervals, size_t i, lanes lower, lanes upper, uint32_t note) {
    if (intervals->lower) lanes_store(intervals->lower + i, lower);
    if (intervals->upper) lanes_store(intervals->upper + i, upper);
    for (size_t j = i; intervals->notes && j < i + lanes_count; j++)
        intervals->notes[j] = note;
    for (size_t j = i; intervals->status && j < i + lanes_count; j++)
        intervals->status[j] = PEEL_OK;
}

#endif
