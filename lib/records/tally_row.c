/* A row below the first: its texts and figures, or its fault. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "records/cell.h"
#include "records/csv_fault.h"
#include "records/figure.h"
#include "records/tally_reader.h"

/* A row being read: the texts of its known columns, "" where blank or without a column. */
struct cells {
    const struct peel_tally_reader *reader;
    const struct csv_row *row;
    const char *text[tally_columns];
    peel_error *error;
};

static int is_blank(const struct cells *cells, enum tally_column column) {
    return cells->text[column][0] == '\0';
}

/* Puts the error at the field of a column; where the text lacks the column, at the row. */
static peel_status place(const struct cells *cells, enum tally_column column, peel_status status) {
    const size_t field = cells->reader->field_of[column];
    cells->error->line = cells->row->line;
    if (field == 0) return status;
    const struct csv_place begins = csv_field_place(cells->row, field - 1);
    cells->error->line = begins.line;
    cells->error->column = begins.column;
    cells->error->field = (int32_t)field;
    return status;
}

/* The fault of a column with its own sentence, or another one. */
static peel_status fault(const struct cells *cells, enum tally_column column, peel_status status) {
    error_set(cells->error, status);
    return place(cells, column, status);
}

/* A count; 0 where the cell is blank. */
static peel_status read_count(const struct cells *cells, enum tally_column column, int64_t *count) {
    *count = 0;
    if (is_blank(cells, column)) return PEEL_OK;
    const peel_status status = figure_count(cells->text[column], count, cells->error);
    return status == PEEL_OK ? status : place(cells, column, status);
}

/* A rate written as a percentage; NaN where the cell is blank. */
static peel_status read_percentage(const struct cells *cells, enum tally_column column, double *rate) {
    *rate = NAN;
    if (is_blank(cells, column)) return PEEL_OK;
    const peel_status status = figure_percentage(cells->text[column], rate, cells->error);
    return status == PEEL_OK ? status : place(cells, column, status);
}

static peel_status read_counts_word(const struct cells *cells, int32_t *counts) {
#define WORD(constant, number, name) {name, number},
    static const struct word words[] = {PEEL_COUNTS(WORD)};
#undef WORD
    const char *const typed = cells->text[tally_counts];
    *counts = PEEL_COUNTS_MET;
    if (is_blank(cells, tally_counts)) return PEEL_OK;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!words_equal(typed, words[i].name)) continue;
        *counts = words[i].number;
        return PEEL_OK;
    }
    error_say(cells->error, PEEL_ERROR_UNKNOWN_WORD, "");
    text_append_quoted(cells->error->message, sizeof cells->error->message, typed, 40);
    text_append(cells->error->message, sizeof cells->error->message,
                " has no meaning here: write met or failures, whichever the row counts; blank is met.");
    return place(cells, tally_counts, PEEL_ERROR_UNKNOWN_WORD);
}

static void say_figure(peel_error *error, int64_t figure, const char *what) {
    text_append_count(error->message, sizeof error->message, figure);
    text_append(error->message, sizeof error->message, what);
}

/* Figures that cannot be a sample: which they are, and the sentence of the status. */
static peel_status fault_sample(const struct cells *cells, const peel_sample *printed, peel_status status) {
    const int above = status == PEEL_ERROR_ASSESSED_ABOVE_POPULATION;
    error_say(cells->error, status, "");
    if (!above) say_figure(cells->error, printed->met, " of ");
    say_figure(cells->error, printed->assessed, above ? " assessed of a population of " : " assessed. ");
    if (above) say_figure(cells->error, printed->population, ". ");
    text_append(cells->error->message, sizeof cells->error->message, peel_status_sentence(status));
    return place(cells, above ? tally_assessed : tally_met, status);
}

/* What was counted, as a sample; kind is untouched where nothing was. */
static peel_status read_sample(const struct cells *cells, peel_tally *tally) {
    peel_sample printed;
    peel_status status = read_counts_word(cells, &tally->counts);
    if (status == PEEL_OK) status = read_count(cells, tally_met, &printed.met);
    if (status == PEEL_OK) status = read_count(cells, tally_assessed, &printed.assessed);
    if (status == PEEL_OK) status = read_count(cells, tally_population, &printed.population);
    if (status != PEEL_OK) return status;
    tally->sample.population = printed.population;
    if (is_blank(cells, tally_met) && is_blank(cells, tally_assessed)) return PEEL_OK;
    if (is_blank(cells, tally_met)) return fault(cells, tally_met, PEEL_ERROR_HALF_A_SAMPLE);
    if (is_blank(cells, tally_assessed)) return fault(cells, tally_assessed, PEEL_ERROR_HALF_A_SAMPLE);
    status = peel_sample_check(&printed);
    if (status != PEEL_OK) return fault_sample(cells, &printed, status);
    tally->sample = printed;
    tally->kind = PEEL_TALLY_SAMPLE;
    return tally->counts == PEEL_COUNTS_FAILURES ? peel_sample_flip(&printed, &tally->sample) : PEEL_OK;
}

static peel_status read_figures(const struct cells *cells, peel_tally *tally) {
    double rate;
    if (is_blank(cells, tally_criterion)) return fault(cells, tally_criterion, PEEL_ERROR_NO_CRITERION);
    peel_status status = read_sample(cells, tally);
    if (status == PEEL_OK) status = read_percentage(cells, tally_reported, &rate);
    if (status == PEEL_OK) status = read_percentage(cells, tally_target, &tally->target);
    if (status != PEEL_OK) return status;
    if (tally->kind == 0) tally->kind = isnan(rate) ? PEEL_TALLY_UNMEASURED : PEEL_TALLY_REPORTED;
    return PEEL_OK;
}

/* Copies a text for as long as the reader lives; NULL where there is no memory. */
static const char *kept(struct peel_tally_reader *reader, const char *text) {
    return text[0] == '\0' ? "" : arena_copy(&reader->texts, &reader->allocator, text, strlen(text));
}

static peel_status keep_texts(struct peel_tally_reader *reader, const struct cells *cells, peel_tally *tally) {
    tally->criterion = kept(reader, cells->text[tally_criterion]);
    tally->area = kept(reader, cells->text[tally_area]);
    tally->force = kept(reader, cells->text[tally_force]);
    tally->period = kept(reader, cells->text[tally_period]);
    tally->reported = kept(reader, cells->text[tally_reported]);
    tally->note = kept(reader, cells->text[tally_note]);
    if (tally->criterion && tally->area && tally->force && tally->period && tally->reported && tally->note)
        return PEEL_OK;
    fault_at(cells->error, PEEL_ERROR_MEMORY, tally->line, 0, 0);
    return PEEL_ERROR_MEMORY;
}

peel_status tally_read_row(struct peel_tally_reader *reader, const struct csv_row *row, peel_tally *tally,
                           peel_error *error) {
    struct cells cells = {.reader = reader, .row = row, .error = error};
    if (row->fault) {
        *error = *row->fault;
        return error->status;
    }
    if (row->n != reader->header.n) {
        fault_field_count(error, row, reader->header.n);
        return error->status;
    }
    for (enum tally_column column = 0; column < tally_columns; column++) {
        const size_t field = reader->field_of[column];
        cells.text[column] = field == 0 ? "" : cell_of(&row->fields[field - 1]).text;
    }
    *tally = (peel_tally){.line = row->line, .target = NAN};
    const peel_status status = read_figures(&cells, tally);
    return status == PEEL_OK ? keep_texts(reader, &cells, tally) : status;
}
