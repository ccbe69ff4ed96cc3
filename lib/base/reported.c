/* Printed percentages, read from text. */
#include "base/reported.h"

#include <string.h>

#include "base/text.h"
#include "base/typed.h"

enum { longest_text = 80 };

/* The text being read, without the blanks around it, and how far it was read. */
struct reading {
    char text[longest_text + 1];
    size_t at;
    int64_t before; /* letters of blanks before it */
    peel_error *error;
};

int64_t reported_scale(const peel_reported *reported) {
    return 100 * typed_power_of_ten(reported->decimals);
}

int64_t reported_plus_minus_scale(const peel_reported *reported) {
    return 100 * typed_power_of_ten(reported->plus_minus_decimals);
}

peel_status reported_check(const peel_reported *reported) {
    if (!reported) return PEEL_ERROR_NULL;
    if (reported->decimals < 0 || reported->decimals > PEEL_DECIMALS_MAX) return PEEL_ERROR_REPORTED;
    if (reported->plus_minus_decimals < 0 || reported->plus_minus_decimals > PEEL_DECIMALS_MAX)
        return PEEL_ERROR_REPORTED;
    if (reported->figure < 0 || reported->figure > reported_scale(reported)) return PEEL_ERROR_REPORTED;
    if (reported->plus_minus < 0 || reported->plus_minus > reported_plus_minus_scale(reported))
        return PEEL_ERROR_REPORTED;
    return PEEL_OK;
}

/* Both terms of each quotient are whole numbers below 2^53, so that it is rounded once. */
peel_status peel_reported_range(const peel_reported *reported, peel_range *range) {
    const peel_status status = reported_check(reported);
    if (status != PEEL_OK) return status;
    if (!range) return PEEL_ERROR_NULL;
    const int64_t scale = reported_scale(reported);
    const double halves = (double)(2 * scale);
    const int64_t below = 2 * reported->figure - 1;
    const int64_t above = 2 * reported->figure + 1;
    *range = (peel_range){.lower = below < 0 ? 0.0 : (double)below / halves,
                          .estimate = (double)reported->figure / (double)scale,
                          .upper = above > 2 * scale ? 1.0 : (double)above / halves};
    return PEEL_OK;
}

static int64_t letters(const char *text, size_t bytes) {
    int64_t count = 0;
    for (size_t i = 0; i < bytes; i++)
        count += ((unsigned char)text[i] & 0xC0U) != 0x80U;
    return count;
}

/* The letters of the text up to where it was read, from 1. */
static int64_t column_of(const struct reading *reading) {
    return 1 + reading->before + letters(reading->text, reading->at);
}

static peel_status refuse(const struct reading *reading, const char *advice) {
    typed_refuse(reading->error, PEEL_ERROR_NOT_A_PERCENTAGE, reading->text, advice);
    if (reading->error) reading->error->column = column_of(reading);
    return PEEL_ERROR_NOT_A_PERCENTAGE;
}

static void skip_blanks(struct reading *reading) {
    reading->at += typed_blanks(reading->text + reading->at);
}

/* Goes past a word where it stands next; 1 when it does. */
static int skip(struct reading *reading, const char *word) {
    if (strncmp(reading->text + reading->at, word, strlen(word)) != 0) return 0;
    reading->at += strlen(word);
    return 1;
}

/* What to do about a text that begins with no figure. */
static const char *no_figure_advice(const char *text) {
    const size_t digits = strspn(text, "0123456789.");
    if (text[0] == '-' && typed_digits(text + 1) > 0) return " is negative: a percentage is from 0 to 100.";
    if (digits > typed_most_digits) return " has more than 15 digits: write it as in 80.6%.";
    return " is not a percentage: write it as in 80.6%, or 87.8% +/- 1.66%.";
}

/* A figure from 0 to 100 and its percent sign; `sign` says whether there was one. */
static peel_status read_figure(struct reading *reading, struct typed_decimal *decimal, int *sign) {
    const char *next = reading->text + reading->at;
    const size_t length = typed_decimal(next, decimal);
    if (length == 0) return refuse(reading, no_figure_advice(next));
    if (decimal->places > PEEL_DECIMALS_MAX)
        return refuse(reading, " has more than 12 decimals: write it as in 80.6%.");
    if (decimal->digits > 100 * typed_power_of_ten(decimal->places))
        return refuse(reading, " is above 100: a percentage is from 0 to 100.");
    const size_t percent = typed_percent(next + length);
    reading->at += length + percent;
    *sign = percent > 0;
    return PEEL_OK;
}

/* What stands after the figure, where it is no +/-. */
static peel_status refuse_rest(const struct reading *reading) {
    const char *rest = reading->text + reading->at;
    if (typed_is_fraction(reading->text))
        return refuse(reading, " is a sample, with its counts: a printed percentage is as in 80.6%.");
    if (rest[0] == ',' && typed_digits(rest + 1) > 0)
        return refuse(reading, " has a comma: write the figure with a decimal point, as in 80.6%.");
    if (rest[0] == '-' || rest[0] == '+')
        return refuse(reading, " has no +/- : write one figure, or it and its +/- as in 87.8% +/- 1.66%.");
    return refuse(reading, " is not a percentage alone: write it as in 80.6%, or 87.8% +/- 1.66%.");
}

/* "+/- 1.66%", in brackets or without, after a comma or without. */
static peel_status read_plus_minus(struct reading *reading, struct typed_decimal *plus_minus) {
    int sign;
    const size_t start = reading->at;
    skip(reading, ",");
    skip_blanks(reading);
    const int bracket = skip(reading, "(");
    skip_blanks(reading);
    if (!skip(reading, "+/-") && !skip(reading, "\xC2\xB1")) {
        reading->at = start;
        return refuse_rest(reading);
    }
    skip_blanks(reading);
    const peel_status status = read_figure(reading, plus_minus, &sign);
    if (status != PEEL_OK) return status;
    if (plus_minus->digits == 0) return refuse(reading, " has a +/- of 0, which only rounding makes: leave it out.");
    skip_blanks(reading);
    if (bracket && !skip(reading, ")")) return refuse(reading, " has a bracket that never closes.");
    if (reading->text[reading->at] != '\0') return refuse(reading, " goes on after the +/-: leave that out.");
    return PEEL_OK;
}

static peel_status refuse_ambiguous(const struct reading *reading, struct typed_decimal figure) {
    char printed[typed_most_digits + 2];
    typed_trim(reading->text, printed, strspn(reading->text, "0123456789.") + 1);
    typed_refuse_ambiguous(reading->error, printed, figure);
    if (reading->error) reading->error->column = 1 + reading->before;
    return PEEL_ERROR_NOT_A_PERCENTAGE;
}

static peel_status read(struct reading *reading, peel_reported *reported) {
    struct typed_decimal figure;
    struct typed_decimal plus_minus = {0, 0};
    int sign;
    peel_status status = read_figure(reading, &figure, &sign);
    if (status != PEEL_OK) return status;
    skip_blanks(reading);
    if (reading->text[reading->at] != '\0') status = read_plus_minus(reading, &plus_minus);
    if (status != PEEL_OK) return status;
    if (!sign && typed_is_ambiguous(figure)) return refuse_ambiguous(reading, figure);
    *reported = (peel_reported){figure.digits, plus_minus.digits, figure.places, plus_minus.places};
    return PEEL_OK;
}

peel_status peel_reported_parse(const char *text, peel_reported *reported, peel_error *error) {
    struct reading reading = {.error = error};
    if (!text || !reported) {
        error_set(error, PEEL_ERROR_NULL);
        return PEEL_ERROR_NULL;
    }
    reading.before = letters(text, typed_blanks(text));
    if (typed_trim(text, reading.text, sizeof reading.text) > longest_text)
        return refuse(&reading, " is too long for a percentage: write it as in 80.6%, or 87.8% +/- 1.66%.");
    if (reading.text[0] == '\0') return refuse(&reading, " is blank: write it as in 80.6%, or 87.8% +/- 1.66%.");
    return read(&reading, reported);
}
