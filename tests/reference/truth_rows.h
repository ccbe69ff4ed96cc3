/* What make_truth.c and make_truth_closed.c share: which rows, and how a limit is rounded. */
#ifndef TRUTH_ROWS_H
#define TRUTH_ROWS_H

#include <arb.h>
#include <stdint.h>

/* The double that a ball is, wherever in the ball the number lies. */
double truth_rounded(const arb_t ball);

/* The normal quantile above which alpha lies. */
void truth_normal(arb_t z, double alpha);

struct truth_level {
    const char *given;
    double value;
};

/* The last three serve two-sided intervals only: one side needs a confidence above 1/2. */
enum { truth_all_levels = 14, truth_two_sided_levels = 3, truth_case_count = 27 };
extern const struct truth_level truth_levels[truth_all_levels];

/* two-sided, lower, upper */
extern const char *const truth_sides[3];

/* The numbers of cases that are tried. */
extern const int64_t truth_cases[truth_case_count];

/* A number from a fixed row of them. */
uint64_t truth_draw(void);

/* The counts met that are tried for n: the ends, the middle, one anywhere, one of any size. Returns how many. */
int truth_choose(int64_t n, int64_t chosen[9]);

#endif
