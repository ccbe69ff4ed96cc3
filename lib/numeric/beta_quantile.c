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

/* proportion_moved, which is nine parts in ten of such steps, in half the time where they are short. */
static struct proportion nudged(struct proportion from, double step) {
    if (fabs(step) > 0.35) return proportion_moved(from, step);
    double growth = step + exp_minus_linear_near(step);
    double change = from.x * from.y * growth / (1.0 + from.x * growth);
    struct proportion to = {from.x + change, from.y - change};
    return to.x <= 0.5 ? (struct proportion){to.x, 1.0 - to.x} : (struct proportion){1.0 - to.y, to.y};
}

/*
 * A better beginning by the signed root r of twice the deviance, z = r + log(q / r) / r, q = -phi sqrt(n / (a b)) (Barndorff-Nielsen
 * 1986, Biometrika 73:307-322, of the density of the logit): its z is wrong by 0.02 at b = 1/2, 5e-3 at 3/2, 1e-5 at a = b = 40.
 * Most of that falls as b^(-3/2) and is taken off.
 */
static struct proportion begin(const struct beta_law *law, struct normal_tail tail) {
    const double too_near = 0.3; /* the median, where r and q are both 0 */
    struct proportion at = proportion_from_logit(start(law->a, law->b, tail));
    struct beta_deviance deviance = beta_deviance(law, at);
    double r = sqrt(2.0 * deviance.value);
    double q = deviance.phi * sqrt(law->n / law->a / law->b);
    if (!(q > too_near && r > too_near)) return at;
    double missing = tail.z - 0.0095 / (0.19 + law->b * sqrt(law->b)) - (r + log(q / r) / r);
    double step = -missing * r / deviance.phi;
    return step > -1.0 && step < 1.0 ? nudged(at, step) : at;
}

/*
 * The step in w that brings log F to log p, by the Taylor series of w as a function of log F: there w' = R, R' = R - phi R^2,
 * phi' = -n x y R, (x y)' = x y (y - x) R and (y - x)' = -2 x y R, from which the coefficients follow one by one.
 */
static double series_step(const struct beta_law *law, const struct beta_point *at, int terms) {
    enum { most = 7 };
    double ratio[most + 1] = {at->ratio};
    double phi[most + 1] = {at->phi};
    double spread[most + 1] = {at->at.x * at->at.y};
    double tilt[most + 1] = {at->at.y - at->at.x};
    double square[most], moved[most]; /* R^2, and x y R */
    const double d = -at->excess;
    for (int i = 0; i + 1 < terms; i++) {
        const double next = 1.0 / (i + 1);
        double bent = 0.0, turned = 0.0;
        square[i] = moved[i] = 0.0;
        for (int k = 0; k <= i; k++) {
            square[i] += ratio[k] * ratio[i - k];
            moved[i] += spread[k] * ratio[i - k];
        }
        for (int k = 0; k <= i; k++) {
            bent += phi[k] * square[i - k];
            turned += tilt[k] * moved[i - k];
        }
        ratio[i + 1] = (ratio[i] - bent) * next;
        phi[i + 1] = -law->n * moved[i] * next;
        spread[i + 1] = turned * next;
        tilt[i + 1] = -2.0 * moved[i] * next;
    }
    double sum = 0.0;
    for (int i = terms; i > 0; i--)
        sum = d * (sum + ratio[i - 1] / i);
    return sum;
}

/* The series' first term left out is below a unit in the last place where the excess is below one of these. */
static const double four_terms = 2e-4, five_terms = 1e-3, seven_terms = 0.01;

/* Where the excess is large Newton's step, which closes in from below because log F is concave. */
static double step_to_root(const struct beta_law *law, const struct beta_point *at) {
    const double longest = 300.0; /* in logits; from above, Newton's step may be endless */
    if (fabs(at->excess) > 0.5) return fmax(-longest, fmin(-at->excess * at->ratio, longest));
    double size = fabs(at->excess);
    return series_step(law, at, size < four_terms ? 4 : size < five_terms ? 5 : 7);
}

static peel_status search(const struct beta_law *law, struct normal_tail tail, struct proportion *root) {
    const int cap = 60;
    struct beta_point point;
    struct proportion at = begin(law, tail);
    for (int i = 0; i < cap; i++) {
        beta_at(law, at, tail.p, &point);
        at = nudged(at, step_to_root(law, &point));
#ifdef TRACE
        TRACE(i, point.excess);
#endif
        if (fabs(point.excess) < seven_terms) {
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
