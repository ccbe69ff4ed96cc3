/* Durations as people write them, and each refusal with its advice. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "support/seeded.h"
#include <peel.h>

#include "records/duration.h"

static const int64_t second = 1000000000;

struct known {
    const char *text;
    double seconds; /* exact as nanoseconds below */
};

Test(duration, forms) {
    static const struct known cases[] = {{"4h", 14400},
                                         {"4 hours", 14400},
                                         {"4 HOURS", 14400},
                                         {"4hr", 14400},
                                         {"4 hrs", 14400},
                                         {"1 hour", 3600},
                                         {"90 min", 5400},
                                         {"90 minutes", 5400},
                                         {"90 mins", 5400},
                                         {"1 minute", 60},
                                         {"90m", 5400},
                                         {"1h 30m", 5400},
                                         {"1h30m", 5400},
                                         {"1 h  30 m", 5400},
                                         {"1 day", 86400},
                                         {"2 days 4h", 187200},
                                         {"2d", 172800},
                                         {"1w", 604800},
                                         {"2 weeks", 1209600},
                                         {"1wk", 604800},
                                         {"2 wks 1d", 1296000},
                                         {"45s", 45},
                                         {"45 sec", 45},
                                         {"45 secs", 45},
                                         {"1 second", 1},
                                         {"45 seconds", 45},
                                         {"1w 1d 1h 1m 1s", 694861},
                                         {"0h", 0},
                                         {"1.5h", 5400},
                                         {"1h 0.5m", 3630},
                                         {"0.25 s", 0.25},
                                         {"2:30", 9000},
                                         {"2:30:15", 9015},
                                         {"2:30:15.5", 9015.5},
                                         {"02:05", 7500},
                                         {"0:00", 0},
                                         {"123:59:59", 446399},
                                         {"PT4H30M", 16200},
                                         {"pt4h", 14400},
                                         {"P1DT2H", 93600},
                                         {"P1D", 86400},
                                         {"P2W", 1209600},
                                         {"PT0.5S", 0.5},
                                         {"PT1.5H", 5400},
                                         {"P1W1DT1H1M1S", 694861},
                                         {"1000000000s", 1e9},
                                         {"277777h", 999997200}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t nanoseconds = -1, seconds = -1;
        peel_error error = {0};
        cr_expect_eq(duration_nanoseconds(cases[i].text, &nanoseconds, &error), PEEL_OK, "%s: %s", cases[i].text,
                     error.message);
        cr_expect_eq(nanoseconds, (int64_t)(cases[i].seconds * 1e9), "%s: %lld", cases[i].text, (long long)nanoseconds);
        cr_expect_eq(peel_duration_parse(cases[i].text, &seconds, &error), PEEL_OK);
        cr_expect_eq(seconds, (int64_t)cases[i].seconds, "%s: %lld", cases[i].text, (long long)seconds);
    }
}

Test(duration, decimals_are_exact) {
    int64_t nanoseconds;
    cr_expect_eq(duration_nanoseconds("0.000000001s", &nanoseconds, NULL), PEEL_OK);
    cr_expect_eq(nanoseconds, 1);
    cr_expect_eq(duration_nanoseconds("0.000000001w", &nanoseconds, NULL), PEEL_OK);
    cr_expect_eq(nanoseconds, 604800);
    cr_expect_eq(duration_nanoseconds("999999999.999999999s", &nanoseconds, NULL), PEEL_ERROR_NOT_A_DURATION,
                 "18 digits");
    cr_expect_eq(duration_nanoseconds("999999.999999999s", &nanoseconds, NULL), PEEL_OK);
    cr_expect_eq(nanoseconds, 999999999999999);
    cr_expect_eq(duration_nanoseconds("0:00:59.999999999", &nanoseconds, NULL), PEEL_OK);
    cr_expect_eq(nanoseconds, 60 * second - 1);
}

struct refused {
    const char *text, *advice;
};

Test(duration, others_are_refused_with_advice) {
    static const char general[] = "write it as in 4h, 90 min, 1h 30m or 2:30";
    static const char unit[] = "a number without a unit";
    static const char iso[] = "as in PT4H30M or P1DT2H";
    static const char uneven[] = "not always of one length";
    static const char order[] = "write the longest first, and each once";
    static const char above[] = "longer than 1,000,000,000 seconds";
    static const struct refused cases[] = {{"", general},
                                           {"n/a", general},
                                           {"four hours", general},
                                           {"4x", general},
                                           {"4 hourss", general},
                                           {"4 h.", general},
                                           {"h4", general},
                                           {"+4h", general},
                                           {"4h,", general},
                                           {".5h", general},
                                           {"4.h", general},
                                           {"1.0000000000h", general},
                                           {"90", unit},
                                           {"1.5", unit},
                                           {"1h 30", unit},
                                           {"4 ", unit},
                                           {"30m 1h", order},
                                           {"1h 2h", order},
                                           {"1m 1m", order},
                                           {"1.5h 30m", "decimals before"},
                                           {"4 months", uneven},
                                           {"1 year", uneven},
                                           {"P1M", uneven},
                                           {"P1Y", uneven},
                                           {"P1Y2D", uneven},
                                           {"P", iso},
                                           {"PT", iso},
                                           {"P1DT", iso},
                                           {"P1H", iso},
                                           {"P1D1H", iso},
                                           {"P1W1S", iso},
                                           {"30501w", above},
                                           {"PT1D", iso},
                                           {"PT1W", iso},
                                           {"PT1M1H", iso},
                                           {"P1D1W", iso},
                                           {"PTT1H", iso},
                                           {"PT1", iso},
                                           {"PT1X", iso},
                                           {"PT1H1H", iso},
                                           {"PT1.5H1M", iso},
                                           {"P1T", iso},
                                           {"PH", iso},
                                           {"1000000001s", above},
                                           {"1000000000s 1", unit},
                                           {"277778h", above},
                                           {"100000000000000w", above},
                                           {"PT277778H", above},
                                           {"277778:00", above},
                                           {"11574d 1h 46m 41s", above},
                                           {"2:60", "59 minutes"},
                                           {"2:30:60", "59 minutes"},
                                           {"2:30:60.5", "59 minutes"},
                                           {"2:3", general},
                                           {"2:030", general},
                                           {"2:30:1", general},
                                           {"2:30:15:1", general},
                                           {":30", general},
                                           {"2:", general},
                                           {"2.5:30", general},
                                           {"2:30.5", general},
                                           {"2:30 h", general},
                                           {"2:30:", general},
                                           {"12345678901234567h", general}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t nanoseconds = -7, seconds = -7;
        peel_error error = {0};
        cr_expect_eq(duration_nanoseconds(cases[i].text, &nanoseconds, &error), PEEL_ERROR_NOT_A_DURATION, "%s",
                     cases[i].text);
        cr_expect_eq(duration_nanoseconds(cases[i].text, &nanoseconds, NULL), PEEL_ERROR_NOT_A_DURATION);
        cr_expect(strstr(error.message, cases[i].advice), "%s: %s", cases[i].text, error.message);
        cr_expect_eq(error.status, PEEL_ERROR_NOT_A_DURATION);
        cr_expect_eq(peel_duration_parse(cases[i].text, &seconds, NULL), PEEL_ERROR_NOT_A_DURATION);
        cr_expect(nanoseconds == -7 && seconds == -7, "%s", cases[i].text);
    }
}

/* A row has a negative duration set aside by a reason of its own; as a limit it is none at all. */
Test(duration, negative_ones) {
    static const char *const texts[] = {"-4h", "-0:30", "-PT1H", "-0s"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        int64_t number = -7;
        peel_error error = {0};
        cr_expect_eq(duration_nanoseconds(texts[i], &number, &error), PEEL_ERROR_NEGATIVE_DURATION, "%s", texts[i]);
        cr_expect_eq(error.status, PEEL_ERROR_NEGATIVE_DURATION);
        cr_expect(strstr(error.message, "is negative: a duration is 0 or more."), "%s", error.message);
        cr_expect_eq(peel_duration_parse(texts[i], &number, &error), PEEL_ERROR_NOT_A_DURATION);
        cr_expect_eq(error.status, PEEL_ERROR_NOT_A_DURATION);
        cr_expect_eq(peel_duration_parse(texts[i], &number, NULL), PEEL_ERROR_NOT_A_DURATION);
        cr_expect_eq(number, -7);
    }
    cr_expect_eq(duration_nanoseconds("-", &(int64_t){0}, NULL), PEEL_ERROR_NOT_A_DURATION);
    cr_expect_eq(duration_nanoseconds("--4h", &(int64_t){0}, NULL), PEEL_ERROR_NOT_A_DURATION);
}

Test(duration, options) {
    char longest[80];
    int64_t seconds = -7;
    peel_error error = {0};
    cr_expect_eq(peel_duration_parse(" \t4 h\xC2\xA0 ", &seconds, NULL), PEEL_OK);
    cr_expect_eq(seconds, 14400);
    cr_expect_eq(peel_duration_parse("1.9s", &seconds, NULL), PEEL_OK);
    cr_expect_eq(seconds, 1, "parts of a second are cut off");
    cr_expect_eq(peel_duration_parse(NULL, &seconds, &error), PEEL_ERROR_NULL);
    cr_expect_eq(error.status, PEEL_ERROR_NULL);
    cr_expect_eq(peel_duration_parse("4h", NULL, NULL), PEEL_ERROR_NULL);
    memset(longest, ' ', sizeof longest);
    memcpy(longest, "4", 1);
    strcpy(longest + 63, "h");
    cr_expect_eq(peel_duration_parse(longest, &seconds, NULL), PEEL_OK, "64 bytes");
    longest[63] = ' ';
    strcpy(longest + 64, "h");
    cr_expect_eq(peel_duration_parse(longest, &seconds, &error), PEEL_ERROR_NOT_A_DURATION, "65 bytes");
    cr_expect(strstr(error.message, "too long"), "%s", error.message);
    cr_expect_eq(seconds, 14400);
}

/* Any number of seconds, written in each of the three ways, reads back. */
Test(duration, reads_what_is_written) {
    uint64_t state = 6;
    for (size_t i = 0; i < 20000; i++) {
        const long long known = (long long)(next_number(&state) % (i % 2 == 0 ? 1000001 : 1000000001));
        const long long hours = known / 3600, minutes = known / 60 % 60, seconds = known % 60;
        char texts[4][64];
        snprintf(texts[0], 64, "%lld:%02lld:%02lld", hours, minutes, seconds);
        snprintf(texts[1], 64, "%lldh %lldm %llds", hours, minutes, seconds);
        snprintf(texts[2], 64, "PT%lldH%lldM%lldS", hours, minutes, seconds);
        snprintf(texts[3], 64, "P%lldDT%lldH%lldM%lldS", hours / 24, hours % 24, minutes, seconds);
        for (size_t form = 0; form < 4; form++) {
            int64_t read = -1;
            cr_assert_eq(peel_duration_parse(texts[form], &read, NULL), PEEL_OK, "%s", texts[form]);
            cr_assert_eq(read, known, "%s: %lld", texts[form], (long long)read);
        }
    }
}
