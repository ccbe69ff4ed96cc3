/*
 * Which counts stand behind a printed percentage. Whole numbers throughout: 3.5% of 400 is 14, and 0.035 * 400 is
 * 14.000000000000002 in doubles.
 */
#include "stats/reported/reported.h"

/* A quotient of whole numbers. */
struct quotient {
    int64_t floor;
    int64_t ceiling;
};

/*
 * a b / c, a and c up to 2^48, b up to 2^53, a / c up to 2 and b / c below 2^53: with b below c, which takes off whole a's first,
 * a is brought in by 15 bits at a time, so that no product leaves 64 bits.
 */
static struct quotient divided(uint64_t a, uint64_t b, uint64_t c) {
    uint64_t whole = a * (b / c);
    uint64_t quotient = 0;
    uint64_t rest = 0;
    b %= c;
    if ((a | b) < UINT64_C(1) << 32) { /* the usual case, in one division */
        quotient = a * b / c;
        rest = a * b % c;
    } else {
        for (int shift = 45; shift >= 0; shift -= 15) {
            const uint64_t next = (rest << 15) + (a >> shift & 0x7FFFU) * b;
            quotient = (quotient << 15) + next / c;
            rest = next % c;
        }
    }
    return (struct quotient){(int64_t)(whole + quotient), (int64_t)(whole + quotient + (rest > 0))};
}

/* k / assessed within half a unit of figure / scale: |2 scale k - 2 figure assessed| <= assessed. */
int reported_fit(const peel_reported *reported, int64_t assessed, peel_bounds *met) {
    const uint64_t unit = 2 * (uint64_t)reported_scale(reported);
    const uint64_t twice = 2 * (uint64_t)reported->figure;
    const uint64_t n = (uint64_t)assessed;
    const int64_t above = divided(twice + 1, n, unit).floor;
    met->lower = twice == 0 ? 0 : divided(twice - 1, n, unit).ceiling;
    met->upper = above > assessed ? assessed : above;
    return met->lower <= met->upper;
}

peel_bounds reported_neighbours(const peel_reported *reported, int64_t assessed) {
    const struct quotient exact =
        divided((uint64_t)reported->figure, (uint64_t)assessed, (uint64_t)reported_scale(reported));
    return (peel_bounds){exact.floor, exact.ceiling};
}

/* Half of the next whole number of halves. */
int64_t reported_nearest(const peel_reported *reported, int64_t assessed) {
    const uint64_t scale = (uint64_t)reported_scale(reported);
    return (divided(2 * (uint64_t)reported->figure, (uint64_t)assessed, scale).floor + 1) / 2;
}

peel_status peel_reported_counts(const peel_reported *reported, int64_t assessed, peel_bounds *met) {
    peel_bounds fit;
    const peel_status status = reported_check(reported);
    if (status != PEEL_OK) return status;
    if (!met) return PEEL_ERROR_NULL;
    if (assessed < 1) return PEEL_ERROR_RANGE;
    if (assessed > PEEL_COUNT_MAX) return PEEL_ERROR_COUNT_TOO_LARGE;
    if (!reported_fit(reported, assessed, &fit)) return PEEL_ERROR_IMPOSSIBLE_PERCENTAGE;
    *met = fit;
    return PEEL_OK;
}

static peel_status check_denominators(size_t n, const peel_reported *figures, const peel_bounds *range) {
    const int64_t largest = 1000000000;
    const int64_t most = 100000000;
    for (size_t i = 0; i < n; i++) {
        const peel_status status = reported_check(&figures[i]);
        if (status != PEEL_OK) return status;
    }
    if (range->lower < 1 || range->upper < range->lower) return PEEL_ERROR_RANGE;
    if (range->upper > largest || range->upper - range->lower >= most) return PEEL_ERROR_TOO_LARGE;
    return PEEL_OK;
}

/* How many counts give the first figure, where all figures are possible; else 0. */
static int64_t pairs_at(size_t n, const peel_reported *figures, int64_t assessed) {
    peel_bounds first;
    peel_bounds other;
    if (!reported_fit(&figures[0], assessed, &first)) return 0;
    for (size_t i = 1; i < n; i++) {
        if (!reported_fit(&figures[i], assessed, &other)) return 0;
    }
    return first.upper - first.lower + 1;
}

peel_status peel_reported_denominators(size_t n, const peel_reported *figures, const peel_bounds *range, size_t room,
                                       int64_t *assessed, peel_denominators *denominators) {
    peel_denominators found = {0};
    if (!figures || !range || !denominators || (!assessed && room > 0)) return PEEL_ERROR_NULL;
    if (n == 0) return PEEL_ERROR_TOO_FEW_SAMPLES;
    const peel_status status = check_denominators(n, figures, range);
    if (status != PEEL_OK) return status;
    for (int64_t at = range->lower; at <= range->upper; at++) {
        const int64_t pairs = pairs_at(n, figures, at);
        if (pairs == 0) {
            found.impossible++;
            continue;
        }
        if (found.first == 0) found.first = at;
        if ((size_t)found.possible < room) assessed[found.possible] = at;
        found.possible++;
        found.pairs += pairs;
    }
    *denominators = found;
    return PEEL_OK;
}
