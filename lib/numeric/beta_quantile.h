/* Quantiles of the beta distribution for any parameters. */
#ifndef NUMERIC_BETA_QUANTILE_H
#define NUMERIC_BETA_QUANTILE_H

#include <peel/status.h>

#include "numeric/beta_law.h"
#include "numeric/normal.h"
#include "numeric/proportion.h"

/*
 * The proportion x with I_x(a, b) = tail.p, x and 1 - x each to the last digits. a, b from 0.001 to 2^53 + 1e6, one of them at
 * least 1; 1e-100 / 2 <= tail.p < 1/2. A proportion below 1e-307 is 0.
 * Statuses: PEEL_ERROR_SEARCH, root untouched.
 */
peel_status beta_lower_quantile(const struct beta_shape *shape, struct normal_tail tail, struct proportion *root);

/*
 * That proportion and the one with 1 - I_x(a, b) = tail.p, in two thirds of the time of both and with the same bits.
 * Statuses: PEEL_ERROR_SEARCH, low and high untouched.
 */
peel_status beta_both_quantiles(const struct beta_shape *shape, struct normal_tail tail, struct proportion *low,
                                struct proportion *high);

#endif
