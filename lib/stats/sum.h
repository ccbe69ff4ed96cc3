/*
 * A sum that carries what rounding left out (Neumaier 1974, Z angew Math Mech 54:39-51): right to the last digit
 * whatever the order, unless the terms lie 2^50 apart or cancel to that degree. So neither the order of samples nor
 * their number costs digits.
 */
#ifndef STATS_SUM_H
#define STATS_SUM_H

#include <math.h>

struct sum {
    double total;
    double rest;
};

static inline void sum_add(struct sum *sum, double term) {
    double total = sum->total + term;
    sum->rest += fabs(sum->total) >= fabs(term) ? (sum->total - total) + term : (term - total) + sum->total;
    sum->total = total;
}

static inline double sum_of(struct sum sum) {
    return sum.total + sum.rest;
}

#endif
