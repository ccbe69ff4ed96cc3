/* Counting cases: measures, and what becomes of missing answers. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support/counted.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const peel_criterion outcome = {.column = "outcome"};
static const peel_group_by by_force[] = {{.column = "force"}};

/* --- answers ---------------------------------------------------------------------------------------------------------- */

Test(cases, the_usual_words_of_an_answer) {
    static const struct {
        const char *word, *answers;
    } words[] = {{"yes", "1 0 0 0 0 0"},
                 {"Y", "1 0 0 0 0 0"},
                 {"1", "1 0 0 0 0 0"},
                 {"TRUE", "1 0 0 0 0 0"},
                 {" Compliant ", "1 0 0 0 0 0"},
                 {"met", "1 0 0 0 0 0"},
                 {"No", "0 1 0 0 0 0"},
                 {"n", "0 1 0 0 0 0"},
                 {"0", "0 1 0 0 0 0"},
                 {"False", "0 1 0 0 0 0"},
                 {"Non-compliant", "0 1 0 0 0 0"},
                 {"NON COMPLIANT", "0 1 0 0 0 0"},
                 {"not compliant", "0 1 0 0 0 0"},
                 {"not met", "0 1 0 0 0 0"},
                 {"N/A", "0 0 1 0 0 0"},
                 {"NA", "0 0 1 0 0 0"},
                 {"Not applicable", "0 0 1 0 0 0"},
                 {"", "0 0 0 1 0 0"},
                 {"\xC2\xA0", "0 0 0 1 0 0"},
                 {"maybe", "0 0 0 0 1 0"},
                 {"ye", "0 0 0 0 1 0"},
                 {"yess", "0 0 0 0 1 0"},
                 {"non_compliant", "0 0 0 0 1 0"},
                 {"2", "0 0 0 0 1 0"}};
    for (size_t i = 0; i < COUNT(words); i++) {
        peel_cases_plan plan = plan_of(&outcome);
        char text[80];
        plan.unknown = 1;
        snprintf(text, sizeof text, "force,outcome\nA,%s\n", words[i].word);
        struct counted counted = counted_of(text, &plan);
        cr_expect_eq(counted.status, PEEL_OK, "\"%s\"", words[i].word);
        expect_answers(&counted, 0, words[i].answers);
        expect_rows(&counted, "1 1 0 0");
        counted_close(&counted);
    }
}

/* Words that share a place in the small table of words seen last must not be taken for each other. */
Test(cases, many_words_in_one_column) {
    const peel_cases_plan plan = plan_of(&outcome);
    char text[40000] = "outcome,x\n";
    for (int i = 0; i < 300; i++)
        strcat(text, "Yes,1\nNo,1\nTRUE,1\nFALSE,1\n,1\nn/a,1\nMet,1\nNot met,1\n1,1\n0,1\n");
    struct counted counted = counted_of(text, &plan);
    expect_answers(&counted, 0, "1200 1200 300 300 0 0");
    counted_close(&counted);
}

Test(cases, words_of_the_plan_go_before) {
    static const peel_word words[] = {{"oui", PEEL_ANSWER_MET, 0},
                                      {" NON ", PEEL_ANSWER_NOT_MET, 0},
                                      {"no", PEEL_ANSWER_MISSING, 0},
                                      {"", PEEL_ANSWER_NOT_APPLICABLE, 0},
                                      {"Oui", PEEL_ANSWER_MET, 0}};
    const peel_criterion criterion = {.column = "outcome", .words = words, .words_n = COUNT(words)};
    const peel_cases_plan plan = plan_of(&criterion);
    struct counted counted = counted_of("outcome,x\nOUI,\nnon,\nNo,\n,x\nyes,\n", &plan);
    cr_expect_eq(counted.status, PEEL_OK);
    expect_answers(&counted, 0, "2 1 1 1 0 0");
    counted_close(&counted);
}

Test(cases, filled) {
    static const peel_word words[] = {{"refused", PEEL_ANSWER_NOT_APPLICABLE, 0}};
    const peel_criterion criterion = {
        .column = "origin", .measure = PEEL_MEASURE_FILLED, .words = words, .words_n = COUNT(words)};
    const peel_cases_plan plan = plan_of(&criterion);
    struct counted counted =
        counted_of("origin,x\nWelsh,\nno,\n,x\nNot stated,\nUNKNOWN,\nnot known,\nNot Recorded,\n-,\n"
                   "--,\n\xE2\x80\x93,\n\xE2\x80\x94,\nNULL,\n#N/A,\n(Blank),\n---,\nblank,\n"
                   "n/a,\nNA,\nnot applicable,\nRefused,\na word that is longer than any other,\n",
                   &plan);
    cr_expect_eq(counted.status, PEEL_OK);
    expect_answers(&counted, 0, "5 12 4 0 0 0");
    counted_close(&counted);
}

static const peel_time_limit one_limit[] = {{NULL, 14400}};
static const peel_time_limit by_grade[] = {{"Prompt", 14400}, {"priority", 3600}, {"scheduled", -1}};

Test(cases, time_with_one_limit_which_is_in_time) {
    const peel_criterion criterion = {.name = "in time",
                                      .column = "attended",
                                      .since = "received",
                                      .limits = one_limit,
                                      .limits_n = 1,
                                      .measure = PEEL_MEASURE_TIME};
    const peel_cases_plan plan = plan_of(&criterion);
    struct counted counted = counted_of("received,attended\n"
                                        "2024-03-01 10:00,2024-03-01 14:00\n"    /* met: as long as the limit */
                                        "2024-03-01 10:00,2024-03-01 14:00:01\n" /* not met */
                                        "2024-03-31 23:00,2024-04-01 01:00\n"    /* met */
                                        "2024-03-01 10:00,\n"                    /* open */
                                        ",2024-03-01 10:00\n"                    /* missing */
                                        "2024-03-01 10:00,2024-03-01 09:59\n"    /* ended before it began */
                                        "2024-03-01 10:00,soon\n"                /* no date */
                                        "soon,\n"                                /* no date */
                                        "2024-03-01 10:00,2024-03-01\n"          /* not to be compared */
                                        "2024-03-01 10:00,2024-03-01 10:00\n",   /* met: no time at all */
                                        &plan);
    cr_expect_eq(counted.status, PEEL_OK);
    expect_answers(&counted, 0, "3 1 0 1 0 1");
    expect_rows(&counted, "10 6 0 4");
    cr_expect_str_eq(counted_tally(&counted, 0).criterion, "in time");
    const struct {
        peel_status status;
        int64_t line, column;
        const char *name;
    } faults[] = {{PEEL_ERROR_NEGATIVE_DURATION, 7, 18, "attended"},
                  {PEEL_ERROR_NOT_A_DATE, 8, 18, "attended"},
                  {PEEL_ERROR_NOT_A_DATE, 9, 1, "received"},
                  {PEEL_ERROR_NOT_A_DATE, 10, 18, "attended"}};
    for (size_t i = 0; i < COUNT(faults); i++) {
        const peel_error fault = counted_fault(&counted, i);
        cr_expect_eq(fault.status, faults[i].status, "fault %zu: %s", i, fault.message);
        cr_expect_eq(fault.line, faults[i].line);
        cr_expect_eq(fault.column, faults[i].column);
        cr_expect_str_eq(fault.name, faults[i].name);
    }
    cr_expect_eq(counted.summary.reasons, 3, "a status and a column each");
    cr_expect_eq(counted_reason(&counted, 1).rows, 2);
    cr_expect_eq(counted_reason(&counted, 1).first.line, 8);
    counted_close(&counted);
}

Test(cases, time_with_limits_by_grade) {
    const peel_criterion criterion = {.column = "attended",
                                      .since = "received",
                                      .grade = "grade",
                                      .limits = by_grade,
                                      .limits_n = COUNT(by_grade),
                                      .measure = PEEL_MEASURE_TIME};
    peel_cases_plan plan = plan_of(&criterion);
    plan.unknown = 1;
    struct counted counted = counted_of("grade,received,attended\n"
                                        "prompt,2024-03-01 10:00,2024-03-01 14:00\n"    /* met */
                                        "PRIORITY,2024-03-01 10:00,2024-03-01 11:00\n"  /* met */
                                        "priority,2024-03-01 10:00,2024-03-01 11:01\n"  /* not met */
                                        "scheduled,2024-03-01 10:00,2024-03-09 11:00\n" /* does not apply */
                                        "immediate,2024-03-01 10:00,2024-03-01 11:00\n" /* no such grade */
                                        ",2024-03-01 10:00,2024-03-01 11:00\n"          /* missing */
                                        "prompt,2024-03-01 10:00,\n",                   /* open */
                                        &plan);
    cr_expect_eq(counted.status, PEEL_OK);
    expect_answers(&counted, 0, "2 1 1 1 1 1");
    const peel_unknown_word word = counted_word(&counted, 0);
    cr_expect_str_eq(word.word, "immediate");
    cr_expect_str_eq(word.criterion, "attended");
    cr_expect_eq(word.line, 6);
    cr_expect_eq(word.column, 1, "where the grade stands");
    counted_close(&counted);
}

/* A case to which the criterion does not apply is neither missing nor open. */
Test(cases, the_grade_is_asked_first) {
    const peel_criterion criterion = {.column = "attended",
                                      .since = "received",
                                      .grade = "grade",
                                      .limits = by_grade,
                                      .limits_n = COUNT(by_grade),
                                      .measure = PEEL_MEASURE_TIME};
    peel_cases_plan plan = plan_of(&criterion);
    plan.unknown = 1;
    struct counted counted = counted_of("grade,received,attended\n"
                                        "scheduled,2024-03-01 10:00,\n"
                                        "scheduled,,2024-03-01 10:00\n"
                                        "scheduled,,\n"
                                        "immediate,2024-03-01 10:00,\n"
                                        ",2024-03-01 10:00,\n"
                                        ",2024-03-01 10:00,2024-03-01 10:30\n"
                                        "prompt,,2024-03-01 10:00\n"
                                        "prompt,2024-03-01 10:00,\n",
                                        &plan);
    expect_answers(&counted, 0, "0 0 3 3 1 1"); /* met, not met, not applicable, missing, unknown, open */
    counted_close(&counted);
}

/* It cannot be read, whether its grade asks for it or not: who reads the file is told. */
Test(cases, a_fault_goes_before_the_grade) {
    const peel_criterion time = {.column = "attended",
                                 .since = "received",
                                 .grade = "grade",
                                 .limits = by_grade,
                                 .limits_n = COUNT(by_grade),
                                 .measure = PEEL_MEASURE_TIME};
    peel_criterion duration = time;
    duration.measure = PEEL_MEASURE_DURATION;
    duration.since = NULL;
    peel_cases_plan plan = plan_of(&time);
    struct counted counted = counted_of("grade,received,attended\n"
                                        "scheduled,2024-03-01 10:00,soon\n"
                                        "scheduled,2024-03-01 10:00,2024-03-01 09:00\n"
                                        "scheduled,2024-03-01,2024-03-01 09:00\n"
                                        "none such,soon,\n"
                                        ",soon,\n"
                                        "scheduled,2024-03-01 10:00,2024-03-01 11:00\n",
                                        &plan);
    const peel_status due[] = {PEEL_ERROR_NOT_A_DATE, PEEL_ERROR_NEGATIVE_DURATION, PEEL_ERROR_NOT_A_DATE,
                               PEEL_ERROR_NOT_A_DATE, PEEL_ERROR_NOT_A_DATE};
    expect_rows(&counted, "6 1 0 5");
    expect_answers(&counted, 0, "0 0 1 0 0 0");
    for (size_t i = 0; i < COUNT(due); i++)
        cr_expect_eq(counted_fault(&counted, i).status, due[i], "row %zu", i);
    counted_close(&counted);
    plan = plan_of(&duration);
    counted = counted_of("grade,attended\nscheduled,soon\nscheduled,-1h\nscheduled,1h\n", &plan);
    expect_rows(&counted, "3 1 0 2");
    cr_expect_eq(counted_fault(&counted, 0).status, PEEL_ERROR_NOT_A_DURATION);
    cr_expect_eq(counted_fault(&counted, 1).status, PEEL_ERROR_NEGATIVE_DURATION);
    counted_close(&counted);
}

Test(cases, a_limit_beyond_all_nanoseconds) {
    static const peel_time_limit limits[] = {{NULL, INT64_MAX}};
    const peel_criterion criterion = {
        .column = "b", .since = "a", .limits = limits, .limits_n = 1, .measure = PEEL_MEASURE_TIME};
    const peel_cases_plan plan = plan_of(&criterion);
    struct counted counted = counted_of("a,b\n1900-01-01,2024-03-01\n", &plan);
    expect_answers(&counted, 0, "1 0 0 0 0 0");
    counted_close(&counted);
}

Test(cases, duration) {
    const peel_criterion criterion = {
        .column = "taken", .limits = one_limit, .limits_n = 1, .measure = PEEL_MEASURE_DURATION};
    const peel_cases_plan plan = plan_of(&criterion);
    struct counted counted = counted_of("taken,x\n4h,\n4:00:01,\n90 min,\n,x\nsoon,\n-2h,\n", &plan);
    expect_answers(&counted, 0, "2 1 0 1 0 0");
    expect_rows(&counted, "6 4 0 2");
    cr_expect_eq(counted_fault(&counted, 0).status, PEEL_ERROR_NOT_A_DURATION);
    cr_expect_eq(counted_fault(&counted, 1).status, PEEL_ERROR_NEGATIVE_DURATION);
    counted_close(&counted);
}

/* --- policies ---------------------------------------------------------------------------------------------------------- */

Test(cases, what_becomes_of_missing_answers) {
    static const char text[] = "outcome,x\nyes,\nyes,\nno,\n,x\n,x\nn/a,\n";
    static const struct {
        int32_t policy;
        int64_t met, assessed;
        peel_status status;
    } expected[] = {{PEEL_MISSING_EXCLUDED, 2, 3, PEEL_OK},
                    {PEEL_MISSING_FAILED, 2, 5, PEEL_OK},
                    {PEEL_MISSING_MET, 4, 5, PEEL_OK},
                    {PEEL_MISSING_REFUSED, 2, 3, PEEL_ERROR_MISSING_ANSWER}};
    for (size_t i = 0; i < COUNT(expected); i++) {
        peel_cases_plan plan = plan_of(&outcome);
        plan.missing = expected[i].policy;
        struct counted counted = counted_of(text, &plan);
        const peel_case_tally tally = counted_tally(&counted, 0);
        cr_expect_eq(counted.status, expected[i].status);
        cr_expect_eq(tally.sample.met, expected[i].met);
        cr_expect_eq(tally.sample.assessed, expected[i].assessed);
        cr_expect_eq(tally.sample.population, 0);
        cr_expect_eq(tally.missing, 2, "counted apart whatever the policy");
        cr_expect_eq(tally.lowest, 0.4);
        cr_expect_eq(tally.highest, 0.8);
        if (expected[i].status != PEEL_OK) {
            cr_expect_eq(counted.error.line, 5, "the first that is missing");
            cr_expect_eq(counted.error.column, 1);
            cr_expect_str_eq(counted.error.name, "outcome");
        }
        counted_close(&counted);
    }
}

Test(cases, nothing_assessed_has_no_range) {
    const peel_cases_plan plan = plan_of(&outcome);
    struct counted counted = counted_of("outcome,x\nn/a,\n", &plan);
    const peel_case_tally tally = counted_tally(&counted, 0);
    cr_expect(isnan(tally.lowest) && isnan(tally.highest));
    counted_close(&counted);
}

Test(cases, columns_say_what_tallies_say) {
    static const peel_criterion criteria[] = {{.column = "a"}, {.column = "b"}};
    peel_cases_plan plan = plan_of(criteria);
    plan.criteria_n = 2;
    plan.by = by_force;
    plan.by_n = 1;
    plan.missing = PEEL_MISSING_FAILED;
    plan.unknown = 1;
    struct counted counted = counted_of("force,a,b\nX,yes,no\nY,,maybe\nX,n/a,yes\nX,,n/a\n", &plan);
    int64_t whole[8][4];
    double rates[2][4];
    const peel_case_columns columns = {whole[0], whole[1], whole[2], whole[3], whole[4],
                                       whole[5], whole[6], whole[7], rates[0], rates[1]};
    const peel_case_columns none = {0};
    cr_assert_eq(counted.summary.groups, 2);
    cr_assert_eq(peel_cases_columns(counted.reader, &columns), PEEL_OK);
    cr_expect_eq(peel_cases_columns(counted.reader, &none), PEEL_OK);
    for (size_t i = 0; i < 4; i++) {
        const peel_case_tally t = counted_tally(&counted, i);
        cr_expect_eq(t.group, i / 2);
        cr_expect_str_eq(t.criterion, i % 2 ? "b" : "a");
        cr_expect_eq(whole[0][i], t.sample.met);
        cr_expect_eq(whole[1][i], t.sample.assessed);
        cr_expect_eq(whole[2][i], t.met);
        cr_expect_eq(whole[3][i], t.not_met);
        cr_expect_eq(whole[4][i], t.not_applicable);
        cr_expect_eq(whole[5][i], t.missing);
        cr_expect_eq(whole[6][i], t.unknown);
        cr_expect_eq(whole[7][i], t.open);
        cr_expect(memcmp(&rates[0][i], &t.lowest, sizeof t.lowest) == 0);
        cr_expect(memcmp(&rates[1][i], &t.highest, sizeof t.highest) == 0);
    }
    expect_answers(&counted, 0, "1 0 1 1 0 0");
    expect_answers(&counted, 1, "1 1 1 0 0 0");
    expect_answers(&counted, 3, "0 0 0 0 1 0");
    cr_expect_eq(counted_tally(&counted, 0).sample.assessed, 2);
    counted_close(&counted);
}
