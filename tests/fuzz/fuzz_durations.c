/*
 * Any bytes as a duration. What must hold: a fault has a message that is ended and leaves the outputs alone; a duration is in
 * range, the option's seconds are those of the cell cut off, and written in each of three forms it reads back; a minus sign
 * before it makes it a negative one.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <peel.h>

#include "records/duration.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { longest = 64 };

#define MUST(condition)                                                                                                \
    do {                                                                                                               \
        if (!(condition)) abort();                                                                                     \
    } while (0)

static void must_be_fault(peel_status status, const peel_error *error) {
    const char *const end = memchr(error->message, '\0', sizeof error->message);
    MUST(status == PEEL_ERROR_NOT_A_DURATION || status == PEEL_ERROR_NEGATIVE_DURATION);
    MUST(error->status == status && error->line == 0 && error->column == 0 && error->field == 0);
    MUST(end && end > error->message && end[-1] == '.');
}

static void must_read_as(const char *text, int64_t due) {
    int64_t again = -7;
    MUST(duration_nanoseconds(text, &again, NULL) == PEEL_OK && again == due);
}

static void must_read_back(int64_t nanoseconds) {
    const long long seconds = nanoseconds / 1000000000;
    const long long hours = seconds / 3600, minutes = seconds / 60 % 60;
    const int part = (int)(nanoseconds % 1000000000), rest = (int)(seconds % 60);
    char written[longest];
    snprintf(written, sizeof written, "%lld:%02lld:%02d.%09d", hours, minutes, rest, part);
    must_read_as(written, nanoseconds);
    snprintf(written, sizeof written, "%lldh %lldmin %d.%09ds", hours, minutes, rest, part);
    must_read_as(written, nanoseconds);
    snprintf(written, sizeof written, "PT%lldH%lldM%d.%09dS", hours, minutes, rest, part);
    must_read_as(written, nanoseconds);
}

/* As the value of an option, which may have blanks around it, and has no more than 64 bytes. */
static void try_option(const char *text, peel_status cell, int64_t nanoseconds) {
    int64_t seconds = -7;
    peel_error error;
    const peel_status status = peel_duration_parse(text, &seconds, &error);
    if (status != PEEL_OK) {
        MUST(status == PEEL_ERROR_NOT_A_DURATION && seconds == -7);
        must_be_fault(status, &error);
        MUST(cell != PEEL_OK || strlen(text) > longest);
    } else {
        MUST(seconds >= 0 && seconds <= 1000000000);
        MUST(cell != PEEL_OK || seconds == nanoseconds / 1000000000);
    }
}

static void try_cell(const char *text) {
    int64_t nanoseconds = -7;
    peel_error error;
    const peel_status status = duration_nanoseconds(text, &nanoseconds, &error);
    if (status != PEEL_OK) {
        must_be_fault(status, &error);
        MUST(nanoseconds == -7);
    } else {
        MUST(nanoseconds >= 0 && nanoseconds <= 1000000000000000000);
        must_read_back(nanoseconds);
    }
    try_option(text, status, nanoseconds);
    if (text[0] != '-') return;
    MUST((duration_nanoseconds(text + 1, &nanoseconds, NULL) == PEEL_OK) == (status == PEEL_ERROR_NEGATIVE_DURATION));
}

/* The text lies alone in memory, so that a sanitizer sees a byte read beyond it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *const text = malloc(size + 1);
    MUST(text);
    if (size > 0) memcpy(text, data, size);
    text[size] = '\0';
    try_cell(text);
    free(text);
    return 0;
}
