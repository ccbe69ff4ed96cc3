/*
 * The search for roots of binomial tails, for the level that LANES_LEVEL says: part of binomial_root_kernel.h.
 *
 * No lane divides by 0, overflows or makes a NaN, those whose result is not used neither: a caller may trap such exceptions.
 */
#ifndef NUMERIC_BINOMIAL_WALK_KERNEL_H
#define NUMERIC_BINOMIAL_WALK_KERNEL_H

#include "numeric/binomial_place_kernel.h"
#include "numeric/binomial_start.h"

/* Abramowitz and Stegun 26.5.22 for Beta(a, b), with the terms of one of the tables. */
LANES void start(struct place *place, many a, many b, double z, const double (*table)[start_terms]) {
    const double fitted = 4.05;
    double near_z = z < fitted ? z : fitted;
    double near_z2 = near_z * near_z;
    double term[start_terms];
    for (int i = 0; i < start_terms; i += lanes_count) {
        lanes value = lanes_load(table[0] + i) + near_z2 * lanes_load(table[1] + i);
        lanes_store(term + i, value + near_z2 * near_z2 * lanes_load(table[2] + i));
    }
    const double lambda = (z * z - 3.0) * (1.0 / 6);
    many a2 = 2.0 * a - 1.0;
    many b2 = 2.0 * b - 1.0;
    many both = a2 + b2;
    many of_all = 1.0 / (a2 * b2 * both);
    many sum = both * both * of_all;
    many lean = (b2 - a2) * (a2 * b2) * of_all;
    many lean2 = lean * lean;
    many w = -z * many_sqrt(sum * (2.0 + sum * lambda)) - 2.0 * sum * lean * ((lambda + 5.0 / 6) - sum * (1.0 / 3));
    many odd = (term[0] + lean2 * term[1]) + sum * (term[4] + lean2 * (term[5] + lean2 * term[6])) +
               sum * sum * (term[10] + lean2 * (term[11] + lean2 * term[12]));
    many even = (term[2] + lean2 * term[3]) + sum * (term[7] + lean2 * (term[8] + lean2 * term[9])) +
                sum * sum * (term[13] + lean2 * (term[14] + lean2 * term[15]));
    w += sum * (near_z * many_sqrt(sum) * odd + sum * lean * even);
    many met = a * many_exp(w);
    many inverse = 1.0 / (met + b);
    put_at(place, met * inverse, b * inverse);
}

enum { orders = 6 }; /* how many derivatives of log F are used */

/*
 * From the first derivative: the second is that times c, c = psi less the first, and so on by the product rule. drift has the
 * cumulants of a Bernoulli variable for derivatives.
 */
LANES void derivatives(many first, many psi, const many *psi_by_w, many *l) {
    many c0 = psi - first;
    l[0] = first;
    l[1] = l[0] * c0;
    many c1 = psi_by_w[0] - l[1];
    l[2] = l[1] * c0 + l[0] * c1;
    many c2 = psi_by_w[1] - l[2];
    l[3] = l[2] * c0 + 2.0 * l[1] * c1 + l[0] * c2;
    many c3 = psi_by_w[2] - l[3];
    l[4] = l[3] * c0 + 3.0 * (l[2] * c1 + l[1] * c2) + l[0] * c3;
    many c4 = psi_by_w[3] - l[4];
    l[5] = l[4] * c0 + 4.0 * (l[3] * c1 + l[1] * c3) + 6.0 * l[2] * c2 + l[0] * c4;
}

/* Of the tail the first derivative is k y over its sum, and psi is the drift. */
LANES void tail_derivatives(const struct tail *tail, const struct place *place, many sum, many *by_w) {
    const many s = place->variance;
    const many t = place->tilt;
    const many v = tail->total * s;
    const many psi[] = {-v, -v * t, -v * (1.0 - 6.0 * s), -v * t * (1.0 - 12.0 * s)};
    derivatives(place->first / sum, place->drift, psi, by_w);
}

/* With half of P(K = k) it is half of g over the sum, g = k y + (n - k) x, and psi = k - n x + q, q = g' / g. */
LANES void mid_derivatives(const struct tail *tail, const struct place *place, many sum, many *by_w) {
    const many failed = tail->b - 1.0;
    const many s = place->variance;
    const many t = place->tilt;
    const many v = (tail->total - 1.0) * s;
    const many g = place->first + failed * place->x;
    const many q = (failed - tail->a) * s / g;
    const many q1 = q * (t - q);
    const many e1 = -2.0 * s - q1;
    const many q2 = q1 * (t - q) + q * e1;
    const many e2 = -2.0 * s * t - q2;
    const many q3 = q2 * (t - q) + 2.0 * q1 * e1 + q * e2;
    const many e3 = -2.0 * s * (1.0 - 6.0 * s) - q3;
    const many q4 = q3 * (t - q) + 3.0 * (q2 * e1 + q1 * e2) + q * e3;
    const many psi[] = {q1 - v, q2 - v * t, q3 - v * (1.0 - 6.0 * s), q4 - v * t * (1.0 - 12.0 * s)};
    derivatives(0.5 * g / sum, q + place->drift + place->x, psi, by_w);
}

/* log(F / p) from P(K = k) / p and the sum: by the series of log1p, where the search has nearly ended. */
LANES many log_excess(const struct term *term, many sum, int count) {
    const double most = 400.0;
    many factor = term->factor * sum;
    many area = factor * many_exp(many_max(many_min(term->exponent, many_set(most)), many_set(-most)));
    many e = many_min(area - 1.0, many_set(1.0)); /* its powers could overflow */
    many e2 = e * e;
    many e4 = e2 * e2;
    many low = (1.0 - e * (1.0 / 2)) + e2 * (1.0 / 3 - e * (1.0 / 4));
    many middle = (1.0 / 5 - e * (1.0 / 6)) + e2 * (1.0 / 7 - e * (1.0 / 8));
    many high = (1.0 / 9 - e * (1.0 / 10)) + e2 * (1.0 / 11 - e * (1.0 / 12));
    many excess = e * (low + e4 * (middle + e4 * high));
    if (!many_any(many_abs(e) >= 0x1p-4)) return excess;
    for (int i = 0; i < count; i++) {
        if (!(fabs(OF(term->exponent, i)) < most))
            excess = many_with(excess, i, OF(term->exponent, i) + log(OF(factor, i)));
        else if (!(fabs(OF(e, i)) < 0x1p-4))
            excess = many_with(excess, i, log(OF(area, i)));
    }
    return excess;
}

/*
 * The step in w that brings log F to log p, by its Taylor series: first with two derivatives, which are the greatest part in any
 * tail that is near to normal, then a step of Newton's with all. (The inverse series, in log F, converges far more slowly.) Where
 * it is far, the tangent: it is safe from below, as log F is concave.
 */
LANES many step_to_root(many excess, const many *l) {
    many d = -excess;
    many square = l[0] * l[0]; /* of which more than 2^-20 is left where d is near; where far, no lane divides by 0 */
    many slope = many_sqrt(many_max(square + 2.0 * l[1] * d, 0x1p-20 * square));
    many u = 2.0 * d / (l[0] + slope);
    many inverse = 1.0 / slope;
    many u2 = u * u;
    many steeper = (l[2] * (1.0 / 2) + u * (1.0 / 6) * l[3]) + u2 * (1.0 / 24) * l[4];
    many above = (l[2] * (1.0 / 6) + u * (1.0 / 24) * l[3]) + u2 * (l[4] * (1.0 / 120) + u * (1.0 / 720) * l[5]);
    many step = u - u2 * u * inverse * above * (1.0 - u2 * inverse * steeper);
    many_int far = many_abs(d) >= 0.5;
    return many_any(far) ? many_select(far, d / l[0], step) : step;
}

/* A short step in w made in x and y: w itself has not the digits of a small x. By tanh(step / 2). */
LANES void moved(struct place *place, many step) {
    many s2 = step * step;
    many twice = step * (1.0 - s2 * (1.0 / 12 - s2 * (1.0 / 120)));
    many change = place->variance * twice / (1.0 - 0.5 * twice * place->tilt);
    put_at(place, place->x + change, place->y - change);
}

/* Any step; its last digits do not count. */
LANES void moved_far(struct place *place, many step) {
    const double longest = 150.0; /* half of it, in logits; from above, the tangent's step may be endless */
    many half = many_max(many_min(0.5 * step, many_set(longest)), many_set(-longest));
    many x = place->x * many_exp(half);
    many y = place->y * many_exp(-half);
    put_at(place, x / (x + y), y / (x + y));
}

/*
 * Searches side by side, a lane each, until all have ended: with a step below 1/140, and below 1/140 of the standard deviation of
 * K as well. Then what the series leaves out is below a unit of the last place. (At 1/100 mid-P has up to 10 units, at 1/50 both
 * have 60.)
 */
LANES peel_status run(const struct tail *tail, struct place *place, int count, struct proportion *root) {
    const int cap = 60;
    int ended[many_count] = {0};
    int left = count;
    for (int i = 0; i < cap; i++) {
        many sum = many_set(1.0);
        many by_w[orders];
        survey(place, tail);
        for (int j = 0; j < count; j++) {
            if (ended[j]) continue;
            struct lane lane = lane_of(tail, place, j);
            sum = many_with(sum, j, tail_sum(&lane));
        }
        struct term term = term_over_p(tail, place, count);
        if (tail->share == 1.0)
            tail_derivatives(tail, place, sum, by_w);
        else
            mid_derivatives(tail, place, sum, by_w);
        many step = step_to_root(log_excess(&term, sum, count), by_w);
        many length = step * step * (1.0 + tail->total * place->variance);
        struct place last = *place;
        moved(&last, step);
        for (int j = 0; j < count; j++) {
            if (ended[j] || !(OF(length, j) < 5e-5)) continue;
            root[j] = (struct proportion){OF(last.x, j), OF(last.y, j)};
            ended[j] = 1;
            left--;
        }
        if (left == 0) return PEEL_OK;
        for (int j = 0; j < many_count; j++) /* the sum of these is 1, which leads astray and overflows in the end */
            if (j >= count || ended[j]) step = many_with(step, j, 0.0);
        moved_far(place, step);
    }
    return PEEL_ERROR_SEARCH;
}

LANES peel_status tail_roots(many k, many n, int count, struct normal_tail tail, struct proportion *root) {
    const struct tail asked = tail_of(k, n, count, 1.0, tail.p);
    struct place place;
    start(&place, k, asked.b, tail.z, start_tail);
    return run(&asked, &place, count, root);
}

LANES peel_status mid_roots(many k, many n, int count, struct normal_tail tail, struct proportion *root) {
    const struct tail asked = tail_of(k, n, count, 0.5, tail.p);
    struct place place;
    start(&place, k + 0.5, n - k + 0.5, tail.z, start_mid);
    return run(&asked, &place, count, root);
}

#endif
