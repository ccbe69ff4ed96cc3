/*
 * Cornfield 1956: given the totals of the table, c has a noncentral hypergeometric distribution with the odds ratio as its
 * parameter, and the limits are the odds ratios that both its tails do not reject. Mid-P counts half of the seen table.
 *
 * All sums are in units of the seen table's probability, so that no small one is lost beside the mode, and w is the logarithm
 * of the odds ratio: it is the parameter of an exponential family, and the derivative by it is a difference of moments.
 */
#include <math.h>

#include "stats/compare/odds.h"

/* Over the tables beyond the seen one: their probability, and that times the distance and its square. */
struct side {
    double sum;
    double first;
    double second;
};

/*
 * The tables with a larger c under an odds ratio. Ends at the support, where the terms no longer count, and where they would
 * overflow: then c lies so far from the mode that only the direction is asked for.
 */
static struct side side_beyond(struct table table, double odds) {
    const double negligible = 0x1p-60;
    const double most = 0x1p900;
    struct side side = {0.0, 0.0, 0.0};
    double term = 1.0;
    for (double j = 1.0; table.a > 0.0 && table.d > 0.0 && term < most; j++) {
        double ratio = (table.a * table.d) / ((table.b + 1.0) * (table.c + 1.0)) * odds;
        term = fmin(term * ratio, most);
        side.sum += term;
        side.first += term * j;
        side.second += term * j * j;
        if (ratio < 1.0 && term * j * j <= negligible * (1.0 - ratio) * side.second) break;
        table = table_moved(table, 1.0);
    }
    return side;
}

struct both {
    struct side above; /* a larger c */
    struct side below;
};

static struct both both_at(struct table table, double odds) {
    return (struct both){side_beyond(table, odds), side_beyond(table_flipped(table), 1.0 / odds)};
}

/* A function of w that rises, and its derivative; root at 0. */
struct rise {
    double value;
    double slope;
};

struct question {
    struct table table;
    double first; /* the share of the seen table */
    double tail;
};

/*
 * log((first + above) / all / tail). For first = 1/2 and a tail near it, where c may be the largest that the totals allow, the quotient
 * is near 1 and has lost what is seen below c: its difference from 1 is taken without the halves, and 1 - 2 tail is exact there.
 */
static double log_excess(const struct question *question, const struct both *both) {
    double all = 1.0 + (both->above.sum + both->below.sum);
    double quotient = (question->first + both->above.sum) / all / question->tail;
    if (question->first != 0.5 || question->tail <= 0.25 || quotient < 0.5) return log(quotient);
    double excess = (both->above.sum - both->below.sum) + (1.0 - 2.0 * question->tail) * all;
    return log1p(excess / (2.0 * question->tail * all));
}

/* The logarithm of P(C > c) + first P(C = c) over the tail that is wanted. */
static struct rise tail_at(const struct question *question, double odds) {
    struct both both = both_at(question->table, odds);
    double tail = question->first + both.above.sum;
    double others = (1.0 - question->first) + both.below.sum;
    double all = tail + others;
    double slope = (both.above.first / tail) * (others / all) + both.below.first / all;
    return (struct rise){log_excess(question, &both), slope};
}

/* The logarithm of the mean distance above c over that below it: 0 where c is expected. */
static struct rise balance_at(const struct question *question, double odds) {
    struct both both = both_at(question->table, odds);
    double slope = both.above.second / both.above.first + both.below.second / both.below.first;
    return (struct rise){log(both.above.first / both.below.first), slope};
}

typedef struct rise rising(const struct question *question, double odds);

/*
 * Newton's steps in w from a guess, within the bracket that they find. The odds ratio itself is kept: a w of 20 has rounding
 * of 2e-15 of it.
 */
static peel_status root_of(rising *function, const struct question *question, double guess, double *odds_ratio) {
    enum { cap = 200 };
    const double close = 1e-9; /* the step after it is about the square of that */
    const double longest = 16.0;
    double odds = guess;
    double low = 0.0;
    double high = INFINITY;
    for (int i = 0; i < cap; i++) {
        struct rise rise = function(question, odds);
        if (rise.value < 0.0)
            low = odds;
        else
            high = odds;
        double step = fmax(-longest, fmin(longest, -rise.value / rise.slope));
        if (fabs(step) <= close) {
            *odds_ratio = odds * (1.0 + step);
            return PEEL_OK;
        }
        odds *= exp(step);
        if (!(odds > low && odds < high)) odds = sqrt(low) * sqrt(high);
    }
    return PEEL_ERROR_SEARCH;
}

/* Where c is the smallest that the totals allow nothing is rejected. The limit of Gart's logits is a guess. */
static peel_status limit_with(struct table table, struct normal_tail tail, double first, double *limit) {
    const struct question question = {table, first, tail.p};
    double guess = 0.0;
    *limit = 0.0;
    if (table.b == 0.0 || table.c == 0.0) return PEEL_OK;
    peel_status status = odds_limit_gart(table, tail, &guess);
    return status == PEEL_OK ? root_of(tail_at, &question, guess, limit) : status;
}

peel_status odds_limit_odds_exact(struct table table, struct normal_tail tail, double *limit) {
    return limit_with(table, tail, 1.0, limit);
}

peel_status odds_limit_odds_mid_p(struct table table, struct normal_tail tail, double *limit) {
    return limit_with(table, tail, 0.5, limit);
}

/* Found where it is above 1, so that swapping inverts it. */
peel_status odds_conditional_estimate(struct table table, double *estimate) {
    const struct question question = {table, 1.0, 0.0};
    double difference = table_cross_difference(table);
    *estimate = table.b == 0.0 || table.c == 0.0 ? 0.0 : INFINITY;
    if (table.a * table.b * table.c * table.d == 0.0) return PEEL_OK;
    *estimate = 1.0;
    if (difference == 0.0) return PEEL_OK;
    if (difference < 0.0) return root_of(balance_at, &question, odds_cross_ratio(table), estimate);
    peel_status status = odds_conditional_estimate(table_swapped(table), estimate);
    *estimate = 1.0 / *estimate;
    return status;
}
