/*
 * Status: why there is no answer. Note: answered, but know this. Error: where in a text the fault stands.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef PEEL_STATUS_H
#define PEEL_STATUS_H

#include <stdint.h>

#include <peel/version.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What every call returns. A code keeps its number for ever; the hundreds are its family (peel_status_family). */
typedef int32_t peel_status;

/*
 * Every status: X(constant without PEEL_, code, name, sentence).
 * 100s: the arguments of the call. 200s: numbers that no sample can have. 300s: text that cannot be read.
 * 400s: no room. 500s: a search that reached its cap.
 */
#define PEEL_STATUSES(X)                                                                                               \
    X(OK, 0, "ok", "There is an answer.")                                                                              \
    X(ERROR_NULL, 101, "null", "A pointer that the call needs is NULL: pass an address.")                              \
    X(ERROR_OPTIONS_SIZE, 102, "options-size",                                                                         \
      "The size field of the options fits no version of the struct: set options.size = sizeof options.")               \
    X(ERROR_RESERVED, 103, "reserved", "A reserved field of the options is not 0: zero the struct before filling it.") \
    X(ERROR_CONFIDENCE, 104, "confidence", "The confidence must be a number from 1e-16 to 1 - 1e-16: 0.95 is usual.")  \
    X(ERROR_CONFIDENCE_PERCENT, 105, "confidence-percent",                                                             \
      "The confidence is a proportion, not a percentage: is 0.95 meant by 95?")                                        \
    X(ERROR_ALPHA, 106, "alpha", "Alpha must be a number of at least 1e-100 and below 1: 0.05 is usual.")              \
    X(ERROR_CONFIDENCE_AND_ALPHA, 107, "confidence-and-alpha",                                                         \
      "Confidence and alpha are both set: set one, and leave the other 0.")                                            \
    X(ERROR_ONE_SIDED_CONFIDENCE, 108, "one-sided-confidence",                                                         \
      "A one-sided bound needs a confidence above 0.5: below that it bounds nothing.")                                 \
    X(ERROR_METHOD, 109, "method", "No such method answers this question: see the list of methods.")                   \
    X(ERROR_SIDE, 110, "side", "No such side: it is two-sided, lower or upper.")                                       \
    X(ERROR_DESIGN, 111, "design",                                                                                     \
      "No such design here: it is random, quota, dip or census, of which not every question takes all.")               \
    X(ERROR_INDEX, 112, "index", "There is no item at that index: count from 0 to one less than the number of items.") \
    X(ERROR_STATE, 113, "state",                                                                                       \
      "The calls came out of order: open, feed as often as needed, finish, read the rows, close.")                     \
    X(ERROR_ALLOCATOR, 114, "allocator", "The allocator lacks a function: set all three of them, or none.")            \
    X(ERROR_ENCODING_OPTION, 115, "encoding-option", "No such encoding: it is utf-8 or windows-1252.")                 \
    X(ERROR_CONCEPT, 116, "concept", "No such concept of methods: see the list of concepts.")                          \
    X(ERROR_MARGIN, 117, "margin", "A margin must lie between 0 and 1: 5 percentage points are 0.05.")                 \
    X(ERROR_RATE, 118, "rate",                                                                                         \
      "A rate must be a proportion from 0 to 1, as 0.806 for 80.6%; two must differ, and those of a range ascend.")    \
    X(ERROR_POWER, 119, "power", "The power must lie between alpha and 1: 0.8 is usual.")                              \
    X(ERROR_RANGE, 120, "range",                                                                                       \
      "A range ends before it begins, or a number lies outside the range that the call takes: see its description.")   \
    X(ERROR_CONVENTION, 121, "convention",                                                                             \
      "No such convention of rounding answers this question: see the list of conventions.")                            \
    X(ERROR_UNIT, 122, "unit", "No such unit of periods: it is day, month, quarter, year or none.")                    \
    X(ERROR_DRAWS, 123, "draws", "The number of draws must lie from 99 to 10,000,000: 9,999 is usual.")                \
    X(ERROR_SEASON, 124, "season", "A season must have 2 or more periods: 12 months, or 4 quarters.")                  \
    X(ERROR_PENALTY, 125, "penalty", "A penalty must be a finite number above 0; 0 is the default one.")               \
    X(ERROR_SIGMAS, 126, "sigmas",                                                                                     \
      "Limits stand at 0.1 to 10 sigmas, or at a confidence, or at an alpha: set one of the three.")                   \
    X(ERROR_RULE_SET, 127, "rule-set",                                                                                 \
      "No such set of rules, or rules of the caller beside it: see the list of sets, and choose one of the two.")      \
    X(ERROR_RULE, 128, "rule",                                                                                         \
      "A rule cannot be as it stands: see what the fields of a rule may hold, as in 2 of 3 beyond 2/3.")               \
    X(ERROR_RULE_KIND, 129, "rule-kind",                                                                               \
      "A rule does not go with this kind of chart: a run chart has no limits; CUSUM and EWMA take 1 beyond 1 alone.")  \
    X(ERROR_BETTER, 130, "better", "No such direction: up is better, or down, or neither.")                            \
    X(ERROR_BASELINE, 131, "baseline",                                                                                 \
      "The baseline must be points of one segment, the first before the last; columns of series take none.")           \
    X(ERROR_MARK, 132, "mark",                                                                                         \
      "A mark of a point has an unknown bit: a point is excluded, or begins a segment, or both.")                      \
    X(ERROR_METHOD_SIDE, 133, "method-side",                                                                           \
      "This method has no one-sided form: ask for two sides, or choose another method.")                               \
    X(ERROR_PRIOR, 134, "prior",                                                                                       \
      "A prior is two numbers from 0.001 to 1,000,000 for the methods beta and beta-hpd, as in 1 and 1.")              \
    X(ERROR_PLAN, 135, "plan", "The plan of counting cannot be as it stands: see what its fields may hold.")           \
    X(ERROR_LAYOUT, 136, "layout", "No such layout of case records: see the list of layouts.")                         \
    X(ERROR_MERGE, 137, "merge",                                                                                       \
      "Only counts of one plan can be merged: the same keys, criteria and policies, in two readers.")                  \
    X(ERROR_WORD, 138, "word", "No such word in this list: see what it may hold.")                                     \
    X(ERROR_NEGATIVE, 201, "negative", "A count is negative: counts are 0 or more.")                                   \
    X(ERROR_COUNT_TOO_LARGE, 202, "count-too-large",                                                                   \
      "A count is above 9007199254740992 (2 to the 53rd): such a number of cases cannot be held exactly.")             \
    X(ERROR_MET_ABOVE_ASSESSED, 203, "met-above-assessed",                                                             \
      "More cases met the criterion, or failed it, than were assessed: are the two counts swapped?")                   \
    X(ERROR_ASSESSED_ABOVE_POPULATION, 204, "assessed-above-population",                                               \
      "More cases were assessed than the population holds: a population of 0 means that it is not known.")             \
    X(ERROR_CENSUS_INCOMPLETE, 205, "census-incomplete",                                                               \
      "A census looks at every case, but fewer were assessed than the population holds.")                              \
    X(ERROR_TOO_FEW_SAMPLES, 206, "too-few-samples",                                                                   \
      "This question needs more samples: two to compare, one for a trend.")                                            \
    X(ERROR_PERIOD_ORDER, 207, "period-order", "The periods are out of order: sort them, the oldest first.")           \
    X(ERROR_PERIOD_REPEATED, 208, "period-repeated", "A period stands twice: pool its samples, or part the series.")   \
    X(ERROR_NOT_FINITE, 209, "not-finite", "A value is not a finite number: leave the period out.")                    \
    X(ERROR_DENOMINATOR_NEEDED, 210, "denominator-needed",                                                             \
      "A percentage alone is no sample: say of how many cases it is, or its +/-.")                                     \
    X(ERROR_IMPOSSIBLE_PERCENTAGE, 211, "impossible-percentage",                                                       \
      "No whole number of so many cases gives this percentage.")                                                       \
    X(ERROR_REPORTED, 212, "reported", "A printed percentage must lie from 0 to 100, with 0 to 12 decimals.")          \
    X(ERROR_PLUS_MINUS, 213, "plus-minus",                                                                             \
      "A +/- is worth a sample only where it is above 0 and the rate is neither 0% nor 100%.")                         \
    X(ERROR_NOT_WHOLE, 214, "not-whole",                                                                               \
      "A g chart counts cases: its values are whole numbers from 0 to 2 to the 53rd.")                                 \
    X(ERROR_POPULATION_NEEDED, 215, "population-needed",                                                               \
      "Bounds in cases need a known population: say how many cases the sample was drawn from.")                        \
    X(ERROR_NO_HEADER, 301, "no-header", "The text is empty: its first row must name the columns.")                    \
    X(ERROR_MISSING_COLUMN, 302, "missing-column", "A needed column is missing from the first row.")                   \
    X(ERROR_REPEATED_COLUMN, 303, "repeated-column", "A column stands twice in the first row: name it once.")          \
    X(ERROR_FIELD_COUNT, 304, "field-count", "The row has another number of fields than the first row.")               \
    X(ERROR_NOT_A_COUNT, 305, "not-a-count", "The field is not a whole number of cases.")                              \
    X(ERROR_NOT_A_PERCENTAGE, 306, "not-a-percentage", "The field is not a percentage from 0 to 100.")                 \
    X(ERROR_UNKNOWN_WORD, 307, "unknown-word", "The field holds a word that has no meaning here.")                     \
    X(ERROR_HALF_A_SAMPLE, 308, "half-a-sample", "One of met and assessed is blank: fill both, or neither.")           \
    X(ERROR_NO_CRITERION, 309, "no-criterion", "The row does not name its criterion.")                                 \
    X(ERROR_ENCODING, 310, "encoding", "The bytes are not text in the stated encoding.")                               \
    X(ERROR_QUOTE, 311, "quote", "A quotation mark is out of place or never ends.")                                    \
    X(ERROR_NUL_BYTE, 312, "nul-byte", "The text holds a byte of value 0: is it a text file?")                         \
    X(ERROR_NOT_A_PERIOD, 313, "not-a-period",                                                                         \
      "The field is not a period: write it as in 2024-03, 2024 Q1, 2024, 2023/24 or 2024-03-31.")                      \
    X(ERROR_NOT_A_RULE, 314, "not-a-rule",                                                                             \
      "The text is no rule: write it as in 7 beyond 0, 2 of 3 beyond 2/3 or 7 steps.")                                 \
    X(ERROR_NOT_A_DATE, 315, "not-a-date",                                                                             \
      "The field is not a date: write it as in 2024-03-31, 31/03/2024 or 2024-03-31T23:30:00Z.")                       \
    X(ERROR_NOT_A_DURATION, 316, "not-a-duration", "The text is no duration: write it as in 4h, 90 min or 2:30.")      \
    X(ERROR_NEGATIVE_DURATION, 317, "negative-duration",                                                               \
      "The case ended before it began: are the two columns swapped?")                                                  \
    X(ERROR_MISSING_ANSWER, 318, "missing-answer",                                                                     \
      "Answers are missing, which the plan refuses: fill them, or choose what becomes of them.")                       \
    X(ERROR_TOTALS_ROW, 319, "totals-row", "The row holds totals, not a case: it must not be counted as one.")         \
    X(ERROR_MEMORY, 401, "memory", "The allocator returned no memory.")                                                \
    X(ERROR_FIELD_TOO_LONG, 402, "field-too-long", "A field is longer than the limit.")                                \
    X(ERROR_TOO_MANY_FIELDS, 403, "too-many-fields", "A row has more fields than the limit.")                          \
    X(ERROR_TOO_MANY_ROWS, 404, "too-many-rows", "The text has more rows than the limit.")                             \
    X(ERROR_WORK, 405, "work",                                                                                         \
      "The work memory is missing or too small: the function of that name with _work_size says how much.")             \
    X(ERROR_TOO_LARGE, 406, "too-large",                                                                               \
      "This is more than the call takes: its description states the cap, which some methods have higher.")             \
    X(ERROR_TOO_MANY_GROUPS, 407, "too-many-groups",                                                                   \
      "There are more groups than the limit: does a column that groups hold something different in every row?")        \
    X(ERROR_SEARCH, 501, "search", "A search reached its cap without an answer: please report the input.")

#define PEEL_STATUS_CONSTANT(constant, code, name, sentence) PEEL_##constant = (code),
enum { PEEL_STATUSES(PEEL_STATUS_CONSTANT) PEEL_STATUS_END_ = 1000 };
#undef PEEL_STATUS_CONSTANT

/* The families of statuses: code / 100. */
enum {
    PEEL_FAMILY_NONE = 0,     /* PEEL_OK */
    PEEL_FAMILY_ARGUMENT = 1, /* the call was made wrongly */
    PEEL_FAMILY_NUMBER = 2,   /* a number that no sample can have */
    PEEL_FAMILY_TEXT = 3,     /* text that cannot be read */
    PEEL_FAMILY_ROOM = 4,     /* memory or a limit */
    PEEL_FAMILY_SEARCH = 5    /* a search that reached its cap */
};

/*
 * Every note, a bit in `notes` of a result: X(constant without PEEL_, bit, name, sentence).
 */
#define PEEL_NOTES(X)                                                                                                                        \
    X(NOTE_NOTHING_ASSESSED, 1, "nothing-assessed",                                                                                          \
      "No case was assessed where some are needed: without them nothing can be said.")                                                       \
    X(NOTE_CLIPPED, 2, "clipped",                                                                                                            \
      "A limit left the range of possible values and was cut there: another method may not need it.")                                        \
    X(NOTE_NO_WIDTH, 4, "no-width", "This method gives limits without width here: prefer another method.")                                   \
    X(NOTE_QUOTA, 8, "quota", "The cases were chosen by quota: the answer describes the audited mix.")                                       \
    X(NOTE_DIP, 16, "dip", "A dip sample supports no inference: limits are withheld, and there is no verdict.")                              \
    X(NOTE_CENSUS, 32, "census", "Every case was looked at: there is no sampling error.")                                                    \
    X(NOTE_POPULATION_UNUSED, 64, "population-unused",                                                                                       \
      "The known population was not used: the answer is the one for an endless population.")                                                 \
    X(NOTE_FINITE, 128, "finite", "The known population was used: the interval allows for it.")                                              \
    X(NOTE_NO_RATIO, 256, "no-ratio", "The counts give 0/0: there is no estimate, and the limits are 0 and infinity.")                       \
    X(NOTE_NO_VARIATION, 512, "no-variation",                                                                                                \
      "Nothing varies in what was looked at: change cannot be told from chance here.")                                                       \
    X(NOTE_SMALL_EXPECTED, 1024, "small-expected",                                                                                           \
      "The counts are too small, or too uneven, for this approximation: prefer an exact test.")                                              \
    X(NOTE_OVERDISPERSED, 2048, "overdispersed",                                                                                             \
      "The rates scatter more than chance allows: a trend was widened for that; a change point, segments and limits of a p chart were not.") \
    X(NOTE_SEPARATED, 4096, "separated",                                                                                                     \
      "One period parts the cases met from the failures: the slope is bounded on one side only.")                                            \
    X(NOTE_UNEQUAL_SIZES, 8192, "unequal-sizes",                                                                                             \
      "The samples differ in size, and this method takes their rates as equally sure.")                                                      \
    X(NOTE_NO_COUNTS, 16384, "no-counts", "Only percentages are known: how sure each of them is cannot be told.")                            \
    X(NOTE_MONTE_CARLO, 32768, "monte-carlo",                                                                                                \
      "The answer comes from seeded random draws, and has an error of its own.")                                                             \
    X(NOTE_GAP, 65536, "gap", "A period is missing, or nothing was assessed in it: its place in time was kept.")                             \
    X(NOTE_BEYOND, 131072, "beyond", "No answer was found up to the largest number looked at.")                                              \
    X(NOTE_SHORT_SERIES, 262144, "short-series",                                                                                             \
      "Fewer than 12 points set the centre and the limits: they are provisional, and will move as points come in.")                          \
    X(NOTE_NO_LIMITS, 524288, "no-limits",                                                                                                   \
      "Too few points set limits here: none are drawn, and no point can be beyond them.")                                                    \
    X(NOTE_LIMIT_AT_END, 1048576, "limit-at-end",                                                                                            \
      "A limit stands at the end of the scale: no single point can lie beyond it, and only runs could show a change there.")                 \
    X(NOTE_TIED, 2097152, "tied",                                                                                                            \
      "Many points lie on the median: rules about its sides are not to be relied on then, whatever they say.")                               \
    X(NOTE_EXACT_INSTEAD, 4194304, "exact-instead",                                                                                          \
      "None or all of the cases met the criterion, where this method has no limits: they are those of Clopper-Pearson.")                     \
    X(NOTE_HOLE, 8388608, "hole",                                                                                                            \
      "The rate lies inside the interval although the test rejects it: the rates not rejected have a hole there.")                           \
    X(NOTE_RULED_OUT, 16777216, "ruled-out",                                                                                                 \
      "The cases looked at rule this rate out: with the known population it cannot be.")

#define PEEL_NOTE_CONSTANT(constant, bit, name, sentence) PEEL_##constant = (bit),
enum { PEEL_NOTES(PEEL_NOTE_CONSTANT) PEEL_NOTE_END_ = 1 << 30 };
#undef PEEL_NOTE_CONSTANT

/*
 * Where a text cannot be read and what to do about it. The memory is the caller's; a call that takes one takes NULL
 * too. Frozen layout.
 */
typedef struct peel_error {
    peel_status status;
    int32_t field;     /* the field of the row, counted from 1; 0: not of a field */
    int64_t line;      /* the line of the text, counted from 1; 0: not of a line */
    int64_t column;    /* the character of the line where the field begins, counted from 1; 0: not of a column */
    char name[64];     /* the field's column name, cut short to fit; "" where there is none */
    char message[424]; /* what is wrong and what to do, a sentence in UTF-8, ended by a 0 byte */
} peel_error;

/*
 * The name of a status, as in "met-above-assessed". Returns: a constant string; NULL where no status has that code.
 * Since 0.1.0.
 */
PEEL_API const char *peel_status_name(peel_status status);

/*
 * The sentence of a status: what is wrong and what to do. Returns: a constant string; NULL where no status has that
 * code. Since 0.1.0.
 */
PEEL_API const char *peel_status_sentence(peel_status status);

/*
 * The family of a status, one of PEEL_FAMILY_..., for a caller who treats faults in a text apart from faults in a call.
 * Returns: the family; -1 where no status has that code. Since 0.1.0.
 */
PEEL_API int32_t peel_status_family(peel_status status);

/*
 * The name of one note, as in "quota". note: one bit. Returns: a constant string; NULL where no note has that bit.
 * Since 0.1.0.
 */
PEEL_API const char *peel_note_name(uint32_t note);

/*
 * The sentence of one note. note: one bit. Returns: a constant string; NULL where no note has that bit. Since 0.1.0.
 */
PEEL_API const char *peel_note_sentence(uint32_t note);

#ifdef __cplusplus
}
#endif

#endif
