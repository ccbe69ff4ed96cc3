/*
 * The options of peel rate.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "rate.h"

#include <stdlib.h>
#include <strings.h>

enum { o_population = o_own, o_method, o_plus_minus, o_sort, o_prior, o_against, o_test };

const struct option rate_options[] = {
    SETTINGS,
    {"failures", required_argument, NULL, o_failures},
    {"population", required_argument, NULL, o_population},
    {"method", required_argument, NULL, o_method},
    {"prior", required_argument, NULL, o_prior},
    {"against", required_argument, NULL, o_against},
    {"test", required_argument, NULL, o_test},
    {"plus-minus", no_argument, NULL, o_plus_minus},
    {"sort", required_argument, NULL, o_sort},
    {"encoding", required_argument, NULL, o_encoding},
    {NULL, 0, NULL, 0},
};

static int take_method(const char *typed, struct rate_request *request) {
    struct report *report = request->report;
    peel_error error;
    request->method_typed = 1;
    report->all_methods = strcasecmp(typed, "all") == 0;
    if (report->all_methods || peel_method_parse(PEEL_CONCEPT_RATE, typed, &report->options.method, &error) == PEEL_OK)
        return exit_answered;
    return usage_error("%s With all, every method answers.", error.message);
}

/* Who names an interval means the test that goes with it. */
static int take_test(const char *typed, struct rate_request *request) {
    peel_error error;
    peel_method interval, test;
    int32_t number = 0;
    request->test_typed = 1;
    if (peel_method_parse(PEEL_CONCEPT_RATE_TEST, typed, &request->report->test, &error) == PEEL_OK)
        return exit_answered;
    if (peel_method_parse(PEEL_CONCEPT_RATE, typed, &number, NULL) != PEEL_OK ||
        peel_method_get(number, &interval) != PEEL_OK)
        return usage_error("--test: %s", error.message);
    if (peel_method_get(matched_test(number), &test) == PEEL_OK)
        return usage_error("--test %s: that is an interval; the test that goes with it is %s", typed, test.name);
    char *names = methods_with(PEEL_CONCEPT_RATE_TEST, PEEL_OFFERS_P_VALUE);
    usage_error("--test %s: that is an interval, with which no test goes: the tests are %s", typed, names);
    free(names);
    return exit_usage;
}

int rate_take_option(int option, const char *typed, void *taking) {
    static const char *const orders[] = {"file", "rate"};
    struct rate_request *request = taking;
    switch (option) {
    case o_method: return take_method(typed, request);
    case o_test: return take_test(typed, request);
    case o_sort: return typed_word("--sort", typed, orders, 2, &request->sort_by_rate) ? exit_answered : exit_usage;
    case o_plus_minus: request->report->plus_minus = 1; break;
    case o_prior: request->prior = typed; break;
    case o_against: request->against = typed; break;
    default:
        if (!typed_count(typed, &request->population) || request->population < 1)
            return usage_error("--population %s: type a whole number of cases, as in 300", typed);
    }
    return exit_answered;
}

static int check_items(const struct rate_request *request) {
    const struct settings *settings = &request->settings;
    if (settings->item_count == 0) return usage_error("type a sample, as in peel rate 41/79, or a file of tallies");
    if (settings->byte_order_mark && settings->format != format_csv) return usage_error("--bom goes with --format csv");
    if (request->population > 0 && (settings->item_count != 1 || !is_sample(&settings->items[0])))
        return usage_error("--population goes with one sample; in a file it is a column");
    return exit_answered;
}

static int check_plus_minus(const struct rate_request *request) {
    struct report *report = request->report;
    if (!report->plus_minus) return exit_answered;
    if (report->options.side != PEEL_SIDE_TWO_SIDED) return usage_error("--plus-minus has two sides: leave out --side");
    if (request->method_typed && (report->all_methods || report->options.method != PEEL_RATE_WALD))
        return usage_error("--plus-minus is of Wald's method alone: leave out --method");
    report->options.method = PEEL_RATE_WALD;
    return exit_answered;
}

static int check_prior(const struct rate_request *request) {
    struct report *report = request->report;
    peel_rate_options *options = &report->options;
    int taken = report->all_methods || options->method == PEEL_RATE_BETA || options->method == PEEL_RATE_BETA_HPD;
    return typed_prior(request->prior, taken, &options->prior_met, &options->prior_failed);
}

static int take_target(const struct rate_request *request) {
    const struct settings *settings = &request->settings;
    request->report->against = against_target;
    for (size_t i = 0; i < settings->item_count; i++)
        if (settings->items[i].failures || is_sample(&settings->items[i]))
            return usage_error("--against target: %s has no target, which is a column of a file; type a rate, as in "
                               "--against 60%%",
                               settings->items[i].typed);
    return exit_answered;
}

/* The rate, and the test and the interval that go together where one of them was not named. */
static int check_against(const struct rate_request *request) {
    struct report *report = request->report;
    const char *typed = request->against;
    if (!typed && request->test_typed)
        return usage_error("--test goes with --against: type the rate to test, as in --against 60%%");
    if (!typed) return exit_answered;
    if (report->all_methods && request->test_typed)
        return usage_error("with --method all each interval is tested by the test that goes with it: leave out --test");
    if (report->test == 0) report->test = PEEL_RATE_TEST_EXACT;
    if (request->method_typed && !request->test_typed && matched_test(report->options.method) != 0)
        report->test = matched_test(report->options.method);
    if (!request->method_typed && !report->plus_minus) report->options.method = matched_interval(report->test);
    report->against = against_rate;
    if (strcasecmp(typed, "target") == 0) return take_target(request);
    if (typed_rate(typed, &report->against_rate)) return exit_answered;
    if (typed_one(typed)) return usage_error("--against %s: type 100%%, or 1%%", typed);
    return usage_error("--against %s: type a percentage up to 100, as in 60 or 60%%, or a proportion, as in 0.6; or "
                       "target, for the column of that name",
                       typed);
}

/* What it thinks of a method on a sample that is not the user's: that it has no answer there is no fault of the options. */
static int status_of_options(peel_status status, int32_t method) {
    if (status == PEEL_ERROR_METHOD_SIDE) return refuse_side(method);
    return peel_status_family(status) == PEEL_FAMILY_SEARCH ? exit_answered : option_status(status);
}

/* What the library thinks of the interval and of the test. */
static int ask_library(const struct report *report) {
    const peel_sample any = {1, 2, 0};
    peel_interval interval;
    peel_test test;
    peel_rate_options options = report->options;
    if (report->all_methods) options.prior_met = options.prior_failed = 0;
    int fault = status_of_options(peel_rate(&any, &options, &interval), options.method);
    if (fault != exit_answered || report->against == against_nothing) return fault;
    options.method = report->test;
    options.prior_met = options.prior_failed = 0;
    return status_of_options(peel_rate_test(&any, 0.5, &options, &test), options.method);
}

int rate_check_options(struct rate_request *request) {
    struct report *report = request->report;
    report->options.confidence = request->settings.confidence;
    report->options.side = request->settings.side;
    report->options.design = request->settings.design;
    report->decimals = request->settings.decimals;
    int fault = check_items(request);
    if (fault == exit_answered) fault = check_plus_minus(request);
    if (fault == exit_answered) fault = check_against(request);
    if (fault == exit_answered) fault = check_prior(request);
    return fault == exit_answered ? ask_library(report) : fault;
}
