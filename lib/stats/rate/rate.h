/*
 * The inside of the rate: what its methods share. A method is a file with one function. Most write the lower limit alone: the
 * upper limit is the complement of the flipped sample's lower limit (rate_mirrored), so that mirrored samples have mirrored
 * limits to the last bit.
 */
#ifndef STATS_RATE_RATE_H
#define STATS_RATE_RATE_H

#include <peel/rate.h>

#include "numeric/normal.h"
#include "numeric/proportion.h"
#include "stats/plan.h"

struct rate_plan {
    struct plan common;
    double prior_met;
    double prior_failed;
    int uses_population;
};

/* Statuses: those of the options in peel_rate; plan is of no use then. */
peel_status rate_plan(const peel_rate_options *options, struct rate_plan *plan);

/* The same for another concept with these options: `first` is the method that 0 stands for. */
peel_status rate_plan_of(const peel_rate_options *options, int32_t first, struct rate_plan *plan);

/* What was counted: whole numbers up to 2^53, assessed at least 1; of rate_effective also fractions. */
struct rate_counts {
    double met;
    double failed;
    double assessed;
    double population; /* above assessed; 0: endless, or of no use to the method */
};

/* The counts with met and failed swapped. */
struct rate_counts rate_flipped(const struct rate_counts *counts);

/*
 * The counts of an endless population that tell as much: n (N - 1) / (N - n) cases with the same rate (Cochran 1977, Sampling
 * Techniques, 3.2). The same counts where no population is known.
 */
struct rate_counts rate_effective(const struct rate_counts *counts);

/*
 * Both limits, of which those that the plan's side does not ask for are 0 and 1. A method that counts in whole cases of a
 * known population also says between which numbers of them; of the others these are NaN.
 */
struct rate_limits {
    double lower;
    double upper;
    double least;
    double most;
    uint32_t notes;
};

/* Statuses: PEEL_ERROR_SEARCH. limits: untouched on failure. */
typedef peel_status rate_method(const struct rate_counts *counts, const struct rate_plan *plan,
                                struct rate_limits *limits);

#define RATE_DECLARE(constant, function, number, name, title, citation, when, offers, holds)                           \
    rate_method rate_##function;
PEEL_RATE_METHODS(RATE_DECLARE)
#undef RATE_DECLARE

/* A lower limit with its complement, and the notes that the method adds. */
struct rate_limit {
    struct proportion at;
    uint32_t notes;
};

/* The lower limit, with plan->common.tail below it. Statuses: PEEL_ERROR_SEARCH. */
typedef peel_status rate_lower(const struct rate_counts *counts, const struct rate_plan *plan,
                               struct rate_limit *limit);

/* Both limits, from the lower one of the sample and that of the flipped sample. */
struct rate_limits rate_between(const struct rate_limit *below, const struct rate_limit *above);

/* The same by a method's lower limit. */
peel_status rate_mirrored(rate_lower *lower, const struct rate_counts *counts, const struct rate_plan *plan,
                          struct rate_limits *limits);

/* Limits in whole cases of a known population. */
struct rate_limits rate_whole(double least, double most, const struct rate_counts *counts,
                              const struct rate_plan *plan);

/* So many of n, fractions of cases too. */
struct proportion rate_share(double cases, double n);

/* The limit x with its complement y, either of which may have left [0, 1]: cut there, with a note. */
struct rate_limit rate_clipped(double x, double y);

/* A sample's interval by a plan, and its limits in cases (NaN where the method has none): what all functions share. */
peel_status rate_answer(const peel_sample *sample, const struct rate_plan *plan, peel_interval *answer,
                        struct rate_limits *limits);

#endif
