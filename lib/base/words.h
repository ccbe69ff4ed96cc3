/* Names typed by people, and the text of faults. */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include <peel/status.h>

/* A name and the number that it stands for. */
struct word {
    const char *name;
    int32_t number;
};

/*
 * The number of the word that equals `typed` in ASCII letters of either case, - and _ alike.
 * On failure: status, and in *error (which may be NULL) what was typed with the nearest words.
 */
peel_status words_parse(const struct word *words, size_t n, const char *typed, peel_status status, int32_t *number,
                        peel_error *error);

/* The same comparison for two names: 1 when equal. */
int words_equal(const char *a, const char *b);

/*
 * How far what was typed is from a word: 0 where it begins the word, as "clopper" does; else the number of letters that are wrong,
 * SIZE_MAX where they are too many for it to be meant. A word of more than 31 letters is far from all others.
 */
size_t words_farness(const char *typed, const char *word);

#endif
