/* peel_rate_many over columns of samples, lower and upper limit wanted, against copying as many bytes. */
#include <peel.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "timing.h"

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

/* Samples of 20 to 200 cases, as a month of audits has, by a linear congruential generator (Knuth's MMIX). */
static void fill(const struct work *of) {
    uint64_t state = 2021;
    for (size_t i = 0; i < of->n; i++) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        of->assessed[i] = 20 + (int64_t)((state >> 33) % 181);
        of->met[i] = (int64_t)((state >> 41) % (uint64_t)(of->assessed[i] + 1));
    }
}

static void *column(size_t n) {
    void *memory = malloc(n * sizeof(double));
    if (memory) return memory;
    fprintf(stderr, "columns: not enough memory for %zu rows\n", n);
    exit(1);
}

static void run(int32_t method, const char *name, size_t n) {
    const struct work work = {n, method, column(n), column(n), column(n), column(n)};
    struct contestant contestants[] = {{rates, &work, (double)n, 0.0}, {copy, &work, (double)n, 0.0}};
    fill(&work);
    compete(contestants, 2);
    printf("| %s, %zu pairs | %.2f | %.2f | %.1f |\n", name, n, contestants[0].median, contestants[1].median,
           contestants[0].median / contestants[1].median);
    free(work.met);
    free(work.assessed);
    free(work.lower);
    free(work.upper);
}

int main(void) {
    printf("\n| peel_rate_many, n = 20 to 200, 95%% | ns a pair | memcpy of the same bytes | times memcpy |\n");
    printf("|---|---|---|---|\n");
    run(PEEL_RATE_WILSON, "wilson", 1000000);
    run(PEEL_RATE_WILSON, "wilson", 10000000);
    run(PEEL_RATE_CLOPPER_PEARSON, "clopper-pearson", 100000);
    return 0;
}
