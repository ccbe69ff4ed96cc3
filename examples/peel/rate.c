/*
 * peel rate: what rate do these samples show, and between which limits may the true rate lie?
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

const char rate_help[] =
    "peel rate: what rate do these samples show, and between which limits may the true rate lie?\n"
    "\n"
    "Usage: peel rate SAMPLE... [OPTION...]\n"
    "       peel rate FILE.csv... [OPTION...]\n"
    "\n"
    "A SAMPLE is 41/79 or '41 of 79': cases that met the criterion, of cases that were assessed. A FILE is in CSV with\n"
    "the columns criterion, met and assessed, or criterion and reported; - is standard input.\n"
    "\n"
    "  --failures SAMPLE    a sample whose first count is of failures: 15/59 is 44 met of 59\n"
    "  --population N       how many cases the one sample was drawn from: used by methods that can\n"
    "  --design DESIGN      how the cases were chosen: random (the default), quota, dip or census\n"
    "  --method NAME        wilson (the default), clopper-pearson, ... or all: see peel methods\n"
    "  --prior A,B          of beta and beta-hpd: what was known before, worth A cases met and B failed (1,1)\n"
    "  --confidence C       95 (the default), 95% or 0.95; above 1 it is a percentage\n"
    "  --side SIDE          two-sided (the default), or lower or upper for one bound\n"
    "  --against RATE       could the true rate be this one? 60, 60% or 0.6; target: of each row its column target\n"
    "  --test NAME          with --against: exact (the default), mid-p, blaker, sterne, score or likelihood-ratio;\n"
    "                       the interval is the one that goes with it, unless --method names another\n"
    "  --plus-minus         the rate with +/-, by Wald's method, as HMICFRS prints it\n"
    "  --decimals N         decimals of percentages, 0 to 12 (1)\n"
    "  --sort ORDER         file (the default) or rate: lowest first\n"
    "  --format FORMAT      table, csv or json; sentences, then a table, where none is named\n"
    "  --bom                begin CSV with a byte order mark, which Excel wants\n"
    "  --encoding ENCODING  of files: utf-8 (the default) or windows-1252\n"
    "  --help               this text\n"
    "\n"
    "Examples:\n"
    "  peel rate 41/79\n"
    "  peel rate 41/79 57/81 --method clopper-pearson --confidence 99.8\n"
    "  peel rate --failures 15/59 --side lower\n"
    "  peel rate 41/79 --method all\n"
    "  peel rate 41/79 --plus-minus\n"
    "  peel rate 45/100 --population 300\n"
    "  peel rate 4/20 --method beta --prior 0.5,0.5\n"
    "  peel rate 41/79 --against 60%\n"
    "  peel rate 41/79 --against 60% --test score --side upper\n"
    "  printf 'criterion,met,assessed\\nattended in time,41,79\\n' | peel rate - --format csv\n";

static int read_items(const struct rate_request *request, struct report *report) {
    for (size_t i = 0; i < request->settings.item_count; i++) {
        report->item = i;
        int fault = read_item(report, &request->settings.items[i], request->population, request->settings.encoding);
        if (fault != exit_answered) return fault;
    }
    return exit_answered;
}

static void show(const struct rate_request *request, const struct report *report) {
    switch (request->settings.format) {
    case format_csv:
        csv_begin(&request->settings);
        show_csv(report);
        break;
    case format_json: show_json(report); break;
    case format_table:
        show_table(report);
        show_notes(report);
        break;
    default:
        show_sentences(report);
        if (report->answer_count > 1) {
            putchar('\n');
            show_table(report);
        }
        show_notes(report);
    }
}

/* Rows of which none has a target; one that was set aside may have had one. */
static int without_target(const struct report *report) {
    for (size_t i = 0; i < report->row_count; i++)
        if (!isnan(report->rows[i].target)) return 0;
    return report->against == against_target && report->row_count > 0;
}

static int answer(const struct rate_request *request, struct report *report) {
    int fault = read_items(request, report);
    if (fault != exit_answered) return fault;
    report_answer(report);
    if (without_target(report) && report->fault_count == 0)
        return usage_error("--against target: no row has a target, which is a column of that name");
    if (request->sort_by_rate) report_sort_by_rate(report);
    show(request, report);
    fflush(stdout); /* so that on a terminal the faults come last */
    report_say_unanswered(report);
    report_say_faults(report);
    if (without_target(report))
        complain("--against target: no row that is shown has a target, which is a column of that name");
    return report->exit_code;
}

int command_rate(int argc, char **argv) {
    struct report report = {.options = {.size = sizeof report.options, .method = PEEL_RATE_WILSON}};
    struct rate_request request = {.report = &report};
    const struct command_line line = {"rate", rate_options, rate_take_option, &request, &request.settings};
    int fault = read_command_line(&line, argc, argv);
    if (fault == exit_answered && request.settings.help)
        printf("%s", rate_help);
    else if (fault == exit_answered && (fault = rate_check_options(&request)) == exit_answered)
        fault = answer(&request, &report);
    free(request.settings.items);
    report_free(&report);
    return fault;
}
