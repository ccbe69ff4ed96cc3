/*
 * Tallies: a text in CSV with a row a sample, as auditors keep them, read into samples.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first row names the columns, in any order and in either case: `criterion` is needed, and `met` and `assessed`
 * unless there is a column `reported` and neither of them. `area`, `force`, `period`, `population`, `counts` (met or
 * failures: what the column `met` counts in that row; blank is met), `target` and `note` are known; any other column
 * is passed over. Every row has as many fields as the first. Around a text, spaces, no-break spaces and line ends do
 * not count; a cell of nothing else is blank.
 *
 * A row with met and assessed is a sample, and keeps `reported` if there is one. A row with `reported` and no counts
 * is a reported rate. A row with neither is a criterion that was not measured. A row that cannot be read is set aside
 * with its fault; the others are kept. Nothing is lost: rows = samples + reported + unmeasured + set_aside. A line of
 * nothing but spaces, no-break spaces and commas, as spreadsheets leave them, is no row; it is counted in blank_lines.
 * Excel's line "sep=," before the first row is passed over, and a byte order mark of UTF-8 before any row.
 *
 * Counts are digits, in groups of three by commas or without: 1234 or 1,234. Percentages are of at most 15 digits:
 * 80.6%, 80.6, 94 percent. From above 0 to 1 they need their sign, for 0.9 may mean 90%. A row with a quotation mark
 * out of place is set aside up to the end of its line; where the field has already run over a line end, rows may have
 * been swallowed, and the text cannot be read on.
 *
 *     peel_tally_reader *reader;
 *     peel_tally_open(NULL, &reader, &error);
 *     while ((size = fread(bytes, 1, sizeof bytes, file)) > 0) peel_tally_feed(reader, bytes, size, &error);
 *     peel_tally_finish(reader, &error);
 *     for (size_t i = 0; peel_tally_row(reader, i, &row) == PEEL_OK; i++) ...
 *     peel_tally_close(reader);
 */
#ifndef PEEL_TALLY_H
#define PEEL_TALLY_H

#include <stddef.h>
#include <stdint.h>

#include <peel/sample.h>
#include <peel/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The caller's memory. All three functions NULL: malloc, realloc and free. They behave as those do. */
typedef struct peel_allocator {
    void *(*allocate)(void *context, size_t size);
    void *(*resize)(void *context, void *memory, size_t size);
    void (*release)(void *context, void *memory);
    void *context; /* handed to each of them */
} peel_allocator;

/* How the bytes of a text stand for letters. */
#define PEEL_ENCODINGS(X)                                                                                              \
    X(ENCODING_UTF_8, 0, "utf-8")                                                                                      \
    X(ENCODING_WINDOWS_1252, 1, "windows-1252")

#define PEEL_ENCODING_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_ENCODINGS(PEEL_ENCODING_CONSTANT) PEEL_ENCODING_END_ = 2 };
#undef PEEL_ENCODING_CONSTANT

/* What the column `met` counts in a row, as printed: in the sample it has become met. */
#define PEEL_COUNTS(X)                                                                                                 \
    X(COUNTS_MET, 0, "met")                                                                                            \
    X(COUNTS_FAILURES, 1, "failures")

#define PEEL_COUNTS_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_COUNTS(PEEL_COUNTS_CONSTANT) PEEL_COUNTS_END_ = 2 };
#undef PEEL_COUNTS_CONSTANT

/* What a row holds. */
#define PEEL_TALLY_KINDS(X)                                                                                            \
    X(TALLY_SAMPLE, 1, "sample")                                                                                       \
    X(TALLY_REPORTED, 2, "reported")                                                                                   \
    X(TALLY_UNMEASURED, 3, "unmeasured")

#define PEEL_TALLY_KIND_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_TALLY_KINDS(PEEL_TALLY_KIND_CONSTANT) PEEL_TALLY_KIND_END_ = 4 };
#undef PEEL_TALLY_KIND_CONSTANT

/* A zeroed struct with its size set is the default. It grows at the end. */
typedef struct peel_tally_options {
    size_t size;              /* sizeof(peel_tally_options) */
    peel_allocator allocator; /* where the rows are kept */
    int32_t encoding;         /* PEEL_ENCODING_...; 0: UTF-8, with or without a byte order mark */
    uint32_t reserved;        /* 0 */
    size_t max_field;         /* bytes of the longest field; 0: 65,536 */
    size_t max_fields;        /* fields of a row; 0: 1,024 */
    size_t max_rows;          /* rows below the first; 0: no limit */
} peel_tally_options;

/* A row as read. Texts are UTF-8, trimmed, "" where blank or without a column, and live until the reader is closed.
 * Frozen. */
typedef struct peel_tally {
    int64_t line;          /* the line of the text where the row begins, counted from 1 */
    peel_sample sample;    /* all 0 unless kind is PEEL_TALLY_SAMPLE (population may be known in any kind) */
    int32_t kind;          /* PEEL_TALLY_... */
    int32_t counts;        /* PEEL_COUNTS_...: what the row's column `met` counted */
    double target;         /* the rate that ought to be reached, a proportion; NaN where blank */
    const char *criterion; /* never "" */
    const char *area;
    const char *force;
    const char *period;
    const char *reported; /* as printed, as in "80.6%"; checked to be a percentage; may stand beside a sample */
    const char *note;
    uint64_t reserved[2]; /* 0 */
} peel_tally;

/* What became of every row below the first: rows = samples + reported + unmeasured + set_aside. Frozen. */
typedef struct peel_tally_summary {
    int64_t rows;
    int64_t samples;
    int64_t reported;
    int64_t unmeasured;
    int64_t set_aside;
    int64_t blank_lines;  /* lines of nothing but spaces, no-break spaces and commas, which are no rows */
    uint64_t reserved[2]; /* 0 */
} peel_tally_summary;

/* Reads one text. One handle, one thread at a time. */
typedef struct peel_tally_reader peel_tally_reader;

/*
 * A reader for one text of tallies.
 *
 * options: NULL is the default. reader: the new handle, to be closed; untouched on failure. error: filled on failure;
 * may be NULL. Statuses: PEEL_ERROR_NULL, PEEL_ERROR_OPTIONS_SIZE, PEEL_ERROR_RESERVED, PEEL_ERROR_ALLOCATOR,
 * PEEL_ERROR_ENCODING_OPTION, PEEL_ERROR_MEMORY. Since 0.1.0.
 */
PEEL_API peel_status peel_tally_open(const peel_tally_options *options, peel_tally_reader **reader, peel_error *error);

/*
 * Hands the reader the next bytes, in pieces of any size: the answer does not depend on where a text is cut.
 *
 * bytes: `size` of them, which the reader does not keep; NULL only for size 0. error: filled on failure; may be NULL.
 * Statuses of a text that cannot be read on (every later feed or finish returns the same one):
 * PEEL_ERROR_MISSING_COLUMN, PEEL_ERROR_REPEATED_COLUMN, PEEL_ERROR_ENCODING and PEEL_ERROR_NUL_BYTE in the first row,
 * PEEL_ERROR_ENCODING for the byte order mark of another encoding before any row, PEEL_ERROR_QUOTE in the first row or in a field that
 * has run over a line end, PEEL_ERROR_MEMORY, PEEL_ERROR_FIELD_TOO_LONG, PEEL_ERROR_TOO_MANY_FIELDS,
 * PEEL_ERROR_TOO_MANY_ROWS. Statuses after which the reader is as before: PEEL_ERROR_NULL, PEEL_ERROR_STATE after
 * peel_tally_finish has succeeded. Since 0.1.0.
 */
PEEL_API peel_status peel_tally_feed(peel_tally_reader *reader, const void *bytes, size_t size, peel_error *error);

/*
 * Says that the text is at its end. Rows can be read after this, and only after this.
 *
 * error: filled on failure; may be NULL.
 * Statuses: those of peel_tally_feed; PEEL_ERROR_NO_HEADER for a text without a first row; PEEL_ERROR_QUOTE where a
 * quotation mark never ends, at the place where it began. Since 0.1.0.
 */
PEEL_API peel_status peel_tally_finish(peel_tally_reader *reader, peel_error *error);

/*
 * How many rows were read and what became of them.
 *
 * summary: untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_STATE before peel_tally_finish has succeeded. Since 0.1.0.
 */
PEEL_API peel_status peel_tally_count(const peel_tally_reader *reader, peel_tally_summary *summary);

/*
 * One kept row, in the order of the text.
 *
 * index: 0 to rows - set_aside - 1. row: untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_INDEX, PEEL_ERROR_STATE before peel_tally_finish has succeeded. Since 0.1.0.
 */
PEEL_API peel_status peel_tally_row(const peel_tally_reader *reader, size_t index, peel_tally *row);

/*
 * One row that was set aside: where it stands, what is wrong, what to do.
 *
 * index: 0 to set_aside - 1, in the order of the text. error: untouched on failure; its status is one of
 * PEEL_ERROR_FIELD_COUNT, PEEL_ERROR_NOT_A_COUNT, PEEL_ERROR_NOT_A_PERCENTAGE, PEEL_ERROR_UNKNOWN_WORD,
 * PEEL_ERROR_HALF_A_SAMPLE, PEEL_ERROR_NO_CRITERION, PEEL_ERROR_ENCODING, PEEL_ERROR_QUOTE, PEEL_ERROR_NUL_BYTE, or a
 * status of peel_sample_check. Its line and column are where the field begins; its name is the column as the first row
 * writes it.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_INDEX, PEEL_ERROR_STATE before peel_tally_finish has succeeded. Since 0.1.0.
 */
PEEL_API peel_status peel_tally_set_aside(const peel_tally_reader *reader, size_t index, peel_error *error);

/*
 * Releases the reader and the texts of its rows. reader: may be NULL.
 * Statuses: none, always PEEL_OK. Since 0.1.0.
 */
PEEL_API peel_status peel_tally_close(peel_tally_reader *reader);

#ifdef __cplusplus
}
#endif

#endif
