/*
 * Cells of CSV as RFC 4180 has it, with a line feed for its line's end. `end` is ',' or, after the last cell, '\n'.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "program.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void csv_text(const char *text, char end) {
    if (text[strcspn(text, ",\"\r\n")] == '\0') {
        printf("%s%c", text, end);
        return;
    }
    putchar('"');
    for (; *text != '\0'; text++) {
        if (*text == '"') putchar('"');
        putchar(*text);
    }
    printf("\"%c", end);
}

/* A blank cell for what is not a number. */
void csv_number(double number, char end) {
    if (isnan(number))
        putchar(end);
    else
        printf("%.*g%c", shortest_digits(number), number, end);
}

void csv_count(int64_t count, char end) {
    printf("%lld%c", (long long)count, end);
}
