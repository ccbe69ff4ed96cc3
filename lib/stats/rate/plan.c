#include <math.h>

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
    const peel_rate_options defaults = {.size = sizeof defaults};
    struct rate_plan read = {0};
    if (!options) options = &defaults;
    if (options->size != sizeof *options) return PEEL_ERROR_OPTIONS_SIZE;
    if (options->reserved != 0) return PEEL_ERROR_RESERVED;
    peel_status status = read_level(options, &read);
    if (status != PEEL_OK) return status;
    status = read_choices(options, &read);
    if (status != PEEL_OK) return status;
    if (read.side != PEEL_SIDE_TWO_SIDED && read.alpha >= 0.5) return PEEL_ERROR_ONE_SIDED_CONFIDENCE;
    read.tail = normal_upper_tail(read.side == PEEL_SIDE_TWO_SIDED ? 0.5 * read.alpha : read.alpha);
    *plan = read;
    return PEEL_OK;
}
