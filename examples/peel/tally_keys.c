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

static int is_taken(const char *name, const char *const *taken, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(name, taken[i]) == 0) return 1;
    return 0;
}

/* The columns of a file of tallies that tell its rows apart; the first ones are free to be given to any. */
static const char *const known[] = {"area", "force", "period", "criterion"};
enum { free_names = 2 };

static int is_key(const struct counted *counted, const char *name) {
    for (size_t key = 0; key < counted->keys; key++)
        if (strcasecmp(name, key_name(counted, key)) == 0) return 1;
    return 0;
}

void say_keys_passed_over(const struct counted *counted) {
    size_t first = counted->keys, others = 0, given = 0;
    for (size_t key = 0; key < counted->keys; key++) {
        if (is_taken(key_name(counted, key), known, sizeof known / sizeof known[0])) continue;
        if (first == counted->keys)
            first = key;
        else
            others++;
    }
    if (first == counted->keys) return;
    while (given < free_names && is_key(counted, known[given]))
        given++;
    struct list_item item = {.text = (char *)key_name(counted, first)};
    char *typed = list_typed(&(const struct list){.items = &item, .count = 1}, "");
    const char *more = others > 0 ? " and others" : "";
    if (given < free_names)
        complain(
            "--tallies: of columns that group, peel rate, trend and chart know area, force, period and criterion: name "
            "%s%s so, as in --by %s=%s",
            item.text, more, known[given], typed);
    else
        complain(
            "--tallies: of columns that group, peel rate, trend and chart know area, force, period and criterion: they "
            "pass over %s%s",
            item.text, more);
    free(typed);
}

static size_t blank_groups(const struct counted *counted, size_t key) {
    size_t blank = 0;
    for (size_t group = 0; counted->criteria > 0 && group < counted->rates / counted->criteria; group++)
        blank += key_text(counted, group, key)[0] == '\0';
    return blank;
}

/* Of several criteria each is written beside the text of a column criterion: "burglary: attended" is not blank. */
void say_blank_keys(const struct counted *counted) {
    for (size_t key = 0; key < counted->keys; key++) {
        int criterion = strcasecmp(key_name(counted, key), "criterion") == 0 && counted->criteria == 1;
        if (!criterion && strcasecmp(key_name(counted, key), "period") != 0) continue;
        size_t blank = blank_groups(counted, key);
        if (blank == 0) continue;
        char *typed = where_typed(counted->request->plan.by[key].column, "!=");
        complain(
            "--tallies: groups whose %s is blank: %zu, which %s set aside: fill the cells, or leave these cases out by "
            "--where %s",
            criterion ? "criterion" : "period", blank,
            criterion ? "the other commands" : "peel trend, compare and chart", typed);
        free(typed);
    }
}

/* by_met may be the name of another key: then it is by_by_met. */
void write_key_name(const struct counted *counted, size_t key, const char *const *taken, size_t count) {
    char *name = needed(strdup(key_name(counted, key)));
    if (is_taken(name, taken, count)) do {
            char *longer = NULL;
            if (asprintf(&longer, "by_%s", name) < 0) longer = NULL;
            free(name);
            name = needed(longer);
        } while (is_key(counted, name));
    csv_exact(name, ',');
    free(name);
}

void write_key_text(const struct counted *counted, size_t group, size_t key) {
    csv_exact(key_text(counted, group, key), ',');
}
