/* Options of a call, which grow at their end from version to version. */
#ifndef BASE_OPTIONS_H
#define BASE_OPTIONS_H

#include <stddef.h>

#include <peel/status.h>

/*
 * Copies options of any version that this library knows. `given` begins with the size_t that says how large the caller's struct
 * is: `first`, as in the first version, or `size`, as today; no struct has grown twice. What the caller's version lacks is
 * zeroed in `options`. PEEL_ERROR_OPTIONS_SIZE for a struct of a size that no version had, which may end within a number, and
 * of a later version than this library.
 */
peel_status options_read(void *options, size_t size, size_t first, const void *given);

#endif
