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

int option_error(const char *command, int answer, const char *typed, const struct option *options) {
    if (answer == ':') return usage_error("%s: a value is missing; see peel %s --help", typed, command);
    if (isdigit((unsigned char)typed[1]))
        return usage_error("%s: a count is 0 or more; what begins with a dash is an option", typed);
    if (optopt != 0 && typed[0] == '-' && typed[1] == '-')
        return usage_error("%s: this option takes no value; see peel %s --help", typed, command);
    if (strncmp(typed, "--", 2) == 0 && say_candidates(typed, options)) return exit_usage;
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
