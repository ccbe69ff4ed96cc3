#include "stats/reported/reported.h"

/* Every method's limits rise with the cases met (PEEL_HOLDS_MONOTONE), so that the fewest and the most decide. */
peel_status peel_reported_rate(const peel_reported *reported, int64_t assessed, const peel_rate_options *options,
                               peel_interval *interval) {
    peel_bounds met;
    peel_interval lowest;
    peel_interval highest;
    peel_status status = reported_check(reported);
    if (status != PEEL_OK) return status;
    if (!interval) return PEEL_ERROR_NULL;
    if (assessed == 0) return PEEL_ERROR_DENOMINATOR_NEEDED;
    status = peel_reported_counts(reported, assessed, &met);
    if (status != PEEL_OK) return status;
    const peel_sample fewest = {met.lower, assessed, 0};
    const peel_sample most = {met.upper, assessed, 0};
    status = peel_rate(&fewest, options, &lowest);
    if (status == PEEL_OK) status = peel_rate(&most, options, &highest);
    if (status != PEEL_OK) return status;
    *interval = lowest;
    interval->estimate = (double)reported->figure / (double)reported_scale(reported);
    interval->upper = highest.upper;
    interval->notes |= highest.notes;
    if (interval->lower < interval->upper) interval->notes &= ~(uint32_t)PEEL_NOTE_NO_WIDTH; /* of one count alone */
    return PEEL_OK;
}
