/*
 * A row being read: its fields as UTF-8, its faults, and where its bytes stand, for whoever asks for the place of a field.
 * What finds the ends of fields in the bytes (csv.c, with libcsv) is another matter, and could be another one.
 */
#ifndef RECORDS_CSV_BUILD_H
#define RECORDS_CSV_BUILD_H

#include "records/csv.h"
#include "records/csv_scan.h"

struct csv_build {
    struct csv_options options; /* their delimiter is not 0 */
    char given;                 /* the delimiter as the caller gave it */
    peel_error fatal;           /* its status is PEEL_OK as long as the text can be read on */
    unsigned char *wanted;      /* a flag a field; NULL: all are */
    size_t wanted_n;
    const char *const *names; /* of the fields; NULL: not asked */
    size_t names_n;
    int64_t line;         /* being read, counted from 1 */
    int any_row;          /* one was delivered that is not blank */
    unsigned char before; /* the last byte that is gone; 0: none */

    int64_t row_line; /* where the row begins */
    int begun;        /* it has bytes in an earlier block */
    int plain;        /* all of its bytes so far are ASCII, and none is 0 */
    int ended;        /* all of its fields are taken */
    int says_names;   /* no field so far is known to say another name than its own */
    int filled;       /* a field of it has had more than spaces */
    int skipping;     /* to the line's end, after a quotation mark out of place */
    peel_error fault; /* the first of the row */
    struct csv_field *fields;
    size_t n;
    size_t fields_room;
    char *text; /* the wanted fields one after another, each ended by a 0 byte */
    size_t used;
    size_t text_room;

    /* Where the fields begin: those of earlier blocks as found, those of this one yet to be found in its bytes. */
    struct csv_scan scan;
    struct csv_place *places; /* of the fields before scan.index */
    size_t places_room;
    const unsigned char *rest;
    const unsigned char *rest_end; /* of the line that is parsed */
};

/* A first row, in line 1. */
void build_open(struct csv_build *build, const struct csv_options *options);
void build_close(struct csv_build *build);

/* The row is over, and another one begins in the line build->line, with the byte at `rest`. */
void build_begin(struct csv_build *build, const unsigned char *rest);

/* Bytes are at hand from `rest` on, which go on with the row; they are gone. What cannot be told then is kept. */
void build_bytes(struct csv_build *build, const unsigned char *rest);
void build_bytes_gone(struct csv_build *build);

/* Room for the texts of fields that have `size` bytes together with their delimiters. */
int build_reserve(struct csv_build *build, size_t size);

/* Whether the caller wants the text of a field. */
int build_wants(const struct csv_build *build, size_t field);

/* Whether the text of a field is looked into: the caller wants it, or it may be a name with a quotation mark. */
int build_reads(const struct csv_build *build, size_t field);

/* Takes the next field, without its quotation marks; nothing once the text cannot be read on. */
void build_take(struct csv_build *build, const unsigned char *bytes, size_t length);

/* The same, as libcsv calls it. */
void build_field(void *bytes, size_t length, void *build);

/* Hands the row over. What the caller says of it may be fatal. */
void build_deliver(struct csv_build *build);

/* csv_reader_want */
peel_status build_want(struct csv_build *build, const unsigned char *wanted, size_t n);

/* The place of a field that has begun. */
struct csv_place build_place(const struct csv_build *build, size_t field);

/* What is fatal at the field being read. */
void build_fail_memory(struct csv_build *build);
void build_fail_length(struct csv_build *build);
void build_fail_open_quote(struct csv_build *build);

/* A quotation mark out of place, at hand in the field being read: the fault of its row, or fatal.
 * The row is skipped from there on. */
void build_stray_quote(struct csv_build *build, const unsigned char *quote);

#endif
