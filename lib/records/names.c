#include "records/names.h"

#include <string.h>

__extension__ typedef unsigned __int128 wide;

enum { first_slots = 64 };

/*
 * Names are hashed and compared sixteen bytes at a time, the last ones together with some before them once more, rather than in ever
 * smaller pieces: the lengths of names vary, and a branch that goes by them is guessed wrongly as often as not. Three keys and a
 * tuple take 10 ns less so than with a loop over eight bytes and branches for the rest, and 20 ns less than with memcmp.
 */

static uint64_t eight(const char *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

static uint64_t four(const char *bytes) {
    uint32_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/* Up to sixteen bytes. */
struct piece {
    uint64_t begin;
    uint64_t end;
};

/* The bytes of a name of up to sixteen. Which length they are of is told by the length alone. */
static inline struct piece short_name(const char *bytes, size_t length) {
    if (length >= 8) return (struct piece){eight(bytes), eight(bytes + length - 8)};
    if (length >= 4) return (struct piece){four(bytes), four(bytes + length - 4)};
    if (length == 0) return (struct piece){0, 0};
    const uint64_t middle = (unsigned char)bytes[length / 2];
    return (struct piece){(unsigned char)bytes[0], middle << 8 | (unsigned char)bytes[length - 1]};
}

static struct piece sixteen(const char *bytes) {
    return (struct piece){eight(bytes), eight(bytes + 8)};
}

/*
 * Both halves of a product that has the seed in each factor, so that whoever makes up names does not know what a byte of them does.
 * When a half was multiplied apart, bits of one piece undid those of the one before, whatever the seed: 50,000 such names took 20 s.
 */
static inline uint64_t mixed(uint64_t hash, uint64_t seed, struct piece piece) {
    const wide product = (wide)(hash ^ piece.begin) * (piece.end ^ seed);
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* It begins with the seed by the golden ratio, an odd number: another one than the other factor's. */
static inline uint32_t hash_of(uint64_t seed, const char *bytes, size_t length) {
    uint64_t hash = seed * UINT64_C(0x9E3779B97F4A7C15) ^ (uint64_t)length;
    if (length <= 16) {
        hash = mixed(hash, seed, short_name(bytes, length));
    } else {
        for (size_t at = 0; at + 16 < length; at += 16)
            hash = mixed(hash, seed, sixteen(bytes + at));
        hash = mixed(hash, seed, sixteen(bytes + length - 16));
    }
    return (uint32_t)(hash ^ hash >> 32);
}

static int same_piece(struct piece a, struct piece b) {
    return ((a.begin ^ b.begin) | (a.end ^ b.end)) == 0;
}

static inline int same(const char *a, const char *b, size_t length) {
    if (length <= 16) return same_piece(short_name(a, length), short_name(b, length));
    for (size_t at = 0; at + 16 < length; at += 16)
        if (!same_piece(sixteen(a + at), sixteen(b + at))) return 0;
    return same_piece(sixteen(a + length - 16), sixteen(b + length - 16));
}

/* --- the table ------------------------------------------------------------------------------------------------------ */

/* The slot of a name, or the free one where it belongs. One is always free. */
static struct names_slot *slot_of(const struct names *names, uint32_t hash, const char *name, size_t length) {
    const size_t mask = names->slots_n - 1;
    size_t at = hash & mask;
    while (names->slots[at].number != 0) {
        struct names_slot *const slot = &names->slots[at];
        const struct names_item *const item = &names->items[slot->number - 1];
        if (slot->hash == hash && item->length == length && same(item->text, name, length)) return slot;
        at = (at + 1) & mask;
    }
    return &names->slots[at];
}

uint32_t names_find(const struct names *names, const void *name, size_t length) {
    if (names->n == 0) return NAMES_NONE;
    const struct names_slot *const slot = slot_of(names, hash_of(names->seed, name, length), name, length);
    return slot->number - 1; /* NAMES_NONE of a free one */
}

static int grow_slots(struct names *names, const peel_allocator *allocator, size_t need) {
    size_t larger = names->slots_n < first_slots ? first_slots : names->slots_n;
    while (larger / 2 < need)
        larger *= 2;
    if (larger == names->slots_n) return 1;
    struct names_slot *const slots = memory_get(allocator, larger * sizeof *slots);
    if (!slots) return 0;
    memset(slots, 0, larger * sizeof *slots);
    for (size_t i = 0; i < names->slots_n; i++) {
        size_t at = names->slots[i].hash & (larger - 1);
        if (names->slots[i].number == 0) continue;
        while (slots[at].number != 0)
            at = (at + 1) & (larger - 1);
        slots[at] = names->slots[i];
    }
    memory_release(allocator, names->slots);
    names->slots = slots;
    names->slots_n = larger;
    return 1;
}

/*
 * A seed of the table's own, from where its memory stands, which who writes a text does not know: names can be made up that all
 * have one hash, and 100,000 of them took 46 s. Numbers are given as names are first seen, so that no answer depends on it.
 */
static uint64_t seed_of(const struct names *names, const void *memory) {
    const uint64_t place = (uint64_t)(uintptr_t)memory * UINT64_C(0xA4093822299F31D1) ^ (uint64_t)(uintptr_t)names;
    return (place ^ UINT64_C(0x243F6A8885A308D3)) | 1; /* never 0, which stands for none */
}

/* Room for so many items more. */
static int grow(struct names *names, const peel_allocator *allocator, size_t more) {
    const size_t need = names->n + more;
    if (more > names_limit || need > names_limit) return 0;
    struct names_item *const items =
        memory_grow(allocator, names->items, &names->items_room, need, sizeof *names->items);
    if (!items) return 0;
    names->items = items;
    if (names->seed == 0) names->seed = seed_of(names, items);
    return grow_slots(names, allocator, need);
}

int names_reserve(struct names *names, const peel_allocator *allocator, size_t more, size_t bytes) {
    if (more == 0) return 1;
    return grow(names, allocator, more) && arena_reserve(&names->arena, allocator, bytes + more);
}

uint32_t names_add(struct names *names, const peel_allocator *allocator, const void *name, size_t length) {
    const uint32_t known = names_find(names, name, length);
    if (known != NAMES_NONE) return known;
    if (!grow(names, allocator, 1)) return NAMES_NONE;
    const char *const text = arena_copy(&names->arena, allocator, name, length);
    if (!text) return NAMES_NONE;
    const uint32_t hash = hash_of(names->seed, text, length);
    *slot_of(names, hash, text, length) = (struct names_slot){hash, names->n + 1};
    names->items[names->n] = (struct names_item){text, length};
    return names->n++;
}

void names_release(struct names *names, const peel_allocator *allocator) {
    arena_release(&names->arena, allocator);
    memory_release(allocator, names->items);
    memory_release(allocator, names->slots);
    *names = (struct names){0};
}
