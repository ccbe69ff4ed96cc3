/*
 * The methods and their facts.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "methods.h"

#include <stdio.h>
#include <string.h>

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

/* What else it offers. Which methods use a known population is said of rates alone: the others have no such bit. */
static const char *offers(const peel_method *method, char buffer[number_size]) {
    int one_sided = (method->offers & PEEL_OFFERS_ONE_SIDED) != 0 && (method->offers & PEEL_OFFERS_TWO_SIDED) != 0;
    int population = (method->offers & PEEL_OFFERS_POPULATION) != 0;
    snprintf(buffer, number_size, "%s%s%s", one_sided ? "one-sided" : "", one_sided && population ? " " : "",
             population ? "population" : "");
    return buffer;
}

static const char *uses_population(const peel_method *method) {
    if (concept_of(method) != PEEL_CONCEPT_RATE) return "";
    return (method->offers & PEEL_OFFERS_POPULATION) != 0 ? "yes" : "no";
}

static const char *method_cell(const void *context, size_t row, size_t column, char buffer[number_size]) {
    peel_method method = {.name = "", .title = "", .when = ""};
    size_t index = 0;
    for (size_t i = 0; i <= row; i++)
        next_method(context, &index, &method);
    switch (column) {
    case 0: return method.name;
    case 1: return method.title;
    case 2: return offers(&method, buffer);
    case 3: return holds(&method, buffer);
    default: return method.when;
    }
}

/* What the words of the column `offers` mean. */
static void say_offers(uint32_t offered) {
    static const struct column columns[] = {{"offers", 0, 0}, {"where it is asked for", 1, 0}};
    struct grid grid = {.columns = columns, .column_count = sizeof columns / sizeof columns[0]};
    if ((offered & PEEL_OFFERS_ONE_SIDED) != 0) {
        grid_put(&grid, "one-sided");
        grid_put(&grid, "a lower or an upper bound, of a test a one-sided p-value");
    }
    if ((offered & PEEL_OFFERS_POPULATION) != 0) {
        grid_put(&grid, "population");
        grid_put(&grid, "limits that allow for a known population, also in whole cases");
    }
    if (grid.count == 0) return;
    printf("\n");
    grid_show(&grid);
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

/* Adds what any of the concept's methods offers, and what holds of any. */
static void show_concept(int32_t concept_number, peel_method *any) {
    static const struct column columns[] = {
        {"name", 0, 0}, {"title", 1, 0}, {"offers", 1, 0}, {"holds", 1, 0}, {"when to choose it", 1, 0}};
    const struct choice choice = {concept_number, 0};
    peel_method method;
    size_t index = 0, count = 0;
    while (next_method(&choice, &index, &method)) {
        any->offers |= method.offers;
        any->holds |= method.holds;
        count++;
    }
    table_show(columns, sizeof columns / sizeof columns[0], count, method_cell, &choice);
}

void show_methods_table(int32_t concept_number) {
    peel_method any = {.offers = 0, .holds = 0};
    if (concept_number != 0) {
        show_concept(concept_number, &any);
        say_offers(any.offers);
        say_properties(any.holds);
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
        show_concept(each, &any);
    }
    say_offers(any.offers);
    say_properties(any.holds);
}

void show_methods_csv(const struct choice *choice) {
    char buffer[number_size];
    peel_method method;
    printf("name,number,title,sides,population,holds,when,citation,concept\n");
    for (size_t i = 0; next_method(choice, &i, &method);) {
        csv_text(method.name, ',');
        csv_count(method.number, ',');
        csv_text(method.title, ',');
        csv_text(sides(&method), ',');
        csv_text(uses_population(&method), ',');
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

void show_methods_json(const struct choice *choice) {
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
        json_object_set_new(facts, "population", value_text(uses_population(&method)));
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

void show_method(int32_t number) {
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
    if (uses_population(&method)[0] != '\0')
        printf("finite    %s\n", (method.offers & PEEL_OFFERS_POPULATION) != 0
                                     ? "yes: limits allow for a known population, also in whole cases"
                                     : "no: a known population is not used");
    printf("citation  %s\n", method.citation);
    for (size_t i = 0; i < property_count; i++)
        if ((method.holds & properties[i].bit) != 0)
            printf("holds     %s: %s\n", properties[i].name, properties[i].meaning);
    say_others(&method);
}
