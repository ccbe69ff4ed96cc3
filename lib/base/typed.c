#include "base/typed.h"

#include <string.h>

#include "base/text.h"
#include "base/words.h"

enum { shown_bytes = 40 };

static size_t blank(const char *text) {
    static const char *const no_break[] = {"\xC2\xA0", "\xE2\x80\xAF"}; /* U+00A0 and U+202F */
    if (*text == ' ' || (*text >= '\t' && *text <= '\r')) return 1;
    for (size_t i = 0; i < sizeof no_break / sizeof no_break[0]; i++) {
        if (strncmp(text, no_break[i], strlen(no_break[i])) == 0) return strlen(no_break[i]);
    }
    return 0;
}

size_t typed_blanks(const char *text) {
    size_t bytes = 0;
    for (size_t next = blank(text); next > 0; next = blank(text + bytes))
        bytes += next;
    return bytes;
}

size_t typed_trim(const char *text, char *copy, size_t size) {
    size_t length = 0;
    text += typed_blanks(text);
    for (size_t at = 0; text[at] != '\0'; at += typed_blanks(text + at))
        length = ++at;
    const size_t kept = length < size ? length : size - 1;
    memcpy(copy, text, kept);
    copy[kept] = '\0';
    return length;
}

static int is_digit(char c) {
    return c >= '0' && c <= '9';
}

size_t typed_digits(const char *text) {
    size_t n = 0;
    while (is_digit(text[n]))
        n++;
    return n;
}

size_t typed_letters(const char *text) {
    size_t n = 0;
    while ((text[n] >= 'a' && text[n] <= 'z') || (text[n] >= 'A' && text[n] <= 'Z'))
        n++;
    return n;
}

size_t typed_decimal(const char *text, struct typed_decimal *decimal) {
    const size_t whole = typed_digits(text);
    const size_t places = whole > 0 && text[whole] == '.' ? typed_digits(text + whole + 1) : 0;
    const size_t end = places > 0 ? whole + 1 + places : whole;
    *decimal = (struct typed_decimal){0, 0};
    if (whole + places > typed_most_digits) return 0;
    for (size_t i = 0; i < end; i++) {
        if (text[i] != '.') decimal->digits = 10 * decimal->digits + (text[i] - '0');
    }
    decimal->places = (int32_t)places;
    return end;
}

int64_t typed_power_of_ten(int32_t places) {
    int64_t power = 1;
    while (places-- > 0)
        power *= 10;
    return power;
}

size_t typed_percent(const char *text) {
    static const char *const signs[] = {"%", "percent", "per cent"};
    const size_t blanks = typed_blanks(text);
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        char word[16];
        const size_t length = strlen(signs[i]);
        if (strlen(text + blanks) < length) continue;
        memcpy(word, text + blanks, length);
        word[length] = '\0';
        if (words_equal(word, signs[i]) && typed_letters(text + blanks + length) == 0) return blanks + length;
    }
    return 0;
}

int typed_is_ambiguous(struct typed_decimal decimal) {
    return decimal.digits > 0 && decimal.digits <= typed_power_of_ten(decimal.places);
}

/* Appends 100 times a decimal of at most 1 in the fewest digits. */
static void append_hundredfold(peel_error *error, struct typed_decimal decimal) {
    const int64_t scale = typed_power_of_ten(decimal.places);
    int64_t rest = decimal.digits * 100 % scale;
    text_append_count(error->message, sizeof error->message, decimal.digits * 100 / scale);
    if (rest > 0) text_append(error->message, sizeof error->message, ".");
    while (rest > 0) {
        rest *= 10;
        text_append_count(error->message, sizeof error->message, rest / scale);
        rest %= scale;
    }
}

peel_status typed_refuse_ambiguous(peel_error *error, const char *text, struct typed_decimal decimal) {
    const peel_status status = PEEL_ERROR_NOT_A_PERCENTAGE;
    if (!error) return status;
    typed_refuse(error, status, text, " may mean ");
    append_hundredfold(error, decimal);
    text_append(error->message, sizeof error->message, "% or ");
    text_append(error->message, sizeof error->message, text);
    text_append(error->message, sizeof error->message, "%: write the sign.");
    return status;
}

int typed_is_fraction(const char *text) {
    static const char figure[] = "0123456789,";
    const size_t met = strspn(text, figure);
    const size_t assessed = text[met] == '/' ? strspn(text + met + 1, figure) : 0;
    return met > 0 && assessed > 0 && text[met + 1 + assessed] == '\0';
}

peel_status typed_refuse(peel_error *error, peel_status status, const char *text, const char *advice) {
    if (!error) return status;
    error_say(error, status, "");
    text_append_quoted(error->message, sizeof error->message, text, shown_bytes);
    text_append(error->message, sizeof error->message, advice);
    return status;
}
