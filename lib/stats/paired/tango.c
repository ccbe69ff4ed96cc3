/*
 * Tango 1998, Stat Med 17:891-908: the changes d that a score test does not reject,
 *
 *   (change - d)^2 <= z^2 V(d) / n,  V(d) = 2 q + d - d^2,
 *
 * where q is the likeliest probability of losing a case when that of gaining one is q + d: with the shares l and g of lost and gained
 * cases the larger root of 2 q^2 - (l + g - (2 + l - g) d) q - l d (1 - d) = 0.
 */
#include <math.h>

#include "stats/paired/paired.h"

enum { steps_max = 200 };

/* V(d). Below 0 it is that of the audits swapped, which keeps the sums below free of cancellation. */
static double variance(double lost, double gained, double d) {
    if (d < 0.0) return variance(gained, lost, -d);
    double linear = lost + gained - (2.0 + lost - gained) * d;
    double constant = lost * d * (1.0 - d);
    double root = sqrt(linear * linear + 8.0 * constant);
    double q = linear >= 0.0 ? 0.25 * (linear + root) : 2.0 * constant / (root - linear);
    return 2.0 * q + d * (1.0 - d);
}

struct score {
    double lost;
    double gained;
    double change;
    double scale; /* z^2 / n */
};

/* Below 0 for a distance t from the change down to a d that is not rejected, above 0 beyond. */
static double excess(const struct score *score, double t) {
    double d = fmax(score->change - t, -1.0);
    return t * t - score->scale * variance(score->lost, score->gained, d);
}

/*
 * Ridders 1979, IEEE Trans Circuits Syst 26:979-980: regula falsi on a function straightened by an exponential; the root stays
 * between its ends. The excess is below 0 at 0 and above it at `end`.
 */
static peel_status distance(const struct score *score, double end, double *answer) {
    double low = 0.0, high = end, last = end;
    double at_low = excess(score, low), at_high = excess(score, high);
    for (int step = 0; step < steps_max; step++) {
        double middle = 0.5 * (low + high);
        double at_middle = excess(score, middle);
        double root = sqrt(at_middle * at_middle - at_low * at_high);
        double t = root > 0.0 ? middle - (middle - low) * (at_middle / root) : middle;
        double at = excess(score, t);
        if (at == 0.0 || fabs(t - last) <= 0x1p-52 * t || !(high - low > 0x1p-52 * high)) {
            *answer = t;
            return PEEL_OK;
        }
        last = t;
        double left = fmin(t, middle), right = fmax(t, middle);
        double at_left = t < middle ? at : at_middle, at_right = t < middle ? at_middle : at;
        if (at_left > 0.0) {
            high = left, at_high = at_left;
        } else if (at_right > 0.0) {
            low = left, at_low = at_left;
            high = right, at_high = at_right;
        } else {
            low = right, at_low = at_right;
        }
    }
    return PEEL_ERROR_SEARCH;
}

/* Where no variance is left at the change itself, t = 0 is a root too; the other one has a closed form. */
peel_status paired_tango(const struct paired_counts *counts, double z, double *lower) {
    double n = counts->all;
    double square = z * z;
    const struct score score = {counts->lost / n, counts->gained / n, (counts->gained - counts->lost) / n, square / n};
    double t = 0.0;
    peel_status status = PEEL_OK;
    if (counts->lost == n)
        t = 0.0;
    else if (counts->gained == n)
        t = 2.0 * square / (n + square);
    else if (counts->lost + counts->gained == 0.0)
        t = square / (n + square);
    else
        status = distance(&score, 1.0 + score.change, &t);
    if (status == PEEL_OK) *lower = fmax(score.change - t, -1.0);
    return status;
}
