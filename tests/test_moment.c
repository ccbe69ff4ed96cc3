/* Dates as people write them: against Python's datetime and zoneinfo, and each refusal with its advice. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/dated.h"
#include "support/seeded.h"
#include "support/table.h"
#include <peel.h>

#include "records/moment.h"
#include "records/moment_typed.h"

#define MOMENTS_CSV "tests/reference/moments.csv"

enum { form_rows = 1500, serial_rows = 65, at_rows = 1260, clock_rows = 1903 };

static int equal(const struct moment *a, const struct moment *b) {
    return a->day == b->day && a->nanosecond == b->nanosecond && a->offset == b->offset &&
           a->has_offset == b->has_offset && a->is_month == b->is_month && a->is_serial == b->is_serial;
}

/* --- against Python ------------------------------------------------------------------------------------------------- */

static void expect_form(char *const *field) {
    const struct moment moment = read_plain(field[1]);
    const int has_offset = strcmp(field[4], "none") != 0;
    cr_expect_eq(moment.day, atoll(field[2]), "%s: day %lld", field[1], (long long)moment.day);
    cr_expect_eq(moment.nanosecond, atoll(field[3]), "%s: %lld ns", field[1], (long long)moment.nanosecond);
    cr_expect_eq(moment.has_offset, has_offset, "%s", field[1]);
    if (has_offset) cr_expect_eq(moment.offset, atoi(field[4]), "%s: %d", field[1], moment.offset);
    cr_expect_eq(moment.is_month, 0);
}

static void expect_serial(char *const *field) {
    const struct moment moment = read_as(field[1], 1);
    cr_expect_eq(moment.day, atoll(field[2]), "%s", field[1]);
    cr_expect_eq(moment.nanosecond, -1);
}

/* London's day, month and financial year of an instant are those of its clock. */
static void expect_at(char *const *field) {
    const struct moment instant = read_plain(field[1]);
    const struct moment clock = read_plain(field[2]);
    for (int32_t every = PEEL_EVERY_DAY; every < PEEL_EVERY_END_; every++) {
        char seen[16] = "", due[16] = "";
        cr_expect_gt(moment_period(&instant, every, PEEL_ZONE_LONDON, seen), 0);
        cr_expect_gt(moment_period(&clock, every, PEEL_ZONE_PRINTED, due), 0);
        cr_expect_str_eq(seen, due, "%s", field[1]);
    }
    const int64_t greenwich = instant.day * 86400 + instant.nanosecond / 1000000000;
    const int64_t local = clock.day * 86400 + clock.nanosecond / 1000000000;
    cr_expect_eq(moment_london_at(greenwich), local - greenwich, "%s", field[1]);
}

static void expect_clock(char *const *field) {
    const struct moment clock = read_plain(field[1]);
    const struct moment instant = read_plain(field[2]);
    int64_t nanoseconds = -1;
    cr_expect_eq(moment_between(&clock, &instant, PEEL_ZONE_LONDON, &nanoseconds, NULL), PEEL_OK);
    cr_expect_eq(nanoseconds, 0, "%s: %lld s", field[1], (long long)(nanoseconds / 1000000000));
}

Test(moment, dates_and_clocks_are_those_of_python) {
    static const struct {
        const char *kind;
        void (*expect)(char *const *field);
        size_t fields, rows;
    } kinds[] = {{"form", expect_form, 5, form_rows},
                 {"serial", expect_serial, 3, serial_rows},
                 {"at", expect_at, 3, at_rows},
                 {"clock", expect_clock, 3, clock_rows}};
    size_t rows[4] = {0};
    struct table table;
    cr_assert(table_open(&table, MOMENTS_CSV));
    while (table_next(&table, ';')) {
        size_t i = 0;
        while (i < 4 && strcmp(table.field[0], kinds[i].kind) != 0)
            i++;
        cr_assert(i < 4 && table.fields == kinds[i].fields, "line %zu", table.line);
        kinds[i].expect(table.field);
        rows[i]++;
    }
    table_close(&table);
    for (size_t i = 0; i < 4; i++)
        cr_expect_eq(rows[i], kinds[i].rows, "%s: %zu rows", kinds[i].kind, rows[i]);
}

/* --- forms ---------------------------------------------------------------------------------------------------------- */

struct month_case {
    const char *text, *period;
};

/* The name of the month tells which number is the day. */
Test(moment, month_first_and_ordinals) {
    static const char *const texts[] = {"March 31, 2024",  "Mar 31 2024",    "march 31,2024",  "March 31st, 2024",
                                        "31st March 2024", "31st Mar, 2024", "31 March, 2024", "March 31th 2024"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const struct moment moment = read_plain(texts[i]);
        cr_expect_eq(moment.day, read_plain("2024-03-31").day, "%s", texts[i]);
        cr_expect(moment.nanosecond == -1 && !moment.is_month, "%s", texts[i]);
    }
    cr_expect_eq(read_plain("2nd May 2024").day, read_plain("2024-05-02").day);
    cr_expect_eq(read_plain("March 3rd, 2024, 09:05").day, read_plain("2024-03-03").day);
    cr_expect_eq(read_plain("Mar 3, 2024 9:05 pm").nanosecond, 75900000000000);
}

Test(moment, months_alone) {
    static const struct month_case cases[] = {
        {"2024-03", "2024-03"},  {"2024-3", "2024-03"},  {"Mar 2024", "2024-03"}, {"march 2024", "2024-03"},
        {"Mar-2024", "2024-03"}, {"Mar-24", "2024-03"},  {"Mar-29", "2029-03"},   {"Mar-00", "2000-03"},
        {"03/2024", "2024-03"},  {"3/2024", "2024-03"},  {"2024 Mar", "2024-03"}, {"Sept 2023", "2023-09"},
        {"2011-12", "Dec 2011"}, {"2001-2", "Feb 2001"}, {"12/2011", "Dec 2011"}, {"0001-01", "0001-01"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char period[16] = "x";
        const struct moment moment = read_plain(cases[i].text);
        cr_expect(moment.is_month && moment.nanosecond == -1 && !moment.has_offset, "%s", cases[i].text);
        cr_expect_eq(moment_period(&moment, PEEL_EVERY_MONTH, PEEL_ZONE_LONDON, period), strlen(cases[i].period));
        cr_expect_str_eq(period, cases[i].period);
        cr_expect_eq(moment_period(&moment, PEEL_EVERY_DAY, PEEL_ZONE_PRINTED, period), 0, "%s", cases[i].text);
    }
}

Test(moment, a_month_alone_stands_for_its_first_day) {
    const int years[] = {1, 1999, 2000, 2024, 9999};
    for (size_t i = 0; i < 60; i++) {
        char text[16];
        snprintf(text, sizeof text, "%04d-%02zu-01", years[i / 12], i % 12 + 1);
        const struct moment first = read_plain(text);
        text[7] = '\0';
        const struct moment month = read_plain(text);
        cr_expect_eq(month.day, first.day, "%s", text);
    }
}

Test(moment, times_of_day) {
    static const struct {
        const char *text;
        int64_t milliseconds;
    } cases[] = {{"31/03/2024 00:00", 0},
                 {"31/03/2024 12:00 am", 0},
                 {"31/03/2024 12:59AM", 3540000},
                 {"31/03/2024 12:00 pm", 43200000},
                 {"31/03/2024 1:00 Pm", 46800000},
                 {"31/03/2024 11:59:59 pm", 86399000},
                 {"31/03/2024,9:05", 32700000},
                 {"31/03/2024\xC2\xA0"
                  "09:05",
                  32700000},
                 {"31 Mar 2024t09:05", 32700000},
                 {"2024-03-31 09:05:00.25", 32700250},
                 {"2024-03-31 09:05:00.250000000Z", 32700250},
                 {"2016-12-31T23:59:60Z", 86399000},
                 {"2016-12-31 23:59:60.5", 86399500}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        cr_expect_eq(read_plain(cases[i].text).nanosecond, cases[i].milliseconds * 1000000, "%s", cases[i].text);
    cr_expect_eq(read_plain("2024-03-31 09:05:00.000000001").nanosecond, 32700000000001);
    cr_expect_eq(read_plain("2024-03-31T09:05-13:59").offset, -50340);
    cr_expect_eq(read_plain("2024-03-31T09:05+14:00").offset, 50400);
    cr_expect_eq(read_plain("31/03/2024 09:05 -1400").offset, -50400);
}

/* Days from the pages of Excel's functions DATE and DATEVALUE, and ECMA-376 part 1, 18.17.4.1. */
Test(moment, days_of_spreadsheets) {
    static const struct {
        const char *text, *day;
        int64_t milliseconds;
    } cases[] = {{"1", "01/01/1900", -1},
                 {"59", "28/02/1900", -1},
                 {"61", "01/03/1900", -1},
                 {"39448", "01/01/2008", -1},
                 {"40777", "22/08/2011", -1},
                 {"45352", "01/03/2024", -1},
                 {"45352.0", "01/03/2024", 0},
                 {"45352.5", "01/03/2024", 43200000},
                 {"45352.6666666667", "01/03/2024", 57600000},
                 {"45352.41543981481481481", "01/03/2024", 35894000},
                 {"45352.00000001", "01/03/2024", 0},
                 {"45352.66667", "01/03/2024", 57600000},
                 {"45352.6667", "01/03/2024", 57603000}, /* 57602.88 s: four decimals do not tell the second */
                 {"45352.999999999", "02/03/2024", 0},
                 {"59.999999999999", "01/03/1900", 0},
                 {"2958465.99", "31/12/9999", 85536000}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct moment moment = read_as(cases[i].text, 1);
        const int64_t due = cases[i].milliseconds < 0 ? -1 : cases[i].milliseconds * 1000000;
        cr_expect_eq(moment.day, read_plain(cases[i].day).day, "%s", cases[i].text);
        cr_expect_eq(moment.nanosecond, due, "%s: %lld", cases[i].text, (long long)moment.nanosecond);
    }
}

/* A second of a day as a spreadsheet writes it, to so many decimals, with or without the zeros at the end. */
static void write_serial(char text[32], int day, int64_t second, int places, int zeros) {
    int64_t scale = 1;
    for (int i = 0; i < places; i++)
        scale *= 10;
    const int64_t part = (2 * second * scale + 86400) / (2 * 86400); /* the nearest */
    int length = snprintf(text, 32, "%d.%0*lld", day, places, (long long)part);
    while (!zeros && text[length - 1] == '0' && text[length - 2] != '.')
        text[--length] = '\0';
}

Test(moment, five_decimals_of_a_day_tell_the_second) {
    const int places[] = {5, 6, 7, 9, 10, 12};
    char text[32];
    for (size_t i = 0; i < 12; i++) {
        for (int64_t second = 0; second < 86399; second += i < 2 ? 1 : 60) {
            write_serial(text, 45352, second, places[i / 2], i % 2);
            const struct moment moment = read_as(text, 1);
            cr_assert_eq(moment.day, 19783, "%s", text);
            cr_assert_eq(moment.nanosecond, second * 1000000000, "%s: %lld", text, (long long)moment.nanosecond);
        }
    }
}

Test(moment, four_hours_between_serials_are_four_hours) {
    char since[32], until[32];
    for (int places = 5; places <= 10; places++) {
        for (int64_t minute = 0; minute < 1440; minute++) {
            const int64_t later = minute + 240;
            int64_t nanoseconds = -1;
            write_serial(since, 45352, 60 * minute, places, 0);
            write_serial(until, 45352 + (int)(later / 1440), 60 * (later % 1440), places, 0);
            const struct moment from = read_as(since, 1), to = read_as(until, 1);
            cr_assert_eq(moment_between(&from, &to, PEEL_ZONE_PRINTED, &nanoseconds, NULL), PEEL_OK);
            cr_assert_eq(nanoseconds, 14400000000000, "%s to %s: %lld", since, until, (long long)nanoseconds);
        }
    }
}

struct refused {
    const char *text, *advice;
};

static void expect_refused(const struct refused *cases, size_t n, int serials) {
    for (size_t i = 0; i < n; i++) {
        const struct moment untouched = {-7, -7, -7, -7, -7, -7};
        struct moment moment = untouched;
        peel_error error = {0};
        const size_t length = strlen(cases[i].text);
        cr_expect_eq(moment_parse(cases[i].text, length, serials, &moment, &error), PEEL_ERROR_NOT_A_DATE, "%s",
                     cases[i].text);
        cr_expect_eq(moment_parse(cases[i].text, length, serials, &moment, NULL), PEEL_ERROR_NOT_A_DATE);
        cr_expect(equal(&moment, &untouched), "%s", cases[i].text);
        cr_expect_eq(error.status, PEEL_ERROR_NOT_A_DATE);
        cr_expect_eq(error.line + error.column + error.field, 0);
        cr_expect(strstr(error.message, cases[i].advice), "%s: %s", cases[i].text, error.message);
    }
}

Test(moment, others_are_refused_with_advice) {
    static const struct refused cases[] = {
        {"45352", "\"45352\" may be the day number of a spreadsheet, 2024-03-01: write days so, or say"},
        {"45352.4154", "may be the day number of a spreadsheet, 2024-03-01"},
        {"2958465.9", "9999-12-31"},
        {"2958466", "is a number, not a date"},
        {"2024", "is a number, not a date"},
        {"7", "is a number, not a date"},
        {"20240331", "write a day as in 2024-03-31"},
        {"99999999999999999999", "is a number, not a date"},
        {"31/02/2024", "February 2024 has 29 days."},
        {"2023-02-29", "February 2023 has 28 days."},
        {"29/02/1900", "February 1900 has 28 days."},
        {"31 Apr 2024", "April 2024 has 30 days."},
        {"00/03/2024", "March 2024 has 31 days."},
        {"12-Mar-87",
         "\"12-Mar-87\" has a year of two digits, of which only 00 to 29 are read, as 2000 to 2029: write all four"},
        {"12-Mar-30", "write all four digits of the year"},
        {"1 January 99", "write all four digits of the year"},
        {"1.Jan.30 09:58", "write all four digits of the year"},
        {"Mar-87", "write all four digits of the year"},
        {"Mar-30", "write all four digits of the year"},
        {"31-Jun-24", "June 2024 has 30 days."},
        {"03/31/2024",
         "\"03/31/2024\" has its month first, and here the day comes first: if all of the column is so, the other "
         "rows were counted in wrong months"},
        {"2/29/2024", "Write days as in 2024-03-31."},
        {"12/13/2024", "has its month first"},
        {"12-31-2024 23:59", "has its month first"},
        {"12/32/2024", "month, 32: write a day as in 31/03/2024."},
        {"0/31/2024", "month, 31: write a day as in 31/03/2024."},
        {"13/13/2024", "month, 13: write a day as in 31/03/2024."},
        {"31/0/2024", "month, 0: write a day as in 31/03/2024."},
        {"2024-31-03", "month, 31: the month comes second"},
        {"2024-00-03", "the month comes second"},
        {"31/03/24", "a year of two digits: write all four, as in 31/03/2024"},
        {"31.3.24", "a year of two digits"},
        {"01-02-03", "a year of two digits"},
        {"31 Mar", "no year of four digits"},
        {"31/03", "no year of four digits"},
        {"Mar 31", "no year of four digits"},
        {"Mar 31, 24", "no year of four digits"},
        {"31st March", "no year of four digits"},
        {"February 30, 2024", "February 2024 has 29 days."},
        {"0000-01-01", "years are 1 to 9999"},
        {"09:58", "a time of day without a day"},
        {"2024 Q1", "is a quarter, not a date"},
        {"Q1-2024", "is a quarter, not a date"},
        {"2023/24", "is a year, not a date"},
        {"2023-24", "is a year, not a date"},
        {"2023/2024", "is a year, not a date"},
        {"2024-03-31 24:00", "the end of a day is 00:00 of the next"},
        {"2024-03-31T24:00:00Z", "the end of a day is 00:00 of the next"},
        {"2024-03-31 12:60", "no such time of day"},
        {"2024-03-31 12:59:60", "no such time of day"},
        {"2024-03-31 23:59:61", "no such time of day"},
        {"2024-03-31 0:30 am", "hours are 1 to 12"},
        {"2024-03-31 13:30 pm", "hours are 1 to 12"},
        {"2024-03-31T09:58+15:00", "at most 14 hours"},
        {"2024-03-31T09:58+14:01", "at most 14 hours"},
        {"31/03/2024 09:58 -1459", "at most 14 hours"},
        {"2024-03-31T09:58+01:60", "at most 14 hours"},
    };
    expect_refused(cases, sizeof cases / sizeof cases[0], 0);
}

Test(moment, what_is_near_a_date_is_none) {
    static const char *const texts[] = {"",
                                        "-",
                                        "n/a",
                                        "not known",
                                        "31",
                                        "31/",
                                        "31/03/",
                                        "/03/2024",
                                        "31/03-2024",
                                        "31 03 2024",
                                        "310/03/2024",
                                        "31/03/20244",
                                        "31/003/2024",
                                        "31 Foo 2024",
                                        "31 Mar 4",
                                        "31xx March 2024",
                                        "31st/03/2024",
                                        "31,03,2024",
                                        "2024-03, 09:58",
                                        "March, 31, 2024, 09:58,",
                                        "31 Marchember 2024",
                                        "2024-03-31T",
                                        "2024-03-31 9",
                                        "2024-03-31 09.58",
                                        "2024-03-31 9:5",
                                        "2024-03-31 009:58",
                                        "2024-03-31 09:58:1",
                                        "2024-03-31 09:58.5",
                                        "2024-03-31 09:58:14.",
                                        "2024-03-31 09:58:14.1234567890",
                                        "2024-03-31 09:58 xm",
                                        "2024-03-31 09:58 amy",
                                        "2024-03-31 09:58+1",
                                        "2024-03-31 09:58+010",
                                        "2024-03-31 09:58+01:0",
                                        "2024-03-31 09:58 BST",
                                        "2024-03-31 09:58ZZ",
                                        "2024-03-31Z",
                                        "2024-03-31+01:00",
                                        "2024-03-31T09:58:14+00:00x",
                                        "2024-03-31 09:58 31",
                                        "2024-03T09:58",
                                        "Mar 2024 09:58",
                                        "2024-W13-7",
                                        "-2024-03-31",
                                        "2024\xE2\x80\x93"
                                        "03\xE2\x80\x93"
                                        "31",
                                        "yesterday"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct moment moment;
        peel_error error = {0};
        cr_expect_eq(moment_parse(texts[i], strlen(texts[i]), 0, &moment, &error), PEEL_ERROR_NOT_A_DATE, "%s",
                     texts[i]);
        cr_expect_gt(strlen(error.message), strlen(texts[i]) + 20, "%s: %s", texts[i], error.message);
    }
}

Test(moment, numbers_that_are_no_days_of_spreadsheets) {
    static const struct refused cases[] = {
        {"0", "1 to 2958465"},          {"0.5", "1 to 2958465"},           {"60", "without 60"},
        {"60.5", "without 60"},         {"2958466", "1 to 2958465"},       {"2958465.9999999999", "1 to 2958465"},
        {"4294967297", "1 to 2958465"}, {"20240331", "write a day as in"}, {"45352.", "is not a date"},
        {"-45352", "is not a date"},    {"4.5e4", "is not a date"},        {"45,352", "is not a date"}};
    expect_refused(cases, sizeof cases / sizeof cases[0], 1);
}

/* --- the quick reader of ISO dates, and the other one ----------------------------------------------------------------- */

/* Dates of machines, and such with one byte changed, read by either. */
Test(moment, both_readers_agree) {
    static const char *const forms[] = {"2024-03-31",
                                        "1999-12-31T23:59",
                                        "2024-02-29 09:58:14",
                                        "2023-06-30T00:00:00Z",
                                        "2024-10-27T01:30:00+01:00",
                                        "2000-01-01 12:34-02:30",
                                        "2011-12"};
    static const char bytes[] = "0123456789-:+ TZ./,x";
    uint64_t state = 6;
    size_t read = 0;
    for (size_t i = 0; i < 200000; i++) {
        char text[32];
        struct moment quick = {0}, typed = {0};
        strcpy(text, forms[next_number(&state) % 7]);
        for (size_t change = next_number(&state) % 3; change > 0; change--)
            text[next_number(&state) % strlen(text)] = bytes[next_number(&state) % (sizeof bytes - 1)];
        const peel_status status = moment_parse(text, strlen(text), 0, &quick, NULL);
        cr_assert_eq(status, moment_read_typed(text, &typed, NULL), "%s", text);
        cr_assert(equal(&quick, &typed), "%s", text);
        read += status == PEEL_OK;
    }
    cr_expect(read > 50000 && read < 150000, "%zu were dates", read);
}
