/*
 * Blaker 2000: the rates whose acceptability exceeds alpha. It is the smaller tail and the largest tail of the other side that
 * is not above it, so it is at most twice the smaller tail: the limits lie inside those of Clopper-Pearson. At the rate of
 * that limit the other side counts up to j. At the next jump both tails are equal and above alpha / 2, so that the
 * limit is that jump, or the crossing before it.
 */
#include <math.h>

#include "numeric/binomial.h"
#include "numeric/binomial_quantile.h"
#include "numeric/binomial_root.h"
#include "stats/rate/hull.h"
#include "stats/rate/population.h"

/*
 * The j of the jump: the smallest with P(K <= j) above the tail at the limit of Clopper-Pearson. Where the guess is right
 * one tail and its first term show it; else it is searched for.
 */
static double next_jump(const struct hull_piece *piece, struct proportion low, struct normal_tail tail) {
    const double sure = 1e-9;
    double j = hull_guess(piece, low, tail.z);
    double below = binomial_lower(j, piece->n, low, 1.0) / tail.p;
    double without = below - binomial_term(j, piece->n, low) / tail.p;
    if (below > 1.0 + sure && without < 1.0 - sure) return j;
    return fmin(binomial_quantile(piece->n, low, tail), piece->met - 1.0);
}

static peel_status blaker(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limit *limit) {
    const struct normal_tail tail = plan->common.tail;
    struct hull_piece piece = {counts->met, 0.0, counts->assessed, plan->common.alpha};
    struct proportion low;
    struct hull_jump jump;
    *limit = (struct rate_limit){{0.0, 1.0}, 0};
    if (counts->met == 0.0) return PEEL_OK;
    peel_status status = binomial_lower_root(counts->met, counts->assessed, tail, &low);
    if (status != PEEL_OK) return status;
    piece.j = next_jump(&piece, low, tail);
    status = hull_equal_tails(&piece, &jump);
    piece.j -= 1.0;
    return status == PEEL_OK ? hull_crossing(&piece, low, &jump, &limit->at) : status;
}

peel_status rate_blaker(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    if (counts->population > 0.0) return rate_blaker_whole(counts, plan, limits);
    return rate_mirrored(blaker, counts, plan, limits);
}
