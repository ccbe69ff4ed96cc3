/*
 * What to count in case records: which columns group the cases, which criteria are asked and how columns answer them, which
 * cases count. The lists of words for it, and durations as people write them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef PEEL_CASES_PLAN_H
#define PEEL_CASES_PLAN_H

#include <stddef.h>
#include <stdint.h>

#include <peel/status.h>
#include <peel/tally.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a case says of a criterion. Only met and not met are assessed. */
#define PEEL_ANSWERS(X)                                                                                                \
    X(ANSWER_MET, 1, "met")                                                                                            \
    X(ANSWER_NOT_MET, 2, "not-met")                                                                                    \
    X(ANSWER_NOT_APPLICABLE, 3, "not-applicable")                                                                      \
    X(ANSWER_MISSING, 4, "missing")

#define PEEL_ANSWER_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_ANSWERS(PEEL_ANSWER_CONSTANT) PEEL_ANSWER_END_ = 5 };
#undef PEEL_ANSWER_CONSTANT

/* How a column answers a criterion. */
#define PEEL_MEASURES(X)                                                                                               \
    X(MEASURE_ANSWER, 0, "answer")     /* by a word: yes, no, n/a, blank, or the caller's own */                       \
    X(MEASURE_FILLED, 1, "filled")     /* met where something is recorded, not met where blank or "not stated" */      \
    X(MEASURE_TIME, 2, "time")         /* met where the time from `since` to `column` is at most the limit */          \
    X(MEASURE_DURATION, 3, "duration") /* met where the duration in `column` is at most the limit */

#define PEEL_MEASURE_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_MEASURES(PEEL_MEASURE_CONSTANT) PEEL_MEASURE_END_ = 4 };
#undef PEEL_MEASURE_CONSTANT

/* The period that a date belongs to. */
#define PEEL_EVERIES(X)                                                                                                \
    X(EVERY_NONE, 0, "none")                     /* the text as it stands */                                           \
    X(EVERY_DAY, 1, "day")                       /* 2024-03-31 */                                                      \
    X(EVERY_MONTH, 2, "month")                   /* 2024-03; December 2011 is Dec 2011, since 2011-12 may be a year */ \
    X(EVERY_QUARTER, 3, "quarter")               /* 2024 Q1, of calendar years */                                      \
    X(EVERY_YEAR, 4, "year")                     /* 2024 */                                                            \
    X(EVERY_FINANCIAL_YEAR, 5, "financial-year") /* 2023/24, from 1 April */

#define PEEL_EVERY_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_EVERIES(PEEL_EVERY_CONSTANT) PEEL_EVERY_END_ = 6 };
#undef PEEL_EVERY_CONSTANT

/* What becomes of the answers that are missing. They are counted apart whatever the policy. */
#define PEEL_MISSING_POLICIES(X)                                                                                       \
    X(MISSING_EXCLUDED, 0, "excluded") /* not assessed */                                                              \
    X(MISSING_FAILED, 1, "failed")     /* assessed, and not met */                                                     \
    X(MISSING_MET, 2, "met")           /* assessed, and met */                                                         \
    X(MISSING_REFUSED, 3, "refused")   /* an error */

#define PEEL_MISSING_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_MISSING_POLICIES(PEEL_MISSING_CONSTANT) PEEL_MISSING_END_ = 4 };
#undef PEEL_MISSING_CONSTANT

/*
 * Whose clock says to which day a time with an offset belongs: 23:30Z on 31 March is 1 April in London. Of a time of London without
 * offset, the hour that October has twice is the first: from 01:30 to 02:00 on 27 October 2024 are 90 minutes. The hour that March lacks
 * is taken as Greenwich's: 01:30 on 31 March 2024 is 02:30 in London.
 */
#define PEEL_ZONES(X)                                                                                                  \
    X(ZONE_PRINTED, 0, "printed")      /* the date as it is printed */                                                 \
    X(ZONE_LONDON, 1, "europe/london") /* from 1996; a time without offset is one of London */

#define PEEL_ZONE_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_ZONES(PEEL_ZONE_CONSTANT) PEEL_ZONE_END_ = 2 };
#undef PEEL_ZONE_CONSTANT

/* The tests of a filter. */
#define PEEL_FILTER_TESTS(X)                                                                                           \
    X(FILTER_IS, 0, "is")         /* one of the words */                                                               \
    X(FILTER_IS_NOT, 1, "is-not") /* none of the words */                                                              \
    X(FILTER_BLANK, 2, "blank")                                                                                        \
    X(FILTER_FILLED, 3, "filled")

#define PEEL_FILTER_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_FILTER_TESTS(PEEL_FILTER_CONSTANT) PEEL_FILTER_END_ = 4 };
#undef PEEL_FILTER_CONSTANT

/* Files that are published in a known form. A plan with a layout has its criteria, where it names none of its own. */
#define PEEL_LAYOUTS(X)                                                                                                      \
    X(LAYOUT_NONE, 0, "none", "Columns as the plan names them.")                                                             \
    X(LAYOUT_STOP_SEARCH, 1, "police-uk-stop-search",                                                                        \
      "data.police.uk, stop and search: was the object found (Outcome linked to object of search), is an outcome recorded, " \
      "is ethnicity recorded by the person and by the officer. Date column: Date.")                                          \
    X(LAYOUT_STREET, 2, "police-uk-street",                                                                                  \
      "data.police.uk, street-level crime: is a last outcome recorded. Date column: Month.")

#define PEEL_LAYOUT_CONSTANT(constant, number, name, sentence) PEEL_##constant = (number),
enum { PEEL_LAYOUTS(PEEL_LAYOUT_CONSTANT) PEEL_LAYOUT_END_ = 3 };
#undef PEEL_LAYOUT_CONSTANT

/* What a word means. Frozen. */
typedef struct peel_word {
    const char *word; /* "" is a blank cell */
    int32_t answer;   /* PEEL_ANSWER_... */
    uint32_t reserved;
} peel_word;

/* How long is in time. Frozen. */
typedef struct peel_time_limit {
    const char *grade; /* the word in the column of grades; NULL: of all cases, and then the only limit */
    int64_t
        seconds; /* at most so many, and no less than 0; -1: no limit, the criterion does not apply to any such case */
} peel_time_limit;

/* A criterion, and how the columns answer it. Zeroed, and then filled. Frozen. */
typedef struct peel_criterion {
    const char *name;              /* NULL: the column's, as the plan writes it */
    const char *column;            /* of the answer; of a time, when it ended, as when attended */
    const char *since;             /* of a time alone: when it began, as when received */
    const char *grade;             /* of times and durations: the column of grades; NULL: one limit for all */
    const peel_word *words;        /* of answers and filled: beside the usual ones, and before them */
    size_t words_n;                /* up to 100,000; 0: the usual ones alone */
    const peel_time_limit *limits; /* of times and durations */
    size_t limits_n;               /* up to 255 */
    int32_t measure;               /* PEEL_MEASURE_... */
    uint32_t reserved;
} peel_criterion;

/* A column that groups the cases. Frozen. */
typedef struct peel_group_by {
    const char *column;
    const char *name; /* NULL: "period" for periods, else the column's, as the plan writes it */
    int32_t every;    /* PEEL_EVERY_...: of a column of dates, the period */
    uint32_t reserved;
} peel_group_by;

/* Which cases count: those that pass every filter. Frozen. */
typedef struct peel_filter {
    const char *column;
    const char *const *words; /* of is and is-not; "" is a blank cell */
    size_t words_n;           /* up to 100,000 */
    int32_t test;             /* PEEL_FILTER_... */
    uint32_t reserved;
} peel_filter;

/* What to count. Zeroed with its size set, it needs criteria or a layout. It grows at the end. */
typedef struct peel_cases_plan {
    size_t size;              /* sizeof(peel_cases_plan) */
    peel_allocator allocator; /* where groups and words are kept */
    const peel_group_by *by;  /* none: one group of all cases */
    size_t by_n;              /* up to 16 */
    const peel_criterion *criteria;
    size_t criteria_n; /* up to 256; 0: those of the layout */
    const peel_filter *filters;
    size_t filters_n;  /* up to 64 */
    int32_t layout;    /* PEEL_LAYOUT_... */
    int32_t missing;   /* PEEL_MISSING_...; 0: excluded */
    int32_t zone;      /* PEEL_ZONE_...; 0: dates as printed */
    int32_t encoding;  /* PEEL_ENCODING_...; 0: UTF-8 */
    int32_t delimiter; /* ',', ';', '\t' or '|'; 0: the comma */
    int32_t serials;   /* 1: dates may be days of a spreadsheet: 45352 is 2024-03-01, 45352.66667 its 16:00:00 */
    int32_t unknown;   /* 1: words without a meaning are counted apart, and no error */
    int32_t sorted;    /* 1: groups in order, key by key: periods by time, texts by bytes; 0: as first seen */
    size_t max_field;  /* bytes of the longest field; 0: 65,536 */
    size_t max_fields; /* fields of a row; 0: 1,024 */
    size_t max_rows;   /* rows below the first; 0: no limit */
    size_t max_groups; /* 0: 100,000; at most 2^31 - 1, whatever is said */
} peel_cases_plan;

/*
 * A duration as people write it, in seconds: "4h", "4 hours", "90 min", "90 minutes", "1h 30m", "1.5h", "1 day", "2 weeks", "45s",
 * "2:30" (hours and minutes), "2:30:15", "PT4H30M" (ISO 8601, without years and months). A number alone is none, for it may be of
 * anything.
 *
 * text: as in "4h", of up to 64 bytes, with or without spaces, in either case. seconds: up to 1e9, parts of a second cut off;
 * untouched on failure.
 * error: filled on failure, with advice; may be NULL. Statuses: PEEL_ERROR_NULL, PEEL_ERROR_NOT_A_DURATION. Since 0.1.0.
 */
PEEL_API peel_status peel_duration_parse(const char *text, int64_t *seconds, peel_error *error);

/* The name of a number of each list, as in "financial-year". Returns: a constant string; NULL where none has that number. */
PEEL_API const char *peel_answer_name(int32_t answer);
PEEL_API const char *peel_measure_name(int32_t measure);
PEEL_API const char *peel_every_name(int32_t every);
PEEL_API const char *peel_missing_name(int32_t missing);
PEEL_API const char *peel_zone_name(int32_t zone);
PEEL_API const char *peel_filter_test_name(int32_t test);
PEEL_API const char *peel_layout_name(int32_t layout);

/* What a layout is, a sentence. Returns: a constant string; NULL where none has that number. Since 0.1.0. */
PEEL_API const char *peel_layout_sentence(int32_t layout);

/*
 * The number of a name.
 *
 * name: in ASCII letters of either case. The number: untouched on failure. error: filled on failure, with the nearest names; may be
 * NULL. Statuses: PEEL_ERROR_NULL, and PEEL_ERROR_WORD or, for layouts, PEEL_ERROR_LAYOUT. Since 0.1.0.
 */
PEEL_API peel_status peel_answer_parse(const char *name, int32_t *answer, peel_error *error);
PEEL_API peel_status peel_measure_parse(const char *name, int32_t *measure, peel_error *error);
PEEL_API peel_status peel_every_parse(const char *name, int32_t *every, peel_error *error);
PEEL_API peel_status peel_missing_parse(const char *name, int32_t *missing, peel_error *error);
PEEL_API peel_status peel_zone_parse(const char *name, int32_t *zone, peel_error *error);
PEEL_API peel_status peel_filter_test_parse(const char *name, int32_t *test, peel_error *error);
PEEL_API peel_status peel_layout_parse(const char *name, int32_t *layout, peel_error *error);

#ifdef __cplusplus
}
#endif

#endif
