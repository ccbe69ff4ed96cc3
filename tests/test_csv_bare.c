/*
 * Fields that are taken without libcsv are those that libcsv finds. A text handed over byte by byte goes through libcsv alone, for no
 * line of it is ever at hand as a whole but a blank one; handed over in larger pieces it does not. see_bytes compares all sizes.
 */
#include <criterion/criterion.h>
#include <stdlib.h>

#include <peel/tally.h>

#include "support/seeded.h"
#include "support/seen.h"

Test(csv_bare, a_quotation_mark_in_the_middle_of_a_line) {
    struct seen *seen = see(" a ,b, \"c,\"\"\n\" ,d\n,\"\"\n");
    cr_assert_eq(seen->n, 2);
    cr_assert_eq(seen->rows[0].n, 4);
    expect_field(seen, 0, 0, "a", 1, 1);
    expect_field(seen, 0, 1, "b", 1, 5);
    expect_field(seen, 0, 2, "c,\"\n", 1, 7);
    expect_field(seen, 0, 3, "d", 2, 4);
    cr_assert_eq(seen->rows[1].n, 2);
    expect_field(seen, 1, 1, "", 3, 2);
    free(seen);
    seen = see("a,b\"c,d\ne,f\n");
    cr_assert_eq(seen->n, 2);
    expect_fault(&seen->rows[0].fault, PEEL_ERROR_QUOTE, 1, 3, 2);
    expect_field(seen, 1, 1, "f", 2, 3);
    free(seen);
}

Test(csv_bare, a_line_that_could_hold_too_long_a_field_goes_through_libcsv) {
    struct seen *seen = see("0123456789012345678901234567890123456789,1\n");
    expect_field(seen, 0, 1, "1", 1, 42);
    free(seen);
    seen = see("a,b\nc,01234567890123456789012345678901234567890\n");
    cr_expect_eq(seen->status, PEEL_ERROR_FIELD_TOO_LONG);
    free(seen);
    seen =
        see("a,b\nc,d                                                 \n"); /* libcsv keeps the spaces until the end */
    cr_expect_eq(seen->status, PEEL_ERROR_FIELD_TOO_LONG);
    free(seen);
}

Test(csv_bare, texts_of_all_quirks) {
    static const char quirks[] = "aab,,,,\"\" \t\n\n\r\0\xC3\xA9\xC2\xA0";
    const size_t n = sizeof quirks - 1;
    uint64_t state = 43;
    for (int i = 0; i < 8000; i++) {
        char text[25] = "";
        const size_t size = (size_t)(next_number(&state) % 24);
        size_t lines = 0;
        size_t fields = 0;
        for (size_t at = 0; at < size; at++) {
            const char drawn = quirks[next_number(&state) % n];
            text[at] = drawn;
            lines += drawn == '\n' || drawn == '\r';
            fields += drawn == ',';
        }
        if (lines >= rows_max || fields >= fields_max) continue;
        free(see_bytes(text, size, i % 2 == 0 ? PEEL_ENCODING_UTF_8 : PEEL_ENCODING_WINDOWS_1252));
    }
}
