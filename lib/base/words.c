#include "base/words.h"

#include <string.h>

#include "base/text.h"

enum { longest_word = 31, shown = 3 };

static char folded(char c) {
    return c == '_' ? '-' : text_folded(c);
}

int words_equal(const char *a, const char *b) {
    while (*a != '\0' && folded(*a) == folded(*b))
        a++, b++;
    return *a == '\0' && *b == '\0';
}

/* Levenshtein's distance: how many letters to insert, delete or replace. Words longer than the row are far from all. */
static size_t distance(const char *typed, const char *word) {
    size_t row[longest_word + 1];
    size_t columns = strlen(word);
    if (columns > longest_word || strlen(typed) > longest_word) return SIZE_MAX;
    for (size_t j = 0; j <= columns; j++)
        row[j] = j;
    for (size_t i = 0; typed[i] != '\0'; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < columns; j++) {
            size_t replaced = diagonal + (folded(typed[i]) != folded(word[j]));
            size_t best = replaced;
            diagonal = row[j + 1];
            if (diagonal + 1 < best) best = diagonal + 1;
            if (row[j] + 1 < best) best = row[j] + 1;
            row[j + 1] = best;
        }
    }
    return row[columns];
}

/* At most half of the letters may be wrong. */
size_t words_farness(const char *typed, const char *word) {
    size_t length = strlen(typed);
    size_t i = 0;
    while (i < length && folded(typed[i]) == folded(word[i]))
        i++;
    if (length >= 2 && i == length) return 0;
    size_t letters = distance(typed, word);
    return letters <= strlen(word) / 2 ? letters : SIZE_MAX;
}

/* Appends the up to three nearest words, or all of them where none is near. */
static void append_nearest(peel_error *error, const struct word *words, size_t n, const char *typed) {
    size_t said = 0;
    for (size_t letters = 0; letters <= longest_word && said < shown; letters++) {
        for (size_t i = 0; i < n && said < shown; i++) {
            if (words_farness(typed, words[i].name) != letters) continue;
            text_append(error->message, sizeof error->message, said == 0 ? " Nearest: " : ", ");
            text_append(error->message, sizeof error->message, words[i].name);
            said++;
        }
    }
    for (size_t i = 0; said == 0 && i < n; i++) {
        text_append(error->message, sizeof error->message, i == 0 ? " There are: " : ", ");
        text_append(error->message, sizeof error->message, words[i].name);
    }
    text_append(error->message, sizeof error->message, ".");
}

peel_status words_parse(const struct word *words, size_t n, const char *typed, peel_status status, int32_t *number,
                        peel_error *error) {
    if (!typed || !number) {
        error_set(error, PEEL_ERROR_NULL);
        return PEEL_ERROR_NULL;
    }
    for (size_t i = 0; i < n; i++) {
        if (!words_equal(typed, words[i].name)) continue;
        *number = words[i].number;
        return PEEL_OK;
    }
    if (error) {
        error_say(error, status, "There is no ");
        text_append(error->message, sizeof error->message, peel_status_name(status));
        text_append(error->message, sizeof error->message, " ");
        text_append_quoted(error->message, sizeof error->message, typed, 40);
        text_append(error->message, sizeof error->message, ".");
        append_nearest(error, words, n, typed);
    }
    return status;
}
