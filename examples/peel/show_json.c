/*
 * A report as JSON: {"version": ..., "results": [...], "faults": [...]}. null stands for what is not known.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "program.h"

#include <math.h>

static json_t *number(double value) {
    return isnan(value) ? json_null() : json_real(value);
}

static json_t *count(int64_t value, int known) {
    return known ? json_integer(value) : json_null();
}

static json_t *text(const char *value) {
    return value[0] == '\0' ? json_null() : json_string(value);
}

static json_t *note_list(uint32_t notes) {
    json_t *list = json_array();
    for (uint32_t note = 1; note != 0 && note <= notes; note <<= 1)
        if ((notes & note) != 0) json_array_append_new(list, json_string(peel_note_name(note)));
    return list;
}

static const char *kind_name(int32_t kind) {
    static const char *const names[] = {"sample", "reported", "unmeasured"};
    return names[kind - PEEL_TALLY_SAMPLE];
}

static json_t *row_object(const struct row *row) {
    int sample = row->kind == PEEL_TALLY_SAMPLE;
    json_t *object = json_object();
    json_object_set_new(object, "file", text(row->source));
    json_object_set_new(object, "line", count(row->line, row->line > 0));
    json_object_set_new(object, "force", text(row->force));
    json_object_set_new(object, "area", text(row->area));
    json_object_set_new(object, "criterion", text(row->criterion));
    json_object_set_new(object, "period", text(row->period));
    json_object_set_new(object, "kind", json_string(kind_name(row->kind)));
    json_object_set_new(object, "met", count(row->sample.met, sample));
    json_object_set_new(object, "assessed", count(row->sample.assessed, sample));
    json_object_set_new(object, "population", count(row->sample.population, row->sample.population > 0));
    json_object_set_new(object, "printed_counts",
                        text(!sample                               ? ""
                             : row->counts == PEEL_COUNTS_FAILURES ? "failures"
                                                                   : "met"));
    json_object_set_new(object, "reported", text(row->reported));
    json_object_set_new(object, "target", number(row->target));
    json_object_set_new(object, "note", text(row->note));
    return object;
}

static json_t *answer_object(const struct answer *answer) {
    const peel_interval *interval = &answer->interval;
    json_t *object = row_object(answer->row);
    if (answer->row->kind == PEEL_TALLY_SAMPLE) {
        peel_method method = {.name = ""};
        peel_method_get(interval->method, &method);
        json_object_set_new(object, "estimate", number(interval->estimate));
        json_object_set_new(object, "lower", number(interval->lower));
        json_object_set_new(object, "upper", number(interval->upper));
        json_object_set_new(object, "method", text(method.name));
        json_object_set_new(object, "side", text(peel_side_name(interval->side)));
        json_object_set_new(object, "confidence", number(interval->confidence));
        json_object_set_new(object, "notes", note_list(interval->notes));
    }
    json_object_set_new(object, "status", json_string(peel_status_name(PEEL_OK)));
    return object;
}

static json_t *fault_object(const struct fault *fault) {
    const peel_error *error = &fault->error;
    json_t *object = json_object();
    json_object_set_new(object, "source", text(fault->source));
    json_object_set_new(object, "line", count(error->line, error->line > 0));
    json_object_set_new(object, "column", count(error->column, error->column > 0));
    json_object_set_new(object, "field", text(error->name));
    json_object_set_new(object, "status",
                        json_string(error->status == PEEL_OK ? "not-read" : peel_status_name(error->status)));
    json_object_set_new(object, "message", json_string(error->message));
    return object;
}

void show_json(const struct report *report) {
    json_t *object = json_object();
    json_t *results = json_array();
    json_t *faults = json_array();
    for (size_t i = 0; i < report->answer_count; i++)
        json_array_append_new(results, answer_object(&report->answers[i]));
    for (size_t i = 0; i < report->fault_count; i++)
        json_array_append_new(faults, fault_object(&report->faults[i]));
    json_object_set_new(object, "version", json_string(peel_version()));
    json_object_set_new(object, "results", results);
    json_object_set_new(object, "faults", faults);
    json_show(object);
}
