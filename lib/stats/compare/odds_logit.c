/*
 * Woolf 1955: the logarithm of the cross product ratio is near to normal, with the sum of the counts' inverses as its variance.
 * Gart 1966: the same with half a case added to each count.
 */
#include <math.h>

#include "stats/compare/odds.h"

double odds_cross_ratio(struct table table) {
    return (table.c * table.b) / (table.a * table.d);
}

/* In pairs, as all that stands here: a table swapped and flipped has the same bits. */
static double logit_limit(struct table table, double z) {
    double variance = (1.0 / table.a + 1.0 / table.d) + (1.0 / table.b + 1.0 / table.c);
    return odds_cross_ratio(table) * exp(-z * sqrt(variance));
}

/* With a count of 0 the variance is infinite: the interval is everything. */
peel_status odds_limit_woolf(struct table table, struct normal_tail tail, double *limit) {
    int zero = table.a == 0.0 || table.b == 0.0 || table.c == 0.0 || table.d == 0.0;
    *limit = zero ? 0.0 : logit_limit(table, tail.z);
    return PEEL_OK;
}

peel_status odds_limit_gart(struct table table, struct normal_tail tail, double *limit) {
    *limit = logit_limit((struct table){table.a + 0.5, table.b + 0.5, table.c + 0.5, table.d + 0.5}, tail.z);
    return PEEL_OK;
}
