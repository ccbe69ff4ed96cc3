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

/*
 * What is solved. The smaller of s and u is the unknown t: of the other one a last digit may be more than all of it. With u alone
 * the limits lost 12e-15.
 */
struct score {
    struct table table;
    double smallest; /* of b and c */
    int by_s;        /* t is s, else u */
};

static double shift_at(const struct score *score, double t) {
    return score->by_s ? t : score->smallest - t;
}

/* The counts with the totals seen that are likeliest under the odds ratio of t. */
static struct table likeliest_at(const struct score *score, double t) {
    double s = shift_at(score, t);
    double u = score->by_s ? score->smallest - t : t;
    return (struct table){score->table.a + s, (score->table.b - score->smallest) + u,
                          (score->table.c - score->smallest) + u, score->table.d + s};
}

/* s times the root of the sum of inverses, and its derivative by t. */
struct slope {
    double value;
    double by_t;
};

static struct slope slope_at(const struct score *score, double t) {
    const struct table at = likeliest_at(score, t);
    double s = shift_at(score, t);
    double a = 1.0 / at.a, b = 1.0 / at.b, c = 1.0 / at.c, d = 1.0 / at.d;
    double root = sqrt((a + d) + (b + c));
    double by_s = root - 0.5 * s * ((a * a + d * d) - (b * b + c * c)) / root;
    return (struct slope){s * root, score->by_s ? by_s : -by_s};
}

peel_status odds_limit_odds_score(struct table table, struct normal_tail tail, double *limit) {
    enum { cap = 200 };
    const double close = 1e-11; /* of t: the step after it is the square of that */
    double all = (table.a + table.b) + (table.c + table.d);
    double wanted = tail.z * sqrt(all / (all - 1.0));
    struct score score = {table, fmin(table.b, table.c), 0};
    double low = 0.0;
    double high = 0.5 * score.smallest;
    double t = 0.5 * high;
    *limit = 0.0;
    if (high == 0.0) return PEEL_OK;
    score.by_s = slope_at(&score, high).value > wanted;
    for (int i = 0; i < cap; i++) {
        struct slope slope = slope_at(&score, t);
        if ((slope.value > wanted) != score.by_s)
            low = t;
        else
            high = t;
        double step = (wanted - slope.value) / slope.by_t;
        double next = t + step;
        int within = next > low && next < high;
        if (!within) next = low > 0.0 ? 0.5 * (low + high) : 0.125 * high;
        if ((within && fabs(step) <= close * t) || next == low || next == high) {
            const struct table at = likeliest_at(&score, next);
            *limit = (at.c * at.b) / (at.a * at.d);
            return PEEL_OK;
        }
        t = next;
    }
    return PEEL_ERROR_SEARCH;
}
