/*
 * The shapes in which answers come. Frozen layouts: they never grow; room is reserved inside them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef PEEL_RESULTS_H
#define PEEL_RESULTS_H

#include <stdint.h>

#include <peel/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * An estimate with its interval. For a rate, estimate and limits are proportions in [0, 1], for a difference they lie in
 * [-1, 1], for a ratio and an odds ratio in [0, infinity]; lower <= upper.
 * With side PEEL_SIDE_LOWER only `lower` is a bound and `upper` is the end of the scale (of a census, the estimate);
 * PEEL_SIDE_UPPER likewise. The estimate may lie outside the limits of methods whose middle is not the estimate: of beta where
 * none or all met, of beta and beta-hpd with a prior that says otherwise; of beta, arcsine (0 of 5 at 75%), mid-P, Jeffreys,
 * modified Jeffreys and SCAS at low confidences; of Agresti-Caffo, adjusted-log and Gart in small samples. And of a known
 * population by all methods that count in whole cases: met / assessed need not be a whole number over N.
 */
typedef struct peel_interval {
    double estimate;    /* of a rate met / assessed; NaN where nothing was assessed, and with PEEL_NOTE_NO_RATIO */
    double lower;       /* NaN where it is withheld (PEEL_NOTE_DIP) */
    double upper;       /* NaN where it is withheld (PEEL_NOTE_DIP) */
    double confidence;  /* 1 - alpha, computed in double where alpha was given */
    double alpha;       /* 1 - confidence, computed in double where confidence was given */
    int32_t method;     /* a number from peel/methods.h */
    int32_t side;       /* PEEL_SIDE_... */
    uint32_t notes;     /* bits PEEL_NOTE_... */
    uint32_t reserved;  /* 0 */
    uint64_t reserved2; /* 0 */
} peel_interval;

/* Whole-number bounds: how many of a known population meet the criterion. */
typedef struct peel_bounds {
    int64_t lower;
    int64_t upper;
} peel_bounds;

/*
 * A test of a hypothesis. Significant is p <= alpha, for every test and its matched interval; a p within 1e-12 of alpha,
 * relatively, counts as equal. The p is the same for every design; a test notes a dip or a quota sample, and of a dip
 * sample nothing is concluded: the verdict is no evidence, a margin is not shown, samples are not said to differ.
 */
typedef struct peel_test {
    double statistic;  /* NaN where the test is by enumeration and has none */
    double df;         /* degrees of freedom; NaN where there are none */
    double p_value;    /* in [0, 1] */
    int32_t method;    /* a number from peel/methods.h */
    int32_t side;      /* PEEL_SIDE_... */
    uint32_t notes;    /* bits PEEL_NOTE_... */
    uint32_t reserved; /* 0 */
} peel_test;

/* Intervals in columns, written by the row. A NULL column is not wanted. */
typedef struct peel_intervals {
    double *estimate;
    double *lower;
    double *upper;
    uint32_t *notes;
    peel_status *status;
} peel_intervals;

/* Tests in columns, written by the row. A NULL column is not wanted. */
typedef struct peel_tests {
    double *statistic;
    double *p_value;
    uint32_t *notes;
    peel_status *status;
} peel_tests;

/* What a test says of a change or a trend. */
#define PEEL_VERDICTS(X)                                                                                               \
    X(VERDICT_NO_EVIDENCE, 0, "no-evidence") /* the test does not tell it from chance; it may yet be there */          \
    X(VERDICT_RISING, 1, "rising")           /* up, more than chance allows */                                         \
    X(VERDICT_FALLING, 2, "falling")         /* down, more than chance allows */                                       \
    X(VERDICT_TOO_FEW, 3, "too-few")         /* no result of samples of these sizes could have been told from chance */

#define PEEL_VERDICT_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_VERDICTS(PEEL_VERDICT_CONSTANT) PEEL_VERDICT_END_ = 4 };
#undef PEEL_VERDICT_CONSTANT

/* The name of a verdict, as in "falling". Returns: a constant string; NULL where none has that number. Since 0.1.0. */
PEEL_API const char *peel_verdict_name(int32_t verdict);

/*
 * On which side the confidence is spent. A one-sided interval is named by the limit that it bounds; a one-sided test by the
 * matched limit: the p-value of side lower is small where the change lies above the hypothesis.
 */
#define PEEL_SIDES(X)                                                                                                  \
    X(SIDE_TWO_SIDED, 0, "two-sided")                                                                                  \
    X(SIDE_LOWER, 1, "lower")                                                                                          \
    X(SIDE_UPPER, 2, "upper")

#define PEEL_SIDE_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_SIDES(PEEL_SIDE_CONSTANT) PEEL_SIDE_END_ = 3 };
#undef PEEL_SIDE_CONSTANT

/* The name of a side, as in "two-sided". Returns: a constant string; NULL where no side has that number. Since 0.1.0.
 */
PEEL_API const char *peel_side_name(int32_t side);

/*
 * The side of a name.
 *
 * name: as in "two-sided", in ASCII letters of either case. side: untouched on failure. error: filled on failure, with
 * the nearest names; may be NULL. Statuses: PEEL_ERROR_NULL, PEEL_ERROR_SIDE. Since 0.1.0.
 */
PEEL_API peel_status peel_side_parse(const char *name, int32_t *side, peel_error *error);

#ifdef __cplusplus
}
#endif

#endif
