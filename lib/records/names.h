/*
 * Names numbered as they are first seen: 0, 1, 2 and so on. The texts of groups, groups as tuples of such numbers, words with a
 * meaning are all kept in this one table. Names are any bytes; they stay where they are until the table is released.
 */
#ifndef RECORDS_NAMES_H
#define RECORDS_NAMES_H

#include <stddef.h>
#include <stdint.h>

#include "records/memory.h"

enum { names_limit = 0x7FFFFFFF };
#define NAMES_NONE UINT32_MAX

struct names_slot;

struct names_item {
    const char *text; /* ended by a 0 byte, which is not counted */
    size_t length;
};

struct names_slot {
    uint32_t hash;
    uint32_t number; /* counted from 1; 0: the slot is free */
};

/* Zeroed: empty. */
struct names {
    struct arena arena;
    struct names_item *items;
    size_t items_room;
    struct names_slot *slots; /* a hash table, at most half full */
    size_t slots_n;           /* a power of 2, or 0 */
    uint64_t seed;            /* of the hashes; 0: chosen as the first name comes */
    uint32_t n;               /* how many names there are */
};

/* The number of a name, NAMES_NONE where it has none. */
uint32_t names_find(const struct names *names, const void *name, size_t length);

/* The number of a name, which it is given where it has none; NAMES_NONE where there is no memory, or no number is left. */
uint32_t names_add(struct names *names, const peel_allocator *allocator, const void *name, size_t length);

/* Room for `more` names of `bytes` altogether, so that they can be added without fail. 0 where there is no memory. */
int names_reserve(struct names *names, const peel_allocator *allocator, size_t more, size_t bytes);

void names_release(struct names *names, const peel_allocator *allocator);

#endif
