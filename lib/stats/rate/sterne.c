/*
 * Sterne 1954: the rates whose p exceeds alpha, which counts all results no likelier than the one seen. It jumps up where a
 * result of the other side becomes as likely as that one; p at those jumps grows from one to the next (which the tests see for
 * all counts to 60), so that the limit is the first of them with p above alpha, or the crossing before it. R's tolerance of
 * 1e-7, by which a result may be likelier, would move the limits by as much, and is left out here.
 */
#include <math.h>

#include "numeric/binomial_root.h"
#include "stats/rate/hull.h"

/* A p that equals alpha does not exceed it; it may come out some roundings off. At the last jump p is 1. */
static int exceeds(struct hull_piece *piece, double j, struct hull_jump *jump) {
    piece->j = j;
    *jump = hull_as_likely(piece);
    return jump->from > 1.0 + 1e-14 || j == piece->met - 1.0;
}

/*
 * The first jump at which p exceeds alpha, by steps that double from the guess, then by halves: at most 54 of each. Leaves
 * piece at the stretch before it, and low where that begins, or as it was.
 */
static struct hull_jump first_jump(struct hull_piece *piece, double guess, struct proportion *low) {
    struct hull_jump found = {{0.0, 1.0}, 0.0, 0.0};
    double without = -1.0;
    double with = piece->met;
    double j = guess;
    for (double step = 1.0; with - without > 1.0; step *= 2.0) {
        struct hull_jump jump;
        if (!(j > without && j < with)) j = without + floor(0.5 * (with - without));
        if (exceeds(piece, j, &jump)) {
            found = jump;
            with = j;
            j -= step;
        } else {
            *low = jump.at;
            without = j;
            j += step;
        }
    }
    piece->j = without;
    return found;
}

static peel_status sterne(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limit *limit) {
    const struct normal_tail tail = plan->common.tail;
    struct hull_piece piece = {counts->met, 0.0, counts->assessed, plan->common.alpha};
    struct proportion low = {0.0, 1.0};
    *limit = (struct rate_limit){{0.0, 1.0}, 0};
    if (counts->met == 0.0) return PEEL_OK;
    peel_status status = binomial_lower_root(counts->met, counts->assessed, tail, &low);
    if (status != PEEL_OK) return status;
    struct hull_jump jump = first_jump(&piece, hull_guess(&piece, low, tail.z), &low);
    return hull_crossing(&piece, low, &jump, &limit->at);
}

peel_status rate_sterne(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    return rate_mirrored(sterne, counts, plan, limits);
}
