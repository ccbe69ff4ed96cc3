/* Dates and times of day as people and machines write them in cells, and the periods they belong to. No locale has a say in them. */
#ifndef RECORDS_MOMENT_H
#define RECORDS_MOMENT_H

#include <stddef.h>
#include <stdint.h>

#include <peel/cases_plan.h>
#include <peel/status.h>

/* A date with what is known of the time. Everything but `offset` is as printed. */
struct moment {
    int64_t day;        /* days since 1 January 1970; of a month alone, its first */
    int64_t nanosecond; /* of the day, 0 to 86400e9 - 1; -1: no time of day was given */
    int32_t offset;     /* seconds east of Greenwich, where has_offset */
    int32_t has_offset;
    int32_t is_month;  /* no day of the month was given */
    int32_t is_serial; /* a whole day of a spreadsheet: no time of day, or its midnight */
};

/*
 * Reads a date: 2024-03-31 or 2024/03/31; the day first 31/03/2024, 31-03-2024, 31.03.2024, 31 Mar 2024, 31st March 2024, 31-Mar-24
 * (00 to 29 are of 2000 to 2029, as spreadsheets have it; others are refused, for 12-Mar-87 may be a birthday), or the month's name first, March 31, 2024; days and months of one digit too; a month alone 2024-03 (so is 2011-12,
 * where peel_period_parse sees two meanings), Mar 2024, Mar-24, 03/2024. A day may have a time of day after a T, a space or a comma: 09:58, 09:58:14, 09:58:14.25 (to 9
 * decimals), 9:58 am; and that an offset: Z, UTC, GMT, +01:00, +0100 or +01. 24:00 is none; a leap second, 23:59:60, counts as 59.
 * serials: a number is days of a spreadsheet, 1 to 2958465.99, where 60 (29 February 1900) is none, to the nearest second: five
 * decimals tell it, fewer do not; one without decimals has no time of day, or is its midnight (moment_between). Without it
 * a number is none, with advice.
 * text: without spaces around it, ended by a 0 byte. moment: untouched on failure. error: filled on failure, without a place; may
 * be NULL. PEEL_ERROR_NOT_A_DATE.
 */
peel_status moment_parse(const char *text, size_t length, int serials, struct moment *moment, peel_error *error);

/*
 * The period of a date by the clock of a zone, as a text that peel_period_parse reads: room for 16 bytes. every: not EVERY_NONE. A
 * date without offset belongs to the day as printed, whatever the zone.
 * Returns its length; 0 where the date is a month alone and the period a day, where an offset is to be turned into London's time
 * before 1996, or where a year leaves 1 to 9999.
 */
size_t moment_period(const struct moment *moment, int32_t every, int32_t zone, char text[16]);

/*
 * Nanoseconds from one moment to another, negative where the second comes first. Two dates without time of day are whole days apart;
 * a whole serial beside a time of day is midnight, for which spreadsheets write no decimals;
 * two times are compared by their instants, where both have an offset, or as printed, where none has; a time without offset is one of
 * London where the zone says so: the hour that October has twice is taken as the first, and one that March lacks as Greenwich's.
 * nanoseconds: untouched on failure. error: filled on failure, without a place; may be NULL.
 * PEEL_ERROR_NOT_A_DATE: one has a time of day and the other none, or one an offset and the other none and the zone is not London; one
 * is a month alone; a time of London before 1996; more than 73,050 days (200 years) apart.
 */
peel_status moment_between(const struct moment *since, const struct moment *until, int32_t zone, int64_t *nanoseconds,
                           peel_error *error);

#endif
