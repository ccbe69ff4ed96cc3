#include "oracle/rules_oracle.h"

#include <math.h>
#include <string.h>

/* The points that a rule looks at, with the series behind them. */
struct look {
    const struct oracle_rule *rule;
    const double *value, *centre, *score;
    int n, at[oracle_points];
};

static int tie(double a, double b, double tolerance) {
    return fabs(a - b) <= tolerance * fmax(fabs(a), fabs(b));
}

static int is_tied(const struct look *look, int p) {
    const int i = look->at[p];
    return tie(look->value[i], look->centre[i], look->rule->tolerance);
}

static int on_side(const struct look *look, int p, int side) {
    const int i = look->at[p];
    const double apart = look->value[i] - look->centre[i];
    return !is_tied(look, p) && side * apart > 0;
}

static int beyond(const struct look *look, int p, int side, double zone) {
    return !is_tied(look, p) && side * look->score[look->at[p]] > zone * (1 + look->rule->tolerance);
}

static int asks_for_sides(const struct oracle_rule *rule) {
    return rule->counts == 'l' || rule->counts == 'c' || (rule->counts == 'b' && (rule->zone == 0 || rule->others));
}

/* Whether the point lies on a side of the centre, as far as `others` asks. */
static int stands_on(const struct look *look, int p, int side) {
    if (p >= 0 && is_tied(look, p) && look->rule->ties == 'c') return p > 0 && stands_on(look, p - 1, side);
    return on_side(look, p, side);
}

/* Whether the point is counted on a side: 1 above, -1 below, 0 where the rule has none. */
static int counted(const struct look *look, int p, int side) {
    const struct oracle_rule *const rule = look->rule;
    if (rule->counts == 'w') {
        if (rule->zone == 0) return is_tied(look, p);
        return !isnan(look->score[look->at[p]]) && !beyond(look, p, 1, rule->zone) && !beyond(look, p, -1, rule->zone);
    }
    if (side == 0) return counted(look, p, 1) || counted(look, p, -1);
    if (rule->zone == 0 && is_tied(look, p)) return rule->ties == 'c' && p > 0 && counted(look, p - 1, side);
    if (rule->without_beyond && (beyond(look, p, 1, 1) || beyond(look, p, -1, 1))) return 0;
    return rule->zone == 0 ? on_side(look, p, side) : beyond(look, p, side, rule->zone);
}

/* The step to a point: 1 up, -1 down, 0 neither; one between equals as the rule says. */
static int step(const struct look *look, int p) {
    const struct oracle_rule *const rule = look->rule;
    if (p < 1) return 0;
    const double from = look->value[look->at[p - 1]], to = look->value[look->at[p]];
    if (!tie(from, to, rule->tolerance)) return to > from ? 1 : -1;
    if (rule->ties != 'c') return 0;
    return rule->counts == 'a' ? -step(look, p - 1) : step(look, p - 1);
}

/* Whether all steps from the first to the last go one way, or each another than the one before. */
static int goes(const struct look *look, int first, int last, int side) {
    for (int p = first + 1; p <= last; p++) {
        const int here = step(look, p);
        if (here == 0 || (side != 0 && here != side)) return 0;
        if (side == 0 && p > first + 1 && here == step(look, p - 1)) return 0;
    }
    return 1;
}

/* A tie that breaks may not lie in a stretch whose sides are asked for. */
static int is_whole(const struct look *look, int first, int last) {
    const struct oracle_rule *const rule = look->rule;
    for (int p = first; p <= last; p++) {
        if (rule->ties == 'b' && rule->counts != 'w' && rule->zone == 0 && is_tied(look, p)) return 0;
    }
    return 1;
}

struct stretch {
    int first, last; /* of what was looked at */
    int run_first, run_last;
    int last_counted;
};

/* Whether a stretch holds a run on a side. */
static int is_run(const struct look *look, int needed, int of, int side, struct stretch *stretch) {
    const struct oracle_rule *const rule = look->rule;
    const int length = stretch->last - stretch->first + 1;
    int count = 0;
    stretch->run_first = stretch->first;
    stretch->run_last = stretch->last_counted = stretch->last;
    if (rule->counts == 's' || rule->counts == 'a')
        return length == needed && goes(look, stretch->first, stretch->last, side);
    if (length > of || !is_whole(look, stretch->first, stretch->last)) return 0;
    if (length < of) { /* only where the one before belongs to no stretch */
        if (rule->others) return 0;
        if (stretch->first > 0 && is_whole(look, stretch->first - 1, stretch->first - 1)) return 0;
    }
    stretch->run_first = -1;
    for (int p = stretch->first; p <= stretch->last; p++) {
        if (rule->others && !stands_on(look, p, side)) return 0;
        if (!counted(look, p, side)) continue;
        if (stretch->run_first < 0) stretch->run_first = p;
        stretch->run_last = stretch->last_counted = p;
        count++;
    }
    if (rule->others) stretch->run_first = stretch->first, stretch->run_last = stretch->last;
    return count >= needed;
}

static int has_side(const struct oracle_rule *rule) {
    return rule->counts != 'w' && rule->counts != 'a' && rule->counts != 'c' && rule->side != '2';
}

/* later[p][up]: the last counted point of the latest run on that side that gives p its flag, plus 1. */
static void mark(const struct look *look, const struct stretch *stretch, int side, int later[][2],
                 struct oracle_marks *marks) {
    const struct oracle_rule *const rule = look->rule;
    const int steps = rule->counts == 's' || rule->counts == 'a';
    marks->complete[look->at[stretch->last]] = 1;
    for (int p = 0; p < look->n; p++) {
        const int i = look->at[p];
        const int inside = p >= stretch->run_first && p <= stretch->run_last;
        const int one = inside && (steps || rule->counts == 'l' || counted(look, p, side));
        marks->run[i] |= inside;
        if (!((rule->flags == 'r' && inside) || (rule->flags == 'c' && one) ||
              (rule->flags == 'l' && p == stretch->last)))
            continue;
        marks->flagged[i] = 1;
        if (stretch->last_counted + 1 > later[p][side > 0]) later[p][side > 0] = stretch->last_counted + 1;
    }
}

/* Whether points lie above the centre and others below it: where not, there is no median to cross. */
static int on_both_sides(const struct look *look) {
    int above = 0, below = 0;
    for (int p = 0; p < look->n; p++) {
        above |= on_side(look, p, 1);
        below |= on_side(look, p, -1);
    }
    return above && below;
}

static int mark_runs(const struct look *look, int needed, int of, struct oracle_marks *marks) {
    const struct oracle_rule *const rule = look->rule;
    int later[oracle_points][2] = {{0}};
    int found = 0;
    for (int last = 0; last < look->n; last++) {
        for (int first = 0; first <= last; first++) {
            for (int side = -1; side <= 1; side++) {
                struct stretch stretch = {.first = first, .last = last};
                if ((side != 0) != has_side(rule)) continue;
                if ((rule->side == 'a' && side < 0) || (rule->side == 'b' && side > 0)) continue;
                if (!is_run(look, needed, of, side, &stretch)) continue;
                mark(look, &stretch, side, later, marks);
                found = 1;
            }
        }
    }
    for (int p = 0; p < look->n; p++)
        marks->upward[look->at[p]] = has_side(rule) && later[p][1] > later[p][0];
    return found;
}

/* The side of the centre that a point counts for, 0 for none. */
static int standing(const struct look *look, int p) {
    return stands_on(look, p, 1) - stands_on(look, p, -1);
}

static int mark_crossings(const struct look *look, int64_t least, struct oracle_marks *marks) {
    int crossings = 0, last = -1;
    for (int p = 1; p < look->n; p++)
        crossings += standing(look, p) != 0 && standing(look, p) == -standing(look, p - 1);
    if (crossings >= least) return 0;
    for (int p = 0; p < look->n; p++) {
        const int i = look->at[p];
        if (standing(look, p) == 0) continue;
        marks->run[i] = 1;
        marks->flagged[i] = look->rule->flags == 'r' || look->rule->flags == 'c';
        last = i;
    }
    marks->complete[last] = 1;
    if (look->rule->flags == 'l') marks->flagged[last] = 1;
    return 1;
}

/* Points with a value; passed-over ties are those on the centre, or of steps those like the last one that stays. */
static void choose(struct look *look, int n) {
    const struct oracle_rule *const rule = look->rule;
    const int steps = rule->counts == 's' || rule->counts == 'a';
    for (int i = 0; i < n; i++) {
        if (isnan(look->value[i])) continue;
        look->at[look->n] = i;
        if (rule->ties == 'p' && asks_for_sides(rule) && is_tied(look, look->n)) continue;
        if (rule->ties == 'p' && steps && look->n > 0 &&
            tie(look->value[look->at[look->n - 1]], look->value[i], rule->tolerance))
            continue;
        look->n++;
    }
}

int oracle_rule(const struct oracle_rule *rule, int n, const double *value, const double *centre, const double *score,
                struct oracle_marks *marks) {
    struct look look = {.rule = rule, .value = value, .centre = centre, .score = score};
    int64_t runs[5];
    memset(marks, 0, sizeof *marks);
    choose(&look, n);
    oracle_runs(n, value, centre, rule->tolerance, runs);
    if ((rule->counts == 'c' || rule->counts == 'l') && !on_both_sides(&look)) return 0;
    if (rule->counts == 'c') return mark_crossings(&look, runs[4], marks);
    if (rule->counts == 'l') return mark_runs(&look, (int)runs[2] + 1, (int)runs[2] + 1, marks);
    return mark_runs(&look, rule->needed, rule->of > 0 ? rule->of : rule->needed, marks);
}

/* The smallest c with C(m, 0) + ... + C(m, c) >= 2^m / 20, by Pascal's triangle; to 63 points in whole numbers. */
static int64_t least_crossings(int m) {
    long double row[oracle_points] = {1}, sum = 0;
    for (int i = 1; i <= m; i++) {
        for (int j = i; j >= 1; j--)
            row[j] += row[j - 1];
    }
    for (int c = 0; c <= m; c++) {
        sum += row[c];
        if (20 * sum >= ldexpl(1, m)) return c;
    }
    return m;
}

void oracle_runs(int n, const double *value, const double *centre, double tolerance, int64_t runs[5]) {
    const struct oracle_rule rule = {.counts = 'c', .ties = 'p', .tolerance = tolerance};
    struct look look = {.rule = &rule, .value = value, .centre = centre};
    memset(runs, 0, 5 * sizeof runs[0]);
    choose(&look, n);
    for (int p = 0; p < look.n; p++) {
        int length = 1;
        if (standing(&look, p) == 0) continue;
        runs[0]++;
        while (length <= p && standing(&look, p - length) == standing(&look, p))
            length++;
        if (length > runs[1]) runs[1] = length;
        runs[3] += p > 0 && length == 1;
    }
    if (runs[0] > 0) runs[2] = (int64_t)floor(log2((double)runs[0]) + 0.5) + 3;
    if (runs[0] > 0) runs[4] = least_crossings((int)runs[0] - 1);
}
