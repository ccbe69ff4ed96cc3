/*
 * peel tally: the rates of case records, a row a case, by groups.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char tally_help[] =
    "peel tally: which rates do these records of cases show, by group and period?\n"
    "\n"
    "Usage: peel tally [FILE.csv...] [OPTION...]\n"
    "       peel tally --look FILE.csv...\n"
    "\n"
    "A FILE is in CSV with a row a case; its first row names the columns. Without one, or as -, standard input. A LIST is\n"
    "parted by commas, a text with a comma quoted: '\"plan, dated\",reviewed'. A column in it may be given another name:\n"
    "area=unit. Words are compared in either case.\n"
    "\n"
    "  --look               what each column seems to hold, and the command that would count it\n"
    "\n"
    "What groups the cases (without these all are one group):\n"
    "  --by LIST            columns; period stands for the period of --date, which comes last where --by has it not;\n"
    "                       a column of that name is '\"period\"'\n"
    "  --date COLUMN        of dates\n"
    "  --every PERIOD       day, month (the default), quarter, year or financial-year, from April\n"
    "  --zone ZONE          printed (the default): the date as written; europe/london: the day there\n"
    "  --serials            a number may be a date, as spreadsheets count days: 45352 is 2024-03-01\n"
    "\n"
    "What is asked of each case:\n"
    "  --outcome LIST       columns that answer, each a criterion: yes, no, n/a, blank, and words of your own\n"
    "  --filled LIST        columns that must be filled, each a criterion\n"
    "  --since COLUMN       with --until: how long it took is within --limit; when it began\n"
    "  --until COLUMN       when it ended; blank: the case is open\n"
    "  --duration COLUMN    a column of durations is within --limit\n"
    "  --limit LIST         4h, 90 min, 2:30 ...; with --grade one of each grade, none where it does not apply\n"
    "  --grade COLUMN       the column of grades\n"
    "  --name NAME          of the one criterion\n"
    "  --layout NAME        of a published file, with its own criteria; --layouts lists them\n"
    "\n"
    "What words mean, and which cases count:\n"
    "  --met LIST           words that mean met, beside the usual ones: yes, y, 1, true, compliant, met\n"
    "  --not-met LIST       words that mean not met: no, n, 0, false, non-compliant, not met ...\n"
    "  --not-applicable LIST  words for a question that does not arise: n/a, na, not applicable\n"
    "  --missing-words LIST words for an answer that is missing, as a blank cell is\n"
    "  --missing POLICY     missing answers are excluded (the default), failed, met or refused\n"
    "  --count-unknown      count words without a meaning apart: without it they are an error\n"
    "  --where FILTER       'unit=City|North' (one of), 'unit!=City' (none of), 'note=' (blank), 'note!=' (filled); may be\n"
    "                       repeated\n"
    "\n"
    "How files are read, and what is shown:\n"
    "  --encoding ENCODING  utf-8 (the default) or windows-1252\n"
    "  --delimiter CHAR     ',' (the default), ';', tab or '|'\n"
    "  --max-groups N       more groups than this are an error (100000)\n"
    "  --sorted             groups in order, periods by time; without it as first seen\n"
    "  --tallies            the counts alone, for peel rate, peel trend and peel chart\n"
    "  --method NAME        of the intervals: wilson (the default), clopper-pearson ...: see peel methods\n"
    "  --prior A,B          of beta and beta-hpd, as in peel rate\n"
    "  --confidence C       95 (the default), 95% or 0.95\n"
    "  --side SIDE          two-sided (the default), or lower or upper for one bound\n"
    "  --design DESIGN      how the cases were chosen: random (the default), quota, dip or census\n"
    "  --decimals N         decimals of percentages, 0 to 12 (1)\n"
    "  --format FORMAT      table, csv or json; of one rate alone a sentence, where none is named\n"
    "  --bom                begin CSV with a byte order mark, which Excel wants\n"
    "  --layouts            the published layouts\n"
    "  --help               this text\n"
    "\n"
    "Examples:\n"
    "  peel tally --look cases.csv\n"
    "  peel tally cases.csv --by unit --outcome 'advice given'\n"
    "  peel tally cases.csv --since received --until attended --grade grade --limit prompt=4h,priority=1h,scheduled=none\n"
    "  peel tally cases.csv --by area=unit --date received --every day --filled note --tallies | peel trend - --by area\n"
    "  peel tally stops.csv --layout police-uk-stop-search --date Date\n"
    "  printf 'unit,plan\\nCity,yes\\nCity,late\\nNorth,yes\\n' | peel tally --by unit --outcome plan --not-met late\n";

static void show(const struct counted *counted) {
    const struct settings *settings = &counted->request->settings;
    if (settings->format == format_json) {
        show_tally_json(counted);
        return;
    }
    if (counted->stopped || !counted->reader) return;
    csv_begin(settings);
    if (counted->request->tallies)
        show_tallies(counted);
    else if (settings->format == format_csv)
        show_tally_csv(counted);
    else
        show_tally_table(counted);
}

static int count(const struct tally_request *request) {
    struct counted counted;
    count_files(request, &counted);
    show(&counted);
    fflush(stdout); /* so that on a terminal the faults come last */
    say_left_out(&counted);
    counted_free(&counted);
    return request->report->exit_code;
}

static int file_stat(const char *path, struct stat *seen) {
    return (strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, seen) : stat(path, seen)) == 0 && S_ISREG(seen->st_mode);
}

/* Its cases would count twice. Standard input may be a file too; named twice it is found out when it is read again. */
static int check_files(const struct settings *settings) {
    struct stat *seen = needed(calloc(settings->item_count + 1, sizeof *seen));
    int fault = exit_answered;
    for (size_t i = 0; i < settings->item_count && fault == exit_answered; i++) {
        const char *path = settings->items[i].typed;
        int input = strcmp(path, "-") == 0;
        if (!file_stat(path, &seen[i])) continue;
        for (size_t k = 0; k < i && fault == exit_answered; k++) {
            if (!S_ISREG(seen[k].st_mode) || seen[k].st_ino != seen[i].st_ino || seen[k].st_dev != seen[i].st_dev)
                continue;
            if (input && strcmp(settings->items[k].typed, "-") == 0) continue;
            fault = usage_error("%s: this file is named twice, and its cases would count twice: name it once",
                                source_name(path));
        }
    }
    free(seen);
    return fault;
}

/* What the library thinks of the options of a rate, asked of a sample that is not the user's. */
static int check_rates(struct tally_request *request) {
    const peel_sample any = {1, 2, 0};
    peel_interval interval;
    peel_rate_options *options = &request->report->options;
    int32_t method = options->method;
    options->confidence = request->settings.confidence;
    options->side = request->settings.side;
    options->design = request->settings.design;
    int fault = typed_prior(request->prior, method == PEEL_RATE_BETA || method == PEEL_RATE_BETA_HPD,
                            &options->prior_met, &options->prior_failed);
    if (fault != exit_answered) return fault;
    peel_status status = peel_rate(&any, options, &interval);
    if (status == PEEL_ERROR_METHOD_SIDE) return refuse_side(method);
    return peel_status_family(status) == PEEL_FAMILY_SEARCH ? exit_answered : option_status(status);
}

/* What would have no effect on a look, or on the list of layouts. */
static int check_alone(const struct tally_request *request) {
    const struct settings *settings = &request->settings;
    const char *alone = request->look ? "look" : "layouts";
    if (request->look && request->layouts) return usage_error("--look and --layouts: type one of them");
    if (request->planned)
        return usage_error("--%s: it goes with what is to be counted, not with --%s", request->planned, alone);
    if (request->tallies || settings->of_rates)
        return usage_error("--%s: it goes with rates, not with --%s", request->tallies ? "tallies" : settings->of_rates,
                           alone);
    if (request->layouts && (request->delimiter != 0 || settings->encoding_typed))
        return usage_error("--%s: it goes with files, not with --layouts",
                           request->delimiter != 0 ? "delimiter" : "encoding");
    return exit_answered;
}

static int check(const struct tally_request *request) {
    const struct settings *settings = &request->settings;
    int csv = settings->format == format_csv;
    if (settings->byte_order_mark && !csv && !request->tallies) return usage_error("--bom goes with --format csv");
    if (request->look || request->layouts) return check_alone(request);
    if (request->tallies && settings->format != format_sentences && !csv)
        return usage_error("--tallies is a file in CSV: leave out --format");
    return exit_answered;
}

static int answer(struct tally_request *request) {
    int fault = check(request);
    if (fault != exit_answered) return fault;
    if (request->layouts) return show_layouts(request);
    if (!request->look) fault = check_rates(request);
    if (!request->look && fault == exit_answered) fault = tally_plan(request);
    if (fault != exit_answered) return fault;
    if (request->settings.item_count == 0 && isatty(STDIN_FILENO))
        return usage_error("name a file of cases, or pipe one in: see peel tally --help");
    if (request->look) return command_look(request);
    fault = check_files(&request->settings);
    return fault == exit_answered ? count(request) : fault;
}

int command_tally(int argc, char **argv) {
    struct report report = {.options = {.size = sizeof report.options, .method = PEEL_RATE_WILSON}};
    struct tally_request request = {.report = &report};
    const struct command_line line = {"tally", tally_options, tally_take_option, &request, &request.settings};
    int fault = read_command_line(&line, argc, argv);
    if (fault == exit_answered && request.settings.help)
        printf("%s", tally_help);
    else if (fault == exit_answered)
        fault = answer(&request);
    tally_free_plan(&request);
    free(request.settings.items);
    report_free(&report);
    return fault;
}
