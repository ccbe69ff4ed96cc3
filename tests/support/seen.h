/* What the push reader of CSV hands over of a text, with at most 40 bytes a field and 6 fields a row. */
#ifndef SUPPORT_SEEN_H
#define SUPPORT_SEEN_H

#include <stddef.h>
#include <stdint.h>

#include <peel/status.h>

enum { rows_max = 16, fields_max = 8, text_max = 64 };

struct seen_field {
    char text[text_max];
    size_t length;
    int64_t line, column;
    int quoted;
};

struct seen_row {
    struct seen_field fields[fields_max];
    size_t n;
    int64_t line, last_line;
    peel_error fault; /* status PEEL_OK where there is none */
};

struct seen {
    struct seen_row rows[rows_max];
    size_t n;
    peel_status status;
    peel_error error;
};

/* What came of a text, to be freed. Fails the test where another size of piece gives something else. */
struct seen *see_bytes(const char *text, size_t size, int32_t encoding);

/* The same of a text in UTF-8 ended by a 0 byte. */
struct seen *see(const char *text);

/* They fail the test where a field or a fault is another one or stands elsewhere. */
void expect_field(const struct seen *seen, size_t row, size_t field, const char *text, int64_t line, int64_t column);
void expect_fault(const peel_error *fault, peel_status status, int64_t line, int64_t column, int32_t field);

#endif
