/* R's qbeta, from its standalone mathematics library. */
#include "peers.h"

#if __has_include(<Rmath.h>)
#define MATHLIB_STANDALONE 1
#include <Rmath.h>

static double lower(const struct row *row) {
    return qbeta(row->tail, (double)row->met, (double)(row->assessed - row->met + 1), 1, 0);
}

static double upper(const struct row *row) {
    return qbeta(row->tail, (double)(row->met + 1), (double)(row->assessed - row->met), 0, 0);
}

static void both(const struct row *row, double *low, double *high) {
    *low = lower(row);
    *high = upper(row);
}

const struct peer peer_r = {"R qbeta", R_VERSION_STRING, lower, upper, both};
#else
const struct peer peer_r = {"R qbeta", "not installed", NULL, NULL, NULL};
#endif
