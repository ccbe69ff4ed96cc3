/* Plans that cannot be as they stand: each refusal of peel_cases_open, and what it says. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "support/counted.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const peel_criterion outcome = {.column = "outcome"};

/* Expects a refusal, and a part of its message; the handle is untouched. */
static void expect_refused(const peel_cases_plan *plan, peel_status status, const char *part) {
    peel_cases_reader *reader = NULL;
    peel_error error;
    memset(&error, 0x5A, sizeof error);
    cr_expect_eq(peel_cases_open(plan, &reader, &error), status, "%s", part);
    cr_expect_eq(error.status, status);
    cr_expect_not_null(strstr(error.message, part), "\"%s\" is not in \"%s\"", part, error.message);
    cr_expect_eq(error.line, 0);
    cr_expect_eq(peel_cases_open(plan, &reader, NULL), status);
    cr_expect_null(reader);
}

static void expect_sentence(const peel_cases_plan *plan, peel_status status) {
    expect_refused(plan, status, peel_status_sentence(status));
}

static void expect_opened(const peel_cases_plan *plan, const char *what) {
    peel_cases_reader *reader = NULL;
    peel_error error = {0};
    cr_expect_eq(peel_cases_open(plan, &reader, &error), PEEL_OK, "%s: %s", what, error.message);
    peel_cases_close(reader);
}

Test(cases_plan, null) {
    const peel_cases_plan plan = plan_of(&outcome);
    peel_cases_reader *reader;
    peel_error error;
    cr_expect_eq(peel_cases_open(NULL, &reader, &error), PEEL_ERROR_NULL);
    cr_expect_eq(error.status, PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_open(&plan, NULL, NULL), PEEL_ERROR_NULL);
    peel_cases_plan lacking = plan;
    lacking.criteria = NULL;
    expect_sentence(&lacking, PEEL_ERROR_NULL);
    lacking = plan;
    lacking.by_n = 1;
    expect_sentence(&lacking, PEEL_ERROR_NULL);
    lacking = plan;
    lacking.filters_n = 1;
    expect_sentence(&lacking, PEEL_ERROR_NULL);
}

Test(cases_plan, size_allocator_encoding_layout) {
    peel_cases_plan plan = plan_of(&outcome);
    plan.size = 0;
    expect_sentence(&plan, PEEL_ERROR_OPTIONS_SIZE);
    plan.size = sizeof plan + 8;
    expect_sentence(&plan, PEEL_ERROR_OPTIONS_SIZE);
    plan = plan_of(&outcome);
    plan.allocator.release = (void (*)(void *, void *))(uintptr_t)1;
    expect_sentence(&plan, PEEL_ERROR_ALLOCATOR);
    plan = plan_of(&outcome);
    plan.encoding = PEEL_ENCODING_END_;
    expect_sentence(&plan, PEEL_ERROR_ENCODING_OPTION);
    plan.encoding = -1;
    expect_sentence(&plan, PEEL_ERROR_ENCODING_OPTION);
    plan = plan_of(&outcome);
    plan.layout = PEEL_LAYOUT_END_;
    expect_sentence(&plan, PEEL_ERROR_LAYOUT);
    plan.layout = -1;
    expect_sentence(&plan, PEEL_ERROR_LAYOUT);
}

Test(cases_plan, numbers_that_no_list_has) {
    static const struct {
        size_t offset;
        int32_t number;
        const char *part;
    } wrong[] = {
        {offsetof(peel_cases_plan, missing), PEEL_MISSING_END_, "no such policy of missing answers"},
        {offsetof(peel_cases_plan, missing), -1, "no such policy of missing answers"},
        {offsetof(peel_cases_plan, zone), PEEL_ZONE_END_, "no such zone"},
        {offsetof(peel_cases_plan, zone), -1, "no such zone"},
        {offsetof(peel_cases_plan, delimiter), ':', "no such delimiter"},
        {offsetof(peel_cases_plan, delimiter), 256 + ',', "no such delimiter"},
        {offsetof(peel_cases_plan, serials), 2, "serials, unknown and sorted are 0 or 1"},
        {offsetof(peel_cases_plan, unknown), -1, "serials, unknown and sorted are 0 or 1"},
        {offsetof(peel_cases_plan, sorted), 3, "serials, unknown and sorted are 0 or 1"},
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        peel_cases_plan plan = plan_of(&outcome);
        memcpy((char *)&plan + wrong[i].offset, &wrong[i].number, sizeof wrong[i].number);
        expect_refused(&plan, PEEL_ERROR_PLAN, wrong[i].part);
    }
    static const int32_t delimiters[] = {0, ',', ';', '\t', '|'};
    for (size_t i = 0; i < COUNT(delimiters); i++) {
        peel_cases_plan plan = plan_of(&outcome);
        plan.delimiter = delimiters[i];
        expect_opened(&plan, "a delimiter");
    }
}

Test(cases_plan, too_many_and_none) {
    enum { keys = 17, criteria = 257, filters = 65 };
    static peel_group_by by[keys];
    static peel_criterion asked[criteria];
    static peel_filter filter[filters];
    static char names[criteria][8];
    for (size_t i = 0; i < criteria; i++) {
        names[i][0] = (char)('a' + i / 26);
        names[i][1] = (char)('a' + i % 26);
        asked[i].column = names[i];
        if (i < keys) by[i].column = names[i];
        if (i < filters) filter[i] = (peel_filter){.column = "x", .test = PEEL_FILTER_BLANK};
    }
    peel_cases_plan plan = {.size = sizeof plan,
                            .by = by,
                            .by_n = keys - 1,
                            .criteria = asked,
                            .filters = filter,
                            .filters_n = filters - 1};
    plan.criteria_n = criteria - 1;
    expect_opened(&plan, "as many as there may be");
    plan.by_n++;
    expect_refused(&plan, PEEL_ERROR_PLAN, "more than 16 columns");
    plan.by_n--;
    plan.criteria_n++;
    expect_refused(&plan, PEEL_ERROR_PLAN, "more than 256 criteria");
    plan.criteria_n--;
    plan.filters_n++;
    expect_refused(&plan, PEEL_ERROR_PLAN, "more than 64 filters");
    plan.filters_n--;
    plan.criteria_n = 0;
    expect_refused(&plan, PEEL_ERROR_PLAN, "no criterion: say which column answers, or a layout");
}

Test(cases_plan, keys) {
    static const struct {
        peel_group_by second;
        peel_status status;
        const char *part;
    } wrong[] = {
        {{.column = NULL}, PEEL_ERROR_PLAN, "key 2 has no column"},
        {{.column = " "}, PEEL_ERROR_PLAN, "key 2 has no column"},
        {{.column = "a", .name = ""}, PEEL_ERROR_PLAN, "key 2 has an empty name"},
        {{.column = "a", .every = PEEL_EVERY_END_}, PEEL_ERROR_PLAN, "key 2: no such period"},
        {{.column = "a", .every = -1}, PEEL_ERROR_PLAN, "key 2: no such period"},
        {{.column = " FORCE "}, PEEL_ERROR_PLAN, "key 2 has the name of an earlier one"},
        {{.column = "a", .name = "force"}, PEEL_ERROR_PLAN, "key 2 has the name of an earlier one"},
        {{.column = "a", .reserved = 1}, PEEL_ERROR_RESERVED, ""},
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        const peel_group_by by[] = {{.column = "force"}, wrong[i].second};
        peel_cases_plan plan = plan_of(&outcome);
        plan.by = by;
        plan.by_n = 2;
        expect_refused(&plan, wrong[i].status, wrong[i].part);
    }
    static const peel_group_by twice[] = {{.column = "force"}, {.column = "force", .name = "again"}};
    peel_cases_plan plan = plan_of(&outcome);
    plan.by = twice;
    plan.by_n = 2;
    expect_opened(&plan, "a column may group under two names");
    static const peel_group_by periods[] = {{.column = "a", .every = PEEL_EVERY_DAY},
                                            {.column = "b", .every = PEEL_EVERY_YEAR}};
    plan.by = periods;
    expect_refused(&plan, PEEL_ERROR_PLAN, "key 2 has the name of an earlier one");
}

Test(cases_plan, criteria) {
    static const peel_word none[] = {{NULL, PEEL_ANSWER_MET, 0}};
    static const peel_word reserved[] = {{"x", PEEL_ANSWER_MET, 1}};
    static const peel_word low[] = {{"x", 0, 0}};
    static const peel_word high[] = {{"x", PEEL_ANSWER_END_, 0}};
    static const peel_word both[] = {{"x", PEEL_ANSWER_MET, 0}, {" X", PEEL_ANSWER_NOT_MET, 0}};
    static const peel_word sound[] = {{"x", PEEL_ANSWER_MET, 0}};
    static const peel_time_limit limit[] = {{NULL, 60}};
    static const peel_time_limit below[] = {{NULL, -2}};
    static const peel_time_limit graded[] = {{"a", 60}, {"b", -1}};
    static const peel_time_limit blank[] = {{"", 60}};
    static const peel_time_limit twice[] = {{"a", 60}, {"A ", 60}};
    static const struct {
        peel_criterion second;
        peel_status status;
        const char *part;
    } wrong[] = {
        {{.name = "x"}, PEEL_ERROR_PLAN, "criterion 2 has no column"},
        {{.column = "\t"}, PEEL_ERROR_PLAN, "criterion 2 has no column"},
        {{.column = "a", .name = " "}, PEEL_ERROR_PLAN, "criterion 2 has an empty name"},
        {{.column = "Outcome"}, PEEL_ERROR_PLAN, "criterion 2 has the name of an earlier one"},
        {{.column = "a", .measure = PEEL_MEASURE_END_}, PEEL_ERROR_PLAN, "criterion 2: no such measure"},
        {{.column = "a", .measure = -1}, PEEL_ERROR_PLAN, "criterion 2: no such measure"},
        {{.column = "a", .reserved = 1}, PEEL_ERROR_RESERVED, ""},
        {{.column = "a", .words_n = 1}, PEEL_ERROR_NULL, ""},
        {{.column = "a", .words = none, .words_n = 1}, PEEL_ERROR_NULL, ""},
        {{.column = "a", .words = reserved, .words_n = 1}, PEEL_ERROR_RESERVED, ""},
        {{.column = "a", .words = low, .words_n = 1},
         PEEL_ERROR_PLAN,
         "criterion 2: the word \"x\" has no such answer"},
        {{.column = "a", .words = high, .words_n = 1},
         PEEL_ERROR_PLAN,
         "criterion 2: the word \"x\" has no such answer"},
        {{.column = "a", .words = both, .words_n = 2},
         PEEL_ERROR_PLAN,
         "criterion 2: the word \" X\" has two meanings"},
        {{.column = "a", .words = sound, .words_n = 100001}, PEEL_ERROR_PLAN, "more than 100,000 words"},
        {{.column = "a", .since = "b"}, PEEL_ERROR_PLAN, "criterion 2 has a column since, which only a time has"},
        {{.column = "a", .grade = "b"}, PEEL_ERROR_PLAN, "criterion 2 has a column of grades"},
        {{.column = "a", .limits = limit, .limits_n = 1}, PEEL_ERROR_PLAN, "criterion 2 has limits"},
#define TIME     .column = "a", .since = "b", .measure = PEEL_MEASURE_TIME
#define DURATION .column = "a", .measure = PEEL_MEASURE_DURATION
        {{TIME}, PEEL_ERROR_PLAN, "criterion 2 has no limit"},
        {{DURATION}, PEEL_ERROR_PLAN, "criterion 2 has no limit"},
        {{.column = "a", .measure = PEEL_MEASURE_TIME, .limits = limit, .limits_n = 1},
         PEEL_ERROR_PLAN,
         "criterion 2 is a time and has no column since"},
        {{DURATION, .since = "b", .limits = limit, .limits_n = 1}, PEEL_ERROR_PLAN, "which only a time has"},
        {{TIME, .words = sound, .words_n = 1, .limits = limit, .limits_n = 1},
         PEEL_ERROR_PLAN,
         "criterion 2 has words"},
        {{TIME, .limits_n = 1}, PEEL_ERROR_NULL, ""},
        {{TIME, .limits = below, .limits_n = 1}, PEEL_ERROR_PLAN, "criterion 2 has a limit below -1"},
        {{TIME, .limits = graded, .limits_n = 1}, PEEL_ERROR_PLAN, "limits by grade, and no column of grades"},
        {{TIME, .limits = graded, .limits_n = 2}, PEEL_ERROR_PLAN, "limits by grade, and no column of grades"},
        {{TIME, .grade = "g", .limits = limit, .limits_n = 1}, PEEL_ERROR_PLAN, "has a limit without a grade"},
        {{TIME, .grade = "g", .limits = blank, .limits_n = 1}, PEEL_ERROR_PLAN, "has a limit without a grade"},
        {{TIME, .grade = " ", .limits = graded, .limits_n = 2}, PEEL_ERROR_PLAN, "empty name of its column of grades"},
        {{DURATION, .grade = "g", .limits = twice, .limits_n = 2}, PEEL_ERROR_PLAN, "the word \"A \" has two limits"},
        {{DURATION, .grade = "g", .limits = graded, .limits_n = 256}, PEEL_ERROR_PLAN, "more than 255 limits"},
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        const peel_criterion criteria[] = {outcome, wrong[i].second};
        peel_cases_plan plan = plan_of(criteria);
        plan.criteria_n = 2;
        expect_refused(&plan, wrong[i].status, wrong[i].part);
    }
    const peel_criterion criteria[] = {{TIME, .grade = "g", .limits = graded, .limits_n = 2},
                                       {DURATION, .name = "d", .limits = limit, .limits_n = 1},
                                       {.column = "c", .words = sound, .words_n = 1}};
    peel_cases_plan plan = plan_of(criteria);
    plan.criteria_n = COUNT(criteria);
    expect_opened(&plan, "sound criteria");
}

Test(cases_plan, filters) {
    static const char *const words[] = {"x", NULL};
    static const struct {
        peel_filter second;
        peel_status status;
        const char *part;
    } wrong[] = {
        {{.test = PEEL_FILTER_BLANK}, PEEL_ERROR_PLAN, "filter 2 has no column"},
        {{.column = "", .test = PEEL_FILTER_BLANK}, PEEL_ERROR_PLAN, "filter 2 has no column"},
        {{.column = "a", .test = PEEL_FILTER_END_}, PEEL_ERROR_PLAN, "filter 2: no such test"},
        {{.column = "a", .test = -1}, PEEL_ERROR_PLAN, "filter 2: no such test"},
        {{.column = "a", .test = PEEL_FILTER_IS}, PEEL_ERROR_PLAN, "filter 2 has no word to compare with"},
        {{.column = "a", .test = PEEL_FILTER_IS_NOT}, PEEL_ERROR_PLAN, "filter 2 has no word to compare with"},
        {{.column = "a", .test = PEEL_FILTER_BLANK, .words = words, .words_n = 1},
         PEEL_ERROR_PLAN,
         "filter 2 has words"},
        {{.column = "a", .test = PEEL_FILTER_FILLED, .words = words, .words_n = 1},
         PEEL_ERROR_PLAN,
         "filter 2 has words"},
        {{.column = "a", .words = words, .words_n = 100001}, PEEL_ERROR_PLAN, "more than 100,000 words"},
        {{.column = "a", .words_n = 1}, PEEL_ERROR_NULL, ""},
        {{.column = "a", .words = words, .words_n = 2}, PEEL_ERROR_NULL, ""},
        {{.column = "a", .words = words, .words_n = 1, .reserved = 1}, PEEL_ERROR_RESERVED, ""},
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        const peel_filter filters[] = {{.column = "b", .words = words, .words_n = 1}, wrong[i].second};
        peel_cases_plan plan = plan_of(&outcome);
        plan.filters = filters;
        plan.filters_n = 2;
        expect_refused(&plan, wrong[i].status, wrong[i].part);
    }
}

/* All texts are copied: what the caller does to them later is of no matter. */
Test(cases_plan, is_copied) {
    char column[] = "outcome", word[] = "oui", key[] = "force", filter[] = "kind", value[] = "a";
    peel_word words[] = {{word, PEEL_ANSWER_MET, 0}};
    peel_criterion criterion = {.column = column, .words = words, .words_n = 1};
    peel_group_by by = {.column = key};
    const char *values[] = {value};
    peel_filter filters = {.column = filter, .words = values, .words_n = 1};
    peel_cases_plan plan = plan_of(&criterion);
    struct counted counted = {0};
    plan.by = &by;
    plan.by_n = 1;
    plan.filters = &filters;
    plan.filters_n = 1;
    cr_assert_eq(peel_cases_open(&plan, &counted.reader, NULL), PEEL_OK);
    memset(column, 'x', 7);
    memset(word, 'x', 3);
    memset(key, 'x', 5);
    memset(filter, 'x', 4);
    memset(value, 'x', 1);
    memset(words, 0, sizeof words);
    memset(&criterion, 0, sizeof criterion);
    memset(&by, 0, sizeof by);
    memset(&filters, 0, sizeof filters);
    values[0] = NULL;
    memset(&plan, 0, sizeof plan);
    static const char text[] = "force,kind,outcome\nA,a,oui\nA,b,oui\n";
    cr_expect_eq(peel_cases_feed(counted.reader, text, strlen(text), NULL), PEEL_OK);
    cr_expect_eq(peel_cases_finish(counted.reader, NULL), PEEL_OK);
    cr_expect_eq(peel_cases_count(counted.reader, &counted.summary), PEEL_OK);
    expect_groups(&counted, "A");
    expect_answers(&counted, 0, "1 0 0 0 0 0");
    counted_close(&counted);
}
