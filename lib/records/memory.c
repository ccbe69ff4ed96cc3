#include "records/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { chunk_room = 16384, first_room = 16 };

struct arena_chunk {
    struct arena_chunk *before;
    size_t used;
    size_t room;
    char text[];
};

static void *heap_allocate(void *context, size_t size) {
    (void)context;
    return malloc(size);
}

static void *heap_resize(void *context, void *memory, size_t size) {
    (void)context;
    return realloc(memory, size);
}

static void heap_release(void *context, void *memory) {
    (void)context;
    free(memory);
}

peel_status memory_choose(const peel_allocator *given, peel_allocator *chosen) {
    const int functions = (given->allocate != NULL) + (given->resize != NULL) + (given->release != NULL);
    if (functions != 0 && functions != 3) return PEEL_ERROR_ALLOCATOR;
    *chosen = functions == 3 ? *given : (peel_allocator){heap_allocate, heap_resize, heap_release, NULL};
    return PEEL_OK;
}

void *memory_get(const peel_allocator *allocator, size_t size) {
    return allocator->allocate(allocator->context, size);
}

void memory_release(const peel_allocator *allocator, void *memory) {
    if (memory) allocator->release(allocator->context, memory);
}

void *memory_grow(const peel_allocator *allocator, void *array, size_t *room, size_t need, size_t size) {
    if (need <= *room) return array;
    size_t larger = *room > SIZE_MAX / 2 ? SIZE_MAX : *room * 2;
    if (larger < need) larger = need;
    if (larger < first_room) larger = first_room;
    if (larger > SIZE_MAX / size) return NULL;
    void *grown = array ? allocator->resize(allocator->context, array, larger * size)
                        : allocator->allocate(allocator->context, larger * size);
    if (grown) *room = larger;
    return grown;
}

int arena_reserve(struct arena *arena, const peel_allocator *allocator, size_t size) {
    struct arena_chunk *chunk = arena->last;
    if (chunk && size <= chunk->room - chunk->used) return 1;
    const size_t room = size < chunk_room ? chunk_room : size;
    if (room > SIZE_MAX - sizeof *chunk) return 0;
    chunk = memory_get(allocator, sizeof *chunk + room);
    if (!chunk) return 0;
    *chunk = (struct arena_chunk){arena->last, 0, room};
    arena->last = chunk;
    return 1;
}

const char *arena_copy(struct arena *arena, const peel_allocator *allocator, const char *text, size_t length) {
    if (length == SIZE_MAX || !arena_reserve(arena, allocator, length + 1)) return NULL;
    struct arena_chunk *const chunk = arena->last;
    char *copy = chunk->text + chunk->used;
    memcpy(copy, text, length);
    copy[length] = '\0';
    chunk->used += length + 1;
    return copy;
}

void arena_release(struct arena *arena, const peel_allocator *allocator) {
    while (arena->last) {
        struct arena_chunk *chunk = arena->last;
        arena->last = chunk->before;
        memory_release(allocator, chunk);
    }
}
