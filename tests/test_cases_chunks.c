/*
 * The answer does not depend on where a text is cut: every text of cases in examples/data and random ones with every quirk, cut in
 * two at every byte (long ones here and there), in pieces of every size up to 40, and byte by byte, each equal to the last letter.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include <peel.h>

#include "support/cases_facts.h"
#include "support/cases_random.h"
#include "support/cases_reading.h"
#include "support/reading.h"

enum { largest_piece = 40 };

/* Texts up to so many bytes are cut in two at each of them; longer ones in every 61st place, and so many from either end. */
enum { every_cut = 2000, ends = 300 };

static void expect_same(const struct cases_reading *whole, struct cases_reading cut, const char *what, size_t at) {
    cr_assert(cases_equal(whole, &cut), "%s: %zu: %s", what, at, cut.error.message);
    cases_close(&cut);
}

static void cut_everywhere(const void *bytes, size_t size, const peel_cases_plan *plan, const char *what) {
    struct cases_reading whole = cases_read(bytes, size, size + 1, plan);
    for (size_t piece = 1; piece <= largest_piece && piece <= size; piece++)
        expect_same(&whole, cases_read(bytes, size, piece, plan), what, piece);
    for (size_t cut = 0; cut <= size; cut++) {
        const int inside = size > every_cut && cut > ends && cut < size - ends;
        if (inside && cut % 61 != 0) continue;
        expect_same(&whole, cases_read_cut(bytes, size, cut, plan), what, cut);
    }
    cases_close(&whole);
}

static void cut_file(const char *path, const peel_cases_plan *plan) {
    size_t size;
    char *const bytes = file_bytes(path, &size);
    struct cases_reading whole = cases_read(bytes, size, size, plan);
    cr_assert_eq(whole.status, PEEL_OK, "%s: %s", path, whole.error.message);
    facts_must_hold(whole.reader);
    cases_close(&whole);
    cut_everywhere(bytes, size, plan, path);
    free(bytes);
}

Test(cases_chunks, a_month_of_cases) {
    static const peel_group_by by[] = {{.column = "unit"}, {.column = "received", .every = PEEL_EVERY_DAY}};
    static const peel_time_limit limits[] = {{"prompt", 14400}, {"priority", 3600}, {"scheduled", -1}};
    static const peel_criterion criteria[] = {{.column = "advice given"},
                                              {.column = "repeat victim checked"},
                                              {.column = "needs assessment made"},
                                              {.name = "in time",
                                               .column = "attended",
                                               .since = "received",
                                               .grade = "grade",
                                               .limits = limits,
                                               .limits_n = 3,
                                               .measure = PEEL_MEASURE_TIME}};
    const peel_cases_plan plan = {.size = sizeof plan, .by = by, .by_n = 2, .criteria = criteria, .criteria_n = 4};
    cut_file("examples/data/cases-2024-03.csv", &plan);
}

Test(cases_chunks, a_grid) {
    static const peel_group_by by = {.column = "offence"};
    static const peel_criterion criteria[] = {{.column = "repeat-victim check made"},
                                              {.column = "supervisor's advice and direction given"}};
    const peel_cases_plan plan = {
        .size = sizeof plan, .by = &by, .by_n = 1, .criteria = criteria, .criteria_n = 2, .sorted = 1};
    cut_file("examples/data/grid-cambridgeshire-2021-22.csv", &plan);
}

Test(cases_chunks, stops_and_searches) {
    static const peel_group_by by[] = {{.column = "Object of search"}, {.column = "Date", .every = PEEL_EVERY_DAY}};
    const peel_cases_plan plan = {
        .size = sizeof plan, .by = by, .by_n = 2, .layout = PEEL_LAYOUT_STOP_SEARCH, .zone = PEEL_ZONE_LONDON};
    cut_file("examples/data/stop-and-search-2024-03.csv", &plan);
}

Test(cases_chunks, texts_with_every_quirk) {
    struct text text;
    struct random_plan drawn;
    for (uint64_t seed = 200001; seed <= 200030; seed++) {
        char what[64];
        uint64_t state = seed;
        draw_text(&state, &text);
        draw_plan(&state, &text, &drawn);
        snprintf(what, sizeof what, "seed %d", (int)seed);
        cut_everywhere(text.bytes, text.size, &drawn.plan, what);
    }
}

/* A comparison that finds everything equal would pass whatever a cut did. */
Test(cases_chunks, a_difference_is_seen) {
    static const peel_criterion criterion = {.column = "a"};
    const peel_cases_plan plan = {.size = sizeof plan, .criteria = &criterion, .criteria_n = 1};
    struct cases_reading one = cases_read("a\nyes\n\"b\n", 9, 9, &plan);
    struct cases_reading other = cases_read("a\nyes\n\n\"b\n", 10, 10, &plan);
    cr_expect(!cases_equal(&one, &other), "faults in other lines");
    cases_close(&other);
    cases_close(&one);
    one = cases_read("a\nyes\n", 6, 6, &plan);
    other = cases_read("a\n\nyes\n", 7, 7, &plan);
    cr_expect(!cases_equal(&one, &other), "another number of blank lines");
    cases_close(&other);
    cases_close(&one);
}
