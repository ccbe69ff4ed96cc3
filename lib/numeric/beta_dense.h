/* The interval of highest density of a beta distribution. */
#ifndef NUMERIC_BETA_DENSE_H
#define NUMERIC_BETA_DENSE_H

#include <peel/status.h>

#include "numeric/beta_law.h"
#include "numeric/proportion.h"

/*
 * The interval outside of which alpha lies and no point is denser than one inside. Where the density only falls (a <= 1) or only
 * rises (b <= 1), it begins or ends at 0 or 1. Parameters from 0.001 to 2^53 + 1e6, one of them above 1; 1e-100 <= alpha < 1.
 * Statuses: PEEL_ERROR_SEARCH, low and high untouched.
 */
peel_status beta_densest(const struct beta_shape *shape, double alpha, struct proportion *low, struct proportion *high);

#endif
