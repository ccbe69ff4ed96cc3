/* False alarms of charts of values. */
#include <math.h>

#include "stats/chart/false_alarm.h"

/*
 * What the drawn values of a segment are multiplied with: 1, or 0 where its own are all equal; of g their mean; of t 0 where
 * all are 0. NaN without any.
 */
static double segment_scale(int32_t kind, const double *value, size_t first, size_t end) {
    double sum = 0.0, least = INFINITY, most = -INFINITY, count = 0.0;
    for (size_t i = first; i < end; i++) {
        if (isnan(value[i])) continue;
        sum += kind == PEEL_CHART_G ? value[i] : 0.0;
        least = fmin(least, value[i]);
        most = fmax(most, value[i]);
        count++;
    }
    if (count == 0.0) return NAN;
    if (kind == PEEL_CHART_G) return sum / count;
    return kind == PEEL_CHART_T ? most > 0.0 : most > least;
}

/*
 * Time between failures is counted in whole days or months, often equal: steady months of 30 cases at 94% raise a signal in
 * 88% of series of 36, and exponential draws, which never tie, in 4%.
 */
static int32_t drawn_as(int32_t kind, size_t n, const double *value) {
    for (size_t i = 0; i < n; i++)
        if (!isnan(value[i]) && (value[i] > (double)PEEL_COUNT_MAX || value[i] != floor(value[i]))) return kind;
    return kind == PEEL_CHART_T ? PEEL_CHART_G : kind;
}

/* The smallest whole number drawn: 1 where failures of one day stand in one row, so that none is 0 apart from the next. */
static double least_of(int32_t kind, size_t n, const double *value) {
    for (size_t i = 0; i < n; i++)
        if (value[i] < 1.0) return 0.0;
    return kind == PEEL_CHART_T ? 1.0 : 0.0;
}

/* By the point; NaN where there is no value. Returns: whether values of any segment vary. */
static int read_scales(size_t n, const double *value, const uint32_t *marks, int32_t kind, double *scale) {
    int varies = 0;
    for (size_t first = 0, end; first < n; first = end) {
        end = chart_segment_end(n, marks, first);
        double of_segment = segment_scale(kind, value, first, end);
        varies |= of_segment > 0.0;
        for (size_t i = first; i < end; i++)
            scale[i] = isnan(value[i]) ? NAN : of_segment;
    }
    return varies;
}

/* What is drawn, of n values; kept: room for n. */
struct drawing {
    int32_t kind; /* of t g, where it is drawn so */
    double least; /* of g */
    size_t n;
    const uint32_t *marks;
    double *scale;
    double *kept;
    double *drawn;
};

/* The values of each segment in another order, each order as likely: as many ties as there are stay. */
static void shuffle(struct draws *draws, const struct drawing *of) {
    for (size_t first = 0, end; first < of->n; first = end) {
        uint32_t count = 0;
        end = chart_segment_end(of->n, of->marks, first);
        for (size_t i = first; i < end; i++)
            if (!isnan(of->drawn[i])) of->kept[count++] = of->drawn[i];
        for (size_t i = first; i < end; i++) {
            if (isnan(of->drawn[i])) continue;
            const uint32_t chosen = draws_below(draws, count);
            of->drawn[i] = of->kept[chosen];
            of->kept[chosen] = of->kept[--count];
        }
    }
}

static double draw_value(struct draws *draws, const struct drawing *of, double scale) {
    if (isnan(scale)) return NAN;
    if (of->kind == PEEL_CHART_G) return of->least + draws_geometric(draws, scale - of->least);
    return scale * (of->kind == PEEL_CHART_T ? draws_exponential(draws) : draws_normal(draws));
}

/* One series more. */
static void draw_series(struct draws *draws, const void *series) {
    const struct drawing *of = series;
    if (of->kind == PEEL_CHART_RUN) {
        shuffle(draws, of);
        return;
    }
    for (size_t i = 0; i < of->n; i++)
        of->drawn[i] = draw_value(draws, of, of->scale[i]);
}

peel_status peel_chart_values_false_alarm(size_t n, const int64_t *period, const double *value, const uint32_t *marks,
                                          const peel_chart_options *options, void *work, size_t work_size,
                                          double *by_rule, peel_false_alarm *answer) {
    struct chart_plan plan;
    peel_chart_result chart;
    if (!answer) return PEEL_ERROR_NULL;
    peel_status status = peel_chart_values(n, period, value, marks, options, work, work_size, NULL, &chart);
    if (status == PEEL_OK) status = chart_plan_make(options, PEEL_OFFERS_VALUES, &plan);
    if (status != PEEL_OK) return status;
    double *room = series_work(work, work_size, 0), *rest = room + 4 * n; /* aligned to 16 whatever n is */
    const struct drawing drawing = {
        drawn_as(plan.kind, n, value), least_of(plan.kind, n, value), n, marks, room, room + n, room + 2 * n};
    const int varies = read_scales(n, value, marks, drawing.kind, drawing.scale);
    const struct chart_data data = {.n = n, .value = drawing.drawn, .marks = marks};
    /* nothing but ranks counts on a run chart, and those are exact: how values scatter is not asked */
    if (plan.kind == PEEL_CHART_RUN) chart.notes &= ~(uint32_t)PEEL_NOTE_NO_COUNTS;
    for (size_t i = 0; i < n; i++)
        drawing.drawn[i] = value[i];
    const struct alarms_question question = {&plan, &data, chart.notes, varies, draw_series, &drawing, rest};
    alarms_answer(&question, by_rule, answer);
    return PEEL_OK;
}
