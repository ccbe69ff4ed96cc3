#include "stats/paired/paired.h"

#include <math.h>

#include "stats/compare/compare.h"

peel_status paired_read(const peel_paired *paired, struct paired_counts *counts) {
    const int64_t each[] = {paired->both, paired->lost, paired->gained, paired->neither};
    int64_t all = 0;
    for (int i = 0; i < 4; i++)
        if (each[i] < 0) return PEEL_ERROR_NEGATIVE;
    for (int i = 0; i < 4; i++) {
        if (each[i] > PEEL_COUNT_MAX - all) return PEEL_ERROR_COUNT_TOO_LARGE;
        all += each[i];
    }
    *counts = (struct paired_counts){(double)paired->both, (double)paired->lost, (double)paired->gained,
                                     (double)paired->neither, (double)all};
    return PEEL_OK;
}

static paired_lower *method_function(int32_t method) {
    switch (method) {
    case PEEL_PAIRED_SQUARE_AND_ADD: return paired_square_and_add;
    case PEEL_PAIRED_TANGO: return paired_tango;
    default: return NULL; /* a test */
    }
}

static peel_status limits(const struct paired_counts *counts, const struct plan *plan, peel_interval *answer) {
    const struct paired_counts swapped = {counts->both, counts->gained, counts->lost, counts->neither, counts->all};
    paired_lower *lower = method_function(plan->method);
    peel_status status = PEEL_OK;
    double limit = -1.0;
    if (plan->side != PEEL_SIDE_UPPER) status = lower(counts, plan->tail.z, &limit);
    if (status != PEEL_OK) return status;
    answer->lower = limit;
    limit = -1.0;
    if (plan->side != PEEL_SIDE_LOWER) status = lower(&swapped, plan->tail.z, &limit);
    if (status != PEEL_OK) return status;
    answer->upper = 0.0 - limit; /* not -0 */
    return PEEL_OK;
}

peel_status peel_paired_difference(const peel_paired *paired, const peel_compare_options *options,
                                   peel_interval *change) {
    struct plan plan;
    struct paired_counts counts;
    peel_interval answer;
    if (!paired || !change) return PEEL_ERROR_NULL;
    peel_status status = compare_plan(options, PEEL_PAIRED_SQUARE_AND_ADD, &plan, NULL);
    if (status != PEEL_OK) return status;
    if (!method_function(plan.method)) return PEEL_ERROR_METHOD;
    status = paired_read(paired, &counts);
    if (status != PEEL_OK) return status;
    const peel_sample cases = {0, (int64_t)counts.all, 0};
    double estimate = counts.all > 0.0 ? (counts.gained - counts.lost) / counts.all : 0.0;
    if (!compare_decided(&cases, &cases, &plan, estimate, -1.0, 1.0, &answer)) status = limits(&counts, &plan, &answer);
    if (status == PEEL_OK) *change = answer;
    return status;
}
