/* The classes of the points that a rule sees. */
#include "stats/chart/rules.h"

#include <math.h>
#include <string.h>

/* 1 where a is above b, -1 where it is below, RULE_TIE where they differ by no more than the tolerance, 0 with NaN. */
static inline int compared(double a, double b, double tolerance) {
    const double size_a = fabs(a), size_b = fabs(b);
    const double margin = tolerance * (size_a > size_b ? size_a : size_b);
    const double apart = a - b;
    return (apart > margin) - (apart < -margin) + RULE_TIE * (fabs(apart) <= margin);
}

void rule_sides(const struct rule_points *points, double tolerance, int8_t *side) {
    for (size_t i = 0; i < points->n; i++)
        side[i] = (int8_t)compared(points->value[i], points->centre[i], tolerance);
    for (size_t i = 0; points->gaps && i < points->n; i++) {
        if (isnan(points->value[i])) side[i] = RULE_NO_VALUE;
    }
}

/*
 * A point on the centre is beyond no zone, however narrow the limits: where rounding parts equal values by a last digit,
 * their limits are as narrow.
 */
static void classes_beyond_zone(const peel_rule *rule, const struct rule_points *points, const int8_t *side,
                                int8_t *class) {
    const double zone = rule->zone * (1.0 + rule->tolerance);
    for (size_t i = 0; i < points->n; i++) {
        const double score = points->score[i];
        class[i] = (int8_t)(side[i] == RULE_TIE ? 0 : (score > zone) - (score < -zone));
    }
}

static void classes_beyond(const peel_rule *rule, const struct rule_points *points, const int8_t *side, int8_t *class) {
    const size_t n = points->n;
    if (rule->zone > 0)
        classes_beyond_zone(rule, points, side, class);
    else
        memcpy(class, side, n);
    for (size_t i = 0; rule->without_beyond && i < n; i++) {
        if (fabs(points->score[i]) > 1.0 + rule->tolerance && side[i] != RULE_TIE) class[i] = 0;
    }
}

/* A point whose score is not known lies neither within nor beyond a zone. */
static void classes_within(const peel_rule *rule, const struct rule_points *points, const int8_t *side, int8_t *class) {
    for (size_t i = 0; i < points->n; i++) {
        const int known = rule->zone > 0 && points->score[i] == points->score[i];
        class[i] = (int8_t)(rule->zone > 0 ? known && class[i] == 0 : side[i] == RULE_TIE);
    }
}

/* Leaves in the row the points with a value, and no tie if ties are passed over. */
static void row_shorten(const int8_t *side, int without_ties, struct rule_row *row) {
    size_t kept = 0;
    for (size_t i = 0; i < row->n; i++) {
        if (side[i] == RULE_NO_VALUE || (without_ties && side[i] == RULE_TIE)) continue;
        row->class[kept] = row->class[i];
        row->side[kept] = row->side[i];
        row->place[kept++] = (uint32_t)i;
    }
    row->n = kept;
}

/* What ties do where they stay in the row, in the classes and in the sides of the centre. */
static void settle_ties(int32_t ties, size_t n, int8_t *class) {
    int8_t before = RULE_NO_SIDE;
    for (size_t i = 0; i < n; i++) {
        if (class[i] == RULE_TIE) class[i] = ties == PEEL_TIES_COUNT ? before : (int8_t)RULE_CUT;
        before = class[i] == RULE_CUT ? (int8_t)0 : class[i];
    }
}

/* The classes that a side leaves. */
static void choose_side(int32_t side, size_t n, int8_t *class) {
    if (side == PEEL_RULE_ONE_SIDE) return;
    for (size_t i = 0; i < n; i++) {
        const int8_t c = class[i];
        if (c != 1 && c != -1) continue;
        class[i] = (int8_t)(side == PEEL_RULE_BOTH_SIDES ? 1 : side == PEEL_RULE_ABOVE ? c > 0 : -(c < 0));
    }
}

static void row_of_points(const peel_rule *rule, const struct rule_points *points, const int8_t *side,
                          struct rule_row *row) {
    const int asks_side = rule->counts != PEEL_RULE_WITHIN && (!(rule->zone > 0) || rule->others);
    const int without_ties = asks_side && rule->ties == PEEL_TIES_PASS;
    uint32_t *const place = row->place;
    row->n = points->n;
    row->place = NULL;
    row->before = 0;
    memcpy(row->side, side, points->n);
    classes_beyond(rule, points, side, row->class);
    if (rule->counts == PEEL_RULE_WITHIN) classes_within(rule, points, side, row->class);
    if (points->gaps || (without_ties && memchr(side, RULE_TIE, points->n))) {
        row->place = place;
        row_shorten(side, without_ties, row);
    }
    choose_side(rule->side, row->n, row->class);
    if (asks_side) settle_ties(rule->ties, row->n, row->class);
    if (rule->others) settle_ties(rule->ties, row->n, row->side);
}

/* The steps to each point from the one before in the row; the first has none. */
static void row_of_steps(const peel_rule *rule, const struct rule_points *points, struct rule_row *row) {
    double before = NAN;
    size_t kept = 0;
    for (size_t i = 0; i < points->n; i++) {
        const double value = points->value[i];
        if (isnan(value)) continue;
        const int step = compared(value, before, rule->tolerance);
        if (step == RULE_TIE && rule->ties == PEEL_TIES_PASS) continue;
        row->class[kept] = (int8_t)step;
        row->place[kept++] = (uint32_t)i;
        before = value;
    }
    row->n = kept;
    row->before = 1;
    for (size_t i = 1; rule->counts == PEEL_RULE_ALTERNATING && i < kept; i += 2) {
        if (row->class[i] != RULE_TIE) row->class[i] = (int8_t)-row->class[i]; /* steps by turns are then all alike */
    }
    settle_ties(rule->ties, kept, row->class);
    choose_side(rule->side, kept, row->class);
}

void rule_row_make(const peel_rule *rule, const struct rule_points *points, const int8_t *side, struct rule_row *row) {
    if (rule->counts == PEEL_RULE_STEPS || rule->counts == PEEL_RULE_ALTERNATING)
        row_of_steps(rule, points, row);
    else
        row_of_points(rule, points, side, row);
}
