/*
 * Cells of CSV as RFC 4180 has it, with a line feed for its line's end. `end` is ',' or, after the last cell, '\n'; 0: nothing.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "program.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Excel knows UTF-8 by it. */
void csv_begin(const struct settings *settings) {
    if (settings->byte_order_mark) printf("\xEF\xBB\xBF");
}

static void end_cell(char end) {
    if (end != '\0') putchar(end);
}

void csv_text(const char *text, char end) {
    if (text[strcspn(text, ",\"\r\n")] == '\0') {
        fputs(text, stdout);
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

/* Two groups that differ in a control character stay two in a file, and a terminal is not commanded by either. */
void csv_exact(const char *text, char end) {
    static int terminal = -1;
    if (terminal < 0) terminal = isatty(STDOUT_FILENO);
    char *clean = terminal ? text_copy(text) : NULL;
    csv_text(clean ? clean : text, end);
    free(clean);
}

/* A blank cell for what is not a number. */
void csv_number(double number, char end) {
    char text[number_size];
    if (proportion_text(text, number))
        fputs(text, stdout);
    else if (!isnan(number))
        printf("%.*g", shortest_digits(number), number);
    end_cell(end);
}

/* Its own digits: printf would take a fifth of the time that 100,000 cases in 18,506 groups take from file to CSV. */
void csv_count(int64_t count, char end) {
    char digits[24];
    size_t at = sizeof digits;
    uint64_t left = count < 0 ? 0 - (uint64_t)count : (uint64_t)count;
    do
        digits[--at] = (char)('0' + left % 10);
    while ((left /= 10) > 0);
    if (count < 0) digits[--at] = '-';
    fwrite(digits + at, 1, sizeof digits - at, stdout);
    end_cell(end);
}
