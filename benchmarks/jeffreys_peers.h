/* Peers that invert the tails of a beta distribution: both of Jeffreys' limits of a row; NaN where the library reports a fault. */
#ifndef BENCH_JEFFREYS_PEERS_H
#define BENCH_JEFFREYS_PEERS_H

#include "rows.h"

#ifdef __cplusplus
extern "C" {
#endif

extern const int has_boost_beta, has_r_beta; /* 0: was not installed when this was compiled */

void boost_jeffreys(const struct row *row, double *lower, double *upper);
void r_jeffreys(const struct row *row, double *lower, double *upper);

#ifdef __cplusplus
}
#endif

#endif
