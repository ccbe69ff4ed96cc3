/*
 * Modified Wilson (Brown, Cai and DasGupta 2001): for 1 and 2 met (and 3 of more than 50) the lower limit is the Poisson one,
 * with all of alpha below it: half the chi-squared quantile with 2 k degrees of freedom, over n. The upper limit of so few
 * failures is its mirror.
 */
#include <math.h>

#include "numeric/poisson.h"
#include "stats/rate/rate.h"

/*
 * The mended limit of so many, in cases; 0 where Wilson's stays. At confidences below 1/2 it would lie above what was seen, of 1
 * case of 1 even above 1: there it is what was seen.
 */
static peel_status mended(double count, const struct rate_counts *counts, double alpha, double *cases) {
    const double most = counts->assessed > 50.0 ? 3.0 : 2.0;
    const double seen = 0.65; /* above P(K >= k) of a mean of k, 0.63 at most: the root lies beyond k */
    *cases = 0.0;
    if (count < 1.0 || count > most) return PEEL_OK;
    if (alpha >= seen) {
        *cases = count;
        return PEEL_OK;
    }
    peel_status status = poisson_lower_root(count, alpha, cases);
    *cases = fmin(*cases, count);
    return status;
}

peel_status rate_modified_wilson(const struct rate_counts *counts, const struct rate_plan *plan,
                                 struct rate_limits *limits) {
    double below, above;
    peel_status status = mended(counts->met, counts, plan->common.alpha, &below);
    if (status == PEEL_OK) status = mended(counts->failed, counts, plan->common.alpha, &above);
    if (status == PEEL_OK) status = rate_wilson(counts, plan, limits);
    if (status != PEEL_OK) return status;
    if (below > 0.0) limits->lower = rate_share(below, counts->assessed).x;
    if (above > 0.0) limits->upper = rate_share(above, counts->assessed).y;
    return PEEL_OK;
}
