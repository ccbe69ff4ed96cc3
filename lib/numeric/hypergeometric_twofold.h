/* Tails of the hypergeometric distribution to 24 digits, for decisions between numbers that a double cannot tell apart. */
#ifndef NUMERIC_HYPERGEOMETRIC_TWOFOLD_H
#define NUMERIC_HYPERGEOMETRIC_TWOFOLD_H

#include "numeric/hypergeometric.h"
#include "numeric/twofold.h"

/* 1 where the smallest of the four totals is small enough to multiply as many factors: 2^18, which take 15 ms. */
int hypergeometric_is_small(struct table table);

/* P(K > c) + first P(K = c) of a small table, with a relative error below 1e-24 where it is above 1e-101. */
struct twofold hypergeometric_upper_twofold(struct table table, double first);

#endif
