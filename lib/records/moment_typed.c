/*
 * Dates as people write them. The day is read by its form, a letter a part: d one or two digits, o the same with st, nd, rd or th, y
 * four digits, # other numbers of them, M a month's name, w another word, and what stands between the parts, a blank for any number
 * of blanks and for a comma. "31/03/2024" has the form d/d/y, "March 31st, 2024" M o y. The time of day and the offset follow one after the other.
 */
#include "records/moment_typed.h"

#include <peel/period.h>
#include <string.h>

#include "base/calendar.h"
#include "base/text.h"
#include "base/typed.h"
#include "base/words.h"

enum { most_parts = 3, longest_word = 9 };

/* A birthday or an old offence has a year of two digits too: up to 29 they are of this century, as spreadsheets have it, and no more. */
enum { last_short_year = 29 };

/* A text being read. */
struct typed {
    const char *text;
    const char *at; /* what is not read yet */
    struct moment moment;
    peel_error *error;
};

static peel_status refuse(const struct typed *typed, const char *advice) {
    return typed_refuse(typed->error, PEEL_ERROR_NOT_A_DATE, typed->text, advice);
}

static const char general[] =
    " is not a date: write it as in 2024-03-31 or 31/03/2024, with a time of day or without, as "
    "in 2024-03-31 09:58.";

/* The word if it comes next, with or without blanks before it, and ends there. */
static int take_word(struct typed *typed, const char *word) {
    char letters[4] = {0};
    const char *const begin = typed->at + typed_blanks(typed->at);
    const size_t length = strlen(word);
    if (typed_letters(begin) != length) return 0;
    memcpy(letters, begin, length);
    if (!words_equal(letters, word)) return 0;
    typed->at = begin + length;
    return 1;
}

/* --- the day -------------------------------------------------------------------------------------------------------- */

/* What the date is made of. The numbers are those of its parts, in their order. */
struct parts {
    char form[2 * most_parts];
    int64_t number[most_parts];
};

/* 1 to 12; 0 where the word is no month. */
static int64_t month_named(const char *text, size_t length) {
    char word[longest_word + 1];
    if (length < 3 || length > longest_word) return 0;
    memcpy(word, text, length);
    word[length] = '\0';
    if (words_equal(word, "sept")) return 9;
    for (int i = 0; i < 12; i++) {
        char first[4] = {0};
        memcpy(first, calendar_month_names[i], 3);
        if (words_equal(word, calendar_month_names[i]) || words_equal(word, first)) return i + 1;
    }
    return 0;
}

/* Takes the end of 1st, 2nd, 3rd, 4th. Which of them is not asked. */
static int take_ordinal(struct typed *typed) {
    static const char *const ends[] = {"st", "nd", "rd", "th"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (take_word(typed, ends[i])) return 1;
    return 0;
}

/* Takes digits or a word. Returns its letter; 0 where there is neither. */
static char take_part(struct typed *typed, int64_t *number) {
    const size_t digits = typed_digits(typed->at);
    const size_t letters = typed_letters(typed->at);
    *number = 0;
    for (size_t i = 0; i < digits && i < 4; i++)
        *number = 10 * *number + (typed->at[i] - '0');
    if (letters > 0) *number = month_named(typed->at, letters);
    typed->at += digits + letters;
    if (letters > 0) return *number > 0 ? 'M' : 'w';
    if (digits == 0) return '\0';
    if (digits <= 2) return typed_letters(typed->at) == 2 && take_ordinal(typed) ? 'o' : 'd';
    return digits == 4 ? 'y' : '#';
}

/* Takes what stands before a further part; 0 where none follows. */
static char take_mark(struct typed *typed) {
    const size_t blanks = typed_blanks(typed->at);
    const char mark = typed->at[0];
    const char *after = typed->at + (blanks > 0 ? blanks : 1);
    if (blanks == 0 && (mark == '\0' || !strchr("-/.,", mark))) return '\0';
    if (mark == ',') after += typed_blanks(after);
    if (typed_digits(after) == 0 && typed_letters(after) == 0) return '\0';
    typed->at = after;
    return blanks > 0 || mark == ',' ? ' ' : mark;
}

static struct parts take_parts(struct typed *typed) {
    struct parts parts = {{0}, {0}};
    char *next = parts.form;
    for (size_t i = 0; i < most_parts; i++) {
        const char part = take_part(typed, &parts.number[i]);
        if (part == '\0') break;
        *next++ = part;
        const char mark = i + 1 < most_parts ? take_mark(typed) : '\0';
        if (mark == '\0') break;
        *next++ = mark;
    }
    return parts;
}

/* Where the month comes first in one row it does so in all, and the rows with a day up to 12 were read otherwise. */
static const char month_is_first[] =
    " has its month first, and here the day comes first: if all of the column is so, the other rows were counted in "
    "wrong months or dates. Write days as in 2024-03-31.";

static peel_status refuse_month(const struct typed *typed, int64_t month, int64_t day, int year_first) {
    if (!typed->error) return PEEL_ERROR_NOT_A_DATE;
    if (!year_first && month > 12 && month <= 31 && day >= 1 && day <= 12) return refuse(typed, month_is_first);
    refuse(typed, " has no such month, ");
    text_append_count(typed->error->message, sizeof typed->error->message, month);
    text_append(typed->error->message, sizeof typed->error->message,
                year_first ? ": the month comes second, as in 2024-03-31." : ": write a day as in 31/03/2024.");
    return PEEL_ERROR_NOT_A_DATE;
}

static peel_status refuse_day(const struct typed *typed, int64_t year, int64_t month) {
    if (!typed->error) return PEEL_ERROR_NOT_A_DATE;
    peel_error *const error = typed->error;
    refuse(typed, " has no such day: ");
    text_append(error->message, sizeof error->message, calendar_month_names[month - 1]);
    text_append(error->message, sizeof error->message, " ");
    text_append_count(error->message, sizeof error->message, year);
    text_append(error->message, sizeof error->message, " has ");
    text_append_count(error->message, sizeof error->message, calendar_days_in_month(year, month));
    text_append(error->message, sizeof error->message, " days.");
    return PEEL_ERROR_NOT_A_DATE;
}

static peel_status put_day(struct typed *typed, int64_t year, int64_t month, int64_t day, int year_first) {
    if (year < 1) return refuse(typed, " has no such year: years are 1 to 9999.");
    if (month < 1 || month > 12) return refuse_month(typed, month, day, year_first);
    if (day < 1 || day > calendar_days_in_month(year, month)) return refuse_day(typed, year, month);
    typed->moment.day = calendar_day(year, month, day);
    return PEEL_OK;
}

static peel_status put_month(struct typed *typed, int64_t year, int64_t month) {
    typed->moment.is_month = 1;
    return put_day(typed, year, month, 1, 1);
}

static const char old_year[] =
    " has a year of two digits, of which only 00 to 29 are read, as 2000 to 2029: write all four "
    "digits of the year.";

/* A month, which peel_period_parse reads too, but for 2011-12: where a date is due, that is no financial year. */
static peel_status read_month(struct typed *typed, const struct parts *parts) {
    int32_t unit;
    int64_t period;
    if (typed->at[0] == '\0' && strcmp(parts->form, "y-d") == 0 && parts->number[1] <= 12)
        return put_month(typed, parts->number[0], parts->number[1]);
    if (peel_period_parse(typed->text, &unit, &period, NULL) != PEEL_OK) return refuse(typed, general);
    typed->at += strlen(typed->at);
    if (strcmp(parts->form, "M-d") == 0 && parts->number[1] > last_short_year) return refuse(typed, old_year);
    if (unit == PEEL_UNIT_MONTH) return put_month(typed, period / 12, period % 12 + 1);
    if (unit == PEEL_UNIT_QUARTER) return refuse(typed, " is a quarter, not a date: group by it as it stands.");
    if (unit == PEEL_UNIT_YEAR) return refuse(typed, " is a year, not a date: group by it as it stands.");
    return refuse(typed, general);
}

static int is_form(const char *form, const char *const *forms, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(form, forms[i]) == 0) return 1;
    return 0;
}

#define IS_FORM(form, forms) is_form(form, forms, sizeof(forms) / sizeof(forms)[0])

static peel_status read_day(struct typed *typed) {
    static const char *const year_first[] = {"y-d-d", "y/d/d"};
    static const char *const day_first[] = {"d/d/y", "d-d-y", "d.d.y", "d M y", "d-M-y", "d/M/y", "d.M.y", "o M y"};
    static const char *const month_first[] = {"M d y", "M o y"}; /* the name tells which is the month */
    static const char *const short_year[] = {"d M d", "d-M-d", "d/M/d", "d.M.d"};
    static const char *const too_short[] = {"d/d/d", "d-d-d", "d.d.d"};
    static const char *const without_year[] = {"d M", "d-M", "d/d", "M d", "M d d", "o M", "M o"};
    const struct parts parts = take_parts(typed);
    const int64_t *const number = parts.number;
    const char *const form = parts.form;
    if (IS_FORM(form, year_first)) return put_day(typed, number[0], number[1], number[2], 1);
    if (IS_FORM(form, day_first)) return put_day(typed, number[2], number[1], number[0], 0);
    if (IS_FORM(form, month_first)) return put_day(typed, number[2], number[0], number[1], 0);
    const int is_short_year = IS_FORM(form, short_year) && typed_digits(typed->at - 2) == 2;
    if (is_short_year && number[2] > last_short_year) return refuse(typed, old_year);
    if (is_short_year) return put_day(typed, 2000 + number[2], number[1], number[0], 0);
    if (IS_FORM(form, too_short)) return refuse(typed, " has a year of two digits: write all four, as in 31/03/2024.");
    if (IS_FORM(form, without_year)) return refuse(typed, " has no year of four digits: write it as in 31/03/2024.");
    if (strcmp(form, "d") == 0 && typed->at[0] == ':')
        return refuse(typed, " is a time of day without a day: write it as in 2024-03-31 09:58.");
    return read_month(typed, &parts);
}

/* --- the time of day ------------------------------------------------------------------------------------------------ */

/* Takes one or two digits, or where `least` is 2 just two; -1 where there are others. */
static int64_t take_number(struct typed *typed, size_t least) {
    const size_t digits = typed_digits(typed->at);
    int64_t number = 0;
    if (digits < least || digits > 2) return -1;
    for (size_t i = 0; i < digits; i++)
        number = 10 * number + (typed->at[i] - '0');
    typed->at += digits;
    return number;
}

/* A T between day and time, or blanks, or a comma with blanks after it. */
static int take_time_mark(struct typed *typed) {
    const char *const begin = typed->at;
    typed->at += typed_blanks(typed->at);
    if (typed->at == begin && (*begin == 'T' || *begin == 't' || *begin == ',')) typed->at++;
    if (typed->at > begin && *begin == ',') typed->at += typed_blanks(typed->at);
    return typed->at > begin;
}

static int take_byte(struct typed *typed, char byte) {
    if (typed->at[0] != byte) return 0;
    typed->at++;
    return 1;
}

/* Up to 9 decimals of a second, in nanoseconds; -1 where there are none or more. */
static int64_t take_decimals(struct typed *typed) {
    const size_t digits = typed_digits(typed->at);
    int64_t nanoseconds = 0;
    if (digits < 1 || digits > 9) return -1;
    for (size_t i = 0; i < 9; i++)
        nanoseconds = 10 * nanoseconds + (i < digits ? typed->at[i] - '0' : 0);
    typed->at += digits;
    return nanoseconds;
}

static const char no_time[] = " has no such time of day: hours are 0 to 23, minutes and seconds 0 to 59; the end of a "
                              "day is 00:00 of the next.";

/* am or pm: the hour is then 1 to 12, and 12 am is midnight. */
static peel_status read_half(struct typed *typed, int64_t *hours) {
    const int am = take_word(typed, "am");
    const int pm = !am && take_word(typed, "pm");
    if (!am && !pm) return PEEL_OK;
    if (*hours < 1 || *hours > 12) return refuse(typed, " has no such time of day: with am and pm hours are 1 to 12.");
    *hours = *hours % 12 + (pm ? 12 : 0);
    return PEEL_OK;
}

static peel_status read_time(struct typed *typed) {
    int64_t hours = take_number(typed, 1);
    int64_t seconds = 0;
    int64_t nanoseconds = 0;
    if (hours < 0 || !take_byte(typed, ':')) return refuse(typed, general);
    const int64_t minutes = take_number(typed, 2);
    if (take_byte(typed, ':')) {
        seconds = take_number(typed, 2);
        if (take_byte(typed, '.')) nanoseconds = take_decimals(typed);
    }
    if (minutes < 0 || seconds < 0 || nanoseconds < 0) return refuse(typed, general);
    const peel_status status = read_half(typed, &hours);
    if (status != PEEL_OK) return status;
    if (hours == 23 && minutes == 59 && seconds == 60) seconds = 59; /* a leap second */
    if (hours > 23 || minutes > 59 || seconds > 59) return refuse(typed, no_time);
    typed->moment.nanosecond = (3600 * hours + 60 * minutes + seconds) * moment_second + nanoseconds;
    return PEEL_OK;
}

/* Z, UTC, GMT, +01, +0100 or +01:00, with blanks before it or without. */
static peel_status read_offset(struct typed *typed) {
    int64_t minutes = 0;
    typed->moment.has_offset = 1;
    if (take_word(typed, "z") || take_word(typed, "utc") || take_word(typed, "gmt")) return PEEL_OK;
    typed->at += typed_blanks(typed->at);
    const int west = typed->at[0] == '-';
    if (!west && typed->at[0] != '+') return refuse(typed, general);
    const size_t digits = typed_digits(++typed->at);
    if (digits != 2 && digits != 4) return refuse(typed, general);
    const int64_t hours = 10 * (typed->at[0] - '0') + (typed->at[1] - '0');
    typed->at += 2;
    if (digits == 4 || take_byte(typed, ':')) minutes = take_number(typed, 2);
    if (minutes < 0) return refuse(typed, general);
    if (minutes > 59 || 60 * hours + minutes > moment_most_offset)
        return refuse(typed, " has no such offset: clocks are at most 14 hours from Greenwich's.");
    const int64_t seconds = 3600 * hours + 60 * minutes;
    typed->moment.offset = (int32_t)(west ? -seconds : seconds);
    return PEEL_OK;
}

peel_status moment_read_typed(const char *text, struct moment *moment, peel_error *error) {
    struct typed typed = {text, text, {.nanosecond = -1}, error};
    peel_status status = read_day(&typed);
    if (status == PEEL_OK && typed.at[0] != '\0') {
        status = take_time_mark(&typed) ? read_time(&typed) : refuse(&typed, general);
        if (status == PEEL_OK && typed.at[0] != '\0') status = read_offset(&typed);
        if (status == PEEL_OK && typed.at[0] != '\0') status = refuse(&typed, general);
    }
    if (status == PEEL_OK) *moment = typed.moment;
    return status;
}
