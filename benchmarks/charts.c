/*
 * peel_chart_many over columns that Python wrote: limits, rules and a signal for each point, and rules and signals alone. Usage:
 * charts FOLDER SERIES MONTHS. Prints "name seconds" lines, and the work memory in bytes.
 */
#include <peel.h>
#include <stdio.h>
#include <stdlib.h>

#include "timing.h"

struct work {
    size_t n, work_size;
    size_t *start;
    int64_t *period, *met, *assessed;
    void *room;
    peel_chart_columns columns;
};

static void charts(const void *work) {
    const struct work *of = work;
    const peel_samples samples = {of->met, of->assessed, NULL};
    const peel_chart_options options = {.size = sizeof options, .rule_set = PEEL_RULES_NHS};
    if (peel_chart_many(of->n, of->start, of->period, &samples, NULL, &options, of->room, of->work_size, &of->columns,
                        NULL, NULL) != PEEL_OK)
        abort();
}

static void *needed(size_t n, size_t size) {
    void *memory = malloc(n * size + 1);
    if (memory) return memory;
    fprintf(stderr, "charts: not enough memory for %zu rows\n", n);
    exit(1);
}

static int64_t *read_column(const char *folder, const char *name, size_t rows) {
    char path[4096];
    int32_t *read = needed(rows, sizeof *read);
    int64_t *column = needed(rows, sizeof *column);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file || fread(read, sizeof *read, rows, file) != rows) {
        fprintf(stderr, "charts: %s does not hold %zu rows\n", path, rows);
        exit(1);
    }
    fclose(file);
    for (size_t i = 0; i < rows; i++)
        column[i] = read[i];
    free(read);
    return column;
}

int main(int argc, char **argv) {
    if (argc != 4) return fprintf(stderr, "usage: charts FOLDER SERIES MONTHS\n"), 2;
    size_t n = strtoul(argv[2], NULL, 10), months = strtoul(argv[3], NULL, 10), rows = n * months;
    struct work all = {.n = n, .work_size = peel_chart_work_size(months)};
    all.met = read_column(argv[1], "met.bin", rows);
    all.assessed = read_column(argv[1], "assessed.bin", rows);
    all.period = needed(rows, sizeof *all.period);
    all.start = needed(n + 1, sizeof *all.start);
    all.room = needed(all.work_size, 1);
    for (size_t i = 0; i < rows; i++)
        all.period[i] = (int64_t)(i % months);
    for (size_t i = 0; i <= n; i++)
        all.start[i] = i * months;
    all.columns.rules = needed(rows, sizeof *all.columns.rules);
    all.columns.signal = needed(rows, sizeof *all.columns.signal);
    struct work limits = all;
    limits.columns.lower = needed(rows, sizeof *limits.columns.lower);
    limits.columns.upper = needed(rows, sizeof *limits.columns.upper);
    struct contestant contestants[] = {{charts, &limits, (double)n, 0.0}, {charts, &all, (double)n, 0.0}};
    compete(contestants, 2);
    printf("limits %.9g\nrules %.9g\nmemory %zu\n", contestants[0].median * 1e-9, contestants[1].median * 1e-9,
           all.work_size);
    free(all.met);
    free(all.assessed);
    free(all.period);
    free(all.start);
    free(all.room);
    free(all.columns.rules);
    free(all.columns.signal);
    free(limits.columns.lower);
    free(limits.columns.upper);
    return 0;
}
