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

/* The verdict as it may be told: of a census a change is one whatever a test says. */
int32_t told_verdict(const peel_interval *change, int32_t verdict);

/* Whether the change of these cases says anything of others, or is subject to chance. */
int is_inferred(const peel_interval *change);

/* "; more than chance (...)", or that there is no such thing, and the end of the line. */
void say_inference(const peel_interval *change, int32_t verdict, const peel_test *test, double smallest_p,
                   const char *too_few);

/* "Fisher p = 0.037". A p-value is shown on its side of alpha. */
void say_test(const peel_test *test, double alpha);

/*
 * "more than chance (Fisher p = 0.037)" and its opposites. smallest_p: NaN where it is not known; too_few: what stands in
 * the way of any verdict.
 */
void say_verdict(int32_t verdict, const peel_test *test, double alpha, double smallest_p, const char *too_few);
extern const char too_few_cases[];

/* That several series were tested. Returns what stands before the next note. */
const char *say_many(size_t count, double alpha, const char *before);

#endif
