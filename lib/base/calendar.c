#include "base/calendar.h"

const char *const calendar_month_names[12] = {"January", "February", "March",     "April",   "May",      "June",
                                              "July",    "August",   "September", "October", "November", "December"};

/* The year begins in March here, so that leap days end it: 153 days are the five months from March, and from August. */
int64_t calendar_day(int64_t year, int64_t month, int64_t day) {
    const int64_t y = month <= 2 ? year - 1 : year;
    const int64_t day_of_year = (153 * (month <= 2 ? month + 9 : month - 3) + 2) / 5 + day - 1;
    return 365 * y + y / 4 - y / 100 + y / 400 + day_of_year - 719468; /* from 1 March of the year 0 */
}

int64_t calendar_days_in_month(int64_t year, int64_t month) {
    return month == 12 ? 31 : calendar_day(year, month + 1, 1) - calendar_day(year, month, 1);
}
