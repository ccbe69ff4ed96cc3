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
#include "numeric/beta_tail.h"
#include "numeric/elementary.h"
#include "numeric/gauss.h"

static const double farthest = 690.0; /* a logit, or logarithm, of which exp is a double */

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

/* A point that many standard deviations of the logit from the mode, as a first guess. */
static struct proportion guess(const struct peak *peak, double z) {
    double w = log(peak->a / peak->b);
    double spread = sqrt(peak->a / peak->n * peak->b);
    return proportion_from_logit(fmax(-farthest, fmin(w + z / spread, farthest)));
}

/*
 * From a point above (side 1) or below (-1) the mode to the one of depth c: 0 or 1 where that is nearer to it than 1e-300, as it
 * may be for a and b of 1.001. Returns 0 where the steps do not end.
 */
static int at_depth(const struct peak *peak, double c, double side, struct proportion *at) {
    const int cap = 200;
    const double longest = 30.0;
    const double least = 1e-300;
    const double last_digit = 1e-15; /* of a logit, by the rounding of x or y */
    if (at->x == 0.0 || at->y == 0.0) *at = guess(peak, side * sqrt(2.0 * c));
    for (int i = 0; i < cap; i++) {
        double excess = depth(peak, *at) - c;
        double step = -excess / from_mode(peak, *at);
        if (excess < 0.0 && fmin(at->x, at->y) < least) {
            *at = side < 0.0 ? (struct proportion){0.0, 1.0} : (struct proportion){1.0, 0.0};
            return 1;
        }
        *at = proportion_moved(*at, fmax(-longest, fmin(step, longest)));
        if (fabs(excess) <= 1e-9 * c || fabs(step) <= last_digit) return 1;
    }
    return 0;
}

struct outside {
    double share;   /* of alpha */
    double density; /* of the logit, likewise */
};

/* Beyond the mean what lies on the other side is told. */
static struct outside outside_of(const struct beta_law *law, const struct beta_law *flipped, struct proportion at,
                                 double alpha) {
    struct beta_point point;
    if (at.x == 0.0) return (struct outside){0.0, 0.0};
    if (beta_logit_drift(law->a, law->b, at) < 0.0) {
        struct proportion other = proportion_flipped(at);
        beta_at(flipped, &other, 1, 1.0, &point);
        double rest = exp(point.excess);
        return (struct outside){(1.0 - rest) / alpha, rest / point.ratio / alpha};
    }
    beta_at(law, &at, 1, alpha, &point);
    double share = point.excess < -farthest ? 0.0 : exp(fmin(point.excess, farthest));
    return (struct outside){share, share / point.ratio};
}

/* The density of the logit at a point. */
static double density_at(const struct beta_law *law, struct proportion at) {
    return law->scale * exp(law->errors - beta_deviance(law, at).value);
}

/* From one logit to the other. Near 1 it is y that has the digits. */
static double width_of(struct proportion low, struct proportion high) {
    double apart = high.x <= 0.5 ? high.x - low.x : low.y - high.y;
    if (apart < 0.1 * low.x && apart < 0.1 * high.y) return log1p(apart / low.x) + log1p(apart / high.y);
    return log(high.x / low.x) + log(low.y / high.y);
}

/* What lies between two points that are near to each other. */
static double between(const struct beta_law *law, struct proportion low, double width) {
    double sum = 0.0;
    for (int i = 0; i < gauss_few; i++)
        sum += gauss_rule_few[1][i] * density_at(law, proportion_moved(low, width * gauss_rule_few[0][i]));
    return width * sum;
}

/* The same of points that are both on one side of the mean, by their tails. */
static double difference(const struct beta_law *law, const struct beta_law *flipped, struct proportion low,
                         struct proportion high) {
    if (beta_logit_drift(law->a, law->b, high) > 0.0)
        return outside_of(law, flipped, high, 1.0).share - outside_of(law, flipped, low, 1.0).share;
    return outside_of(flipped, law, proportion_flipped(low), 1.0).share -
           outside_of(flipped, law, proportion_flipped(high), 1.0).share;
}

/* The step in c: by what lies outside or, where that is nearly half or more, by what lies inside. */
static double step_of_depth(const struct peak *peak, const struct beta_law *law, const struct beta_law *flipped,
                            double alpha, struct proportion low, struct proportion high) {
    const double little = 0.6;
    const double near = 3.0;
    double width = width_of(low, high);
    const double inside = 1.0 - alpha;
    double before = -from_mode(peak, low);
    double after = from_mode(peak, high);
    int one_side = beta_logit_drift(law->a, law->b, high) > 0.0 ||
                   beta_logit_drift(law->a, law->b, low) < 0.0; /* of the mean, both */
    if (inside < little && (width < near || one_side)) {
        double slope = density_at(law, low) / before + density_at(law, high) / after;
        double mass = width < near ? between(law, low, width) : difference(law, flipped, low, high);
        return (inside - mass) / slope;
    }
    struct outside below = outside_of(law, flipped, low, alpha);
    struct outside above = outside_of(flipped, law, proportion_flipped(high), alpha);
    double share = below.share + above.share;
    if (!(share > 0.0)) return -INFINITY;
    return log(share) * share / (below.density / before + above.density / after);
}

static peel_status search(const struct beta_shape *shape, double alpha, struct proportion *low,
                          struct proportion *high) {
    const int cap = 100;
    const double a = (shape->a - 1.0) + shape->a_rest;
    const double b = (shape->b - 1.0) + shape->b_rest;
    const struct peak peak = {a, b, a + b};
    const struct beta_law law = beta_law(shape);
    const struct beta_law flipped = beta_law_flipped(&law);
    const double z = normal_upper_tail(0.5 * alpha).z;
    const double close = 1e-8 + 1e-14 * (1.0 + 1.0 / z) * sqrt(peak.n); /* what rounding of x and y leaves of c */
    struct proportion l = guess(&peak, -z);
    struct proportion u = guess(&peak, z);
    double c = 0.5 * z * z;
    for (int i = 0; i < cap; i++) {
        if (!at_depth(&peak, c, -1.0, &l) || !at_depth(&peak, c, 1.0, &u)) return PEEL_ERROR_SEARCH;
        double step = step_of_depth(&peak, &law, &flipped, alpha, l, u);
        c = fmax(c + step, 0.1 * c);
        if (!(fabs(step) <= close * c)) continue;
        if (!at_depth(&peak, c, -1.0, &l) || !at_depth(&peak, c, 1.0, &u)) return PEEL_ERROR_SEARCH;
        *low = l;
        *high = u;
        return PEEL_OK;
    }
    return PEEL_ERROR_SEARCH;
}

/* The x with alpha above it. From 1/2 on 1 - alpha is exact. */
static peel_status upper_end(const struct beta_shape *shape, double alpha, struct proportion *high) {
    const struct beta_shape flipped = beta_shape_flipped(shape);
    struct proportion found;
    if (alpha >= 0.5) return beta_lower_quantile(shape, normal_upper_tail(1.0 - alpha), high);
    peel_status status = beta_lower_quantile(&flipped, normal_upper_tail(alpha), &found);
    if (status == PEEL_OK) *high = proportion_flipped(found);
    return status;
}

peel_status beta_densest(const struct beta_shape *shape, double alpha, struct proportion *low,
                         struct proportion *high) {
    const struct beta_shape flipped = beta_shape_flipped(shape);
    struct proportion found;
    if (shape->a > 1.0 && shape->b > 1.0) return search(shape, alpha, low, high);
    int falls = shape->a <= 1.0;
    peel_status status = upper_end(falls ? shape : &flipped, alpha, &found);
    if (status != PEEL_OK) return status;
    *low = falls ? (struct proportion){0.0, 1.0} : proportion_flipped(found);
    *high = falls ? found : (struct proportion){1.0, 0.0};
    return PEEL_OK;
}
