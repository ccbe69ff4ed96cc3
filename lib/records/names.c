#include "records/names.h"

#include <string.h>

enum { first_slots = 64 };

struct names_slot {
    uint32_t hash;
    uint32_t number; /* counted from 1; 0: the slot is free */
};

/* --- hashing: eight bytes at a time -------------------------------------------------------------------------------- */

static uint64_t mixed(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15); /* 2 to the 64th by the golden ratio */
    return hash ^ hash >> 32;
}

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

/* The last bytes may be taken twice: the length, which is hashed too, tells which they are. */
static uint32_t hash_of(const char *bytes, size_t length) {
    uint64_t hash = (uint64_t)length;
    size_t rest = length;
    while (rest > 8) {
        hash = mixed(hash, eight(bytes));
        bytes += 8;
        rest -= 8;
    }
    if (rest == 8) {
        hash = mixed(hash, eight(bytes));
    } else if (rest >= 4) {
        hash = mixed(hash, four(bytes) | four(bytes + rest - 4) << 32);
    } else if (rest > 0) {
        const uint64_t first = (unsigned char)bytes[0];
        const uint64_t middle = (unsigned char)bytes[rest / 2];
        const uint64_t last = (unsigned char)bytes[rest - 1];
        hash = mixed(hash, first | middle << 8 | last << 16);
    }
    return (uint32_t)mixed(hash, 0);
}

/* --- the table ------------------------------------------------------------------------------------------------------ */

/* The slot of a name, or the free one where it belongs. One is always free. */
static struct names_slot *slot_of(const struct names *names, uint32_t hash, const char *name, size_t length) {
    const size_t mask = names->slots_n - 1;
    size_t at = hash & mask;
    while (names->slots[at].number != 0) {
        struct names_slot *const slot = &names->slots[at];
        const struct names_item *const item = &names->items[slot->number - 1];
        if (slot->hash == hash && item->length == length && memcmp(item->text, name, length) == 0) return slot;
        at = (at + 1) & mask;
    }
    return &names->slots[at];
}

uint32_t names_find(const struct names *names, const void *name, size_t length) {
    if (names->n == 0) return NAMES_NONE;
    const struct names_slot *const slot = slot_of(names, hash_of(name, length), name, length);
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

/* Room for so many items more. */
static int grow(struct names *names, const peel_allocator *allocator, size_t more) {
    const size_t need = names->n + more;
    if (more > names_limit || need > names_limit) return 0;
    struct names_item *const items =
        memory_grow(allocator, names->items, &names->items_room, need, sizeof *names->items);
    if (!items) return 0;
    names->items = items;
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
    const uint32_t hash = hash_of(text, length);
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
