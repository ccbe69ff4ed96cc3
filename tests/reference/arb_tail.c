#include "arb_tail.h"

#include <acb_calc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { goal = 110, certified = -78, steps = 300 };

void arb_tail_fail(const char *what) {
    fprintf(stderr, "make_truth: %s\n", what);
    exit(1);
}

/*
 * exp(h(v)). On a wide ball the two large terms of h would cancel only at its middle m, so h is enclosed by
 * h(m) + h'(m) (v - m) + h''(v) (v - m)^2 / 2, where h''(v) stands for all its values on the (convex) ball.
 */
static int integrand(acb_ptr out, const acb_t v, void *context, slong order, slong prec) {
    const struct arb_tail *t = context;
    acb_t m, u, away, odds;
    arb_t c;
    (void)order; /* where 1 - x exp(-v) may be 0, h'' is not finite, which tells the caller enough */
    acb_init(m), acb_init(u), acb_init(away), acb_init(odds), arb_init(c);
    arb_sub_ui(c, t->b, 1, prec);
    acb_get_mid(m, v);
    acb_sub(away, v, m, prec);

    acb_neg(u, v);
    acb_exp(u, u, prec);
    acb_mul_arb(u, u, t->x, prec);
    acb_sub_ui(odds, u, 1, prec);
    acb_mul(odds, odds, odds, prec);
    acb_div(odds, u, odds, prec);
    acb_mul_arb(odds, odds, c, prec);
    acb_mul(odds, odds, away, prec);
    acb_mul_2exp_si(odds, odds, -1); /* -h''(v) (v - m) / 2 */

    acb_neg(u, m);
    acb_exp(u, u, prec);
    acb_mul_arb(u, u, t->x, prec);
    acb_sub_ui(out, u, 1, prec);
    acb_neg(out, out);
    acb_div(u, u, out, prec);
    acb_mul_arb(u, u, c, prec);
    acb_sub_arb(u, u, t->a, prec); /* h'(m) */
    acb_sub(u, u, odds, prec);
    acb_mul(u, u, away, prec);

    acb_div_arb(out, out, t->y, prec);
    acb_log(out, out, prec);
    acb_mul_arb(out, out, c, prec);
    acb_submul_arb(out, m, t->a, prec); /* h(m) */
    acb_add(out, out, u, prec);
    acb_exp(out, out, prec);
    acb_clear(m), acb_clear(u), acb_clear(away), acb_clear(odds), arb_clear(c);
    return 0;
}

/*
 * What the integral leaves beyond v: exp(h(v)) / min(a, -h'(v)), since h is concave for b >= 1, and h' <= -a for b < 1.
 * Returns 0 where v is not yet far enough out.
 */
static int rest_bound(arb_t rest, double v, const struct arb_tail *t) {
    arb_t u, c, slope;
    acb_t at, value;
    int far;
    arb_init(u), arb_init(c), arb_init(slope), acb_init(at), acb_init(value);
    arb_set_d(u, -v);
    arb_exp(u, u, arb_tail_bits);
    arb_mul(u, u, t->x, arb_tail_bits);
    arb_sub_ui(c, u, 1, arb_tail_bits);
    arb_neg(c, c);
    arb_div(u, u, c, arb_tail_bits);
    arb_sub_ui(c, t->b, 1, arb_tail_bits);
    arb_mul(u, u, c, arb_tail_bits);
    arb_sub(slope, t->a, u, arb_tail_bits);
    arb_min(slope, slope, t->a, arb_tail_bits);
    acb_set_d(at, v);
    integrand(value, at, (void *)t, 0, arb_tail_bits);
    arb_set_d(c, ldexp(1, -goal));
    far = arb_is_positive(slope) && arb_lt(acb_realref(value), c);
    if (far) arb_div(rest, acb_realref(value), slope, arb_tail_bits);
    arb_clear(u), arb_clear(c), arb_clear(slope), acb_clear(at), acb_clear(value);
    return far;
}

static void integral(arb_t j, const struct arb_tail *t) {
    acb_t from, to, sum;
    arb_t rest;
    mag_t tolerance;
    acb_init(from), acb_init(to), acb_init(sum), arb_init(rest), mag_init(tolerance);
    arb_set(rest, t->a);
    double v = 1 / arf_get_d(arb_midref(rest), ARF_RND_NEAR);
    while (!rest_bound(rest, v, t))
        v *= 1.5;
    acb_set_d(to, v);
    mag_set_ui_2exp_si(tolerance, 1, -4 * arb_tail_bits);
    acb_calc_integrate(sum, integrand, (void *)t, from, to, goal, tolerance, NULL, arb_tail_bits);
    arb_set(j, acb_realref(sum));
    arb_zero_pm_one(acb_realref(to));
    arb_mul(rest, rest, acb_realref(to), arb_tail_bits); /* 0 plus or minus the rest */
    arb_add(j, j, rest, arb_tail_bits);
    acb_clear(from), acb_clear(to), acb_clear(sum), arb_clear(rest), mag_clear(tolerance);
}

void arb_tail_log(arb_t value, arb_t slope, const arb_t w, struct arb_tail *t) {
    arb_t j, c, half;
    arb_init(j), arb_init(c), arb_init(half);
    arb_neg(c, w);
    arb_exp(c, c, arb_tail_bits);
    arb_add_ui(c, c, 1, arb_tail_bits);
    arb_inv(t->x, c, arb_tail_bits);
    arb_exp(c, w, arb_tail_bits);
    arb_add_ui(c, c, 1, arb_tail_bits);
    arb_inv(t->y, c, arb_tail_bits);
    integral(j, t);
    arb_set(slope, t->y);
    if (t->mid) { /* a = k and b - 1 = n - k: half of the probability of k is 1 / (2 k) here */
        arb_mul_2exp_si(half, t->a, 1);
        arb_inv(half, half, arb_tail_bits);
        arb_sub(j, j, half, arb_tail_bits);
        arb_sub_ui(c, t->b, 1, arb_tail_bits);
        arb_mul(c, c, t->x, arb_tail_bits);
        arb_mul(c, c, half, arb_tail_bits);
        arb_mul_2exp_si(slope, slope, -1);
        arb_add(slope, slope, c, arb_tail_bits);
    }
    arb_div(slope, slope, j, arb_tail_bits);
    arb_log(value, j, arb_tail_bits);
    arb_log(c, t->x, arb_tail_bits);
    arb_addmul(value, c, t->a, arb_tail_bits);
    arb_log(c, t->y, arb_tail_bits);
    arb_sub_ui(half, t->b, 1, arb_tail_bits);
    arb_addmul(value, c, half, arb_tail_bits);
    arb_lgamma(c, t->a, arb_tail_bits);
    arb_sub(value, value, c, arb_tail_bits);
    arb_lgamma(c, t->b, arb_tail_bits);
    arb_sub(value, value, c, arb_tail_bits);
    arb_add(c, t->a, t->b, arb_tail_bits);
    arb_lgamma(c, c, arb_tail_bits);
    arb_add(value, value, c, arb_tail_bits);
    arb_clear(j), arb_clear(c), arb_clear(half);
}

/* Newton's steps without rigour, then a sign on each side with it. */
void arb_tail_root(arb_t w, double start, double alpha, struct arb_tail *t) {
    arb_t target, value, slope, step, side;
    arb_init(target), arb_init(value), arb_init(slope), arb_init(step), arb_init(side);
    arb_set_d(target, alpha);
    arb_log(target, target, arb_tail_bits);
    arb_set_d(w, start);
    for (int i = 0;; i++) {
        if (i == steps) arb_tail_fail("no root");
        arb_tail_log(value, slope, w, t);
        arb_sub(step, target, value, arb_tail_bits);
        arb_div(step, step, slope, arb_tail_bits);
        arb_add(w, w, step, arb_tail_bits);
        mag_zero(arb_radref(w));
        if (fabs(arf_get_d(arb_midref(step), ARF_RND_NEAR)) < ldexp(1, certified - 5)) break;
    }
    arb_set_d(step, ldexp(1, certified));
    arb_sub(side, w, step, arb_tail_bits);
    arb_tail_log(value, slope, side, t);
    if (!arb_lt(value, target)) arb_tail_fail("the lower end is not certain");
    arb_add(side, w, step, arb_tail_bits);
    arb_tail_log(value, slope, side, t);
    if (!arb_gt(value, target)) arb_tail_fail("the upper end is not certain");
    arb_add_error_2exp_si(w, certified);
    arb_clear(target), arb_clear(value), arb_clear(slope), arb_clear(step), arb_clear(side);
}
