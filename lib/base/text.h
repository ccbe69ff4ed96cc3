/* Sentences built without the C library's formatting, which knows the locale. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include <peel/status.h>

/* Appends to a text of `size` bytes at most, its 0 byte included; what does not fit is cut at a whole UTF-8 letter. */
void text_append(char *text, size_t size, const char *more);
void text_append_count(char *text, size_t size, int64_t count);

/* Appends at most `limit` bytes of a user's text in quotation marks, control characters as ?, with ... where it is cut. */
void text_append_quoted(char *text, size_t size, const char *user, size_t limit);

/* A letter of ASCII in lower case, any other byte as it is. Two texts compared so: 1 when equal. */
char text_folded(char letter);
int text_equal(const char *a, const char *b);

/* Fills an error, which may be NULL, with a status, its sentence and no place. */
void error_set(peel_error *error, peel_status status);

/* error_set with another sentence. */
void error_say(peel_error *error, peel_status status, const char *sentence);

#endif
