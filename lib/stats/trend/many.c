#include <math.h>

#include "stats/trend/verdict.h"

/* What all series share, and the memory for one at a time. */
struct many {
    const int64_t *period;
    const peel_samples *samples;
    const struct trend_plan *plan;
    void *work;
    size_t work_size;
};

/* One series: its rows as points in the work memory, and behind them room for the exact test. */
static peel_status row(const struct many *many, size_t begin, size_t end, struct trend_verdict *verdict) {
    const peel_samples *samples = many->samples;
    struct trend_series series;
    size_t n = end - begin;
    if (n == 0) return PEEL_ERROR_TOO_FEW_SAMPLES;
    if (n > PEEL_POINTS_MAX) return PEEL_ERROR_TOO_LARGE;
    size_t before = n * TREND_WORK_A_POINT;
    unsigned char *room = series_work(many->work, many->work_size, before);
    if (!room) return PEEL_ERROR_WORK;
    peel_point *points = (peel_point *)(void *)room;
    for (size_t i = 0; i < n; i++)
        points[i] = (peel_point){many->period[begin + i],
                                 {samples->met[begin + i], samples->assessed[begin + i],
                                  samples->population ? samples->population[begin + i] : 0}};
    peel_status status = trend_series_read(n, points, many->plan, &series);
    if (status != PEEL_OK) return status;
    const struct trend_choice choice = trend_choose(&series);
    if (!series_work(many->work, many->work_size, before + choice.exact)) return PEEL_ERROR_WORK;
    status = trend_verdict_of(&series, many->plan, &choice, room + before, verdict);
    if (status == PEEL_OK && series.unequal) verdict->notes |= PEEL_NOTE_UNEQUAL_SIZES;
    return status;
}

static void write_row(const peel_trends *columns, size_t i, peel_status status, const struct trend_verdict *answer) {
    if (columns->verdict) columns->verdict[i] = answer->verdict;
    if (columns->p_value) columns->p_value[i] = answer->test.p_value;
    if (columns->slope) columns->slope[i] = answer->slope.estimate;
    if (columns->lower) columns->lower[i] = answer->slope.lower;
    if (columns->upper) columns->upper[i] = answer->slope.upper;
    if (columns->notes) columns->notes[i] = answer->notes;
    if (columns->status) columns->status[i] = status;
}

peel_status peel_trend_many(size_t n, const size_t *start, const int64_t *period, const peel_samples *samples,
                            const peel_trend_options *options, void *work, size_t work_size, const peel_trends *trends,
                            size_t *bad) {
    const struct trend_verdict none = {.verdict = PEEL_VERDICT_TOO_FEW,
                                       .test = {.p_value = NAN},
                                       .slope = {.estimate = NAN, .lower = NAN, .upper = NAN}};
    struct trend_plan plan;
    size_t failed = 0;
    if (!trends || !samples || (n > 0 && !start)) return PEEL_ERROR_NULL;
    peel_status status = trend_plan(options, PEEL_TREND_COCHRAN_ARMITAGE, &plan);
    if (status != PEEL_OK) return status;
    if (plan.method_given) return PEEL_ERROR_METHOD;
    for (size_t i = 0; i < n; i++)
        if (start[i + 1] < start[i]) return PEEL_ERROR_RANGE;
    if (n > 0 && start[n] > start[0] && (!period || !samples->met || !samples->assessed)) return PEEL_ERROR_NULL;
    const struct many many = {period, samples, &plan, work, work_size};
    for (size_t i = 0; i < n; i++) {
        struct trend_verdict answer;
        status = row(&many, start[i], start[i + 1], &answer);
        failed += status != PEEL_OK;
        write_row(trends, i, status, status == PEEL_OK ? &answer : &none);
    }
    if (bad) *bad = failed;
    return PEEL_OK;
}
