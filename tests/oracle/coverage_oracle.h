/*
 * Coverage by another way than the library's: probabilities by the recursion of Pascal's triangle in long double, the worst over
 * a dense grid of rates, means by Simpson's rule. Slow; includes nothing of the library.
 */
#ifndef ORACLE_COVERAGE_ORACLE_H
#define ORACLE_COVERAGE_ORACLE_H

enum { coverage_oracle_max = 400 };

/* The probability that the limits of the number met hold the rate; lower and upper have assessed + 1 entries. */
long double coverage_oracle_at(int assessed, long double rate, const double *lower, const double *upper);

/* The expected distance between the limits. */
long double coverage_oracle_length(int assessed, long double rate, const double *lower, const double *upper);

/* Over a range of rates. */
struct coverage_oracle {
    long double worst;    /* the least over a grid of so many rates */
    long double mean;     /* by Simpson's rule between limits */
    long double length;   /* likewise */
    long double short_of; /* the share of the grid below the level */
};
struct coverage_oracle coverage_oracle_range(int assessed, double from, double to, double level, const double *lower,
                                             const double *upper, int grid);

#endif
