/*
 * A change held against margins by score tests: Farrington and Manning 1990, Stat Med 9:1447-1454, and with the factor
 * of Miettinen and Nurminen 1985; two one-sided tests by Schuirmann 1987, J Pharmacokinet Biopharm 15:657-680.
 */
#include <math.h>

#include "stats/compare/compare.h"
#include "stats/compare/score.h"
#include "stats/compare/test.h"

static peel_status read_options(const peel_compare_options *options, struct plan *plan) {
    struct plan read;
    peel_status status = compare_plan(options, PEEL_DIFFERENCE_MIETTINEN_NURMINEN, &read, NULL);
    if (status != PEEL_OK) return status;
    if (read.method != PEEL_DIFFERENCE_MIETTINEN_NURMINEN && read.method != PEEL_DIFFERENCE_MEE)
        return PEEL_ERROR_METHOD;
    if (read.side != PEEL_SIDE_TWO_SIDED) return PEEL_ERROR_SIDE;
    if (read.alpha >= 0.5) return PEEL_ERROR_ONE_SIDED_CONFIDENCE;
    *plan = read;
    return PEEL_OK;
}

/* The interval that agrees with the tests: alpha below it where a fall is limited, and above it where a rise is. */
static peel_status matched(const peel_sample *before, const peel_sample *after, double fall, double rise,
                           const struct plan *plan, peel_interval *change) {
    peel_compare_options options = {.size = sizeof options, .method = plan->method, .design = plan->design};
    options.alpha = fall > 0.0 && rise > 0.0 ? 2.0 * plan->alpha : plan->alpha;
    if (rise == 0.0) options.side = PEEL_SIDE_LOWER;
    if (fall == 0.0) options.side = PEEL_SIDE_UPPER;
    return peel_difference(before, after, &options, change);
}

/* The p of the change being at the margin or beyond; side lower: the margin lies below. */
static peel_status p_at(const peel_sample *before, const peel_sample *after, const peel_interval *change, double at,
                        int32_t side, double *p) {
    int small = change->method == PEEL_DIFFERENCE_MIETTINEN_NURMINEN;
    double beyond = side == PEEL_SIDE_LOWER ? change->estimate - at : at - change->estimate;
    double z;
    if (change->notes & PEEL_NOTE_NOTHING_ASSESSED) {
        *p = 1.0;
    } else if (change->notes & PEEL_NOTE_CENSUS) {
        *p = beyond > 0.0 ? 0.0 : 1.0;
    } else {
        struct compare_pair pair = compare_pair_of(before, after);
        peel_status status = compare_score(&pair, at, small, &z);
        if (status != PEEL_OK) return status;
        *p = test_normal(z, side);
    }
    return PEEL_OK;
}

/* 0 is none. Of equal rates and a margin near the smallest double the score's products have no digits left. */
static int is_margin(double margin) {
    return margin == 0.0 || (margin >= 1e-300 && margin < 1.0);
}

peel_status peel_compare_margin(const peel_sample *before, const peel_sample *after, double fall, double rise,
                                const peel_compare_options *options, peel_margin *margin) {
    struct plan plan;
    peel_margin answer = {.p_lower = NAN, .p_upper = NAN};
    if (!before || !after || !margin) return PEEL_ERROR_NULL;
    peel_status status = read_options(options, &plan);
    if (status != PEEL_OK) return status;
    if (!is_margin(fall) || !is_margin(rise) || (fall == 0.0 && rise == 0.0)) return PEEL_ERROR_MARGIN;
    status = matched(before, after, fall, rise, &plan, &answer.change);
    if (status == PEEL_OK && fall > 0.0)
        status = p_at(before, after, &answer.change, -fall, PEEL_SIDE_LOWER, &answer.p_lower);
    if (status == PEEL_OK && rise > 0.0)
        status = p_at(before, after, &answer.change, rise, PEEL_SIDE_UPPER, &answer.p_upper);
    if (status != PEEL_OK) return status;
    answer.p_value = fmax(answer.p_lower, answer.p_upper); /* of one margin it is that one's: the other is NaN */
    answer.shown = !(answer.change.notes & PEEL_NOTE_DIP) && plan_significant(answer.p_value, plan.alpha);
    answer.notes = answer.change.notes;
    *margin = answer;
    return PEEL_OK;
}
