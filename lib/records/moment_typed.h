/* What the files of dates share. */
#ifndef RECORDS_MOMENT_TYPED_H
#define RECORDS_MOMENT_TYPED_H

#include "records/moment.h"

static const int64_t moment_second = 1000000000; /* in nanoseconds */
static const int64_t moment_day = 86400 * 1000000000LL;

enum { moment_most_offset = 14 * 60 }; /* minutes that clocks are from Greenwich's at most: on Kiritimati */

/* A day by the calendar. */
struct moment_date {
    int64_t year;
    int64_t month; /* 1 to 12 */
    int64_t day;
};

/* The date of a day since 1 January 1970, of the years -400 to 10400. */
struct moment_date moment_date(int64_t day);

/* A date in any of the forms of moment_parse but for numbers. */
peel_status moment_read_typed(const char *text, struct moment *moment, peel_error *error);

/*
 * Seconds that London is ahead of Greenwich: by the seconds since 1970 at Greenwich, and by those of London's own clock, as
 * moment_between says. Of times from 1996 on.
 */
int64_t moment_london_at(int64_t greenwich);
int64_t moment_london_by_clock(int64_t local);

/* Whether London's rule is known: from 1 January 1996. */
int moment_london_known(int64_t day);

#endif
