/*
 * The same cases looked at twice: did they change?
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef PEEL_PAIRED_H
#define PEEL_PAIRED_H

#include <stdint.h>

#include <peel/compare.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Cases that were assessed in both audits. Each count and their sum is 0 to 2^53. Frozen layout. */
typedef struct peel_paired {
    int64_t both;    /* met the criterion before and after */
    int64_t lost;    /* met it before, failed it after */
    int64_t gained;  /* failed it before, met it after */
    int64_t neither; /* failed it both times */
} peel_paired;

/*
 * By how much did the rate of the same cases change?
 *
 * Formula and source: by the method, see peel/methods.h. The estimate is (gained - lost) / all, after - before.
 * paired: counts. options: method square-and-add (default) or tango. change: in [-1, 1]; untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_METHOD (a test), PEEL_ERROR_NEGATIVE, PEEL_ERROR_COUNT_TOO_LARGE, those of the
 * options of peel_rate, PEEL_ERROR_SEARCH. Notes: NOTHING_ASSESSED alone, CENSUS or DIP alone (by design); else QUOTA. Since 0.1.0.
 */
PEEL_API peel_status peel_paired_difference(const peel_paired *paired, const peel_compare_options *options,
                                            peel_interval *change);

/*
 * Of the cases that changed, did more change one way than chance allows?
 *
 * Formula: gained of gained + lost against one half, exact binomial; two-sided by doubling the smaller tail, at most to 1;
 * mid-P takes half of the seen result's probability off each tail. Side lower is small where more were gained.
 * paired: counts, gained + lost up to PEEL_EXACT_MAX. options: method mcnemar-mid-p (default) or mcnemar.
 * test: statistic NaN; untouched on failure.
 * Statuses: as peel_paired_difference, PEEL_ERROR_METHOD for one without a test; PEEL_ERROR_TOO_LARGE.
 * Notes: NOTHING_ASSESSED or NO_VARIATION (no case changed): p 1; QUOTA or DIP by the design. Since 0.1.0.
 */
PEEL_API peel_status peel_paired_test(const peel_paired *paired, const peel_compare_options *options, peel_test *test);

#ifdef __cplusplus
}
#endif

#endif
