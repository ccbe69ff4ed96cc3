/*
 * Pearson 1900: the sum over samples of assessed (rate - pooled)^2 / (pooled (1 - pooled)). The deviations come from
 * cross products in one rounding each (compare_change); as a sum of squares less a square nothing would be left of them
 * at 1e12 cases.
 */
#include <math.h>
#include <peel/rate.h>
#include <peel/several.h>

#include "numeric/chi_squared.h"
#include "numeric/hypergeometric.h"
#include "stats/compare/compare.h"
#include "stats/sum.h"

/* Up to which chi_squared_upper is tested. */
static const int64_t df_max = 100000;

struct view {
    int64_t used;
    int64_t smallest; /* assessed, of those used */
};

static struct view view_of(size_t n, const peel_sample *samples) {
    struct view view = {0, PEEL_COUNT_MAX};
    for (size_t i = 0; i < n; i++) {
        if (samples[i].assessed == 0) continue;
        view.used++;
        if (samples[i].assessed < view.smallest) view.smallest = samples[i].assessed;
    }
    return view;
}

static double chi_squared(size_t n, const peel_sample *samples, const peel_sample *pooled) {
    double all = (double)pooled->assessed;
    double variance = ((double)pooled->met / all) * ((double)(pooled->assessed - pooled->met) / all);
    struct sum sum = {0.0, 0.0};
    for (size_t i = 0; i < n; i++) {
        if (samples[i].assessed == 0) continue;
        double deviation = compare_change(pooled, &samples[i]);
        sum_add(&sum, (double)samples[i].assessed * (deviation * deviation));
    }
    return sum_of(sum) / variance;
}

/* The smallest expected count is smallest / all of the rarer result; the comparison with 5 is exact. */
static int is_small(const peel_sample *pooled, int64_t smallest) {
    int64_t failed = pooled->assessed - pooled->met;
    double rarer = (double)(pooled->met < failed ? pooled->met : failed);
    return table_cross_difference((struct table){(double)smallest, 5.0, (double)pooled->assessed, rarer}) < 0.0;
}

static peel_test test_of(size_t n, const peel_sample *samples, const peel_sample *pooled, struct view view) {
    peel_test test = {.statistic = NAN, .df = NAN, .p_value = 1.0, .method = PEEL_SEVERAL_HOMOGENEITY};
    if (view.used < 2) {
        test.notes = PEEL_NOTE_NOTHING_ASSESSED;
        return test;
    }
    if (pooled->met == 0 || pooled->met == pooled->assessed) {
        test.notes = PEEL_NOTE_NO_VARIATION;
        return test;
    }
    test.df = (double)(view.used - 1);
    test.statistic = chi_squared(n, samples, pooled);
    test.p_value = chi_squared_upper(test.statistic, test.df);
    if (is_small(pooled, view.smallest)) test.notes = PEEL_NOTE_SMALL_EXPECTED;
    return test;
}

/* The pooled sample, of samples of which a census leaves no case out. */
static peel_status pool(size_t n, const peel_sample *samples, int32_t design, peel_sample *pooled) {
    for (size_t i = 0; i < n; i++) {
        peel_status status = compare_check_sample(&samples[i], design);
        if (status != PEEL_OK) return status;
    }
    return peel_sample_pool(samples, n, pooled);
}

/* Of the options homogeneity has the level and the design alone. */
static peel_status pooled_rate(const peel_sample *pooled, const peel_compare_options *options, peel_interval *rate) {
    peel_rate_options wilson = {.size = sizeof wilson, .method = PEEL_RATE_WILSON};
    if (options) {
        wilson.confidence = options->confidence;
        wilson.alpha = options->alpha;
        wilson.design = options->design;
    }
    return peel_rate(pooled, &wilson, rate);
}

peel_status peel_homogeneity(size_t n, const peel_sample *samples, const peel_compare_options *options,
                             peel_several *several) {
    struct plan plan;
    peel_several answer = {.used = 0};
    if (!samples || !several) return PEEL_ERROR_NULL;
    peel_status status = compare_plan(options, PEEL_SEVERAL_HOMOGENEITY, &plan, NULL);
    if (status != PEEL_OK) return status;
    if (plan.method != PEEL_SEVERAL_HOMOGENEITY) return PEEL_ERROR_METHOD;
    if (plan.side != PEEL_SIDE_TWO_SIDED) return PEEL_ERROR_SIDE;
    if (n < 2) return PEEL_ERROR_TOO_FEW_SAMPLES;
    status = pool(n, samples, plan.design, &answer.pooled);
    if (status == PEEL_OK) status = pooled_rate(&answer.pooled, options, &answer.rate);
    if (status != PEEL_OK) return status;
    struct view view = view_of(n, samples);
    if (view.used - 1 > df_max) return PEEL_ERROR_TOO_LARGE;
    answer.homogeneity = test_of(n, samples, &answer.pooled, view);
    answer.homogeneity.notes |= compare_design_note(&answer.pooled, &answer.pooled, plan.design);
    answer.agree =
        (answer.homogeneity.notes & PEEL_NOTE_DIP) || !plan_significant(answer.homogeneity.p_value, plan.alpha);
    answer.notes = answer.homogeneity.notes | answer.rate.notes;
    answer.used = view.used;
    *several = answer;
    return PEEL_OK;
}
