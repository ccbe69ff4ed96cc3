/*
 * The exact test of a trend by writing down every table: the ways to share out the cases met among the periods, each counted by
 * its number of arrangements in whole numbers. Includes nothing of the library. Up to 8 periods and 100 cases in all.
 */
#ifndef ORACLE_TREND_ORACLE_H
#define ORACLE_TREND_ORACLE_H

struct oracle_series {
    int n;
    int period[8], met[8], assessed[8];
};

/* P of the arrangements whose sum of period * met lies at least as far from the expected one, above and below. */
struct oracle_trend {
    double two_sided, rising, falling;
    double smallest_two_sided, smallest_rising, smallest_falling; /* the smallest of each that any arrangement has */
};
struct oracle_trend oracle_trend_of(const struct oracle_series *series);

#endif
