/* What the files of the tally reader share. */
#ifndef RECORDS_TALLY_READER_H
#define RECORDS_TALLY_READER_H

#include <stddef.h>

#include <peel/tally.h>

#include "records/csv.h"
#include "records/header.h"
#include "records/memory.h"

/* The columns that have a meaning: X(constant, name). */
#define TALLY_COLUMNS(X)                                                                                               \
    X(criterion)                                                                                                       \
    X(met)                                                                                                             \
    X(assessed)                                                                                                        \
    X(area)                                                                                                            \
    X(force)                                                                                                           \
    X(period)                                                                                                          \
    X(population)                                                                                                      \
    X(counts)                                                                                                          \
    X(reported)                                                                                                        \
    X(target)                                                                                                          \
    X(note)

#define TALLY_COLUMN_CONSTANT(name) tally_##name,
enum tally_column { TALLY_COLUMNS(TALLY_COLUMN_CONSTANT) tally_columns };
#undef TALLY_COLUMN_CONSTANT

/* A row that was set aside; its column's name stands in the header. */
struct tally_fault {
    peel_status status;
    int32_t field;
    int64_t line;
    int64_t column;
    const char *message;
};

struct peel_tally_reader {
    peel_allocator allocator;
    size_t max_rows; /* 0: no limit */
    struct csv_reader *csv;
    struct arena texts;

    struct header header;
    size_t field_of[tally_columns]; /* counted from 1; 0: the text has no such column */

    peel_tally *rows;
    size_t rows_room;
    struct tally_fault *faults;
    size_t faults_room;
    peel_tally_summary summary;
};

/* The first row of the text: PEEL_OK, or the fatal fault in *error. */
peel_status tally_read_header(struct peel_tally_reader *reader, const struct csv_row *row, peel_error *error);

/*
 * A further row, as *tally, whose texts live as long as the reader; or the row's fault in *error, whose status is
 * returned. PEEL_ERROR_MEMORY is no fault of the row.
 */
peel_status tally_read_row(struct peel_tally_reader *reader, const struct csv_row *row, peel_tally *tally,
                           peel_error *error);

#endif
