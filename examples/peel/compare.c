/*
 * peel compare: did the rate change, by how much, and how surely?
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "compare.h"

#include "series.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

const char compare_help[] =
    "peel compare: did the rate change, by how much, and how surely?\n"
    "\n"
    "Usage: peel compare BEFORE AFTER [OPTION...]\n"
    "       peel compare SAMPLE SAMPLE SAMPLE... [OPTION...]\n"
    "       peel compare FILE.csv [--by COLUMNS] [OPTION...]\n"
    "       peel compare --paired BOTH,LOST,GAINED,NEITHER [OPTION...]\n"
    "\n"
    "BEFORE and AFTER are samples such as 57/81, met of assessed; one of them may be a printed figure,\n"
    "80.6% or '87.8 +/- 1.66', and both where both have their +/-. The change is after - before. Of more\n"
    "than two samples all pairs are compared. In a FILE of tallies with a column period, the first\n"
    "period of each series that has cases is compared with the last.\n"
    "\n"
    "  --failures SAMPLE    a sample whose first count is of failures: 15/59 is 44 met of 59\n"
    "  --population N,M     how many cases each sample was drawn from; 0: not known\n"
    "  --paired B,L,G,N     the same cases looked at twice: both times met, lost, gained, neither time\n"
    "                       met\n"
    "  --by COLUMNS         of a file: criterion (the default), area, force, or several parted by\n"
    "                       commas\n"
    "  --strata             of a file: also the change within the series as one figure\n"
    "  --ratio              also the ratio of the rates\n"
    "  --odds-ratio         also the ratio of the odds\n"
    "  --margin M           was a fall of M percentage points or more ruled out?\n"
    "  --equivalence        with --margin: was such a change either way ruled out?\n"
    "  --method NAME        newcombe (the default), ... or all; with --ratio or --odds-ratio alone, one\n"
    "                       of theirs\n"
    "  --test NAME          fisher (the default), ... or all: see peel methods --concept test\n"
    "  --confidence C       95 (the default), 95% or 0.95; above 1 it is a percentage\n"
    "  --side SIDE          two-sided (the default), lower (did it rise?) or upper (did it fall?)\n"
    "  --design DESIGN      how the cases were chosen: random (the default), quota, dip or census\n"
    "  --decimals N         decimals of percentages, 0 to 12 (1)\n"
    "  --format FORMAT      table, csv or json; sentences, then a table, where none is named\n"
    "  --bom                begin CSV with a byte order mark, which Excel wants\n"
    "  --encoding ENCODING  of files: utf-8 (the default) or windows-1252\n"
    "  --help               this text\n"
    "\n"
    "Examples:\n"
    "  peel compare 57/81 68/80\n"
    "  peel compare 57/81 68/80 --ratio --test boschloo\n"
    "  peel compare 57/81 68/80 --margin 5\n"
    "  peel compare 80.6% 68/80\n"
    "  peel compare '87.8 +/- 1.66' 68/80\n"
    "  peel compare 41/79 40/48 57/81\n"
    "  peel compare --paired 50,3,10,18\n"
    "  printf 'criterion,period,met,assessed\\nasked,2022,57,81\\nasked,2023,68,80\\n' | peel compare -\n";

enum {
    o_population = o_own,
    o_paired,
    o_by,
    o_strata,
    o_ratio,
    o_odds_ratio,
    o_margin,
    o_equivalence,
    o_method,
    o_test
};

static const struct option long_options[] = {
    SETTINGS,
    {"failures", required_argument, NULL, o_failures},
    {"population", required_argument, NULL, o_population},
    {"paired", required_argument, NULL, o_paired},
    {"by", required_argument, NULL, o_by},
    {"strata", no_argument, NULL, o_strata},
    {"ratio", no_argument, NULL, o_ratio},
    {"odds-ratio", no_argument, NULL, o_odds_ratio},
    {"margin", required_argument, NULL, o_margin},
    {"equivalence", no_argument, NULL, o_equivalence},
    {"method", required_argument, NULL, o_method},
    {"test", required_argument, NULL, o_test},
    {"encoding", required_argument, NULL, o_encoding},
    {NULL, 0, NULL, 0},
};

static int take_option(int option, const char *typed, void *taking) {
    struct compare_request *request = taking;
    switch (option) {
    case o_population: request->populations = typed; break;
    case o_paired: request->paired = typed; break;
    case o_by: return take_by(typed, &request->by);
    case o_strata: request->strata = 1; break;
    case o_ratio: request->ratio = 1; break;
    case o_odds_ratio: request->odds_ratio = 1; break;
    case o_equivalence: request->equivalence = 1; break;
    case o_method: request->method_typed = typed; break;
    case o_test: request->test_typed = typed; break;
    default:
        if (!typed_points(typed, &request->margin))
            return usage_error("--margin %s: type percentage points above 0 and below 100, as in 5; below 1 with the "
                               "percent sign, as in 0.5%%",
                               typed);
    }
    return exit_answered;
}

/* A method of the concept, or all of them. */
static int take_method(const char *option, const char *typed, int32_t concept_number, int32_t *number, int *all) {
    peel_error error;
    if (!typed || (*all = all && strcasecmp(typed, "all") == 0)) return exit_answered;
    if (peel_method_parse(concept_number, typed, number, &error) == PEEL_OK) return exit_answered;
    return usage_error("%s: %s", option, error.message);
}

static int is_test(int32_t number) {
    peel_method method = {.offers = 0};
    peel_method_get(number, &method);
    return (method.offers & PEEL_OFFERS_P_VALUE) != 0;
}

/* The methods for the same cases looked at twice: some are of the difference, some are tests. */
static int take_paired_methods(struct compare_request *request) {
    int none = 0;
    int fault = take_method("--method", request->method_typed, PEEL_CONCEPT_PAIRED, &request->options.method, &none);
    if (fault != exit_answered) return fault;
    if (none || (request->options.method != 0 && is_test(request->options.method)))
        return usage_error("--method %s: with --paired it is square-and-add or tango", request->method_typed);
    fault = take_method("--test", request->test_typed, PEEL_CONCEPT_PAIRED, &request->paired_test, &none);
    if (fault != exit_answered) return fault;
    if (none || (request->paired_test != 0 && !is_test(request->paired_test)))
        return usage_error("--test %s: with --paired it is mcnemar-mid-p or mcnemar", request->test_typed);
    return exit_answered;
}

static int take_methods(struct compare_request *request) {
    if (request->paired) return take_paired_methods(request);
    request->measure = PEEL_CONCEPT_DIFFERENCE;
    if (request->ratio) request->measure = PEEL_CONCEPT_RATIO;
    if (request->odds_ratio) request->measure = PEEL_CONCEPT_ODDS_RATIO;
    if (request->method_typed && request->ratio && request->odds_ratio)
        return usage_error("--method goes with one of --ratio and --odds-ratio");
    int fault =
        take_method("--method", request->method_typed, request->measure, &request->method, &request->all_methods);
    if (fault == exit_answered)
        fault =
            take_method("--test", request->test_typed, PEEL_CONCEPT_TEST, &request->options.test, &request->all_tests);
    if (request->measure == PEEL_CONCEPT_DIFFERENCE) request->options.method = request->method;
    return fault;
}

static int check_margin(const struct compare_request *request) {
    int32_t method = request->options.method;
    if (request->equivalence && request->margin == 0) return usage_error("--equivalence goes with --margin, as in 5");
    if (request->margin == 0) return exit_answered;
    if (request->paired) return usage_error("--margin is of two samples, not of --paired");
    if (request->settings.side != PEEL_SIDE_TWO_SIDED)
        return usage_error("--margin has its own sides: leave out --side");
    if (request->settings.design == PEEL_DESIGN_DIP || request->settings.design == PEEL_DESIGN_CENSUS)
        return usage_error("--margin asks what chance allows: of a dip or a census there is no such question");
    if (request->strata) return usage_error("--margin is of each series: leave out --strata");
    if (request->settings.confidence <= 0.5)
        return usage_error("--margin needs a confidence above 50%%: below that chance alone would rule out any fall");
    if (method != 0 && method != PEEL_DIFFERENCE_MIETTINEN_NURMINEN && method != PEEL_DIFFERENCE_MEE)
        return usage_error("--margin goes with --method miettinen-nurminen or mee");
    return exit_answered;
}

/* Whether the library takes the options. */
static int check_options(struct compare_request *request) {
    const struct settings *settings = &request->settings;
    const peel_sample any = {1, 1, 0};
    peel_interval change;
    if (settings->byte_order_mark && settings->format != format_csv) return usage_error("--bom goes with --format csv");
    request->options.confidence = settings->confidence;
    request->options.side = settings->side;
    request->options.design = settings->design;
    int fault = take_methods(request);
    if (fault == exit_answered) fault = check_margin(request);
    if (fault != exit_answered || request->paired) return fault;
    return option_status(peel_difference(&any, &any, &request->options, &change));
}

static int refuse_with(int typed, const char *option, const char *why) {
    return typed ? usage_error("%s %s", option, why) : exit_answered;
}

/* What is said of a question that has no place for an option. */
static int check_unused(const struct compare_request *request, int file, int two) {
    const char *of_file = "goes with a file of tallies";
    const char *of_two = "goes with two samples, or with a file";
    int fault = refuse_with(!file && request->strata, "--strata", of_file);
    if (fault == exit_answered) fault = refuse_with(!file && request->by, "--by", of_file);
    if (fault == exit_answered) fault = refuse_with(!two && request->ratio, "--ratio", of_two);
    if (fault == exit_answered) fault = refuse_with(!two && request->odds_ratio, "--odds-ratio", of_two);
    if (fault == exit_answered) fault = refuse_with(!two && request->margin > 0, "--margin", of_two);
    if (fault == exit_answered) fault = refuse_with(!two && request->all_methods, "--method all", of_two);
    if (fault == exit_answered) fault = refuse_with(!two && request->all_tests, "--test all", of_two);
    if (fault == exit_answered && file)
        fault =
            refuse_with(request->populations != NULL, "--population", "goes with samples; in a file it is a column");
    return fault;
}

/* What is neither a sample nor a figure is taken for a file, and beside other arguments may be a slip of the pen. */
static int refuse_file(const struct compare_request *request) {
    const struct item *item = request->settings.items;
    while (is_sample(item) || item->failures || is_figure(item->typed))
        item++;
    return usage_error(
        "%s: neither a sample, as in 57/81, nor a printed figure, as in 80.6%%; and a file is compared alone: "
        "samples and files do not go together",
        item->typed);
}

/* Which question the arguments ask. */
static int answer(const struct compare_request *request) {
    const struct settings *settings = &request->settings;
    size_t samples = 0, figures = 0, count = settings->item_count;
    for (size_t i = 0; i < count; i++) {
        int sample = is_sample(&settings->items[i]) || settings->items[i].failures;
        samples += (size_t)sample;
        figures += !sample && is_figure(settings->items[i].typed);
    }
    if (request->paired && request->populations)
        return usage_error("--population goes with samples: the methods of --paired have no use for it");
    if (request->paired && count > 0)
        return usage_error("%s: nothing goes with --paired but options", settings->items[0].typed);
    int file = !request->paired && count == 1 && samples + figures == 0;
    int fault = check_unused(request, file, file || samples == 2);
    if (fault != exit_answered) return fault;
    if (request->paired) return compare_paired(request);
    if (count == 0) return usage_error("type two samples, as in peel compare 57/81 68/80, or a file of tallies");
    if (file) return compare_file(request);
    if (samples + figures < count) return refuse_file(request);
    if (count == 1)
        return usage_error("%s: type two samples, as in peel compare 57/81 68/80", settings->items[0].typed);
    if (figures == 0) return count == 2 ? compare_samples(request) : compare_many(request);
    if (count > 2) return usage_error("a printed figure is compared with one sample, or with another figure");
    return compare_printed(request);
}

int command_compare(int argc, char **argv) {
    struct report report = {.options = {.size = sizeof report.options}};
    struct compare_request request = {.report = &report, .options = {.size = sizeof request.options}};
    const struct command_line line = {"compare", long_options, take_option, &request, &request.settings};
    int fault = read_command_line(&line, argc, argv);
    if (fault == exit_answered && request.settings.help)
        printf("%s", compare_help);
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
