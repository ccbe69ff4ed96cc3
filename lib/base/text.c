#include "base/text.h"

#include <string.h>

void text_append(char *text, size_t size, const char *more) {
    size_t used = strlen(text);
    size_t room = size - 1 - used;
    size_t length = strlen(more);
    if (length > room) {
        length = room;
        while (length > 0 && ((unsigned char)more[length] & 0xC0U) == 0x80U)
            length--; /* never half a letter */
    }
    memcpy(text + used, more, length);
    text[used + length] = '\0';
}

void text_append_count(char *text, size_t size, int64_t count) {
    char digits[24];
    size_t at = sizeof digits - 1;
    uint64_t rest = count < 0 ? 0 - (uint64_t)count : (uint64_t)count;
    digits[at] = '\0';
    do {
        digits[--at] = (char)('0' + (int)(rest % 10U));
        rest /= 10U;
    } while (rest > 0);
    if (count < 0) digits[--at] = '-';
    text_append(text, size, digits + at);
}

void text_append_quoted(char *text, size_t size, const char *user, size_t limit) {
    char copy[128];
    size_t length = 0;
    if (limit > sizeof copy - 1) limit = sizeof copy - 1;
    while (length < limit && user[length] != '\0') {
        const int space = user[length] == '\t' || user[length] == '\n' || user[length] == '\r';
        copy[length] = (unsigned char)user[length] < 0x20U || user[length] == 0x7F ? '?' : user[length];
        if (space) copy[length] = ' '; /* by which columns are found too */
        length++;
    }
    int cut = user[length] != '\0';
    while (cut && length > 0 && ((unsigned char)user[length] & 0xC0U) == 0x80U)
        length--;
    copy[length] = '\0';
    text_append(text, size, "\"");
    text_append(text, size, copy);
    text_append(text, size, cut ? "...\"" : "\"");
}

char text_folded(char letter) {
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

int text_equal(const char *a, const char *b) {
    while (*a != '\0' && text_folded(*a) == text_folded(*b))
        a++, b++;
    return *a == '\0' && *b == '\0';
}

void error_say(peel_error *error, peel_status status, const char *sentence) {
    if (!error) return;
    memset(error, 0, sizeof *error);
    error->status = status;
    text_append(error->message, sizeof error->message, sentence);
}

void error_set(peel_error *error, peel_status status) {
    const char *sentence = peel_status_sentence(status);
    error_say(error, status, sentence ? sentence : "");
}
