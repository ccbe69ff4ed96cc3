/*
 * The inside of paired samples. A method gives the lower limit of the change; the upper limit is that of the audits
 * swapped with the other sign, so that swapping the audits, or asking for failures, turns an interval about to the last
 * bit.
 */
#ifndef STATS_PAIRED_PAIRED_H
#define STATS_PAIRED_PAIRED_H

#include <peel/paired.h>

#include "stats/plan.h"

/* The counts of peel_paired, whole numbers up to 2^53; all is their sum, at least 1. */
struct paired_counts {
    double both;
    double lost;
    double gained;
    double neither;
    double all;
};

/* The counts in range, and their sum. Statuses: PEEL_ERROR_NEGATIVE, PEEL_ERROR_COUNT_TOO_LARGE, counts untouched. */
peel_status paired_read(const peel_paired *paired, struct paired_counts *counts);

/* The lower limit of (gained - lost) / all, where z > 0 is reached. Statuses: PEEL_ERROR_SEARCH, lower untouched. */
typedef peel_status paired_lower(const struct paired_counts *counts, double z, double *lower);

paired_lower paired_square_and_add;
paired_lower paired_tango;

#endif
