/*
 * peel methods --coverage: how often do the methods' intervals hold the true rate, and how long are they?
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "methods.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* From so many cases on the wait is told: 20 methods take 2 s at 20,000, and 10 s at 100,000. */
enum { long_wait = 10000 };

static int take_names(const char *typed, struct coverage_request *request) {
    char *names = needed(strdup(typed)), *rest = names;
    int fault = exit_answered;
    for (char *name; fault == exit_answered && (name = strsep(&rest, ",")) != NULL;) {
        int32_t number = 0;
        peel_error error;
        name += strspn(name, " ");
        if (strcasecmp(name, "all") == 0)
            memset(request->wanted, 1, sizeof request->wanted);
        else if (peel_method_parse(PEEL_CONCEPT_RATE, name, &number, &error) == PEEL_OK)
            request->wanted[number % 100] = 1;
        else
            fault = usage_error("%s With all, every method answers.", error.message);
    }
    request->any_wanted = 1;
    free(names);
    return fault;
}

static int take_rates(const char *typed, struct coverage_request *request) {
    char *rates = needed(strdup(typed)), *rest = rates;
    int fault = exit_answered;
    for (char *rate; fault == exit_answered && (rate = strsep(&rest, ",")) != NULL;) {
        if (request->at_count == most_rates)
            fault = usage_error("--at: up to %d true rates at a time", most_rates);
        else if (typed_rate(rate, &request->at[request->at_count]))
            request->at_count++;
        else if (typed_one(rate))
            fault = usage_error("--at %s: type 100%%, or 1%%", rate);
        else
            fault = usage_error("--at %s: type percentages up to 100, parted by commas, as in 94%%,80.6%%", typed);
    }
    free(rates);
    return fault;
}

int coverage_take_option(int option, const char *typed, struct coverage_request *request) {
    switch (option) {
    case o_coverage: request->assessed = typed; break;
    case o_prior: request->prior = typed; break;
    case o_between: request->between = typed; break;
    case o_at: return take_rates(typed, request);
    default: return take_names(typed, request);
    }
    return exit_answered;
}

int coverage_misses(const struct coverage_request *request) {
    const struct settings *settings = &request->settings;
    const char *option = request->prior                          ? "prior"
                         : request->between                      ? "between"
                         : request->at_count > 0                 ? "at"
                         : request->any_wanted                   ? "method"
                         : settings->confidence_typed            ? "confidence"
                         : settings->side != PEEL_SIDE_TWO_SIDED ? "side"
                         : settings->decimals != 1               ? "decimals"
                                                                 : NULL;
    if (!option) return exit_answered;
    return usage_error("--%s goes with --coverage: type a number of cases, as in peel methods --coverage 79", option);
}

static int read_between(struct coverage_request *request) {
    const char *typed = request->between;
    request->from = 0;
    request->to = 1;
    if (!typed) return exit_answered;
    const char *dots = strstr(typed, "..");
    char *first = needed(strndup(typed, dots ? (size_t)(dots - typed) : 0));
    int read = dots && typed_rate(first, &request->from) && typed_rate(dots + 2, &request->to);
    free(first);
    if (!read) return usage_error("--between %s: type two true rates, as in 5%%..95%%", typed);
    if (request->from >= request->to) return usage_error("--between %s: type the lower rate first", typed);
    return exit_answered;
}

static int read_prior(struct coverage_request *request) {
    peel_rate_options *options = &request->options;
    int taken =
        !request->any_wanted || request->wanted[PEEL_RATE_BETA % 100] || request->wanted[PEEL_RATE_BETA_HPD % 100];
    return typed_prior(request->prior, taken, &options->prior_met, &options->prior_failed);
}

/* Those that were named, or all that have the side. One that was named without it is refused. */
static int choose(struct coverage_request *request, struct covered *covered, size_t *count) {
    uint32_t offer = request->options.side == PEEL_SIDE_TWO_SIDED ? PEEL_OFFERS_TWO_SIDED : PEEL_OFFERS_ONE_SIDED;
    peel_method method;
    for (size_t i = 0; peel_method_at(i, &method) == PEEL_OK; i++) {
        if (method.number / 100 != PEEL_CONCEPT_RATE) continue;
        if (request->any_wanted && !request->wanted[method.number % 100]) continue;
        if ((method.offers & offer) != 0)
            covered[(*count)++].method = method.number;
        else if (request->any_wanted && !request->wanted[0])
            return refuse_side(method.number);
    }
    return exit_answered;
}

/* What the library thinks of the confidence and its side, asked of the default method. */
static int check(struct coverage_request *request) {
    const struct settings *settings = &request->settings;
    const peel_sample any = {1, 2, 0};
    peel_interval interval;
    if (!typed_count(request->assessed, &request->cases) || request->cases < 1 || request->cases > PEEL_COVERAGE_MAX)
        return usage_error("--coverage %s: type a whole number of cases from 1 to %lld, as in 79", request->assessed,
                           (long long)PEEL_COVERAGE_MAX);
    request->options = (peel_rate_options){
        .size = sizeof request->options, .confidence = settings->confidence, .side = settings->side};
    int fault = option_status(peel_rate(&any, &request->options, &interval));
    if (fault == exit_answered) fault = read_between(request);
    return fault == exit_answered ? read_prior(request) : fault;
}

/*
 * Whether the interval holds every rate of the range whatever is found, from none met, whose upper limit is the lowest, to
 * all. Such a limit that is 1 in doubles alone is the mirror of one above 0, but where it was cut.
 */
static int holds_always(const struct coverage_request *request, const peel_rate_options *options) {
    const peel_sample none = {0, request->cases, 0}, all = {request->cases, request->cases, 0};
    peel_interval low, high;
    peel_rate_options mirrored = *options;
    int upper_only = options->side == PEEL_SIDE_UPPER;
    if (upper_only) mirrored.side = PEEL_SIDE_LOWER;
    if (peel_rate(&none, options, &low) != PEEL_OK || peel_rate(&all, &mirrored, &high) != PEEL_OK) return 0;
    int is_end = low.upper < 1 || (low.notes & PEEL_NOTE_CLIPPED) != 0 || options->side == PEEL_SIDE_LOWER;
    return (upper_only || high.lower <= request->from) && low.upper >= request->to && (is_end || high.lower == 0);
}

static void ask(const struct coverage_request *request, void *work, size_t size, struct covered *covered) {
    peel_rate_options options = request->options;
    options.method = covered->method;
    if (options.method != PEEL_RATE_BETA && options.method != PEEL_RATE_BETA_HPD)
        options.prior_met = options.prior_failed = 0;
    covered->status =
        peel_rate_worst_coverage(request->cases, request->from, request->to, &options, work, size, &covered->worst);
    covered->always = holds_always(request, &options);
    for (size_t i = 0; i < request->at_count && covered->status == PEEL_OK; i++)
        covered->status = peel_rate_coverage(request->cases, request->at[i], &options, &covered->at[i]);
}

/* Whoever waits is told for what, on a terminal alone. */
static void tell_progress(const struct coverage_request *request, size_t done, size_t count) {
    if (request->cases < long_wait || !isatty(STDERR_FILENO)) return;
    if (done < count)
        fprintf(stderr, "\rpeel: method %zu of %zu", done + 1, count);
    else
        fprintf(stderr, "\r%30s\r", "");
    fflush(stderr);
}

int coverage_answer(struct coverage_request *request) {
    size_t count = 0;
    int fault = check(request);
    if (fault != exit_answered) return fault;
    struct covered *covered = needed(calloc(most_methods, sizeof *covered));
    fault = choose(request, covered, &count);
    if (fault == exit_answered) {
        size_t size = peel_rate_worst_coverage_work_size(request->cases);
        void *work = needed(malloc(size + 1));
        for (size_t i = 0; i < count; i++) {
            tell_progress(request, i, count);
            ask(request, work, size, &covered[i]);
        }
        tell_progress(request, count, count);
        free(work);
        show_coverage(request, covered, count);
        fflush(stdout);
    }
    for (size_t i = 0; i < count && fault != exit_usage; i++) {
        peel_method method = {.name = ""};
        if (covered[i].status == PEEL_OK) continue;
        peel_method_get(covered[i].method, &method);
        complain("%s: %s", method.name, peel_status_sentence(covered[i].status));
        fault = exit_set_aside;
    }
    free(covered);
    return fault;
}
