/* What the questions about printed percentages share. */
#ifndef STATS_REPORTED_REPORTED_H
#define STATS_REPORTED_REPORTED_H

#include <peel/reported.h>

#include "base/reported.h"
#include "numeric/proportion.h"
#include "stats/plan.h"

/* The counts of `assessed` cases, 1 to 2^53, that round to a checked figure: 1 where there are any. */
int reported_fit(const peel_reported *reported, int64_t assessed, peel_bounds *met);

/* The whole numbers on both sides of the percentage itself: one number twice where it is whole. */
peel_bounds reported_neighbours(const peel_reported *reported, int64_t assessed);

/* The whole number nearest to the percentage; of two, the larger. */
int64_t reported_nearest(const peel_reported *reported, int64_t assessed);

/* Ends of a range of rates, each with its complement, and the printed rate between them. */
struct reported_rates {
    struct proportion lower;
    struct proportion at;
    struct proportion upper;
};
struct reported_rates reported_rates_of(const peel_reported *reported);

/* b / whole_b - a / whole_a: the numerator of the one quotient is rounded once. Wholes from 1 to 2^53. */
double reported_difference(int64_t a, int64_t whole_a, int64_t b, int64_t whole_b);

/* The half-width of the difference of two rates with these half-widths. */
double reported_joint_width(double a, double b);

/* The half-width that was printed, with the range that its rounding leaves. */
peel_range reported_half_width(const peel_reported *reported);

/* The options of a comparison by one method of printed percentages. As compare_plan; PEEL_ERROR_METHOD for another method. */
peel_status reported_plan(const peel_compare_options *options, int32_t method, struct plan *plan);

/* PEEL_ERROR_DENOMINATOR_NEEDED without a +/-, PEEL_ERROR_PLUS_MINUS of 0% and 100%, else PEEL_OK. */
peel_status reported_check_plus_minus(const peel_reported *reported);

/* Effective sizes of a printed +/-, two-sided with this z. */
double reported_effective(struct proportion rate, double half_width, double z);

/* A test by a plan, without its p, and with a change that is not told. */
peel_reported_test reported_test_begin(const struct plan *plan);

/* The p of a z with the range that the z's leaves. */
void reported_test_normal(peel_range z, peel_reported_test *test);

/* Limits so far below and above the change's estimate, as its side asks for, cut at -1 and 1 with a note. */
void reported_put_limits(double below, double above, peel_interval *change);

/* The verdict: rising or falling, as the change's sign says, where all of the range has p <= alpha. */
int32_t reported_verdict(const peel_reported_test *test);

/*
 * The exact binomial test of k of n against every rate of the range: the smallest p, that of the printed rate and the
 * largest. fits: whether k / n lies in the range.
 */
peel_range reported_binomial_p(double k, double n, const struct reported_rates *rates, int fits, int32_t side);

#endif
