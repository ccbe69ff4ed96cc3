/*
 * What was counted, as CSV: rates, a row a group and criterion; or tallies, as the other commands read them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first of them is left out where a column that groups tells the criterion. */
static const char *const names[] = {"criterion", "met",    "assessed", "estimate", "lower",      "upper",
                                    "missing",   "lowest", "highest",  "seen_met", "not_met",    "not_applicable",
                                    "unknown",   "open",   "method",   "side",     "confidence", "notes",
                                    "status"};
enum { name_count = sizeof names / sizeof names[0] };

static void write_header(const struct counted *counted, int first) {
    for (size_t key = 0; key < counted->keys; key++)
        write_key_name(counted, key, names + first, (size_t)(name_count - first));
    for (int i = first; i < name_count; i++)
        csv_text(names[i], i == name_count - 1 ? '\n' : ',');
}

static void write_rate(const struct group_rate *rate, const char *method) {
    const peel_case_tally *tally = &rate->tally;
    char notes[number_size];
    note_names(notes, rate->interval.notes);
    csv_count(tally->sample.met, ',');
    csv_count(tally->sample.assessed, ',');
    csv_number(rate->interval.estimate, ',');
    csv_number(rate->interval.lower, ',');
    csv_number(rate->interval.upper, ',');
    csv_count(tally->missing, ',');
    csv_number(tally->lowest, ',');
    csv_number(tally->highest, ',');
    csv_count(tally->met, ',');
    csv_count(tally->not_met, ',');
    csv_count(tally->not_applicable, ',');
    csv_count(tally->unknown, ',');
    csv_count(tally->open, ',');
    csv_text(method, ',');
    csv_text(peel_side_name(rate->interval.side), ',');
    csv_number(rate->interval.confidence, ',');
    csv_text(notes, ',');
    csv_text(peel_status_name(rate->status), '\n');
}

/* Written row by row: the groups of 10 million cases need no memory beside the counts. */
void show_tally_csv(const struct counted *counted) {
    struct group_rate rate;
    peel_method method = {.name = ""};
    int criterion = shows_criterion(counted);
    peel_method_get(counted->request->report->options.method, &method);
    write_header(counted, !criterion);
    for (size_t i = 0; i < counted->rates; i++) {
        counted_rate(counted, i, &rate);
        for (size_t key = 0; key < counted->keys; key++)
            write_key_text(counted, rate.tally.group, key);
        if (criterion) csv_exact(rate.tally.criterion, ',');
        write_rate(&rate, method.name);
    }
}

/* What a file of tallies calls its columns: one that groups must not be taken for one of them. */
static const char *const tally_names[] = {"met",      "assessed", "population", "counts",
                                          "reported", "target",   "note",       "criterion"};

/* Of several criteria asked in each group that a column criterion makes, both tell the criterion: "burglary: attended". */
static void write_joined(const struct counted *counted, const peel_case_tally *tally, size_t key) {
    char *joined = NULL;
    if (asprintf(&joined, "%s: %s", key_text(counted, tally->group, key), tally->criterion) < 0) joined = NULL;
    joined = needed(joined);
    csv_exact(joined, ',');
    free(joined);
}

static void write_tally(const struct counted *counted, const peel_case_tally *tally, int has_key, size_t criterion) {
    for (size_t key = 0; key < counted->keys; key++)
        if (!has_key || key != criterion) write_key_text(counted, tally->group, key);
    if (!has_key)
        csv_exact(tally->criterion, ',');
    else if (counted->criteria > 1)
        write_joined(counted, tally, criterion);
    else
        write_key_text(counted, tally->group, criterion);
    csv_count(tally->sample.met, ',');
    csv_count(tally->sample.assessed, '\n');
}

void show_tallies(const struct counted *counted) {
    peel_case_tally tally;
    size_t criterion = 0;
    int has_key = criterion_key(counted, &criterion);
    for (size_t key = 0; key < counted->keys; key++)
        if (!has_key || key != criterion)
            write_key_name(counted, key, tally_names, sizeof tally_names / sizeof tally_names[0]);
    printf("criterion,met,assessed\n");
    for (size_t i = 0; peel_cases_tally(counted->reader, i, &tally) == PEEL_OK; i++)
        write_tally(counted, &tally, has_key, criterion);
}
