/*
 * Messages on standard error.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "program.h"

#include <ctype.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* What a user typed comes back in messages, so that every message is cleaned for the terminal. */
static void say(const char *format, va_list arguments) {
    char message[4096];
    vsnprintf(message, sizeof message, format, arguments);
    text_clean(message);
    fprintf(stderr, "peel: %s\n", message);
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

int option_error(const char *command, int answer, const char *typed) {
    if (answer == ':') return usage_error("%s: a value is missing; see peel %s --help", typed, command);
    if (isdigit((unsigned char)typed[1]))
        return usage_error("%s: a count is 0 or more; what begins with a dash is an option", typed);
    if (optopt != 0 && typed[0] == '-' && typed[1] == '-')
        return usage_error("%s: this option takes no value; see peel %s --help", typed, command);
    return usage_error("%s: no such option, or more than one begins so; see peel %s --help", typed, command);
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
