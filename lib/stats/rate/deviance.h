/* How much less likely a rate makes a sample than the sample's own rate does. */
#ifndef STATS_RATE_DEVIANCE_H
#define STATS_RATE_DEVIANCE_H

#include "stats/rate/rate.h"

/* log of the likelihood of met / n over that of `at`, half the deviance; infinity where `at` makes the sample impossible. */
double rate_half_deviance(const struct rate_counts *counts, struct proportion at);

#endif
