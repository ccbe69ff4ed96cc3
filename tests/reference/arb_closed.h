/*
 * Limits whose definition is a formula, in ball arithmetic, for make_truth.c: as they are written in the papers, with as many
 * digits as it takes, and not in the forms that the library rounds well.
 */
#ifndef ARB_CLOSED_H
#define ARB_CLOSED_H

#include <arb.h>

/* Met and failed, whole numbers or not; 0 < both, but of arcsine and scas. */
struct closed_counts {
    arb_t met, failed, n;
};

/* Each gives the lower limit, with z for what one side may miss. */
void closed_wilson(arb_t x, const struct closed_counts *counts, const arb_t z);
void closed_wald(arb_t x, const struct closed_counts *counts, const arb_t z);
void closed_agresti_coull(arb_t x, const struct closed_counts *counts, const arb_t z);
void closed_logit(arb_t x, const struct closed_counts *counts, const arb_t z);
void closed_probit(arb_t x, const struct closed_counts *counts, const arb_t z);
void closed_arcsine(arb_t x, const struct closed_counts *counts, const arb_t z);

/* The lower limit for z, the upper one for -z. */
void closed_cloglog(arb_t x, const struct closed_counts *counts, const arb_t z);

/* The lower limit as the least root of the corrected score equation, by bisection and a change of sign. */
void closed_scas(arb_t x, const struct closed_counts *counts, const arb_t z);

/* Half the alpha quantile of chi-squared with 2 k degrees of freedom, by bisection and a change of sign. */
void closed_poisson(arb_t mean, int k, double alpha);

#endif
