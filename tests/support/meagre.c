#include "support/meagre.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* Each memory has its size before it and a mark behind it, which shows a byte written beyond the end. */
enum { front = 16, mark_size = 16 };

static char *marked(char *whole, size_t size) {
    memcpy(whole, &size, sizeof size);
    memset(whole + front + size, 0x5A, mark_size);
    return whole + front;
}

static char *whole_of(void *memory) {
    char *const whole = (char *)memory - front;
    size_t size;
    memcpy(&size, whole, sizeof size);
    for (size_t i = 0; i < mark_size; i++)
        cr_assert_eq(whole[front + size + i], 0x5A, "byte %zu beyond a memory of %zu was written", i, size);
    return whole;
}

static void *meagre_allocate(void *context, size_t size) {
    struct meagre *const meagre = context;
    if (++meagre->calls >= meagre->fails_at) return NULL;
    meagre->out++;
    char *const whole = malloc(front + size + mark_size);
    cr_assert_not_null(whole);
    return marked(whole, size);
}

static void *meagre_resize(void *context, void *memory, size_t size) {
    struct meagre *const meagre = context;
    if (++meagre->calls >= meagre->fails_at) return NULL;
    cr_assert_not_null(memory);
    char *const whole = realloc(whole_of(memory), front + size + mark_size);
    cr_assert_not_null(whole);
    return marked(whole, size);
}

static void meagre_release(void *context, void *memory) {
    struct meagre *const meagre = context;
    cr_assert_not_null(memory);
    cr_assert_gt(meagre->out, 0);
    meagre->out--;
    free(whole_of(memory));
}

peel_allocator meagre_allocator(struct meagre *meagre) {
    return (peel_allocator){meagre_allocate, meagre_resize, meagre_release, meagre};
}
