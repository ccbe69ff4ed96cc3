/*
 * Any bytes as two dates. The first byte says whether days of spreadsheets are dates and whose clock counts, the rest is two texts
 * parted by a line end. What must hold: a fault has a message that is ended and UTF-8 and leaves the outputs alone; a date is in
 * range, and both readers see the same one; written in other forms it reads back; its periods are read by peel_period_parse, and hold
 * the day; the time from one to the other is that from the other to the one with its sign changed.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <peel.h>

#include "records/moment.h"
#include "records/moment_typed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { longest = 80 };

#define MUST(condition)                                                                                                \
    do {                                                                                                               \
        if (!(condition)) abort();                                                                                     \
    } while (0)

static const struct moment untouched = {-7, -7, -7, -7, -7, -7};

/* But for is_serial: a date that is written otherwise is none. */
static int equal(const struct moment *a, const struct moment *b) {
    return a->day == b->day && a->nanosecond == b->nanosecond && a->offset == b->offset &&
           a->has_offset == b->has_offset && a->is_month == b->is_month;
}

static void must_be_fault(const peel_error *error) {
    const char *const end = memchr(error->message, '\0', sizeof error->message);
    MUST(error->status == PEEL_ERROR_NOT_A_DATE && error->line == 0 && error->column == 0 && error->field == 0);
    MUST(end && end > error->message && (end[-1] == '.' || end[-1] == '?'));
}

static void must_be_sound(const struct moment *moment) {
    const struct moment_date date = moment_date(moment->day);
    MUST(date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31);
    MUST(moment->nanosecond >= -1 && moment->nanosecond < moment_day);
    MUST(moment->has_offset == 0 || moment->has_offset == 1);
    MUST(moment->offset > -15 * 3600 && moment->offset < 15 * 3600 && (moment->has_offset || moment->offset == 0));
    MUST(moment->nanosecond >= 0 || !moment->has_offset);
    MUST(!moment->is_serial || (moment->nanosecond == -1 && !moment->is_month));
    MUST(!moment->is_month || (moment->nanosecond == -1 && date.day == 1));
}

static void must_read_as(const char *text, const struct moment *due) {
    struct moment again = untouched;
    MUST(moment_parse(text, strlen(text), 0, &again, NULL) == PEEL_OK && equal(&again, due));
}

/* The date in three forms, with its time of day and offset. */
static void must_read_back(const struct moment *moment) {
    const struct moment_date date = moment_date(moment->day);
    const int year = (int)date.year, month = (int)date.month, day = (int)date.day;
    const int minutes = abs(moment->offset) / 60;
    char written[longest], more[40] = "";
    if (moment->is_month) {
        snprintf(written, sizeof written, "%02d/%04d", month, year);
        must_read_as(written, moment);
        return;
    }
    if (moment->nanosecond >= 0) {
        const int seconds = (int)(moment->nanosecond / moment_second);
        int length = snprintf(more, sizeof more, " %02d:%02d:%02d.%09d", seconds / 3600, seconds / 60 % 60,
                              seconds % 60, (int)(moment->nanosecond % moment_second));
        if (moment->has_offset)
            snprintf(more + length, sizeof more - (size_t)length, "%c%02d:%02d", moment->offset < 0 ? '-' : '+',
                     minutes / 60, minutes % 60);
    }
    snprintf(written, sizeof written, "%04d-%02d-%02d%s", year, month, day, more);
    must_read_as(written, moment);
    snprintf(written, sizeof written, "%d/%d/%04d%s", day, month, year, more);
    must_read_as(written, moment);
}

/* The period that a text reads back as is the one that the day of some clock belongs to: at most a day from the printed one. */
static void must_hold(const char *text, int32_t every, const struct moment *moment) {
    int32_t unit;
    int64_t period, due[3];
    MUST(peel_period_parse(text, &unit, &period, NULL) == PEEL_OK);
    for (int i = 0; i < 3; i++) {
        const int64_t day = moment->day + i - 1;
        const struct moment_date date = moment_date(day);
        switch (every) {
        case PEEL_EVERY_DAY: due[i] = day; break;
        case PEEL_EVERY_MONTH: due[i] = 12 * date.year + date.month - 1; break;
        case PEEL_EVERY_QUARTER: due[i] = 4 * date.year + (date.month - 1) / 3; break;
        case PEEL_EVERY_YEAR: due[i] = date.year; break;
        default: due[i] = date.year - (date.month < 4);
        }
    }
    MUST(unit == (every == PEEL_EVERY_FINANCIAL_YEAR ? PEEL_UNIT_YEAR : every));
    MUST(moment->has_offset ? period >= due[0] && period <= due[2] : period == due[1]);
}

static void try_periods(const struct moment *moment, int32_t zone) {
    for (int32_t every = PEEL_EVERY_DAY; every < PEEL_EVERY_END_; every++) {
        char text[16];
        const size_t length = moment_period(moment, every, zone, text);
        if (length == 0) continue;
        MUST(length < sizeof text && strlen(text) == length);
        must_hold(text, every, moment);
    }
}

static int try_date(const char *text, int serials, int32_t zone, struct moment *moment) {
    struct moment typed = untouched;
    peel_error error;
    *moment = untouched;
    if (moment_parse(text, strlen(text), serials, moment, &error) != PEEL_OK) {
        must_be_fault(&error);
        MUST(equal(moment, &untouched));
        MUST(moment_read_typed(text, &typed, NULL) == PEEL_ERROR_NOT_A_DATE ||
             text[strspn(text, "0123456789.")] == '\0');
        return 0;
    }
    must_be_sound(moment);
    if (text[strspn(text, "0123456789.")] != '\0')
        MUST(moment_read_typed(text, &typed, NULL) == PEEL_OK && equal(&typed, moment));
    must_read_back(moment);
    try_periods(moment, zone);
    return 1;
}

static void try_between(const struct moment *a, const struct moment *b, int32_t zone) {
    int64_t there = -7, back = -7, none = -7;
    peel_error error;
    const peel_status status = moment_between(a, b, zone, &there, &error);
    MUST(moment_between(b, a, zone, &back, NULL) == status);
    if (status != PEEL_OK) {
        must_be_fault(&error);
        MUST(there == -7 && back == -7);
        return;
    }
    MUST(there == -back && llabs(there) <= 73052 * moment_day);
    MUST(moment_between(a, a, zone, &none, NULL) == PEEL_OK && none == 0);
}

/* The texts lie alone in memory, so that a sanitizer sees a byte read beyond them. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 1) return 0;
    const int serials = data[0] & 1;
    const int32_t zone = data[0] & 2 ? PEEL_ZONE_LONDON : PEEL_ZONE_PRINTED;
    const uint8_t *const line_end = memchr(data + 1, '\n', size - 1);
    const size_t first = line_end ? (size_t)(line_end - data - 1) : size - 1;
    const size_t second = size - 1 - first;
    char *const texts[2] = {malloc(first + 1), malloc(second + 1)};
    struct moment moments[2];
    MUST(texts[0] && texts[1]);
    memcpy(texts[0], data + 1, first);
    texts[0][first] = '\0';
    if (second > 0) memcpy(texts[1], line_end + 1, second - 1);
    texts[1][second > 0 ? second - 1 : 0] = '\0';
    const int read = try_date(texts[0], serials, zone, &moments[0]) + try_date(texts[1], serials, zone, &moments[1]);
    if (read == 2) try_between(&moments[0], &moments[1], zone);
    free(texts[0]);
    free(texts[1]);
    return 0;
}
