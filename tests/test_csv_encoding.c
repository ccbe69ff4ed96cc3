/* Bytes as letters: UTF-8 by The Unicode Standard, windows-1252 by the Unicode Consortium's table. */
#include <criterion/criterion.h>
#include <string.h>

#include "records/encoding.h"

static size_t sound(const char *bytes, size_t size) {
    return utf_8_sound((const unsigned char *)bytes, size);
}

Test(csv_encoding, every_code_point_and_nothing_else_is_sound) {
    /* Each code point in its shortest form, by the bit layout of the standard's table 3-6; surrogates are none. */
    for (unsigned point = 0; point <= 0x1FFFFF; point++) {
        char bytes[4];
        size_t size = 1;
        if (point < 0x80) {
            bytes[0] = (char)point;
        } else if (point < 0x800) {
            bytes[0] = (char)(0xC0U | point >> 6);
            size = 2;
        } else if (point < 0x10000) {
            bytes[0] = (char)(0xE0U | point >> 12);
            size = 3;
        } else {
            bytes[0] = (char)(0xF0U | point >> 18);
            size = 4;
        }
        for (size_t i = 1; i < size; i++)
            bytes[i] = (char)(0x80U | (point >> 6 * (size - 1 - i) & 0x3FU));
        const int is_letter = point <= 0x10FFFF && !(point >= 0xD800 && point <= 0xDFFF);
        cr_assert_eq(sound(bytes, size), is_letter ? size : 0, "U+%X", point);
        cr_assert_eq(sound(bytes, size - 1), 0, "U+%X cut", point);
    }
}

Test(csv_encoding, longer_forms_stray_and_missing_bytes_are_not_sound) {
    cr_expect_eq(sound("a\xC0\x80", 3), 1);
    cr_expect_eq(sound("\xC1\xBF", 2), 0);
    cr_expect_eq(sound("\xE0\x9F\xBF", 3), 0);
    cr_expect_eq(sound("\xF0\x8F\xBF\xBF", 4), 0);
    cr_expect_eq(sound("ab\x80", 3), 2);
    cr_expect_eq(sound("\xE2\x82", 2), 0);
    cr_expect_eq(sound("\xE2\x82"
                       "a",
                       3),
                 0);
    cr_expect_eq(sound("\xC3\xA9\xFF", 3), 2);
    cr_expect_eq(sound("", 0), 0);
}

Test(csv_encoding, the_first_byte_that_is_not_plain_is_found_wherever_it_stands) {
    const unsigned char others[] = {0x00, 0x80, 0xC3, 0xFF};
    unsigned char bytes[150];
    for (size_t size = 0; size < sizeof bytes; size++) {
        memset(bytes, 0x01, sizeof bytes);
        cr_assert_eq(plain_size(bytes, size), size);
        memset(bytes, 0x7F, sizeof bytes);
        cr_assert_eq(plain_size(bytes, size), size);
        for (size_t at = sizeof bytes; at-- > 0;) {
            bytes[at] = others[at % sizeof others]; /* and those behind it */
            cr_assert_eq(plain_size(bytes, size), at < size ? at : size, "byte %X at %zu", bytes[at], at);
        }
    }
}

Test(csv_encoding, a_text_of_spaces_is_blank_in_its_own_encoding) {
    const unsigned char mixed[] = " \t\r\n\xC2\xA0 ";
    const unsigned char latin[] = " \xA0";
    cr_expect(is_spaces(mixed, sizeof mixed - 1, 0));
    cr_expect_not(is_spaces(mixed, sizeof mixed - 1, 1));
    cr_expect_not(is_spaces(mixed, 5, 0), "half a letter is none");
    cr_expect_not(is_spaces(mixed, sizeof mixed, 0), "a byte of value 0 is no space");
    cr_expect(is_spaces(latin, 2, 1));
    cr_expect_not(is_spaces(latin, 2, 0));
    cr_expect(is_spaces(latin, 0, 0));
}

Test(csv_encoding, spaces_of_every_kind_are_counted_in_bytes) {
    cr_expect_eq(utf_8_spaces(""), 0);
    cr_expect_eq(utf_8_spaces("a "), 0);
    cr_expect_eq(utf_8_spaces(" \t\r\n\xC2\xA0 \xC2\xA0"), 9);
    cr_expect_eq(utf_8_spaces(" \xC2\xA3"), 1);
    cr_expect_eq(utf_8_spaces("\xC2"), 0);
}

Test(csv_encoding, windows_1252_is_read_letter_for_letter) {
    const unsigned char upper[] = {0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x8E, 0x91,
                                   0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9A, 0x9B, 0x9C, 0x9E, 0x9F};
    const unsigned char latin[] = {0x00, 'a', 0x7F, 0xA0, 0xA3, 0xE9, 0xFF};
    char text[3 * sizeof upper];
    size_t written = 0;
    cr_expect_eq(utf_8_from_windows_1252(upper, sizeof upper, text, &written), sizeof upper);
    cr_expect_eq(written, strlen("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"));
    cr_expect_eq(memcmp(text, "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ", written), 0);
    cr_expect_eq(utf_8_from_windows_1252(latin, sizeof latin, text, &written), sizeof latin);
    cr_expect_eq(written, 11);
    cr_expect_eq(memcmp(text, "\0a\x7F\xC2\xA0£éÿ", written), 0);
}

Test(csv_encoding, five_bytes_stand_for_nothing_in_windows_1252) {
    char text[6];
    size_t written;
    size_t refused = 0;
    for (unsigned byte = 0; byte < 256; byte++) {
        const unsigned char bytes[2] = {'a', (unsigned char)byte};
        const size_t read = utf_8_from_windows_1252(bytes, 2, text, &written);
        const int none = byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 || byte == 0x9D;
        cr_expect_eq(read, none ? 1 : 2, "byte %X", byte);
        refused += read == 1;
    }
    cr_expect_eq(refused, 5);
}

Test(csv_encoding, a_byte_order_mark_is_told_apart) {
    const unsigned char utf_8[] = {0xEF, 0xBB, 0xBF};
    const unsigned char little[] = {0xFF, 0xFE, 'a'};
    const unsigned char big[] = {0xFE, 0xFF};
    cr_expect_eq(byte_order_mark(utf_8, 3), mark_utf_8);
    cr_expect_eq(byte_order_mark(utf_8, 2), mark_none);
    cr_expect_eq(byte_order_mark(little, 3), mark_utf_16);
    cr_expect_eq(byte_order_mark(big, 2), mark_utf_16);
    cr_expect_eq(byte_order_mark(big, 1), mark_none);
    cr_expect_eq(byte_order_mark((const unsigned char *)"abc", 3), mark_none);
    cr_expect_eq(byte_order_mark((const unsigned char *)"PK\x03", 3), mark_workbook);
    cr_expect_eq(byte_order_mark((const unsigned char *)"PK\x03", 2), mark_none);
    cr_expect_eq(byte_order_mark((const unsigned char *)"\xD0\xCF\x11", 3), mark_workbook);
    cr_expect_eq(byte_order_mark((const unsigned char *)"\xD0\xCF\x12", 3), mark_none);
}
