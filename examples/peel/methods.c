/*
 * peel methods: the methods of the library and their facts.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "program.h"

#include <stdio.h>
#include <string.h>

const char methods_help[] =
    "peel methods: by which method may an interval be computed, and when is each the right one?\n"
    "\n"
    "Usage: peel methods [NAME] [--format table|csv|json]\n"
    "\n"
    "  NAME              all facts of one method, with the paper where it was published\n"
    "  --format FORMAT   table (the default), csv or json\n"
    "  --help            this text\n"
    "\n"
    "Examples:\n"
    "  peel methods\n"
    "  peel methods clopper-pearson\n"
    "  peel methods --format csv\n";

static const struct property {
    uint32_t bit;
    const char *name;
    const char *meaning;
} properties[] = {
#define PROPERTY(constant, bit, name, sentence) {bit, name, sentence},
    PEEL_PROPERTIES(PROPERTY)
#undef PROPERTY
};
enum { property_count = sizeof properties / sizeof properties[0] };

static const char *sides(const peel_method *method) {
    if ((method->offers & PEEL_OFFERS_ONE_SIDED) == 0) return "two-sided";
    return (method->offers & PEEL_OFFERS_TWO_SIDED) == 0 ? "lower upper" : "two-sided lower upper";
}

static const char *holds(const peel_method *method, char buffer[number_size]) {
    buffer[0] = '\0';
    for (size_t i = 0; i < property_count; i++) {
        size_t used = strlen(buffer);
        if ((method->holds & properties[i].bit) != 0)
            snprintf(buffer + used, number_size - used, "%s%s", used > 0 ? " " : "", properties[i].name);
    }
    return buffer;
}

static const char *method_cell(const void *context, size_t row, size_t column, char buffer[number_size]) {
    peel_method method = {.name = "", .title = "", .when = ""};
    (void)context;
    peel_method_at(row, &method);
    switch (column) {
    case 0: return method.name;
    case 1: return method.title;
    case 2: return holds(&method, buffer);
    default: return method.when;
    }
}

static void say_properties(void) {
    printf("\n");
    for (size_t i = 0; i < property_count; i++)
        printf("%s: %s\n", properties[i].name, properties[i].meaning);
}

static void show_methods_table(void) {
    static const struct column columns[] = {
        {"name", 0, 0}, {"title", 1, 0}, {"holds", 1, 0}, {"when to choose it", 1, 0}};
    table_show(columns, sizeof columns / sizeof columns[0], peel_method_count(), method_cell, NULL);
    say_properties();
}

static void show_methods_csv(size_t first, size_t end) {
    char buffer[number_size];
    peel_method method;
    printf("name,number,title,sides,holds,when,citation\n");
    for (size_t i = first; i < end && peel_method_at(i, &method) == PEEL_OK; i++) {
        csv_text(method.name, ',');
        csv_count(method.number, ',');
        csv_text(method.title, ',');
        csv_text(sides(&method), ',');
        csv_text(holds(&method, buffer), ',');
        csv_text(method.when, ',');
        csv_text(method.citation, '\n');
    }
}

/* The words of a text as an array. */
static json_t *word_list(const char *words) {
    json_t *list = json_array();
    while (*words != '\0') {
        size_t length = strcspn(words, " ");
        json_array_append_new(list, json_stringn(words, length));
        words += length;
        words += *words == ' ';
    }
    return list;
}

static void show_methods_json(size_t first, size_t end) {
    char buffer[number_size];
    peel_method method;
    json_t *object = json_object();
    json_t *methods = json_array();
    for (size_t i = first; i < end && peel_method_at(i, &method) == PEEL_OK; i++) {
        json_t *facts = json_object();
        json_object_set_new(facts, "name", json_string(method.name));
        json_object_set_new(facts, "number", json_integer(method.number));
        json_object_set_new(facts, "title", json_string(method.title));
        json_object_set_new(facts, "sides", word_list(sides(&method)));
        json_object_set_new(facts, "holds", word_list(holds(&method, buffer)));
        json_object_set_new(facts, "when", json_string(method.when));
        json_object_set_new(facts, "citation", json_string(method.citation));
        json_array_append_new(methods, facts);
    }
    json_object_set_new(object, "version", json_string(peel_version()));
    json_object_set_new(object, "methods", methods);
    json_show(object);
}

static void show_one(const peel_method *method) {
    printf("%s\n\n", method->title);
    printf("name      %s, number %d in the library\n", method->name, (int)method->number);
    printf("when      %s\n", method->when);
    printf("sides     %s\n", sides(method));
    printf("citation  %s\n", method->citation);
    for (size_t i = 0; i < property_count; i++)
        if ((method->holds & properties[i].bit) != 0)
            printf("holds     %s: %s\n", properties[i].name, properties[i].meaning);
}

static int show(const char *name, int format) {
    size_t first = 0, end = peel_method_count();
    peel_method method = {.number = 0};
    if (name) {
        int32_t number = 0;
        peel_error error;
        if (peel_method_parse(PEEL_CONCEPT_RATE, name, &number, &error) != PEEL_OK) return usage_error("%s", error.message);
        while (peel_method_at(first, &method) == PEEL_OK && method.number != number)
            first++;
        end = first + 1;
    }
    if (format == format_csv)
        show_methods_csv(first, end);
    else if (format == format_json)
        show_methods_json(first, end);
    else if (name)
        show_one(&method);
    else
        show_methods_table();
    return exit_answered;
}

int command_methods(int argc, char **argv) {
    static const struct option options[] = {
        {"format", required_argument, NULL, 'f'}, {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
    const char *name = NULL;
    int format = format_table;
    for (;;) {
        const char *typed = argv[optind];
        int option = getopt_long(argc, argv, "-:h", options, NULL);
        if (option == -1) break;
        if (option == 'h') {
            printf("%s", methods_help);
            return exit_answered;
        }
        if (option == 'f' && !typed_word("--format", optarg, format_words, format_word_count, &format))
            return exit_usage;
        if (option == ':' || option == '?') return option_error("methods", option, typed, options);
        if (option == 1 && name) return usage_error("%s: one method at a time, or none for all", optarg);
        if (option == 1) name = optarg;
    }
    return show(name, format);
}
