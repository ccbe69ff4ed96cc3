/*
 * The report: rows and their answers.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void report_add_row(struct report *report, const char *source, const peel_tally *tally) {
    report->rows = grown(report->rows, &report->row_room, report->row_count, sizeof *report->rows);
    struct row *row = &report->rows[report->row_count++];
    *row = (struct row){
        .source = text_copy(source),
        .force = text_copy(tally->force),
        .area = text_copy(tally->area),
        .criterion = text_copy(tally->criterion),
        .period = text_copy(tally->period),
        .reported = text_copy(tally->reported),
        .note = text_copy(tally->note),
        .line = tally->line,
        .item = report->item,
        .sample = tally->sample,
        .target = tally->target,
        .kind = tally->kind,
        .counts = tally->counts,
    };
    if (strcmp(row->source, report->rows[0].source) != 0) report->several_sources = 1;
}

/* A row that was read but has no answer, such as one with more cases in the population than its census assessed. */
static void set_row_aside(struct report *report, const struct row *row, peel_status status) {
    peel_error error = {.status = status, .line = row->line};
    char typed[number_size];
    int64_t shown = row->counts == PEEL_COUNTS_FAILURES ? row->sample.assessed - row->sample.met : row->sample.met;
    snprintf(typed, sizeof typed, "%lld/%lld", (long long)shown, (long long)row->sample.assessed);
    snprintf(error.message, sizeof error.message, "%s", peel_status_sentence(status));
    struct fault *fault = report_add_fault(report, row->source, &error, exit_set_aside);
    fault->item = row->item;
    if (row->line == 0) fault->sample = text_copy(typed);
}

/* What is known of a known population, but of a dip, whose limits are withheld. */
static void take_bounds(const struct row *row, const peel_rate_options *options, struct answer *answer) {
    peel_bounds bounds;
    if (row->sample.population == 0 || (answer->interval.notes & PEEL_NOTE_DIP) != 0) return;
    if (peel_rate_bounds(&row->sample, options, &bounds) == PEEL_OK) answer->bounds = bounds;
}

/* The test that was asked for; where all methods answer, each by the test that goes with it. */
static peel_status take_test(const struct report *report, int32_t method, struct answer *answer) {
    const struct row *row = answer->row;
    peel_rate_options options = report->options;
    answer->against = report->against == against_target ? row->target : report->against_rate;
    options.method = report->all_methods ? matched_test(method) : report->test;
    options.prior_met = options.prior_failed = 0;
    if (report->against == against_nothing || options.method == 0 || isnan(answer->against)) return PEEL_OK;
    return peel_rate_test(&row->sample, answer->against, &options, &answer->test);
}

/* One of all methods that has no answer keeps its place; the others have theirs. */
static void keep_without_answer(struct report *report, peel_status status, struct answer *answer, int32_t method) {
    answer->status = status;
    answer->interval = (peel_interval){.estimate = NAN,
                                       .lower = NAN,
                                       .upper = NAN,
                                       .confidence = report->options.confidence,
                                       .alpha = 1 - report->options.confidence,
                                       .method = method,
                                       .side = report->options.side};
    answer->test = (peel_test){.method = 0};
    if (report->exit_code < exit_set_aside) report->exit_code = exit_set_aside;
}

/* Adds what one method says of a row. Returns 0 where the row had to be set aside. */
static int add_answer(struct report *report, const struct row *row, int32_t method) {
    struct answer answer = {.row = row, .order = report->answer_count, .bounds = {-1, -1}};
    peel_rate_options options = report->options;
    options.method = method;
    if (method != PEEL_RATE_BETA && method != PEEL_RATE_BETA_HPD) options.prior_met = options.prior_failed = 0;
    if (row->kind == PEEL_TALLY_SAMPLE) {
        peel_status status = peel_rate(&row->sample, &options, &answer.interval);
        if (status == PEEL_OK) status = take_test(report, method, &answer);
        if (status != PEEL_OK && report->all_methods && peel_status_family(status) == PEEL_FAMILY_SEARCH) {
            keep_without_answer(report, status, &answer, method);
        } else if (status != PEEL_OK) {
            set_row_aside(report, row, status);
            return 0;
        } else {
            take_bounds(row, &options, &answer);
        }
    }
    report->answers = grown(report->answers, &report->answer_room, report->answer_count, sizeof *report->answers);
    report->answers[report->answer_count++] = answer;
    return 1;
}

/* The next method of a rate with that offer from *index on, which is moved behind it. Returns 0 where there is none. */
static int next_offering(size_t *index, uint32_t offer, int32_t *number) {
    peel_method method;
    while (peel_method_at((*index)++, &method) == PEEL_OK) {
        *number = method.number;
        if (method.number / 100 == PEEL_CONCEPT_RATE && (method.offers & offer) != 0) return 1;
    }
    return 0;
}

void report_answer(struct report *report) {
    uint32_t wanted = report->options.side == PEEL_SIDE_TWO_SIDED ? PEEL_OFFERS_TWO_SIDED : PEEL_OFFERS_ONE_SIDED;
    for (size_t i = 0; i < report->row_count; i++) {
        const struct row *row = &report->rows[i];
        size_t index = 0;
        int32_t method = report->options.method;
        if (!report->all_methods || row->kind != PEEL_TALLY_SAMPLE) {
            add_answer(report, row, method);
            continue;
        }
        /* What no method can answer is set aside once. */
        while (next_offering(&index, wanted, &method) && add_answer(report, row, method))
            ;
    }
    report_sort_faults(report);
}

/* The rate to sort by: a reported rate begins with its number; what has no rate goes to the end. */
static double sort_key(const struct answer *answer) {
    const struct row *row = answer->row;
    if (row->kind == PEEL_TALLY_REPORTED) return strtod(row->reported, NULL) / 100;
    if (row->kind != PEEL_TALLY_SAMPLE || isnan(answer->interval.estimate)) return INFINITY;
    return answer->interval.estimate;
}

static int compare_rates(const void *a, const void *b) {
    const struct answer *first = a, *second = b;
    double first_key = sort_key(first), second_key = sort_key(second);
    if (first_key != second_key) return first_key < second_key ? -1 : 1;
    return first->order < second->order ? -1 : 1;
}

void report_sort_by_rate(struct report *report) {
    if (report->answer_count > 1) qsort(report->answers, report->answer_count, sizeof *report->answers, compare_rates);
}

void report_free(struct report *report) {
    for (size_t i = 0; i < report->row_count; i++) {
        struct row *row = &report->rows[i];
        char *const texts[] = {row->source, row->force,    row->area, row->criterion,
                               row->period, row->reported, row->note};
        for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++)
            free(texts[t]);
    }
    report_free_faults(report);
    free(report->rows);
    free(report->answers);
}
