/*
 * Tests and odds ratios of two samples by another method than the library's: every table is enumerated, its probability is
 * a ratio of products divided by the sum of all, in long double, and limits are found by bisection. No logarithms of factorials,
 * no saddle points, no Newton. Slow; includes nothing of the library.
 */
#ifndef ORACLE_TABLE_ORACLE_H
#define ORACLE_TABLE_ORACLE_H

/* a met, b failed before; c met, d failed after. Counts are whole numbers; neither samples nor totals are 0. */
struct oracle_table {
    long double a, b, c, d;
};

enum { oracle_both, oracle_rise, oracle_fall };

/* Fisher's p, or its mid-P; both: by likelihood with a relative tolerance of 1e-7. Up to 1e9 cases. */
double oracle_fisher(struct oracle_table table, int side, int mid);

/* The probability of this very table. */
double oracle_table_probability(struct oracle_table table);

/*
 * The unconditional tests, up to 100 cases in each sample: the region by enumeration, the rate by a grid of so many points and
 * golden section around each of its humps. Barnard by z of pooled rates; Boschloo by Fisher's one-sided p, both: the smaller
 * doubled.
 */
double oracle_barnard(struct oracle_table table, int side, int grid);
double oracle_boschloo(struct oracle_table table, int side, int grid);

/* The lower limit of the odds ratio with this tail below it: conditional, or counting half of the seen table. */
double oracle_odds_exact(struct oracle_table table, long double tail, int mid);

/* The odds ratio under which c is expected. */
double oracle_odds_estimate(struct oracle_table table);

/* The lower limit by the score test with the factor N / (N - 1), from restricted estimates; z is the normal quantile. */
double oracle_odds_score(struct oracle_table table, long double z);

/* The power of Fisher's two-sided test or its mid-P with n cases in each sample, n up to 130, by all pairs of results. */
double oracle_power(long double rate_before, long double rate_after, int n, long double alpha, int mid);

#endif
