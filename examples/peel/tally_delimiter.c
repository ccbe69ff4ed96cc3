/*
 * The characters that may part the fields of a file: what each is called, and how it is typed.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tally.h"

#include <string.h>
#include <strings.h>

static const struct {
    const char *name;  /* as the library calls them */
    const char *typed; /* for a shell */
    const char *words[3];
    int32_t delimiter;
} delimiters[] = {{"commas", "','", {",", "comma"}, ','},
                  {"semicolons", "';'", {";", "semicolon"}, ';'},
                  {"tabs", "tab", {"tab", "\\t", "\t"}, '\t'},
                  {"vertical bars", "'|'", {"|", "bar", "pipe"}, '|'}};
enum { delimiter_count = sizeof delimiters / sizeof delimiters[0], most_words = 3 };

int delimiter_taken(const char *typed, int32_t *delimiter) {
    for (size_t i = 0; i < delimiter_count; i++)
        for (size_t w = 0; w < most_words && delimiters[i].words[w]; w++)
            if (strcasecmp(typed, delimiters[i].words[w]) == 0) {
                *delimiter = delimiters[i].delimiter;
                return exit_answered;
            }
    return usage_error("--delimiter %s: type ',', ';', tab or '|', in quotation marks for the shell", typed);
}

static size_t index_of(int32_t delimiter) {
    for (size_t i = 0; i < delimiter_count; i++)
        if (delimiters[i].delimiter == delimiter) return i;
    return 0;
}

const char *delimiter_name(int32_t delimiter) {
    return delimiters[index_of(delimiter)].name;
}

const char *delimiter_typed(int32_t delimiter) {
    return delimiters[index_of(delimiter)].typed;
}

const char *delimiter_in(const char *text) {
    for (size_t i = 0; i < delimiter_count; i++)
        if (strncmp(text, delimiters[i].name, strlen(delimiters[i].name)) == 0) return delimiters[i].typed;
    return NULL;
}
