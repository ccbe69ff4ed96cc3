/* What the comparisons of samples share: what decides before any method, two samples as methods see them, rows and columns. */
#ifndef STATS_COMPARE_COMPARE_H
#define STATS_COMPARE_COMPARE_H

#include <peel/compare.h>

#include "stats/plan.h"

/*
 * The options of a comparison. first: the default method, whose concept the method must be of. test: may be NULL; else the
 * test's method. Statuses: those of the options in peel_difference.
 */
peel_status compare_plan(const peel_compare_options *options, int32_t first, struct plan *plan, int32_t *test);

/* The options of a difference and of a test beside it, which one call takes for both: methods NEWCOMBE and FISHER if 0. */
struct compare_asked {
    struct plan plan; /* of the difference */
    peel_compare_options difference;
    peel_compare_options test;
};
peel_status compare_read_asked(const peel_compare_options *options, struct compare_asked *asked);

/* Can the sample be compared? Statuses: those of peel_sample_check, PEEL_ERROR_CENSUS_INCOMPLETE. */
peel_status compare_check_sample(const peel_sample *sample, int32_t design);

/* Can these samples be compared? The same of either. */
peel_status compare_check(const peel_sample *before, const peel_sample *after, int32_t design);

/* Whether the sample is its whole population, which has to be known. */
int compare_is_census(const peel_sample *sample);

/*
 * What a test notes of the design, for its p is the same for all: DIP or QUOTA, or 0 where it is neither, or where both
 * samples are their whole populations.
 */
uint32_t compare_design_note(const peel_sample *before, const peel_sample *after, int32_t design);

/* after - before, of met / assessed in one rounding of each part; NaN where nothing was assessed. */
double compare_change(const peel_sample *before, const peel_sample *after);

/*
 * What decides before any method. Fills the whole answer: the estimate, the plan's level, method and side, and as limits
 * the ends `lowest` and `highest` of the concept's range. Returns 1 where that is final:
 *   nothing assessed in either sample (estimate NaN);
 *   both samples are censuses (limits equal the estimate; where that is NaN, as 0/0 is, the ends, and NO_RATIO too);
 *   a dip sample (limits NaN);
 *   an estimate that is NaN (NO_RATIO).
 * Else, and with the last of these, QUOTA is noted where the design is one; of known populations the caller takes note.
 */
int compare_decided(const peel_sample *before, const peel_sample *after, const struct plan *plan, double estimate,
                    double lowest, double highest, peel_interval *answer);

/* One row: checks the samples and answers. Statuses: those of the concept; answer: may be touched on failure. */
typedef peel_status compare_row(const peel_sample *before, const peel_sample *after, const struct plan *plan,
                                peel_interval *answer);

/* A call for two samples: NULL is checked, the options are read (first: the default method), the row is asked. */
peel_status compare_one(const peel_sample *before, const peel_sample *after, const peel_compare_options *options,
                        int32_t first, compare_row *row, peel_interval *answer);

/* A call for columns of samples. */
peel_status compare_many(size_t n, const peel_samples *before, const peel_samples *after,
                         const peel_compare_options *options, int32_t first, compare_row *row,
                         const peel_intervals *answers, size_t *bad);

/* The same of its parts: may the columns be used at all? PEEL_ERROR_NULL. */
peel_status compare_columns_check(size_t n, const peel_samples *before, const peel_samples *after, const void *answers);

/* Asks for row i, and writes it: what the columns of every kind of answer differ in. */
typedef peel_status compare_ask(const peel_sample *before, const peel_sample *after, size_t i, const void *asked);

/* Rows from `from` to before `to`. Returns how many have no answer. */
size_t compare_each(size_t from, size_t to, const peel_samples *before, const peel_samples *after, compare_ask *ask,
                    const void *asked);

/* The same of intervals. */
size_t compare_rows(size_t from, size_t to, const peel_samples *before, const peel_samples *after,
                    const struct plan *plan, compare_row *row, const peel_intervals *answers);

/*
 * A sample as the methods of a difference see it: whole counts, and for how many cases each of them counts: 1 where the
 * population is endless or not known, (N - 1) / (N - n) of a known one, infinity of a census, which has no error.
 */
struct compare_counts {
    double met;
    double failed;
    double assessed;
    double weight;
};

struct compare_pair {
    struct compare_counts before;
    struct compare_counts after;
    double change; /* after - before */
};

/* The samples must have passed compare_check and have cases assessed. */
struct compare_pair compare_pair_of(const peel_sample *before, const peel_sample *after);

/* Before for after and the other way about. */
struct compare_pair compare_swapped(const struct compare_pair *pair);

#endif
