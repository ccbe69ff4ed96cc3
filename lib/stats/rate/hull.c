#include "stats/rate/hull.h"

#include <math.h>

#include "numeric/beta_root.h"
#include "numeric/binomial.h"
#include "numeric/elementary.h"

/* log(P(K = met) / P(K = j)) is linear in the logit, with slope met - j: one step from anywhere, here from the middle. */
struct proportion hull_as_likely(const struct hull_piece *piece) {
    const double failed = piece->n - piece->met;
    struct proportion at = {(piece->met + piece->j) / piece->n / 2.0,
                            (failed + (piece->n - piece->j)) / piece->n / 2.0};
    double ratio = binomial_term(piece->met, piece->n, at) / binomial_term(piece->j, piece->n, at);
    if (!(ratio > 0.0 && ratio <= HUGE_VAL)) return at; /* so far apart that neither has a probability there */
    return proportion_moved(at, -log(ratio) / (piece->met - piece->j));
}

/* A function of the logit: its value and first two derivatives; reach: what a step is short against. */
struct slope {
    double value;
    double first;
    double second;
    double reach;
};

typedef struct slope function(const struct hull_piece *piece, struct proportion at);

/* exp and log would set errno beyond. */
static double log_area(double area) {
    return log(fmax(area, 1e-300));
}

static struct slope log_ratio(const struct hull_piece *piece, struct proportion at) {
    struct binomial_slope above = binomial_upper_slope(piece->met, piece->n, at, 1.0);
    struct binomial_slope below = binomial_lower_slope(piece->j, piece->n, at, 1.0);
    double reach = above.slope - below.slope;
    return (struct slope){log_area(above.area) - log_area(below.area), reach, above.curve - below.curve, reach};
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

double hull_excess(const struct hull_piece *piece, struct proportion at) {
    double above = binomial_upper_slope(piece->met, piece->n, at, piece->alpha).area;
    double below = binomial_lower_slope(piece->j, piece->n, at, piece->alpha).area;
    return log_area(above + below);
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

/*
 * The rising root between low and high, from `at`. A step that would leave them halves them. The parabola's step leaves the
 * cube of its length, so that one short enough is the last.
 */
static peel_status rising_root(function *f, const struct hull_piece *piece, struct proportion low,
                               struct proportion high, struct proportion at, struct proportion *root) {
    const int cap = 100;
    const double last = 3e-6;
    for (int i = 0; i < cap; i++) {
        struct slope slope = f(piece, at);
        double step = step_to_root(&slope);
        struct proportion next = proportion_moved(at, step);
        if (fabs(step) * slope.reach < last) {
            *root = next;
            return PEEL_OK;
        }
        if (slope.value < 0.0)
            low = at;
        else
            high = at;
        if (!lies_between(next, low, high)) next = proportion_moved(low, 0.5 * (logit(high) - logit(low)));
        at = next;
    }
    return PEEL_ERROR_SEARCH;
}

/* A whole mean is a median (Kaas and Buhrman 1980): at j / n the lower tail is the larger one, at met / n the upper one. */
peel_status hull_equal_tails(const struct hull_piece *piece, struct proportion *at) {
    const double n = piece->n;
    struct proportion low = {piece->j / n, (n - piece->j) / n};
    struct proportion high = {piece->met / n, (n - piece->met) / n};
    if (piece->j == 0.0) low = complement_power_root(0.5, n);
    if (piece->met == n) high = power_root(0.5, n);
    return rising_root(log_ratio, piece, low, high, hull_as_likely(piece), at);
}

/* With nothing of the other side it is the root of one tail, which may be far below high. For alpha below 1/2. */
static peel_status crossing_of_one(const struct hull_piece *piece, struct proportion high,
                                   struct proportion *crossing) {
    struct proportion root;
    *crossing = high;
    peel_status status =
        beta_lower_root(piece->met, piece->n - piece->met + 1.0, normal_upper_tail(piece->alpha), &root);
    if (status == PEEL_OK && proportion_below(root, high)) *crossing = root;
    return status;
}

/* At low the sum may be alpha itself, with slope 0: 2 of 2 at a confidence of 1/2, where a search would find noise. */
static int begins_at(const struct slope *low) {
    return low->value > -1e-14 && low->first > -1e-7 * low->reach;
}

peel_status hull_crossing(const struct hull_piece *piece, struct proportion low, struct proportion high,
                          struct proportion *crossing) {
    if (piece->j < 0.0 && piece->alpha < 0.5) return crossing_of_one(piece, high, crossing);
    struct slope end = log_sum(piece, high);
    *crossing = high;
    if (!(end.value > 0.0)) return PEEL_OK;
    struct slope begin = log_sum(piece, low);
    *crossing = low;
    if (begins_at(&begin)) return PEEL_OK;
    return rising_root(log_sum, piece, low, high, high, crossing);
}
