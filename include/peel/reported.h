/*
 * Percentages that somebody printed, without the counts behind them: what they tell, and what they cannot.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     peel_reported before, after;
 *     peel_reported_parse("94", &before, NULL);
 *     peel_reported_parse("80.6", &after, NULL);
 *     peel_reported_differ(&before, &after, NULL, &differ);    with Fisher: always from 65 to 2,000 cases in each audit
 */
#ifndef PEEL_REPORTED_H
#define PEEL_REPORTED_H

#include <stddef.h>
#include <stdint.h>

#include <peel/compare.h>
#include <peel/rate.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The largest number of decimals of a printed percentage. */
#define PEEL_DECIMALS_MAX 12

/*
 * A printed percentage, exactly as printed: "94" and "94.0" differ. The true percentage lies within half a unit of the last
 * decimal, both ends included, for halves are rounded up by some and to even by others. Frozen layout.
 */
typedef struct peel_reported {
    int64_t figure;              /* without its decimal point: 806 for 80.6% */
    int64_t plus_minus;          /* likewise, 166 for +/- 1.66; 0: none was printed */
    int32_t decimals;            /* of the figure, 0 to 12 */
    int32_t plus_minus_decimals; /* 0 to 12 */
} peel_reported;

/* A number with the range in which rounding leaves it. */
typedef struct peel_range {
    double lower;
    double estimate;
    double upper;
} peel_range;

/*
 * Reads a printed percentage: "80.6", "80.6%", "80.6 percent", "87.8 +/- 1.66", "87.8% (+/- 1.66%)", "87.8 percent, +/-
 * 1.66", also with the sign for plus-minus of Unicode.
 *
 * text: blanks around its parts, of ASCII and no-break ones, are ignored. A figure above 0 and up to 1 needs its percent
 * sign, for 0.9 may mean 90%; at most 15 digits; a +/- of 0 is refused. reported: untouched on failure. error: filled on
 * failure with what is wrong and the column (in letters, from 1); may be NULL.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_NOT_A_PERCENTAGE. Since 0.1.0.
 */
PEEL_API peel_status peel_reported_parse(const char *text, peel_reported *reported, peel_error *error);

/*
 * Between which rates does a printed percentage leave the true one?
 *
 * Formula: (figure -+ 1/2) / (100 * 10^decimals), cut at 0 and 1; each the nearest double.
 * reported: 0 to 100%, 0 to 12 decimals. range: proportions; untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_REPORTED. Since 0.1.0.
 */
PEEL_API peel_status peel_reported_range(const peel_reported *reported, peel_range *range);

/*
 * Which numbers of cases met round to this percentage of so many assessed?
 *
 * Formula: the whole numbers k with |k / assessed - figure| within half a unit, both ends included, in whole numbers
 * throughout (Brown and Heathers 2017, Soc Psychol Personal Sci 8:363-369).
 * reported: as in peel_reported_range. assessed: 1 to 2^53. met: from lower to upper, all of them; untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_REPORTED, PEEL_ERROR_RANGE (assessed below 1), PEEL_ERROR_COUNT_TOO_LARGE,
 * PEEL_ERROR_IMPOSSIBLE_PERCENTAGE. Since 0.1.0.
 */
PEEL_API peel_status peel_reported_counts(const peel_reported *reported, int64_t assessed, peel_bounds *met);

/* The denominators at which printed percentages are possible. Frozen layout. */
typedef struct peel_denominators {
    int64_t possible;   /* how many denominators of the range all figures can have */
    int64_t impossible; /* how many they cannot */
    int64_t pairs;      /* how many pairs of met and assessed give the first figure at the possible ones */
    int64_t first;      /* the smallest possible denominator; 0 where there is none */
    uint64_t reserved;  /* 0 */
} peel_denominators;

/*
 * Of how many cases can these percentages be, if all are of the same cases?
 *
 * Formula: peel_reported_counts at each denominator of the range.
 * n: from 1. figures: printed percentages that share a denominator. range: the denominators to look at, 1 to 1e9, at
 * most 1e8 of them. room: how many `assessed` has room for; it receives the first so many possible denominators, and may
 * be NULL with room 0. denominators: untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_TOO_FEW_SAMPLES (n 0), PEEL_ERROR_REPORTED, PEEL_ERROR_RANGE,
 * PEEL_ERROR_TOO_LARGE. Since 0.1.0.
 */
PEEL_API peel_status peel_reported_denominators(size_t n, const peel_reported *figures, const peel_bounds *range,
                                                size_t room, int64_t *assessed, peel_denominators *denominators);

/*
 * What interval has a printed percentage of so many cases?
 *
 * Formula: from the smallest lower to the largest upper limit over all counts that round to it. The estimate is the
 * printed figure, which may lie outside the limits by its rounding. Of a census the limits are the smallest and the
 * largest rate that fit: of 80.6% of 31 both are 25 / 31, which is 0.80645.
 * reported: its +/- is not used. assessed: 1 to 2^53. options: as in peel_rate. interval: its method is that of the
 * limits; untouched on failure.
 * Statuses: those of peel_reported_counts and peel_rate; PEEL_ERROR_DENOMINATOR_NEEDED where assessed is 0: without a
 * denominator there is no interval. Notes: those of peel_rate, NO_WIDTH where all counts together have none. Since 0.1.0.
 */
PEEL_API peel_status peel_reported_rate(const peel_reported *reported, int64_t assessed,
                                        const peel_rate_options *options, peel_interval *interval);

/*
 * What sample is a percentage with +/- worth?
 *
 * Formula: effective size z^2 p (1 - p) / h^2 for a half-width h at the confidence, with the range that the rounding of
 * both figures leaves.
 * reported: with +/-. options: confidence of the +/-; NULL is 95%; two-sided, for a +/- is; method effective; design is
 * checked and changes nothing. worth: cases, parts of them and all; untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_REPORTED, PEEL_ERROR_DENOMINATOR_NEEDED (no +/-), PEEL_ERROR_PLUS_MINUS (0% or
 * 100%), those of the options. Since 0.1.0.
 */
PEEL_API peel_status peel_reported_worth(const peel_reported *reported, const peel_compare_options *options,
                                         peel_range *worth);

/* A comparison with a printed percentage. Frozen layout. */
typedef struct peel_reported_test {
    peel_interval change; /* after - before; limits NaN where the figures do not tell */
    peel_test test;       /* at the printed figures; df is NaN */
    peel_range statistic; /* z, with the range that rounding leaves; NaN where the test has none */
    peel_range p_value;   /* likewise; its upper end is what the verdict goes by */
    int32_t verdict;      /* PEEL_VERDICT_...: rising or falling only where all of the range has p <= alpha */
    uint32_t notes;       /* of the parts together */
    uint64_t reserved[2]; /* 0 */
} peel_reported_test;

/*
 * Do two percentages that were printed with +/- differ?
 *
 * Formula: z = (p2 - p1) / sqrt(s1^2 + s2^2), s = h / z(confidence), with the range that the rounding of all four figures
 * leaves; the change's limits are p2 - p1 -+ sqrt(h1^2 + h2^2), cut at -1 and 1, at the printed figures: the verdict
 * counts the rounding, they do not. Both +/- are two-sided, whatever the side of the test; a one-sided limit takes z of its
 * own side.
 * before, after: with +/-. options: confidence of both +/- and of the test; side; method plus-minus; design is checked and
 * changes nothing. test: untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_REPORTED, PEEL_ERROR_DENOMINATOR_NEEDED (a figure without +/-: see
 * peel_reported_differ), PEEL_ERROR_PLUS_MINUS (0% or 100%), those of the options. Notes: CLIPPED. Since 0.1.0.
 */
PEEL_API peel_status peel_reported_compare(const peel_reported *before, const peel_reported *after,
                                           const peel_compare_options *options, peel_reported_test *test);

/*
 * Does a counted sample differ from a percentage that was printed before?
 *
 * Formula: without +/-, the exact binomial test (two-sided by likelihood, relative tolerance 1e-7) of every rate in the
 * rounding interval; p_value.estimate is that of the printed figure, upper the largest, which decides; the change's
 * limits are those of the sample's Clopper-Pearson interval less the printed figure, moved outwards by its rounding. With
 * +/-, Pearson's test with the effective size (peel_reported_worth) as the sample before, and limits by Newcombe's square
 * and add of the sample's Wilson limits and the +/-, at the printed figures. The verdict is too few where neither none
 * met nor all met of so many would have had p <= alpha. The test and the limits answer by different methods and may
 * disagree near alpha: the test decides.
 * before: printed. after: the sample, assessed up to PEEL_EXACT_MAX; its population is not used. options: confidence (also
 * that of the +/-), side; design of the sample; method binomial without +/-, effective with it. test: untouched on failure.
 * Statuses: those of peel_sample_check and of the options; PEEL_ERROR_REPORTED, PEEL_ERROR_PLUS_MINUS (0% or 100%),
 * PEEL_ERROR_CENSUS_INCOMPLETE, PEEL_ERROR_TOO_LARGE, PEEL_ERROR_SEARCH. Notes: NOTHING_ASSESSED alone (p 1, limits -1 and
 * 1), else DIP alone (limits NaN, no verdict but no evidence), else any of QUOTA, POPULATION_UNUSED, CLIPPED. Since 0.1.0.
 */
PEEL_API peel_status peel_reported_against(const peel_reported *before, const peel_sample *after,
                                           const peel_compare_options *options, peel_reported_test *test);

/* Which counts stand behind two percentages whose common denominator is not known. */
#define PEEL_CONVENTIONS(X)                                                                                            \
    X(CONVENTION_NEAREST, 0, "nearest")       /* the whole number nearest to the percentage; of two the larger */      \
    X(CONVENTION_EVERY, 1, "every")           /* all that round so, and those on both sides: the least sure decides */ \
    X(CONVENTION_POSSIBLE, 2, "possible")     /* all that round so, where both figures have such: likewise */          \
    X(CONVENTION_FRACTIONAL, 3, "fractional") /* the percentage itself, parts of cases and all; Pearson alone */

#define PEEL_CONVENTION_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_CONVENTIONS(PEEL_CONVENTION_CONSTANT) PEEL_CONVENTION_END_ = 4 };
#undef PEEL_CONVENTION_CONSTANT

/* The name of a convention, as in "nearest". Returns: a constant string; NULL where none has that number. Since 0.1.0. */
PEEL_API const char *peel_convention_name(int32_t convention);

/*
 * The convention of a name.
 *
 * name: as in "nearest", in ASCII letters of either case. convention: untouched on failure. error: filled on failure, with
 * the nearest names; may be NULL. Statuses: PEEL_ERROR_NULL, PEEL_ERROR_CONVENTION. Since 0.1.0.
 */
PEEL_API peel_status peel_convention_parse(const char *name, int32_t *convention, peel_error *error);

/* A zeroed struct with its size set is the default. It grows at the end. */
typedef struct peel_differ_options {
    size_t size;        /* sizeof(peel_differ_options) */
    double confidence;  /* as in peel_rate_options */
    double alpha;       /* as in peel_rate_options */
    int32_t test;       /* fisher (default), fisher-mid-p, pearson or n-1, two-sided */
    int32_t convention; /* PEEL_CONVENTION_...; 0: nearest */
    int64_t largest;    /* the largest denominator to look at, 1 to 100,000; 0: 2,000 */
} peel_differ_options;

/* From which denominators on two percentages differ. Frozen layout. */
typedef struct peel_differ {
    int64_t first;    /* the smallest equal denominator with p <= alpha; 0: none up to largest */
    int64_t always;   /* from here to largest every one has p <= alpha; 0: there is no such place */
    int64_t largest;  /* the largest that was looked at */
    int64_t possible; /* of convention possible: how many denominators both figures can have; else largest */
    double alpha;
    int32_t test;       /* PEEL_TEST_... */
    int32_t convention; /* PEEL_CONVENTION_... */
    uint32_t notes;     /* BEYOND where always is 0 */
    uint32_t reserved;  /* 0 */
    uint64_t reserved2; /* 0 */
} peel_differ;

/*
 * If both percentages were of equally many cases: from how many on is the difference more than chance?
 *
 * Formula: the test at each equal denominator up to the largest, with the counts that the convention names. 94 against 80.6
 * with the nearest counts, up to 2,000: Fisher first at 55 and always from 65; Pearson first at 39 and always from 60.
 * Every means all counts that round to the figure and the whole numbers below and above the percentage itself, whether
 * these round to it or not. Where two or more counts may stand behind a figure, the pair with the largest p decides; one
 * count that may stand behind both has p = 1, so that by every and possible figures whose rounding intervals overlap, such
 * as 94 and 94.4, never differ for good. The convention possible passes over denominators that either figure cannot have:
 * they neither are the first nor end "always".
 * before, after: printed percentages; a +/- is not used. options: NULL is Fisher, 95%, nearest, up to 2,000.
 * differ: untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_REPORTED, PEEL_ERROR_CONVENTION (fractional with another test than Pearson),
 * PEEL_ERROR_METHOD, PEEL_ERROR_RANGE (largest), those of the options of peel_rate. Notes: BEYOND. Since 0.1.0.
 */
PEEL_API peel_status peel_reported_differ(const peel_reported *before, const peel_reported *after,
                                          const peel_differ_options *options, peel_differ *differ);

#ifdef __cplusplus
}
#endif

#endif
