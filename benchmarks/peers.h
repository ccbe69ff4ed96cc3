/* Libraries that invert the same binomial tails, each as one function a bound. */
#ifndef BENCH_PEERS_H
#define BENCH_PEERS_H

#include <stddef.h>

#include "rows.h"

#ifdef __cplusplus
extern "C" {
#endif

struct peer {
    const char *name;
    const char *version;
    double (*lower)(
        const struct row *row); /* the rate x with P(K >= met) = tail; NaN where the library reports a fault */
    double (*upper)(const struct row *row); /* the rate x with P(K <= met) = tail */
    void (*both)(const struct row *row, double *lower, double *upper);
};

/* libpeel is the first. A peer that was not installed when this was compiled has no functions. */
extern const struct peer *const peers[];
extern const size_t peer_count;

extern const struct peer peer_peel, peer_boost, peer_r, peer_gsl;

#ifdef __cplusplus
}
#endif

#endif
