#include "stats/compare/test.h"

#include <math.h>
#include <stdalign.h>

#include "stats/compare/compare.h"

/* The caller's work memory. */
struct room {
    void *work;
    size_t size;
};

size_t peel_compare_work_size(int64_t assessed_before, int64_t assessed_after) {
    int before = assessed_before >= 0 && assessed_before <= PEEL_UNCONDITIONAL_MAX;
    int after = assessed_after >= 0 && assessed_after <= PEEL_UNCONDITIONAL_MAX;
    return before && after ? (size_t)(assessed_before + assessed_after + 1) * sizeof(double) : 0;
}

/* The smallest of the four counts to be expected where nothing changed. */
static double smallest_expected(struct table table) {
    double before = table.a + table.b;
    double after = table.c + table.d;
    return fmin(before, after) * (fmin(table.a + table.c, table.b + table.d) / (before + after));
}

/* Does the method take samples of these sizes, and has it the room that it needs? */
static peel_status check_size(const peel_sample *before, const peel_sample *after, int32_t method,
                              const struct room *room) {
    size_t needed = peel_compare_work_size(before->assessed, after->assessed);
    switch (method) {
    case PEEL_TEST_FISHER:
    case PEEL_TEST_FISHER_MID_P:
        return before->assessed + after->assessed > PEEL_EXACT_MAX ? PEEL_ERROR_TOO_LARGE : PEEL_OK;
    case PEEL_TEST_BOSCHLOO:
    case PEEL_TEST_BARNARD:
        if (needed == 0) return PEEL_ERROR_TOO_LARGE;
        if (!room->work || room->size < needed || (uintptr_t)room->work % alignof(double) != 0) return PEEL_ERROR_WORK;
        return PEEL_OK;
    default: return PEEL_OK;
    }
}

static void by_normal(struct table table, double least_expected, peel_test *test) {
    test->p_value = test_normal(test->statistic, test->side);
    if (smallest_expected(table) < least_expected) test->notes |= PEEL_NOTE_SMALL_EXPECTED;
}

static void by_method(struct table table, const struct room *room, peel_test *test) {
    switch (test->method) {
    case PEEL_TEST_FISHER: test->p_value = test_fisher(table, test->side); break;
    case PEEL_TEST_FISHER_MID_P: test->p_value = test_fisher_mid_p(table, test->side); break;
    case PEEL_TEST_PEARSON:
        test->statistic = test_pearson_z(table);
        by_normal(table, 5.0, test);
        break;
    case PEEL_TEST_N_MINUS_1:
        test->statistic = test_n_minus_1_z(table);
        by_normal(table, 1.0, test);
        break;
    case PEEL_TEST_BOSCHLOO: test_boschloo(table, test->side, room->work, &test->statistic, &test->p_value); break;
    default: test->statistic = test_pearson_z(table); test->p_value = test_barnard(table, test->side, room->work);
    }
}

static peel_status row(const peel_sample *before, const peel_sample *after, const struct plan *plan,
                       const struct room *room, peel_test *answer) {
    peel_status status = compare_check(before, after, plan->design);
    if (status == PEEL_OK) status = check_size(before, after, plan->method, room);
    if (status != PEEL_OK) return status;
    struct table table = test_table(before, after);
    *answer = (peel_test){.statistic = NAN, .df = NAN, .p_value = 1.0, .method = plan->method, .side = plan->side};
    answer->notes = compare_design_note(before, after, plan->design);
    if (before->population > 0 || after->population > 0) answer->notes |= PEEL_NOTE_POPULATION_UNUSED;
    if (before->assessed == 0 || after->assessed == 0)
        answer->notes |= PEEL_NOTE_NOTHING_ASSESSED;
    else if (test_without_variation(table))
        answer->notes |= PEEL_NOTE_NO_VARIATION;
    else
        by_method(table, room, answer);
    return PEEL_OK;
}

peel_status peel_compare_test(const peel_sample *before, const peel_sample *after, const peel_compare_options *options,
                              void *work, size_t work_size, peel_test *test) {
    const struct room room = {work, work_size};
    struct plan plan;
    peel_test answer;
    if (!before || !after || !test) return PEEL_ERROR_NULL;
    peel_status status = compare_plan(options, PEEL_TEST_FISHER, &plan, NULL);
    if (status == PEEL_OK) status = row(before, after, &plan, &room, &answer);
    if (status == PEEL_OK) *test = answer;
    return status;
}

/* What every row is asked with. */
struct asked {
    struct plan plan;
    struct room room;
    const peel_tests *columns;
};

static peel_status ask_row(const peel_sample *before, const peel_sample *after, size_t i, const void *asked) {
    const struct asked *all = asked;
    const peel_tests *columns = all->columns;
    peel_test answer;
    peel_status status = row(before, after, &all->plan, &all->room, &answer);
    if (status != PEEL_OK) answer = (peel_test){.statistic = NAN, .p_value = NAN};
    if (columns->statistic) columns->statistic[i] = answer.statistic;
    if (columns->p_value) columns->p_value[i] = answer.p_value;
    if (columns->notes) columns->notes[i] = answer.notes;
    if (columns->status) columns->status[i] = status;
    return status;
}

peel_status peel_compare_test_many(size_t n, const peel_samples *before, const peel_samples *after,
                                   const peel_compare_options *options, void *work, size_t work_size,
                                   const peel_tests *tests, size_t *bad) {
    struct asked asked = {.room = {work, work_size}, .columns = tests};
    peel_status status = compare_columns_check(n, before, after, tests);
    if (status == PEEL_OK) status = compare_plan(options, PEEL_TEST_FISHER, &asked.plan, NULL);
    if (status != PEEL_OK) return status;
    size_t failed = compare_each(0, n, before, after, ask_row, &asked);
    if (bad) *bad = failed;
    return PEEL_OK;
}
