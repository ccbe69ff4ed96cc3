#include "numeric/beta_quantile.h"

#include <math.h>

#include "numeric/beta_law.h"
#include "numeric/beta_small.h"
#include "numeric/elementary.h"

/*
 * Where to begin, in logits. Abramowitz and Stegun 26.5.22 needs a and b of 1 and more. For b < 1, (a + (b - 1) / 2) log(1 / x) is
 * near to a gamma variable, whose tail p lies near the z with z^(b-1) exp(-z) / (1 + (1 - b) / z) = p Gamma(b).
 */
static double start(double a, double b, struct normal_tail tail) {
    if (b < 1.0) {
        double depth = log(b / tail.p) + 0.1;
        double z = fmax(depth, 0.5);
        for (int i = 0; i < 3; i++)
            z = fmax(depth - (1.0 - b) * log(z + 1.0 - b), 0.5);
        return -log(expm1(z / (a + 0.5 * (b - 1.0))));
    }
    double of_a = 1.0 / (2.0 * a - 1.0);
    double of_b = 1.0 / (2.0 * b - 1.0);
    double lambda = (tail.z * tail.z - 3.0) / 6.0;
    double h = 2.0 / (of_a + of_b);
    double w = tail.z * sqrt(h + lambda) / h - (of_b - of_a) * (lambda + 5.0 / 6.0 - 2.0 / (3.0 * h));
    return log(a / b) - 2.0 * w;
}

/*
 * The step in w that brings log F to log p. Its slope is 1/R, and that times c = phi - 1/R its next derivative; c's own give the
 * rest by the product rule. The inverse of the Taylor series to the fourth order where the excess is small, else Newton's step,
 * which closes in from below because log F is concave.
 */
static double step_to_root(const struct beta_law *law, const struct beta_point *at) {
    const double longest = 300.0; /* in logits; from above, Newton's step may be endless */
    double d = -at->excess;
    if (fabs(d) > 0.5) return fmax(-longest, fmin(d * at->ratio, longest));
    double spread = law->n * at->at.x * at->at.y;
    double c = at->phi - 1.0 / at->ratio;
    double c1 = -spread;
    double c2 = -spread * (at->at.y - at->at.x);
    double r = at->ratio;
    double l2 = r * c; /* each divided by that power of the slope which makes it a pure number */
    double l3 = l2 * l2 + r * (r * c1 - l2);
    double l4 = l3 * l2 + 2.0 * l2 * r * (r * c1 - l2) + r * r * (r * c2) - r * l3;
    (void)l4;
    double s1 = 1.0 / r;
    double k2 = s1 * c;
    double k3 = k2 * c + s1 * (c1 - k2);
    double k4 = k3 * c + 2.0 * k2 * (c1 - k2) + s1 * (c2 - k3);
    l2 = k2 * r * r;
    l3 = k3 * r * r * r;
    l4 = k4 * r * r * r * r;
    double third = (3.0 * l2 * l2 - l3) / 6.0;
    double fourth = (10.0 * l2 * l3 - 15.0 * l2 * l2 * l2 - l4) / 24.0;
    return d * r * (1.0 + d * (-0.5 * l2 + d * (third + d * fourth)));
}

static peel_status search(const struct beta_law *law, struct normal_tail tail, struct proportion *root) {
    const int cap = 60;
    const double last = 2e-4;
    struct beta_point point;
    struct proportion at = proportion_from_logit(start(law->a, law->b, tail));
    for (int i = 0; i < cap; i++) {
        beta_at(law, at, tail.p, &point);
        at = proportion_moved(at, step_to_root(law, &point));
#ifdef TRACE
        TRACE(i, point.excess);
#endif
        if (fabs(point.excess) < last) {
            *root = at;
            return PEEL_OK;
        }
    }
    return PEEL_ERROR_SEARCH;
}

/* 1 - p, exactly. */
static struct probability others(double p) {
    double value = 1.0 - p;
    return (struct probability){value, (1.0 - value) - p};
}

/* With a parameter below 1 some quantiles are powers of the probability, mended by a series. Returns 0 for the others. */
static int by_power(double a, double b, double p, struct proportion *root, peel_status *status) {
    const double never = 0.1; /* with b < 1 and p below 0.1 b, a y is above 1 */
    struct probability below = {p, 0.0};
    struct proportion found;
    if (a <= 1.0 && b >= 1.0) {
        *status = beta_small_quantile(a, b, below, &found) ? PEEL_OK : PEEL_ERROR_SEARCH;
        if (*status == PEEL_OK) *root = found;
        return 1;
    }
    if (b >= 1.0 || p < never * b) return 0;
    below = others(p);
    if (!beta_is_small(b, a, below)) return 0;
    *status = beta_small_quantile(b, a, below, &found) ? PEEL_OK : PEEL_ERROR_SEARCH;
    if (*status == PEEL_OK) *root = proportion_flipped(found);
    return 1;
}

peel_status beta_lower_quantile(double a, double b, struct normal_tail tail, struct proportion *root) {
    peel_status status;
    if (b == 1.0 && a >= 1.0) {
        *root = power_root(tail.p, a);
        return PEEL_OK;
    }
    if (a == 1.0 && b >= 1.0) {
        *root = complement_power_root(tail.p, b);
        return PEEL_OK;
    }
    if (by_power(a, b, tail.p, root, &status)) return status;
    struct beta_law law = beta_law(a, b);
    return search(&law, tail, root);
}
