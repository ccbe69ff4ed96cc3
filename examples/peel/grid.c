/*
 * A table that is filled cell by cell.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "program.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* Fills the next cell, row by row. */
void grid_put(struct grid *grid, const char *format, ...) {
    va_list arguments;
    char *text = NULL;
    va_start(arguments, format);
    if (vasprintf(&text, format, arguments) < 0) text = NULL;
    va_end(arguments);
    grid->cells = grown(grid->cells, &grid->room, grid->count, sizeof *grid->cells);
    grid->cells[grid->count++] = needed(text);
}

static const char *grid_cell(const void *context, size_t row, size_t column, char buffer[number_size]) {
    const struct grid *grid = context;
    (void)buffer;
    return grid->cells[row * grid->column_count + column];
}

void grid_show(struct grid *grid) {
    table_show(grid->columns, grid->column_count, grid->count / grid->column_count, grid_cell, grid);
    for (size_t i = 0; i < grid->count; i++)
        free(grid->cells[i]);
    free(grid->cells);
    grid->cells = NULL;
    grid->count = grid->room = 0;
}

/* An estimate and its limits, in three cells that are blank where there is none. */
void put_limits(struct grid *grid, const peel_interval *interval, put_value *put, int decimals) {
    char text[number_size];
    int shows = interval_shows(interval);
    double values[] = {interval->estimate, interval->lower, interval->upper};
    for (int i = 0; i < 3; i++) {
        int shown = (shows & (1 << i)) != 0;
        if (shown) put(text, values[i], decimals);
        grid_put(grid, "%s", shown ? text : "");
    }
}
