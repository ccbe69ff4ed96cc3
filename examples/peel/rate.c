/*
 * peel rate: what rate do these samples show, and between which limits may the true rate lie?
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "program.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

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
    "  --population N       how many cases the one sample was drawn from\n"
    "  --design DESIGN      how the cases were chosen: random (the default), quota, dip or census\n"
    "  --method NAME        wilson (the default), clopper-pearson, ... or all: see peel methods\n"
    "  --confidence C       95 (the default), 95% or 0.95; above 1 it is a percentage\n"
    "  --side SIDE          two-sided (the default), or lower or upper for one bound\n"
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
    "  printf 'criterion,met,assessed\\nattended in time,41,79\\n' | peel rate - --format csv\n";

enum { o_population = o_own, o_method, o_plus_minus, o_sort };

static const struct option long_options[] = {
    SETTINGS,
    {"failures", required_argument, NULL, o_failures},
    {"population", required_argument, NULL, o_population},
    {"method", required_argument, NULL, o_method},
    {"plus-minus", no_argument, NULL, o_plus_minus},
    {"sort", required_argument, NULL, o_sort},
    {"encoding", required_argument, NULL, o_encoding},
    {NULL, 0, NULL, 0},
};

struct request {
    struct settings settings;
    struct report *report;
    int64_t population;
    int sort_by_rate;
    int method_typed;
};

static int take_method(const char *typed, struct request *request, struct report *report) {
    peel_error error;
    request->method_typed = 1;
    report->all_methods = strcasecmp(typed, "all") == 0;
    if (report->all_methods || peel_method_parse(PEEL_CONCEPT_RATE, typed, &report->options.method, &error) == PEEL_OK)
        return exit_answered;
    return usage_error("%s With all, every method answers.", error.message);
}

static int take_option(int option, const char *typed, void *taking) {
    static const char *const orders[] = {"file", "rate"};
    struct request *request = taking;
    switch (option) {
    case o_method: return take_method(typed, request, request->report);
    case o_sort: return typed_word("--sort", typed, orders, 2, &request->sort_by_rate) ? exit_answered : exit_usage;
    case o_plus_minus: request->report->plus_minus = 1; break;
    default:
        if (!typed_count(typed, &request->population) || request->population < 1)
            return usage_error("--population %s: type a whole number of cases, as in 300", typed);
    }
    return exit_answered;
}

/* Which options do not go together, and whether the library takes them. */
static int check(const struct request *request, struct report *report) {
    const peel_sample any = {1, 1, 0};
    peel_interval interval;
    report->options.confidence = request->settings.confidence;
    report->options.side = request->settings.side;
    report->options.design = request->settings.design;
    report->decimals = request->settings.decimals;
    if (request->settings.item_count == 0)
        return usage_error("type a sample, as in peel rate 41/79, or a file of tallies");
    if (request->settings.byte_order_mark && request->settings.format != format_csv)
        return usage_error("--bom goes with --format csv");
    if (report->plus_minus) {
        if (report->options.side != PEEL_SIDE_TWO_SIDED)
            return usage_error("--plus-minus has two sides: leave out --side");
        if (request->method_typed && (report->all_methods || report->options.method != PEEL_RATE_WALD))
            return usage_error("--plus-minus is of Wald's method alone: leave out --method");
        report->options.method = PEEL_RATE_WALD;
    }
    return option_status(peel_rate(&any, &report->options, &interval));
}

static int read_items(const struct request *request, struct report *report) {
    for (size_t i = 0; i < request->settings.item_count; i++) {
        report->item = i;
        int fault = read_item(report, &request->settings.items[i], request->population, request->settings.encoding);
        if (fault != exit_answered) return fault;
    }
    return exit_answered;
}

static void show(const struct request *request, const struct report *report) {
    switch (request->settings.format) {
    case format_csv:
        if (request->settings.byte_order_mark) printf("\xEF\xBB\xBF");
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

static int answer(const struct request *request, struct report *report) {
    int fault = read_items(request, report);
    if (fault != exit_answered) return fault;
    report_answer(report);
    if (request->sort_by_rate) report_sort_by_rate(report);
    show(request, report);
    fflush(stdout); /* so that on a terminal the faults come last */
    report_say_faults(report);
    return report->exit_code;
}

int command_rate(int argc, char **argv) {
    struct report report = {.options = {.size = sizeof report.options, .method = PEEL_RATE_WILSON}};
    struct request request = {.report = &report};
    const struct settings *settings = &request.settings;
    const struct command_line line = {"rate", long_options, take_option, &request, &request.settings};
    int fault = read_command_line(&line, argc, argv);
    if (fault == exit_answered && settings->help)
        printf("%s", rate_help);
    else if (fault == exit_answered && (fault = check(&request, &report)) == exit_answered) {
        if (request.population > 0 && (settings->item_count != 1 || !is_sample(&settings->items[0])))
            fault = usage_error("--population goes with one sample; in a file it is a column");
        else
            fault = answer(&request, &report);
    }
    free(request.settings.items);
    report_free(&report);
    return fault;
}
