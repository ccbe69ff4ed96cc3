/* Texts are merged where their plans count the same, and not otherwise. */
#include <criterion/criterion.h>

#include "support/counted.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const peel_criterion outcome = {.column = "outcome"};
static const peel_group_by by[] = {{.column = "force"}, {.column = "month"}};

static peel_cases_plan usual(void) {
    peel_cases_plan plan = plan_of(&outcome);
    plan.by = by;
    plan.by_n = 2;
    plan.unknown = 1;
    return plan;
}

static const peel_time_limit graded[] = {{"a", 60}, {"b", 120}};
static const peel_time_limit turned[] = {{"B", 120}, {"A", 60}};
static const peel_time_limit longer[] = {{"a", 60}, {"b", 121}};
static const peel_time_limit more[] = {{"a", 60}, {"b", 120}, {"c", 180}};
static const peel_time_limit renamed[] = {{"a", 60}, {"c", 120}};
static const peel_time_limit one[] = {{NULL, 60}};
static const peel_time_limit other[] = {{NULL, 61}};

#define TAKEN        .column = "outcome", .measure = PEEL_MEASURE_DURATION
#define GRADED       TAKEN, .grade = "month"
#define TAKEN_FILLED .column = "outcome", .measure = PEEL_MEASURE_FILLED

/* What is counted must be the same; what columns are called may differ. */
Test(cases_merge_plans, plans_must_match) {
    static const peel_criterion plain = {.column = "outcome"},
                                filled = {.column = "outcome", .measure = PEEL_MEASURE_FILLED};
    static const peel_criterion alone = {TAKEN, .limits = one, .limits_n = 1},
                                apart = {TAKEN, .limits = other, .limits_n = 1};
    static const peel_criterion by_grade = {GRADED, .limits = graded, .limits_n = 2};
    static const peel_criterion by_turned = {GRADED, .limits = turned, .limits_n = 2};
    static const peel_criterion by_longer = {GRADED, .limits = longer, .limits_n = 2};
    static const peel_criterion by_more = {GRADED, .limits = more, .limits_n = 3};
    static const peel_criterion by_renamed = {GRADED, .limits = renamed, .limits_n = 2};
    static const peel_criterion named = {.column = "outcome", .name = "other"};
    static const peel_criterion called = {.column = "force", .name = "Outcome"};
    static const peel_word oui[] = {{"oui", PEEL_ANSWER_MET, 0}, {"YES", PEEL_ANSWER_MET, 0}},
                           si[] = {{"si", PEEL_ANSWER_MET, 0}}, no[] = {{"oui", PEEL_ANSWER_NOT_MET, 0}},
                           turned_words[] = {{"yes", PEEL_ANSWER_NOT_MET, 0}};
    static const peel_criterion with_oui = {.column = "outcome", .words = oui, .words_n = 1},
                                with_usual = {.column = "outcome", .words = oui, .words_n = 2},
                                with_si = {.column = "outcome", .words = si, .words_n = 1},
                                with_no = {.column = "outcome", .words = no, .words_n = 1},
                                with_turned = {.column = "outcome", .words = turned_words, .words_n = 1};
    static const peel_criterion filled_met = {TAKEN_FILLED, .words = oui, .words_n = 1},
                                filled_not = {TAKEN_FILLED, .words = no, .words_n = 1};
    static const struct {
        const peel_criterion *a, *b;
        peel_status status;
    } pairs[] = {{&plain, &plain, PEEL_OK},
                 {&plain, &filled, PEEL_ERROR_MERGE},
                 {&plain, &named, PEEL_ERROR_MERGE},
                 {&plain, &called, PEEL_OK},
                 {&alone, &alone, PEEL_OK},
                 {&alone, &apart, PEEL_ERROR_MERGE},
                 {&by_grade, &alone, PEEL_ERROR_MERGE},
                 {&by_grade, &by_turned, PEEL_OK},
                 {&by_grade, &by_longer, PEEL_ERROR_MERGE},
                 {&by_grade, &by_more, PEEL_ERROR_MERGE},
                 {&by_grade, &by_renamed, PEEL_ERROR_MERGE},
                 {&plain, &with_oui, PEEL_ERROR_MERGE},
                 {&with_oui, &plain, PEEL_ERROR_MERGE},
                 {&with_oui, &with_usual, PEEL_OK},
                 {&with_usual, &with_oui, PEEL_OK},
                 {&with_oui, &with_si, PEEL_ERROR_MERGE},
                 {&with_oui, &with_no, PEEL_ERROR_MERGE},
                 {&plain, &with_turned, PEEL_ERROR_MERGE},
                 {&filled, &filled_met, PEEL_OK},
                 {&filled_met, &filled, PEEL_OK},
                 {&filled, &filled_not, PEEL_ERROR_MERGE},
                 {&filled_not, &filled, PEEL_ERROR_MERGE},
                 {&filled_met, &filled_not, PEEL_ERROR_MERGE}};
    static const char text[] = "force,month,outcome\nno,a,\n";
    for (size_t i = 0; i < COUNT(pairs); i++) {
        const peel_cases_plan plan_a = plan_of(pairs[i].a), plan_b = plan_of(pairs[i].b);
        struct counted a = counted_of(text, &plan_a), b = counted_of(text, &plan_b);
        if (pairs[i].status == PEEL_OK)
            cr_expect_eq(peel_cases_merge(a.reader, b.reader, NULL), PEEL_OK, "pair %zu", i);
        else
            expect_merge_refused(&a, &b, pairs[i].status);
        counted_close(&a);
        counted_close(&b);
    }
}

Test(cases_merge_plans, keys_and_policies_must_match) {
    static const peel_group_by days[] = {{.column = "force"},
                                         {.column = "month", .name = "month", .every = PEEL_EVERY_DAY}};
    static const peel_group_by swapped[] = {{.column = "month"}, {.column = "force"}};
    static const peel_group_by called[] = {{.column = "month", .name = "FORCE"}, {.column = "force", .name = "Month"}};
    static const char text[] = "force,month,outcome\n2024-01-02,2024-01-02,yes\n";
    peel_cases_plan plans[9];
    const peel_cases_plan plan = usual();
    for (size_t i = 0; i < COUNT(plans); i++)
        plans[i] = usual();
    plans[0].by = days;
    plans[1].by = swapped;
    plans[2].by_n = 1;
    plans[3].missing = PEEL_MISSING_FAILED;
    plans[4].sorted = 1;
    plans[5].unknown = 0;
    plans[6].by = called;
    plans[7].zone = PEEL_ZONE_LONDON;
    plans[8].serials = 1;
    struct counted into = counted_of(text, &plan);
    for (size_t i = 0; i < COUNT(plans); i++) {
        struct counted from = counted_of(text, &plans[i]);
        if (i == 6)
            cr_expect_eq(peel_cases_merge(into.reader, from.reader, NULL), PEEL_OK, "columns may have other names");
        else
            expect_merge_refused(&into, &from, PEEL_ERROR_MERGE);
        counted_close(&from);
    }
    counted_close(&into);
}

/* Which cases count must be the same too, whatever the order in which it is said. */
Test(cases_merge_plans, filters_must_match) {
    static const char *const ab[] = {"a", "b"}, *const ba[] = {"B", "A", "a"}, *const ac[] = {"a", "c"};
    static const peel_filter none[1] = {{.column = NULL}}, only[] = {{.column = "force", .words = ab, .words_n = 2}},
                             two[] = {{.column = "force", .words = ab, .words_n = 2},
                                      {.column = "month", .test = PEEL_FILTER_FILLED}},
                             swapped[] = {{.column = "Month", .test = PEEL_FILTER_FILLED},
                                          {.column = "FORCE", .words = ba, .words_n = 2}},
                             word[] = {{.column = "force", .words = ac, .words_n = 2}},
                             fewer[] = {{.column = "force", .words = ab, .words_n = 1}},
                             column[] = {{.column = "month", .words = ab, .words_n = 2}},
                             test[] = {{.column = "force", .words = ab, .words_n = 2, .test = PEEL_FILTER_IS_NOT}};
    static const struct {
        const peel_filter *a;
        size_t a_n;
        const peel_filter *b;
        size_t b_n;
        peel_status status;
    } pairs[] = {{only, 1, only, 1, PEEL_OK},           {two, 2, swapped, 2, PEEL_OK},
                 {none, 0, only, 1, PEEL_ERROR_MERGE},  {only, 1, none, 0, PEEL_ERROR_MERGE},
                 {only, 1, two, 2, PEEL_ERROR_MERGE},   {two, 2, only, 1, PEEL_ERROR_MERGE},
                 {only, 1, word, 1, PEEL_ERROR_MERGE},  {only, 1, fewer, 1, PEEL_ERROR_MERGE},
                 {fewer, 1, only, 1, PEEL_ERROR_MERGE}, {only, 1, column, 1, PEEL_ERROR_MERGE},
                 {only, 1, test, 1, PEEL_ERROR_MERGE}};
    static const char text[] = "force,month,outcome\na,2024-01,yes\n";
    for (size_t i = 0; i < COUNT(pairs); i++) {
        peel_cases_plan plans[] = {usual(), usual()};
        plans[0].filters = pairs[i].a;
        plans[0].filters_n = pairs[i].a_n;
        plans[1].filters = pairs[i].b;
        plans[1].filters_n = pairs[i].b_n;
        struct counted a = counted_of(text, &plans[0]), b = counted_of(text, &plans[1]);
        if (pairs[i].status == PEEL_OK)
            cr_expect_eq(peel_cases_merge(a.reader, b.reader, NULL), PEEL_OK, "pair %zu", i);
        else
            expect_merge_refused(&a, &b, pairs[i].status);
        counted_close(&a);
        counted_close(&b);
    }
}
