/*
 * Modified Jeffreys (Brown, Cai and DasGupta 2001): Jeffreys' limits, but Clopper and Pearson's where none or all met, and no
 * lower limit for one met, no upper one for one failed.
 */
#include "stats/rate/rate.h"

peel_status rate_modified_jeffreys(const struct rate_counts *counts, const struct rate_plan *plan,
                                   struct rate_limits *limits) {
    if (counts->met == 0.0 || counts->failed == 0.0) return rate_clopper_pearson(counts, plan, limits);
    peel_status status = rate_jeffreys(counts, plan, limits);
    if (status != PEEL_OK) return status;
    if (counts->met == 1.0) limits->lower = 0.0;
    if (counts->failed == 1.0) limits->upper = 1.0;
    return PEEL_OK;
}
