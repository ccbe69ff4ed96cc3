/* peel_chart_many: one series after another, in the same memory. */
#include <math.h>

#include "stats/chart/chart.h"

/* What all series share. */
struct many {
    const struct series_columns all;
    const uint32_t *marks;
    const struct chart_plan *plan;
    void *work;
    size_t work_size;
};

static peel_status draw_row(const struct many *many, size_t begin, size_t end, const peel_chart_columns *columns,
                            peel_chart_result *answer) {
    const struct series_columns *all = &many->all;
    const struct series_columns one = {all->period + begin, all->met + begin, all->assessed + begin,
                                       all->population ? all->population + begin : NULL, 1};
    const uint32_t *marks = many->marks ? many->marks + begin : NULL;
    struct chart_data data;
    uint32_t notes;
    void *rest;
    peel_status status =
        chart_read_samples(end - begin, &one, marks, many->plan, many->work, many->work_size, &data, &notes, &rest);
    if (status == PEEL_OK) chart_draw(many->plan, &data, notes, rest, columns, answer);
    return status;
}

/* The part of the columns that begins at a row. */
static peel_chart_columns columns_from(const peel_chart_columns *columns, size_t row) {
#define FROM(field) .field = columns->field ? columns->field + row : NULL
    return (peel_chart_columns){FROM(value),  FROM(centre),  FROM(lower),  FROM(upper), FROM(other),
                                FROM(score),  FROM(rules),   FROM(upward), FROM(runs),  FROM(complete),
                                FROM(signal), FROM(segment), FROM(notes)};
#undef FROM
}

static void fill(double *column, size_t n) {
    for (size_t i = 0; i < n && column; i++)
        column[i] = NAN;
}

static void clear(uint32_t *column, size_t n) {
    for (size_t i = 0; i < n && column; i++)
        column[i] = 0;
}

/* The rows of a series that has no answer. */
static void write_none(const peel_chart_columns *columns, size_t n) {
    double *const numbers[] = {columns->value, columns->centre, columns->lower,
                               columns->upper, columns->other,  columns->score};
    uint32_t *const bits[] = {columns->rules, columns->upward, columns->runs, columns->complete, columns->notes};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        fill(numbers[i], n);
    for (size_t i = 0; i < sizeof bits / sizeof *bits; i++)
        clear(bits[i], n);
    for (size_t i = 0; i < n; i++) {
        if (columns->signal) columns->signal[i] = PEEL_SIGNAL_NONE;
        if (columns->segment) columns->segment[i] = 0;
    }
}

static void write_chart(const peel_charts *charts, size_t i, peel_status status, const peel_chart_result *answer) {
    if (charts->variation) charts->variation[i] = answer->variation;
    if (charts->assurance) charts->assurance[i] = answer->assurance;
    if (charts->signals) charts->signals[i] = answer->signals;
    if (charts->rules) charts->rules[i] = answer->rules;
    if (charts->centre) charts->centre[i] = answer->centre;
    if (charts->notes) charts->notes[i] = answer->notes;
    if (charts->status) charts->status[i] = status;
}

peel_status peel_chart_many(size_t n, const size_t *start, const int64_t *period, const peel_samples *samples,
                            const uint32_t *marks, const peel_chart_options *options, void *work, size_t work_size,
                            const peel_chart_columns *columns, const peel_charts *charts, size_t *bad) {
    const peel_chart_result none = {.centre = NAN};
    const peel_chart_columns unwanted = {0};
    struct chart_plan plan;
    size_t failed = 0;
    if (!samples || (n > 0 && !start)) return PEEL_ERROR_NULL;
    peel_status status = chart_plan_make(options, PEEL_OFFERS_SAMPLES, &plan);
    if (status != PEEL_OK) return status;
    if (plan.baseline_end > 0) return PEEL_ERROR_BASELINE;
    plan.skips_runs = 1; /* 0.4 us a series, for the quantile of crossings */
    for (size_t i = 0; i < n; i++)
        if (start[i + 1] < start[i]) return PEEL_ERROR_RANGE;
    if (n > 0 && start[n] > start[0] && (!period || !samples->met || !samples->assessed)) return PEEL_ERROR_NULL;
    const struct many many = {
        {period, samples->met, samples->assessed, samples->population, 1}, marks, &plan, work, work_size};
    for (size_t i = 0; i < n; i++) {
        const peel_chart_columns own = columns_from(columns ? columns : &unwanted, start[i]);
        peel_chart_result answer;
        status = draw_row(&many, start[i], start[i + 1], &own, charts ? &answer : NULL);
        failed += status != PEEL_OK;
        if (status != PEEL_OK) write_none(&own, start[i + 1] - start[i]);
        if (charts) write_chart(charts, i, status, status == PEEL_OK ? &answer : &none);
    }
    if (bad) *bad = failed;
    return PEEL_OK;
}
