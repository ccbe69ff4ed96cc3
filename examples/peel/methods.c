/*
 * peel methods: the methods of the library and their facts.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "program.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

const char methods_help[] =
    "peel methods: by which method may an interval or a test be computed, and when is each the right one?\n"
    "\n"
    "Usage: peel methods [NAME] [--concept CONCEPT] [--format table|csv|json]\n"
    "\n"
    "  NAME               all facts of one method, with the paper where it was published\n"
    "  --concept CONCEPT  rate (the default), difference, ratio, odds-ratio, test, trend, paired, several, reported, chart,\n"
    "                     or all\n"
    "  --format FORMAT    table (the default), csv or json\n"
    "  --help             this text\n"
    "\n"
    "Examples:\n"
    "  peel methods\n"
    "  peel methods clopper-pearson\n"
    "  peel methods --concept difference\n"
    "  peel methods chart\n"
    "  peel methods wald --concept difference\n"
    "  peel methods --concept all --format csv\n";

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

/* A chart has no side, but what it is drawn of. */
static const char *sides(const peel_method *method) {
    if ((method->offers & (PEEL_OFFERS_SAMPLES | PEEL_OFFERS_VALUES)) != 0) return "";
    if ((method->offers & PEEL_OFFERS_ONE_SIDED) == 0) return "two-sided";
    return (method->offers & PEEL_OFFERS_TWO_SIDED) == 0 ? "lower upper" : "two-sided lower upper";
}

static const char *drawn_of(const peel_method *method) {
    if ((method->offers & PEEL_OFFERS_SAMPLES) == 0) return "gaps between failures";
    return (method->offers & PEEL_OFFERS_VALUES) == 0 ? "samples" : "samples, and percentages without counts";
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

/* The methods that were asked for: those of a concept, 0 for all of them, or one method alone. */
struct choice {
    int32_t concept_number;
    int32_t method;
};

static int32_t concept_of(const peel_method *method) {
    return method->number / 100;
}

/* The next chosen method from *index on, which is moved behind it; 0 where there is none. */
static int next_method(const struct choice *choice, size_t *index, peel_method *method) {
    while (peel_method_at((*index)++, method) == PEEL_OK) {
        if (choice->method != 0 ? choice->method == method->number
                                : choice->concept_number == 0 || choice->concept_number == concept_of(method))
            return 1;
    }
    return 0;
}

static const char *method_cell(const void *context, size_t row, size_t column, char buffer[number_size]) {
    peel_method method = {.name = "", .title = "", .when = ""};
    size_t index = 0;
    for (size_t i = 0; i <= row; i++)
        next_method(context, &index, &method);
    switch (column) {
    case 0: return method.name;
    case 1: return method.title;
    case 2: return holds(&method, buffer);
    default: return method.when;
    }
}

static const char *property_cell(const void *context, size_t row, size_t column, char buffer[number_size]) {
    uint32_t held = *(const uint32_t *)context;
    (void)buffer;
    for (size_t i = 0; i < property_count; i++)
        if ((properties[i].bit & held) != 0 && row-- == 0)
            return column == 0 ? properties[i].name : properties[i].meaning;
    return "";
}

/* What the words of the column `holds` mean. */
static void say_properties(uint32_t held) {
    static const struct column columns[] = {{"holds", 0, 0}, {"for every sample and confidence", 1, 0}};
    size_t count = 0;
    for (size_t i = 0; i < property_count; i++)
        count += (properties[i].bit & held) != 0;
    printf("\n");
    table_show(columns, sizeof columns / sizeof columns[0], count, property_cell, &held);
}

/* Returns what holds of any of the concept's methods. */
static uint32_t show_concept(int32_t concept_number) {
    static const struct column columns[] = {
        {"name", 0, 0}, {"title", 1, 0}, {"holds", 1, 0}, {"when to choose it", 1, 0}};
    const struct choice choice = {concept_number, 0};
    peel_method method;
    size_t index = 0, count = 0;
    uint32_t held = 0;
    while (next_method(&choice, &index, &method)) {
        held |= method.holds;
        count++;
    }
    table_show(columns, sizeof columns / sizeof columns[0], count, method_cell, &choice);
    return held;
}

static void show_methods_table(int32_t concept_number) {
    uint32_t held = 0;
    if (concept_number != 0) {
        say_properties(show_concept(concept_number));
        printf("\nThese are of the concept %s. With --concept:\n", peel_concept_name(concept_number));
        size_t used = 0;
        for (int32_t other = 1; peel_concept_name(other); other++) {
            if (other == concept_number) continue;
            used += (size_t)printf("%s,", peel_concept_name(other));
            putchar(used < 60 ? ' ' : '\n'); /* a terminal has 80 columns */
            if (used >= 60) used = 0;
        }
        printf("all\n");
        return;
    }
    for (int32_t each = 1; peel_concept_name(each); each++) {
        printf("%s%s\n", each > 1 ? "\n" : "", peel_concept_name(each));
        held |= show_concept(each);
    }
    say_properties(held);
}

static void show_methods_csv(const struct choice *choice) {
    char buffer[number_size];
    peel_method method;
    printf("name,number,title,sides,holds,when,citation,concept\n");
    for (size_t i = 0; next_method(choice, &i, &method);) {
        csv_text(method.name, ',');
        csv_count(method.number, ',');
        csv_text(method.title, ',');
        csv_text(sides(&method), ',');
        csv_text(holds(&method, buffer), ',');
        csv_text(method.when, ',');
        csv_text(method.citation, ',');
        csv_text(peel_concept_name(concept_of(&method)), '\n');
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

static void show_methods_json(const struct choice *choice) {
    char buffer[number_size];
    peel_method method;
    json_t *object = json_object();
    json_t *methods = json_array();
    for (size_t i = 0; next_method(choice, &i, &method);) {
        json_t *facts = json_object();
        json_object_set_new(facts, "name", json_string(method.name));
        json_object_set_new(facts, "number", json_integer(method.number));
        json_object_set_new(facts, "title", json_string(method.title));
        json_object_set_new(facts, "sides", word_list(sides(&method)));
        json_object_set_new(facts, "holds", word_list(holds(&method, buffer)));
        json_object_set_new(facts, "when", json_string(method.when));
        json_object_set_new(facts, "citation", json_string(method.citation));
        json_object_set_new(facts, "concept", json_string(peel_concept_name(concept_of(&method))));
        json_array_append_new(methods, facts);
    }
    json_object_set_new(object, "version", json_string(peel_version()));
    json_object_set_new(object, "methods", methods);
    json_show(object);
}

/* A name may stand in more than one concept, as wald does. */
static void say_others(const peel_method *method) {
    const struct choice all = {0, 0};
    peel_method other;
    for (size_t i = 0; next_method(&all, &i, &other);) {
        const char *concept_name = peel_concept_name(concept_of(&other));
        if (other.number != method->number && strcmp(other.name, method->name) == 0)
            printf("\nAlso a method of the concept %s: peel methods %s --concept %s\n", concept_name, other.name,
                   concept_name);
    }
}

static void show_one(int32_t number) {
    peel_method method;
    if (peel_method_get(number, &method) != PEEL_OK) return;
    printf("%s\n\n", method.title);
    printf("name      %s, number %d in the library\n", method.name, (int)method.number);
    printf("concept   %s\n", peel_concept_name(concept_of(&method)));
    printf("when      %s\n", method.when);
    if (sides(&method)[0] != '\0')
        printf("sides     %s\n", sides(&method));
    else
        printf("drawn of  %s\n", drawn_of(&method));
    printf("citation  %s\n", method.citation);
    for (size_t i = 0; i < property_count; i++)
        if ((method.holds & properties[i].bit) != 0)
            printf("holds     %s: %s\n", properties[i].name, properties[i].meaning);
    say_others(&method);
}

/* The method of a name in the concept; without one in that of rates, or else in the first that has it. */
static int find_method(const char *name, int32_t concept_number, int32_t *number) {
    peel_error error, other;
    peel_status status =
        peel_method_parse(concept_number == 0 ? PEEL_CONCEPT_RATE : concept_number, name, number, &error);
    for (int32_t each = 1; concept_number == 0 && status != PEEL_OK && peel_concept_name(each); each++)
        status = peel_method_parse(each, name, number, &other);
    return status == PEEL_OK ? exit_answered : usage_error("%s", error.message);
}

static int show(const char *name, const char *concept_name, int format) {
    struct choice choice = {PEEL_CONCEPT_RATE, 0};
    peel_error error;
    if (concept_name && strcasecmp(concept_name, "all") == 0)
        choice.concept_number = 0;
    else if (concept_name && peel_concept_parse(concept_name, &choice.concept_number, &error) != PEEL_OK)
        return usage_error("%s With all, every method is shown.", error.message);
    int is_concept = name && !concept_name && peel_concept_parse(name, &choice.concept_number, NULL) == PEEL_OK;
    if (is_concept) name = NULL; /* no method has the name of a concept */
    if (name) {
        int fault = find_method(name, concept_name ? choice.concept_number : 0, &choice.method);
        if (fault != exit_answered) return fault;
    }
    if (format == format_csv)
        show_methods_csv(&choice);
    else if (format == format_json)
        show_methods_json(&choice);
    else if (name)
        show_one(choice.method);
    else
        show_methods_table(choice.concept_number);
    return exit_answered;
}

int command_methods(int argc, char **argv) {
    static const struct option options[] = {{"format", required_argument, NULL, 'f'},
                                            {"concept", required_argument, NULL, 'c'},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    const char *name = NULL, *concept_name = NULL;
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
        if (option == 'c') concept_name = optarg;
        if (option == ':' || option == '?') return option_error("methods", option, typed, options);
        if (option == 1 && name) return usage_error("%s: one method at a time, or none for all", optarg);
        if (option == 1) name = optarg;
    }
    return show(name, concept_name, format);
}
