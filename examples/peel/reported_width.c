/*
 * Percentages that were printed with +/-: what sample is one worth, and do two differ?
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "reported.h"

#include <math.h>
#include <stdio.h>

static int is_for_machines(const struct reported_request *request) {
    return request->settings.format == format_csv || request->settings.format == format_json;
}

/* A figure that has no answer, such as 100% +/- 0, is set aside; an option is refused. */
static int refuse(const struct reported_request *request, peel_status status) {
    if (peel_status_family(status) == PEEL_FAMILY_ARGUMENT) return option_status(status);
    report_add_typed_fault(request->report, request->figures[0].typed, status);
    if (is_for_machines(request)) {
        struct records records = reported_records;
        records_show(&records, request->report, &request->settings);
    }
    return exit_answered;
}

static void show_worth_table(const struct figure *figure, const peel_range *worth) {
    static const struct column columns[] = {{"reported", 0, 1}, {"worth", 0, 1}, {"lower", 0, 1}, {"upper", 0, 1}};
    struct grid grid = {.columns = columns, .column_count = sizeof columns / sizeof columns[0]};
    char text[number_size];
    figure_text(text, figure);
    grid_put(&grid, "%s", text);
    grid_put(&grid, "%.0f", worth->estimate);
    grid_put(&grid, "%.0f", worth->lower);
    grid_put(&grid, "%.0f", worth->upper);
    grid_show(&grid);
}

int reported_worth(const struct reported_request *request) {
    const struct figure *figure = &request->figures[0];
    char text[number_size], confidence[number_size];
    peel_range worth;
    peel_status status = peel_reported_worth(&figure->reported, &request->options, &worth);
    if (status != PEEL_OK) return refuse(request, status);
    if (is_for_machines(request)) {
        struct records records = reported_records;
        json_t *record = reported_record(&records, "worth", figure, NULL);
        record_number(record, "rate", figure->rate);
        record_number(record, "worth", worth.estimate);
        record_number(record, "worth_lower", worth.lower);
        record_number(record, "worth_upper", worth.upper);
        record_number(record, "confidence", request->settings.confidence);
        records_show(&records, request->report, &request->settings);
        return exit_answered;
    }
    if (request->settings.format == format_table) {
        show_worth_table(figure, &worth);
        return exit_answered;
    }
    figure_text(text, figure);
    confidence_percent(confidence, request->settings.confidence);
    printf("%s is worth a random sample of %.0f cases (%.0f to %.0f, for both numbers are rounded; +/- at %s)\n", text,
           worth.estimate, worth.lower, worth.upper, confidence);
    return exit_answered;
}

static void show_record(const struct reported_request *request, const peel_reported_test *answer) {
    struct records records = reported_records;
    json_t *record = reported_record(&records, "compare", &request->figures[0], &request->figures[1]);
    record_text(record, "measure", "difference");
    record_interval(record, &answer->change);
    record_test(record, &answer->test);
    record_number(record, "statistic_lower", answer->statistic.lower);
    record_number(record, "statistic_upper", answer->statistic.upper);
    record_number(record, "p_value_lower", answer->p_value.lower);
    record_number(record, "p_value_upper", answer->p_value.upper);
    record_text(record, "verdict", peel_verdict_name(answer->verdict));
    record_set(record, "notes", value_notes(answer->notes));
    records_show(&records, request->report, &request->settings);
}

int reported_two_intervals(const struct reported_request *request) {
    const struct side before = {.figure = request->figures[0]}, after = {.figure = request->figures[1]};
    peel_compare_options options = request->options;
    peel_reported_test answer;
    options.test = 0;
    peel_status status = peel_reported_compare(&before.figure.reported, &after.figure.reported, &options, &answer);
    if (status != PEEL_OK) return refuse(request, status);
    if (is_for_machines(request)) {
        show_record(request, &answer);
        return exit_answered;
    }
    if (request->settings.format == format_table)
        show_printed_table(&answer, request->settings.decimals);
    else
        say_printed(&before, &after, &answer, request->settings.decimals);
    say_notes(answer.notes, "\n");
    return exit_answered;
}
