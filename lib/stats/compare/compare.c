/* Two samples: their rates, the change, a test, and the verdict of that test. */
#include <math.h>
#include <peel/rate.h>

#include "stats/compare/compare.h"

static peel_status rate_of(const peel_sample *sample, const peel_compare_options *options, peel_interval *rate) {
    const peel_rate_options wilson = {.size = sizeof wilson,
                                      .confidence = options->confidence,
                                      .alpha = options->alpha,
                                      .method = PEEL_RATE_WILSON,
                                      .side = options->side,
                                      .design = options->design};
    return peel_rate(sample, &wilson, rate);
}

/*
 * The smallest p of all outcomes of these sizes is that of all failed before and all met after, or the reverse: no
 * table is less likely where the rates are equal, and none has a larger |z|.
 */
static peel_status smallest_p(const peel_sample *before, const peel_sample *after, const peel_compare_options *options,
                              void *work, size_t work_size, double *p) {
    int falls = options->side == PEEL_SIDE_UPPER;
    const peel_sample first = {falls ? before->assessed : 0, before->assessed, 0};
    const peel_sample second = {falls ? 0 : after->assessed, after->assessed, 0};
    peel_test test;
    peel_status status = peel_compare_test(&first, &second, options, work, work_size, &test);
    if (status == PEEL_OK) *p = test.p_value;
    return status;
}

static int32_t verdict_of(const peel_comparison *comparison, const struct plan *plan) {
    double change = comparison->change.estimate;
    if (comparison->change.notes & PEEL_NOTE_DIP) return PEEL_VERDICT_NO_EVIDENCE;
    if (!plan_significant(comparison->smallest_p, plan->alpha)) return PEEL_VERDICT_TOO_FEW;
    if (!plan_significant(comparison->test.p_value, plan->alpha)) return PEEL_VERDICT_NO_EVIDENCE;
    if (change > 0.0 && plan->side != PEEL_SIDE_UPPER) return PEEL_VERDICT_RISING;
    if (change < 0.0 && plan->side != PEEL_SIDE_LOWER) return PEEL_VERDICT_FALLING;
    return PEEL_VERDICT_NO_EVIDENCE; /* mid-P may reach an alpha near 1 with equal rates */
}

peel_status peel_compare(const peel_sample *before, const peel_sample *after, const peel_compare_options *options,
                         void *work, size_t work_size, peel_comparison *comparison) {
    struct compare_asked asked;
    peel_comparison answer = {.verdict = PEEL_VERDICT_NO_EVIDENCE};
    if (!before || !after || !comparison) return PEEL_ERROR_NULL;
    peel_status status = compare_read_asked(options, &asked);
    if (status == PEEL_OK) status = rate_of(before, &asked.difference, &answer.before);
    if (status == PEEL_OK) status = rate_of(after, &asked.difference, &answer.after);
    if (status == PEEL_OK) status = peel_difference(before, after, &asked.difference, &answer.change);
    if (status == PEEL_OK) status = peel_compare_test(before, after, &asked.test, work, work_size, &answer.test);
    if (status == PEEL_OK) status = smallest_p(before, after, &asked.test, work, work_size, &answer.smallest_p);
    if (status != PEEL_OK) return status;
    answer.smallest_p = fmin(answer.smallest_p, answer.test.p_value); /* by another sum of the same terms */
    answer.verdict = verdict_of(&answer, &asked.plan);
    answer.notes = answer.change.notes | answer.test.notes;
    *comparison = answer;
    return PEEL_OK;
}
