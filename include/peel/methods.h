/*
 * The methods: one list gives the numbers, the dispatch, the help texts, the Python names and the documentation.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef PEEL_METHODS_H
#define PEEL_METHODS_H

#include <stddef.h>
#include <stdint.h>

#include <peel/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a method offers. */
enum {
    PEEL_OFFERS_TWO_SIDED = 1,  /* an interval, or a two-sided p-value */
    PEEL_OFFERS_ONE_SIDED = 2,  /* a lower or an upper bound, or a one-sided p-value */
    PEEL_OFFERS_P_VALUE = 4,    /* a test: a p-value in the place of an interval */
    PEEL_OFFERS_SAMPLES = 8,    /* a control chart of samples */
    PEEL_OFFERS_VALUES = 16,    /* a control chart of values without counts */
    PEEL_OFFERS_POPULATION = 32 /* uses a known population: limits that allow for it, whole-number bounds */
};

/* The question that a method answers: X(constant, number, name). The hundreds of a method's number. */
#define PEEL_CONCEPTS(X)                                                                                               \
    X(CONCEPT_RATE, 1, "rate")             /* of one sample */                                                         \
    X(CONCEPT_DIFFERENCE, 2, "difference") /* after - before, of two samples */                                        \
    X(CONCEPT_RATIO, 3, "ratio")           /* after / before */                                                        \
    X(CONCEPT_ODDS_RATIO, 4, "odds-ratio") /* odds after / odds before */                                              \
    X(CONCEPT_TEST, 5, "test")             /* is the change more than chance? */                                       \
    X(CONCEPT_TREND, 6, "trend")           /* of samples in time order */                                              \
    X(CONCEPT_PAIRED, 7, "paired")         /* the same cases looked at twice */                                        \
    X(CONCEPT_SEVERAL, 8, "several")       /* several samples, or strata */                                            \
    X(CONCEPT_REPORTED, 9, "reported")     /* printed percentages */                                                   \
    X(CONCEPT_CHART, 10, "chart")          /* signal or noise, point by point */                                       \
    X(CONCEPT_RATE_TEST, 11, "rate-test")  /* could the rate of a sample be this one? */

#define PEEL_CONCEPT_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_CONCEPTS(PEEL_CONCEPT_CONSTANT) PEEL_CONCEPT_END_ = 100 };
#undef PEEL_CONCEPT_CONSTANT

/*
 * What may hold of a method for every sample and confidence: X(constant, bit, name, sentence). Each that a method's row
 * claims is tested for all 0 <= met <= assessed <= 60.
 */
#define PEEL_PROPERTIES(X)                                                                                             \
    X(HOLDS_MIRROR, 1, "mirror", "asking for failures instead of cases met mirrors the limits")                        \
    X(HOLDS_NESTED, 2, "nested", "a higher confidence never gives a narrower interval, but for rounding")              \
    X(HOLDS_MONOTONE, 4, "monotone", "one more case met never lowers a limit")                                         \
    X(HOLDS_EXACT, 8, "exact", "the interval misses the true rate at most as often as it says")                        \
    X(HOLDS_WITHIN, 16, "within", "the limits lie in the range of possible values without being cut")                  \
    X(HOLDS_SWAP, 32, "swap", "swapping before and after flips the sign of a difference, and inverts a ratio")

#define PEEL_PROPERTY_CONSTANT(constant, bit, name, sentence) PEEL_##constant = (bit),
enum { PEEL_PROPERTIES(PEEL_PROPERTY_CONSTANT) PEEL_PROPERTY_END_ = 1 << 30 };
#undef PEEL_PROPERTY_CONSTANT

/*
 * Every method of a rate: X(constant, function, number, name, title, citation, when, offers, holds).
 * Numbers are library-wide and for ever; their hundreds are the concept. The default of a concept comes first.
 */
#define PEEL_RATE_METHODS(X)                                                                                            \
    X(RATE_WILSON, wilson, 101, "wilson", "Wilson", "Wilson 1927, J Am Stat Assoc 22:209-212",                          \
      "The default: near its confidence on average for every sample size, as official statistics in England use it.",   \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_POPULATION,                                           \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE | PEEL_HOLDS_WITHIN)                                  \
    X(RATE_WILSON_CC, wilson_cc, 102, "wilson-cc", "Wilson with continuity correction",                                 \
      "Newcombe 1998, Stat Med 17:857-872, method 4",                                                                   \
      "When an interval near Clopper-Pearson is wanted from a formula that can be checked by hand.",                    \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,                                                                    \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE | PEEL_HOLDS_WITHIN)                                  \
    X(RATE_CLOPPER_PEARSON, clopper_pearson, 103, "clopper-pearson", "Clopper-Pearson (exact)",                         \
      "Clopper and Pearson 1934, Biometrika 26:404-413",                                                                \
      "When the interval must never miss more often than it says, whatever the rate; it is wider for that.",            \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_POPULATION,                                           \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE | PEEL_HOLDS_EXACT | PEEL_HOLDS_WITHIN)               \
    X(RATE_MID_P, mid_p, 104, "mid-p", "Mid-P",                                                                         \
      "Lancaster 1961, J Am Stat Assoc 56:223-234; Berry and Armitage 1995, Statistician 44:417-423",                   \
      "When Clopper-Pearson is too wide: the same tails, counting half of the result that was seen.",                   \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_POPULATION,                                           \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE | PEEL_HOLDS_WITHIN)                                  \
    X(RATE_JEFFREYS, jeffreys, 105, "jeffreys", "Jeffreys", "Brown, Cai and DasGupta 2001, Stat Sci 16:101-133",        \
      "When a Bayesian reading is wanted: the rate lies in the interval with this probability, given a neutral prior.", \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_POPULATION,                                           \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE | PEEL_HOLDS_WITHIN)                                  \
    X(RATE_AGRESTI_COULL, agresti_coull, 106, "agresti-coull", "Agresti-Coull",                                         \
      "Agresti and Coull 1998, Am Stat 52:119-126",                                                                     \
      "When it must be worked by hand from 40 cases or more: at 95%, add two met and two failed, then Wald.",           \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_POPULATION,                                           \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE)                                                      \
    X(RATE_WALD, wald, 107, "wald", "Wald",                                                                             \
      "Laplace 1812, Theorie analytique des probabilites; Brown, Cai and DasGupta 2001, Stat Sci 16:101-133",           \
      "Only to repeat what an inspectorate printed as +/-: it misses far more often than it says in small samples.",    \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_POPULATION,                                           \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE)                                                      \
    X(RATE_WALD_CC, wald_cc, 108, "wald-cc", "Wald with continuity correction",                                         \
      "Newcombe 1998, Stat Med 17:857-872, method 2", "Only to repeat a published figure that used it.",                \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED, PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE)       \
    X(RATE_BETA, beta, 109, "beta", "Beta posterior (equal tails)",                                                     \
      "Bayes 1763, Philos Trans 53:370-418; Gelman et al. 2013, Bayesian Data Analysis, ch. 2",                         \
      "When what was known before is to count: a prior worth so many cases met and so many failed.",                    \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_POPULATION,                                           \
      PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE | PEEL_HOLDS_WITHIN)                                                      \
    X(RATE_BETA_HPD, beta_hpd, 110, "beta-hpd", "Beta posterior (highest density)",                                     \
      "Box and Tiao 1973, Bayesian Inference in Statistical Analysis, ch. 2",                                           \
      "As beta, with the shortest interval of that probability.", PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_POPULATION,       \
      PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE | PEEL_HOLDS_WITHIN)                                                      \
    X(RATE_BLAKER, blaker, 111, "blaker", "Blaker (exact)", "Blaker 2000, Can J Stat 28:783-798",                       \
      "When the interval must never miss more often than it says, and should be narrower than Clopper-Pearson.",        \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_POPULATION,                                                                   \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE | PEEL_HOLDS_EXACT | PEEL_HOLDS_WITHIN)               \
    X(RATE_STERNE, sterne, 112, "sterne", "Sterne (exact, by likelihood)", "Sterne 1954, Biometrika 41:275-278",        \
      "To match R's binom.test, whose p-value counts all results no likelier than the one seen.",                       \
      PEEL_OFFERS_TWO_SIDED,                                                                                            \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE | PEEL_HOLDS_EXACT | PEEL_HOLDS_WITHIN)               \
    X(RATE_LIKELIHOOD_RATIO, likelihood_ratio, 113, "likelihood-ratio", "Likelihood ratio",                             \
      "Wilks 1938, Ann Math Stat 9:60-62",                                                                              \
      "When the rates are wanted under which what was seen is not much less likely than under the best one.",           \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,                                                                    \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE | PEEL_HOLDS_WITHIN)                                  \
    X(RATE_LOGIT, logit, 114, "logit", "Logit", "Newcombe 2001, Am Stat 55:200-202",                                    \
      "To match a logistic regression of this sample alone.",                                                           \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_POPULATION,                                           \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_WITHIN)                                                        \
    X(RATE_PROBIT, probit, 115, "probit", "Probit", "Bliss 1934, Science 79:38-39; Dorai-Raj 2009, R package binom",    \
      "To match a probit regression of this sample alone.", PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,              \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_WITHIN)                                                        \
    X(RATE_CLOGLOG, cloglog, 116, "cloglog", "Complementary log-log",                                                   \
      "Collett 2003, Modelling Binary Data; Dorai-Raj 2009, R package binom",                                           \
      "To repeat a published figure that used it; failures give other limits than cases met.",                          \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED, PEEL_HOLDS_NESTED | PEEL_HOLDS_WITHIN)                             \
    X(RATE_ARCSINE, arcsine, 117, "arcsine", "Arcsine (Anscombe)",                                                      \
      "Anscombe 1948, Biometrika 35:246-254; Brown, Cai and DasGupta 2001, Stat Sci 16:101-133",                        \
      "To repeat a published figure that used the variance-stabilising transformation.",                                \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED, PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE)       \
    X(RATE_MODIFIED_WILSON, modified_wilson, 118, "modified-wilson", "Modified Wilson",                                 \
      "Brown, Cai and DasGupta 2001, Stat Sci 16:101-133",                                                              \
      "As Wilson, mended where nearly none or nearly all met the criterion and Wilson covers too little.",              \
      PEEL_OFFERS_TWO_SIDED, PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE | PEEL_HOLDS_WITHIN)           \
    X(RATE_MODIFIED_JEFFREYS, modified_jeffreys, 119, "modified-jeffreys", "Modified Jeffreys",                         \
      "Brown, Cai and DasGupta 2001, Stat Sci 16:101-133",                                                              \
      "As Jeffreys, mended where none, one, all but one or all met the criterion.", PEEL_OFFERS_TWO_SIDED,              \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE | PEEL_HOLDS_WITHIN)                                  \
    X(RATE_SCAS, scas, 120, "scas", "Skewness-corrected score (SCAS)", "Laud 2017, Pharm Stat 16:334-348",              \
      "As Wilson, with equal shares of the misses on both sides also for rates near 0% and 100%.",                      \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,                                                                    \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE | PEEL_HOLDS_WITHIN)

/* Every method of a difference, after - before. */
#define PEEL_DIFFERENCE_METHODS(X)                                                                                     \
    X(DIFFERENCE_NEWCOMBE, newcombe, 201, "newcombe", "Newcombe (hybrid score)",                                       \
      "Newcombe 1998, Stat Med 17:873-890, method 10",                                                                 \
      "The default: from the two Wilson intervals, good from the smallest samples on, and checked by hand.",           \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,                                                                   \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP | PEEL_HOLDS_NESTED | PEEL_HOLDS_WITHIN)                                     \
    X(DIFFERENCE_NEWCOMBE_CC, newcombe_cc, 202, "newcombe-cc", "Newcombe with continuity correction",                  \
      "Newcombe 1998, Stat Med 17:873-890, method 11", "When the interval should rather be too wide than too narrow.", \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,                                                                   \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP | PEEL_HOLDS_NESTED | PEEL_HOLDS_WITHIN)                                     \
    X(DIFFERENCE_MIETTINEN_NURMINEN, miettinen_nurminen, 203, "miettinen-nurminen", "Miettinen-Nurminen (score)",      \
      "Miettinen and Nurminen 1985, Stat Med 4:213-226",                                                               \
      "When a test against a margin must agree with the interval: non-inferiority, equivalence.",                      \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,                                                                   \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP | PEEL_HOLDS_NESTED | PEEL_HOLDS_WITHIN)                                     \
    X(DIFFERENCE_MEE, mee, 204, "mee", "Mee (score)", "Mee 1984, Biometrics 40:1175-1176",                             \
      "To repeat a score interval without the factor for small samples.",                                              \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,                                                                   \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP | PEEL_HOLDS_NESTED | PEEL_HOLDS_WITHIN)                                     \
    X(DIFFERENCE_AGRESTI_CAFFO, agresti_caffo, 205, "agresti-caffo", "Agresti-Caffo",                                  \
      "Agresti and Caffo 2000, Am Stat 54:280-288",                                                                    \
      "When it must be worked by hand: add one met and one failed to each sample, then Wald.",                         \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED, PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP | PEEL_HOLDS_NESTED)          \
    X(DIFFERENCE_WALD, wald_difference, 206, "wald", "Wald", "Newcombe 1998, Stat Med 17:873-890, method 1",           \
      "Only to repeat a published figure: it misses far more often than it says in small samples.",                    \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED, PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP | PEEL_HOLDS_NESTED)

/* Every method of a ratio of rates, after / before. */
#define PEEL_RATIO_METHODS(X)                                                                                          \
    X(RATIO_KOOPMAN, koopman, 301, "koopman", "Koopman (score)", "Koopman 1984, Biometrics 40:513-517",                \
      "The default: the rates that a score test does not reject, good in small samples and with no case met.",         \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED, PEEL_HOLDS_SWAP | PEEL_HOLDS_NESTED | PEEL_HOLDS_WITHIN)          \
    X(RATIO_MIETTINEN_NURMINEN, miettinen_nurminen_ratio, 302, "miettinen-nurminen", "Miettinen-Nurminen (score)",     \
      "Miettinen and Nurminen 1985, Stat Med 4:213-226",                                                               \
      "The same with the factor for small samples: a little wider.", PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,    \
      PEEL_HOLDS_SWAP | PEEL_HOLDS_NESTED | PEEL_HOLDS_WITHIN)                                                         \
    X(RATIO_MOVER, mover, 303, "mover", "MOVER (Wilson)", "Donner and Zou 2012, Stat Methods Med Res 21:347-359",      \
      "From the two Wilson intervals, by a formula in closed form.", PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,    \
      PEEL_HOLDS_SWAP | PEEL_HOLDS_NESTED | PEEL_HOLDS_WITHIN)                                                         \
    X(RATIO_KATZ, katz, 304, "katz", "Katz (log)", "Katz, Baptista, Azen and Pike 1978, Biometrics 34:469-474",        \
      "To repeat what textbooks and spreadsheets give; not for counts below 5.",                                       \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED, PEEL_HOLDS_SWAP | PEEL_HOLDS_NESTED | PEEL_HOLDS_WITHIN)          \
    X(RATIO_ADJUSTED_LOG, adjusted_log, 305, "adjusted-log", "Adjusted log (Walter)",                                  \
      "Walter 1975, Biometrika 62:371-374",                                                                            \
      "As Katz, with half a case added; a count of 0 leaves one limit finite, the other 0 or infinite.",               \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED, PEEL_HOLDS_SWAP | PEEL_HOLDS_NESTED | PEEL_HOLDS_WITHIN)

/* Every method of an odds ratio, odds after / odds before. */
#define PEEL_ODDS_RATIO_METHODS(X)                                                                                     \
    X(ODDS_RATIO_SCORE, odds_score, 401, "score", "Score", "Miettinen and Nurminen 1985, Stat Med 4:213-226",          \
      "The default: the odds ratios that a score test does not reject, with an answer for every sample.",              \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,                                                                   \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP | PEEL_HOLDS_NESTED | PEEL_HOLDS_WITHIN)                                     \
    X(ODDS_RATIO_WOOLF, woolf, 402, "woolf", "Woolf (logit)", "Woolf 1955, Ann Hum Genet 19:251-253",                  \
      "To repeat what textbooks and spreadsheets give; not for counts below 5.",                                       \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,                                                                   \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP | PEEL_HOLDS_NESTED | PEEL_HOLDS_WITHIN)                                     \
    X(ODDS_RATIO_GART, gart, 403, "gart", "Gart (adjusted logit)", "Gart 1966, Biometrika 53:1-18",                    \
      "As Woolf, with half a case added to each count, so that it has an answer where a count is 0.",                  \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,                                                                   \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP | PEEL_HOLDS_NESTED | PEEL_HOLDS_WITHIN)                                     \
    X(ODDS_RATIO_EXACT, odds_exact, 404, "exact", "Conditional exact (Cornfield)",                                     \
      "Cornfield 1956, Proc Third Berkeley Symp 4:135-148",                                                            \
      "When the interval must never miss more often than it says; its estimate is the conditional one.",               \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,                                                                   \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP | PEEL_HOLDS_NESTED | PEEL_HOLDS_EXACT | PEEL_HOLDS_WITHIN)                  \
    X(ODDS_RATIO_MID_P, odds_mid_p, 405, "mid-p", "Conditional mid-P", "Mehta and Walsh 1992, Am Stat 46:146-150",     \
      "When the exact interval is too wide: the same tails, counting half of the result that was seen.",               \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,                                                                   \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP | PEEL_HOLDS_NESTED | PEEL_HOLDS_WITHIN)

/* Every test of two samples, with its two-sided convention in its title. */
#define PEEL_TEST_METHODS(X)                                                                                           \
    X(TEST_FISHER, fisher, 501, "fisher", "Fisher (exact; two-sided by likelihood)",                                   \
      "Fisher 1935, J R Stat Soc 98:39-82",                                                                            \
      "The default: it never calls chance a change more often than it says; often far less often.",                    \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP)        \
    X(TEST_FISHER_MID_P, fisher_mid_p, 502, "fisher-mid-p", "Fisher mid-P (two-sided by likelihood)",                  \
      "Lancaster 1961, J Am Stat Assoc 56:223-234",                                                                    \
      "When Fisher is too cautious: counting half of the result that was seen.",                                       \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP)        \
    X(TEST_PEARSON, pearson, 503, "pearson", "Pearson chi-squared", "Pearson 1900, Philos Mag 50:157-175",             \
      "The z test of pooled rates, for expected counts of 5 and more.",                                                \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP)        \
    X(TEST_N_MINUS_1, n_minus_1, 504, "n-1", "N - 1 chi-squared", "Campbell 2007, Stat Med 26:3661-3675",              \
      "As Pearson, and good from expected counts of 1 on.",                                                            \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP)        \
    X(TEST_BOSCHLOO, boschloo, 505, "boschloo", "Boschloo (exact; smaller side doubled)",                              \
      "Boschloo 1970, Stat Neerl 24:1-35", "Exact, and finds a change more often than Fisher; up to a stated size.",   \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP)        \
    X(TEST_BARNARD, barnard, 506, "barnard", "Barnard (exact; by |z| of pooled rates)",                                \
      "Barnard 1947, Biometrika 34:123-138; Suissa and Shuster 1985, J R Stat Soc A 148:317-327",                      \
      "Exact, ordered by the z test; up to a stated size.",                                                            \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP)

/* Every method of a trend. */
#define PEEL_TREND_METHODS(X)                                                                                               \
    X(TREND_COCHRAN_ARMITAGE, cochran_armitage, 601, "cochran-armitage", "Cochran-Armitage (variance with N - 1)",          \
      "Cochran 1954, Biometrics 10:417-451; Armitage 1955, Biometrics 11:375-386; Mantel 1963, J Am Stat Assoc 58:690-700", \
      "The test that decides: do the rates of samples rise or fall along a line?",                                          \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR)                               \
    X(TREND_COCHRAN_ARMITAGE_N, cochran_armitage_n, 602, "cochran-armitage-n", "Cochran-Armitage (variance with N)",        \
      "Armitage 1955, Biometrics 11:375-386", "To repeat what other programs give.",                                        \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR)                               \
    X(TREND_EXACT, cochran_armitage_exact, 603, "exact", "Cochran-Armitage (exact, by permuting the cases)",                \
      "Agresti, Mehta and Patel 1990, J Am Stat Assoc 85:453-458",                                                          \
      "When few cases met the criterion, or few failed it.",                                                                \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR)                               \
    X(TREND_MONTE_CARLO, cochran_armitage_monte_carlo, 604, "monte-carlo", "Cochran-Armitage (Monte Carlo)",                \
      "Davison and Hinkley 1997, Bootstrap Methods and Their Application, ch. 4",                                           \
      "When the exact test is too large: seeded draws, with the error of the p-value.",                                     \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, 0)                                               \
    X(TREND_MANN_KENDALL, mann_kendall, 611, "mann-kendall", "Mann-Kendall",                                                \
      "Mann 1945, Econometrica 13:245-259; Kendall 1975, Rank Correlation Methods",                                         \
      "For percentages without counts: do later figures tend to be higher, or lower?",                                      \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR)                               \
    X(TREND_HAMED_RAO, hamed_rao, 612, "hamed-rao", "Mann-Kendall (Hamed-Rao)",                                             \
      "Hamed and Rao 1998, J Hydrol 204:182-196", "As Mann-Kendall, where one period resembles the one before.",            \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR)                               \
    X(TREND_SEASONAL, seasonal_mann_kendall, 613, "seasonal", "Mann-Kendall (seasonal)",                                    \
      "Hirsch, Slack and Smith 1982, Water Resour Res 18:107-121",                                                          \
      "As Mann-Kendall, comparing each month with the same month of other years.",                                          \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR)                               \
    X(TREND_SEN, sen, 614, "sen", "Theil-Sen slope", "Sen 1968, J Am Stat Assoc 63:1379-1389",                              \
      "The middle of the slopes between all pairs of periods.", PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,              \
      PEEL_HOLDS_MIRROR)                                                                                                    \
    X(TREND_LOGISTIC, logistic, 621, "logistic", "Logistic slope",                                                          \
      "Cox 1970, Analysis of Binary Data; Heinze and Schemper 2002, Stat Med 21:2409-2419",                                 \
      "The odds ratio a period.", PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED, PEEL_HOLDS_MIRROR)                         \
    X(TREND_SLOPE, linear_slope, 622, "slope", "Slope of the rate (Cochran-Armitage)",                                      \
      "Armitage 1955, Biometrics 11:375-386", "The change of the rate a period, whose interval agrees with the test.",      \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED, PEEL_HOLDS_MIRROR)                                                     \
    X(TREND_CHANGE_POINT, change_point, 631, "change-point",                                                                \
      "Change point (binomial likelihood ratio, permuted cases)", "Hinkley and Hinkley 1970, Biometrika 57:477-488",        \
      "When, and how surely, did the rate change all at once?", PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_P_VALUE,                \
      PEEL_HOLDS_MIRROR)

/* Every method for the same cases looked at twice. */
#define PEEL_PAIRED_METHODS(X)                                                                                         \
    X(PAIRED_SQUARE_AND_ADD, square_and_add, 701, "square-and-add", "Newcombe paired (square and add)",                \
      "Newcombe 1998, Stat Med 17:2635-2650, method 10",                                                               \
      "The default for the difference: from the two Wilson intervals and their correlation.",                          \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,                                                                   \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP | PEEL_HOLDS_NESTED | PEEL_HOLDS_WITHIN)                                     \
    X(PAIRED_TANGO, tango, 702, "tango", "Tango (score)", "Tango 1998, Stat Med 17:891-908",                           \
      "The differences that a score test does not reject.", PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,             \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP | PEEL_HOLDS_NESTED | PEEL_HOLDS_WITHIN)                                     \
    X(PAIRED_MCNEMAR_MID_P, mcnemar_mid_p, 703, "mcnemar-mid-p", "McNemar mid-P",                                      \
      "Fagerland, Lydersen and Laake 2013, BMC Med Res Methodol 13:91",                                                \
      "The default test: of the cases that changed, did more change one way?",                                         \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP)        \
    X(PAIRED_MCNEMAR, mcnemar, 704, "mcnemar", "McNemar exact", "McNemar 1947, Psychometrika 12:153-157",              \
      "When chance must never be called a change more often than it says.",                                            \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP)

/* Every method for several samples, or for strata. */
#define PEEL_SEVERAL_METHODS(X)                                                                                        \
    X(SEVERAL_HOMOGENEITY, homogeneity, 801, "homogeneity", "Homogeneity (Pearson chi-squared)",                       \
      "Pearson 1900, Philos Mag 50:157-175", "Do the rates of several samples differ more than chance allows?",        \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR)                                                  \
    X(SEVERAL_MANTEL_HAENSZEL_DIFFERENCE, mantel_haenszel_difference, 811, "mantel-haenszel-difference",               \
      "Mantel-Haenszel difference",                                                                                    \
      "Greenland and Robins 1985, Biometrics 41:55-68; Sato 1989, Biometrics 45:1323-1324",                            \
      "A change within strata such as areas or offences, as a difference.",                                            \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED, PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP)                              \
    X(SEVERAL_MANTEL_HAENSZEL_RATIO, mantel_haenszel_ratio, 812, "mantel-haenszel-ratio", "Mantel-Haenszel ratio",     \
      "Greenland and Robins 1985, Biometrics 41:55-68", "The same as a ratio of rates.",                               \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED, PEEL_HOLDS_SWAP)                                                  \
    X(SEVERAL_MANTEL_HAENSZEL_ODDS_RATIO, mantel_haenszel_odds_ratio, 813, "mantel-haenszel-odds-ratio",               \
      "Mantel-Haenszel odds ratio", "Robins, Breslow and Greenland 1986, Biometrics 42:311-323",                       \
      "The same as an odds ratio.", PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,                                     \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP)                                                                             \
    X(SEVERAL_COCHRAN_MANTEL_HAENSZEL, cochran_mantel_haenszel, 821, "cochran-mantel-haenszel",                        \
      "Cochran-Mantel-Haenszel", "Mantel and Haenszel 1959, J Natl Cancer Inst 22:719-748",                            \
      "Is the change within strata more than chance?",                                                                 \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP)        \
    X(SEVERAL_COCHRAN_MANTEL_HAENSZEL_CC, cochran_mantel_haenszel_cc, 822, "cochran-mantel-haenszel-cc",               \
      "Cochran-Mantel-Haenszel with continuity correction", "Mantel and Haenszel 1959, J Natl Cancer Inst 22:719-748", \
      "To repeat what R prints by default.", PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_P_VALUE,                              \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP)

/* Every method for printed percentages. 901 is not used. */
#define PEEL_REPORTED_METHODS(X)                                                                                       \
    X(REPORTED_PLUS_MINUS, reported_plus_minus, 902, "plus-minus", "z from the printed +/-",                           \
      "Altman and Bland 2003, BMJ 326:219", "Two percentages that were printed with +/-.",                             \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR | PEEL_HOLDS_SWAP)        \
    X(REPORTED_BINOMIAL, reported_binomial, 903, "binomial", "Exact binomial (two-sided by likelihood)",               \
      "Clopper and Pearson 1934, Biometrika 26:404-413",                                                               \
      "A counted sample against a printed percentage without +/-: the least sure rate that rounds to it.",             \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR)                          \
    X(REPORTED_EFFECTIVE, reported_effective, 904, "effective", "Pearson chi-squared with the effective size",         \
      "Pearson 1900, Philos Mag 50:157-175", "A counted sample against a percentage that was printed with +/-.",       \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR)

/* Every kind of control chart. */
#define PEEL_CHART_METHODS(X)                                                                                                             \
    X(CHART_P, p_chart, 1001, "p", "p chart", "Shewhart 1931, Economic Control of Quality of Manufactured Product",                       \
      "The default for audits: the rate of each period against the limits that its own number of cases allows.",                          \
      PEEL_OFFERS_SAMPLES, PEEL_HOLDS_MIRROR)                                                                                             \
    X(CHART_EXACT, exact_chart, 1002, "exact", "p chart with exact binomial limits",                                                      \
      "Montgomery 2013, Introduction to Statistical Quality Control, 7th ed., 7.3",                                                       \
      "With few cases, or rates near 0% or 100%: no limit is passed more often than it says, once the baseline is sure.",                 \
      PEEL_OFFERS_SAMPLES, PEEL_HOLDS_MIRROR)                                                                                             \
    X(CHART_LANEY, laney_chart, 1003, "laney", "p' chart (Laney)", "Laney 2002, Qual Eng 14:531-537",                                     \
      "When months have many cases, or months differ for reasons that are not news: limits widened by how far neighbours differ.",        \
      PEEL_OFFERS_SAMPLES, PEEL_HOLDS_MIRROR)                                                                                             \
    X(CHART_XMR, xmr_chart, 1004, "xmr", "XmR chart (individuals and moving range)",                                                      \
      "Shewhart 1931, Economic Control of Quality of Manufactured Product; Wheeler 1993, Understanding Variation",                        \
      "For figures without counts, as NHS tools draw it: limits from how far neighbours differ, the same for every period.",              \
      PEEL_OFFERS_SAMPLES | PEEL_OFFERS_VALUES, PEEL_HOLDS_MIRROR)                                                                        \
    X(CHART_RUN, run_chart, 1005, "run", "Run chart on the median", "Anhoej and Olesen 2014, PLoS One 9:e113825",                         \
      "When no limits are wanted: runs and crossings of the median decide, from 10 periods on; fewer cannot signal by their own median.", \
      PEEL_OFFERS_SAMPLES | PEEL_OFFERS_VALUES, PEEL_HOLDS_MIRROR)                                                                        \
    X(CHART_G, g_chart, 1011, "g", "g chart (cases between rare failures)",                                                               \
      "Benneyan 2001, Health Care Manag Sci 4:305-318",                                                                                   \
      "When most months have no failure at all: a point a failure, the cases met since the one before.",                                  \
      PEEL_OFFERS_VALUES, 0)                                                                                                              \
    X(CHART_T, t_chart, 1012, "t", "t chart (time between rare failures)", "Nelson 1994, J Qual Technol 26:239-240",                      \
      "As g where the cases in between are not counted: the days from one failure to the next.", PEEL_OFFERS_VALUES,                      \
      0)                                                                                                                                  \
    X(CHART_CUSUM, cusum_chart, 1021, "cusum", "Binomial CUSUM",                                                                          \
      "Page 1954, Biometrika 41:100-115; Lorden 1971, Ann Math Stat 42:1897-1908",                                                        \
      "To find a change from one known rate to another: evidence added up by month, soonest for the same false alarms.",                  \
      PEEL_OFFERS_SAMPLES, PEEL_HOLDS_MIRROR)                                                                                             \
    X(CHART_EWMA, ewma_chart, 1022, "ewma", "EWMA chart (exact variance)", "Roberts 1959, Technometrics 1:239-250",                       \
      "To find a small lasting change: an average in which older months fade.", PEEL_OFFERS_SAMPLES,                                      \
      PEEL_HOLDS_MIRROR)

/* Every test of a rate of one sample, each matched with the interval of the same name. */
#define PEEL_RATE_TEST_METHODS(X)                                                                                      \
    X(RATE_TEST_EXACT, rate_test_exact, 1101, "exact", "Exact binomial (smaller tail doubled)",                        \
      "Clopper and Pearson 1934, Biometrika 26:404-413",                                                               \
      "The default: it agrees with Clopper-Pearson, and never rejects the true rate more often than it says.",         \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR)                          \
    X(RATE_TEST_MID_P, rate_test_mid_p, 1102, "mid-p", "Mid-P (smaller tail doubled)",                                 \
      "Lancaster 1961, J Am Stat Assoc 56:223-234",                                                                    \
      "As exact, counting half of the result that was seen; it agrees with the interval mid-p.",                       \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR)                          \
    X(RATE_TEST_BLAKER, rate_test_blaker, 1103, "blaker", "Blaker (exact)", "Blaker 2000, Can J Stat 28:783-798",      \
      "Exact, and it rejects more than the doubled tail does; it agrees with the interval blaker.",                    \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR)                                                  \
    X(RATE_TEST_STERNE, rate_test_sterne, 1104, "sterne", "Sterne (exact, by likelihood)",                             \
      "Sterne 1954, Biometrika 41:275-278", "To repeat R's binom.test; it agrees with the interval sterne.",           \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR)                                                  \
    X(RATE_TEST_SCORE, rate_test_score, 1105, "score", "Score (z)", "Wilson 1927, J Am Stat Assoc 22:209-212",         \
      "To be checked by hand; it agrees with the interval wilson.",                                                    \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR)                          \
    X(RATE_TEST_LIKELIHOOD_RATIO, rate_test_likelihood_ratio, 1106, "likelihood-ratio", "Likelihood ratio",            \
      "Wilks 1938, Ann Math Stat 9:60-62", "It agrees with the interval likelihood-ratio.",                            \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED | PEEL_OFFERS_P_VALUE, PEEL_HOLDS_MIRROR)

/* Every method of the library, concept by concept. */
#define PEEL_METHODS(X)                                                                                                \
    PEEL_RATE_METHODS(X)                                                                                               \
    PEEL_DIFFERENCE_METHODS(X)                                                                                         \
    PEEL_RATIO_METHODS(X)                                                                                              \
    PEEL_ODDS_RATIO_METHODS(X)                                                                                         \
    PEEL_TEST_METHODS(X)                                                                                               \
    PEEL_TREND_METHODS(X)                                                                                              \
    PEEL_PAIRED_METHODS(X)                                                                                             \
    PEEL_SEVERAL_METHODS(X) PEEL_REPORTED_METHODS(X) PEEL_CHART_METHODS(X) PEEL_RATE_TEST_METHODS(X)

#define PEEL_METHOD_CONSTANT(constant, function, number, name, title, citation, when, offers, holds)                   \
    PEEL_##constant = (number),
enum { PEEL_METHODS(PEEL_METHOD_CONSTANT) PEEL_METHOD_END_ = 10000 };
#undef PEEL_METHOD_CONSTANT

/* The facts of a method. The strings are constant and belong to the library. Frozen layout. */
typedef struct peel_method {
    int32_t number;
    uint32_t offers;      /* bits PEEL_OFFERS_... */
    uint32_t holds;       /* bits PEEL_HOLDS_... */
    uint32_t reserved;    /* 0 */
    const char *name;     /* as in "clopper-pearson": what a user types */
    const char *title;    /* as in "Clopper-Pearson (exact)": what a reader is shown */
    const char *citation; /* where the method was published */
    const char *when;     /* when to choose it, a sentence */
} peel_method;

/* How many methods the library has. Since 0.1.0. */
PEEL_API size_t peel_method_count(void);

/*
 * The facts of one method of the list.
 *
 * index: 0 to peel_method_count() - 1, in the order of the list. method: untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_INDEX. Since 0.1.0.
 */
PEEL_API peel_status peel_method_at(size_t index, peel_method *method);

/*
 * The facts of a method by its number.
 *
 * number: as in PEEL_RATE_WILSON. method: untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_METHOD. Since 0.1.0.
 */
PEEL_API peel_status peel_method_get(int32_t number, peel_method *method);

/* The name of a concept, as in "odds-ratio". Returns: a constant string; NULL where none has that number. Since 0.1.0. */
PEEL_API const char *peel_concept_name(int32_t number);

/*
 * The concept of a name.
 *
 * name: as in "odds-ratio", in ASCII letters of either case, with - or _ . number: untouched on failure. error: filled
 * on failure, with the nearest names; may be NULL. Statuses: PEEL_ERROR_NULL, PEEL_ERROR_CONCEPT. Since 0.1.0.
 */
PEEL_API peel_status peel_concept_parse(const char *name, int32_t *number, peel_error *error);

/*
 * The number of a concept's method by its name.
 *
 * concept_number: PEEL_CONCEPT_...: "wald" is a method of a rate and another one of a difference. name: as in
 * "clopper-pearson", in ASCII letters of either case, with - or _ . number: untouched on failure. error: filled on
 * failure, with the nearest names of the concept; may be NULL.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_CONCEPT, PEEL_ERROR_METHOD. Since 0.1.0.
 */
PEEL_API peel_status peel_method_parse(int32_t concept_number, const char *name, int32_t *number, peel_error *error);

#ifdef __cplusplus
}
#endif

#endif
