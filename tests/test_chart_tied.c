/* Medians on which many points lie; false alarms of run charts of values, which are those of their values in another order. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "support/charted.h"

static const peel_chart_options run = {.size = sizeof run, .kind = PEEL_CHART_RUN};

static int is_tied(size_t n, const double *value) {
    return (chart_of_values(n, value, run).result.notes & PEEL_NOTE_TIED) != 0;
}

/* Two points or more, and more than a quarter of those with a value: each count of ties of each length. */
Test(chart_tied, note) {
    for (size_t n = 1; n <= 40; n++)
        for (size_t ties = n % 2; ties <= n; ties++) {
            double value[CHARTED_MOST + 1];
            size_t off = n - ties;
            if (off % 2 != 0 || ties == 0) continue; /* as many above as below, so that the median is what ties */
            for (size_t i = 0; i < n; i++)
                value[i] = i < ties ? 0.9 : i % 2 ? 0.9 + 0.01 * (double)i : 0.9 - 0.01 * (double)i;
            if (ties % 2 != 0) value[0] = 0.9;
            cr_expect(is_tied(n, value) == (ties >= 2 && 4 * ties > n), "%zu of %zu", ties, n);
            value[n] = NAN;
            cr_expect(is_tied(n + 1, value) == (ties >= 2 && 4 * ties > n), "%zu of %zu and a gap", ties, n);
        }
    /* near enough is the same: within 1e-12 of it */
    const double near[] = {1, 1 + 5e-13, 1 - 5e-13, 2, 3, 4, 0, -1, -2}, far[] = {1, 1 + 5e-12, 1 - 5e-12, 2, 0};
    cr_expect(is_tied(9, near) && !is_tied(5, far));
}

/* Segment by segment; of samples too; an excluded point is one of those looked at; of other kinds nothing is said. */
Test(chart_tied, note_of_segments) {
    peel_point points[CHARTED_MOST];
    uint32_t marks[CHARTED_MOST] = {0};
    for (int64_t i = 0; i < 20; i++)
        points[i] = (peel_point){i, {i < 14 ? 20 + i % 7 : 30, 40, 0}};
    cr_expect(!(chart_of(20, points, NULL, run).result.notes & PEEL_NOTE_TIED));
    marks[14] = PEEL_MARK_REBASE;
    cr_expect(chart_of(20, points, marks, run).result.notes & PEEL_NOTE_TIED);
    for (size_t i = 15; i < 20; i++)
        marks[i] = PEEL_MARK_EXCLUDED;
    cr_expect(chart_of(20, points, marks, run).result.notes & PEEL_NOTE_TIED);
    static const int32_t others[] = {PEEL_CHART_P, PEEL_CHART_XMR, PEEL_CHART_EWMA};
    for (size_t i = 0; i < 3; i++)
        cr_expect(
            !(chart_of(20, points, marks, (peel_chart_options){.kind = others[i]}).result.notes & PEEL_NOTE_TIED));
}

/*
 * 24 months of 10 cases, 15 of them at 100%, which is the median: none lies above it, and the 9 below are no run. Nor are
 * they where a baseline of months all met has set the median.
 */
Test(chart_tied, all_on_one_side) {
    static const double value[] = {.9, 1, .9, 1, 1, .9, 1, .8, 1, .9, 1, 1, 1, .9, 1, .9, 1, 1, .8, 1, .9, 1, 1, 1};
    struct charted c = chart_of_values(24, value, run);
    cr_expect(c.result.rules == 0 && c.result.signals == 0 && c.result.variation == PEEL_SIGNAL_NONE);
    cr_expect((c.result.notes & PEEL_NOTE_TIED) && c.result.runs.useful == 9 && c.result.runs.longest_run == 9);
    cr_expect(c.result.runs.crossings == 0 && c.result.runs.longest_run_most == 6);
    double other[24];
    memcpy(other, value, sizeof other);
    other[11] = 1.1; /* one above: the 6 below before it are as many as chance makes, the 3 after it and it are few */
    c = chart_of_values(24, other, run);
    cr_expect(c.result.runs.crossings == 2 && c.result.rules == 0);
    other[11] = 1;
    other[23] = 1.1; /* with one above at the end the 9 are a run, and cross the median once alone */
    c = chart_of_values(24, other, run);
    cr_expect(c.result.runs.crossings == 1 && c.result.rules == 3 && c.result.signals == 9, "%d",
              (int)c.result.signals);
    peel_chart_options based = run;
    for (size_t i = 0; i < 24; i++)
        other[i] = i < 12 ? 1 : 0.9;
    based.baseline_end = 12;
    c = chart_of_values(24, other, based);
    cr_expect(c.result.rules == 0 && c.result.runs.longest_run == 12 && (c.result.notes & PEEL_NOTE_TIED));
    /* rules that count points on a side in so many words do not ask for the other side */
    const peel_rule seven = {.counts = PEEL_RULE_BEYOND, .needed = 7, .tolerance = 1e-12};
    based.rules = &seven;
    based.rule_count = 1;
    cr_expect(chart_of_values(24, other, based).result.signals == 12);
}

/* --- false alarms ----------------------------------------------------------------------------------------------- */

static _Alignas(16) unsigned char work[1 << 16];

static peel_rule rule_of(const char *text) {
    peel_rule rule;
    cr_assert(peel_rule_parse(text, &rule, NULL) == PEEL_OK, "%s", text);
    return rule;
}

enum { draws = 40000 };

static double alarm(size_t n, const double *value, const uint32_t *marks, size_t baseline_end, const char *text,
                    uint64_t seed) {
    peel_false_alarm answer;
    const peel_rule rule = rule_of(text);
    const peel_chart_options options = {.size = sizeof options,
                                        .kind = PEEL_CHART_RUN,
                                        .rules = &rule,
                                        .rule_count = 1,
                                        .baseline_end = baseline_end,
                                        .seed = seed,
                                        .draws = draws};
    double by_rule;
    peel_status status = peel_chart_values_false_alarm(n, NULL, value, marks, &options, work, peel_chart_work_size(n),
                                                       &by_rule, &answer);
    cr_assert(status == PEEL_OK && by_rule == answer.rate);
    cr_expect(answer.notes == PEEL_NOTE_MONTE_CARLO && answer.draws == draws);
    return answer.rate;
}

static void expect_share(double got, double expected, const char *what) {
    double error = sqrt(expected * (1 - expected) / draws);
    cr_expect(fabs(got - expected) <= 4.5 * error + 1e-12, "%s: %.5f, expected %.5f +- %.5f", what, got, expected,
              error);
}

/* Seven values in tenths, of which two tie with the median and three with one another: their 5,040 orders one by one. */
enum { seven = 7 };

struct orders {
    int total, pairs, steps;
};

/* Two in a row on one side of 9, the nines passed over; two strict steps one way. */
static void judge(const int *tenths, struct orders *of) {
    int pairs = 0, steps = 0, before = 0;
    for (int i = 0; i < seven; i++) {
        int side = (tenths[i] > 9) - (tenths[i] < 9);
        pairs |= side != 0 && side == before;
        if (side != 0) before = side;
        if (i < 2) continue;
        int first = tenths[i - 1] - tenths[i - 2], second = tenths[i] - tenths[i - 1];
        steps |= (first > 0 && second > 0) || (first < 0 && second < 0);
    }
    of->total++;
    of->pairs += pairs;
    of->steps += steps;
}

static void every_order(int *tenths, int from, struct orders *of) {
    if (from == seven) judge(tenths, of);
    for (int i = from; i < seven; i++) {
        int kept = tenths[from];
        tenths[from] = tenths[i];
        tenths[i] = kept;
        every_order(tenths, from + 1, of);
        tenths[i] = tenths[from];
        tenths[from] = kept;
    }
}

Test(chart_tied, orders_of_seven) {
    const double value[] = {1, 1, 0.9, NAN, 0.8, 1, 0.7, 0.9};
    int tenths[seven] = {10, 10, 9, 8, 10, 7, 9};
    struct orders of = {0};
    every_order(tenths, 0, &of);
    cr_assert(of.total == 5040);
    expect_share(alarm(8, value, NULL, 0, "2 beyond 0 ties-pass", 1), of.pairs / 5040.0, "pairs");
    expect_share(alarm(8, value, NULL, 0, "3 steps", 2), of.steps / 5040.0, "steps");
    cr_expect(of.pairs > 500 && of.pairs < 4600 && of.steps > 500 && of.steps < 4600, "%d, %d", of.pairs, of.steps);
}

/* Of five at 0.8 and five at 1 the 252 arrangements are as likely, and two of them cross the median once alone. */
Test(chart_tied, crossings) {
    const double value[] = {0.8, 0.8, 1, 1, 0.8, 1, 0.8, 1, 0.8, 1};
    expect_share(alarm(10, value, NULL, 0, "crossings", 3), 2.0 / 252, "crossings");
}

/* Values of two kinds take no two steps one way; a segment has no values but its own; the first of three sets the median. */
Test(chart_tied, ties_segments_baseline) {
    const double two[] = {1, 1, 2, 1, 2, 2}, pairs[] = {1, 2, 7, 8}, three[] = {1, 2, 3};
    const uint32_t halved[] = {0, 0, PEEL_MARK_REBASE, 0};
    cr_expect(alarm(6, two, NULL, 0, "3 steps", 4) == 0);
    cr_expect(alarm(4, pairs, halved, 0, "2 beyond 0", 5) == 0 && alarm(4, pairs, NULL, 0, "2 beyond 0", 5) > 0.5);
    cr_expect(alarm(4, pairs, halved, 0, "2 steps", 5) == 1);
    expect_share(alarm(3, three, NULL, 1, "2 beyond 0", 6), 2.0 / 3, "a baseline of one");
}

/* --- rules of g and t ------------------------------------------------------------------------------------------- */

/* Failures that become more frequent: below no limit, for it lies at 0, but 7 in a row on one side. */
Test(chart_tied, rare_failures_by_runs) {
    static const int32_t kinds[] = {PEEL_CHART_G, PEEL_CHART_T};
    double gaps[36];
    static const double before[] = {200, 180, 220, 190};
    for (size_t i = 0; i < 36; i++)
        gaps[i] = i < 12 ? before[i % 4] : 30 + (double)(i % 2);
    for (size_t k = 0; k < 2; k++) {
        peel_chart_options options = {.kind = kinds[k], .baseline_end = 12};
        struct charted c = chart_of_values(36, gaps, options);
        cr_expect(c.result.variation == PEEL_SIGNAL_CONCERN && (c.result.rules & 4U), "%x", c.result.rules);
        options.rule_set = PEEL_RULES_NHS;
        struct charted nhs = chart_of_values(36, gaps, options);
        cr_expect(memcmp(&nhs, &c, sizeof c) == 0);
    }
    peel_chart_options limits = {.kind = PEEL_CHART_G, .baseline_end = 12, .rule_set = PEEL_RULES_LIMITS};
    cr_expect(chart_of_values(36, gaps, limits).result.signals == 0);
}
