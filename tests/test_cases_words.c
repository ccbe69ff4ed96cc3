/* What the end of a text says of words without a meaning, and of answers that are missing. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "support/counted.h"

static const peel_criterion outcome = {.column = "outcome"};
static const peel_group_by by_force[] = {{.column = "force"}};

static peel_cases_plan usual(void) {
    peel_cases_plan plan = plan_of(&outcome);
    plan.by = by_force;
    plan.by_n = 1;
    return plan;
}

Test(cases_words, words_without_a_meaning) {
    const peel_cases_plan plan = usual();
    struct counted counted = counted_of("force,outcome\nA,yes\nA,maybe\nA,?\nB,maybe\nB,maybe\n", &plan);
    cr_expect_eq(counted.status, PEEL_ERROR_UNKNOWN_WORD);
    cr_expect_str_eq(counted.error.message,
                     "The column outcome holds words without a meaning: \"maybe\" (3 cells, first "
                     "in line 3), \"?\" (1). Say what they mean, or have them counted apart.");
    cr_expect_eq(counted.error.line, 3);
    cr_expect_eq(counted.error.column, 3);
    cr_expect_eq(counted.error.field, 2);
    cr_expect_str_eq(counted.error.name, "outcome");
    cr_expect_eq(counted.summary.unknown, 4, "the counts can be read all the same");
    cr_expect_eq(counted.summary.words, 2);
    expect_answers(&counted, 0, "1 0 0 0 2 0");
    expect_answers(&counted, 1, "0 0 0 0 2 0");
    cr_expect_eq(counted_tally(&counted, 0).sample.assessed, 1);
    cr_expect_eq(counted_word(&counted, 1).cells, 1);
    cr_expect_str_eq(counted_word(&counted, 1).criterion, "outcome");
    counted_close(&counted);
}

Test(cases_words, words_in_several_columns) {
    static const peel_criterion criteria[] = {{.column = "a"}, {.column = "b"}};
    peel_cases_plan plan = plan_of(criteria);
    plan.criteria_n = 2;
    struct counted counted = counted_of("a,b\nx,z\nx,x\n", &plan);
    cr_expect_str_eq(
        counted.error.message,
        "The column a holds words without a meaning: \"x\" (2 cells, first in line 2); the column b: \"z\" "
        "(1), \"x\" (1). Say what they mean, or have them counted apart.");
    counted_close(&counted);
}

/* However long the names of columns are, the sentence comes to its end. */
Test(cases_words, words_in_columns_of_long_names) {
    enum { columns = 12, length = 200 };
    static char names[columns][length + 1], text[2 * columns * length];
    peel_criterion criteria[columns] = {{0}};
    peel_cases_plan plan = plan_of(criteria);
    plan.criteria_n = columns;
    for (size_t i = 0; i < columns; i++) {
        memset(names[i], 'a' + (int)i, length);
        criteria[i].column = names[i];
        strcat(strcat(text, i == 0 ? "" : ","), names[i]);
    }
    for (size_t i = 0; i < columns; i++)
        strcat(text, i == 0 ? "\na word of more than 24 bytes" : ",a word of more than 24 bytes");
    struct counted counted = counted_of(text, &plan);
    const char *const end = strstr(counted.error.message, " more. Say what they mean, or have them counted apart.");
    cr_expect_eq(counted.summary.words, columns);
    cr_expect(end && end[54] == '\0', "%s", counted.error.message);
    counted_close(&counted);
}

/* A hundred different ones are kept, and 64 bytes of each, which a mark shows; the rest is counted. */
Test(cases_words, very_many_and_very_long_words) {
    static char text[30000] = "outcome,x\n";
    static const peel_criterion one[] = {{.column = "outcome"}};
    const peel_cases_plan plan = plan_of(one);
    for (int i = 0; i < 120; i++) {
        char row[64];
        snprintf(row, sizeof row, "word %d,\nword %d,\n", i, i);
        strcat(text, row);
    }
    struct counted counted = counted_of(text, &plan);
    cr_expect_eq(counted.summary.words, 100);
    cr_expect_eq(counted.summary.unknown, 240);
    cr_expect_eq(counted_word(&counted, 99).cells, 2);
    cr_expect_str_eq(counted_word(&counted, 99).word, "word 99");
    cr_expect_not_null(strstr(counted.error.message, "\"word 0\" (2 cells, first in line 2), \"word 1\" (2)"));
    cr_expect_not_null(strstr(counted.error.message, " more at least. Say what they mean"), "%s",
                       counted.error.message);
    counted_close(&counted);
    counted = counted_of("outcome,x\n123456789012345678901234567890123456789012345678901234567890123\xC3\xA9x,\n"
                         "1234567890123456789012345678901234567890123456789012345678901234x,\n"
                         "1234567890123456789012345678901234567890123456789012345678901234yz,\n"
                         "1234567890123456789012345678901234567890123456789012345678901234,\n",
                         &plan);
    cr_expect_str_eq(counted_word(&counted, 0).word,
                     "123456789012345678901234567890123456789012345678901234567890123...", "never half a letter");
    cr_expect_str_eq(counted_word(&counted, 1).word,
                     "1234567890123456789012345678901234567890123456789012345678901234...");
    cr_expect_eq(counted_word(&counted, 1).cells, 2, "the same as far as they are kept");
    cr_expect_str_eq(counted_word(&counted, 2).word, "1234567890123456789012345678901234567890123456789012345678901234",
                     "a whole one is another");
    cr_expect_eq(counted.summary.words, 3);
    counted_close(&counted);
}

Test(cases_words, missing_answers_refused) {
    peel_cases_plan plan = usual();
    plan.missing = PEEL_MISSING_REFUSED;
    struct counted counted = counted_of("force,outcome\nA,yes\nA,n/a\n", &plan);
    cr_expect_eq(counted.status, PEEL_OK);
    counted_close(&counted);
    counted = counted_of("force,outcome\nA,\nA,maybe\n", &plan);
    cr_expect_eq(counted.status, PEEL_ERROR_UNKNOWN_WORD, "what cannot be understood goes first");
    counted_close(&counted);
    plan.unknown = 1;
    counted = counted_of("force,outcome\nA,\nA,maybe\n", &plan);
    cr_expect_eq(counted.status, PEEL_ERROR_MISSING_ANSWER);
    cr_expect_str_eq(counted.error.message, peel_status_sentence(PEEL_ERROR_MISSING_ANSWER));
    cr_expect_eq(counted.error.line, 2);
    counted_close(&counted);
}

/* The place is that of the cell which is blank, not of one that is filled. */
Test(cases_words, where_an_answer_is_missing) {
    static const peel_time_limit limits[] = {{"prompt", 14400}, {"priority", 3600}};
    static const peel_criterion time = {.column = "until",
                                        .since = "since",
                                        .grade = "grade",
                                        .limits = limits,
                                        .limits_n = 2,
                                        .measure = PEEL_MEASURE_TIME};
    static const peel_criterion duration = {
        .column = "until", .grade = "grade", .limits = limits, .limits_n = 2, .measure = PEEL_MEASURE_DURATION};
    static const struct {
        const peel_criterion *criterion;
        const char *row, *name;
        int64_t column;
    } cases[] = {{&time, ",2024-03-01,2024-03-01", "grade", 1},
                 {&time, "prompt,,2024-03-01", "since", 8},
                 {&time, ",,", "grade", 1},
                 {&time, "prompt,,", "since", 8},
                 {&duration, ",x,2h", "grade", 1},
                 {&duration, "prompt,x,", "until", 10}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[96];
        peel_cases_plan plan = plan_of(cases[i].criterion);
        plan.missing = PEEL_MISSING_REFUSED;
        snprintf(text, sizeof text, "grade,since,until,x\n%s,x\n", cases[i].row);
        struct counted counted = counted_of(text, &plan);
        cr_expect_eq(counted.status, PEEL_ERROR_MISSING_ANSWER, "%s", cases[i].row);
        cr_expect_str_eq(counted.error.name, cases[i].name, "%s", cases[i].row);
        cr_expect_eq(counted.error.column, cases[i].column, "%s: %lld", cases[i].row, (long long)counted.error.column);
        counted_close(&counted);
    }
}
