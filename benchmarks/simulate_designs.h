/* Control charts as an auditor chooses them, for the simulations. */
#ifndef SIMULATE_DESIGNS_H
#define SIMULATE_DESIGNS_H

#include "simulate_draws.h"

struct design {
    const char *title;
    peel_chart_options options;
    int as_a_whole;  /* the series is judged, and no point of it: it is looked at anew in each month */
    int by_baseline; /* of a cusum: `accept` is the rate of the months before, as that of all other charts is */
};

enum { design_count = 28 };
extern const struct design designs[design_count];

/* Its options where the process is steady at a rate, or was so in the baseline: a cusum is told that rate. */
peel_chart_options design_options(const struct design *design, double rate);

/* A chart of n points, in work memory of its own; n is at most DESIGN_POINTS_MAX. columns, result: may be NULL. */
enum { DESIGN_POINTS_MAX = 1300 };
void design_chart(size_t n, const peel_point *points, const peel_chart_options *options,
                  const peel_chart_columns *columns, peel_chart_result *result);

#endif
