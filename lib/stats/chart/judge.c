/* The rules over the points of a segment. */
#include "base/rule_number.h"
#include "stats/chart/rule_quiet.h"
#include "stats/chart/rules.h"

#include <math.h>
#include <string.h>

int chart_rule_has_side(const peel_rule *rule) {
    switch (rule->counts) {
    case PEEL_RULE_WITHIN:
    case PEEL_RULE_ALTERNATING:
    case PEEL_RULE_CROSSINGS: return 0;
    default: return rule->side != PEEL_RULE_BOTH_SIDES;
    }
}

/* The points off the centre, how many of them follow one another on one side and how often they change it. */
static void count_runs(size_t n, const int8_t *side, peel_runs *runs) {
    int64_t useful = 0, run = 0, longest = 0, crossings = 0;
    int8_t before = 0;
    for (size_t i = 0; i < n; i++) {
        if (side[i] != 1 && side[i] != -1) continue;
        crossings += before != 0 && side[i] != before;
        run = side[i] == before ? run + 1 : 1;
        before = side[i];
        if (run > longest) longest = run;
        useful++;
    }
    peel_run_limits(useful, runs);
    runs->longest_run = longest;
    runs->crossings = crossings;
}

static int64_t crossings_of(const struct rule_row *row) {
    int64_t crossings = 0;
    for (size_t i = 1; i < row->n; i++)
        crossings += row->class[i] * row->class[i - 1] == -1;
    return crossings;
}

/* The quantile of crossings takes 0.4 us, as long as all the rest of a series of 36: others go without. */
static int needs_runs(const peel_rule *rule) {
    return rule->counts == PEEL_RULE_LONGEST_RUN || rule->counts == PEEL_RULE_CROSSINGS;
}

/*
 * Of points on one side of the centre alone nothing is asked: the median of a series has points on both sides, but where most
 * lie on it. Of 24 months, 15 at 100%, the 9 below looked like one run.
 */
static int on_both_sides(const peel_runs *runs) {
    return runs->crossings > 0;
}

static void judge_by(const peel_rule *rule, const struct rule_row *row, const peel_runs *allowed,
                     struct rule_marks *marks) {
    const size_t needed = (size_t)rule->needed;
    switch (rule->counts) {
    case PEEL_RULE_STEPS:
    case PEEL_RULE_ALTERNATING: rule_mark_runs(row, needed - 1, 0, 0, marks); break;
    case PEEL_RULE_LONGEST_RUN:
        if (on_both_sides(allowed)) rule_mark_runs(row, (size_t)allowed->longest_run_most + 1, 0, 0, marks);
        break;
    case PEEL_RULE_CROSSINGS:
        if (on_both_sides(allowed) && crossings_of(row) < allowed->crossings_least) rule_mark_all(row, marks);
        break;
    default: rule_mark_runs(row, needed, (size_t)rule->of, rule->others, marks);
    }
}

static uint32_t all_of(size_t rule_count) {
    return rule_count < 32 ? (UINT32_C(1) << rule_count) - 1 : UINT32_MAX;
}

uint32_t chart_judge(size_t rule_count, const peel_rule *rules, const struct chart_lines *lines, size_t first,
                     size_t end, const struct chart_bits *bits, void *room, peel_runs *runs) {
    const size_t n = end - first;
    struct rule_points points = {n, lines->value + first, lines->centre + first, lines->score + first, 0};
    uint32_t *const place = room;
    int8_t *const side = (int8_t *)(place + n);
    struct rule_row row = {n, side + n, side + 2 * n, place, 0};
    peel_runs allowed = {0};
    int counted = runs != NULL;
    double tolerance = RULE_TOLERANCE;
    uint32_t made = 0;
    for (size_t i = 0; i < n; i++)
        points.gaps |= isnan(points.value[i]);
    const uint32_t quiet = rule_quiet(rule_count, rules, &points);
    if (!runs && quiet == all_of(rule_count)) return 0;
    rule_sides(&points, tolerance, side);
    if (runs) {
        count_runs(n, side, &allowed);
        *runs = allowed;
    }
    for (size_t i = 0; i < rule_count; i++) {
        struct rule_marks marks = {bits, first, UINT32_C(1) << i, rules[i].flags, chart_rule_has_side(rules + i), 0};
        if (quiet & marks.bit) continue;
        if (rules[i].tolerance < tolerance || rules[i].tolerance > tolerance) {
            tolerance = rules[i].tolerance;
            rule_sides(&points, tolerance, side);
            counted = 0;
        }
        if (!counted && needs_runs(rules + i)) {
            count_runs(n, side, &allowed);
            counted = 1;
        }
        row.place = place;
        rule_row_make(rules + i, &points, side, &row);
        judge_by(rules + i, &row, &allowed, &marks);
        if (marks.made) made |= marks.bit;
    }
    return made;
}
