/* Which counts stand behind a printed percentage. Whole numbers throughout: 0.035 of 400 is 14, and 14.000000000000002 in doubles. */
#include "base/wide.h"
#include "stats/reported/reported.h"

/* k / assessed within half a unit of figure / scale: |2 scale k - 2 figure assessed| <= assessed. */
int reported_fit(const peel_reported *reported, int64_t assessed, peel_bounds *met) {
    const wide_unsigned unit = 2 * (wide_unsigned)reported_scale(reported);
    const wide_unsigned twice = 2 * (wide_unsigned)reported->figure;
    const wide_unsigned n = (wide_unsigned)assessed;
    const wide_unsigned above = (twice + 1) * n / unit;
    const wide_unsigned below = twice == 0 ? 0 : ((twice - 1) * n + (unit - 1)) / unit;
    met->lower = (int64_t)below;
    met->upper = above > n ? assessed : (int64_t)above;
    return met->lower <= met->upper;
}

peel_bounds reported_neighbours(const peel_reported *reported, int64_t assessed) {
    const wide_unsigned scale = (wide_unsigned)reported_scale(reported);
    const wide_unsigned product = (wide_unsigned)reported->figure * (wide_unsigned)assessed;
    return (peel_bounds){(int64_t)(product / scale), (int64_t)((product + (scale - 1)) / scale)};
}

int64_t reported_nearest(const peel_reported *reported, int64_t assessed) {
    const wide_unsigned scale = (wide_unsigned)reported_scale(reported);
    return (int64_t)((2 * (wide_unsigned)reported->figure * (wide_unsigned)assessed + scale) / (2 * scale));
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
