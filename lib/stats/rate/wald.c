/*
 * Wald: the estimate less z standard errors, and what is built on it.
 */
#include <math.h>

#include "stats/rate/rate.h"

peel_status rate_wald(double k, double n, struct normal_tail tail, struct rate_limit *limit) {
    double width = tail.z * sqrt(k * (n - k) / n);
    *limit = rate_clipped((k - width) / n, (n - k + width) / n);
    if (k == n) limit->notes |= PEEL_NOTE_NO_WIDTH; /* at k = 0 the limit 0 is right: the upper one is without width */
    return PEEL_OK;
}

/* Newcombe 1998, method 2: half a case further out. */
peel_status rate_wald_cc(double k, double n, struct normal_tail tail, struct rate_limit *limit) {
    double width = tail.z * sqrt(k * (n - k) / n) + 0.5;
    *limit = rate_clipped((k - width) / n, (n - k + width) / n);
    return PEEL_OK;
}

/*
 * Agresti and Coull 1998: z^2 / 2 more met and as many more failed, then Wald. The difference m - width is taken as
 * (m^2 - width^2) / (m + width), whose numerator is ((n + 2 z^2) k - n z^2 / 2) m / (n + z^2): what cancels is in one fma.
 */
peel_status rate_agresti_coull(double k, double n, struct normal_tail tail, struct rate_limit *limit) {
    double square = tail.z * tail.z;
    double total = n + square;
    double met = k + 0.5 * square;
    double failed = n - k + 0.5 * square;
    double width = tail.z * sqrt(met * (failed / total));
    double difference = fma(k, n + 2.0 * square, -0.5 * n * square) / total * (met / (met + width));
    *limit = rate_clipped(difference / total, (failed + width) / total);
    return PEEL_OK;
}
