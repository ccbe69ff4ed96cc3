#include "rows.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

const struct size sizes[size_count] = {{79, "79"}, {1000, "1e3"}, {1000000, "1e6"}, {1000000000, "1e9"}};

static int read_row(const char *line, struct row *row) {
    if (sscanf(line, "clopper-pearson,%" SCNd64 ",%" SCNd64 ",%lf,%lf,%lf", &row->met, &row->assessed, &row->confidence,
               &row->lower, &row->upper) != 5)
        return 0;
    row->tail = 0.5 * (1.0 - row->confidence);
    return row->met > 0 && row->met < row->assessed;
}

size_t rows_read(struct row **rows) {
    const size_t room = 4096;
    char line[256];
    size_t n = 0;
    FILE *file = fopen(ROWS_FILE, "r");
    *rows = malloc(room * sizeof **rows);
    if (file && *rows) {
        while (n < room && fgets(line, sizeof line, file))
            n += (size_t)read_row(line, *rows + n);
        fclose(file);
    }
    if (n == 0 || n == room) {
        fprintf(stderr, "%s: cannot be read, or has more rows than expected; run from the top folder\n", ROWS_FILE);
        exit(1);
    }
    return n;
}
