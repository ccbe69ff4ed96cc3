/*
 * The rate: what share of cases meets the criterion, and how surely a sample tells.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     const peel_sample attended = {41, 79, 0};
 *     peel_interval ci;
 *     peel_status status = peel_rate(&attended, NULL, &ci);    Wilson, 95%: 0.519, 0.411 to 0.626
 */
#ifndef PEEL_RATE_H
#define PEEL_RATE_H

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
typedef struct peel_rate_options {
    size_t size;         /* sizeof(peel_rate_options) */
    double confidence;   /* 1e-16 to 1 - 1e-16; above 0.5 for a one-sided bound. 0 with alpha 0: 0.95 */
    double alpha;        /* instead of confidence, 1e-100 to below 1 (below 0.5 for a one-sided bound); 0: not set */
    int32_t method;      /* of the function's concept; 0: the first of its list in peel/methods.h */
    int32_t side;        /* PEEL_SIDE_...; 0: two-sided */
    int32_t design;      /* PEEL_DESIGN_...; 0: random */
    uint32_t reserved;   /* 0 */
    double prior_met;    /* beta and beta-hpd: what was known before, as so many cases met, 0.001 to 1e6 ... */
    double prior_failed; /* ... and so many failed; both 0: 1 and 1, every rate as likely as any other */
} peel_rate_options;

/*
 * What rate does this sample show, and between which limits may the true rate lie?
 *
 * Formula and source: by the method, see peel/methods.h and the manual's page on rates. The estimate is always
 * met / assessed. alpha = 1 - confidence computed in double; a two-sided interval spends alpha / 2 on each side, a
 * one-sided bound all of it. The limits of blaker and sterne are the outermost rates that their test does not reject.
 * A known population of N is used by the methods that offer PEEL_OFFERS_POPULATION. Clopper-Pearson, mid-p and blaker
 * then count by the hypergeometric distribution, and jeffreys, beta and beta-hpd predict the cases not looked at by the
 * beta-binomial one; their limits are whole numbers of cases over N. For wilson, wald, agresti-coull and logit the n
 * assessed count as n (N - 1) / (N - n) with the same rate, and the limits are cut to what is certain: met / N to
 * 1 - failed / N (note CLIPPED). Whether the population is used or not, one that was assessed as a whole is a census.
 * sample: as in peel_sample_check. options: method of PEEL_RATE_METHODS; NULL is the default (Wilson, 95%, two-sided,
 * random).
 * interval: proportions; untouched on failure.
 * Statuses: those of peel_sample_check; PEEL_ERROR_OPTIONS_SIZE, PEEL_ERROR_RESERVED, PEEL_ERROR_CONFIDENCE,
 * PEEL_ERROR_CONFIDENCE_PERCENT, PEEL_ERROR_ALPHA, PEEL_ERROR_CONFIDENCE_AND_ALPHA, PEEL_ERROR_ONE_SIDED_CONFIDENCE,
 * PEEL_ERROR_METHOD, PEEL_ERROR_SIDE, PEEL_ERROR_METHOD_SIDE, PEEL_ERROR_DESIGN, PEEL_ERROR_PRIOR (also one that is set
 * for a method without prior); PEEL_ERROR_CENSUS_INCOMPLETE; PEEL_ERROR_SEARCH.
 * Notes: NOTHING_ASSESSED alone (estimate NaN, limits 0 and 1); else CENSUS alone (limits equal the estimate), by design
 * or because assessed equals a known population; else DIP alone (limits NaN); else any of CLIPPED, NO_WIDTH, QUOTA,
 * EXACT_INSTEAD, and of a known population FINITE or POPULATION_UNUSED. Since 0.1.0.
 */
PEEL_API peel_status peel_rate(const peel_sample *sample, const peel_rate_options *options, peel_interval *interval);

/*
 * The rates of many samples: columns in, columns out, each row with the same bits as peel_rate gives.
 *
 * n: rows. samples: met and assessed are needed when n is above 0. options: for all rows; NULL is the default.
 * intervals: a row that has no answer gets NaN, notes 0 and its status; no row spoils another.
 * bad: the number of such rows; may be NULL.
 * Statuses: PEEL_OK even with bad rows; PEEL_ERROR_NULL and those of the options, and then nothing was written.
 * Notes: as peel_rate. Since 0.1.0.
 */
PEEL_API peel_status peel_rate_many(size_t n, const peel_samples *samples, const peel_rate_options *options,
                                    const peel_intervals *intervals, size_t *bad);

/*
 * How many cases of the population met the criterion, at least and at most?
 *
 * Formula: of the methods that count in whole cases (clopper-pearson, mid-p, blaker, jeffreys, beta, beta-hpd) these are
 * the limits of peel_rate before they are divided by N: for Clopper-Pearson the smallest K with
 * P(met or more | K) > alpha / 2 and the largest with P(met or fewer | K) > alpha / 2. Of the others they are the whole
 * numbers between those limits times N, or the two around them where there is none, and at least what was seen. Cochran 1977,
 * Sampling Techniques, 3.6.
 * sample: as in peel_sample_check, with a population. options: as in peel_rate, method one that offers
 * PEEL_OFFERS_POPULATION, else PEEL_ERROR_METHOD. bounds: cases, 0 to the population; untouched on failure. A dip sample
 * supports none: met to population - failed, which is certain. Probabilities and tail are compared as doubles have the tail:
 * with a confidence of 0.9 it is a little below 1/20, and a probability of 1/20 is above it. Clopper-Pearson and mid-P take 1
 * to 5 us, Blaker's some 25; of more than 1e14 cases, where near ties take many digits, up to 0.1 s.
 * Predicted bounds (jeffreys, beta, beta-hpd) may be off by one case from some 1e11 cases on, of 2 to the 53rd by a few.
 * Statuses: those of peel_rate; PEEL_ERROR_POPULATION_NEEDED. Since 0.1.0.
 */
PEEL_API peel_status peel_rate_bounds(const peel_sample *sample, const peel_rate_options *options, peel_bounds *bounds);

/* Bounds in columns, written by the row. A NULL column is not wanted. A row that has no answer gets -1 and -1. */
typedef struct peel_bounds_columns {
    int64_t *lower;
    int64_t *upper;
    peel_status *status;
} peel_bounds_columns;

/* The bounds of many samples: as peel_rate_many, each row as peel_rate_bounds gives it. Since 0.1.0. */
PEEL_API peel_status peel_rate_bounds_many(size_t n, const peel_samples *samples, const peel_rate_options *options,
                                           const peel_bounds_columns *bounds, size_t *bad);

/*
 * Could the true rate be this one?
 *
 * Formula and source: by the method, see peel/methods.h. Exact and mid-p: the smaller tail doubled, at most 1. Blaker: the
 * smaller tail, and of the other side all that has no larger tail. Sterne: all results no likelier than the one seen, with
 * R's relative tolerance of 1e-7. Score: z = (met - n rate) / sqrt(n rate (1 - rate)). Likelihood ratio: the root of
 * 2 (l(met / n) - l(rate)), with the sign of met / n - rate. At a rate of 0 or 1, at which one sample alone can be, z of any
 * other is infinite. Each is matched with the interval of the same name (exact:
 * Clopper-Pearson; score: Wilson) at the same confidence, of an endless population: for a rate outside it p <= alpha, and
 * for one inside p > alpha but for a hole between rates that blaker or sterne do not reject, which is noted. Where p is
 * within a relative 1e-12 of alpha, or a rate within some units of the last place of a limit (sterne: a relative 1e-7),
 * rounding and the tolerance decide.
 * One-sided: lower is small where the sample lies above the rate, as a lower bound above it says; upper where below.
 * Of a known population more is certain: a rate below met / N, or above 1 - failed / N, by more than a relative 1e-12 of these
 * cases and the rounding of the rate, cannot be. Such a rate is noted, p is 0 and no statistic given, whatever the method; of
 * the two one-sided p the one is 0, and 1 that of the question to which such cases say yes.
 * sample: as in peel_sample_check. rate: a proportion from 0 to 1. options: method of PEEL_RATE_TEST_METHODS, NULL is exact,
 * two-sided; prior not set. test: statistic z of score and likelihood-ratio, above 0 where the sample lies above the rate,
 * of others NaN; untouched on failure.
 * Statuses: those of peel_rate; PEEL_ERROR_RATE.
 * Notes: NOTHING_ASSESSED alone (p 1); else CENSUS alone (two-sided p 1 where the estimate is the rate, else 0; lower 0 where it
 * is above the rate, else 1; upper 0 where it is below, else 1); else any of QUOTA, DIP, and RULED_OUT, or else
 * POPULATION_UNUSED and HOLE. Since 0.1.0.
 */
PEEL_API peel_status peel_rate_test(const peel_sample *sample, double rate, const peel_rate_options *options,
                                    peel_test *test);

/*
 * The tests of many samples, each against its own rate: columns in, columns out, as peel_rate_many.
 *
 * rates: n proportions. The other parameters, statuses and notes: as peel_rate_many and peel_rate_test; a rate that cannot be is
 * the status of its row. Since 0.1.0.
 */
PEEL_API peel_status peel_rate_test_many(size_t n, const peel_samples *samples, const double *rates,
                                         const peel_rate_options *options, const peel_tests *tests, size_t *bad);

#ifdef __cplusplus
}
#endif

#endif
