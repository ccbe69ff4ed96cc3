#include "records/csv_build.h"

#include <string.h>

#include "base/text.h"
#include "records/cell.h"
#include "records/csv_fault.h"
#include "records/encoding.h"
#include "records/memory.h"

/* Where no byte is at hand. */
static const unsigned char nowhere[1];

static int fails(const struct csv_build *build) {
    return build->fatal.status != PEEL_OK;
}

int build_wants(const struct csv_build *build, size_t field) {
    return !build->wanted || (field < build->wanted_n && build->wanted[field]);
}

int build_reads(const struct csv_build *build, size_t field) {
    if (build_wants(build, field)) return 1;
    return build->says_names && field < build->names_n && strchr(build->names[field], '"');
}

const char csv_delimiters[] = ",;\t|";

int csv_is_delimiter(int32_t byte) {
    for (size_t i = 0; i < csv_delimiters_n; i++)
        if (byte == csv_delimiters[i]) return 1;
    return 0;
}

void build_open(struct csv_build *build, const struct csv_options *options) {
    *build = (struct csv_build){.options = *options, .given = options->delimiter, .line = 1};
    if (build->options.delimiter == '\0') build->options.delimiter = ',';
    build_begin(build, nowhere);
}

void build_close(struct csv_build *build) {
    const peel_allocator *const allocator = &build->options.allocator;
    memory_release(allocator, build->wanted);
    memory_release(allocator, build->fields);
    memory_release(allocator, build->text);
    memory_release(allocator, build->places);
}

void build_begin(struct csv_build *build, const unsigned char *rest) {
    build->row_line = build->line;
    build->begun = 0;
    build->plain = 1;
    build->ended = 0;
    build->says_names = build->names != NULL;
    build->filled = 0;
    build->skipping = 0;
    build->fault.status = PEEL_OK;
    build->n = 0;
    build->used = 0;
    build->scan = csv_scan_begin(build->line);
    build_bytes(build, rest);
}

/* --- places ------------------------------------------------------------------------------------------------------- */

void build_bytes(struct csv_build *build, const unsigned char *rest) {
    build->rest = rest;
    build->rest_end = rest;
}

/* The bytes of the row that are at hand and not gone through yet. */
static size_t rest_size(const struct csv_build *build) {
    return (size_t)(build->rest_end - build->rest);
}

struct csv_place build_place(const struct csv_build *build, size_t field) {
    struct csv_scan scan = build->scan;
    const size_t size = rest_size(build);
    size_t at = 0;
    if (field < scan.index) return build->places[field];
    while (scan.ended ? scan.index < field : at < size)
        at += csv_scan_field(&scan, build->rest + at, size - at, &build->options);
    return scan.field;
}

struct csv_place csv_field_place(const struct csv_row *row, size_t field) {
    return build_place(row->build, field);
}

void build_bytes_gone(struct csv_build *build) {
    if (rest_size(build) > 0) build->begun = 1;
    while (rest_size(build) > 0 && !build->skipping) {
        build->rest += csv_scan_field(&build->scan, build->rest, rest_size(build), &build->options);
        if (!build->scan.ended) continue;
        struct csv_place *const places = memory_grow(&build->options.allocator, build->places, &build->places_room,
                                                     build->scan.index + 1, sizeof *places);
        if (!places) {
            build_fail_memory(build);
            break;
        }
        build->places = places;
        places[build->scan.index] = build->scan.field;
    }
    build_bytes(build, nowhere);
}

/* --- faults ------------------------------------------------------------------------------------------------------- */

void build_fail_memory(struct csv_build *build) {
    const struct csv_place place = build_place(build, build->n);
    fault_at(&build->fatal, PEEL_ERROR_MEMORY, place.line, place.column, build->n + 1);
}

void build_fail_length(struct csv_build *build) {
    const struct csv_place place = build_place(build, build->n);
    fault_field_too_long(&build->fatal, &place, build->n + 1, build->options.max_field);
}

static void fail_fields(struct csv_build *build) {
    const struct csv_place place = build_place(build, build->n);
    fault_too_many_fields(&build->fatal, &place, build->options.max_fields);
}

void build_fail_open_quote(struct csv_build *build) {
    const struct csv_place place = build_place(build, build->n);
    fault_open_quote(&build->fatal, &place, build->n + 1);
}

/*
 * Whether the first row has another delimiter where a quotation mark is out of place: behind a closing one, or before one that would
 * open a field. 0: none.
 */
static char other_delimiter(const struct csv_build *build, const unsigned char *quote) {
    const char found[] = {(char)*quote, (char)(quote > build->rest ? quote[-1] : build->before)};
    for (size_t i = 0; i < sizeof found && !build->any_row; i++)
        if (found[i] != build->options.delimiter && csv_is_delimiter(found[i])) return found[i];
    return '\0';
}

void build_stray_quote(struct csv_build *build, const unsigned char *quote) {
    const struct csv_place field = build_place(build, build->n);
    const size_t before = (size_t)(quote - build->rest);
    const struct place stray = place_after(build->scan.place, build->rest, before, build->options.encoding);
    peel_error *const error = stray.line == field.line ? &build->fault : &build->fatal;
    if (error->status == PEEL_OK)
        fault_stray_quote(error, &field, build->n + 1, &stray, other_delimiter(build, quote), build->given);
    build->skipping = 1;
}

/* Sets the row's fault where the field's bytes are no text: `sound` of them are. */
static void check_text(struct csv_build *build, const unsigned char *bytes, size_t length, size_t sound) {
    const int nul = memchr(bytes, '\0', length) != NULL;
    if (build->fault.status != PEEL_OK || (!nul && sound == length)) return;
    const struct csv_place place = build_place(build, build->n);
    if (nul)
        fault_nul_byte(&build->fault, &place, build->n + 1);
    else
        fault_encoding(&build->fault, &place, build->n + 1, bytes[sound], build->options.encoding);
}

/* --- fields ------------------------------------------------------------------------------------------------------- */

/*
 * A field's 0 byte takes the room of its delimiter or line end; where the text ends without one, that of the byte more.
 * A letter of Windows-1252 has up to 3 bytes in UTF-8.
 */
int build_reserve(struct csv_build *build, size_t size) {
    const size_t letter = build->options.encoding == PEEL_ENCODING_WINDOWS_1252 ? 3 : 1;
    const size_t room = build->text_room;
    char *text =
        memory_grow(&build->options.allocator, build->text, &build->text_room, build->used + letter * size + 1, 1);
    if (!text) return 0;
    if (build->text_room == room) return 1;
    build->text = text;
    for (size_t i = 0; i < build->n; i++) {
        if (!build_wants(build, i)) continue;
        build->fields[i].text = text;
        text += build->fields[i].length + 1;
    }
    return 1;
}

/* Appends the field's bytes as UTF-8. */
static struct csv_field take_text(struct csv_build *build, const unsigned char *bytes, size_t length) {
    struct csv_field field = {build->text + build->used, length};
    const int plain = build->plain || plain_size(bytes, length) == length;
    if (plain || build->options.encoding != PEEL_ENCODING_WINDOWS_1252) {
        memcpy(field.text, bytes, length);
        if (!plain) check_text(build, bytes, length, utf_8_sound(bytes, length));
    } else {
        check_text(build, bytes, length, utf_8_from_windows_1252(bytes, length, field.text, &field.length));
    }
    field.text[field.length] = '\0';
    build->used += field.length + 1;
    return field;
}

/*
 * Whether a field may say its name. Most rows are told by the first letter of their first field: 5 ns a row less than with the
 * fields that are not wanted alone. Those are read into the room of the text, and left there for the next one: what is no letter
 * in them is no name, and no fault. What is wanted is the caller's to compare.
 */
static int says_name(struct csv_build *build, const unsigned char *bytes, size_t length) {
    struct csv_field field = {build->text + build->used, length};
    if (build->n >= build->names_n) return 0;
    const char *const name = build->names[build->n];
    const int told =
        length > 0 && bytes[0] > ' ' && bytes[0] < 0x7F; /* no space, and the same letter in every encoding */
    if (told && text_folded((char)bytes[0]) != text_folded(name[0])) return 0;
    if (build_wants(build, build->n)) return 1;
    if (build->options.encoding == PEEL_ENCODING_WINDOWS_1252) {
        if (utf_8_from_windows_1252(bytes, length, field.text, &field.length) < length) return 0;
    } else {
        memcpy(field.text, bytes, length);
    }
    field.text[field.length] = '\0';
    const struct cell cell = cell_of(&field);
    return strlen(cell.text) == cell.length && text_equal(cell.text, name);
}

static int grow_fields(struct csv_build *build) {
    struct csv_field *const fields =
        memory_grow(&build->options.allocator, build->fields, &build->fields_room, build->n + 1, sizeof *fields);
    if (fields) build->fields = fields;
    return fields != NULL;
}

void build_take(struct csv_build *build, const unsigned char *bytes, size_t length) {
    const struct csv_options *const options = &build->options;
    const size_t n = build->n;
    if (fails(build)) return;
    if (length > options->max_field) {
        build_fail_length(build);
        return;
    }
    if (n == options->max_fields) {
        fail_fields(build);
        return;
    }
    if (n == build->fields_room && !grow_fields(build)) {
        build_fail_memory(build);
        return;
    }
    if (build->says_names) build->says_names = says_name(build, bytes, length);
    build->fields[n] = build_wants(build, n) ? take_text(build, bytes, length) : (struct csv_field){NULL, 0};
    if (!build->filled) build->filled = !is_spaces(bytes, length, options->encoding == PEEL_ENCODING_WINDOWS_1252);
    build->n++;
}

void build_field(void *bytes, size_t length, void *build) {
    build_take(build, bytes, length);
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

/* A row of nothing but blank fields is a row all the same where one of them is quoted. */
static int has_quotes(const struct csv_build *build) {
    return build->scan.quotes || memchr(build->rest, '"', rest_size(build));
}

/*
 * The line before the names by which Excel is told the delimiter, "sep=;". One with the delimiter in use is two fields; of a tab
 * that is not in use only "sep=" is left.
 */
static int is_sep(const struct csv_build *build) {
    static const char begin[] = "sep=";
    const size_t length = sizeof begin - 1;
    if (build->n == 0 || build->n > 2 || !build->fields[0].text) return 0;
    const struct cell cell = cell_trimmed(build->fields[0].text, build->fields[0].length);
    for (size_t i = 0; i < length; i++)
        if (text_folded(cell.text[i]) != begin[i]) return 0;
    if (cell.length == length) return build->n == 1 || build->fields[1].length == 0;
    return build->n == 1 && cell.length == length + 1 && csv_is_delimiter(cell.text[length]);
}

void build_deliver(struct csv_build *build) {
    const peel_error *const fault = build->fault.status != PEEL_OK ? &build->fault : NULL;
    if (!build->any_row && !fault && is_sep(build)) return;
    const int filled = build->filled || fault || (build->n > 0 && has_quotes(build));
    const struct csv_row row = {.fields = build->fields,
                                .n = filled ? build->n : 0,
                                .line = build->row_line,
                                .last_line = build->line,
                                .says_names = build->says_names,
                                .fault = fault,
                                .build = build};
    if (filled) build->any_row = 1;
    build->fatal.status = build->options.row(build->options.context, &row, &build->fatal);
}

peel_status build_want(struct csv_build *build, const unsigned char *wanted, size_t n) {
    const peel_allocator *const allocator = &build->options.allocator;
    unsigned char *const copy = memory_get(allocator, n + 1);
    if (!copy) return PEEL_ERROR_MEMORY;
    if (n > 0) memcpy(copy, wanted, n);
    memory_release(allocator, build->wanted);
    build->wanted = copy;
    build->wanted_n = n;
    return PEEL_OK;
}
