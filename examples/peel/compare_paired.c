/*
 * The same cases looked at twice: did they change?
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "compare.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct twice {
    peel_paired counts;
    peel_interval change;
    peel_test test;
    double smallest_p;
    int32_t verdict;
};

/* "50,3,10,18": both, lost, gained, neither. */
static int take_counts(const char *typed, peel_paired *counts) {
    int64_t *const parts[] = {&counts->both, &counts->lost, &counts->gained, &counts->neither};
    const char *rest = typed;
    for (int i = 0; i < 4; i++) {
        if (!typed_next_count(&rest, i == 3, parts[i]))
            return usage_error(
                "--paired %s: type four numbers of cases, as in 50,3,10,18: both times met, lost, gained, "
                "neither time met",
                typed);
    }
    return exit_answered;
}

/* The smallest p that so many changed cases could have given: all of them one way. */
static double smallest_of(const struct twice *twice) {
    double changed = (double)twice->counts.lost + (double)twice->counts.gained;
    double tail = pow(0.5, changed);
    if (twice->test.method == PEEL_PAIRED_MCNEMAR_MID_P) tail /= 2;
    if (changed == 0) return 1;
    return twice->test.side == PEEL_SIDE_TWO_SIDED ? fmin(1, 2 * tail) : tail;
}

static int32_t verdict_of(const struct twice *twice) {
    if (isnan(twice->change.estimate) || isnan(twice->change.lower)) return PEEL_VERDICT_NO_EVIDENCE;
    if (twice->test.p_value <= twice->change.alpha)
        return twice->change.estimate < 0 ? PEEL_VERDICT_FALLING : PEEL_VERDICT_RISING;
    return twice->smallest_p > twice->change.alpha ? PEEL_VERDICT_TOO_FEW : PEEL_VERDICT_NO_EVIDENCE;
}

static int64_t all_of(const peel_paired *counts) {
    return counts->both + counts->lost + counts->gained + counts->neither;
}

static void say_paired(const struct compare_request *request, const struct twice *twice) {
    const peel_paired *counts = &twice->counts;
    char before[number_size], after[number_size];
    double all = (double)all_of(counts);
    int decimals = request->settings.decimals;
    if (isnan(twice->change.estimate)) {
        printf("No comparison: no case was assessed\n");
        return;
    }
    percent(before, (double)(counts->both + counts->lost) / all, decimals, "%", 1);
    percent(after, (double)(counts->both + counts->gained) / all, decimals, "%", 1);
    printf("%s %s to %s of the same %lld cases: ",
           verb_of(told_verdict(&twice->change, twice->verdict), twice->change.estimate), before, after,
           (long long)all_of(counts));
    say_change(&twice->change, decimals);
    say_inference(&twice->change, twice->verdict, &twice->test, twice->smallest_p,
                  "so few cases changed that not even all of them one way could be told from chance");
    int64_t changed = counts->gained + counts->lost;
    printf("Of %lld cases that changed, %lld met the criterion only after and %lld only before\n", (long long)changed,
           (long long)counts->gained, (long long)counts->lost);
}

static void show_record(const struct compare_request *request, const struct twice *twice, int answered) {
    struct records records = compare_records;
    if (answered) {
        const peel_paired *counts = &twice->counts;
        json_t *record = compare_record(&records, NULL, NULL, "paired");
        record_count(record, "before_met", counts->both + counts->lost, 1);
        record_count(record, "before_assessed", all_of(counts), 1);
        record_count(record, "after_met", counts->both + counts->gained, 1);
        record_count(record, "after_assessed", all_of(counts), 1);
        record_text(record, "measure", "difference");
        record_interval(record, &twice->change);
        record_test(record, &twice->test);
        record_number(record, "smallest_p", twice->smallest_p);
        record_text(record, "verdict", peel_verdict_name(twice->verdict));
        record_set(record, "notes", value_notes(twice->change.notes | twice->test.notes));
    }
    records_show(&records, request->report, &request->settings);
}

static void show_paired_table(const struct compare_request *request, const struct twice *twice) {
    static const struct column columns[] = {{"both", 0, 1},    {"lost", 0, 1},   {"gained", 0, 1},
                                            {"neither", 0, 1}, {"change", 0, 1}, {"lower", 0, 1},
                                            {"upper", 0, 1},   {"p", 0, 1},      {"verdict", 0, 0}};
    struct grid grid = {.columns = columns, .column_count = sizeof columns / sizeof columns[0]};
    const int64_t counts[] = {twice->counts.both, twice->counts.lost, twice->counts.gained, twice->counts.neither};
    char p_value[number_size];
    for (int i = 0; i < 4; i++)
        grid_put(&grid, "%lld", (long long)counts[i]);
    put_limits(&grid, &twice->change, points, request->settings.decimals);
    p_value_cell(p_value, twice->test.p_value, twice->change.alpha);
    grid_put(&grid, "%s", is_inferred(&twice->change) ? p_value : "");
    grid_put(&grid, "%s", is_inferred(&twice->change) ? peel_verdict_name(twice->verdict) : "");
    grid_show(&grid);
}

int compare_paired(const struct compare_request *request) {
    struct twice twice = {.counts = {0, 0, 0, 0}};
    peel_compare_options options = request->options;
    int format = request->settings.format;
    int fault = take_counts(request->paired, &twice.counts);
    if (fault != exit_answered) return fault;
    peel_status status = peel_paired_difference(&twice.counts, &options, &twice.change);
    options.method = request->paired_test;
    if (status == PEEL_OK) status = peel_paired_test(&twice.counts, &options, &twice.test);
    if (status != PEEL_OK && peel_status_family(status) == PEEL_FAMILY_ARGUMENT) return option_status(status);
    if (status != PEEL_OK) report_add_typed_fault(request->report, request->paired, status);
    twice.smallest_p = smallest_of(&twice);
    twice.verdict = verdict_of(&twice);
    if (format == format_csv || format == format_json) {
        show_record(request, &twice, status == PEEL_OK);
    } else if (status == PEEL_OK) {
        if (format == format_table)
            show_paired_table(request, &twice);
        else
            say_paired(request, &twice);
        say_notes(twice.change.notes | twice.test.notes, "\n");
    }
    return exit_answered;
}
