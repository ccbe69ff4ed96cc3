/*
 * Makes truth-beta.csv: the posteriors of a rate with a prior, every digit right. Not part of the build; the table is committed.
 * To make it again, on Debian with libflint-arb-dev and libflint-dev, in this folder:
 *
 *     cc -std=c17 -O2 make_beta.c arb_tail.c -lflint-arb -lflint -lm -o make_beta && ./make_beta > truth-beta.csv
 *
 * Ball arithmetic as in make_truth.c. A posterior is Beta(k + prior_met, n - k + prior_failed), both sums exact. beta has equal
 * tails. beta-hpd holds 1 - alpha between two points of equal density: with A = a - 1 and B = b - 1 those where
 * A log x + B log(1-x) lies c below its largest value, for the c that leaves alpha outside. Where A <= 0 or B <= 0 the interval
 * begins or ends at 0 or 1.
 */
#include <arb_hypgeom.h>
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "arb_tail.h"

enum { bits = arb_tail_bits };

struct posterior {
    arb_t a, b;
};

static double middle(const arb_t x) {
    return arf_get_d(arb_midref(x), ARF_RND_NEAR);
}

/* The double that all numbers from low to high are. */
static double rounded(const arb_t low, const arb_t high) {
    arf_t end;
    arf_init(end);
    arb_get_lbound_arf(end, low, bits);
    double from = arf_get_d(end, ARF_RND_NEAR);
    arb_get_ubound_arf(end, high, bits);
    double to = arf_get_d(end, ARF_RND_NEAR);
    arf_clear(end);
    if (from != to) arb_tail_fail("an enclosure is too wide to round");
    return from;
}

/* 1 / (1 + exp(-w)), or 1 less that. */
static void of_logit(arb_t x, const arb_t w, int other) {
    if (other)
        arb_set(x, w);
    else
        arb_neg(x, w);
    arb_exp(x, x, bits);
    arb_add_ui(x, x, 1, bits);
    arb_inv(x, x, bits);
}

static void tail_of(struct arb_tail *tail, const struct posterior *of, int flipped) {
    arb_init(tail->a), arb_init(tail->b), arb_init(tail->x), arb_init(tail->y);
    arb_set(tail->a, flipped ? of->b : of->a);
    arb_set(tail->b, flipped ? of->a : of->b);
    tail->mid = 0;
}

static void clear_tail(struct arb_tail *tail) {
    arb_clear(tail->a), arb_clear(tail->b), arb_clear(tail->x), arb_clear(tail->y);
}

/*
 * The logit above which 1 - alpha lies of the flipped posterior, whose a is below 1: where x is within 1e-100 of 1, its complement
 * must be what is searched. As arb_tail_root, with a target that is no double.
 */
static void complement_root(arb_t w, struct arb_tail *flipped, double alpha) {
    arb_t target, value, slope, end;
    arb_init(target), arb_init(value), arb_init(slope), arb_init(end);
    arb_set_d(target, -alpha);
    arb_log1p(target, target, bits);
    arb_set_d(w, log1p(-alpha) / middle(flipped->a) + log(middle(flipped->a) / middle(flipped->b)));
    for (int i = 0;; i++) {
        if (i == 300) arb_tail_fail("no root of the complement");
        arb_tail_log(value, slope, w, flipped);
        arb_sub(value, value, target, bits);
        arb_div(value, value, slope, bits);
        arb_sub(w, w, value, bits);
        mag_zero(arb_radref(w));
        if (fabs(middle(value)) < ldexp(1, -80)) break;
    }
    for (int sign = -1; sign <= 1; sign += 2) {
        arb_set_d(end, ldexp(sign, -75));
        arb_add(end, end, w, bits);
        arb_tail_log(value, slope, end, flipped);
        if (!(sign < 0 ? arb_lt(value, target) : arb_gt(value, target))) arb_tail_fail("an end is not certain");
    }
    arb_add_error_2exp_si(w, -75);
    arb_neg(w, w);
    arb_clear(target), arb_clear(value), arb_clear(slope), arb_clear(end);
}

/* The logit below which alpha lies: a guess from the normal curve or, for a < 1, from the power that x has. */
static void quantile(arb_t w, const struct posterior *of, int flipped, double alpha) {
    struct arb_tail tail;
    tail_of(&tail, of, flipped);
    double a = middle(tail.a), b = middle(tail.b), z = sqrt(-2 * log(alpha));
    double start = a < 1 ? log(alpha) / a + log(a / b) : log(a / b) - z * sqrt(1 / a + 1 / b);
    if (b < 1 && alpha > 1e-4) {
        struct arb_tail other;
        tail_of(&other, of, !flipped);
        complement_root(w, &other, alpha);
        clear_tail(&other);
    } else {
        arb_tail_root(w, start, alpha, &tail);
    }
    clear_tail(&tail);
}

/* The lower limit, or 1 minus that of the flipped posterior. */
static double limit(const struct posterior *of, int flipped, double alpha, int complement) {
    arb_t w, x;
    arb_init(w), arb_init(x);
    quantile(w, of, flipped, alpha);
    of_logit(x, w, complement);
    double value = rounded(x, x);
    arb_clear(w), arb_clear(x);
    return value;
}

/* c at w: A log(x_m / x) + B log(y_m / y), x_m = A / (A + B); and its slope in w, A y - B x, with the sign changed. */
static void depth(arb_t c, arb_t slope, const struct posterior *of, const arb_t w) {
    arb_t share, n, term;
    arb_init(share), arb_init(n), arb_init(term);
    arb_add(n, of->a, of->b, bits);
    arb_sub_ui(n, n, 2, bits);
    arb_zero(c), arb_zero(slope);
    for (int side = 0; side < 2; side++) {
        arb_sub_ui(share, side ? of->b : of->a, 1, bits);
        of_logit(term, w, !side);
        arb_mul(term, term, share, bits); /* A y, B x */
        if (side)
            arb_add(slope, slope, term, bits);
        else
            arb_sub(slope, slope, term, bits);
        of_logit(term, w, side);
        arb_mul(term, term, n, bits);
        arb_div(term, share, term, bits);
        arb_log(term, term, bits);
        arb_addmul(c, term, share, bits);
    }
    arb_clear(share), arb_clear(n), arb_clear(term);
}

/* The logit on one side of the mode (sign -1: below) where the depth is c, enclosed: steps without rigour, then signs with it. */
static void at_depth(arb_t w, const struct posterior *of, const arb_t c, int sign) {
    arb_t value, slope, end;
    double a = middle(of->a) - 1, b = middle(of->b) - 1;
    arb_init(value), arb_init(slope), arb_init(end);
    arb_set_d(w, log(a / b) + sign * sqrt(2 * middle(c) * (1 / a + 1 / b)));
    for (int i = 0;; i++) {
        if (i == 500) arb_tail_fail("no point of that density");
        depth(value, slope, of, w);
        arb_sub(value, value, c, bits);
        arb_div(value, value, slope, bits);
        double step = middle(value);
        double longest = fmax(20, fabs(middle(w)));
        if (fabs(step) > longest) arb_set_d(value, step > 0 ? longest : -longest);
        arb_sub(w, w, value, bits);
        mag_zero(arb_radref(w));
        if (fabs(step) < ldexp(1, -150)) break;
    }
    arb_set_d(slope, ldexp(1, -140));
    for (int outer = -1; outer <= 1; outer += 2) {
        if (outer * sign > 0)
            arb_add(end, w, slope, bits);
        else
            arb_sub(end, w, slope, bits);
        arb_t unused;
        arb_init(unused);
        depth(value, unused, of, end);
        arb_clear(unused);
        if (!(outer > 0 ? arb_gt(value, c) : arb_lt(value, c))) arb_tail_fail("a point of the density is not certain");
    }
    arb_add_error_2exp_si(w, -140);
    arb_clear(value), arb_clear(slope), arb_clear(end);
}

/* The logarithm of what lies beyond both points at depth c, less log(alpha); and its slope in c. */
static void outside(arb_t value, arb_t slope, arb_t low, arb_t high, const struct posterior *of, const arb_t c,
                    double alpha) {
    arb_t tail[2], rate, steep, w;
    arb_init(tail[0]), arb_init(tail[1]), arb_init(rate), arb_init(steep), arb_init(w);
    at_depth(low, of, c, -1);
    at_depth(high, of, c, 1);
    arb_zero(slope);
    for (int side = 0; side < 2; side++) {
        struct arb_tail of_side;
        tail_of(&of_side, of, side);
        arb_set(w, side ? high : low);
        depth(rate, steep, of, w);
        if (side) arb_neg(w, w);
        arb_t mid;
        arb_init(mid);
        arb_tail_log(tail[side], rate, w, &of_side);
        arb_clear(mid);
        arb_exp(tail[side], tail[side], bits);
        arb_mul(rate, rate, tail[side], bits); /* the density of the logit */
        arb_div(rate, rate, steep, bits);
        if (side)
            arb_sub(slope, slope, rate, bits);
        else
            arb_add(slope, slope, rate, bits);
        clear_tail(&of_side);
    }
    arb_add(value, tail[0], tail[1], bits);
    arb_div(slope, slope, value, bits);
    arb_log(value, value, bits);
    arb_set_d(w, alpha);
    arb_log(w, w, bits);
    arb_sub(value, value, w, bits);
    arb_clear(tail[0]), arb_clear(tail[1]), arb_clear(rate), arb_clear(steep), arb_clear(w);
}

static void densest(const struct posterior *of, double alpha, double *lower, double *upper) {
    arb_t c, value, slope, low[2], high[2], end;
    arb_init(c), arb_init(value), arb_init(slope), arb_init(end);
    for (int i = 0; i < 2; i++)
        arb_init(low[i]), arb_init(high[i]);
    arb_set_d(c, fmax(0.7 * -log(alpha), 0.5 * (1 - alpha) * (1 - alpha)));
    for (int i = 0;; i++) {
        if (i == 100) arb_tail_fail("no depth with that tail");
        outside(value, slope, low[0], high[0], of, c, alpha);
        arb_div(value, value, slope, bits);
        double step = middle(value);
        if (step > 0.9 * middle(c)) arb_mul_2exp_si(value, c, -1);
        arb_sub(c, c, value, bits);
        mag_zero(arb_radref(c));
        if (fabs(step) < ldexp(middle(c), -80)) break;
    }
    for (int i = 0; i < 2; i++) {
        arb_mul_2exp_si(end, c, -72);
        if (i == 0)
            arb_sub(end, c, end, bits);
        else
            arb_add(end, c, end, bits);
        outside(value, slope, low[i], high[i], of, end, alpha);
        if (!(i == 0 ? arb_is_positive(value) : arb_is_negative(value))) arb_tail_fail("a depth is not certain");
    }
    for (int i = 0; i < 2; i++)
        of_logit(low[i], low[i], 0), of_logit(high[i], high[i], 0);
    *lower = rounded(low[1], low[0]);
    *upper = rounded(high[0], high[1]);
    arb_clear(c), arb_clear(value), arb_clear(slope), arb_clear(end);
    for (int i = 0; i < 2; i++)
        arb_clear(low[i]), arb_clear(high[i]);
}

struct level {
    const char *given;
    double value;
};

/* The last three serve two-sided intervals only. */
static const struct level levels[] = {
    {"confidence", 0.95}, {"alpha", 1e-9},   {"confidence", 0.8},      {"alpha", 1e-20}, {"confidence", 0.9},
    {"confidence", 0.99}, {"alpha", 1e-100}, {"confidence", 1 - 1e-9}, {"alpha", 0.3},   {"confidence", 0.998},
    {"confidence", 0.5},  {"alpha", 0.98},   {"confidence", 0.3},
};
enum { all_levels = sizeof levels / sizeof levels[0], two_sided_levels = 3 };

static const double priors[][2] = {{0.5, 0.5}, {1, 1},   {2, 2},      {0.001, 0.001}, {0.3, 0.7},  {1e6, 1e6},
                                   {3, 0.25},  {10, 90}, {0.01, 5.5}, {1.0 / 3, 1},   {250.75, 4}, {0.9, 12.1}};
enum { prior_count = sizeof priors / sizeof priors[0] };

static const char *const sides[] = {"two-sided", "lower", "upper"};

static void print_row(int dense, const double *prior, int64_t k, int64_t n, int side, const struct level *level) {
    double alpha = strcmp(level->given, "alpha") == 0 ? level->value : 1 - level->value;
    double tail = side == 0 ? alpha / 2 : alpha;
    double lower = 0, upper = 1;
    struct posterior of;
    arb_init(of.a), arb_init(of.b);
    arb_set_d(of.a, prior[0]), arb_set_d(of.b, prior[1]);
    arb_add_si(of.a, of.a, k, bits), arb_add_si(of.b, of.b, n - k, bits);
    double a = middle(of.a), b = middle(of.b);
    if (dense && a > 1 && b > 1) {
        densest(&of, alpha, &lower, &upper);
    } else if (dense) {
        if (a <= 1)
            upper = limit(&of, 1, alpha, 1);
        else
            lower = limit(&of, 0, alpha, 0);
    } else {
        if (side != 2) lower = limit(&of, 0, tail, 0);
        if (side != 1) upper = limit(&of, 1, tail, 1);
    }
    printf("%s,%.17g,%.17g,%" PRId64 ",%" PRId64 ",%s,%s,%.17g,%.17g,%.17g\n", dense ? "beta-hpd" : "beta", prior[0],
           prior[1], k, n, sides[side], level->given, level->value, lower, upper);
    fflush(stdout);
    arb_clear(of.a), arb_clear(of.b);
}

int main(void) {
    static const int64_t cases[] = {1, 2, 5, 10, 30, 79, 200, 1000, 10000, 100000, 1000000, 1000000000, 1000000000000};
    unsigned turn = 0, turn_prior = 0;
    puts("# Made by make_beta.c. Every digit is right (17 significant). lower 0 or upper 1 may be no bound: see side.");
    puts("method,prior_met,prior_failed,k,n,side,given,level,lower,upper");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t n = cases[i];
        const int64_t met[] = {0, 1, 2, n / 3, n / 2, n - 1, n};
        for (int j = 0; j < 7; j++) {
            if (met[j] > n || (j > 0 && met[j] <= met[j - 1])) continue;
            for (int side = 0; side < 3; side++)
                for (int r = 0; r < 2; r++)
                    print_row(0, priors[turn_prior++ % prior_count], met[j], n, side,
                              &levels[turn++ % (side == 0 ? all_levels : all_levels - two_sided_levels)]);
            for (int r = 0; r < 3; r++)
                print_row(1, priors[turn_prior++ % prior_count], met[j], n, 0, &levels[turn++ % all_levels]);
            turn_prior += turn % 5;
        }
    }
    flint_cleanup();
    return 0;
}
