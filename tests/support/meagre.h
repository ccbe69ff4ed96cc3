/* An allocator that fails from a call on, counts what it has out, and shows a byte written beyond the end of a memory. */
#ifndef SUPPORT_MEAGRE_H
#define SUPPORT_MEAGRE_H

#include <peel.h>
#include <stddef.h>

/* Fails at the call numbered `fails_at` and after it. */
struct meagre {
    size_t calls;
    size_t fails_at;
    size_t out;
};

/* The allocator of which it is the context. */
peel_allocator meagre_allocator(struct meagre *meagre);

#endif
