#include "records/place.h"

#include <peel/tally.h>

int is_line_end(unsigned char byte) {
    return byte == '\n' || byte == '\r';
}

struct place place_after(struct place place, const unsigned char *bytes, size_t size, int32_t encoding) {
    for (size_t i = 0; i < size; i++) {
        if (is_line_end(bytes[i])) {
            place.line += bytes[i] == '\n' && place.after_cr ? 0 : 1;
            place.column = 1;
        } else if (encoding == PEEL_ENCODING_WINDOWS_1252 || (bytes[i] & 0xC0U) != 0x80U) {
            place.column++; /* not a further byte of a letter in UTF-8 */
        }
        place.after_cr = bytes[i] == '\r';
    }
    return place;
}
