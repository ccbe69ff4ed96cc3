/* Whether rates scatter about a fit of constant rates or of a line more than chance allows. */
#ifndef STATS_TREND_SCATTER_H
#define STATS_TREND_SCATTER_H

#include "stats/trend/test.h"

/* Rates that scatter with a p up to this are taken to scatter more than chance allows. */
#define SCATTER_FOUND 0.05

/* Pearson's chi-squared about a fit, with what chance makes of it. Zero to begin with; stretches of one series add up. */
struct scatter {
    double statistic;
    double df;       /* periods less what was fitted to them; stretches without variation have none */
    double mean;     /* of the statistic, when the cases met of each stretch are dealt out among its cases */
    double variance; /* of the statistic */
};

/* The periods with cases among the points from `first` to before `end`, about their common rate. */
void scatter_add_stretch(const struct trend_series *series, size_t first, size_t end, struct scatter *scatter);

/* The periods of a whole series, three with cases at least, about its weighted line. */
void scatter_add_line(const struct trend_sums *sums, struct scatter *scatter);

/* The p-value; 1 where no degree of freedom is left. */
double scatter_p(const struct scatter *scatter);

#endif
