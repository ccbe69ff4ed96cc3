/*
 * Clopper and Pearson's limits and their mid-P in a known population: the numbers of cases that both tails of the hypergeometric
 * distribution do not reject (Cochran 1977, Sampling Techniques, 3.6; Buonaccorsi 1987, Am Stat 41:215-218).
 */
#include "stats/rate/population.h"

#include <math.h>

static peel_status both(double first, const struct rate_counts *counts, const struct rate_plan *plan,
                        struct rate_limits *limits) {
    const struct rate_counts flipped = rate_flipped(counts);
    double least = counts->met;
    double fewest_failed = counts->failed;
    peel_status status = PEEL_OK;
    if (plan->common.side != PEEL_SIDE_UPPER && counts->met > 0.0)
        status = population_lower(counts, first, plan->common.tail.p, &least);
    if (status == PEEL_OK && plan->common.side != PEEL_SIDE_LOWER && counts->failed > 0.0)
        status = population_lower(&flipped, first, plan->common.tail.p, &fewest_failed);
    if (status != PEEL_OK) return status;
    /* mid-P at a confidence of 0.2 may reject every number, also the two that it lies between */
    double most = counts->population - fewest_failed;
    if (plan->common.side != PEEL_SIDE_TWO_SIDED)
        *limits = rate_whole(least, most, counts, plan);
    else
        *limits = rate_whole(fmin(least, most), fmax(least, most), counts, plan);
    return PEEL_OK;
}

peel_status rate_clopper_pearson_whole(const struct rate_counts *counts, const struct rate_plan *plan,
                                       struct rate_limits *limits) {
    return both(1.0, counts, plan, limits);
}

peel_status rate_mid_p_whole(const struct rate_counts *counts, const struct rate_plan *plan,
                             struct rate_limits *limits) {
    return both(0.5, counts, plan, limits);
}
