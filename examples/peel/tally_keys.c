/*
 * The columns that group, as they are written beside the numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char *key_name(const struct counted *counted, size_t key) {
    const char *name = "";
    return peel_cases_key_name(counted->reader, key, &name) == PEEL_OK ? name : "";
}

const char *key_text(const struct counted *counted, size_t group, size_t key) {
    const char *text = "";
    return peel_cases_key(counted->reader, group, key, &text) == PEEL_OK ? text : "";
}

int criterion_key(const struct counted *counted, size_t *key) {
    for (size_t i = 0; i < counted->keys; i++)
        if (strcasecmp(key_name(counted, i), "criterion") == 0) {
            *key = i;
            return 1;
        }
    return 0;
}

int shows_criterion(const struct counted *counted) {
    size_t key = 0;
    return counted->criteria > 1 || !criterion_key(counted, &key);
}

void write_key_name(const struct counted *counted, size_t key, const char *const *taken, size_t count) {
    char *name = text_copy(key_name(counted, key));
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(name, taken[i]) == 0) {
            printf("by_");
            break;
        }
    csv_text(name, ',');
    free(name);
}

void write_key_text(const struct counted *counted, size_t group, size_t key) {
    char *text = text_copy(key_text(counted, group, key));
    csv_text(text, ',');
    free(text);
}
