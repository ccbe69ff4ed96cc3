/*
 * Wald: the estimate less z standard errors, and what is built on it.
 */
#include <math.h>

#include "stats/rate/rate.h"

static peel_status wald(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limit *limit) {
    const struct rate_counts of = rate_effective(counts);
    double width = plan->common.tail.z * sqrt(of.met * of.failed / of.assessed);
    *limit = rate_clipped((of.met - width) / of.assessed, (of.failed + width) / of.assessed);
    if (of.failed == 0.0)
        limit->notes |= PEEL_NOTE_NO_WIDTH; /* of none met the limit 0 is right: the upper one has no width */
    return PEEL_OK;
}

peel_status rate_wald(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    return rate_mirrored(wald, counts, plan, limits);
}

/* Newcombe 1998, method 2: half a case further out. */
static peel_status wald_cc(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limit *limit) {
    double width = plan->common.tail.z * sqrt(counts->met * counts->failed / counts->assessed) + 0.5;
    *limit = rate_clipped((counts->met - width) / counts->assessed, (counts->failed + width) / counts->assessed);
    return PEEL_OK;
}

peel_status rate_wald_cc(const struct rate_counts *counts, const struct rate_plan *plan, struct rate_limits *limits) {
    return rate_mirrored(wald_cc, counts, plan, limits);
}

/*
 * Agresti and Coull 1998: z^2 / 2 more met and as many more failed, then Wald. The difference m - width is taken as
 * (m^2 - width^2) / (m + width), whose numerator is ((n + 2 z^2) k - n z^2 / 2) m / (n + z^2): what cancels is in one fma.
 */
static peel_status agresti_coull(const struct rate_counts *counts, const struct rate_plan *plan,
                                 struct rate_limit *limit) {
    const struct rate_counts of = rate_effective(counts);
    const double z = plan->common.tail.z;
    double square = z * z;
    double total = of.assessed + square;
    double met = of.met + 0.5 * square;
    double failed = of.failed + 0.5 * square;
    double width = z * sqrt(met * (failed / total));
    double difference =
        fma(of.met, of.assessed + 2.0 * square, -0.5 * of.assessed * square) / total * (met / (met + width));
    *limit = rate_clipped(difference / total, (failed + width) / total);
    return PEEL_OK;
}

peel_status rate_agresti_coull(const struct rate_counts *counts, const struct rate_plan *plan,
                               struct rate_limits *limits) {
    return rate_mirrored(agresti_coull, counts, plan, limits);
}
