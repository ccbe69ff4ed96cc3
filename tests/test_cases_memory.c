/*
 * An allocator that fails at its call 1, 2, 3, ... through open, feed, finish and merge: PEEL_ERROR_MEMORY each time, everything
 * released, and what cannot be merged as it was before.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <peel.h>

#include "support/cases_facts.h"
#include "support/meagre.h"

/* --- what is read ------------------------------------------------------------------------------------------------- */

static const peel_group_by by[] = {{.column = "force"}, {.column = "begun", .every = PEEL_EVERY_MONTH}};
static const peel_word words[] = {{"oui", PEEL_ANSWER_MET, 0},
                                  {"a word that is longer than most", PEEL_ANSWER_MISSING, 0}};
static const peel_time_limit limits[] = {{"prompt", 14400}, {"priority", 3600}, {"scheduled", -1}};
static const peel_criterion criteria[] = {
    {.name = "result", .column = "outcome", .words = words, .words_n = 2},
    {.column = "origin", .measure = PEEL_MEASURE_FILLED},
    {.name = "in time",
     .column = "ended",
     .since = "begun",
     .grade = "grade",
     .limits = limits,
     .limits_n = 3,
     .measure = PEEL_MEASURE_TIME},
};
static const char *const dropped[] = {"withdrawn", ""};
static const peel_filter filters[] = {
    {.column = "outcome", .words = dropped, .words_n = 1, .test = PEEL_FILTER_IS_NOT}};

static peel_cases_plan plan_with(struct meagre *meagre, int32_t encoding, int32_t sorted) {
    peel_cases_plan plan = {.size = sizeof plan, .by = by, .by_n = 2, .criteria = criteria, .criteria_n = 3};
    plan.filters = filters;
    plan.filters_n = 1;
    plan.encoding = encoding;
    plan.sorted = sorted;
    plan.unknown = 1;
    plan.allocator = meagre_allocator(meagre);
    return plan;
}

/* Groups, words and faults enough for every array to grow more than once, and a field longer than a chunk. */
static char *large_text(int seed) {
    enum { rows = 700, longest = 30000 };
    char *const text = malloc(rows * 120 + longest);
    cr_assert_not_null(text);
    size_t size = (size_t)sprintf(text, "note,force,begun,ended,grade,outcome,origin\n");
    for (int i = seed; i < seed + rows; i++) {
        const char *const outcomes[] = {"yes", "no", "n/a", "", "oui", "withdrawn", "no such day"};
        const char *const outcome = outcomes[i % 7];
        size += (size_t)sprintf(text + size, "\"a note, %d\",the force of number %d,2024-%02d-01T10:00:00Z,", i,
                                i * 7 % 331, i % 13 + 1);
        size += (size_t)sprintf(text + size, "2024-12-31T10:00:00Z,%s,%s%.0d,not stated%s\n",
                                i % 3 ? "prompt" : "other", outcome, i % 7 == 6 ? i : 0, i % 11 ? "" : ",ragged");
    }
    memset(text + size, 'n', longest);
    strcpy(text + size + longest, ",f,2024-01-01,2024-01-01,prompt,yes,x\nlast,stray\",,,,,\n");
    return text;
}

struct read {
    peel_cases_reader *reader; /* NULL: it could not be opened */
    peel_status status;
};

static struct read read_with(struct meagre *meagre, const char *text, size_t piece, int32_t encoding, int32_t sorted) {
    const peel_cases_plan plan = plan_with(meagre, encoding, sorted);
    const size_t size = strlen(text);
    struct read read = {NULL, PEEL_OK};
    peel_error error;
    read.status = peel_cases_open(&plan, &read.reader, &error);
    for (size_t at = 0; at < size && read.status == PEEL_OK; at += piece)
        read.status = peel_cases_feed(read.reader, text + at, piece < size - at ? piece : size - at, &error);
    if (read.status == PEEL_OK) read.status = peel_cases_finish(read.reader, &error);
    if (read.status == PEEL_OK) return read;
    cr_expect_eq(error.status, read.status);
    cr_expect_str_eq(error.message, peel_status_sentence(read.status));
    if (!read.reader) return read;
    peel_cases_summary summary;
    cr_expect_eq(peel_cases_feed(read.reader, "x", 1, NULL), read.status, "the status stays");
    cr_expect_eq(peel_cases_finish(read.reader, NULL), read.status, "the status stays");
    cr_expect_eq(peel_cases_count(read.reader, &summary), PEEL_ERROR_STATE, "nothing was counted");
    return read;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* Fails at every call in turn until none fails. Returns how many calls there are. */
static size_t fail_at_each(const char *text, size_t piece, int32_t encoding, int32_t sorted, const char *expected) {
    for (size_t fails_at = 1; fails_at < 100000; fails_at++) {
        struct meagre meagre = {0, fails_at, 0};
        struct read read = read_with(&meagre, text, piece, encoding, sorted);
        if (read.status == PEEL_OK) {
            char *const facts = facts_of(read.reader, facts_all);
            cr_expect_str_eq(facts, expected);
            free(facts);
            facts_must_hold(read.reader);
        }
        peel_cases_close(read.reader);
        cr_assert_eq(meagre.out, 0, "call %zu failed: %zu pieces of memory lost", fails_at, meagre.out);
        if (read.status == PEEL_OK) {
            cr_expect_eq(meagre.calls, fails_at - 1);
            return meagre.calls;
        }
        cr_assert_eq(read.status, PEEL_ERROR_MEMORY, "call %zu failed: %d", fails_at, (int)read.status);
    }
    return 0;
}

/* What is counted where memory never ends: with the C library's own. */
static char *facts_with_plenty(const char *text, int32_t encoding, int32_t sorted) {
    struct meagre meagre = {0, SIZE_MAX, 0};
    struct read read = read_with(&meagre, text, 1000000, encoding, sorted);
    cr_assert_eq(read.status, PEEL_OK);
    char *const facts = facts_of(read.reader, facts_all);
    peel_cases_close(read.reader);
    return facts;
}

Test(cases_memory, every_failure_is_told_and_nothing_is_lost) {
    char *const text = large_text(0);
    const char small[] =
        "force,begun,ended,grade,outcome,origin\na,2024-01,,prompt,yes,b\na,soon,,,,\na,2024-01,,,?,\n";
    for (int32_t encoding = 0; encoding < PEEL_ENCODING_END_; encoding++) {
        const int32_t sorted = encoding == PEEL_ENCODING_UTF_8;
        char *facts = facts_with_plenty(text, encoding, sorted);
        const size_t calls = fail_at_each(text, 4096, encoding, sorted, facts);
        cr_expect_gt(calls, 60, "%zu calls", calls);
        free(facts);
        facts = facts_with_plenty(small, encoding, sorted);
        cr_expect_gt(fail_at_each(small, 1, encoding, sorted, facts), 20);
        free(facts);
    }
    free(text);
}

Test(cases_memory, a_fault_in_the_text_releases_everything_too) {
    const char head[] = "force,begun,ended,grade,outcome,origin";
    const char *const rests[] = {"", ",force\n", "\n\"a", "\n\"a\nb\"c", ",\xFF\n", ",\"a\"b\n"};
    for (size_t i = 0; i <= sizeof rests / sizeof rests[0]; i++) {
        char text[200];
        struct meagre meagre = {0, SIZE_MAX, 0};
        snprintf(text, sizeof text, "%s%s", i == 0 ? "\xFF\xFE" : head, i == 0 ? "" : rests[i - 1]);
        const peel_cases_plan plan = plan_with(&meagre, PEEL_ENCODING_UTF_8, 0);
        peel_cases_reader *reader;
        cr_assert_eq(peel_cases_open(&plan, &reader, NULL), PEEL_OK);
        peel_cases_feed(reader, text, strlen(text), NULL);
        const peel_status status = peel_cases_finish(reader, NULL);
        cr_expect_eq(status == PEEL_OK, i == 1, "text %zu: %s", i,
                     peel_status_name(status)); /* a first row is enough */
        cr_expect_gt(meagre.out, 0);
        peel_cases_close(reader);
        cr_expect_eq(meagre.out, 0, "text %zu", i);
    }
}

Test(cases_memory, a_reader_that_is_closed_early_releases_everything) {
    char *const text = large_text(0);
    for (size_t size = 0; size < strlen(text); size += 197) {
        struct meagre meagre = {0, SIZE_MAX, 0};
        const peel_cases_plan plan = plan_with(&meagre, PEEL_ENCODING_UTF_8, 1);
        peel_cases_reader *reader;
        cr_assert_eq(peel_cases_open(&plan, &reader, NULL), PEEL_OK);
        cr_assert_eq(peel_cases_feed(reader, text, size, NULL), PEEL_OK);
        peel_cases_close(reader);
        cr_assert_eq(meagre.out, 0);
    }
    free(text);
}

/* A plan that is refused has taken memory or not: none of it stays. */
Test(cases_memory, a_plan_that_is_refused_releases_everything) {
    peel_criterion wrong[3];
    memcpy(wrong, criteria, sizeof wrong);
    wrong[2].limits_n = 0;
    for (size_t i = 0; i < 4; i++) {
        struct meagre meagre = {0, SIZE_MAX, 0};
        peel_cases_plan plan = plan_with(&meagre, PEEL_ENCODING_UTF_8, 1);
        peel_cases_reader *reader = NULL;
        if (i == 0) plan.criteria = wrong;
        if (i == 1) plan.encoding = 7;
        if (i == 2) plan.delimiter = 'x';
        if (i == 3) plan.layout = 77;
        cr_expect_neq(peel_cases_open(&plan, &reader, NULL), PEEL_OK, "plan %zu", i);
        cr_expect_null(reader);
        cr_expect_eq(meagre.out, 0, "plan %zu", i);
    }
}

/* --- merging ------------------------------------------------------------------------------------------------------ */

/* Merges with a failure at the call numbered `fails_at` of the merge. Returns the status. */
static peel_status merge_with(size_t fails_at, const char *const texts[2], int32_t sorted, const char *merged) {
    struct meagre meagre = {0, SIZE_MAX, 0};
    struct meagre plenty = {0, SIZE_MAX, 0};
    const struct read into = read_with(&meagre, texts[0], 5000, PEEL_ENCODING_UTF_8, sorted);
    const struct read from = read_with(&plenty, texts[1], 5000, PEEL_ENCODING_UTF_8, sorted);
    cr_assert(into.status == PEEL_OK && from.status == PEEL_OK);
    char *const before = facts_of(into.reader, facts_all);
    char *const other = facts_of(from.reader, facts_all);
    peel_error error = {.status = PEEL_OK};
    meagre.fails_at = meagre.calls + fails_at;
    const peel_status status = peel_cases_merge(into.reader, from.reader, &error);
    char *after = facts_of(into.reader, facts_all);
    if (status != PEEL_OK) {
        cr_assert_eq(status, PEEL_ERROR_MEMORY, "%s", error.message);
        cr_assert_eq(error.status, status);
        cr_assert_str_eq(after, before, "call %zu of the merge failed, and changed what was there", fails_at);
        meagre.fails_at = SIZE_MAX;
        cr_assert_eq(peel_cases_merge(into.reader, from.reader, NULL), PEEL_OK, "the same once more, with memory");
        free(after);
        after = facts_of(into.reader, facts_all);
    }
    facts_must_hold(into.reader);
    if (merged) cr_assert_str_eq(after, merged);
    free(after);
    after = facts_of(from.reader, facts_all);
    cr_assert_str_eq(after, other, "what is merged is not changed");
    free(after);
    free(other);
    free(before);
    peel_cases_close(into.reader);
    peel_cases_close(from.reader);
    cr_assert_eq(meagre.out, 0);
    cr_assert_eq(plenty.out, 0);
    return status;
}

/* What comes of a merge that does not fail. */
static char *merged_with_plenty(const char *const texts[2], int32_t sorted) {
    struct meagre plenty = {0, SIZE_MAX, 0};
    const struct read into = read_with(&plenty, texts[0], 5000, PEEL_ENCODING_UTF_8, sorted);
    const struct read from = read_with(&plenty, texts[1], 5000, PEEL_ENCODING_UTF_8, sorted);
    cr_assert_eq(peel_cases_merge(into.reader, from.reader, NULL), PEEL_OK);
    char *const facts = facts_of(into.reader, facts_all);
    peel_cases_close(into.reader);
    peel_cases_close(from.reader);
    return facts;
}

/* Many rows alike but for the number in their force: with `rest` each a group, or each a fault. */
static char *many_rows(int rows, const char *rest) {
    char *const text = malloc((size_t)rows * (strlen(rest) + 20) + 100);
    cr_assert_not_null(text);
    size_t size = (size_t)sprintf(text, "note,force,begun,ended,grade,outcome,origin\n");
    for (int i = 0; i < rows; i++)
        size += (size_t)sprintf(text + size, "a,force %d,%s\n", i, rest);
    return text;
}

/* Fails at each call of the merge in turn. Returns how many calls there are. */
static size_t fail_merge_at_each(const char *into, const char *from, int32_t sorted) {
    const char *const texts[2] = {into, from};
    char *const merged = merged_with_plenty(texts, sorted);
    size_t fails_at = 1;
    while (merge_with(fails_at, texts, sorted, merged) != PEEL_OK) {
        fails_at++;
        cr_assert_lt(fails_at, 1000);
    }
    free(merged);
    return fails_at - 1;
}

Test(cases_memory, a_merge_that_fails_changes_nothing) {
    const char small[] = "note,force,begun,ended,grade,outcome,origin\na,b,2024-01-01,2024-01-01,prompt,what,d\n";
    char *const large = large_text(100);
    char *const groups = many_rows(3000, "2024-01-01,2024-01-01,prompt,yes,d"); /* more than a chunk of the arena */
    char *const faults = many_rows(400, "2024-01-01,2023-01-01,prompt,yes,d");
    for (int32_t sorted = 0; sorted < 2; sorted++) {
        const size_t calls = fail_merge_at_each(small, large, sorted);
        cr_expect_gt(calls, 10, "%zu calls", calls);
        fail_merge_at_each(large, small, sorted);
    }
    cr_expect_gt(fail_merge_at_each(small, groups, 0), 5);
    cr_expect_gt(fail_merge_at_each(small, faults, 0), 1);
    free(large);
    free(groups);
    free(faults);
}
