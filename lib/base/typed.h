/* What people type, read byte by byte: no locale has a say in it. */
#ifndef BASE_TYPED_H
#define BASE_TYPED_H

#include <stddef.h>
#include <stdint.h>

#include <peel/status.h>

enum { typed_most_digits = 15 }; /* of a decimal, so that 100 times its digits fit */

/* How many bytes from here on are blanks: those of ASCII and the no-break ones that come with what was copied from a page. */
size_t typed_blanks(const char *text);

/* Copies a text without the blanks around it, cut to size; returns the length that it has uncut. */
size_t typed_trim(const char *text, char *copy, size_t size);

/* How many bytes from here on are digits, and how many are ASCII letters. */
size_t typed_digits(const char *text);
size_t typed_letters(const char *text);

/* A decimal: digits / 10^places. */
struct typed_decimal {
    int64_t digits;
    int32_t places;
};

/*
 * Reads digits, and a decimal point with digits, from the start. Returns how many bytes; 0 where there is none, or one of
 * more than typed_most_digits digits.
 */
size_t typed_decimal(const char *text, struct typed_decimal *decimal);

/* How many bytes from here on are a percent sign with blanks before it: %, percent or per cent; 0 where there is none. */
size_t typed_percent(const char *text);

/* Whether a decimal without a percent sign may be a proportion as well as a percentage: above 0 and up to 1. */
int typed_is_ambiguous(struct typed_decimal decimal);

/* typed_refuse of such a figure: "0.9" may mean 90% or 0.9%. */
peel_status typed_refuse_ambiguous(peel_error *error, const char *text, struct typed_decimal decimal);

/* 10^places, places from 0 to 18. */
int64_t typed_power_of_ten(int32_t places);

/* Whether the text is two figures around one slash, as in 41/79, and no date. */
int typed_is_fraction(const char *text);

/* Fills an error, which may be NULL, with the text in quotation marks and what to do about it. Returns the status. */
peel_status typed_refuse(peel_error *error, peel_status status, const char *text, const char *advice);

#endif
