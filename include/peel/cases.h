/*
 * Cases: a text in CSV with a row a case, as records are kept, counted into samples by groups.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first row names the columns, in any order. The plan says which of them group the cases, which criteria are asked of each
 * case and how its columns answer them, and which cases count. Names of columns and words are compared in ASCII letters of
 * either case, without the spaces around them; in a name of a column any number of spaces, tabs, line ends and no-break
 * spaces between words is one space. Constant memory in rows: what grows is the number of groups, which has a limit.
 *
 * Nothing is lost: rows = used + filtered + set_aside, and of each criterion the used rows = met + not_met + not_applicable +
 * missing + unknown + open. A row that cannot be read (another number of fields than the first row, bytes that are no
 * letters, a date that is none, an end before its start) is set aside whole, with its fault. A line of nothing but spaces and
 * delimiters is no row, nor is one that says the first row again, nor Excel's line "sep=;" before it: the delimiter is the
 * plan's. A byte order mark of UTF-8 before any row is passed over. A row of totals, which has total, totals, grand total, subtotal
 * or sub-total, each with a colon or without, where a group's name belongs, is set aside. Only these words are known: "City Total" is
 * a group.
 *
 *     peel_cases_reader *reader;
 *     peel_cases_open(&plan, &reader, &error);
 *     while ((size = fread(bytes, 1, sizeof bytes, file)) > 0) peel_cases_feed(reader, bytes, size, &error);
 *     peel_cases_finish(reader, &error);
 *     for (size_t i = 0; peel_cases_tally(reader, i, &tally) == PEEL_OK; i++) ... peel_rate(&tally.sample, ...)
 *     peel_cases_close(reader);
 *
 * One reader reads one text. Several texts are read by several readers, in any order or at once, and merged.
 */
#ifndef PEEL_CASES_H
#define PEEL_CASES_H

#include <stddef.h>
#include <stdint.h>

#include <peel/cases_plan.h>
#include <peel/sample.h>
#include <peel/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A group's answers to one criterion. Texts are UTF-8 and live until the reader is closed. Frozen. */
typedef struct peel_case_tally {
    size_t group;          /* its index */
    const char *criterion; /* its name */
    peel_sample sample;    /* met of assessed, with the missing as the plan says; population 0 */
    int64_t met;
    int64_t not_met;
    int64_t not_applicable;
    int64_t missing;
    int64_t unknown; /* words without a meaning: in no rate */
    int64_t open;    /* begun and not ended, of times: in no rate */
    double lowest; /* the rate if all the missing had failed the criterion; NaN where nothing was assessed or missing */
    double highest; /* the rate if they had all met it */
    uint64_t reserved[2];
} peel_case_tally;

/* Columns of tallies, in their order, written by the row. A NULL column is not wanted. */
typedef struct peel_case_columns {
    int64_t *sample_met; /* met of ... */
    int64_t *assessed;   /* ... assessed, with the missing as the plan says */
    int64_t *met;
    int64_t *not_met;
    int64_t *not_applicable;
    int64_t *missing;
    int64_t *unknown;
    int64_t *open;
    double *lowest;
    double *highest;
} peel_case_columns;

/* What became of every row below the first. Frozen. */
typedef struct peel_cases_summary {
    int64_t texts; /* 1, and those merged into it */
    int64_t rows;  /* = used + filtered + set_aside */
    int64_t used;
    int64_t filtered; /* did not pass the filters */
    int64_t set_aside;
    int64_t blank_lines;      /* no rows */
    int64_t repeated_headers; /* rows that say the first one again: no rows */
    int64_t groups;
    int64_t criteria;
    int64_t keys;         /* columns that group */
    int64_t reasons;      /* for which rows were set aside: the first 100 different ones */
    int64_t faults;       /* rows set aside that are kept: the first 1,000 */
    int64_t words;        /* words without a meaning that are kept: the first 100 different ones */
    int64_t unknown;      /* cells with such words */
    uint64_t reserved[4]; /* 0 */
} peel_cases_summary;

/* Why rows were set aside. Frozen. */
typedef struct peel_cases_reason {
    int64_t rows;
    peel_error first; /* the first of them, with its place */
} peel_cases_reason;

/* A word without a meaning. Frozen. */
typedef struct peel_unknown_word {
    const char *word;      /* as written; of one of more than 64 bytes these and "...": all that begin so are one */
    const char *criterion; /* whose column it stood in (a grade stands in the criterion that it limits) */
    int64_t cells;         /* how often, after it was first kept */
    int64_t line;          /* where first */
    int64_t column;
    uint64_t reserved;
} peel_unknown_word;

/* Reads one text. One handle, one thread at a time. */
typedef struct peel_cases_reader peel_cases_reader;

/*
 * A reader for one text of cases.
 *
 * The usual words of an answer: yes, y, 1, true, compliant, met; no, n, 0, false, non-compliant, non compliant, not compliant,
 * not met; n/a, na, not applicable; blank is missing. Of filled: blank, not stated, unknown, not known, not recorded, null, #n/a,
 * (blank), -, -- and the dashes U+2013 and U+2014 are not met, n/a, na and not applicable do not apply, all else is met. A word of the plan's own goes before.
 * plan: is copied, all texts in it too. reader: the new handle, to be closed; untouched on failure. error: filled on
 * failure, says which part of the plan; may be NULL.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_OPTIONS_SIZE, PEEL_ERROR_RESERVED, PEEL_ERROR_ALLOCATOR, PEEL_ERROR_PLAN (no
 * criterion, an empty name, a number that its list does not have, a word with two meanings, a limit below -1 or none, two criteria
 * or keys of one name, too many), PEEL_ERROR_LAYOUT, PEEL_ERROR_ENCODING_OPTION, PEEL_ERROR_MEMORY. Since 0.1.0.
 */
PEEL_API peel_status peel_cases_open(const peel_cases_plan *plan, peel_cases_reader **reader, peel_error *error);

/*
 * Hands the reader the next bytes, in pieces of any size: the answer does not depend on where a text is cut.
 *
 * bytes: `size` of them, which the reader does not keep; NULL only for size 0. error: filled on failure; may be NULL.
 * Statuses of a text that cannot be read on (every later feed or finish returns the same one, and nothing was counted):
 * PEEL_ERROR_MISSING_COLUMN, PEEL_ERROR_REPEATED_COLUMN (of one that the plan names), PEEL_ERROR_ENCODING and
 * PEEL_ERROR_NUL_BYTE in the first row, PEEL_ERROR_ENCODING for the byte order mark of another encoding before any row,
 * PEEL_ERROR_QUOTE in the first row or in a field that has run over a line end, PEEL_ERROR_MEMORY, PEEL_ERROR_FIELD_TOO_LONG,
 * PEEL_ERROR_TOO_MANY_FIELDS, PEEL_ERROR_TOO_MANY_ROWS, PEEL_ERROR_TOO_MANY_GROUPS. Statuses after which the reader is as
 * before: PEEL_ERROR_NULL, PEEL_ERROR_STATE after the end. Since 0.1.0.
 */
PEEL_API peel_status peel_cases_feed(peel_cases_reader *reader, const void *bytes, size_t size, peel_error *error);

/*
 * Says that the text is at its end. The counts can be read after this, and only after this.
 *
 * error: filled on failure; may be NULL.
 * Statuses: those of peel_cases_feed; PEEL_ERROR_NO_HEADER for a text without a first row; PEEL_ERROR_QUOTE where a
 * quotation mark never ends. PEEL_ERROR_UNKNOWN_WORD where cells hold words without a meaning (error lists them), unless the plan
 * has them counted; PEEL_ERROR_MISSING_ANSWER where answers are missing and the plan refuses that: after these two the
 * counts can be read all the same, and say so in `unknown` and `missing`. Since 0.1.0.
 */
PEEL_API peel_status peel_cases_finish(peel_cases_reader *reader, peel_error *error);

/*
 * Adds what another reader counted: as if one had read both texts, `into` first. Groups are the same set in whatever order
 * texts are merged, and in the same order too where the plan sorts them. (But for what `from` does not keep: reasons and words beyond
 * its first 100, whose rows and cells are in set_aside and unknown.)
 *
 * into, from: different readers, both at their end, of plans by which the same is counted: keys (name, every), criteria (name,
 * measure, limits by grade, what words mean), filters (column, test, words), missing, unknown, sorted, zone and serials are the same.
 * Columns of keys and criteria, encoding, delimiter and limits of size may differ. `from` is not changed.
 * error: filled on failure; may be NULL.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_STATE, PEEL_ERROR_MERGE (another plan, or the same reader), PEEL_ERROR_MEMORY and
 * PEEL_ERROR_TOO_MANY_GROUPS: `into` is then as before. Since 0.1.0.
 */
PEEL_API peel_status peel_cases_merge(peel_cases_reader *into, const peel_cases_reader *from, peel_error *error);

/*
 * How many rows were read, and what became of them.
 *
 * summary: untouched on failure. Statuses: PEEL_ERROR_NULL, PEEL_ERROR_STATE before the end. Since 0.1.0.
 */
PEEL_API peel_status peel_cases_count(const peel_cases_reader *reader, peel_cases_summary *summary);

/*
 * The name of a key, as the plan has it: "force", "period".
 *
 * key: 0 to keys - 1. name: lives until the reader is closed; untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_INDEX. Since 0.1.0.
 */
PEEL_API peel_status peel_cases_key_name(const peel_cases_reader *reader, size_t key, const char **name);

/*
 * The name of a criterion, as the plan or its layout has it: "attended in time". It is there where no row was used, too.
 *
 * criterion: 0 to criteria - 1. name: lives until the reader is closed; untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_INDEX. Since 0.1.0.
 */
PEEL_API peel_status peel_cases_criterion_name(const peel_cases_reader *reader, size_t criterion, const char **name);

/*
 * What a group has in a key: "Cambridgeshire", "2024-03", or "" where the cells are blank.
 *
 * group: 0 to groups - 1. key: 0 to keys - 1. text: UTF-8, lives until the reader is closed; untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_INDEX, PEEL_ERROR_STATE before the end. Since 0.1.0.
 */
PEEL_API peel_status peel_cases_key(const peel_cases_reader *reader, size_t group, size_t key, const char **text);

/*
 * One tally: a group's answers to a criterion.
 *
 * index: group * criteria + criterion, 0 to groups * criteria - 1. tally: untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_INDEX, PEEL_ERROR_STATE before the end. Since 0.1.0.
 */
PEEL_API peel_status peel_cases_tally(const peel_cases_reader *reader, size_t index, peel_case_tally *tally);

/*
 * All tallies as columns: arrays of groups * criteria.
 *
 * columns: those that are wanted. Statuses: PEEL_ERROR_NULL, PEEL_ERROR_STATE before the end. Since 0.1.0.
 */
PEEL_API peel_status peel_cases_columns(const peel_cases_reader *reader, const peel_case_columns *columns);

/*
 * One row that was set aside: where it stands, what is wrong, what to do.
 *
 * index: 0 to faults - 1, in the order of the text. error: untouched on failure; its status is one of
 * PEEL_ERROR_FIELD_COUNT, PEEL_ERROR_ENCODING, PEEL_ERROR_QUOTE, PEEL_ERROR_NUL_BYTE, PEEL_ERROR_NOT_A_DATE,
 * PEEL_ERROR_NOT_A_DURATION, PEEL_ERROR_NEGATIVE_DURATION, PEEL_ERROR_TOTALS_ROW.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_INDEX, PEEL_ERROR_STATE before the end. Since 0.1.0.
 */
PEEL_API peel_status peel_cases_set_aside(const peel_cases_reader *reader, size_t index, peel_error *error);

/*
 * One reason for which rows were set aside: a status in a column, or in none. Rows of reasons beyond the first 100 are in set_aside
 * alone.
 *
 * index: 0 to reasons - 1, as first seen. reason: untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_INDEX, PEEL_ERROR_STATE before the end. Since 0.1.0.
 */
PEEL_API peel_status peel_cases_reason_of(const peel_cases_reader *reader, size_t index, peel_cases_reason *reason);

/*
 * One word without a meaning.
 *
 * index: 0 to words - 1, as first seen. word: untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_INDEX, PEEL_ERROR_STATE before the end. Since 0.1.0.
 */
PEEL_API peel_status peel_cases_word(const peel_cases_reader *reader, size_t index, peel_unknown_word *word);

/* Releases the reader and its texts. reader: may be NULL. Statuses: none, always PEEL_OK. Since 0.1.0. */
PEEL_API peel_status peel_cases_close(peel_cases_reader *reader);

#ifdef __cplusplus
}
#endif

#endif
