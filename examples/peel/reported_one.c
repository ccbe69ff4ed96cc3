/*
 * One printed percentage: which counts fit it, and what its +/- is worth. And several that share a number of cases.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "reported.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { most_listed = 10, alone_last = 300, room_of_range = 1000 };

static int is_for_machines(const struct reported_request *request) {
    return request->settings.format == format_csv || request->settings.format == format_json;
}

static void say_figures(const struct reported_request *request) {
    char text[number_size];
    for (size_t i = 0; i < request->count; i++) {
        figure_text(text, &request->figures[i]);
        printf("%s%s", i == 0 ? "" : i + 1 < request->count ? ", " : " and ", text);
    }
}

/* Of how many cases the figures can be, the first room_of_range of them; the exit code. */
static int find(const struct reported_request *request, const peel_bounds *range, int64_t assessed[room_of_range],
                peel_denominators *found) {
    peel_reported *figures = needed(calloc(request->count, sizeof *figures));
    for (size_t i = 0; i < request->count; i++)
        figures[i] = request->figures[i].reported;
    peel_status status = peel_reported_denominators(request->count, figures, range, room_of_range, assessed, found);
    free(figures);
    if (status == PEEL_ERROR_TOO_LARGE || status == PEEL_ERROR_RANGE || status == PEEL_ERROR_COUNT_TOO_LARGE)
        return usage_error("--assessed: type a range of at most 100000000 numbers of cases, none above 1000000000");
    return option_status(status);
}

/* "25 of 31", or "25 or 26 of 31" where halves leave two. */
static void say_counts(const struct figure *figure, int64_t assessed) {
    peel_bounds met;
    if (peel_reported_counts(&figure->reported, assessed, &met) != PEEL_OK) return;
    if (met.lower == met.upper)
        printf("%lld of %lld", (long long)met.lower, (long long)assessed);
    else
        printf("%lld to %lld of %lld", (long long)met.lower, (long long)met.upper, (long long)assessed);
}

static void add_fit_records(const struct reported_request *request, struct records *records, const int64_t *assessed,
                            size_t listed) {
    for (size_t i = 0; i < listed; i++)
        for (size_t f = 0; f < request->count; f++) {
            peel_bounds met;
            if (peel_reported_counts(&request->figures[f].reported, assessed[i], &met) != PEEL_OK) continue;
            json_t *record = reported_record(records, "fit", &request->figures[f], NULL);
            record_count(record, "assessed", assessed[i], 1);
            record_count(record, "met_lower", met.lower, 1);
            record_count(record, "met_upper", met.upper, 1);
        }
}

static void show_range_records(const struct reported_request *request, const peel_bounds *range,
                               const int64_t *assessed, const peel_denominators *found, size_t listed) {
    struct records records = reported_records;
    json_t *record =
        reported_record(&records, "range", &request->figures[0], request->count > 1 ? &request->figures[1] : NULL);
    record_count(record, "assessed", range->lower, 1);
    record_count(record, "assessed_last", range->upper, 1);
    record_count(record, "possible", found->possible, 1);
    record_count(record, "impossible", found->impossible, 1);
    record_count(record, "pairs", found->pairs, 1);
    record_count(record, "listed", (int64_t)listed, 1);
    record_count(record, "first", found->first, found->first > 0);
    add_fit_records(request, &records, assessed, listed);
    records_show(&records, request->report, &request->settings);
}

static void show_fit_table(const struct reported_request *request, const int64_t *assessed, size_t listed) {
    struct column columns[16] = {{"assessed", 0, 1}};
    char texts[15][number_size];
    size_t shown = request->count < 15 ? request->count : 15;
    for (size_t f = 0; f < shown; f++) {
        figure_text(texts[f], &request->figures[f]);
        columns[f + 1] = (struct column){texts[f], 0, 1};
    }
    struct grid grid = {.columns = columns, .column_count = shown + 1};
    for (size_t i = 0; i < listed; i++) {
        grid_put(&grid, "%lld", (long long)assessed[i]);
        for (size_t f = 0; f < shown; f++) {
            peel_bounds met = {0, 0};
            peel_reported_counts(&request->figures[f].reported, assessed[i], &met);
            if (met.lower == met.upper)
                grid_put(&grid, "%lld", (long long)met.lower);
            else
                grid_put(&grid, "%lld to %lld", (long long)met.lower, (long long)met.upper);
        }
    }
    grid_show(&grid);
}

static void say_range(const struct reported_request *request, const peel_bounds *range,
                      const peel_denominators *found) {
    int64_t all = range->upper - range->lower + 1;
    say_figures(request);
    printf(": of the %lld numbers of cases from %lld to %lld, %lld can give %s, and %lld cannot\n", (long long)all,
           (long long)range->lower, (long long)range->upper, (long long)found->possible,
           request->count == 1   ? "it"
           : request->count == 2 ? "both"
                                 : "all of them",
           (long long)found->impossible);
}

static void say_plus_minus_unused(const struct reported_request *request, const char *before) {
    if (request->with_plus_minus > 0)
        printf("%sNote: The printed +/- is not used: the number of cases says more.\n", before);
}

/* A range of denominators, for one figure or for several that share it. */
int reported_range(const struct reported_request *request) {
    peel_denominators found;
    int64_t assessed[room_of_range] = {0};
    int fault = find(request, &request->assessed, assessed, &found);
    if (fault != exit_answered) return fault;
    size_t listed = found.possible < room_of_range ? (size_t)found.possible : room_of_range;
    if (is_for_machines(request)) {
        show_range_records(request, &request->assessed, assessed, &found, listed);
    } else {
        if (request->settings.format != format_table || listed == 0) {
            say_range(request, &request->assessed, &found);
            if (listed > 0) putchar('\n');
        }
        show_fit_table(request, assessed, listed);
        if ((int64_t)listed < found.possible)
            printf("\nNote: The first %zu possible numbers of cases are shown.\n", listed);
        say_plus_minus_unused(request, (int64_t)listed < found.possible ? "" : "\n");
    }
    return exit_answered;
}

/* A figure and nothing else: no interval, and what would be needed for one. */
int reported_alone(const struct reported_request *request) {
    const peel_bounds range = {1, alone_last};
    const struct figure *figure = &request->figures[0];
    peel_denominators found;
    int64_t assessed[room_of_range] = {0};
    int fault = find(request, &range, assessed, &found);
    if (fault != exit_answered) return fault;
    size_t listed = found.possible < most_listed ? (size_t)found.possible : most_listed;
    if (is_for_machines(request)) {
        show_range_records(request, &range, assessed, &found, listed);
    } else if (request->settings.format == format_table) {
        show_fit_table(request, assessed, listed);
    } else {
        say_figures(request);
        printf(" alone has no interval: say of how many cases it is, as in --assessed 79, or type its +/-\n");
        if (listed == 0) printf("No number of cases from 1 to %d gives it", alone_last);
        for (size_t i = 0; i < listed; i++) {
            printf(i == 0 ? "It is first " : i == 1 ? ", then " : ", ");
            say_counts(figure, assessed[i]);
        }
        printf(found.possible > most_listed ? ", ...\n" : "\n");
        say_range(request, &range, &found);
    }
    return exit_answered;
}

/* The counts nearest to an impossible percentage, on either side of it. */
static void add_impossible(const struct reported_request *request, const struct figure *figure) {
    int64_t assessed = request->assessed.lower;
    int64_t below = (int64_t)floor(figure->rate * (double)assessed);
    char low[number_size], high[number_size];
    char message[384];
    int decimals = figure->reported.decimals < most_decimals ? figure->reported.decimals + 1 : most_decimals;
    percent(low, (double)below / (double)assessed, decimals, "%", 1);
    percent(high, (double)(below + 1) / (double)assessed, decimals, "%", 1);
    snprintf(
        message, sizeof message,
        "No whole number of %lld cases gives this percentage: %lld is %s, and %lld is %s. Is it of another number of "
        "cases, or misprinted?",
        (long long)assessed, (long long)below, low, (long long)below + 1, high);
    report_add_typed_message(request->report, figure->typed, PEEL_ERROR_IMPOSSIBLE_PERCENTAGE, message);
}

static void say_assessed(const struct reported_request *request, const struct figure *figure,
                         const peel_interval *interval, const peel_bounds *met) {
    char text[number_size];
    const peel_sample sample = {met->upper, request->assessed.lower, 0};
    figure_text(text, figure);
    printf("%s of %lld cases is ", text, (long long)request->assessed.lower);
    say_counts(figure, request->assessed.lower);
    say_rate(&sample, interval, request->settings.decimals);
    putchar('\n');
}

static void put_assessed(struct grid *grid, const struct reported_request *request, const struct figure *figure,
                         const peel_interval *interval, const peel_bounds *met) {
    char text[number_size];
    int shows = interval_shows(interval);
    figure_text(text, figure);
    grid_put(grid, "%s", text);
    grid_put(grid, "%lld", (long long)request->assessed.lower);
    grid_put(grid, met->lower == met->upper ? "%lld" : "%lld to %lld", (long long)met->lower, (long long)met->upper);
    if ((shows & shows_lower) != 0) percent(text, interval->lower, request->settings.decimals, "%", 0);
    grid_put(grid, "%s", (shows & shows_lower) != 0 ? text : "");
    if ((shows & shows_upper) != 0) percent(text, interval->upper, request->settings.decimals, "%", 0);
    grid_put(grid, "%s", (shows & shows_upper) != 0 ? text : "");
}

static void add_assessed_record(const struct reported_request *request, struct records *records,
                                const struct figure *figure, const peel_interval *interval, const peel_bounds *met) {
    json_t *record = reported_record(records, "rate", figure, NULL);
    record_count(record, "assessed", request->assessed.lower, 1);
    record_count(record, "met_lower", met->lower, 1);
    record_count(record, "met_upper", met->upper, 1);
    record_text(record, "measure", "rate");
    record_interval(record, interval);
    record_set(record, "notes", value_notes(interval->notes));
}

/* With its denominator a figure is a sample again, or a few that may all be it. */
int reported_assessed(const struct reported_request *request) {
    static const struct column columns[] = {
        {"reported", 0, 1}, {"assessed", 0, 1}, {"met", 0, 1}, {"lower", 0, 1}, {"upper", 0, 1}};
    struct grid grid = {.columns = columns, .column_count = sizeof columns / sizeof columns[0]};
    struct records records = reported_records;
    uint32_t notes = 0;
    int format = request->settings.format;
    for (size_t i = 0; i < request->count; i++) {
        const struct figure *figure = &request->figures[i];
        peel_interval interval;
        peel_bounds met = {0, 0};
        peel_status status =
            peel_reported_rate(&figure->reported, request->assessed.lower, &request->rate_options, &interval);
        if (status == PEEL_OK) status = peel_reported_counts(&figure->reported, request->assessed.lower, &met);
        if (status == PEEL_ERROR_IMPOSSIBLE_PERCENTAGE)
            add_impossible(request, figure);
        else if (status != PEEL_OK)
            report_add_typed_fault(request->report, figure->typed, status);
        if (status != PEEL_OK) continue;
        if (met.lower == met.upper) interval.estimate = (double)met.lower / (double)request->assessed.lower;
        notes |= interval.notes;
        if (is_for_machines(request))
            add_assessed_record(request, &records, figure, &interval, &met);
        else if (format == format_table)
            put_assessed(&grid, request, figure, &interval, &met);
        else
            say_assessed(request, figure, &interval, &met);
    }
    if (is_for_machines(request)) records_show(&records, request->report, &request->settings);
    if (format == format_table) grid_show(&grid);
    if (!is_for_machines(request)) say_plus_minus_unused(request, say_notes(notes, "\n"));
    return exit_answered;
}
