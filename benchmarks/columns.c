/* peel_rate_many over columns of samples, lower and upper limit wanted, against copying as many bytes. */
#include <peel.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "timing.h"

/* A column of so many samples of 20 cases to this many. */
struct shape {
    size_t rows;
    int64_t largest;
};

struct work {
    size_t n;
    int32_t method;
    int64_t *met, *assessed;
    double *lower, *upper;
};

static void rates(const void *work) {
    const struct work *of = work;
    const peel_samples samples = {of->met, of->assessed, NULL};
    const peel_rate_options options = {.size = sizeof options, .method = of->method};
    const peel_intervals intervals = {.lower = of->lower, .upper = of->upper};
    if (peel_rate_many(of->n, &samples, &options, &intervals, NULL) != PEEL_OK) abort();
}

/* Reads and writes the same memory as peel_rate_many must. */
static void copy(const void *work) {
    const struct work *of = work;
    memcpy(of->lower, of->met, of->n * sizeof *of->met);
    memcpy(of->upper, of->assessed, of->n * sizeof *of->assessed);
}

/* Sizes evenly between 20 and the largest, by a linear congruential generator (Knuth's MMIX). */
static void fill(const struct work *of, int64_t largest) {
    uint64_t state = 2021;
    for (size_t i = 0; i < of->n; i++) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        of->assessed[i] = 20 + (int64_t)((state >> 33) % (uint64_t)(largest - 19));
        of->met[i] = (int64_t)((state >> 41) % (uint64_t)(of->assessed[i] + 1));
    }
}

static void *column(size_t n) {
    void *memory = malloc(n * sizeof(double));
    if (memory) return memory;
    fprintf(stderr, "columns: not enough memory for %zu rows\n", n);
    exit(1);
}

static void run(int32_t method, struct shape shape) {
    const struct work work = {shape.rows,        method, column(shape.rows), column(shape.rows), column(shape.rows),
                              column(shape.rows)};
    struct contestant contestants[] = {{rates, &work, (double)shape.rows, 0.0}, {copy, &work, (double)shape.rows, 0.0}};
    peel_method facts;
    if (peel_method_get(method, &facts) != PEEL_OK) abort();
    fill(&work, shape.largest);
    compete(contestants, 2);
    printf("| %s | %zu | 20 to %lld | %.2f | %.2f | %.2f |\n", facts.name, shape.rows, (long long)shape.largest,
           contestants[0].median, contestants[1].median, contestants[0].median / contestants[1].median);
    free(work.met);
    free(work.assessed);
    free(work.lower);
    free(work.upper);
}

int main(void) {
    static const int32_t by_the_row[] = {PEEL_RATE_CLOPPER_PEARSON, PEEL_RATE_MID_P, PEEL_RATE_JEFFREYS};
    static const struct shape copied[] = {{100000, 200}, {1000000, 200}, {10000000, 200}, {10000000, 5000}};
    static const struct shape computed[] = {{100000, 200}, {100000, 5000}};
    printf("\n| peel_rate_many, 95%% | pairs | cases | ns a pair | memcpy of the same bytes | times memcpy |\n");
    printf("|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < sizeof copied / sizeof copied[0]; i++)
        run(PEEL_RATE_WILSON, copied[i]);
    for (size_t m = 0; m < sizeof by_the_row / sizeof by_the_row[0]; m++)
        for (size_t i = 0; i < sizeof computed / sizeof computed[0]; i++)
            run(by_the_row[m], computed[i]);
    return 0;
}
