/* A row of cases: whether it counts, in which group, and what it says of each criterion. */
#include <stdlib.h>
#include <string.h>

#include "support/naive_cases_cells.h"
#include "support/naive_cases_state.h"

char *naive_copy(const char *text) {
    char *const copy = malloc(strlen(text) + 1);
    if (!copy) abort();
    return strcpy(copy, text);
}

/* --- cells -------------------------------------------------------------------------------------------------------- */

void naive_release(char **cells, size_t n) {
    for (size_t i = 0; i < n; i++) {
        free(cells[i]);
        cells[i] = NULL;
    }
}

/* The field of a column, counted from 0; `most` where the text has none. */
size_t naive_field_of(const struct oracle *o, const char *column) {
    for (size_t i = 0; i < o->fields; i++)
        if (naive_alike(o->names[i], column)) return i;
    return most;
}

const char *naive_cell(const struct oracle *o, const char *column) {
    return o->cells[naive_field_of(o, column)];
}

void naive_place(const struct oracle *o, peel_error *error, peel_status status, size_t field) {
    *error = (peel_error){.status = status};
    error->field = (int32_t)field + 1;
    error->line = line_of(&o->text, o->naive.fields[field].begins);
    error->column = column_of(&o->text, o->naive.row_begins, o->naive.fields[field].begins);
    if (field < o->fields) strncat(error->name, o->names[field], sizeof error->name - 1);
}

static int fail(struct oracle *o, peel_status status, const char *column) {
    naive_place(o, &o->fault, status, naive_field_of(o, column));
    return 0;
}

/* --- filters, keys, criteria -------------------------------------------------------------------------------------------------------- */

static int one_of(const char *text, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (naive_alike(text, words[i])) return 1;
    return 0;
}

int naive_passes(const struct oracle *o) {
    for (size_t i = 0; i < o->plan->filters_n; i++) {
        const peel_filter *const filter = &o->plan->filters[i];
        const char *const text = naive_cell(o, filter->column);
        const int has = one_of(text, filter->words, filter->words_n);
        const int blank = text[0] == '\0';
        if (filter->test == PEEL_FILTER_IS && !has) return 0;
        if (filter->test == PEEL_FILTER_IS_NOT && has) return 0;
        if (filter->test == PEEL_FILTER_BLANK && !blank) return 0;
        if (filter->test == PEEL_FILTER_FILLED && blank) return 0;
    }
    return 1;
}

int naive_key(struct oracle *o, size_t i) {
    const peel_group_by *const by = &o->plan->by[i];
    const char *const text = naive_cell(o, by->column);
    const char *const totals[] = {"total",  "totals",  "grand total",  "subtotal",  "sub-total",
                                  "total:", "totals:", "grand total:", "subtotal:", "sub-total:"};
    char period[16];
    struct when when;
    if (one_of(text, totals, 10)) return fail(o, PEEL_ERROR_TOTALS_ROW, by->column);
    if (by->every == PEEL_EVERY_NONE) {
        o->keys[i] = naive_copy(text);
        return 1;
    }
    const int is_date = naive_date(text, o->plan->serials, &when) &&
                        naive_period(&when, by->every, o->plan->zone == PEEL_ZONE_LONDON, period);
    if (!is_date) return fail(o, PEEL_ERROR_NOT_A_DATE, by->column);
    o->keys[i] = naive_copy(period);
    return 1;
}

/* An answer of the enum above from one of PEEL_ANSWER_..., 0 being a word without a meaning. */
static int answer_from(int number) {
    return number == 0 ? unknown : number - 1;
}

static int answer_by_word(const peel_criterion *criterion, const char *text) {
    for (size_t i = 0; i < criterion->words_n; i++)
        if (naive_alike(text, criterion->words[i].word)) return answer_from(criterion->words[i].answer);
    return answer_from(criterion->measure == PEEL_MEASURE_FILLED ? naive_filled(text) : naive_answer(text));
}

/* What a grade says, and then the time that was taken, where that is known; else `otherwise`. */
static int answer_by_limit(struct oracle *o, size_t i, int64_t nanoseconds, int otherwise) {
    const peel_criterion *const criterion = &o->plan->criteria[i];
    const char *const grade = criterion->grade ? naive_cell(o, criterion->grade) : NULL;
    if (grade && grade[0] == '\0') return missing;
    for (size_t j = 0; j < criterion->limits_n; j++) {
        const peel_time_limit *const limit = &criterion->limits[j];
        if (grade && limit->grade && !naive_alike(grade, limit->grade)) continue;
        if (limit->seconds < 0) return not_applicable;
        if (nanoseconds < 0) return otherwise;
        return nanoseconds <= limit->seconds * 1000000000 ? met : not_met;
    }
    o->strange[i] = naive_field_of(o, criterion->grade) + 1;
    return unknown;
}

static int read_time(struct oracle *o, size_t i) {
    const peel_criterion *const criterion = &o->plan->criteria[i];
    const char *const texts[2] = {naive_cell(o, criterion->since), naive_cell(o, criterion->column)};
    const char *const columns[2] = {criterion->since, criterion->column};
    struct when at[2];
    int64_t taken;
    for (int j = 0; j < 2; j++)
        if (texts[j][0] != '\0' && !naive_date(texts[j], o->plan->serials, &at[j]))
            return fail(o, PEEL_ERROR_NOT_A_DATE, columns[j]);
    if (texts[0][0] == '\0' || texts[1][0] == '\0') {
        o->answers[i] = answer_by_limit(o, i, -1, texts[0][0] == '\0' ? missing : open);
        return 1;
    }
    if (!naive_between(&at[0], &at[1], o->plan->zone == PEEL_ZONE_LONDON, &taken))
        return fail(o, PEEL_ERROR_NOT_A_DATE, criterion->column);
    if (taken < 0) return fail(o, PEEL_ERROR_NEGATIVE_DURATION, criterion->column);
    o->answers[i] = answer_by_limit(o, i, taken, missing);
    return 1;
}

int naive_criterion(struct oracle *o, size_t i) {
    const peel_criterion *const criterion = &o->plan->criteria[i];
    const char *const text = naive_cell(o, criterion->column);
    int64_t taken;
    o->strange[i] = naive_field_of(o, criterion->column) + 1;
    if (criterion->measure == PEEL_MEASURE_TIME) return read_time(o, i);
    if (criterion->measure != PEEL_MEASURE_DURATION) {
        o->answers[i] = answer_by_word(criterion, text);
        return 1;
    }
    if (text[0] == '\0') {
        o->answers[i] = answer_by_limit(o, i, -1, missing);
        return 1;
    }
    if (!naive_duration(text, &taken)) return fail(o, PEEL_ERROR_NOT_A_DURATION, criterion->column);
    o->answers[i] = answer_by_limit(o, i, taken, missing);
    return 1;
}
