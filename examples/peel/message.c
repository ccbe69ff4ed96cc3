/*
 * Messages on standard error.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "program.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a user typed comes back in messages, so that every message is cleaned for the terminal, and one line. */
static void say(const char *format, va_list arguments) {
    char *message = NULL;
    if (vasprintf(&message, format, arguments) < 0) return;
    char *line = text_flat_copy(message);
    fprintf(stderr, "peel: %s\n", line);
    free(line);
    free(message);
}

void complain(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
}

int usage_error(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
    return exit_usage;
}

/* Where more than one option begins as typed, says which. Returns 0 else. */
static int say_candidates(const char *typed, const struct option *options) {
    char all[256] = "";
    size_t length = strcspn(typed, "=");
    int count = 0;
    for (; options->name; options++) {
        size_t used = strlen(all);
        if (length < 2 || strncmp(typed + 2, options->name, length - 2) != 0) continue;
        snprintf(all + used, sizeof all - used, "%s--%s", count++ > 0 ? ", " : "", options->name);
    }
    if (count > 1) complain("%s: more than one option begins so: %s", typed, all);
    return count > 1;
}

/* How many letters have to be changed, added or left out, by Wagner and Fischer 1974. */
static size_t distance(const char *a, const char *b) {
    size_t row[64];
    size_t width = strlen(b);
    if (width >= sizeof row / sizeof row[0]) return SIZE_MAX;
    for (size_t j = 0; j <= width; j++)
        row[j] = j;
    for (size_t i = 1; *a != '\0'; a++, i++) {
        size_t before = row[0];
        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            size_t changed = before + (*a != b[j - 1]);
            size_t either = 1 + (row[j] < row[j - 1] ? row[j] : row[j - 1]);
            before = row[j];
            row[j] = changed < either ? changed : either;
        }
    }
    return row[width];
}

/* The option that was meant: one that is no more than two letters, and a third of its own, from what was typed; or NULL. */
static const char *nearest_option(const char *typed, const struct option *options) {
    char name[64];
    const char *nearest = NULL;
    size_t least = 3, length = strcspn(typed + 2, "=");
    if (strncmp(typed, "--", 2) != 0 || length >= sizeof name) return NULL;
    snprintf(name, sizeof name, "%.*s", (int)length, typed + 2);
    for (; options->name; options++) {
        size_t letters = distance(name, options->name);
        if (letters >= least || 3 * letters > strlen(options->name)) continue;
        least = letters;
        nearest = options->name;
    }
    return nearest;
}

int option_error(const char *command, int answer, const char *typed, const struct option *options) {
    if (answer == ':') return usage_error("%s: a value is missing; see peel %s --help", typed, command);
    if (isdigit((unsigned char)typed[1]))
        return usage_error("%s: a count is 0 or more; what begins with a dash is an option", typed);
    if (optopt != 0 && typed[0] == '-' && typed[1] == '-')
        return usage_error("%s: this option takes no value; see peel %s --help", typed, command);
    if (strncmp(typed, "--", 2) == 0 && say_candidates(typed, options)) return exit_usage;
    const char *nearest = nearest_option(typed, options);
    if (nearest) return usage_error("%s: no such option; --%s? See peel %s --help", typed, nearest, command);
    return usage_error("%s: no such option; see peel %s --help", typed, command);
}

void *needed(void *memory) {
    if (memory) return memory;
    complain("there is no memory left");
    exit(exit_file);
}

void *grown(void *array, size_t *room, size_t count, size_t item_size) {
    if (count < *room) return array;
    *room = *room == 0 ? 16 : *room * 2;
    return needed(reallocarray(array, *room, item_size));
}
