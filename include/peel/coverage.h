/*
 * Coverage: how often does a method's interval hold the true rate, and how long is it? Known exactly, before any case is drawn.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     peel_coverage at;
 *     peel_rate_options wald = {.size = sizeof wald, .method = PEEL_RATE_WALD};
 *     peel_status status = peel_rate_coverage(30, 0.94, &wald, &at);    at.coverage 0.842: not the 0.95 that it says
 */
#ifndef PEEL_COVERAGE_H
#define PEEL_COVERAGE_H

#include <stddef.h>
#include <stdint.h>

#include <peel/rate.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The largest sample whose coverage is summed. */
#define PEEL_COVERAGE_MAX INT64_C(100000)

/* What to expect of a method at one true rate. Frozen layout. */
typedef struct peel_coverage {
    double rate;          /* the true rate */
    double coverage;      /* the probability that the limits hold it */
    double below;         /* the probability that both limits lie below it */
    double above;         /* the probability that both limits lie above it */
    double length;        /* the expected distance between the limits */
    uint64_t reserved[3]; /* 0 */
} peel_coverage;

/* What to expect of a method over a range of true rates. Frozen layout. */
typedef struct peel_worst_coverage {
    double rate;          /* where the coverage is worst; it may be approached there and not reached */
    double coverage;      /* the greatest lower bound of the coverage over the range */
    double mean;          /* of the coverage, every rate of the range as likely as any other */
    double length;        /* of the expected length, likewise */
    double short_of;      /* the share of the range in which the coverage is below the confidence */
    uint64_t reserved[3]; /* 0 */
} peel_worst_coverage;

/*
 * How often would the interval hold this true rate, and how long would it be?
 *
 * Formula: the sum of the binomial probabilities of all results 0 to assessed whose limits hold the rate; of the length, the
 * sum of each result's probability times the distance of its limits. Brown, Cai and DasGupta 2001, Stat Sci 16:101-133.
 * assessed: 1 to PEEL_COVERAGE_MAX. rate: a proportion from 0 to 1. options: as in peel_rate; design random or quota.
 * coverage: proportions; untouched on failure.
 * Statuses: those of the options of peel_rate; PEEL_ERROR_NULL, PEEL_ERROR_RATE, PEEL_ERROR_RANGE (no case assessed, or a
 * negative number of them), PEEL_ERROR_TOO_LARGE, PEEL_ERROR_DESIGN (dip and census have no sampling error to tell),
 * PEEL_ERROR_SEARCH. Since 0.1.0.
 */
PEEL_API peel_status peel_rate_coverage(int64_t assessed, double rate, const peel_rate_options *options,
                                        peel_coverage *coverage);

/*
 * The work memory of peel_rate_worst_coverage, in bytes, aligned as a double is. Returns: 0 where assessed is not from 1 to
 * PEEL_COVERAGE_MAX. Since 0.1.0.
 */
PEEL_API size_t peel_rate_worst_coverage_work_size(int64_t assessed);

/*
 * How seldom, at worst, does the interval hold the true rate, whichever it is within a range?
 *
 * Formula: between two neighbouring limits of all results the coverage is a smooth function of the rate with its least values
 * at the ends, where the limits are approached from both sides: the least of them all is the worst. That is proved where the
 * results that hold the rate have no gap (their probability is log-concave); where they have, as of logit, probit and cloglog at
 * high confidences, no lesser value was found inside, up to 50 cases. Mean and expected length are integrals in closed form, by
 * the beta distribution, over a short range by points. Right to 1e-12, of more than 10,000 cases to 1e-11. A coverage that is
 * less than the confidence by no more than 1e-12 is not short of it, and limits nearer to each other, or to an end of the range,
 * than 2e-15 of themselves count as one, but where the whole range is no wider.
 * assessed, options: as in peel_rate_coverage. from, to: the range of rates, 0 <= from < to <= 1. work, work_size: as
 * peel_rate_worst_coverage_work_size says. worst: untouched on failure.
 * Statuses: those of peel_rate_coverage; PEEL_ERROR_RATE for the range; PEEL_ERROR_WORK. Since 0.1.0.
 */
PEEL_API peel_status peel_rate_worst_coverage(int64_t assessed, double from, double to,
                                              const peel_rate_options *options, void *work, size_t work_size,
                                              peel_worst_coverage *worst);

#ifdef __cplusplus
}
#endif

#endif
