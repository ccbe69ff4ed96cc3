/*
 * peel trend: do the rates of a series of periods rise or fall, and when did they change?
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "trend.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

const char trend_help[] =
    "peel trend: do the rates of a series of periods rise or fall, by how much, and when did they change?\n"
    "\n"
    "Usage: peel trend FILE.csv... [OPTION...]\n"
    "       peel trend SAMPLE SAMPLE SAMPLE... [OPTION...]\n"
    "\n"
    "A FILE is of tallies with a column period, as in 2024-03, March 2024, 2024 Q1, 2023/24 or 2024-03-31; rows may come in\n"
    "any order, and missing periods keep their place. A series without counts, of printed percentages alone, is answered\n"
    "by the order of its figures. Typed SAMPLEs such as 40/48 are periods 1, 2, 3.\n"
    "\n"
    "  --by COLUMNS         a series for each criterion (the default), area, force, or several parted by commas\n"
    "  --unit UNIT          what the periods are: day, month, quarter or year; of typed samples none is the default\n"
    "  --failures SAMPLE    a sample whose first count is of failures: 15/59 is 44 met of 59\n"
    "  --method NAME        one more test beside the one that decides: exact, monte-carlo, cochran-armitage-n,\n"
    "                       mann-kendall, hamed-rao or seasonal; of series without counts it decides\n"
    "  --season N           periods after which the seasons return, of seasonal; a year of the unit where none is named\n"
    "  --seed N             of random draws: equal seeds give equal answers (0)\n"
    "  --draws N            how many, 99 to 10000000 (9999; of more than 100 series 999)\n"
    "  --power P            of the slope that could have been shown: 80 (the default), 80% or 0.8\n"
    "  --confidence C       95 (the default), 95% or 0.95; above 1 it is a percentage\n"
    "  --side SIDE          two-sided (the default), lower (does it rise?) or upper (does it fall?)\n"
    "  --design DESIGN      how the cases were chosen: random (the default), quota, dip or census\n"
    "  --decimals N         decimals of percentages, 0 to 12 (1)\n"
    "  --format FORMAT      table, csv or json; sentences, then tables, where none is named\n"
    "  --bom                begin CSV with a byte order mark, which Excel wants\n"
    "  --encoding ENCODING  of files: utf-8 (the default) or windows-1252\n"
    "  --help               this text\n"
    "\n"
    "Examples:\n"
    "  peel trend 45/48 44/47 43/48 39/46 37/47 36/48\n"
    "  peel trend 45/48 44/47 43/48 39/46 37/47 36/48 --unit month --method monte-carlo --seed 7\n"
    "  printf 'criterion,period,met,assessed\\nasked,2022,57,81\\nasked,2023,68,80\\nasked,2024,70,79\\n' | peel trend -\n"
    "  printf 'criterion,period,reported\\nasked,2021,94\\nasked,2022,88\\nasked,2023,80.6\\n' | peel trend -\n";

static const char no_season[] =
    "After how many periods do the seasons return? Type --season, as in --season 12, or of samples --unit month or quarter.";

enum { o_by = o_own, o_unit, o_method, o_season, o_seed, o_draws, o_power };

static const struct option long_options[] = {
    SETTINGS,
    {"failures", required_argument, NULL, o_failures},
    {"by", required_argument, NULL, o_by},
    {"unit", required_argument, NULL, o_unit},
    {"method", required_argument, NULL, o_method},
    {"season", required_argument, NULL, o_season},
    {"seed", required_argument, NULL, o_seed},
    {"draws", required_argument, NULL, o_draws},
    {"power", required_argument, NULL, o_power},
    {"encoding", required_argument, NULL, o_encoding},
    {NULL, 0, NULL, 0},
};

/* A further test: the slopes and the change point are told anyway. */
static int take_method(const char *typed, struct trend_request *request) {
    peel_error error;
    peel_method method = {.offers = 0};
    if (peel_method_parse(PEEL_CONCEPT_TREND, typed, &request->method, &error) != PEEL_OK)
        return usage_error("--method: %s", error.message);
    peel_method_get(request->method, &method);
    if ((method.offers & PEEL_OFFERS_P_VALUE) != 0 && request->method != PEEL_TREND_CHANGE_POINT) return exit_answered;
    return usage_error("--method %s: no test; type cochran-armitage-n, exact, monte-carlo, mann-kendall, hamed-rao or "
                       "seasonal",
                       typed);
}

static int take_option(int option, const char *typed, void *taking) {
    struct trend_request *request = taking;
    peel_error error;
    int64_t count = 0;
    switch (option) {
    case o_by: return take_by(typed, &request->by);
    case o_unit: request->unit_typed = 1; return library_word(peel_unit_parse(typed, &request->unit, &error), &error);
    case o_method: return take_method(typed, request);
    case o_season:
        if (!typed_count(typed, &count) || count < 2 || count > PEEL_POINTS_MAX)
            return usage_error("--season %s: type a number of periods from 2, as in 12", typed);
        request->options.season = (int32_t)count;
        break;
    case o_seed:
        if (!typed_count(typed, &count) || count < 0 || count > PEEL_COUNT_MAX)
            return usage_error("--seed %s: type a whole number, as in 7", typed);
        request->options.seed = (uint64_t)count;
        break;
    case o_draws:
        if (!typed_count(typed, &request->options.draws) || request->options.draws < 99 ||
            request->options.draws > 10000000)
            return usage_error("--draws %s: type a whole number from 99 to 10000000", typed);
        break;
    default:
        if (!typed_confidence(typed, &request->options.power) || request->options.power >= 1)
            return usage_error("--power %s: type a percentage below 100, as in 80, or a proportion, as in 0.8", typed);
    }
    return exit_answered;
}

/* Whether the library takes the options. */
static int check_options(struct trend_request *request) {
    const struct settings *settings = &request->settings;
    const peel_point any = {1, {1, 2, 0}};
    double power = request->options.power;
    peel_test test;
    if (settings->byte_order_mark && settings->format != format_csv) return usage_error("--bom goes with --format csv");
    request->options.confidence = settings->confidence;
    request->options.side = settings->side;
    request->options.design = settings->design;
    if (power != 0 && power <= 1 - settings->confidence)
        return usage_error("--power: chance alone gives as much; type more, as in 80");
    if (settings->item_count == 0)
        return usage_error(
            "type a file of tallies with a column period, or samples, as in peel trend 45/48 44/47 43/48");
    if (request->options.season != 0 && request->method != PEEL_TREND_SEASONAL)
        return usage_error("--season goes with --method seasonal");
    size_t size = peel_trend_work_size(1, &any);
    void *work = needed(malloc(size + 1));
    peel_status status = peel_trend_test(1, &any, &request->options, work, size, &test, NULL);
    free(work);
    return option_status(status);
}

/* Printed percentages have no place among the arguments: a file tells when each of them was. */
static int check_items(const struct trend_request *request, size_t samples) {
    const struct settings *settings = &request->settings;
    for (size_t i = 0; i < settings->item_count; i++) {
        const struct item *item = &settings->items[i];
        if (!is_sample(item) && !item->failures && is_figure(item->typed) && access(item->typed, F_OK) != 0)
            return usage_error("%s: printed percentages are told from a file with the columns criterion, period and "
                               "reported: see the last example of peel trend --help",
                               item->typed);
    }
    if (samples > 0 && samples < settings->item_count)
        return usage_error("samples and files do not go together: type either");
    if (samples > 0 && request->by) return usage_error("--by goes with a file of tallies");
    if (samples == 0 && request->unit_typed && request->unit == PEEL_UNIT_NONE)
        return usage_error("--unit none goes with samples: the periods of a file say by themselves what they are");
    return exit_answered;
}

static int read_items(const struct trend_request *request) {
    const struct settings *settings = &request->settings;
    size_t samples = 0;
    for (size_t i = 0; i < settings->item_count; i++)
        samples += (size_t)(is_sample(&settings->items[i]) || settings->items[i].failures);
    int fault = check_items(request, samples);
    if (fault != exit_answered) return fault;
    for (size_t i = 0; i < settings->item_count; i++) {
        request->report->item = i;
        fault = read_item(request->report, &settings->items[i], 0, settings->encoding);
        if (fault != exit_answered) return fault;
    }
    return exit_answered;
}

static void show(const struct trend_request *request, const struct told *told, size_t count) {
    int format = request->settings.format;
    if (format == format_csv || format == format_json) {
        show_told_records(request, told, count);
        return;
    }
    for (size_t i = 0; i < count && format == format_sentences; i++) {
        if (i > 0) putchar('\n');
        say_told(request, &told[i]);
    }
    if (count > 0 && (format == format_table || count > 1)) {
        if (format == format_sentences) putchar('\n');
        show_told_tables(request, told, count);
    }
    say_told_notes(told, count);
}

/* Why a series has no answer, with what may be typed here instead. */
static void set_aside(const struct trend_request *request, const struct series *series, peel_status status) {
    const struct row *row = series->points[0].row;
    char message[256];
    snprintf(message, sizeof message, "%s", peel_status_sentence(status));
    if (status == PEEL_ERROR_SEASON)
        snprintf(message, sizeof message, "%s", no_season);
    else if (status == PEEL_ERROR_TOO_LARGE && series->count > PEEL_POINTS_MAX)
        snprintf(message, sizeof message, "The series has %zu periods, and up to 10,000 are taken.", series->count);
    else if (status == PEEL_ERROR_TOO_LARGE && request->method != 0)
        snprintf(message, sizeof message,
                 "The series is larger than the further test takes: leave out --method, or choose "
                 "another one.");
    else if (status == PEEL_ERROR_METHOD)
        snprintf(message, sizeof message,
                 "The series has no counts, which the test of --method needs: of printed "
                 "percentages it is mann-kendall, hamed-rao or seasonal.");
    if (row->line > 0)
        report_add_row_fault(request->report, row, status, "", message);
    else
        report_add_typed_message(request->report, "the series", status, message);
}

/* Whether the test that was typed can be asked of any of the series: of typed samples, and of one file, that is known. */
static int check_method(const struct trend_request *request, const struct series_list *list) {
    peel_method method = {.name = ""};
    size_t counted = 0;
    int typed = list->count > 0 && list->items[0].points[0].row->line == 0;
    int months = request->unit == PEEL_UNIT_MONTH || request->unit == PEEL_UNIT_QUARTER;
    for (size_t i = 0; i < list->count; i++)
        counted += (size_t)list->items[i].counted;
    if (typed && request->method == PEEL_TREND_SEASONAL && request->options.season == 0 && !months)
        return usage_error("--method seasonal: %s", no_season);
    if (list->count == 0 || counted > 0 || !trend_needs_counts(request->method)) return exit_answered;
    peel_method_get(request->method, &method);
    return usage_error("--method %s: it needs counts, and the file has printed percentages alone: of these it is "
                       "mann-kendall, hamed-rao or seasonal",
                       method.name);
}

static int answer(struct trend_request *request) {
    struct series_list list = {.by = request->by, .unit = request->unit};
    size_t count = 0;
    int fault = read_items(request);
    if (fault != exit_answered) return fault;
    series_group(request->report, &list);
    fault = check_method(request, &list);
    if (fault != exit_answered) {
        series_free(&list);
        return fault;
    }
    struct told *told = needed(calloc(list.count + 1, sizeof *told));
    if (list.count > many_series && request->options.draws == 0) request->options.draws = draws_of_many;
    for (size_t i = 0; i < list.count; i++) {
        peel_status status = trend_tell(request, &list.items[i], &told[count]);
        if (status == PEEL_OK)
            count++;
        else
            set_aside(request, &list.items[i], status);
    }
    report_sort_faults(request->report);
    show(request, told, count);
    for (size_t i = 0; i < count; i++)
        free(told[i].segments);
    free(told);
    series_free(&list);
    return exit_answered;
}

int command_trend(int argc, char **argv) {
    struct report report = {.options = {.size = sizeof report.options}};
    struct trend_request request = {.report = &report, .options = {.size = sizeof request.options}};
    const struct command_line line = {"trend", long_options, take_option, &request, &request.settings};
    int fault = read_command_line(&line, argc, argv);
    if (fault == exit_answered && request.settings.help)
        printf("%s", trend_help);
    else if (fault == exit_answered && (fault = check_options(&request)) == exit_answered)
        fault = answer(&request);
    if (fault == exit_answered) {
        fflush(stdout); /* so that on a terminal the faults come last */
        report_say_faults(&report);
        fault = report.exit_code;
    }
    free(request.settings.items);
    report_free(&report);
    return fault;
}
