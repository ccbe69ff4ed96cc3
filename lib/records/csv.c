/*
 * The only file that knows libcsv (3.0.3), and what it must be guarded against:
 * - it gives no places: the text is cut after every delimiter and line end, so that a field or row which ends has ended
 *   exactly at the end of the piece;
 * - its buffer has no limit and its realloc hook no context: the buffer is the caller's memory, grown here before each
 *   piece, and the hook gives none, which makes the limit certain;
 * - after an error, csv_fini would forget the error and deliver half a row: the parser is then begun anew.
 */
#include "records/csv.h"

#include <csv.h>
#include <string.h>

#include "base/text.h"
#include "records/csv_fault.h"
#include "records/encoding.h"
#include "records/memory.h"
#include "records/place.h"

struct csv_reader {
    struct csv_options options;
    struct csv_parser parser;
    size_t buffer_room; /* of the parser's buffer */
    int finished;
    peel_error fatal; /* its status is PEEL_OK as long as the text can be read on */

    unsigned char
        mark[byte_order_mark_size]; /* the first bytes, held back until they are known to be a byte order mark or not */
    size_t marked;

    struct place place;     /* of the next byte */
    struct csv_field field; /* being read: its place, and whether it is quoted */
    int begun;              /* the field has had more than spaces */
    int64_t row_line;       /* of the row being read */
    struct csv_field *fields;
    size_t n;
    size_t fields_room;
    char *text; /* the fields one after another, each ended by a 0 byte */
    size_t used;
    size_t text_room;
    peel_error fault; /* the first of the row */
    int field_ended;
    int row_ended;
    int skipping; /* to the end of the line, in a row with a stray quotation mark */
    int any_row;
};

static int fails(const struct csv_reader *reader) {
    return reader->fatal.status != PEEL_OK;
}

static void fail_memory(struct csv_reader *reader) {
    fault_at(&reader->fatal, PEEL_ERROR_MEMORY, reader->field.line, reader->field.column, reader->n + 1);
}

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
    reader->parser.entry_buf = buffer;
    reader->parser.entry_size = room;
}

/* Appends the field's bytes as UTF-8, or sets the row's fault. */
static void take_text(struct csv_reader *reader, const unsigned char *bytes, size_t length) {
    char *const text = reader->text + reader->used;
    const size_t number = reader->n + 1;
    size_t written = length;
    size_t sound;
    if (reader->options.encoding == PEEL_ENCODING_WINDOWS_1252) {
        sound = utf_8_from_windows_1252(bytes, length, text, &written);
    } else {
        sound = utf_8_sound(bytes, length);
        memcpy(text, bytes, length);
    }
    text[written] = '\0';
    reader->field.length = written;
    reader->used += written + 1;
    if (reader->fault.status != PEEL_OK) return;
    if (memchr(bytes, '\0', length))
        fault_nul_byte(&reader->fault, &reader->field, number);
    else if (sound < length)
        fault_encoding(&reader->fault, &reader->field, number, bytes[sound], reader->options.encoding);
}

/* libcsv's callback at the end of a field. */
static void take_field(void *bytes, size_t length, void *context) {
    struct csv_reader *const reader = context;
    const struct csv_options *const options = &reader->options;
    reader->field_ended = 1;
    if (length > options->max_field) {
        fault_field_too_long(&reader->fatal, &reader->field, reader->n + 1, options->max_field);
        return;
    }
    if (reader->n == options->max_fields) {
        fault_too_many_fields(&reader->fatal, &reader->field, options->max_fields);
        return;
    }
    const size_t longest = options->encoding == PEEL_ENCODING_WINDOWS_1252 ? 3 * length : length;
    char *const text =
        memory_grow(&options->allocator, reader->text, &reader->text_room, reader->used + longest + 1, 1);
    if (text) reader->text = text;
    struct csv_field *const fields =
        memory_grow(&options->allocator, reader->fields, &reader->fields_room, reader->n + 1, sizeof *reader->fields);
    if (fields) reader->fields = fields;
    if (!text || !fields) {
        fail_memory(reader);
        return;
    }
    take_text(reader, bytes, length);
    reader->fields[reader->n++] = reader->field;
}

/* libcsv's callback at the end of a row, and of every line with nothing on it (CSV_REPALL_NL). */
static void take_row(int byte, void *context) {
    struct csv_reader *const reader = context;
    (void)byte;
    reader->row_ended = 1;
}

static void begin_field(struct csv_reader *reader) {
    reader->field = (struct csv_field){.line = reader->place.line, .column = reader->place.column};
    reader->begun = 0;
    reader->field_ended = 0;
}

static void begin_row(struct csv_reader *reader) {
    begin_field(reader);
    reader->row_line = reader->place.line;
    reader->n = 0;
    reader->used = 0;
    reader->fault.status = PEEL_OK;
    reader->row_ended = 0;
    reader->skipping = 0;
}

static void deliver_row(struct csv_reader *reader, int64_t last_line) {
    struct csv_row row = {reader->fields, 0, reader->row_line, last_line, NULL};
    char *text = reader->text;
    for (size_t i = 0; i < reader->n; i++) {
        struct csv_field *const field = &reader->fields[i];
        field->text = text;
        text += field->length + 1;
        if (field->quoted || utf_8_spaces(field->text) < field->length) row.n = reader->n;
    }
    if (reader->fault.status != PEEL_OK) row.fault = &reader->fault;
    if (row.n > 0 || row.fault) reader->any_row = 1;
    reader->fatal.status = reader->options.row(reader->options.context, &row, &reader->fatal);
}

/* libcsv's other states being hidden, whether a field is quoted is seen from its first byte that is no space. */
static void note_quote(struct csv_reader *reader, const unsigned char *bytes, size_t size) {
    for (size_t i = 0; i < size && !reader->begun; i++) {
        if (bytes[i] == ' ' || bytes[i] == '\t') continue;
        reader->begun = 1;
        reader->field.quoted = bytes[i] == '"';
    }
}

/* Room for all of the piece, as far as the limit: the closing quotation mark and the byte after it need room too. */
static int reserve(struct csv_reader *reader, size_t size) {
    const size_t limit = reader->options.max_field + 2;
    size_t need = reader->parser.entry_pos + size;
    if (need > limit) need = limit;
    void *const buffer =
        memory_grow(&reader->options.allocator, reader->parser.entry_buf, &reader->buffer_room, need, 1);
    if (!buffer) return 0;
    reader->parser.entry_buf = buffer;
    reader->parser.entry_size = reader->buffer_room < limit ? reader->buffer_room : limit;
    return 1;
}

/* A quotation mark out of place after `done` bytes of the piece. */
static void take_stray_quote(struct csv_reader *reader, const unsigned char *bytes, size_t done) {
    const struct place stray = place_after(reader->place, bytes, done, reader->options.encoding);
    peel_error *const error = stray.line == reader->field.line ? &reader->fault : &reader->fatal;
    if (error->status == PEEL_OK) fault_stray_quote(error, &reader->field, reader->n + 1, stray.line, stray.column);
    restart_parser(reader);
    reader->skipping = 1;
}

static void parse(struct csv_reader *reader, const unsigned char *bytes, size_t size) {
    if (!reserve(reader, size)) {
        fail_memory(reader);
        return;
    }
    note_quote(reader, bytes, size);
    const size_t done = csv_parse(&reader->parser, bytes, size, take_field, take_row, reader);
    if (done == size) return;
    if (csv_error(&reader->parser) == CSV_EPARSE)
        take_stray_quote(reader, bytes, done);
    else
        fault_field_too_long(&reader->fatal, &reader->field, reader->n + 1, reader->options.max_field);
}

/* A piece: only its last byte may be a delimiter or a line end. */
static void take_piece(struct csv_reader *reader, const unsigned char *bytes, size_t size) {
    const int second_half = bytes[0] == '\n' && reader->place.after_cr; /* of CR LF */
    const int64_t line = reader->place.line;
    if (!reader->skipping) parse(reader, bytes, size);
    if (fails(reader)) return;
    if (reader->skipping && is_line_end(bytes[size - 1])) reader->row_ended = 1;
    reader->place = place_after(reader->place, bytes, size, reader->options.encoding);
    if (reader->row_ended) {
        if (!second_half) deliver_row(reader, line);
        begin_row(reader);
    } else if (reader->field_ended) {
        begin_field(reader);
    }
}

static void take_bytes(struct csv_reader *reader, const unsigned char *bytes, size_t size) {
    size_t at = 0;
    while (at < size && !fails(reader)) {
        size_t end = at;
        while (end < size && bytes[end] != ',' && !is_line_end(bytes[end]))
            end++;
        if (end < size) end++;
        take_piece(reader, bytes + at, end - at);
        at = end;
    }
}

/* The first bytes of the text: a byte order mark, which is dropped or fatal, or text. */
static void take_mark(struct csv_reader *reader) {
    const enum byte_order_mark mark = byte_order_mark(reader->mark, reader->marked);
    begin_row(reader);
    if (mark == mark_none)
        take_bytes(reader, reader->mark, reader->marked);
    else if (mark == mark_utf_16 || reader->options.encoding == PEEL_ENCODING_WINDOWS_1252)
        fault_byte_order_mark(&reader->fatal, mark);
}

peel_status csv_reader_open(const struct csv_options *options, struct csv_reader **reader) {
    struct csv_reader *const made = memory_get(&options->allocator, sizeof *made);
    if (!made) return PEEL_ERROR_MEMORY;
    *made = (struct csv_reader){.options = *options, .place = {1, 1, 0}};
    restart_parser(made);
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
    if (!fails(reader) && csv_fini(&reader->parser, take_field, take_row, reader) != 0)
        fault_open_quote(&reader->fatal, &reader->field, reader->n + 1);
    const int unended = reader->row_ended || reader->place.column > 1; /* a row, or a line of spaces or set aside */
    if (!fails(reader) && unended) deliver_row(reader, reader->place.line);
    if (!fails(reader) && !reader->any_row) fault_at(&reader->fatal, PEEL_ERROR_NO_HEADER, 0, 0, 0);
    if (fails(reader)) return ready(reader, error);
    reader->finished = 1;
    return PEEL_OK;
}

int csv_reader_finished(const struct csv_reader *reader) {
    return reader->finished;
}

void csv_reader_close(struct csv_reader *reader) {
    const peel_allocator allocator = reader->options.allocator;
    memory_release(&allocator, reader->parser.entry_buf);
    memory_release(&allocator, reader->fields);
    memory_release(&allocator, reader->text);
    memory_release(&allocator, reader);
}
