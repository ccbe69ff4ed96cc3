/*
 * Arcsine: the angle whose squared sine is (k + 3/8) / (n + 3/4) (Anscombe 1948), less z / (2 sqrt(n)), and back, as Brown, Cai
 * and DasGupta 2001 (4.2.1) have it and DescTools repeats it; Anscombe's own variance would have n + 1/2 there. A lower limit
 * below the angle 0 is cut there, where its square would come up again.
 */
#include <math.h>

#include "stats/rate/rate.h"

/*
 * With a = k + 3/8, b = f + 3/8 and s, c the sine and cosine of the width: the limit's sine times sqrt(a + b) is
 * sqrt(a) c - sqrt(b) s = (a - (a + b) s^2) / (sqrt(a) c + sqrt(b) s), in which only what is subtracted by the formula is.
 */
static peel_status arcsine(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limit *limit) {
    const double right_angle = 1.5707963267948966;
    double a = counts->met + 0.375;
    double b = counts->failed + 0.375;
    double total = counts->assessed + 0.75;
    double width = 0.5 * plan->common.tail.z / sqrt(counts->assessed);
    double s = sin(width);
    double c = cos(width);
    double above = a - total * s * s;
    if (width >= right_angle || above <= 0.0) {
        *limit = (struct rate_limit){{0.0, 1.0}, PEEL_NOTE_CLIPPED};
        return PEEL_OK;
    }
    double sine = above / (sqrt(a) * c + sqrt(b) * s);
    double cosine = sqrt(b) * c + sqrt(a) * s;
    *limit = (struct rate_limit){{sine * sine / total, cosine * cosine / total}, 0};
    return PEEL_OK;
}

peel_status rate_arcsine(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    return rate_mirrored(arcsine, counts, plan, limits);
}
