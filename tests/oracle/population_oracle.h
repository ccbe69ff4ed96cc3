/*
 * Limits in a small known population by another method than the library's: every number of cases is tried, ways to draw are
 * counted as whole numbers, and a count of ways is compared with a tail without rounding. Includes nothing of the library.
 */
#ifndef ORACLE_POPULATION_ORACLE_H
#define ORACLE_POPULATION_ORACLE_H

enum { oracle_population_max = 40 };

enum { oracle_tails, oracle_mid_tails, oracle_acceptability };

/* k of n seen in a population of N. */
struct oracle_seen {
    int met, assessed, population;
};

/*
 * The smallest and the largest number of cases that the method does not reject. tails: P(X >= k) > lower_tail and
 * P(X <= k) > upper_tail, or their mid-P; acceptability: above lower_tail, the alpha, by Blaker's definition for each number.
 */
struct oracle_bounds {
    int least, most;
};
struct oracle_bounds oracle_population_bounds(struct oracle_seen seen, int method, double lower_tail,
                                              double upper_tail);

/* The probability of k met of n where `cases` of N met the criterion. */
double oracle_population_probability(struct oracle_seen seen, int cases);

#endif
