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
    size_t size;       /* sizeof(peel_rate_options) */
    double confidence; /* 1e-16 to 1 - 1e-16; above 0.5 for a one-sided bound. 0 with alpha 0: 0.95 */
    double alpha;      /* instead of confidence, 1e-100 to below 1 (below 0.5 for a one-sided bound); 0: not set */
    int32_t method;    /* PEEL_RATE_...; 0: PEEL_RATE_WILSON */
    int32_t side;      /* PEEL_SIDE_...; 0: two-sided */
    int32_t design;    /* PEEL_DESIGN_...; 0: random */
    uint32_t reserved; /* 0 */
} peel_rate_options;

/*
 * What rate does this sample show, and between which limits may the true rate lie?
 *
 * Formula and source: by the method, see peel/methods.h and the manual's page on rates. The estimate is always
 * met / assessed. alpha = 1 - confidence computed in double; a two-sided interval spends alpha / 2 on each side, a
 * one-sided bound all of it.
 * sample: as in peel_sample_check. options: NULL is the default (Wilson, 95%, two-sided, random).
 * interval: proportions; untouched on failure.
 * Statuses: those of peel_sample_check; PEEL_ERROR_OPTIONS_SIZE, PEEL_ERROR_RESERVED, PEEL_ERROR_CONFIDENCE,
 * PEEL_ERROR_CONFIDENCE_PERCENT, PEEL_ERROR_ALPHA, PEEL_ERROR_CONFIDENCE_AND_ALPHA, PEEL_ERROR_ONE_SIDED_CONFIDENCE,
 * PEEL_ERROR_METHOD, PEEL_ERROR_SIDE, PEEL_ERROR_DESIGN; PEEL_ERROR_CENSUS_INCOMPLETE; PEEL_ERROR_SEARCH.
 * Notes: NOTHING_ASSESSED alone (estimate NaN, limits 0 and 1); else CENSUS alone (limits equal the estimate), by design
 * or because assessed equals a known population; else DIP alone (limits NaN); else any of CLIPPED, NO_WIDTH, QUOTA,
 * POPULATION_UNUSED. Since 0.1.0.
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

#ifdef __cplusplus
}
#endif

#endif
