/*
 * A binomial tail at one place, for the level that LANES_LEVEL says: part of binomial_root_kernel.h.
 *
 * With a = k, b = n - k + 1 and w = logit x, P(K >= k) = F = f R, where f = x^a y^b / B(a, b) is the density of logit X for
 * X ~ Beta(a, b), and 1 / R = d log F / dw. f has a closed form and R varies slowly.
 */
#ifndef NUMERIC_BINOMIAL_PLACE_KERNEL_H
#define NUMERIC_BINOMIAL_PLACE_KERNEL_H

#include "numeric/binomial_many.h"
#include "numeric/binomial_sum_kernel.h"

/* What is asked, of each lane: where P(K > k) + share P(K = k) = p. */
struct tail {
    many a;     /* k */
    many b;     /* n - k + 1 */
    many total; /* n + 1 */
    many of_a;  /* 1 / a, and so on */
    many of_b;
    many of_total;
    many stirling; /* what Stirling's formula lacks of the binomial coefficient */
    double share;
    double p;
};

struct place {
    many x;
    many y;
    many drift;    /* a - total x, the derivative of log f by w */
    many variance; /* x y */
    many tilt;     /* y - x */
    many first;    /* a y = f / P(K = k) */
    many of_first;
};

LANES struct lane lane_of(const struct tail *tail, const struct place *place, int i) {
    return (struct lane){OF(tail->a, i),     OF(tail->b, i),      OF(tail->total, i),
                         OF(tail->of_a, i),  tail->share,         OF(place->x, i),
                         OF(place->y, i),    OF(place->drift, i), OF(place->variance, i),
                         OF(place->tilt, i), OF(place->first, i), OF(place->of_first, i)};
}

/* a - b c; where a and b c are near, with one rounding (Dekker 1971, Numer Math 18:224-242; fma gives the same rest). */
LANES many difference(many a, many b, many c) {
    many product = b * c;
#if LANES_LEVEL == LANES_AVX512
    many rest = many_fmsub(b, c, product);
#else
    const double split = 0x1p27 + 1.0;
    many b1 = b * split - (b * split - b);
    many c1 = c * split - (c * split - c);
    many b2 = b - b1;
    many c2 = c - c1;
    many rest = b2 * c2 - (((product - b1 * c1) - b2 * c1) - b1 * c2);
#endif
    return (a - product) - rest;
}

/* x = met / (met + failed); of x and y the greater is 1 less the other. */
LANES void put_at(struct place *place, many x, many y) {
    many_int low = x <= 0.5;
    place->x = many_select(low, x, 1.0 - y);
    place->y = many_select(low, 1.0 - x, y);
}

LANES void survey(struct place *place, const struct tail *tail) {
    many_int low = place->x <= 0.5;
    many rest = difference(many_select(low, tail->a, tail->b), tail->total, many_select(low, place->x, place->y));
    place->drift = many_select(low, rest, -rest);
    place->variance = place->x * place->y;
    place->tilt = place->y - place->x;
    place->first = tail->a * place->y;
    place->of_first = 1.0 / place->first;
}

/* The first `count` lanes are questions, and the others take care not to be in the way. */
LANES struct tail tail_of(many k, many n, int count, double share, double p) {
    many b = n - k + 1.0;
    many total = n + 1.0;
    many of_all = 1.0 / (k * b * total);
    struct tail tail = {k, b, total, b * total * of_all, k * total * of_all, k * b * of_all, many_set(0.0), share, p};
    for (int i = 0; i < count; i++)
        tail.stirling =
            many_with(tail.stirling, i,
                      stirling_rest(OF(total, i), OF(tail.of_total, i)) - stirling_rest(OF(k, i), OF(tail.of_a, i)) -
                          stirling_rest(OF(b, i), OF(tail.of_b, i)));
    return tail;
}

/* P(K = k) / p = factor exp(exponent) */
struct term {
    many factor;
    many exponent;
};

/*
 * Puts in (t exp(1 - t))^whole, as a power, which is right to the last digits, or into the exponent where it is far below any
 * tail that is asked for (exp(-231)).
 */
LANES void put_in_power(struct term *term, int i, double t, double whole) {
    const double least = -250.0;
    double exponent = whole * (log(t > 1e-300 ? t : 1e-300) + (1.0 - t));
    if (!(exponent > least)) {
        term->exponent = many_with(term->exponent, i, OF(term->exponent, i) + exponent);
        return;
    }
    double base = t * lanes_exp(lanes_set(1.0 - t))[0];
    double power = 1.0;
    for (int64_t left = (int64_t)whole; left > 0; left /= 2) {
        if (left % 2 == 1) power *= base;
        base *= base;
    }
    term->factor = many_with(term->factor, i, OF(term->factor, i) * power);
}

/*
 * whole h(change / whole), h(t) = t - log1p(t): with r = t / (2 + t), log1p(t) = 2 atanh r and
 * h(t) = r (t - 2 r^2 (1/3 + r^2 / 5 + ...)); the sixteen terms leave 1e-17 for t from -1/2 to 1.
 */
LANES sides deviance(sides whole, sides change) {
    sides r = change / (2.0 * whole + change);
    sides u = r * r;
    sides u2 = u * u;
    sides u4 = u2 * u2;
    sides sum0 = (1.0 / 3 + u * (1.0 / 5)) + u2 * (1.0 / 7 + u * (1.0 / 9));
    sides sum1 = (1.0 / 11 + u * (1.0 / 13)) + u2 * (1.0 / 15 + u * (1.0 / 17));
    sides sum2 = (1.0 / 19 + u * (1.0 / 21)) + u2 * (1.0 / 23 + u * (1.0 / 25));
    sides sum3 = (1.0 / 27 + u * (1.0 / 29)) + u2 * (1.0 / 31 + u * (1.0 / 33));
    sides sum = (sum0 + u4 * sum1) + (u4 * u4) * (sum2 + u4 * sum3);
    return r * (change - 2.0 * whole * u * sum);
}

/*
 * Loader's saddle point form (Loader 2000, Fast and accurate computation of binomial probabilities): f is
 * sqrt(a b / (2 pi total)) exp(Stirling's rests - a h(d / a) - b h(-d / b)), d = total x - a.
 */
LANES struct term term_over_p(const struct tail *tail, const struct place *place, int count) {
    const double of_two_pi = 0.15915494309189535;
    many_int far_a = 2.0 * place->drift > tail->a;
    many_int far_b = place->drift > tail->b;
#ifdef BINOMIAL_ONE
    const sides of = deviance((sides){tail->a, tail->b}, (sides){-place->drift, place->drift});
    const double of_a = of[0];
    const double of_b = of[1];
#else
    const lanes of_a = deviance(tail->a, -place->drift);
    const lanes of_b = deviance(tail->b, place->drift);
#endif
    struct term term = {many_sqrt(tail->a * tail->b * tail->of_total * of_two_pi) * place->of_first / tail->p,
                        tail->stirling - many_select(far_a, many_set(0.0), of_a) -
                            many_select(far_b, many_set(0.0), of_b)};
    if (!many_any(far_a | far_b)) return term;
    for (int i = 0; i < count; i++) {
        const double drift = OF(place->drift, i), total = OF(tail->total, i);
        const double a = OF(tail->a, i), b = OF(tail->b, i);
        if (2.0 * drift > a) put_in_power(&term, i, total * OF(place->x, i) * OF(tail->of_a, i), a);
        if (drift > b) put_in_power(&term, i, total * OF(place->y, i) * OF(tail->of_b, i), b);
    }
    return term;
}

#endif
