/*
 * The search for the number of cases whose tail is the wanted one. With F(K) = P(X > k | K) + first P(X = k | K), one more case
 * that met the criterion adds (k / K) P(X = k | K) to P(X >= k): it may be one of those sampled, where k - 1 were met else. So F
 * is known at K - 1 as well, and its slope, without another sum.
 */
#include <math.h>

#include "numeric/hypergeometric_twofold.h"
#include "stats/rate/population.h"

static const double near = 2e-13; /* of the tail: a double may be wrong by so much, at a tail of 1e-100 */
static const double tie = 0x1p-80;

struct table population_table(const struct rate_counts *counts, double cases) {
    double left = cases - counts->met; /* of those not looked at */
    return (struct table){left, counts->population - counts->assessed - left, counts->met, counts->failed};
}

/* F at K with what it owes to the last case, and both against the wanted tail: (F - tail) / tail, and that at K - 1. */
struct look {
    struct table table;
    double upper;
    double fall;
    double excess;
    double excess_before;
};

/* (F - tail) / tail where F came out near the tail: 0 where they are equal, or cannot be told apart in a large table. */
static double near_excess(struct table table, double first, double tail) {
    if (!hypergeometric_is_small(table)) return 0.0;
    struct twofold upper = hypergeometric_upper_twofold(table, first);
    double excess = twofold_minus(upper, (struct twofold){tail, 0.0}).value / tail;
    return fabs(excess) < tie ? 0.0 : excess;
}

static struct look look_at(const struct rate_counts *counts, double first, double tail, double cases) {
    struct look at = {.table = population_table(counts, cases)};
    const struct table *t = &at.table;
    struct table_tail found = hypergeometric_tail(at.table, first);
    double taken = first * t->c + (1.0 - first) * (t->a * t->d / (t->b + 1.0));
    at.upper = found.upper;
    at.fall = found.term * (taken / cases);
    at.excess = (at.upper - tail) / tail;
    at.excess_before = t->a > 0.0 ? at.excess - at.fall / tail : -1.0;
    if (fabs(at.excess) < near) at.excess = near_excess(at.table, first, tail);
    if (fabs(at.excess_before) < near)
        at.excess_before = near_excess(population_table(counts, cases - 1.0), first, tail);
    return at;
}

/*
 * From K to the tail: the inverse of the Taylor series of log F to the second order, on a logarithmic scale between the ends
 * that k and n - k of all set. F'' / F' is the slope of log P(X = k | K) - log K, for mid-P nearly.
 */
static double step_from(const struct look *at, double cases) {
    const struct table *t = &at->table;
    double steeper = log1p(t->c / (t->a + 0.5)) - log1p(t->d / (t->b + 0.5)) - 1.0 / cases;
    double slope = at->fall * (1.0 + 0.5 * steeper) / at->upper;
    double low = t->a + 0.5 * (t->c + 1.0); /* to the lower end of the scale */
    double high = t->b + 0.5 * (t->d + 1.0);
    double stretch = low * (high / (low + high));
    double first = slope * stretch;
    double second = first * (stretch * (steeper - slope) + (high - low) / (low + high));
    double wanted = -log1p(at->excess);
    double bent = first * first + 2.0 * second * wanted;
    double step = bent > 0.0 ? 2.0 * wanted / (first + sqrt(bent)) : wanted / first;
    double grown = expm1(fmax(-40.0, fmin(step, 40.0)));
    return low * (high * (grown / (low + high + low * grown)));
}

/* Wilson's limit with a continuity correction, of as many cases as tell as much in an endless population. */
static double guess(const struct rate_counts *counts, double first, double tail) {
    const struct rate_counts endless = rate_effective(counts);
    double root = sqrt(-2.0 * log(tail)); /* Abramowitz and Stegun 26.2.23 */
    double z = root - (2.515517 + root * (0.802853 + root * 0.010328)) /
                          (1.0 + root * (1.432788 + root * (0.189269 + root * 0.001308)));
    double rate = (counts->met - (first - 0.5)) / counts->assessed;
    double half = 0.5 * z * z / endless.assessed;
    double lower = rate * rate / (rate + half + sqrt(half * (2.0 * rate * (1.0 - rate) + half)));
    return floor(counts->population * lower + 0.5);
}

peel_status population_lower(const struct rate_counts *counts, double first, double tail, double *cases) {
    const int cap = 200;
    double low = counts->met - 1.0;                    /* not above */
    double high = counts->population - counts->failed; /* above: its tail is 1, or at least 1/2 */
    double at = fmin(fmax(guess(counts, first, tail), low + 1.0), high);
    for (int i = 0; i < cap && high - low > 1.0; i++) {
        struct look look = look_at(counts, first, tail, at);
        if (look.excess > 0.0)
            high = at;
        else
            low = at;
        if (look.excess > 0.0 && look.excess_before <= 0.0) low = at - 1.0;
        double next = at + ceil(step_from(&look, at));
        if (look.excess <= 0.0 && next == at) next = at + 1.0;
        if (look.excess > 0.0 && next >= at) next = at - 1.0;
        at = next > low && next < high ? next : low + floor(0.5 * (high - low));
    }
    if (high - low > 1.0) return PEEL_ERROR_SEARCH;
    *cases = high;
    return PEEL_OK;
}
