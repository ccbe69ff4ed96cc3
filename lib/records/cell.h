/* What stands in a field: its text without the spaces around it. */
#ifndef RECORDS_CELL_H
#define RECORDS_CELL_H

#include <stddef.h>

#include "records/csv.h"

/* Ended by a 0 byte, which is not counted. A blank cell is "". */
struct cell {
    const char *text;
    size_t length;
};

/* A text without the spaces, tabs, line ends and no-break spaces around it, which its length alone ends. */
struct cell cell_trimmed(const char *text, size_t length);

/* The text of a field without these, cut in place. */
struct cell cell_of(const struct csv_field *field);

#endif
