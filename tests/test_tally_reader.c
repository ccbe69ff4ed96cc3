/* The calls of the tally reader: their order, options, limits, NULLs. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/reading.h"

static peel_tally_options usual(void) {
    return (peel_tally_options){.size = sizeof(peel_tally_options)};
}

static void expect_refused(const peel_tally_options *options, peel_status status) {
    peel_tally_reader *reader = NULL;
    peel_error error;
    cr_expect_eq(peel_tally_open(options, &reader, &error), status);
    cr_expect_eq(error.status, status);
    cr_expect_str_eq(error.message, peel_status_sentence(status));
    cr_expect_eq(peel_tally_open(options, &reader, NULL), status);
    cr_expect_null(reader);
}

Test(tally_reader, options_are_checked) {
    peel_tally_options options = usual();
    options.size = 0;
    expect_refused(&options, PEEL_ERROR_OPTIONS_SIZE);
    options.size = sizeof options + 8;
    expect_refused(&options, PEEL_ERROR_OPTIONS_SIZE);
    options = usual();
    options.reserved = 1;
    expect_refused(&options, PEEL_ERROR_RESERVED);
    options = usual();
    options.encoding = 2;
    expect_refused(&options, PEEL_ERROR_ENCODING_OPTION);
    options.encoding = -1;
    expect_refused(&options, PEEL_ERROR_ENCODING_OPTION);
}

static void *some_allocate(void *context, size_t size) {
    (void)context;
    return malloc(size);
}

static void some_release(void *context, void *memory) {
    (void)context;
    free(memory);
}

Test(tally_reader, an_allocator_is_whole_or_absent) {
    peel_tally_options options = usual();
    options.allocator.allocate = some_allocate;
    expect_refused(&options, PEEL_ERROR_ALLOCATOR);
    options.allocator.release = some_release;
    expect_refused(&options, PEEL_ERROR_ALLOCATOR);
}

Test(tally_reader, null_is_refused) {
    peel_tally_reader *reader;
    peel_tally_summary summary;
    peel_tally row;
    peel_error error;
    cr_expect_eq(peel_tally_open(NULL, NULL, &error), PEEL_ERROR_NULL);
    cr_expect_eq(error.status, PEEL_ERROR_NULL);
    cr_expect_eq(peel_tally_feed(NULL, "a", 1, &error), PEEL_ERROR_NULL);
    cr_expect_eq(peel_tally_finish(NULL, &error), PEEL_ERROR_NULL);
    cr_expect_eq(peel_tally_count(NULL, &summary), PEEL_ERROR_NULL);
    cr_expect_eq(peel_tally_row(NULL, 0, &row), PEEL_ERROR_NULL);
    cr_expect_eq(peel_tally_set_aside(NULL, 0, &error), PEEL_ERROR_NULL);
    cr_expect_eq(peel_tally_close(NULL), PEEL_OK);
    cr_assert_eq(peel_tally_open(NULL, &reader, NULL), PEEL_OK);
    cr_expect_eq(peel_tally_feed(reader, NULL, 1, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_tally_feed(reader, NULL, 0, NULL), PEEL_OK);
    cr_expect_eq(peel_tally_feed(reader, "criterion,reported", 18, NULL), PEEL_OK, "a NULL spoils nothing");
    cr_expect_eq(peel_tally_finish(reader, NULL), PEEL_OK);
    cr_expect_eq(peel_tally_count(reader, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_tally_row(reader, 0, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_tally_set_aside(reader, 0, NULL), PEEL_ERROR_NULL);
    peel_tally_close(reader);
}

Test(tally_reader, calls_out_of_order_are_refused) {
    const char text[] = "criterion,met,assessed\na,1,2\nb,3\n";
    peel_tally_reader *reader;
    peel_tally_summary summary;
    peel_tally row;
    peel_error error;
    cr_assert_eq(peel_tally_open(NULL, &reader, NULL), PEEL_OK);
    cr_expect_eq(peel_tally_feed(reader, text, sizeof text - 1, NULL), PEEL_OK);
    cr_expect_eq(peel_tally_count(reader, &summary), PEEL_ERROR_STATE);
    cr_expect_eq(peel_tally_row(reader, 0, &row), PEEL_ERROR_STATE);
    cr_expect_eq(peel_tally_set_aside(reader, 0, &error), PEEL_ERROR_STATE);
    cr_expect_eq(peel_tally_finish(reader, NULL), PEEL_OK);
    cr_expect_eq(peel_tally_feed(reader, "c,5,6\n", 6, &error), PEEL_ERROR_STATE);
    cr_expect_eq(error.status, PEEL_ERROR_STATE);
    cr_expect_eq(peel_tally_finish(reader, &error), PEEL_ERROR_STATE);
    cr_assert_eq(peel_tally_count(reader, &summary), PEEL_OK, "the rows can still be read");
    cr_expect_eq(summary.rows, 2);
    cr_expect_eq(peel_tally_row(reader, 0, &row), PEEL_OK);
    cr_expect_eq(peel_tally_row(reader, 1, &row), PEEL_ERROR_INDEX);
    cr_expect_eq(peel_tally_set_aside(reader, 0, &error), PEEL_OK);
    cr_expect_eq(peel_tally_set_aside(reader, 1, &error), PEEL_ERROR_INDEX);
    peel_tally_close(reader);
}

Test(tally_reader, a_fatal_status_stays) {
    peel_tally_reader *reader;
    peel_tally_summary summary;
    peel_error first, later;
    cr_assert_eq(peel_tally_open(NULL, &reader, NULL), PEEL_OK);
    cr_expect_eq(peel_tally_feed(reader, "area\n", 5, &first), PEEL_ERROR_MISSING_COLUMN);
    cr_expect_eq(peel_tally_feed(reader, "criterion,met,assessed\n", 23, &later), PEEL_ERROR_MISSING_COLUMN);
    cr_expect_eq(memcmp(&first, &later, sizeof first), 0);
    cr_expect_eq(peel_tally_feed(reader, "", 0, NULL), PEEL_ERROR_MISSING_COLUMN);
    memset(&later, 1, sizeof later);
    cr_expect_eq(peel_tally_finish(reader, &later), PEEL_ERROR_MISSING_COLUMN);
    cr_expect_eq(memcmp(&first, &later, sizeof first), 0);
    cr_expect_eq(peel_tally_count(reader, &summary), PEEL_ERROR_STATE);
    peel_tally_close(reader);
}

Test(tally_reader, the_limits_are_the_callers) {
    peel_tally_options options = usual();
    options.max_field = 9;
    peel_error error = reading_error("criterion,reported\nten bytes!,5%\n", &options);
    cr_expect_eq(error.status, PEEL_ERROR_FIELD_TOO_LONG);
    cr_expect_eq(error.line, 2);
    cr_expect_eq(error.field, 1);
    cr_expect_str_eq(error.name, "criterion");
    cr_expect_not_null(strstr(error.message, "limit of 9 bytes: is this a text in CSV? A program that reads such"));
    options.max_field = 1;
    error = reading_error("criterion,reported\n", &options);
    cr_expect_not_null(strstr(error.message, "limit of 1 byte: is this"));
    options = usual();
    options.max_fields = 2;
    error = reading_error("criterion,reported\na,5%\nb,6%,\n", &options);
    cr_expect_eq(error.status, PEEL_ERROR_TOO_MANY_FIELDS);
    cr_expect_eq(error.line, 3);
    cr_expect_eq(error.field, 3);
    options = usual();
    options.max_rows = 2;
    error = reading_error("criterion,reported\na,5%\n\nb\n\nc,6%\n", &options);
    cr_expect_eq(error.status, PEEL_ERROR_TOO_MANY_ROWS);
    cr_expect_eq(error.line, 6);
    cr_expect_not_null(
        strstr(error.message, "The limit is 2: split the text. A program that reads such texts can raise"));
    struct reading reading = reading_of("criterion,reported\na,5%\n\nb\n\n", 28, 28, &options);
    cr_expect_eq(reading.status, PEEL_OK);
    cr_expect_eq(reading.summary.rows, 2);
    reading_close(&reading);
}

Test(tally_reader, a_field_that_does_not_end_is_refused_before_the_text_ends) {
    peel_tally_options options = usual();
    options.max_field = 9; /* with two more bytes there may still come the end of a quoted field */
    for (size_t size = 11; size <= 12; size++) {
        peel_tally_reader *reader;
        peel_error error;
        cr_assert_eq(peel_tally_open(&options, &reader, NULL), PEEL_OK);
        const peel_status expected = size > 11 ? PEEL_ERROR_FIELD_TOO_LONG : PEEL_OK;
        cr_expect_eq(peel_tally_feed(reader, "xxxxxxxxxxxx", size, NULL), expected);
        cr_expect_eq(peel_tally_finish(reader, &error), PEEL_ERROR_FIELD_TOO_LONG);
        cr_expect_eq(error.field, 1);
        peel_tally_close(reader);
    }
}

Test(tally_reader, the_usual_limits_are_those_of_the_header) {
    const size_t longest = 65536;
    char *const text = malloc(longest + 64);
    cr_assert_not_null(text);
    for (size_t over = 0; over <= 1; over++) {
        strcpy(text, "criterion,reported\n");
        memset(text + 19, 'x', longest + over);
        strcpy(text + 19 + longest + over, ",5%\n");
        struct reading reading = reading_of(text, strlen(text), 4096, NULL);
        cr_expect_eq(reading.status, over ? PEEL_ERROR_FIELD_TOO_LONG : PEEL_OK);
        reading_close(&reading);
        strcpy(text, "criterion,reported");
        memset(text + 18, ',', 1022 + over);
        text[18 + 1022 + over] = '\0';
        reading = reading_of_text(text);
        cr_expect_eq(reading.status, over ? PEEL_ERROR_TOO_MANY_FIELDS : PEEL_OK);
        reading_close(&reading);
    }
    free(text);
}

Test(tally_reader, limits_beyond_memory_are_no_limits) {
    peel_tally_options options = usual();
    options.max_field = SIZE_MAX;
    options.max_fields = SIZE_MAX;
    options.max_rows = SIZE_MAX;
    struct reading reading = reading_of("criterion,reported\na,5%\n", 24, 24, &options);
    cr_expect_eq(reading.status, PEEL_OK);
    reading_close(&reading);
}

Test(tally_reader, windows_1252_is_read_on_request) {
    peel_tally_options options = usual();
    options.encoding = PEEL_ENCODING_WINDOWS_1252;
    const char text[] = "criterion,reported,note\ncaf\xE9,5%,\x93\x80\x94\nx,y\x81,\nd,0.9,";
    struct reading reading = reading_of(text, sizeof text - 1, 5, &options);
    cr_assert_eq(reading.status, PEEL_OK);
    cr_expect_str_eq(reading_row(&reading, 0).criterion, "caf\xC3\xA9");
    cr_expect_str_eq(reading_row(&reading, 0).note, "\xE2\x80\x9C\xE2\x82\xAC\xE2\x80\x9D");
    cr_expect_eq(reading_fault(&reading, 0).status, PEEL_ERROR_ENCODING);
    cr_expect_eq(reading_fault(&reading, 0).column, 3);
    cr_expect_eq(reading_fault(&reading, 1).column, 3);
    reading_close(&reading);
}

Test(tally_reader, texts_outlive_what_comes_after_them) {
    enum { rows = 3000 };
    char *const text = malloc(64 + rows * 64);
    cr_assert_not_null(text);
    size_t size = (size_t)sprintf(text, "criterion,met,assessed\n");
    for (int i = 0; i < rows; i++)
        size += (size_t)sprintf(text + size, "criterion number %d,%s,%d\n", i, i % 3 == 2 ? "x" : "1", i + 1);
    struct reading reading = reading_of(text, size, 999, NULL);
    cr_expect_eq(reading.summary.samples, 2000);
    cr_expect_eq(reading.summary.set_aside, 1000);
    for (int i = 0; i < rows; i++) {
        char name[64];
        sprintf(name, "criterion number %d", i);
        if (i % 3 == 2) {
            cr_assert_eq(reading_fault(&reading, (size_t)i / 3).line, i + 2);
        } else {
            const peel_tally row = reading_row(&reading, (size_t)(i - i / 3));
            cr_assert_str_eq(row.criterion, name);
            cr_assert_eq(row.sample.assessed, i + 1);
        }
    }
    reading_close(&reading);
    free(text);
}
