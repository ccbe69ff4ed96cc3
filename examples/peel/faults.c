/*
 * What was set aside: rows, samples and files, and what is said of them on standard error.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void insert(char *at, size_t room, const char *text) {
    size_t length = strlen(text), left = strlen(at);
    if (left + length >= room) return;
    memmove(at + length, at, left + 1);
    for (size_t i = 0; i < length; i++)
        at[i] = text[i];
}

/* The library says what to do, and does not know which option does it. */
void name_options(peel_error *error) {
    static const struct {
        const char *advice, *option;
    } options[] = {
        {"read the text as windows-1252", " (--encoding windows-1252)"},
        {"read it as utf-8", " (--encoding utf-8)"},
        {"in another encoding, such as utf-8", " (--encoding utf-8)"},
        {"say that dates may be such numbers (", "--"},
        {"say that times without are those of Europe/London", " (--zone europe/london)"},
        {"group by it as it stands", " (--by)"},
        {"have them counted apart", " (--count-unknown)"},
    };
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        char *advice = strstr(error->message, options[i].advice);
        if (!advice) continue;
        advice += strlen(options[i].advice);
        insert(advice, sizeof error->message - (size_t)(advice - error->message), options[i].option);
    }
}

struct fault *report_add_fault(struct report *report, const char *source, const peel_error *error, int exit_code) {
    peel_error named = *error;
    name_options(&named);
    report->faults = grown(report->faults, &report->fault_room, report->fault_count, sizeof *report->faults);
    struct fault *fault = &report->faults[report->fault_count++];
    *fault = (struct fault){
        .source = text_copy(source),
        .field = text_copy(error->name),
        .message = text_flat_copy(named.message),
        .line = error->line,
        .column = error->column,
        .lines = 1,
        .place = error->field,
        .item = report->item,
        .status = error->status,
        .exit_code = exit_code,
    };
    if (exit_code > report->exit_code) report->exit_code = exit_code;
    return fault;
}

/* A row that was read but has no answer, with the name of the column that is at fault, "" where it is none. */
void report_add_row_fault(struct report *report, const struct row *row, peel_status status, const char *column,
                          const char *message) {
    peel_error error = {.status = status, .line = row->line};
    snprintf(error.name, sizeof error.name, "%s", column);
    snprintf(error.message, sizeof error.message, "%s", message);
    report_add_fault(report, row->source, &error, exit_set_aside)->item = row->item;
}

static int compare_places(const void *a, const void *b) {
    const struct fault *first = a, *second = b;
    if (first->item != second->item) return first->item < second->item ? -1 : 1;
    return (first->line > second->line) - (first->line < second->line);
}

/* In the order of the arguments and of the lines: some faults show only when a row is to be answered. */
void report_sort_faults(struct report *report) {
    if (report->fault_count > 1) qsort(report->faults, report->fault_count, sizeof *report->faults, compare_places);
}

void say_place(const char *source, int64_t line, int64_t column, const char *field) {
    char *name = text_flat_copy(source), *cell = text_flat_copy(field);
    fprintf(stderr, "%s:%lld:", name, (long long)line);
    if (column > 0) fprintf(stderr, "%lld:", (long long)column);
    if (cell[0] != '\0') fprintf(stderr, " %s:", cell);
    putc(' ', stderr);
    free(name);
    free(cell);
}

static void say_fault(const struct fault *fault) {
    say_place(fault->source, fault->line, fault->column, fault->field);
    fprintf(stderr, "%s\n", fault->message);
    if (fault->exit_code == exit_file) complain("nothing of %s is shown", fault->source);
}

void report_say_faults(const struct report *report) {
    int64_t lines = 0;
    for (size_t i = 0; i < report->fault_count; i++) {
        const struct fault *fault = &report->faults[i];
        if (fault->line > 0)
            say_fault(fault);
        else
            complain("%s: %s", fault->sample ? fault->sample : fault->source, fault->message);
        if (fault->line > 0 && fault->exit_code == exit_set_aside) lines += fault->lines;
    }
    if (lines > 0)
        complain("lines with a fault: %lld%s", (long long)lines, report->answer_count > 0 ? "; the rest is shown" : "");
}

void report_say_unanswered(const struct report *report) {
    for (size_t i = 0; i < report->answer_count; i++) {
        const struct answer *answer = &report->answers[i];
        const peel_sample *sample = &answer->row->sample;
        peel_method method = {.name = ""};
        if (answer->status == PEEL_OK) continue;
        peel_method_get(answer->interval.method, &method);
        complain("%lld of %lld, %s: %s", (long long)sample->met, (long long)sample->assessed, method.name,
                 peel_status_sentence(answer->status));
    }
}

void report_free_faults(struct report *report) {
    for (size_t i = 0; i < report->fault_count; i++) {
        char *const texts[] = {report->faults[i].source, report->faults[i].sample, report->faults[i].field,
                               report->faults[i].message};
        for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++)
            free(texts[t]);
    }
    free(report->faults);
}
