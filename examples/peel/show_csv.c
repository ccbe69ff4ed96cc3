/*
 * A report as CSV. `met` is always of cases met, whatever was printed.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rate.h"

#include <math.h>
#include <stdio.h>

static const char header[] =
    "file,line,force,area,criterion,period,kind,met,assessed,population,printed_counts,reported,"
    "target,note,estimate,lower,upper,population_lower,population_upper,half_width,method,prior_met,prior_failed,"
    "side,confidence,against,test,statistic,p_value,significant,notes,status";
enum { row_cells = 14, all_cells = 32 };

static void write_count(int64_t count, int known) {
    if (known)
        csv_count(count, ',');
    else
        csv_text("", ',');
}

/* Of a row that has written so many cells, all but the last, its status. */
static void write_blanks(int written) {
    for (; written < all_cells - 1; written++)
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

static void write_test(const struct answer *answer) {
    peel_method method = {.name = ""};
    int tested = answer->test.method != 0;
    peel_method_get(answer->test.method, &method);
    csv_number(tested ? answer->against : NAN, ',');
    csv_text(method.name, ',');
    csv_number(tested ? answer->test.statistic : NAN, ',');
    csv_number(tested ? answer->test.p_value : NAN, ',');
    csv_text(answer_significant(answer), ',');
}

static void write_interval(const struct report *report, const struct answer *answer) {
    const peel_interval *interval = &answer->interval;
    char notes[number_size];
    peel_method method = {.name = ""};
    peel_method_get(interval->method, &method);
    note_names(notes, answer_notes(answer));
    csv_number(interval->estimate, ',');
    csv_number(interval->lower, ',');
    csv_number(interval->upper, ',');
    write_count(answer->bounds.lower, answer->bounds.lower >= 0);
    write_count(answer->bounds.upper, answer->bounds.lower >= 0);
    csv_number(report->plus_minus ? answer_half_width(answer) : NAN, ',');
    csv_text(method.name, ',');
    csv_number(answer_prior(answer, report->options.prior_met), ',');
    csv_number(answer_prior(answer, report->options.prior_failed), ',');
    csv_text(peel_side_name(interval->side), ',');
    csv_number(interval->confidence, ',');
    write_test(answer);
    csv_text(notes, ',');
    csv_text(peel_status_name(answer->status), '\n');
}

/* A row that was set aside keeps its place, so that whoever counts the lines misses none. */
static void write_fault(const struct fault *fault) {
    csv_text(fault->source, ',');
    write_count(fault->line, fault->line > 0);
    write_blanks(2);
    csv_text(fault->status == PEEL_OK ? "" : peel_status_name(fault->status), '\n');
}

void show_csv(const struct report *report) {
    printf("%s\n", header);
    for (size_t i = 0; i < report->answer_count; i++) {
        const struct answer *answer = &report->answers[i];
        write_row(answer->row);
        if (answer->row->kind == PEEL_TALLY_SAMPLE)
            write_interval(report, answer);
        else {
            write_blanks(row_cells);
            csv_text(peel_status_name(PEEL_OK), '\n');
        }
    }
    for (size_t i = 0; i < report->fault_count; i++)
        write_fault(&report->faults[i]);
}
