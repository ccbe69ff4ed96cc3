/* Charts: what their options, marks, baselines and targets do. Numbers: by hand, and by fractions in Python where said. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "support/charted.h"

Test(chart, usual_months) {
    peel_point points[CHARTED_MOST];
    struct charted c = chart_of(chart_months(points, 0, NULL), points, NULL, (peel_chart_options){0});
    cr_expect(c.result.kind == PEEL_CHART_P && c.result.points == 12 && c.result.segments == 1);
    cr_expect(c.result.first == 0 && c.result.last == 11 && c.result.centre == 0.9);
    for (size_t i = 0; i < 12; i++) {
        cr_expect(c.value[i] == (double)chart_usual[i] / 30 && c.centre[i] == 0.9 && isnan(c.other[i]));
        cr_expect(chart_near(c.lower[i], 0.7356832327484501659629) && c.upper[i] == 1);
        cr_expect(chart_near(c.score[i] * 3 * sqrt(0.9 * (30 - 27) / 900.0), c.value[i] - 0.9) ||
                  fabs(c.value[i] - 0.9) < 1e-15);
        cr_expect(c.rules[i] == 0 && c.signal[i] == 0 && c.segment[i] == 0 && c.runs[i] == 0 && c.complete[i] == 0);
        cr_expect(c.notes[i] == (PEEL_NOTE_CLIPPED | PEEL_NOTE_LIMIT_AT_END));
    }
    cr_expect(c.score[0] == 0 && c.result.lower == c.lower[11] && c.result.upper == 1);
    cr_expect(c.result.notes == (PEEL_NOTE_CLIPPED | PEEL_NOTE_LIMIT_AT_END), "%x", c.result.notes);
    cr_expect(c.result.runs.useful == 8 && c.result.runs.longest_run == 2 && c.result.runs.crossings == 6,
              "%lld %lld %lld", (long long)c.result.runs.useful, (long long)c.result.runs.longest_run,
              (long long)c.result.runs.crossings);
    cr_expect(isnan(c.result.reach) && c.result.reserved == 0 && c.result.reserved2[3] == 0);
}

/* Limits for a level: alpha / 2 beyond each. z = 1.959963984540054 by mpmath; the score is in units of these limits. */
Test(chart, levels) {
    peel_point points[CHARTED_MOST];
    size_t n = chart_months(points, 0, NULL);
    struct charted c = chart_of(n, points, NULL, (peel_chart_options){.confidence = 0.95});
    cr_expect(chart_near(c.lower[0], 0.7926483513769705636614));
    cr_expect(chart_near(c.score[4], (29.0 / 30 - 0.9) / (0.9 - 0.7926483513769705636614)));
    struct charted d = chart_of(n, points, NULL, (peel_chart_options){.alpha = 1 - 0.95});
    cr_expect(memcmp(&c, &d, sizeof c) == 0);
    d = chart_of(n, points, NULL, (peel_chart_options){.sigmas = 3});
    c = chart_of(n, points, NULL, (peel_chart_options){0});
    cr_expect(memcmp(&c, &d, sizeof c) == 0);
    d = chart_of(n, points, NULL, (peel_chart_options){.sigmas = 1.5});
    cr_expect(chart_near(0.9 - d.lower[0], (0.9 - c.lower[0]) / 2) && d.score[4] == 2 * c.score[4] && d.upper[0] < 1);
}

/* 20 of 30 is a concern, by its side and which way is better. */
Test(chart, signals) {
    static const int64_t one[] = {20, 27};
    static const int32_t expected[] = {PEEL_SIGNAL_CONCERN, PEEL_SIGNAL_IMPROVEMENT, PEEL_SIGNAL_CHANGE};
    peel_point points[CHARTED_MOST];
    size_t n = chart_months(points, 2, one);
    for (int32_t better = 0; better < 3; better++) {
        struct charted c = chart_of(n, points, NULL, (peel_chart_options){.better = better});
        cr_expect(c.rules[12] == 1 && c.upward[12] == 0 && c.runs[12] == 1 && c.complete[12] == 1);
        cr_expect(c.signal[12] == expected[better] && c.signal[13] == PEEL_SIGNAL_NONE);
        cr_expect(c.result.variation == PEEL_SIGNAL_NONE && c.result.signals == 1 && c.result.rules == 1);
        c = chart_of(n - 1, points, NULL, (peel_chart_options){.better = better});
        cr_expect(c.result.variation == expected[better], "better %d", better);
        for (size_t i = 0; i < 13; i++)
            points[i].sample.met = 30 - points[i].sample.met;
        c = chart_of(n - 1, points, NULL, (peel_chart_options){.better = better});
        cr_expect(c.upward[12] == 1 && c.signal[12] == (better == 2 ? expected[2] : expected[1 - better]));
        for (size_t i = 0; i < 13; i++)
            points[i].sample.met = 30 - points[i].sample.met;
    }
}

/* Seven rising months, all below the centre: better by one rule, worse by the other. */
Test(chart, mixed) {
    peel_point points[CHARTED_MOST];
    for (int64_t i = 0; i < 24; i++)
        points[i] = (peel_point){i, {i < 12 ? 600 : i < 17 ? 595 + i % 2 : 500 + i, 1000, 0}};
    struct charted c = chart_of(24, points, NULL, (peel_chart_options){.sigmas = 10});
    cr_expect(c.rules[23] == 6 && c.upward[23] == 2, "%x %x", c.rules[23], c.upward[23]);
    cr_expect(c.signal[23] == PEEL_SIGNAL_MIXED && c.result.variation == PEEL_SIGNAL_MIXED);
    cr_expect(c.signal[0] == PEEL_SIGNAL_IMPROVEMENT && c.rules[0] == 4);
    c = chart_of(24, points, NULL, (peel_chart_options){.sigmas = 10, .better = PEEL_BETTER_NEITHER});
    cr_expect(c.signal[23] == PEEL_SIGNAL_CHANGE);
}

/* A rule without a side tells of a change, but leaves the word to one that has a side. */
Test(chart, rules_without_side) {
    const peel_rule both[] = {{.counts = PEEL_RULE_WITHIN, .needed = 12, .zone = 1},
                              {.counts = PEEL_RULE_BEYOND, .needed = 1, .zone = 0.4}};
    peel_point points[CHARTED_MOST];
    size_t n = chart_months(points, 0, NULL);
    struct charted c = chart_of(n, points, NULL, (peel_chart_options){.rules = both, .rule_count = 2});
    cr_expect(c.rules[0] == 1 && c.signal[0] == PEEL_SIGNAL_CHANGE);
    cr_expect(c.rules[4] == 3 && c.signal[4] == PEEL_SIGNAL_IMPROVEMENT, "%x", c.rules[4]);
    cr_expect(c.rules[5] == 3 && c.signal[5] == PEEL_SIGNAL_CONCERN);
    cr_expect(c.result.signals == 12 && c.result.rules == 3);
    c = chart_of(n, points, NULL, (peel_chart_options){.rules = both});
    cr_expect(c.result.signals == 0 && c.result.rules == 0 && c.result.variation == PEEL_SIGNAL_NONE);
}

/* An excluded month sets no limits and is judged by them. */
Test(chart, excluded) {
    static const int64_t one[] = {18};
    uint32_t marks[CHARTED_MOST] = {0};
    peel_point points[CHARTED_MOST];
    size_t n = chart_months(points, 1, one);
    struct charted without = chart_of(n - 1, points, NULL, (peel_chart_options){0});
    marks[12] = PEEL_MARK_EXCLUDED;
    struct charted c = chart_of(n, points, marks, (peel_chart_options){0});
    cr_expect(c.centre[12] == 0.9 && c.lower[12] == without.lower[0] && c.signal[12] == PEEL_SIGNAL_CONCERN);
    cr_expect(memcmp(c.lower, without.lower, 12 * sizeof *c.lower) == 0 && c.result.scatter == without.result.scatter);
    c = chart_of(n, points, NULL, (peel_chart_options){0});
    cr_expect(c.centre[0] == 342.0 / 390);
}

/* The baseline sets the limits of its segment, and of no other. */
Test(chart, baseline) {
    static const int64_t later[] = {15, 16, 14, 15, 17, 13};
    uint32_t marks[CHARTED_MOST] = {0};
    peel_point points[CHARTED_MOST];
    size_t n = chart_months(points, 6, later);
    struct charted c = chart_of(n, points, NULL, (peel_chart_options){.baseline_end = 12});
    cr_expect(c.centre[17] == 0.9 && c.result.signals == 6 && c.result.segments == 1);
    cr_expect(!(c.result.notes & PEEL_NOTE_SHORT_SERIES));
    c = chart_of(n, points, NULL, (peel_chart_options){.baseline_first = 12, .baseline_end = 18});
    cr_expect(c.centre[0] == 0.5 && (c.result.notes & PEEL_NOTE_SHORT_SERIES));
    marks[12] = PEEL_MARK_REBASE;
    c = chart_of(n, points, marks, (peel_chart_options){.baseline_first = 1, .baseline_end = 4});
    cr_expect(c.centre[0] == 81.0 / 90 && c.centre[11] == c.centre[0] && c.centre[12] == 0.5 && c.result.centre == 0.5);
    c = chart_of(n, points, marks, (peel_chart_options){.baseline_first = 13, .baseline_end = 15});
    cr_expect(c.centre[0] == 0.9 && c.centre[12] == 0.5 && c.centre[17] == 0.5);
    c = chart_of(n, points, marks, (peel_chart_options){.baseline_first = 12, .baseline_end = 14});
    cr_expect(c.centre[0] == 0.9 && c.centre[12] == 31.0 / 60);
    c = chart_of(n, points, marks, (peel_chart_options){.baseline_first = 14, .baseline_end = 15});
    cr_expect(c.centre[0] == 0.9 && c.centre[12] == 14.0 / 30 && c.centre[17] == 14.0 / 30);
}

/* A rebase parts the series into charts of their own; at the first point it changes nothing. */
Test(chart, rebase) {
    static const int64_t later[] = {15, 16, 14, 15, 17, 13, 21, 12, 11, 10, 9, 8, 7};
    uint32_t marks[CHARTED_MOST] = {0};
    peel_point points[CHARTED_MOST];
    size_t n = chart_months(points, 13, later);
    struct charted all = chart_of(n, points, NULL, (peel_chart_options){0});
    marks[0] = PEEL_MARK_REBASE;
    struct charted c = chart_of(n, points, marks, (peel_chart_options){0});
    cr_expect(memcmp(&all, &c, sizeof c) == 0);
    marks[12] = PEEL_MARK_REBASE;
    c = chart_of(n, points, marks, (peel_chart_options){0});
    struct charted first = chart_of(12, points, NULL, (peel_chart_options){0});
    struct charted second = chart_of(13, points + 12, NULL, (peel_chart_options){0});
    cr_expect(memcmp(c.lower, first.lower, 12 * sizeof *c.lower) == 0);
    cr_expect(memcmp(c.lower + 12, second.lower, 13 * sizeof *c.lower) == 0);
    cr_expect(memcmp(c.score + 12, second.score, 13 * sizeof *c.score) == 0);
    cr_expect(memcmp(c.rules + 12, second.rules, 13 * sizeof *c.rules) == 0 && second.result.rules != 0);
    cr_expect(memcmp(c.complete + 12, second.complete, 13 * sizeof *c.complete) == 0);
    cr_expect(c.segment[11] == 0 && c.segment[12] == 1 && c.segment[24] == 1 && c.result.segments == 2);
    cr_expect(c.result.first == 12 && c.result.last == 24 && c.result.centre == second.result.centre);
    cr_expect(memcmp(&c.result.runs, &second.result.runs, sizeof c.result.runs) == 0);
    cr_expect(c.result.scatter == second.result.scatter);
}

/* A target strictly outside all limits of the last segment is passed or failed; on a limit chance decides. */
Test(chart, assurance) {
    static const struct {
        double target;
        int32_t up;
    } targets[] = {{0.5, PEEL_ASSURANCE_PASSES},        {0.73, PEEL_ASSURANCE_PASSES},
                   {0.74, PEEL_ASSURANCE_HIT_AND_MISS}, {0.9, PEEL_ASSURANCE_HIT_AND_MISS},
                   {1, PEEL_ASSURANCE_HIT_AND_MISS},    {0, PEEL_ASSURANCE_PASSES}};
    peel_point points[CHARTED_MOST];
    size_t n = chart_months(points, 0, NULL);
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        peel_chart_options options = {.has_target = 1, .target = targets[i].target};
        cr_expect(chart_of(n, points, NULL, options).result.assurance == targets[i].up, "%g", targets[i].target);
        options.better = PEEL_BETTER_DOWN;
        int32_t down = targets[i].up == PEEL_ASSURANCE_PASSES ? PEEL_ASSURANCE_FAILS : targets[i].up;
        cr_expect(chart_of(n, points, NULL, options).result.assurance == down, "%g", targets[i].target);
        options.better = PEEL_BETTER_NEITHER;
        cr_expect(chart_of(n, points, NULL, options).result.assurance == PEEL_ASSURANCE_NONE);
        options.has_target = 0;
        options.better = PEEL_BETTER_UP;
        cr_expect(chart_of(n, points, NULL, options).result.assurance == PEEL_ASSURANCE_NONE);
    }
    struct charted c = chart_of(n, points, NULL, (peel_chart_options){0});
    peel_chart_options on = {.has_target = 1, .target = c.lower[3]};
    cr_expect(chart_of(n, points, NULL, on).result.assurance == PEEL_ASSURANCE_HIT_AND_MISS);
    on.target = nextafter(c.lower[3], 0);
    cr_expect(chart_of(n, points, NULL, on).result.assurance == PEEL_ASSURANCE_PASSES);
    on.kind = PEEL_CHART_RUN;
    cr_expect(chart_of(n, points, NULL, on).result.assurance == PEEL_ASSURANCE_NONE);
    on = (peel_chart_options){.has_target = 1, .target = 0.5, .kind = PEEL_CHART_CUSUM, .accept = 0.9, .reject = 0.8};
    cr_expect(chart_of(n, points, NULL, on).result.assurance == PEEL_ASSURANCE_NONE);
}

/* A month of few cases has wide limits: one such and it is hit and miss. Of the last segment alone. */
Test(chart, assurance_of_the_last_segment) {
    static const int64_t later[] = {9, 10, 8, 9, 11, 7};
    uint32_t marks[CHARTED_MOST] = {0};
    peel_point points[CHARTED_MOST];
    size_t n = chart_months(points, 6, later);
    const peel_chart_options target = {.has_target = 1, .target = 0.7};
    marks[12] = PEEL_MARK_REBASE;
    cr_expect(chart_of(12, points, marks, target).result.assurance == PEEL_ASSURANCE_PASSES);
    cr_expect(chart_of(n, points, marks, target).result.assurance == PEEL_ASSURANCE_FAILS);
    points[14].sample = (peel_sample){1, 4, 0};
    cr_expect(chart_of(n, points, marks, target).result.assurance == PEEL_ASSURANCE_HIT_AND_MISS);
    points[14].sample = (peel_sample){0, 0, 0};
    cr_expect(chart_of(n, points, marks, target).result.assurance == PEEL_ASSURANCE_FAILS);
}

/* The chance of 27 and more, or 27 and fewer, of 30 at 0.9: fractions in Python. 0.9 * 30 in double lies above 27. */
Test(chart, reach) {
    peel_point points[CHARTED_MOST];
    size_t n = chart_months(points, 0, NULL);
    peel_chart_options target = {.has_target = 1, .target = 0.9};
    cr_expect(chart_near(chart_of(n, points, NULL, target).result.reach, 0.6474391717918481));
    target.better = PEEL_BETTER_DOWN;
    cr_expect(chart_near(chart_of(n, points, NULL, target).result.reach, 0.5886487604404946));
    target.kind = PEEL_CHART_EXACT;
    cr_expect(chart_near(chart_of(n, points, NULL, target).result.reach, 0.5886487604404946));
    target.better = PEEL_BETTER_UP;
    target.target = nextafter(0.9, 1);
    cr_expect(chart_near(chart_of(n, points, NULL, target).result.reach, 0.41135123955950537));
    target.target = nextafter(0.9, 0);
    cr_expect(chart_near(chart_of(n, points, NULL, target).result.reach, 0.6474391717918481));
    target.better = PEEL_BETTER_DOWN;
    cr_expect(chart_near(chart_of(n, points, NULL, target).result.reach, 1 - 0.6474391717918481));
    target.target = 1;
    cr_expect(chart_of(n, points, NULL, target).result.reach == 1);
    target = (peel_chart_options){.has_target = 1};
    cr_expect(chart_of(n, points, NULL, target).result.reach == 1);
    target.target = 1;
    cr_expect(chart_near(chart_of(n, points, NULL, target).result.reach, pow(0.9, 30)));
    target.better = PEEL_BETTER_NEITHER;
    cr_expect(isnan(chart_of(n, points, NULL, target).result.reach));
    static const int32_t others[] = {PEEL_CHART_LANEY, PEEL_CHART_XMR, PEEL_CHART_RUN, PEEL_CHART_EWMA};
    for (size_t i = 0; i < 4; i++) {
        target = (peel_chart_options){.has_target = 1, .target = 0.9, .kind = others[i]};
        cr_expect(isnan(chart_of(n, points, NULL, target).result.reach));
    }
}

/* Every share k / n as a target, of every n to 60 but 1: at the target is good enough, whatever k / n * n rounds to. */
Test(chart, reach_at_every_share) {
    for (int64_t n = 2; n <= 60; n++)
        for (int64_t k = 0; k <= n; k++) {
            const peel_point points[] = {{1, {n / 2, n, 0}}};
            peel_chart_options target = {.has_target = 1, .target = (double)k / (double)n};
            double up = chart_of(1, points, NULL, target).result.reach;
            target.better = PEEL_BETTER_DOWN;
            double down = chart_of(1, points, NULL, target).result.reach;
            double c = (double)(n / 2) / (double)n,
                   term = exp(lgamma((double)n + 1) - lgamma((double)k + 1) - lgamma((double)(n - k) + 1)) *
                          pow(c, (double)k) * pow(1 - c, (double)(n - k));
            cr_expect(fabs(up + down - 1 - term) < 1e-12, "%lld of %lld: %g + %g", (long long)k, (long long)n, up,
                      down);
        }
}
