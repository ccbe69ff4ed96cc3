#include "support/counted.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cases_facts.h"

peel_cases_plan plan_of(const peel_criterion *criterion) {
    return (peel_cases_plan){.size = sizeof(peel_cases_plan), .criteria = criterion, .criteria_n = 1};
}

struct counted counted_of(const char *text, const peel_cases_plan *plan) {
    struct counted counted = {0};
    peel_error error;
    const peel_status opened = peel_cases_open(plan, &counted.reader, &error);
    cr_assert_eq(opened, PEEL_OK, "the plan is refused: %s", error.message);
    counted.status = peel_cases_feed(counted.reader, text, strlen(text), &counted.error);
    if (counted.status == PEEL_OK) counted.status = peel_cases_finish(counted.reader, &counted.error);
    if (counted.status == PEEL_OK) memset(&counted.error, 0, sizeof counted.error);
    (void)peel_cases_count(counted.reader, &counted.summary);
    return counted;
}

void counted_close(struct counted *counted) {
    cr_assert_eq(peel_cases_close(counted->reader), PEEL_OK);
    counted->reader = NULL;
}

peel_case_tally counted_tally(const struct counted *counted, size_t index) {
    peel_case_tally tally = {0};
    cr_assert_eq(peel_cases_tally(counted->reader, index, &tally), PEEL_OK, "no tally %zu", index);
    return tally;
}

const char *counted_key(const struct counted *counted, size_t group, size_t key) {
    const char *text = NULL;
    cr_assert_eq(peel_cases_key(counted->reader, group, key, &text), PEEL_OK, "no key %zu of group %zu", key, group);
    return text;
}

peel_error counted_fault(const struct counted *counted, size_t index) {
    peel_error error = {0};
    cr_assert_eq(peel_cases_set_aside(counted->reader, index, &error), PEEL_OK, "no fault %zu", index);
    return error;
}

peel_cases_reason counted_reason(const struct counted *counted, size_t index) {
    peel_cases_reason reason = {0};
    cr_assert_eq(peel_cases_reason_of(counted->reader, index, &reason), PEEL_OK, "no reason %zu", index);
    return reason;
}

peel_unknown_word counted_word(const struct counted *counted, size_t index) {
    peel_unknown_word word = {0};
    cr_assert_eq(peel_cases_word(counted->reader, index, &word), PEEL_OK, "no word %zu", index);
    return word;
}

void expect_answers(const struct counted *counted, size_t index, const char *answers) {
    const peel_case_tally t = counted_tally(counted, index);
    char said[160];
    snprintf(said, sizeof said, "%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64, t.met,
             t.not_met, t.not_applicable, t.missing, t.unknown, t.open);
    cr_expect_str_eq(said, answers, "tally %zu (%s): %s, not %s", index, t.criterion, said, answers);
}

void expect_groups(const struct counted *counted, const char *groups) {
    char said[1024] = "";
    for (size_t i = 0; i < (size_t)counted->summary.groups; i++) {
        for (size_t k = 0; k < (size_t)counted->summary.keys; k++) {
            if (i + k > 0) strcat(said, k > 0 ? "/" : " ");
            strncat(said, counted_key(counted, i, k), sizeof said - strlen(said) - 3);
        }
    }
    cr_expect_str_eq(said, groups);
}

void expect_rows(const struct counted *counted, const char *rows) {
    const peel_cases_summary *const s = &counted->summary;
    char said[96];
    snprintf(said, sizeof said, "%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64, s->rows, s->used, s->filtered,
             s->set_aside);
    cr_expect_str_eq(said, rows, "rows, used, filtered, set aside: %s, not %s", said, rows);
}

void expect_merge_refused(struct counted *into, const struct counted *from, peel_status status) {
    char *const before = facts_of(into->reader, facts_all);
    peel_error error;
    cr_expect_eq(peel_cases_merge(into->reader, from->reader, &error), status);
    cr_expect_eq(error.status, status);
    cr_expect_str_eq(error.message, peel_status_sentence(status));
    cr_expect_eq(peel_cases_merge(into->reader, from->reader, NULL), status);
    char *const after = facts_of(into->reader, facts_all);
    cr_expect_str_eq(before, after);
    free(before);
    free(after);
}
