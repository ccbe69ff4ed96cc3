/*
 * Segments by optimal partitioning: Jackson and others 2005, IEEE Signal Process Lett 12:105-108. best[j] is the largest sum of
 * gains over the overall rate, less a penalty for each segment but one, that the first j points with cases allow; start[j]
 * is where its last segment begins. All m (m + 1) / 2 segments are looked at.
 */
#include <math.h>

#include <peel/trend.h>

#include "stats/trend/change_fit.h"
#include "stats/trend/scatter.h"

struct partition {
    double *best;
    size_t *start;
};

static double gain_of(const struct fit_sums *sums, size_t first, size_t end) {
    int64_t met = sums->met[end - 1] - (first > 0 ? sums->met[first - 1] : 0);
    int64_t assessed = sums->assessed[end - 1] - (first > 0 ? sums->assessed[first - 1] : 0);
    return fit_gain((double)met, (double)assessed, (double)sums->met[sums->m - 1], (double)sums->assessed[sums->m - 1]);
}

/* 3 log(m) alone found changes in 5% to 24% of steady series of 2 to 12 points. */
static double usual_penalty(size_t m) {
    const double least = 8.0;
    return m < 2 ? least : fmax(3.0 * log((double)m), least);
}

/* Of partitions equally good that with the longest last segment. */
static void divide(const struct fit_sums *sums, double penalty, const struct partition *partition) {
    partition->best[0] = 0.0;
    for (size_t end = 1; end <= sums->m; end++) {
        double best = gain_of(sums, 0, end);
        partition->start[end] = 0;
        for (size_t first = 1; first < end; first++) {
            double sum = partition->best[first] - penalty + gain_of(sums, first, end);
            if (sum <= best + FIT_EQUAL * (1.0 + fabs(best))) continue;
            best = sum;
            partition->start[end] = first;
        }
        partition->best[end] = best;
    }
}

/* Whether the rates scatter about those of the segments more than chance allows. */
static uint32_t scatter_note(const struct trend_series *series, size_t found, const peel_segment *segments) {
    struct scatter scatter = {0};
    for (size_t i = 0; i < found; i++)
        scatter_add_stretch(series, segments[i].first, segments[i].end, &scatter);
    return scatter_p(&scatter) <= SCATTER_FOUND ? PEEL_NOTE_OVERDISPERSED : 0;
}

/* Segments meet where the later one's cases begin: points without cases go with what was before them. */
static peel_status write_segments(const struct trend_series *series, const struct fit_sums *sums, const size_t *start,
                                  const struct plan *plan, size_t found, peel_segment *segments) {
    size_t end = sums->m, end_point = series->n;
    for (size_t i = found; i-- > 0;) {
        size_t first = sums->m > 0 ? start[end] : 0;
        peel_segment segment = {.first = first > 0 ? sums->point[first] : 0, .end = end_point};
        segment.pooled = fit_pooled(series, segment.first, segment.end);
        peel_status status = fit_rate(&segment.pooled, plan, &segment.rate);
        if (status != PEEL_OK) return status;
        segment.rate.notes |= series->notes & PEEL_NOTE_GAP;
        segments[i] = segment;
        end = first;
        end_point = segment.first;
    }
    uint32_t note = scatter_note(series, found, segments);
    for (size_t i = 0; i < found; i++)
        segments[i].rate.notes |= note;
    return PEEL_OK;
}

static peel_status read_plan(const peel_trend_options *options, struct trend_plan *plan) {
    peel_status status = trend_plan(options, PEEL_TREND_CHANGE_POINT, plan);
    if (status != PEEL_OK) return status;
    if (plan->common.method != PEEL_TREND_CHANGE_POINT) return PEEL_ERROR_METHOD;
    return plan->common.side == PEEL_SIDE_TWO_SIDED ? PEEL_OK : PEEL_ERROR_SIDE;
}

peel_status peel_trend_segments(size_t n, const peel_point *points, const peel_trend_options *options, void *work,
                                size_t work_size, size_t room, peel_segment *segments, size_t *found) {
    struct trend_plan plan;
    struct trend_series series;
    void *rest;
    if (!segments || !found) return PEEL_ERROR_NULL;
    peel_status status = read_plan(options, &plan);
    if (status == PEEL_OK) status = trend_series_read(n, points, &plan, &series);
    if (status != PEEL_OK) return status;
    void *memory = series_work(work, work_size, fit_sums_size(n) + (n + 1) * (sizeof(double) + sizeof(size_t)));
    if (!memory) return PEEL_ERROR_WORK;
    const struct fit_sums sums = fit_sums_of(&series, memory, &rest);
    const struct partition partition = {rest, (void *)((double *)rest + n + 1)};
    divide(&sums, plan.penalty > 0.0 ? plan.penalty : usual_penalty(sums.m), &partition);
    size_t needed = 1;
    for (size_t end = sums.m; end > 0 && partition.start[end] > 0; end = partition.start[end])
        needed++;
    if (needed > room) return PEEL_ERROR_WORK;
    status = write_segments(&series, &sums, partition.start, &plan.common, needed, segments);
    if (status == PEEL_OK) *found = needed;
    return status;
}
