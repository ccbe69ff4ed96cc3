/* Durations as people write them in cells. No locale has a say in them. */
#ifndef RECORDS_DURATION_H
#define RECORDS_DURATION_H

#include <stdint.h>

#include <peel/status.h>

/*
 * A duration in any form of peel_duration_parse, up to 1e9 seconds, with up to 9 decimals.
 * text: trimmed. nanoseconds: untouched on failure. error: filled on failure, without a place; may be NULL.
 * PEEL_ERROR_NOT_A_DURATION, PEEL_ERROR_NEGATIVE_DURATION for one with a minus sign.
 */
peel_status duration_nanoseconds(const char *text, int64_t *nanoseconds, peel_error *error);

#endif
