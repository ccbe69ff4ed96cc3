/* A look at a text: what the public calls do. */
#include <peel/look.h>
#include <string.h>

#include "base/options.h"
#include "base/text.h"
#include "records/csv_fault.h"
#include "records/layouts.h"
#include "records/look_reader.h"
#include "records/usual_words.h"

/* As much of a first line is looked through for its delimiter. */
enum { most_held = 65536 };

struct peel_look {
    struct csv_options options;
    size_t max_rows;        /* 0: no limit */
    struct csv_reader *csv; /* NULL until the delimiter is known */
    struct look_line line;
    unsigned char *held; /* the bytes until then */
    size_t held_n;
    size_t held_room;
    peel_error fatal; /* its status is PEEL_OK as long as the text can be read on */
    int passed_over;  /* all rows that are wanted were looked at */
    int finished;

    struct header header;
    struct arena texts; /* of the first row, and examples */
    struct look_column *columns;
    struct cell *cells; /* of the row being read */
    size_t bytes;       /* of the texts of all columns */
    peel_look_summary summary;
};

static peel_status refuse(peel_error *error, peel_status status) {
    error_set(error, status);
    return status;
}

/* --- rows ---------------------------------------------------------------------------------------------------------------- */

static peel_status fail_memory(const struct csv_row *row, peel_error *error) {
    fault_at(error, PEEL_ERROR_MEMORY, row->line, 0, 0);
    return PEEL_ERROR_MEMORY;
}

static peel_status take_header(struct peel_look *look, const struct csv_row *row, peel_error *error) {
    const peel_allocator *const allocator = &look->options.allocator;
    const peel_status status = header_read(&look->header, &look->texts, allocator, row, error);
    if (status != PEEL_OK) return status;
    look->columns = memory_get(allocator, row->n * sizeof *look->columns);
    look->cells = memory_get(allocator, row->n * sizeof *look->cells);
    if (!look->columns || !look->cells) return fail_memory(row, error);
    memset(look->columns, 0, row->n * sizeof *look->columns);
    look->summary.columns = (int64_t)row->n;
    look->summary.layout = layout_of(look->header.names, row->n);
    return PEEL_OK;
}

/* A row that says the first one again. */
static int is_header(const struct peel_look *look) {
    size_t i = 0;
    while (i < look->header.n && text_equal(look->cells[i].text, look->header.names[i]))
        i++;
    return i == look->header.n;
}

/*
 * The column in which a row of totals begins, by its first filled cell: its sums and percentages would make text of every column.
 * As many as there are columns: it is none.
 */
static size_t total_column(const struct peel_look *look) {
    size_t i = 0;
    while (i < look->header.n && look->cells[i].length == 0)
        i++;
    return i < look->header.n && usual_total(look->cells[i].text) ? i : look->header.n;
}

static peel_status set_aside(struct peel_look *look, const struct csv_row *row) {
    peel_error fault;
    if (look->summary.set_aside++ > 0) return PEEL_OK;
    if (row->fault)
        fault = *row->fault;
    else
        fault_field_count(&fault, row, look->header.n);
    header_name_column(&look->header, &fault);
    look->summary.first = fault;
    return PEEL_OK;
}

static peel_status take_cells(struct peel_look *look, const struct csv_row *row, peel_error *error) {
    const size_t total = total_column(look);
    if (total < look->header.n) {
        look->columns[total].totals_rows++;
        look->summary.totals_rows++;
        return PEEL_OK;
    }
    for (size_t i = 0; i < row->n; i++) {
        if (!look_take_cell(&look->columns[i], &look->cells[i], &look->bytes, &look->texts, &look->options.allocator))
            return fail_memory(row, error);
    }
    return PEEL_OK;
}

/* The callback of csv.h. After the last row that is wanted it has the reader stop at once. */
static peel_status take_row(void *context, const struct csv_row *row, peel_error *error) {
    struct peel_look *const look = context;
    const int sound = !row->fault && row->n == look->header.n;
    if (row->n == 0 && !row->fault) {
        look->summary.blank_lines++;
        return PEEL_OK;
    }
    if (look->header.n == 0) return take_header(look, row, error);
    for (size_t i = 0; sound && i < row->n; i++)
        look->cells[i] = cell_of(&row->fields[i]);
    if (sound && is_header(look)) {
        look->summary.repeated_headers++;
        return PEEL_OK;
    }
    look->summary.rows++;
    const peel_status status = sound ? take_cells(look, row, error) : set_aside(look, row);
    if (status != PEEL_OK) return status;
    look->passed_over = look->max_rows != 0 && (size_t)look->summary.rows == look->max_rows;
    return look->passed_over ? PEEL_ERROR_TOO_MANY_ROWS : PEEL_OK;
}

/* --- opening -------------------------------------------------------------------------------------------------------------- */

static peel_status read_options(const peel_look_options *given, peel_look_options *options, peel_error *error) {
    static const peel_look_options usual = {.size = sizeof usual};
    const size_t first = offsetof(peel_look_options, max_rows) + sizeof(size_t); /* of 0.1.0 */
    const peel_status status = options_read(options, sizeof *options, first, given ? given : &usual);
    if (status != PEEL_OK) return refuse(error, status);
    if (options->delimiter != 0 && !csv_is_delimiter(options->delimiter)) {
        error_say(error, PEEL_ERROR_PLAN, "No such delimiter: it is a comma, a semicolon, a tab or a vertical bar.");
        return PEEL_ERROR_PLAN;
    }
    if (options->encoding < 0 || options->encoding >= PEEL_ENCODING_END_)
        return refuse(error, PEEL_ERROR_ENCODING_OPTION);
    return PEEL_OK;
}

peel_status peel_look_open(const peel_look_options *given, peel_look **look, peel_error *error) {
    struct csv_options csv = {.row = take_row};
    peel_look_options options;
    if (!look) return refuse(error, PEEL_ERROR_NULL);
    peel_status status = read_options(given, &options, error);
    if (status != PEEL_OK) return status;
    status = memory_choose(&options.allocator, &csv.allocator);
    if (status != PEEL_OK) return refuse(error, status);
    csv.encoding = options.encoding;
    csv.delimiter = (char)options.delimiter;
    csv_options_limit(&csv, options.max_field, options.max_fields);
    struct peel_look *const made = memory_get(&csv.allocator, sizeof *made);
    if (!made) return refuse(error, PEEL_ERROR_MEMORY);
    csv.context = made;
    *made = (struct peel_look){.options = csv, .max_rows = options.max_rows};
    made->summary.delimiter = options.delimiter;
    if (options.delimiter != 0) status = csv_reader_open(&csv, &made->csv);
    if (status != PEEL_OK) {
        memory_release(&csv.allocator, made);
        return refuse(error, status);
    }
    *look = made;
    return PEEL_OK;
}

/* --- reading -------------------------------------------------------------------------------------------------------------- */

/* What the reader of CSV said: a fault for good, or that enough was read. */
static peel_status judge(struct peel_look *look, peel_status status) {
    if (status == PEEL_OK || look->passed_over) {
        look->fatal.status = PEEL_OK;
        return PEEL_OK;
    }
    header_name_column(&look->header, &look->fatal);
    return status;
}

static peel_status read_on(struct peel_look *look, const void *bytes, size_t size) {
    if (look->passed_over) return PEEL_OK;
    return judge(look, csv_reader_feed(look->csv, bytes, size, &look->fatal));
}

static peel_status fail(struct peel_look *look) {
    return refuse(&look->fatal, PEEL_ERROR_MEMORY);
}

/* The delimiter is known: the bytes that were held are read. */
static peel_status choose(struct peel_look *look) {
    look->options.delimiter = look_delimiter(&look->line);
    look->summary.delimiter = (unsigned char)look->options.delimiter;
    if (csv_reader_open(&look->options, &look->csv) != PEEL_OK) return fail(look);
    const peel_status status = read_on(look, look->held, look->held_n);
    memory_release(&look->options.allocator, look->held);
    look->held = NULL;
    return status;
}

/* Holds bytes until the first line has ended, or is too long to go on with. Returns how many of them were taken. */
static size_t hold(struct peel_look *look, const unsigned char *bytes, size_t size, int *ended) {
    const size_t room = most_held - look->held_n;
    const size_t taken = size < room ? size : room;
    unsigned char *const held =
        memory_grow(&look->options.allocator, look->held, &look->held_room, look->held_n + taken, 1);
    if (!held) {
        fail(look);
        return 0;
    }
    look->held = held;
    memcpy(held + look->held_n, bytes, taken);
    look->held_n += taken;
    *ended = look_through(&look->line, bytes, taken) || look->held_n == most_held;
    return taken;
}

/* Whether more may be read, else the status and the error that say why not. */
static peel_status ready(const struct peel_look *look, peel_error *error) {
    if (look->finished) return refuse(error, PEEL_ERROR_STATE);
    if (look->fatal.status != PEEL_OK && error) *error = look->fatal;
    return look->fatal.status;
}

peel_status peel_look_feed(peel_look *look, const void *bytes, size_t size, peel_error *error) {
    const unsigned char *next = bytes;
    int ended = 0;
    if (!look || (!bytes && size > 0)) return refuse(error, PEEL_ERROR_NULL);
    if (ready(look, error) != PEEL_OK || size == 0) return ready(look, NULL);
    if (!look->csv) {
        const size_t taken = hold(look, next, size, &ended);
        next += taken;
        size -= taken;
        if (ended) choose(look);
    }
    if (look->csv && look->fatal.status == PEEL_OK) read_on(look, next, size);
    return ready(look, error);
}

peel_status peel_look_finish(peel_look *look, peel_error *error) {
    if (!look) return refuse(error, PEEL_ERROR_NULL);
    if (ready(look, error) != PEEL_OK) return ready(look, NULL);
    if (!look->csv) choose(look);
    if (look->fatal.status == PEEL_OK && !look->passed_over) judge(look, csv_reader_finish(look->csv, &look->fatal));
    if (look->fatal.status != PEEL_OK) return ready(look, error);
    for (size_t i = 0; i < look->header.n; i++)
        look_choose_examples(&look->columns[i]);
    look->finished = 1;
    return PEEL_OK;
}

/* --- answers -------------------------------------------------------------------------------------------------------------- */

peel_status peel_look_count(const peel_look *look, peel_look_summary *summary) {
    if (!look || !summary) return PEEL_ERROR_NULL;
    if (!look->finished) return PEEL_ERROR_STATE;
    *summary = look->summary;
    return PEEL_OK;
}

peel_status peel_look_column_at(const peel_look *look, size_t index, peel_look_column *column) {
    if (!look || !column) return PEEL_ERROR_NULL;
    if (!look->finished) return PEEL_ERROR_STATE;
    if (index >= look->header.n) return PEEL_ERROR_INDEX;
    const struct look_column *const known = &look->columns[index];
    *column = (peel_look_column){.name = look->header.names[index],
                                 .filled = known->filled,
                                 .blank = known->blank,
                                 .different = look_different(known),
                                 .holds = look_holds(known),
                                 .example_n = known->example_n,
                                 .totals_rows = known->totals_rows};
    column->nearly = look_holds_nearly(known, &column->odd);
    memcpy(column->example, known->example, sizeof column->example);
    memcpy(column->example_cells, known->example_cells, sizeof column->example_cells);
    return PEEL_OK;
}

peel_status peel_look_close(peel_look *look) {
    if (!look) return PEEL_OK;
    const peel_allocator allocator = look->options.allocator;
    for (size_t i = 0; look->columns && i < (size_t)look->summary.columns; i++)
        look_release_column(&look->columns[i], &allocator);
    if (look->csv) csv_reader_close(look->csv);
    arena_release(&look->texts, &allocator);
    memory_release(&allocator, look->header.names);
    memory_release(&allocator, look->columns);
    memory_release(&allocator, look->cells);
    memory_release(&allocator, look->held);
    memory_release(&allocator, look);
    return PEEL_OK;
}
