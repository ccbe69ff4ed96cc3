/*
 * The test that Clopper and Pearson 1934 invert: the smaller binomial tail doubled. Mid-p, Lancaster 1961: the same, counting half
 * of P(K = k).
 */
#include <math.h>

#include "numeric/binomial.h"
#include "stats/rate_test/rate_test.h"

static double doubled(const struct rate_counts *counts, struct proportion rate, int32_t side, double first) {
    double above = side == PEEL_SIDE_UPPER ? 1.0 : binomial_upper(counts->met, counts->assessed, rate, first);
    double below = side == PEEL_SIDE_LOWER ? 1.0 : binomial_lower(counts->met, counts->assessed, rate, first);
    double smaller = fmin(above, below);
    return side == PEEL_SIDE_TWO_SIDED ? fmin(1.0, 2.0 * smaller) : smaller;
}

void rate_test_exact(const struct rate_counts *counts, struct proportion rate, peel_test *test) {
    test->p_value = doubled(counts, rate, test->side, 1.0);
}

void rate_test_mid_p(const struct rate_counts *counts, struct proportion rate, peel_test *test) {
    test->p_value = doubled(counts, rate, test->side, 0.5);
}
