/* Which cases count, in which group, in which order. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "support/counted.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const peel_criterion outcome = {.column = "outcome"};
static const peel_group_by by_force[] = {{.column = "force"}};

/* --- filters ------------------------------------------------------------------------------------------------------------- */

Test(cases, filters) {
    static const char text[] = "force,kind,outcome\nA,crime,yes\nB,Crime,yes\nC,,no\nD,stop,no\nE,call,yes\n";
    static const char *const two[] = {"CRIME", " stop "};
    static const char *const blank[] = {"", "call"};
    static const struct {
        peel_filter filter;
        const char *groups, *rows;
    } expected[] = {
        {{.column = "kind", .words = two, .words_n = 2, .test = PEEL_FILTER_IS}, "A B D", "5 3 2 0"},
        {{.column = "Kind", .words = two, .words_n = 2, .test = PEEL_FILTER_IS_NOT}, "C E", "5 2 3 0"},
        {{.column = "kind", .words = blank, .words_n = 2, .test = PEEL_FILTER_IS}, "C E", "5 2 3 0"},
        {{.column = "kind", .words = blank, .words_n = 2, .test = PEEL_FILTER_IS_NOT}, "A B D", "5 3 2 0"},
        {{.column = "kind", .test = PEEL_FILTER_BLANK}, "C", "5 1 4 0"},
        {{.column = "kind", .test = PEEL_FILTER_FILLED}, "A B D E", "5 4 1 0"},
    };
    for (size_t i = 0; i < COUNT(expected); i++) {
        peel_cases_plan plan = plan_of(&outcome);
        plan.by = by_force;
        plan.by_n = 1;
        plan.filters = &expected[i].filter;
        plan.filters_n = 1;
        struct counted counted = counted_of(text, &plan);
        expect_groups(&counted, expected[i].groups);
        expect_rows(&counted, expected[i].rows);
        counted_close(&counted);
    }
}

/* A row counts where it passes all of them, and what it holds elsewhere is then of no matter. */
Test(cases, every_filter_must_pass) {
    static const char *const crime[] = {"crime"};
    static const peel_filter filters[] = {{.column = "kind", .words = crime, .words_n = 1, .test = PEEL_FILTER_IS},
                                          {.column = "note", .test = PEEL_FILTER_BLANK}};
    static const peel_group_by by[] = {{.column = "date", .every = PEEL_EVERY_MONTH}};
    peel_cases_plan plan = plan_of(&outcome);
    plan.by = by;
    plan.by_n = 1;
    plan.filters = filters;
    plan.filters_n = 2;
    struct counted counted = counted_of("date,kind,note,outcome\n2024-03-01,crime,,yes\n2024-03-01,crime,x,yes\n"
                                        "soon,stop,,maybe\nsoon,crime,,yes\n",
                                        &plan);
    cr_expect_eq(counted.status, PEEL_OK);
    expect_groups(&counted, "2024-03");
    expect_rows(&counted, "4 1 2 1");
    counted_close(&counted);
}

/* --- keys and order ------------------------------------------------------------------------------------------------------ */

Test(cases, no_keys_are_one_group) {
    const peel_cases_plan plan = plan_of(&outcome);
    struct counted counted = counted_of("outcome,x\nyes,\nno,\n", &plan);
    cr_expect_eq(counted.summary.groups, 1);
    cr_expect_eq(counted.summary.keys, 0);
    cr_expect_eq(counted.summary.texts, 1);
    expect_answers(&counted, 0, "1 1 0 0 0 0");
    counted_close(&counted);
}

Test(cases, groups_as_first_seen_or_sorted) {
    static const char text[] = "b,outcome,a\n10,yes,x\n9,no,y\n,yes,x\n10,no,y\n\xC3\xA9,no,x\n10,no,x\n";
    static const peel_group_by by[] = {{.column = "A"}, {.column = "b", .name = "bee"}};
    peel_cases_plan plan = plan_of(&outcome);
    const char *name;
    plan.by = by;
    plan.by_n = 2;
    struct counted counted = counted_of(text, &plan);
    expect_groups(&counted, "x/10 y/9 x/ y/10 x/\xC3\xA9");
    expect_answers(&counted, 0, "1 1 0 0 0 0");
    cr_expect_eq(peel_cases_key_name(counted.reader, 0, &name), PEEL_OK);
    cr_expect_str_eq(name, "A", "as the plan writes it");
    cr_expect_eq(peel_cases_key_name(counted.reader, 1, &name), PEEL_OK);
    cr_expect_str_eq(name, "bee");
    counted_close(&counted);
    plan.sorted = 1;
    counted = counted_of(text, &plan);
    expect_groups(&counted, "x/ x/10 x/\xC3\xA9 y/10 y/9");
    expect_answers(&counted, 1, "1 1 0 0 0 0");
    expect_answers(&counted, 4, "0 1 0 0 0 0");
    counted_close(&counted);
}

Test(cases, many_groups_sorted) {
    static char text[60000] = "force,outcome\n";
    peel_cases_plan plan = plan_of(&outcome);
    plan.by = by_force;
    plan.by_n = 1;
    plan.sorted = 1;
    for (unsigned i = 0; i < 3000; i++) { /* 1009 is a prime: every number below it comes, out of order */
        char row[24];
        snprintf(row, sizeof row, "%04u,yes\n", i * 617 % 1009);
        strcat(text, row);
    }
    struct counted counted = counted_of(text, &plan);
    cr_assert_eq(counted.summary.groups, 1009);
    for (unsigned i = 0; i < 1009; i++) {
        char name[8];
        snprintf(name, sizeof name, "%04u", i);
        cr_assert_str_eq(counted_key(&counted, i, 0), name);
    }
    counted_close(&counted);
}

/* "2011-12" could be a financial year: that month is written in another way than those around it, and stands between them. */
Test(cases, periods_are_sorted_by_time) {
    static const char text[] = "when,outcome\n2012-01-03,yes\n2011-12-03,yes\n2011-11-03,yes\n2010-11-03,yes\n"
                               "2000-01-03,yes\n1999-12-03,yes\n2012-02-03,yes\n";
    static const struct {
        int32_t every;
        const char *groups;
    } expected[] = {
        {PEEL_EVERY_MONTH, "1999-12 Jan 2000 Nov 2010 2011-11 Dec 2011 2012-01 2012-02"},
        {PEEL_EVERY_QUARTER, "1999 Q4 2000 Q1 2010 Q4 2011 Q4 2012 Q1"},
        {PEEL_EVERY_FINANCIAL_YEAR, "1999/00 2010/11 2011/12"},
        {PEEL_EVERY_NONE, "1999-12-03 2000-01-03 2010-11-03 2011-11-03 2011-12-03 2012-01-03 2012-02-03"},
    };
    for (size_t i = 0; i < COUNT(expected); i++) {
        const peel_group_by by = {.column = "when", .every = expected[i].every};
        peel_cases_plan plan = plan_of(&outcome);
        plan.by = &by;
        plan.by_n = 1;
        plan.sorted = 1;
        struct counted counted = counted_of(text, &plan);
        expect_groups(&counted, expected[i].groups);
        counted_close(&counted);
    }
}

Test(cases, periods) {
    static const char text[] =
        "when,outcome\n2024-03-31,yes\n31/03/2024 23:30,yes\n2024-03-31T23:30:00Z,yes\n1 Apr 2024,no\n";
    static const struct {
        int32_t every, zone;
        const char *groups;
    } expected[] = {
        {PEEL_EVERY_NONE, PEEL_ZONE_PRINTED, "2024-03-31 31/03/2024 23:30 2024-03-31T23:30:00Z 1 Apr 2024"},
        {PEEL_EVERY_DAY, PEEL_ZONE_PRINTED, "2024-03-31 2024-04-01"},
        {PEEL_EVERY_MONTH, PEEL_ZONE_PRINTED, "2024-03 2024-04"},
        {PEEL_EVERY_QUARTER, PEEL_ZONE_PRINTED, "2024 Q1 2024 Q2"},
        {PEEL_EVERY_YEAR, PEEL_ZONE_PRINTED, "2024"},
        {PEEL_EVERY_FINANCIAL_YEAR, PEEL_ZONE_PRINTED, "2023/24 2024/25"},
        {PEEL_EVERY_MONTH, PEEL_ZONE_LONDON, "2024-03 2024-04"},
    };
    for (size_t i = 0; i < COUNT(expected); i++) {
        const peel_group_by by = {.column = "when", .every = expected[i].every};
        peel_cases_plan plan = plan_of(&outcome);
        const char *name;
        plan.by = &by;
        plan.by_n = 1;
        plan.zone = expected[i].zone;
        struct counted counted = counted_of(text, &plan);
        expect_groups(&counted, expected[i].groups);
        cr_expect_eq(peel_cases_key_name(counted.reader, 0, &name), PEEL_OK);
        cr_expect_str_eq(name, expected[i].every == PEEL_EVERY_NONE ? "when" : "period");
        if (expected[i].zone == PEEL_ZONE_LONDON) expect_answers(&counted, 1, "1 1 0 0 0 0");
        counted_close(&counted);
    }
}

Test(cases, dates_that_have_no_period) {
    static const peel_group_by by[] = {{.column = "when", .every = PEEL_EVERY_DAY}};
    peel_cases_plan plan = plan_of(&outcome);
    plan.by = by;
    plan.by_n = 1;
    struct counted counted = counted_of("when,outcome\n2024-03,yes\n,yes\n45352,yes\nTotal,5\n2024-03-01,yes\n", &plan);
    expect_groups(&counted, "2024-03-01");
    expect_rows(&counted, "5 1 0 4");
    for (size_t i = 0; i < 3; i++)
        cr_expect_eq(counted_fault(&counted, i).status, PEEL_ERROR_NOT_A_DATE);
    cr_expect_not_null(
        strstr(counted_fault(&counted, 0).message, "\"2024-03\" belongs to no such period: it is a month"));
    cr_expect_not_null(strstr(counted_fault(&counted, 1).message, "The cell is blank"));
    cr_expect_eq(counted_fault(&counted, 1).column, 1);
    cr_expect_eq(counted_fault(&counted, 3).status, PEEL_ERROR_TOTALS_ROW);
    counted_close(&counted);
    plan.serials = 1;
    counted = counted_of("when,outcome\n45352,yes\n", &plan);
    expect_groups(&counted, "2024-03-01");
    counted_close(&counted);
}

Test(cases, why_a_date_has_no_period) {
    static const struct {
        const char *text, *said;
        int32_t every, zone;
    } expected[] = {
        {"2024-03", "it is a month", PEEL_EVERY_DAY, PEEL_ZONE_PRINTED},
        {"0001-01-01", "financial year begins in April of the year 1", PEEL_EVERY_FINANCIAL_YEAR, PEEL_ZONE_PRINTED},
        {"0001-03-31", "financial year begins in April of the year 1", PEEL_EVERY_FINANCIAL_YEAR, PEEL_ZONE_LONDON},
        {"Mar 0001", "financial year begins in April of the year 1", PEEL_EVERY_FINANCIAL_YEAR, PEEL_ZONE_PRINTED},
        {"1995-12-31T23:59Z", "before 1996 by the clock of London", PEEL_EVERY_YEAR, PEEL_ZONE_LONDON},
        {"0001-01-01T00:00Z", "before 1996 by the clock of London", PEEL_EVERY_FINANCIAL_YEAR, PEEL_ZONE_LONDON},
        {"9999-12-31T23:59-05:00", "beyond the year 9999", PEEL_EVERY_DAY, PEEL_ZONE_LONDON},
    };
    for (size_t i = 0; i < COUNT(expected); i++) {
        const peel_group_by by = {.column = "when", .every = expected[i].every};
        peel_cases_plan plan = plan_of(&outcome);
        char text[64];
        plan.by = &by;
        plan.by_n = 1;
        plan.zone = expected[i].zone;
        snprintf(text, sizeof text, "when,outcome\n%s,yes\n", expected[i].text);
        struct counted counted = counted_of(text, &plan);
        cr_assert_eq(counted.summary.set_aside, 1, "%s", expected[i].text);
        const peel_error fault = counted_fault(&counted, 0);
        cr_expect_eq(fault.status, PEEL_ERROR_NOT_A_DATE);
        cr_expect_not_null(strstr(fault.message, expected[i].said), "%s: %s", expected[i].text, fault.message);
        counted_close(&counted);
    }
}

/* --- rows that are none ---------------------------------------------------------------------------------------------------- */

/* The delimiter is the plan's, whatever the line says. */
Test(cases, the_line_for_excel_is_no_row) {
    static const char *const lines[] = {"sep=;", "sep=,",  "\"sep=;\"",        " Sep=; ",
                                        "sep=|", "sep=\t", "\xEF\xBB\xBFsep=;"};
    peel_cases_plan plan = plan_of(&outcome);
    plan.by = by_force;
    plan.by_n = 1;
    plan.delimiter = ';';
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        char text[80];
        snprintf(text, sizeof text, "%s\r\nforce;outcome\r\nA;yes\r\nB\r\n", lines[i]);
        struct counted counted = counted_of(text, &plan);
        cr_assert_eq(counted.status, PEEL_OK, "%s: %s", lines[i], counted.error.message);
        expect_rows(&counted, "2 1 0 1");
        cr_expect_eq(counted.summary.blank_lines + counted.summary.repeated_headers, 0);
        cr_expect_eq(counted_fault(&counted, 0).line, 4);
        counted_close(&counted);
    }
    struct counted counted = counted_of("sep=;\n", &plan);
    cr_expect_eq(counted.status, PEEL_ERROR_NO_HEADER);
    counted_close(&counted);
}

Test(cases, blank_lines_repeated_headers_and_totals) {
    peel_cases_plan plan = plan_of(&outcome);
    plan.by = by_force;
    plan.by_n = 1;
    struct counted counted = counted_of("\nforce,outcome,note\nA,yes,\n,,\nFORCE, outcome ,NOTE\nTotal,1,\nTOTALS,1,\n"
                                        "grand total,1,\nTotalled,yes,\nA,no\nforce,yes,\n",
                                        &plan);
    cr_expect_eq(counted.status, PEEL_OK);
    expect_groups(&counted, "A Totalled force");
    expect_rows(&counted, "7 3 0 4");
    cr_expect_eq(counted.summary.blank_lines, 2);
    cr_expect_eq(counted.summary.repeated_headers, 1);
    cr_expect_eq(counted.summary.reasons, 2);
    cr_expect_eq(counted_reason(&counted, 0).rows, 3);
    cr_expect_eq(counted_reason(&counted, 0).first.status, PEEL_ERROR_TOTALS_ROW);
    cr_expect_eq(counted_reason(&counted, 0).first.line, 6);
    cr_expect_str_eq(counted_reason(&counted, 0).first.name, "force");
    cr_expect_eq(counted_reason(&counted, 1).first.status, PEEL_ERROR_FIELD_COUNT);
    counted_close(&counted);
}

/* A column may have the name of an answer: its cases are none of the first row, whose other names they do not say. */
Test(cases, a_case_that_says_the_name_of_its_column_is_counted) {
    static const struct {
        const char *text;
        const char *column;
        int64_t met, assessed, repeated;
    } texts[] = {
        {"id,Compliant\n1,Compliant\n2,Non-compliant\n3,Compliant\n4,yes\n", "compliant", 3, 4, 0},
        {"Met,id\nmet,1\nnot met,2\nMet,ID\nMET,id \nmet,i\n", "met", 2, 3, 2},
        {"id,Met,\"say \"\"x\"\"\"\n\"a \"\"b\"\"\",met,\"say \"\"x\"\"\"\nid,met,\"say \"\"x\"\"\"\nid,met,\"say \"\"\"\"x\"\"\"\n",
         "met", 2, 2, 1},
        {"Met,note\nmet,note\xFF\nmet,\xC2\xA0 note\n", "met", 1, 1, 1},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const peel_criterion criterion = {.column = texts[i].column};
        const peel_cases_plan plan = plan_of(&criterion);
        struct counted counted = counted_of(texts[i].text, &plan);
        cr_expect_eq(counted.status, PEEL_OK, "%s", texts[i].text);
        cr_expect_eq(counted_tally(&counted, 0).sample.met, texts[i].met, "%s", texts[i].text);
        cr_expect_eq(counted_tally(&counted, 0).sample.assessed, texts[i].assessed, "%s", texts[i].text);
        cr_expect_eq(counted.summary.repeated_headers, texts[i].repeated, "%s", texts[i].text);
        counted_close(&counted);
    }
}
