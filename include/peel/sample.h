/*
 * The sample: how many of the cases that were assessed met the criterion, and how those cases were chosen.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef PEEL_SAMPLE_H
#define PEEL_SAMPLE_H

#include <stddef.h>
#include <stdint.h>

#include <peel/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The largest count: 2 to the 53rd, up to which a double holds every whole number. */
#define PEEL_COUNT_MAX INT64_C(9007199254740992)

/* Cases to which the criterion does not apply are not assessed. Frozen layout. */
typedef struct peel_sample {
    int64_t met;        /* cases that met the criterion, 0 to assessed */
    int64_t assessed;   /* cases that were assessed, 0 to population */
    int64_t population; /* cases that the sample was drawn from; 0: not known, or endless */
} peel_sample;

/* Samples in columns: row i of every array is one sample. */
typedef struct peel_samples {
    const int64_t *met;
    const int64_t *assessed;
    const int64_t *population; /* NULL: not known for any row */
} peel_samples;

/* How the cases were chosen, which decides what an interval may claim. */
#define PEEL_DESIGNS(X)                                                                                                \
    X(DESIGN_RANDOM, 0, "random") /* by chance from all cases: the interval describes the population */                \
    X(DESIGN_QUOTA, 1, "quota")   /* so many of each kind: the interval describes the audited mix */                   \
    X(DESIGN_DIP, 2, "dip")       /* a few at will: no inference, the interval is withheld */                          \
    X(DESIGN_CENSUS, 3, "census") /* every case: no sampling error */

#define PEEL_DESIGN_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_DESIGNS(PEEL_DESIGN_CONSTANT) PEEL_DESIGN_END_ = 4 };
#undef PEEL_DESIGN_CONSTANT

/* The name of a design, as in "quota". Returns: a constant string; NULL where no design has that number. Since 0.1.0.
 */
PEEL_API const char *peel_design_name(int32_t design);

/*
 * The design of a name.
 *
 * name: as in "quota", in ASCII letters of either case. design: untouched on failure. error: filled on failure, with
 * the nearest names; may be NULL. Statuses: PEEL_ERROR_NULL, PEEL_ERROR_DESIGN. Since 0.1.0.
 */
PEEL_API peel_status peel_design_parse(const char *name, int32_t *design, peel_error *error);

/*
 * Can this sample be? Says which number cannot.
 *
 * sample: 0 <= met <= assessed <= 2^53, and population 0 or from assessed to 2^53.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_NEGATIVE, PEEL_ERROR_COUNT_TOO_LARGE, PEEL_ERROR_MET_ABOVE_ASSESSED,
 * PEEL_ERROR_ASSESSED_ABOVE_POPULATION. Since 0.1.0.
 */
PEEL_API peel_status peel_sample_check(const peel_sample *sample);

/*
 * The sample behind a printed figure that counted failures: "15 of 59 had no assessment" is 44 met of 59.
 *
 * Formula: met = assessed - failures.
 * failures, assessed, population: as in peel_sample_check. sample: untouched on failure.
 * Statuses: as peel_sample_check, with failures in the place of met. Since 0.1.0.
 */
PEEL_API peel_status peel_sample_from_failures(int64_t failures, int64_t assessed, int64_t population,
                                               peel_sample *sample);

/*
 * The same cases asked the opposite question: 41 of 79 in time becomes 38 of 79 late.
 *
 * Formula: met becomes assessed - met. flipped: may be the sample itself; untouched on failure.
 * Statuses: as peel_sample_check. Since 0.1.0.
 */
PEEL_API peel_status peel_sample_flip(const peel_sample *sample, peel_sample *flipped);

/*
 * Several samples as one: the sum of met over the sum of assessed, never the mean of percentages.
 *
 * Source: the practice of public health statistics in England (OHID, Fingertips technical guidance).
 * samples: n of them, of populations that do not overlap; NULL only for n = 0, which pools to nothing assessed.
 * pooled: the sums; its population is 0 (not known) when that of any sample is. Untouched on failure.
 * Statuses: as peel_sample_check for any of the samples; PEEL_ERROR_COUNT_TOO_LARGE for a sum above 2^53. Since 0.1.0.
 */
PEEL_API peel_status peel_sample_pool(const peel_sample *samples, size_t n, peel_sample *pooled);

#ifdef __cplusplus
}
#endif

#endif
