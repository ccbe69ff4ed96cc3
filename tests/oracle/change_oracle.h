/*
 * Change points by definition: log-likelihoods as sums of x log x in long double, all tables of the cases met gone through, all
 * segmentations compared. Series of m samples, `met` of `size` each, every size above 0.
 */
#ifndef ORACLE_CHANGE_ORACLE_H
#define ORACLE_CHANGE_ORACLE_H

#include <stddef.h>
#include <stdint.h>

/* Twice the log of the likelihood ratio for a change before sample `place`, 1 to m - 1. */
long double oracle_change(size_t m, const int64_t *met, const int64_t *size, size_t place);

/* P(the largest of them is at least that of met) among all ways to deal out the cases met; m up to 12. */
long double oracle_change_p(size_t m, const int64_t *met, const int64_t *size);

/* Twice the log-likelihood of a segmentation, less the penalty for each segment but one. cuts: bit i - 1 begins one at i. */
long double oracle_segmentation(size_t m, const int64_t *met, const int64_t *size, uint32_t cuts, long double penalty);

/* The cuts with the largest of these, and in *second the largest of all other ones; m up to 12. */
uint32_t oracle_segments(size_t m, const int64_t *met, const int64_t *size, long double penalty, long double *largest,
                         long double *second);

#endif
