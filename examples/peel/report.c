/*
 * The report: rows and their answers.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "program.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void report_add_row(struct report *report, const char *source, const peel_tally *tally) {
    report->rows = grown(report->rows, &report->row_room, report->row_count, sizeof *report->rows);
    struct row *row = &report->rows[report->row_count++];
    *row = (struct row){
        .source = text_copy(source),
        .force = text_copy(tally->force),
        .area = text_copy(tally->area),
        .criterion = text_copy(tally->criterion),
        .period = text_copy(tally->period),
        .reported = text_copy(tally->reported),
        .note = text_copy(tally->note),
        .line = tally->line,
        .item = report->item,
        .sample = tally->sample,
        .target = tally->target,
        .kind = tally->kind,
        .counts = tally->counts,
    };
    if (strcmp(row->source, report->rows[0].source) != 0) report->several_sources = 1;
}

/* A row that was read but has no answer, such as one with more cases in the population than its census assessed. */
static void set_row_aside(struct report *report, const struct row *row, peel_status status) {
    peel_error error = {.status = status, .line = row->line};
    char typed[number_size];
    int64_t shown = row->counts == PEEL_COUNTS_FAILURES ? row->sample.assessed - row->sample.met : row->sample.met;
    snprintf(typed, sizeof typed, "%lld/%lld", (long long)shown, (long long)row->sample.assessed);
    snprintf(error.message, sizeof error.message, "%s", peel_status_sentence(status));
    struct fault *fault = report_add_fault(report, row->source, &error, exit_set_aside);
    fault->item = row->item;
    if (row->line == 0) fault->sample = text_copy(typed);
}

/* Adds what one method says of a row. Returns 0 where the row had to be set aside. */
static int add_answer(struct report *report, const struct row *row, int32_t method) {
    struct answer answer = {.row = row, .order = report->answer_count};
    peel_rate_options options = report->options;
    options.method = method;
    if (row->kind == PEEL_TALLY_SAMPLE) {
        peel_status status = peel_rate(&row->sample, &options, &answer.interval);
        if (status != PEEL_OK) {
            set_row_aside(report, row, status);
            return 0;
        }
    }
    report->answers = grown(report->answers, &report->answer_room, report->answer_count, sizeof *report->answers);
    report->answers[report->answer_count++] = answer;
    return 1;
}

void report_answer(struct report *report) {
    for (size_t i = 0; i < report->row_count; i++) {
        const struct row *row = &report->rows[i];
        peel_method method;
        if (!report->all_methods || row->kind != PEEL_TALLY_SAMPLE) {
            add_answer(report, row, report->options.method);
            continue;
        }
        uint32_t wanted = report->options.side == PEEL_SIDE_TWO_SIDED ? PEEL_OFFERS_TWO_SIDED : PEEL_OFFERS_ONE_SIDED;
        for (size_t m = 0; peel_method_at(m, &method) == PEEL_OK; m++)
            if (method.number / 100 == PEEL_CONCEPT_RATE && (method.offers & wanted) != 0 &&
                !add_answer(report, row, method.number))
                break;
    }
    report_sort_faults(report);
}

/* The rate to sort by: a reported rate begins with its number; what has no rate goes to the end. */
static double sort_key(const struct answer *answer) {
    const struct row *row = answer->row;
    if (row->kind == PEEL_TALLY_REPORTED) return strtod(row->reported, NULL) / 100;
    if (row->kind != PEEL_TALLY_SAMPLE || isnan(answer->interval.estimate)) return INFINITY;
    return answer->interval.estimate;
}

static int compare_rates(const void *a, const void *b) {
    const struct answer *first = a, *second = b;
    double first_key = sort_key(first), second_key = sort_key(second);
    if (first_key != second_key) return first_key < second_key ? -1 : 1;
    return first->order < second->order ? -1 : 1;
}

void report_sort_by_rate(struct report *report) {
    if (report->answer_count > 1) qsort(report->answers, report->answer_count, sizeof *report->answers, compare_rates);
}

void report_free(struct report *report) {
    for (size_t i = 0; i < report->row_count; i++) {
        struct row *row = &report->rows[i];
        char *const texts[] = {row->source, row->force,    row->area, row->criterion,
                               row->period, row->reported, row->note};
        for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++)
            free(texts[t]);
    }
    report_free_faults(report);
    free(report->rows);
    free(report->answers);
}
