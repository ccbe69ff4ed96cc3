/* Which delimiter parts a text. */
#include <string.h>

#include "records/encoding.h"
#include "records/look_reader.h"
#include "records/place.h"

/* A quotation mark opens or closes: doubled ones do both. */
int look_through(struct look_line *line, const unsigned char *bytes, size_t size) {
    for (size_t i = 0; i < size; i++) {
        const unsigned char byte = bytes[i];
        const char *const found = byte == '\0' ? NULL : strchr(csv_delimiters, byte);
        if (byte == '"') line->quoted = !line->quoted;
        if (line->quoted) continue;
        if (is_line_end(byte)) {
            if (line->filled) return 1;
        } else if (byte != ' ' && !memchr(utf_8_mark, byte, byte_order_mark_size)) {
            line->filled = 1; /* if by delimiters alone, as spreadsheets leave an empty row, these are the right ones */
            if (found) line->count[found - csv_delimiters]++;
        }
    }
    return 0;
}

char look_delimiter(const struct look_line *line) {
    size_t most = 0;
    for (size_t i = 1; i < csv_delimiters_n; i++)
        if (line->count[i] > line->count[most]) most = i;
    return csv_delimiters[most];
}
