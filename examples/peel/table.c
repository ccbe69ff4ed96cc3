/*
 * Tables: aligned to the terminal's width and wrapped there; as wide as they need be in a pipe.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "program.h"

#include <libsmartcols.h>

enum { most_columns = 16 };

static int has_text(size_t rows, size_t column, cell_text *cell, const void *context) {
    char buffer[number_size];
    for (size_t row = 0; row < rows; row++)
        if (cell(context, row, column, buffer)[0] != '\0') return 1;
    return 0;
}

void table_show(const struct column *columns, size_t column_count, size_t row_count, cell_text *cell,
                const void *context) {
    char buffer[number_size];
    size_t shown[most_columns], shown_count = 0;
    struct libscols_table *table = needed(scols_new_table());
    for (size_t c = 0; c < column_count && shown_count < most_columns; c++) {
        if (!has_text(row_count, c, cell, context)) continue;
        int flags = columns[c].numbers ? SCOLS_FL_RIGHT : columns[c].width > 0 ? SCOLS_FL_WRAP : 0;
        needed(scols_table_new_column(table, columns[c].name, columns[c].width, flags));
        shown[shown_count++] = c;
    }
    for (size_t row = 0; row < row_count; row++) {
        struct libscols_line *line = needed(scols_table_new_line(table, NULL));
        for (size_t i = 0; i < shown_count; i++) /* the line takes the copy */
            scols_line_refer_data(line, i, text_flat_copy(cell(context, row, shown[i], buffer)));
    }
    if (row_count > 0) scols_print_table(table);
    scols_unref_table(table);
}
