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

/* A field in UTF-8, ended by a 0 byte, with no other one in a row without fault. The text may be cut in place. */
struct csv_field {
    char *text;
    size_t length;
    int64_t line;   /* where the field begins, both counted from 1; */
    int64_t column; /* the character after the delimiter, be it a space or a quotation mark */
    int quoted;
};

/*
 * A row, alive until the call that hands it over returns. A line that holds nothing but spaces, no-break spaces and
 * delimiters is a row of no fields and no fault: spreadsheets write ",,," for an empty row.
 */
struct csv_row {
    const struct csv_field *fields;
    size_t n;
    int64_t line;            /* where the row begins */
    int64_t last_line;       /* where it ends */
    const peel_error *fault; /* NULL, or why the row cannot be read; its fields are then not to be used */
};

struct csv_options {
    peel_allocator allocator;
    int32_t encoding;
    size_t max_field;  /* bytes of a field as it stands in the text */
    size_t max_fields; /* of a row */
    /* Takes a row. A status other than PEEL_OK, with its error, ends the reading for good. */
    peel_status (*row)(void *context, const struct csv_row *row, peel_error *error);
    void *context;
};

struct csv_reader;

/* PEEL_ERROR_MEMORY, or PEEL_OK with a reader to be closed. */
peel_status csv_reader_open(const struct csv_options *options, struct csv_reader **reader);

/*
 * The next bytes, and the end of the text. A text that cannot be read on gives the same status for ever.
 * A quotation mark out of place, in a field that has run over no line end, is the fault of its row, which then ends at
 * the line's end; in a field that has run over a line end it is fatal, for rows may have been swallowed.
 */
peel_status csv_reader_feed(struct csv_reader *reader, const void *bytes, size_t size, peel_error *error);
peel_status csv_reader_finish(struct csv_reader *reader, peel_error *error);

/* 1 once csv_reader_finish has succeeded. */
int csv_reader_finished(const struct csv_reader *reader);

void csv_reader_close(struct csv_reader *reader);

#endif
