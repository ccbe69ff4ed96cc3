/* Every status of the calls that count cases, in the order that they may come in. */
#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/counted.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const peel_criterion outcome = {.column = "outcome"};
static const peel_group_by by_force[] = {{.column = "force"}};

static peel_cases_plan usual(void) {
    peel_cases_plan plan = plan_of(&outcome);
    plan.by = by_force;
    plan.by_n = 1;
    return plan;
}

static peel_cases_reader *opened(const peel_cases_plan *plan) {
    peel_cases_reader *reader = NULL;
    cr_assert_eq(peel_cases_open(plan, &reader, NULL), PEEL_OK);
    return reader;
}

/* --- calls -------------------------------------------------------------------------------------------------------------- */

Test(cases_status, null_spoils_nothing) {
    const peel_cases_plan plan = usual();
    peel_cases_reader *const reader = opened(&plan);
    peel_cases_summary summary;
    peel_case_tally tally;
    peel_case_columns columns = {0};
    peel_cases_reason reason;
    peel_unknown_word word;
    peel_error error;
    const char *text;
    cr_expect_eq(peel_cases_feed(NULL, "a", 1, &error), PEEL_ERROR_NULL);
    cr_expect_eq(error.status, PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_feed(reader, NULL, 1, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_feed(reader, NULL, 0, NULL), PEEL_OK);
    cr_expect_eq(peel_cases_feed(reader, "force,outcome\nA,maybe\nTotal,\n", 29, NULL), PEEL_OK);
    cr_expect_eq(peel_cases_finish(NULL, &error), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_finish(reader, NULL), PEEL_ERROR_UNKNOWN_WORD);
    cr_expect_eq(peel_cases_count(NULL, &summary), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_count(reader, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_key_name(NULL, 0, &text), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_key_name(reader, 0, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_criterion_name(NULL, 0, &text), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_criterion_name(reader, 0, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_key(NULL, 0, 0, &text), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_key(reader, 0, 0, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_tally(NULL, 0, &tally), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_tally(reader, 0, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_columns(NULL, &columns), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_columns(reader, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_set_aside(NULL, 0, &error), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_set_aside(reader, 0, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_reason_of(NULL, 0, &reason), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_reason_of(reader, 0, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_word(NULL, 0, &word), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_word(reader, 0, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_merge(NULL, reader, &error), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_merge(reader, NULL, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_cases_count(reader, &summary), PEEL_OK);
    cr_expect_eq(summary.rows, 2);
    cr_expect_eq(peel_cases_close(reader), PEEL_OK);
    cr_expect_eq(peel_cases_close(NULL), PEEL_OK);
}

/* What cannot be read yet, or is not there, leaves the output as it was. */
static void expect_nothing(peel_cases_reader *reader, size_t index, peel_status status) {
    static const unsigned char untouched[sizeof(peel_error)] = {0};
    union {
        unsigned char bytes[sizeof(peel_cases_reason) + 64];
        peel_cases_summary summary;
        peel_case_tally tally;
        peel_error error;
        peel_cases_reason reason;
        peel_unknown_word word;
        const char *text;
    } out = {{0}};
    cr_expect_eq(peel_cases_tally(reader, index, &out.tally), status);
    cr_expect_eq(peel_cases_set_aside(reader, index, &out.error), status);
    cr_expect_eq(peel_cases_reason_of(reader, index, &out.reason), status);
    cr_expect_eq(peel_cases_word(reader, index, &out.word), status);
    cr_expect_eq(peel_cases_key(reader, index, 0, &out.text), status);
    if (status == PEEL_ERROR_STATE) cr_expect_eq(peel_cases_count(reader, &out.summary), status);
    cr_expect_eq(memcmp(out.bytes, untouched, sizeof untouched), 0);
}

Test(cases_status, state_and_index) {
    const peel_cases_plan plan = usual();
    const peel_case_columns columns = {0};
    peel_cases_reader *const reader = opened(&plan);
    peel_error error;
    const char *text = NULL;
    expect_nothing(reader, 0, PEEL_ERROR_STATE);
    cr_expect_eq(peel_cases_columns(reader, &columns), PEEL_ERROR_STATE);
    cr_expect_eq(peel_cases_key_name(reader, 0, &text), PEEL_OK, "of the plan, not of the text");
    cr_expect_str_eq(text, "force");
    cr_expect_eq(peel_cases_criterion_name(reader, 0, &text), PEEL_OK);
    cr_expect_str_eq(text, "outcome");
    cr_expect_eq(peel_cases_feed(reader, "force,outcome\nA,maybe\nTotal,\n", 29, NULL), PEEL_OK);
    expect_nothing(reader, 0, PEEL_ERROR_STATE);
    cr_expect_eq(peel_cases_finish(reader, NULL), PEEL_ERROR_UNKNOWN_WORD);
    cr_expect_eq(peel_cases_feed(reader, "A,no\n", 5, &error), PEEL_ERROR_STATE, "after the end");
    cr_expect_eq(error.status, PEEL_ERROR_STATE);
    cr_expect_eq(peel_cases_finish(reader, &error), PEEL_ERROR_STATE);
    expect_nothing(reader, 1, PEEL_ERROR_INDEX);
    expect_nothing(reader, SIZE_MAX, PEEL_ERROR_INDEX);
    text = NULL;
    cr_expect_eq(peel_cases_key(reader, 0, 1, &text), PEEL_ERROR_INDEX);
    cr_expect_eq(peel_cases_key_name(reader, 1, &text), PEEL_ERROR_INDEX);
    cr_expect_eq(peel_cases_criterion_name(reader, 1, &text), PEEL_ERROR_INDEX);
    cr_expect_eq(peel_cases_criterion_name(reader, SIZE_MAX, &text), PEEL_ERROR_INDEX);
    cr_expect_null(text);
    cr_expect_eq(peel_cases_key(reader, 0, 0, &text), PEEL_OK);
    cr_expect_str_eq(text, "A");
    peel_cases_close(reader);
}

/* No group has to be there for it: names are those of the plan, or of the layout where the plan has no criteria. */
Test(cases_status, criteria_of_a_text_without_rows) {
    const peel_criterion two[] = {{.column = "first"}, {.column = "second", .name = "the other"}};
    peel_cases_plan plan = usual();
    const char *name;
    plan.criteria = two;
    plan.criteria_n = 2;
    peel_cases_reader *reader = opened(&plan);
    cr_expect_eq(peel_cases_feed(reader, "force,first,second\n", 19, NULL), PEEL_OK);
    cr_expect_eq(peel_cases_finish(reader, NULL), PEEL_OK);
    cr_expect_eq(peel_cases_criterion_name(reader, 0, &name), PEEL_OK);
    cr_expect_str_eq(name, "first");
    cr_expect_eq(peel_cases_criterion_name(reader, 1, &name), PEEL_OK);
    cr_expect_str_eq(name, "the other");
    peel_cases_close(reader);
    plan = (peel_cases_plan){.size = sizeof plan, .layout = PEEL_LAYOUT_STREET};
    reader = opened(&plan);
    cr_expect_eq(peel_cases_criterion_name(reader, 0, &name), PEEL_OK);
    cr_expect_str_eq(name, "outcome recorded");
    cr_expect_eq(peel_cases_criterion_name(reader, 1, &name), PEEL_ERROR_INDEX);
    peel_cases_close(reader);
}

/* --- texts that cannot be read on ----------------------------------------------------------------------------------------- */

/* Every later call says the same, and nothing was counted. */
static void expect_fatal(const char *text, const peel_cases_plan *plan, peel_status status, const char *part) {
    peel_cases_reader *const reader = opened(plan);
    peel_cases_summary summary;
    peel_error first, later;
    const int kept = errno;
    peel_status got = peel_cases_feed(reader, text, strlen(text), &first);
    if (got == PEEL_OK) got = peel_cases_finish(reader, &first);
    cr_expect_eq(errno, kept);
    cr_assert_eq(got, status, "%s: %s", text, peel_status_name(got));
    cr_expect_eq(first.status, status);
    cr_expect_not_null(strstr(first.message, part), "\"%s\" is not in \"%s\"", part, first.message);
    cr_expect_eq(peel_cases_feed(reader, "x", 1, &later), status);
    cr_expect_str_eq(later.message, first.message);
    cr_expect_eq(peel_cases_finish(reader, NULL), status);
    cr_expect_eq(peel_cases_count(reader, &summary), PEEL_ERROR_STATE);
    peel_cases_close(reader);
}

Test(cases_status, texts_that_cannot_be_read_on) {
    const peel_cases_plan plan = usual();
    expect_fatal("", &plan, PEEL_ERROR_NO_HEADER, "empty");
    expect_fatal("\n,,\n", &plan, PEEL_ERROR_NO_HEADER, "empty");
    expect_fatal("force,outcome,Outcome\n", &plan, PEEL_ERROR_REPEATED_COLUMN, "\"Outcome\" is field 2 and field 3");
    expect_fatal("force,outc\xFFome\n", &plan, PEEL_ERROR_ENCODING, "FF");
    expect_fatal("\xFF\xFE"
                 "f",
                 &plan, PEEL_ERROR_ENCODING, "UTF-16");
    expect_fatal("force,out\"come\n", &plan, PEEL_ERROR_QUOTE, "A quotation mark");
    expect_fatal("force,outcome\nA,\"yes\nB,no\n", &plan, PEEL_ERROR_QUOTE, "never ends");
    expect_fatal("force,outcome\nA,\"yes\nB,\"no\n", &plan, PEEL_ERROR_QUOTE, "swallowed");
}

Test(cases_status, a_byte_of_value_0_in_the_first_row) {
    static const char text[] = "force,out\0come\n";
    const peel_cases_plan plan = usual();
    peel_cases_reader *const reader = opened(&plan);
    cr_expect_eq(peel_cases_feed(reader, text, sizeof text - 1, NULL), PEEL_ERROR_NUL_BYTE);
    peel_cases_close(reader);
}

Test(cases_status, limits) {
    peel_cases_plan plan = usual();
    plan.max_field = 8;
    expect_fatal("force,outcome\nA,a long answer\n", &plan, PEEL_ERROR_FIELD_TOO_LONG, "limit of 8 bytes");
    plan = usual();
    plan.max_fields = 2;
    expect_fatal("force,outcome\nA,yes,\n", &plan, PEEL_ERROR_TOO_MANY_FIELDS, "limit of 2");
    plan = usual();
    plan.max_rows = 1;
    expect_fatal("force,outcome\nA,yes\nA,no\n", &plan, PEEL_ERROR_TOO_MANY_ROWS, "The limit is 1");
    plan = usual();
    plan.max_groups = 2;
    expect_fatal("force,outcome\nA,yes\nB,no\nA,no\nC,no\n", &plan, PEEL_ERROR_TOO_MANY_GROUPS, "The limit is 2");
    struct counted counted = counted_of("force,outcome\nA,yes\nB,no\nA,no\nTotal,no\nC\n", &plan);
    cr_expect_eq(counted.status, PEEL_OK, "as many as there may be");
    expect_groups(&counted, "A B");
    counted_close(&counted);
    plan = usual();
    plan.max_rows = 2;
    counted = counted_of("force,outcome\nA,yes\n,\nforce,outcome\nA\n", &plan);
    cr_expect_eq(counted.status, PEEL_OK, "blank lines and headers are no rows");
    expect_rows(&counted, "2 1 0 1");
    counted_close(&counted);
}

Test(cases_status, a_missing_column) {
    peel_cases_plan plan = usual();
    expect_fatal("force,result\n", &plan, PEEL_ERROR_MISSING_COLUMN,
                 "no column \"outcome\", which is needed. It names \"force\", \"result\".");
    expect_fatal("force,outcomes,out\n", &plan, PEEL_ERROR_MISSING_COLUMN,
                 "which is needed. Nearest: \"outcomes\". It names \"force\", \"outcomes\", \"out\".");
    expect_fatal(
        "Audit of March\n", &plan, PEEL_ERROR_MISSING_COLUMN,
        "which is needed. If that row is a title, take out the lines above the names. It names \"Audit of March\".");
    expect_fatal(",Audit of March,,\nforce,outcome,a,b\n", &plan, PEEL_ERROR_MISSING_COLUMN,
                 "which is needed. If that row is a title, take out the lines above the names. It names \"\"");
    const peel_criterion accented = {.column = "caf\xC3\xA9"};
    peel_cases_plan other = plan_of(&accented);
    expect_fatal(
        "force,CAF\xC3\x89\n", &other, PEEL_ERROR_MISSING_COLUMN,
        "Nearest: \"CAF\xC3\x89\". Letters beyond A to Z are compared as they stand: write them in the same case. It");
    expect_fatal("force,CAF\xC3\x88\n", &other, PEEL_ERROR_MISSING_COLUMN, "Nearest: \"CAF\xC3\x88\". It names");
    expect_fatal("force;outcome\n", &plan, PEEL_ERROR_MISSING_COLUMN, "separated by semicolons, not by commas");
    expect_fatal("force\toutcome\n", &plan, PEEL_ERROR_MISSING_COLUMN, "separated by tabs, not by commas");
    expect_fatal("force;a, b;Outcome\n", &plan, PEEL_ERROR_MISSING_COLUMN,
                 "\"force\": its fields are separated by semicolons");
    expect_fatal("a, b | force | outcome\n", &plan, PEEL_ERROR_MISSING_COLUMN,
                 "by vertical bars, not by commas. Say that this");
    expect_fatal("\"outcome\tforce\",a;b\n", &plan, PEEL_ERROR_MISSING_COLUMN, "by tabs, not");
    expect_fatal("a;b|force\n", &plan, PEEL_ERROR_MISSING_COLUMN, "by vertical bars, not");
    expect_fatal("outcome 1;outcomes;my outcome,force\n", &plan, PEEL_ERROR_MISSING_COLUMN, "which is needed.");
    expect_fatal("force,outcom;outcome\"\n", &plan, PEEL_ERROR_QUOTE, "double every one");
    plan.delimiter = '\t';
    expect_fatal("force,outcome\n", &plan, PEEL_ERROR_MISSING_COLUMN, "separated by commas, not by tabs");
    struct counted counted = counted_of("force\toutcome\nA\tyes\n", &plan);
    cr_expect_eq(counted.status, PEEL_OK);
    counted_close(&counted);
    plan = usual();
    static const peel_filter filter[] = {{.column = "kind", .test = PEEL_FILTER_BLANK}};
    plan.filters = filter;
    plan.filters_n = 1;
    expect_fatal("force,outcome\n", &plan, PEEL_ERROR_MISSING_COLUMN, "\"kind\"");
    static const peel_time_limit limit[] = {{"a", 1}};
    static const peel_criterion time = {.column = "force",
                                        .since = "begun",
                                        .grade = "grade",
                                        .limits = limit,
                                        .limits_n = 1,
                                        .measure = PEEL_MEASURE_TIME};
    plan = plan_of(&time);
    expect_fatal("force,grade\n", &plan, PEEL_ERROR_MISSING_COLUMN, "\"begun\"");
    expect_fatal("force,begun\n", &plan, PEEL_ERROR_MISSING_COLUMN, "\"grade\"");
}

/* A title whose one name is asked for, or a file of one column with a comma in a field: the one advice or the other helps. */
Test(cases_status, more_fields_than_a_first_row_of_one) {
    const peel_criterion criterion = {.column = "outcome", .measure = PEEL_MEASURE_FILLED};
    const peel_cases_plan plan = plan_of(&criterion);
    struct counted counted = counted_of("Outcome\nforce,outcome\nyes\n", &plan);
    cr_expect_eq(counted.status, PEEL_OK);
    expect_rows(&counted, "2 1 0 1");
    cr_expect_not_null(
        strstr(counted_fault(&counted, 0).message,
               "2 fields stand here, 1 in the first row: if that is a title, take out the lines above the "
               "names; if not, put a field that holds a comma"));
    counted_close(&counted);
    counted = counted_of("Outcome,force\nyes,A,B\n", &plan);
    cr_expect_null(strstr(counted_fault(&counted, 0).message, "title"));
    counted_close(&counted);
}

/* A column that the plan does not name may stand twice, and hold what is no text. */
Test(cases_status, other_columns_are_passed_over) {
    const peel_cases_plan plan = usual();
    struct counted counted = counted_of("note,force,outcome,note\n\xFF,A,yes,\xFF\n", &plan);
    cr_expect_eq(counted.status, PEEL_OK);
    expect_rows(&counted, "1 1 0 0");
    counted_close(&counted);
}

/* --- rows set aside ------------------------------------------------------------------------------------------------------------ */

Test(cases_status, the_first_thousand_rows_set_aside_are_kept) {
    static char text[20000] = "force,outcome\n";
    const peel_cases_plan plan = usual();
    for (int i = 0; i < 1200; i++)
        strcat(text, "A\n");
    struct counted counted = counted_of(text, &plan);
    expect_rows(&counted, "1200 0 0 1200");
    cr_expect_eq(counted.summary.faults, 1000);
    cr_expect_eq(counted_fault(&counted, 999).line, 1001);
    cr_expect_eq(counted.summary.reasons, 1);
    cr_expect_eq(counted_reason(&counted, 0).rows, 1200);
    counted_close(&counted);
}

Test(cases_status, faults_of_rows) {
    const peel_cases_plan plan = usual();
    struct counted counted = counted_of("force,outcome,note\nA,yes\nA,y\xFFs,\nA,ye\"s,\nA,yes,ok\n", &plan);
    static const struct {
        peel_status status;
        int32_t field;
        const char *name;
    } faults[] = {
        {PEEL_ERROR_FIELD_COUNT, 0, ""}, {PEEL_ERROR_ENCODING, 2, "outcome"}, {PEEL_ERROR_QUOTE, 2, "outcome"}};
    expect_rows(&counted, "4 1 0 3");
    cr_expect_eq(counted.summary.reasons, 3);
    for (size_t i = 0; i < COUNT(faults); i++) {
        const peel_error fault = counted_fault(&counted, i);
        cr_expect_eq(fault.status, faults[i].status);
        cr_expect_eq(fault.field, faults[i].field);
        cr_expect_str_eq(fault.name, faults[i].name);
        cr_expect_eq(fault.line, (int64_t)i + 2);
        cr_expect_str_eq(counted_reason(&counted, i).first.message, fault.message);
    }
    counted_close(&counted);
}

/* An error has room for 63 bytes of a name: columns that differ after them are two reasons all the same. */
Test(cases_status, reasons_of_columns_with_long_names) {
#define SIXTY_THREE "123456789 123456789 123456789 123456789 123456789 123456789 123"
    static const peel_group_by by[] = {{.column = SIXTY_THREE " begun", .every = PEEL_EVERY_MONTH},
                                       {.column = SIXTY_THREE " ended", .name = "end", .every = PEEL_EVERY_MONTH}};
    peel_cases_plan plan = usual();
    plan.by = by;
    plan.by_n = 2;
    struct counted counted = counted_of(SIXTY_THREE " begun," SIXTY_THREE " ended,outcome\nx,2024-01-02,yes\n"
                                                    "2024-01-02,x,yes\ny,2024-01-02,yes\n",
                                        &plan);
    expect_rows(&counted, "3 0 0 3");
    cr_assert_eq(counted.summary.reasons, 2);
    cr_expect_eq(counted_reason(&counted, 0).rows, 2);
    cr_expect_eq(counted_reason(&counted, 1).rows, 1);
    cr_expect_eq(counted_reason(&counted, 1).first.field, 2);
    cr_expect_str_eq(counted_reason(&counted, 1).first.name, SIXTY_THREE);
    counted_close(&counted);
}
