/*
 * The exact binomial test of k of n against all rates of a range.
 *
 * The two-sided p of a rate r below k / n is P(K >= k) + P(K <= j), j the largest number on the other side that is no likelier
 * than k (times 1 + 1e-7). It is no monotone function of r: j rises by one at each rate where a number becomes as unlikely as k,
 * and p leaps up by its probability; on the stretch between two leaps p is 1 - P(j < K < k), whose slope n (P'(k - 1) - P'(j)),
 * P' of n - 1 cases, changes its sign at most once, from - to +. So p is largest at an end of the range or at a leap, and smallest
 * at an end, before a leap or where that slope is 0. From leap to leap p rises, and it never falls below its value before a leap
 * again: seen for all k of all n to 60 and of n = 80, 100, 150 and 200. Hence the last leap of the range has the largest p of all
 * leaps, and the smallest p is that of the first stretch.
 */
#include <math.h>
#include <peel/results.h>

#include "numeric/binomial.h"
#include "stats/reported/reported.h"

static struct proportion smaller(struct proportion a, struct proportion b) {
    return a.x <= b.x ? a : b;
}

static struct proportion larger(struct proportion a, struct proportion b) {
    return a.x <= b.x ? b : a;
}

/*
 * The largest number below k, which is above the mean, that is no likelier than k; -1 for none. Up to the mode, which may be the
 * whole number above the mean, terms rise.
 */
static double other_of(double k, double n, struct proportion at) {
    const double most = binomial_tolerance * binomial_term(k, n, at);
    double found = -1.0;
    double above = fmin(floor((n + 1.0) * at.x), k - 1.0);
    if (at.x == 0.0) return -1.0;
    if (binomial_term(above, n, at) <= most) return k - 1.0;
    while (above - found > 1.0) {
        const double middle = found + floor(0.5 * (above - found));
        if (binomial_term(middle, n, at) <= most)
            found = middle;
        else
            above = middle;
    }
    return found;
}

static double both_tails(double k, double other, double n, struct proportion at) {
    const double below = other < 0.0 ? 0.0 : binomial_lower(other, n, at, 1.0);
    return fmin(1.0, binomial_upper(k, n, at, 1.0) + below);
}

/* The odds (P(K = j) / P(K = k) at odds o) * factor to the power 1 / `power`, times o, as a rate; o is (j + k) / (2 n - j - k). */
static struct proportion moved(double j, double k, double n, double factor, double power) {
    const struct proportion near = {0.5 * (j + k) / n, 0.5 * ((n - j) + (n - k)) / n};
    const double ratio = binomial_term(j, n, near) / binomial_term(k, n, near);
    if (!(ratio > 0.0 && ratio < INFINITY)) return near; /* all tails are then below the smallest double */
    const double odds = near.x / near.y * exp(log(ratio * factor) / power);
    return (struct proportion){odds / (1.0 + odds), 1.0 / (1.0 + odds)};
}

/* The rate at which j < k becomes no likelier than k: the ratio of the two falls by k - j powers of the odds. */
static struct proportion leap_of(double j, double k, double n) {
    return moved(j, k, n, 1.0 / binomial_tolerance, k - j);
}

/* The rate at which P(j < K < k) has slope 0, j < k - 1: P(K = j) (n - j) odds = P(K = k) k. */
static struct proportion level_of(double j, double k, double n) {
    const double odds = (j + k) / ((n - j) + (n - k));
    return moved(j, k, n, (n - j) / k * odds, k - j - 1.0);
}

/* The smallest p of one stretch, from the rate `from` to the rate `to`, with j on the other side. */
static double least_of_stretch(double j, double k, double n, struct proportion from, struct proportion to) {
    const double end = both_tails(k, j, n, to);
    if (j < 0.0 || j >= k - 1.0) return end;
    const struct proportion level = level_of(j, k, n);
    return level.x > from.x && level.x < to.x ? fmin(end, both_tails(k, j, n, level)) : end;
}

/* Widens p to all rates of a range at or below k / n. */
static void widen(double k, double n, struct proportion from, struct proportion to, peel_range *p) {
    const double first = other_of(k, n, from);
    const double last = other_of(k, n, to);
    const double at_from = binomial_two_sided(k, n, from);
    const double at_to = binomial_two_sided(k, n, to);
    p->lower = fmin(p->lower, fmin(at_from, at_to));
    p->upper = fmax(p->upper, fmax(at_from, at_to));
    if (last > first) {
        const struct proportion leap = smaller(larger(leap_of(last, k, n), from), to);
        p->upper = fmax(p->upper, both_tails(k, last, n, leap));
    }
    const struct proportion end = first == last ? to : smaller(leap_of(first + 1.0, k, n), to);
    p->lower = fmin(p->lower, least_of_stretch(first, k, n, from, end));
}

static peel_range two_sided(double k, double n, const struct reported_rates *rates, int fits) {
    const double p = binomial_two_sided(k, n, rates->at);
    const struct proportion seen = {k / n, (n - k) / n};
    peel_range range = {p, p, fits ? 1.0 : p};
    if (rates->lower.x <= seen.x && k > 0.0) widen(k, n, rates->lower, smaller(rates->upper, seen), &range);
    if (rates->upper.x >= seen.x && k < n)
        widen(n - k, n, proportion_flipped(rates->upper), proportion_flipped(larger(rates->lower, seen)), &range);
    return range;
}

/* The one-sided p rises, or falls, with the rate. */
peel_range reported_binomial_p(double k, double n, const struct reported_rates *rates, int fits, int32_t side) {
    if (side == PEEL_SIDE_TWO_SIDED) return two_sided(k, n, rates, fits);
    if (side == PEEL_SIDE_LOWER)
        return (peel_range){binomial_upper(k, n, rates->lower, 1.0), binomial_upper(k, n, rates->at, 1.0),
                            binomial_upper(k, n, rates->upper, 1.0)};
    return (peel_range){binomial_lower(k, n, rates->upper, 1.0), binomial_lower(k, n, rates->at, 1.0),
                        binomial_lower(k, n, rates->lower, 1.0)};
}
