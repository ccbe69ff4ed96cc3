#include "records/figure.h"

#include <peel/sample.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"

enum { most_digits = 15, shown_bytes = 40 };

static const char signed_nought[] = " is 0 with a sign: write it without.";

static int is_digit(char c) {
    return c >= '0' && c <= '9';
}

static size_t digits_at(const char *text) {
    size_t n = 0;
    while (is_digit(text[n]))
        n++;
    return n;
}

/* The text in quotation marks, then what is wrong with it and what to do. */
static peel_status refuse(peel_error *error, peel_status status, const char *text, const char *advice) {
    error_say(error, status, "");
    text_append_quoted(error->message, sizeof error->message, text, shown_bytes);
    text_append(error->message, sizeof error->message, advice);
    return status;
}

/* Whether the text is two figures around one slash, as in 41/79, and no date. */
static int is_fraction(const char *text) {
    static const char figure[] = "0123456789,";
    const size_t met = strspn(text, figure);
    const size_t assessed = text[met] == '/' ? strspn(text + met + 1, figure) : 0;
    return met > 0 && assessed > 0 && text[met + 1 + assessed] == '\0';
}

static peel_status refuse_count(peel_error *error, const char *text) {
    const char *advice = " is not a whole number of cases: write it in digits, or leave the cell blank.";
    if (strchr(text, ','))
        advice = " has commas out of place: group the digits in threes, as in 1,234, or leave them out.";
    if (strchr(text, '.')) advice = " is not a whole number of cases: write it without a decimal point.";
    if (is_fraction(text)) advice = " is not a whole number of cases: put met and assessed into cells of their own.";
    if (strchr(text, '%')) advice = " is a percentage, not a number of cases: put it into the column reported.";
    return refuse(error, PEEL_ERROR_NOT_A_COUNT, text, advice);
}

/* Whether the text is digits, or one to three of them not beginning with 0 and then groups of a comma and three. */
static int is_grouped(const char *text) {
    size_t at = digits_at(text);
    if (text[at] == '\0') return at > 0;
    if (at == 0 || at > 3 || text[0] == '0') return 0;
    while (text[at] == ',' && digits_at(text + at + 1) == 3)
        at += 4;
    return text[at] == '\0';
}

peel_status figure_count(const char *text, int64_t *count, peel_error *error) {
    const int negative = text[0] == '-';
    int64_t sum = 0;
    if (!is_grouped(text + negative)) return refuse_count(error, text);
    if (negative && !strpbrk(text, "123456789")) return refuse(error, PEEL_ERROR_NOT_A_COUNT, text, signed_nought);
    if (negative) return refuse(error, PEEL_ERROR_NEGATIVE, text, " is negative: counts are 0 or more.");
    for (const char *next = text; *next != '\0'; next++) {
        if (*next == ',') continue;
        sum = 10 * sum + (*next - '0');
        if (sum > PEEL_COUNT_MAX)
            return refuse(error, PEEL_ERROR_COUNT_TOO_LARGE, text,
                          " is above 9007199254740992 (2 to the 53rd): such a number of cases cannot be held exactly.");
    }
    *count = sum;
    return PEEL_OK;
}

/* A decimal: digits / 10^places. */
struct decimal {
    int64_t digits;
    int64_t scale; /* 10^places, at most 10^14 */
};

/* Reads digits, and a decimal point with digits, from the start. Returns how many bytes; 0 where there is none. */
static size_t read_decimal(const char *text, struct decimal *decimal) {
    const size_t whole = digits_at(text);
    const size_t places = whole > 0 && text[whole] == '.' ? digits_at(text + whole + 1) : 0;
    const size_t end = places > 0 ? whole + 1 + places : whole;
    *decimal = (struct decimal){0, 1};
    if (whole + places > most_digits) return 0;
    for (size_t i = 0; i < end; i++) {
        if (text[i] == '.') continue;
        decimal->digits = 10 * decimal->digits + (text[i] - '0');
        if (i > whole) decimal->scale *= 10;
    }
    return end;
}

/* Appends 100 times a decimal of at most 1 in the fewest digits. */
static void append_hundredfold(peel_error *error, struct decimal decimal) {
    int64_t rest = decimal.digits * 100 % decimal.scale;
    text_append_count(error->message, sizeof error->message, decimal.digits * 100 / decimal.scale);
    if (rest > 0) text_append(error->message, sizeof error->message, ".");
    while (rest > 0) {
        rest *= 10;
        text_append_count(error->message, sizeof error->message, rest / decimal.scale);
        rest %= decimal.scale;
    }
}

static peel_status refuse_percentage(peel_error *error, const char *text) {
    const char *advice = " is not a percentage: write it as in 80.6%, or leave the cell blank.";
    if (text[0] == '-' && is_digit(text[1]))
        advice = strpbrk(text, "123456789") ? " is negative: a percentage is from 0 to 100." : signed_nought;
    if (strchr(text, ',')) advice = " is not a percentage: write it with a decimal point, as in 80.6%.";
    if (is_fraction(text)) advice = " is not a percentage: put met and assessed into cells of their own.";
    if (strspn(text, "0123456789.") > most_digits)
        advice = " is not a percentage of at most 15 digits: write it as in 80.6%.";
    return refuse(error, PEEL_ERROR_NOT_A_PERCENTAGE, text, advice);
}

peel_status figure_percentage(const char *text, double *rate, peel_error *error) {
    struct decimal decimal;
    const size_t end = read_decimal(text, &decimal);
    const char *sign = text + end;
    while (*sign == ' ')
        sign++;
    const int is_signed = strcmp(sign, "%") == 0 || words_equal(sign, "percent") || words_equal(sign, "per cent");
    if (end == 0 || (*sign != '\0' && !is_signed)) return refuse_percentage(error, text);
    if (decimal.digits > 100 * decimal.scale)
        return refuse(error, PEEL_ERROR_NOT_A_PERCENTAGE, text, " is above 100: a percentage is from 0 to 100.");
    if (!is_signed && decimal.digits > 0 && decimal.digits <= decimal.scale) {
        refuse(error, PEEL_ERROR_NOT_A_PERCENTAGE, text, " may mean ");
        append_hundredfold(error, decimal);
        text_append(error->message, sizeof error->message, "% or ");
        text_append(error->message, sizeof error->message, text);
        text_append(error->message, sizeof error->message, "%: write the sign.");
        return PEEL_ERROR_NOT_A_PERCENTAGE;
    }
    *rate = (double)decimal.digits / (double)(100 * decimal.scale); /* both exact, so rounded once */
    return PEEL_OK;
}
