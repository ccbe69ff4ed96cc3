#include "oracle/table_oracle.h"

#include <math.h>
#include <stddef.h>

/* --- tables with given totals ------------------------------------------------------------------------------------------- */

/* P(c + 1) / P(c) under an odds ratio. */
static long double step_up(struct oracle_table t, long double odds) {
    return t.a * t.d / ((t.b + 1) * (t.c + 1)) * odds;
}

static struct oracle_table moved(struct oracle_table t, long double by) {
    return (struct oracle_table){t.a - by, t.b + by, t.c + by, t.d - by};
}

static struct oracle_table turned(struct oracle_table t) {
    return (struct oracle_table){t.b, t.a, t.d, t.c};
}

/* Beyond the seen table, whose weight is 1: the weights, those of them up to `most`, and those times the distance. */
struct weights {
    long double all, unlikely, distance;
};

static struct weights beyond(struct oracle_table t, long double odds, long double most) {
    struct weights sums = {0, 0, 0};
    long double weight = 1;
    for (long double j = 1; t.a > 0 && t.d > 0; j++) {
        long double ratio = step_up(t, odds);
        weight *= ratio;
        sums.all += weight;
        sums.distance += weight * j;
        if (weight <= most) sums.unlikely += weight;
        if (ratio < 1 && weight * j < 1e-26L * (1 - ratio)) break;
        t = moved(t, 1);
    }
    return sums;
}

double oracle_fisher(struct oracle_table table, int side, int mid) {
    struct weights up = beyond(table, 1, 1.0000001L), down = beyond(turned(table), 1, 1.0000001L);
    long double all = up.all + 1 + down.all, own = mid ? 0.5L : 1;
    long double sum = side == oracle_both ? up.unlikely + down.unlikely : side == oracle_rise ? up.all : down.all;
    return (double)((sum + own) / all);
}

double oracle_table_probability(struct oracle_table table) {
    return (double)(1 / (beyond(table, 1, 1).all + 1 + beyond(turned(table), 1, 1).all));
}

/* --- unconditional ------------------------------------------------------------------------------------------------------ */

enum { cases_max = 200 };

/* How many ways lead to a table of the region, by the number of cases met. */
struct region {
    long double ways[cases_max + 1];
    int all;
};

static long double choose(int n, int k) {
    long double ways = 1;
    for (int i = 1; i <= k; i++)
        ways = ways * (n - k + i) / i;
    return ways;
}

static long double probability_at(const struct region *region, long double rate) {
    long double term = powl(1 - rate, region->all), sum = 0;
    for (int m = 0; m <= region->all; m++) {
        sum += term * region->ways[m];
        term *= rate / (1 - rate);
    }
    return sum;
}

static long double golden(const struct region *region, long double low, long double high) {
    const long double part = 0.61803398874989484820L;
    long double x = high - part * (high - low), y = low + part * (high - low);
    long double at_x = probability_at(region, x), at_y = probability_at(region, y);
    for (int i = 0; i < 40; i++) {
        if (at_x < at_y) {
            low = x, x = y, at_x = at_y;
            y = low + part * (high - low), at_y = probability_at(region, y);
        } else {
            high = y, y = x, at_y = at_x;
            x = high - part * (high - low), at_x = probability_at(region, x);
        }
    }
    return at_x > at_y ? at_x : at_y;
}

static double largest(const struct region *region, int grid) {
    long double ends = fmaxl(region->ways[0], region->ways[region->all]); /* 0 or 1: rates 0 and 1 leave one table */
    long double best = ends, before = 0, here = probability_at(region, 0.5L / grid);
    for (int i = 0; i < grid; i++) {
        long double after = i + 1 < grid ? probability_at(region, (i + 1.5L) / grid) : 0;
        if (here >= before && here >= after && here > 0.9L * best) {
            long double low = i == 0 ? 0.01L / grid : (i - 0.5L) / grid;
            long double high = i + 1 == grid ? 1 - 0.01L / grid : (i + 1.5L) / grid;
            long double top = golden(region, low, high);
            if (top > best) best = top;
        }
        before = here;
        here = after;
    }
    return best > 1 ? 1 : (double)best;
}

/* (sign of z) z^2 without what all tables share, for comparisons of whole numbers: numerator and denominator. */
static long double z_order(struct oracle_table t, struct oracle_table seen) {
    long double cross = t.c * t.b - t.a * t.d, own = seen.c * seen.b - seen.a * seen.d;
    long double spread = (t.a + t.c) * (t.b + t.d), own_spread = (seen.a + seen.c) * (seen.b + seen.d);
    return spread == 0 ? -own * fabsl(own) : cross * fabsl(cross) * own_spread - own * fabsl(own) * spread;
}

/* Fisher's one-sided p of a rise; 1 for tables whose totals leave no other. */
static long double p_of_rise(struct oracle_table t) {
    if (t.a + t.c == 0 || t.b + t.d == 0) return 1;
    long double up = 1 + beyond(t, 1, 0).all;
    return up / (up + beyond(turned(t), 1, 0).all);
}

enum { by_z, by_z_both, by_fisher };

static double unconditional(struct oracle_table seen, int order, int grid) {
    struct region region = {{0}, (int)(seen.a + seen.b + seen.c + seen.d)};
    int before = (int)(seen.a + seen.b), after = (int)(seen.c + seen.d);
    long double own = order == by_fisher ? p_of_rise(seen) : 0;
    struct oracle_table risen = seen;
    if (order == by_z_both && seen.c * seen.b < seen.a * seen.d) risen = turned(seen);
    for (int i = 0; i <= before; i++)
        for (int j = 0; j <= after; j++) {
            struct oracle_table t = {i, before - i, j, after - j};
            int in = order == by_fisher ? p_of_rise(t) <= own * (1 + 1e-14L) : z_order(t, risen) >= 0;
            if (order == by_z_both) in = in || z_order(turned(t), risen) >= 0;
            if (in) region.ways[i + j] += choose(before, i) * choose(after, j);
        }
    return largest(&region, grid);
}

double oracle_barnard(struct oracle_table table, int side, int grid) {
    if (side == oracle_both) return unconditional(table, by_z_both, grid);
    return unconditional(side == oracle_rise ? table : turned(table), by_z, grid);
}

double oracle_boschloo(struct oracle_table table, int side, int grid) {
    double rise = side == oracle_fall ? 1 : unconditional(table, by_fisher, grid);
    double fall = side == oracle_rise ? 1 : unconditional(turned(table), by_fisher, grid);
    double smaller = rise < fall ? rise : fall;
    return side == oracle_both ? fmin(1, 2 * smaller) : smaller;
}

/* --- odds ratios -------------------------------------------------------------------------------------------------------- */

typedef long double rising(struct oracle_table table, long double odds, long double first);

static long double tail_at(struct oracle_table table, long double odds, long double first) {
    long double up = first + beyond(table, odds, 0).all;
    return up / (up + 1 - first + beyond(turned(table), 1 / odds, 0).all);
}

/* The expected excess of the count over c. */
static long double excess_at(struct oracle_table table, long double odds, long double unused) {
    (void)unused;
    return beyond(table, odds, 0).distance - beyond(turned(table), 1 / odds, 0).distance;
}

/* Minus z: it rises with the odds ratio. x: the count after under the odds ratio, found by bisection. */
static long double score_at(struct oracle_table table, long double odds, long double unused) {
    long double low = -fminl(table.b, table.c), high = fminl(table.a, table.d);
    struct oracle_table t;
    (void)unused;
    for (int i = 0; i < 200; i++) {
        long double middle = (low + high) / 2;
        t = moved(table, middle);
        if (t.c * t.b < odds * t.a * t.d)
            low = middle;
        else
            high = middle;
    }
    t = moved(table, (low + high) / 2);
    long double all = t.a + t.b + t.c + t.d;
    return (low + high) / 2 * sqrtl((1 / t.a + 1 / t.b + 1 / t.c + 1 / t.d) * (all - 1) / all);
}

static double root_of(rising *function, struct oracle_table table, long double first, long double wanted) {
    long double low = -300, high = 300;
    for (int i = 0; i < 110; i++) {
        long double middle = (low + high) / 2;
        if (function(table, expl(middle), first) < wanted)
            low = middle;
        else
            high = middle;
    }
    return (double)expl((low + high) / 2);
}

double oracle_odds_exact(struct oracle_table table, long double tail, int mid) {
    if (table.b == 0 || table.c == 0) return 0;
    return root_of(tail_at, table, mid ? 0.5L : 1, tail);
}

double oracle_odds_estimate(struct oracle_table table) {
    if (table.b == 0 || table.c == 0) return 0;
    if (table.a == 0 || table.d == 0) return INFINITY;
    return root_of(excess_at, table, 1, 0);
}

double oracle_odds_score(struct oracle_table table, long double z) {
    if (table.b == 0 || table.c == 0) return 0;
    return root_of(score_at, table, 1, -z);
}

/* --- power -------------------------------------------------------------------------------------------------------------- */

double oracle_power(long double rate_before, long double rate_after, int n, long double alpha, int mid) {
    long double power = 0;
    for (int i = 0; i <= n; i++)
        for (int j = 0; j <= n; j++) {
            struct oracle_table t = {i, n - i, j, n - j};
            int same = i + j == 0 || i + j == 2 * n;
            long double ways = choose(n, i) * choose(n, j);
            if (same || (long double)oracle_fisher(t, oracle_both, mid) > alpha) continue;
            power += ways * powl(rate_before, i) * powl(1 - rate_before, n - i) * powl(rate_after, j) *
                     powl(1 - rate_after, n - j);
        }
    return (double)power;
}
