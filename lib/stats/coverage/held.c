/* Sets of results. Those of most methods are runs, a to b met, whose probability is what two tails leave. */
#include <math.h>
#include <string.h>

#include "numeric/binomial.h"
#include "stats/coverage/coverage.h"

/* How many runs begin at a result or before it. */
static int32_t runs_to(const struct held *held, int32_t met) {
    int32_t low = 0, high = held->count;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (held->runs[middle].first <= met)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void make_room(struct held *held, int32_t at, struct run run) {
    memmove(&held->runs[at + 1], &held->runs[at], (size_t)(held->count - at) * sizeof held->runs[0]);
    held->runs[at] = run;
    held->count++;
}

static void close_up(struct held *held, int32_t at) {
    held->count--;
    memmove(&held->runs[at], &held->runs[at + 1], (size_t)(held->count - at) * sizeof held->runs[0]);
}

void held_add(struct held *held, int32_t met) {
    const int32_t at = runs_to(held, met);
    const int ends_a_gap = at < held->count && held->runs[at].first == met + 1;
    if (at > 0 && held->runs[at - 1].last == met - 1) {
        held->runs[at - 1].last = ends_a_gap ? held->runs[at].last : met;
        if (ends_a_gap) close_up(held, at);
    } else if (ends_a_gap) {
        held->runs[at].first = met;
    } else {
        make_room(held, at, (struct run){met, met});
    }
}

void held_remove(struct held *held, int32_t met) {
    const int32_t at = runs_to(held, met) - 1;
    struct run *run = &held->runs[at];
    if (run->first == run->last) {
        close_up(held, at);
    } else if (run->first == met) {
        run->first++;
    } else if (run->last == met) {
        run->last--;
    } else {
        const struct run rest = {met + 1, run->last};
        run->last = met - 1;
        make_room(held, at + 1, rest);
    }
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
    for (int32_t i = 0; i < held->count; i++)
        sum += run_probability(held->runs[i].first, held->runs[i].last, held->n, at);
    return sum;
}

/* The derivative by the rate: P(a <= K <= b) has n (P(K' = a - 1) - P(K' = b)), K' of n - 1. */
static double slope(const struct held *held, double rate) {
    const struct proportion at = coverage_at(rate);
    double sum = 0.0;
    for (int32_t i = 0; i < held->count; i++) {
        const struct run run = held->runs[i];
        if (run.first > 0) sum += binomial_term(run.first - 1.0, held->n - 1.0, at);
        if (run.last < held->n) sum -= binomial_term(run.last, held->n - 1.0, at);
    }
    return held->n * sum;
}

/* The rate of a piece at which the probability is greatest, within 1e-9 of its length. */
static double likeliest(const struct held *held, double from, double to) {
    if (slope(held, from) <= 0.0) return from;
    if (slope(held, to) >= 0.0) return to;
    for (int i = 0; i < 30; i++) {
        double middle = 0.5 * (from + to);
        if (slope(held, middle) > 0.0)
            from = middle;
        else
            to = middle;
    }
    return 0.5 * (from + to);
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

double held_short_of(const struct held *held, const struct short_piece *piece) {
    const int low_from = piece->at_from < piece->level;
    const int low_to = piece->at_to < piece->level;
    if (!low_from && !low_to) return 0.0;
    if (low_from != low_to) {
        double at = crossing(held, *piece);
        return low_from ? at - piece->from : piece->to - at;
    }
    double top = likeliest(held, piece->from, piece->to);
    double highest = held_probability(held, top);
    if (highest < piece->level) return piece->to - piece->from;
    const struct short_piece up = {piece->from, top, piece->at_from, highest, piece->level};
    const struct short_piece down = {top, piece->to, highest, piece->at_to, piece->level};
    return crossing(held, up) - piece->from + (piece->to - crossing(held, down));
}
