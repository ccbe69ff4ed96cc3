/*
 * Pearson 1900, as z: the difference of the rates over its standard error with the pooled rate, which in counts is
 * (c b - a d) sqrt(N / (before after met failed)). Campbell 2007: N - 1 in the place of N.
 */
#include <math.h>
#include <peel/results.h>

#include "numeric/normal.h"
#include "stats/compare/test.h"

static double z_with(struct table table, double all) {
    double totals = ((table.a + table.b) * (table.c + table.d)) * ((table.a + table.c) * (table.b + table.d));
    if (test_without_variation(table)) return 0.0;
    return -table_cross_difference(table) * sqrt(all / totals);
}

double test_pearson_z(struct table table) {
    return z_with(table, (table.a + table.b) + (table.c + table.d));
}

double test_n_minus_1_z(struct table table) {
    return z_with(table, (table.a + table.b) + (table.c + table.d) - 1.0);
}

double test_normal(double z, int32_t side) {
    if (side == PEEL_SIDE_TWO_SIDED) return 2.0 * normal_upper_area(fabs(z));
    return normal_upper_area(side == PEEL_SIDE_LOWER ? z : -z);
}
