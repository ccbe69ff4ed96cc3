#include "records/encoding.h"

#include <stdint.h>
#include <string.h>

#include "records/place.h"

const unsigned char utf_8_mark[byte_order_mark_size] = {0xEF, 0xBB, 0xBF};

enum byte_order_mark byte_order_mark(const unsigned char *bytes, size_t size) {
    if (size >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0)) return mark_utf_16;
    if (size >= 3 && (memcmp(bytes, "PK\x03", 3) == 0 || memcmp(bytes, "\xD0\xCF\x11", 3) == 0)) return mark_workbook;
    return size >= 3 && memcmp(bytes, utf_8_mark, 3) == 0 ? mark_utf_8 : mark_none;
}

/* The high bits that show a byte above ASCII or, less one, a byte of value 0. */
static uint64_t not_plain(const unsigned char *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return (word | (word - 0x0101010101010101U)) & 0x8080808080808080U;
}

size_t plain_size(const unsigned char *bytes, size_t size) {
    const size_t word = sizeof(uint64_t);
    const size_t many = 8 * word; /* a known number, of which compilers make vectors */
    uint64_t found = 0;
    size_t at = 0;
    for (; size - at >= many; at += many) {
        for (size_t i = 0; i < many; i += word)
            found |= not_plain(bytes + at + i);
        if (found != 0) break;
    }
    while (size - at >= word && not_plain(bytes + at) == 0)
        at += word;
    while (at < size && bytes[at] - 1U < 0x7F)
        at++;
    return at;
}

/*
 * The length of the sound sequence at the start, 0 where there is none.
 * Source: The Unicode Standard 15.0, table 3-7, Well-Formed UTF-8 Byte Sequences.
 */
static size_t sequence(const unsigned char *bytes, size_t size) {
    const unsigned char first = bytes[0];
    unsigned char lowest = 0x80;
    unsigned char highest = 0xBF;
    size_t length = 0;
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) length = 2;
    if (first >= 0xE0 && first <= 0xEF) length = 3;
    if (first >= 0xF0 && first <= 0xF4) length = 4;
    if (length == 0 || length > size) return 0;
    if (first == 0xE0) lowest = 0xA0;  /* shorter forms exist */
    if (first == 0xED) highest = 0x9F; /* surrogates */
    if (first == 0xF0) lowest = 0x90;  /* shorter forms exist */
    if (first == 0xF4) highest = 0x8F; /* above U+10FFFF */
    if (bytes[1] < lowest || bytes[1] > highest) return 0;
    for (size_t i = 2; i < length; i++)
        if (bytes[i] < 0x80 || bytes[i] > 0xBF) return 0;
    return length;
}

size_t utf_8_sound(const unsigned char *bytes, size_t size) {
    size_t at = 0;
    while (at < size) {
        const size_t length = sequence(bytes + at, size - at);
        if (length == 0) break;
        at += length;
    }
    return at;
}

size_t utf_8_spaces(const char *text) {
    size_t at = 0;
    for (;;) {
        if (strncmp(text + at, "\xC2\xA0", 2) == 0)
            at += 2;
        else if (text[at] != '\0' && strchr(" \t\r\n", text[at]))
            at++;
        else
            return at;
    }
}

int is_spaces(const unsigned char *bytes, size_t size, int windows_1252) {
    size_t at = 0;
    while (at < size) {
        if (bytes[at] == ' ' || bytes[at] == '\t' || is_line_end(bytes[at]) || (windows_1252 && bytes[at] == 0xA0))
            at++;
        else if (!windows_1252 && size - at >= 2 && bytes[at] == 0xC2 && bytes[at + 1] == 0xA0)
            at += 2;
        else
            return 0;
    }
    return 1;
}

/*
 * The letters of bytes 80 to 9F, 0 for none. Every other byte is its own code point.
 * Source: Unicode Consortium, MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT.
 */
static unsigned code_point(unsigned char byte) {
    static const unsigned short upper[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                             0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                             0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                             0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    return byte >= 0x80 && byte <= 0x9F ? upper[byte - 0x80] : byte;
}

size_t utf_8_from_windows_1252(const unsigned char *bytes, size_t size, char *utf_8, size_t *written) {
    size_t at = 0;
    char *next = utf_8;
    for (; at < size; at++) {
        const unsigned point = code_point(bytes[at]);
        if (point == 0 && bytes[at] != 0) break;
        if (point < 0x80) {
            *next++ = (char)point;
        } else if (point < 0x800) {
            *next++ = (char)(0xC0U | point >> 6);
            *next++ = (char)(0x80U | (point & 0x3FU));
        } else {
            *next++ = (char)(0xE0U | point >> 12);
            *next++ = (char)(0x80U | (point >> 6 & 0x3FU));
            *next++ = (char)(0x80U | (point & 0x3FU));
        }
    }
    *written = (size_t)(next - utf_8);
    return at;
}
