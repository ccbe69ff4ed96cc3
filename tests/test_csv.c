/* The push reader of CSV by itself: whole rows, each field with its place. Sound texts are those of RFC 4180. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include <peel/tally.h>

#include "support/seen.h"

Test(csv, every_line_end_ends_a_row) {
    struct seen *const seen = see("a,b\nc,d\r\ne,f\rg,h");
    cr_assert_eq(seen->status, PEEL_OK);
    cr_assert_eq(seen->n, 4);
    expect_field(seen, 0, 1, "b", 1, 3);
    expect_field(seen, 1, 0, "c", 2, 1);
    expect_field(seen, 2, 0, "e", 3, 1);
    expect_field(seen, 3, 1, "h", 4, 3);
    free(seen);
}

Test(csv, a_quoted_field_holds_commas_quotation_marks_and_line_ends) {
    struct seen *const seen = see("\"a,\"\"b\"\"\",\"1\n2\r\n3\r4\",x\ny");
    cr_assert_eq(seen->n, 2);
    expect_field(seen, 0, 0, "a,\"b\"", 1, 1);
    expect_field(seen, 0, 1, "1\n2\r\n3\r4", 1, 11);
    expect_field(seen, 0, 2, "x", 4, 4);
    expect_field(seen, 1, 0, "y", 5, 1);
    cr_expect(seen->rows[0].fields[1].quoted && !seen->rows[0].fields[2].quoted);
    cr_expect_eq(seen->rows[0].line, 1);
    cr_expect_eq(seen->rows[0].last_line, 4);
    free(seen);
}

Test(csv, spaces_around_a_field_are_not_part_of_it) {
    struct seen *const seen = see("  a b  ,\t\"c \"  ,d\n");
    cr_assert_eq(seen->n, 1);
    expect_field(seen, 0, 0, "a b", 1, 1);
    expect_field(seen, 0, 1, "c ", 1, 9);
    expect_field(seen, 0, 2, "d", 1, 17);
    free(seen);
}

Test(csv, a_column_counts_characters_not_bytes) {
    const char latin[] = "Zo\xEB,b,\x80,d\n";
    struct seen *seen = see("Zo\xC3\xAB,\xE2\x82\xAC,\xF0\x9F\x9A\x93,d\n");
    expect_field(seen, 0, 1, "\xE2\x82\xAC", 1, 5);
    expect_field(seen, 0, 2, "\xF0\x9F\x9A\x93", 1, 7);
    expect_field(seen, 0, 3, "d", 1, 9);
    free(seen);
    seen = see_bytes(latin, sizeof latin - 1, PEEL_ENCODING_WINDOWS_1252);
    expect_field(seen, 0, 0, "Zo\xC3\xAB", 1, 1);
    expect_field(seen, 0, 2, "\xE2\x82\xAC", 1, 7);
    expect_field(seen, 0, 3, "d", 1, 9);
    free(seen);
}

Test(csv, an_empty_last_field_counts) {
    struct seen *const seen = see("a,\n,b\na,b,");
    cr_assert_eq(seen->n, 3);
    cr_expect_eq(seen->rows[0].n, 2);
    cr_expect_eq(seen->rows[1].n, 2);
    cr_expect_eq(seen->rows[2].n, 3);
    expect_field(seen, 2, 2, "", 3, 5);
    free(seen);
}

Test(csv, lines_of_nothing_but_spaces_and_commas_have_no_fields) {
    struct seen *seen = see("\n \t\r\n, ,\ra\r\n\r\n\"\"\n\xC2\xA0 ,\xC2\xA0\n\"\xC2\xA0\"\n  ");
    const size_t fields[] = {0, 0, 0, 1, 0, 1, 0, 1, 0};
    cr_assert_eq(seen->n, 9);
    for (size_t i = 0; i < 9; i++) {
        cr_expect_eq(seen->rows[i].n, fields[i], "row %zu", i);
        cr_expect_eq(seen->rows[i].line, (int64_t)i + 1, "row %zu", i);
    }
    free(seen);
    seen = see_bytes("a\n\xA0\nb", 5, PEEL_ENCODING_WINDOWS_1252);
    cr_assert_eq(seen->n, 3);
    cr_expect_eq(seen->rows[1].n, 0);
    free(seen);
}

Test(csv, a_byte_order_mark_is_dropped) {
    struct seen *seen = see("\xEF\xBB\xBF"
                            "a,b");
    expect_field(seen, 0, 0, "a", 1, 1);
    expect_field(seen, 0, 1, "b", 1, 3);
    free(seen);
    seen = see("\xEF\xBB\xBF\"a\",b");
    expect_field(seen, 0, 0, "a", 1, 1);
    free(seen);
}

#define MARK "\xEF\xBB\xBF"

/* As texts have that were put together, with all that may stand before a row and begin one. */
Test(csv, a_byte_order_mark_before_any_row_is_dropped) {
    struct seen *seen =
        see(MARK "a,b\n" MARK "c,d\r" MARK MARK "\"e\",f\r\n" MARK " \"g\"\n" MARK "\n" MARK ",h\n" MARK);
    cr_assert_eq(seen->n, 6);
    expect_field(seen, 0, 1, "b", 1, 3);
    expect_field(seen, 1, 0, "c", 2, 1);
    expect_field(seen, 1, 1, "d", 2, 3);
    expect_field(seen, 2, 0, "e", 3, 1);
    expect_field(seen, 2, 1, "f", 3, 5);
    expect_field(seen, 3, 0, "g", 4, 1);
    cr_expect_eq(seen->rows[4].n, 0);
    expect_field(seen, 5, 1, "h", 6, 2);
    free(seen);
}

Test(csv, a_byte_order_mark_elsewhere_is_a_letter) {
    struct seen *seen = see("a\n " MARK "b," MARK "c\n\"d\n" MARK "e\"\n" MARK "\xEF\xBB\xBE\n\xEF\xBC\x81\n" MARK);
    expect_field(seen, 1, 0, MARK "b", 2, 1);
    expect_field(seen, 1, 1, MARK "c", 2, 5);
    expect_field(seen, 2, 0, "d\n" MARK "e", 3, 1);
    expect_field(seen, 3, 0, "\xEF\xBB\xBE", 5, 1);
    expect_field(seen, 4, 0, "\xEF\xBC\x81", 6, 1);
    cr_expect_eq(seen->n, 5);
    free(seen);
}

/* Half a mark at the end is no mark. */
Test(csv, bytes_that_may_be_a_byte_order_mark_are_not_lost) {
    for (size_t size = 1; size < 3; size++) {
        struct seen *const seen = see_bytes("a\n\xEF\xBB", 2 + size, PEEL_ENCODING_UTF_8);
        cr_assert_eq(seen->n, 2);
        expect_fault(&seen->rows[1].fault, PEEL_ERROR_ENCODING, 2, 1, 1);
        free(seen);
    }
    struct seen *const seen = see_bytes("a\n\xEF\xBB", 4, PEEL_ENCODING_WINDOWS_1252);
    expect_field(seen, 1, 0, "\xC3\xAF\xC2\xBB", 2, 1);
    free(seen);
}
