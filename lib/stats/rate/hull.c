#include "stats/rate/hull.h"

#include <math.h>

#include "numeric/binomial.h"
#include "numeric/binomial_root.h"
#include "numeric/elementary.h"

double hull_guess(const struct hull_piece *piece, struct proportion at, double z) {
    double past = at.x <= 0.5 ? fma(piece->n, at.x, -piece->met) : -fma(piece->n, at.y, piece->met - piece->n);
    double j = piece->met + 2.0 * past + (z * z - 1.0) * (at.y - at.x) / 3.0;
    return fmin(fmax(ceil(j), 0.0), piece->met - 1.0);
}

/* A function of the logit: its value and first two derivatives; reach: what a step is short against. */
struct slope {
    double value;
    double first;
    double second;
    double reach;
};

/* exp and log would set errno beyond. */
static double log_area(double area) {
    return log(fmax(area, 1e-300));
}

static struct slope log_sum(const struct hull_piece *piece, struct proportion at) {
    struct binomial_slope above = binomial_upper_slope(piece->met, piece->n, at, piece->alpha);
    struct binomial_slope below = {0};
    if (piece->j >= 0.0) below = binomial_lower_slope(piece->j, piece->n, at, piece->alpha);
    double sum = above.area + below.area;
    double share = above.area / sum;
    double first = share * above.slope + (1.0 - share) * below.slope;
    double second = share * (above.slope * above.slope + above.curve) +
                    (1.0 - share) * (below.slope * below.slope + below.curve) - first * first;
    return (struct slope){fabs(sum - 1.0) < 0.5 ? log1p(sum - 1.0) : log_area(sum), first, second,
                          above.slope - below.slope};
}

/*
 * log(P(K = met) / P(K = j)) is linear in the logit, with slope met - j: one step from anywhere, here from the middle. The same
 * bits come out for j and met of the others: the rate may be the upper limit of j and the lower one of met, and no rate
 * must lie between the two (47 cases at a confidence of 1/2: Sterne's upper limit of 0 and lower limit of 2).
 */
static struct proportion as_likely(const struct hull_piece *piece) {
    const double failed = piece->n - piece->met;
    struct proportion at = {(piece->met + piece->j) / piece->n / 2.0,
                            (failed + (piece->n - piece->j)) / piece->n / 2.0};
    double own = binomial_term(piece->met, piece->n, at);
    double other = binomial_term(piece->j, piece->n, at);
    if (own == 0.0 || other == 0.0) return at; /* so far apart that neither can be seen there */
    double step = log(fmax(own, other) / fmin(own, other)) / (piece->met - piece->j);
    return proportion_moved(at, own > other ? -step : step);
}

struct hull_jump hull_as_likely(const struct hull_piece *piece) {
    struct proportion at = as_likely(piece);
    struct binomial_slope above = binomial_upper_slope(piece->met, piece->n, at, piece->alpha);
    struct binomial_slope below = binomial_lower_slope(piece->j, piece->n, at, piece->alpha);
    double from = above.area + below.area;
    return (struct hull_jump){at, from, from - below.term};
}

/* To the upper root of the parabola with these derivatives; to its lowest point where it has none. */
static double step_to_root(const struct slope *at) {
    double inside = at->first * at->first - 2.0 * at->value * at->second;
    return inside >= 0.0 ? -2.0 * at->value / (at->first + sqrt(inside)) : -at->first / at->second;
}

static double logit(struct proportion at) {
    return log(at.x) - log(at.y);
}

static int lies_between(struct proportion at, struct proportion low, struct proportion high) {
    return proportion_below(low, at) && proportion_below(at, high);
}

/* Where a root is sought, and between which rates. */
struct range {
    struct proportion low;
    struct proportion high;
    struct proportion at;
};

/*
 * A step towards the rising root; one that would leave the range halves it. The parabola's step leaves the cube of its
 * length, of which the root has a share that falls as the reach: one that is short enough is the last, and 1 is returned.
 */
static int approach(const struct slope *slope, struct range *range) {
    const double last = 1e-5;
    const double longest = 300.0; /* exp would set errno beyond 709 */
    double step = fmax(-longest, fmin(step_to_root(slope), longest));
    struct proportion next = proportion_moved(range->at, step);
    int done = fabs(step) * slope->reach < last;
    if (slope->value < 0.0)
        range->low = range->at;
    else
        range->high = range->at;
    if (!done && !lies_between(next, range->low, range->high))
        next = proportion_moved(range->low, 0.5 * (logit(range->high) - logit(range->low)));
    range->at = next;
    return done;
}

enum { cap = 100 };

/*
 * A whole mean is a median (Kaas and Buhrman 1980): at j / n the lower tail is the larger one, at met / n the upper one. With
 * none at all below, or above, 0.6 is left to it. The search begins a third of 1 - 2 x cases below where both are equally likely:
 * of a million cases and more one step is then enough.
 */
static struct range range_of_equal_tails(const struct hull_piece *piece) {
    const double n = piece->n;
    struct proportion at = as_likely(piece);
    double spread = 3.0 * n * (at.x * at.y);                              /* so, for the same bits in the mirror */
    if (spread > 12.0) at = proportion_moved(at, (at.x - at.y) / spread); /* else skewness has other terms too */
    struct range range = {{piece->j / n, (n - piece->j) / n}, {piece->met / n, (n - piece->met) / n}, at};
    if (piece->j == 0.0) range.low = complement_power_root(0.4, n);
    if (piece->met == n) range.high = power_root(0.6, n);
    return range;
}

peel_status hull_equal_tails(const struct hull_piece *piece, struct hull_jump *jump) {
    struct range range = range_of_equal_tails(piece);
    for (int i = 0; i < cap; i++) {
        struct binomial_slope above = binomial_upper_slope(piece->met, piece->n, range.at, 1.0);
        struct binomial_slope below = binomial_lower_slope(piece->j, piece->n, range.at, 1.0);
        double reach = above.slope - below.slope;
        struct slope slope = {log_area(above.area) - log_area(below.area), reach, above.curve - below.curve, reach};
        if (approach(&slope, &range)) {
            double tail = above.area * exp(-slope.value * above.slope / reach);
            *jump = (struct hull_jump){range.at, 2.0 * tail / piece->alpha, (2.0 * tail - below.term) / piece->alpha};
            return PEEL_OK;
        }
    }
    return PEEL_ERROR_SEARCH;
}

static struct proportion lower_of(struct proportion a, struct proportion b) {
    return proportion_below(a, b) ? a : b;
}

/* With nothing of the other side it is the root of one tail, which may be far below the jump. For alpha below 1/2. */
static peel_status crossing_of_one(const struct hull_piece *piece, struct proportion high,
                                   struct proportion *crossing) {
    struct proportion root;
    peel_status status = binomial_lower_root(piece->met, piece->n, normal_upper_tail(piece->alpha), &root);
    if (status == PEEL_OK) *crossing = lower_of(root, high);
    return status;
}

/* At low the sum may be alpha itself, with slope 0: 2 of 2 at a confidence of 1/2, where a search would find noise. */
static int begins_at(const struct slope *low) {
    return low->value > -1e-14 && low->first > -1e-7 * low->reach;
}

static peel_status search_crossing(const struct hull_piece *piece, struct slope slope, struct range range,
                                   struct proportion *crossing) {
    const struct proportion high = range.high;
    for (int i = 0; i < cap; i++) {
        if (approach(&slope, &range)) {
            *crossing = lower_of(range.at, high);
            return PEEL_OK;
        }
        slope = log_sum(piece, range.at);
    }
    return PEEL_ERROR_SEARCH;
}

peel_status hull_crossing(const struct hull_piece *before, struct proportion low, const struct hull_jump *jump,
                          struct proportion *crossing) {
    const double sure = 1e-7;
    int below = jump->before >= 1.0 - sure;
    if (below && before->j < 0.0 && before->alpha < 0.5) return crossing_of_one(before, jump->at, crossing);
    struct slope high = {0};
    if (below) high = log_sum(before, jump->at);
    if (!(high.value > 0.0)) {
        *crossing = jump->at;
        return PEEL_OK;
    }
    struct slope begin = log_sum(before, low);
    if (!begins_at(&begin)) return search_crossing(before, high, (struct range){low, jump->at, jump->at}, crossing);
    *crossing = low;
    return PEEL_OK;
}
