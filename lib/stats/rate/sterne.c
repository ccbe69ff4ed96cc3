/*
 * Sterne 1954: the rates whose p exceeds alpha, which counts all results no likelier than the one seen. It jumps up where a
 * result of the other side becomes as likely as that one; p at those jumps grows from one to the next (which the tests see for
 * all counts to 60), so that the limit is the first of them with p above alpha, or the crossing before it. R's tolerance of
 * 1e-7, by which a result may be likelier, would move the limits by as much, and is left out here.
 */
#include <math.h>

#include "numeric/beta_root.h"
#include "numeric/binomial_quantile.h"
#include "stats/rate/hull.h"

/* A p that equals alpha does not exceed it; it may come out some roundings off. */
static int exceeds(struct hull_piece *piece, double j) {
    piece->j = j;
    return hull_excess(piece, hull_as_likely(piece)) > 1e-14;
}

/* The smallest j at whose jump p exceeds alpha, by steps that double from the guess, then by halves: at most 54 of each. */
static double first_jump(struct hull_piece *piece, double guess) {
    double low = -1.0;              /* does not */
    double high = piece->met - 1.0; /* does: p is 1 there */
    for (double j = guess, step = 1.0; j > low && j < high; step *= 2.0) {
        if (exceeds(piece, j)) {
            high = j;
            j -= step;
            if (low >= 0.0) break;
        } else {
            low = j;
            j += step;
        }
    }
    while (high - low > 1.0) {
        double middle = low + floor(0.5 * (high - low));
        if (exceeds(piece, middle))
            high = middle;
        else
            low = middle;
    }
    return high;
}

static peel_status sterne(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limit *limit) {
    const struct normal_tail tail = plan->common.tail;
    struct hull_piece piece = {counts->met, 0.0, counts->assessed, plan->common.alpha};
    struct proportion low = {0.0, 1.0};
    *limit = (struct rate_limit){{0.0, 1.0}, 0};
    if (counts->met == 0.0) return PEEL_OK;
    peel_status status = beta_lower_root(counts->met, counts->failed + 1.0, tail, &low);
    if (status != PEEL_OK) return status;
    piece.j = first_jump(&piece, binomial_quantile(counts->assessed, low, tail));
    struct proportion jump = hull_as_likely(&piece);
    piece.j -= 1.0;
    if (piece.j >= 0.0) low = hull_as_likely(&piece);
    return hull_crossing(&piece, low, jump, &limit->at);
}

peel_status rate_sterne(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    return rate_mirrored(sterne, counts, plan, limits);
}
