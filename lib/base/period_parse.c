/*
 * Periods. A text is read by its form, a letter a part: 1 to 9 so many digits, M a month's name, Q and P the words q and
 * period, w another word, a blank, - and / themselves, ? anything else. "31/03/2024" has the form 2/2/4.
 */
#include <peel/period.h>

#include <string.h>

#include "base/calendar.h"
#include "base/text.h"
#include "base/typed.h"
#include "base/words.h"

enum { most_parts = 8, longest_text = 64, longest_word = 12 };

/* A text in parts. The numbers are those of its digits and its months' names, in their order. */
struct parts {
    char form[most_parts + 1];
    int64_t number[most_parts];
};

/* What was read. */
struct moment {
    int32_t unit;
    int64_t period;
};

/* A reader of one form: puts what the numbers mean, or returns the advice. */
typedef const char *reader(const int64_t *number, struct moment *moment);

static const char no_month[] =
    " has no such month: months are 1 to 12, as in 2024-03; a financial year is as in 2023/24.";
static const char no_year[] = " has no such year: years are 1 to 9999.";

static const char *put_month(int64_t year, int64_t month, struct moment *moment) {
    if (year < 1) return no_year;
    if (month < 1 || month > 12) return no_month;
    *moment = (struct moment){PEEL_UNIT_MONTH, 12 * year + month - 1};
    return NULL;
}

static const char *read_year_month(const int64_t *number, struct moment *moment) {
    return put_month(number[0], number[1], moment);
}

static const char *read_month_year(const int64_t *number, struct moment *moment) {
    return put_month(number[1], number[0], moment);
}

static const char *read_month_short_year(const int64_t *number, struct moment *moment) {
    return put_month(2000 + number[1], number[0], moment);
}

static const char *put_quarter(int64_t year, int64_t quarter, struct moment *moment) {
    if (year < 1) return no_year;
    if (quarter < 1 || quarter > 4) return " has no such quarter: they are Q1 to Q4.";
    *moment = (struct moment){PEEL_UNIT_QUARTER, 4 * year + quarter - 1};
    return NULL;
}

static const char *read_year_quarter(const int64_t *number, struct moment *moment) {
    return put_quarter(number[0], number[1], moment);
}

static const char *read_quarter_year(const int64_t *number, struct moment *moment) {
    return put_quarter(number[1], number[0], moment);
}

static const char *read_year(const int64_t *number, struct moment *moment) {
    if (number[0] < 1) return no_year;
    *moment = (struct moment){PEEL_UNIT_YEAR, number[0]};
    return NULL;
}

static const char *read_financial_year(const int64_t *number, struct moment *moment) {
    if (number[1] != (number[0] + 1) % 100)
        return " is not a financial year, which ends a year after it begins, as in 2023/24; a month is 2024-03.";
    return read_year(number, moment);
}

static const char *read_long_financial_year(const int64_t *number, struct moment *moment) {
    if (number[1] != number[0] + 1)
        return " is not a financial year, which ends a year after it begins, as in 2023/24.";
    return read_year(number, moment);
}

static const char month_or_year[] =
    " may be a month or a financial year: write the month as in Dec 2011, the year as in 2011/12.";

/* "2024-03" is a month, "2023-24" a financial year, and "2011-12" may be December 2011 or the year from 2011 to 2012. */
static const char *read_month_or_year(const int64_t *number, struct moment *moment) {
    const int is_year = number[1] == (number[0] + 1) % 100;
    const int is_month = number[1] >= 1 && number[1] <= 12;
    if (is_year && is_month) return month_or_year;
    return is_year ? read_year(number, moment) : read_year_month(number, moment);
}

/* "2024-3" is a month, but "2001-2" is what some print for 2001/02. */
static const char *read_short_month(const int64_t *number, struct moment *moment) {
    if (number[1] > 0 && number[1] == (number[0] + 1) % 10) return month_or_year;
    return read_year_month(number, moment);
}

static const char *put_day(int64_t year, int64_t month, int64_t day, struct moment *moment) {
    if (year < 1) return no_year;
    if (month < 1 || month > 12)
        return " has no such month: write a day as in 2024-03-31 or 31/03/2024, the day first.";
    if (day < 1 || day > calendar_days_in_month(year, month)) return " has no such day: the month is shorter.";
    *moment = (struct moment){PEEL_UNIT_DAY, calendar_day(year, month, day)};
    return NULL;
}

static const char *read_year_month_day(const int64_t *number, struct moment *moment) {
    return put_day(number[0], number[1], number[2], moment);
}

static const char *read_day_month_year(const int64_t *number, struct moment *moment) {
    return put_day(number[2], number[1], number[0], moment);
}

static const char *read_number(const int64_t *number, struct moment *moment) {
    *moment = (struct moment){PEEL_UNIT_NONE, number[0]};
    return NULL;
}

static const char in_full[] = " has a year of two digits: write all four, as in 2024-03-31.";
static const char without_year[] = " has no year of four digits: write it as in Mar 2024, or 2024-03-31 for a day.";
static const char calendar_quarter[] = " is not a quarter of a calendar year: write it as in 2024 Q2.";
static const char day_forms[] = " is not a period: write a day as in 2024-03-31 or 31/03/2024.";

/* What each form means, or what to do about it. */
static const struct form {
    const char *form;
    reader *read;
    const char *advice;
} forms[] = {
    {"4-2", read_month_or_year, NULL},
    {"4-1", read_short_month, NULL},
    {"M 4", read_month_year, NULL},
    {"M-4", read_month_year, NULL},
    {"4 M", read_year_month, NULL},
    {"4-M", read_year_month, NULL},
    {"M-2", read_month_short_year, NULL},
    {"2/4", read_month_year, NULL},
    {"1/4", read_month_year, NULL},
    {"4 Q1", read_year_quarter, NULL},
    {"4-Q1", read_year_quarter, NULL},
    {"4Q1", read_year_quarter, NULL},
    {"Q1 4", read_quarter_year, NULL},
    {"Q1-4", read_quarter_year, NULL},
    {"4", read_year, NULL},
    {"4/2", read_financial_year, NULL},
    {"4/4", read_long_financial_year, NULL},
    {"4-4", read_long_financial_year, NULL},
    {"4-2-2", read_year_month_day, NULL},
    {"2/2/4", read_day_month_year, NULL},
    {"1/2/4", read_day_month_year, NULL},
    {"2/1/4", read_day_month_year, NULL},
    {"1/1/4", read_day_month_year, NULL},
    {"1", read_number, NULL},
    {"2", read_number, NULL},
    {"3", read_number, NULL},
    {"P 1", read_number, NULL},
    {"P 2", read_number, NULL},
    {"P 3", read_number, NULL},
    {"M", NULL, without_year},
    {"M 2", NULL, without_year},
    {"M 1", NULL, without_year},
    {"M-1", NULL, without_year},
    {"2 M", NULL, without_year},
    {"1 M", NULL, without_year},
    {"2-M", NULL, without_year},
    {"1-M", NULL, without_year},
    {"2/2", NULL, without_year},
    {"1/2", NULL, without_year},
    {"Q1", NULL, " has no year: write it as in 2024 Q1."},
    {"4/2 Q1", NULL, calendar_quarter},
    {"4-2 Q1", NULL, calendar_quarter},
    {"Q1 4/2", NULL, calendar_quarter},
    {"Q1 4-2", NULL, calendar_quarter},
    {"2/2/2", NULL, in_full},
    {"1/2/2", NULL, in_full},
    {"2/1/2", NULL, in_full},
    {"1/1/2", NULL, in_full},
    {"2-2-2", NULL, in_full},
    {"2-2-4", NULL, day_forms},
    {"2 M 4", NULL, day_forms},
    {"1 M 4", NULL, day_forms},
    {"2-M-4", NULL, day_forms},
    {"4/2/2", NULL, day_forms},
    {"4-2-1", NULL, day_forms},
    {"4-1-2", NULL, day_forms},
    {"4-1-1", NULL, day_forms},
    {"5", NULL,
     " is not a period: a number has up to 3 digits. Is it a spreadsheet's number of a day? Write 2024-03-31."},
    {"6", NULL, " is not a period: write a month as in 2024-03."},
    {"8", NULL, " is not a period: write a day as in 2024-03-31."},
};

/* A word's letter and, of a month, its number. */
static char read_word(const char *text, size_t length, int64_t *month) {
    char word[longest_word + 1];
    if (length > longest_word) return 'w';
    memcpy(word, text, length);
    word[length] = '\0';
    if (words_equal(word, "q")) return 'Q';
    if (words_equal(word, "period")) return 'P';
    for (int i = 0; i < 12; i++) {
        char first[4] = {0};
        memcpy(first, calendar_month_names[i], 3);
        *month = i + 1;
        if (words_equal(word, calendar_month_names[i]) || words_equal(word, first)) return 'M';
        if (i == 8 && words_equal(word, "sept")) return 'M';
    }
    return 'w';
}

/* The letter of the part that begins here, its length and, of digits and months, its number. */
static char read_part(const char *text, size_t *length, int64_t *value) {
    size_t digits = typed_digits(text);
    size_t letters = typed_letters(text);
    size_t blanks = typed_blanks(text);
    *value = 0;
    *length = digits + letters + blanks;
    if (blanks > 0) return ' ';
    if (letters > 0) return read_word(text, letters, value);
    for (size_t i = 0; i < digits && i < 9; i++)
        *value = 10 * *value + (text[i] - '0');
    if (digits > 0) return digits < 9 ? (char)('0' + (int)digits) : '9';
    *length = 1;
    return *text == '-' || *text == '/' ? *text : '?';
}

/* Parts beyond the most are left out: no form has so many. */
static struct parts part(const char *text) {
    struct parts parts = {{0}, {0}};
    size_t numbers = 0;
    for (size_t i = 0; i < most_parts && *text != '\0'; i++) {
        size_t length;
        int64_t value;
        parts.form[i] = read_part(text, &length, &value);
        if (parts.form[i] == 'M' || (parts.form[i] >= '1' && parts.form[i] <= '9')) parts.number[numbers++] = value;
        text += length;
    }
    return parts;
}

/* What to do about a text that has none of the forms. */
static const char *general_advice(const char *text, const struct parts *parts) {
    for (const char *at = text; *at != '\0'; at += 1 + typed_blanks(at + 1)) {
        if ((unsigned char)*at >= 0x80U)
            return " is not a period: write it in plain letters, with - or / between the parts.";
    }
    if (strncmp(parts->form, "4-2-2", 5) == 0 || strncmp(parts->form, "2/2/4", 5) == 0)
        return " is more than a day: leave the time of day out.";
    if (parts->form[0] == '-' && typed_digits(text + 1) > 0) return " has a sign: periods are numbered from 0.";
    return " is not a period: write it as in 2024-03, Mar 2024, 2024 Q1, 2024, 2023/24 or 2024-03-31.";
}

peel_status peel_period_parse(const char *text, int32_t *unit, int64_t *period, peel_error *error) {
    char trimmed[longest_text + 1];
    struct moment moment = {0};
    if (!text || !unit || !period) {
        error_set(error, PEEL_ERROR_NULL);
        return PEEL_ERROR_NULL;
    }
    if (typed_trim(text, trimmed, sizeof trimmed) > longest_text)
        return typed_refuse(error, PEEL_ERROR_NOT_A_PERIOD, trimmed, " is too long for a period.");
    if (trimmed[0] == '\0') return typed_refuse(error, PEEL_ERROR_NOT_A_PERIOD, trimmed, " is blank: name the period.");
    const struct parts parts = part(trimmed);
    const char *advice = general_advice(trimmed, &parts);
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (strcmp(parts.form, forms[i].form) != 0) continue;
        advice = forms[i].read ? forms[i].read(parts.number, &moment) : forms[i].advice;
        break;
    }
    if (advice) return typed_refuse(error, PEEL_ERROR_NOT_A_PERIOD, trimmed, advice);
    *unit = moment.unit;
    *period = moment.period;
    return PEEL_OK;
}
