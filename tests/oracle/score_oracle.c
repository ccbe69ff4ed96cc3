#include "oracle/score_oracle.h"

#include <math.h>

enum { halvings = 90 }; /* of an interval of at most 100: beyond the last digit of a long double */

/* The slope of the log-likelihood of met of assessed at a rate. */
static long double slope(int met, int assessed, long double rate) {
    long double from_met = met > 0 ? (long double)met / rate : 0;
    long double from_failed = met < assessed ? (long double)(assessed - met) / (1 - rate) : 0;
    return from_met - from_failed;
}

static long double variance(long double rate, int assessed) {
    return rate * (1 - rate) / (long double)assessed;
}

static long double factor(int before, int after, int small) {
    long double cases = (long double)before + (long double)after;
    return small ? cases / (cases - 1) : 1;
}

long double oracle_quantile(long double area) {
    long double low = 0, high = 40;
    for (int i = 0; i < halvings; i++) {
        long double z = (low + high) / 2;
        if (erfcl(z / sqrtl(2.0L)) / 2 > area)
            low = z;
        else
            high = z;
    }
    return (low + high) / 2;
}

long double oracle_change_statistic(int met_before, int before, int met_after, int after, long double change,
                                    int small) {
    long double low = change < 0 ? -change : 0, high = change > 0 ? 1 - change : 1;
    for (int i = 0; i < halvings; i++) {
        long double y = (low + high) / 2;
        if (slope(met_after, after, y + change) + slope(met_before, before, y) > 0)
            low = y;
        else
            high = y;
    }
    long double y = (low + high) / 2;
    long double seen = (long double)met_after / (long double)after - (long double)met_before / (long double)before;
    return (seen - change) / sqrtl(factor(before, after, small) * (variance(y + change, after) + variance(y, before)));
}

long double oracle_change_lower(int met_before, int before, int met_after, int after, long double z, int small) {
    long double low = -1;
    long double high = (long double)met_after / (long double)after - (long double)met_before / (long double)before;
    for (int i = 0; i < halvings; i++) {
        long double change = (low + high) / 2;
        if (change <= low || change >= high) break;
        if (oracle_change_statistic(met_before, before, met_after, after, change, small) > z)
            low = change;
        else
            high = change;
    }
    return (low + high) / 2;
}

static long double ratio_statistic(int met_before, int before, int met_after, int after, long double ratio, int small) {
    long double low = 0, high = ratio > 1 ? 1 / ratio : 1;
    for (int i = 0; i < halvings; i++) {
        long double y = (low + high) / 2;
        if (ratio * slope(met_after, after, ratio * y) + slope(met_before, before, y) > 0)
            low = y;
        else
            high = y;
    }
    long double y = (low + high) / 2;
    long double seen =
        (long double)met_after / (long double)after - ratio * ((long double)met_before / (long double)before);
    long double spread = variance(ratio * y, after) + ratio * ratio * variance(y, before);
    return seen / sqrtl(factor(before, after, small) * spread);
}

long double oracle_ratio_lower(int met_before, int before, int met_after, int after, long double z, int small) {
    long double low = -40, high = 40; /* of the logarithm */
    if (met_after == 0) return 0;
    if (met_before > 0)
        high = logl((long double)met_after * (long double)before / ((long double)met_before * (long double)after));
    for (int i = 0; i < halvings; i++) {
        long double middle = (low + high) / 2;
        if (ratio_statistic(met_before, before, met_after, after, expl(middle), small) > z)
            low = middle;
        else
            high = middle;
    }
    return expl((low + high) / 2);
}
