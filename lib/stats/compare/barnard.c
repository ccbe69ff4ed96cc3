/*
 * Barnard 1947 with the order of Suissa and Shuster 1985: by z of the pooled rates, and the p-value is the largest probability of
 * all tables with a z at least as large. With m cases met and k of them after, z is (k N - m after) / sqrt(m (N - m)) times a
 * number that all tables share; where m is 0 or N it is 0.
 */
#include <math.h>
#include <peel/results.h>

#include "stats/compare/test.h"
#include "stats/compare/unconditional.h"

/* z without the number that all tables share: score / sqrt(spread). Whole numbers, up to 4e6. */
struct standing {
    double score;
    double spread;
};

static struct standing standing_of(double before, double after, double m, double k) {
    double all = before + after;
    return (struct standing){k * all - m * after, m * (all - m)};
}

/* score^2 times a spread, exactly: the square is below 2^53, the product has two parts. */
struct product {
    double head;
    double rest;
};

static struct product squared_times(double score, double spread) {
    double square = score * score;
    double head = square * spread;
    return (struct product){head, fma(square, spread, -head)};
}

/* |a| >= |b| as z: a's square times b's spread against b's square times a's spread. */
static int is_as_far(struct standing a, struct standing b) {
    struct product left = squared_times(a.score, b.spread);
    struct product right = squared_times(b.score, a.spread);
    return left.head != right.head ? left.head > right.head : left.rest >= right.rest;
}

/* a >= b as z. b is that of a table with variation. Where a has no spread its z is 0. */
static int is_at_least(struct standing a, struct standing b) {
    if (a.spread == 0.0) a = (struct standing){0.0, 1.0};
    if (b.score >= 0.0) return a.score >= 0.0 && is_as_far(a, b);
    return a.score >= 0.0 || is_as_far(b, a);
}

/* P(z >= that of `seen`, given m). */
static double tail_given(double before, double after, double m, struct standing seen) {
    double below = fmax(0.0, m - before) - 1.0;
    double found = fmin(m, after) + 1.0;
    if (is_at_least(standing_of(before, after, m, below + 1.0), seen)) return 1.0;
    while (found - below > 1.0) {
        double k = below + floor(0.5 * (found - below));
        if (is_at_least(standing_of(before, after, m, k), seen))
            found = k;
        else
            below = k;
    }
    if (found > fmin(m, after)) return 0.0;
    return hypergeometric_upper((struct table){m - found, before - m + found, found, after - found}, 1.0);
}

double test_barnard(struct table table, int32_t side, double *work) {
    if (side == PEEL_SIDE_UPPER) table = table_flipped(table);
    double before = table.a + table.b;
    double after = table.c + table.d;
    struct standing seen = standing_of(before, after, table.a + table.c, table.c);
    size_t all = (size_t)(before + after);
    if (side == PEEL_SIDE_TWO_SIDED) seen.score = fabs(seen.score);
    if (side == PEEL_SIDE_TWO_SIDED && seen.score == 0.0) return 1.0;
    for (size_t m = 0; m <= all; m++)
        work[m] = tail_given(before, after, (double)m, seen);
    /* the tables as far on the other side are these with met and failed swapped */
    for (size_t m = 0; side == PEEL_SIDE_TWO_SIDED && m <= all - m; m++)
        work[m] = work[all - m] = work[m] + work[all - m];
    return unconditional_largest(work, all);
}
