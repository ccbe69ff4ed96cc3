/* The sentences of faults: text cut at whole letters, counts, what a user typed, and names compared. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"

/* Appends to `before` in a text of `size` bytes, in a larger array whose other bytes must stay as they were. */
static void expect_append(const char *before, size_t size, const char *more, const char *expected) {
    char text[64];
    memset(text, '#', sizeof text);
    memcpy(text, before, strlen(before) + 1);
    text_append(text, size, more);
    cr_expect(strcmp(text, expected) == 0, "\"%s\" + \"%s\" in %zu: \"%s\"", before, more, size, text);
    for (size_t i = size; i < sizeof text; i++)
        cr_expect(text[i] == '#', "byte %zu was written", i);
}

Test(words, append) {
    expect_append("", 10, "", "");
    expect_append("", 10, "abc", "abc");
    expect_append("ab", 10, "cd", "abcd");
    expect_append("ab", 5, "cd", "abcd");
    expect_append("ab", 4, "cd", "abc");
    expect_append("ab", 3, "cd", "ab");
    expect_append("", 1, "cd", "");
}

/* e acute is 2 bytes in UTF-8, the euro 3, the treble clef 4: none is ever halved. */
Test(words, append_whole_letters) {
    expect_append("", 3, "\xC3\xA9", "\xC3\xA9");
    expect_append("", 2, "\xC3\xA9", "");
    expect_append("a", 3, "\xC3\xA9", "a");
    expect_append("", 4, "\xE2\x82\xAC", "\xE2\x82\xAC");
    expect_append("", 3, "\xE2\x82\xAC", "");
    expect_append("", 6,
                  "ab\xE2\x82\xAC"
                  "c",
                  "ab\xE2\x82\xAC");
    expect_append("", 5, "ab\xE2\x82\xAC", "ab");
    expect_append("", 5, "\xF0\x9D\x84\x9E", "\xF0\x9D\x84\x9E");
    for (size_t size = 1; size < 5; size++)
        expect_append("", size, "\xF0\x9D\x84\x9E", "");
}

static void expect_count(int64_t count, const char *expected) {
    char text[32] = "";
    text_append_count(text, sizeof text, count);
    cr_expect(strcmp(text, expected) == 0, "\"%s\", not \"%s\"", text, expected);
}

Test(words, append_count) {
    expect_count(0, "0");
    expect_count(7, "7");
    expect_count(-41, "-41");
    expect_count(1234567890, "1234567890");
    expect_count(INT64_MAX, "9223372036854775807");
    expect_count(INT64_MIN, "-9223372036854775808");
}

static void expect_quoted(const char *user, size_t limit, const char *expected) {
    char text[256] = "";
    text_append_quoted(text, sizeof text, user, limit);
    cr_expect(strcmp(text, expected) == 0, "%s, not %s", text, expected);
}

Test(words, append_quoted) {
    expect_quoted("wilsn", 40, "\"wilsn\"");
    expect_quoted("", 40, "\"\"");
    expect_quoted("12345", 5, "\"12345\"");
    expect_quoted("123456", 5, "\"12345...\"");
    expect_quoted("a\tb\nc\rd\x7F", 40, "\"a b c d?\"");
    expect_quoted("\x1B[31m\x1F ", 40, "\"?[31m? \"");
    /* The euro does not fit in 4 bytes after ab: it is left out whole. */
    expect_quoted("ab\xE2\x82\xAC", 4, "\"ab...\"");
    expect_quoted("ab\xE2\x82\xAC", 5, "\"ab\xE2\x82\xAC\"");
}

/* However long the user's text and however small the room, the text ends and is whole letters. */
Test(words, append_quoted_long) {
    char user[1000], text[200] = "", small[8] = "";
    memset(user, 'x', sizeof user);
    user[sizeof user - 1] = '\0';
    text_append_quoted(text, sizeof text, user, 5000);
    size_t length = strlen(text);
    cr_expect(length > 100 && length < 140, "%zu bytes", length);
    cr_expect(strcmp(text + length - 4, "...\"") == 0, "%s", text);
    text_append_quoted(small, sizeof small, user, 40);
    cr_expect(strcmp(small, "\"xxxxxx") == 0, "%s", small);
}

Test(words, error) {
    peel_error error;
    memset(&error, 0x5A, sizeof error);
    error_set(&error, PEEL_ERROR_QUOTE);
    cr_expect(error.status == PEEL_ERROR_QUOTE && error.line == 0 && error.column == 0 && error.field == 0);
    cr_expect(error.name[0] == '\0' && strcmp(error.message, peel_status_sentence(PEEL_ERROR_QUOTE)) == 0);
    error_say(&error, PEEL_ERROR_SIDE, "Another sentence.");
    cr_expect(error.status == PEEL_ERROR_SIDE && strcmp(error.message, "Another sentence.") == 0);
    error_set(NULL, PEEL_ERROR_QUOTE);
    error_say(NULL, PEEL_ERROR_QUOTE, "Nobody hears this.");
}

/* A sentence longer than the room is cut, not overrun. */
Test(words, error_cuts) {
    peel_error error;
    char longer[1000];
    memset(longer, 'y', sizeof longer);
    longer[sizeof longer - 1] = '\0';
    error_say(&error, PEEL_ERROR_QUOTE, longer);
    cr_expect(strlen(error.message) == sizeof error.message - 1);
}

Test(words, equal) {
    cr_expect(words_equal("mid-p", "MID_P") && words_equal("", "") && words_equal("Zz", "zZ"));
    cr_expect(!words_equal("mid-p", "mid-p ") && !words_equal("mid", "mid-p") && !words_equal("mid-p", "mid"));
    cr_expect(!words_equal("a", "b") && !words_equal("@", "`") && !words_equal("[", "{"));
    /* Letters beyond ASCII have no other case here: the library knows no locale. */
    cr_expect(!words_equal("\xC3\x89", "\xC3\xA9"));
}

/* Distances by Levenshtein's definition decide which of the words are offered, and in which order. */
Test(words, nearest) {
    static const struct word words[] = {{"alpha", 1}, {"alpine", 2}, {"beta", 3}, {"betamax", 4}, {"gamma", 5}};
    static const struct {
        const char *typed, *offer;
    } rows[] = {
        {"alpho", " Nearest: alpha, alpine."},
        {"betx", " Nearest: beta, betamax."},
        {"be", " Nearest: beta, betamax."},
        {"BETAM", " Nearest: betamax, beta."},
        {"gama", " Nearest: gamma."},
        {"zzz", " There are: alpha, alpine, beta, betamax, gamma."},
        {"a-word-that-is-longer-than-any-of-the-words", " There are: alpha, alpine, beta, betamax, gamma."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int32_t number = -1;
        peel_error error;
        cr_expect(words_parse(words, 5, rows[i].typed, PEEL_ERROR_METHOD, &number, &error) == PEEL_ERROR_METHOD);
        const char *offer = strstr(error.message, "\".");
        offer = offer ? offer + 2 : strstr(error.message, "...\"");
        cr_expect(number == -1 && offer && strcmp(offer, rows[i].offer) == 0, "%s", error.message);
    }
}

/* Three names are enough to choose from, in the order of the list where they are equally near. */
Test(words, three_nearest) {
    static const struct word words[] = {{"ones", 1}, {"one", 2}, {"oner", 3}, {"onerous", 4}};
    int32_t number = -1;
    peel_error error;
    cr_expect(words_parse(words, 4, "on", PEEL_ERROR_METHOD, &number, &error) == PEEL_ERROR_METHOD);
    cr_expect(strcmp(error.message, "There is no method \"on\". Nearest: ones, one, oner.") == 0, "%s", error.message);
}
