/*
 * The report: rows, what was set aside, and the answers.
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
        .sample = tally->sample,
        .target = tally->target,
        .kind = tally->kind,
        .counts = tally->counts,
    };
    if (strcmp(row->source, report->rows[0].source) != 0) report->several_sources = 1;
}

void report_add_fault(struct report *report, const char *source, const peel_error *error, int exit_code) {
    report->faults = grown(report->faults, &report->fault_room, report->fault_count, sizeof *report->faults);
    report->faults[report->fault_count++] = (struct fault){.source = text_copy(source), .error = *error};
    if (exit_code > report->exit_code) report->exit_code = exit_code;
}

/* A row that was read but has no answer, such as one with more cases in the population than its census assessed. */
static void set_row_aside(struct report *report, const struct row *row, const char *message, peel_status status) {
    peel_error error = {.status = status, .line = row->line};
    char typed[number_size];
    int64_t shown = row->counts == PEEL_COUNTS_FAILURES ? row->sample.assessed - row->sample.met : row->sample.met;
    snprintf(typed, sizeof typed, "%lld/%lld", (long long)shown, (long long)row->sample.assessed);
    snprintf(error.message, sizeof error.message, "%s", message);
    report_add_fault(report, row->line > 0 ? row->source : typed, &error, exit_set_aside);
}

/* Adds what one method says of a row. Returns 0 where the row had to be set aside. */
static int add_answer(struct report *report, const struct row *row, int32_t method) {
    struct answer answer = {.row = row, .order = report->answer_count};
    peel_rate_options options = report->options;
    double half_width = 0;
    options.method = method;
    if (row->kind == PEEL_TALLY_SAMPLE) {
        peel_status status = peel_rate(&row->sample, &options, &answer.interval);
        if (status != PEEL_OK) {
            set_row_aside(report, row, peel_status_sentence(status), status);
            return 0;
        }
        if (report->plus_minus && !answer_half_width(&answer, &half_width)) {
            set_row_aside(report, row,
                          "There is no +/- here: both of Wald's limits left the range from 0 to 100% and were cut. "
                          "Leave out --plus-minus.",
                          PEEL_OK);
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
            if ((method.offers & wanted) != 0 && !add_answer(report, row, method.number)) break;
    }
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

static void say_place(const char *source, const peel_error *error) {
    char message[sizeof error->message];
    char name[sizeof error->name];
    strcpy(message, error->message);
    strcpy(name, error->name);
    text_clean(message);
    text_clean(name);
    fprintf(stderr, "%s:%lld:", source, (long long)error->line);
    if (error->column > 0) fprintf(stderr, "%lld:", (long long)error->column);
    if (name[0] != '\0') fprintf(stderr, " %s:", name);
    fprintf(stderr, " %s\n", message);
}

/* A fault in a line is shown as compilers do, so that an editor can go there. */
void report_say_faults(const struct report *report) {
    size_t lines = 0;
    for (size_t i = 0; i < report->fault_count; i++) {
        const struct fault *fault = &report->faults[i];
        if (fault->error.line > 0)
            say_place(fault->source, &fault->error), lines++;
        else
            complain("%s: %s", fault->source, fault->error.message);
    }
    if (lines > 0) complain("lines with a fault: %zu; the rest is shown", lines);
}

void report_free(struct report *report) {
    for (size_t i = 0; i < report->row_count; i++) {
        struct row *row = &report->rows[i];
        char *const texts[] = {row->source, row->force,    row->area, row->criterion,
                               row->period, row->reported, row->note};
        for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++)
            free(texts[t]);
    }
    for (size_t i = 0; i < report->fault_count; i++)
        free(report->faults[i].source);
    free(report->rows);
    free(report->faults);
    free(report->answers);
}
