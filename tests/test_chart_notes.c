/* Charts: months without cases, too few of them, nothing that varies, designs, sizes; and the notes of all these. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "support/charted.h"

/* A month without cases is no point: NaN, its note, its place; neither neighbour's limits move. */
Test(chart_notes, nothing_assessed_in_a_month) {
    peel_point points[CHARTED_MOST];
    size_t n = chart_months(points, 0, NULL);
    struct charted before = chart_of(n, points, NULL, (peel_chart_options){0});
    points[5].sample = (peel_sample){0, 0, 0};
    points[11].sample = (peel_sample){0, 0, 0};
    struct charted c = chart_of(n, points, NULL, (peel_chart_options){0});
    for (size_t i = 5; i < 12; i += 6) {
        cr_expect(isnan(c.value[i]) && isnan(c.centre[i]) && isnan(c.lower[i]) && isnan(c.upper[i]) &&
                  isnan(c.score[i]));
        cr_expect(c.notes[i] == PEEL_NOTE_NOTHING_ASSESSED && c.rules[i] == 0 && c.segment[i] == 0);
    }
    cr_expect(c.centre[0] == (324.0 - 25 - 28) / 300 && c.result.points == 10 && c.result.last == 10);
    cr_expect((c.result.notes & PEEL_NOTE_GAP) && (c.result.notes & PEEL_NOTE_SHORT_SERIES));
    cr_expect(!(before.result.notes & (PEEL_NOTE_GAP | PEEL_NOTE_SHORT_SERIES)));
    cr_expect(!(c.result.notes & PEEL_NOTE_NOTHING_ASSESSED));
    cr_expect(c.result.lower == c.lower[10] && c.result.upper == 1);
}

/* The moving ranges on either side of it are gone: of 20, 20, none, 10, 10 of 30 none is left but 0. */
Test(chart_notes, nothing_assessed_parts_neighbours) {
    const peel_point points[] = {
        {1, {20, 30, 0}}, {2, {20, 30, 0}}, {3, {0, 0, 0}}, {4, {10, 30, 0}}, {5, {10, 30, 0}}};
    struct charted c = chart_of(5, points, NULL, (peel_chart_options){.kind = PEEL_CHART_LANEY});
    cr_expect(c.result.scatter == 0 && c.lower[0] == 0.5 && c.upper[4] == 0.5 && (c.result.notes & PEEL_NOTE_NO_WIDTH));
    cr_expect(isinf(c.score[0]) && c.score[0] > 0 && isinf(c.score[3]) && c.score[3] < 0 && isnan(c.score[2]));
    c = chart_of(5, points, NULL, (peel_chart_options){.kind = PEEL_CHART_XMR});
    cr_expect(c.result.scatter == 0 && c.lower[0] == c.centre[0] && isnan(c.upper[2]) &&
              (c.result.notes & PEEL_NOTE_NO_WIDTH));
}

Test(chart_notes, single_month) {
    const peel_point month[] = {{24000, {27, 30, 0}}};
    struct charted c = chart_of(1, month, NULL, (peel_chart_options){0});
    cr_expect(c.value[0] == 0.9 && c.centre[0] == 0.9 && c.lower[0] < 0.9 && c.upper[0] == 1 && c.score[0] == 0);
    cr_expect(isnan(c.result.scatter) && c.result.points == 1 && c.result.rules == 0);
    cr_expect(c.result.notes == (PEEL_NOTE_SHORT_SERIES | PEEL_NOTE_CLIPPED | PEEL_NOTE_LIMIT_AT_END));
    c = chart_of(1, month, NULL, (peel_chart_options){.kind = PEEL_CHART_LANEY});
    cr_expect(c.centre[0] == 0.9 && isnan(c.lower[0]) && isnan(c.upper[0]) && isnan(c.score[0]));
    cr_expect(c.result.notes == (PEEL_NOTE_SHORT_SERIES | PEEL_NOTE_NO_LIMITS));
    c = chart_of(1, month, NULL, (peel_chart_options){.kind = PEEL_CHART_XMR});
    cr_expect(c.centre[0] == 0.9 && isnan(c.lower[0]));
    cr_expect(c.result.notes == (PEEL_NOTE_SHORT_SERIES | PEEL_NOTE_NO_LIMITS | PEEL_NOTE_NO_VARIATION));
}

/* All met, or none: limits without width, and no signal. */
Test(chart_notes, no_variation) {
    static const int32_t kinds[] = {PEEL_CHART_P, PEEL_CHART_EXACT, PEEL_CHART_LANEY, PEEL_CHART_XMR, PEEL_CHART_EWMA};
    peel_point points[CHARTED_MOST];
    for (int64_t met = 0; met <= 30; met += 30)
        for (size_t k = 0; k < 5; k++) {
            for (int64_t i = 0; i < 14; i++)
                points[i] = (peel_point){i, {met, 30, 0}};
            struct charted c = chart_of(14, points, NULL, (peel_chart_options){.kind = kinds[k]});
            double rate = met == 0 ? 0 : 1;
            cr_expect(c.lower[3] == rate && c.upper[3] == rate && c.centre[3] == rate && c.score[3] == 0, "kind %d",
                      kinds[k]);
            cr_expect(c.result.notes == (PEEL_NOTE_NO_VARIATION | PEEL_NOTE_LIMIT_AT_END), "kind %d: %x", kinds[k],
                      c.result.notes);
            cr_expect(c.result.signals == 0);
            /* A month that differs, outside the baseline, lies beyond limits without width. */
            points[13].sample.met = 15;
            c = chart_of(14, points, NULL, (peel_chart_options){.kind = kinds[k], .baseline_end = 13});
            cr_expect(c.signal[13] == (met == 0 ? PEEL_SIGNAL_IMPROVEMENT : PEEL_SIGNAL_CONCERN), "kind %d", kinds[k]);
            cr_expect(isinf(c.score[13]) && (c.score[13] > 0) == (met == 0));
        }
}

Test(chart_notes, nothing_assessed) {
    static const int32_t kinds[] = {PEEL_CHART_P,   PEEL_CHART_EXACT, PEEL_CHART_LANEY, PEEL_CHART_XMR,
                                    PEEL_CHART_RUN, PEEL_CHART_EWMA,  PEEL_CHART_CUSUM};
    const peel_point points[] = {{1, {0, 0, 0}}, {2, {0, 0, 5}}};
    for (size_t k = 0; k < 7; k++) {
        peel_chart_options options = {.kind = kinds[k], .has_target = 1, .target = 0.9, .accept = 0.9, .reject = 0.8};
        struct charted c = chart_of(2, points, NULL, options);
        uint32_t short_series = kinds[k] == PEEL_CHART_CUSUM ? 0 : PEEL_NOTE_SHORT_SERIES | PEEL_NOTE_NO_LIMITS;
        cr_expect(c.result.notes == (PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_GAP | short_series), "kind %d: %x",
                  kinds[k], c.result.notes);
        cr_expect(c.result.points == 0 && c.result.last == 0 && c.result.rules == 0 && c.result.signals == 0);
        cr_expect(c.result.assurance == PEEL_ASSURANCE_NONE && c.result.variation == PEEL_SIGNAL_NONE);
        cr_expect(isnan(c.result.reach) && isnan(c.result.lower) && isnan(c.result.upper) && isnan(c.value[0]));
        cr_expect(isnan(c.result.centre));
    }
}

/* A segment in which every month is excluded has values and nothing to hold them against. */
Test(chart_notes, no_baseline_left) {
    static const int32_t kinds[] = {PEEL_CHART_P,   PEEL_CHART_EXACT, PEEL_CHART_LANEY,
                                    PEEL_CHART_XMR, PEEL_CHART_RUN,   PEEL_CHART_EWMA};
    static const int64_t later[] = {15, 16, 14, 15, 17, 13, 12, 11, 10};
    uint32_t marks[CHARTED_MOST] = {0};
    peel_point points[CHARTED_MOST];
    size_t n = chart_months(points, 9, later);
    for (size_t i = 12; i < n; i++)
        marks[i] = PEEL_MARK_EXCLUDED;
    marks[12] |= PEEL_MARK_REBASE;
    for (size_t k = 0; k < 6; k++) {
        peel_chart_options options = {.kind = kinds[k], .has_target = 1, .target = 0.9};
        struct charted c = chart_of(n, points, marks, options);
        for (size_t i = 12; i < n; i++)
            cr_expect(isnan(c.lower[i]) && isnan(c.upper[i]) && isnan(c.score[i]) && !(c.rules[i] & ~2U), "kind %d: %x",
                      kinds[k], c.rules[i]);
        cr_expect(c.value[12] == 0.5 && c.value[13] == 16.0 / 30);
        cr_expect((c.result.notes & PEEL_NOTE_NO_LIMITS) && (c.result.notes & PEEL_NOTE_SHORT_SERIES));
        cr_expect(isnan(c.result.centre) && isnan(c.result.reach) && c.result.assurance == PEEL_ASSURANCE_NONE);
        cr_expect(c.centre[0] == 0.9 || kinds[k] == PEEL_CHART_XMR || kinds[k] == PEEL_CHART_RUN);
    }
}

/* A dip sample: the centre and nothing else. Quota and census are noted. */
Test(chart_notes, designs) {
    static const int64_t one[] = {10};
    peel_point points[CHARTED_MOST];
    size_t n = chart_months(points, 1, one);
    peel_chart_options options = {.design = PEEL_DESIGN_DIP, .has_target = 1, .target = 0.5};
    struct charted c = chart_of(n, points, NULL, options);
    cr_expect(c.centre[12] == 334.0 / 390 && isnan(c.lower[12]) && isnan(c.upper[12]) && isnan(c.score[12]));
    cr_expect(c.rules[12] == 0 && c.signal[12] == 0 && c.notes[12] == 0 && c.result.rules == 0);
    cr_expect(c.result.assurance == PEEL_ASSURANCE_NONE && isnan(c.result.reach) && isnan(c.result.lower));
    cr_expect((c.result.notes & PEEL_NOTE_DIP) && !(c.result.notes & (PEEL_NOTE_CLIPPED | PEEL_NOTE_LIMIT_AT_END)));
    cr_expect(c.result.runs.useful == 0 && c.result.points == 13);
    options.design = PEEL_DESIGN_QUOTA;
    c = chart_of(n, points, NULL, options);
    cr_expect((c.result.notes & PEEL_NOTE_QUOTA) && c.rules[12] == 1 && !(c.result.notes & PEEL_NOTE_DIP));
    options.design = PEEL_DESIGN_CENSUS;
    c = chart_of(n, points, NULL, options);
    cr_expect((c.result.notes & PEEL_NOTE_CENSUS) && c.rules[12] == 1);
    options.design = PEEL_DESIGN_RANDOM;
    for (size_t i = 0; i < n; i++)
        points[i].sample.population = 30;
    cr_expect(chart_of(n, points, NULL, options).result.notes & PEEL_NOTE_CENSUS);
    points[0].sample.population = 31;
    cr_expect(!(chart_of(n, points, NULL, options).result.notes & PEEL_NOTE_CENSUS));
    const double values[] = {1, 2, 3};
    c = chart_of_values(3, values, (peel_chart_options){.design = PEEL_DESIGN_DIP});
    cr_expect(c.centre[0] == 2 && isnan(c.lower[0]) && (c.result.notes & PEEL_NOTE_DIP));
    c = chart_of_values(3, values, (peel_chart_options){.design = PEEL_DESIGN_CENSUS});
    cr_expect(c.result.notes & PEEL_NOTE_CENSUS);
}

/* Eleven points are few, twelve are not; a baseline of eleven is few in a series of 24, and so is a segment. */
Test(chart_notes, short_series) {
    uint32_t marks[CHARTED_MOST] = {0};
    peel_point points[CHARTED_MOST];
    for (int64_t i = 0; i < 24; i++)
        points[i] = (peel_point){i, {50 + i % 3, 100, 0}};
    for (size_t n = 1; n <= 24; n++)
        cr_expect(!(chart_of(n, points, NULL, (peel_chart_options){0}).result.notes & PEEL_NOTE_SHORT_SERIES) ==
                  (n >= 12));
    cr_expect(chart_of(24, points, NULL, (peel_chart_options){.baseline_end = 11}).result.notes &
              PEEL_NOTE_SHORT_SERIES);
    cr_expect(
        !(chart_of(24, points, NULL, (peel_chart_options){.baseline_end = 12}).result.notes & PEEL_NOTE_SHORT_SERIES));
    marks[12] = PEEL_MARK_REBASE;
    cr_expect(!(chart_of(24, points, marks, (peel_chart_options){0}).result.notes & PEEL_NOTE_SHORT_SERIES));
    marks[3] = PEEL_MARK_EXCLUDED;
    cr_expect(chart_of(24, points, marks, (peel_chart_options){0}).result.notes & PEEL_NOTE_SHORT_SERIES);
}

/* Neighbours 2 d apart by turns: sigma_z is 2 d / 1.128, in the standard errors of a month. */
Test(chart_notes, overdispersed) {
    peel_point points[CHARTED_MOST];
    for (int64_t d = 1; d <= 200; d++) {
        for (int64_t i = 0; i < 24; i++)
            points[i] = (peel_point){i, {i % 2 == 0 ? 20000 + d : 20000 - d, 40000, 0}};
        double sigma_z = 2 * (double)d / 100 / 1.128;
        struct charted c = chart_of(24, points, NULL, (peel_chart_options){0});
        int scatters = sigma_z > 1 + 1.645 * sqrt(0.826 / 23);
        cr_expect(fabs(c.result.scatter - sigma_z) < 1e-14);
        cr_expect(!(c.result.notes & PEEL_NOTE_OVERDISPERSED) == !scatters, "%lld", (long long)d);
        c = chart_of(24, points, NULL, (peel_chart_options){.kind = PEEL_CHART_EXACT});
        cr_expect(!(c.result.notes & PEEL_NOTE_OVERDISPERSED) == !scatters, "%lld", (long long)d);
        c = chart_of(24, points, NULL, (peel_chart_options){.kind = PEEL_CHART_EWMA});
        cr_expect(!(c.result.notes & PEEL_NOTE_OVERDISPERSED) == !scatters, "%lld", (long long)d);
        c = chart_of(24, points, NULL, (peel_chart_options){.kind = PEEL_CHART_LANEY});
        cr_expect(!(c.result.notes & PEEL_NOTE_OVERDISPERSED) && fabs(c.result.scatter - sigma_z) < 1e-14);
    }
}

/* Days between dates are no gap, months without a sample are. */
Test(chart_notes, gap) {
    peel_point points[] = {{10, {1, 2, 0}}, {20, {1, 2, 0}}, {30, {1, 2, 0}}};
    cr_expect(chart_of(3, points, NULL, (peel_chart_options){.unit = PEEL_UNIT_MONTH}).result.notes & PEEL_NOTE_GAP);
    cr_expect(!(chart_of(3, points, NULL, (peel_chart_options){.unit = PEEL_UNIT_DAY}).result.notes & PEEL_NOTE_GAP));
    points[1].sample = (peel_sample){0, 0, 0};
    cr_expect(chart_of(3, points, NULL, (peel_chart_options){.unit = PEEL_UNIT_DAY}).result.notes & PEEL_NOTE_GAP);
    const double values[] = {1, NAN, 3};
    cr_expect(chart_of_values(3, values, (peel_chart_options){0}).result.notes & PEEL_NOTE_GAP);
    cr_expect(!(chart_of_values(1, values, (peel_chart_options){0}).result.notes & PEEL_NOTE_GAP));
}

/* Counts to 2^53: every number exact that a double can hold. */
Test(chart_notes, large_counts) {
    const int64_t half = PEEL_COUNT_MAX / 2;
    const peel_point points[] = {{1, {half - 1, half, 0}}, {2, {half - 3, half, 0}}};
    struct charted c = chart_of(2, points, NULL, (peel_chart_options){0});
    double failed = 4.0 / (double)PEEL_COUNT_MAX;
    double width = 3 * sqrt(failed / (double)half); /* 1 - c is 2^-51, c rounds to 1 less that */
    cr_expect(c.centre[0] == 1 - failed && c.value[1] == 1 - 3.0 / (double)half);
    cr_expect(fabs(c.lower[0] - (1 - failed - width)) <= 0x1p-53 && c.upper[0] == 1);
    cr_expect(chart_near(c.score[1], -(2.0 / (double)half) / 2 / width), "%g", c.score[1]);
    const peel_point tiny[] = {{1, {1, PEEL_COUNT_MAX, 0}}};
    c = chart_of(1, tiny, NULL, (peel_chart_options){0});
    cr_expect(c.centre[0] == 0x1p-53 && chart_near(c.upper[0], 0x1p-51) && c.lower[0] == 0, "%a", c.upper[0]);
    /* 1 of 1e12 failed, and 3: of both together 2e-12 a case, of which 1 - c as a difference keeps four digits. */
    const peel_point near_1[] = {{1, {999999999999, 1000000000000, 0}}, {2, {999999999997, 1000000000000, 0}}};
    c = chart_of(2, near_1, NULL, (peel_chart_options){0});
    width = 3 * sqrt(2e-12 * (1 - 2e-12) / 1e12);
    cr_expect(chart_near(c.score[0], 1e-12 / width) && chart_near(c.score[1], -1e-12 / width), "%.17g", c.score[0]);
}
