/*
 * A push reader of CSV: bytes in pieces of any size, whole rows out, each field with its place. Every format of records
 * stands on it. What scans the bytes is hidden behind it, so that another scanner could take its place.
 */
#ifndef RECORDS_CSV_H
#define RECORDS_CSV_H

#include <stddef.h>
#include <stdint.h>

#include <peel/status.h>
#include <peel/tally.h>

struct csv_build;
struct csv_reader;

/* A field in UTF-8, ended by a 0 byte, with no other one in a row without fault. The text may be cut in place. */
struct csv_field {
    char *text; /* NULL where the field is not wanted */
    size_t length;
};

/*
 * A row, alive until the call that hands it over returns. A line that holds nothing but spaces, no-break spaces and
 * delimiters is a row of no fields and no fault: spreadsheets write ",,," for an empty row. Excel's line "sep=;" before the first
 * row is none at all, and is not handed over: the delimiter is the caller's to say. Byte order marks of UTF-8 before any row are
 * no letters of it: the first one is what texts begin with, the others are left where such texts are put together.
 */
struct csv_row {
    const struct csv_field *fields;
    size_t n;                      /* of all fields, wanted or not */
    int64_t line;                  /* where the row begins */
    int64_t last_line;             /* where it ends */
    int says_names;                /* 0: some field says another name than its own; see csv_reader_name */
    const peel_error *fault;       /* NULL, or why the row cannot be read; its fields are then not to be used */
    const struct csv_build *build; /* for csv_field_place */
};

/* Where a field begins: the character after the delimiter, be it a space or a quotation mark. Counted from 1. */
struct csv_place {
    int64_t line;
    int64_t column;
    int quoted;
};

/* The delimiters that there are. */
enum { csv_delimiters_n = 4 };
extern const char csv_delimiters[csv_delimiters_n + 1];
int csv_is_delimiter(int32_t byte);

struct csv_options {
    peel_allocator allocator;
    int32_t encoding;
    char delimiter;    /* no letter, space, quotation mark or line end; 0: the comma */
    size_t max_field;  /* bytes of a field as it stands in the text */
    size_t max_fields; /* of a row */
    /* Takes a row. A status other than PEEL_OK, with its error, ends the reading for good. */
    peel_status (*row)(void *context, const struct csv_row *row, peel_error *error);
    void *context;
};

/* Sets the limits as a caller gives them: 0 stands for the usual one, and a huge one for the most there can be. */
void csv_options_limit(struct csv_options *options, size_t max_field, size_t max_fields);

/* PEEL_ERROR_MEMORY, or PEEL_OK with a reader to be closed. */
peel_status csv_reader_open(const struct csv_options *options, struct csv_reader **reader);

/*
 * The next bytes, and the end of the text. A text that cannot be read on gives the same status for ever.
 * A quotation mark out of place, in a field that has run over no line end, is the fault of its row, which then ends at
 * the line's end; in a field that has run over a line end it is fatal, for rows may have been swallowed.
 */
peel_status csv_reader_feed(struct csv_reader *reader, const void *bytes, size_t size, peel_error *error);
peel_status csv_reader_finish(struct csv_reader *reader, peel_error *error);

/*
 * Says, while a row is handed over and at no other time, which fields of the rows after it are wanted: those i < n with
 * wanted[i] != 0. All others are counted and may not be too long, but are not looked into: what is no letter in them
 * costs no row. Without this call all are wanted. PEEL_OK or PEEL_ERROR_MEMORY, after which it is as before.
 */
peel_status csv_reader_want(struct csv_reader *reader, const unsigned char *wanted, size_t n);

/*
 * Says, at the same time, what the fields are called, as cells, so that a row that says these names once more can be told: one whose
 * says_names is not 0 and whose wanted fields are their names. names: n of them, which live as long as the reader.
 */
void csv_reader_name(struct csv_reader *reader, const char *const *names, size_t n);

/* The place of a field of a row without fault, wanted or not, by going through the row once more: meant for faults. */
struct csv_place csv_field_place(const struct csv_row *row, size_t field);

/* 1 once csv_reader_finish has succeeded. */
int csv_reader_finished(const struct csv_reader *reader);

void csv_reader_close(struct csv_reader *reader);

#endif
