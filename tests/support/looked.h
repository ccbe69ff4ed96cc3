/* What a look saw of a text. */
#ifndef SUPPORT_LOOKED_H
#define SUPPORT_LOOKED_H

#include <peel.h>
#include <stddef.h>

enum { looked_size = 1 << 18 };

/* The columns as text, so that two looks can be compared. */
struct looked {
    peel_status status;
    peel_error error;
    peel_look_summary summary;
    char columns[looked_size];
    char totals[64]; /* rows of totals that begin in each of the first columns: "1 0 " */
};

/* Looks at a text in pieces. `looked` is filled as far as the look came. */
void look_at(const peel_look_options *options, const char *text, size_t size, size_t piece, struct looked *looked);

/* Room for one, to be freed. */
struct looked *new_looked(void);

/* The same, to be freed, with the test failed where pieces of some size give another answer. */
struct looked *look_everywhere(const peel_look_options *options, const char *text);

#endif
