#include "stats/rate/exact_many.h"

#include "numeric/binomial_root.h"
#include "stats/rate/wilson_lanes.h"

enum { most_rows = 16 };

/* Rows that wait for others: two questions each. */
struct waiting {
    size_t rows;
    size_t at[most_rows];
    double met[2 * most_rows];
    double assessed[2 * most_rows];
};

int exact_many_takes(const struct plan *plan) {
    return (plan->method == PEEL_RATE_CLOPPER_PEARSON || plan->method == PEEL_RATE_MID_P) &&
           plan->side == PEEL_SIDE_TWO_SIDED &&
           (plan->design == PEEL_DESIGN_RANDOM || plan->design == PEEL_DESIGN_QUOTA);
}

static int is_ordinary(const peel_samples *samples, size_t i) {
    const int64_t met = samples->met[i];
    const int64_t assessed = samples->assessed[i];
    if (samples->population && samples->population[i] != 0) return 0;
    return 4 <= assessed && assessed <= PEEL_COUNT_MAX && 2 <= met && met <= assessed - 2;
}

static void add(struct waiting *waiting, const peel_samples *samples, size_t i) {
    const size_t two = 2 * waiting->rows;
    waiting->at[waiting->rows++] = i;
    waiting->met[two] = (double)samples->met[i];
    waiting->met[two + 1] = (double)(samples->assessed[i] - samples->met[i]);
    waiting->assessed[two] = waiting->assessed[two + 1] = (double)samples->assessed[i];
}

/* Answers them; where a search fails, each alone. */
static size_t answer(struct waiting *waiting, binomial_group *group, const peel_samples *samples,
                     const struct rate_plan *plan, const peel_intervals *intervals) {
    const uint32_t note = plan->common.design == PEEL_DESIGN_QUOTA ? PEEL_NOTE_QUOTA : 0;
    const size_t rows = waiting->rows;
    struct proportion root[2 * most_rows];
    size_t failed = 0;
    peel_status status = group(waiting->met, waiting->assessed, 2 * rows, plan->common.tail, root);
    for (size_t j = 0; j < rows; j++) {
        const size_t i = waiting->at[j];
        const struct rate_limit below = {root[2 * j], note};
        const struct rate_limit above = {root[2 * j + 1], note};
        if (status != PEEL_OK) {
            failed += rate_rows(i, i + 1, samples, plan, intervals);
            continue;
        }
        const struct rate_limits limits = rate_between(&below, &above);
        if (intervals->estimate) intervals->estimate[i] = waiting->met[2 * j] / waiting->assessed[2 * j];
        if (intervals->lower) intervals->lower[i] = limits.lower;
        if (intervals->upper) intervals->upper[i] = limits.upper;
        if (intervals->notes) intervals->notes[i] = limits.notes;
        if (intervals->status) intervals->status[i] = PEEL_OK;
    }
    waiting->rows = 0;
    return failed;
}

size_t exact_many(size_t n, const peel_samples *samples, const struct rate_plan *plan,
                  const peel_intervals *intervals) {
    binomial_group *group = plan->common.method == PEEL_RATE_MID_P ? binomial_mid_group() : binomial_lower_group();
    struct waiting waiting;
    size_t failed = 0;
    waiting.rows = 0;
    for (size_t i = 0; i < n; i++) {
        if (is_ordinary(samples, i))
            add(&waiting, samples, i);
        else
            failed += rate_rows(i, i + 1, samples, plan, intervals);
        if (waiting.rows == most_rows) failed += answer(&waiting, group, samples, plan, intervals);
    }
    if (waiting.rows > 0) failed += answer(&waiting, group, samples, plan, intervals);
    return failed;
}
