/* What the methods share: the mirror, the correction for a known population, cutting to the scale. */
#include <math.h>

#include "stats/rate/rate.h"

struct rate_counts rate_flipped(const struct rate_counts *counts) {
    return (struct rate_counts){counts->failed, counts->met, counts->assessed, counts->population};
}

/* Met and failed each have their factor, for their difference from n would lose the digits of a few. */
struct rate_counts rate_effective(const struct rate_counts *counts) {
    if (counts->population == 0.0) return *counts;
    double factor = (counts->population - 1.0) / (counts->population - counts->assessed);
    return (struct rate_counts){counts->met * factor, counts->failed * factor, counts->assessed * factor, 0.0};
}

/* Of a share and its complement the one above 1/2 is 1 minus the other, so that mirrored samples have mirrored limits. */
struct proportion rate_share(double cases, double n) {
    double share = cases / n;
    if (share <= 0.5) return (struct proportion){share, 1.0 - share};
    double rest = (n - cases) / n;
    return (struct proportion){1.0 - rest, rest};
}

struct rate_limit rate_clipped(double x, double y) {
    if (x < 0.0) return (struct rate_limit){{0.0, 1.0}, PEEL_NOTE_CLIPPED};
    if (y < 0.0) return (struct rate_limit){{1.0, 0.0}, PEEL_NOTE_CLIPPED};
    return (struct rate_limit){{x, y}, 0};
}

/* Of a limit and its complement the one above 1/2 is 1 minus the other: that is where all its digits are. */
static double side_of(double wanted, double other) {
    return wanted > 0.5 ? 1.0 - other : wanted;
}

/* At a confidence of 1e-12 the limits lie closer than their last digits: rounding must not turn them about. */
struct rate_limits rate_between(const struct rate_limit *below, const struct rate_limit *above) {
    double lower = side_of(below->at.x, below->at.y);
    double upper = side_of(above->at.y, above->at.x);
    return (struct rate_limits){fmin(lower, upper), fmax(lower, upper), NAN, NAN, below->notes | above->notes};
}

peel_status rate_mirrored(rate_lower *lower, const struct rate_counts *counts, const struct rate_plan *plan,
                          struct rate_limits *limits) {
    const struct rate_counts flipped = rate_flipped(counts);
    struct rate_limit below = {{0.0, 1.0}, 0};
    struct rate_limit above = {{0.0, 1.0}, 0};
    peel_status status = PEEL_OK;
    if (plan->common.side != PEEL_SIDE_UPPER) status = lower(counts, plan, &below);
    if (status == PEEL_OK && plan->common.side != PEEL_SIDE_LOWER) status = lower(&flipped, plan, &above);
    if (status == PEEL_OK) *limits = rate_between(&below, &above);
    return status;
}

struct rate_limits rate_whole(double least, double most, const struct rate_counts *counts,
                              const struct rate_plan *plan) {
    const int32_t side = plan->common.side;
    struct rate_limits limits = {0.0, 1.0, counts->met, counts->population - counts->failed, 0};
    if (side != PEEL_SIDE_UPPER) limits.least = least;
    if (side != PEEL_SIDE_LOWER) limits.most = most;
    if (side != PEEL_SIDE_UPPER) limits.lower = least / counts->population;
    if (side != PEEL_SIDE_LOWER) limits.upper = most / counts->population;
    return limits;
}
