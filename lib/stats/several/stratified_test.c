/*
 * Mantel and Haenszel 1959, J Natl Cancer Inst 22:719-748: the weighted sum of the strata's changes over its standard
 * error, where in each stratum every case was as likely to be any of those that met the criterion.
 */
#include <math.h>

#include "stats/compare/compare.h"
#include "stats/compare/test.h"
#include "stats/several/strata.h"
#include "stats/sum.h"

struct score {
    double change; /* of the number that met after, from what was expected */
    double variance;
};

static struct score score_of(const struct strata *strata) {
    struct sum change = {0.0, 0.0}, variance = {0.0, 0.0};
    struct stratum at;
    for (size_t i = 0; i < strata->n; i++) {
        if (!stratum_at(strata, i, &at)) continue;
        double met = at.met_before + at.met_after, failed = at.failed_before + at.failed_after;
        sum_add(&change, at.weight * at.change);
        sum_add(&variance, at.weight * ((met * failed) / (at.all * (at.all - 1.0))));
    }
    return (struct score){sum_of(change), sum_of(variance)};
}

/* The correction takes away no more than there is: R leaves it out where the change is below 1/2, so that p jumps there. */
static void corrected(const struct score *score, peel_test *test) {
    double change = fmax(fabs(score->change) - 0.5, 0.0);
    test->statistic = change * change / score->variance;
    test->df = 1.0;
    test->p_value = test_normal(change / sqrt(score->variance), PEEL_SIDE_TWO_SIDED);
}

peel_status peel_stratified_test(size_t n, const peel_sample *before, const peel_sample *after,
                                 const peel_compare_options *options, peel_test *test) {
    const struct strata strata = {n, before, after};
    struct plan plan;
    peel_sample all_before, all_after;
    if (!test) return PEEL_ERROR_NULL;
    peel_status status = compare_plan(options, PEEL_SEVERAL_COCHRAN_MANTEL_HAENSZEL, &plan, NULL);
    if (status != PEEL_OK) return status;
    int correct = plan.method == PEEL_SEVERAL_COCHRAN_MANTEL_HAENSZEL_CC;
    if (!correct && plan.method != PEEL_SEVERAL_COCHRAN_MANTEL_HAENSZEL) return PEEL_ERROR_METHOD;
    if (correct && plan.side != PEEL_SIDE_TWO_SIDED) return PEEL_ERROR_SIDE;
    status = strata_pool(&strata, plan.design, &all_before, &all_after);
    if (status != PEEL_OK) return status;
    peel_test answer = {.statistic = NAN, .df = NAN, .p_value = 1.0, .method = plan.method, .side = plan.side};
    answer.notes = compare_design_note(&all_before, &all_after, plan.design) | strata_population_note(&strata);
    struct score score = score_of(&strata);
    if (all_before.assessed == 0) {
        answer.notes |= PEEL_NOTE_NOTHING_ASSESSED;
    } else if (score.variance == 0.0) {
        answer.notes |= PEEL_NOTE_NO_VARIATION;
    } else if (correct) {
        corrected(&score, &answer);
    } else {
        answer.statistic = score.change / sqrt(score.variance);
        answer.p_value = test_normal(answer.statistic, plan.side);
    }
    *test = answer;
    return PEEL_OK;
}
