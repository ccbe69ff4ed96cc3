/* Units of periods, and periods written as texts. */
#include <peel/period.h>

#include <math.h>
#include <string.h>

#include "base/calendar.h"
#include "base/text.h"
#include "base/typed.h"

enum { longest_text = 16, last_number = 999 };

double peel_unit_a_year(int32_t unit) {
    switch (unit) {
    case PEEL_UNIT_DAY: return 365.25;
    case PEEL_UNIT_MONTH: return 12.0;
    case PEEL_UNIT_QUARTER: return 4.0;
    case PEEL_UNIT_YEAR: return 1.0;
    default: return NAN;
    }
}

/* Appends a number of at least so many digits. */
static void append_padded(char *text, size_t size, int64_t value, int digits) {
    while (digits > 1 && value < typed_power_of_ten(digits - 1)) {
        text_append(text, size, "0");
        digits--;
    }
    text_append_count(text, size, value);
}

/* In the form of ISO 8601. */
static void append_day(char *text, size_t size, int64_t period) {
    int64_t year = 1970 + period / 366; /* never farther from 1970 than the day is; 17 years nearer at most, in 9999 */
    int64_t month = 1;
    while (calendar_day(year, 1, 1) > period)
        year--;
    while (calendar_day(year + 1, 1, 1) <= period)
        year++;
    while (month < 12 && calendar_day(year, month + 1, 1) <= period)
        month++;
    append_padded(text, size, year, 4);
    text_append(text, size, "-");
    append_padded(text, size, month, 2);
    text_append(text, size, "-");
    append_padded(text, size, period - calendar_day(year, month, 1) + 1, 2);
}

/* Whether a period lies in the years from 1 to 9999. */
static int is_written(int32_t unit, int64_t period) {
    const int64_t end = calendar_last_year + 1;
    switch (unit) {
    case PEEL_UNIT_NONE: return period >= 0 && period <= last_number;
    case PEEL_UNIT_DAY: return period >= calendar_day(1, 1, 1) && period < calendar_day(end, 1, 1);
    case PEEL_UNIT_MONTH: return period >= 12 && period < 12 * end;
    case PEEL_UNIT_QUARTER: return period >= 4 && period < 4 * end;
    default: return period >= 1 && period < end;
    }
}

/* "2011-12" may also be the financial year 2011/12: such a month is written as in "Dec 2011". */
static void append_month(char *text, size_t size, int64_t year, int64_t month) {
    if (month == (year + 1) % 100) {
        text_append(text, size, calendar_month_names[month - 1]);
        text[3] = '\0';
        text_append(text, size, " ");
        append_padded(text, size, year, 4);
        return;
    }
    append_padded(text, size, year, 4);
    text_append(text, size, "-");
    append_padded(text, size, month, 2);
}

static void append_period(char *text, size_t size, int32_t unit, int64_t period) {
    switch (unit) {
    case PEEL_UNIT_NONE: text_append_count(text, size, period); break;
    case PEEL_UNIT_DAY: append_day(text, size, period); break;
    case PEEL_UNIT_MONTH: append_month(text, size, period / 12, period % 12 + 1); break;
    case PEEL_UNIT_QUARTER:
        append_padded(text, size, period / 4, 4);
        text_append(text, size, " Q");
        text_append_count(text, size, period % 4 + 1);
        break;
    default: append_padded(text, size, period, 4);
    }
}

peel_status peel_period_text(int32_t unit, int64_t period, char *text, size_t size) {
    char written[longest_text] = "";
    if (!text) return PEEL_ERROR_NULL;
    if (!peel_unit_name(unit)) return PEEL_ERROR_UNIT;
    if (!is_written(unit, period)) return PEEL_ERROR_NOT_A_PERIOD;
    append_period(written, sizeof written, unit, period);
    if (strlen(written) >= size) return PEEL_ERROR_WORK;
    memcpy(text, written, strlen(written) + 1);
    return PEEL_OK;
}
