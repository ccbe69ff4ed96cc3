/*
 * How rules are judged: each point of a segment gets a class, a side and its ties, and runs are looked for in the row of
 * the classes.
 */
#ifndef STATS_CHART_RULES_H
#define STATS_CHART_RULES_H

#include <stddef.h>
#include <stdint.h>

#include "stats/chart/chart.h"

/* A segment's points. */
struct rule_points {
    size_t n;
    const double *value; /* NaN where there is none */
    const double *centre;
    const double *score;
    int gaps; /* whether a value is NaN */
};

/* Where a point lies: 1 above the centre, -1 below it, or one of these. */
enum { RULE_NO_SIDE = 0, RULE_TIE = 2, RULE_NO_VALUE = 4 };

/* The classes of points, or of the steps that lead to them: 1 counted above, -1 counted below, 0 not counted, or this. */
enum { RULE_CUT = 2 }; /* not counted, and no window reaches across it */

/* The points that a rule sees in a row, those that it passes over left out. */
struct rule_row {
    size_t n;
    int8_t *class;
    int8_t *side;    /* of the centre: 1, -1 or 0; of rules with `others` alone */
    uint32_t *place; /* of each in the segment; NULL where none was passed over */
    size_t before;   /* points of a run before the first that is counted: 1 of steps, where that one begins it */
};

/* The sides of all points, into side. */
void rule_sides(const struct rule_points *points, double tolerance, int8_t *side);

/*
 * The row of a rule; of steps and alternating, the classes are those of the steps. side: from rule_sides with the rule's
 * tolerance. row: with room for all points in each of its arrays.
 */
void rule_row_make(const peel_rule *rule, const struct rule_points *points, const int8_t *side, struct rule_row *row);

/* Where the bits of a rule go. */
struct rule_marks {
    const struct chart_bits *bits;
    size_t first;  /* of the segment */
    uint32_t bit;  /* of the rule */
    int32_t flags; /* PEEL_FLAG_... */
    int sided;
    int made; /* whether there was a signal */
};

/* Marks the runs of a row: `needed` of `of` in a row, all of them on one side if `others`. */
void rule_mark_runs(const struct rule_row *row, size_t needed, size_t of, int others, struct rule_marks *marks);

/* Marks all points of a row as one run, complete at the last. */
void rule_mark_all(const struct rule_row *row, struct rule_marks *marks);

#endif
