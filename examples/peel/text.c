/*
 * Texts and numbers as they are shown. The program leaves the numeric locale alone, so that the decimal sign is a dot.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "program.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How many bytes the UTF-8 letter at `text` has; 0 where there is none. Control characters beyond ASCII are none. */
static size_t letter_size(const unsigned char *text) {
    size_t size = text[0] < 0x80 ? 1 : text[0] < 0xC2 ? 0 : text[0] < 0xE0 ? 2 : text[0] < 0xF0 ? 3 : 4;
    if (size == 0 || text[0] > 0xF4) return 0;
    for (size_t i = 1; i < size; i++)
        if ((text[i] & 0xC0U) != 0x80U) return 0;
    if (text[0] == 0xC2 && text[1] < 0xA0) return 0;                                          /* controls */
    if ((text[0] == 0xE0 && text[1] < 0xA0) || (text[0] == 0xF0 && text[1] < 0x90)) return 0; /* too long */
    if ((text[0] == 0xED && text[1] > 0x9F) || (text[0] == 0xF4 && text[1] > 0x8F)) return 0; /* no character */
    return size;
}

/* Puts ? for what could command a terminal and for bytes that are not UTF-8; a line ends in a line feed alone. */
void text_clean(char *text) {
    char *end = text;
    while (*text != '\0') {
        size_t size = letter_size((const unsigned char *)text);
        int control = size == 1 && ((unsigned char)*text < 0x20 || *text == 0x7F) && *text != '\t' && *text != '\n';
        if (text[0] == '\r' && text[1] == '\n') {
            text++;
        } else if (size == 0 || control) {
            *end++ = '?';
            text++;
        } else {
            memmove(end, text, size);
            end += size;
            text += size;
        }
    }
    *end = '\0';
}

char *text_copy(const char *text) {
    char *copy = needed(strdup(text));
    text_clean(copy);
    return copy;
}

/* A copy on one line, as a sentence or a table needs it. */
char *text_flat_copy(const char *text) {
    char *copy = needed(strdup(text));
    for (char *at = copy; *at != '\0'; at++)
        if (at[0] == '\r' && at[1] != '\n') *at = ' ';
    text_clean(copy);
    for (char *at = copy; *at != '\0'; at++)
        if (*at == '\n' || *at == '\t') *at = ' ';
    return copy;
}

/* How many significant digits of %g read back the same number: 0.1, not 0.10000000000000001. */
int shortest_digits(double number) {
    char text[number_size];
    int digits = 15;
    do
        snprintf(text, sizeof text, "%.*g", digits, number);
    while (strtod(text, NULL) != number && ++digits < 17);
    return digits;
}

/* Moves the dot of a proportion's digits two places, so that the percentage is rounded once. */
static void move_dot(char *text) {
    char *dot = strchr(text, '.');
    memmove(dot, dot + 1, 2);
    dot[2] = dot[3] == '\0' ? '\0' : '.';
    size_t zeros = strspn(text, "0");
    if (zeros > 0 && (text[zeros] == '.' || text[zeros] == '\0')) zeros--;
    memmove(text, text + zeros, strlen(text + zeros) + 1);
}

/* A proportion from 0 to 1 as a percentage, which is never 0 or 100 when the proportion is not exactly 0 or 1. */
void percent(char *text, double rate, int decimals, const char *unit, int in_words) {
    char digits[number_size / 2];
    const char *before = "";
    snprintf(digits, sizeof digits, "%.*f", decimals + 2, rate);
    move_dot(digits);
    if (rate > 0 && strspn(digits, "0.") == strlen(digits)) {
        before = in_words ? "less than " : "<";
        digits[strlen(digits) - 1] = '1';
    } else if (rate < 1 && strncmp(digits, "100", 3) == 0) {
        before = in_words ? "more than " : ">";
        snprintf(digits, sizeof digits, decimals == 0 ? "99" : "99.%.*s", decimals, "999999999999");
    }
    snprintf(text, number_size, "%s%s%s", before, digits, unit);
}

/* A confidence with the fewest decimals that read back the same: 95%, 99.8%, 99.9999999%. */
void confidence_percent(char *text, double confidence) {
    char digits[number_size];
    int decimals = 0;
    do {
        snprintf(text, number_size, "%.*f", decimals, confidence * 100);
        snprintf(digits, sizeof digits, "%.50se-2", text);
    } while (strtod(digits, NULL) != confidence && ++decimals < 40);
    strcat(text, "%");
}

/* The level of a test, which is 1 - confidence in doubles: 5%, though that difference is no more than near to 0.05. */
void level_percent(char *text, double alpha) {
    char digits[number_size];
    double level = alpha;
    for (int places = 1; places <= 17; places++) {
        snprintf(digits, sizeof digits, "%.*g", places, alpha);
        level = strtod(digits, NULL);
        if (1 - level == 1 - alpha) break;
    }
    confidence_percent(text, level);
}

/* How many of a number of tests chance makes: "about 0.1", "about 10000"; so few that they are none are not counted. */
void expected_text(char *text, double number) {
    if (number < 0.001)
        snprintf(text, number_size, "fewer than 0.001");
    else if (number < 10)
        snprintf(text, number_size, "about %.2g", number);
    else
        snprintf(text, number_size, "about %.0f", number);
}

/* A z for two decimals, of which no sign is left where they are 0. */
double shown_z(double z) {
    return fabs(z) < 0.005 ? 0 : z;
}

/*
 * As many decimals of a percentage as tell it from another rate, that the reader may see which one is larger; no more than
 * asked for where the two are equal.
 */
int telling_decimals(double rate, double other, int decimals) {
    char shown[number_size], beside[number_size];
    if (rate == other || isnan(rate) || isnan(other)) return decimals;
    for (int places = decimals; places <= most_decimals; places++) {
        percent(shown, rate, places, "%", 0);
        percent(beside, other, places, "%", 0);
        if (strcmp(shown, beside) != 0) return places;
    }
    return decimals;
}

/* Takes the lowest bit out of the notes, and returns it. */
uint32_t take_note(uint32_t *notes) {
    uint32_t note = *notes & (~*notes + 1);
    *notes ^= note;
    return note;
}

/* The names of the notes with spaces between; number_size holds the three that a method may give with a design. */
void note_names(char *text, uint32_t notes) {
    text[0] = '\0';
    while (notes != 0) {
        size_t used = strlen(text);
        snprintf(text + used, number_size - used, "%s%s", used > 0 ? " " : "", peel_note_name(take_note(&notes)));
    }
}

#define WORD(constant, number, name) [number] = name,

const char *kind_name(int32_t kind) {
    static const char *const names[] = {PEEL_TALLY_KINDS(WORD)};
    return names[kind];
}

/* What the row's file printed, "" where it printed no counts. */
const char *printed_counts(const struct row *row) {
    static const char *const names[] = {PEEL_COUNTS(WORD)};
    return row->kind == PEEL_TALLY_SAMPLE ? names[row->counts] : "";
}
