/*
 * Newcombe 1998, Stat Med 17:2635-2650, method 10: the distances of the two rates to their Wilson limits, squared and
 * added with the correlation phi of the two audits,
 *
 *   change - lower = sqrt(down^2 - 2 phi down up + up^2), down from the rate after, up from the rate before.
 *
 * phi is (both neither - lost gained) / sqrt(product of the four margins), its numerator moved towards 0 by all / 2, at
 * most to 0, where it is positive; 0 where a margin is 0.
 */
#include <math.h>

#include "numeric/hypergeometric.h"
#include "stats/compare/wilson_fall.h"
#include "stats/paired/paired.h"

/*
 * 1 - phi, without the cancellation near phi = 1. With D = both neither - lost gained and all = n, the product of the
 * margins is (D + n lost) (D + n gained), so that product - (D - n/2)^2 = n (D (lost + gained) + D - n/4 + n lost
 * gained): of D > n/2 every term is positive.
 */
static double complement_of_phi(const struct paired_counts *counts) {
    double met_before = counts->both + counts->lost, met_after = counts->both + counts->gained;
    double failed_before = counts->gained + counts->neither, failed_after = counts->lost + counts->neither;
    double n = counts->all;
    double cross = table_cross_difference((struct table){counts->both, counts->lost, counts->gained, counts->neither});
    double root = sqrt(met_before * failed_before * (met_after * failed_after));
    if (root == 0.0) return 1.0;
    if (cross <= 0.0) return 1.0 - cross / root;
    if (cross <= 0.5 * n) return 1.0;
    double changed = counts->lost + counts->gained;
    double rest = n * (cross * changed + (cross - 0.25 * n) + n * (counts->lost * counts->gained));
    return rest / (root * (root + (cross - 0.5 * n)));
}

/*
 * down - up, which of rates near to each other has no digits left as a difference: with s = sqrt(n p q + z^2 / 4) of
 * either audit, down = (z^2 (p - 1/2) + z s) / (n + z^2), up likewise with 1/2 - p, and s^2 differs by n change (1 -
 * p_before - p_after).
 */
static double difference_of_falls(const struct paired_counts *counts, double z) {
    double n = counts->all;
    double before = (counts->both + counts->lost) * (counts->gained + counts->neither) / n;
    double after = (counts->both + counts->gained) * (counts->lost + counts->neither) / n;
    double roots = sqrt(before + 0.25 * z * z) + sqrt(after + 0.25 * z * z);
    double lean = (counts->neither - counts->both) / n;
    return lean * (z * ((counts->gained - counts->lost) / roots - z) / (n + z * z));
}

peel_status paired_square_and_add(const struct paired_counts *counts, double z, double *lower) {
    double n = counts->all;
    double down = wilson_fall(counts->both + counts->gained, counts->lost + counts->neither, n, 1.0, z);
    double up = wilson_fall(counts->gained + counts->neither, counts->both + counts->lost, n, 1.0, z);
    double apart = difference_of_falls(counts, z);
    double width = sqrt(apart * apart + 2.0 * complement_of_phi(counts) * (down * up));
    *lower = fmax((counts->gained - counts->lost) / n - width, -1.0);
    return PEEL_OK;
}
