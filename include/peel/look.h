/*
 * A look at a text in CSV before it is counted: which columns it has, and what each seems to hold. Nothing is decided by it: the
 * caller writes the plan.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     peel_look_open(NULL, &look, &error);
 *     while ((size = fread(bytes, 1, sizeof bytes, file)) > 0) peel_look_feed(look, bytes, size, &error);
 *     peel_look_finish(look, &error);
 *     for (size_t i = 0; peel_look_column_at(look, i, &column) == PEEL_OK; i++) ...
 *     peel_look_close(look);
 */
#ifndef PEEL_LOOK_H
#define PEEL_LOOK_H

#include <stddef.h>
#include <stdint.h>

#include <peel/cases_plan.h>
#include <peel/status.h>
#include <peel/tally.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a column seems to hold: the first of these that all its filled cells fit. */
#define PEEL_HOLDS(X)                                                                                                  \
    X(HOLDS_NOTHING, 0, "nothing")     /* every cell is blank */                                                       \
    X(HOLDS_ANSWERS, 1, "answers")     /* usual words of an answer: yes, no, n/a */                                    \
    X(HOLDS_DATES, 2, "dates")         /* dates, with or without a time of day, or months */                           \
    X(HOLDS_DURATIONS, 3, "durations") /* or times of day: 09:58 may be either */                                      \
    X(HOLDS_NUMBERS, 4, "numbers")                                                                                     \
    X(HOLDS_GROUPS, 5, "groups") /* up to 1,000 different texts, each twice on average: they could group the cases */  \
    X(HOLDS_TEXT, 6, "text")

#define PEEL_HOLDS_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_HOLDS(PEEL_HOLDS_CONSTANT) PEEL_HOLDS_END_ = 7 };
#undef PEEL_HOLDS_CONSTANT

/* A zeroed struct with its size set is the default. It grows at the end. */
typedef struct peel_look_options {
    size_t size; /* sizeof(peel_look_options) */
    peel_allocator allocator;
    int32_t encoding;  /* PEEL_ENCODING_...; 0: UTF-8 */
    int32_t delimiter; /* ',', ';', '\t' or '|'; 0: that which the first line has most of */
    size_t max_field;  /* as peel_cases_plan */
    size_t max_fields;
    size_t max_rows; /* rows to look at, the rest is passed over; 0: all */
} peel_look_options;

enum { PEEL_LOOK_EXAMPLES = 6 };

/* A column. Texts are UTF-8 and live until the look is closed. Frozen. */
typedef struct peel_look_column {
    const char *name; /* as the first row writes it, trimmed */
    int64_t filled;
    int64_t blank;
    int64_t different; /* different texts in it, up to 1,000; 1,001: more, or 8 MiB of them in all columns */
    int32_t holds;     /* PEEL_HOLDS_... */
    int32_t example_n; /* how many examples */
    /* Different texts, the most frequent first where all are known, else as first seen: up to 191 bytes of each. */
    const char *example[PEEL_LOOK_EXAMPLES];
    int64_t example_cells[PEEL_LOOK_EXAMPLES]; /* how often each */
    int64_t totals_rows; /* rows of totals that begin in this column: a filter on it passes them over */
    int32_t nearly; /* of groups and text: HOLDS_ANSWERS or HOLDS_DATES where 9 in 10 of the cells fit; 0: neither */
    int32_t odd;    /* how many do not, up to 1,000: where there are more, nearly is 0, and then this is */
} peel_look_column;

/* The text as a whole. Frozen. */
typedef struct peel_look_summary {
    int64_t rows;      /* looked at, below the first row */
    int64_t set_aside; /* of them, those that cannot be read */
    int64_t blank_lines;
    int64_t repeated_headers;
    int64_t columns;
    int32_t delimiter;   /* the one in use */
    int32_t layout;      /* the PEEL_LAYOUT_... whose columns the text has; 0: none */
    peel_error first;    /* of the rows set aside; status 0: none was */
    int64_t totals_rows; /* rows whose first filled cell is a word of totals, as in cases.h: they are in no column */
    uint64_t reserved[3];
} peel_look_summary;

/* Looks at one text. One handle, one thread at a time. */
typedef struct peel_look peel_look;

/*
 * A look at one text.
 *
 * options: NULL is the default. look: the new handle, to be closed; untouched on failure. error: filled on failure; may be NULL.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_OPTIONS_SIZE, PEEL_ERROR_PLAN (a delimiter that is none), PEEL_ERROR_ALLOCATOR,
 * PEEL_ERROR_ENCODING_OPTION, PEEL_ERROR_MEMORY. Since 0.1.0.
 */
PEEL_API peel_status peel_look_open(const peel_look_options *options, peel_look **look, peel_error *error);

/*
 * Hands it the next bytes, in pieces of any size.
 *
 * bytes: `size` of them, not kept; NULL only for size 0. error: filled on failure; may be NULL. Statuses of a text that cannot be
 * read on: PEEL_ERROR_ENCODING and PEEL_ERROR_NUL_BYTE in the first row, PEEL_ERROR_ENCODING for the byte order mark of another
 * encoding before any row, PEEL_ERROR_QUOTE in the first row or in a field that has run over a line end, PEEL_ERROR_MEMORY,
 * PEEL_ERROR_FIELD_TOO_LONG, PEEL_ERROR_TOO_MANY_FIELDS; PEEL_ERROR_NULL, PEEL_ERROR_STATE after the end. Since 0.1.0.
 */
PEEL_API peel_status peel_look_feed(peel_look *look, const void *bytes, size_t size, peel_error *error);

/*
 * Says that the text is at its end. error: filled on failure; may be NULL. Statuses: those of peel_look_feed;
 * PEEL_ERROR_NO_HEADER, PEEL_ERROR_QUOTE. Since 0.1.0.
 */
PEEL_API peel_status peel_look_finish(peel_look *look, peel_error *error);

/* The text as a whole. summary: untouched on failure. Statuses: PEEL_ERROR_NULL, PEEL_ERROR_STATE before the end. Since 0.1.0. */
PEEL_API peel_status peel_look_count(const peel_look *look, peel_look_summary *summary);

/*
 * One column. index: 0 to columns - 1. column: untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_INDEX, PEEL_ERROR_STATE before the end. Since 0.1.0.
 */
PEEL_API peel_status peel_look_column_at(const peel_look *look, size_t index, peel_look_column *column);

/* Releases it and its texts. look: may be NULL. Statuses: none, always PEEL_OK. Since 0.1.0. */
PEEL_API peel_status peel_look_close(peel_look *look);

/* What a column holds, as in "dates". Returns: a constant string; NULL where none has that number. Since 0.1.0. */
PEEL_API const char *peel_holds_name(int32_t holds);

#ifdef __cplusplus
}
#endif

#endif
