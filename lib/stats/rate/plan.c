#include "base/options.h"
#include "stats/rate/rate.h"

/* alpha = 1 - confidence in double is the rule, for the published tables were made so. */
static peel_status read_level(const peel_rate_options *options, struct rate_plan *plan) {
    const double smallest_alpha = 1e-100;
    double confidence = options->confidence;
    double alpha = options->alpha;
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

static peel_status read_choices(const peel_rate_options *options, struct rate_plan *plan) {
    peel_method facts;
    plan->method = options->method == 0 ? PEEL_RATE_WILSON : options->method;
    plan->side = options->side;
    plan->design = options->design;
    if (peel_method_get(plan->method, &facts) != PEEL_OK || plan->method / 100 != 1) return PEEL_ERROR_METHOD;
    if (!peel_side_name(plan->side)) return PEEL_ERROR_SIDE;
    if (!peel_design_name(plan->design)) return PEEL_ERROR_DESIGN;
    return PEEL_OK;
}

peel_status rate_plan(const peel_rate_options *options, struct rate_plan *plan) {
    const size_t first = offsetof(peel_rate_options, reserved) + sizeof(uint32_t); /* of 0.1.0 */
    const peel_rate_options defaults = {.size = sizeof defaults};
    peel_rate_options read;
    struct rate_plan made = {0};
    peel_status status = options_read(&read, sizeof read, first, options ? options : &defaults);
    if (status != PEEL_OK) return status;
    if (read.reserved != 0) return PEEL_ERROR_RESERVED;
    status = read_level(&read, &made);
    if (status != PEEL_OK) return status;
    status = read_choices(&read, &made);
    if (status != PEEL_OK) return status;
    if (made.side != PEEL_SIDE_TWO_SIDED && made.alpha >= 0.5) return PEEL_ERROR_ONE_SIDED_CONFIDENCE;
    made.tail = normal_upper_tail(made.side == PEEL_SIDE_TWO_SIDED ? 0.5 * made.alpha : made.alpha);
    *plan = made;
    return PEEL_OK;
}
