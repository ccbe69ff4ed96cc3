/* The power of the tests of two samples: the probability that they have p <= alpha. */
#ifndef STATS_COMPARE_POWER_H
#define STATS_COMPARE_POWER_H

#include <stdint.h>

#include "numeric/normal.h"
#include "numeric/proportion.h"

/* Two audits that are planned. */
struct audits {
    struct proportion rate_before;
    struct proportion rate_after;
    double before; /* cases, whole numbers of at least 1 */
    double after;
};

/* What the test will be asked. */
struct asked {
    double alpha;
    struct normal_tail tail; /* as in the plan: for one limit of them */
    int32_t side;
    double share; /* of the seen table in its p: 1, or 1/2 for mid-P */
    double least; /* times alpha: a probability that is too small to count */
};

/* Of Fisher's test, summed over all results; up to PEEL_UNCONDITIONAL_MAX cases of each. Takes 48 kB of the stack. */
double power_of_fisher(const struct audits *audits, const struct asked *asked);

/* Of Pearson's test, by the normal formula. */
double power_of_pearson(const struct audits *audits, const struct asked *asked);

#endif
