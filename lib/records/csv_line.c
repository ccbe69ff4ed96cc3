#include "records/csv_line.h"

#include <string.h>

static const unsigned char *find(const unsigned char *bytes, const unsigned char *end, char byte) {
    return memchr(bytes, byte, (size_t)(end - bytes));
}

static int is_space(unsigned char byte) {
    return byte == ' ' || byte == '\t';
}

/* A field without the spaces and tabs around it. */
static void take_bare(struct csv_build *build, const unsigned char *bytes, const unsigned char *end) {
    while (bytes < end && is_space(*bytes))
        bytes++;
    while (bytes < end && is_space(end[-1]))
        end--;
    build_take(build, bytes, (size_t)(end - bytes));
}

/*
 * A field whose first quotation mark is at `quote`. Returns its end, at its delimiter or at the end of the text; NULL where it
 * is not to be taken here, and is not.
 */
static const unsigned char *take_quoted(struct csv_build *build, const unsigned char *field, const unsigned char *quote,
                                        const unsigned char *text_end) {
    const unsigned char delimiter = (unsigned char)build->options.delimiter;
    int doubled = 0;
    while (field < quote && is_space(*field))
        field++;
    if (field < quote) return NULL;
    const unsigned char *closing = find(quote + 1, text_end, '"');
    for (; closing && closing + 1 < text_end && closing[1] == '"'; closing = find(closing + 2, text_end, '"'))
        doubled = 1;
    if (!closing || (doubled && build_reads(build, build->n))) return NULL;
    const unsigned char *end = closing + 1;
    while (end < text_end && is_space(*end) && *end != delimiter)
        end++;
    if (end < text_end && *end != delimiter) return NULL;
    build_take(build, quote + 1, (size_t)(closing - quote - 1));
    return end;
}

/* The last field, without quotation marks. A line of spaces alone has none. */
static void take_last(struct csv_build *build, const unsigned char *bytes, const unsigned char *end) {
    while (bytes < end && is_space(*bytes))
        bytes++;
    if (build->n > 0 || bytes < end) take_bare(build, bytes, end);
}

const unsigned char *take_whole_line(struct csv_build *build, const unsigned char *line, const unsigned char *end) {
    const unsigned char *text_end = end;
    while (text_end > line && is_line_end(text_end[-1]))
        text_end--;
    const unsigned char *field = line;
    const unsigned char *quote = find(line, text_end, '"');
    for (;;) {
        const unsigned char *field_end = find(field, quote ? quote : text_end, build->options.delimiter);
        if (field_end) {
            take_bare(build, field, field_end);
        } else if (quote) {
            field_end = take_quoted(build, field, quote, text_end);
            if (!field_end) return field;
            if (field_end == text_end) break;
            quote = find(field_end, text_end, '"');
        } else {
            take_last(build, field, text_end);
            break;
        }
        field = field_end + 1;
    }
    build->ended = 1;
    return end;
}
