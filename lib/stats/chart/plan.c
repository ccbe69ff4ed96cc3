#include <math.h>

#include "base/options.h"
#include "stats/chart/chart.h"

enum { draws_min = 99, draws_max = 10000000, draws_usual = 9999 };

/* log(370), and of two sides log(740): both sums together reach h after exp(h) / 2 periods on average or later. */
static const double threshold_one_sided = 5.91350300563827;
static const double threshold_two_sided = 6.606650186198215;

/* How far from the centre the limits stand. */
static peel_status read_level(const peel_chart_options *read, struct chart_plan *plan) {
    const struct plan_request request = {.confidence = read->confidence,
                                         .alpha = read->alpha,
                                         .method = read->kind,
                                         .first = PEEL_CHART_P,
                                         .design = read->design};
    struct plan common;
    double sigmas = read->sigmas == 0.0 ? 3.0 : read->sigmas;
    if (read->sigmas != 0.0 && (read->confidence != 0.0 || read->alpha != 0.0)) return PEEL_ERROR_SIGMAS;
    if (!(sigmas >= 0.1 && sigmas <= 10.0)) return PEEL_ERROR_SIGMAS;
    peel_status status = plan_make(&request, &common);
    if (status != PEEL_OK) return status;
    if (read->confidence == 0.0 && read->alpha == 0.0)
        plan->tail = (struct normal_tail){normal_upper_area(sigmas), sigmas};
    else
        plan->tail = common.tail;
    plan->sigmas = plan->tail.z;
    return PEEL_OK;
}

/* The kind asked for, or the first in the list that answers such a series. */
static peel_status read_kind(int32_t kind, uint32_t own, struct chart_plan *plan) {
    peel_method facts;
    for (size_t i = 0; kind == 0 && peel_method_at(i, &facts) == PEEL_OK; i++)
        if (facts.number / 100 == PEEL_CONCEPT_CHART && (facts.offers & own)) kind = facts.number;
    if (peel_method_get(kind, &facts) != PEEL_OK || !(facts.offers & own)) return PEEL_ERROR_METHOD;
    plan->kind = kind;
    return PEEL_OK;
}

static int is_flag(int32_t flag) {
    return flag == 0 || flag == 1;
}

static peel_status read_choices(const peel_chart_options *read, struct chart_plan *plan) {
    if (!peel_better_name(read->better)) return PEEL_ERROR_BETTER;
    if (!peel_unit_name(read->unit)) return PEEL_ERROR_UNIT;
    if (!is_flag(read->screening) || !is_flag(read->floor) || !is_flag(read->one_sided) || !is_flag(read->has_target))
        return PEEL_ERROR_RANGE;
    if (read->draws != 0 && (read->draws < draws_min || read->draws > draws_max)) return PEEL_ERROR_DRAWS;
    plan->better = read->better;
    plan->design = read->design;
    plan->unit = read->unit;
    plan->screening = read->screening;
    plan->floor = read->floor;
    plan->one_sided = read->one_sided;
    plan->seed = read->seed;
    plan->draws = read->draws == 0 ? draws_usual : read->draws;
    if (read->baseline_first != 0 || read->baseline_end != 0) {
        if (read->baseline_first >= read->baseline_end) return PEEL_ERROR_BASELINE;
        plan->baseline_first = read->baseline_first;
        plan->baseline_end = read->baseline_end;
    }
    return PEEL_OK;
}

/* A rate that some process may have: 0 and 1 have no odds. */
static int has_odds(double rate) {
    return rate > 0.0 && rate < 1.0;
}

/* Only a CUSUM needs the rates to accept and to reject; where they are set for nothing they must be rates still. */
static peel_status read_numbers(const peel_chart_options *read, uint32_t own, struct chart_plan *plan) {
    int needed = plan->kind == PEEL_CHART_CUSUM || read->accept != 0.0 || read->reject != 0.0;
    if (needed && (!has_odds(read->accept) || !has_odds(read->reject) || read->accept == read->reject))
        return PEEL_ERROR_RATE;
    if (read->has_target && own == PEEL_OFFERS_SAMPLES && !(read->target >= 0.0 && read->target <= 1.0))
        return PEEL_ERROR_RATE;
    if (read->has_target && !isfinite(read->target)) return PEEL_ERROR_NOT_FINITE;
    if (!(read->threshold >= 0.0 && read->threshold <= 1e6)) return PEEL_ERROR_RANGE;
    if (!(read->weight >= 0.0 && read->weight <= 1.0)) return PEEL_ERROR_RANGE;
    plan->accept = read->accept;
    plan->reject = read->reject;
    plan->has_target = read->has_target;
    plan->target = read->target;
    plan->threshold = read->threshold > 0.0 ? read->threshold
                      : plan->one_sided     ? threshold_one_sided
                                            : threshold_two_sided;
    plan->weight = read->weight == 0.0 ? 0.2 : read->weight;
    return PEEL_OK;
}

/* The points of a CUSUM or an EWMA carry the past with them: they may lie beyond their limits, and that is all. */
static int goes_with(const peel_rule *rule, int32_t kind) {
    int is_limit = rule->counts == PEEL_RULE_BEYOND && rule->needed == 1 && rule->of <= 1 && rule->zone == 1.0;
    int needs_limits = rule->zone > 0.0 || rule->counts == PEEL_RULE_WITHIN || rule->without_beyond;
    if (kind == PEEL_CHART_CUSUM || kind == PEEL_CHART_EWMA) return is_limit;
    return kind != PEEL_CHART_RUN || !needs_limits;
}

/*
 * Of g and t not the limits alone: the lower one nearly always lies below 0, so that failures that become more frequent show in
 * runs and nowhere else. From 3% to 20% of cases failing, 24 gaps each: in none of 500 series a signal by the limits of g, in
 * all by the NHS rules.
 */
int32_t peel_chart_rule_set(int32_t kind) {
    if (kind != 0 && kind / 100 != PEEL_CONCEPT_CHART) return 0;
    if (kind != 0 && peel_method_get(kind, &(peel_method){0}) != PEEL_OK) return 0;
    switch (kind) {
    case PEEL_CHART_RUN: return PEEL_RULES_ANHOEJ;
    case PEEL_CHART_CUSUM:
    case PEEL_CHART_EWMA: return PEEL_RULES_LIMITS;
    default: return PEEL_RULES_NHS;
    }
}

static peel_status read_rules(const peel_chart_options *read, struct chart_plan *plan) {
    int32_t set = read->rule_set == 0 ? peel_chart_rule_set(plan->kind) : read->rule_set;
    if (!peel_rule_set_name(set) || (read->rules && read->rule_set != 0)) return PEEL_ERROR_RULE_SET;
    if (!read->rules && read->rule_count > 0) return PEEL_ERROR_NULL;
    if (read->rule_count > PEEL_RULES_MAX) return PEEL_ERROR_TOO_LARGE;
    if (!read->rules) {
        peel_status status = peel_rule_set_get(set, PEEL_RULES_MAX, plan->rules, &plan->rule_count);
        if (status != PEEL_OK) return status;
    }
    for (size_t i = 0; i < read->rule_count; i++)
        plan->rules[i] = read->rules[i];
    if (read->rules) plan->rule_count = read->rule_count;
    for (size_t i = 0; i < plan->rule_count; i++) {
        peel_status status = peel_rule_check(&plan->rules[i]);
        if (status != PEEL_OK) return status;
        if (!goes_with(&plan->rules[i], plan->kind)) return PEEL_ERROR_RULE_KIND;
        if (chart_rule_has_side(&plan->rules[i])) plan->sided |= UINT32_C(1) << i;
        if (plan->rules[i].flags == PEEL_FLAG_NONE) plan->silent |= UINT32_C(1) << i;
    }
    return PEEL_OK;
}

peel_status chart_plan_make(const peel_chart_options *options, uint32_t own, struct chart_plan *plan) {
    const size_t first_size = offsetof(peel_chart_options, draws) + sizeof(int64_t); /* of 0.1.0 */
    const peel_chart_options defaults = {.size = sizeof defaults};
    struct chart_plan made = {0};
    peel_chart_options read;
    peel_status status = options_read(&read, sizeof read, first_size, options ? options : &defaults);
    if (status == PEEL_OK && read.reserved != 0) status = PEEL_ERROR_RESERVED;
    if (status == PEEL_OK) status = read_level(&read, &made);
    if (status == PEEL_OK) status = read_kind(read.kind, own, &made);
    if (status == PEEL_OK) status = read_choices(&read, &made);
    if (status == PEEL_OK) status = read_numbers(&read, own, &made);
    if (status == PEEL_OK) status = read_rules(&read, &made);
    if (status == PEEL_OK) *plan = made;
    return status;
}
