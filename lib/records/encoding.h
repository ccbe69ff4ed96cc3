/* How the bytes of a text stand for letters. */
#ifndef RECORDS_ENCODING_H
#define RECORDS_ENCODING_H

#include <stddef.h>

/*
 * What the first bytes of a text, three or all of them, say of its encoding. One mark of UTF-32 begins as UTF-16's. A workbook is
 * none, but often handed in as one: an archive in .xlsx and .ods ("PK" and a byte of value 3), another file in .xls.
 */
enum { byte_order_mark_size = 3 };
enum byte_order_mark { mark_none, mark_utf_8, mark_utf_16, mark_workbook };
extern const unsigned char utf_8_mark[byte_order_mark_size];
enum byte_order_mark byte_order_mark(const unsigned char *bytes, size_t size);

/* How many bytes from the start are ASCII and not 0: such a text is the same in every encoding read here. */
size_t plain_size(const unsigned char *bytes, size_t size);

/* How many bytes from the start are sound UTF-8: `size` where all are. */
size_t utf_8_sound(const unsigned char *bytes, size_t size);

/*
 * How many bytes at the start of a text in UTF-8 are spaces, tabs, line ends and no-break spaces, which spreadsheets
 * and web pages leave around a text.
 */
size_t utf_8_spaces(const char *text);

/* Whether a text in Windows-1252, or else in UTF-8, holds nothing but such spaces. */
int is_spaces(const unsigned char *bytes, size_t size, int windows_1252);

/*
 * Windows-1252 as UTF-8. utf_8: room for 3 bytes for each of `size`. written: how many were.
 * Returns how many bytes were read: `size`, or the place of the first that stands for nothing.
 */
size_t utf_8_from_windows_1252(const unsigned char *bytes, size_t size, char *utf_8, size_t *written);

#endif
