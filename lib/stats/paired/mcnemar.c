/*
 * McNemar 1947, Psychometrika 12:153-157, exact, and Fagerland, Lydersen and Laake 2013, BMC Med Res Methodol 13:91,
 * mid-P: of the cases that changed, as many should have been gained as lost.
 */
#include <math.h>

#include "numeric/binomial.h"
#include "stats/compare/compare.h"
#include "stats/paired/paired.h"

static double p_value(double lost, double gained, int32_t side, double first) {
    const struct proportion half = {0.5, 0.5};
    double changed = lost + gained;
    if (side == PEEL_SIDE_LOWER) return binomial_upper(gained, changed, half, first);
    if (side == PEEL_SIDE_UPPER) return binomial_upper(lost, changed, half, first);
    return fmin(2.0 * binomial_upper(fmax(lost, gained), changed, half, first), 1.0);
}

peel_status peel_paired_test(const peel_paired *paired, const peel_compare_options *options, peel_test *test) {
    struct plan plan;
    struct paired_counts counts;
    if (!paired || !test) return PEEL_ERROR_NULL;
    peel_status status = compare_plan(options, PEEL_PAIRED_MCNEMAR_MID_P, &plan, NULL);
    if (status != PEEL_OK) return status;
    if (plan.method != PEEL_PAIRED_MCNEMAR_MID_P && plan.method != PEEL_PAIRED_MCNEMAR) return PEEL_ERROR_METHOD;
    status = paired_read(paired, &counts);
    if (status != PEEL_OK) return status;
    if (counts.lost + counts.gained > (double)PEEL_EXACT_MAX) return PEEL_ERROR_TOO_LARGE;
    peel_test answer = {.statistic = NAN, .df = NAN, .p_value = 1.0, .method = plan.method, .side = plan.side};
    const peel_sample cases = {0, (int64_t)counts.all, 0};
    answer.notes = compare_design_note(&cases, &cases, plan.design);
    if (counts.all == 0.0)
        answer.notes |= PEEL_NOTE_NOTHING_ASSESSED;
    else if (counts.lost + counts.gained == 0.0)
        answer.notes |= PEEL_NOTE_NO_VARIATION;
    else
        answer.p_value = p_value(counts.lost, counts.gained, plan.side, plan.method == PEEL_PAIRED_MCNEMAR ? 1.0 : 0.5);
    *test = answer;
    return PEEL_OK;
}
