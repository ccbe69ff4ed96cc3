/* Memory from the caller's allocator: arrays that grow, and texts that stay where they are. */
#ifndef RECORDS_MEMORY_H
#define RECORDS_MEMORY_H

#include <stddef.h>

#include <peel/tally.h>

/* The allocator to use: the given one, or malloc, realloc and free where it has no function. PEEL_ERROR_ALLOCATOR
 * where it has some of them. */
peel_status memory_choose(const peel_allocator *given, peel_allocator *chosen);

void *memory_get(const peel_allocator *allocator, size_t size);
void memory_release(const peel_allocator *allocator, void *memory);

/*
 * An array with room for `need` items of `size` bytes: the same one, or a larger one in its place with *room set.
 * NULL where there is no memory: the old array then stands as it was.
 */
void *memory_grow(const peel_allocator *allocator, void *array, size_t *room, size_t need, size_t size);

/* Texts that live until the arena is released. Zeroed: empty. */
struct arena {
    struct arena_chunk *last;
};

/* A copy of `length` bytes, ended by a 0 byte; NULL where there is no memory. */
const char *arena_copy(struct arena *arena, const peel_allocator *allocator, const char *text, size_t length);

/* Room for `size` bytes, their 0 bytes among them, so that they can be copied without fail. 0 where there is no memory. */
int arena_reserve(struct arena *arena, const peel_allocator *allocator, size_t size);

void arena_release(struct arena *arena, const peel_allocator *allocator);

#endif
