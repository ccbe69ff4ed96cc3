/* Printed percentages as rational numbers. */
#ifndef BASE_REPORTED_H
#define BASE_REPORTED_H

#include <peel/reported.h>

/* PEEL_ERROR_NULL, PEEL_ERROR_REPORTED or PEEL_OK. */
peel_status reported_check(const peel_reported *reported);

/* The printed proportion is figure / scale: 100 * 10^decimals, at most 10^14. */
int64_t reported_scale(const peel_reported *reported);

/* The printed +/- as a proportion is plus_minus / this. */
int64_t reported_plus_minus_scale(const peel_reported *reported);

#endif
