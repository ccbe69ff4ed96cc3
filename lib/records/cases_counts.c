/* What was counted, to be read after the end. */
#include <math.h>
#include <peel/cases.h>
#include <string.h>

#include "base/text.h"
#include "records/cases_reader.h"

static int is_over(const peel_cases_reader *reader) {
    return csv_reader_finished(reader->csv);
}

peel_status peel_cases_count(const peel_cases_reader *reader, peel_cases_summary *summary) {
    if (!reader || !summary) return PEEL_ERROR_NULL;
    if (!is_over(reader)) return PEEL_ERROR_STATE;
    *summary = reader->summary;
    summary->words = reader->words_seen.n;
    return PEEL_OK;
}

peel_status peel_cases_key_name(const peel_cases_reader *reader, size_t key, const char **name) {
    if (!reader || !name) return PEEL_ERROR_NULL;
    if (key >= reader->plan.keys_n) return PEEL_ERROR_INDEX;
    *name = reader->plan.keys[key].name;
    return PEEL_OK;
}

peel_status peel_cases_criterion_name(const peel_cases_reader *reader, size_t criterion, const char **name) {
    if (!reader || !name) return PEEL_ERROR_NULL;
    if (criterion >= reader->plan.criteria_n) return PEEL_ERROR_INDEX;
    *name = reader->plan.criteria[criterion].name;
    return PEEL_OK;
}

peel_status peel_cases_key(const peel_cases_reader *reader, size_t group, size_t key, const char **text) {
    uint32_t number;
    if (!reader || !text) return PEEL_ERROR_NULL;
    if (!is_over(reader)) return PEEL_ERROR_STATE;
    if (group >= reader->groups.n || key >= reader->plan.keys_n) return PEEL_ERROR_INDEX;
    memcpy(&number, reader->groups.items[reader->order[group]].text + key * sizeof number, sizeof number);
    *text = reader->names.items[number].text;
    return PEEL_OK;
}

/* The counts as the caller is told them. */
static peel_case_tally tally_of(const peel_cases_reader *reader, size_t group, size_t criterion) {
    const int64_t *const counts = cases_counts(reader, reader->order[group], criterion);
    const int32_t policy = reader->plan.missing;
    const int64_t missing = counts[cases_missing];
    const int64_t answered = counts[cases_met] + counts[cases_not_met];
    const int assessed = policy == PEEL_MISSING_FAILED || policy == PEEL_MISSING_MET;
    const double all = (double)(answered + missing);
    peel_case_tally tally = {.group = group, .criterion = reader->plan.criteria[criterion].name};
    tally.sample.met = counts[cases_met] + (policy == PEEL_MISSING_MET ? missing : 0);
    tally.sample.assessed = answered + (assessed ? missing : 0);
    tally.met = counts[cases_met];
    tally.not_met = counts[cases_not_met];
    tally.not_applicable = counts[cases_not_applicable];
    tally.missing = missing;
    tally.unknown = counts[cases_unknown];
    tally.open = counts[cases_open];
    tally.lowest = answered + missing == 0 ? NAN : (double)counts[cases_met] / all;
    tally.highest = answered + missing == 0 ? NAN : (double)(counts[cases_met] + missing) / all;
    return tally;
}

peel_status peel_cases_tally(const peel_cases_reader *reader, size_t index, peel_case_tally *tally) {
    if (!reader || !tally) return PEEL_ERROR_NULL;
    if (!is_over(reader)) return PEEL_ERROR_STATE;
    if (index / reader->plan.criteria_n >= reader->groups.n) return PEEL_ERROR_INDEX;
    *tally = tally_of(reader, index / reader->plan.criteria_n, index % reader->plan.criteria_n);
    return PEEL_OK;
}

peel_status peel_cases_columns(const peel_cases_reader *reader, const peel_case_columns *columns) {
    if (!reader || !columns) return PEEL_ERROR_NULL;
    if (!is_over(reader)) return PEEL_ERROR_STATE;
    const size_t criteria = reader->plan.criteria_n;
    for (size_t i = 0; i < reader->groups.n * criteria; i++) {
        const peel_case_tally tally = tally_of(reader, i / criteria, i % criteria);
        if (columns->sample_met) columns->sample_met[i] = tally.sample.met;
        if (columns->assessed) columns->assessed[i] = tally.sample.assessed;
        if (columns->met) columns->met[i] = tally.met;
        if (columns->not_met) columns->not_met[i] = tally.not_met;
        if (columns->not_applicable) columns->not_applicable[i] = tally.not_applicable;
        if (columns->missing) columns->missing[i] = tally.missing;
        if (columns->unknown) columns->unknown[i] = tally.unknown;
        if (columns->open) columns->open[i] = tally.open;
        if (columns->lowest) columns->lowest[i] = tally.lowest;
        if (columns->highest) columns->highest[i] = tally.highest;
    }
    return PEEL_OK;
}

peel_status peel_cases_set_aside(const peel_cases_reader *reader, size_t index, peel_error *error) {
    if (!reader || !error) return PEEL_ERROR_NULL;
    if (!is_over(reader)) return PEEL_ERROR_STATE;
    if (index >= (size_t)reader->summary.faults) return PEEL_ERROR_INDEX;
    const struct cases_fault *const fault = &reader->faults[index];
    error_say(error, fault->status, fault->message);
    error->line = fault->line;
    error->column = fault->column;
    error->field = fault->field;
    text_append(error->name, sizeof error->name, fault->name);
    return PEEL_OK;
}

peel_status peel_cases_reason_of(const peel_cases_reader *reader, size_t index, peel_cases_reason *reason) {
    if (!reader || !reason) return PEEL_ERROR_NULL;
    if (!is_over(reader)) return PEEL_ERROR_STATE;
    if (index >= (size_t)reader->summary.reasons) return PEEL_ERROR_INDEX;
    *reason = reader->reasons[index];
    return PEEL_OK;
}

peel_status peel_cases_word(const peel_cases_reader *reader, size_t index, peel_unknown_word *word) {
    if (!reader || !word) return PEEL_ERROR_NULL;
    if (!is_over(reader)) return PEEL_ERROR_STATE;
    if (index >= reader->words_seen.n) return PEEL_ERROR_INDEX;
    *word = reader->words[index].word;
    return PEEL_OK;
}
