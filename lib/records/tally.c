/* The reader of tallies: what the public calls do. */
#include <peel/tally.h>
#include <string.h>

#include "base/options.h"
#include "base/text.h"
#include "records/csv_fault.h"
#include "records/tally_reader.h"

static peel_status refuse(peel_error *error, peel_status status) {
    error_set(error, status);
    return status;
}

static size_t kept_rows(const struct peel_tally_reader *reader) {
    return (size_t)(reader->summary.rows - reader->summary.set_aside);
}

static peel_status fail_memory(const struct csv_row *row, peel_error *error) {
    fault_at(error, PEEL_ERROR_MEMORY, row->line, 0, 0);
    return PEEL_ERROR_MEMORY;
}

static peel_status set_aside(struct peel_tally_reader *reader, const struct csv_row *row, const peel_error *fault,
                             peel_error *error) {
    const size_t n = (size_t)reader->summary.set_aside;
    struct tally_fault *const faults =
        memory_grow(&reader->allocator, reader->faults, &reader->faults_room, n + 1, sizeof *reader->faults);
    if (faults) reader->faults = faults;
    const char *const message = arena_copy(&reader->texts, &reader->allocator, fault->message, strlen(fault->message));
    if (!faults || !message) return fail_memory(row, error);
    faults[n] = (struct tally_fault){fault->status, fault->field, fault->line, fault->column, message};
    reader->summary.rows++;
    reader->summary.set_aside++;
    return PEEL_OK;
}

static peel_status keep(struct peel_tally_reader *reader, const struct csv_row *row, const peel_tally *tally,
                        peel_error *error) {
    const size_t n = kept_rows(reader);
    peel_tally *const rows =
        memory_grow(&reader->allocator, reader->rows, &reader->rows_room, n + 1, sizeof *reader->rows);
    if (!rows) return fail_memory(row, error);
    reader->rows = rows;
    rows[n] = *tally;
    reader->summary.rows++;
    reader->summary.samples += tally->kind == PEEL_TALLY_SAMPLE;
    reader->summary.reported += tally->kind == PEEL_TALLY_REPORTED;
    reader->summary.unmeasured += tally->kind == PEEL_TALLY_UNMEASURED;
    return PEEL_OK;
}

/* Takes a row from the reader of CSV; what it returns is fatal. */
static peel_status take_row(void *context, const struct csv_row *row, peel_error *error) {
    struct peel_tally_reader *const reader = context;
    peel_tally tally;
    peel_error fault;
    if (row->n == 0 && !row->fault) {
        reader->summary.blank_lines++;
        return PEEL_OK;
    }
    if (reader->header.n == 0) return tally_read_header(reader, row, error);
    if (reader->max_rows != 0 && (size_t)reader->summary.rows == reader->max_rows) {
        fault_too_many_rows(error, row, reader->max_rows);
        return error->status;
    }
    const peel_status status = tally_read_row(reader, row, &tally, &fault);
    if (status == PEEL_OK) return keep(reader, row, &tally, error);
    if (status == PEEL_ERROR_MEMORY) return fail_memory(row, error);
    return set_aside(reader, row, &fault, error);
}

/* The options of any version, checked; NULL is the default. */
static peel_status read_options(const peel_tally_options *given, peel_tally_options *options) {
    static const peel_tally_options usual = {.size = sizeof usual};
    const size_t first = offsetof(peel_tally_options, max_rows) + sizeof(size_t); /* of 0.1.0 */
    const peel_status status = options_read(options, sizeof *options, first, given ? given : &usual);
    if (status != PEEL_OK) return status;
    if (options->reserved != 0) return PEEL_ERROR_RESERVED;
    if (options->encoding < 0 || options->encoding >= PEEL_ENCODING_END_) return PEEL_ERROR_ENCODING_OPTION;
    return PEEL_OK;
}

peel_status peel_tally_open(const peel_tally_options *given, peel_tally_reader **reader, peel_error *error) {
    struct csv_options csv = {.row = take_row};
    peel_tally_options options;
    if (!reader) return refuse(error, PEEL_ERROR_NULL);
    peel_status status = read_options(given, &options);
    if (status == PEEL_OK) status = memory_choose(&options.allocator, &csv.allocator);
    if (status != PEEL_OK) return refuse(error, status);

    struct peel_tally_reader *const made = memory_get(&csv.allocator, sizeof *made);
    if (!made) return refuse(error, PEEL_ERROR_MEMORY);
    *made = (struct peel_tally_reader){.allocator = csv.allocator, .max_rows = options.max_rows};
    csv.context = made;
    csv.encoding = options.encoding;
    csv_options_limit(&csv, options.max_field, options.max_fields);
    status = csv_reader_open(&csv, &made->csv);
    if (status != PEEL_OK) {
        memory_release(&csv.allocator, made);
        return refuse(error, status);
    }
    *reader = made;
    return PEEL_OK;
}

peel_status peel_tally_feed(peel_tally_reader *reader, const void *bytes, size_t size, peel_error *error) {
    if (!reader || (!bytes && size > 0)) return refuse(error, PEEL_ERROR_NULL);
    const peel_status status = csv_reader_feed(reader->csv, bytes, size, error);
    if (status != PEEL_OK && error) header_name_column(&reader->header, error);
    return status;
}

peel_status peel_tally_finish(peel_tally_reader *reader, peel_error *error) {
    if (!reader) return refuse(error, PEEL_ERROR_NULL);
    const peel_status status = csv_reader_finish(reader->csv, error);
    if (status != PEEL_OK && error) header_name_column(&reader->header, error);
    return status;
}

peel_status peel_tally_count(const peel_tally_reader *reader, peel_tally_summary *summary) {
    if (!reader || !summary) return PEEL_ERROR_NULL;
    if (!csv_reader_finished(reader->csv)) return PEEL_ERROR_STATE;
    *summary = reader->summary;
    return PEEL_OK;
}

peel_status peel_tally_row(const peel_tally_reader *reader, size_t index, peel_tally *row) {
    if (!reader || !row) return PEEL_ERROR_NULL;
    if (!csv_reader_finished(reader->csv)) return PEEL_ERROR_STATE;
    if (index >= kept_rows(reader)) return PEEL_ERROR_INDEX;
    *row = reader->rows[index];
    return PEEL_OK;
}

peel_status peel_tally_set_aside(const peel_tally_reader *reader, size_t index, peel_error *error) {
    if (!reader || !error) return PEEL_ERROR_NULL;
    if (!csv_reader_finished(reader->csv)) return PEEL_ERROR_STATE;
    if (index >= (size_t)reader->summary.set_aside) return PEEL_ERROR_INDEX;
    const struct tally_fault *const fault = &reader->faults[index];
    error_say(error, fault->status, fault->message);
    error->line = fault->line;
    error->column = fault->column;
    error->field = fault->field;
    header_name_column(&reader->header, error);
    return PEEL_OK;
}

peel_status peel_tally_close(peel_tally_reader *reader) {
    if (!reader) return PEEL_OK;
    const peel_allocator allocator = reader->allocator;
    csv_reader_close(reader->csv);
    arena_release(&reader->texts, &allocator);
    memory_release(&allocator, reader->header.names);
    memory_release(&allocator, reader->rows);
    memory_release(&allocator, reader->faults);
    memory_release(&allocator, reader);
    return PEEL_OK;
}
