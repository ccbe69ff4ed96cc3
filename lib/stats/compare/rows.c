/* What every comparison of two samples does before and after its method. */
#include <math.h>

#include "stats/compare/compare.h"

int compare_is_census(const peel_sample *sample) {
    return sample->population > 0 && sample->assessed == sample->population;
}

uint32_t compare_design_note(const peel_sample *before, const peel_sample *after, int32_t design) {
    if (compare_is_census(before) && compare_is_census(after)) return 0;
    if (design == PEEL_DESIGN_DIP) return PEEL_NOTE_DIP;
    return design == PEEL_DESIGN_QUOTA ? PEEL_NOTE_QUOTA : 0;
}

peel_status compare_check_sample(const peel_sample *sample, int32_t design) {
    peel_status status = peel_sample_check(sample);
    int incomplete = design == PEEL_DESIGN_CENSUS && sample->population > sample->assessed;
    return status == PEEL_OK && incomplete ? PEEL_ERROR_CENSUS_INCOMPLETE : status;
}

peel_status compare_check(const peel_sample *before, const peel_sample *after, int32_t design) {
    peel_status status = compare_check_sample(before, design);
    return status == PEEL_OK ? compare_check_sample(after, design) : status;
}

static void decide(peel_interval *answer, uint32_t note, double lower, double upper) {
    answer->notes = note;
    answer->lower = lower;
    answer->upper = upper;
}

int compare_decided(const peel_sample *before, const peel_sample *after, const struct plan *plan, double estimate,
                    double lowest, double highest, peel_interval *answer) {
    int nothing = before->assessed == 0 || after->assessed == 0;
    int census = plan->design == PEEL_DESIGN_CENSUS || (compare_is_census(before) && compare_is_census(after));
    int no_ratio = isnan(estimate);
    *answer = (peel_interval){.estimate = nothing ? NAN : estimate,
                              .lower = lowest,
                              .upper = highest,
                              .confidence = plan->confidence,
                              .alpha = plan->alpha,
                              .method = plan->method,
                              .side = plan->side};
    if (nothing)
        decide(answer, PEEL_NOTE_NOTHING_ASSESSED, lowest, highest);
    else if (census && no_ratio)
        decide(answer, PEEL_NOTE_CENSUS | PEEL_NOTE_NO_RATIO, lowest, highest);
    else if (census)
        decide(answer, PEEL_NOTE_CENSUS, estimate, estimate);
    else if (plan->design == PEEL_DESIGN_DIP)
        decide(answer, PEEL_NOTE_DIP, NAN, NAN);
    else {
        if (no_ratio) answer->notes |= PEEL_NOTE_NO_RATIO;
        answer->notes |= compare_design_note(before, after, plan->design);
        return no_ratio;
    }
    return 1;
}

peel_status compare_one(const peel_sample *before, const peel_sample *after, const peel_compare_options *options,
                        int32_t first, compare_row *row, peel_interval *answer) {
    struct plan plan;
    peel_interval found;
    if (!before || !after || !answer) return PEEL_ERROR_NULL;
    peel_status status = compare_plan(options, first, &plan, NULL);
    if (status == PEEL_OK) status = row(before, after, &plan, &found);
    if (status == PEEL_OK) *answer = found;
    return status;
}

peel_status compare_columns_check(size_t n, const peel_samples *before, const peel_samples *after,
                                  const void *answers) {
    if (!before || !after || !answers) return PEEL_ERROR_NULL;
    if (n > 0 && (!before->met || !before->assessed || !after->met || !after->assessed)) return PEEL_ERROR_NULL;
    return PEEL_OK;
}

static peel_sample sample_at(const peel_samples *samples, size_t i) {
    return (peel_sample){samples->met[i], samples->assessed[i], samples->population ? samples->population[i] : 0};
}

size_t compare_each(size_t from, size_t to, const peel_samples *before, const peel_samples *after, compare_ask *ask,
                    const void *asked) {
    size_t failed = 0;
    for (size_t i = from; i < to; i++) {
        const peel_sample first = sample_at(before, i);
        const peel_sample second = sample_at(after, i);
        failed += ask(&first, &second, i, asked) != PEEL_OK;
    }
    return failed;
}

/* What every row of intervals is asked with. */
struct asked {
    const struct plan *plan;
    compare_row *row;
    const peel_intervals *columns;
};

static peel_status ask_row(const peel_sample *before, const peel_sample *after, size_t i, const void *asked) {
    const struct asked *all = asked;
    const peel_intervals *columns = all->columns;
    peel_interval answer;
    peel_status status = all->row(before, after, all->plan, &answer);
    if (status != PEEL_OK) answer = (peel_interval){.estimate = NAN, .lower = NAN, .upper = NAN};
    if (columns->estimate) columns->estimate[i] = answer.estimate;
    if (columns->lower) columns->lower[i] = answer.lower;
    if (columns->upper) columns->upper[i] = answer.upper;
    if (columns->notes) columns->notes[i] = answer.notes;
    if (columns->status) columns->status[i] = status;
    return status;
}

size_t compare_rows(size_t from, size_t to, const peel_samples *before, const peel_samples *after,
                    const struct plan *plan, compare_row *row, const peel_intervals *answers) {
    const struct asked asked = {plan, row, answers};
    return compare_each(from, to, before, after, ask_row, &asked);
}

peel_status compare_many(size_t n, const peel_samples *before, const peel_samples *after,
                         const peel_compare_options *options, int32_t first, compare_row *row,
                         const peel_intervals *answers, size_t *bad) {
    struct plan plan;
    peel_status status = compare_columns_check(n, before, after, answers);
    if (status == PEEL_OK) status = compare_plan(options, first, &plan, NULL);
    if (status != PEEL_OK) return status;
    size_t failed = compare_rows(0, n, before, after, &plan, row, answers);
    if (bad) *bad = failed;
    return PEEL_OK;
}
