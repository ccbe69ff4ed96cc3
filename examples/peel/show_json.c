/*
 * A report as JSON: {"version": ..., "results": [...], "faults": [...]}. null stands for what is not known.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rate.h"

#include <math.h>
#include <stdio.h>

static json_t *row_object(const struct row *row) {
    int sample = row->kind == PEEL_TALLY_SAMPLE;
    json_t *object = json_object();
    json_object_set_new(object, "file", value_text(row->source));
    json_object_set_new(object, "line", value_count(row->line, row->line > 0));
    json_object_set_new(object, "force", value_text(row->force));
    json_object_set_new(object, "area", value_text(row->area));
    json_object_set_new(object, "criterion", value_text(row->criterion));
    json_object_set_new(object, "period", value_text(row->period));
    json_object_set_new(object, "kind", json_string(kind_name(row->kind)));
    json_object_set_new(object, "met", value_count(row->sample.met, sample));
    json_object_set_new(object, "assessed", value_count(row->sample.assessed, sample));
    json_object_set_new(object, "population", value_count(row->sample.population, row->sample.population > 0));
    json_object_set_new(object, "printed_counts", value_text(printed_counts(row)));
    json_object_set_new(object, "reported", value_text(row->reported));
    json_object_set_new(object, "target", value_number(row->target));
    json_object_set_new(object, "note", value_text(row->note));
    return object;
}

static void set_test(json_t *object, const struct answer *answer) {
    int tested = answer->test.method != 0;
    peel_method method = {.name = ""};
    peel_method_get(answer->test.method, &method);
    json_object_set_new(object, "against", value_number(tested ? answer->against : NAN));
    json_object_set_new(object, "test", value_text(method.name));
    json_object_set_new(object, "statistic", value_number(tested ? answer->test.statistic : NAN));
    json_object_set_new(object, "p_value", value_number(tested ? answer->test.p_value : NAN));
    json_object_set_new(object, "significant", value_text(answer_significant(answer)));
}

/* A row that is no sample has the same names, with null. */
static json_t *answer_object(const struct report *report, const struct answer *answer) {
    const peel_interval *interval = &answer->interval;
    int sample = answer->row->kind == PEEL_TALLY_SAMPLE;
    json_t *object = row_object(answer->row);
    peel_method method = {.name = ""};
    if (sample) peel_method_get(interval->method, &method);
    json_object_set_new(object, "estimate", value_number(sample ? interval->estimate : NAN));
    json_object_set_new(object, "lower", value_number(sample ? interval->lower : NAN));
    json_object_set_new(object, "upper", value_number(sample ? interval->upper : NAN));
    json_object_set_new(object, "population_lower", value_count(answer->bounds.lower, answer->bounds.lower >= 0));
    json_object_set_new(object, "population_upper", value_count(answer->bounds.upper, answer->bounds.lower >= 0));
    json_object_set_new(object, "half_width", value_number(report->plus_minus ? answer_half_width(answer) : NAN));
    json_object_set_new(object, "method", value_text(method.name));
    json_object_set_new(object, "prior_met", value_number(answer_prior(answer, report->options.prior_met)));
    json_object_set_new(object, "prior_failed", value_number(answer_prior(answer, report->options.prior_failed)));
    json_object_set_new(object, "side", value_text(sample ? peel_side_name(interval->side) : ""));
    json_object_set_new(object, "confidence", value_number(sample ? interval->confidence : NAN));
    set_test(object, answer);
    json_object_set_new(object, "notes", value_notes(answer_notes(answer)));
    json_object_set_new(object, "status", json_string(peel_status_name(answer->status)));
    return object;
}

static json_t *fault_object(const struct fault *fault) {
    json_t *object = json_object();
    json_object_set_new(object, "file", value_text(fault->source));
    json_object_set_new(object, "sample", value_text(fault->sample ? fault->sample : ""));
    json_object_set_new(object, "line", value_count(fault->line, fault->line > 0));
    json_object_set_new(object, "column", value_count(fault->column, fault->column > 0));
    json_object_set_new(object, "field", value_text(fault->field));
    json_object_set_new(object, "status", value_text(fault->status == PEEL_OK ? "" : peel_status_name(fault->status)));
    json_object_set_new(object, "message", json_string(fault->message));
    return object;
}

void show_json_faults(const struct report *report) {
    printf(",\n  \"faults\": ");
    for (size_t i = 0; i < report->fault_count; i++)
        json_show_item(fault_object(&report->faults[i]), i);
    json_end_items(report->fault_count);
    printf("\n}\n");
}

/* Written row by row: a million rows need no tree of a million objects. */
void show_json(const struct report *report) {
    printf("{\n  \"version\": \"%s\",\n  \"results\": ", peel_version());
    for (size_t i = 0; i < report->answer_count; i++)
        json_show_item(answer_object(report, &report->answers[i]), i);
    json_end_items(report->answer_count);
    show_json_faults(report);
}
