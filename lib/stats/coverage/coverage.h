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

/* Results next to each other. */
struct run {
    int32_t first;
    int32_t last;
};

/* A set of results, 0 to n met: its runs in order, with a gap between any two. Room for n / 2 + 1 of them is enough. */
struct held {
    struct run *runs;
    int32_t count;
    int32_t n;
};

/* A result that is not in it, and one that is. */
void held_add(struct held *held, int32_t met);
void held_remove(struct held *held, int32_t met);

/* The probability of the set, within 1e-14 for each run. */
double held_probability(const struct held *held, double rate);

/*
 * The part of a piece of the rates over which the probability of the set is below a level. The probability of one run rises and
 * then falls, or does one of both; so it does with the gaps that methods have (of logit, probit and complementary log-log, 2 to
 * 50 cases and alpha 0.5 to 1e-100, none of the pieces has a least value inside).
 */
struct short_piece {
    double from;
    double to;
    double at_from; /* the probability at either end */
    double at_to;
    double level;
};
double held_short_of(const struct held *held, const struct short_piece *piece);

#endif
