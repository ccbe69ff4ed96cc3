/* The first row of a text of tallies: columns are found by name. */
#include <criterion/criterion.h>
#include <string.h>

#include "support/reading.h"

static void expect_error(const peel_error *error, peel_status status, int64_t line, int64_t column, int32_t field,
                         const char *name, const char *message) {
    cr_expect_eq(error->status, status, "status %d: %s", error->status, error->message);
    cr_expect_eq(error->line, line, "line %lld", (long long)error->line);
    cr_expect_eq(error->column, column, "column %lld", (long long)error->column);
    cr_expect_eq(error->field, field, "field %d", error->field);
    cr_expect_str_eq(error->name, name);
    cr_expect_not_null(strstr(error->message, message), "%s", error->message);
}

Test(tally_header, columns_may_stand_in_any_order_and_case) {
    struct reading reading = reading_of_text(" NOTE ,Target,reported,Counts,POPULATION,period,\"Force\",\"  area\n\","
                                             "Assessed,\xC2\xA0Met\xC2\xA0,cRiTeRiOn,Officer,\n"
                                             "n,90%,70%,met,300,May 2024,Cambs,North,79,41,in time,PC 1,x\n");
    cr_assert_eq(reading.status, PEEL_OK, "%s", reading.error.message);
    const peel_tally row = reading_row(&reading, 0);
    cr_expect_eq(row.line, 3);
    cr_expect_eq(row.kind, PEEL_TALLY_SAMPLE);
    cr_expect_eq(row.sample.met, 41);
    cr_expect_eq(row.sample.assessed, 79);
    cr_expect_eq(row.sample.population, 300);
    cr_expect_eq(row.counts, PEEL_COUNTS_MET);
    cr_expect(row.target == 0.9);
    cr_expect_str_eq(row.criterion, "in time");
    cr_expect_str_eq(row.area, "North");
    cr_expect_str_eq(row.force, "Cambs");
    cr_expect_str_eq(row.period, "May 2024");
    cr_expect_str_eq(row.reported, "70%");
    cr_expect_str_eq(row.note, "n");
    reading_close(&reading);
}

Test(tally_header, three_columns_are_enough) {
    struct reading reading = reading_of_text("criterion,met,assessed\nin time,41,79\n");
    const peel_tally row = reading_row(&reading, 0);
    cr_expect_str_eq(row.area, "");
    cr_expect_str_eq(row.force, "");
    cr_expect_str_eq(row.period, "");
    cr_expect_str_eq(row.reported, "");
    cr_expect_str_eq(row.note, "");
    cr_expect(row.target != row.target);
    cr_expect_eq(row.sample.population, 0);
    reading_close(&reading);
}

Test(tally_header, a_list_of_reported_rates_needs_no_counts) {
    struct reading reading = reading_of_text("criterion,reported\ngrounds,80.6%\n");
    cr_assert_eq(reading.status, PEEL_OK, "%s", reading.error.message);
    cr_expect_eq(reading_row(&reading, 0).kind, PEEL_TALLY_REPORTED);
    reading_close(&reading);
}

Test(tally_header, a_header_alone_is_no_fault) {
    struct reading reading = reading_of_text("criterion,met,assessed");
    cr_expect_eq(reading.status, PEEL_OK);
    cr_expect_eq(reading.summary.rows, 0);
    reading_close(&reading);
}

Test(tally_header, blank_lines_above_are_passed_over) {
    struct reading reading = reading_of_text("\n,,\n\xC2\xA0\ncriterion,met,assessed\na,1,2\n");
    cr_expect_eq(reading.status, PEEL_OK);
    cr_expect_eq(reading.summary.blank_lines, 3);
    cr_expect_eq(reading_row(&reading, 0).line, 5);
    reading_close(&reading);
}

Test(tally_header, a_missing_column_is_named_with_those_that_stand_there) {
    peel_error error = reading_error("\narea,met,assessed\nx,1,2\n", NULL);
    expect_error(&error, PEEL_ERROR_MISSING_COLUMN, 2, 0, 0, "criterion",
                 "no column \"criterion\", which is needed. It names \"area\", \"met\", \"assessed\".");
    error = reading_error("criterion,assessed\n", NULL);
    expect_error(&error, PEEL_ERROR_MISSING_COLUMN, 1, 0, 0, "met", "no column \"met\"");
    error = reading_error("criterion,met\n", NULL);
    expect_error(&error, PEEL_ERROR_MISSING_COLUMN, 1, 0, 0, "assessed", "no column \"assessed\"");
    error = reading_error("criterion,reported,met\n", NULL);
    expect_error(&error, PEEL_ERROR_MISSING_COLUMN, 1, 0, 0, "assessed", "no column \"assessed\"");
    error = reading_error("criterion,reported,assessed\n", NULL);
    expect_error(&error, PEEL_ERROR_MISSING_COLUMN, 1, 0, 0, "met", "no column \"met\"");
    error = reading_error("met,assessed,reported\n", NULL);
    expect_error(&error, PEEL_ERROR_MISSING_COLUMN, 1, 0, 0, "criterion", "no column \"criterion\"");
}

Test(tally_header, another_delimiter_is_recognised) {
    peel_error error = reading_error("criterion;met;assessed\nx;1;2\n", NULL);
    expect_error(&error, PEEL_ERROR_MISSING_COLUMN, 1, 0, 0, "criterion", "separated by semicolons, not by commas");
    error = reading_error("criterion\tmet\tassessed\nx\t1\t2\n", NULL);
    expect_error(&error, PEEL_ERROR_MISSING_COLUMN, 1, 0, 0, "criterion", "separated by tabs, not by commas");
    error = reading_error("a, b;criterion;met;assessed\nx;1;2\n", NULL);
    expect_error(&error, PEEL_ERROR_MISSING_COLUMN, 1, 0, 0, "criterion", "not by commas. Save the text again as CSV");
    error = reading_error("\"criterion\";\"met\"\n", NULL);
    expect_error(&error, PEEL_ERROR_QUOTE, 1, 1, 1, "", "by semicolons, not by commas. Save the text again as CSV");
}

/* As texts have that were put together. */
Test(tally_header, byte_order_marks_before_rows_are_no_letters) {
    struct reading reading = reading_of_text("\xEF\xBB\xBFnote,criterion,met,assessed\n\xEF\xBB\xBF\"a\",x,1,2\n"
                                             "\xEF\xBB\xBF\n\xEF\xBB\xBFy,z,3,2\n");
    peel_tally row;
    peel_error error;
    cr_assert_eq(reading.status, PEEL_OK, "%s", reading.error.message);
    cr_assert_eq(peel_tally_row(reading.reader, 0, &row), PEEL_OK);
    cr_expect_str_eq(row.note, "a");
    cr_expect_eq(reading.summary.blank_lines, 1);
    cr_assert_eq(peel_tally_set_aside(reading.reader, 0, &error), PEEL_OK);
    cr_expect_eq(error.line, 4);
    cr_expect_eq(error.column, 5);
    reading_close(&reading);
}

Test(tally_header, the_line_for_excel_is_passed_over) {
    const char *const lines[] = {"sep=,\n",  "\"sep=,\"\n", "SEP=,\r\n", "\xEF\xBB\xBFsep=,\n", "sep=;\n",
                                 "sep=\t\n", "sep=|\n",     " sep=, \n", "\n,\nsep=,\n"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        char text[64];
        strcpy(text, lines[i]);
        strcat(text, "criterion,met,assessed\nx,1,2\n");
        struct reading reading = reading_of_text(text);
        cr_expect_eq(reading.status, PEEL_OK, "%s: %s", lines[i], reading.error.message);
        cr_expect_eq(reading.summary.rows, 1, "%s", lines[i]);
        cr_expect_eq(reading.summary.blank_lines, i == 8 ? 2 : 0, "%s", lines[i]);
        reading_close(&reading);
    }
}

Test(tally_header, what_is_like_the_line_for_excel_is_a_row) {
    const char *const lines[] = {"sep,\n",   "sep=:\n",  "sep=,;\n", "sep=,x\n",
                                 "sep=;,\n", "sep=,,\n", "sep=;;\n", "sap=,\n"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        char text[64];
        strcpy(text, lines[i]);
        strcat(text, "criterion,met,assessed\nx,1,2\n");
        cr_expect_eq(reading_error(text, NULL).status, PEEL_ERROR_MISSING_COLUMN, "%s", lines[i]);
    }
    cr_expect_eq(reading_error("sep=,\n", NULL).status, PEEL_ERROR_NO_HEADER);
    struct reading reading = reading_of_text("criterion,met,assessed\nsep=,\nx,1,2\n");
    cr_expect_eq(reading.summary.set_aside, 1, "only before the names");
    reading_close(&reading);
}

Test(tally_header, a_known_column_may_stand_once) {
    peel_error error = reading_error("criterion,met,assessed, MET\n", NULL);
    expect_error(&error, PEEL_ERROR_REPEATED_COLUMN, 1, 24, 4, "MET", "\"MET\" is field 2 and field 4");
    error = reading_error("criterion,met,assessed,Criterion\n", NULL);
    expect_error(&error, PEEL_ERROR_REPEATED_COLUMN, 1, 24, 4, "Criterion", "\"Criterion\" is field 1 and field 4");
    struct reading reading = reading_of_text("criterion,met,assessed,x,x,,\na,1,2,3,4,5,6\n");
    cr_expect_eq(reading.status, PEEL_OK, "%s", reading.error.message);
    reading_close(&reading);
}

Test(tally_header, a_first_row_that_is_no_text_is_fatal) {
    struct reading reading = reading_of("criterion,m\0t,assessed\n", 23, 100, NULL);
    expect_error(&reading.error, PEEL_ERROR_NUL_BYTE, 1, 11, 2, "", "UTF-16");
    reading_close(&reading);
    peel_error error = reading_error("criterion,met,assessed,\xE9\n", NULL);
    expect_error(&error, PEEL_ERROR_ENCODING, 1, 24, 4, "", "windows-1252");
    error = reading_error("criterion,m\"et,assessed\n", NULL);
    expect_error(&error, PEEL_ERROR_QUOTE, 1, 11, 2, "", "quotation mark");
}

Test(tally_header, a_text_without_a_row_is_a_fault) {
    peel_error error = reading_error("", NULL);
    expect_error(&error, PEEL_ERROR_NO_HEADER, 0, 0, 0, "", "first row must name the columns");
}

Test(tally_header, long_names_are_cut_at_a_whole_letter) {
    char text[600];
    strcpy(text, "criterion,met,assessed,reported,");
    for (int i = 0; i < 100; i++)
        strcat(text, "\xC3\xA9\xC3\xA9");
    strcat(text, "\na,1,2,,\xFF\n");
    struct reading reading = reading_of_text(text);
    const peel_error fault = reading_fault(&reading, 0);
    cr_expect_eq(fault.status, PEEL_ERROR_ENCODING);
    cr_expect_eq(strlen(fault.name), 62);
    cr_expect_eq(strspn(fault.name, "\xC3\xA9"), 62);
    reading_close(&reading);
}
