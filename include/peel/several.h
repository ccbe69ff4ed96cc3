/*
 * Several samples, and strata: do their rates differ, which of them, and what is the change within strata?
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef PEEL_SEVERAL_H
#define PEEL_SEVERAL_H

#include <stddef.h>
#include <stdint.h>

#include <peel/compare.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Several samples as one. Frozen layout. */
typedef struct peel_several {
    peel_test homogeneity; /* do the rates differ more than chance allows? */
    peel_sample pooled;    /* sums over sums */
    peel_interval rate;    /* of the pooled sample, by Wilson's method */
    int32_t agree;         /* 1: p > alpha, or a dip sample: nothing speaks against pooling */
    uint32_t notes;        /* of homogeneity and rate together */
    int64_t used;          /* samples with cases assessed */
    uint64_t reserved[2];  /* 0 */
} peel_several;

/*
 * Do the rates of several samples differ more than chance allows, and what is their pooled rate?
 *
 * Formula: Pearson's chi-squared of 2 x m counts with m - 1 degrees of freedom, over the samples with cases assessed;
 * Pearson 1900, Philos Mag 50:157-175. The pooled rate is that of the sums, never the mean of rates.
 * n: from 2. samples: as in peel_sample_check, in any order; up to 100,001 of them with cases assessed. options: confidence
 * and design; side two-sided. several: untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_METHOD (it takes none but homogeneity), PEEL_ERROR_SIDE (a one-sided one),
 * PEEL_ERROR_TOO_FEW_SAMPLES, PEEL_ERROR_TOO_LARGE, PEEL_ERROR_CENSUS_INCOMPLETE (any sample), those of peel_sample_pool
 * and of peel_rate.
 * Notes: NOTHING_ASSESSED (fewer than two samples with cases) or NO_VARIATION: p 1, no statistic; SMALL_EXPECTED; QUOTA or
 * DIP by the design; those of the rate. Since 0.1.0.
 */
PEEL_API peel_status peel_homogeneity(size_t n, const peel_sample *samples, const peel_compare_options *options,
                                      peel_several *several);

/* One pair of several samples. Frozen layout. */
typedef struct peel_pair {
    size_t first;         /* index of the sample that counts as before */
    size_t second;        /* index of the sample that counts as after; above first */
    peel_interval change; /* second - first */
    peel_test test;       /* as peel_compare_test gives it */
    double adjusted;      /* its p by Holm's method, so that among all pairs chance alone is called a change in at most
                             alpha of such sets */
    uint64_t reserved;    /* 0 */
} peel_pair;

/*
 * Which of several samples differ? All pairs, with p-values adjusted by Holm's method.
 *
 * Formula: peel_difference and peel_compare_test for each pair; Holm 1979, Scand J Stat 6:65-70, in which a pair with
 * nothing assessed counts with p 1.
 * n: from 2 to 2,000. samples: as in peel_sample_check. options: method and test as in peel_compare; side two-sided.
 * work, work_size: as in peel_compare_test for the two largest samples.
 * pairs: n (n - 1) / 2 of them, in the order 0-1, 0-2, ... 1-2, ...; untouched on failure, but for PEEL_ERROR_SEARCH,
 * after which some may be written. 700 samples of 100 cases take 0.7 s by Fisher's test and 0.2 s by Pearson's.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_METHOD, PEEL_ERROR_SIDE (a one-sided one), PEEL_ERROR_TOO_FEW_SAMPLES,
 * PEEL_ERROR_TOO_LARGE (n above 2,000; samples as in peel_compare_test), those of peel_compare.
 * Notes: in the parts of each pair. Since 0.1.0.
 */
PEEL_API peel_status peel_compare_pairs(size_t n, const peel_sample *samples, const peel_compare_options *options,
                                        void *work, size_t work_size, peel_pair *pairs);

/*
 * What is the change within strata, such as areas or offences, as one figure?
 *
 * Formula: Mantel-Haenszel weights; variance of the difference by Sato 1989 (Biometrics 45:1323-1324), of the ratio by
 * Greenland and Robins 1985 (Biometrics 41:55-68), of the odds ratio by Robins, Breslow and Greenland 1986 (Biometrics
 * 42:311-323); the ratios' limits on the logarithmic scale, 0 and infinity where the estimate is 0 or infinite. Strata
 * with a sample that has nothing assessed carry no weight.
 * n: from 1. before, after: the samples of each stratum. options: method mantel-haenszel-difference (default),
 * mantel-haenszel-ratio or mantel-haenszel-odds-ratio. change: untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_METHOD (a method of another question), PEEL_ERROR_TOO_FEW_SAMPLES (n 0), those of
 * peel_sample_pool and of the options of peel_rate; PEEL_ERROR_CENSUS_INCOMPLETE.
 * Notes: as peel_ratio, of the strata that carry weight: NOTHING_ASSESSED where none does, CENSUS where all are. The
 * difference may be CLIPPED. Since 0.1.0.
 */
PEEL_API peel_status peel_stratified(size_t n, const peel_sample *before, const peel_sample *after,
                                     const peel_compare_options *options, peel_interval *change);

/*
 * Is the change within strata more than chance?
 *
 * Formula: Cochran-Mantel-Haenszel chi-squared with 1 degree of freedom, without (default) or with the continuity
 * correction of 1/2, which takes away no more than there is; its statistic here is z > 0 where the rates rose (with the
 * correction the chi-squared itself).
 * n, before, after: as in peel_stratified. options: method cochran-mantel-haenszel (default) or
 * cochran-mantel-haenszel-cc, which is two-sided alone. test: untouched on failure.
 * Statuses: as peel_stratified; PEEL_ERROR_SIDE for a one-sided test with the correction.
 * Notes: NOTHING_ASSESSED or NO_VARIATION (in each stratum all cases met the criterion, or none did): p 1, no statistic;
 * POPULATION_UNUSED; QUOTA or DIP by the design, unless both samples of each stratum are their whole populations.
 * Since 0.1.0.
 */
PEEL_API peel_status peel_stratified_test(size_t n, const peel_sample *before, const peel_sample *after,
                                          const peel_compare_options *options, peel_test *test);

#ifdef __cplusplus
}
#endif

#endif
