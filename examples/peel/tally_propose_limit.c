/*
 * The time limits that a file could be held to, from what its columns seem to hold.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "tally_look.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* 09:58 is a duration and a time of day, and which of them is meant stands in no file. */
static int may_be_clock(const peel_look_column *column) {
    for (int32_t i = 0; i < column->example_n; i++)
        if (!strchr(column->example[i], ':') || strtol(column->example[i], NULL, 10) >= 24) return 0;
    return 1;
}

/* The first of these columns, before it one that is of nothing but durations. */
static const char *duration_column(const struct looked *looked, const struct list *durations, int *clock) {
    for (size_t i = 0; i < durations->count; i++) {
        const peel_look_column *column = named(looked, durations->items[i].text);
        *clock = !column || may_be_clock(column);
        if (!*clock) return durations->items[i].text;
    }
    return durations->items[0].text;
}

/* A limit is the user's to say; here it is one that runs. */
static void advise_limit(FILE *out, const struct looked *looked, const struct list *groups, const char *since,
                         const char *until, const char *what) {
    fprintf(out, "%s could be held to a limit, which is yours to say, here 4 hours:\n  peel tally", what);
    put_file(out, looked);
    put_by(out, looked, groups);
    if (since) put_text(out, "since", since);
    put_text(out, since ? "until" : "duration", until);
    fprintf(out, " --limit 4h");
    put_totals(out, looked);
    putc('\n', out);
}

/* Each example of the one column with each of the other, as cases. */
static char *pairs_text(const peel_look_column *since, const peel_look_column *until) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = needed(open_memstream(&text, &size));
    fputs("since,until\n", out);
    for (int32_t i = 0; i < since->example_n; i++)
        for (int32_t k = 0; k < until->example_n; k++)
            fprintf(out, "\"%s\",\"%s\"\n", since->example[i], until->example[k]);
    fclose(out);
    return needed(text);
}

/*
 * Whether times can be told between the dates of two columns, of which the library is asked: none between a day and a time of day,
 * nor from or to a month. Which of two dates comes first is not asked.
 */
static int are_comparable(const peel_look_column *since, const peel_look_column *until) {
    const peel_time_limit limit = {.seconds = 0};
    const peel_criterion criterion = {
        .column = "until", .since = "since", .limits = &limit, .limits_n = 1, .measure = PEEL_MEASURE_TIME};
    const peel_cases_plan plan = {.size = sizeof plan, .criteria = &criterion, .criteria_n = 1};
    peel_cases_reader *reader = NULL;
    peel_cases_reason reason;
    char *text = pairs_text(since, until);
    int comparable = peel_cases_open(&plan, &reader, NULL) == PEEL_OK &&
                     peel_cases_feed(reader, text, strlen(text), NULL) == PEEL_OK &&
                     peel_cases_finish(reader, NULL) == PEEL_OK;
    for (size_t i = 0; comparable && peel_cases_reason_of(reader, i, &reason) == PEEL_OK; i++)
        comparable = reason.first.status == PEEL_ERROR_NEGATIVE_DURATION;
    peel_cases_close(reader);
    free(text);
    return comparable;
}

/* The first two columns of dates of one form. One of several forms, or of months, is of none: it does not even go with itself. */
static void advise_between(FILE *out, const struct looked *looked, const struct list *groups,
                           const struct list *dates) {
    const peel_look_column **columns = needed(calloc(dates->count + 1, sizeof(peel_look_column *)));
    size_t count = 0;
    for (size_t i = 0; i < dates->count; i++) {
        const peel_look_column *column = named(looked, dates->items[i].text);
        if (column && are_comparable(column, column)) columns[count++] = column;
    }
    int found = 0;
    for (size_t i = 0; i < count && !found; i++)
        for (size_t k = i + 1; k < count && !found; k++) {
            found = are_comparable(columns[i], columns[k]);
            if (found)
                advise_limit(out, looked, groups, columns[i]->name, columns[k]->name, "The time between these dates");
        }
    free(columns);
}

void advise_limits(FILE *out, const struct looked *looked, const struct list *groups) {
    struct list dates = {.items = NULL}, durations = dates;
    columns_with(looked, PEEL_HOLDS_DATES, &dates);
    columns_with(looked, PEEL_HOLDS_DURATIONS, &durations);
    advise_between(out, looked, groups, &dates);
    if (durations.count > 0) {
        int clock = 0;
        const char *column = duration_column(looked, &durations, &clock);
        advise_limit(out, looked, groups, NULL, column,
                     clock ? "These texts may be times of day, which no limit can hold. If they are durations, they"
                           : "These durations");
    }
    free(dates.items);
    free(durations.items);
}
