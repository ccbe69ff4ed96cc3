/*
 * Cells of CSV as RFC 4180 has it, with a line feed for its line's end. `end` is ',' or, after the last cell, '\n'; 0: nothing.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "program.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void end_cell(char end) {
    if (end != '\0') putchar(end);
}

void csv_text(const char *text, char end) {
    if (text[strcspn(text, ",\"\r\n")] == '\0') {
        printf("%s", text);
        end_cell(end);
        return;
    }
    putchar('"');
    for (; *text != '\0'; text++) {
        if (*text == '"') putchar('"');
        putchar(*text);
    }
    putchar('"');
    end_cell(end);
}

/* A blank cell for what is not a number. */
void csv_number(double number, char end) {
    char text[number_size];
    if (proportion_text(text, number))
        printf("%s", text);
    else if (!isnan(number))
        printf("%.*g", shortest_digits(number), number);
    end_cell(end);
}

void csv_count(int64_t count, char end) {
    printf("%lld", (long long)count);
    end_cell(end);
}
