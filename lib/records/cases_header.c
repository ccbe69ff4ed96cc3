/* The first row: where the columns of the plan stand. */
#include "records/cases_reader.h"
#include "records/csv_fault.h"

/* The first field from `from` on that has a name; header->n where none has. */
static size_t field_named(const struct header *header, const char *name, size_t from) {
    while (from < header->n && !header_names_equal(header->names[from], name))
        from++;
    return from;
}

static peel_status find_columns(struct peel_cases_reader *reader, const struct csv_row *row, peel_error *error) {
    const struct header *const header = &reader->header;
    for (size_t i = 0; i < reader->plan.columns_n; i++) {
        struct cases_column *const column = &reader->plan.columns[i];
        column->field = field_named(header, column->name, 0);
        if (column->field == header->n) return header_missing(header, row, column->name, reader->plan.delimiter, error);
        const size_t again = field_named(header, column->name, column->field + 1);
        if (again < header->n) return header_repeated(header, row, column->field + 1, again + 1, error);
    }
    return PEEL_OK;
}

/* Only these columns are looked into. */
static peel_status want_columns(const struct peel_cases_reader *reader) {
    const size_t n = reader->header.n;
    unsigned char *const wanted = memory_get(&reader->allocator, n);
    if (!wanted) return PEEL_ERROR_MEMORY;
    for (size_t i = 0; i < n; i++)
        wanted[i] = 0;
    for (size_t i = 0; i < reader->plan.columns_n; i++)
        wanted[reader->plan.columns[i].field] = 1;
    const peel_status status = csv_reader_want(reader->csv, wanted, n);
    memory_release(&reader->allocator, wanted);
    csv_reader_name(reader->csv, reader->header.names, n);
    return status;
}

peel_status cases_read_header(struct peel_cases_reader *reader, const struct csv_row *row, peel_error *error) {
    peel_status status = header_read(&reader->header, &reader->texts, &reader->allocator, row, error);
    if (status == PEEL_OK) status = find_columns(reader, row, error);
    if (status != PEEL_OK) return status;
    status = want_columns(reader);
    if (status != PEEL_OK) fault_at(error, status, row->line, 0, 0);
    return status;
}
