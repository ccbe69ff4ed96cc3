/*
 * A naive reader of CSV, which has the whole text before it and counts every place from its start. It knows two bytes
 * that are no letters: FF in UTF-8, 81 in Windows-1252.
 */
#ifndef SUPPORT_NAIVE_CSV_H
#define SUPPORT_NAIVE_CSV_H

#include <stddef.h>
#include <stdint.h>

#include <peel/status.h>

enum { longest = 8000, most = 512, flags = 32 };

struct text {
    unsigned char bytes[longest + 32];
    size_t size;
    int32_t encoding;
    unsigned char delimiter;
    unsigned wanted; /* a bit a field, of the rows after the first; none beyond the bits */
};

/* A field as the naive reader finds it, and a row with the first and last of its fields. */
struct naive_field {
    size_t begins;
    char *text; /* in `texts` of the reader, without a 0 byte */
    size_t length;
    int quoted;
};

struct naive {
    const struct text *text;
    size_t at;
    size_t row_begins, row_ends; /* the byte after its last one, without the line end */
    struct naive_field fields[most];
    size_t n;
    char texts[longest + 32];
    peel_status fault, fatal;
    size_t faulty; /* the field of either, counted from 0 */
    size_t rows;
    size_t marks; /* passed over before rows, or fatal there: the only ones that are in no field */
};

int64_t line_of(const struct text *text, size_t at);

/* In the line, or in what of it belongs to the row: marks before a row are not counted. */
int64_t column_of(const struct text *text, size_t row_begins, size_t at);

/* Whether the field's text is wanted in the row being read: in the first row every one is. */
int naive_wants(const struct naive *naive, size_t field);

/* Reads the next row. Returns 0 at the end of the text. */
int naive_read_row(struct naive *naive);

/* Whether a row before the first one is all of Excel's line: "sep=;". */
int naive_says_delimiter(const struct naive *naive);

#endif
