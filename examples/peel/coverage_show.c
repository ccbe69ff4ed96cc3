/*
 * How often the methods' intervals hold the true rate: in a sentence and tables, in CSV and JSON.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "methods.h"

#include <math.h>
#include <stdio.h>

/* A true rate with as many decimals as tell it from 0% and 100%. */
static void rate_text(char *text, double rate, int decimals) {
    do
        percent(text, rate, decimals, "%", 0);
    while ((text[0] == '<' || text[0] == '>') && ++decimals <= most_decimals);
}

/* A share of audits that is 1 in doubles alone is none: 100% is for what is exactly that. */
static double share(double number, int all) {
    return number >= 1 && !all ? nextafter(1, 0) : number;
}

static double shown_mean(const struct covered *covered) {
    return share(covered->worst.mean, covered->always);
}

static double shown_worst(const struct covered *covered) {
    return share(covered->worst.coverage, covered->always);
}

/* "by Wilson in 95.1% of audits on average, and in 83.8% where it does worst, near 0.2%" */
static void say_method(const struct coverage_request *request, const struct covered *covered, const char *of) {
    char title[number_size], mean[number_size], worst[number_size], rate[number_size];
    int decimals = request->settings.decimals;
    short_title(title, covered->method);
    percent(mean, shown_mean(covered), decimals, "%", 1);
    percent(worst, shown_worst(covered), decimals, "%", 1);
    rate_text(rate, covered->worst.rate, decimals);
    printf("by %s in %s%s on average, and in %s where it does worst, near %s", title, mean, of, worst, rate);
}

/* Of the first method, and of the one that does worst of all. */
static void say_coverage(const struct coverage_request *request, const struct covered *covered, size_t count) {
    char confidence[number_size], from[number_size], to[number_size];
    const struct covered *first = NULL, *worst = NULL;
    for (size_t i = 0; i < count; i++) {
        if (covered[i].status != PEEL_OK) continue;
        if (!first) first = &covered[i];
        if (!worst || covered[i].worst.coverage < worst->worst.coverage) worst = &covered[i];
    }
    if (!first) return;
    confidence_percent(confidence, request->options.confidence);
    confidence_percent(from, request->from);
    confidence_percent(to, request->to);
    printf(
        "Wherever the true rate lies from %s to %s, %s of %lld case%s that says %s ought to hold it in %s of audits. It "
        "does so ",
        from, to,
        request->options.side == PEEL_SIDE_LOWER   ? "a lower bound"
        : request->options.side == PEEL_SIDE_UPPER ? "an upper bound"
                                                   : "an interval",
        (long long)request->cases, request->cases == 1 ? "" : "s", confidence, confidence);
    say_method(request, first, " of them");
    if (worst != first) {
        printf("; ");
        say_method(request, worst, "");
    }
    printf(".\n\n");
}

static void put_percent(struct grid *grid, double share, int decimals) {
    char text[number_size];
    percent(text, share, decimals, "%", 0);
    grid_put(grid, "%s", text);
}

static void put_length(struct grid *grid, double length, int decimals) {
    char text[number_size];
    points_size(text, length, decimals);
    grid_put(grid, "%s", text);
}

static void put_name(struct grid *grid, int32_t number) {
    peel_method method = {.name = ""};
    peel_method_get(number, &method);
    grid_put(grid, "%s", method.name);
}

static void show_range(const struct coverage_request *request, const struct covered *covered, size_t count) {
    static const struct column columns[] = {{"name", 0, 0},    {"mean", 0, 1},  {"worst", 0, 1},
                                            {"at rate", 0, 1}, {"short", 0, 1}, {"length", 0, 1}};
    struct grid grid = {.columns = columns, .column_count = sizeof columns / sizeof columns[0]};
    int decimals = request->settings.decimals;
    char rate[number_size];
    for (size_t i = 0; i < count; i++) {
        const peel_worst_coverage *worst = &covered[i].worst;
        if (covered[i].status != PEEL_OK) continue;
        put_name(&grid, covered[i].method);
        put_percent(&grid, shown_mean(&covered[i]), decimals);
        put_percent(&grid, shown_worst(&covered[i]), decimals);
        rate_text(rate, worst->rate, decimals);
        grid_put(&grid, "%s", rate);
        put_percent(&grid, worst->short_of, decimals);
        put_length(&grid, worst->length, decimals);
    }
    grid_show(&grid);
}

/* Of each rate all methods, in the order of the rates as typed. */
static void show_rates(const struct coverage_request *request, const struct covered *covered, size_t count) {
    static const struct column columns[] = {{"true rate", 0, 1}, {"name", 0, 0},  {"held", 0, 1},
                                            {"below", 0, 1},     {"above", 0, 1}, {"length", 0, 1}};
    struct grid grid = {.columns = columns, .column_count = sizeof columns / sizeof columns[0]};
    int decimals = request->settings.decimals;
    char rate[number_size];
    for (size_t at = 0; at < request->at_count; at++) {
        confidence_percent(rate, request->at[at]);
        for (size_t i = 0; i < count; i++) {
            const peel_coverage *coverage = &covered[i].at[at];
            if (covered[i].status != PEEL_OK) continue;
            grid_put(&grid, "%s", rate);
            put_name(&grid, covered[i].method);
            put_percent(&grid, share(coverage->coverage, coverage->below == 0 && coverage->above == 0), decimals);
            put_percent(&grid, coverage->below, decimals);
            put_percent(&grid, coverage->above, decimals);
            put_length(&grid, coverage->length, decimals);
        }
    }
    printf("\n");
    grid_show(&grid);
}

/* Holds the true rate as often as it says, wherever that lies: a millionth of what it may miss is for the sums. */
static int is_never_short(const struct coverage_request *request, const struct covered *covered) {
    double confidence = request->options.confidence;
    const peel_worst_coverage *worst = &covered->worst;
    return covered->status == PEEL_OK && worst->short_of == 0 &&
           worst->coverage >= confidence - 1e-6 * (1 - confidence);
}

static void say_never_short(const struct coverage_request *request, const struct covered *covered, size_t count) {
    char confidence[number_size];
    const char *before = "Never below ";
    confidence_percent(confidence, request->options.confidence);
    for (size_t i = 0; i < count; i++) {
        peel_method method = {.name = ""};
        if (!is_never_short(request, &covered[i])) continue;
        peel_method_get(covered[i].method, &method);
        printf("%s", before);
        if (before[0] == 'N') printf("%s there: ", confidence);
        printf("%s", method.name);
        before = ", ";
    }
    if (before[0] == ',') printf(".\n");
}

static void say_legend(const struct coverage_request *request) {
    char confidence[number_size];
    int bound = request->options.side != PEEL_SIDE_TWO_SIDED;
    confidence_percent(confidence, request->options.confidence);
    printf("Mean: every true rate as likely as any other.\n"
           "Worst: near the true rate where it is held least often.\n"
           "Short: the share of the true rates that are held less often than in %s of audits.\n"
           "Length: %s, on average, in percentage points.\n",
           confidence, bound ? "from the bound to the end of the scale" : "from limit to limit");
    if (request->options.prior_met > 0)
        printf("The prior of beta and beta-hpd is worth %.*g met and %.*g failed.\n",
               shortest_digits(request->options.prior_met), request->options.prior_met,
               shortest_digits(request->options.prior_failed), request->options.prior_failed);
    if (request->at_count > 0)
        printf("Below, above: how often the %s below the true rate, or above it.\n",
               bound ? "bound misses and lies" : "whole interval lies");
}

static const char *const names[] = {"kind",         "method", "assessed", "confidence", "side",     "prior_met",
                                    "prior_failed", "from",   "to",       "rate",       "coverage", "mean",
                                    "below",        "above",  "length",   "short_of",   "status"};

static json_t *add_record(struct records *records, const struct coverage_request *request,
                          const struct covered *covered, const char *kind) {
    json_t *record = records_add(records);
    peel_method method = {.name = ""};
    double met = request->options.prior_met, failed = request->options.prior_failed;
    int prior = covered->method == PEEL_RATE_BETA || covered->method == PEEL_RATE_BETA_HPD;
    peel_method_get(covered->method, &method);
    record_text(record, "kind", kind);
    record_text(record, "method", method.name);
    record_count(record, "assessed", request->cases, 1);
    record_number(record, "confidence", request->options.confidence);
    record_text(record, "side", peel_side_name(request->options.side));
    record_number(record, "prior_met", prior ? (met > 0 ? met : 1) : NAN);
    record_number(record, "prior_failed", prior ? (failed > 0 ? failed : 1) : NAN);
    record_text(record, "status", peel_status_name(covered->status));
    return record;
}

static void add_range(struct records *records, const struct coverage_request *request, const struct covered *covered) {
    const peel_worst_coverage *worst = &covered->worst;
    json_t *record = add_record(records, request, covered, "range");
    record_number(record, "from", request->from);
    record_number(record, "to", request->to);
    if (covered->status != PEEL_OK) return;
    record_number(record, "rate", worst->rate);
    record_number(record, "coverage", worst->coverage);
    record_number(record, "mean", worst->mean);
    record_number(record, "length", worst->length);
    record_number(record, "short_of", worst->short_of);
}

static void add_rate(struct records *records, const struct coverage_request *request, const struct covered *covered,
                     size_t at) {
    const peel_coverage *coverage = &covered->at[at];
    json_t *record = add_record(records, request, covered, "rate");
    record_number(record, "rate", request->at[at]);
    if (covered->status != PEEL_OK) return;
    record_number(record, "coverage", coverage->coverage);
    record_number(record, "below", coverage->below);
    record_number(record, "above", coverage->above);
    record_number(record, "length", coverage->length);
}

/* A method without an answer keeps its row, with its status. */
static void show_records(const struct coverage_request *request, const struct covered *covered, size_t count) {
    const struct report no_faults = {.rows = NULL};
    struct records records = {.names = names, .name_count = sizeof names / sizeof names[0]};
    for (size_t i = 0; i < count; i++)
        add_range(&records, request, &covered[i]);
    for (size_t at = 0; at < request->at_count; at++)
        for (size_t i = 0; i < count; i++)
            add_rate(&records, request, &covered[i], at);
    records_show(&records, &no_faults, &request->settings);
}

static int any_answered(const struct covered *covered, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (covered[i].status == PEEL_OK) return 1;
    return 0;
}

void show_coverage(const struct coverage_request *request, const struct covered *covered, size_t count) {
    if (request->settings.format == format_csv || request->settings.format == format_json) {
        show_records(request, covered, count);
        return;
    }
    if (!any_answered(covered, count)) return;
    say_coverage(request, covered, count);
    show_range(request, covered, count);
    if (request->at_count > 0) show_rates(request, covered, count);
    printf("\n");
    say_never_short(request, covered, count);
    say_legend(request);
}
