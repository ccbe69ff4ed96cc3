/*
 * What people type: counts, samples, a confidence, words.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "program.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *skip_spaces(const char *text) {
    while (*text == ' ')
        text++;
    return text;
}

/*
 * Reads a count, its thousands parted by commas, as in 1,234 but not 0,123, or not at all. Returns what follows, NULL
 * where there is no count.
 * A sign is let through and a large count stays just above the largest, so that the library can say what is wrong.
 */
static const char *read_count(const char *text, int64_t *count) {
    int negative = *text == '-';
    int digits = 0, groups = 0;
    int64_t value = 0;
    text += negative;
    int zero = *text == '0';
    for (; isdigit((unsigned char)*text) || *text == ','; text++) {
        if (*text == ',') {
            if (digits == 0 || digits > 3 || (groups > 0 && digits != 3)) return NULL;
            groups++;
            digits = 0;
            continue;
        }
        digits++;
        if (value <= PEEL_COUNT_MAX) value = value * 10 + (*text - '0');
    }
    if (digits == 0 || (groups > 0 && (digits != 3 || zero))) return NULL;
    if (value > PEEL_COUNT_MAX) value = PEEL_COUNT_MAX + 1;
    *count = negative ? -value : value;
    return text;
}

int typed_count(const char *text, int64_t *count) {
    int64_t value = 0;
    const char *rest = read_count(skip_spaces(text), &value);
    if (!rest || *skip_spaces(rest) != '\0') return 0;
    *count = value;
    return 1;
}

int typed_sample(const char *text, int64_t *met, int64_t *assessed) {
    int64_t first = 0, second = 0;
    const char *rest = read_count(skip_spaces(text), &first);
    if (!rest) return 0;
    rest = skip_spaces(rest);
    if (*rest == '/')
        rest++;
    else if (strncasecmp(rest, "of ", 3) == 0)
        rest += 3;
    else
        return 0;
    if (!typed_count(rest, &second)) return 0;
    *met = first;
    *assessed = second;
    return 1;
}

/*
 * 95, 95% and 0.95 are the same. What has a percent sign or is above 1 is a percentage; 1 alone could be either and is
 * refused, and so are 0 and 100. "95" is read as 95e-2: dividing 99.8 by 100 would miss the double that is nearest to
 * 0.998.
 */
int typed_confidence(const char *text, double *confidence) {
    char number[72];
    text = skip_spaces(text);
    size_t length = strspn(text, "0123456789.");
    if (length == 0 || length > 64 || strspn(text, ".") == length) return 0;
    if (strcspn(text, ".") < length && strchr(strchr(text, '.') + 1, '.')) return 0;
    memcpy(number, text, length);
    number[length] = '\0';
    const char *rest = skip_spaces(text + length);
    int sign = *rest == '%';
    if (*skip_spaces(rest + sign) != '\0') return 0;
    double value = strtod(number, NULL);
    const char *decimals = number + strcspn(number, ".");
    int whole = decimals[strspn(decimals, ".0")] == '\0';
    if (sign || value > 1) value = strtod(strcat(number, "e-2"), NULL);
    if (value > 1 || (whole && (value == 0 || value == 1))) return 0;
    *confidence = value;
    return 1;
}

/* A confidence, or 0% and 100%, which no confidence could be: 0, 0.0%, 100, 100.00%. */
int typed_rate(const char *text, double *rate) {
    if (typed_confidence(text, rate)) return 1;
    text = skip_spaces(text);
    size_t length = strspn(text, "0123456789.");
    int hundred = strncmp(text, "100", 3) == 0;
    const char *rest = text + (hundred ? 3 : strspn(text, "0"));
    if (length == 0 || rest == text) return 0;
    if (*rest == '.') rest += 1 + strspn(rest + 1, "0");
    rest = skip_spaces(rest);
    rest += *rest == '%';
    if (*skip_spaces(rest) != '\0') return 0;
    *rate = hundred;
    return 1;
}

/* 1 may be a percentage or a proportion. */
int typed_one(const char *text) {
    char *end = NULL;
    return text[strspn(text, "0123456789.")] == '\0' && strtod(text, &end) == 1 && *end == '\0';
}

/* Plain decimals, of which strtod alone would take more: nan, 0x1, 1e9. */
static const char *read_number(const char *text, double *number) {
    char *end = NULL;
    text = skip_spaces(text);
    size_t length = strspn(text, "0123456789.");
    *number = strtod(text, &end);
    return length > 0 && end == text + length ? skip_spaces(end) : NULL;
}

int typed_pair(const char *text, double *first, double *second) {
    double a = 0, b = 0;
    const char *rest = read_number(text, &a);
    if (!rest || *rest != ',') return 0;
    rest = read_number(rest + 1, &b);
    if (!rest || *rest != '\0') return 0;
    *first = a;
    *second = b;
    return 1;
}

/* A count of a list parted by commas, which are in no count then; moves the list behind it. The last one ends the list. */
int typed_next_count(const char **list, int last, int64_t *count) {
    char number[32];
    size_t length = strcspn(*list, ",");
    if (length >= sizeof number || ((*list)[length] == ',') == last) return 0;
    snprintf(number, sizeof number, "%.*s", (int)length, *list);
    *list += length + (size_t)!last;
    return typed_count(number, count);
}

/* Percentage points as a proportion: 5, 5% and 2.5; from above 0 to 1 they need their sign, for 0.05 may mean 5. */
int typed_points(const char *text, double *margin) {
    double value = 0;
    text = skip_spaces(text);
    size_t length = strspn(text, "0123456789.");
    int sign = text[length] == '%';
    if (!typed_confidence(text, &value) || value >= 1) return 0;
    if (!sign && strtod(text, NULL) <= 1) return 0;
    *margin = value;
    return 1;
}

/* Whether a text is a printed percentage, or was meant to be one. */
int is_figure(const char *text) {
    peel_reported reported;
    if (peel_reported_parse(text, &reported, NULL) == PEEL_OK) return 1;
    return strchr(text, '%') || strstr(text, "+/-") || strcasestr(text, "percent") ||
           text[strspn(text, "0123456789. ")] == '\0';
}

int typed_decimals(const char *text, int *decimals) {
    int64_t count = 0;
    if (!typed_count(text, &count) || count < 0 || count > most_decimals) return 0;
    *decimals = (int)count;
    return 1;
}

/* The index of a word in letters of either case; where there is none, says which words there are. */
int typed_word(const char *option, const char *text, const char *const *words, int count, int *index) {
    char all[128] = "";
    for (int i = 0; i < count; i++) {
        if (strcasecmp(text, words[i]) == 0) {
            *index = i;
            return 1;
        }
        size_t used = strlen(all);
        snprintf(all + used, sizeof all - used, "%s%s", i == 0 ? "" : i < count - 1 ? ", " : " or ", words[i]);
    }
    complain("%s %s: type %s", option, text, all);
    return 0;
}
