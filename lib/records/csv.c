/*
 * The only file that knows libcsv (3.0.3), and what it must be guarded against:
 * - it gives no places: the text is cut at line ends, so that a row which ends has ended exactly at the end of a line, and
 *   the bytes of a row are gone through once more where the place of a field is asked for (csv_scan.h);
 * - its buffer has no limit and its realloc hook no context: the buffer is the caller's memory, grown here before each
 *   line, and the hook gives none, which makes the limit certain;
 * - its callbacks cannot stop it: after what is fatal they do nothing for the rest of the line;
 * - after an error, csv_fini would forget the error and deliver half a row: the parser is then begun anew.
 */
#include "records/csv.h"

#include <csv.h>
#include <string.h>

#include "base/text.h"
#include "records/csv_build.h"
#include "records/csv_fault.h"
#include "records/csv_line.h"
#include "records/encoding.h"
#include "records/memory.h"
#include "records/place.h"

/* What is fed is taken in blocks: then no line, however long and whatever is fed at once, decides how much is kept. */
enum { block_size = 65536 };

struct csv_reader {
    struct csv_build build;
    struct csv_parser parser;
    size_t buffer_room; /* of the parser's buffer */
    int finished;
    /* The first bytes of the text, or of a row, held back until they are known to be a byte order mark or not. */
    unsigned char mark[byte_order_mark_size];
    size_t marked; /* all: none are held */
    int last;      /* no bytes follow */
};

static int fails(const struct csv_reader *reader) {
    return reader->build.fatal.status != PEEL_OK;
}

/* libcsv's callback at the end of a row, and of every line with nothing on it (CSV_REPALL_NL). */
static void take_row(int byte, void *context) {
    struct csv_build *const build = context;
    (void)byte;
    build->ended = 1;
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
    reader->parser.delim_char = (unsigned char)reader->build.options.delimiter;
    reader->parser.entry_buf = buffer;
    reader->parser.entry_size = room;
}

/* Room for all of the line, as far as the limit: the closing quotation mark and the byte after it need room too. */
static int reserve(struct csv_reader *reader, size_t size) {
    const size_t limit = reader->build.options.max_field + 2;
    const size_t longest = reader->parser.entry_pos + size;
    const size_t need = longest < limit ? longest : limit;
    void *const buffer =
        memory_grow(&reader->build.options.allocator, reader->parser.entry_buf, &reader->buffer_room, need, 1);
    if (!buffer) return 0;
    reader->parser.entry_buf = buffer;
    reader->parser.entry_size = reader->buffer_room < limit ? reader->buffer_room : limit;
    return build_reserve(&reader->build, longest);
}

static void parse(struct csv_reader *reader, const unsigned char *bytes, size_t size) {
    if (!reserve(reader, size)) {
        build_fail_memory(&reader->build);
        return;
    }
    const size_t done = csv_parse(&reader->parser, bytes, size, build_field, take_row, &reader->build);
    if (done == size || fails(reader)) return;
    if (csv_error(&reader->parser) == CSV_EPARSE) {
        build_stray_quote(&reader->build, bytes + done);
        restart_parser(reader);
    } else {
        build_fail_length(&reader->build);
    }
}

/* Whether a row begins with the byte at hand. */
static int begins_row(const struct csv_build *build, const unsigned char *bytes) {
    return !build->begun && build->rest == bytes;
}

/*
 * The fields of a line that need no libcsv. Returns where the rest begins. Only of a whole line that begins a row, since libcsv
 * knows where in a row it is; and only where no field can be too long.
 */
static const unsigned char *take_fields(struct csv_reader *reader, const unsigned char *bytes,
                                        const unsigned char *end) {
    struct csv_build *const build = &reader->build;
    const size_t size = (size_t)(end - bytes);
    if (!begins_row(build, bytes) || size > build->options.max_field) return bytes;
    if (build_reserve(build, size)) return take_whole_line(build, bytes, end);
    build_fail_memory(build);
    return bytes;
}

/* A line with its end, or what of it stands in a block. */
static void take_line(struct csv_reader *reader, const unsigned char *bytes, const unsigned char *end, int ended) {
    struct csv_build *const build = &reader->build;
    const unsigned char *rest = bytes;
    build->rest_end = end;
    if (ended && !build->skipping) rest = take_fields(reader, bytes, end);
    if (!build->skipping && rest < end && !fails(reader)) parse(reader, rest, (size_t)(end - rest));
    if (fails(reader)) return;
    const int row_ended = build->ended || (build->skipping && ended);
    if (row_ended) build_deliver(build);
    if (ended) build->line++;
    if (row_ended) build_begin(build, end);
}

static const unsigned char *find(const unsigned char *bytes, const unsigned char *end, int byte) {
    const unsigned char *const found = memchr(bytes, byte, (size_t)(end - bytes));
    return found ? found : end;
}

static void take_mark(struct csv_reader *reader, enum byte_order_mark mark) {
    if (mark != mark_utf_8 || reader->build.options.encoding == PEEL_ENCODING_WINDOWS_1252)
        fault_byte_order_mark(&reader->build.fatal, mark, reader->build.line);
}

/*
 * How many bytes are a byte order mark of UTF-8 before a row, as texts have that were put together: it is no letter, whatever
 * row it is. What may be one at the end of the bytes at hand is held back.
 */
static size_t pass_mark(struct csv_reader *reader, const unsigned char *bytes, const unsigned char *end) {
    struct csv_build *const build = &reader->build;
    const size_t at_hand = (size_t)(end - bytes);
    const size_t size = at_hand < byte_order_mark_size ? at_hand : byte_order_mark_size;
    if (!begins_row(build, bytes) || memcmp(bytes, utf_8_mark, size) != 0) return 0;
    if (size == byte_order_mark_size) {
        take_mark(reader, mark_utf_8);
    } else {
        if (reader->last) return 0;
        memmove(reader->mark, bytes, size); /* it may stand there */
        reader->marked = size;
    }
    build_bytes(build, bytes + size);
    return size;
}

static void take_block(struct csv_reader *reader, const unsigned char *bytes, size_t size) {
    const unsigned char *const end = bytes + size;
    const unsigned char *at = bytes;
    const unsigned char *lf = NULL; /* the next of each, once looked for */
    const unsigned char *cr = NULL;
    const unsigned char *odd = NULL; /* a byte that is not plain */
    build_bytes(&reader->build, bytes);
    if (reader->build.before == '\r' &&
        *at == '\n') { /* the second half of CR LF, which may be the end of a row or in a field */
        at++;
        if (reader->build.begun)
            take_line(reader, bytes, at, 0);
        else
            build_bytes(&reader->build, at);
    }
    while (at < end && !fails(reader)) {
        const size_t mark = *at == utf_8_mark[0] ? pass_mark(reader, at, end) : 0;
        at += mark;
        if (mark > 0) continue;
        if (!lf || lf < at) lf = find(at, end, '\n');
        if (!cr || cr < at) cr = find(at, end, '\r');
        if (!odd || odd < at) odd = at + plain_size(at, (size_t)(end - at));
        const int lone = cr < lf && (lf == end || cr + 1 < lf);
        const unsigned char *const line_end = lone ? cr : lf;
        const int ended = line_end < end;
        if (odd < line_end) reader->build.plain = 0;
        take_line(reader, at, line_end + ended, ended);
        at = line_end + ended;
    }
    reader->build.before = end[-1];
    if (!fails(reader)) build_bytes_gone(&reader->build);
}

static void take_bytes(struct csv_reader *reader, const unsigned char *bytes, size_t size) {
    while (size > 0 && !fails(reader)) {
        const size_t block = size < block_size ? size : block_size;
        take_block(reader, bytes, block);
        bytes += block;
        size -= block;
    }
}

/* The bytes that were held back: a byte order mark, which is dropped or fatal, or text. */
static void take_held(struct csv_reader *reader) {
    const size_t size = reader->marked;
    const enum byte_order_mark mark = byte_order_mark(reader->mark, size);
    reader->marked = byte_order_mark_size;
    if (mark == mark_none)
        take_bytes(reader, reader->mark, size);
    else
        take_mark(reader, mark);
}

/* The smaller one; 0 stands for the usual one. */
static size_t limit(size_t given, size_t usual, size_t most) {
    if (given == 0) return usual;
    return given < most ? given : most;
}

void csv_options_limit(struct csv_options *options, size_t max_field, size_t max_fields) {
    enum { usual_max_field = 65536, usual_max_fields = 1024 };
    options->max_field = limit(max_field, usual_max_field, SIZE_MAX / 8); /* room for sums and UTF-8 */
    options->max_fields = limit(max_fields, usual_max_fields, INT32_MAX - 1);
}

peel_status csv_reader_open(const struct csv_options *options, struct csv_reader **reader) {
    struct csv_reader *const made = memory_get(&options->allocator, sizeof *made);
    if (!made) return PEEL_ERROR_MEMORY;
    *made = (struct csv_reader){0};
    build_open(&made->build, options);
    restart_parser(made);
    *reader = made;
    return PEEL_OK;
}

/* Whether more may be read, else the status and the error that say why not. */
static peel_status ready(const struct csv_reader *reader, peel_error *error) {
    if (reader->finished) {
        error_set(error, PEEL_ERROR_STATE);
        return PEEL_ERROR_STATE;
    }
    if (fails(reader) && error) *error = reader->build.fatal;
    return reader->build.fatal.status;
}

peel_status csv_reader_feed(struct csv_reader *reader, const void *bytes, size_t size, peel_error *error) {
    const unsigned char *next = bytes;
    if (ready(reader, error) != PEEL_OK) return ready(reader, NULL);
    while (size > 0 && reader->marked < byte_order_mark_size) {
        reader->mark[reader->marked++] = *next++;
        size--;
        if (reader->marked == byte_order_mark_size) take_held(reader);
    }
    take_bytes(reader, next, size);
    return ready(reader, error);
}

peel_status csv_reader_finish(struct csv_reader *reader, peel_error *error) {
    const peel_status status = ready(reader, error);
    if (status != PEEL_OK) return status;
    reader->last = 1;
    if (reader->marked < byte_order_mark_size) take_held(reader);
    if (!fails(reader) && csv_fini(&reader->parser, build_field, take_row, &reader->build) != 0)
        build_fail_open_quote(&reader->build);
    const int unended = reader->build.ended || reader->build.begun; /* a row, or a line of spaces or skipped */
    if (!fails(reader) && unended) build_deliver(&reader->build);
    if (!fails(reader) && !reader->build.any_row) fault_at(&reader->build.fatal, PEEL_ERROR_NO_HEADER, 0, 0, 0);
    if (fails(reader)) return ready(reader, error);
    reader->finished = 1;
    return PEEL_OK;
}

peel_status csv_reader_want(struct csv_reader *reader, const unsigned char *wanted, size_t n) {
    return build_want(&reader->build, wanted, n);
}

void csv_reader_name(struct csv_reader *reader, const char *const *names, size_t n) {
    reader->build.names = names;
    reader->build.names_n = n;
}

int csv_reader_finished(const struct csv_reader *reader) {
    return reader->finished;
}

void csv_reader_close(struct csv_reader *reader) {
    const peel_allocator allocator = reader->build.options.allocator;
    build_close(&reader->build);
    memory_release(&allocator, reader->parser.entry_buf);
    memory_release(&allocator, reader);
}
