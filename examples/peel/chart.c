/*
 * peel chart: which periods of a series are signals, and which are noise?
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "chart.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

const char chart_help[] =
    "peel chart: which month of a series is news, for better or worse, which is noise, and will the target be met?\n"
    "\n"
    "Usage: peel chart FILE.csv... [OPTION...]\n"
    "       peel chart SAMPLE SAMPLE SAMPLE... [OPTION...]\n"
    "\n"
    "A FILE is of tallies with a column period, as for peel trend. Typed SAMPLEs such as 40/48 are periods 1, 2, 3.\n"
    "\n"
    "  --kind KIND          p (the default), exact, laney, xmr (the default of percentages without counts), run, g, t,\n"
    "                       cusum or ewma: see peel methods chart\n"
    "  --rules SET          nhs, nhs-2023, western-electric, nelson, anhoej or limits; where none is named nhs, of run\n"
    "                       anhoej, and of cusum and ewma limits\n"
    "  --rule RULE          a rule in place of a set, as in \"7 beyond 0\", \"2 of 3 beyond 2/3\" or \"7 steps\"; may be repeated\n"
    "  --target T           what ought to be reached: 90, 90% or 0.9, of g a number of cases, of t of periods; else the\n"
    "                       target of the last row of the series with one\n"
    "  --better WAY         which way is better: up (the default), down or neither\n"
    "  --by COLUMNS         a series for each criterion (the default), area, force, or several parted by commas\n"
    "  --baseline A..B      the periods that set the limits, as in 2023-01..2023-12; of typed samples positions, as in 1..12\n"
    "  --rebase PERIOD      limits begin anew at this period; may be repeated\n"
    "  --rebase-found       limits begin anew where the rate changed all at once, in place of --rebase\n"
    "  --exclude PERIOD     a period that sets no limits, but is judged by them; may be repeated\n"
    "  --sigmas L           how far the limits stand from the centre: 3, or 0.1 to 10\n"
    "  --confidence C       in place of sigmas: limits that C of steady months keep within, as in 99.8\n"
    "  --screening          xmr, laney: leave out the widest moving ranges, once\n"
    "  --floor              laney: limits never narrower than those of p\n"
    "  --accept R           cusum: the rate of the steady process\n"
    "  --reject R           cusum: the rate to be found out\n"
    "  --threshold H        cusum: the evidence that decides; where none is named 6.6, and 5.9 with --one-sided\n"
    "  --one-sided          cusum: look from --accept towards --reject alone\n"
    "  --weight W           ewma: of the newest month, 0.2 where none is named\n"
    "  --seed N             of random draws: equal seeds give equal answers (0)\n"
    "  --draws N            how many tell what chance alone raises, 99 to 10000000 (9999; of many or long series 999)\n"
    "  --unit UNIT          what the periods are: day, month, quarter or year; of typed samples none is the default\n"
    "  --failures SAMPLE    a sample whose first count is of failures: 15/59 is 44 met of 59\n"
    "  --design DESIGN      how the cases were chosen: random (the default), quota, dip or census\n"
    "  --height N           lines of the picture, 8 to 60 (15)\n"
    "  --ascii              a picture in ASCII; without it by LC_ALL, LC_CTYPE and LANG\n"
    "  --colour WHEN        auto (on a terminal, unless NO_COLOR is set), always or never\n"
    "  --no-picture         sentences alone\n"
    "  --decimals N         decimals of percentages, 0 to 12 (1)\n"
    "  --format FORMAT      table (a row a point), csv or json; sentences and the picture where none is named\n"
    "  --bom                begin CSV with a byte order mark, which Excel wants\n"
    "  --encoding ENCODING  of files: utf-8 (the default) or windows-1252\n"
    "  --help               this text\n"
    "\n"
    "Examples:\n"
    "  peel chart 45/48 44/47 43/48 46/48 44/47 31/48 45/48 44/46 --target 90\n"
    "  peel chart 45/48 44/47 43/48 46/48 44/47 31/48 45/48 44/46 --kind run --no-picture\n"
    "  peel chart 45/48 44/47 43/48 39/46 37/47 36/48 --kind cusum --accept 94 --reject 80\n"
    "  printf 'criterion,period,met,assessed\\nasked,2022,57,81\\nasked,2023,68,80\\nasked,2024,70,79\\n' | peel chart -\n"
    "  printf 'criterion,period,reported\\nasked,2021,94\\nasked,2022,88\\nasked,2023,80.6\\n' | peel chart - --format csv\n";

/* Printed percentages have no place among the arguments: a file tells when each of them was. */
static int check_items(struct chart_request *request) {
    const struct settings *settings = &request->settings;
    size_t samples = 0;
    for (size_t i = 0; i < settings->item_count; i++) {
        const struct item *item = &settings->items[i];
        samples += (size_t)(is_sample(item) || item->failures);
        if (!is_sample(item) && !item->failures && is_figure(item->typed) && access(item->typed, F_OK) != 0)
            return usage_error("%s: printed percentages are charted from a file with the columns criterion, period and "
                               "reported: see the last example of peel chart --help",
                               item->typed);
    }
    request->samples = samples > 0;
    if (samples > 0 && samples < settings->item_count)
        return usage_error("samples and files do not go together: type either");
    if (samples > 0 && request->by) return usage_error("--by goes with a file of tallies");
    if (samples > 0 && request->options.kind == PEEL_CHART_T)
        return usage_error("--kind t: the time between failures is told from a file with a column period");
    if (samples == 0 && request->unit_typed && request->unit == PEEL_UNIT_NONE)
        return usage_error("--unit none goes with samples: the periods of a file say by themselves what they are");
    return chart_check_periods(request);
}

static int read_items(struct chart_request *request) {
    const struct settings *settings = &request->settings;
    int fault = check_items(request);
    for (size_t i = 0; i < settings->item_count && fault == exit_answered; i++) {
        request->report->item = i;
        fault = read_item(request->report, &settings->items[i], 0, settings->encoding);
    }
    return fault;
}

/* Sentences and the picture of each series; then, of several, a table of them all. */
static void show(const struct chart_request *request, const struct charted *charted, size_t count) {
    int format = request->settings.format;
    if (format == format_csv || format == format_json) {
        show_chart_records(request, charted, count);
        return;
    }
    for (size_t i = 0; i < count && format == format_sentences; i++) {
        if (i > 0) putchar('\n');
        say_charted(request, &charted[i]);
        if (request->look.none || chart_few(&charted[i])) continue;
        putchar('\n');
        show_chart_picture(request, &charted[i]);
    }
    if (format == format_table) show_chart_points(request, charted, count);
    if (count > 1 || (format == format_table && count > 0)) {
        putchar('\n');
        show_chart_summary(request, charted, count);
    }
    say_charted_notes(request, charted, count);
}

/* Why a series has no chart, with what may be typed here instead. */
static void set_aside(const struct chart_request *request, const struct series *series, peel_status status,
                      const char *missing, const char *absent) {
    const struct row *row = series->points[0].row;
    int32_t kind = request->options.kind;
    char message[256];
    snprintf(message, sizeof message, "%s", peel_status_sentence(status));
    if (missing)
        snprintf(message, sizeof message, "%s: %s. The series is left out.", missing,
                 absent ? absent : "the series has no such period");
    else if (status == PEEL_ERROR_TOO_LARGE)
        snprintf(message, sizeof message, "The series has %zu periods, and up to 10,000 are charted.", series->count);
    else if (status == PEEL_ERROR_METHOD)
        snprintf(message, sizeof message,
                 "The series has no counts, which %s needs: of printed percentages it is --kind "
                 "xmr or run.",
                 request->rebase_found ? "--rebase-found" : "this kind of chart");
    else if (status == PEEL_ERROR_TOO_FEW_SAMPLES && kind == PEEL_CHART_G)
        snprintf(message, sizeof message, "No row ends in a failure of its own: there is nothing between failures.");
    else if (status == PEEL_ERROR_TOO_FEW_SAMPLES)
        snprintf(message, sizeof message, "Fewer than two rows have a failure: there is no time between failures.");
    else if (status == PEEL_ERROR_BASELINE)
        snprintf(message, sizeof message,
                 "--baseline: it reaches across a rebase; its points lie in one stretch of limits.");
    if (row->line > 0)
        report_add_row_fault(request->report, row, status, "", message);
    else
        report_add_typed_message(request->report, "the series", status, message);
}

/* What no series has was typed wrongly; what only some have leaves the others out. */
static int refuse_missing(const struct series_list *list, const char *missing, const char *absent) {
    const struct series *series = &list->items[0];
    if (absent) return usage_error("%s: %s", missing, absent);
    if (list->count > 1) return usage_error("%s: no series has such a period", missing);
    return usage_error("%s: the series has no such period; it goes from %s to %s", missing, series->points[0].name,
                       series->points[series->count - 1].name);
}

static int answer_series(struct chart_request *request, const struct series_list *list, struct charted *charted,
                         size_t *count) {
    size_t lacking = 0;
    char missing[96] = "";
    for (size_t i = 0; i < list->count; i++) {
        peel_status status = chart_points(request, &list->items[i], &charted[*count]);
        int placed = status != PEEL_OK || chart_place(request, &charted[*count], missing);
        lacking += !placed;
        if (status == PEEL_OK && placed) status = chart_ask(request, &charted[*count]);
        if (!placed && lacking == list->count) {
            const char *absent = charted[*count].absent;
            chart_release(&charted[*count]);
            return refuse_missing(list, missing, absent);
        }
        if (status == PEEL_OK && placed) {
            (*count)++;
            continue;
        }
        int said = request->options.kind == PEEL_CHART_G && charted[*count].several > 0;
        if (!said || status != PEEL_ERROR_TOO_FEW_SAMPLES)
            set_aside(request, &list->items[i], placed ? status : PEEL_ERROR_RANGE, placed ? NULL : missing,
                      charted[*count].absent);
        chart_release(&charted[*count]);
    }
    return exit_answered;
}

static int answer(struct chart_request *request) {
    struct series_list list = {.by = request->by, .unit = request->unit};
    size_t count = 0;
    int fault = read_items(request);
    if (fault != exit_answered) return fault;
    request->refused = request->report->fault_count;
    series_group(request->report, &list);
    for (size_t i = request->refused; i < request->report->fault_count; i++) /* of which no one knows their place */
        request->refused += request->report->faults[i].status == PEEL_ERROR_NOT_A_PERIOD;
    struct charted *charted = needed(calloc(list.count + 1, sizeof *charted));
    if (list.count > many_charts && request->options.draws == 0) request->options.draws = draws_of_many_charts;
    fault = answer_series(request, &list, charted, &count);
    report_sort_faults(request->report);
    if (fault == exit_answered) show(request, charted, count);
    for (size_t i = 0; i < count; i++)
        chart_release(&charted[i]);
    free(charted);
    series_free(&list);
    return fault;
}

int command_chart(int argc, char **argv) {
    struct report report = {.options = {.size = sizeof report.options}};
    struct chart_request request = {
        .report = &report, .options = {.size = sizeof request.options}, .look = {.height = usual_height}};
    const struct command_line line = {"chart", chart_options, chart_take_option, &request, &request.settings};
    int fault = read_command_line(&line, argc, argv);
    if (fault == exit_answered && request.settings.help)
        printf("%s", chart_help);
    else if (fault == exit_answered && (fault = chart_check_options(&request)) == exit_answered)
        fault = answer(&request);
    if (fault == exit_answered) {
        fflush(stdout); /* so that on a terminal the faults come last */
        report_say_faults(&report);
        fault = report.exit_code;
    }
    free(request.rebases);
    free(request.excluded);
    free(request.settings.items);
    report_free(&report);
    return fault;
}
