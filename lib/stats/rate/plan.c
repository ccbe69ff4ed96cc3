#include "base/options.h"
#include "stats/rate/rate.h"

peel_status rate_plan(const peel_rate_options *options, struct plan *plan) {
    const size_t first = offsetof(peel_rate_options, reserved) + sizeof(uint32_t); /* of 0.1.0 */
    const peel_rate_options defaults = {.size = sizeof defaults};
    peel_rate_options read;
    peel_status status = options_read(&read, sizeof read, first, options ? options : &defaults);
    if (status != PEEL_OK) return status;
    if (read.reserved != 0) return PEEL_ERROR_RESERVED;
    const struct plan_request request = {read.confidence,  read.alpha, read.method,
                                         PEEL_RATE_WILSON, read.side,  read.design};
    return plan_make(&request, plan);
}
