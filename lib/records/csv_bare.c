#include "records/csv_bare.h"

#include <string.h>

static int is_space(unsigned char byte) {
    return byte == ' ' || byte == '\t';
}

/* A field without the spaces and tabs around it. */
static void take_field(struct csv_build *build, const unsigned char *bytes, const unsigned char *end) {
    while (bytes < end && is_space(*bytes))
        bytes++;
    while (bytes < end && is_space(end[-1]))
        end--;
    build_take(build, bytes, (size_t)(end - bytes));
}

const unsigned char *take_bare_fields(struct csv_build *build, const unsigned char *line, const unsigned char *end,
                                      const unsigned char *quote) {
    const unsigned char *text_end = end;
    const unsigned char *at = line;
    while (text_end > line && is_line_end(text_end[-1]))
        text_end--;
    const unsigned char *const bare_end = quote < text_end ? quote : text_end;
    for (;;) {
        const unsigned char *const delimiter = memchr(at, build->options.delimiter, (size_t)(bare_end - at));
        if (!delimiter) break;
        take_field(build, at, delimiter);
        at = delimiter + 1;
    }
    if (bare_end < text_end) return at;
    while (at < text_end && is_space(*at))
        at++;
    if (build->n > 0 || at < text_end) take_field(build, at, text_end); /* a line of spaces alone has no field */
    build->ended = 1;
    return end;
}
