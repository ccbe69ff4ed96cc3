/* Rules against their slow restatement, over random series: every bit of every point. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "oracle/rules_oracle.h"
#include "stats/chart/chart.h"
#include "support/ruled.h"

enum { most = 90, margin = 3 };

struct series {
    size_t n;
    double value[most + 2 * margin], centre[most + 2 * margin], score[most + 2 * margin];
};

struct judged {
    uint32_t rules[most + 2 * margin], upward[most + 2 * margin], runs[most + 2 * margin], complete[most + 2 * margin];
    uint32_t made;
    peel_runs counted;
};

static _Alignas(16) unsigned char room[64 * (most + 2 * margin)];

static uint64_t state = 7;
static int below(int bound) {
    return number_below(&state, bound);
}

/* The segment has `margin` points of other segments on both sides, which must not be seen. */
static void judge(const struct series *series, size_t count, const peel_rule *rules, struct judged *judged) {
    double value[most + 2 * margin], centre[most + 2 * margin], score[most + 2 * margin];
    const struct chart_lines lines = {.value = value, .centre = centre, .score = score};
    const struct chart_bits bits = {judged->rules, judged->upward, judged->runs, judged->complete};
    memset(judged, 0, sizeof *judged);
    for (size_t i = 0; i < series->n + 2 * margin; i++) {
        const int inside = i >= margin && i < series->n + margin;
        value[i] = inside ? series->value[i - margin] : 1e6;
        centre[i] = inside ? series->centre[i - margin] : 0;
        score[i] = inside ? series->score[i - margin] : 1e6;
    }
    memset(room, 0xA5, sizeof room);
    judged->made = chart_judge(count, rules, &lines, margin, margin + series->n, &bits, room, &judged->counted);
    for (size_t i = 0; i < margin; i++)
        cr_assert(judged->rules[i] == 0 && judged->runs[i] == 0 && judged->complete[i] == 0);
    for (size_t i = margin + series->n; i < 2 * margin + series->n; i++)
        cr_assert(judged->rules[i] == 0 && judged->runs[i] == 0 && judged->complete[i] == 0);
}

static struct oracle_rule restated(const peel_rule *rule) {
    return (struct oracle_rule){.counts = "bwsalc"[rule->counts],
                                .side = "1ab2"[rule->side],
                                .ties = "bpc"[rule->ties],
                                .flags = "rcln"[rule->flags],
                                .needed = rule->needed,
                                .of = rule->of,
                                .others = rule->others,
                                .without_beyond = rule->without_beyond,
                                .zone = rule->zone,
                                .tolerance = rule->tolerance};
}

/* A wave of small whole numbers about the centre, with ties, near ties, gaps and sometimes no limits or no centre. */
static struct series drawn(void) {
    struct series series = {.n = 1 + (size_t)below(below(4) ? 40 : most)};
    const int spread = 1 + below(12), gaps = below(3) == 0 ? 5 : 0, sticky = 1 + below(6);
    const double centre = below(40) == 0 ? NAN : below(spread) + 0.5 * below(2);
    const int limits = below(20);
    double width = (1 + below(2 * spread)) / 2.0;
    double value = below(spread);
    if (limits == 0) width = NAN;
    if (limits == 1) width = 1e-15;
    for (size_t i = 0; i < series.n; i++) {
        if (below(sticky) == 0) value = below(2) ? below(spread) : value + below(3) - 1;
        series.value[i] = below(12) == 0 ? value * (1 + 2e-13 * (below(9) - 4)) : value;
        if (gaps && below(gaps) == 0) series.value[i] = NAN;
        series.centre[i] = isnan(series.value[i]) ? NAN : centre;
        series.score[i] = (series.value[i] - series.centre[i]) / width;
        if (limits == 2 && series.score[i] < 0 && series.score[i] > -0.5) series.score[i] = -INFINITY;
    }
    return series;
}

/* Some with tolerances that part near ties. */
static peel_rule rule_drawn(void) {
    peel_rule rule = random_rule(&state);
    if (below(6) == 0) rule.tolerance = 3e-13;
    return rule;
}

static int expect_alike(const struct series *series, size_t count, const peel_rule *rules,
                        const struct judged *judged) {
    int made = 0;
    for (size_t r = 0; r < count; r++) {
        const struct oracle_rule rule = restated(rules + r);
        struct oracle_marks marks;
        const int found = oracle_rule(&rule, (int)series->n, series->value, series->centre, series->score, &marks);
        char text[160] = "";
        peel_rule_text(rules + r, text, sizeof text);
        cr_assert((int)(judged->made >> r & 1U) == found, "%s", text);
        made += found;
        for (size_t i = 0; i < series->n; i++) {
            const size_t at = i + margin;
            cr_assert((int)(judged->rules[at] >> r & 1U) == marks.flagged[i], "%s at %zu", text, i);
            cr_assert((int)(judged->upward[at] >> r & 1U) == marks.upward[i], "%s: upward at %zu", text, i);
            cr_assert((int)(judged->runs[at] >> r & 1U) == marks.run[i], "%s: run at %zu", text, i);
            cr_assert((int)(judged->complete[at] >> r & 1U) == marks.complete[i], "%s: complete at %zu", text, i);
        }
    }
    return made;
}

static void expect_runs(const struct series *series, const peel_runs *runs) {
    int64_t oracle[5];
    oracle_runs((int)series->n, series->value, series->centre, 1e-12, oracle);
    cr_assert(runs->useful == oracle[0] && runs->longest_run == oracle[1] && runs->longest_run_most == oracle[2]);
    cr_assert(runs->crossings == oracle[3] && runs->crossings_least == oracle[4] && runs->reserved == 0);
}

Test(rules_oracle, sets) {
    int made[PEEL_RULE_SET_END_] = {0};
    for (int turn = 0; turn < 6000; turn++) {
        const struct series series = drawn();
        for (int32_t set = 1; set < PEEL_RULE_SET_END_; set++) {
            struct judged judged;
            peel_rule rules[PEEL_RULES_MAX];
            size_t count;
            cr_assert(peel_rule_set_get(set, PEEL_RULES_MAX, rules, &count) == PEEL_OK);
            judge(&series, count, rules, &judged);
            made[set] += expect_alike(&series, count, rules, &judged);
            expect_runs(&series, &judged.counted);
        }
    }
    for (int32_t set = 1; set < PEEL_RULE_SET_END_; set++)
        cr_expect(made[set] > 600, "%d of set %d", made[set], (int)set);
}

/* Rules with every field, of which each kind must have made signals, and each but those of the series has not. */
Test(rules_oracle, rules_of_the_caller) {
    int made[PEEL_RULE_COUNTS_END_] = {0}, looked[PEEL_RULE_COUNTS_END_] = {0};
    for (int turn = 0; turn < 60000; turn++) {
        const struct series series = drawn();
        struct judged judged;
        peel_rule rules[3];
        for (int i = 0; i < 3; i++)
            rules[i] = rule_drawn();
        judge(&series, 3, rules, &judged);
        expect_alike(&series, 3, rules, &judged);
        expect_runs(&series, &judged.counted);
        for (int i = 0; i < 3; i++) {
            looked[rules[i].counts]++;
            made[rules[i].counts] += (judged.made & UINT32_C(1) << i) != 0;
        }
    }
    for (int i = 0; i < PEEL_RULE_COUNTS_END_; i++)
        cr_expect(made[i] > 1000 && made[i] < looked[i] - 1000, "%d of %d", made[i], looked[i]);
}

/* Bits that are not wanted are not written, and the others are the same. */
Test(rules_oracle, without_columns) {
    for (int turn = 0; turn < 500; turn++) {
        const struct series series = drawn();
        const struct chart_lines lines = {
            .value = (double *)series.value, .centre = (double *)series.centre, .score = (double *)series.score};
        uint32_t flagged[most + 2 * margin] = {0};
        struct judged judged;
        const peel_rule rule = rule_drawn();
        judge(&series, 1, &rule, &judged);
        const struct chart_bits bits = {.rules = flagged};
        cr_assert(chart_judge(1, &rule, &lines, 0, series.n, &bits, room, NULL) == judged.made);
        cr_assert(memcmp(flagged, judged.rules + margin, series.n * sizeof flagged[0]) == 0);
    }
}
