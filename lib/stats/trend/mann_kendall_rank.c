#include "stats/trend/mann_kendall_rank.h"

#include <math.h>

/*
 * Ranks, less their mean and doubled: how many values are smaller less how many are larger. The line runs through two values at
 * least, whose rests are equal but for rounding: what differs by less than a share of the largest value counts as equal.
 */
static void rank(size_t n, const double *rest, double equal, double *ranks) {
    for (size_t i = 0; i < n; i++) {
        int64_t smaller = 0, larger = 0;
        for (size_t j = 0; j < n; j++) {
            smaller += rest[j] < rest[i] - equal;
            larger += rest[j] > rest[i] + equal;
        }
        ranks[i] = (double)(smaller - larger);
    }
}

static double product_at_lag(size_t n, const double *ranks, size_t lag) {
    double sum = 0.0;
    for (size_t i = 0; i + lag < n; i++)
        sum += ranks[i] * ranks[i + lag];
    return sum;
}

double hamed_rao_factor(const struct sen_series *series, double slope, double *work) {
    const double equal_share = 0x1p-40;
    const double normal_5_percent = 1.959963984540054;
    size_t n = series->n;
    double *rest = work, *ranks = work + n;
    double largest = 0.0, sum = 0.0, values = (double)n;
    if (n < 4) return 1.0;
    for (size_t i = 0; i < n; i++) {
        double line = slope * (double)periods_between(series->period, 0, i);
        rest[i] = series->value[i] - line;
        largest = fmax(largest, fmax(fabs(series->value[i]), fabs(line)));
    }
    rank(n, rest, equal_share * largest, ranks);
    double squares = product_at_lag(n, ranks, 0);
    if (!(squares > 0.0)) return 1.0;
    for (size_t lag = 1; lag + 2 < n; lag++) {
        double r = product_at_lag(n, ranks, lag) / squares;
        double left = values - (double)lag;
        if (fabs(r) * sqrt(values) > normal_5_percent) sum += left * (left - 1.0) * (left - 2.0) * r;
    }
    double factor = 1.0 + 2.0 * sum / (values * (values - 1.0) * (values - 2.0));
    return fmax(factor, 1.0); /* less, as the paper allows, gave 0.0026 by a few lags, and p 5.8e-70 */
}
