/* One call of peel_rate, both limits, for every method of the list, on the reference rows of four sizes. */
#include <peel.h>
#include <stdio.h>
#include <stdlib.h>

#include "rows.h"
#include "timing.h"

struct work {
    int32_t method;
    int64_t size;
    const struct row *rows;
    size_t n;
};

static void rates(const void *work) {
    const struct work *of = work;
    double sum = 0.0;
    for (size_t i = 0; i < of->n; i++) {
        const struct row *row = &of->rows[i];
        if (row->assessed != of->size) continue;
        const peel_sample sample = {row->met, row->assessed, 0};
        const peel_rate_options options = {.size = sizeof options, .confidence = row->confidence, .method = of->method};
        peel_interval interval = {0};
        if (peel_rate(&sample, &options, &interval) == PEEL_OK) sum += interval.lower + interval.upper;
    }
    keep(sum);
}

static double calls(const struct work *work) {
    size_t n = 0;
    for (size_t i = 0; i < work->n; i++)
        n += work->rows[i].assessed == work->size;
    return (double)n;
}

int main(void) {
    struct row *rows;
    size_t n = rows_read(&rows);
    peel_method method;
    printf("\n| One call of peel_rate, two-sided, ns |");
    for (size_t s = 0; s < size_count; s++)
        printf(" n = %s |", sizes[s].label);
    printf("\n|---|---|---|---|---|\n");
    for (size_t m = 0; peel_method_at(m, &method) == PEEL_OK && method.number / 100 == 1; m++) {
        struct work works[size_count];
        struct contestant contestants[size_count];
        for (size_t s = 0; s < size_count; s++) {
            works[s] = (struct work){method.number, sizes[s].n, rows, n};
            contestants[s] = (struct contestant){rates, &works[s], calls(&works[s]), 0.0};
        }
        compete(contestants, size_count);
        printf("| %s |", method.name);
        for (size_t s = 0; s < size_count; s++)
            printf(" %.0f |", contestants[s].median);
        printf("\n");
    }
    free(rows);
    return 0;
}
