/* Rebases found: where the segments of a series begin, and nothing else. */
#include <criterion/criterion.h>
#include <string.h>

#include <peel.h>

enum { n = 24 };

static _Alignas(16) unsigned char work[64 + n * 1024];

/* 57 of 60 up to the first change, 42 of 60 from it to the second, 57 again. */
static void fill(peel_point points[n], size_t first, size_t second) {
    for (size_t i = 0; i < n; i++)
        points[i] = (peel_point){(int64_t)i, {(i >= first && i < second ? 42 : 57) + (int64_t)(i % 3) - 1, 60, 0}};
}

static size_t rebase(size_t count, const peel_point *points, const peel_trend_options *options, uint32_t *marks) {
    size_t found = 77;
    peel_status status = peel_chart_rebase(count, points, options, work, peel_chart_work_size(count), marks, &found);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    return found;
}

Test(chart_rebase, changes) {
    peel_point points[n];
    uint32_t marks[n] = {0}, expected[n] = {0};
    fill(points, 9, 17);
    cr_expect(rebase(n, points, NULL, marks) == 2);
    expected[9] = expected[17] = PEEL_MARK_REBASE;
    cr_expect(memcmp(marks, expected, sizeof marks) == 0);
    peel_segment segments[n];
    size_t found;
    cr_assert(peel_trend_segments(n, points, NULL, work, sizeof work, n, segments, &found) == PEEL_OK);
    cr_expect(found == 3 && segments[1].first == 9 && segments[2].first == 17);
    cr_expect(peel_chart_rebase(n, points, NULL, work, sizeof work, marks, NULL) == PEEL_OK, "found may be NULL");
}

/* What stands in the marks stays, and so does a rebase by hand. */
Test(chart_rebase, adds_to_marks) {
    peel_point points[n];
    uint32_t marks[n] = {0}, expected[n] = {0};
    fill(points, 12, n);
    marks[3] = marks[12] = PEEL_MARK_EXCLUDED;
    marks[5] = PEEL_MARK_REBASE;
    cr_expect(rebase(n, points, NULL, marks) == 1);
    expected[3] = PEEL_MARK_EXCLUDED;
    expected[5] = PEEL_MARK_REBASE;
    expected[12] = PEEL_MARK_EXCLUDED | PEEL_MARK_REBASE;
    cr_expect(memcmp(marks, expected, sizeof marks) == 0);
}

/* The chart's own signal goes with the rebase: its segments are steady. */
Test(chart_rebase, takes_the_signal) {
    peel_point points[n];
    uint32_t marks[n] = {0};
    peel_chart_result before, after;
    fill(points, 12, n);
    cr_assert(peel_chart(n, points, NULL, NULL, work, sizeof work, NULL, &before) == PEEL_OK);
    rebase(n, points, NULL, marks);
    cr_assert(peel_chart(n, points, marks, NULL, work, sizeof work, NULL, &after) == PEEL_OK);
    cr_expect(before.signals > 0 && after.signals == 0 && after.segments == 2 && after.first == 12);
}

Test(chart_rebase, steady) {
    peel_point points[n];
    uint32_t marks[n];
    memset(marks, 0, sizeof marks);
    fill(points, n, n);
    cr_expect(rebase(n, points, NULL, marks) == 0);
    cr_expect(rebase(1, points, NULL, marks) == 0);
    const peel_trend_options eager = {.size = sizeof eager, .penalty = 0.01};
    cr_expect(rebase(n, points, &eager, marks) > 2, "the options are heeded");
    cr_expect((marks[0] & PEEL_MARK_REBASE) == 0, "the first segment is no rebase");
}

static void expect(size_t count, const peel_point *points, const peel_trend_options *options, void *memory, size_t size,
                   peel_status expected) {
    uint32_t marks[n], before[n];
    size_t found = 77;
    memset(marks, 0, sizeof marks);
    marks[4] = PEEL_MARK_EXCLUDED;
    memcpy(before, marks, sizeof marks);
    peel_status status = peel_chart_rebase(count, points, options, memory, size, marks, &found);
    cr_expect(status == expected, "%s, not %s", peel_status_name(status), peel_status_name(expected));
    cr_expect(memcmp(marks, before, sizeof marks) == 0 && found == 77, "touched");
}

Test(chart_rebase, statuses) {
    peel_point points[n];
    size_t found;
    fill(points, 12, n);
    cr_expect(peel_chart_rebase(n, points, NULL, work, sizeof work, NULL, &found) == PEEL_ERROR_NULL);
    expect(n, NULL, NULL, work, sizeof work, PEEL_ERROR_NULL);
    expect(0, points, NULL, work, sizeof work, PEEL_ERROR_TOO_FEW_SAMPLES);
    expect(PEEL_POINTS_MAX + 1, points, NULL, work, sizeof work, PEEL_ERROR_TOO_LARGE);
    expect((size_t)-1, points, NULL, work, sizeof work, PEEL_ERROR_TOO_LARGE);
    expect(n, points, NULL, NULL, sizeof work, PEEL_ERROR_WORK);
    expect(n, points, NULL, work, 0, PEEL_ERROR_WORK);
    expect(n, points, NULL, work, n * sizeof(peel_segment), PEEL_ERROR_WORK);
    expect(n, points, &(peel_trend_options){.size = 3}, work, sizeof work, PEEL_ERROR_OPTIONS_SIZE);
    expect(n, points, &(peel_trend_options){.size = sizeof(peel_trend_options), .penalty = -1}, work, sizeof work,
           PEEL_ERROR_PENALTY);
    expect(n, points, &(peel_trend_options){.size = sizeof(peel_trend_options), .side = PEEL_SIDE_LOWER}, NULL, 0,
           PEEL_ERROR_SIDE);
    points[2].sample.met = 61;
    expect(n, points, NULL, work, sizeof work, PEEL_ERROR_MET_ABOVE_ASSESSED);
    points[2] = points[1];
    expect(n, points, NULL, work, sizeof work, PEEL_ERROR_PERIOD_REPEATED);
    points[2].period = 0;
    expect(n, points, NULL, work, sizeof work, PEEL_ERROR_PERIOD_ORDER);
}

/* As much memory as peel_chart_work_size says is enough at any address, and no byte beyond it is written. */
Test(chart_rebase, memory) {
    peel_point points[n];
    fill(points, 12, n);
    for (size_t count = 1; count <= n; count++)
        for (size_t shift = 0; shift < 17; shift++) {
            uint32_t marks[n] = {0};
            size_t size = peel_chart_work_size(count);
            memset(work, 0xA5, sizeof work);
            cr_expect(peel_chart_rebase(count, points, NULL, work + shift, size, marks, NULL) == PEEL_OK);
            cr_expect(work[shift + size] == 0xA5 && (shift == 0 || work[shift - 1] == 0xA5));
        }
}
