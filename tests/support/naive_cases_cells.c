/* For timegm, localtime_r and setenv. */
#define _DEFAULT_SOURCE

#include "support/naive_cases_cells.h"

#include <peel.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { no_time = -1, whole_serial = -2 };

int naive_alike(const char *a, const char *b) {
    for (;; a++, b++) {
        const int low_a = *a >= 'A' && *a <= 'Z' ? *a + 32 : *a;
        const int low_b = *b >= 'A' && *b <= 'Z' ? *b + 32 : *b;
        if (low_a != low_b) return 0;
        if (*a == '\0') return 1;
    }
}

char *naive_trimmed(char *text) {
    size_t length = strlen(text);
    for (;;) {
        if (length >= 2 && memcmp(text + length - 2, "\xC2\xA0", 2) == 0)
            length -= 2;
        else if (length >= 1 && strchr(" \t\r\n", text[length - 1]))
            length--;
        else
            break;
    }
    text[length] = '\0';
    for (;;) {
        if (strncmp(text, "\xC2\xA0", 2) == 0)
            text += 2;
        else if (*text && strchr(" \t\r\n", *text))
            text++;
        else
            return text;
    }
}

/* --- dates -------------------------------------------------------------------------------------------------------- */

#define HOUR(h, m) ((h)*3600 + (m)*60)

struct listed {
    const char *text;
    struct when when;
    int is; /* 1: a date; 2: where serials are; 0: none */
};

static const struct listed dates[] = {
    {"2024-03-31", {2024, 3, 31, no_time, 0, 0, 0, 0}, 1},
    {"31/03/2024", {2024, 3, 31, no_time, 0, 0, 0, 0}, 1},
    {"01-04-2024", {2024, 4, 1, no_time, 0, 0, 0, 0}, 1},
    {"31.12.2023", {2023, 12, 31, no_time, 0, 0, 0, 0}, 1},
    {"1 Jan 2024", {2024, 1, 1, no_time, 0, 0, 0, 0}, 1},
    {"29 February 2024", {2024, 2, 29, no_time, 0, 0, 0, 0}, 1},
    {"31-Mar-24", {2024, 3, 31, no_time, 0, 0, 0, 0}, 1},
    {"2024-03", {2024, 3, 1, no_time, 0, 0, 0, 1}, 1},
    {"Apr 2024", {2024, 4, 1, no_time, 0, 0, 0, 1}, 1},
    {"5 Dec 2011", {2011, 12, 5, no_time, 0, 0, 0, 0}, 1},
    {"2012-01-05", {2012, 1, 5, no_time, 0, 0, 0, 0}, 1},
    {"Nov 2010", {2010, 11, 1, no_time, 0, 0, 0, 1}, 1},
    {"2024-03-31T23:30:00Z", {2024, 3, 31, HOUR(23, 30), 0, 1, 0, 0}, 1},
    {"2024-03-31T23:30:00+00:00", {2024, 3, 31, HOUR(23, 30), 0, 1, 0, 0}, 1},
    {"2024-04-01T00:30:00+01:00", {2024, 4, 1, HOUR(0, 30), 0, 1, 60, 0}, 1},
    {"2024-04-01 00:30:00+0100", {2024, 4, 1, HOUR(0, 30), 0, 1, 60, 0}, 1},
    {"2024-04-01 00:30+01", {2024, 4, 1, HOUR(0, 30), 0, 1, 60, 0}, 1},
    {"2023-12-31T23:59:59Z", {2023, 12, 31, 86399, 0, 1, 0, 0}, 1},
    {"2024-03-31T00:59:59Z", {2024, 3, 31, 3599, 0, 1, 0, 0}, 1},
    {"2024-03-31T01:00:00Z", {2024, 3, 31, 3600, 0, 1, 0, 0}, 1},
    {"2024-03-31 01:30", {2024, 3, 31, HOUR(1, 30), 0, 0, 0, 0}, 1},
    {"2024-10-27 01:30", {2024, 10, 27, HOUR(1, 30), 0, 0, 0, 0}, 1},
    {"2024-10-27T00:30:00Z", {2024, 10, 27, HOUR(0, 30), 0, 1, 0, 0}, 1},
    {"2024-10-27T01:30:00Z", {2024, 10, 27, HOUR(1, 30), 0, 1, 0, 0}, 1},
    {"2024-06-30 23:59:60", {2024, 6, 30, 86399, 0, 0, 0, 0}, 1},
    {"31/03/2024 09:58", {2024, 3, 31, HOUR(9, 58), 0, 0, 0, 0}, 1},
    {"31 March 2024 9:58 am", {2024, 3, 31, HOUR(9, 58), 0, 0, 0, 0}, 1},
    {"31 March 2024 12:05 am", {2024, 3, 31, HOUR(0, 5), 0, 0, 0, 0}, 1},
    {"31 March 2024 12:05 pm", {2024, 3, 31, HOUR(12, 5), 0, 0, 0, 0}, 1},
    {"31 March 2024 1:58 pm", {2024, 3, 31, HOUR(13, 58), 0, 0, 0, 0}, 1},
    {"2024-03-31T09:58:14.25", {2024, 3, 31, HOUR(9, 58) + 14, 250000000, 0, 0, 0}, 1},
    {"2024-03-31T13:58:14.250000001", {2024, 3, 31, HOUR(13, 58) + 14, 250000001, 0, 0, 0}, 1},
    {"2024-03-31T13:58:14.25", {2024, 3, 31, HOUR(13, 58) + 14, 250000000, 0, 0, 0}, 1},
    {"45352", {2024, 3, 1, whole_serial, 0, 0, 0, 0}, 2},
    {"45383", {2024, 4, 1, whole_serial, 0, 0, 0, 0}, 2},
    {"45352.5", {2024, 3, 1, HOUR(12, 0), 0, 0, 0, 0}, 2},
    {"45352.66667", {2024, 3, 1, HOUR(16, 0), 0, 0, 0, 0}, 2},
    {"60", {0}, 0},
    {"0", {0}, 0},
    {"soon", {0}, 0},
    {"n/a", {0}, 0},
    {"2024-02-30", {0}, 0},
    {"31/02/2024", {0}, 0},
    {"03/31/2024", {0}, 0},
    {"2024-13-01", {0}, 0},
    {"2024-03-31T24:00", {0}, 0},
    {"2024-03-31T09:60", {0}, 0},
    {"01/04/24", {0}, 0},
    {"2024-03-31x", {0}, 0},
    {"2024-03-31T09:58:14+", {0}, 0},
    {"31 Mars 2024", {0}, 0},
};

size_t listed_dates(void) {
    return sizeof dates / sizeof dates[0];
}

const char *listed_date(size_t index) {
    return dates[index].text;
}

int naive_date(const char *text, int serials, struct when *when) {
    int hours, minutes, seconds, east_hours, east_minutes;
    int length = 0;
    char sign;
    for (size_t i = 0; i < listed_dates(); i++) {
        if (strcmp(text, dates[i].text) != 0) continue;
        *when = dates[i].when;
        return dates[i].is == 1 || (dates[i].is == 2 && serials);
    }
    *when = (struct when){.seconds = no_time};
    if (sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2d%n", &when->year, &when->month, &when->day, &hours, &minutes, &seconds,
               &length) != 6 ||
        length != 19)
        return 0;
    when->seconds = HOUR(hours, minutes) + seconds;
    text += length;
    if (*text == '\0') return 1;
    when->zoned = 1;
    if (strcmp(text, "Z") == 0) return 1;
    if (sscanf(text, "%c%2d:%2d", &sign, &east_hours, &east_minutes) != 3) return 0;
    when->offset = (sign == '-' ? -1 : 1) * (60 * east_hours + east_minutes);
    return 1;
}

/* Seconds since 1970 as the clock shows them, without its offset. */
static int64_t shown(const struct when *when) {
    struct tm tm = {.tm_year = when->year - 1900, .tm_mon = when->month - 1, .tm_mday = when->day};
    return timegm(&tm) + (when->seconds < 0 ? 0 : when->seconds);
}

/* London's clock at an instant, by the rule in force since 1996 (2000/84/EC), which POSIX writes so. */
static struct tm london_clock(time_t instant) {
    struct tm tm;
    setenv("TZ", "GMT0BST,M3.5.0/1,M10.5.0/2", 1);
    tzset();
    localtime_r(&instant, &tm);
    return tm;
}

/* The instant of a time of London without offset: summer time's where the clock then shows it, else Greenwich's. */
static int64_t london_instant(int64_t clock) {
    struct tm tm = london_clock((time_t)(clock - 3600));
    const int64_t shows = timegm(&tm);
    return shows == clock ? clock - 3600 : clock;
}

/* The months that could be financial years, as far as the list of dates has them. */
static const struct {
    const char *is, *written;
} either[] = {{"2000-01", "Jan 2000"}, {"2001-02", "Feb 2001"}, {"2002-03", "Mar 2002"}, {"2003-04", "Apr 2003"},
              {"2004-05", "May 2004"}, {"2005-06", "Jun 2005"}, {"2006-07", "Jul 2006"}, {"2007-08", "Aug 2007"},
              {"2008-09", "Sep 2008"}, {"2009-10", "Oct 2009"}, {"2010-11", "Nov 2010"}, {"2011-12", "Dec 2011"}};

int naive_order(int32_t every, const char *a, const char *b) {
    for (size_t i = 0; i < 12 && every == PEEL_EVERY_MONTH; i++) {
        if (strcmp(a, either[i].written) == 0) a = either[i].is;
        if (strcmp(b, either[i].written) == 0) b = either[i].is;
    }
    return strcmp(a, b);
}

int naive_period(const struct when *when, int32_t every, int london, char text[16]) {
    struct when by = *when;
    if (london && when->seconds >= 0 && when->zoned) {
        const struct tm tm = london_clock((time_t)(shown(when) - 60 * when->offset));
        by.year = tm.tm_year + 1900;
        by.month = tm.tm_mon + 1;
        by.day = tm.tm_mday;
    }
    const int financial = by.month >= 4 ? by.year : by.year - 1;
    switch (every) {
    case PEEL_EVERY_DAY:
        if (when->is_month) return 0;
        snprintf(text, 16, "%04d-%02d-%02d", by.year % 10000, by.month % 100, by.day % 100);
        return 1;
    case PEEL_EVERY_MONTH:
        snprintf(text, 16, "%04d-%02d", by.year % 10000, by.month % 100);
        for (size_t i = 0; i < 12; i++)
            if (strcmp(text, either[i].is) == 0) strcpy(text, either[i].written);
        return 1;
    case PEEL_EVERY_QUARTER: snprintf(text, 16, "%04d Q%d", by.year % 10000, (by.month + 2) / 3 % 10); return 1;
    case PEEL_EVERY_YEAR: snprintf(text, 16, "%04d", by.year % 10000); return 1;
    default: snprintf(text, 16, "%04d/%02d", financial % 10000, (financial + 1) % 100); return 1;
    }
}

int naive_between(const struct when *since, const struct when *until, int london, int64_t *nanoseconds) {
    const struct when *const both[2] = {since, until};
    int64_t at[2];
    if (since->is_month || until->is_month) return 0;
    const int timed = since->seconds >= 0 || until->seconds >= 0; /* a whole serial is then midnight */
    if (timed && (since->seconds == no_time || until->seconds == no_time)) return 0;
    if (since->zoned != until->zoned && !london) return 0;
    for (int i = 0; i < 2; i++) {
        at[i] = shown(both[i]);
        if (both[i]->zoned)
            at[i] -= 60 * both[i]->offset;
        else if (london && timed)
            at[i] = london_instant(at[i]);
    }
    *nanoseconds = (at[1] - at[0]) * 1000000000 + until->nanoseconds - since->nanoseconds;
    return 1;
}

/* --- durations ---------------------------------------------------------------------------------------------------- */

static const struct {
    const char *text;
    double seconds; /* below 0: no duration */
} durations[] = {
    {"4h", 14400},        {"4 hours", 14400}, {"90 min", 5400},   {"90 minutes", 5400}, {"1h 30m", 5400},
    {"1 day", 86400},     {"45s", 45},        {"2:30", 9000},     {"2:30:15", 9015},    {"PT4H30M", 16200},
    {"PT45M", 2700},      {"0 min", 0},       {"3 hours", 10800}, {"4:00", 14400},      {"4:00:01", 14401},
    {"59 minutes", 3540}, {"1h", 3600},       {"3601s", 3601},    {"1h 0m 1s", 3601},   {"7", -1},
    {"soon", -1},         {"four hours", -1}, {"h", -1},          {"4 fortnights", -1}, {"P1Y", -1},
};

size_t listed_durations(void) {
    return sizeof durations / sizeof durations[0];
}

const char *listed_duration(size_t index) {
    return durations[index].text;
}

int naive_duration(const char *text, int64_t *nanoseconds) {
    for (size_t i = 0; i < listed_durations(); i++) {
        if (strcmp(text, durations[i].text) != 0) continue;
        *nanoseconds = (int64_t)(durations[i].seconds * 1e9);
        return durations[i].seconds >= 0;
    }
    return 0;
}

/* --- words -------------------------------------------------------------------------------------------------------- */

struct meaning {
    const char *word;
    int answer;
};

static int meaning_of(const char *word, const struct meaning *meanings, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (naive_alike(word, meanings[i].word)) return meanings[i].answer;
    return 0;
}

int naive_answer(const char *word) {
    static const struct meaning meanings[] = {
        {"yes", 1},
        {"y", 1},
        {"1", 1},
        {"true", 1},
        {"compliant", 1},
        {"met", 1},
        {"no", 2},
        {"n", 2},
        {"0", 2},
        {"false", 2},
        {"non-compliant", 2},
        {"non compliant", 2},
        {"not compliant", 2},
        {"not met", 2},
        {"n/a", 3},
        {"na", 3},
        {"not applicable", 3},
        {"", 4},
    };
    return meaning_of(word, meanings, sizeof meanings / sizeof meanings[0]);
}

int naive_filled(const char *word) {
    static const struct meaning meanings[] = {
        {"", 2},     {"not stated", 2}, {"unknown", 2},      {"not known", 2},    {"not recorded", 2},
        {"-", 2},    {"--", 2},         {"\xE2\x80\x93", 2}, {"\xE2\x80\x94", 2}, {"null", 2},
        {"#n/a", 2}, {"(blank)", 2},    {"n/a", 3},          {"na", 3},           {"not applicable", 3},
    };
    const int answer = meaning_of(word, meanings, sizeof meanings / sizeof meanings[0]);
    return answer ? answer : 1;
}
