/* A text of cases counted by a plan, and what the tests ask of it. */
#ifndef SUPPORT_COUNTED_H
#define SUPPORT_COUNTED_H

#include <peel.h>

struct counted {
    peel_cases_reader *reader;
    peel_status status;         /* of the feed or finish that failed, or PEEL_OK */
    peel_error error;           /* of the same; zeroed for PEEL_OK */
    peel_cases_summary summary; /* zeroed where there is none */
};

/* A plan that asks one criterion of one column, without keys. The criterion lives as long as the caller's. */
peel_cases_plan plan_of(const peel_criterion *criterion);

/* Counts a text ended by a 0 byte. Fails the test where the plan is refused. */
struct counted counted_of(const char *text, const peel_cases_plan *plan);
void counted_close(struct counted *counted);

/* A tally, the text of a key, a row set aside, a reason, a word. They fail the test where there is none. */
peel_case_tally counted_tally(const struct counted *counted, size_t index);
const char *counted_key(const struct counted *counted, size_t group, size_t key);
peel_error counted_fault(const struct counted *counted, size_t index);
peel_cases_reason counted_reason(const struct counted *counted, size_t index);
peel_unknown_word counted_word(const struct counted *counted, size_t index);

/* Expects the answers of the tally at an index: met, not met, not applicable, missing, unknown, open, as "2 1 0 0 0 0". */
void expect_answers(const struct counted *counted, size_t index, const char *answers);

/* Expects the groups in their order, as "A/2024-03 B/2024-03". */
void expect_groups(const struct counted *counted, const char *groups);

/* Expects what became of the rows: all, used, filtered, set aside, as "4 3 0 1". */
void expect_rows(const struct counted *counted, const char *rows);

/* Expects merging to be refused with a status and its sentence, and the reader to be as it was. */
void expect_merge_refused(struct counted *into, const struct counted *from, peel_status status);

#endif
