/* The first row of a text: the names of its columns, and what is said where one is missing or stands twice. */
#ifndef RECORDS_HEADER_H
#define RECORDS_HEADER_H

#include <stddef.h>

#include "records/csv.h"
#include "records/memory.h"

/* Zeroed: not read yet. */
struct header {
    const char **names; /* trimmed, as written */
    size_t n;           /* 0: not read yet */
    size_t room;
};

/*
 * Keeps the names of the first row, in an arena that lives as long as they do. PEEL_OK; PEEL_ERROR_MEMORY or the row's own fault,
 * with its error.
 */
peel_status header_read(struct header *header, struct arena *texts, const peel_allocator *allocator,
                        const struct csv_row *row, peel_error *error);

/*
 * Whether a column is the one that is meant: in ASCII letters of either case, and any spaces and line breaks between words being one
 * space, for a spreadsheet's name with a line break in it cannot be typed.
 */
int header_names_equal(const char *a, const char *b);

/* The errors of a text name the columns of its first row: fills error->name from error->field. */
void header_name_column(const struct header *header, peel_error *error);

/* A column that stands twice, as the fields `before` and `number`, counted from 1. */
peel_status header_repeated(const struct header *header, const struct csv_row *row, size_t before, size_t number,
                            peel_error *error);

/*
 * A column that is needed and missing: what may be the matter, and which ones there are.
 * delimiter: the one in use, where the caller can choose another one; 0: the comma, and no other.
 */
peel_status header_missing(const struct header *header, const struct csv_row *row, const char *name, char delimiter,
                           peel_error *error);

#endif
