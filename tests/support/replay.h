/* The corpus of a fuzz target, replayed. */
#ifndef SUPPORT_REPLAY_H
#define SUPPORT_REPLAY_H

#include <stddef.h>
#include <stdint.h>

/* Hands each file of a folder to the target. Returns how many there were; fails the test where the folder cannot be read. */
size_t replay(const char *folder, int (*target)(const uint8_t *data, size_t size));

#endif
