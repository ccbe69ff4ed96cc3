/* The tests of two samples, as functions of their four counts. Sides as in peel_test: lower is small where the rate rose. */
#ifndef STATS_COMPARE_TEST_H
#define STATS_COMPARE_TEST_H

#include <peel/compare.h>

#include "numeric/hypergeometric.h"

/* The counts of two samples. */
struct table test_table(const peel_sample *before, const peel_sample *after);

/* 1 where the cases all met the criterion, or none did, or a sample is empty: nothing to test, p = 1 for every test. */
int test_without_variation(struct table table);

/* The p of Fisher's test and of its mid-P; whole counts, up to PEEL_EXACT_MAX together. Two-sided by likelihood. */
double test_fisher(struct table table, int32_t side);
double test_fisher_mid_p(struct table table, int32_t side);

/*
 * z of the pooled rates, above 0 where the rate rose; its square is Pearson's chi-squared, or that with N - 1 for N. Counts
 * may be fractions, up to 2^53 together; 0 without variation.
 */
double test_pearson_z(struct table table);
double test_n_minus_1_z(struct table table);

/*
 * The unconditional exact tests, of a table with variation. work: room for a number more than there are cases. Boschloo gives the
 * one-sided Fisher p that decided as its statistic.
 */
void test_boschloo(struct table table, int32_t side, double *work, double *statistic, double *p_value);
double test_barnard(struct table table, int32_t side, double *work);

/* The p of a z. */
double test_normal(double z, int32_t side);

#endif
