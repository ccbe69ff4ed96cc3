/* London's clock, the calendar's dates, and the time between two moments. */
#include "base/calendar.h"
#include "base/text.h"
#include "records/moment_typed.h"

static const int64_t seconds_a_day = 86400;
static const int64_t hour = 3600;

/*
 * The year begins in March here, so that leap days end it, and an era is 400 years.
 * Source: H. Hinnant, chrono-Compatible Low-Level Date Algorithms, civil_from_days.
 */
struct moment_date moment_date(int64_t day) {
    const int64_t days_of_era = 146097;
    const int64_t since = day + 719468 + days_of_era; /* from 1 March of the year -400 */
    const int64_t of_era = since % days_of_era;
    const int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int64_t month = (5 * of_year + 2) / 153; /* 0: March */
    const int64_t year = since / days_of_era * 400 - 400 + year_of_era;
    return (struct moment_date){year + (month >= 10), month < 10 ? month + 3 : month - 9,
                                of_year - (153 * month + 2) / 5 + 1};
}

/* The last Sunday of a month of 31 days. 1 January 1970 was a Thursday. */
static int64_t last_sunday(int64_t year, int64_t month) {
    const int64_t last = calendar_day(year, month, 31);
    return last - (last + 4) % 7;
}

/*
 * Summer time runs from 01:00 at Greenwich of the last Sunday of March to that of October, since 1996. Sources: the Seventh
 * Directive 94/21/EC, the Summer Time Order 2002 (S.I. 2002/262).
 * `from` and `until`: at which second of those Sundays.
 */
static int64_t summer_time(int64_t second, int64_t from, int64_t until) {
    const int64_t year = moment_date(second / seconds_a_day).year;
    const int64_t begins = last_sunday(year, 3) * seconds_a_day + from;
    const int64_t ends = last_sunday(year, 10) * seconds_a_day + until;
    return second >= begins && second < ends ? hour : 0;
}

int64_t moment_london_at(int64_t greenwich) {
    return summer_time(greenwich, hour, hour);
}

/* In March the clock goes from 01:00 to 02:00, in October it comes to 02:00 and goes back to 01:00. */
int64_t moment_london_by_clock(int64_t local) {
    return summer_time(local, 2 * hour, 2 * hour);
}

int moment_london_known(int64_t day) {
    return day >= 9496; /* 1 January 1996 */
}

/* --- between two ---------------------------------------------------------------------------------------------------- */

static peel_status refuse(peel_error *error, const char *sentence) {
    error_say(error, PEEL_ERROR_NOT_A_DATE, sentence);
    return PEEL_ERROR_NOT_A_DATE;
}

/* Seconds to take from the printed time to have Greenwich's, or no such offset. */
static int ahead(const struct moment *moment, int32_t zone, int64_t *seconds) {
    *seconds = moment->offset;
    if (moment->has_offset) return 1;
    if (zone != PEEL_ZONE_LONDON || !moment_london_known(moment->day)) return 0;
    *seconds = moment_london_by_clock(moment->day * seconds_a_day + moment->nanosecond / moment_second);
    return 1;
}

/* A whole day of a spreadsheet beside a time of day is midnight. Others are as they are. */
static struct moment beside(const struct moment *moment, const struct moment *other) {
    struct moment seen = *moment;
    if (moment->is_serial && other->nanosecond >= 0) seen.nanosecond = 0;
    return seen;
}

/* Both have a time of day. */
static peel_status compare(const struct moment *since, const struct moment *until, int32_t zone, int64_t *nanoseconds,
                           peel_error *error) {
    int64_t first = 0;
    int64_t second = 0;
    const int as_printed = !since->has_offset && !until->has_offset && zone != PEEL_ZONE_LONDON;
    if (!as_printed && (!ahead(since, zone, &first) || !ahead(until, zone, &second))) {
        if (zone == PEEL_ZONE_LONDON)
            return refuse(error, "The clock of London is known from 1996 on: give times before with their offset.");
        return refuse(error, "One of the two times has an offset, as in +01:00, and the other one has none: give both "
                             "of them one, or say that times without are those of Europe/London.");
    }
    *nanoseconds = (until->day - since->day) * moment_day + until->nanosecond - since->nanosecond -
                   (second - first) * moment_second;
    return PEEL_OK;
}

peel_status moment_between(const struct moment *since, const struct moment *until, int32_t zone, int64_t *nanoseconds,
                           peel_error *error) {
    const int64_t most = 73050; /* days of 200 years; those of 292 would be too many nanoseconds */
    const int64_t days = until->day - since->day;
    if (since->is_month || until->is_month)
        return refuse(error, "A month has no time between it and another date: give the day.");
    if (days > most || days < -most)
        return refuse(error, "The two dates are more than 200 years apart: is a year mistyped?");
    const struct moment from = beside(since, until);
    const struct moment to = beside(until, since);
    if ((from.nanosecond < 0) != (to.nanosecond < 0))
        return refuse(error,
                      "One of the two dates has a time of day and the other one has none: give both of them one.");
    if (from.nanosecond >= 0) return compare(&from, &to, zone, nanoseconds, error);
    *nanoseconds = days * moment_day;
    return PEEL_OK;
}
