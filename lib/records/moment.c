/* A date in the form of ISO 8601, which machines write, and numbers of days, which spreadsheets do. */
#include "records/moment.h"

#include "base/calendar.h"
#include "base/text.h"
#include "base/typed.h"
#include "records/moment_typed.h"

/* The number of two digits; -1 where they are none. */
static int64_t two(const char *text) {
    const unsigned tens = (unsigned)text[0] - '0';
    const unsigned ones = (unsigned)text[1] - '0';
    return tens <= 9 && ones <= 9 ? (int64_t)(10 * tens + ones) : -1;
}

/* What has two digits, from 0 to `most`. */
static int is_up_to(int64_t number, int64_t most) {
    return number >= 0 && number <= most;
}

/* 2024-03-31, ten bytes, or a month alone, 2024-03, of seven. */
static int read_iso_day(const char *text, int is_month, struct moment *moment) {
    const int64_t century = two(text);
    const int64_t year = 100 * century + two(text + 2);
    const int64_t month = two(text + 5);
    const int64_t day = is_month ? 1 : two(text + 8);
    if (text[4] != '-' || (!is_month && text[7] != '-') || century < 0 || two(text + 2) < 0 || year < 1) return 0;
    if (month < 1 || month > 12 || day < 1) return 0;
    if (day > 28 && day > calendar_days_in_month(year, month)) return 0;
    moment->day = calendar_day(year, month, day);
    moment->is_month = is_month;
    return 1;
}

/* Z, or +01:00, or nothing; `size` bytes. */
static int read_iso_offset(const char *text, size_t size, struct moment *moment) {
    if (size == 0) return 1;
    moment->has_offset = 1;
    if (size == 1) return text[0] == 'Z';
    if (size != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return 0;
    const int64_t hours = two(text + 1);
    const int64_t minutes = two(text + 4);
    if (hours < 0 || !is_up_to(minutes, 59) || 60 * hours + minutes > moment_most_offset) return 0;
    moment->offset = (int32_t)(text[0] == '-' ? -(3600 * hours + 60 * minutes) : 3600 * hours + 60 * minutes);
    return 1;
}

/*
 * The forms with all digits, without decimals of a second: they take 10 to 15 ns, and those of the general reader 60 to 150. What
 * is none of them is left to that reader, faults too.
 */
static int read_iso(const char *text, size_t length, struct moment *moment) {
    const int is_month = length == 7;
    if ((length < 10 && !is_month) || !read_iso_day(text, is_month, moment)) return 0;
    if (length == 10 || is_month) return 1;
    if (length < 16 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':') return 0;
    const int64_t hours = two(text + 11);
    const int64_t minutes = two(text + 14);
    const int has_seconds = length >= 19 && text[16] == ':';
    const int64_t seconds = has_seconds ? two(text + 17) : 0;
    const size_t end = has_seconds ? 19 : 16;
    if (!is_up_to(hours, 23) || !is_up_to(minutes, 59) || !is_up_to(seconds, 59)) return 0;
    moment->nanosecond = (3600 * hours + 60 * minutes + seconds) * moment_second;
    return read_iso_offset(text + end, length - end, moment);
}

/* --- days of spreadsheets ----------------------------------------------------------------------------------------- */

/*
 * Days from 1 January 1900, which is 1, as if that year had been a leap year: so Lotus 1-2-3 counted, and every spreadsheet after
 * it. Source: ECMA-376, part 1, 18.17.4.1, the 1900 date base.
 */
enum { no_leap_day = 60, serial_of_1970 = 25569, last_serial = 2958465 };

static int read_serial(int64_t serial, struct moment *moment) {
    if (serial < 1 || serial > last_serial || serial == no_leap_day) return 0;
    moment->day = serial - serial_of_1970 + (serial < no_leap_day);
    moment->is_serial = 1;
    return 1;
}

/*
 * The time of day in a part of a day, to the nearest second. Spreadsheets write 45352.66667 for four in the afternoon: five
 * decimals tell a time to 0.43 seconds. To the millisecond, 960 of the 1,440 minutes of a day were more than four hours from the
 * one that is four hours before.
 */
static void add_part_of_day(const char *decimals, struct moment *moment) {
    enum { places = 11 }; /* a part of 1e-11 is below a microsecond, and the product fits */
    const int64_t scale = typed_power_of_ten(places);
    const int64_t seconds_a_day = 86400;
    int64_t part = 0;
    const size_t digits = typed_digits(decimals);
    for (size_t i = 0; i < places; i++)
        part = 10 * part + (i < digits ? decimals[i] - '0' : 0);
    const int64_t seconds = (part * seconds_a_day + scale / 2) / scale;
    moment->day += seconds / seconds_a_day;
    moment->nanosecond = seconds % seconds_a_day * moment_second;
    moment->is_serial = 0;
}

/* A whole number of up to 9 digits, and the decimals after its point, "" where it has none; 0 where the text is no number. */
static int read_number(const char *text, int64_t *whole, const char **decimals) {
    const size_t digits = typed_digits(text);
    const size_t places = text[digits] == '.' ? typed_digits(text + digits + 1) : 0;
    *decimals = places > 0 ? text + digits + 1 : "";
    *whole = 0;
    if (digits == 0 || text[digits + places + (places > 0)] != '\0') return 0;
    for (size_t i = 0; i < digits && i < 9; i++)
        *whole = 10 * *whole + (text[i] - '0');
    if (digits > 9) *whole = INT32_MAX;
    return 1;
}

static void append_two(peel_error *error, int64_t number) {
    text_append(error->message, sizeof error->message, number < 10 ? "-0" : "-");
    text_append_count(error->message, sizeof error->message, number);
}

/* What to do about a number that is none. */
static peel_status refuse_number(peel_error *error, const char *text, int64_t whole, int serials) {
    const peel_status status = PEEL_ERROR_NOT_A_DATE;
    struct moment moment;
    if (typed_digits(text) == 8 && text[8] == '\0')
        return typed_refuse(error, status, text, " is not a date: write a day as in 2024-03-31.");
    if (serials)
        return typed_refuse(
            error, status, text,
            " is no day of a spreadsheet: they are numbered 1 to 2958465, without 60, which was no day.");
    if (typed_digits(text) <= 4 || !read_serial(whole, &moment))
        return typed_refuse(error, status, text, " is a number, not a date: write a day as in 2024-03-31.");
    typed_refuse(error, status, text, " may be the day number of a spreadsheet, ");
    if (!error) return status;
    const struct moment_date date = moment_date(moment.day);
    text_append_count(error->message, sizeof error->message, date.year);
    append_two(error, date.month);
    append_two(error, date.day);
    text_append(error->message, sizeof error->message,
                ": write days so, or say that dates may be such numbers (serials).");
    return status;
}

peel_status moment_parse(const char *text, size_t length, int serials, struct moment *moment, peel_error *error) {
    struct moment read = {.nanosecond = -1};
    int64_t whole;
    const char *decimals;
    if (read_iso(text, length, &read)) {
        *moment = read;
        return PEEL_OK;
    }
    read = (struct moment){.nanosecond = -1};
    if (!read_number(text, &whole, &decimals)) return moment_read_typed(text, moment, error);
    if (!serials || !read_serial(whole, &read)) return refuse_number(error, text, whole, serials);
    if (decimals[0] != '\0') add_part_of_day(decimals, &read);
    if (read.day > last_serial - serial_of_1970)
        return refuse_number(error, text, whole, serials); /* rounded to 10000 */
    *moment = read;
    return PEEL_OK;
}
