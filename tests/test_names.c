/* The table that numbers names. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "records/names.h"
#include "support/meagre.h"

static peel_allocator heap(void) {
    const peel_allocator none = {0};
    peel_allocator chosen;
    cr_assert_eq(memory_choose(&none, &chosen), PEEL_OK);
    return chosen;
}

Test(names, are_numbered_as_first_seen) {
    const peel_allocator allocator = heap();
    struct names names = {0};
    cr_expect_eq(names_find(&names, "a", 1), NAMES_NONE, "an empty table");
    cr_expect_eq(names_add(&names, &allocator, "Kent", 4), 0);
    cr_expect_eq(names_add(&names, &allocator, "", 0), 1, "a name may be empty");
    cr_expect_eq(names_add(&names, &allocator, "Essex", 5), 2);
    cr_expect_eq(names_add(&names, &allocator, "Kent", 4), 0, "known already");
    cr_expect_eq(names_find(&names, "Essex", 5), 2);
    cr_expect_eq(names_find(&names, "", 0), 1);
    cr_expect_eq(names_find(&names, "essex", 5), NAMES_NONE, "bytes are compared");
    cr_expect_eq(names_find(&names, "Esse", 4), NAMES_NONE);
    cr_expect_eq(names.n, 3);
    cr_expect_str_eq(names.items[2].text, "Essex");
    cr_expect_eq(names.items[2].length, 5);
    names_release(&names, &allocator);
}

/* Each byte of a name counts, at every length: the pieces that are compared overlap, and must leave no gap. */
Test(names, differ_by_any_byte) {
    enum { longest = 70 };
    const peel_allocator allocator = heap();
    for (size_t length = 1; length <= longest; length++) {
        struct names names = {0};
        char name[longest];
        for (size_t i = 0; i < length; i++)
            name[i] = (char)(i * 7 % 251);
        cr_expect_eq(names_add(&names, &allocator, name, length), 0);
        for (size_t i = 0; i < length; i++) {
            name[i] ^= 0x40;
            cr_expect_eq(names_find(&names, name, length), NAMES_NONE, "byte %zu of %zu", i, length);
            cr_expect_eq(names_add(&names, &allocator, name, length), i + 1, "byte %zu of %zu", i, length);
            name[i] ^= 0x40;
        }
        cr_expect_eq(names_find(&names, name, length), 0, "length %zu", length);
        cr_expect_eq(names_find(&names, name, length - 1), NAMES_NONE, "length %zu", length);
        names_release(&names, &allocator);
    }
}

/*
 * So many that the table grows several times, and that some have the same hash of 32 bits: of 200,000 names one expects 4.7 pairs.
 * What tells them apart stands in the last bytes.
 */
static void expect_many(const char *format) {
    enum { many = 200000 };
    const peel_allocator allocator = heap();
    struct names names = {0};
    char name[48];
    const char *first = NULL;
    for (uint32_t i = 0; i < many; i++) {
        const int length = snprintf(name, sizeof name, format, (unsigned)i);
        cr_assert_eq(names_add(&names, &allocator, name, (size_t)length), i, "%s", name);
        if (i == 0) first = names.items[0].text;
    }
    for (uint32_t i = 0; i < many; i++) {
        const int length = snprintf(name, sizeof name, format, (unsigned)i);
        cr_assert_eq(names_find(&names, name, (size_t)length), i);
        cr_assert_str_eq(names.items[i].text, name);
    }
    cr_expect_eq(names.items[0].text, first, "texts stay where they are");
    const int length = snprintf(name, sizeof name, format, (unsigned)many);
    cr_expect_eq(names_find(&names, name, (size_t)length), NAMES_NONE);
    names_release(&names, &allocator);
}

Test(names, many) {
    expect_many("name %u");
    expect_many("name %06u");
    expect_many("a name of more bytes %06u");
    expect_many("%06u is the number of this name");
}

/* Tuples of small numbers are what most names are: none may be taken for another. */
Test(names, tuples_of_numbers) {
    const peel_allocator allocator = heap();
    struct names names = {0};
    uint32_t expected = 0;
    for (uint32_t a = 0; a < 43; a++)
        for (uint32_t b = 0; b < 36; b++)
            for (uint32_t c = 0; c < 12; c++) {
                const uint32_t tuple[3] = {a, b, c};
                cr_assert_eq(names_add(&names, &allocator, tuple, sizeof tuple), expected);
                expected++;
            }
    const uint32_t none[3] = {43, 0, 0};
    cr_expect_eq(names_find(&names, none, sizeof none), NAMES_NONE);
    names_release(&names, &allocator);
}

/* --- seeds ---------------------------------------------------------------------------------------------------------- */

#define GOLDEN UINT64_C(0x9E3779B97F4A7C15)

/* A name of 16 bytes, made up so that all of one seed have the same hash: their second half is the seed, which leaves a factor of 0. */
static void make_up(uint64_t seed, uint64_t number, char name[16]) {
    const uint64_t begin = number * UINT64_C(0x5851F42D4C957F2D);
    memcpy(name, &begin, 8);
    memcpy(name + 8, &seed, 8);
}

/* How many different hashes the names of a table have. */
static uint32_t hashes_of(const struct names *names) {
    uint32_t different = 0;
    for (size_t i = 0; i < names->slots_n; i++) {
        size_t before = 0;
        while (before < i && (names->slots[before].number == 0 || names->slots[before].hash != names->slots[i].hash))
            before++;
        different += names->slots[i].number != 0 && before == i;
    }
    return different;
}

enum { many = 2048 };

static uint32_t hashes_of_names(uint64_t made_for, uint64_t seed) {
    const peel_allocator allocator = heap();
    struct names names = {.seed = seed};
    char name[16];
    for (uint32_t i = 0; i < many; i++) {
        make_up(made_for, i, name);
        cr_assert_eq(names_add(&names, &allocator, name, sizeof name), i);
    }
    const uint32_t different = hashes_of(&names);
    names_release(&names, &allocator);
    return different;
}

/* Names can be made up to have one hash, and are then looked for one by one; not where a table chooses its own seed. */
Test(names, cannot_be_made_up_to_be_slow) {
    const uint64_t seed = UINT64_C(0x243F6A8885A308D3);
    cr_expect_eq(hashes_of_names(seed, seed), 1);
    cr_expect_gt(hashes_of_names(seed, 0), many - 8);
}

/*
 * Nor whatever the seed: of each piece of sixteen bytes a high bit is flipped or not, and a bit of the next one with it, which undid
 * it (0x02 with some seeds, 0x06 with the others) as long as the halves of a piece were multiplied apart.
 */
Test(names, bits_of_one_piece_do_not_undo_those_of_another) {
    enum { pieces = 11, length = 16 * (pieces + 1) };
    const peel_allocator allocator = heap();
    for (int flipped = 0x02; flipped <= 0x06; flipped += 0x04) {
        struct names names = {0};
        char name[length];
        for (uint32_t i = 0; i < many; i++) {
            memset(name, 'x', sizeof name);
            for (uint32_t piece = 0; piece < pieces; piece++) {
                const int flip = (int)(i >> piece & 1);
                name[16 * piece + 15] = flip ? 'q' : '1';
                if (flip) name[16 * (piece + 1) + 4] = (char)('x' ^ flipped);
            }
            cr_assert_eq(names_add(&names, &allocator, name, sizeof name), names.n - 1);
        }
        cr_expect_gt(hashes_of(&names) + 8, names.n, "%d: %u hashes of %u names", flipped, hashes_of(&names), names.n);
        names_release(&names, &allocator);
    }
}

Test(names, have_their_numbers_whatever_the_seed) {
    const peel_allocator allocator = heap();
    for (uint64_t seed = 0; seed < 20; seed++) {
        struct names names = {.seed = seed * seed * GOLDEN};
        char name[40];
        for (uint32_t i = 0; i < 3000; i++) {
            const int length = snprintf(name, sizeof name, "%*u", (int)(i % 30) + 1, (unsigned)i);
            cr_assert_eq(names_add(&names, &allocator, name, (size_t)length), i);
        }
        for (uint32_t i = 0; i < 3000; i++) {
            const int length = snprintf(name, sizeof name, "%*u", (int)(i % 30) + 1, (unsigned)i);
            cr_assert_eq(names_find(&names, name, (size_t)length), i);
        }
        names_release(&names, &allocator);
    }
}

/* --- memory --------------------------------------------------------------------------------------------------------- */

Test(names, without_memory_all_is_as_before) {
    for (size_t calls = 0; calls < 12; calls++) {
        struct meagre meagre = {.fails_at = calls + 1};
        const peel_allocator scarce = meagre_allocator(&meagre);
        struct names names = {0};
        char name[24];
        uint32_t n = 0;
        for (; n < 1000; n++) {
            snprintf(name, sizeof name, "name %u", (unsigned)n);
            if (names_add(&names, &scarce, name, strlen(name)) == NAMES_NONE) break;
        }
        cr_expect_lt(n, 1000, "12 calls are too few for 1,000 names");
        cr_expect_eq(names.n, n);
        cr_expect_eq(names_find(&names, name, strlen(name)), NAMES_NONE);
        meagre.fails_at = SIZE_MAX;
        cr_expect_eq(names_add(&names, &scarce, name, strlen(name)), n, "once there is memory again");
        for (uint32_t i = 0; i <= n; i++) {
            snprintf(name, sizeof name, "name %u", (unsigned)i);
            cr_expect_eq(names_find(&names, name, strlen(name)), i);
        }
        names_release(&names, &scarce);
        cr_expect_eq(meagre.out, 0);
    }
}

Test(names, reserved_room_is_enough) {
    enum { more = 5000, long_name = 40 };
    struct meagre meagre = {.fails_at = SIZE_MAX};
    const peel_allocator scarce = meagre_allocator(&meagre);
    struct names names = {0};
    char name[long_name + 1];
    cr_expect_eq(names_add(&names, &scarce, "before", 6), 0);
    cr_expect(names_reserve(&names, &scarce, more, (size_t)more * long_name));
    meagre.fails_at = 0;
    for (uint32_t i = 0; i < more; i++) {
        snprintf(name, sizeof name, "%*u", long_name, (unsigned)i);
        cr_assert_eq(names_add(&names, &scarce, name, long_name), i + 1);
    }
    cr_expect_eq(names_find(&names, "before", 6), 0);
    cr_expect_not(names_reserve(&names, &scarce, 100000, 1));
    cr_expect_not(names_reserve(&names, &scarce, (size_t)names_limit, 1), "more than there are numbers");
    cr_expect_eq(names.n, more + 1);
    names_release(&names, &scarce);
}
