/*
 * The source of newcombe_lanes.h, for the level that LANES_LEVEL says. Every operation stands in the same order as in newcombe.c
 * and wilson_fall.h, so that the bits are equal. Up to 2^26 cases the products of counts are exact.
 */
#ifndef STATS_COMPARE_NEWCOMBE_KERNEL_H
#define STATS_COMPARE_NEWCOMBE_KERNEL_H

#include "stats/compare/newcombe_lanes.h"
#include "stats/rows_lanes.h"

struct sample {
    lanes met;
    lanes failed;
    lanes assessed;
};

/* z in the forms that the formula needs: computed before the loop over rows. */
struct quantile {
    lanes z;
    lanes square;
    lanes half;
    lanes quarter_square;
};

/* Returns 0 where a row is not ordinary. */
LANES int read(const peel_samples *samples, size_t i, struct sample *sample) {
    int ordinary = rows_read(samples, i, UINT64_C(1) << 26, &sample->met, &sample->assessed);
    sample->failed = sample->assessed - sample->met;
    return ordinary;
}

/* wilson_fall of the cases met, and of the failures. */
LANES void falls(const struct sample *sample, const struct quantile *z, lanes *fall, lanes *rise) {
    const lanes met = sample->met;
    const lanes failed = sample->failed;
    const lanes n = sample->assessed;
    lanes product = met * failed;
    lanes sum = lanes_sqrt(n * (z->quarter_square * n + product)) + z->half * lanes_abs(met - failed);
    lanes more = n + z->square;
    lanes share = z->z / (n * (sum * more));
    lanes low = product * more * share;
    lanes high = sum * sum * share;
    *fall = lanes_select(met <= failed, low, high);
    *rise = lanes_select(failed <= met, low, high);
}

LANES lanes root_of_squares(lanes a, lanes b) {
    return lanes_sqrt(a * a + b * b);
}

LANES lanes in_range(lanes change) {
    return lanes_min(lanes_max(change, lanes_set(-1.0)), lanes_set(1.0));
}

/* From row i as long as there are enough and they are ordinary; returns the first that was not written. */
LANES size_t ordinary_rows(size_t i, size_t n, const peel_samples *before, const peel_samples *after,
                           const struct plan *plan, const peel_intervals *answers) {
    const peel_samples first = *before;
    const peel_samples second = *after;
    const peel_intervals out = *answers;
    const uint32_t note = plan->design == PEEL_DESIGN_QUOTA ? PEEL_NOTE_QUOTA : 0;
    const int32_t side = plan->side;
    const double z = plan->tail.z;
    const struct quantile forms = {lanes_set(z), lanes_set(z * z), lanes_set(0.5 * z), lanes_set(0.25 * (z * z))};
    for (; n - i >= lanes_count; i += lanes_count) {
        struct sample one, other;
        lanes fall_one, rise_one, fall_other, rise_other;
        if (!read(&first, i, &one) || !read(&second, i, &other)) break;
        lanes change = (other.met * one.assessed - one.met * other.assessed) / (one.assessed * other.assessed);
        falls(&one, &forms, &fall_one, &rise_one);
        falls(&other, &forms, &fall_other, &rise_other);
        lanes lower = in_range(change - root_of_squares(fall_other, rise_one));
        lanes upper = in_range(change + root_of_squares(rise_other, fall_one));
        if (side == PEEL_SIDE_UPPER) lower = lanes_set(-1.0);
        if (side == PEEL_SIDE_LOWER) upper = lanes_set(1.0);
        rows_write(&out, i, lower, upper, note);
        if (out.estimate) lanes_store(out.estimate + i, change);
    }
    return i;
}

LANES_KERNEL size_t LANES_NAME(newcombe_lanes)(size_t n, const peel_samples *before, const peel_samples *after,
                                               const struct plan *plan, compare_row *row,
                                               const peel_intervals *answers) {
    size_t failed = 0;
    for (size_t i = 0; i < n;) {
        i = ordinary_rows(i, n, before, after, plan, answers);
        const size_t next = n - i < lanes_count ? n : i + lanes_count;
        failed += compare_rows(i, next, before, after, plan, row, answers);
        i = next;
    }
    return failed;
}

#endif
