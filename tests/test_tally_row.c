/* The rows of a text of tallies: what each holds, and why some are set aside. */
#include <criterion/criterion.h>
#include <string.h>

#include "support/reading.h"

#define HEADER "criterion,met,assessed,population,counts,reported,target\n"

/* Reads the header above and one row, which is to be kept. */
static peel_tally kept(const char *row, struct reading *reading) {
    char text[512] = HEADER;
    strcat(text, row);
    *reading = reading_of_text(text);
    cr_assert_eq(reading->status, PEEL_OK, "%s", reading->error.message);
    cr_assert_eq(reading->summary.rows, 1, "%s", row);
    if (reading->summary.set_aside > 0) cr_assert_fail("%s: %s", row, reading_fault(reading, 0).message);
    return reading_row(reading, 0);
}

static void expect_sample(const char *text, int64_t met, int64_t assessed, int64_t population) {
    struct reading reading;
    const peel_tally row = kept(text, &reading);
    cr_expect_eq(row.kind, PEEL_TALLY_SAMPLE, "%s", text);
    cr_expect_eq(row.sample.met, met, "%s", text);
    cr_expect_eq(row.sample.assessed, assessed, "%s", text);
    cr_expect_eq(row.sample.population, population, "%s", text);
    reading_close(&reading);
}

Test(tally_row, counts_are_a_sample) {
    expect_sample("in time,41,79,,,,", 41, 79, 0);
    expect_sample("in time,41,79,300,met,,", 41, 79, 300);
    expect_sample("in time, 41 , 79 , 0 , Met ,,", 41, 79, 0);
    expect_sample("in time,\"1,234\",\"12,345\",\"1,000,000\",,,", 1234, 12345, 1000000);
    expect_sample("in time,0,0,,,,", 0, 0, 0);
    expect_sample("in time,9007199254740992,9007199254740992,,,,", PEEL_COUNT_MAX, PEEL_COUNT_MAX, 0);
}

Test(tally_row, failures_become_met) {
    expect_sample("needs assessment,15,59,,failures,,", 44, 59, 0);
    expect_sample("needs assessment,0,59,60,FAILURES,,", 59, 59, 60);
    struct reading reading;
    cr_expect_eq(kept("needs assessment,15,59,,failures,,", &reading).counts, PEEL_COUNTS_FAILURES);
    reading_close(&reading);
}

Test(tally_row, a_percentage_without_counts_is_a_reported_rate) {
    struct reading reading;
    const peel_tally row = kept("grounds,,,300,,80.6 percent,90%", &reading);
    cr_expect_eq(row.kind, PEEL_TALLY_REPORTED);
    cr_expect_str_eq(row.reported, "80.6 percent");
    cr_expect(row.target == 0.9);
    cr_expect_eq(row.sample.met, 0);
    cr_expect_eq(row.sample.assessed, 0);
    cr_expect_eq(row.sample.population, 300);
    reading_close(&reading);
}

Test(tally_row, counts_with_a_percentage_are_a_sample_that_keeps_it) {
    struct reading reading;
    const peel_tally row = kept("in time,41,79,,,51.9%,", &reading);
    cr_expect_eq(row.kind, PEEL_TALLY_SAMPLE);
    cr_expect_str_eq(row.reported, "51.9%");
    cr_expect(row.target != row.target);
    reading_close(&reading);
}

Test(tally_row, a_row_with_neither_was_not_measured) {
    struct reading reading;
    const peel_tally row = kept("equality data recorded,\" \",\xC2\xA0,,,,", &reading);
    cr_expect_eq(row.kind, PEEL_TALLY_UNMEASURED);
    cr_expect_str_eq(row.criterion, "equality data recorded");
    cr_expect_eq(row.sample.assessed, 0);
    reading_close(&reading);
}

Test(tally_row, texts_are_trimmed_and_keep_what_is_inside) {
    struct reading reading;
    const peel_tally row = kept("\"\n\xC2\xA0 a \xC2\xA0 \"\"b\"\",\r\n\xC3\xA0 \t\xC2\xA0\",1,2,,,,", &reading);
    cr_expect_str_eq(row.criterion, "a \xC2\xA0 \"b\",\r\n\xC3\xA0");
    reading_close(&reading);
}

struct faulty {
    const char *row;
    peel_status status;
    int64_t column;
    int32_t field;
    const char *name;
    const char *message; /* stands in the error's message */
};

Test(tally_row, every_fault_has_its_place_and_advice) {
    const struct faulty cases[] = {
        {"a,1", PEEL_ERROR_FIELD_COUNT, 0, 0, "", "2 fields stand here, 7 in the first row: write a comma for each"},
        {"a", PEEL_ERROR_FIELD_COUNT, 0, 0, "", "1 field stands here, 7 in the first row"},
        {"a,1,234,5,678,,,,,", PEEL_ERROR_FIELD_COUNT, 0, 0, "", "10 fields stand here, 7 in the first row: put a fie"},
        {",1,2,,,,", PEEL_ERROR_NO_CRITERION, 1, 1, "criterion", "does not name its criterion"},
        {"\" \",1,2,,,,", PEEL_ERROR_NO_CRITERION, 1, 1, "criterion", "does not name its criterion"},
        {"a,x,2,,,,", PEEL_ERROR_NOT_A_COUNT, 3, 2, "met", "\"x\" is not a whole number"},
        {"a,1,2.0,,,,", PEEL_ERROR_NOT_A_COUNT, 5, 3, "assessed", "\"2.0\""},
        {"a,1,2,many,,,", PEEL_ERROR_NOT_A_COUNT, 7, 4, "population", "\"many\""},
        {"a,,2,,,,", PEEL_ERROR_HALF_A_SAMPLE, 3, 2, "met", "fill both, or neither"},
        {"a,1, ,,,,", PEEL_ERROR_HALF_A_SAMPLE, 5, 3, "assessed", "fill both, or neither"},
        {"a,,2,,,80.6%,", PEEL_ERROR_HALF_A_SAMPLE, 3, 2, "met", "fill both, or neither"},
        {"a,1,2,,missed,,", PEEL_ERROR_UNKNOWN_WORD, 8, 5, "counts", "\"missed\" has no meaning here: write met or fa"},
        {"a,-1,2,,,,", PEEL_ERROR_NEGATIVE, 3, 2, "met", "\"-1\" is negative"},
        {"a,1,2,-3,,,", PEEL_ERROR_NEGATIVE, 7, 4, "population", "\"-3\" is negative"},
        {"a,1,9007199254740993,,,,", PEEL_ERROR_COUNT_TOO_LARGE, 5, 3, "assessed", "\"9007199254740993\" is above"},
        {"a,5,4,,,,", PEEL_ERROR_MET_ABOVE_ASSESSED, 3, 2, "met", "5 of 4 assessed"},
        {"a,60,59,,failures,,", PEEL_ERROR_MET_ABOVE_ASSESSED, 3, 2, "met", "60 of 59 assessed"},
        {"a,1,4,3,,,", PEEL_ERROR_ASSESSED_ABOVE_POPULATION, 5, 3, "assessed", "4 assessed of a population of 3"},
        {"a,,,,,0.9,", PEEL_ERROR_NOT_A_PERCENTAGE, 7, 6, "reported", "\"0.9\" may mean 90% or 0.9%: write the sign."},
        {"a,1,2,,,NA,", PEEL_ERROR_NOT_A_PERCENTAGE, 9, 6, "reported", "leave the cell blank"},
        {"a,1,2,,,,0.9", PEEL_ERROR_NOT_A_PERCENTAGE, 10, 7, "target", "90% or 0.9%"},
        {"a,1,2,,,,\"101%\"", PEEL_ERROR_NOT_A_PERCENTAGE, 10, 7, "target", "above 100"},
        {"a,1,2,,,\xFF,", PEEL_ERROR_ENCODING, 9, 6, "reported", "byte FF"},
        {"a,1,2\",,,,", PEEL_ERROR_QUOTE, 5, 3, "assessed", "line 3, character 6"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[512] = HEADER "first,1,2,,,,\n";
        strcat(text, cases[i].row);
        strcat(text, "\nlast,1,2,,,,\n");
        struct reading reading = reading_of_text(text);
        cr_assert_eq(reading.status, PEEL_OK, "%s", reading.error.message);
        cr_expect_eq(reading.summary.rows, 3, "%s", cases[i].row);
        cr_expect_eq(reading.summary.set_aside, 1, "%s", cases[i].row);
        cr_expect_eq(reading.summary.samples, 2, "%s", cases[i].row);
        cr_expect_str_eq(reading_row(&reading, 1).criterion, "last");
        const peel_error fault = reading_fault(&reading, 0);
        cr_expect_eq(fault.status, cases[i].status, "%s: %s", cases[i].row, fault.message);
        cr_expect_eq(fault.line, 3, "%s", cases[i].row);
        cr_expect_eq(fault.column, cases[i].column, "%s: column %lld", cases[i].row, (long long)fault.column);
        cr_expect_eq(fault.field, cases[i].field, "%s: field %d", cases[i].row, fault.field);
        cr_expect_str_eq(fault.name, cases[i].name, "%s: %s", cases[i].row, fault.name);
        cr_expect_not_null(strstr(fault.message, cases[i].message), "%s: %s", cases[i].row, fault.message);
        cr_expect_null(strstr(fault.message, "runs on"), "%s: %s", cases[i].row, fault.message);
        reading_close(&reading);
    }
}

Test(tally_row, a_fault_is_placed_where_its_field_begins_in_a_row_of_many_lines) {
    struct reading reading = reading_of_text("criterion,note,met,assessed\n\"two\nlines\",\"and\r\nthree\",x,2\n");
    const peel_error fault = reading_fault(&reading, 0);
    cr_expect_eq(fault.line, 4);
    cr_expect_eq(fault.column, 8);
    cr_expect_eq(fault.field, 3);
    reading_close(&reading);
}

Test(tally_row, a_short_row_that_runs_over_lines_asks_for_the_quotation_mark) {
    struct reading reading = reading_of_text("criterion,met,assessed\n\"a,1,2\nb\"\",3,4\nc,5,6\"\nd,7,8\n");
    const peel_error fault = reading_fault(&reading, 0);
    cr_expect_eq(fault.status, PEEL_ERROR_FIELD_COUNT);
    cr_expect_eq(fault.line, 2);
    cr_expect_not_null(strstr(fault.message, "runs on to line 4: is a quotation mark never closed?"));
    cr_expect_str_eq(reading_row(&reading, 0).criterion, "d");
    reading_close(&reading);
}

Test(tally_row, nothing_is_lost_among_all_kinds) {
    struct reading reading =
        reading_of_text(HEADER "a,1,2,,,,\n\nb,,,,,50%,\n,,,,,,\nc,,,,,,\nd,x,2,,,,\ne,1\nf,3,4,,,,");
    cr_expect_eq(reading.summary.rows, 6);
    cr_expect_eq(reading.summary.samples, 2);
    cr_expect_eq(reading.summary.reported, 1);
    cr_expect_eq(reading.summary.unmeasured, 1);
    cr_expect_eq(reading.summary.set_aside, 2);
    cr_expect_eq(reading.summary.blank_lines, 2);
    cr_expect_eq(reading_row(&reading, 3).line, 9);
    cr_expect_eq(reading_fault(&reading, 1).line, 8);
    reading_close(&reading);
}

Test(tally_row, a_long_field_is_cut_in_the_message) {
    char text[5000] = HEADER "a,";
    memset(text + strlen(text), 'x', 4000);
    strcat(text, ",2,,,,\n");
    struct reading reading = reading_of_text(text);
    const peel_error fault = reading_fault(&reading, 0);
    cr_expect_not_null(strstr(fault.message, "xxx...\" is not a whole number of cases: write it in digits"));
    cr_expect_lt(strlen(fault.message), 150);
    reading_close(&reading);
}
