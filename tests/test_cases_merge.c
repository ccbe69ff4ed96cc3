/* Texts counted apart and merged. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cases_facts.h"
#include "support/counted.h"
#include "support/meagre.h"

static const peel_criterion outcome = {.column = "outcome"};
static const peel_group_by by[] = {{.column = "force"}, {.column = "month"}};

static peel_cases_plan usual(void) {
    peel_cases_plan plan = plan_of(&outcome);
    plan.by = by;
    plan.by_n = 2;
    plan.unknown = 1;
    return plan;
}

static struct counted merged(const char *a, const char *b, const peel_cases_plan *plan) {
    struct counted into = counted_of(a, plan);
    struct counted from = counted_of(b, plan);
    peel_error error;
    char *const before = facts_of(from.reader, facts_all);
    cr_expect_eq(peel_cases_merge(into.reader, from.reader, &error), PEEL_OK);
    char *const after = facts_of(from.reader, facts_all);
    cr_expect_str_eq(before, after, "`from` is not changed");
    free(before);
    free(after);
    counted_close(&from); /* nothing of it may be needed after this */
    cr_assert_eq(peel_cases_count(into.reader, &into.summary), PEEL_OK);
    facts_must_hold(into.reader);
    return into;
}

static const char first[] = "force,month,outcome\nB,2024-02,yes\nA,2024-01,no\nTotal,,9\nA,2024-01,maybe\n\n";
static const char second[] = "month,force,outcome\n2024-01,A,yes\n2024-03,B,\n2024-01,A,maybe\n2024-02,C,?\n"
                             "2024-02\nmonth,force,outcome\n2024-02,total,9\n";

Test(cases_merge, adds_what_was_counted) {
    const peel_cases_plan plan = usual();
    struct counted both = merged(first, second, &plan);
    expect_groups(&both, "B/2024-02 A/2024-01 B/2024-03 C/2024-02");
    expect_answers(&both, 0, "1 0 0 0 0 0");
    expect_answers(&both, 1, "1 1 0 0 2 0");
    expect_answers(&both, 2, "0 0 0 1 0 0");
    expect_answers(&both, 3, "0 0 0 0 1 0");
    expect_rows(&both, "10 7 0 3");
    cr_expect_eq(both.summary.texts, 2);
    cr_expect_eq(both.summary.blank_lines, 1);
    cr_expect_eq(both.summary.repeated_headers, 1);
    cr_expect_eq(both.summary.unknown, 3);
    cr_assert_eq(both.summary.words, 2);
    cr_expect_str_eq(counted_word(&both, 0).word, "maybe");
    cr_expect_eq(counted_word(&both, 0).cells, 2);
    cr_expect_eq(counted_word(&both, 0).line, 5, "of the first text");
    cr_expect_str_eq(counted_word(&both, 1).word, "?");
    cr_expect_str_eq(counted_word(&both, 1).criterion, "outcome");
    cr_expect_eq(counted_word(&both, 1).line, 5, "of the second text");
    cr_assert_eq(both.summary.reasons, 2, "totals rows are of one reason, though their columns stand elsewhere");
    cr_expect_eq(counted_reason(&both, 0).rows, 2);
    cr_expect_eq(counted_reason(&both, 0).first.line, 4);
    cr_expect_eq(counted_reason(&both, 1).first.status, PEEL_ERROR_FIELD_COUNT);
    cr_assert_eq(both.summary.faults, 3);
    cr_expect_eq(counted_fault(&both, 0).line, 4);
    cr_expect_eq(counted_fault(&both, 2).status, PEEL_ERROR_TOTALS_ROW);
    cr_expect_eq(counted_fault(&both, 2).line, 8);
    cr_expect_eq(counted_fault(&both, 2).field, 2);
    cr_expect_str_eq(counted_fault(&both, 2).name, "force");
    counted_close(&both);
}

Test(cases_merge, groups_are_the_same_set_in_any_order) {
    peel_cases_plan plan = usual();
    struct counted ab = merged(first, second, &plan);
    struct counted ba = merged(second, first, &plan);
    expect_groups(&ba, "A/2024-01 B/2024-03 C/2024-02 B/2024-02");
    char *const one = facts_of(ab.reader, facts_sets);
    char *const other = facts_of(ba.reader, facts_sets);
    cr_expect_str_eq(one, other);
    free(one);
    free(other);
    counted_close(&ab);
    counted_close(&ba);
    plan.sorted = 1;
    ab = merged(first, second, &plan);
    ba = merged(second, first, &plan);
    expect_groups(&ab, "A/2024-01 B/2024-02 B/2024-03 C/2024-02");
    expect_groups(&ba, "A/2024-01 B/2024-02 B/2024-03 C/2024-02");
    expect_answers(&ba, 0, "1 1 0 0 2 0");
    counted_close(&ab);
    counted_close(&ba);
}

/* A text of `rows` rows, each a force of its own: the numbers from 0 on times 7919, a prime, as six digits. */
static char *many_forces(int rows) {
    char *const text = malloc((size_t)rows * 24 + 64);
    cr_assert_not_null(text);
    int used = sprintf(text, "force,month,outcome\n");
    for (int i = 0; i < rows; i++)
        used += sprintf(text + used, "%06d,2024-01,yes\n", (int)((int64_t)i * 7919 % 1000000));
    return text;
}

/* Rows merged into many groups that are in order take their places among them: the first, the last, between any two. */
Test(cases_merge, a_row_is_put_into_its_place) {
    enum { rows = 40000 };
    peel_cases_plan plan = usual();
    char *const text = many_forces(rows);
    plan.sorted = 1;
    struct counted into = counted_of(text, &plan);
    for (int i = 0; i < 100; i++) { /* every other one is new */
        char row[64];
        snprintf(row, sizeof row, "force,month,outcome\n%06d%s,2024-01,yes\n", i * 7919 % 1000000, i % 2 ? "x" : "");
        struct counted from = counted_of(row, &plan);
        cr_assert_eq(peel_cases_merge(into.reader, from.reader, NULL), PEEL_OK);
        counted_close(&from);
    }
    cr_assert_eq(peel_cases_count(into.reader, &into.summary), PEEL_OK);
    cr_expect_eq(into.summary.groups, rows + 50);
    for (size_t i = 1; i < rows + 50; i++)
        cr_assert_lt(strcmp(counted_key(&into, i - 1, 0), counted_key(&into, i, 0)), 0, "%zu", i);
    counted_close(&into);
    free(text);
}

/* Texts are of the reader that they are read from, and stay where they are when more is merged into it. */
Test(cases_merge, texts_stay) {
    const peel_cases_plan plan = usual();
    struct counted into = counted_of(first, &plan);
    const char *const before = counted_key(&into, 1, 0);
    for (int i = 0; i < 400; i++) {
        char text[96];
        snprintf(text, sizeof text, "force,month,outcome\nforce %d,2024-01,yes\nA,2024-01,yes\n", i);
        struct counted from = counted_of(text, &plan);
        cr_assert_eq(peel_cases_merge(into.reader, from.reader, NULL), PEEL_OK);
        counted_close(&from);
    }
    cr_assert_eq(peel_cases_count(into.reader, &into.summary), PEEL_OK);
    cr_expect_eq(into.summary.texts, 401);
    cr_expect_eq(into.summary.groups, 402);
    cr_expect_eq(counted_key(&into, 1, 0), before);
    cr_expect_str_eq(before, "A");
    cr_expect_str_eq(counted_key(&into, 401, 0), "force 399");
    expect_answers(&into, 1, "400 1 0 0 1 0");
    counted_close(&into);
}

/* The second text writes its column in other letters, and in one text both may stand. */
Test(cases_merge, reasons_of_columns_are_told_in_letters_of_either_case) {
    static const peel_group_by months[] = {{.column = "force"}, {.column = "month", .every = PEEL_EVERY_MONTH}};
    peel_cases_plan plan = usual();
    plan.by = months;
    struct counted both =
        merged("force,month,outcome\nA,soon,yes\n", "FORCE,Month,outcome\nA,late,yes\nTotal,,\n", &plan);
    cr_assert_eq(both.summary.reasons, 2);
    cr_expect_eq(counted_reason(&both, 0).rows, 2);
    cr_expect_str_eq(counted_reason(&both, 0).first.name, "month", "as first written");
    cr_expect_str_eq(counted_reason(&both, 1).first.name, "FORCE");
    counted_close(&both);
    both = merged("force,month,outcome,x,X\nA,2024-01,yes,a\"b,\nA,2024-01,yes,,a\"b\n",
                  "force,month,outcome,X,x\nA,2024-01,yes,a\"b,\nA,2024-01,yes,,a\"b\n", &plan);
    cr_assert_eq(both.summary.reasons, 1);
    cr_expect_eq(counted_reason(&both, 0).rows, 4);
    counted_close(&both);
}

Test(cases_merge, caps_hold) {
    enum { rows = 700, words = 70 };
    static char texts[2][40000];
    const peel_cases_plan plan = usual();
    for (int i = 0; i < 2; i++) {
        strcpy(texts[i], "force,month,outcome\n");
        for (int j = 0; j < rows; j++)
            strcat(texts[i], "A\n");
        for (int j = 0; j < words; j++) {
            char row[64];
            snprintf(row, sizeof row, "A,2024-01,word %d of %d\n", j, i);
            strcat(texts[i], row);
        }
    }
    struct counted both = merged(texts[0], texts[1], &plan);
    cr_expect_eq(both.summary.faults, 1000);
    cr_expect_eq(both.summary.set_aside, 1400);
    cr_expect_eq(counted_reason(&both, 0).rows, 1400);
    cr_expect_eq(counted_fault(&both, 999).line, 301);
    cr_expect_eq(both.summary.words, 100);
    cr_expect_eq(both.summary.unknown, 140);
    cr_expect_str_eq(counted_word(&both, 99).word, "word 29 of 1");
    counted_close(&both);
}

/* A text of `columns` columns called c0, c1 ... and, for each of those, `rows` rows with a quotation mark out of place in it. */
static char *text_of_reasons(int from, int columns, int rows) {
    char *const text = calloc(1, (size_t)columns * 8 + (size_t)columns * (size_t)rows * (size_t)(columns + 24) + 64);
    size_t used = (size_t)sprintf(text, "force,month,outcome");
    for (int i = 0; i < columns; i++)
        used += (size_t)sprintf(text + used, ",c%d", from + i);
    for (int row = 0; row < columns * rows; row++) {
        used += (size_t)sprintf(text + used, "\nA,2024-01,yes");
        for (int i = 0; i < columns; i++)
            used += (size_t)sprintf(text + used, i == row % columns ? ",x\"" : ",");
    }
    return text;
}

/* Of reasons the first hundred are kept, in one text and in merged ones; all their rows are in set_aside. */
Test(cases_merge, a_hundred_reasons_are_kept) {
    const peel_cases_plan plan = usual();
    char *const many = text_of_reasons(0, 130, 2), *const some = text_of_reasons(0, 60, 1),
                *const others = text_of_reasons(50, 60, 3);
    struct counted one = counted_of(many, &plan);
    facts_must_hold(one.reader);
    cr_expect_eq(one.summary.set_aside, 260);
    cr_assert_eq(one.summary.reasons, 100);
    cr_expect_eq(counted_reason(&one, 99).rows, 2);
    cr_expect_str_eq(counted_reason(&one, 99).first.name, "c99");
    struct counted both = merged(some, others, &plan);
    cr_expect_eq(both.summary.set_aside, 240);
    cr_assert_eq(both.summary.reasons, 100);
    cr_expect_eq(counted_reason(&both, 49).rows, 1);
    cr_expect_eq(counted_reason(&both, 50).rows, 4, "of both texts");
    cr_expect_str_eq(counted_reason(&both, 99).first.name, "c99");
    cr_expect_eq(counted_reason(&both, 99).rows, 3);
    counted_close(&one);
    counted_close(&both);
    free(many);
    free(some);
    free(others);
}

/* --- refusals ----------------------------------------------------------------------------------------------------------------- */

Test(cases_merge, the_same_reader_and_readers_before_their_end) {
    const peel_cases_plan plan = usual();
    struct counted into = counted_of(first, &plan);
    expect_merge_refused(&into, &into, PEEL_ERROR_MERGE);
    peel_cases_reader *reader;
    cr_assert_eq(peel_cases_open(&plan, &reader, NULL), PEEL_OK);
    struct counted early = {.reader = reader};
    expect_merge_refused(&into, &early, PEEL_ERROR_STATE);
    peel_error error;
    cr_expect_eq(peel_cases_merge(reader, into.reader, &error), PEEL_ERROR_STATE);
    cr_expect_eq(error.status, PEEL_ERROR_STATE);
    peel_cases_close(reader);
    counted_close(&into);
}

Test(cases_merge, too_many_groups) {
    peel_cases_plan plan = usual();
    plan.max_groups = 4;
    struct counted both = merged(first, second, &plan);
    cr_expect_eq(both.summary.groups, 4);
    counted_close(&both);
    plan.max_groups = 3;
    struct counted into = counted_of(first, &plan), from = counted_of(second, &plan);
    expect_merge_refused(&into, &from, PEEL_ERROR_TOO_MANY_GROUPS);
    counted_close(&into);
    counted_close(&from);
}

/* Texts of a merge that was refused were kept: 20 of them took 18 MB. */
Test(cases_merge, refused_it_takes_no_memory) {
    struct meagre meagre = {.fails_at = SIZE_MAX};
    peel_cases_plan plan = usual();
    char *const text = many_forces(5000);
    struct counted from = counted_of(text, &plan);
    plan.allocator = meagre_allocator(&meagre);
    plan.max_groups = 100;
    struct counted into = counted_of(first, &plan);
    const size_t out = meagre.out;
    for (int i = 0; i < 3; i++)
        cr_expect_eq(peel_cases_merge(into.reader, from.reader, NULL), PEEL_ERROR_TOO_MANY_GROUPS);
    cr_expect_eq(meagre.out, out);
    counted_close(&into);
    counted_close(&from);
    free(text);
}

/* --- memory -------------------------------------------------------------------------------------------------------------------- */

/* Fails at the call 1, 2, ... and then succeeds, as if nothing had been tried before. */
Test(cases_merge, without_memory_it_is_as_before) {
    static char large[60000] = "force,month,outcome\n";
    for (int i = 0; i < 600; i++) {
        char rows[96];
        snprintf(rows, sizeof rows, "force %d,2024-%02d,word %d\nA\n", i, i % 12 + 1, i % 90);
        strcat(large, rows);
    }
    peel_cases_plan plan = usual();
    struct meagre meagre = {.fails_at = SIZE_MAX};
    plan.allocator = meagre_allocator(&meagre);
    plan.sorted = 1;
    struct counted into = counted_of(first, &plan), from = counted_of(large, &plan);
    struct counted expected = merged(first, large, &plan);
    char *const before = facts_of(into.reader, facts_all);
    size_t failed = 0;
    for (;; failed++) {
        meagre.fails_at = meagre.calls + failed + 1;
        const peel_status status = peel_cases_merge(into.reader, from.reader, NULL);
        meagre.fails_at = SIZE_MAX;
        if (status == PEEL_OK) break;
        cr_assert_eq(status, PEEL_ERROR_MEMORY);
        char *const after = facts_of(into.reader, facts_all);
        cr_expect_str_eq(before, after, "after %zu calls", failed);
        free(after);
        cr_assert_lt(failed, 100);
    }
    cr_expect_geq(failed, 2, "some calls did fail");
    char *const got = facts_of(into.reader, facts_all);
    char *const wanted = facts_of(expected.reader, facts_all);
    cr_expect_str_eq(got, wanted);
    free(before);
    free(got);
    free(wanted);
    counted_close(&into);
    counted_close(&from);
    counted_close(&expected);
    cr_expect_eq(meagre.out, 0);
}
