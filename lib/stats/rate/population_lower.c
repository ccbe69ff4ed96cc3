/*
 * The search for the number of cases whose tail is the wanted one. With F(K) = P(X > k | K) + first P(X = k | K), one more case
 * that met the criterion adds (k / K) P(X = k | K) to P(X >= k): it may be one of those sampled, where k - 1 were met else. So F
 * is known at K - 1 as well, and its slope, without another sum.
 */
#include <math.h>

#include "numeric/hypergeometric_twofold.h"
#include "stats/rate/population.h"

double population_near(double probability) {
    return 1e-14 - 1e-15 * log(probability);
}

struct table population_table(const struct rate_counts *counts, double cases) {
    double left = cases - counts->met; /* of those not looked at */
    return (struct table){left, counts->population - counts->assessed - left, counts->met, counts->failed};
}

/* (F - tail) / tail where F came out near the tail: 0 where they are equal, or cannot be told apart in a large table. */
static double near_excess(struct table table, double first, double tail) {
    if (!hypergeometric_is_small(table)) return 0.0;
    struct twofold upper = hypergeometric_upper_twofold(table, first);
    double excess = twofold_minus(upper, (struct twofold){tail, 0.0}).value / tail;
    return fabs(excess) < population_tie ? 0.0 : excess;
}

struct wanted {
    const struct rate_counts *counts;
    double first;
    double tail;
    double near;
};

/*
 * From K to the tail: the inverse of the Taylor series of log F to the second order, on a logarithmic scale between the ends
 * that k and n - k of all set. wanted: the change of log F; fall: F(K) - F(K - 1) over F(K). F'' / F' is the slope of
 * log P(X = k | K) - log K, for mid-P nearly.
 */
static double step_from(const struct table *t, double cases, double wanted, double fall) {
    double steeper = log1p(t->c / (t->a + 0.5)) - log1p(t->d / (t->b + 0.5)) - 1.0 / cases;
    double slope = fall * (1.0 + 0.5 * steeper);
    double low = t->a + 0.5 * (t->c + 1.0); /* to the lower end of the scale */
    double high = t->b + 0.5 * (t->d + 1.0);
    double stretch = low * (high / (low + high));
    double first = slope * stretch;
    double second = first * (stretch * (steeper - slope) + (high - low) / (low + high));
    double bent = first * first + 2.0 * second * wanted;
    double step = bent > 0.0 ? 2.0 * wanted / (first + sqrt(bent)) : wanted / first;
    double grown = expm1(fmax(-40.0, fmin(step, 40.0)));
    return low * (high * (grown / (low + high + low * grown)));
}

static struct population_look look_at(const void *what, double cases) {
    const struct wanted *wanted = what;
    const struct table table = population_table(wanted->counts, cases);
    struct table_tail found = hypergeometric_tail(table, wanted->first);
    double taken = wanted->first * table.c + (1.0 - wanted->first) * (table.a * table.d / (table.b + 1.0));
    double fall = found.term * (taken / cases);
    double excess = (found.upper - wanted->tail) / wanted->tail;
    double unsure = wanted->near;
    if (fabs(excess) < wanted->near) {
        excess = near_excess(table, wanted->first, wanted->tail);
        unsure = fmin(unsure, 1e-9 * fall / wanted->tail); /* what the one case less takes has its own digits */
    }
    double before = table.a > 0.0 ? excess - fall / wanted->tail : -1.0;
    if (fabs(before) <= unsure)
        before = near_excess(population_table(wanted->counts, cases - 1.0), wanted->first, wanted->tail);
    if (found.upper <= 0.0) return (struct population_look){0, 0, INFINITY};
    double log_excess = fabs(excess) < 0.5 ? log1p(excess) : log(found.upper / wanted->tail);
    double step = step_from(&table, cases, -log_excess, fall / found.upper);
    return (struct population_look){excess > 0.0, before > 0.0, step};
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

peel_status population_search(population_question *question, const void *what, struct population_range range, double at,
                              double *found) {
    const int cap = 200;
    double low = range.low;
    double high = range.high;
    for (int i = 0; i < cap && high - low > 1.0; i++) {
        struct population_look look = question(what, at);
        double next = at + ceil(look.step);
        if (look.holds) {
            high = at;
            if (!look.held_before) low = at - 1.0;
            next = fmin(next, at - 1.0);
        } else {
            low = at;
            next = fmax(next, at + 1.0);
        }
        at = next > low && next < high ? next : low + floor(0.5 * (high - low));
    }
    if (high - low > 1.0) return PEEL_ERROR_SEARCH;
    *found = high;
    return PEEL_OK;
}

/* At the upper end the tail is 1, its mid-P at least 1/2. */
peel_status population_lower(const struct rate_counts *counts, double first, double tail, double *cases) {
    const struct wanted wanted = {counts, first, tail, population_near(tail)};
    const struct population_range range = {counts->met - 1.0, counts->population - counts->failed};
    double start = fmin(fmax(guess(counts, first, tail), counts->met), range.high);
    return population_search(look_at, &wanted, range, start, cases);
}
