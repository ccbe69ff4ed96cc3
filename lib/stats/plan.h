/* The options that every question of statistics has, checked and resolved once for all rows of a call. */
#ifndef STATS_PLAN_H
#define STATS_PLAN_H

#include <peel/status.h>
#include <stdint.h>

#include "numeric/normal.h"

struct plan {
    double confidence;
    double alpha;
    struct normal_tail tail; /* what one limit may miss: alpha / 2, or all of alpha on one side; its z is that of
                                normal_near_tail for the methods that only start from it */
    int32_t method;
    int32_t side;
    int32_t design;
    uint32_t offers; /* PEEL_OFFERS_... of the method */
};

/*
 * confidence, alpha, side, design: as in peel_rate_options. method: 0 is `first`, of whose concept it must be.
 * Statuses: PEEL_ERROR_CONFIDENCE, PEEL_ERROR_CONFIDENCE_PERCENT, PEEL_ERROR_ALPHA, PEEL_ERROR_CONFIDENCE_AND_ALPHA,
 * PEEL_ERROR_ONE_SIDED_CONFIDENCE, PEEL_ERROR_METHOD, PEEL_ERROR_SIDE, PEEL_ERROR_DESIGN; plan is of no use then.
 */
struct plan_request {
    double confidence;
    double alpha;
    int32_t method;
    int32_t first;
    int32_t side;
    int32_t design;
};
peel_status plan_make(const struct plan_request *request, struct plan *plan);

/*
 * Whether p is at most alpha; NaN is not. A p within 1e-12 of alpha, relatively, counts as equal: Fisher's p of 2/2 and
 * 2/14 is 1/20, and comes out a unit of the last place above 0.05.
 */
int plan_significant(double p, double alpha);

#endif
