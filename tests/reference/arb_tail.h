/*
 * The tail of a beta distribution in ball arithmetic, for make_truth.c and make_beta.c. With t = x exp(-v) in the incomplete beta
 * function it is an integral that Arb encloses with rigour:
 *     I_x(a, b) = x^a (1-x)^(b-1) / B(a, b) * J,  J = integral of exp(h(v)), v = 0 to infinity,
 *     h(v) = -a v + (b-1) log((1 - x exp(-v)) / (1 - x)).
 */
#ifndef ARB_TAIL_H
#define ARB_TAIL_H

#include <arb.h>

enum { arb_tail_bits = 320 };

/* a, b: of the distribution. mid: 1 for P(X >= k) less half of P(X = k), where a = k, b = n - k + 1. x, y: scratch. */
struct arb_tail {
    arb_t a, b, x, y;
    int mid;
};

/* The logarithm of the tail at w, and its slope in w. */
void arb_tail_log(arb_t value, arb_t slope, const arb_t w, struct arb_tail *t);

/* Encloses the w = log(x / (1-x)) at which the tail below x is alpha. start: a guess. */
void arb_tail_root(arb_t w, double start, double alpha, struct arb_tail *tail);

/* Says what is wrong and ends the program: no row is better than a wrong one. */
void arb_tail_fail(const char *what);

#endif
