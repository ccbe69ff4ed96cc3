/* What each peer answers to every row, and how far from the truth that is. */
#ifndef BENCH_ANSWERS_H
#define BENCH_ANSWERS_H

#include <stddef.h>

#include "peers.h"

/* NaN where the peer reported a fault, aborted, or took more than a tenth of a second of CPU time. */
struct answer {
    double lower, upper;
};

/* Computed in child processes, for a peer may abort or not return. The caller frees the answers. */
struct answer *answers_of(const struct peer *peer, const struct row *rows, size_t n);

int answered(const struct answer *answer);

/* How many doubles the worse of the two limits is away from the truth. */
double worst_ulp(const struct answer *answer, const struct row *row);

#endif
