#include "base/options.h"
#include "stats/rate/rate.h"

/* Both 0: every rate as likely as any other. A method without prior takes none. */
static peel_status read_prior(const peel_rate_options *read, struct rate_plan *plan) {
    const double least = 0.001;
    const double most = 1e6;
    plan->prior_met = 1.0;
    plan->prior_failed = 1.0;
    if (read->prior_met == 0.0 && read->prior_failed == 0.0) return PEEL_OK;
    if (plan->common.method != PEEL_RATE_BETA && plan->common.method != PEEL_RATE_BETA_HPD) return PEEL_ERROR_PRIOR;
    if (!(read->prior_met >= least && read->prior_met <= most)) return PEEL_ERROR_PRIOR;
    if (!(read->prior_failed >= least && read->prior_failed <= most)) return PEEL_ERROR_PRIOR;
    plan->prior_met = read->prior_met;
    plan->prior_failed = read->prior_failed;
    return PEEL_OK;
}

peel_status rate_plan_of(const peel_rate_options *options, int32_t first, struct rate_plan *plan) {
    const size_t oldest = offsetof(peel_rate_options, reserved) + sizeof(uint32_t); /* of 0.1.0 */
    const peel_rate_options defaults = {.size = sizeof defaults};
    peel_rate_options read;
    peel_status status = options_read(&read, sizeof read, oldest, options ? options : &defaults);
    if (status != PEEL_OK) return status;
    if (read.reserved != 0) return PEEL_ERROR_RESERVED;
    const struct plan_request request = {read.confidence, read.alpha, read.method, first, read.side, read.design};
    status = plan_make(&request, &plan->common);
    if (status != PEEL_OK) return status;
    if (plan->common.side != PEEL_SIDE_TWO_SIDED && !(plan->common.offers & PEEL_OFFERS_ONE_SIDED))
        return PEEL_ERROR_METHOD_SIDE;
    status = read_prior(&read, plan);
    if (status != PEEL_OK) return status;
    plan->uses_population = (plan->common.offers & PEEL_OFFERS_POPULATION) != 0;
    return PEEL_OK;
}

peel_status rate_plan(const peel_rate_options *options, struct rate_plan *plan) {
    return rate_plan_of(options, PEEL_RATE_WILSON, plan);
}
