/* The usual words of a cell, and the PEEL_ANSWER_... that each stands for. */
#ifndef RECORDS_USUAL_WORDS_H
#define RECORDS_USUAL_WORDS_H

#include <stddef.h>

#include "base/words.h"

/* Those of an answer, and those of what is filled or not, where all other words are met. n: how many. */
const struct word *usual_answers(size_t *n);
const struct word *usual_filled(size_t *n);

/*
 * Whether a text is what a row of totals has for a name: total, totals, grand total, subtotal or sub-total, with a colon or without.
 * "City Total" is none, for a place may be called so; the programs propose a filter by the same words.
 */
int usual_total(const char *text);

#endif
