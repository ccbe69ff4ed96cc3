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
    PEEL_OFFERS_TWO_SIDED = 1, /* an interval */
    PEEL_OFFERS_ONE_SIDED = 2  /* a lower or an upper bound */
};

/*
 * What may hold of a method for every sample and confidence: X(constant, bit, name, sentence). Each that a method's row
 * claims is tested for all 0 <= met <= assessed <= 60.
 */
#define PEEL_PROPERTIES(X)                                                                                             \
    X(HOLDS_MIRROR, 1, "mirror", "asking for failures instead of cases met mirrors the limits")                        \
    X(HOLDS_NESTED, 2, "nested", "a higher confidence never gives a narrower interval, but for rounding")              \
    X(HOLDS_MONOTONE, 4, "monotone", "one more case met never lowers a limit")                                         \
    X(HOLDS_EXACT, 8, "exact", "the interval misses the true rate at most as often as it says")                        \
    X(HOLDS_WITHIN, 16, "within", "the limits lie from 0 to 100% without being cut")

#define PEEL_PROPERTY_CONSTANT(constant, bit, name, sentence) PEEL_##constant = (bit),
enum { PEEL_PROPERTIES(PEEL_PROPERTY_CONSTANT) PEEL_PROPERTY_END_ = 1 << 30 };
#undef PEEL_PROPERTY_CONSTANT

/*
 * Every method of a rate: X(constant, function, number, name, title, citation, when, offers, holds).
 * Numbers are library-wide and for ever: 100s rates, 200s differences, 300s ratios, 400s odds ratios, 500s tests.
 */
#define PEEL_RATE_METHODS(X)                                                                                            \
    X(RATE_WILSON, wilson, 101, "wilson", "Wilson", "Wilson 1927, J Am Stat Assoc 22:209-212",                          \
      "The default: near its confidence on average for every sample size, as official statistics in England use it.",   \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,                                                                    \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE | PEEL_HOLDS_WITHIN)                                  \
    X(RATE_WILSON_CC, wilson_cc, 102, "wilson-cc", "Wilson with continuity correction",                                 \
      "Newcombe 1998, Stat Med 17:857-872, method 4",                                                                   \
      "When an interval near Clopper-Pearson is wanted from a formula that can be checked by hand.",                    \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,                                                                    \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE | PEEL_HOLDS_WITHIN)                                  \
    X(RATE_CLOPPER_PEARSON, clopper_pearson, 103, "clopper-pearson", "Clopper-Pearson (exact)",                         \
      "Clopper and Pearson 1934, Biometrika 26:404-413",                                                                \
      "When the interval must never miss more often than it says, whatever the rate; it is wider for that.",            \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,                                                                    \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE | PEEL_HOLDS_EXACT | PEEL_HOLDS_WITHIN)               \
    X(RATE_MID_P, mid_p, 104, "mid-p", "Mid-P",                                                                         \
      "Lancaster 1961, J Am Stat Assoc 56:223-234; Berry and Armitage 1995, Statistician 44:417-423",                   \
      "When Clopper-Pearson is too wide: the same tails, counting half of the result that was seen.",                   \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,                                                                    \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE | PEEL_HOLDS_WITHIN)                                  \
    X(RATE_JEFFREYS, jeffreys, 105, "jeffreys", "Jeffreys", "Brown, Cai and DasGupta 2001, Stat Sci 16:101-133",        \
      "When a Bayesian reading is wanted: the rate lies in the interval with this probability, given a neutral prior.", \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED,                                                                    \
      PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE | PEEL_HOLDS_WITHIN)                                  \
    X(RATE_AGRESTI_COULL, agresti_coull, 106, "agresti-coull", "Agresti-Coull",                                         \
      "Agresti and Coull 1998, Am Stat 52:119-126",                                                                     \
      "When it must be worked by hand from 40 cases or more: at 95%, add two met and two failed, then Wald.",           \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED, PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE)       \
    X(RATE_WALD, wald, 107, "wald", "Wald",                                                                             \
      "Laplace 1812, Theorie analytique des probabilites; Brown, Cai and DasGupta 2001, Stat Sci 16:101-133",           \
      "Only to repeat what an inspectorate printed as +/-: it misses far more often than it says in small samples.",    \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED, PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE)       \
    X(RATE_WALD_CC, wald_cc, 108, "wald-cc", "Wald with continuity correction",                                         \
      "Newcombe 1998, Stat Med 17:857-872, method 2", "Only to repeat a published figure that used it.",                \
      PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED, PEEL_HOLDS_MIRROR | PEEL_HOLDS_NESTED | PEEL_HOLDS_MONOTONE)

/* Every method of the library, concept by concept. */
#define PEEL_METHODS(X) PEEL_RATE_METHODS(X)

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

/*
 * The number of a rate's method by its name.
 *
 * name: as in "clopper-pearson", in ASCII letters of either case, with - or _ . number: untouched on failure.
 * error: filled on failure, with the nearest names; may be NULL.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_METHOD. Since 0.1.0.
 */
PEEL_API peel_status peel_rate_method_parse(const char *name, int32_t *number, peel_error *error);

#ifdef __cplusplus
}
#endif

#endif
