/* How long runs may be, and how few crossings there may be, by chance. */
#include <peel/rules.h>
#include <peel/trend.h>

#include <math.h>

#include "numeric/binomial.h"
#include "stats/chart/rules.h"

/* log2(useful) rounded: no whole number but a power of 2 has a whole log2, and none a half. */
static int64_t rounded_log2(int64_t useful) {
    int64_t log2 = 0;
    while ((useful >> (log2 + 1)) > 0)
        log2++;
    return log2 + (useful * useful > (INT64_C(1) << (2 * log2 + 1)));
}

static int is_rare(int64_t crossings, int64_t places) {
    const struct proportion half = {0.5, 0.5};
    return binomial_lower((double)crossings, (double)places, half, 1.0) < 0.05;
}

/* The 5% quantile of a binomial of 1/2. The normal one is off by at most 1 up to 10,000 places. */
static int64_t least_crossings(int64_t places) {
    if (places < 1) return 0;
    double start = 0.5 * (double)places - 0.8224268 * sqrt((double)places) - 0.5;
    int64_t least = start > 0 ? (int64_t)start : 0;
    while (least > 0 && !is_rare(least - 1, places))
        least--;
    while (least < places && is_rare(least, places))
        least++;
    return least;
}

peel_status peel_run_limits(int64_t useful, peel_runs *runs) {
    if (!runs) return PEEL_ERROR_NULL;
    if (useful < 0) return PEEL_ERROR_NEGATIVE;
    if (useful > PEEL_POINTS_MAX) return PEEL_ERROR_TOO_LARGE;
    *runs = (peel_runs){.useful = useful};
    if (useful == 0) return PEEL_OK;
    runs->longest_run_most = rounded_log2(useful) + 3;
    runs->crossings_least = least_crossings(useful - 1);
    return PEEL_OK;
}
