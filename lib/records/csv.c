/*
 * The only file that knows libcsv (3.0.3), and what it must be guarded against:
 * - it gives no places: the text is cut at line ends, so that a row which ends has ended exactly at the end of a line, and
 *   the row's bytes are gone through once more where the place of a field is asked for (csv_scan.h);
 * - its buffer has no limit and its realloc hook no context: the buffer is the caller's memory, grown here before each
 *   line, and the hook gives none, which makes the limit certain;
 * - its callbacks cannot stop it: after what is fatal they do nothing for the rest of the line;
 * - after an error, csv_fini would forget the error and deliver half a row: the parser is then begun anew.
 */
#include "records/csv.h"

#include <csv.h>
#include <string.h>

#include "base/text.h"
#include "records/csv_fault.h"
#include "records/csv_scan.h"
#include "records/encoding.h"
#include "records/memory.h"
#include "records/place.h"

/* What is fed is taken in blocks, so that no line of the caller's decides how much memory is used. */
enum { block_size = 65536 };

struct csv_reader {
    struct csv_options options;
    struct csv_parser parser;
    size_t buffer_room; /* of the parser's buffer */
    int finished;
    peel_error fatal; /* its status is PEEL_OK as long as the text can be read on */

    unsigned char
        mark[byte_order_mark_size]; /* the first bytes, held back until they are known to be a byte order mark or not */
    size_t marked;
    int after_cr;          /* the byte before was CR: LF then ends no further line */
    int64_t line;          /* being read, counted from 1 */
    unsigned char *wanted; /* fields; NULL: all */
    size_t wanted_n;

    int64_t row_line; /* of the row being read */
    int row_begun;    /* it has bytes in an earlier block */
    struct csv_field *fields;
    size_t n;
    size_t fields_room;
    char *text; /* the wanted fields one after another, each ended by a 0 byte */
    size_t used;
    size_t text_room;
    peel_error fault; /* the first of the row */
    int filled;       /* a field has had more than spaces */
    int row_ended;
    int skipping; /* to the end of the line, in a row with a stray quotation mark */
    int any_row;

    /* Where the row's fields begin: those of earlier blocks as found, those of this one yet to be found in its bytes. */
    struct csv_scan scan;
    struct csv_place *places; /* of the fields before scan.index */
    size_t places_room;
    const unsigned char *rest;
    const unsigned char *rest_end;
};

static int fails(const struct csv_reader *reader) {
    return reader->fatal.status != PEEL_OK;
}

static int wants(const struct csv_reader *reader, size_t field) {
    return !reader->wanted || (field < reader->wanted_n && reader->wanted[field]);
}

/* --- places ------------------------------------------------------------------------------------------------------- */

static struct csv_place field_place(const struct csv_reader *reader, size_t field) {
    struct csv_scan scan = reader->scan;
    const unsigned char *at = reader->rest;
    if (field < scan.index) return reader->places[field];
    while (scan.ended ? scan.index < field : at < reader->rest_end)
        at += csv_scan_field(&scan, at, (size_t)(reader->rest_end - at), &reader->options);
    return scan.field;
}

struct csv_place csv_field_place(const struct csv_row *row, size_t field) {
    return field_place(row->reader, field);
}

static void fail_memory(struct csv_reader *reader) {
    const struct csv_place place = field_place(reader, reader->n);
    fault_at(&reader->fatal, PEEL_ERROR_MEMORY, place.line, place.column, reader->n + 1);
}

static void fail_length(struct csv_reader *reader) {
    const struct csv_place place = field_place(reader, reader->n);
    fault_field_too_long(&reader->fatal, &place, reader->n + 1, reader->options.max_field);
}

/* Finds the places of a row that goes on beyond its block. */
static void keep_places(struct csv_reader *reader) {
    reader->row_begun = 1;
    while (reader->rest < reader->rest_end && !reader->skipping) {
        reader->rest +=
            csv_scan_field(&reader->scan, reader->rest, (size_t)(reader->rest_end - reader->rest), &reader->options);
        if (!reader->scan.ended) continue;
        struct csv_place *const places = memory_grow(&reader->options.allocator, reader->places, &reader->places_room,
                                                     reader->scan.index + 1, sizeof *reader->places);
        if (!places) {
            fail_memory(reader);
            return;
        }
        reader->places = places;
        places[reader->scan.index] = reader->scan.field;
    }
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static void begin_row(struct csv_reader *reader) {
    reader->row_line = reader->line;
    reader->row_begun = 0;
    reader->n = 0;
    reader->used = 0;
    reader->fault.status = PEEL_OK;
    reader->filled = 0;
    reader->row_ended = 0;
    reader->skipping = 0;
    reader->scan = csv_scan_begin(reader->line);
}

/* A row of nothing but blank fields has some all the same where one of them is quoted. */
static int has_quotes(const struct csv_reader *reader) {
    const size_t size = (size_t)(reader->rest_end - reader->rest);
    return reader->scan.quotes || (size > 0 && memchr(reader->rest, '"', size));
}

static void deliver_row(struct csv_reader *reader) {
    struct csv_row row = {reader->fields, 0, reader->row_line, reader->line, NULL, reader};
    if (reader->filled || (reader->n > 0 && has_quotes(reader))) row.n = reader->n;
    if (reader->fault.status != PEEL_OK) row.fault = &reader->fault;
    if (row.n > 0 || row.fault) reader->any_row = 1;
    reader->fatal.status = reader->options.row(reader->options.context, &row, &reader->fatal);
}

/* Sets the row's fault where a field's bytes are no text: `sound` of them are. */
static void check_text(struct csv_reader *reader, const unsigned char *bytes, size_t length, size_t sound) {
    const int nul = memchr(bytes, '\0', length) != NULL;
    if (reader->fault.status != PEEL_OK || (!nul && sound == length)) return;
    const struct csv_place place = field_place(reader, reader->n);
    if (nul)
        fault_nul_byte(&reader->fault, &place, reader->n + 1);
    else
        fault_encoding(&reader->fault, &place, reader->n + 1, bytes[sound], reader->options.encoding);
}

/* Appends the field's bytes as UTF-8, for which parse has made room. */
static struct csv_field take_text(struct csv_reader *reader, const unsigned char *bytes, size_t length) {
    struct csv_field field = {reader->text + reader->used, length};
    const int plain = is_plain(bytes, length);
    if (plain || reader->options.encoding != PEEL_ENCODING_WINDOWS_1252) {
        memcpy(field.text, bytes, length);
        if (!plain) check_text(reader, bytes, length, utf_8_sound(bytes, length));
    } else {
        check_text(reader, bytes, length, utf_8_from_windows_1252(bytes, length, field.text, &field.length));
    }
    field.text[field.length] = '\0';
    reader->used += field.length + 1;
    return field;
}

/* libcsv's callback at the end of a field. */
static void take_field(void *bytes, size_t length, void *context) {
    struct csv_reader *const reader = context;
    const struct csv_options *const options = &reader->options;
    if (fails(reader)) return;
    if (length > options->max_field) {
        fail_length(reader);
        return;
    }
    if (reader->n == options->max_fields) {
        const struct csv_place place = field_place(reader, reader->n);
        fault_too_many_fields(&reader->fatal, &place, options->max_fields);
        return;
    }
    if (reader->n == reader->fields_room) {
        struct csv_field *const fields =
            memory_grow(&options->allocator, reader->fields, &reader->fields_room, reader->n + 1, sizeof *fields);
        if (!fields) {
            fail_memory(reader);
            return;
        }
        reader->fields = fields;
    }
    reader->fields[reader->n] = wants(reader, reader->n) ? take_text(reader, bytes, length) : (struct csv_field){0};
    if (!reader->filled) reader->filled = !is_spaces(bytes, length, options->encoding == PEEL_ENCODING_WINDOWS_1252);
    reader->n++;
}

/* libcsv's callback at the end of a row, and of every line with nothing on it (CSV_REPALL_NL). */
static void take_row(int byte, void *context) {
    struct csv_reader *const reader = context;
    (void)byte;
    reader->row_ended = 1;
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

static void *no_growth(void *memory, size_t size) {
    (void)memory;
    (void)size;
    return NULL;
}

/* A parser at the start of a row, with the same buffer. The buffer is not libcsv's to free. */
static void restart_parser(struct csv_reader *reader) {
    unsigned char *const buffer = reader->parser.entry_buf;
    const size_t room = reader->parser.entry_size;
    reader->parser.entry_buf = NULL;
    csv_free(&reader->parser);
    csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    csv_set_realloc_func(&reader->parser, no_growth);
    csv_set_delim(&reader->parser, (unsigned char)reader->options.delimiter);
    reader->parser.entry_buf = buffer;
    reader->parser.entry_size = room;
}

/*
 * Room in the parser's buffer for all of the line, as far as the limit: the closing quotation mark and the byte after it
 * need room too. And room for the line's fields: each is ended by a byte of the line, which pays for its 0 byte; where
 * the text ends without a line end, the last one is not.
 */
static int reserve(struct csv_reader *reader, size_t size) {
    const peel_allocator *const allocator = &reader->options.allocator;
    const size_t limit = reader->options.max_field + 2;
    const size_t longest = reader->parser.entry_pos + size;
    const size_t letter = reader->options.encoding == PEEL_ENCODING_WINDOWS_1252 ? 3 : 1;
    const size_t need = longest < limit ? longest : limit;
    void *const buffer = memory_grow(allocator, reader->parser.entry_buf, &reader->buffer_room, need, 1);
    if (!buffer) return 0;
    reader->parser.entry_buf = buffer;
    reader->parser.entry_size = reader->buffer_room < limit ? reader->buffer_room : limit;

    char *text = memory_grow(allocator, reader->text, &reader->text_room, reader->used + letter * longest + 1, 1);
    if (!text) return 0;
    if (text == reader->text) return 1;
    reader->text = text;
    for (size_t i = 0; i < reader->n; i++) {
        if (!wants(reader, i)) continue;
        reader->fields[i].text = text;
        text += reader->fields[i].length + 1;
    }
    return 1;
}

/* A quotation mark out of place at a byte of the block. */
static void take_stray_quote(struct csv_reader *reader, const unsigned char *quote) {
    const struct csv_place field = field_place(reader, reader->n);
    const struct place stray =
        place_after(reader->scan.place, reader->rest, (size_t)(quote - reader->rest), reader->options.encoding);
    peel_error *const error = stray.line == field.line ? &reader->fault : &reader->fatal;
    if (error->status == PEEL_OK) fault_stray_quote(error, &field, reader->n + 1, stray.line, stray.column);
    restart_parser(reader);
    reader->skipping = 1;
}

static void parse(struct csv_reader *reader, const unsigned char *bytes, size_t size) {
    if (!reserve(reader, size)) {
        fail_memory(reader);
        return;
    }
    const size_t done = csv_parse(&reader->parser, bytes, size, take_field, take_row, reader);
    if (done == size || fails(reader)) return;
    if (csv_error(&reader->parser) == CSV_EPARSE)
        take_stray_quote(reader, bytes + done);
    else
        fail_length(reader);
}

/* A line with its end, or what of it stands in a block. */
static void take_line(struct csv_reader *reader, const unsigned char *bytes, const unsigned char *end, int ended) {
    reader->rest_end = end;
    if (!reader->skipping) parse(reader, bytes, (size_t)(end - bytes));
    if (fails(reader)) return;
    if (reader->row_ended || (reader->skipping && ended)) {
        deliver_row(reader);
        reader->line += ended;
        begin_row(reader);
        reader->rest = end;
    } else {
        reader->line += ended;
    }
}

static const unsigned char *find(const unsigned char *bytes, const unsigned char *end, int byte) {
    const unsigned char *const found = memchr(bytes, byte, (size_t)(end - bytes));
    return found ? found : end;
}

/* No byte of a block is in hand. */
static void rest_on(struct csv_reader *reader, const unsigned char *bytes) {
    reader->rest = bytes;
    reader->rest_end = bytes;
}

static void take_block(struct csv_reader *reader, const unsigned char *bytes, size_t size) {
    const unsigned char *const end = bytes + size;
    const unsigned char *at = bytes;
    const unsigned char *lf = NULL; /* the next of each, once looked for */
    const unsigned char *cr = NULL;
    rest_on(reader, at);
    if (size > 0 && reader->after_cr && *at == '\n') {
        at++;
        if (reader->row_begun) /* the second half of CR LF, in a field */
            take_line(reader, bytes, at, 0);
        else
            reader->rest = at;
    }
    while (at < end && !fails(reader)) {
        if (!lf || lf < at) lf = find(at, end, '\n');
        if (!cr || cr < at) cr = find(at, end, '\r');
        const int both = cr + 1 == lf && lf < end;
        const unsigned char *const line_end = cr < lf && !both ? cr : lf;
        const int ended = line_end < end;
        take_line(reader, at, line_end + ended, ended);
        at = line_end + ended;
    }
    if (size > 0) reader->after_cr = end[-1] == '\r';
    if (reader->rest < end && !fails(reader)) keep_places(reader);
    rest_on(reader, reader->mark);
}

static void take_bytes(struct csv_reader *reader, const unsigned char *bytes, size_t size) {
    while (size > 0 && !fails(reader)) {
        const size_t block = size < block_size ? size : block_size;
        take_block(reader, bytes, block);
        bytes += block;
        size -= block;
    }
}

/* The first bytes of the text: a byte order mark, which is dropped or fatal, or text. */
static void take_mark(struct csv_reader *reader) {
    const enum byte_order_mark mark = byte_order_mark(reader->mark, reader->marked);
    if (mark == mark_none)
        take_bytes(reader, reader->mark, reader->marked);
    else if (mark == mark_utf_16 || reader->options.encoding == PEEL_ENCODING_WINDOWS_1252)
        fault_byte_order_mark(&reader->fatal, mark);
}

peel_status csv_reader_open(const struct csv_options *options, struct csv_reader **reader) {
    struct csv_reader *const made = memory_get(&options->allocator, sizeof *made);
    if (!made) return PEEL_ERROR_MEMORY;
    *made = (struct csv_reader){.options = *options, .line = 1};
    if (made->options.delimiter == '\0') made->options.delimiter = ',';
    restart_parser(made);
    rest_on(made, made->mark);
    begin_row(made);
    *reader = made;
    return PEEL_OK;
}

/* Whether more may be read, else the status and the error that say why not. */
static peel_status ready(const struct csv_reader *reader, peel_error *error) {
    if (reader->finished) {
        error_set(error, PEEL_ERROR_STATE);
        return PEEL_ERROR_STATE;
    }
    if (fails(reader) && error) *error = reader->fatal;
    return reader->fatal.status;
}

peel_status csv_reader_feed(struct csv_reader *reader, const void *bytes, size_t size, peel_error *error) {
    const unsigned char *next = bytes;
    if (ready(reader, error) != PEEL_OK) return ready(reader, NULL);
    while (size > 0 && reader->marked < byte_order_mark_size) {
        reader->mark[reader->marked++] = *next++;
        size--;
        if (reader->marked == byte_order_mark_size) take_mark(reader);
    }
    take_bytes(reader, next, size);
    return ready(reader, error);
}

peel_status csv_reader_finish(struct csv_reader *reader, peel_error *error) {
    const peel_status status = ready(reader, error);
    if (status != PEEL_OK) return status;
    if (reader->marked < byte_order_mark_size) take_mark(reader);
    if (!fails(reader) && csv_fini(&reader->parser, take_field, take_row, reader) != 0) {
        const struct csv_place place = field_place(reader, reader->n);
        fault_open_quote(&reader->fatal, &place, reader->n + 1);
    }
    /* A row, or a line of spaces or set aside, without a line end. */
    if (!fails(reader) && (reader->row_ended || reader->row_begun)) deliver_row(reader);
    if (!fails(reader) && !reader->any_row) fault_at(&reader->fatal, PEEL_ERROR_NO_HEADER, 0, 0, 0);
    if (fails(reader)) return ready(reader, error);
    reader->finished = 1;
    return PEEL_OK;
}

peel_status csv_reader_want(struct csv_reader *reader, const unsigned char *wanted, size_t n) {
    const peel_allocator *const allocator = &reader->options.allocator;
    unsigned char *const copy = memory_get(allocator, n > 0 ? n : 1);
    if (!copy) return PEEL_ERROR_MEMORY;
    if (n > 0) memcpy(copy, wanted, n);
    memory_release(allocator, reader->wanted);
    reader->wanted = copy;
    reader->wanted_n = n;
    return PEEL_OK;
}

int csv_reader_finished(const struct csv_reader *reader) {
    return reader->finished;
}

void csv_reader_close(struct csv_reader *reader) {
    const peel_allocator allocator = reader->options.allocator;
    memory_release(&allocator, reader->parser.entry_buf);
    memory_release(&allocator, reader->wanted);
    memory_release(&allocator, reader->fields);
    memory_release(&allocator, reader->places);
    memory_release(&allocator, reader->text);
    memory_release(&allocator, reader);
}
