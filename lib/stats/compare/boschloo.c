/*
 * Boschloo 1970: Fisher's one-sided p orders the tables, and the p-value is the largest probability of all tables whose p is
 * at most that of the one seen. With one case met more the smallest count after that belongs to them rises by 0 or 1 (Barnard
 * 1947: a table stays in the region when a case is moved the way of the change).
 */
#include <math.h>
#include <peel/results.h>

#include "stats/compare/test.h"
#include "stats/compare/unconditional.h"

/* Equal p are fractions of different terms, which round differently: by less than 1e-12 down to p = 1e-300. */
static const double tolerance = 1.0 + 1e-12;

/* The p of a rise, of which Fisher's is `fisher`. given: room for all + 1 numbers. */
static double p_of_rise(struct table table, double fisher, double *given) {
    double before = table.a + table.b;
    double after = table.c + table.d;
    double all = before + after;
    double k = 0.0;
    if (fisher >= 1.0) return 1.0;
    for (double m = 0.0; m <= all; m++) {
        double highest = fmin(m, after);
        double p = 0.0;
        k = fmax(k, m - before);
        for (; k <= highest; k++) {
            p = hypergeometric_upper((struct table){m - k, before - m + k, k, after - k}, 1.0);
            if (p <= tolerance * fisher) break;
            p = 0.0;
        }
        given[(size_t)m] = p;
    }
    return unconditional_largest(given, (size_t)all);
}

void test_boschloo(struct table table, int32_t side, double *work, double *statistic, double *p_value) {
    double rise = test_fisher(table, PEEL_SIDE_LOWER);
    double fall = test_fisher(table, PEEL_SIDE_UPPER);
    double p_rise = side != PEEL_SIDE_UPPER ? p_of_rise(table, rise, work) : 1.0;
    double p_fall = side != PEEL_SIDE_LOWER ? p_of_rise(table_flipped(table), fall, work) : 1.0;
    *statistic = side == PEEL_SIDE_LOWER || (side == PEEL_SIDE_TWO_SIDED && p_rise < p_fall) ? rise : fall;
    *p_value = side == PEEL_SIDE_TWO_SIDED ? fmin(1.0, 2.0 * fmin(p_rise, p_fall)) : fmin(p_rise, p_fall);
}
