/* Every status and note of peel_trend_change and peel_trend_segments; nothing is written by a call that fails. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <string.h>

#include <peel.h>

enum { n = 6 };

static unsigned char work[5 << 20];
static const peel_point usual[n] = {{1, {19, 20, 0}}, {2, {18, 20, 0}}, {3, {20, 20, 0}},
                                    {4, {10, 20, 0}}, {5, {9, 20, 0}},  {6, {11, 20, 0}}};

/* Both functions give this status. */
static void expect(size_t count, const peel_point *points, const peel_trend_options *options, peel_status expected) {
    peel_change_point change, before;
    peel_segment segments[n], segments_before[n];
    size_t found = 77;
    memset(&change, 0x5A, sizeof change);
    memcpy(&before, &change, sizeof change);
    memset(segments, 0x5A, sizeof segments);
    memcpy(segments_before, segments, sizeof segments);
    errno = 12345;
    peel_status status = peel_trend_change(count, points, options, work, sizeof work, &change);
    cr_expect(status == expected, "%s, not %s", peel_status_name(status), peel_status_name(expected));
    if (status != PEEL_OK) cr_expect(memcmp(&change, &before, sizeof change) == 0, "change touched");
    status = peel_trend_segments(count, points, options, work, sizeof work, n, segments, &found);
    cr_expect(status == expected, "segments: %s, not %s", peel_status_name(status), peel_status_name(expected));
    if (status != PEEL_OK)
        cr_expect(memcmp(segments, segments_before, sizeof segments) == 0 && found == 77, "segments touched");
    cr_expect(errno == 12345);
}

static void expect_option(peel_trend_options options, peel_status expected) {
    options.size = sizeof options;
    expect(n, usual, &options, expected);
}

/* The usual points with another one in the third place. */
static void expect_point(peel_point third, peel_status expected) {
    peel_point points[n];
    memcpy(points, usual, sizeof points);
    points[2] = third;
    expect(n, points, NULL, expected);
}

Test(trend_change_status, arguments) {
    size_t found;
    peel_segment segments[n];
    expect(n, usual, NULL, PEEL_OK);
    expect(n, NULL, NULL, PEEL_ERROR_NULL);
    expect(0, usual, NULL, PEEL_ERROR_TOO_FEW_SAMPLES);
    expect(0, NULL, NULL, PEEL_ERROR_TOO_FEW_SAMPLES);
    expect(PEEL_POINTS_MAX + 1, usual, NULL, PEEL_ERROR_TOO_LARGE);
    cr_expect(peel_trend_change(n, usual, NULL, work, sizeof work, NULL) == PEEL_ERROR_NULL);
    cr_expect(peel_trend_segments(n, usual, NULL, work, sizeof work, n, NULL, &found) == PEEL_ERROR_NULL);
    cr_expect(peel_trend_segments(n, usual, NULL, work, sizeof work, n, segments, NULL) == PEEL_ERROR_NULL);
}

Test(trend_change_status, points) {
    expect_point((peel_point){1, {20, 20, 0}}, PEEL_ERROR_PERIOD_ORDER);
    expect_point((peel_point){2, {20, 20, 0}}, PEEL_ERROR_PERIOD_REPEATED);
    expect_point((peel_point){INT64_MAX, {20, 20, 0}}, PEEL_ERROR_RANGE);
    expect_point((peel_point){3, {-1, 20, 0}}, PEEL_ERROR_NEGATIVE);
    expect_point((peel_point){3, {21, 20, 0}}, PEEL_ERROR_MET_ABOVE_ASSESSED);
    expect_point((peel_point){3, {20, 20, 19}}, PEEL_ERROR_ASSESSED_ABOVE_POPULATION);
    expect_point((peel_point){3, {20, PEEL_COUNT_MAX + 1, 0}}, PEEL_ERROR_COUNT_TOO_LARGE);
    expect_point((peel_point){3, {20, PEEL_COUNT_MAX, 0}}, PEEL_ERROR_COUNT_TOO_LARGE);
}

Test(trend_change_status, options) {
    const peel_trend_options sizeless = {.size = 8};
    expect(n, usual, &sizeless, PEEL_ERROR_OPTIONS_SIZE);
    expect_option((peel_trend_options){.reserved = 1}, PEEL_ERROR_RESERVED);
    expect_option((peel_trend_options){.confidence = 95}, PEEL_ERROR_CONFIDENCE_PERCENT);
    expect_option((peel_trend_options){.confidence = -1}, PEEL_ERROR_CONFIDENCE);
    expect_option((peel_trend_options){.alpha = 2}, PEEL_ERROR_ALPHA);
    expect_option((peel_trend_options){.alpha = 0.05, .confidence = 0.95}, PEEL_ERROR_CONFIDENCE_AND_ALPHA);
    expect_option((peel_trend_options){.method = PEEL_TREND_CHANGE_POINT}, PEEL_OK);
    expect_option((peel_trend_options){.method = PEEL_TREND_COCHRAN_ARMITAGE}, PEEL_ERROR_METHOD);
    expect_option((peel_trend_options){.method = PEEL_DIFFERENCE_NEWCOMBE}, PEEL_ERROR_METHOD);
    expect_option((peel_trend_options){.side = PEEL_SIDE_LOWER}, PEEL_ERROR_SIDE);
    expect_option((peel_trend_options){.side = PEEL_SIDE_UPPER}, PEEL_ERROR_SIDE);
    expect_option((peel_trend_options){.side = 3}, PEEL_ERROR_SIDE);
    expect_option((peel_trend_options){.design = 4}, PEEL_ERROR_DESIGN);
    expect_option((peel_trend_options){.unit = 5}, PEEL_ERROR_UNIT);
    expect_option((peel_trend_options){.draws = 98}, PEEL_ERROR_DRAWS);
    expect_option((peel_trend_options){.draws = 10000001}, PEEL_ERROR_DRAWS);
    expect_option((peel_trend_options){.draws = 99}, PEEL_OK);
    expect_option((peel_trend_options){.penalty = -1}, PEEL_ERROR_PENALTY);
    expect_option((peel_trend_options){.penalty = NAN}, PEEL_ERROR_PENALTY);
    expect_option((peel_trend_options){.penalty = INFINITY}, PEEL_ERROR_PENALTY);
    expect_option((peel_trend_options){.penalty = 1e308}, PEEL_OK);
}

/* What peel_trend_work_size says is enough wherever the memory begins; without it there is no answer. */
Test(trend_change_status, memory) {
    static unsigned char memory[5 << 20];
    peel_change_point change;
    peel_segment segments[n];
    size_t found = 77, size = peel_trend_work_size(n, NULL);
    cr_assert(size + 16 < sizeof memory);
    cr_expect(peel_trend_change(n, usual, NULL, NULL, size, &change) == PEEL_ERROR_WORK);
    cr_expect(peel_trend_change(n, usual, NULL, memory, 8 * n, &change) == PEEL_ERROR_WORK);
    cr_expect(peel_trend_segments(n, usual, NULL, NULL, size, n, segments, &found) == PEEL_ERROR_WORK);
    cr_expect(peel_trend_segments(n, usual, NULL, memory, 8 * n, n, segments, &found) == PEEL_ERROR_WORK);
    for (size_t begin = 0; begin < 16; begin++) {
        memset(memory, 0xA5, sizeof memory);
        cr_expect(peel_trend_change(n, usual, NULL, memory + begin, size, &change) == PEEL_OK);
        cr_expect(peel_trend_segments(n, usual, NULL, memory + begin, size, n, segments, &found) == PEEL_OK);
        for (size_t i = 0; i < sizeof memory; i++)
            if (i < begin || i >= begin + size) cr_assert(memory[i] == 0xA5, "byte %zu was written", i);
    }
    cr_expect(found == 2);
    memset(segments, 0x5A, sizeof segments);
    found = 77;
    cr_expect(peel_trend_segments(n, usual, NULL, memory, sizeof memory, 1, segments, &found) == PEEL_ERROR_WORK);
    cr_expect(found == 77 && segments[0].first != 0);
}

/* More cases than are dealt out: the change point has no p-value, but segments need no draws; nor where nothing varies. */
Test(trend_change_status, too_many_cases) {
    static const peel_point many[] = {{1, {400000000, 500000000, 0}}, {2, {300000000, 500000001, 0}}};
    static const peel_point all_met[] = {{1, {500000000, 500000000, 0}}, {2, {500000001, 500000001, 0}}};
    peel_change_point change;
    peel_segment segments[n];
    size_t found;
    cr_expect(peel_trend_change(2, many, NULL, work, sizeof work, &change) == PEEL_ERROR_TOO_LARGE);
    cr_expect(peel_trend_change(2, all_met, NULL, work, sizeof work, &change) == PEEL_OK);
    cr_assert(peel_trend_segments(2, many, NULL, work, sizeof work, n, segments, &found) == PEEL_OK);
    cr_expect(found == 2);
}

static peel_change_point change_of(size_t count, const peel_point *points, int32_t design) {
    const peel_trend_options options = {.size = sizeof options, .design = design, .draws = 999};
    peel_change_point change;
    cr_assert(peel_trend_change(count, points, &options, work, sizeof work, &change) == PEEL_OK);
    return change;
}

Test(trend_change_status, nothing_assessed) {
    static const peel_point points[] = {{1, {0, 0, 0}}, {2, {8, 10, 0}}, {3, {0, 0, 0}}};
    peel_change_point change = change_of(3, points, 0);
    cr_expect(change.notes == (PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_GAP) && change.test.notes == change.notes);
    cr_expect(change.place == 0 && change.lower == 0 && change.upper == 0 && change.error == 0);
    cr_expect(change.test.p_value == 1 && change.test.statistic == 0);
    cr_expect(isnan(change.before.estimate) && change.after.estimate == 0.8 && isnan(change.change.estimate));
    change = change_of(1, points, 0);
    cr_expect(change.notes == (PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_GAP) && isnan(change.after.estimate));
}

Test(trend_change_status, no_variation) {
    for (int64_t met = 0; met <= 10; met += 10) {
        const peel_point points[] = {{1, {met, 10, 0}}, {2, {0, 0, 0}}, {3, {met, 10, 0}}, {4, {met, 10, 0}}};
        peel_change_point change = change_of(4, points, 0);
        cr_expect(change.notes == (PEEL_NOTE_NO_VARIATION | PEEL_NOTE_GAP));
        cr_expect(change.place == 2 && change.lower == 2 && change.upper == 3 && change.error == 0);
        cr_expect(change.test.p_value == 1 && change.test.statistic == 0 && change.change.estimate == 0);
    }
}

/* A census has no sampling error; of a dip sample all limits are withheld, and any place may be the right one. */
Test(trend_change_status, designs) {
    peel_change_point change = change_of(n, usual, PEEL_DESIGN_QUOTA);
    cr_expect(change.notes == (PEEL_NOTE_MONTE_CARLO | PEEL_NOTE_QUOTA) && change.before.notes == PEEL_NOTE_QUOTA);
    change = change_of(n, usual, PEEL_DESIGN_CENSUS);
    cr_expect(change.notes == (PEEL_NOTE_MONTE_CARLO | PEEL_NOTE_CENSUS));
    cr_expect(change.before.lower == 0.95 && change.before.upper == 0.95 && change.place == 3);
    change = change_of(n, usual, PEEL_DESIGN_DIP);
    cr_expect(change.notes == (PEEL_NOTE_MONTE_CARLO | PEEL_NOTE_DIP) && change.place == 3);
    cr_expect(change.lower == 1 && change.upper == 5);
    cr_expect(isnan(change.before.lower) && isnan(change.after.upper) && isnan(change.change.lower));
}

/* Populations are summed where all are known, so that a census of each month is one of all. */
Test(trend_change_status, populations) {
    peel_point points[n];
    memcpy(points, usual, sizeof points);
    for (size_t i = 0; i < n; i++)
        points[i].sample.population = 20;
    cr_expect(change_of(n, points, 0).before.notes == PEEL_NOTE_CENSUS);
    points[0].sample.population = 21;
    cr_expect(change_of(n, points, 0).before.notes == (PEEL_NOTE_FINITE | PEEL_NOTE_CLIPPED));
    points[1].sample.population = 0;
    cr_expect(change_of(n, points, 0).before.notes == 0);
    cr_expect(change_of(n, points, 0).after.notes == PEEL_NOTE_CENSUS);
    points[0].sample.population = PEEL_COUNT_MAX; /* sums beyond it are not known either */
    points[1].sample.population = PEEL_COUNT_MAX;
    points[5].sample.population = 0;
    cr_expect(change_of(n, points, 0).before.notes == 0);
}
