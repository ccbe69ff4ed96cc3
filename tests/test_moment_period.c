/* The periods that dates belong to, and the time between two of them. */
#include <criterion/criterion.h>
#include <string.h>

#include "support/dated.h"
#include <peel.h>

#include "records/moment.h"
#include "records/moment_typed.h"

/* --- periods ---------------------------------------------------------------------------------------------------------- */

/* Each text reads back as the period that the day belongs to, for all days of 1 to 9999, many of them passed over. */
Test(moment, periods_read_back) {
    struct moment moment = {.nanosecond = -1};
    const int64_t last = read_plain("9999-12-31").day;
    for (int64_t day = read_plain("0001-01-01").day; day <= last; day += day > 9000 && day < 30000 ? 1 : 53) {
        const struct moment_date date = moment_date(day);
        int32_t unit;
        int64_t period;
        char text[16], written[16];
        moment.day = day;
        cr_assert_eq(moment_period(&moment, PEEL_EVERY_DAY, 0, text), 10);
        cr_assert(peel_period_parse(text, &unit, &period, NULL) == PEEL_OK && unit == PEEL_UNIT_DAY && period == day,
                  "%s", text);
        moment_period(&moment, PEEL_EVERY_MONTH, 0, text);
        cr_assert_eq(peel_period_text(PEEL_UNIT_MONTH, 12 * date.year + date.month - 1, written, 16), PEEL_OK);
        cr_assert_str_eq(text, written);
        moment_period(&moment, PEEL_EVERY_QUARTER, 0, text);
        cr_assert_eq(peel_period_text(PEEL_UNIT_QUARTER, 4 * date.year + (date.month - 1) / 3, written, 16), PEEL_OK);
        cr_assert_str_eq(text, written);
        moment_period(&moment, PEEL_EVERY_YEAR, 0, text);
        cr_assert_eq(peel_period_text(PEEL_UNIT_YEAR, date.year, written, 16), PEEL_OK);
        cr_assert_str_eq(text, written);
        if (date.year == 1 && date.month < 4) continue;
        cr_assert_eq(moment_period(&moment, PEEL_EVERY_FINANCIAL_YEAR, 0, text), 7);
        cr_assert(peel_period_parse(text, &unit, &period, NULL) == PEEL_OK && unit == PEEL_UNIT_YEAR, "%s", text);
        cr_assert_eq(period, date.year - (date.month < 4), "%s", text);
    }
}

struct period_case {
    const char *text;
    int32_t every, zone;
    const char *period; /* "": none */
};

Test(moment, periods) {
    static const struct period_case cases[] = {
        {"2024-03-31T23:30Z", PEEL_EVERY_MONTH, PEEL_ZONE_PRINTED, "2024-03"},
        {"2024-03-31T23:30Z", PEEL_EVERY_MONTH, PEEL_ZONE_LONDON, "2024-04"},
        {"2024-03-31T23:30Z", PEEL_EVERY_FINANCIAL_YEAR, PEEL_ZONE_LONDON, "2024/25"},
        {"2024-03-31T23:30Z", PEEL_EVERY_FINANCIAL_YEAR, PEEL_ZONE_PRINTED, "2023/24"},
        {"2024-03-31T23:30", PEEL_EVERY_MONTH, PEEL_ZONE_LONDON, "2024-03"},
        {"2024-04-01T00:30+01:00", PEEL_EVERY_MONTH, PEEL_ZONE_LONDON, "2024-04"},
        {"2024-04-01T05:00+05:30", PEEL_EVERY_QUARTER, PEEL_ZONE_LONDON, "2024 Q2"},
        {"2024-04-01T04:00+05:30", PEEL_EVERY_QUARTER, PEEL_ZONE_LONDON, "2024 Q1"},
        {"2024-01-01T01:00+02:00", PEEL_EVERY_YEAR, PEEL_ZONE_LONDON, "2023"},
        {"1999-12-01", PEEL_EVERY_FINANCIAL_YEAR, PEEL_ZONE_PRINTED, "1999/00"},
        {"2024-04-01", PEEL_EVERY_FINANCIAL_YEAR, PEEL_ZONE_PRINTED, "2024/25"},
        {"2024-03", PEEL_EVERY_QUARTER, PEEL_ZONE_PRINTED, "2024 Q1"},
        {"1995-12-31T23:30-01:00", PEEL_EVERY_DAY, PEEL_ZONE_LONDON, "1996-01-01"},
        {"1996-01-01T00:30+01:00", PEEL_EVERY_DAY, PEEL_ZONE_LONDON, ""},
        {"1960-07-01T00:30+01:00", PEEL_EVERY_DAY, PEEL_ZONE_LONDON, ""},
        {"1960-07-01T00:30+01:00", PEEL_EVERY_DAY, PEEL_ZONE_PRINTED, "1960-07-01"},
        {"1960-07-01T00:30", PEEL_EVERY_DAY, PEEL_ZONE_LONDON, "1960-07-01"},
        {"9999-12-31T23:30-01:00", PEEL_EVERY_DAY, PEEL_ZONE_LONDON, ""},
        {"0001-01-01", PEEL_EVERY_FINANCIAL_YEAR, PEEL_ZONE_PRINTED, ""},
        {"2024-03-31", PEEL_EVERY_NONE, PEEL_ZONE_PRINTED, ""},
        {"2024-03-31", PEEL_EVERY_END_, PEEL_ZONE_PRINTED, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char period[16] = "";
        const struct moment moment = read_plain(cases[i].text);
        cr_expect_eq(moment_period(&moment, cases[i].every, cases[i].zone, period), strlen(cases[i].period), "%s",
                     cases[i].text);
        if (cases[i].period[0] != '\0') cr_expect_str_eq(period, cases[i].period, "%s", cases[i].text);
    }
}

/* --- between two ------------------------------------------------------------------------------------------------------- */

static const int64_t second = 1000000000;

struct between_case {
    const char *since, *until;
    int32_t zone;
    int64_t seconds;
};

Test(moment, between) {
    static const struct between_case cases[] = {
        {"2024-03-01", "2024-03-31", PEEL_ZONE_PRINTED, 30 * 86400},
        {"2024-02-28", "01/03/2024", PEEL_ZONE_LONDON, 2 * 86400},
        {"2024-03-30 22:00", "2024-03-31 04:00", PEEL_ZONE_PRINTED, 6 * 3600},
        {"2024-03-30 22:00", "2024-03-31 04:00", PEEL_ZONE_LONDON, 5 * 3600},
        {"2024-10-26 22:00", "2024-10-27 04:00", PEEL_ZONE_LONDON, 7 * 3600},
        {"2024-10-27 00:30", "2024-10-27 01:30", PEEL_ZONE_LONDON, 3600},
        {"2024-10-27 01:30", "2024-10-27 02:00", PEEL_ZONE_LONDON, 5400},
        {"2024-03-31 00:30", "2024-03-31 01:30", PEEL_ZONE_LONDON, 3600},
        {"2024-06-01T10:00Z", "2024-06-01T12:00+01:00", PEEL_ZONE_PRINTED, 3600},
        {"2024-06-01T10:00Z", "2024-06-01 12:00", PEEL_ZONE_LONDON, 3600},
        {"2024-06-01 12:00", "2024-06-01T10:00Z", PEEL_ZONE_LONDON, -3600},
        {"1960-06-01T10:00Z", "1960-06-01T12:00+01:00", PEEL_ZONE_LONDON, 3600},
        {"1960-06-01", "1960-06-02", PEEL_ZONE_LONDON, 86400},
        {"1900-01-01", "2100-01-02", PEEL_ZONE_PRINTED, 73050LL * 86400},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct moment since = read_plain(cases[i].since), until = read_plain(cases[i].until);
        int64_t there = 0, back = 0;
        cr_expect_eq(moment_between(&since, &until, cases[i].zone, &there, NULL), PEEL_OK, "%s", cases[i].since);
        cr_expect_eq(moment_between(&until, &since, cases[i].zone, &back, NULL), PEEL_OK);
        cr_expect_eq(there, cases[i].seconds * second, "%s: %lld s", cases[i].since, (long long)(there / second));
        cr_expect_eq(back, -there);
    }
    const struct moment since = read_plain("2024-03-31 09:58:14.999999999"), until = read_plain("2024-04-01 00:00");
    int64_t nanoseconds;
    cr_expect_eq(moment_between(&since, &until, 0, &nanoseconds, NULL), PEEL_OK);
    cr_expect_eq(nanoseconds, 50505 * second + 1);
}

/* Excel writes midnight as 45352: so does a column of dates. */
Test(moment, a_whole_serial_is_midnight_beside_a_time) {
    static const struct between_case cases[] = {
        {"45352", "45352.5", PEEL_ZONE_PRINTED, 43200},
        {"45352.5", "45353", PEEL_ZONE_PRINTED, 43200},
        {"45352", "2024-03-01 09:58", PEEL_ZONE_PRINTED, 35880},
        {"45352.0", "45352.5", PEEL_ZONE_PRINTED, 43200},
        {"45352", "45353", PEEL_ZONE_PRINTED, 86400},
        {"45352", "2024-03-02", PEEL_ZONE_PRINTED, 86400},
        {"45382", "45383", PEEL_ZONE_LONDON, 86400}, /* 31 March 2024 has 23 hours, */
        {"45382", "45383.0", PEEL_ZONE_LONDON, 82800},
        {"45474", "2024-07-01T00:30Z", PEEL_ZONE_LONDON, 5400},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct moment since = read_as(cases[i].since, 1), until = read_as(cases[i].until, 1);
        int64_t there = 0, back = 0;
        cr_expect_eq(moment_between(&since, &until, cases[i].zone, &there, NULL), PEEL_OK, "%s", cases[i].since);
        cr_expect_eq(moment_between(&until, &since, cases[i].zone, &back, NULL), PEEL_OK);
        cr_expect_eq(there, cases[i].seconds * second, "%s: %lld s", cases[i].since, (long long)(there / second));
        cr_expect_eq(back, -there);
    }
    const struct moment date = read_as("2024-03-01", 1), noon = read_as("45352.5", 1);
    int64_t nanoseconds;
    cr_expect_eq(moment_between(&date, &noon, 0, &nanoseconds, NULL), PEEL_ERROR_NOT_A_DATE);
}

Test(moment, what_has_no_time_between) {
    static const struct {
        const char *since, *until;
        int32_t zone;
        const char *advice;
    } cases[] = {{"2024-03", "2024-03-31", 0, "A month has no time"},
                 {"2024-03-31", "2024-04", 0, "A month has no time"},
                 {"2024-03-31", "2024-03-31 09:58", 0, "has a time of day and the other one has none"},
                 {"2024-03-31 09:58", "2024-03-31", PEEL_ZONE_LONDON, "has a time of day and the other one has none"},
                 {"2024-03-31 09:58", "2024-03-31T10:58Z", 0, "has an offset, as in +01:00"},
                 {"2024-03-31T09:58Z", "2024-03-31 10:58", 0, "has an offset, as in +01:00"},
                 {"1995-12-31 09:58", "1996-01-01 09:58", PEEL_ZONE_LONDON, "known from 1996 on"},
                 {"1995-12-31T09:58Z", "1995-12-31 09:58", PEEL_ZONE_LONDON, "known from 1996 on"},
                 {"1800-01-01", "2024-01-01", 0, "more than 200 years apart"},
                 {"2100-01-02", "1900-01-01", 0, NULL},
                 {"2100-01-03", "1900-01-01", 0, "more than 200 years apart"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct moment since = read_plain(cases[i].since), until = read_plain(cases[i].until);
        int64_t nanoseconds = -7;
        peel_error error = {0};
        const peel_status status = moment_between(&since, &until, cases[i].zone, &nanoseconds, &error);
        cr_expect_eq(status, cases[i].advice ? PEEL_ERROR_NOT_A_DATE : PEEL_OK, "%s", cases[i].since);
        if (!cases[i].advice) continue;
        cr_expect_eq(moment_between(&since, &until, cases[i].zone, &nanoseconds, NULL), PEEL_ERROR_NOT_A_DATE);
        cr_expect_eq(nanoseconds, -7);
        cr_expect_eq(error.status, PEEL_ERROR_NOT_A_DATE);
        cr_expect(strstr(error.message, cases[i].advice), "%s: %s", cases[i].since, error.message);
    }
}
