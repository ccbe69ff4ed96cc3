#include "stats/plan.h"

#include <peel/methods.h>
#include <peel/results.h>
#include <peel/sample.h>
#include <stddef.h>

/* alpha = 1 - confidence in double is the rule, for the published tables were made so. */
static peel_status read_level(double confidence, double alpha, struct plan *plan) {
    const double smallest_alpha = 1e-100;
    if (confidence != 0.0 && alpha != 0.0) return PEEL_ERROR_CONFIDENCE_AND_ALPHA;
    if (alpha != 0.0) {
        if (!(alpha >= smallest_alpha && alpha < 1.0)) return PEEL_ERROR_ALPHA;
        confidence = 1.0 - alpha;
    } else {
        if (confidence == 0.0) confidence = 0.95;
        alpha = 1.0 - confidence;
        if (confidence > 1.0 && confidence < 100.0) return PEEL_ERROR_CONFIDENCE_PERCENT;
        if (!(alpha > 0.0 && alpha < 1.0)) return PEEL_ERROR_CONFIDENCE;
    }
    plan->confidence = confidence;
    plan->alpha = alpha;
    return PEEL_OK;
}

/* What a method offers, by its number; 0 where there is none. peel_method_get would copy row after row of the lists. */
static uint32_t offers_of(int32_t method) {
#define AT_NUMBER(constant, function, number, name, title, citation, when, offers, holds) [number] = (offers),
    static const uint8_t offered[] = {PEEL_METHODS(AT_NUMBER)};
#undef AT_NUMBER
    return method >= 0 && (size_t)method < sizeof offered ? offered[method] : 0;
}

static peel_status read_choices(const struct plan_request *request, struct plan *plan) {
    plan->method = request->method == 0 ? request->first : request->method;
    plan->side = request->side;
    plan->design = request->design;
    plan->offers = offers_of(plan->method);
    if (plan->offers == 0) return PEEL_ERROR_METHOD;
    if (plan->method / 100 != request->first / 100) return PEEL_ERROR_METHOD;
    if (!peel_side_name(plan->side)) return PEEL_ERROR_SIDE;
    if (!peel_design_name(plan->design)) return PEEL_ERROR_DESIGN;
    return PEEL_OK;
}

/* The methods that invert a tail area: z is only where their search starts. */
static int starts_from_z(int32_t method) {
    switch (method) {
    case PEEL_RATE_CLOPPER_PEARSON:
    case PEEL_RATE_MID_P:
    case PEEL_RATE_JEFFREYS:
    case PEEL_RATE_MODIFIED_JEFFREYS:
    case PEEL_RATE_BETA:
    case PEEL_RATE_BETA_HPD:
    case PEEL_RATE_BLAKER:
    case PEEL_RATE_STERNE: return 1;
    default: return 0;
    }
}

peel_status plan_make(const struct plan_request *request, struct plan *plan) {
    peel_status status = read_level(request->confidence, request->alpha, plan);
    if (status != PEEL_OK) return status;
    status = read_choices(request, plan);
    if (status != PEEL_OK) return status;
    const int both = plan->side == PEEL_SIDE_TWO_SIDED;
    if (!both && plan->alpha >= 0.5) return PEEL_ERROR_ONE_SIDED_CONFIDENCE;
    const double tail = both ? 0.5 * plan->alpha : plan->alpha;
    plan->tail = starts_from_z(plan->method) ? normal_near_tail(tail) : normal_upper_tail(tail);
    return PEEL_OK;
}

int plan_significant(double p, double alpha) {
    return p <= alpha * (1.0 + 1e-12);
}
