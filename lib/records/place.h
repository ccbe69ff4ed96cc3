/* Where in a text a byte stands. */
#ifndef RECORDS_PLACE_H
#define RECORDS_PLACE_H

#include <stddef.h>
#include <stdint.h>

struct place {
    int64_t line;   /* counted from 1 */
    int64_t column; /* the character of the line, counted from 1 */
    int after_cr;   /* the byte before was CR: LF then ends no further line */
};

int is_line_end(unsigned char byte);

/* The place after these bytes, in an encoding PEEL_ENCODING_... A line ends at LF, CR LF or CR. */
struct place place_after(struct place place, const unsigned char *bytes, size_t size, int32_t encoding);

#endif
