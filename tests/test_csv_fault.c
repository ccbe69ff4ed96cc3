/* The push reader of CSV on texts that cannot be read, as a whole or in a row. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include <peel/tally.h>

#include "support/seen.h"

Test(csv_fault, a_text_without_a_row_has_no_header) {
    const char *const texts[] = {"", "\n", " \r\n,,\n", "\xC2\xA0", "\xEF\xBB\xBF", "\xEF\xBB\xBF\n", "\xEF\xBB\xBF,"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct seen *const seen = see(texts[i]);
        cr_expect_eq(seen->status, PEEL_ERROR_NO_HEADER, "text %zu", i);
        expect_fault(&seen->error, PEEL_ERROR_NO_HEADER, 0, 0, 0);
        free(seen);
    }
}

/* By the first bytes of an archive, whatever its version, and of the older workbooks. */
Test(csv_fault, a_workbook_is_no_text) {
    static const char deflated[] = "PK\x03\x04\x14\0\x06\0";
    static const char stored[] = "PK\x03\x04\n\0\0\0";
    static const char older[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    const char *const texts[] = {deflated, stored, older};
    for (size_t i = 0; i < 6; i++) {
        struct seen *const seen = see_bytes(texts[i / 2], 8, i % 2 ? PEEL_ENCODING_WINDOWS_1252 : PEEL_ENCODING_UTF_8);
        cr_expect_eq(seen->status, PEEL_ERROR_ENCODING, "%zu", i);
        expect_fault(&seen->error, PEEL_ERROR_ENCODING, 1, 1, 0);
        cr_expect_not_null(strstr(seen->error.message, "It is a workbook (.xlsx, .xls, .ods) or an archive: save the"));
        free(seen);
    }
    struct seen *const seen = see("PK,K\n");
    cr_expect_eq(seen->status, PEEL_OK);
    free(seen);
}

Test(csv_fault, the_mark_of_another_encoding_is_fatal) {
    struct seen *seen = see_bytes("\xFF\xFE"
                                  "a\0,\0",
                                  6, PEEL_ENCODING_UTF_8);
    expect_fault(&seen->error, PEEL_ERROR_ENCODING, 1, 1, 0);
    cr_expect_not_null(strstr(seen->error.message, "UTF-16 or UTF-32"));
    cr_expect_not_null(strstr(seen->error.message, "CSV UTF-8"));
    free(seen);
    seen = see_bytes("\xFF\xFE\0\0a\0\0\0", 8, PEEL_ENCODING_UTF_8);
    expect_fault(&seen->error, PEEL_ERROR_ENCODING, 1, 1, 0);
    cr_expect_not_null(strstr(seen->error.message, "UTF-16 or UTF-32"));
    free(seen);
    seen = see_bytes("\0\0\xFE\xFF\0\0\0a", 8, PEEL_ENCODING_WINDOWS_1252);
    expect_fault(&seen->rows[0].fault, PEEL_ERROR_NUL_BYTE, 1, 1, 1);
    cr_expect_not_null(strstr(seen->rows[0].fault.message, "UTF-16 or UTF-32"));
    free(seen);
    seen = see_bytes("\xFE\xFF", 2, PEEL_ENCODING_WINDOWS_1252);
    expect_fault(&seen->error, PEEL_ERROR_ENCODING, 1, 1, 0);
    free(seen);
    seen = see_bytes("\xEF\xBB\xBF"
                     "a",
                     4, PEEL_ENCODING_WINDOWS_1252);
    expect_fault(&seen->error, PEEL_ERROR_ENCODING, 1, 1, 0);
    cr_expect_not_null(strstr(seen->error.message, "read it as utf-8"));
    free(seen);
    seen = see_bytes("a\n\"b\nc\"\n\xEF\xBB\xBF\"a\"\n", 16, PEEL_ENCODING_WINDOWS_1252);
    expect_fault(&seen->error, PEEL_ERROR_ENCODING, 4, 1, 0);
    cr_expect_not_null(strstr(seen->error.message, "read each by itself"));
    cr_expect_eq(seen->n, 2);
    free(seen);
}

Test(csv_fault, bytes_that_are_no_text_are_the_fault_of_their_row) {
    struct seen *const seen = see_bytes("a,b\nc,\xE9t\xE9\nd\0,e\nf,g", 18, PEEL_ENCODING_UTF_8);
    cr_assert_eq(seen->status, PEEL_OK);
    cr_assert_eq(seen->n, 4);
    expect_fault(&seen->rows[1].fault, PEEL_ERROR_ENCODING, 2, 3, 2);
    cr_expect_not_null(strstr(seen->rows[1].fault.message, "byte E9"));
    cr_expect_not_null(strstr(seen->rows[1].fault.message, "windows-1252"));
    expect_fault(&seen->rows[2].fault, PEEL_ERROR_NUL_BYTE, 3, 1, 1);
    expect_field(seen, 3, 1, "g", 4, 3);
    free(seen);
}

Test(csv_fault, bytes_without_a_letter_in_windows_1252_are_a_fault) {
    const char bytes[] = {'\x81', '\x8D', '\x8F', '\x90', '\x9D'};
    for (size_t i = 0; i < sizeof bytes; i++) {
        const char text[] = {'a', '\n', 'b', ',', bytes[i], '\n', 'c', '\0'};
        struct seen *const seen = see_bytes(text, 7, PEEL_ENCODING_WINDOWS_1252);
        cr_assert_eq(seen->n, 3);
        expect_fault(&seen->rows[1].fault, PEEL_ERROR_ENCODING, 2, 3, 2);
        expect_field(seen, 2, 0, "c", 3, 1);
        free(seen);
    }
}

Test(csv_fault, a_stray_quotation_mark_sets_its_line_aside) {
    struct seen *const seen = see("a,5\" pipe,\"b,\"\nc\nd,\"e\"f,g\r\nh,\"i\" \"j\ri");
    cr_assert_eq(seen->status, PEEL_OK);
    cr_assert_eq(seen->n, 5);
    expect_fault(&seen->rows[0].fault, PEEL_ERROR_QUOTE, 1, 3, 2);
    cr_expect_not_null(strstr(seen->rows[0].fault.message, "line 1, character 4"));
    expect_field(seen, 1, 0, "c", 2, 1);
    expect_fault(&seen->rows[2].fault, PEEL_ERROR_QUOTE, 3, 3, 2);
    cr_expect_not_null(strstr(seen->rows[2].fault.message, "Text follows"));
    expect_fault(&seen->rows[3].fault, PEEL_ERROR_QUOTE, 4, 3, 2);
    expect_field(seen, 4, 0, "i", 5, 1);
    free(seen);
}

/* Cut anywhere: the delimiter may be gone when the quotation mark comes. */
Test(csv_fault, a_stray_quotation_mark_of_another_delimiter_is_told_so) {
    static const char *const cases[][2] = {
        {"\"unit\";\"plan\"\n", "character 7: its fields are separated by semicolons, not by"},
        {"\n\"unit\" | \"plan\"\n", "by vertical bars"},
        {"\"unit\"\t\"plan\"\n", "by tabs"},
        {"unit;\"a, b\"\n", "character 6: its fields are separated by semicolons"},
        {"unit,a\t\"b\"\n", "by tabs"},
        {"\"unit\"x\n", "double every one"},
        {"\"unit\" \"plan\"\n", "double every one"},
        {"u,a;n\"it\"\n", "double every one"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct seen *const seen = see(cases[i][0]);
        cr_assert_eq(seen->status, PEEL_OK);
        const peel_error *const fault = &seen->rows[seen->n - 1].fault;
        cr_expect_eq(fault->status, PEEL_ERROR_QUOTE);
        cr_expect_not_null(strstr(fault->message, cases[i][1]), "%s: %s", cases[i][0], fault->message);
        free(seen);
    }
    struct seen *seen = see("\"u\nnit\";\"plan\"\n");
    expect_fault(&seen->error, PEEL_ERROR_QUOTE, 1, 1, 1);
    cr_expect_not_null(strstr(seen->error.message, "by semicolons"));
    free(seen);
    seen = see("a,b\n\"c\";\"d\"\n");
    cr_expect_not_null(strstr(seen->rows[1].fault.message, "double every one"), "only the first row");
    free(seen);
}

Test(csv_fault, a_stray_quotation_mark_in_the_last_line_is_no_row_less) {
    struct seen *const seen = see("a,b\nc\"");
    cr_assert_eq(seen->status, PEEL_OK);
    cr_assert_eq(seen->n, 2);
    expect_fault(&seen->rows[1].fault, PEEL_ERROR_QUOTE, 2, 1, 1);
    free(seen);
}

Test(csv_fault, a_last_row_of_half_a_letter_is_no_row_less) {
    struct seen *const seen = see("a\n\x80");
    cr_assert_eq(seen->n, 2);
    expect_fault(&seen->rows[1].fault, PEEL_ERROR_ENCODING, 2, 1, 1);
    free(seen);
}

Test(csv_fault, the_first_fault_of_a_row_is_the_one_told) {
    struct seen *const seen = see("a\n\xFF,b\",c\nd");
    cr_assert_eq(seen->n, 3);
    expect_fault(&seen->rows[1].fault, PEEL_ERROR_ENCODING, 2, 1, 1);
    cr_expect_eq(seen->rows[2].fault.status, PEEL_OK);
    free(seen);
}

Test(csv_fault, a_quoted_field_that_went_wrong_after_a_line_end_is_fatal) {
    struct seen *const seen = see("a,b\nc,\"never closed\nd,e\nf,\"g\"\n");
    cr_expect_eq(seen->n, 1);
    expect_fault(&seen->error, PEEL_ERROR_QUOTE, 2, 3, 2);
    cr_expect_not_null(strstr(seen->error.message, "line 4, character 4"));
    cr_expect_not_null(strstr(seen->error.message, "swallowed"));
    free(seen);
}

Test(csv_fault, a_quotation_mark_that_never_ends_is_fatal_where_it_began) {
    struct seen *const seen = see("a,b\nc, \"d\ne\n");
    cr_expect_eq(seen->n, 1);
    expect_fault(&seen->error, PEEL_ERROR_QUOTE, 2, 3, 2);
    cr_expect_not_null(strstr(seen->error.message, "never ends"));
    free(seen);
}

Test(csv_fault, a_field_may_be_as_long_as_the_limit) {
    char text[64];
    for (size_t length = 40; length <= 41; length++) {
        for (int quoted = 0; quoted <= 1; quoted++) {
            for (int ended = 0; ended <= 1; ended++) {
                memset(text, 0, sizeof text);
                strcpy(text, quoted ? "a\nb,\"" : "a\nb,");
                memset(text + strlen(text), 'x', length);
                strcat(text, quoted ? "\"" : "");
                strcat(text, ended ? ",c\n" : "");
                struct seen *const seen = see(text);
                cr_expect_eq(seen->status, length == 40 ? PEEL_OK : PEEL_ERROR_FIELD_TOO_LONG, "%s", text);
                if (length == 41) expect_fault(&seen->error, PEEL_ERROR_FIELD_TOO_LONG, 2, 3, 2);
                if (length == 41) cr_expect_not_null(strstr(seen->error.message, " 40 bytes"));
                free(seen);
            }
        }
    }
}

Test(csv_fault, a_row_may_have_as_many_fields_as_the_limit) {
    struct seen *seen = see("1,2,3,4,5,6\n1,2,3,4,5,6");
    cr_expect_eq(seen->status, PEEL_OK);
    cr_expect_eq(seen->n, 2);
    free(seen);
    seen = see("a\n1,2,3,4,5,6,7\n");
    expect_fault(&seen->error, PEEL_ERROR_TOO_MANY_FIELDS, 2, 13, 7);
    cr_expect_not_null(strstr(seen->error.message, "limit of 6: is this a text in CSV? A program that reads such"));
    free(seen);
}
