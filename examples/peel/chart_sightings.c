/*
 * The runs that the rules saw, each with its own points: what completes a run is known of the library, and from where it
 * reaches of the values themselves.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chart.h"

#include <math.h>
#include <stdlib.h>

/* A point that a rule counts above or below, does not count, or beyond which no run reaches. */
enum { above = 1, below = -1, uncounted = 0, cut = 2, tie = 3 };

/* The points of a segment that a rule sees, those that it passes over left out. */
struct seen {
    size_t *index; /* of the chart */
    int *class;
    size_t count;
    size_t before; /* 1: the classes are of steps, and a run begins with the point before its first */
};

struct sightings {
    struct sighting *list;
    size_t count, room;
};

int chart_rule_has_side(const peel_rule *rule) {
    return rule->side != PEEL_RULE_BOTH_SIDES && rule->counts != PEEL_RULE_WITHIN &&
           rule->counts != PEEL_RULE_ALTERNATING && rule->counts != PEEL_RULE_CROSSINGS;
}

static int32_t meaning(const struct charted *charted, const peel_rule *rule, int upward) {
    if (charted->options.better == PEEL_BETTER_NEITHER || !chart_rule_has_side(rule)) return PEEL_SIGNAL_CHANGE;
    return upward == (charted->options.better == PEEL_BETTER_UP) ? PEEL_SIGNAL_IMPROVEMENT : PEEL_SIGNAL_CONCERN;
}

static int compared(double a, double b, double tolerance) {
    double margin = tolerance * fmax(fabs(a), fabs(b));
    return fabs(a - b) <= margin ? tie : a > b ? above : below;
}

static int is_steps(const peel_rule *rule) {
    return rule->counts == PEEL_RULE_STEPS || rule->counts == PEEL_RULE_ALTERNATING;
}

static int class_of_point(const struct charted *charted, const peel_rule *rule, size_t i) {
    const peel_chart_columns *columns = &charted->columns;
    double score = columns->score[i], zone = rule->zone * (1 + rule->tolerance);
    int side = compared(columns->value[i], columns->centre[i], rule->tolerance), class = side;
    if (charted->options.kind == PEEL_CHART_CUSUM) side = uncounted; /* of its two sums the score tells */
    if (rule->zone > 0) class = side == tie ? uncounted : score > zone ? above : score < -zone ? below : uncounted;
    if (rule->without_beyond && fabs(score) > 1 + rule->tolerance && side != tie) class = uncounted;
    if (rule->counts == PEEL_RULE_WITHIN)
        class = rule->zone > 0 ? class == uncounted && !isnan(score) : side == tie ? above : uncounted;
    if (rule->side == PEEL_RULE_BOTH_SIDES && class == below) class = above;
    if ((rule->side == PEEL_RULE_ABOVE && class == below) || (rule->side == PEEL_RULE_BELOW && class == above))
        class = uncounted;
    return class;
}

/* What a tie does where it stays in the row. */
static int settled(const peel_rule *rule, int class, int before) {
    if (class != tie) return class;
    return rule->ties == PEEL_TIES_COUNT && before != cut ? before : rule->ties == PEEL_TIES_COUNT ? uncounted : cut;
}

/* The points from `first` to before `end`, a segment. */
static void see_points(const struct charted *charted, const peel_rule *rule, size_t first, size_t end,
                       struct seen *seen) {
    const double *value = charted->columns.value, *centre = charted->columns.centre;
    int before = uncounted, asks = !is_steps(rule) && rule->counts != PEEL_RULE_WITHIN;
    seen->count = 0;
    seen->before = (size_t)is_steps(rule);
    for (size_t i = first; i < end; i++) {
        size_t at = seen->count;
        int class = uncounted;
        if (isnan(value[i])) continue;
        if (is_steps(rule) && at > 0) class = compared(value[i], value[seen->index[at - 1]], rule->tolerance);
        if (!is_steps(rule)) class = class_of_point(charted, rule, i);
        int tied = is_steps(rule) ? class == tie
                                  : asks && (rule->zone <= 0 || rule->others) &&
                                        compared(value[i], centre[i], rule->tolerance) == tie;
        if (tied && rule->ties == PEEL_TIES_PASS) continue;
        if (rule->counts == PEEL_RULE_ALTERNATING && at % 2 == 1 && class != tie) class = -class;
        class = settled(rule, class, before);
        if (rule->counts == PEEL_RULE_STEPS &&
            ((rule->side == PEEL_RULE_ABOVE && class == below) || (rule->side == PEEL_RULE_BELOW && class == above)))
            class = uncounted;
        seen->index[at] = i;
        seen->class[at] = before = class;
        seen->count++;
    }
}

/* A run up to the point `to` of the row, which lengthens the one before it where `lasts`. */
static void see_run(const struct charted *charted, size_t rule, const struct seen *seen, size_t from, size_t to,
                    int class, int lasts, struct sightings *found) {
    struct sighting *run = lasts && found->count > 0 ? &found->list[found->count - 1] : NULL;
    if (!run) {
        found->list = grown(found->list, &found->room, found->count, sizeof *found->list);
        run = &found->list[found->count++];
        *run = (struct sighting){.rule = rule, .first = seen->index[from], .upward = class == above, .begin = from};
        run->signal = meaning(charted, &charted->rules[rule], run->upward);
    }
    run->last = seen->index[to];
    run->points = to + 1 - run->begin;
    run->counted = 0;
    run->windows++;
    for (size_t i = run->begin; i <= to; i++)
        run->counted += seen->class[i] == class;
}

/* Points of one class in a row: a run is told of where the library says that it is complete. */
static void see_rows(const struct charted *charted, size_t rule, const struct seen *seen, int alone,
                     struct sightings *found) {
    size_t run = 0;
    int lasts = 0;
    for (size_t i = 0; i < seen->count; i++) {
        int class = seen->class[i];
        if (i > 0 && (class != seen->class[i - 1] || alone)) {
            run = i;
            lasts = 0;
        }
        if (class == uncounted || class == cut || (charted->columns.complete[seen->index[i]] >> rule & 1U) == 0)
            continue;
        see_run(charted, rule, seen, run >= seen->before ? run - seen->before : run, i, class, lasts, found);
        lasts = 1;
    }
}

/* So many of so many, on one of the two sides: windows that follow one another are one run. */
static void see_windows(const struct charted *charted, size_t rule, const struct seen *seen, int class,
                        struct sightings *found) {
    const peel_rule *asked = &charted->rules[rule];
    size_t of = (size_t)asked->of, begin = 0;
    int lasts = 0;
    for (size_t i = 0; i < seen->count; i++) {
        if (seen->class[i] == cut) begin = i + 1;
        size_t from = i + 1 >= begin + of ? i + 1 - of : begin, to = i, counted = 0;
        for (size_t k = from; k <= i; k++)
            counted += seen->class[k] == class;
        if (counted < (size_t)asked->needed || (charted->columns.complete[seen->index[i]] >> rule & 1U) == 0) {
            lasts = 0;
            continue;
        }
        while (!asked->others && seen->class[from] != class)
            from++;
        /* the last one is flagged though it be none of those that are counted */
        while (!asked->others && asked->flags != PEEL_FLAG_LAST && seen->class[to] != class)
            to--;
        see_run(charted, rule, seen, from, to, class, lasts, found);
        lasts = 1;
    }
}

/* The points of one segment, by one rule. */
static void see_segment(const struct charted *charted, size_t rule, size_t first, size_t end, struct seen *seen,
                        struct sightings *found) {
    const peel_rule *asked = &charted->rules[rule];
    int past = charted->options.kind == PEEL_CHART_CUSUM || charted->options.kind == PEEL_CHART_EWMA;
    see_points(charted, asked, first, end, seen);
    if (asked->counts == PEEL_RULE_CROSSINGS) {
        int made = 0;
        for (size_t i = first; i < end; i++)
            made = made || (charted->columns.complete[i] >> rule & 1U) != 0;
        if (made && seen->count > 0) see_run(charted, rule, seen, 0, seen->count - 1, above, 0, found);
    } else if (asked->of > asked->needed) {
        see_windows(charted, rule, seen, above, found);
        see_windows(charted, rule, seen, below, found);
    } else {
        /* sums and averages stay beyond a limit once they are: that is one signal; other points are told one by one */
        see_rows(charted, rule, seen, asked->counts == PEEL_RULE_BEYOND && asked->needed == 1 && !past, found);
    }
}

static int compare_sightings(const void *a, const void *b) {
    const struct sighting *first = a, *second = b;
    if (first->last != second->last) return first->last > second->last ? -1 : 1;
    if (first->rule != second->rule) return first->rule < second->rule ? -1 : 1;
    return (first->first > second->first) - (first->first < second->first);
}

struct sighting *chart_sightings(const struct charted *charted, size_t *count) {
    const int32_t *segment = charted->columns.segment;
    struct sightings found = {NULL, 0, 0};
    struct seen seen = {.index = needed(calloc(charted->count, sizeof *seen.index)),
                        .class = needed(calloc(charted->count, sizeof *seen.class))};
    for (size_t rule = 0; rule < charted->rule_count; rule++)
        for (size_t first = 0, end = 0; first < charted->count; first = end) {
            while (end < charted->count && segment[end] == segment[first])
                end++;
            if (charted->rules[rule].flags != PEEL_FLAG_NONE) see_segment(charted, rule, first, end, &seen, &found);
        }
    free(seen.index);
    free(seen.class);
    *count = found.count;
    if (found.count > 1) qsort(found.list, found.count, sizeof *found.list, compare_sightings);
    return found.list;
}
