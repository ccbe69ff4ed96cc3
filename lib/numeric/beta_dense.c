/*
 * With A = a - 1, B = b - 1, N = A + B, the density is exp(-D(x)) times that of the mode A / N, where
 * D = A h(d / A) + B h(-d / B), d = N x - A, h(t) = t - log1p(t). For every depth c there are two points with D = c, one on each
 * side, and what lies beyond them, F(l) + Q(u), falls about as exp(-c): Newton's steps on its logarithm as a function of c.
 * D as a function of w = logit x is convex with derivative d, so that Newton's steps find both points from outside.
 */
#include "numeric/beta_dense.h"

#include <math.h>

#include "numeric/beta_law.h"
#include "numeric/beta_quantile.h"
#include "numeric/elementary.h"

struct peak {
    double a, b; /* less 1 */
    double n;
};

static double from_mode(const struct peak *peak, struct proportion at) {
    return at.x <= 0.5 ? fma(peak->n, at.x, -peak->a) : -fma(peak->n, at.y, -peak->b);
}

/* A h(t), where 1 + t is had as share / A N without the loss of 1 + t. */
static double part(double count, double d, double relative) {
    if (relative < 0.5) return d - count * log(relative);
    return count * linear_minus_log1p(d / count);
}

static double depth(const struct peak *peak, struct proportion at) {
    double d = from_mode(peak, at);
    return part(peak->a, d, peak->n * at.x / peak->a) + part(peak->b, -d, peak->n * at.y / peak->b);
}

/* From a point on the wanted side of the mode to the one of depth c. Returns 0 where the steps do not end. */
static int at_depth(const struct peak *peak, double c, struct proportion *at) {
    const int cap = 200;
    for (int i = 0; i < cap; i++) {
        double excess = depth(peak, *at) - c;
        double slope = from_mode(peak, *at);
        double step = -excess / slope;
        *at = proportion_moved(*at, fmax(-30.0, fmin(step, 30.0)));
        if (fabs(step) < 1e-9 || (fabs(excess) < 1e-9 * c && fabs(step) < 1e-6)) return 1;
    }
    return 0;
}

/* A point that many standard deviations of the logit from the mode, as a first guess. */
static struct proportion guess(const struct peak *peak, double z) {
    double w = log(peak->a / peak->b);
    double spread = sqrt(peak->a / peak->n * peak->b);
    return proportion_from_logit(w + z / spread);
}

struct outside {
    double tail;
    double density; /* of the logit */
};

static struct outside outside_of(const struct beta_law *law, struct proportion at) {
    struct beta_point point;
    beta_at(law, &at, 1, 1.0, &point);
    double tail = exp(point.excess);
    return (struct outside){tail, tail / point.ratio};
}

static peel_status search(double a, double b, double alpha, double z, struct proportion *low, struct proportion *high) {
    const int cap = 60;
    const struct peak peak = {a - 1.0, b - 1.0, (a - 1.0) + (b - 1.0)};
    const struct beta_law law = beta_law(a, b);
    const struct beta_law flipped = beta_law_flipped(&law);
    struct proportion l = guess(&peak, -z);
    struct proportion u = guess(&peak, z);
    double c = 0.5 * z * z;
    for (int i = 0; i < cap; i++) {
        if (!at_depth(&peak, c, &l) || !at_depth(&peak, c, &u)) return PEEL_ERROR_SEARCH;
        struct outside below = outside_of(&law, l);
        struct outside above = outside_of(&flipped, proportion_flipped(u));
        double tail = below.tail + above.tail;
        double slope = (below.density / -from_mode(&peak, l) + above.density / from_mode(&peak, u)) / tail;
        double step = log(tail / alpha) / slope;
        c = fmax(c + step, 0.1 * c);
        if (fabs(step) > 1e-9 * fmax(c, 1.0)) continue;
        if (!at_depth(&peak, c, &l) || !at_depth(&peak, c, &u)) return PEEL_ERROR_SEARCH;
        *low = l;
        *high = u;
        return PEEL_OK;
    }
    return PEEL_ERROR_SEARCH;
}

/* The x with alpha above it and 1 - alpha below. */
static peel_status upper_end(double a, double b, double alpha, double inside, struct proportion *high) {
    struct proportion found;
    if (alpha >= 0.5) return beta_lower_quantile(a, b, normal_upper_tail(inside), high);
    peel_status status = beta_lower_quantile(b, a, normal_upper_tail(alpha), &found);
    if (status == PEEL_OK) *high = proportion_flipped(found);
    return status;
}

peel_status beta_densest(double a, double b, double alpha, double inside, struct proportion *low,
                         struct proportion *high) {
    struct proportion found;
    if (a > 1.0 && b > 1.0) return search(a, b, alpha, normal_upper_tail(0.5 * alpha).z, low, high);
    peel_status status = a <= 1.0 ? upper_end(a, b, alpha, inside, &found) : upper_end(b, a, alpha, inside, &found);
    if (status != PEEL_OK) return status;
    *low = a <= 1.0 ? (struct proportion){0.0, 1.0} : proportion_flipped(found);
    *high = a <= 1.0 ? found : (struct proportion){1.0, 0.0};
    return PEEL_OK;
}
