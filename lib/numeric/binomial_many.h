/*
 * `many`, for the level that LANES_LEVEL says: a double where BINOMIAL_ONE root is asked for, else lanes, each with a question of
 * its own: a search is mostly waiting, and eight take a third of the time that they take one after the other.
 */
#ifndef NUMERIC_BINOMIAL_MANY_H
#define NUMERIC_BINOMIAL_MANY_H

#include "numeric/lanes.h"
#include "numeric/lanes_elementary.h"

#ifdef BINOMIAL_ONE

enum { many_count = 1 };

typedef double many;
typedef int many_int;
typedef double sides __attribute__((vector_size(16))); /* both sides of the one place */

#define many_any(where)          (where)
#define many_select(where, a, b) ((where) ? (a) : (b))

LANES double many_set(double value) {
    return value;
}

LANES double many_sqrt(double value) {
    return sqrt(value);
}

LANES double many_exp(double value) {
    return lanes_exp(lanes_set(value))[0];
}

LANES double many_abs(double value) {
    return fabs(value);
}

LANES double many_min(double a, double b) {
    return a < b ? a : b;
}

LANES double many_max(double a, double b) {
    return a > b ? a : b;
}

#define many_fmsub(b, c, product) __builtin_fma(b, c, -(product))

#define OF(many, i) ((void)(i), (many)) /* one of them */

#else

enum { many_count = lanes_count };

typedef lanes many;
typedef lanes sides; /* one side of many places */
typedef lanes_int many_int;

#define many_any    lanes_any_negative
#define many_select lanes_select
#define many_set    lanes_set
#define many_sqrt   lanes_sqrt
#define many_exp    lanes_exp
#define many_abs    lanes_abs
#define many_min    lanes_min
#define many_max    lanes_max

#define many_fmsub(b, c, product) ((lanes)_mm512_fmsub_pd((__m512d)(b), (__m512d)(c), (__m512d)(product)))

#define OF(many, i) ((many)[i])

#endif

/* The same, changed. (By way of memory it would wait for all stores: 5 ns.) */
LANES many many_with(many of, int i, double value) {
#ifdef BINOMIAL_ONE
    (void)of, (void)i;
    return value;
#else
    static const double place[8] = {0, 1, 2, 3, 4, 5, 6, 7};
    return lanes_select(lanes_load(place) == (double)i, lanes_set(value), of);
#endif
}

#endif
