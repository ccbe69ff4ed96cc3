/*
 * JSON, indented. jansson writes all numbers of a text with one number of digits; here each has the fewest that read
 * back the same, so the values are written one by one.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "program.h"

#include <stdio.h>
#include <string.h>

static void write_value(const json_t *value, int depth);

static void write_scalar(const json_t *value) {
    if (json_is_boolean(value)) value = json_null(); /* an endless number: see value_number */
    size_t digits = json_is_real(value) ? (size_t)shortest_digits(json_real_value(value)) : 0;
    json_dumpf(value, stdout, JSON_ENCODE_ANY | JSON_REAL_PRECISION(digits));
}

static void start_line(const char *before, int depth) {
    printf("%s\n%*s", before, 2 * depth, "");
}

/* The program's own words, or the name of a column, which may hold anything. */
static void write_name(const char *name) {
    if (name[strspn(name, "abcdefghijklmnopqrstuvwxyz_")] == '\0') {
        printf("\"%s\": ", name);
        return;
    }
    json_t *text = needed(json_string(name));
    write_scalar(text);
    printf(": ");
    json_decref(text);
}

static void write_object(const json_t *object, int depth) {
    const char *before = "{";
    if (json_object_size(object) == 0) {
        printf("{}");
        return;
    }
    for (void *at = json_object_iter((json_t *)object); at; at = json_object_iter_next((json_t *)object, at)) {
        start_line(before, depth + 1);
        write_name(json_object_iter_key(at));
        write_value(json_object_iter_value(at), depth + 1);
        before = ",";
    }
    start_line("", depth);
    putchar('}');
}

static void write_array(const json_t *array, int depth) {
    if (json_array_size(array) == 0) {
        printf("[]");
        return;
    }
    for (size_t i = 0; i < json_array_size(array); i++) {
        start_line(i == 0 ? "[" : ",", depth + 1);
        write_value(json_array_get(array, i), depth + 1);
    }
    start_line("", depth);
    putchar(']');
}

static void write_value(const json_t *value, int depth) {
    if (json_is_object(value))
        write_object(value, depth);
    else if (json_is_array(value))
        write_array(value, depth);
    else
        write_scalar(value);
}

void json_show(json_t *value) {
    write_value(needed(value), 0);
    putchar('\n');
    json_decref(value);
}

void json_show_item(json_t *value, size_t index) {
    start_line(index == 0 ? "[" : ",", 2);
    write_value(needed(value), 2);
    json_decref(value);
}

void json_end_items(size_t count) {
    if (count == 0)
        printf("[]");
    else {
        start_line("", 1);
        putchar(']');
    }
}
