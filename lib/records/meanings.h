/* What words in cells mean: numbers above 0. Words are compared in ASCII letters of either case. */
#ifndef RECORDS_MEANINGS_H
#define RECORDS_MEANINGS_H

#include <stddef.h>
#include <stdint.h>

#include "base/words.h"
#include "records/cell.h"
#include "records/names.h"

enum { meanings_seen = 32, meanings_seen_longest = 22 };

/* A word as it stands in a cell, so that the same one need not be folded again. */
struct meanings_word {
    char text[meanings_seen_longest];
    unsigned char length;
    unsigned char number; /* 0: nothing was seen yet */
};

struct meanings {
    struct names words;       /* of the caller, in lower case */
    unsigned char *numbers;   /* of each of them */
    char *folded;             /* room for the longest of them */
    size_t longest;           /* of them */
    const struct word *usual; /* beside them, and after them; numbers up to 255 */
    size_t usual_n;
    struct meanings_word seen[meanings_seen];
};

/* Room for `n` words of the caller, of `longest` bytes at most. 0 where there is no memory. */
int meanings_open(struct meanings *meanings, const peel_allocator *allocator, size_t n, size_t longest);

/* Gives a word a meaning. 0 where there is no memory; else the meaning that it has, which may be an earlier one. */
int meanings_add(struct meanings *meanings, const peel_allocator *allocator, const char *word, size_t length,
                 unsigned char number);

/* What a word means; 0: nothing. Keeps it in `seen`. */
int meanings_find(struct meanings *meanings, const struct cell *cell);

/* Whether every word means the same in both. any_other: what a word that neither has means, 0 for nothing. */
int meanings_match(const struct meanings *a, const struct meanings *b, int any_other);

void meanings_close(struct meanings *meanings, const peel_allocator *allocator);

#endif
