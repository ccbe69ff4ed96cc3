#include "support/seeded.h"

#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct drawn draw_chart(const struct series *series, const peel_chart_options *options) {
    size_t work_size = peel_chart_work_size(series->n);
    void *work = malloc(work_size); /* just as much as asked for, so that a sanitizer sees a step beyond */
    struct drawn chart;
    memset(&chart, 0, sizeof chart);
    peel_chart_columns columns = {chart.value,  chart.centre,  chart.lower,  chart.upper, chart.other,
                                  chart.score,  chart.rules,   chart.upward, chart.runs,  chart.complete,
                                  chart.signal, chart.segment, chart.notes};
    cr_assert(work);
    peel_status status = series->values ? peel_chart_values(series->n, NULL, series->value, series->marks, options,
                                                            work, work_size, &columns, &chart.result)
                                        : peel_chart(series->n, series->points, series->marks, options, work, work_size,
                                                     &columns, &chart.result);
    free(work);
    cr_assert(status == PEEL_OK, "kind %d: %s", options ? (int)options->kind : 0, peel_status_name(status));
    for (size_t i = series->n; i < seeded_max; i++)
        cr_assert(same(chart.value[i], 0) && same(chart.upper[i], 0) && same(chart.score[i], 0) &&
                      chart.rules[i] == 0 && chart.signal[i] == 0 && chart.segment[i] == 0 && chart.notes[i] == 0,
                  "written beyond the last point");
    return chart;
}

/* Steele, Lea and Flood 2014, OOPSLA (splitmix64). */
uint64_t next_number(uint64_t *state) {
    uint64_t x = *state += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

double next_share(uint64_t *state) {
    return (double)(next_number(state) >> 11) * 0x1p-53;
}

struct series random_series(uint64_t *state, size_t n, int64_t low, int64_t high, double rate, uint32_t marks,
                            int empty) {
    struct series series;
    memset(&series, 0, sizeof series);
    cr_assert(n <= seeded_max);
    series.n = n;
    for (size_t i = 0; i < n; i++) {
        series.points[i].period = (int64_t)i + 1;
        if (i && (marks & PEEL_MARK_EXCLUDED) && next_share(state) < 0.1) series.marks[i] |= PEEL_MARK_EXCLUDED;
        if (i && (marks & PEEL_MARK_REBASE) && next_share(state) < 0.07) series.marks[i] |= PEEL_MARK_REBASE;
        if (i && empty && next_share(state) < 0.1) continue;
        peel_sample *sample = &series.points[i].sample;
        sample->assessed = low + (int64_t)(next_number(state) % (uint64_t)(high - low + 1));
        for (int64_t k = 0; k < sample->assessed; k++)
            sample->met += next_share(state) < rate;
    }
    return series;
}

struct series rates_of(const struct series *series) {
    struct series rates = *series;
    rates.values = 1;
    for (size_t i = 0; i < series->n; i++) {
        const peel_sample *sample = &series->points[i].sample;
        rates.value[i] = sample->assessed ? (double)sample->met / (double)sample->assessed : NAN;
    }
    return rates;
}

struct series reversed(const struct series *series) {
    struct series back = *series;
    for (size_t i = 0; i < series->n; i++) {
        size_t j = series->n - 1 - i;
        back.points[i].sample = series->points[j].sample;
        back.value[i] = series->value[j];
        back.marks[i] = series->marks[j];
    }
    return back;
}

int same(double a, double b) {
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

int near(double a, double b, double size, double ulps) {
    if (isnan(a) || isnan(b)) return isnan(a) && isnan(b);
    if (isinf(a) || isinf(b)) return !(a < b || a > b);
    return fabs(a - b) <= ulps * DBL_EPSILON * fmax(fmax(fabs(a), fabs(b)), size);
}
