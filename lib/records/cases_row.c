/* A row below the first: whether it is one, whether it counts, in which group. */
#include <string.h>

#include "base/text.h"
#include "records/cases_reader.h"
#include "records/csv_fault.h"
#include "records/moment.h"
#include "records/usual_words.h"

peel_status cases_place(const struct peel_cases_reader *reader, size_t column, peel_error *error) {
    const size_t field = reader->plan.columns[column].field;
    const struct csv_place begins = csv_field_place(reader->row, field);
    error->line = begins.line;
    error->column = begins.column;
    error->field = (int32_t)field + 1;
    header_name_column(&reader->header, error);
    return error->status;
}

/* --- cells -------------------------------------------------------------------------------------------------------------- */

static void take_cells(struct peel_cases_reader *reader, const struct csv_row *row) {
    const struct cases_plan *const plan = &reader->plan;
    for (size_t i = 0; i < plan->columns_n; i++)
        reader->cells[i] = cell_of(&row->fields[plan->columns[i].field]);
}

/*
 * A row whose cells are all names of their columns says the first row once more. The wanted cells alone do not tell: of a column
 * "Compliant" each case that is met would be such a row.
 */
static int is_header(const struct peel_cases_reader *reader) {
    const struct cases_plan *const plan = &reader->plan;
    size_t i = 0;
    if (!reader->row->says_names) return 0;
    while (i < plan->columns_n && text_equal(reader->cells[i].text, reader->header.names[plan->columns[i].field]))
        i++;
    return i == plan->columns_n;
}

static int passes(struct peel_cases_reader *reader) {
    struct cases_plan *const plan = &reader->plan;
    for (size_t i = 0; i < plan->filters_n; i++) {
        struct cases_filter *const filter = &plan->filters[i];
        const struct cell *const cell = &reader->cells[filter->column];
        int pass = 0;
        switch (filter->test) {
        case PEEL_FILTER_IS: pass = meanings_find(&filter->words, cell) != 0; break;
        case PEEL_FILTER_IS_NOT: pass = meanings_find(&filter->words, cell) == 0; break;
        case PEEL_FILTER_BLANK: pass = cell->length == 0; break;
        default: pass = cell->length > 0; break;
        }
        if (!pass) return 0;
    }
    return 1;
}

/* --- keys --------------------------------------------------------------------------------------------------------------- */

/* Why a date has no period. As it is printed, its year is 1 to 9999. */
static const char *why_no_period(const struct peel_cases_reader *reader, const struct cases_key *key,
                                 const struct moment *moment) {
    if (key->every == PEEL_EVERY_DAY && moment->is_month) return "it is a month, of which the day is not known.";
    if (reader->plan.zone == PEEL_ZONE_LONDON && moment->has_offset)
        return "it lies before 1996 by the clock of London, or beyond the year 9999.";
    return "the first financial year begins in April of the year 1.";
}

/* The period of a date, as the text of a key. */
static peel_status read_period(struct peel_cases_reader *reader, size_t k, peel_error *fault) {
    const struct cases_key *const key = &reader->plan.keys[k];
    const struct cell *const cell = &reader->cells[key->column];
    struct moment moment;
    if (usual_total(cell->text)) {
        error_set(fault, PEEL_ERROR_TOTALS_ROW);
        return cases_place(reader, key->column, fault);
    }
    if (cell->length == 0) {
        error_say(fault, PEEL_ERROR_NOT_A_DATE,
                  "The cell is blank, so that the case belongs to no period: write its date, or filter such rows out.");
        return cases_place(reader, key->column, fault);
    }
    if (moment_parse(cell->text, cell->length, reader->plan.serials, &moment, fault) != PEEL_OK)
        return cases_place(reader, key->column, fault);
    const size_t length = moment_period(&moment, key->every, reader->plan.zone, reader->periods[k]);
    if (length == 0) {
        error_say(fault, PEEL_ERROR_NOT_A_DATE, "");
        text_append_quoted(fault->message, sizeof fault->message, cell->text, 40);
        text_append(fault->message, sizeof fault->message, " belongs to no such period: ");
        text_append(fault->message, sizeof fault->message, why_no_period(reader, key, &moment));
        return cases_place(reader, key->column, fault);
    }
    reader->keys[k] = (struct cell){reader->periods[k], length};
    return PEEL_OK;
}

/* A text that has been a key before is no total. */
static peel_status read_keys(struct peel_cases_reader *reader, peel_error *fault) {
    const struct cases_plan *const plan = &reader->plan;
    for (size_t k = 0; k < plan->keys_n; k++) {
        const struct cases_key *const key = &plan->keys[k];
        if (key->every == PEEL_EVERY_NONE) {
            reader->keys[k] = reader->cells[key->column];
        } else {
            const peel_status status = read_period(reader, k, fault);
            if (status != PEEL_OK) return status;
        }
        reader->numbers[k] = names_find(&reader->names, reader->keys[k].text, reader->keys[k].length);
        if (reader->numbers[k] != NAMES_NONE || !usual_total(reader->keys[k].text)) continue;
        error_set(fault, PEEL_ERROR_TOTALS_ROW);
        return cases_place(reader, key->column, fault);
    }
    return PEEL_OK;
}

/* --- rows --------------------------------------------------------------------------------------------------------------- */

static peel_status use_row(struct peel_cases_reader *reader, peel_error *error) {
    peel_error fault;
    if (!passes(reader)) {
        reader->summary.filtered++;
        return PEEL_OK;
    }
    peel_status status = read_keys(reader, &fault);
    if (status == PEEL_OK) status = cases_answer_row(reader, &fault);
    return status == PEEL_OK ? cases_count_row(reader, error) : cases_set_aside(reader, &fault, error);
}

static peel_status set_field_count(struct peel_cases_reader *reader, const struct csv_row *row, peel_error *error) {
    peel_error fault;
    fault_field_count(&fault, row, reader->header.n);
    return cases_set_aside(reader, &fault, error);
}

peel_status cases_take_row(void *context, const struct csv_row *row, peel_error *error) {
    struct peel_cases_reader *const reader = context;
    const int sound = !row->fault && row->n == reader->header.n;
    if (row->n == 0 && !row->fault) {
        reader->summary.blank_lines++;
        return PEEL_OK;
    }
    if (reader->header.n == 0) return cases_read_header(reader, row, error);
    reader->row = row;
    if (sound) take_cells(reader, row);
    if (sound && is_header(reader)) {
        reader->summary.repeated_headers++;
        return PEEL_OK;
    }
    if (reader->plan.max_rows != 0 && (size_t)reader->summary.rows == reader->plan.max_rows) {
        fault_too_many_rows(error, row, reader->plan.max_rows);
        return error->status;
    }
    reader->summary.rows++;
    if (sound) return use_row(reader, error);
    return row->fault ? cases_set_aside(reader, row->fault, error) : set_field_count(reader, row, error);
}
