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

enum {
    o_failures = 256,
    o_population,
    o_design,
    o_method,
    o_confidence,
    o_side,
    o_plus_minus,
    o_decimals,
    o_sort,
    o_format,
    o_bom,
    o_encoding
};

static const struct option long_options[] = {
    {"failures", required_argument, NULL, o_failures},
    {"population", required_argument, NULL, o_population},
    {"design", required_argument, NULL, o_design},
    {"method", required_argument, NULL, o_method},
    {"confidence", required_argument, NULL, o_confidence},
    {"side", required_argument, NULL, o_side},
    {"plus-minus", no_argument, NULL, o_plus_minus},
    {"decimals", required_argument, NULL, o_decimals},
    {"sort", required_argument, NULL, o_sort},
    {"format", required_argument, NULL, o_format},
    {"bom", no_argument, NULL, o_bom},
    {"encoding", required_argument, NULL, o_encoding},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

/* What was asked for: an item is a sample or a file as typed. */
struct item {
    const char *typed;
    int failures;
};

struct request {
    struct item *items;
    size_t item_count;
    int64_t population;
    int32_t encoding;
    int sort_by_rate;
    int format;
    int byte_order_mark;
    int method_typed;
    int help;
};

static int library_word(peel_status status, const peel_error *error) {
    return status == PEEL_OK ? exit_answered : usage_error("%s", error->message);
}

static int take_method(const char *typed, struct request *request, struct report *report) {
    peel_error error;
    request->method_typed = 1;
    report->all_methods = strcasecmp(typed, "all") == 0;
    if (report->all_methods || peel_method_parse(PEEL_CONCEPT_RATE, typed, &report->options.method, &error) == PEEL_OK)
        return exit_answered;
    return usage_error("%s With all, every method answers.", error.message);
}

/* What is nearer to 0 or to 1 than the library takes would be one of them in a paper too. */
static int take_confidence(const char *typed, double *confidence) {
    const char *rounded = "";
    if (typed_confidence(typed, confidence)) {
        if (*confidence >= 1e-16 && *confidence <= 1 - 1e-16) return exit_answered;
        rounded = *confidence < 0.5 ? "this rounds to 0%; " : "this rounds to 100%; ";
    }
    return usage_error("--confidence %s: %stype a percentage above 1 and below 100, as in 95, or a proportion below 1, "
                       "as in 0.95",
                       typed, rounded);
}

static int take_number(int option, const char *typed, struct request *request, struct report *report) {
    if (option == o_population && (!typed_count(typed, &request->population) || request->population < 1))
        return usage_error("--population %s: type a whole number of cases, as in 300", typed);
    if (option == o_confidence) return take_confidence(typed, &report->options.confidence);
    if (option == o_decimals && !typed_decimals(typed, &report->decimals))
        return usage_error("--decimals %s: type a whole number from 0 to %d", typed, most_decimals);
    return exit_answered;
}

static int take_word(int option, const char *typed, struct request *request) {
    static const char *const orders[] = {"file", "rate"};
#define NAME(constant, number, name) name,
    static const char *const encodings[] = {PEEL_ENCODINGS(NAME)};
#undef NAME
    int word = 0;
    if (option == o_sort) {
        if (!typed_word("--sort", typed, orders, 2, &request->sort_by_rate)) return exit_usage;
    } else if (option == o_format) {
        if (!typed_word("--format", typed, format_words, format_word_count, &request->format)) return exit_usage;
    } else {
        if (!typed_word("--encoding", typed, encodings, PEEL_ENCODING_END_, &word)) return exit_usage;
        request->encoding = word;
    }
    return exit_answered;
}

static int take_option(int option, const char *typed, struct request *request, struct report *report) {
    peel_error error;
    switch (option) {
    case 1:
    case o_failures: request->items[request->item_count++] = (struct item){typed, option == o_failures}; break;
    case o_method: return take_method(typed, request, report);
    case o_side: return library_word(peel_side_parse(typed, &report->options.side, &error), &error);
    case o_design: return library_word(peel_design_parse(typed, &report->options.design, &error), &error);
    case o_plus_minus: report->plus_minus = 1; break;
    case o_bom: request->byte_order_mark = 1; break;
    case 'h': request->help = 1; break;
    case o_sort:
    case o_format:
    case o_encoding: return take_word(option, typed, request);
    default: return take_number(option, typed, request, report);
    }
    return exit_answered;
}

static int read_options(int argc, char **argv, struct request *request, struct report *report) {
    for (;;) {
        const char *typed = argv[optind];
        int option = getopt_long(argc, argv, "-:h", long_options, NULL);
        if (option == -1) break;
        if (option == ':' || option == '?') return option_error("rate", option, typed, long_options);
        int fault = take_option(option, optarg, request, report);
        if (fault != exit_answered || request->help) return fault;
    }
    for (; optind < argc; optind++) /* what follows -- */
        take_option(1, argv[optind], request, report);
    return exit_answered;
}

/* Which options do not go together, and whether the library takes them. */
static int check(const struct request *request, struct report *report) {
    const peel_sample any = {1, 1, 0};
    peel_interval interval;
    if (request->item_count == 0) return usage_error("type a sample, as in peel rate 41/79, or a file of tallies");
    if (request->byte_order_mark && request->format != format_csv) return usage_error("--bom goes with --format csv");
    if (report->plus_minus) {
        if (report->options.side != PEEL_SIDE_TWO_SIDED)
            return usage_error("--plus-minus has two sides: leave out --side");
        if (request->method_typed && (report->all_methods || report->options.method != PEEL_RATE_WALD))
            return usage_error("--plus-minus is of Wald's method alone: leave out --method");
        report->options.method = PEEL_RATE_WALD;
    }
    peel_status status = peel_rate(&any, &report->options, &interval);
    if (status == PEEL_ERROR_ONE_SIDED_CONFIDENCE)
        return usage_error("--side needs a confidence above 50%%: below that a bound bounds nothing");
    return status == PEEL_OK ? exit_answered : usage_error("%s", peel_status_sentence(status));
}

static int has_one_sample(const struct request *request) {
    int64_t met = 0, assessed = 0;
    return request->item_count == 1 && typed_sample(request->items[0].typed, &met, &assessed);
}

static void add_sample(struct report *report, const struct item *item, peel_sample sample) {
    peel_tally tally = {.kind = PEEL_TALLY_SAMPLE,
                        .sample = sample,
                        .target = NAN,
                        .criterion = "",
                        .area = "",
                        .force = "",
                        .period = "",
                        .reported = "",
                        .note = ""};
    peel_status status = peel_sample_check(&sample);
    if (item->failures) {
        tally.counts = PEEL_COUNTS_FAILURES;
        status = peel_sample_from_failures(sample.met, sample.assessed, sample.population, &tally.sample);
    }
    if (status == PEEL_OK) {
        report_add_row(report, "", &tally);
        return;
    }
    peel_error error = {.status = status};
    snprintf(error.message, sizeof error.message, "%s", peel_status_sentence(status));
    report_add_fault(report, "", &error, exit_set_aside)->sample = text_copy(item->typed);
}

static int read_items(const struct request *request, struct report *report) {
    for (size_t i = 0; i < request->item_count; i++) {
        const struct item *item = &request->items[i];
        peel_sample sample = {0, 0, request->population};
        report->item = i;
        if (typed_sample(item->typed, &sample.met, &sample.assessed))
            add_sample(report, item, sample);
        else if (item->failures)
            return usage_error("--failures %s: type a sample of whole numbers, as in 15/59", item->typed);
        else
            read_tallies(report, item->typed, request->encoding);
    }
    return exit_answered;
}

static void show(const struct request *request, const struct report *report) {
    switch (request->format) {
    case format_csv:
        if (request->byte_order_mark) printf("\xEF\xBB\xBF");
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
    struct report report = {.decimals = 1,
                            .options = {.size = sizeof report.options, .confidence = 0.95, .method = PEEL_RATE_WILSON}};
    struct request request = {.format = format_sentences};
    request.items = needed(calloc((size_t)argc, sizeof *request.items));
    int fault = read_options(argc, argv, &request, &report);
    if (fault == exit_answered && request.help)
        printf("%s", rate_help);
    else if (fault == exit_answered && (fault = check(&request, &report)) == exit_answered) {
        if (request.population > 0 && !has_one_sample(&request))
            fault = usage_error("--population goes with one sample; in a file it is a column");
        else
            fault = answer(&request, &report);
    }
    free(request.items);
    report_free(&report);
    return fault;
}
