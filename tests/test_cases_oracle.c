/*
 * Case records against a naive count of the whole text (tests/support/naive_cases.h): random texts with every quirk by
 * random plans, all counts, groups, their order, reasons and words; and texts cut at row ends, read apart and merged.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cases_facts.h"
#include "support/cases_random.h"
#include "support/cases_reading.h"
#include "support/naive_cases.h"
#include "support/reading.h"
#include "support/seeded.h"

/* How much was tested: a test of empty texts could not fail. */
struct tested {
    int64_t readable, fatal, set_aside, filtered, unknown, groups, merged;
};

static void compare(const struct text *text, const peel_cases_plan *plan, size_t piece, const char *what,
                    struct tested *tested) {
    struct naive_cases_answer expected = naive_cases(text, plan, facts_places);
    struct cases_reading got = cases_read(text->bytes, text->size, piece, plan);
    cr_assert_eq(got.status, expected.status, "%s: %s (%s), not %s\n%.*s", what, peel_status_name(got.status),
                 got.error.message, peel_status_name(expected.status), (int)text->size, (const char *)text->bytes);
    cr_assert_eq(got.facts != NULL, expected.facts != NULL, "%s", what);
    if (got.facts) {
        facts_must_hold(got.reader);
        char *const facts = facts_of(got.reader, facts_places);
        expect_same_facts(what, facts, expected.facts, text->bytes, text->size);
        free(facts);
    } else if (expected.line > 0) {
        cr_assert_eq(got.error.line, expected.line, "%s: line %d", what, (int)got.error.line);
        cr_assert_eq(got.error.column, expected.column, "%s: column %d", what, (int)got.error.column);
    }
    tested->readable += got.facts != NULL;
    tested->fatal += !got.facts;
    tested->set_aside += expected.set_aside;
    tested->filtered += expected.filtered;
    tested->unknown += expected.unknown;
    tested->groups += expected.groups;
    free(expected.facts);
    cases_close(&got);
}

Test(cases_oracle, every_count_is_that_of_a_naive_counter) {
    struct text text;
    struct random_plan drawn;
    struct tested tested = {0};
    for (uint64_t seed = 1; seed <= 8400; seed++) {
        char what[64];
        uint64_t state = seed;
        draw_text(&state, &text);
        draw_plan(&state, &text, &drawn);
        snprintf(what, sizeof what, "seed %d", (int)seed);
        compare(&text, &drawn.plan, seed % 2 ? text.size + 1 : 1 + next_number(&state) % 60, what, &tested);
    }
    cr_expect_gt(tested.readable, 5000, "%d readable", (int)tested.readable);
    cr_expect_gt(tested.fatal, 500, "%d fatal", (int)tested.fatal);
    cr_expect_gt(tested.set_aside, 2000, "%d set aside", (int)tested.set_aside);
    cr_expect_gt(tested.filtered, 2000, "%d filtered", (int)tested.filtered);
    cr_expect_gt(tested.unknown, 1000, "%d unknown", (int)tested.unknown);
    cr_expect_gt(tested.groups, 5000, "%d groups", (int)tested.groups);
}

/* --- published layouts -------------------------------------------------------------------------------------------- */

/* The text of a file as far as whole lines fit; without its last column where `narrow` is 1. */
static void take_lines(struct text *text, const char *path, int narrow) {
    size_t size;
    char *const bytes = file_bytes(path, &size);
    *text = (struct text){.delimiter = ','};
    for (const char *line = bytes; line < bytes + size;) {
        const char *const end = memchr(line, '\n', (size_t)(bytes + size - line));
        cr_assert_not_null(end);
        const char *last = narrow ? end : end + 1;
        while (narrow && *last != ',')
            last--;
        if (text->size + (size_t)(end - line) > longest) break;
        memcpy(text->bytes + text->size, line, (size_t)(last - line));
        text->size += (size_t)(last - line);
        if (narrow) text->bytes[text->size++] = '\n';
        line = end + 1;
    }
    free(bytes);
}

/* The criteria of stop and search, as the sentence of the layout says them: today's 15 columns, and the 14 of 2016. */
Test(cases_oracle, a_layout_is_its_criteria) {
    static const peel_group_by by[] = {{.column = "Gender"}, {.column = "date", .every = PEEL_EVERY_DAY}};
    static const peel_word not_stated[] = {{"other ethnic group - not stated", PEEL_ANSWER_NOT_MET, 0}};
    static const peel_criterion criteria[] = {
        {.name = "object found", .column = "outcome linked to object of search"},
        {.name = "outcome recorded", .column = "outcome", .measure = PEEL_MEASURE_FILLED},
        {.name = "self-defined ethnicity recorded",
         .column = "self-defined ethnicity",
         .measure = PEEL_MEASURE_FILLED,
         .words = not_stated,
         .words_n = 1},
        {.name = "officer-defined ethnicity recorded",
         .column = "officer-defined ethnicity",
         .measure = PEEL_MEASURE_FILLED,
         .words = not_stated,
         .words_n = 1},
    };
    struct text text;
    for (int narrow = 0; narrow < 2; narrow++) {
        peel_cases_plan plan = {.size = sizeof plan, .by = by, .by_n = 2, .zone = PEEL_ZONE_LONDON};
        take_lines(&text, "examples/data/stop-and-search-2024-03.csv", narrow);
        plan.layout = PEEL_LAYOUT_STOP_SEARCH;
        struct cases_reading got = cases_read(text.bytes, text.size, text.size, &plan);
        cr_assert_eq(got.status, PEEL_OK, "%s", got.error.message);
        plan.layout = PEEL_LAYOUT_NONE;
        plan.criteria = criteria;
        plan.criteria_n = 4;
        struct naive_cases_answer expected = naive_cases(&text, &plan, facts_places);
        char *const facts = facts_of(got.reader, facts_places);
        expect_same_facts(narrow ? "14 columns" : "15 columns", facts, expected.facts, text.bytes, text.size);
        cr_expect_gt(expected.groups, 5, "%d groups", (int)expected.groups);
        free(facts);
        free(expected.facts);
        cases_close(&got);
    }
}

/* --- merging ------------------------------------------------------------------------------------------------------ */

enum { parts_most = 5, ends_most = 2000 };

/* Where the first row stands, and where the rows after it end. */
struct rows {
    size_t first, first_ends;
    size_t ends[ends_most];
    size_t n;
};

static struct rows rows_of(const struct text *text) {
    struct naive *const naive = calloc(1, sizeof *naive);
    struct rows rows = {0};
    cr_assert_not_null(naive);
    naive->text = text;
    while (rows.n < ends_most && naive_read_row(naive)) {
        if (rows.first_ends == 0) {
            if (naive->n == 0 || naive_says_delimiter(naive)) continue;
            rows.first = naive->row_begins;
            rows.first_ends = naive->at;
        }
        rows.ends[rows.n++] = naive->at;
    }
    free(naive);
    return rows;
}

/* A part of the text: the first row, and those between two ends. The first part has what stands before it too. */
static struct cases_reading read_part(const struct text *text, const struct rows *rows, size_t from, size_t to,
                                      int is_first, const peel_cases_plan *plan) {
    const size_t begins = is_first ? 0 : rows->first;
    size_t head = rows->first_ends - begins;
    unsigned char *const part = malloc(head + 1 + to - from);
    cr_assert_not_null(part);
    memcpy(part, text->bytes + begins, head);
    if (!is_first && part[head - 1] == '\r')
        part[head++] = '\n'; /* else a line end that follows would be its second half */
    memcpy(part + head, text->bytes + from, to - from);
    const struct cases_reading reading = cases_read(part, head + to - from, 7, plan);
    free(part);
    return reading;
}

/* Any order of the parts, and any way to bring them together: the result is put into the first of the order. */
static void merge(struct cases_reading *parts, size_t n, uint64_t *state) {
    while (n > 1) {
        const size_t into = next_number(state) % (n - 1);
        cr_assert_eq(peel_cases_merge(parts[into].reader, parts[n - 1].reader, NULL), PEEL_OK);
        cases_close(&parts[n - 1]);
        n--;
    }
}

static void shuffle(struct cases_reading *parts, size_t n, uint64_t *state) {
    for (size_t i = n; i > 1; i--) {
        const size_t other = next_number(state) % i;
        const struct cases_reading swapped = parts[i - 1];
        parts[i - 1] = parts[other];
        parts[other] = swapped;
    }
}

static void compare_merged(const struct text *text, const peel_cases_plan *plan, const char *whole, const char *what,
                           uint64_t *state) {
    struct cases_reading parts[parts_most];
    const struct rows rows = rows_of(text);
    const size_t n = 1 + next_number(state) % parts_most;
    size_t from = rows.first_ends;
    cr_assert_gt(rows.n, 0);
    for (size_t i = 0; i < n; i++) {
        const size_t left = n - 1 - i;
        size_t to = left == 0 ? text->size : rows.ends[next_number(state) % rows.n];
        if (to < from) to = from;
        parts[i] = read_part(text, &rows, from, to, i == 0, plan);
        cr_assert(parts[i].facts, "%s: part %zu: %s", what, i, parts[i].error.message);
        from = to;
    }
    shuffle(parts, n, state);
    merge(parts, n, state);
    facts_must_hold(parts[0].reader);
    peel_cases_summary summary;
    cr_assert_eq(peel_cases_count(parts[0].reader, &summary), PEEL_OK);
    cr_assert_eq(summary.texts, (int64_t)n);
    char *const facts = facts_of(parts[0].reader, facts_sets);
    expect_same_facts(what, facts, whole, text->bytes, text->size);
    free(facts);
    cases_close(&parts[0]);
}

Test(cases_oracle, parts_merged_in_any_order_are_the_whole_text) {
    struct text text;
    struct random_plan drawn;
    size_t merged = 0;
    for (uint64_t seed = 100001; seed <= 104000; seed++) {
        char what[64];
        uint64_t state = seed;
        draw_text(&state, &text);
        draw_plan(&state, &text, &drawn);
        drawn.plan.max_rows = 0;
        drawn.plan.max_groups = 0;
        snprintf(what, sizeof what, "seed %d", (int)seed);
        struct naive_cases_answer whole = naive_cases(&text, &drawn.plan, facts_sets);
        if (whole.facts && text.size > 0) {
            compare_merged(&text, &drawn.plan, whole.facts, what, &state);
            merged++;
        }
        free(whole.facts);
    }
    cr_expect_gt(merged, 2500, "%zu merged", merged);
}
