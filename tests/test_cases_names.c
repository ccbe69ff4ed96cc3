/* Names as spreadsheets have them: columns over two lines, and rows of totals among the groups. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/counted.h"
#include <peel.h>

static const peel_criterion outcome = {.column = "outcome"};
static const peel_group_by by_force[] = {{.column = "force"}};

/* A spreadsheet's name with a line break in it, or more spaces than one, is found by the name as it is typed, and the other way round. */
Test(cases_names, names_with_line_breaks_are_found) {
    static const struct {
        const char *text, *column;
        peel_status status;
        int64_t repeated;
    } texts[] = {
        {"id,\"Advice\ngiven\"\n1,yes\n", "advice given", PEEL_OK, 0},
        {"id,\"Advice \r\n given\"\n1,yes\n", "advice given", PEEL_OK, 0},
        {"id,Advice\xC2\xA0given\n1,yes\n", "advice given", PEEL_OK, 0},
        {"id,Advice \t given\n1,yes\nid,Advice \t given\n", "advice given", PEEL_OK, 1},
        {"id,\"Advice\ngiven\"\nID,\"advice\ngiven\"\n1,yes\n", "Advice given", PEEL_OK, 1},
        {"id,\"Advice\ngiven\"\nid,Advice given\n1,yes\n", "Advice given", PEEL_ERROR_UNKNOWN_WORD, 0},
        {"id,Advice given\n1,yes\n", " advice\r\n\ngiven ", PEEL_OK, 0},
        {"id,Advicegiven\n1,yes\n", "advice given", PEEL_ERROR_MISSING_COLUMN, 0},
        {"id,Advice given\n1,yes\n", "advicegiven", PEEL_ERROR_MISSING_COLUMN, 0},
        {"id,Advice  given now\n1,yes\n", "advice given", PEEL_ERROR_MISSING_COLUMN, 0},
        {"Advice given,\"Advice\ngiven\"\n1,yes\n", "advice given", PEEL_ERROR_REPEATED_COLUMN, 0},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const peel_criterion criterion = {.column = texts[i].column};
        const peel_cases_plan plan = plan_of(&criterion);
        struct counted counted = counted_of(texts[i].text, &plan);
        cr_expect_eq(counted.status, texts[i].status, "%zu: %s", i, counted.error.message);
        if (counted.status == PEEL_OK) {
            cr_expect_eq(counted_tally(&counted, 0).sample.met, 1, "%zu", i);
            cr_expect_eq(counted.summary.repeated_headers, texts[i].repeated, "%zu", i);
        }
        counted_close(&counted);
    }
}

/* These words and no others: a group whose name is more than such a word is one. */
Test(cases_names, words_of_totals) {
    static const char *const totals[] = {"Total",  "totals",  "GRAND TOTAL",  "Subtotal",  "Sub-total",
                                         "Total:", "totals:", "Grand total:", "subtotal:", "SUB-TOTAL:"};
    static const char *const groups[] = {"City Total", "Total::", "Total.", ":", "sub total", "Totalled"};
    peel_cases_plan plan = plan_of(&outcome);
    char text[64];
    plan.by = by_force;
    plan.by_n = 1;
    for (size_t i = 0; i < 16; i++) {
        const char *const word = i < 10 ? totals[i] : groups[i - 10];
        snprintf(text, sizeof text, "force,outcome\n%s,yes\n", word);
        struct counted counted = counted_of(text, &plan);
        cr_expect_eq(counted.status, PEEL_OK);
        cr_expect_eq(counted.summary.set_aside, i < 10, "%s", word);
        cr_expect_eq(counted.summary.groups, i >= 10, "%s", word);
        counted_close(&counted);
    }
}

/* A byte 0 is no space: a row that ends in one does not say the names once more. */
Test(cases_names, a_byte_0_is_no_space) {
    static const char text[] = "k,met,x\nk,met,x\nk,met,x\0\n";
    const peel_criterion criterion = {.column = "met"};
    const peel_cases_plan plan = plan_of(&criterion);
    struct counted counted = {0};
    cr_assert_eq(peel_cases_open(&plan, &counted.reader, NULL), PEEL_OK);
    cr_assert_eq(peel_cases_feed(counted.reader, text, sizeof text - 1, NULL), PEEL_OK);
    cr_assert_eq(peel_cases_finish(counted.reader, NULL), PEEL_OK);
    cr_assert_eq(peel_cases_count(counted.reader, &counted.summary), PEEL_OK);
    cr_expect_eq(counted.summary.repeated_headers, 1);
    cr_expect_eq(counted.summary.used, 1);
    counted_close(&counted);
}
