/*
 * Koopman 1984: the ratios that the score test does not reject. Miettinen and Nurminen 1985: with the factor M / (M - 1).
 *
 * The rates x after and y before that are likeliest under x / y = ratio satisfy, with one multiplier L,
 *     (met - n x) / (1 - x) = L after,    (met - n y) / (1 - y) = -L before,
 * so that x = (met - L) / (n - L) and y = (met + L) / (n + L), and the squared statistic is
 *     L^2 (failed / (n (met - L)) after + failed / (n (met + L)) before).
 * It rises with L from 0 to met after; nothing in it cancels once met - L is carried beside L.
 */
#include <math.h>

#include "stats/compare/bracket.h"
#include "stats/compare/ratio.h"

/* The root L > 0 of L^2 share = square (met + L). */
static double rising_alone(double met, double share, double square) {
    return (square + sqrt(square * square + 4.0 * share * square * met)) / (2.0 * share);
}

/* The root 0 < L < met of L^2 share = square (met - L). */
static double falling_alone(double met, double share, double square) {
    return 2.0 * square * met / (square + sqrt(square * square + 4.0 * share * square * met));
}

/* All cases met after: x stays 1 until L reaches n, and is then free while L stays. */
static double lower_of_all_met(const struct compare_counts *after, const struct compare_counts *before, double square) {
    double n = after->assessed;
    double share = before->failed / before->assessed;
    double l = share == 0.0 ? n : fmin(n, rising_alone(before->met, share, square));
    double left = l < n ? 0.0 : square / n - n * share / (before->met + n);
    double y_inverse = (before->assessed + l) / (before->met + l);
    return y_inverse / (1.0 + fmax(left, 0.0));
}

/* The multiplier, with met - L, both from their quotient, the odds. */
struct multiplier {
    double l;
    double rest;
};

static struct multiplier at_odds(double met, double odds) {
    return (struct multiplier){met * odds / (1.0 + odds), met / (1.0 + odds)};
}

/*
 * Some cases failed on both sides. Alone each side would need a larger L than both together, which need no less than the
 * smaller of those that halve the square among them.
 */
static peel_status solve(const struct compare_counts *after, const struct compare_counts *before, double square,
                         struct multiplier *root) {
    double met = after->met;
    double falling_share = after->failed / after->assessed;
    double rising_share = before->failed / before->assessed;
    double least =
        fmin(falling_alone(met, falling_share, 0.5 * square), rising_alone(before->met, rising_share, 0.5 * square));
    double low = least / (met - least);
    double most = falling_alone(met, falling_share, square);
    double high = square / (falling_share * most); /* most / (met - most), without the difference */
    struct bracket bracket = {low, high, high};
    double odds = high;
    for (int i = 0; i < bracket_cap; i++) {
        struct multiplier m = at_odds(met, odds);
        double falling = m.l * m.l * falling_share / m.rest;
        double rising = m.l * m.l * rising_share / (before->met + m.l);
        double excess = falling + rising - square;
        double slope = falling * (2.0 * m.rest + m.l) + rising * m.rest * (2.0 - m.l / (before->met + m.l));
        double newton = odds - odds * (excess * met / slope);
        if (fabs(newton - odds) <= bracket_last_step * odds) {
            *root = at_odds(met, newton);
            return PEEL_OK;
        }
        odds = bracket_next(&bracket, odds, excess > 0.0, newton);
    }
    return PEEL_ERROR_SEARCH;
}

static peel_status lower_limit(const struct compare_pair *pair, double square, double *lower) {
    const struct compare_counts *after = &pair->after;
    const struct compare_counts *before = &pair->before;
    struct multiplier m;
    peel_status status = PEEL_OK;
    *lower = 0.0;
    if (after->met == 0.0) return PEEL_OK;
    if (after->failed == 0.0) {
        *lower = lower_of_all_met(after, before, square);
        return PEEL_OK;
    }
    if (before->failed == 0.0) {
        double share = after->failed / after->assessed;
        m.l = falling_alone(after->met, share, square);
        m.rest = m.l * m.l * share / square;
    } else
        status = solve(after, before, square, &m);
    if (status != PEEL_OK) return status;
    double x = m.rest / (after->failed + m.rest);
    *lower = x * ((before->assessed + m.l) / (before->met + m.l));
    return PEEL_OK;
}

peel_status ratio_koopman(const struct compare_pair *pair, struct normal_tail tail, struct ratio_limit *limit) {
    limit->notes = 0;
    return lower_limit(pair, tail.z * tail.z, &limit->at);
}

peel_status ratio_miettinen_nurminen_ratio(const struct compare_pair *pair, struct normal_tail tail,
                                           struct ratio_limit *limit) {
    double cases = pair->before.assessed + pair->after.assessed;
    limit->notes = 0;
    return lower_limit(pair, tail.z * tail.z * (cases / (cases - 1.0)), &limit->at);
}
