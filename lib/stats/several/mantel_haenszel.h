/* The three measures of Mantel and Haenszel. */
#ifndef STATS_SEVERAL_MANTEL_HAENSZEL_H
#define STATS_SEVERAL_MANTEL_HAENSZEL_H

#include "stats/several/strata.h"

struct mantel_haenszel {
    double estimate; /* NaN where no stratum carries weight, and for the ratio 0/0 */
    double lower;
    double upper;
};

/* z: how many standard errors the limits lie away, on either side. */
typedef struct mantel_haenszel mantel_haenszel(const struct strata *strata, double z);

mantel_haenszel mantel_haenszel_difference;
mantel_haenszel mantel_haenszel_ratio;
mantel_haenszel mantel_haenszel_odds_ratio;

#endif
