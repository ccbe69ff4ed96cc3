/* The Gregorian calendar, for all years alike. */
#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include <stdint.h>

enum { calendar_last_year = 9999 };

/* January to December. */
extern const char *const calendar_month_names[12];

/* Days since 1 January 1970. year: 1 to 10000. month: 1 to 12. */
int64_t calendar_day(int64_t year, int64_t month, int64_t day);

/* How many days the month has. year: 1 to 9999. */
int64_t calendar_days_in_month(int64_t year, int64_t month);

#endif
