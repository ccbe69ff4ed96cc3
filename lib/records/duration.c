/*
 * Durations: numbers with units, the longest unit first ("1h 30m"); or hours and minutes as clocks have them ("2:30:15"); or the
 * form of ISO 8601 ("PT4H30M"), which is numbers with units too.
 */
#include "records/duration.h"

#include <peel/cases_plan.h>
#include <string.h>

#include "base/text.h"
#include "base/typed.h"
#include "base/words.h"

static const int64_t second = 1000000000; /* in nanoseconds */
static const int64_t most = 1000000000;   /* seconds */

enum { longest_word = 8, most_decimals = 9 };

/* Seconds of each unit; 0 where units differ in length. */
static const struct word units[] = {
    {"w", 604800},   {"wk", 604800},  {"wks", 604800}, {"week", 604800}, {"weeks", 604800}, {"d", 86400},
    {"day", 86400},  {"days", 86400}, {"h", 3600},     {"hr", 3600},     {"hrs", 3600},     {"hour", 3600},
    {"hours", 3600}, {"m", 60},       {"min", 60},     {"mins", 60},     {"minute", 60},    {"minutes", 60},
    {"s", 1},        {"sec", 1},      {"secs", 1},     {"second", 1},    {"seconds", 1},    {"month", 0},
    {"months", 0},   {"year", 0},     {"years", 0},
};

static const char general[] = " is not a duration: write it as in 4h, 90 min, 1h 30m or 2:30 (hours and minutes).";
static const char without_unit[] = " has a number without a unit: write 4h, 90 min or 45s.";
static const char too_long[] = " is longer than 1,000,000,000 seconds.";
static const char uneven[] =
    " has a unit that is not always of one length: write it in weeks, days, hours, minutes, seconds.";

/* A decimal from here on, and how many bytes it has: 0 where there is none that can be read. */
static size_t read_decimal(const char *text, struct typed_decimal *decimal) {
    const size_t end = typed_decimal(text, decimal);
    return decimal->places > most_decimals ? 0 : end;
}

/* Adds so many of a unit, exactly. 0 where it grows too long. */
static int add(struct typed_decimal decimal, int64_t unit, int64_t *nanoseconds) {
    const int64_t scale = typed_power_of_ten(decimal.places);
    const int64_t whole = decimal.digits / scale;
    const int64_t part = decimal.digits % scale * (second / scale);
    if (whole > most / unit) return 0;
    *nanoseconds += whole * unit * second + part * unit; /* up to 1e18 and 6e14 are added to up to 1e18: that fits */
    return *nanoseconds <= most * second;
}

/* Seconds of the unit whose name comes next, and how long the name is; -1 where it is none. */
static int64_t read_unit(const char *text, size_t *length) {
    char word[longest_word] = {0};
    *length = typed_letters(text);
    if (*length == 0 || *length >= sizeof word) return -1;
    memcpy(word, text, *length);
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (words_equal(word, units[i].name)) return units[i].number;
    return -1;
}

/* 4h, 90 min, 1h 30m. Returns what is wrong, or NULL. */
static const char *read_units(const char *text, int64_t *nanoseconds) {
    int64_t shorter_than = INT64_MAX;
    while (*text != '\0') {
        struct typed_decimal decimal;
        size_t length = read_decimal(text, &decimal);
        if (length == 0) return general;
        text += length + typed_blanks(text + length);
        if (*text == '\0') return without_unit;
        const int64_t unit = read_unit(text, &length);
        if (unit == 0) return uneven;
        if (unit < 0) return general;
        if (unit >= shorter_than)
            return " has its units out of order: write the longest first, and each once, as in 1h 30m.";
        if (!add(decimal, unit, nanoseconds)) return too_long;
        text += length + typed_blanks(text + length);
        if (decimal.places > 0 && *text != '\0') return " has decimals before its last unit: write 1h 30m, or 1.5h.";
        shorter_than = unit;
    }
    return NULL;
}

/* 2:30 and 2:30:15, the hours of any number. */
static const char *read_clock(const char *text, int64_t *nanoseconds) {
    static const int64_t parts[] = {3600, 60, 1};
    for (size_t i = 0; i < 3; i++) {
        struct typed_decimal decimal;
        const size_t digits = typed_digits(text);
        const size_t length = read_decimal(text, &decimal);
        const int is_last = text[length] == '\0';
        if (length == 0 || (i > 0 && digits != 2) || (i < 2 && decimal.places > 0)) return general;
        if (i > 0 && decimal.digits >= 60 * typed_power_of_ten(decimal.places))
            return " has more than 59 minutes or seconds: 2:30 is two hours and 30 minutes.";
        if (!add(decimal, parts[i], nanoseconds)) return too_long;
        if (is_last) return i > 0 ? NULL : without_unit;
        if (text[length] != ':') return general;
        text += length + 1;
    }
    return general;
}

/* PT4H30M, after its P: its units in order, hours and below behind a T. */
static const char *read_iso(const char *text, int64_t *nanoseconds) {
    static const char letters[] = "WDTHMS";
    static const int64_t seconds[] = {604800, 86400, 0, 3600, 60, 1};
    static const char advice[] = " is not a duration of ISO 8601: write it as in PT4H30M or P1DT2H.";
    size_t next = 0; /* the first letter that may still come */
    if (*text == '\0') return advice;
    while (*text != '\0') {
        struct typed_decimal decimal;
        const int is_mark = next <= 2 && (*text == 'T' || *text == 't');
        const size_t length = is_mark ? 0 : read_decimal(text, &decimal);
        const char letter =
            text[length] >= 'a' && text[length] <= 'z' ? (char)(text[length] - 'a' + 'A') : text[length];
        if (is_mark) {
            next = 3;
            text++;
            if (*text == '\0') return advice;
            continue;
        }
        if (length > 0 && next < 3 && (letter == 'M' || letter == 'Y')) return uneven;
        const char *const found = letter == '\0' ? NULL : strchr(letters + next, letter);
        if (length == 0 || !found || letter == 'T' || (next < 3 && found - letters > 2)) return advice;
        if (!add(decimal, seconds[found - letters], nanoseconds)) return too_long;
        text += length + 1;
        if (decimal.places > 0 && *text != '\0') return advice;
        next = (size_t)(found - letters) + 1;
    }
    return NULL;
}

peel_status duration_nanoseconds(const char *text, int64_t *nanoseconds, peel_error *error) {
    const size_t sign = text[0] == '-';
    const char *const begin = text + sign;
    const char *advice;
    int64_t sum = 0;
    if (*begin == 'P' || *begin == 'p')
        advice = read_iso(begin + 1, &sum);
    else if (*begin == '\0')
        advice = general;
    else
        advice = strchr(begin, ':') ? read_clock(begin, &sum) : read_units(begin, &sum);
    if (advice) return typed_refuse(error, PEEL_ERROR_NOT_A_DURATION, text, advice);
    if (sign > 0)
        return typed_refuse(error, PEEL_ERROR_NEGATIVE_DURATION, text, " is negative: a duration is 0 or more.");
    *nanoseconds = sum;
    return PEEL_OK;
}

peel_status peel_duration_parse(const char *text, int64_t *seconds, peel_error *error) {
    enum { longest = 64 };
    char trimmed[longest + 1];
    int64_t nanoseconds = 0;
    if (!text || !seconds) {
        error_set(error, PEEL_ERROR_NULL);
        return PEEL_ERROR_NULL;
    }
    if (typed_trim(text, trimmed, sizeof trimmed) > longest)
        return typed_refuse(error, PEEL_ERROR_NOT_A_DURATION, trimmed, " is too long for a duration.");
    const peel_status status = duration_nanoseconds(trimmed, &nanoseconds, error);
    if (status == PEEL_ERROR_NEGATIVE_DURATION) { /* of a row it is another fault than of an option */
        if (error) error->status = PEEL_ERROR_NOT_A_DURATION;
        return PEEL_ERROR_NOT_A_DURATION;
    }
    if (status == PEEL_OK) *seconds = nanoseconds / second;
    return status;
}
