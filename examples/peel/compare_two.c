/*
 * Two samples, compared; typed, or the first and the last period of each series of a file.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "compare.h"

#include "series.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The room that a test needs; NULL and 0 where it needs none, or takes no samples as large. */
void *compare_work(int32_t test, int64_t before, int64_t after, size_t *size) {
    *size = 0;
    if (test == PEEL_TEST_BOSCHLOO || test == PEEL_TEST_BARNARD) *size = peel_compare_work_size(before, after);
    return *size > 0 ? needed(malloc(*size)) : NULL;
}

typedef peel_status two_samples(const peel_sample *before, const peel_sample *after,
                                const peel_compare_options *options, peel_interval *interval);

static two_samples *measure_of(int32_t concept_number) {
    if (concept_number == PEEL_CONCEPT_RATIO) return peel_ratio;
    return concept_number == PEEL_CONCEPT_ODDS_RATIO ? peel_odds_ratio : peel_difference;
}

static peel_status add_interval(const struct compare_request *request, int32_t concept_number, int32_t method,
                                struct compared *compared) {
    peel_compare_options options = request->options;
    options.method = method;
    peel_status status = measure_of(concept_number)(&compared->before->sample, &compared->after->sample, &options,
                                                    &compared->others[compared->other_count]);
    compared->other_count += status == PEEL_OK;
    return status;
}

/* Further measures, each by its default method; where a method was typed it is of the one measure. */
static peel_status add_measures(const struct compare_request *request, struct compared *compared) {
    peel_status status = PEEL_OK;
    peel_method method;
    if (request->ratio)
        status = add_interval(request, PEEL_CONCEPT_RATIO, request->odds_ratio ? 0 : request->method, compared);
    if (status == PEEL_OK && request->odds_ratio)
        status = add_interval(request, PEEL_CONCEPT_ODDS_RATIO, request->ratio ? 0 : request->method, compared);
    if (status != PEEL_OK || !request->all_methods) return status;
    const peel_interval *shown =
        compared->other_count > 0 ? &compared->others[compared->other_count - 1] : &compared->answer.change;
    for (size_t i = 0; compared->other_count < most_methods && peel_method_at(i, &method) == PEEL_OK; i++) {
        if (method.number / 100 != request->measure || method.number == shown->method) continue;
        /* an exact method that takes no samples as large is left out of the list */
        status = add_interval(request, request->measure, method.number, compared);
        if (status != PEEL_OK && status != PEEL_ERROR_TOO_LARGE) return status;
    }
    return PEEL_OK;
}

static peel_status add_tests(const struct compare_request *request, struct compared *compared) {
    const peel_sample *before = &compared->before->sample, *after = &compared->after->sample;
    peel_compare_options options = request->options;
    peel_method method;
    for (size_t i = 0; compared->test_count < most_methods && peel_method_at(i, &method) == PEEL_OK; i++) {
        size_t size = 0;
        if (method.number / 100 != PEEL_CONCEPT_TEST || method.number == compared->answer.test.method) continue;
        options.method = method.number;
        void *work = compare_work(method.number, before->assessed, after->assessed, &size);
        peel_status status =
            peel_compare_test(before, after, &options, work, size, &compared->tests[compared->test_count]);
        free(work);
        compared->test_count += status == PEEL_OK;
        if (status != PEEL_OK && status != PEEL_ERROR_TOO_LARGE) return status;
    }
    return PEEL_OK;
}

static peel_status add_margin(const struct compare_request *request, struct compared *compared) {
    return peel_compare_margin(&compared->before->sample, &compared->after->sample, request->margin,
                               request->equivalence ? request->margin : 0, &request->options, &compared->margin);
}

peel_status compare_two(const struct compare_request *request, struct compared *compared) {
    const peel_sample *before = &compared->before->sample, *after = &compared->after->sample;
    size_t size = 0;
    void *work = compare_work(request->options.test, before->assessed, after->assessed, &size);
    peel_status status = peel_compare(before, after, &request->options, work, size, &compared->answer);
    free(work);
    if (status == PEEL_OK) status = add_measures(request, compared);
    if (status == PEEL_OK && request->all_tests) status = add_tests(request, compared);
    if (status == PEEL_OK && request->margin > 0) status = add_margin(request, compared);
    return status;
}

/* "300,400" and "0,400": a number a sample, without commas of its own. */
static int take_populations(const struct compare_request *request, size_t count, int64_t *populations) {
    const char *typed = request->populations;
    for (size_t i = 0; typed && i < count; i++) {
        if (!typed_next_count(&typed, i + 1 == count, &populations[i]) || populations[i] < 0)
            return usage_error("--population %s: type a number a sample, as in 300,400, without commas inside a "
                               "number; 0 where it is not known",
                               request->populations);
    }
    return exit_answered;
}

int compare_read_samples(const struct compare_request *request) {
    const struct settings *settings = &request->settings;
    int64_t *populations = needed(calloc(settings->item_count, sizeof *populations));
    int fault = take_populations(request, settings->item_count, populations);
    for (size_t i = 0; fault == exit_answered && i < settings->item_count; i++) {
        request->report->item = i;
        fault = read_item(request->report, &settings->items[i], populations[i], settings->encoding);
    }
    free(populations);
    return fault;
}

/* The library's sentences, but for the advice that is an option here. */
const char *compare_advice(peel_status status) {
    return status == PEEL_ERROR_TOO_LARGE
               ? "The samples are larger than this exact method takes: choose another one, as "
                 "with --test pearson, which takes any."
               : peel_status_sentence(status);
}

static void set_aside(const struct compare_request *request, const struct compared *compared, peel_status status) {
    char typed[3 * number_size];
    if (compared->after->line > 0) {
        report_add_row_fault(request->report, compared->after, status, "", compare_advice(status));
        return;
    }
    snprintf(typed, sizeof typed, "%lld/%lld %lld/%lld", (long long)compared->before->sample.met,
             (long long)compared->before->sample.assessed, (long long)compared->after->sample.met,
             (long long)compared->after->sample.assessed);
    report_add_typed_message(request->report, typed, status, compare_advice(status));
}

int compare_samples(const struct compare_request *request) {
    struct compared compared = {.before_period = "", .after_period = "", .name = ""};
    size_t count = 0;
    int fault = compare_read_samples(request);
    if (fault != exit_answered) return fault;
    if (request->report->row_count == 2) {
        compared.before = &request->report->rows[0];
        compared.after = &request->report->rows[1];
        peel_status status = compare_two(request, &compared);
        if (status == PEEL_OK)
            count = 1;
        else
            set_aside(request, &compared, status);
    }
    show_compared(request, &compared, count, NULL);
    return exit_answered;
}

/* The change within the series as one figure. */
static void add_strata(const struct compare_request *request, const struct compared *compared, size_t count,
                       struct strata *strata) {
    peel_sample *before = needed(calloc(count + 1, sizeof *before)), *after = needed(calloc(count + 1, sizeof *after));
    peel_compare_options options = request->options;
    for (size_t i = 0; i < count; i++) {
        before[i] = compared[i].before->sample;
        after[i] = compared[i].after->sample;
    }
    options.method = 0;
    peel_status status = peel_stratified(count, before, after, &options, &strata->change);
    if (status == PEEL_OK) status = peel_stratified_test(count, before, after, &options, &strata->test);
    strata->count = status == PEEL_OK ? count : 0;
    if (status != PEEL_OK) report_add_typed_fault(request->report, "--strata", status);
    free(before);
    free(after);
}

/* Of one period with cases, or of none, there is no change. */
static void add_too_few(struct report *report, const struct series *series, int one) {
    char message[160];
    size_t periods = series->count + series->passed_over;
    if (periods == 1)
        snprintf(message, sizeof message, "The series has one period alone: nothing to compare.");
    else
        snprintf(message, sizeof message, "The series has cases in %s of its %zu periods: nothing to compare.",
                 one ? "one alone" : "none", periods);
    report_add_row_fault(report, series->points[0].row, PEEL_ERROR_TOO_FEW_SAMPLES, "period", message);
}

/* The first and the last sample of each series of a file. */
int compare_file(const struct compare_request *request) {
    const struct settings *settings = &request->settings;
    struct series_list list = {.by = request->by, .samples_alone = 1};
    struct strata strata = {.count = 0};
    size_t count = 0;
    int fault = read_item(request->report, &settings->items[0], 0, settings->encoding);
    if (fault != exit_answered) return fault;
    series_group(request->report, &list);
    struct compared *compared = needed(calloc(list.count + 1, sizeof *compared));
    for (size_t i = 0; i < list.count; i++) {
        const struct series *series = &list.items[i];
        struct compared *next = &compared[count];
        const struct point *first = first_with_cases(series), *last = last_with_cases(series);
        if (first == last) {
            add_too_few(request->report, series, first != NULL);
            continue;
        }
        *next = (struct compared){.before = first->row, .after = last->row};
        for (const struct point *point = series->points; point < series->points + series->count; point++) {
            next->between += point > first && point < last && !isnan(point->value);
            next->passed_over += (size_t)isnan(point->value);
        }
        next->passed_over += series->passed_over;
        next->before_period = first->name;
        next->after_period = last->name;
        next->name = series->name;
        peel_status status = compare_two(request, next);
        if (status == PEEL_OK)
            count++;
        else
            set_aside(request, next, status);
    }
    if (request->strata && count > 0) add_strata(request, compared, count, &strata);
    report_sort_faults(request->report);
    show_compared(request, compared, count, &strata);
    free(compared);
    series_free(&list);
    return exit_answered;
}
