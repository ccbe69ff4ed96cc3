/*
 * A report as CSV. `met` is always of cases met, whatever was printed.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "program.h"

#include <math.h>
#include <stdio.h>

static const char header[] =
    "file,line,force,area,criterion,period,kind,met,assessed,population,printed_counts,reported,"
    "target,note,estimate,lower,upper,half_width,method,side,confidence,notes,status";

static void write_count(int64_t count, int known) {
    if (known)
        csv_count(count, ',');
    else
        csv_text("", ',');
}

static void write_row(const struct row *row) {
    int sample = row->kind == PEEL_TALLY_SAMPLE;
    csv_text(row->source, ',');
    write_count(row->line, row->line > 0);
    csv_text(row->force, ',');
    csv_text(row->area, ',');
    csv_text(row->criterion, ',');
    csv_text(row->period, ',');
    csv_text(kind_name(row->kind), ',');
    write_count(row->sample.met, sample);
    write_count(row->sample.assessed, sample);
    write_count(row->sample.population, row->sample.population > 0);
    csv_text(printed_counts(row), ',');
    csv_text(row->reported, ',');
    csv_number(row->target, ',');
    csv_text(row->note, ',');
}

static void write_interval(const struct report *report, const struct answer *answer) {
    const peel_interval *interval = &answer->interval;
    char notes[number_size];
    peel_method method = {.name = ""};
    peel_method_get(interval->method, &method);
    note_names(notes, interval->notes);
    csv_number(interval->estimate, ',');
    csv_number(interval->lower, ',');
    csv_number(interval->upper, ',');
    csv_number(report->plus_minus ? answer_half_width(answer) : NAN, ',');
    csv_text(method.name, ',');
    csv_text(peel_side_name(interval->side), ',');
    csv_number(interval->confidence, ',');
    csv_text(notes, ',');
    csv_text(peel_status_name(PEEL_OK), '\n');
}

/* A row that was set aside keeps its place, so that whoever counts the lines misses none. */
static void write_fault(const struct fault *fault) {
    csv_text(fault->source, ',');
    write_count(fault->line, fault->line > 0);
    for (int blank = 2; blank < 22; blank++)
        csv_text("", ',');
    csv_text(fault->status == PEEL_OK ? "" : peel_status_name(fault->status), '\n');
}

void show_csv(const struct report *report) {
    printf("%s\n", header);
    for (size_t i = 0; i < report->answer_count; i++) {
        const struct answer *answer = &report->answers[i];
        write_row(answer->row);
        if (answer->row->kind == PEEL_TALLY_SAMPLE)
            write_interval(report, answer);
        else
            printf(",,,,,,,,%s\n", peel_status_name(PEEL_OK));
    }
    for (size_t i = 0; i < report->fault_count; i++)
        write_fault(&report->faults[i]);
}
