/* The first row: which field is which column. */
#include "base/words.h"
#include "records/tally_reader.h"

static const char *column_name(enum tally_column column) {
#define CASE(name)                                                                                                     \
    case tally_##name: return #name;
    switch (column) {
        TALLY_COLUMNS(CASE)
    default: return "";
    }
#undef CASE
}

/* The column of a name, tally_columns where it is none that has a meaning. */
static enum tally_column column_named(const char *name) {
    enum tally_column column = 0;
    while (column < tally_columns && !words_equal(name, column_name(column)))
        column++;
    return column;
}

peel_status tally_read_header(struct peel_tally_reader *reader, const struct csv_row *row, peel_error *error) {
    const struct header *const header = &reader->header;
    const peel_status status = header_read(&reader->header, &reader->texts, &reader->allocator, row, error);
    if (status != PEEL_OK) return status;
    for (size_t i = 0; i < header->n; i++) {
        const enum tally_column column = column_named(header->names[i]);
        if (column == tally_columns) continue;
        if (reader->field_of[column] != 0) return header_repeated(header, row, reader->field_of[column], i + 1, error);
        reader->field_of[column] = i + 1;
    }
    /* A list of reported rates alone has no counts; a column of counts without the other is a fault all the same. */
    const size_t *const field_of = reader->field_of;
    const int counted = field_of[tally_reported] == 0 || field_of[tally_met] != 0 || field_of[tally_assessed] != 0;
    enum tally_column missing = tally_columns;
    if (counted && field_of[tally_assessed] == 0) missing = tally_assessed;
    if (counted && field_of[tally_met] == 0) missing = tally_met;
    if (field_of[tally_criterion] == 0) missing = tally_criterion;
    return missing == tally_columns ? PEEL_OK : header_missing(header, row, column_name(missing), '\0', error);
}
