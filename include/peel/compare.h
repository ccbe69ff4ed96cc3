/*
 * Two samples: did the rate change, by how much, and how surely? Change is after minus before, everywhere.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     const peel_sample before = {57, 81, 0}, after = {68, 80, 0};
 *     peel_interval change;
 *     peel_status status = peel_difference(&before, &after, NULL, &change);    Newcombe, 95%: 0.146, 0.017 to 0.270
 */
#ifndef PEEL_COMPARE_H
#define PEEL_COMPARE_H

#include <stddef.h>
#include <stdint.h>

#include <peel/methods.h>
#include <peel/results.h>
#include <peel/sample.h>
#include <peel/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A zeroed struct with its size set is the default. It grows at the end. */
typedef struct peel_compare_options {
    size_t size;       /* sizeof(peel_compare_options) */
    double confidence; /* as in peel_rate_options */
    double alpha;      /* as in peel_rate_options */
    int32_t method;    /* of the function's concept; 0: the first of its list in peel/methods.h */
    int32_t side;      /* PEEL_SIDE_...; 0: two-sided */
    int32_t design;    /* PEEL_DESIGN_... of both samples; 0: random */
    int32_t test;      /* PEEL_TEST_..., of peel_compare alone; 0: PEEL_TEST_FISHER */
} peel_compare_options;

/*
 * By how much did the rate change, and between which limits may the true change lie?
 *
 * Formula and source: by the method, see peel/methods.h and the manual's page on comparisons. The estimate is always
 * after - before, met / assessed of each. Known populations narrow the interval: assessed n of N counts as
 * n (N - 1) / (N - n) cases with the same rate; a sample that is its whole population has no error of its own.
 * before, after: as in peel_sample_check. options: method of PEEL_DIFFERENCE_METHODS; NULL is the default (Newcombe,
 * 95%, two-sided, random).
 * change: proportions in [-1, 1], where 0.05 is 5 percentage points; untouched on failure.
 * Statuses: those of peel_sample_check and of the options of peel_rate; PEEL_ERROR_CENSUS_INCOMPLETE; PEEL_ERROR_SEARCH.
 * Notes: the first that holds of NOTHING_ASSESSED (in either sample: estimate NaN, limits -1 and 1), CENSUS (both looked
 * at every case: limits equal the estimate) and DIP (limits NaN) stands alone; else any of CLIPPED, NO_WIDTH, QUOTA,
 * FINITE. Since 0.1.0.
 */
PEEL_API peel_status peel_difference(const peel_sample *before, const peel_sample *after,
                                     const peel_compare_options *options, peel_interval *change);

/*
 * The changes of many pairs of samples: columns in, columns out, each row with the same bits as peel_difference gives.
 *
 * n: rows. before, after: met and assessed are needed when n is above 0. options: for all rows; NULL is the default.
 * changes: a row that has no answer gets NaN, notes 0 and its status; no row spoils another. bad: the number of such
 * rows; may be NULL.
 * Statuses: PEEL_OK even with bad rows; PEEL_ERROR_NULL and those of the options, and then nothing was written.
 * Notes: as peel_difference. Since 0.1.0.
 */
PEEL_API peel_status peel_difference_many(size_t n, const peel_samples *before, const peel_samples *after,
                                          const peel_compare_options *options, const peel_intervals *changes,
                                          size_t *bad);

/*
 * How many times the rate before is the rate after, and between which limits may the true ratio lie?
 *
 * Formula and source: by the method, see peel/methods.h. The estimate is after / before, infinite where no case met the
 * criterion before.
 * before, after, options: as in peel_difference, method of PEEL_RATIO_METHODS; default Koopman.
 * ratio: 0 to infinity; untouched on failure.
 * Statuses: as peel_difference.
 * Notes: as peel_difference (NOTHING_ASSESSED: limits 0 and infinity), with NO_RATIO where neither sample has a case met
 * (estimate NaN, limits 0 and infinity, also beside CENSUS), and POPULATION_UNUSED in the place of FINITE. Since 0.1.0.
 */
PEEL_API peel_status peel_ratio(const peel_sample *before, const peel_sample *after,
                                const peel_compare_options *options, peel_interval *ratio);

/* The ratios of many pairs of samples. As peel_difference_many. Since 0.1.0. */
PEEL_API peel_status peel_ratio_many(size_t n, const peel_samples *before, const peel_samples *after,
                                     const peel_compare_options *options, const peel_intervals *ratios, size_t *bad);

/*
 * How many times the odds before (met to failed) are the odds after, and between which limits?
 *
 * Formula and source: by the method, see peel/methods.h. The estimate is (met / failed after) / (met / failed before);
 * of the methods exact and mid-p it is the conditional maximum likelihood estimate, which differs from that (not of a
 * census). The exact methods take up to PEEL_EXACT_MAX cases in both samples together. Score has the factor N / (N - 1).
 * Where a count is 0 Woolf's limits are 0 and infinity, and Gart's are finite while the estimate may be 0 or infinite.
 * 1 lies outside the limits where these tests have p <= alpha: for score N - 1, for exact Fisher and for mid-p Fisher
 * mid-P, of these two the smaller one-sided p against alpha / 2. The two-sided ones go by likelihood and may disagree. Where
 * p equals alpha the limit is 1 but for its last digits, which may fall to either side.
 * before, after, options: as in peel_difference, method of PEEL_ODDS_RATIO_METHODS; default score.
 * odds_ratio: 0 to infinity; untouched on failure.
 * Statuses: as peel_difference; PEEL_ERROR_TOO_LARGE.
 * Notes: as peel_ratio; NO_RATIO where all cases of both samples met the criterion, or none did. Since 0.1.0.
 */
PEEL_API peel_status peel_odds_ratio(const peel_sample *before, const peel_sample *after,
                                     const peel_compare_options *options, peel_interval *odds_ratio);

/* The odds ratios of many pairs of samples. As peel_difference_many. Since 0.1.0. */
PEEL_API peel_status peel_odds_ratio_many(size_t n, const peel_samples *before, const peel_samples *after,
                                          const peel_compare_options *options, const peel_intervals *odds_ratios,
                                          size_t *bad);

/* The largest number of cases, in both samples together, of the conditional exact methods: Fisher and its kin. */
#define PEEL_EXACT_MAX INT64_C(1000000000)
/* The largest number of cases of each sample of the unconditional exact tests: Boschloo and Barnard. */
#define PEEL_UNCONDITIONAL_MAX INT64_C(2000)

/*
 * The work memory, in bytes, of the tests of samples up to these sizes. It is enough for every method; those but Boschloo
 * and Barnard need none, and take NULL and 0. It must be aligned as a double is, as all memory from malloc. assessed_before,
 * assessed_after: 0 to PEEL_UNCONDITIONAL_MAX.
 * Returns: the bytes; 0 where the sizes are outside that range. Since 0.1.0.
 */
PEEL_API size_t peel_compare_work_size(int64_t assessed_before, int64_t assessed_after);

/*
 * Is the change more than chance?
 *
 * Formula and source: by the method, see peel/methods.h and the manual. Two-sided conventions: Fisher sums the tables
 * with the same totals that are no likelier than the one seen, with a relative tolerance of 1e-7; Fisher mid-P takes half
 * of the seen table's probability off that; Boschloo doubles the smaller one-sided p, at most to 1; Barnard orders by
 * |z| of the pooled rates. These two take the largest p over all rates from 0 to 1 that both audits may share, found to
 * 1e-12 of itself. One-sided: lower is small where the rate rose, upper where it fell. The relative error of a tiny
 * p grows as its logarithm, to about 5 |log p| 2^-53: 1e-13 at p = 1e-100. Below 1e-299 p may be 0.
 * before, after: as in peel_sample_check. options: method of PEEL_TEST_METHODS, NULL is Fisher, two-sided; confidence
 * and design are checked, and the p is the same for all. work, work_size: as peel_compare_work_size says; NULL and 0 for
 * tests that need none.
 * test: statistic z > 0 where the rate rose (Pearson, N - 1, Barnard; their chi-squared is its square), of Boschloo the
 * one-sided Fisher p, else NaN, as where there is nothing to test; untouched on failure.
 * Statuses: as peel_difference; PEEL_ERROR_TOO_LARGE, PEEL_ERROR_WORK.
 * Notes: NOTHING_ASSESSED or NO_VARIATION (p 1); SMALL_EXPECTED (Pearson below 5, N - 1 below 1); POPULATION_UNUSED;
 * QUOTA or DIP by the design, unless both samples are their whole populations. Since 0.1.0.
 */
PEEL_API peel_status peel_compare_test(const peel_sample *before, const peel_sample *after,
                                       const peel_compare_options *options, void *work, size_t work_size,
                                       peel_test *test);

/*
 * The tests of many pairs of samples. As peel_difference_many; a row for which work is too small has PEEL_ERROR_WORK.
 * Since 0.1.0.
 */
PEEL_API peel_status peel_compare_test_many(size_t n, const peel_samples *before, const peel_samples *after,
                                            const peel_compare_options *options, void *work, size_t work_size,
                                            const peel_tests *tests, size_t *bad);

/* Two samples, compared. Frozen layout. */
typedef struct peel_comparison {
    peel_interval before; /* rate of the sample before, by Wilson's method */
    peel_interval after;  /* rate of the sample after */
    peel_interval change; /* by options.method */
    peel_test test;       /* by options.test */
    double smallest_p;    /* the smallest p that the test could have given for samples of these sizes */
    int32_t verdict;      /* PEEL_VERDICT_...: by the test, with the sign of the change */
    uint32_t notes;       /* of change and test together */
    uint64_t reserved[2]; /* 0 */
} peel_comparison;

/*
 * Did the rate change? The rates, the change with its interval, a test, and the verdict of that test.
 *
 * Formula: peel_rate, peel_difference and peel_compare_test. The verdict is rising or falling where p <= alpha, too few
 * where no result of samples of these sizes could have had p <= alpha, else no evidence. The smallest p is that over all
 * outcomes of samples of these sizes, which has all cases failed before and met after, or the reverse; it is 1 where
 * nothing was assessed. The test and the interval answer by different methods and may disagree near alpha: the test
 * decides. It takes a census, too, as a sample of what might have been.
 * before, after: as in peel_sample_check. options: method of PEEL_DIFFERENCE_METHODS, test of PEEL_TEST_METHODS; the side
 * holds for all of them. work, work_size: as in peel_compare_test. comparison: untouched on failure.
 * Statuses: as peel_difference and peel_compare_test. Notes: theirs. A dip sample has no verdict but no evidence.
 * Since 0.1.0.
 */
PEEL_API peel_status peel_compare(const peel_sample *before, const peel_sample *after,
                                  const peel_compare_options *options, void *work, size_t work_size,
                                  peel_comparison *comparison);

/*
 * A change held against a margin. Its interval is at confidence 1 - 2 alpha for two margins, else the bound on the side of
 * the one: the change is shown to be within the margins where the interval lies between them. Frozen layout.
 */
typedef struct peel_margin {
    peel_interval change; /* its limits agree with the tests */
    double p_lower;       /* of the change being at or below the lower margin; NaN where there is none */
    double p_upper;       /* of the change being at or above the upper margin; NaN where there is none */
    double p_value;       /* the larger of them */
    int32_t shown;        /* 1: p_value <= alpha, the change lies within the margins; 0 for a dip sample */
    uint32_t notes;       /* of the change */
    uint64_t reserved[2]; /* 0 */
} peel_margin;

/*
 * Did the rate fall by less than a margin (non-inferiority), or change by less than it either way (equivalence)?
 *
 * Formula: the score test of a change equal to the margin, by the method's variance; two one-sided tests for two margins
 * (Schuirmann 1987, J Pharmacokinet Biopharm 15:657-680). Farrington and Manning 1990, Stat Med 9:1447-1454, for Mee.
 * before, after: as in peel_sample_check. fall: the largest fall that is still acceptable, from 1e-300 to below 1; 0: any.
 * rise: the largest rise, likewise. options: method miettinen-nurminen (default) or mee; alpha is that of each one-sided
 * test (so that confidence 0.95 leaves 0.05), below 0.5; side must be two-sided.
 * margin: untouched on failure.
 * Statuses: as peel_difference; PEEL_ERROR_MARGIN for other margins, or both 0; PEEL_ERROR_METHOD; PEEL_ERROR_SIDE;
 * PEEL_ERROR_ONE_SIDED_CONFIDENCE.
 * Notes: as peel_difference: with NOTHING_ASSESSED p is 1, with CENSUS 0 or 1, with DIP the p of a random sample.
 * Since 0.1.0.
 */
PEEL_API peel_status peel_compare_margin(const peel_sample *before, const peel_sample *after, double fall, double rise,
                                         const peel_compare_options *options, peel_margin *margin);

/*
 * With which probability would samples of these sizes show a change between these rates?
 *
 * Formula: for Fisher and Fisher mid-P the exact sum over all samples with p <= alpha, by the rule of the verdict of
 * peel_compare; for Pearson the normal formula with the pooled variance under no change (Fleiss, Levin and Paik 2003,
 * ch. 4.2). Two-sided, a change either way counts.
 * rate_before, rate_after: 0 to 1. assessed_before, assessed_after: from 1; up to PEEL_UNCONDITIONAL_MAX for the exact
 * sums. options: method of PEEL_TEST_METHODS: fisher (default), fisher-mid-p or pearson. power: in [0, 1]; untouched on
 * failure.
 * Takes 50 kB of the stack for the exact sums.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_RATE, PEEL_ERROR_RANGE (an assessed below 1), PEEL_ERROR_TOO_LARGE (for Pearson
 * above 2^53), those of the options, PEEL_ERROR_METHOD for the other tests. Since 0.1.0.
 */
PEEL_API peel_status peel_compare_power(double rate_before, double rate_after, int64_t assessed_before,
                                        int64_t assessed_after, const peel_compare_options *options, double *power);

/*
 * How many cases must each of two audits assess to show a change between these rates with this power?
 *
 * Formula: the smallest equal number from which peel_compare_power never falls below the power again, up to
 * PEEL_UNCONDITIONAL_MAX for the exact tests, whose power is a saw: the first number that reaches it may be smaller. For
 * Pearson the smallest, by the normal formula. 94% and 80.6%, power 0.8: 105 by Fisher (the first such number, too), 101
 * by mid-P, 96 by Pearson. The saw is followed down, number by number, from where Hoeffding's inequality shows that no
 * tooth is too low, or else from the cap: in tenths of a second, up to two at extreme alphas. A power within 1e-12 of the
 * one asked for, and within 1e-12 of what that leaves to 1, is enough.
 * power: above alpha and below 1; 0 is 0.8. assessed: cases of each sample; untouched on failure.
 * Statuses: as peel_compare_power; PEEL_ERROR_POWER; PEEL_ERROR_RATE where the rates are equal; PEEL_ERROR_TOO_LARGE where
 * the cap is not enough, as it never is for the side to which the rate does not go. Since 0.1.0.
 */
PEEL_API peel_status peel_compare_size(double rate_before, double rate_after, double power,
                                       const peel_compare_options *options, int64_t *assessed);

#ifdef __cplusplus
}
#endif

#endif
