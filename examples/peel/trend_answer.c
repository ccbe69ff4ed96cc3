/*
 * What a series tells: the questions that the library is asked.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "trend.h"

#include <math.h>
#include <stdlib.h>

static int is_of_order(int32_t method) {
    return method == PEEL_TREND_MANN_KENDALL || method == PEEL_TREND_HAMED_RAO || method == PEEL_TREND_SEASONAL;
}

int trend_needs_counts(int32_t method) {
    return method != 0 && !is_of_order(method);
}

/* Mann-Kendall of the figures, with Sen's slope; periods without a figure are left out and keep their place. */
static peel_status ask_order(const struct series *series, const peel_trend_options *options, int32_t method,
                             peel_mann_kendall *order) {
    size_t count = 0, size = peel_trend_mann_kendall_work_size(series->count);
    int64_t *periods = needed(calloc(series->count, sizeof *periods));
    double *values = needed(calloc(series->count, sizeof *values));
    void *work = needed(malloc(size + 1));
    peel_trend_options asked = *options;
    asked.method = method;
    asked.draws = 0;
    for (size_t i = 0; i < series->count; i++) {
        if (isnan(series->points[i].value)) continue;
        periods[count] = series->points[i].period;
        values[count++] = series->points[i].value;
    }
    peel_status status = peel_trend_mann_kendall(count, periods, values, &asked, work, size, order);
    free(work);
    free(values);
    free(periods);
    return status;
}

/* The smallest p that so many figures could have given: all of them in order, one of 1 * 2 * ... * n ways. */
static double smallest_of(size_t count, int32_t side) {
    double ways = 1;
    for (size_t i = 2; i <= count && ways < 1e300; i++)
        ways *= (double)i;
    return fmin(1, (side == PEEL_SIDE_TWO_SIDED ? 2 : 1) / ways);
}

/* A series without counts: the order of its figures is all that there is. */
static peel_status tell_order(const struct trend_request *request, const struct series *series, struct told *told) {
    peel_trend_options options = request->options;
    int32_t method = is_of_order(request->method) ? request->method : PEEL_TREND_MANN_KENDALL;
    size_t figures = 0;
    options.unit = series->unit;
    if (trend_needs_counts(request->method)) return PEEL_ERROR_METHOD;
    peel_status status = ask_order(series, &options, method, &told->order);
    if (status != PEEL_OK) return status;
    for (size_t i = 0; i < series->count; i++)
        figures += (size_t)!isnan(series->points[i].value);
    told->notes = told->order.notes;
    told->alpha = 1 - request->settings.confidence;
    if (request->settings.design == PEEL_DESIGN_CENSUS) told->notes |= PEEL_NOTE_CENSUS;
    if ((told->notes & PEEL_NOTE_DIP) != 0) return PEEL_OK;
    if (told->order.test.p_value <= told->alpha)
        told->verdict = told->order.s < 0 ? PEEL_VERDICT_FALLING : PEEL_VERDICT_RISING;
    else if (smallest_of(figures, request->settings.side) > told->alpha)
        told->verdict = PEEL_VERDICT_TOO_FEW;
    return PEEL_OK;
}

static peel_status ask_further(const struct trend_request *request, const struct series *series,
                               const peel_point *points, const peel_trend_options *options, void *work, size_t size,
                               struct told *told) {
    peel_trend_options asked = *options;
    if (request->method == 0) return PEEL_OK;
    if (is_of_order(request->method)) {
        peel_status status = ask_order(series, options, request->method, &told->order);
        told->asked = told->order.test;
        told->asked_notes = told->order.notes & ~(uint32_t)PEEL_NOTE_NO_COUNTS;
        return status;
    }
    asked.method = request->method;
    peel_status status = peel_trend_test(series->count, points, &asked, work, size, &told->asked, &told->asked_error);
    told->asked_notes = told->asked.notes;
    return status;
}

/* A stretch begins and ends at periods with cases. */
static void trim_segments(const peel_point *points, struct told *told) {
    for (size_t i = 0; i < told->segment_count; i++) {
        peel_segment *segment = &told->segments[i];
        while (segment->first + 1 < segment->end && points[segment->first].sample.assessed == 0)
            segment->first++;
        while (segment->first + 1 < segment->end && points[segment->end - 1].sample.assessed == 0)
            segment->end--;
    }
}

int trend_inferred(const struct told *told) {
    return ((told->notes | told->trend.notes | told->trend.slope.notes) & (PEEL_NOTE_DIP | PEEL_NOTE_CENSUS)) == 0;
}

int trend_changed_if_independent(const struct told *told) {
    uint32_t notes = 0;
    for (size_t i = 0; i < told->segment_count; i++)
        notes |= told->segments[i].rate.notes;
    return trend_inferred(told) && told->change.test.p_value <= told->alpha && (notes & PEEL_NOTE_OVERDISPERSED) == 0;
}

/*
 * Where the rates scatter about one change, more stretches may be why, or the scatter be why of more stretches. Of 400
 * series without a change, 24 months of 40 cases whose rates scatter with a correlation of 0.0345, 30 would be said to have
 * changed all the same by their stretches alone, which is told as a condition, and 6 are by this.
 */
int trend_changed(const struct told *told) {
    return trend_changed_if_independent(told) && (told->change.notes & PEEL_NOTE_OVERDISPERSED) == 0;
}

/* The change point and the stretches are asked on both sides: they look for any change. */
static peel_status ask_all(const struct trend_request *request, const struct series *series, const peel_point *points,
                           void *work, size_t size, struct told *told) {
    peel_trend_options options = request->options, both = request->options;
    const peel_change_point no_change = {
        .test.p_value = NAN, .error = NAN, .before.estimate = NAN, .after.estimate = NAN};
    size_t count = series->count;
    options.unit = both.unit = series->unit;
    both.side = PEEL_SIDE_TWO_SIDED;
    peel_status status = peel_trend(count, points, &options, work, size, &told->trend);
    if (status == PEEL_OK) status = peel_trend_logistic(count, points, &options, work, size, &told->logistic);
    if (status == PEEL_OK) status = peel_trend_change(count, points, &both, work, size, &told->change);
    if (status == PEEL_ERROR_TOO_LARGE) { /* more cases than can be dealt out at random: the rest has an answer */
        told->change = no_change;
        status = PEEL_OK;
    }
    if (status == PEEL_OK) {
        told->segments = needed(calloc(count, sizeof *told->segments));
        /*
         * A dip and a census have no stretches but the whole, and stretches that chance alone may have made are none:
         * such a penalty leaves the whole series.
         */
        if (!trend_inferred(told) || !(told->change.test.p_value <= told->alpha)) both.penalty = 1e300;
        status = peel_trend_segments(count, points, &both, work, size, count, told->segments, &told->segment_count);
    }
    if (status == PEEL_OK) trim_segments(points, told);
    if (status == PEEL_OK) status = ask_further(request, series, points, &options, work, size, told);
    return status;
}

peel_status trend_tell(const struct trend_request *request, const struct series *series, struct told *told) {
    *told = (struct told){.series = series, .alpha = 1 - request->settings.confidence};
    if (series->count > PEEL_POINTS_MAX) return PEEL_ERROR_TOO_LARGE;
    if (!series->counted) return tell_order(request, series, told);
    peel_point *points = needed(calloc(series->count, sizeof *points));
    for (size_t i = 0; i < series->count; i++)
        points[i] = (peel_point){series->points[i].period, series->points[i].row->sample};
    size_t size = peel_trend_work_size(series->count, points);
    void *work = needed(malloc(size + 1));
    peel_status status = ask_all(request, series, points, work, size, told);
    free(work);
    free(points);
    told->verdict = told->trend.verdict;
    told->notes = told->trend.notes;
    if (status == PEEL_OK) return status;
    free(told->segments);
    told->segments = NULL;
    return status;
}
