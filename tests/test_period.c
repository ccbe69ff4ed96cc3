/* Periods: the forms that are read, those that are refused with advice, and the way there and back. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <peel.h>

struct read_case {
    const char *text;
    int32_t unit;
    int64_t period;
};

#define MONTH(year, month)     PEEL_UNIT_MONTH, 12 * (year) + (month)-1
#define QUARTER(year, quarter) PEEL_UNIT_QUARTER, 4 * (year) + (quarter)-1

/* The days were counted by Python's datetime.date.toordinal, less that of 1 January 1970. */
Test(period, forms) {
    const struct read_case cases[] = {
        {"2024-03", MONTH(2024, 3)},
        {"2024-3", MONTH(2024, 3)},
        {"2024-12", MONTH(2024, 12)},
        {"2003-5", MONTH(2003, 5)},
        {"2009-1", MONTH(2009, 1)},
        {"2024 Mar", MONTH(2024, 3)},
        {"2024-Mar", MONTH(2024, 3)},
        {"2024  march", MONTH(2024, 3)},
        {"Mar 2024", MONTH(2024, 3)},
        {"March 2024", MONTH(2024, 3)},
        {"march   2024", MONTH(2024, 3)},
        {"MARCH\t2024", MONTH(2024, 3)},
        {"Mar-2024", MONTH(2024, 3)},
        {"Mar-24", MONTH(2024, 3)},
        {"Dec-99", MONTH(2099, 12)},
        {"Jan-00", MONTH(2000, 1)},
        {"May 2024", MONTH(2024, 5)},
        {"Sept 2024", MONTH(2024, 9)},
        {"sep-24", MONTH(2024, 9)},
        {"03/2024", MONTH(2024, 3)},
        {"3/2024", MONTH(2024, 3)},
        {" \t\n\v\f\r2024-03 \t\n\v\f\r", MONTH(2024, 3)},
        {"\xC2\xA0 2024-03 \xE2\x80\xAF\xC2\xA0", MONTH(2024, 3)},
        {"Mar\xC2\xA0"
         "2024",
         MONTH(2024, 3)},
        {"2024\xE2\x80\xAFQ1", QUARTER(2024, 1)},
        {"2024 Q1", QUARTER(2024, 1)},
        {"2024-Q4", QUARTER(2024, 4)},
        {"2024q2", QUARTER(2024, 2)},
        {"Q3 2024", QUARTER(2024, 3)},
        {"q3-2024", QUARTER(2024, 3)},
        {"2024", PEEL_UNIT_YEAR, 2024},
        {"0001", PEEL_UNIT_YEAR, 1},
        {"9999", PEEL_UNIT_YEAR, 9999},
        {"2023/24", PEEL_UNIT_YEAR, 2023},
        {"2023-24", PEEL_UNIT_YEAR, 2023},
        {"2023/2024", PEEL_UNIT_YEAR, 2023},
        {"2023-2024", PEEL_UNIT_YEAR, 2023},
        {"2011/12", PEEL_UNIT_YEAR, 2011},
        {"1999-00", PEEL_UNIT_YEAR, 1999},
        {"1999/00", PEEL_UNIT_YEAR, 1999},
        {"2012-13", PEEL_UNIT_YEAR, 2012},
        {"1970-01-01", PEEL_UNIT_DAY, 0},
        {"1969-12-31", PEEL_UNIT_DAY, -1},
        {"2024-03-31", PEEL_UNIT_DAY, 19813},
        {"31/03/2024", PEEL_UNIT_DAY, 19813},
        {"1/3/2024", PEEL_UNIT_DAY, 19783},
        {"01/3/2024", PEEL_UNIT_DAY, 19783},
        {"1/03/2024", PEEL_UNIT_DAY, 19783},
        {"2024-02-29", PEEL_UNIT_DAY, 19782},
        {"2000-02-29", PEEL_UNIT_DAY, 11016},
        {"0001-01-01", PEEL_UNIT_DAY, -719162},
        {"9999-12-31", PEEL_UNIT_DAY, 2932896},
        {"7", PEEL_UNIT_NONE, 7},
        {"0", PEEL_UNIT_NONE, 0},
        {"007", PEEL_UNIT_NONE, 7},
        {"999", PEEL_UNIT_NONE, 999},
        {"period 7", PEEL_UNIT_NONE, 7},
        {"Period 12", PEEL_UNIT_NONE, 12},
        {"PERIOD 999", PEEL_UNIT_NONE, 999},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int32_t unit = -1;
        int64_t period = -77;
        peel_error error;
        cr_expect_eq(peel_period_parse(cases[i].text, &unit, &period, &error), PEEL_OK, "%s", cases[i].text);
        cr_expect(unit == cases[i].unit && period == cases[i].period, "%s: %d %lld", cases[i].text, (int)unit,
                  (long long)period);
    }
}

Test(period, month_names) {
    const char *const names[] = {"January", "February", "March",     "April",   "May",      "June",
                                 "July",    "August",   "September", "October", "November", "December"};
    for (int i = 0; i < 12; i++) {
        char whole[32], three[32];
        int32_t unit = -1;
        int64_t period = -1;
        snprintf(whole, sizeof whole, "%s 2021", names[i]);
        snprintf(three, sizeof three, "%.3s-21", names[i]);
        cr_expect(peel_period_parse(whole, &unit, &period, NULL) == PEEL_OK && period == 12 * 2021 + i, "%s", whole);
        period = -1;
        cr_expect(peel_period_parse(three, &unit, &period, NULL) == PEEL_OK && period == 12 * 2021 + i, "%s", three);
        cr_expect_eq(unit, PEEL_UNIT_MONTH);
    }
}

Test(period, refusals) {
    const char *const cases[][2] = {
        {"2011-12",
         "\"2011-12\" may be a month or a financial year: write the month as in Dec 2011, the year as in 2011/12."},
        {"2000-01", "may be a month or a financial year"},
        {"2001-2",
         "\"2001-2\" may be a month or a financial year: write the month as in Dec 2011, the year as in 2011/12."},
        {"2002-3", "may be a month or a financial year"},
        {"2008-9", "may be a month or a financial year"},
        {"2024-5", "may be a month or a financial year"},
        {"2009-0", "no such month"},
        {"2011-13", "no such month"},
        {"2024-00", "no such month"},
        {"2024-13", "no such month"},
        {"13/2024", "\"13/2024\" has no such month: months are 1 to 12"},
        {"0/2024", "no such month"},
        {"0000-03", "years are 1 to 9999"},
        {"0000", "years are 1 to 9999"},
        {"03/0000", "years are 1 to 9999"},
        {"0000 Q1", "years are 1 to 9999"},
        {"0000/01", "years are 1 to 9999"},
        {"0000-02-01", "years are 1 to 9999"},
        {"2024 Q0", "Q1 to Q4"},
        {"Q5 2024", "Q1 to Q4"},
        {"Q1", "no year"},
        {"2023/24 Q1", "calendar year"},
        {"Q1 2023-24", "calendar year"},
        {"2023/25", "ends a year after it begins"},
        {"2023/23", "ends a year after it begins"},
        {"2024/03", "a month is 2024-03"},
        {"2023/2025", "ends a year after it begins"},
        {"2023-2022", "ends a year after it begins"},
        {"Feb 30", "no year of four digits"},
        {"Mar", "no year of four digits"},
        {"Mar 24", "no year of four digits"},
        {"31/03", "no year of four digits"},
        {"24-Mar", "no year of four digits"},
        {"1-Mar", "no year of four digits"},
        {"2024-02-30", "\"2024-02-30\" has no such day"},
        {"2023-02-29", "no such day"},
        {"1900-02-29", "no such day"},
        {"2024-04-31", "no such day"},
        {"2024-12-32", "no such day"},
        {"2024-01-00", "no such day"},
        {"2024-13-01", "no such month"},
        {"03/31/2024", "the day first"},
        {"31/03/24", "year of two digits"},
        {"31-03-2024", "31/03/2024"},
        {"2024/03/31", "2024-03-31"},
        {"31 March 2024", "2024-03-31"},
        {"2024-3-1", "2024-03-31"},
        {"2024-03-31 09:00", "leave the time of day out"},
        {"2024-03-31T09:00:00Z", "leave the time of day out"},
        {"31/03/2024 09:00", "leave the time of day out"},
        {"45382", "a spreadsheet's number"},
        {"202403", "2024-03."},
        {"20240331", "2024-03-31."},
        {"-7", "has a sign"},
        {"+7", "as in 2024-03, Mar 2024"},
        {"eighty",
         "\"eighty\" is not a period: write it as in 2024-03, Mar 2024, 2024 Q1, 2024, 2023/24 or 2024-03-31."},
        {"Marc 2024", "as in 2024-03, Mar 2024"},
        {"Marches 2024", "as in 2024-03, Mar 2024"},
        {"Novembermonths 2024", "as in 2024-03, Mar 2024"},
        {"Octobe 2024", "as in 2024-03, Mar 2024"},
        {"Sep. 2024", "as in 2024-03, Mar 2024"},
        {"Mar_2024", "as in 2024-03, Mar 2024"},
        {"2024 - 03", "as in 2024-03, Mar 2024"},
        {"2024-", "as in 2024-03, Mar 2024"},
        {"2024-03-", "as in 2024-03, Mar 2024"},
        {"2024.5", "as in 2024-03, Mar 2024"},
        {"1e3", "as in 2024-03, Mar 2024"},
        {"nan", "as in 2024-03, Mar 2024"},
        {"period", "as in 2024-03, Mar 2024"},
        {"period7", "as in 2024-03, Mar 2024"},
        {"period 1000", "as in 2024-03, Mar 2024"},
        {"week 7", "as in 2024-03, Mar 2024"},
        {"1234567", "as in 2024-03, Mar 2024"},
        {"9999-10000", "as in 2024-03, Mar 2024"},
        {"1 2 3 4 5 6 7 8 9 10", "as in 2024-03, Mar 2024"},
        {"99999999999999999999999999999999999", "as in 2024-03, Mar 2024"},
        {"2023\xE2\x80\x93"
         "24",
         "plain letters"},
        {"", "\"\" is blank"},
        {" \t ", "is blank"},
        {"\xC2\xA0\xE2\x80\xAF", "\"\" is blank"},
        {"2024\xC2\xA0-\xC2\xA0"
         "03",
         "as in 2024-03, Mar 2024"},
        {"2024-03\xC2", "plain letters"},
        {"2024-03\xE2\x80", "plain letters"},
        {"2024-03\xE2\x80\x8A", "plain letters"}, /* a hair space */
        {"2024-03                                                          of this list, and more", "too long"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int32_t unit = -5;
        int64_t period = -77;
        peel_error error;
        const peel_status status = peel_period_parse(cases[i][0], &unit, &period, &error);
        cr_expect(status == PEEL_ERROR_NOT_A_PERIOD && error.status == status, "%s: %d", cases[i][0], (int)status);
        cr_expect_not_null(strstr(error.message, cases[i][1]), "%s: %s", cases[i][0], error.message);
        cr_expect(unit == -5 && period == -77, "%s", cases[i][0]);
        cr_expect_eq(peel_period_parse(cases[i][0], &unit, &period, NULL), PEEL_ERROR_NOT_A_PERIOD);
    }
}

/* A text as long as is taken, and blanks around it beyond that. */
Test(period, long_texts) {
    char text[300];
    int32_t unit = -1;
    int64_t period = -1;
    memset(text, ' ', sizeof text);
    memcpy(text + 100, "March", 5);
    memcpy(text + 160, "2024", 4); /* 64 letters */
    text[299] = '\0';
    cr_expect(peel_period_parse(text, &unit, &period, NULL) == PEEL_OK && period == 12 * 2024 + 2);
    text[99] = 'x';
    cr_expect_eq(peel_period_parse(text, &unit, &period, NULL), PEEL_ERROR_NOT_A_PERIOD);
}

static void expect_round_trip(int32_t unit, int64_t period) {
    char text[16] = "";
    int32_t unit_read = -1;
    int64_t period_read = -77;
    const peel_status written = peel_period_text(unit, period, text, sizeof text);
    const peel_status read = peel_period_parse(text, &unit_read, &period_read, NULL);
    cr_assert(written == PEEL_OK && read == PEEL_OK && unit_read == unit && period_read == period, "%s", text);
}

Test(period, there_and_back) {
    for (int64_t period = 0; period <= 999; period++)
        expect_round_trip(PEEL_UNIT_NONE, period);
    for (int64_t period = 1; period <= 9999; period++)
        expect_round_trip(PEEL_UNIT_YEAR, period);
    for (int64_t period = 4; period < 40000; period++)
        expect_round_trip(PEEL_UNIT_QUARTER, period);
    for (int64_t period = 12; period < 120000; period++)
        expect_round_trip(PEEL_UNIT_MONTH, period);
}

static void expect_day(int64_t day, int year, int month, int day_of_month) {
    char text[16] = "", expected[64];
    int32_t unit = -1;
    int64_t period = -1;
    snprintf(expected, sizeof expected, "%04d-%02d-%02d", year, month, day_of_month);
    cr_assert(peel_period_text(PEEL_UNIT_DAY, day, text, 11) == PEEL_OK && strcmp(text, expected) == 0, "%s", text);
    cr_assert(peel_period_parse(text, &unit, &period, NULL) == PEEL_OK && period == day, "%s", text);
}

/* Every day of the 400 years from 1801, after which the calendar repeats, and every 97th day of the years from 1 to 9999. */
Test(period, days) {
    int year = 1, month = 1, day_of_month = 1;
    const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int64_t day = -719162; day <= 2932896; day++) {
        const int leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        if ((year > 1800 && year <= 2200) || day % 97 == 0) expect_day(day, year, month, day_of_month);
        if (++day_of_month <= lengths[month - 1] + leap) continue;
        day_of_month = 1;
        month = month % 12 + 1;
        year += month == 1;
    }
    cr_expect(year == 10000 && month == 1);
}

Test(period, texts) {
    const struct read_case cases[] = {
        {"2024-03", MONTH(2024, 3)},          {"Dec 2011", MONTH(2011, 12)}, /* for 2011-12 may be a financial year */
        {"Jan 2000", MONTH(2000, 1)},         {"2012-12", MONTH(2012, 12)},   {"2024 Q1", QUARTER(2024, 1)},
        {"0024 Q4", QUARTER(24, 4)},          {"2024", PEEL_UNIT_YEAR, 2024}, {"0001", PEEL_UNIT_YEAR, 1},
        {"2024-03-31", PEEL_UNIT_DAY, 19813}, {"7", PEEL_UNIT_NONE, 7},       {"999", PEEL_UNIT_NONE, 999},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const size_t needed = strlen(cases[i].text) + 1;
        char text[16] = "untouched";
        for (size_t size = 0; size < needed; size++) {
            cr_expect_eq(peel_period_text(cases[i].unit, cases[i].period, text, size), PEEL_ERROR_WORK);
            cr_expect(strcmp(text, "untouched") == 0);
        }
        cr_expect_eq(peel_period_text(cases[i].unit, cases[i].period, text, needed), PEEL_OK);
        cr_expect(strcmp(text, cases[i].text) == 0, "%s, not %s", text, cases[i].text);
    }
}

Test(period, texts_out_of_range) {
    const struct read_case cases[] = {
        {"", PEEL_UNIT_NONE, -1},         {"", PEEL_UNIT_NONE, 1000},     {"", PEEL_UNIT_DAY, -719163},
        {"", PEEL_UNIT_DAY, 2932897},     {"", PEEL_UNIT_MONTH, 11},      {"", PEEL_UNIT_MONTH, 120000},
        {"", PEEL_UNIT_QUARTER, 3},       {"", PEEL_UNIT_QUARTER, 40000}, {"", PEEL_UNIT_YEAR, 0},
        {"", PEEL_UNIT_YEAR, 10000},      {"", PEEL_UNIT_DAY, INT64_MAX}, {"", PEEL_UNIT_DAY, INT64_MIN},
        {"", PEEL_UNIT_MONTH, INT64_MAX},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[16] = "untouched";
        cr_expect_eq(peel_period_text(cases[i].unit, cases[i].period, text, 16), PEEL_ERROR_NOT_A_PERIOD, "%zu", i);
        cr_expect(strcmp(text, "untouched") == 0);
    }
}

Test(period, nulls_and_units) {
    char text[16] = "untouched";
    int32_t unit = -5;
    int64_t period = -77;
    peel_error error;
    cr_expect_eq(peel_period_parse(NULL, &unit, &period, &error), PEEL_ERROR_NULL);
    cr_expect_eq(error.status, PEEL_ERROR_NULL);
    cr_expect_eq(peel_period_parse("2024", NULL, &period, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_period_parse("2024", &unit, NULL, NULL), PEEL_ERROR_NULL);
    cr_expect(unit == -5 && period == -77);
    cr_expect_eq(peel_period_text(PEEL_UNIT_YEAR, 2024, NULL, 16), PEEL_ERROR_NULL);
    cr_expect_eq(peel_period_text(5, 2024, text, 16), PEEL_ERROR_UNIT);
    cr_expect_eq(peel_period_text(-1, 2024, text, 16), PEEL_ERROR_UNIT);
    cr_expect(strcmp(text, "untouched") == 0);
    cr_expect_eq(peel_unit_parse("quater", &unit, &error), PEEL_ERROR_UNIT);
    cr_expect_not_null(strstr(error.message, "quarter"), "%s", error.message);
    cr_expect_eq(peel_unit_parse(NULL, &unit, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(unit, -5);
}

Test(period, units) {
    const double a_year[] = {NAN, 365.25, 12, 4, 1};
    const char *const names[] = {"none", "day", "month", "quarter", "year"};
    for (int32_t i = 0; i < PEEL_UNIT_END_; i++) {
        int32_t unit = -1;
        cr_expect(strcmp(peel_unit_name(i), names[i]) == 0);
        cr_expect(peel_unit_parse(names[i], &unit, NULL) == PEEL_OK && unit == i);
        cr_expect(i == 0 ? isnan(peel_unit_a_year(i)) : peel_unit_a_year(i) == a_year[i]);
    }
    cr_expect(peel_unit_parse("MONTH", &(int32_t){-1}, NULL) == PEEL_OK);
    cr_expect(!peel_unit_name(-1) && !peel_unit_name(5) && isnan(peel_unit_a_year(-1)) && isnan(peel_unit_a_year(5)));
}

/* All texts of up to 5 of these parts: what is read, is read back from its text; what is not, leaves nothing behind. */
Test(period, all_short_texts) {
    static const char *const parts[] = {"0", "1", "20", "2024", "-", "/", " ", "Q", "Mar", "period", "T", "+"};
    const size_t n = sizeof parts / sizeof parts[0];
    size_t total = 1, read = 0;
    for (size_t length = 1; length <= 5; length++) {
        total *= n;
        for (size_t code = 0; code < total; code++) {
            char text[64] = "", again[16] = "";
            int32_t unit = -7, unit_back = -7;
            int64_t period = -7, period_back = -7;
            for (size_t i = 0, rest = code; i < length; i++, rest /= n)
                strcat(text, parts[rest % n]);
            const peel_status status = peel_period_parse(text, &unit, &period, NULL);
            if (status != PEEL_OK) {
                cr_assert(status == PEEL_ERROR_NOT_A_PERIOD && unit == -7 && period == -7, "%s", text);
                continue;
            }
            read++;
            cr_assert_eq(peel_period_text(unit, period, again, sizeof again), PEEL_OK, "%s", text);
            cr_assert_eq(peel_period_parse(again, &unit_back, &period_back, NULL), PEEL_OK, "%s as %s", text, again);
            cr_assert(unit == unit_back && period == period_back, "%s as %s", text, again);
        }
    }
    cr_expect_gt(read, 500, "%zu", read);
}
