/* The inside of coverage: the results whose limits hold a rate, and how probable they are. */
#ifndef STATS_COVERAGE_COVERAGE_H
#define STATS_COVERAGE_COVERAGE_H

#include <peel/coverage.h>

#include "numeric/proportion.h"
#include "stats/rate/rate.h"

/* Statuses: those of the options, design and size in peel_rate_coverage. plan: untouched on failure. */
peel_status coverage_plan(int64_t assessed, const peel_rate_options *options, struct rate_plan *plan);

/* The limits of so many met. Statuses: PEEL_ERROR_SEARCH. */
peel_status coverage_limits(int64_t met, int64_t assessed, const struct rate_plan *plan, double *lower, double *upper);

/* A rate with its complement. */
static inline struct proportion coverage_at(double rate) {
    return (struct proportion){rate, 1.0 - rate};
}

/* A set of results, 0 to n met. */
struct held {
    unsigned char *is_in; /* for each result */
    double n;
    int32_t first; /* in it; above last where it is empty */
    int32_t last;
    int32_t count;
};

void held_add(struct held *held, int32_t met);
void held_remove(struct held *held, int32_t met);

/* Whether it has no gap: 1 or 0. */
static inline int held_is_run(const struct held *held) {
    return held->count == held->last - held->first + 1;
}

/* The probability of the set, within 1e-14. */
double held_probability(const struct held *held, double rate);

/* Of a run: the rate from 0 to 1 at which it is likeliest, as seen from a rate; where that cannot be told, the rate itself. */
double held_likeliest(const struct held *run, double rate);

/* The part of a range of rates over which the probability of the set is below a level, in closed pieces. */
struct short_piece {
    double from;
    double to;
    double at_from; /* the probability at either end */
    double at_to;
    double level;
};
double held_short_of(const struct held *held, const struct short_piece *piece);

#endif
