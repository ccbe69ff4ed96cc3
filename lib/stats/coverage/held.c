/* Sets of results. Those of most methods are runs, a to b met, whose probability is what two tails leave. */
#include <math.h>

#include "numeric/binomial.h"
#include "stats/coverage/coverage.h"

void held_add(struct held *held, int32_t met) {
    if (held->count == 0 || met < held->first) held->first = met;
    if (held->count == 0 || met > held->last) held->last = met;
    held->is_in[met] = 1;
    held->count++;
}

/* The ends move inwards over what left before: as many steps in all as there are results, where limits rise with them. */
void held_remove(struct held *held, int32_t met) {
    held->is_in[met] = 0;
    held->count--;
    if (held->count == 0) {
        held->first = 0;
        held->last = -1;
        return;
    }
    while (!held->is_in[held->first])
        held->first++;
    while (!held->is_in[held->last])
        held->last--;
}

/* P(first <= K <= last): by the tails that are below 1/2. */
static double run_probability(double first, double last, double n, struct proportion at) {
    double mean = n * at.x;
    double above = last < n ? binomial_upper(last + 1.0, n, at, 1.0) : 0.0;
    if (first > mean) return binomial_upper(first, n, at, 1.0) - above;
    double below = first > 0.0 ? binomial_lower(first - 1.0, n, at, 1.0) : 0.0;
    if (last < mean) return binomial_lower(last, n, at, 1.0) - below;
    return 1.0 - below - above;
}

double held_probability(const struct held *held, double rate) {
    const struct proportion at = coverage_at(rate);
    double sum = 0.0;
    if (held->count == 0) return 0.0;
    if (held_is_run(held)) return run_probability(held->first, held->last, held->n, at);
    for (int32_t i = held->first; i <= held->last; i++) {
        int32_t first = i;
        while (i <= held->last && held->is_in[i])
            i++;
        if (i > first) sum += run_probability(first, i - 1, held->n, at);
    }
    return sum;
}

/*
 * P(a <= K <= b) has the derivative n (P(K' = a - 1) - P(K' = b)), K' of n - 1: their ratio is a power of the odds, so that one
 * pair of terms tells at which odds they are equal.
 */
double held_likeliest(const struct held *run, double rate) {
    const struct proportion at = coverage_at(rate);
    const double least = 1e-290; /* below it a term has lost digits, or all */
    if (run->last == (int32_t)run->n) return run->first == 0 ? rate : 1.0;
    if (run->first == 0) return 0.0;
    double leaving = binomial_term(run->last, run->n - 1.0, at);
    double coming = binomial_term(run->first - 1.0, run->n - 1.0, at);
    if (leaving < least || coming < least) return rate;
    double odds = at.x / at.y * exp(log(coming / leaving) / (run->last - run->first + 1.0));
    return odds / (1.0 + odds);
}

/*
 * Where the probability crosses the level between two rates, on whose sides of it the values are: by the Illinois form of false
 * position, which takes 5 to 8 steps. To 1e-12 of the distance.
 */
static double crossing(const struct held *held, struct short_piece between) {
    const int cap = 100;
    const double near = 1e-12 * fabs(between.to - between.from);
    double a = between.from, b = between.to;
    double fa = between.at_from - between.level, fb = between.at_to - between.level;
    for (int i = 0; i < cap && fabs(b - a) > near; i++) {
        double middle = b - fb * (b - a) / (fb - fa);
        double f = held_probability(held, middle) - between.level;
        if (f == 0.0) return middle;
        if ((f < 0.0) == (fb < 0.0))
            fa *= 0.5;
        else {
            a = b;
            fa = fb;
        }
        b = middle;
        fb = f;
        if (fabs(f) < 1e-15) break;
    }
    return b;
}

/* Of a piece over which the probability first rises, then falls, or one of both. */
static double short_of_hill(const struct held *held, struct short_piece piece) {
    const int low_from = piece.at_from < piece.level;
    const int low_to = piece.at_to < piece.level;
    if (!low_from && !low_to) return 0.0;
    if (low_from != low_to) {
        double at = crossing(held, piece);
        return low_from ? at - piece.from : piece.to - at;
    }
    double top = held_likeliest(held, 0.5 * (piece.from + piece.to));
    if (!(top > piece.from && top < piece.to)) return piece.to - piece.from;
    double highest = held_probability(held, top);
    if (highest < piece.level) return piece.to - piece.from;
    const struct short_piece up = {piece.from, top, piece.at_from, highest, piece.level};
    const struct short_piece down = {top, piece.to, highest, piece.at_to, piece.level};
    return crossing(held, up) - piece.from + (piece.to - crossing(held, down));
}

/* A set with gaps, which few methods have and over short pieces, may rise and fall more than once: it is cut into parts. */
double held_short_of(const struct held *held, const struct short_piece *piece) {
    enum { parts = 32 };
    double sum = 0.0;
    struct short_piece part = *piece;
    if (held->count == 0) return piece->to - piece->from;
    if (held_is_run(held)) return short_of_hill(held, *piece);
    for (int i = 1; i <= parts; i++) {
        part.to = piece->from + (piece->to - piece->from) * i / parts;
        part.at_to = held_probability(held, part.to);
        int low_from = part.at_from < part.level;
        int low_to = part.at_to < part.level;
        if (low_from && low_to) sum += part.to - part.from;
        if (low_from && !low_to) sum += crossing(held, part) - part.from;
        if (!low_from && low_to) sum += part.to - crossing(held, part);
        part.from = part.to;
        part.at_from = part.at_to;
    }
    return sum;
}
