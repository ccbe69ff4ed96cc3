#include <math.h>

#include "stats/compare/compare.h"
#include "stats/several/mantel_haenszel.h"

struct method {
    mantel_haenszel *answer;
    double lowest;
    double highest;
};

/* answer is NULL for a test. */
static struct method method_of(int32_t number) {
    switch (number) {
    case PEEL_SEVERAL_MANTEL_HAENSZEL_DIFFERENCE: return (struct method){mantel_haenszel_difference, -1.0, 1.0};
    case PEEL_SEVERAL_MANTEL_HAENSZEL_RATIO: return (struct method){mantel_haenszel_ratio, 0.0, INFINITY};
    case PEEL_SEVERAL_MANTEL_HAENSZEL_ODDS_RATIO: return (struct method){mantel_haenszel_odds_ratio, 0.0, INFINITY};
    default: return (struct method){NULL, 0.0, 0.0};
    }
}

static void set_limits(const struct mantel_haenszel *found, const struct method *method, const struct plan *plan,
                       peel_interval *answer) {
    if (found->lower == found->upper) answer->notes |= PEEL_NOTE_NO_WIDTH;
    if (plan->side != PEEL_SIDE_UPPER) {
        if (found->lower < method->lowest) answer->notes |= PEEL_NOTE_CLIPPED;
        answer->lower = fmax(found->lower, method->lowest);
    }
    if (plan->side != PEEL_SIDE_LOWER) {
        if (found->upper > method->highest) answer->notes |= PEEL_NOTE_CLIPPED;
        answer->upper = fmin(found->upper, method->highest);
    }
}

peel_status peel_stratified(size_t n, const peel_sample *before, const peel_sample *after,
                            const peel_compare_options *options, peel_interval *change) {
    const struct strata strata = {n, before, after};
    struct plan plan;
    peel_sample all_before, all_after;
    peel_interval answer;
    if (!change) return PEEL_ERROR_NULL;
    peel_status status = compare_plan(options, PEEL_SEVERAL_MANTEL_HAENSZEL_DIFFERENCE, &plan, NULL);
    if (status != PEEL_OK) return status;
    struct method method = method_of(plan.method);
    if (!method.answer) return PEEL_ERROR_METHOD;
    status = strata_pool(&strata, plan.design, &all_before, &all_after);
    if (status != PEEL_OK) return status;
    struct mantel_haenszel found = method.answer(&strata, plan.tail.z);
    int decided =
        compare_decided(&all_before, &all_after, &plan, found.estimate, method.lowest, method.highest, &answer);
    const uint32_t alone = PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_CENSUS | PEEL_NOTE_DIP;
    if ((answer.notes & alone) == 0) answer.notes |= strata_population_note(&strata);
    if (!decided) set_limits(&found, &method, &plan, &answer);
    *change = answer;
    return PEEL_OK;
}
