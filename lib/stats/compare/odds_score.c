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

/* A number in two parts, for about twice the digits. */
struct pair {
    double head;
    double rest;
};

static struct pair sum_of(double x, double y) {
    double head = x + y;
    double part = head - x;
    return (struct pair){head, (x - (head - part)) + (y - part)};
}

static struct pair plus(struct pair x, struct pair y) {
    struct pair sum = sum_of(x.head, y.head);
    return (struct pair){sum.head, sum.rest + (x.rest + y.rest)};
}

static struct pair over(struct pair x, struct pair y) {
    double head = x.head / y.head;
    return (struct pair){head, (fma(-head, y.head, x.head) + x.rest - head * y.rest) / y.head};
}

/* What is solved. The smaller of s and u is the unknown t: of the other one a last digit may be more than all of it. */
struct score {
    struct table table;
    double smallest; /* of b and c */
    int by_s;        /* t is s, else u */
};

/* s, and the counts under that odds ratio. */
struct point {
    struct pair s;
    struct pair a;
    struct pair b;
    struct pair c;
    struct pair d;
};

static struct point point_at(const struct score *score, double t) {
    const struct pair own = {t, 0.0};
    const struct pair other = sum_of(score->smallest, -t);
    const struct pair s = score->by_s ? own : other;
    const struct pair u = score->by_s ? other : own;
    const struct table *table = &score->table;
    return (struct point){
        s, plus((struct pair){table->a, 0.0}, s), plus((struct pair){table->b - score->smallest, 0.0}, u),
        plus((struct pair){table->c - score->smallest, 0.0}, u), plus((struct pair){table->d, 0.0}, s)};
}

/* s times the root of the sum of inverses, and its derivative by t. */
struct slope {
    double value;
    double by_t;
};

static struct slope slope_at(const struct score *score, double t) {
    const struct point at = point_at(score, t);
    double a = 1.0 / at.a.head, b = 1.0 / at.b.head, c = 1.0 / at.c.head, d = 1.0 / at.d.head;
    double root = sqrt((a + d) + (b + c));
    double by_s = root - 0.5 * at.s.head * ((a * a + d * d) - (b * b + c * c)) / root;
    return (struct slope){at.s.head * root, score->by_s ? by_s : -by_s};
}

/*
 * What s^2 (1/a + ...) (N - 1) / N has above z^2. The odds ratio feels an error of it some log(odds ratio) times: with its
 * plain value the limits lost 12e-15.
 */
static double excess_at(const struct score *score, double t, double z, double all) {
    const struct point at = point_at(score, t);
    struct pair sum = plus(plus(over(at.s, at.a), over(at.s, at.d)), plus(over(at.s, at.b), over(at.s, at.c)));
    double product = at.s.head * sum.head;
    double product_rest = fma(at.s.head, sum.head, -product) + at.s.head * sum.rest + at.s.rest * sum.head;
    double share = product / all;
    double share_rest = fma(-share, all, product) / all;
    double square = z * z;
    double square_rest = fma(z, z, -square);
    return (product - square - share) + (product_rest - square_rest - share_rest);
}

/* The odds ratio at the root near t, after a last step. */
static double odds_near(const struct score *score, double t, double z, double all) {
    struct slope slope = slope_at(score, t);
    double sum_of_roots = slope.value + z * sqrt(all / (all - 1.0));
    double step = -excess_at(score, t, z, all) * (all / (all - 1.0)) / (sum_of_roots * slope.by_t);
    struct point at = point_at(score, t + step);
    return (at.c.head * at.b.head) / (at.a.head * at.d.head);
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
            *limit = odds_near(&score, next, tail.z, all);
            return PEEL_OK;
        }
        t = next;
    }
    return PEEL_ERROR_SEARCH;
}
