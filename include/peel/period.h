/*
 * Periods: the months, quarters, years or days that samples belong to, as whole numbers that keep their distance.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef PEEL_PERIOD_H
#define PEEL_PERIOD_H

#include <stddef.h>
#include <stdint.h>

#include <peel/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a period is: X(constant, number, name). */
#define PEEL_UNITS(X)                                                                                                  \
    X(UNIT_NONE, 0, "none")       /* just numbered: 1, 2, 3 */                                                         \
    X(UNIT_DAY, 1, "day")         /* days since 1 January 1970 */                                                      \
    X(UNIT_MONTH, 2, "month")     /* 12 year + month - 1 */                                                            \
    X(UNIT_QUARTER, 3, "quarter") /* 4 year + quarter - 1, of calendar years */                                        \
    X(UNIT_YEAR, 4, "year")       /* the year, or that in which a financial year begins */

#define PEEL_UNIT_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_UNITS(PEEL_UNIT_CONSTANT) PEEL_UNIT_END_ = 5 };
#undef PEEL_UNIT_CONSTANT

/* The name of a unit, as in "month". Returns: a constant string; NULL where none has that number. Since 0.1.0. */
PEEL_API const char *peel_unit_name(int32_t unit);

/*
 * The unit of a name.
 *
 * name: as in "month", in ASCII letters of either case. unit: untouched on failure. error: filled on failure, with the
 * nearest names; may be NULL. Statuses: PEEL_ERROR_NULL, PEEL_ERROR_UNIT. Since 0.1.0.
 */
PEEL_API peel_status peel_unit_parse(const char *name, int32_t *unit, peel_error *error);

/* How many periods of a unit a year has: 365.25, 12, 4, 1; NaN where there is no unit. Since 0.1.0. */
PEEL_API double peel_unit_a_year(int32_t unit);

/*
 * Reads a period: "2024-03", "2024-3", "Mar 2024", "March 2024", "Mar-2024", "2024 Mar", "2024-Mar", "Mar-24", "03/2024"
 * (months); "2024 Q1", "2024-Q1", "2024Q1", "Q1 2024", "Q1-2024" (quarters of calendar years); "2024", "2023/24",
 * "2023-24", "2023/2024", "2023-2024" (years); "2024-03-31", "31/03/2024" (days, the day before the month); "7" and
 * "period 7" (none; up to 3 digits).
 *
 * text: blanks around it, of ASCII and no-break ones, are ignored; English month names, whole or of three letters (and
 * Sept), in either case. A month's year of two digits, as in "Mar-24", is one of 2000 to 2099. "2023-24" is a financial
 * year, for there is no month 24; "2011-12" may be either and is refused, "2011/12" is a financial year. So is "2001-2"
 * refused, which some print for 2001/02, while "2024-3" can only be a month. unit, period: as the list of units says;
 * untouched on failure. error: filled on failure, with advice; may be NULL.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_NOT_A_PERIOD. Since 0.1.0.
 */
PEEL_API peel_status peel_period_parse(const char *text, int32_t *unit, int64_t *period, peel_error *error);

/*
 * Writes a period as a text that peel_period_parse reads back: "2024-03", "2024 Q1", "2024", "2024-03-31", "7"; the
 * months that could be a financial year as in "Dec 2011".
 *
 * unit, period: years from 1 to 9999 (none: 0 to 999). text: size bytes, 16 are enough; untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_UNIT, PEEL_ERROR_NOT_A_PERIOD (out of range), PEEL_ERROR_WORK (size too small).
 * Since 0.1.0.
 */
PEEL_API peel_status peel_period_text(int32_t unit, int64_t period, char *text, size_t size);

#ifdef __cplusplus
}
#endif

#endif
