/* The rows of tests/reference/interval.csv and truth*.csv, and how far a limit may be from them. */
#ifndef SUPPORT_TRUTH_H
#define SUPPORT_TRUTH_H

#include <stdint.h>

#include "support/table.h"
#include <peel.h>

#define TRUTH_INTERVAL_CSV "tests/reference/interval.csv"
#define TRUTH_CSV          "tests/reference/truth.csv"

struct truth {
    size_t line;
    int32_t method;
    int raw; /* the formula before it is cut to [0, 1] or pinned at its ends */
    peel_sample sample;
    peel_rate_options options;
    double lower, upper;
};

/* Reads the next row of interval.csv: method,k,n,confidence,lower,upper. Returns 1, 0 at the end, -1 for a bad row. */
int truth_next_interval(struct table *table, struct truth *truth);

/*
 * The same of truth*.csv: method,k,n,side,given,level,lower,upper, with population after n, or prior_met,prior_failed after
 * method.
 */
int truth_next(struct table *table, struct truth *truth);

/*
 * Doubles from one to the other, as many as there are steps between neighbours. Differences that do not fit are
 * INT64_MAX; NaN is that far from everything.
 */
int64_t ulp_distance(double a, double b);

/* |got - expected| / expected; 0 where both are 0. */
double relative_error(double got, double expected);

/* 1 where `got` is within the tolerance that the library promises for the method, at this many assessed. */
int truth_close(int32_t method, int64_t assessed, double got, double expected);

#endif
