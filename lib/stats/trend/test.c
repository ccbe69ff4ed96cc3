/*
 * The test of Cochran and Armitage: the sum of period * met against its distribution when the cases met are dealt out among
 * all cases assessed.
 */
#include "stats/trend/test.h"

#include <math.h>

#include "numeric/draws.h"
#include "numeric/normal.h"

static double of_wide(trend_wide value) {
    double sign = value < 0 ? -1.0 : 1.0;
    trend_wide size = value < 0 ? -value : value;
    return sign * ((double)(uint64_t)(size >> 64) * 0x1p64 + (double)(uint64_t)size);
}

/*
 * (assessed score - met case_score) / assessed. The products have 137 bits, and most of them cancel: they are taken by halves
 * of 64 bits, so that only the result is rounded.
 */
double trend_above(const struct trend_sums *sums, trend_wide met_score) {
    const trend_wide half = (trend_wide)1 << 64;
    const trend_wide small = (trend_wide)1 << 60;
    trend_wide n = sums->series->assessed;
    trend_wide k = sums->series->met;
    trend_wide high = n * (met_score >> 64) - k * (sums->case_score >> 64);
    trend_wide low = n * (uint64_t)met_score - k * (uint64_t)sums->case_score;
    high += low >> 64; /* rounds down, as gcc and clang say of their shifts */
    low = (uint64_t)low;
    double exact = high < small && high > -small ? of_wide(high * half + low) : of_wide(high) * 0x1p64 + of_wide(low);
    return exact / sums->assessed;
}

double trend_excess(const peel_sample *sample, const peel_sample *other) {
    trend_wide times = (trend_wide)sample->met * other->assessed - (trend_wide)sample->assessed * other->met;
    return of_wide(times) / (double)other->assessed;
}

/* A sum that carries what its roundings leave out: of 10,000 squares it would else lose 2 digits. */
static double spread_of(const struct trend_series *series, int64_t origin, double mean) {
    double sum = 0.0;
    double rest = 0.0;
    for (size_t i = series->first; i <= series->last; i++) {
        double from_mean = (double)(series->points[i].period - origin) - mean;
        double term = (double)series->points[i].sample.assessed * from_mean * from_mean;
        double next = sum + term;
        rest += sum >= term ? (sum - next) + term : (term - next) + sum;
        sum = next;
    }
    return sum + rest;
}

/* The mean is rounded, by a share of 2^-53 of the span; that moves the spread by less than its last digit. */
struct trend_sums trend_sums_of(const struct trend_series *series) {
    struct trend_sums sums = {.series = series,
                              .met = (double)series->met,
                              .failed = (double)(series->assessed - series->met),
                              .assessed = (double)series->assessed,
                              .origin = series->points[series->first].period};
    for (size_t i = series->first; i <= series->last; i++) {
        const peel_point *point = &series->points[i];
        trend_wide period = point->period - sums.origin;
        sums.met_score += period * point->sample.met;
        sums.case_score += period * point->sample.assessed;
    }
    sums.mean = of_wide(sums.case_score) / sums.assessed;
    sums.spread = spread_of(series, sums.origin, sums.mean);
    sums.variance = sums.met / sums.assessed * (sums.failed / (sums.assessed - 1.0));
    sums.above = trend_above(&sums, sums.met_score);
    return sums;
}

double trend_z(const struct trend_sums *sums, double above) {
    return above / sqrt(sums->variance * sums->spread);
}

trend_wide trend_extreme(const struct trend_sums *sums, int64_t cases, int latest) {
    const struct trend_series *series = sums->series;
    trend_wide score = 0;
    for (size_t j = series->first; j <= series->last && cases > 0; j++) {
        const peel_point *point = &series->points[latest ? series->last - (j - series->first) : j];
        int64_t taken = point->sample.assessed < cases ? point->sample.assessed : cases;
        score += (trend_wide)(point->period - sums->origin) * taken;
        cases -= taken;
    }
    return score;
}

double trend_normal_p(double z, int32_t side) {
    if (side == PEEL_SIDE_LOWER) return normal_upper_area(z);
    if (side == PEEL_SIDE_UPPER) return normal_upper_area(-z);
    return fmin(2.0 * normal_upper_area(fabs(z)), 1.0);
}

static peel_status choose(const struct trend_sums *sums, const struct trend_plan *plan, void *work, size_t work_size,
                          peel_test *answer, double *error) {
    int32_t side = plan->common.side;
    const struct trend_series *series = sums->series;
    answer->statistic = trend_z(sums, sums->above);
    if (answer->method == PEEL_TREND_COCHRAN_ARMITAGE) {
        answer->p_value = trend_normal_p(answer->statistic, side);
    } else if (answer->method == PEEL_TREND_COCHRAN_ARMITAGE_N) {
        answer->statistic *= sqrt(sums->assessed / (sums->assessed - 1.0));
        answer->p_value = trend_normal_p(answer->statistic, side);
    } else if (answer->method == PEEL_TREND_EXACT) {
        size_t needed = trend_exact_size(series);
        if (needed == 0) return PEEL_ERROR_TOO_LARGE;
        double *room = series_work(work, work_size, needed);
        if (!room) return PEEL_ERROR_WORK;
        answer->p_value = trend_exact(sums, side, room).p_value;
    } else {
        if (series->assessed > DRAWS_CASES_MAX) return PEEL_ERROR_TOO_LARGE;
        int64_t *room = series_work(work, work_size, 2 * series->n * sizeof *room);
        if (!room) return PEEL_ERROR_WORK;
        double p = trend_monte_carlo(sums, plan, room);
        answer->p_value = p;
        answer->notes |= PEEL_NOTE_MONTE_CARLO;
        *error = sqrt(p * (1.0 - p) / (double)plan->draws);
    }
    return PEEL_OK;
}

peel_status peel_trend_test(size_t n, const peel_point *points, const peel_trend_options *options, void *work,
                            size_t work_size, peel_test *test, double *error) {
    const uint32_t decided = PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_NO_VARIATION;
    struct trend_plan plan;
    struct trend_series series;
    double error_seen = 0.0;
    if (!test || (!points && n > 0)) return PEEL_ERROR_NULL;
    peel_status status = trend_plan(options, PEEL_TREND_COCHRAN_ARMITAGE, &plan);
    if (status != PEEL_OK) return status;
    if (plan.common.method > PEEL_TREND_MONTE_CARLO) return PEEL_ERROR_METHOD;
    status = trend_series_read(n, points, &plan, &series);
    if (status != PEEL_OK) return status;
    peel_test answer = {
        .df = NAN, .p_value = 1.0, .method = plan.common.method, .side = plan.common.side, .notes = series.notes};
    if (!(series.notes & decided)) {
        struct trend_sums sums = trend_sums_of(&series);
        status = choose(&sums, &plan, work, work_size, &answer, &error_seen);
        if (status != PEEL_OK) return status;
    }
    *test = answer;
    if (error) *error = error_seen;
    return PEEL_OK;
}
