/*
 * What the library says of a series: its chart, and how often chance alone would have raised a signal.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chart.h"

#include <math.h>
#include <stdlib.h>

/* The rules as they will be used: those of --rule, those of the set, or what suits the kind. */
static peel_status take_rules(struct charted *charted) {
    peel_chart_options *options = &charted->options;
    if (options->rule_count > 0) {
        charted->rule_count = options->rule_count;
        for (size_t i = 0; i < options->rule_count; i++)
            charted->rules[i] = options->rules[i];
        return PEEL_OK;
    }
    charted->rule_set = options->rule_set != 0 ? options->rule_set : peel_chart_rule_set(options->kind);
    options->rule_set = charted->rule_set;
    return peel_rule_set_get(charted->rule_set, PEEL_RULES_MAX, charted->rules, &charted->rule_count);
}

/* One block for all columns, those of doubles first. */
static void make_columns(struct charted *charted) {
    size_t n = charted->count;
    double *numbers = charted->room = needed(calloc(n, 6 * sizeof(double) + 7 * sizeof(uint32_t)));
    uint32_t *bits = (uint32_t *)(void *)(numbers + 6 * n);
    int32_t *words = (int32_t *)(void *)(bits + 5 * n);
    charted->columns = (peel_chart_columns){.value = numbers,
                                            .centre = numbers + n,
                                            .lower = numbers + 2 * n,
                                            .upper = numbers + 3 * n,
                                            .other = numbers + 4 * n,
                                            .score = numbers + 5 * n,
                                            .rules = bits,
                                            .upward = bits + n,
                                            .runs = bits + 2 * n,
                                            .complete = bits + 3 * n,
                                            .notes = bits + 4 * n,
                                            .signal = words,
                                            .segment = words + n};
}

/* A series' own target is that of its last row with one; it is a rate, which gaps between failures are not. */
static void take_target(struct charted *charted) {
    peel_chart_options *options = &charted->options;
    if (options->has_target || chart_has_gaps(options->kind) || options->kind == PEEL_CHART_CUSUM) return;
    for (size_t i = charted->count; i > 0; i--) {
        double target = charted->points[i - 1]->row->target;
        if (isnan(target)) continue;
        if (options->has_target)
            charted->targets_differ |= target != options->target;
        else
            options->target = target;
        options->has_target = 1;
    }
}

static peel_status find_changes(const struct chart_request *request, struct charted *charted, const peel_point *points,
                                void *work, size_t size) {
    const peel_trend_options options = {.size = sizeof options,
                                        .design = charted->options.design,
                                        .unit = charted->options.unit,
                                        .seed = charted->options.seed};
    if (!request->rebase_found || options.design == PEEL_DESIGN_DIP) return PEEL_OK; /* of a dip nothing is inferred */
    return peel_chart_rebase(charted->count, points, &options, work, size, charted->marks, NULL);
}

/* A series with more cases than can be dealt out at random has its chart all the same. */
static peel_status ask_samples(const struct chart_request *request, struct charted *charted, void *work, size_t size) {
    size_t n = charted->count;
    peel_point *points = needed(calloc(n, sizeof *points));
    for (size_t i = 0; i < n; i++)
        points[i] = (peel_point){charted->points[i]->period, charted->points[i]->row->sample};
    peel_status status = find_changes(request, charted, points, work, size);
    if (status == PEEL_OK)
        status =
            peel_chart(n, points, charted->marks, &charted->options, work, size, &charted->columns, &charted->result);
    if (status == PEEL_OK)
        status = peel_chart_false_alarm(n, points, charted->marks, &charted->options, work, size, charted->by_rule,
                                        &charted->alarm);
    free(points);
    return status == PEEL_ERROR_TOO_LARGE ? PEEL_OK : status;
}

static peel_status ask_values(struct charted *charted, void *work, size_t size) {
    size_t n = charted->count;
    int64_t *periods = needed(calloc(n, sizeof *periods));
    for (size_t i = 0; i < n; i++)
        periods[i] = charted->points[i]->period;
    peel_status status = peel_chart_values(n, periods, charted->values, charted->marks, &charted->options, work, size,
                                           &charted->columns, &charted->result);
    if (status == PEEL_OK)
        status = peel_chart_values_false_alarm(n, periods, charted->values, charted->marks, &charted->options, work,
                                               size, charted->by_rule, &charted->alarm);
    free(periods);
    return status;
}

/* Notes of a false alarm that was not drawn. */
enum { nothing_drawn = PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_NO_VARIATION | PEEL_NOTE_DIP };

peel_status chart_ask(const struct chart_request *request, struct charted *charted) {
    size_t size = peel_chart_work_size(charted->count);
    if (!charted->series->counted && request->rebase_found) return PEEL_ERROR_METHOD;
    void *work = needed(malloc(size + 1));
    take_target(charted);
    make_columns(charted);
    if (charted->options.draws == 0 && charted->count > long_chart) charted->options.draws = draws_of_many_charts;
    peel_status status = take_rules(charted);
    if (status == PEEL_OK)
        status = chart_of_values(charted) ? ask_values(charted, work, size) : ask_samples(request, charted, work, size);
    free(work);
    for (size_t i = 1; i < charted->count; i++)
        charted->begun += (charted->marks[i] & PEEL_MARK_REBASE) != 0;
    /* where nothing was drawn nothing is known of chance */
    if ((charted->alarm.notes & nothing_drawn) != 0 || charted->alarm.draws == 0)
        charted->alarm.rate = charted->alarm.error = NAN;
    return status;
}

void chart_release(struct charted *charted) {
    free(charted->points);
    free(charted->values);
    free(charted->marks);
    free(charted->room);
    *charted = (struct charted){.count = 0};
}
