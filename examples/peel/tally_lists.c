/*
 * Lists as they are typed: parted by commas, an item with a comma in quotation marks as in CSV.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "tally.h"

#include <stdlib.h>
#include <string.h>

static const char *skip_spaces(const char *text) {
    while (*text == ' ')
        text++;
    return text;
}

/* A text in quotation marks, doubled where it holds them. Returns what follows, NULL where the mark never ends. */
static const char *take_quoted(const char *at, char *text) {
    for (at++; *at != '\0'; at++) {
        if (*at == '"' && *++at != '"') {
            *text = '\0';
            return skip_spaces(at);
        }
        *text++ = *at;
    }
    return NULL;
}

/*
 * A text up to one of `ends`, without the spaces around it. Returns where it ended, NULL where a quotation mark is out of place. The
 * text is the caller's to free.
 */
static const char *take_text(const char *at, const char *ends, char **text, int *quoted) {
    char *copy = needed(calloc(strlen(at) + 1, 1));
    const char *end = NULL;
    at = skip_spaces(at);
    *quoted = *at == '"';
    if (*quoted) {
        end = take_quoted(at, copy);
        if (end && *end != '\0' && !strchr(ends, *end)) end = NULL;
    } else {
        size_t length = strcspn(at, ends);
        end = at + length;
        while (length > 0 && at[length - 1] == ' ')
            length--;
        memcpy(copy, at, length);
        copy[length] = '\0';
        if (strchr(copy, '"')) end = NULL;
    }
    *text = end ? copy : NULL;
    if (!end) free(copy);
    return end;
}

static int quote_error(const char *option, const char *typed) {
    return usage_error(
        "%s %s: a quotation mark is out of place: quote the whole of a text, and double the marks in it, "
        "as in '\"plan, dated\",reviewed'",
        option, typed);
}

/* One item, with its name where it has one, into the list; *at moves to what ended it, NULL where it could not be read. */
static int take_item(const char **at, const char *ends, int named, struct list *list) {
    char *name = NULL, *text = NULL, with_name[4] = "=";
    int quoted = 0;
    strcat(with_name, ends);
    *at = take_text(*at, named ? with_name : ends, &text, &quoted);
    if (*at && named && **at == '=') {
        name = text;
        *at = take_text(*at + 1, ends, &text, &quoted);
    }
    if (!*at || (!quoted && text[0] == '\0') || (name && name[0] == '\0')) {
        int empty = *at != NULL;
        if (*at) free(text);
        free(name);
        return empty;
    }
    list->items = grown(list->items, &list->room, list->count, sizeof *list->items);
    list->items[list->count++] = (struct list_item){name, text, quoted};
    return 0;
}

static int take_items(const char *option, const char *typed, const char *at, const char *ends, int named,
                      struct list *list) {
    for (;;) {
        int empty = take_item(&at, ends, named, list);
        if (empty)
            return usage_error("%s %s: a text is empty%s", option, typed,
                               named ? "" : ": a blank cell is written as \"\"");
        if (!at) return quote_error(option, typed);
        if (*at == '\0') return exit_answered;
        at++;
    }
}

int list_take(const char *option, const char *typed, int named, struct list *list) {
    return take_items(option, typed, typed, ",", named, list);
}

/* "force=North|South", "force!=North", "note=" and "note!=". */
int where_take(const char *typed, struct where *where) {
    int quoted = 0;
    const char *at = take_text(typed, typed[0] == '"' ? "=!" : "=", &where->column, &quoted);
    if (!at) return quote_error("--where", typed);
    size_t length = strlen(where->column);
    int negated = quoted ? *at == '!' : length > 0 && where->column[length - 1] == '!';
    if (quoted && negated) at++;
    if (!quoted && negated) {
        while (--length > 0 && where->column[length - 1] == ' ') {
        }
        where->column[length] = '\0';
    }
    if (*at != '=' || length == 0)
        return usage_error("--where %s: write it as in 'grade=prompt|priority', 'unit!=North', 'note=' (blank) or "
                           "'note!=' (filled)",
                           typed);
    at = skip_spaces(at + 1);
    where->test = *at == '\0' ? (negated ? PEEL_FILTER_FILLED : PEEL_FILTER_BLANK)
                              : (negated ? PEEL_FILTER_IS_NOT : PEEL_FILTER_IS);
    if (*at == '=')
        return usage_error(
            "--where %s: one = is enough, as in 'unit=City'; a word that begins with = stands in quotation "
            "marks, as in 'unit=\"=City\"'",
            typed);
    return *at == '\0' ? exit_answered : take_items("--where", typed, at, "|", 0, &where->words);
}

void list_free(struct list *list) {
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].name);
        free(list->items[i].text);
    }
    free(list->items);
}
