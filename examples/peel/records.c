/*
 * Results as CSV and JSON: records that all have the same names, which are the columns of CSV. What nests, such as the
 * segments of a series, is in JSON alone.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "program.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * A number is null where it is not known. jansson holds no endless one: true and false, which no result is, stand for
 * infinity and its opposite, which CSV writes as inf and -inf and JSON, which has no such numbers, as null.
 */
json_t *value_number(double number) {
    if (isnan(number)) return json_null();
    if (isinf(number)) return number > 0 ? json_true() : json_false();
    return json_real(number);
}

json_t *value_count(int64_t count, int known) {
    return known ? json_integer(count) : json_null();
}

json_t *value_text(const char *text) {
    return text[0] == '\0' ? json_null() : json_string(text);
}

/* JSON writes a control character as \u001b, which commands no terminal. What is no UTF-8 can not be in it. */
json_t *value_exact(const char *text) {
    json_t *value = json_string(text);
    return value ? value : value_clean(text);
}

json_t *value_clean(const char *text) {
    char *copy = text_copy(text);
    json_t *value = json_string(copy);
    free(copy);
    return value;
}

json_t *value_notes(uint32_t notes) {
    json_t *list = json_array();
    while (notes != 0)
        json_array_append_new(list, json_string(peel_note_name(take_note(&notes))));
    return list;
}

json_t *records_add(struct records *records) {
    json_t *record = needed(json_object());
    if (!records->list) records->list = needed(json_array());
    for (size_t i = 0; i < records->name_count; i++)
        json_object_set_new(record, records->names[i], json_null());
    json_array_append_new(records->list, record);
    return record;
}

/* A name that the records do not have would be lost in CSV. */
void record_set(json_t *record, const char *name, json_t *value) {
    json_object_set_new(record, name, needed(value));
}

void record_number(json_t *record, const char *name, double number) {
    record_set(record, name, value_number(number));
}

void record_count(json_t *record, const char *name, int64_t count, int known) {
    record_set(record, name, value_count(count, known));
}

void record_text(json_t *record, const char *name, const char *text) {
    record_set(record, name, value_text(text));
}

/* estimate, lower, upper, method, side and confidence. */
void record_interval(json_t *record, const peel_interval *interval) {
    peel_method method = {.name = ""};
    peel_method_get(interval->method, &method);
    record_number(record, "estimate", interval->estimate);
    record_number(record, "lower", interval->lower);
    record_number(record, "upper", interval->upper);
    record_text(record, "method", method.name);
    record_text(record, "side", peel_side_name(interval->side));
    record_number(record, "confidence", interval->confidence);
}

/* test, statistic and p_value. */
void record_test(json_t *record, const peel_test *test) {
    peel_method method = {.name = ""};
    peel_method_get(test->method, &method);
    record_text(record, "test", method.name);
    record_number(record, "statistic", test->statistic);
    record_number(record, "p_value", test->p_value);
}

static void write_list(const json_t *list, char end) {
    char text[2 * number_size] = "";
    for (size_t i = 0; i < json_array_size(list); i++) {
        size_t used = strlen(text);
        const char *word = json_string_value(json_array_get(list, i));
        snprintf(text + used, sizeof text - used, "%s%s", used > 0 ? " " : "", word ? word : "");
    }
    csv_text(text, end);
}

static void write_cell(const json_t *value, char end) {
    if (json_is_string(value))
        csv_text(json_string_value(value), end);
    else if (json_is_integer(value))
        csv_count(json_integer_value(value), end);
    else if (json_is_real(value))
        csv_number(json_real_value(value), end);
    else if (json_is_boolean(value))
        csv_text(json_is_true(value) ? "inf" : "-inf", end);
    else if (json_is_array(value))
        write_list(value, end);
    else
        csv_text("", end);
}

static int is_cell(const struct records *records, size_t name) {
    for (size_t i = 0; i < records->nested_count; i++)
        if (strcmp(records->nested[i], records->names[name]) == 0) return 0;
    return 1;
}

/* A row of cells parted by commas; `record` NULL writes the names. */
static void write_row(const struct records *records, const json_t *record) {
    const char *between = "";
    for (size_t i = 0; i < records->name_count; i++) {
        if (!is_cell(records, i)) continue;
        printf("%s", between);
        between = ",";
        /* csv_text and its kin write what ends a cell: here that stands before the next one */
        if (record)
            write_cell(json_object_get(record, records->names[i]), '\0');
        else
            printf("%s", records->names[i]);
    }
    putchar('\n');
}

/* A row that was set aside keeps its place, as in peel rate. */
static void show_fault_rows(struct records *records, const struct report *report) {
    for (size_t i = 0; i < report->fault_count; i++) {
        const struct fault *fault = &report->faults[i];
        json_t *record = records_add(records);
        record_text(record, "file", fault->source);
        record_count(record, "line", fault->line, fault->line > 0);
        record_text(record, "status", fault->status == PEEL_OK ? "" : peel_status_name(fault->status));
        write_row(records, record);
    }
}

static void show_csv_records(struct records *records, const struct report *report) {
    write_row(records, NULL);
    for (size_t i = 0; i < json_array_size(records->list); i++)
        write_row(records, json_array_get(records->list, i));
    show_fault_rows(records, report);
}

static void show_json_records(const struct records *records, const struct report *report) {
    size_t count = json_array_size(records->list);
    printf("{\n  \"version\": \"%s\",\n  \"results\": ", peel_version());
    for (size_t i = 0; i < count; i++)
        json_show_item(json_incref(json_array_get(records->list, i)), i);
    json_end_items(count);
    show_json_faults(report);
}

void records_show(struct records *records, const struct report *report, const struct settings *settings) {
    csv_begin(settings);
    if (settings->format == format_csv)
        show_csv_records(records, report);
    else
        show_json_records(records, report);
    json_decref(records->list);
    records->list = NULL;
}
