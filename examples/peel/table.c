/*
 * Tables: fitted to a terminal by breaking long texts between words; as wide as they need be in a pipe. Nothing is cut.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "program.h"

#include <libsmartcols.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { most_columns = 32 };

/* A column that is shown, with its cells and its widths in letters. */
struct shown {
    const struct column *column;
    char **cells;
    size_t width;   /* what it needs, then what it gets */
    size_t longest; /* its longest word: it gets no less */
};

static size_t letters(const char *text, size_t size) {
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += ((unsigned char)text[i] & 0xC0U) != 0x80U;
    return count;
}

static void measure(struct shown *shown, const char *text) {
    size_t width = letters(text, strlen(text));
    if (width > shown->width) shown->width = width;
    while (*text != '\0') {
        size_t size = strcspn(text, " ");
        size_t word = letters(text, size);
        if (word > shown->longest) shown->longest = word;
        text += size + (text[size] == ' ');
    }
}

/* Takes the cells of a column. Returns 0 where all of them are blank. */
static int take_column(struct shown *shown, const struct column *column, size_t index, size_t rows, cell_text *cell,
                       const void *context) {
    char buffer[number_size];
    int has_text = 0;
    *shown = (struct shown){.column = column, .cells = needed(calloc(rows + 1, sizeof(char *)))};
    measure(shown, column->name);
    for (size_t row = 0; row < rows; row++) {
        shown->cells[row] = text_flat_copy(cell(context, row, index, buffer));
        measure(shown, shown->cells[row]);
        has_text = has_text || shown->cells[row][0] != '\0';
    }
    return has_text;
}

static void release(struct shown *shown, size_t rows) {
    for (size_t row = 0; row < rows; row++)
        free(shown->cells[row]);
    free(shown->cells);
}

/* The widest of the columns that may be broken gives way, until the table fits or no column can be narrower. */
static void fit(struct shown *shown, size_t count, size_t room) {
    for (;;) {
        size_t total = 0;
        struct shown *widest = NULL;
        for (size_t i = 0; i < count; i++) {
            total += shown[i].width + (i > 0);
            if (!shown[i].column->breaks || shown[i].width <= shown[i].longest) continue;
            if (!widest || shown[i].width > widest->width) widest = &shown[i];
        }
        if (total <= room || !widest) return;
        widest->width--;
    }
}

/* Makes a line feed of the last space before each line of that width is full. */
static void break_lines(char *text, size_t width) {
    char *line = text, *space = NULL;
    for (; *text != '\0'; text++) {
        if (*text == ' ') space = text;
        if (space && letters(line, (size_t)(text + 1 - line)) > width) {
            *space = '\n';
            line = space + 1;
            space = NULL;
        }
    }
}

static void add_columns(struct libscols_table *table, const struct shown *shown, size_t count) {
    for (size_t i = 0; i < count; i++) {
        int flags = shown[i].column->breaks ? SCOLS_FL_WRAP : shown[i].column->numbers ? SCOLS_FL_RIGHT : 0;
        struct libscols_column *column = needed(scols_table_new_column(table, shown[i].column->name, 0, flags));
        if (!shown[i].column->breaks) continue;
        scols_column_set_safechars(column, "\n");
        scols_column_set_wrapfunc(column, scols_wrapnl_chunksize, scols_wrapnl_nextchunk, NULL);
    }
}

void table_show(const struct column *columns, size_t column_count, size_t row_count, cell_text *cell,
                const void *context) {
    struct shown shown[most_columns];
    size_t count = 0;
    struct libscols_table *table = needed(scols_new_table());
    for (size_t c = 0; c < column_count && count < most_columns; c++) {
        if (take_column(&shown[count], &columns[c], c, row_count, cell, context))
            count++;
        else
            release(&shown[count], row_count);
    }
    if (isatty(STDOUT_FILENO)) fit(shown, count, scols_table_get_termwidth(table));
    scols_table_set_termforce(table, SCOLS_TERMFORCE_NEVER); /* it would cut words */
    add_columns(table, shown, count);
    for (size_t row = 0; row < row_count; row++) {
        struct libscols_line *line = needed(scols_table_new_line(table, NULL));
        for (size_t i = 0; i < count; i++) {
            break_lines(shown[i].cells[row], shown[i].width);
            scols_line_refer_data(line, i, shown[i].cells[row]); /* and releases it */
        }
    }
    wrap_pause(1);
    if (row_count > 0) scols_print_table(table);
    wrap_pause(0);
    scols_unref_table(table);
    for (size_t i = 0; i < count; i++)
        free(shown[i].cells);
}
