/*
 * Charts for machines: CSV has a row a point, JSON an object a series with its points inside.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chart.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What a series has, then what each of its points has, which JSON holds inside `charted`; status stands last. */
#define SERIES_NAMES                                                                                                   \
    "file", "line", "force", "area", "criterion", "unit", "kind", "rule_set", "rules", "better", "target", "sigmas",   \
        "confidence", "screening", "floor", "accept", "reject", "threshold", "one_sided", "weight", "baseline_first",  \
        "baseline_last", "periods", "signals", "signal_rules", "segments", "segment_first", "latest_period",           \
        "latest_rate", "latest_centre", "latest_lower", "latest_upper", "variation", "assurance", "reach", "scatter",  \
        "useful", "longest_run", "longest_run_most", "crossings", "crossings_least", "false_alarm",                    \
        "false_alarm_error", "draws", "seed", "passed_over", "notes"
#define POINT_NAMES                                                                                                    \
    "period", "met", "assessed", "rate", "value", "other", "centre", "lower", "upper", "score", "segment", "marks",    \
        "flagged_by", "completes", "signal", "point_notes"

static const char *const csv_names[] = {SERIES_NAMES, POINT_NAMES, "status"};
static const char *const json_names[] = {SERIES_NAMES, "false_alarm_by_rule", "points", "status"};

enum { list_size = PEEL_RULES_MAX * rule_size };

/* A period in a form that peel reads back. */
static void set_period(json_t *record, const char *name, const struct charted *charted, size_t index) {
    const struct point *point = charted->points[index];
    int32_t unit = point->row->line > 0 ? charted->series->unit : PEEL_UNIT_NONE;
    char text[period_size];
    if (peel_period_text(unit, point->period, text, sizeof text) != PEEL_OK)
        snprintf(text, sizeof text, "%lld", (long long)point->period);
    record_text(record, name, text);
}

/* Rules as text: a list in JSON; in CSV parted by "; ", for a rule has blanks. */
static json_t *rule_value(const struct charted *charted, uint32_t bits, int format) {
    char text[list_size];
    if (format == format_csv) {
        chart_rule_list(charted, bits, text, sizeof text);
        return value_text(text);
    }
    json_t *list = json_array();
    for (size_t i = 0; i < charted->rule_count; i++) {
        chart_rule_list(charted, bits & ((uint32_t)1 << i), text, sizeof text);
        if (text[0] != '\0') json_array_append_new(list, json_string(text));
    }
    return list;
}

static json_t *mark_list(uint32_t marks) {
    json_t *list = json_array();
    if ((marks & PEEL_MARK_EXCLUDED) != 0) json_array_append_new(list, json_string("excluded"));
    if ((marks & PEEL_MARK_REBASE) != 0) json_array_append_new(list, json_string("rebase"));
    return list;
}

static void set_number_if(json_t *record, const char *name, double number, int known) {
    record_number(record, name, known ? number : NAN);
}

/* What was asked, with what the library takes where nothing was typed. */
static void set_options(json_t *record, const struct charted *charted, int format) {
    const peel_chart_options *options = &charted->options;
    int32_t kind = options->kind;
    int cusum = kind == PEEL_CHART_CUSUM, limits = kind != PEEL_CHART_RUN && !cusum;
    peel_method method = {.name = ""};
    peel_method_get(kind, &method);
    record_text(record, "kind", method.name);
    record_text(record, "rule_set", charted->rule_set != 0 ? peel_rule_set_name(charted->rule_set) : "");
    record_set(record, "rules", rule_value(charted, UINT32_MAX, format));
    record_text(record, "better", peel_better_name(options->better));
    set_number_if(record, "target", options->target, options->has_target);
    set_number_if(record, "sigmas", options->sigmas > 0 ? options->sigmas : 3, limits && options->confidence <= 0);
    set_number_if(record, "confidence", options->confidence, limits && options->confidence > 0);
    record_text(record, "screening", options->screening ? "yes" : "");
    record_text(record, "floor", options->floor ? "yes" : "");
    set_number_if(record, "accept", options->accept, cusum);
    set_number_if(record, "reject", options->reject, cusum);
    set_number_if(record, "threshold", chart_threshold(charted), cusum);
    record_text(record, "one_sided", options->one_sided ? "yes" : "");
    set_number_if(record, "weight", options->weight > 0 ? options->weight : 0.2, kind == PEEL_CHART_EWMA);
    if (options->baseline_end == 0) return;
    set_period(record, "baseline_first", charted, options->baseline_first);
    set_period(record, "baseline_last", charted, options->baseline_end - 1);
}

static void set_runs(json_t *record, const peel_runs *runs) {
    record_count(record, "useful", runs->useful, 1);
    record_count(record, "longest_run", runs->longest_run, 1);
    record_count(record, "longest_run_most", runs->longest_run_most, 1);
    record_count(record, "crossings", runs->crossings, 1);
    record_count(record, "crossings_least", runs->crossings_least, 1);
}

static void set_result(json_t *record, const struct charted *charted, int format) {
    const peel_chart_result *result = &charted->result;
    int any = result->points > 0;
    record_count(record, "periods", result->points, 1);
    record_count(record, "signals", result->signals, 1);
    record_set(record, "signal_rules", rule_value(charted, result->rules, format));
    record_count(record, "segments", result->segments, 1);
    set_period(record, "segment_first", charted, result->first);
    if (any) set_period(record, "latest_period", charted, result->last);
    set_number_if(record, "latest_rate", any ? charted->points[result->last]->value : NAN,
                  !chart_has_gaps(charted->options.kind));
    record_number(record, "latest_centre", result->centre);
    record_number(record, "latest_lower", result->lower);
    record_number(record, "latest_upper", result->upper);
    record_text(record, "variation", peel_signal_name(result->variation));
    record_text(record, "assurance", peel_assurance_name(result->assurance));
    record_number(record, "reach", result->reach);
    record_number(record, "scatter", result->scatter);
    set_runs(record, &result->runs);
    record_number(record, "false_alarm", charted->alarm.rate);
    record_number(record, "false_alarm_error", charted->alarm.error);
    record_count(record, "draws", charted->alarm.draws, !isnan(charted->alarm.rate));
    record_count(record, "seed", (int64_t)charted->options.seed, 1);
    record_count(record, "passed_over", (int64_t)charted->series->passed_over, 1);
    record_set(record, "notes", value_notes(result->notes));
}

static void set_series(const struct chart_request *request, json_t *record, const struct charted *charted) {
    const struct row *row = charted->series->points[0].row;
    record_text(record, "file", row->source);
    record_count(record, "line", row->line, row->line > 0);
    record_text(record, "force", (request->by & by_force) != 0 ? row->force : "");
    record_text(record, "area", (request->by & by_area) != 0 ? row->area : "");
    record_text(record, "criterion", request->by == 0 || (request->by & by_criterion) != 0 ? row->criterion : "");
    record_text(record, "unit", peel_unit_name(charted->series->unit));
    set_options(record, charted, request->settings.format);
    set_result(record, charted, request->settings.format);
    record_text(record, "status", peel_status_name(PEEL_OK));
}

static void set_point(json_t *record, const struct charted *charted, size_t index, int format) {
    const struct row *row = charted->points[index]->row;
    const peel_chart_columns *columns = &charted->columns;
    int samples = row->kind == PEEL_TALLY_SAMPLE;
    set_period(record, "period", charted, index);
    record_count(record, "met", row->sample.met, samples);
    record_count(record, "assessed", row->sample.assessed, samples);
    record_number(record, "rate", charted->points[index]->value);
    record_number(record, "value", columns->value[index]);
    record_number(record, "other", columns->other[index]);
    record_number(record, "centre", columns->centre[index]);
    record_number(record, "lower", columns->lower[index]);
    record_number(record, "upper", columns->upper[index]);
    record_number(record, "score", columns->score[index]);
    record_count(record, "segment", columns->segment[index], 1);
    record_set(record, "marks", mark_list(charted->marks[index]));
    record_set(record, "flagged_by", rule_value(charted, columns->rules[index], format));
    record_set(record, "completes", rule_value(charted, columns->complete[index], format));
    record_text(record, "signal", peel_signal_name(columns->signal[index]));
    record_set(record, "point_notes", value_notes(columns->notes[index]));
}

static json_t *point_list(const struct charted *charted) {
    json_t *list = json_array();
    for (size_t i = 0; i < charted->count; i++) {
        json_t *object = json_object();
        set_point(object, charted, i, format_json);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *alarm_list(const struct charted *charted) {
    json_t *list = json_array();
    for (size_t i = 0; i < charted->rule_count && !isnan(charted->alarm.rate); i++)
        json_array_append_new(list, json_real(charted->by_rule[i]));
    return list;
}

/* What is of the series is made once, and shared by the rows of its points. */
static void add_rows(const struct chart_request *request, struct records *records, const struct charted *charted) {
    json_t *series = needed(json_object());
    set_series(request, series, charted);
    for (size_t p = 0; p < charted->count; p++) {
        json_t *record = records_add(records);
        json_object_update(record, series);
        set_point(record, charted, p, format_csv);
    }
    json_decref(series);
}

void show_chart_records(const struct chart_request *request, const struct charted *charted, size_t count) {
    int csv = request->settings.format == format_csv;
    struct records records = {.names = csv ? csv_names : json_names,
                              .name_count = csv ? sizeof csv_names / sizeof csv_names[0]
                                                : sizeof json_names / sizeof json_names[0]};
    for (size_t i = 0; i < count && csv; i++)
        add_rows(request, &records, &charted[i]);
    for (size_t i = 0; i < count && !csv; i++) {
        json_t *record = records_add(&records);
        set_series(request, record, &charted[i]);
        record_set(record, "false_alarm_by_rule", alarm_list(&charted[i]));
        record_set(record, "points", point_list(&charted[i]));
    }
    records_show(&records, request->report, &request->settings);
}
