/* The figures that people write in cells: counts and percentages. No locale has a say in them. */
#ifndef RECORDS_FIGURE_H
#define RECORDS_FIGURE_H

#include <stdint.h>

#include <peel/status.h>

/*
 * A whole number of cases: digits, in groups of three by commas or without, as in 1,234.
 * text: trimmed and not empty. count: untouched on failure. error: filled on failure, without a place.
 * PEEL_ERROR_NOT_A_COUNT, PEEL_ERROR_NEGATIVE, PEEL_ERROR_COUNT_TOO_LARGE.
 */
peel_status figure_count(const char *text, int64_t *count, peel_error *error);

/*
 * A percentage from 0 to 100 of at most 15 digits, as in 80.6%, 80.6, 94 percent and 94 per cent. Above 0 and up to 1
 * it needs the sign, for 0.9 may mean 90%.
 * text, error: as figure_count. rate: the nearest double to the proportion; untouched on failure.
 * PEEL_ERROR_NOT_A_PERCENTAGE.
 */
peel_status figure_percentage(const char *text, double *rate, peel_error *error);

#endif
