/* The first row: which field is which column. */
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "records/csv_fault.h"
#include "records/encoding.h"
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

void tally_name_column(const struct peel_tally_reader *reader, peel_error *error) {
    if (error->field < 1 || (size_t)error->field > reader->fields || error->name[0] != '\0') return;
    text_append(error->name, sizeof error->name, reader->names[error->field - 1]);
}

char *tally_trimmed(const struct csv_field *field) {
    static const char no_break_space[] = "\xC2\xA0";
    char *const text = field->text + utf_8_spaces(field->text);
    char *end = field->text + field->length;
    while (end > text && (strchr(" \t\r\n", end[-1]) || (end - text >= 2 && memcmp(end - 2, no_break_space, 2) == 0)))
        end -= end[-1] == no_break_space[1] ? 2 : 1;
    *end = '\0';
    return text;
}

static peel_status repeated(const struct csv_row *row, size_t number, const char *name, size_t before,
                            peel_error *error) {
    const struct csv_place begins = csv_field_place(row, number - 1);
    fault_at(error, PEEL_ERROR_REPEATED_COLUMN, begins.line, begins.column, number);
    text_append(error->message, sizeof error->message, " ");
    text_append_quoted(error->message, sizeof error->message, name, sizeof error->name);
    text_append(error->message, sizeof error->message, " is field ");
    text_append_count(error->message, sizeof error->message, (int64_t)before);
    text_append(error->message, sizeof error->message, " and field ");
    text_append_count(error->message, sizeof error->message, (int64_t)number);
    text_append(error->message, sizeof error->message, ".");
    return error->status;
}

/* What may be the matter, and which columns the row does name. */
static peel_status missing(const struct peel_tally_reader *reader, const struct csv_row *row, enum tally_column column,
                           peel_error *error) {
    const char *const first = reader->names[0];
    const char *const only = reader->fields == 1 ? first : "";
    fault_at(error, PEEL_ERROR_MISSING_COLUMN, row->line, 0, 0);
    error->message[0] = '\0';
    text_append(error->name, sizeof error->name, column_name(column));
    text_append(error->message, sizeof error->message, "The first row has no column ");
    text_append_quoted(error->message, sizeof error->message, error->name, sizeof error->name);
    if (strchr(only, ';') || strchr(only, '\t')) {
        text_append(error->message, sizeof error->message, ": its fields are separated by ");
        text_append(error->message, sizeof error->message, strchr(only, ';') ? "semicolons" : "tabs");
        text_append(error->message, sizeof error->message, ", not by commas. Save the text again as CSV with commas.");
        return error->status;
    }
    if (words_equal(first, "sep=") || words_equal(first, "sep=,")) { /* as one field, or cut at its comma */
        text_append(
            error->message, sizeof error->message,
            ": it holds \"sep=,\", which only Excel understands. Delete that line, so that the names come first.");
        return error->status;
    }
    text_append(error->message, sizeof error->message, ", which is needed. It names ");
    for (size_t i = 0; i < reader->fields; i++) {
        if (i > 0) text_append(error->message, sizeof error->message, ", ");
        text_append_quoted(error->message, sizeof error->message, reader->names[i], 32);
    }
    text_append(error->message, sizeof error->message, ".");
    return error->status;
}

/* The column of a name, tally_columns where it is none that has a meaning. */
static enum tally_column column_named(const char *name) {
    enum tally_column column = 0;
    while (column < tally_columns && !words_equal(name, column_name(column)))
        column++;
    return column;
}

static peel_status keep_names(struct peel_tally_reader *reader, const struct csv_row *row) {
    const char **const names =
        memory_grow(&reader->allocator, reader->names, &reader->names_room, row->n, sizeof *reader->names);
    if (!names) return PEEL_ERROR_MEMORY;
    reader->names = names;
    for (; reader->fields < row->n; reader->fields++) {
        const char *const name = tally_trimmed(&row->fields[reader->fields]);
        names[reader->fields] = arena_copy(&reader->texts, &reader->allocator, name, strlen(name));
        if (!names[reader->fields]) return PEEL_ERROR_MEMORY;
    }
    return PEEL_OK;
}

peel_status tally_read_header(struct peel_tally_reader *reader, const struct csv_row *row, peel_error *error) {
    if (row->fault) {
        *error = *row->fault;
        return error->status;
    }
    if (keep_names(reader, row) != PEEL_OK) {
        fault_at(error, PEEL_ERROR_MEMORY, row->line, 0, 0);
        return error->status;
    }
    for (size_t i = 0; i < row->n; i++) {
        const enum tally_column column = column_named(reader->names[i]);
        if (column == tally_columns) continue;
        if (reader->field_of[column] != 0)
            return repeated(row, i + 1, reader->names[i], reader->field_of[column], error);
        reader->field_of[column] = i + 1;
    }
    /* A list of reported rates alone has no counts; a column of counts without the other is a fault all the same. */
    const size_t *const field_of = reader->field_of;
    const int counted = field_of[tally_reported] == 0 || field_of[tally_met] != 0 || field_of[tally_assessed] != 0;
    if (field_of[tally_criterion] == 0) return missing(reader, row, tally_criterion, error);
    if (counted && field_of[tally_met] == 0) return missing(reader, row, tally_met, error);
    if (counted && field_of[tally_assessed] == 0) return missing(reader, row, tally_assessed, error);
    return PEEL_OK;
}
