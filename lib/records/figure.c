#include "records/figure.h"

#include <peel/sample.h>
#include <string.h>

#include "base/typed.h"

static const char signed_nought[] = " is 0 with a sign: write it without.";

static peel_status refuse_count(peel_error *error, const char *text) {
    const char *advice = " is not a whole number of cases: write it in digits, or leave the cell blank.";
    if (strchr(text, ','))
        advice = " has commas out of place: group the digits in threes, as in 1,234, or leave them out.";
    if (strchr(text, '.')) advice = " is not a whole number of cases: write it without a decimal point.";
    if (typed_is_fraction(text))
        advice = " is not a whole number of cases: put met and assessed into cells of their own.";
    if (strchr(text, '%')) advice = " is a percentage, not a number of cases: put it into the column reported.";
    return typed_refuse(error, PEEL_ERROR_NOT_A_COUNT, text, advice);
}

/* Whether the text is digits, or one to three of them not beginning with 0 and then groups of a comma and three. */
static int is_grouped(const char *text) {
    size_t at = typed_digits(text);
    if (text[at] == '\0') return at > 0;
    if (at == 0 || at > 3 || text[0] == '0') return 0;
    while (text[at] == ',' && typed_digits(text + at + 1) == 3)
        at += 4;
    return text[at] == '\0';
}

peel_status figure_count(const char *text, int64_t *count, peel_error *error) {
    const int negative = text[0] == '-';
    int64_t sum = 0;
    if (!is_grouped(text + negative)) return refuse_count(error, text);
    if (negative && !strpbrk(text, "123456789"))
        return typed_refuse(error, PEEL_ERROR_NOT_A_COUNT, text, signed_nought);
    if (negative) return typed_refuse(error, PEEL_ERROR_NEGATIVE, text, " is negative: counts are 0 or more.");
    for (const char *next = text; *next != '\0'; next++) {
        if (*next == ',') continue;
        sum = 10 * sum + (*next - '0');
        if (sum > PEEL_COUNT_MAX)
            return typed_refuse(
                error, PEEL_ERROR_COUNT_TOO_LARGE, text,
                " is above 9007199254740992 (2 to the 53rd): such a number of cases cannot be held exactly.");
    }
    *count = sum;
    return PEEL_OK;
}

static peel_status refuse_percentage(peel_error *error, const char *text) {
    const char *advice = " is not a percentage: write it as in 80.6%, or leave the cell blank.";
    if (text[0] == '-' && typed_digits(text + 1) > 0)
        advice = strpbrk(text, "123456789") ? " is negative: a percentage is from 0 to 100." : signed_nought;
    if (strchr(text, ',')) advice = " is not a percentage: write it with a decimal point, as in 80.6%.";
    if (typed_is_fraction(text)) advice = " is not a percentage: put met and assessed into cells of their own.";
    if (strspn(text, "0123456789.") > typed_most_digits)
        advice = " is not a percentage of at most 15 digits: write it as in 80.6%.";
    return typed_refuse(error, PEEL_ERROR_NOT_A_PERCENTAGE, text, advice);
}

peel_status figure_percentage(const char *text, double *rate, peel_error *error) {
    struct typed_decimal decimal;
    const size_t end = typed_decimal(text, &decimal);
    const size_t sign = typed_percent(text + end);
    const int64_t scale = typed_power_of_ten(decimal.places);
    if (end == 0 || text[end + sign] != '\0') return refuse_percentage(error, text);
    if (decimal.digits > 100 * scale)
        return typed_refuse(error, PEEL_ERROR_NOT_A_PERCENTAGE, text, " is above 100: a percentage is from 0 to 100.");
    if (sign == 0 && typed_is_ambiguous(decimal)) return typed_refuse_ambiguous(error, text, decimal);
    *rate = (double)decimal.digits / (double)(100 * scale); /* both exact, so rounded once */
    return PEEL_OK;
}
