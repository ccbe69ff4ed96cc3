#include <math.h>
#include <peel.h>

#include "peers.h"

static peel_interval rate(const struct row *row, int32_t side, double confidence, double alpha) {
    const peel_sample sample = {row->met, row->assessed, 0};
    const peel_rate_options options = {.size = sizeof options,
                                       .confidence = confidence,
                                       .alpha = alpha,
                                       .method = PEEL_RATE_CLOPPER_PEARSON,
                                       .side = side};
    peel_interval interval = {.lower = NAN, .upper = NAN};
    (void)peel_rate(&sample, &options, &interval); /* the limits stay NaN on failure */
    return interval;
}

static double lower(const struct row *row) {
    return rate(row, PEEL_SIDE_LOWER, 0.0, row->tail).lower;
}

static double upper(const struct row *row) {
    return rate(row, PEEL_SIDE_UPPER, 0.0, row->tail).upper;
}

static void both(const struct row *row, double *low, double *high) {
    peel_interval interval = rate(row, PEEL_SIDE_TWO_SIDED, row->confidence, 0.0);
    *low = interval.lower;
    *high = interval.upper;
}

const struct peer peer_peel = {"libpeel", PEEL_VERSION, lower, upper, both};

const struct peer *const peers[] = {&peer_peel, &peer_boost, &peer_r, &peer_gsl};
const size_t peer_count = sizeof peers / sizeof peers[0];
