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
    put_by(out, groups);
    if (since) put_text(out, "since", since);
    put_text(out, since ? "until" : "duration", until);
    fprintf(out, " --limit 4h");
    put_totals(out, looked);
    putc('\n', out);
}

void advise_limits(FILE *out, const struct looked *looked, const struct list *groups) {
    struct list dates = {.items = NULL}, durations = dates;
    columns_with(looked, PEEL_HOLDS_DATES, &dates);
    columns_with(looked, PEEL_HOLDS_DURATIONS, &durations);
    if (dates.count > 1)
        advise_limit(out, looked, groups, dates.items[0].text, dates.items[1].text, "The time between these dates");
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
