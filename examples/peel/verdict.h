/*
 * What a test says of a change or a trend, in words.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef VERDICT_H
#define VERDICT_H

#include "program.h"

#include <stddef.h>

/* "Rose from", "Fell from", "From", "Unchanged from". */
const char *verb_of(int32_t verdict, double change);

/* "Fisher p = 0.037". A p-value is shown on its side of alpha. */
void say_test(const peel_test *test, double alpha);

/* "more than chance (Fisher p = 0.037)" and its opposites. smallest_p: NaN where it is not known. */
void say_verdict(int32_t verdict, const peel_test *test, double alpha, double smallest_p);

/* That several series were tested. Returns what stands before the next note. */
const char *say_many(size_t count, double alpha, const char *before);

#endif
