/*
 * Where the fields of a row begin. libcsv keeps no place, and few are asked for: a row's bytes are gone through a second
 * time for them. The bytes may come in pieces. A row with a stray quotation mark is known as far as that mark.
 */
#ifndef RECORDS_CSV_SCAN_H
#define RECORDS_CSV_SCAN_H

#include "records/csv.h"
#include "records/place.h"

enum csv_scan_state { scan_spaces, scan_bare, scan_quoted, scan_closed };

struct csv_scan {
    struct place place;        /* of the next byte */
    size_t index;              /* of the field, counted from 0 */
    struct csv_place field;    /* where it begins */
    enum csv_scan_state state; /* in it: only spaces yet, a bare text, between quotation marks, behind a closing one */
    int ended;                 /* by a delimiter: the next byte begins another field */
    int quotes;                /* a field of the row is quoted */
};

/* A row that begins in a line. */
struct csv_scan csv_scan_begin(int64_t line);

/* Goes on as far as the end of one field, which may be another one than before, or of the bytes. How many it took. */
size_t csv_scan_field(struct csv_scan *scan, const unsigned char *bytes, size_t size,
                      const struct csv_options *options);

#endif
