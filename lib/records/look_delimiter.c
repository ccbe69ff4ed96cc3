/* Which delimiter parts a text. */
#include <string.h>

#include "records/encoding.h"
#include "records/look_reader.h"
#include "records/place.h"

static const char delimiters[look_delimiters + 1] = ",;\t|";

/* A quotation mark opens or closes: doubled ones do both. */
int look_through(struct look_line *line, const unsigned char *bytes, size_t size) {
    for (size_t i = 0; i < size; i++) {
        const unsigned char byte = bytes[i];
        const char *const found = byte == '\0' ? NULL : strchr(delimiters, byte);
        if (byte == '"') line->quoted = !line->quoted;
        if (line->quoted) continue;
        if (is_line_end(byte)) {
            if (line->filled) return 1;
        } else if (byte != ' ' && !memchr(utf_8_mark, byte, byte_order_mark_size)) {
            line->filled = 1; /* if by delimiters alone, as spreadsheets leave an empty row, these are the right ones */
            if (found) line->count[found - delimiters]++;
        }
    }
    return 0;
}

char look_delimiter(const struct look_line *line) {
    size_t most = 0;
    for (size_t i = 1; i < look_delimiters; i++)
        if (line->count[i] > line->count[most]) most = i;
    return delimiters[most];
}

int look_is_delimiter(int32_t delimiter) {
    for (size_t i = 0; i < look_delimiters; i++)
        if (delimiter == delimiters[i]) return 1;
    return 0;
}
