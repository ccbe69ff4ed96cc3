/*
 * peel reported: what do printed percentages tell without the counts behind them?
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "reported.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char reported_help[] =
    "peel reported: what do printed percentages tell without the counts behind them?\n"
    "\n"
    "Usage: peel reported FIGURE [OPTION...]\n"
    "       peel reported BEFORE AFTER [OPTION...]\n"
    "       peel reported FIGURE... --assessed N or FIRST..LAST\n"
    "\n"
    "A FIGURE is as it was printed: 80.6, 80.6%, '80.6 percent' or '87.8 +/- 1.66'. 94 and 94.0 differ: the decimals say\n"
    "how the figure was rounded. Of one figure: which counts fit it, and what a +/- is worth. Of two: from how many cases\n"
    "in each audit on they differ; with +/-, whether they do. Several with --assessed: of how many cases all of them can be.\n"
    "\n"
    "  --assessed N         the number of cases: the counts that fit, and the interval\n"
    "  --assessed A..B      a range of numbers of cases: which of them are possible\n"
    "  --test NAME          of two figures: fisher (the default), fisher-mid-p, pearson or n-1\n"
    "  --largest N          the largest number of cases in each audit to look at, up to 100000 (2000)\n"
    "  --power P            how surely a next pair of audits is to show the change: 80 (the default), 80% or 0.8\n"
    "  --method NAME        of the interval of a rate: wilson (the default), ...: see peel methods\n"
    "  --confidence C       95 (the default), 95% or 0.95; of a +/- the one that it was printed with\n"
    "  --side SIDE          two-sided (the default), lower or upper: of an interval, and of two figures with +/-\n"
    "  --design DESIGN      how the cases were chosen: random (the default), quota, dip or census\n"
    "  --decimals N         decimals of percentages, 0 to 12 (1)\n"
    "  --format FORMAT      table, csv or json; sentences, then a table, where none is named\n"
    "  --bom                begin CSV with a byte order mark, which Excel wants\n"
    "  --help               this text\n"
    "\n"
    "Examples:\n"
    "  peel reported 94 80.6\n"
    "  peel reported 80.6\n"
    "  peel reported 80.6 --assessed 150..300\n"
    "  peel reported 80.6 --assessed 31\n"
    "  peel reported 94 80.6 --assessed 1..300\n"
    "  peel reported '87.8 +/- 1.66'\n"
    "  peel reported '87.8 +/- 1.66' '75.8 +/- 1.94'\n";

enum { o_assessed = o_own, o_test, o_largest, o_power, o_method };

static const struct option long_options[] = {
    SETTINGS,
    {"assessed", required_argument, NULL, o_assessed},
    {"test", required_argument, NULL, o_test},
    {"largest", required_argument, NULL, o_largest},
    {"power", required_argument, NULL, o_power},
    {"method", required_argument, NULL, o_method},
    {NULL, 0, NULL, 0},
};

static const char *const names[] = {"file",
                                    "line",
                                    "kind",
                                    "reported",
                                    "reported_after",
                                    "assessed",
                                    "assessed_last",
                                    "met_lower",
                                    "met_upper",
                                    "possible",
                                    "impossible",
                                    "listed",
                                    "pairs",
                                    "first",
                                    "always",
                                    "largest",
                                    "convention",
                                    "rate",
                                    "power",
                                    "worth",
                                    "worth_lower",
                                    "worth_upper",
                                    "measure",
                                    "estimate",
                                    "lower",
                                    "upper",
                                    "method",
                                    "side",
                                    "confidence",
                                    "test",
                                    "statistic",
                                    "statistic_lower",
                                    "statistic_upper",
                                    "p_value",
                                    "p_value_lower",
                                    "p_value_upper",
                                    "verdict",
                                    "notes",
                                    "status"};

const struct records reported_records = {.names = names, .name_count = sizeof names / sizeof names[0]};

json_t *reported_record(struct records *records, const char *kind, const struct figure *before,
                        const struct figure *after) {
    json_t *record = records_add(records);
    char text[number_size];
    record_text(record, "kind", kind);
    record_set(record, "notes", json_array());
    record_text(record, "status", peel_status_name(PEEL_OK));
    if (before) {
        figure_text(text, before);
        record_text(record, "reported", text);
    }
    if (after) {
        figure_text(text, after);
        record_text(record, "reported_after", text);
    }
    return record;
}

/* "79" or "150..300" */
static int take_assessed(const char *typed, struct reported_request *request) {
    char first[32];
    const char *dots = strstr(typed, "..");
    size_t length = dots ? (size_t)(dots - typed) : strlen(typed);
    snprintf(first, sizeof first, "%.*s", length < sizeof first ? (int)length : 0, typed);
    request->is_range = dots != NULL;
    int typed_well = typed_count(first, &request->assessed.lower) && request->assessed.lower >= 1;
    if (typed_well && dots) typed_well = typed_count(dots + 2, &request->assessed.upper);
    if (!dots) request->assessed.upper = request->assessed.lower;
    if (typed_well && request->assessed.upper >= request->assessed.lower) return exit_answered;
    return usage_error("--assessed %s: type a whole number of cases from 1, as in 79, or a range, as in 150..300",
                       typed);
}

static int take_option(int option, const char *typed, void *taking) {
    struct reported_request *request = taking;
    peel_error error;
    switch (option) {
    case o_assessed: return take_assessed(typed, request);
    case o_method:
        return library_word(peel_method_parse(PEEL_CONCEPT_RATE, typed, &request->rate_options.method, &error), &error);
    case o_test:
        request->test_typed = 1;
        return library_word(peel_method_parse(PEEL_CONCEPT_TEST, typed, &request->options.test, &error), &error);
    case o_largest:
        if (typed_count(typed, &request->largest) && request->largest >= 1 && request->largest <= 100000) break;
        return usage_error("--largest %s: type a whole number of cases from 1 to 100000", typed);
    default:
        if (typed_confidence(typed, &request->power) && request->power < 1) break;
        return usage_error("--power %s: type a percentage below 100, as in 80, or a proportion, as in 0.8", typed);
    }
    return exit_answered;
}

/* Whether the library takes the options, and whether they belong together. */
static int check_options(struct reported_request *request) {
    const struct settings *settings = &request->settings;
    const peel_sample any = {1, 1, 0};
    peel_interval interval;
    if (settings->byte_order_mark && settings->format != format_csv) return usage_error("--bom goes with --format csv");
    request->options.confidence = request->rate_options.confidence = settings->confidence;
    request->options.side = request->rate_options.side = settings->side;
    request->options.design = request->rate_options.design = settings->design;
    request->alpha = 1 - settings->confidence;
    if (request->power != 0 && request->power <= request->alpha)
        return usage_error("--power: chance alone gives as much; type more, as in 80");
    int32_t test = request->options.test;
    if (test == PEEL_TEST_BOSCHLOO || test == PEEL_TEST_BARNARD)
        return usage_error("--test: of printed figures it is fisher, fisher-mid-p, pearson or n-1");
    return option_status(peel_rate(&any, &request->rate_options, &interval));
}

static int read_figures(struct reported_request *request) {
    const struct settings *settings = &request->settings;
    request->figures = needed(calloc(settings->item_count + 1, sizeof *request->figures));
    for (size_t i = 0; i < settings->item_count; i++) {
        int fault = read_figure(settings->items[i].typed, &request->figures[i]);
        if (fault != exit_answered) return fault;
        request->with_plus_minus += request->figures[i].reported.plus_minus > 0;
    }
    request->count = settings->item_count;
    return exit_answered;
}

/* What is said of a question that has no place for an option. */
static int check_unused(const struct reported_request *request) {
    const struct settings *settings = &request->settings;
    int counted = request->assessed.lower > 0 && !request->is_range;
    int intervals = request->count == 2 && request->with_plus_minus == 2 && request->assessed.lower == 0;
    int two = request->count == 2 && request->with_plus_minus == 0 && request->assessed.lower == 0;
    int worth = request->count == 1 && request->with_plus_minus == 1 && request->assessed.lower == 0;
    if (request->test_typed && !two) return usage_error("--test goes with two figures without counts");
    if (request->power != 0 && !two) return usage_error("--power goes with two figures without counts");
    if (request->largest != 0 && !two) return usage_error("--largest goes with two figures without counts");
    if (request->rate_options.method != 0 && !counted)
        return usage_error("--method goes with --assessed and the number of cases: without that there is no interval");
    if (settings->side != PEEL_SIDE_TWO_SIDED && worth) return usage_error("--side: a +/- has two sides");
    if (settings->side != PEEL_SIDE_TWO_SIDED && !counted && !intervals)
        return usage_error(
            "--side goes with --assessed and the number of cases, or with two figures with +/-; without, two "
            "figures are compared on both sides");
    if (settings->design != PEEL_DESIGN_RANDOM && !counted)
        return usage_error("--design goes with --assessed and the number of cases");
    return exit_answered;
}

/* Which question the arguments ask. */
static int answer(struct reported_request *request) {
    int fault = read_figures(request);
    if (fault != exit_answered) return fault;
    if (request->count == 0) return usage_error("type a printed percentage, as in peel reported 80.6");
    if (request->count == 2 && request->with_plus_minus == 1 && request->assessed.lower == 0)
        return usage_error("one of the figures has a +/- and the other none: type both with theirs, or both without");
    fault = check_unused(request);
    if (fault != exit_answered) return fault;
    if (request->is_range) return reported_range(request);
    if (request->assessed.lower > 0) return reported_assessed(request);
    if (request->count == 1) return request->with_plus_minus ? reported_worth(request) : reported_alone(request);
    if (request->count > 2)
        return usage_error("of more than two figures: say of how many cases they may be, as in "
                           "--assessed 1..300");
    return request->with_plus_minus == 2 ? reported_two_intervals(request) : reported_two(request);
}

int command_reported(int argc, char **argv) {
    struct report report = {.options = {.size = sizeof report.options}};
    struct reported_request request = {.report = &report,
                                       .options = {.size = sizeof request.options},
                                       .rate_options = {.size = sizeof request.rate_options}};
    const struct command_line line = {"reported", long_options, take_option, &request, &request.settings};
    int fault = read_command_line(&line, argc, argv);
    if (fault == exit_answered && request.settings.help)
        printf("%s", reported_help);
    else if (fault == exit_answered && (fault = check_options(&request)) == exit_answered)
        fault = answer(&request);
    if (fault == exit_answered) {
        fflush(stdout);
        report_say_faults(&report);
        fault = report.exit_code;
    }
    free(request.settings.items);
    free(request.figures);
    report_free(&report);
    return fault;
}
