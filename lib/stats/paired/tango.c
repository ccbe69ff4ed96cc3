/*
 * Tango 1998, Stat Med 17:891-908: the changes d that a score test does not reject, by the multiplier of its constraint
 * in the place of the quadratic of the paper.
 *
 * The probabilities r of gaining and q of losing a case that are likeliest under r - q = d satisfy, with a multiplier L,
 *   r = gained / (n + L (1 - d)),  q = lost / (n - L (1 + d)),
 * and n (change - d) = L (r + q - d^2), so that the squared statistic is L (change - d). At the limit L = z^2 / t with
 * the distance t = change - d, and the constraint is an equation for t alone. With N = n + z^2, a = 1 - change, b = 1 +
 * change, t0 = z^2 b / N and u = t - t0 it reads
 *   t = (gained / n) z^2 (a + t) / (2 z^2 + N u) + (lost / n) z^2 (n b / N - u) / (N u).
 * Its right side falls and is convex in u > 0: the root is the only one, and Newton's steps from the left never pass
 * it. Where lost = 0 the last term is gone; q is then 0, or above 0 with u = 0.
 */
#include <math.h>

#include "stats/compare/wilson_fall.h"
#include "stats/paired/paired.h"

enum { steps_max = 100 };

/* From either term alone, which the sum is no less than; the root lies within a few times of the larger. */
static double start(double lost, double z2, double big_n, double t0, double far, double gained_alone) {
    double half = 0.5 * (big_n * t0 + lost * z2);
    double product = lost * z2 * far;
    double lost_alone = product / (half + sqrt(half * half + big_n * product));
    return fmax(lost_alone, gained_alone - t0);
}

peel_status paired_tango(const struct paired_counts *counts, double z, double *lower) {
    double n = counts->all;
    double z2 = z * z, big_n = n + z2;
    double same = counts->both + counts->neither;
    double change = (counts->gained - counts->lost) / n;
    double gained = counts->gained / n, lost = counts->lost / n;
    double a = (same + 2.0 * counts->lost) / n;
    double far = (same + 2.0 * counts->gained) / big_n; /* n b / N */
    double t0 = z2 * (far / n);
    double gained_alone = wilson_fall(counts->gained, n - counts->gained, n, 1.0, z);
    if (counts->lost == 0.0 || far == 0.0) {
        *lower = fmax(change - (far == 0.0 ? 0.0 : fmax(gained_alone, t0)), -1.0);
        return PEEL_OK;
    }
    double u = start(lost, z2, big_n, t0, far, gained_alone);
    for (int step = 0; step < steps_max; step++) {
        double under = 2.0 * z2 + big_n * u;
        double from_gained = gained * z2 * (a + t0 + u) / under;
        double from_lost = lost * z2 * (far - u) / (big_n * u);
        double slope = 1.0 + gained * z2 * n * a / (under * under) + lost * z2 * far / (big_n * u * u);
        double more = (from_gained + from_lost - (t0 + u)) / slope;
        u += more;
        if (fabs(more) <= 0x1p-52 * (t0 + u) || (step > 0 && more <= 0x1p-40 * u)) {
            *lower = fmax(change - (t0 + u), -1.0);
            return PEEL_OK;
        }
    }
    return PEEL_ERROR_SEARCH;
}
