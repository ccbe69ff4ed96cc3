/*
 * The version of libpeel, and how its symbols are exported.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef PEEL_VERSION_H
#define PEEL_VERSION_H

#include <stddef.h>

/* The only place where the version stands: Makefile, peel.pc and the Python package read it here. */
#define PEEL_VERSION "0.1.0"

#if defined(__GNUC__) || defined(__clang__)
#define PEEL_API __attribute__((visibility("default")))
#else
#define PEEL_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The version of the library that is running, as in "0.1.0": compare it with PEEL_VERSION, the version compiled
 * against.
 *
 * Returns: a constant string, never NULL. Since 0.1.0.
 */
PEEL_API const char *peel_version(void);

/*
 * The size in bytes of a public struct in the library that is running, so that a binding can refuse a library of
 * another layout before it reads a wrong number.
 *
 * name: the struct, as in "peel_interval". Returns: its size; 0 for NULL or a name that is not a public struct. Since
 * 0.1.0.
 */
PEEL_API size_t peel_struct_size(const char *name);

#ifdef __cplusplus
}
#endif

#endif
