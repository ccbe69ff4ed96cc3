#include "numeric/beta_root.h"

#include <math.h>

#include "numeric/beta_tail.h"
#include "numeric/elementary.h"

/*
 * A tail as a function of w = logit x: log F less log p, the slope l1 of log F, and l2 to l4, its next derivatives each divided
 * by that power of the slope which makes it a pure number.
 */
struct slope {
    double excess;
    double l1, l2, l3, l4;
};

/* l2 = l1 c, and c's own derivatives by w, less the parts that come from l1, give the rest by the product rule. */
static struct slope with_derivatives(double excess, double l1, double c, double c1, double c2) {
    double l2 = l1 * c;
    double l3 = l2 * c + l1 * (c1 - l2);
    double l4 = l3 * c + 2.0 * l2 * (c1 - l2) + l1 * (c2 - l3);
    return (struct slope){excess, l1, l2 / (l1 * l1), l3 / (l1 * l1 * l1), l4 / (l1 * l1 * l1 * l1)};
}

/* log(F / p) from the density over p and the ratio F / f. */
static double log_excess(struct beta_density density, double ratio) {
    double factor = density.scale * ratio;
    if (fabs(density.exponent) > 600.0) return density.exponent + log(factor);
    double area = factor * exp(density.exponent);
    return fabs(area - 1.0) < 0.5 ? log1p(area - 1.0) : log(area);
}

/* log F of the beta tail: slope 1/R, and c = phi - slope with phi = a - (a + b) x. */
static struct slope beta_slope(double a, double b, struct proportion at, double p) {
    double ratio = beta_tail_ratio(a, b, at, 1.0);
    double phi = beta_logit_drift(a, b, at);
    double spread = (a + b) * at.x * at.y;
    double excess = log_excess(beta_logit_density(a, b, at, p), ratio);
    return with_derivatives(excess, 1.0 / ratio, phi - 1.0 / ratio, -spread, -spread * (at.y - at.x));
}

/*
 * The same with half of P(K = k) taken off: F = f (R - 1 / (2 k y)), slope g / (2 k y R - 1), g = k y + (n - k) x;
 * c = g'/g + k - n x - slope.
 */
static struct slope mid_slope(double k, double b, struct proportion at, double p) {
    double failed = b - 1.0;
    double n = k + failed; /* exact, as k + b is not beside 2^53 */
    double ratio = beta_tail_ratio(k, b, at, 0.5);
    double g = k * at.y + failed * at.x;
    double slope = g / (2.0 * k * at.y * ratio);
    double spread = at.x * at.y;
    double tilt = at.y - at.x;
    double g1 = (failed - k) * spread / g;
    double g2 = g1 * tilt;
    double g3 = g1 * (tilt * tilt - 2.0 * spread);
    double h1 = g2 - g1 * g1;
    double h2 = g3 - g2 * g1 - 2.0 * g1 * h1;
    double phi = beta_logit_drift(k, failed, at);
    double excess = log_excess(beta_logit_density(k, b, at, p), ratio);
    return with_derivatives(excess, slope, g1 + phi - slope, h1 - n * spread, h2 - n * spread * tilt);
}

/*
 * The step in w that brings log F to log p: the inverse of its Taylor series to the fourth order where the excess is small, else
 * Newton's, which closes in from below because log F is concave.
 */
static double step_to_root(const struct slope *at) {
    const double longest = 300.0; /* in logits; from above, Newton's step may be endless */
    double d = -at->excess;
    if (fabs(d) > 0.5) return fmax(-longest, fmin(d / at->l1, longest));
    double third = (3.0 * at->l2 * at->l2 - at->l3) / 6.0;
    double fourth = (10.0 * at->l2 * at->l3 - 15.0 * at->l2 * at->l2 * at->l2 - at->l4) / 24.0;
    return d / at->l1 * (1.0 + d * (-0.5 * at->l2 + d * (third + d * fourth)));
}

static struct proportion from_logit(double w) {
    double odds = exp(-fabs(w));
    double smaller = odds / (1.0 + odds);
    return w < 0.0 ? (struct proportion){smaller, 1.0 - smaller} : (struct proportion){1.0 - smaller, smaller};
}

/* A step in w made in x and y: w itself has not the digits of a small x, nor has a sum after a long step. */
static struct proportion moved(struct proportion from, double step) {
    double growth = expm1(step);
    double total = 1.0 + from.x * growth;
    struct proportion to = {from.x * exp(step) / total, from.y / total};
    if (fabs(step) < 0.5) {
        double change = from.x * from.y * growth / total;
        to = (struct proportion){from.x + change, from.y - change};
    }
    if (to.x <= 0.5)
        to.y = 1.0 - to.x;
    else
        to.x = 1.0 - to.y;
    return to;
}

/*
 * Where to begin, in logits: Abramowitz and Stegun 26.5.22. It needs a and b above 1/2; for b = 1/2 (Jeffreys' upper limit at
 * k = 0), 2 a y is near to a chi-square of one degree, of which tail.p / 2 is a normal tail.
 */
static double start(double a, double b, struct normal_tail tail) {
    if (b <= 0.5) {
        double z = normal_upper_tail(0.5 * tail.p).z;
        return -log(expm1(0.5 * z * z / (a - 0.25)));
    }
    double of_a = 1.0 / (2.0 * a - 1.0);
    double of_b = 1.0 / (2.0 * b - 1.0);
    double lambda = (tail.z * tail.z - 3.0) / 6.0;
    double h = 2.0 / (of_a + of_b);
    double w = tail.z * sqrt(h + lambda) / h - (of_b - of_a) * (lambda + 5.0 / 6.0 - 2.0 / (3.0 * h));
    return log(a / b) - 2.0 * w;
}

enum { beta_tail, mid_tail };

/*
 * Steps until one was so short that the series' next term, of the fifth order in the excess, is below a unit in the last place.
 */
static peel_status search(int which, double a, double b, struct normal_tail tail, double w, struct proportion *root) {
    const int cap = 60;
    const double last = 2e-4;
    struct proportion at = from_logit(w);
    for (int i = 0; i < cap; i++) {
        struct slope slope = which == beta_tail ? beta_slope(a, b, at, tail.p) : mid_slope(a, b, at, tail.p);
        at = moved(at, step_to_root(&slope));
        if (fabs(slope.excess) < last) {
            *root = at;
            return PEEL_OK;
        }
    }
    return PEEL_ERROR_SEARCH;
}

peel_status beta_lower_root(double a, double b, struct normal_tail tail, struct proportion *root) {
    if (b == 1.0) {
        *root = power_root(tail.p, a);
        return PEEL_OK;
    }
    if (a == 1.0) {
        *root = complement_power_root(tail.p, b);
        return PEEL_OK;
    }
    return search(beta_tail, a, b, tail, start(a, b, tail), root);
}

peel_status binomial_mid_lower_root(double k, double n, struct normal_tail tail, struct proportion *root) {
    return search(mid_tail, k, n - k + 1.0, tail, start(k + 0.5, n - k + 0.5, tail), root);
}
