/* Exact limits in whole cases of a known population, which is above assessed. */
#ifndef STATS_RATE_POPULATION_H
#define STATS_RATE_POPULATION_H

#include "numeric/hypergeometric.h"
#include "stats/rate/rate.h"

rate_method rate_clopper_pearson_whole;
rate_method rate_mid_p_whole;
rate_method rate_blaker_whole;

/* What was seen, and what was not, where `cases` of the population met the criterion: met from counts->met to N - failed. */
struct table population_table(const struct rate_counts *counts, double cases);

/*
 * The smallest number of cases K of the population with P(more than met | K) + first P(met | K) > tail: first = 1 for
 * P(met or more), 1/2 for its mid-P. tail: below 1/2. Statuses: PEEL_ERROR_SEARCH, cases untouched.
 */
peel_status population_lower(const struct rate_counts *counts, double first, double tail, double *cases);

/*
 * Of a probability as a double has it, by how much of itself it may be wrong: four times what was seen, to 1e-100. Two that are
 * nearer are told apart by twofold.h ...
 */
double population_near(double probability);

/* ... and are equal when they still are so near. */
static const double population_tie = 0x1p-80;

/* Whether something holds for a whole number and for the one before, and from where on, if it grew smoothly. */
struct population_look {
    int holds;
    int held_before;
    double step;
};
typedef struct population_look population_question(const void *what, double number);

/* low: where it does not hold; high: where it does. Both are known without looking. */
struct population_range {
    double low;
    double high;
};

/*
 * The smallest number for which the question holds; it holds for all above. at: where to begin, within the range, low not.
 * Statuses: PEEL_ERROR_SEARCH, found untouched.
 */
peel_status population_search(population_question *question, const void *what, struct population_range range, double at,
                              double *found);

#endif
