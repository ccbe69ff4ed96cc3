/*
 * Texts as they may be typed again: lists as peel tally reads them, and words as a shell takes them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "tally_look.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* In quotation marks where it would be read otherwise without: period is the period of --date. */
static void put_item(FILE *out, const char *text) {
    size_t length = strlen(text);
    int plain = length > 0 && text[strcspn(text, ",\"=|\n")] == '\0' && text[0] != ' ' && text[length - 1] != ' ' &&
                strcasecmp(text, "period") != 0;
    if (plain) {
        fputs(text, out);
        return;
    }
    putc('"', out);
    for (; *text != '\0'; text++) {
        if (*text == '"') putc('"', out);
        putc(*text, out);
    }
    putc('"', out);
}

int can_be_typed(const char *text) {
    char *flat = text_flat_copy(text);
    int same = strcmp(flat, text) == 0;
    free(flat);
    return same;
}

/* How many bytes of the space that a text begins with, as columns are found by their names: 0 where there is none. */
static size_t space_size(const char *text) {
    static const char no_break[] = "\xC2\xA0";
    if (strncmp(text, no_break, strlen(no_break)) == 0) return strlen(no_break);
    return text[0] != '\0' && strchr(" \t\r\n", text[0]) ? 1 : 0;
}

/* A spreadsheet has names with a line break, which nobody can type: a space stands for it. */
char *name_typed(const char *name) {
    char *typed = needed(calloc(strlen(name) + 1, 1)), *at = typed;
    while (*name != '\0') {
        size_t size = space_size(name);
        *at++ = size > 0 ? ' ' : *name;
        name += size > 0 ? 0 : 1;
        while ((size = space_size(name)) > 0 && at[-1] == ' ')
            name += size;
    }
    return typed;
}

/* POSIX 2.2: in single quotation marks every character is itself, but for such a mark, which is put between two quoted parts. */
char *shell_typed(const char *text) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:=+@%";
    char *typed = needed(calloc(4 * strlen(text) + 3, 1)), *at = typed;
    if (text[0] != '\0' && text[strspn(text, plain)] == '\0') return strcpy(typed, text);
    *at++ = '\'';
    for (; *text != '\0'; text++) {
        if (*text == '\'')
            at = stpcpy(at, "'\\''");
        else
            *at++ = *text;
    }
    *at = '\'';
    return typed;
}

char *where_typed(const char *column, const char *test) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = needed(open_memstream(&text, &size));
    put_item(out, column);
    fputs(test, out);
    fclose(out);
    char *typed = shell_typed(needed(text));
    free(text);
    return typed;
}

char *list_typed(const struct list *list, const char *after) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = needed(open_memstream(&text, &size));
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0) putc(',', out);
        put_item(out, list->items[i].text);
        fputs(after, out);
    }
    fclose(out);
    char *typed = shell_typed(needed(text));
    free(text);
    return typed;
}
