/*
 * Fisher 1935: given the totals of the table every case is as likely to be any of those that met the criterion. Mid-P, Lancaster
 * 1961: half of the seen table's probability is taken off.
 */
#include <math.h>
#include <peel/results.h>

#include "stats/compare/test.h"

static double tail(struct table table, int32_t side, double first) {
    return fmin(1.0, hypergeometric_upper(side == PEEL_SIDE_LOWER ? table : table_flipped(table), first));
}

double test_fisher(struct table table, int32_t side) {
    return side == PEEL_SIDE_TWO_SIDED ? hypergeometric_two_sided(table) : tail(table, side, 1.0);
}

double test_fisher_mid_p(struct table table, int32_t side) {
    if (test_without_variation(table)) return 1.0;
    if (side != PEEL_SIDE_TWO_SIDED) return tail(table, side, 0.5);
    return hypergeometric_two_sided(table) - 0.5 * hypergeometric_term(table);
}
