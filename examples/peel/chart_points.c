/*
 * What of a series is charted: its samples, its printed rates, or the gaps between its failures; and the points that were
 * marked.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "chart.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int chart_of_values(const struct charted *charted) {
    return charted->values != NULL;
}

static void add_point(struct charted *charted, const struct point *point, double value) {
    charted->points[charted->count] = point;
    charted->values[charted->count++] = value;
}

static void set_aside_rows(const struct chart_request *request, const struct row *first, size_t count) {
    char message[320], rows[64];
    const char *advice = first->line > 0 ? "--kind t, of the time between failures, or --kind p" : "--kind p";
    if (count == 1)
        snprintf(rows, sizeof rows, "The row has");
    else
        snprintf(rows, sizeof rows, "This row and %zu more of the series have", count - 1);
    snprintf(
        message, sizeof message,
        "%s two or more failures, so that nothing says how many cases lie between them: %s cases are left out, and "
        "the next stretch begins after %s. Choose %s.",
        rows, count == 1 ? "its" : "their", count == 1 ? "it" : "each", advice);
    if (first->line > 0)
        report_add_row_fault(request->report, first, PEEL_ERROR_NOT_WHOLE, "met", message);
    else
        report_add_typed_message(request->report, "the series", PEEL_ERROR_NOT_WHOLE, message);
}

/* A row is a stretch of cases that ends in its failure; one without a failure is part of the next. */
static void between_failures(const struct chart_request *request, struct charted *charted) {
    const struct series *series = charted->series;
    const struct row *first = NULL;
    size_t several = 0;
    int64_t pending = 0;
    int open = 0;
    for (size_t i = 0; i < series->count; i++) {
        const struct point *point = &series->points[i];
        int64_t failures = point->row->sample.assessed - point->row->sample.met;
        charted->failing += failures > 0;
        if (failures > 1) {
            if (!first) first = point->row;
            several++;
            pending = 0;
            open = 0;
            continue;
        }
        pending += point->row->sample.met;
        open = failures == 0 && pending > 0;
        if (failures == 0) continue;
        if (charted->count == 0) charted->from_begin = several == 0;
        add_point(charted, point, (double)pending);
        pending = 0;
    }
    charted->pending = open ? pending : -1;
    charted->several = several;
    if (several > 0) set_aside_rows(request, first, several);
}

/* From one row with a failure to the next; the first one has none before it. */
static void time_between(struct charted *charted) {
    const struct series *series = charted->series;
    const struct point *before = NULL;
    size_t unseen = 0;
    for (size_t i = 0; i < series->count; i++) {
        const struct point *point = &series->points[i];
        int64_t failures = point->row->sample.assessed - point->row->sample.met;
        unseen += before && point->row->sample.assessed == 0;
        if (failures == 0) continue;
        charted->failing++;
        charted->unseen = unseen;
        charted->several += failures > 1;
        if (before) add_point(charted, point, (double)(point->period - before->period));
        before = point;
    }
    const struct point *last = last_with_cases(series);
    charted->failed_last = before;
    charted->seen_last = before && last && last->period > before->period ? last : NULL;
}

peel_status chart_points(const struct chart_request *request, const struct series *series, struct charted *charted) {
    int32_t typed = request->options.kind;
    *charted = (struct charted){.series = series, .options = request->options, .pending = -1, .alarm.rate = NAN};
    charted->options.kind = typed != 0 ? typed : series->counted ? PEEL_CHART_P : PEEL_CHART_XMR;
    charted->options.unit = series->unit;
    charted->points = needed(calloc(series->count + 1, sizeof(const struct point *)));
    charted->marks = needed(calloc(series->count + 1, sizeof *charted->marks));
    if (!series->counted || chart_has_gaps(typed))
        charted->values = needed(calloc(series->count + 1, sizeof *charted->values));
    if (!series->counted && (!chart_offers(charted->options.kind, PEEL_OFFERS_VALUES) || chart_has_gaps(typed)))
        return PEEL_ERROR_METHOD;
    if (typed == PEEL_CHART_G) {
        between_failures(request, charted);
    } else if (typed == PEEL_CHART_T) {
        time_between(charted);
    } else {
        for (size_t i = 0; i < series->count; i++)
            charted->points[i] = &series->points[i];
        for (size_t i = 0; i < series->count && charted->values; i++)
            charted->values[i] = series->points[i].value;
        charted->count = series->count;
    }
    return charted->count > PEEL_POINTS_MAX ? PEEL_ERROR_TOO_LARGE
           : charted->count == 0            ? PEEL_ERROR_TOO_FEW_SAMPLES
                                            : PEEL_OK;
}

/* A period as typed: of typed samples a position. */
static int read_period(const struct chart_request *request, const char *option, const char *typed, int32_t *unit,
                       int64_t *period) {
    peel_error error;
    *unit = request->unit;
    if (request->samples && typed_count(typed, period) && *period > 0) return exit_answered;
    if (request->samples)
        return usage_error("--%s %s: type the position of a sample, as in 3: the first one is 1", option, typed);
    if (peel_period_parse(typed, unit, period, &error) == PEEL_OK) return exit_answered;
    return usage_error("--%s: %s", option, error.message);
}

/* Both ends of FROM..TO; the texts are the caller's to free. Returns 0 where there are no two. */
static int split_range(const char *typed, char *ends[2]) {
    const char *dots = strstr(typed, "..");
    if (!dots || dots == typed || dots[2] == '\0') return 0;
    ends[0] = needed(strndup(typed, (size_t)(dots - typed)));
    ends[1] = needed(strdup(dots + 2));
    return 1;
}

static int check_baseline(const struct chart_request *request) {
    char *ends[2] = {NULL, NULL};
    int32_t units[2] = {0, 0};
    int64_t periods[2] = {0, 0};
    if (!request->baseline) return exit_answered;
    if (!split_range(request->baseline, ends))
        return usage_error("--baseline %s: type the first and the last period, as in %s", request->baseline,
                           request->samples ? "1..12" : "2023-01..2023-12");
    int fault = read_period(request, "baseline", ends[0], &units[0], &periods[0]);
    if (fault == exit_answered) fault = read_period(request, "baseline", ends[1], &units[1], &periods[1]);
    if (fault == exit_answered && units[0] == units[1] && periods[1] < periods[0])
        fault = usage_error("--baseline %s: the last period lies before the first", request->baseline);
    free(ends[0]);
    free(ends[1]);
    return fault;
}

int chart_check_periods(const struct chart_request *request) {
    int32_t unit = 0;
    int64_t period = 0;
    int fault = check_baseline(request);
    for (size_t i = 0; i < request->rebase_count && fault == exit_answered; i++)
        fault = read_period(request, "rebase", request->rebases[i], &unit, &period);
    for (size_t i = 0; i < request->excluded_count && fault == exit_answered; i++)
        fault = read_period(request, "exclude", request->excluded[i], &unit, &period);
    return fault;
}

/* What a period of the series that is no point of the chart is instead. */
static const char *absence(const struct chart_request *request, const struct charted *charted, int64_t period) {
    const struct series *series = charted->series;
    int t = charted->options.kind == PEEL_CHART_T;
    for (size_t i = 0; i < series->count; i++) {
        const peel_sample *sample = &series->points[i].row->sample;
        if (series->points[i].period != period) continue;
        if (sample->assessed == sample->met) return "it has no failure, and its cases are part of the next point";
        return t ? "it has the first failure, from which the first point tells the time"
                 : "it has two or more failures, and is no point";
    }
    return request->samples && period <= (int64_t)request->settings.item_count ? "that sample was refused" : NULL;
}

static int is_missing(struct charted *charted, const char *option, const char *typed, const char *reason,
                      char missing[96]) {
    snprintf(missing, 96, "--%s %.60s", option, typed);
    charted->absent = reason;
    return 0;
}

/* The point of a period, as typed. Returns 0 where the chart has none, and says so in `missing`. */
static int find_point(const struct chart_request *request, struct charted *charted, const char *option,
                      const char *typed, size_t *index, char missing[96]) {
    int32_t unit = 0;
    int64_t period = 0;
    read_period(request, option, typed, &unit, &period);
    if (unit != charted->series->unit) return is_missing(charted, option, typed, NULL, missing);
    for (size_t i = 0; i < charted->count; i++)
        if (charted->points[i]->period == period) {
            *index = i;
            return 1;
        }
    return is_missing(charted, option, typed, absence(request, charted, period), missing);
}

/* The points from one period to another: either may be none of its own, but both lie within the series. */
static int find_baseline(const struct chart_request *request, struct charted *charted, char missing[96]) {
    const struct series *series = charted->series;
    int64_t most = request->samples ? (int64_t)request->settings.item_count : series->points[series->count - 1].period;
    int64_t least = request->samples ? 1 : series->points[0].period, periods[2] = {0, 0};
    size_t first = 0, end = charted->count;
    char *ends[2] = {NULL, NULL};
    int found = 1;
    if (!request->baseline || !split_range(request->baseline, ends)) return 1;
    for (int i = 0; i < 2 && found; i++) {
        int32_t unit = 0;
        read_period(request, "baseline", ends[i], &unit, &periods[i]);
        if (unit != series->unit || periods[i] < least || periods[i] > most)
            found = is_missing(charted, "baseline", ends[i], NULL, missing);
    }
    free(ends[0]);
    free(ends[1]);
    if (!found) return 0;
    while (first < end && charted->points[first]->period < periods[0])
        first++;
    while (end > first && charted->points[end - 1]->period > periods[1])
        end--;
    if (first == end)
        return is_missing(charted, "baseline", request->baseline, "no point of the chart lies in it", missing);
    charted->options.baseline_first = first;
    charted->options.baseline_end = end;
    return 1;
}

int chart_place(const struct chart_request *request, struct charted *charted, char missing[96]) {
    size_t index = 0;
    for (size_t i = 0; i < request->rebase_count; i++) {
        if (!find_point(request, charted, "rebase", request->rebases[i], &index, missing)) return 0;
        charted->marks[index] |= PEEL_MARK_REBASE;
    }
    for (size_t i = 0; i < request->excluded_count; i++) {
        if (!find_point(request, charted, "exclude", request->excluded[i], &index, missing)) return 0;
        charted->marks[index] |= PEEL_MARK_EXCLUDED;
    }
    return find_baseline(request, charted, missing);
}
