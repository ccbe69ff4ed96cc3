#include "numeric/beta_quantile.h"

#include <math.h>

#include "numeric/beta_law.h"
#include "numeric/beta_small.h"
#include "numeric/elementary.h"

/*
 * Where to begin. Abramowitz and Stegun 26.5.22 needs a and b of 1 and more. For b < 1, (a + (b - 1) / 2) log(1 / x) is
 * near to a gamma variable, whose tail p lies near the z with z^(b-1) exp(-z) / (1 + (1 - b) / z) = p Gamma(b).
 */
static struct proportion start(double a, double b, struct normal_tail tail) {
    if (b < 1.0) {
        double depth = log(b / tail.p) + 0.1;
        double z = depth > 0.5 ? depth : 0.5;
        for (int i = 0; i < 3; i++) {
            z = depth - (1.0 - b) * log(z + 1.0 - b);
            if (z < 0.5) z = 0.5;
        }
        z /= a + 0.5 * (b - 1.0);
        return (struct proportion){exp(-z), -expm1(-z)};
    }
    double of_a = 1.0 / (2.0 * a - 1.0);
    double of_b = 1.0 / (2.0 * b - 1.0);
    double lambda = (tail.z * tail.z - 3.0) * (1.0 / 6);
    double inverse = 0.5 * (of_a + of_b); /* 1 / h */
    double w =
        tail.z * sqrt(1.0 + lambda * inverse) * sqrt(inverse) - (of_b - of_a) * (lambda + 5.0 / 6 - 2.0 / 3 * inverse);
    double odds = a / b * exp(-2.0 * w);
    double y = 1.0 / (1.0 + odds);
    return odds <= 1.0 ? (struct proportion){odds * y, 1.0 - odds * y} : (struct proportion){1.0 - y, y};
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
 * A better beginning, from the deviance at the first, by the signed root r of twice the deviance, z = r + log(q / r) / r, q = -phi sqrt(n / (a b)) (Barndorff-Nielsen
 * 1986, Biometrika 73:307-322, of the density of the logit): its z is wrong by 0.02 at b = 1/2, 5e-3 at 3/2, 1e-5 at a = b = 40.
 * Most of that falls as b^(-3/2) and is taken off.
 */
static struct proportion begin(const struct beta_law *law, struct proportion at, struct beta_deviance deviance,
                               double z) {
    const double too_near = 0.3; /* the median, where r and q are both 0 */
    double r = sqrt(2.0 * deviance.value);
    double q = deviance.phi * sqrt(law->n / law->a / law->b);
    if (!(q > too_near && r > too_near)) return at;
    double missing = z - 0.0095 / (0.19 + law->b * sqrt(law->b)) - (r + log(q / r) / r);
    double step = -missing * r / deviance.phi;
    return step > -1.0 && step < 1.0 ? nudged(at, step) : at;
}

/*
 * The step in w that brings log F to log p, by the Taylor series of w as a function of log F: there w' = R, R' = R - phi R^2,
 * phi' = -n x y R, (x y)' = x y (y - x) R and (y - x)' = -2 x y R, from which the coefficients follow one by one.
 */
static double seven_terms(const struct beta_law *law, const struct beta_point *at) {
    enum { terms = 7 };
    double ratio[terms] = {at->ratio};
    double phi[terms] = {at->phi};
    double spread[terms] = {at->at.x * at->at.y};
    double tilt[terms] = {at->at.y - at->at.x};
    double square[terms], moved[terms]; /* R^2, and x y R */
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

/* The first five terms of it, written out: a quarter of the time. */
static double five_terms(const struct beta_law *law, const struct beta_point *at) {
    const double d = -at->excess;
    const double r0 = at->ratio, p0 = r0 * r0;
    const double phi0 = at->phi, s0 = at->at.x * at->at.y, t0 = at->at.y - at->at.x;
    const double m0 = s0 * r0, phi1 = -law->n * m0, s1 = t0 * m0, t1 = -2.0 * m0;
    const double r1 = r0 - phi0 * p0, p1 = 2.0 * r0 * r1;
    const double m1 = s0 * r1 + s1 * r0, phi2 = -0.5 * law->n * m1, s2 = 0.5 * (t0 * m1 + t1 * m0);
    const double r2 = 0.5 * (r1 - (phi0 * p1 + phi1 * p0)), p2 = 2.0 * r0 * r2 + r1 * r1;
    const double m2 = (s0 * r2 + s1 * r1) + s2 * r0, phi3 = (-1.0 / 3) * law->n * m2;
    const double r3 = (1.0 / 3) * (r2 - ((phi0 * p2 + phi1 * p1) + phi2 * p0)), p3 = 2.0 * (r0 * r3 + r1 * r2);
    const double r4 = 0.25 * (r3 - ((phi0 * p3 + phi1 * p2) + (phi2 * p1 + phi3 * p0)));
    return d * (r0 + d * (0.5 * r1 + d * ((1.0 / 3) * r2 + d * (0.25 * r3 + d * (0.2 * r4)))));
}

/* The series' first term left out is below a unit in the last place where the excess is below one of these. */
static const double least_five = 1e-3, least_seven = 0.01;

/* Where the excess is large Newton's step, which closes in from below because log F is concave. */
static double step_to_root(const struct beta_law *law, const struct beta_point *at) {
    const double longest = 300.0; /* in logits; from above, Newton's step may be endless */
    if (fabs(at->excess) > 0.5) return fmax(-longest, fmin(-at->excess * at->ratio, longest));
    return fabs(at->excess) < least_five ? five_terms(law, at) : seven_terms(law, at);
}

/* One or both ends: what is done is done for both in turn, and the processor does it at the same time, in two thirds of it. */
static peel_status search(const struct beta_law *law, int ends, struct normal_tail tail, struct proportion *root) {
    const int cap = 60;
    struct proportion at[2] = {{0.0, 1.0}, {0.0, 1.0}};
    struct beta_deviance deviance[2];
    struct beta_point point[2];
    for (int i = 0; i < ends; i++)
        at[i] = start(law[i].a, law[i].b, tail);
    for (int i = 0; i < ends; i++)
        deviance[i] = beta_deviance(&law[i], at[i]);
    for (int i = 0; i < ends; i++)
        at[i] = begin(&law[i], at[i], deviance[i], tail.z);
    beta_at(law, at, ends, tail.p, point);
    for (int i = 0; i < ends; i++)
        at[i] = nudged(at[i], step_to_root(&law[i], &point[i]));
    for (int i = 0; i < ends; i++) {
        for (int turn = 1; !(fabs(point[i].excess) < least_seven); turn++) {
            if (turn == cap) return PEEL_ERROR_SEARCH;
            beta_at(&law[i], &at[i], 1, tail.p, &point[i]);
            at[i] = nudged(at[i], step_to_root(&law[i], &point[i]));
        }
    }
    for (int i = 0; i < ends; i++)
        root[i] = at[i];
    return PEEL_OK;
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
    if (a < 1.0) {
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

/* Whether one has a closed form or is a power; else it is to be searched. */
static int is_closed(double a, double b, double p, struct proportion *root, peel_status *status) {
    *status = PEEL_OK;
    if (b == 1.0 && a >= 1.0) {
        *root = power_root(p, a);
        return 1;
    }
    if (a == 1.0 && b >= 1.0) {
        *root = complement_power_root(p, b);
        return 1;
    }
    return (a < 1.0 || b < 1.0) && by_power(a, b, p, root, status);
}

peel_status beta_lower_quantile(const struct beta_shape *shape, struct normal_tail tail, struct proportion *root) {
    peel_status status;
    if (is_closed(shape->a, shape->b, tail.p, root, &status)) return status;
    const struct beta_law law = beta_law(shape);
    return search(&law, 1, tail, root);
}

peel_status beta_both_quantiles(const struct beta_shape *shape, struct normal_tail tail, struct proportion *low,
                                struct proportion *high) {
    const struct beta_shape flipped = beta_shape_flipped(shape);
    struct proportion root[2];
    peel_status status = PEEL_OK;
    if (shape->a > 1.0 && shape->b > 1.0) {
        struct beta_law law[2];
        law[0] = beta_law(shape);
        law[1] = beta_law_flipped(&law[0]);
        status = search(law, 2, tail, root);
    } else {
        status = beta_lower_quantile(shape, tail, &root[0]);
        if (status == PEEL_OK) status = beta_lower_quantile(&flipped, tail, &root[1]);
    }
    if (status != PEEL_OK) return status;
    *low = root[0];
    *high = proportion_flipped(root[1]);
    return PEEL_OK;
}
