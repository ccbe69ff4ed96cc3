/* What the cells of a row say of each criterion. */
#include "base/text.h"
#include "records/cases_reader.h"
#include "records/duration.h"
#include "records/moment.h"

static const struct cell *cell_at(const struct peel_cases_reader *reader, size_t column) {
    return &reader->cells[column];
}

/* The limit of the case's grade in *limit and cases_met; or what the grade alone says, whatever became of the case. */
static enum cases_answer find_limit(struct peel_cases_reader *reader, struct cases_criterion *criterion,
                                    int64_t *limit) {
    int number = 1;
    if (criterion->grade != CASES_NO_COLUMN) {
        const struct cell *const grade = cell_at(reader, criterion->grade);
        if (grade->length == 0) return cases_missing;
        number = meanings_find(&criterion->words, grade);
        if (number == 0) return cases_unknown;
    }
    *limit = criterion->limits[number - 1];
    return *limit < 0 ? cases_not_applicable : cases_met;
}

static peel_status read_moment(struct peel_cases_reader *reader, size_t column, struct moment *moment,
                               peel_error *fault) {
    const struct cell *const cell = cell_at(reader, column);
    const peel_status status = moment_parse(cell->text, cell->length, reader->plan.serials, moment, fault);
    return status == PEEL_OK ? status : cases_place(reader, column, fault);
}

static peel_status fault_negative(struct peel_cases_reader *reader, size_t column, peel_error *fault) {
    error_set(fault, PEEL_ERROR_NEGATIVE_DURATION);
    return cases_place(reader, column, fault);
}

/*
 * How long the case took, in *taken, or why that is not known: cases_missing, cases_open. Dates that can be read are, so that a row
 * with one that cannot is set aside whatever else it lacks.
 */
static peel_status read_time(struct peel_cases_reader *reader, const struct cases_criterion *criterion,
                             enum cases_answer *known, int64_t *taken, peel_error *fault) {
    const int begun = cell_at(reader, criterion->since)->length > 0;
    const int ended = cell_at(reader, criterion->column)->length > 0;
    struct moment since, until;
    peel_status status = PEEL_OK;
    if (begun) status = read_moment(reader, criterion->since, &since, fault);
    if (status == PEEL_OK && ended) status = read_moment(reader, criterion->column, &until, fault);
    if (status != PEEL_OK) return status;
    *known = !begun ? cases_missing : !ended ? cases_open : cases_met;
    if (*known != cases_met) return PEEL_OK;
    status = moment_between(&since, &until, reader->plan.zone, taken, fault);
    return status == PEEL_OK ? status : cases_place(reader, criterion->column, fault);
}

static peel_status read_duration(struct peel_cases_reader *reader, const struct cases_criterion *criterion,
                                 enum cases_answer *known, int64_t *taken, peel_error *fault) {
    const struct cell *const cell = cell_at(reader, criterion->column);
    *known = cell->length == 0 ? cases_missing : cases_met;
    if (cell->length == 0) return PEEL_OK;
    const peel_status status = duration_nanoseconds(cell->text, taken, fault);
    return status == PEEL_OK ? status : cases_place(reader, criterion->column, fault);
}

/*
 * What is at fault goes first: a row whose times cannot be read, or end before they begin, is set aside whatever its grade. Of a
 * sound row the grade is asked first: a criterion that does not apply is not missing, nor is its case open.
 */
static peel_status answer_limit(struct peel_cases_reader *reader, struct cases_criterion *criterion,
                                unsigned char *answer, peel_error *fault) {
    enum cases_answer known = cases_missing;
    int64_t taken = 0, limit = 0;
    const peel_status status = criterion->measure == PEEL_MEASURE_TIME
                                   ? read_time(reader, criterion, &known, &taken, fault)
                                   : read_duration(reader, criterion, &known, &taken, fault);
    if (status != PEEL_OK) return status;
    if (taken < 0) return fault_negative(reader, criterion->column, fault);
    enum cases_answer says = find_limit(reader, criterion, &limit);
    if (says == cases_met) says = known;
    if (says == cases_met && taken > limit) says = cases_not_met;
    *answer = (unsigned char)says;
    return PEEL_OK;
}

peel_status cases_answer_row(struct peel_cases_reader *reader, peel_error *fault) {
    peel_status status = PEEL_OK;
    for (size_t i = 0; i < reader->plan.criteria_n && status == PEEL_OK; i++) {
        struct cases_criterion *const criterion = &reader->plan.criteria[i];
        unsigned char *const answer = &reader->answers[i];
        int number;
        switch (criterion->measure) {
        case PEEL_MEASURE_TIME:
        case PEEL_MEASURE_DURATION: status = answer_limit(reader, criterion, answer, fault); break;
        case PEEL_MEASURE_FILLED:
            number = meanings_find(&criterion->words, cell_at(reader, criterion->column));
            *answer = (unsigned char)(number == 0 ? cases_met : number - 1);
            break;
        default:
            number = meanings_find(&criterion->words, cell_at(reader, criterion->column));
            *answer = (unsigned char)(number == 0 ? cases_unknown : number - 1);
            break;
        }
    }
    return status;
}
