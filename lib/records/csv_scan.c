#include "records/csv_scan.h"

struct csv_scan csv_scan_begin(int64_t line) {
    return (struct csv_scan){.place = {line, 1, 0}, .field = {line, 1, 0}};
}

/* The states of libcsv, as far as they tell which delimiters end a field. Returns whether this byte does. */
static int step(struct csv_scan *scan, unsigned char byte, unsigned char delimiter) {
    const int ends = byte == delimiter && scan->state != scan_quoted;
    if (ends) return 1;
    switch (scan->state) {
    case scan_spaces:
        if (byte == ' ' || byte == '\t' || is_line_end(byte)) break;
        scan->state = byte == '"' ? scan_quoted : scan_bare;
        scan->field.quoted = byte == '"';
        scan->quotes |= scan->field.quoted;
        break;
    case scan_quoted:
        if (byte == '"') scan->state = scan_closed;
        break;
    case scan_closed:
        if (byte == '"') scan->state = scan_quoted; /* the second of a doubled one */
        break;
    default: break;
    }
    return 0;
}

size_t csv_scan_field(struct csv_scan *scan, const unsigned char *bytes, size_t size,
                      const struct csv_options *options) {
    size_t at = 0;
    if (scan->ended) {
        scan->index++;
        scan->field = (struct csv_place){scan->place.line, scan->place.column, 0};
        scan->state = scan_spaces;
        scan->ended = 0;
    }
    while (at < size && !scan->ended)
        scan->ended = step(scan, bytes[at++], (unsigned char)options->delimiter);
    scan->place = place_after(scan->place, bytes, at, options->encoding);
    return at;
}
