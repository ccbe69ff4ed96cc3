/*
 * Miettinen and Nurminen 1985: the odds ratios that a score test does not reject. Under an odds ratio the likeliest counts with
 * the totals seen differ from those seen by the same s, and the test is s^2 (1/(a+s) + 1/(b-s) + 1/(c-s) + 1/(d+s)) = z^2
 * N / (N - 1). So the limit is had by solving for s instead of the odds ratio: no restricted estimates are needed.
 *
 * With u = min(b, c) - s the left side falls all the way from infinity at u = 0 to 0 at s = 0: as u rises log s^2 falls by 2 / s,
 * and the logarithm of the sum rises by at most 1 / s, for the counts that grow with s are none of them below s.
 */
#include <math.h>

#include "stats/compare/odds.h"

/* What is solved, in u: the smaller of the shrinking counts is u, the larger u + apart. */
struct score {
    struct table table;
    double smallest;
    double apart;
};

/* s times the root of the sum of inverses, and its derivative by u. */
struct slope {
    double value;
    double by_u;
};

static struct table table_at(const struct score *score, double u) {
    double s = score->smallest - u;
    int b_first = score->table.b <= score->table.c;
    return (struct table){score->table.a + s, b_first ? u : u + score->apart, b_first ? u + score->apart : u,
                          score->table.d + s};
}

static struct slope slope_at(const struct score *score, double u) {
    struct table at = table_at(score, u);
    double s = score->smallest - u;
    double a = 1.0 / at.a, b = 1.0 / at.b, c = 1.0 / at.c, d = 1.0 / at.d;
    double sum = (a + d) + (b + c);
    double by_u = (a * a + d * d) - (b * b + c * c);
    double root = sqrt(sum);
    return (struct slope){s * root, -root + 0.5 * s * by_u / root};
}

peel_status odds_limit_odds_score(struct table table, struct normal_tail tail, double *limit) {
    enum { cap = 200 };
    const double close = 1e-11; /* of u: the step after it is the square of that */
    double all = (table.a + table.b) + (table.c + table.d);
    double wanted = tail.z * sqrt(all / (all - 1.0));
    const struct score score = {table, fmin(table.b, table.c), fabs(table.b - table.c)};
    double low = 0.0;
    double high = score.smallest;
    double u = 0.5 * high;
    *limit = 0.0;
    if (high == 0.0) return PEEL_OK;
    for (int i = 0; i < cap; i++) {
        struct slope slope = slope_at(&score, u);
        if (slope.value > wanted)
            low = u;
        else
            high = u;
        double step = (wanted - slope.value) / slope.by_u;
        double next = u + step;
        int within = next > low && next < high;
        if (!within) next = low > 0.0 ? 0.5 * (low + high) : 0.125 * high;
        int found = (within && fabs(step) <= close * u) || next == low || next == high;
        if (found) {
            struct table at = table_at(&score, next);
            *limit = (at.c * at.b) / (at.a * at.d);
            return PEEL_OK;
        }
        u = next;
    }
    return PEEL_ERROR_SEARCH;
}
