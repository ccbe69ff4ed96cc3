/* The numbers of a rule, zones and tolerances, as texts that read back to the same double. */
#ifndef BASE_RULE_NUMBER_H
#define BASE_RULE_NUMBER_H

#include <stddef.h>

/* Two numbers tie where they differ by at most this share of the larger, but where a rule of the caller says another. */
#define RULE_TOLERANCE 1e-12

/*
 * Reads all of a text: "2", "0.25", "1e-6", "2/3", "5/2^60". Every form is rounded once, from whole numbers that a double
 * holds. Returns 1, or 0 where the text is no such number, value being untouched.
 */
int rule_number_read(const char *text, double *value);

/* Appends a number, 0 to 10, in the first of these forms that reads back: "0.25", "2/3", "0.12345", "1e-12", "5/2^60". */
void rule_number_append(char *text, size_t size, double value);

#endif
