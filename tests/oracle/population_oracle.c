#include "oracle/population_oracle.h"

#include <math.h>

/* Exact for all that are needed: C(40, 20) is below 2^38. */
static double choose(int n, int k) {
    double ways = 1;
    if (k < 0 || k > n) return 0;
    for (int i = 1; i <= k; i++)
        ways = ways * (n - k + i) / i;
    return ways;
}

static double ways(struct oracle_seen seen, int met, int cases) {
    return choose(cases, met) * choose(seen.population - cases, seen.assessed - met);
}

/* Of all ways to draw those with from..to met. */
static double ways_from(struct oracle_seen seen, int from, int to, int cases) {
    double sum = 0;
    for (int met = from; met <= to; met++)
        sum += ways(seen, met, cases);
    return sum;
}

/* Whether part / all > p, for whole numbers below 2^53: the product's rounding is known, and near it the difference is exact. */
static int above(double part, double all, double p) {
    double product = p * all;
    return part - product > fma(p, all, -product);
}

/* Half of the ways in which k itself is met; doubled, all stay whole numbers. */
static int tail_above(struct oracle_seen seen, int mid, int upper, int cases, double p) {
    double beyond =
        upper ? ways_from(seen, seen.met + 1, seen.assessed, cases) : ways_from(seen, 0, seen.met - 1, cases);
    double own = ways(seen, seen.met, cases);
    return above(2 * beyond + (mid ? own : 2 * own), 2 * choose(seen.population, seen.assessed), p);
}

/* The smaller tail and the largest opposite one that is not above it. */
static int acceptable(struct oracle_seen seen, int cases, double alpha) {
    double up = ways_from(seen, seen.met, seen.assessed, cases);
    double down = ways_from(seen, 0, seen.met, cases);
    double own = up < down ? up : down, opposite = 0;
    for (int other = 0; other <= seen.assessed; other++) {
        double tail = up <= down ? ways_from(seen, 0, other, cases) : ways_from(seen, other, seen.assessed, cases);
        if (tail <= own && tail > opposite) opposite = tail;
    }
    return above(own + opposite, choose(seen.population, seen.assessed), alpha);
}

struct oracle_bounds oracle_population_bounds(struct oracle_seen seen, int method, double lower_tail,
                                              double upper_tail) {
    struct oracle_bounds bounds = {-1, -1};
    for (int cases = seen.met; cases <= seen.population - (seen.assessed - seen.met); cases++) {
        int mid = method == oracle_mid_tails;
        int in = method == oracle_acceptability
                     ? acceptable(seen, cases, lower_tail)
                     : tail_above(seen, mid, 1, cases, lower_tail) && tail_above(seen, mid, 0, cases, upper_tail);
        if (in && bounds.least < 0) bounds.least = cases;
        if (in) bounds.most = cases;
    }
    return bounds;
}

double oracle_population_probability(struct oracle_seen seen, int cases) {
    return ways(seen, seen.met, cases) / choose(seen.population, seen.assessed);
}
