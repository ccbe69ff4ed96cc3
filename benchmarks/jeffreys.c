/* Jeffreys, both limits: one call of peel_rate against Boost.Math's and R's quantiles, on the rows of the reference table. */
#include <math.h>
#include <peel.h>
#include <stdio.h>
#include <stdlib.h>

#include "jeffreys_peers.h"
#include "timing.h"

typedef void both_limits(const struct row *row, double *lower, double *upper);

struct work {
    both_limits *limits;
    int64_t size;
    const struct row *rows;
    size_t n;
};

static void peel_jeffreys(const struct row *row, double *lower, double *upper) {
    const peel_sample sample = {row->met, row->assessed, 0};
    const peel_rate_options options = {
        .size = sizeof options, .confidence = row->confidence, .method = PEEL_RATE_JEFFREYS};
    peel_interval interval = {.lower = NAN, .upper = NAN};
    (void)peel_rate(&sample, &options, &interval);
    *lower = interval.lower;
    *upper = interval.upper;
}

static void all_rows(const void *work) {
    const struct work *of = work;
    double sum = 0.0;
    for (size_t i = 0; i < of->n; i++) {
        double lower, upper;
        if (of->rows[i].assessed != of->size) continue;
        of->limits(&of->rows[i], &lower, &upper);
        sum += lower + upper;
    }
    keep(sum);
}

int main(void) {
    static const char *const names[] = {"libpeel", "Boost.Math", "R qbeta"};
    static both_limits *const limits[] = {peel_jeffreys, boost_jeffreys, r_jeffreys};
    const int installed[] = {1, has_boost_beta, has_r_beta};
    enum { peers = 3 };
    double times[peers][size_count];
    struct row *rows;
    size_t n = rows_read(&rows);
    for (size_t s = 0; s < size_count; s++) {
        struct work works[peers];
        struct contestant contestants[peers];
        size_t calls = 0;
        for (size_t i = 0; i < n; i++)
            calls += rows[i].assessed == sizes[s].n;
        for (size_t p = 0; p < peers; p++) {
            works[p] = (struct work){limits[p], sizes[s].n, rows, n};
            contestants[p] = (struct contestant){all_rows, &works[p], (double)calls, 0.0};
        }
        compete(contestants, peers);
        for (size_t p = 0; p < peers; p++)
            times[p][s] = contestants[p].median;
    }
    printf("\n| Jeffreys, both limits, ns (times libpeel) |");
    for (size_t s = 0; s < size_count; s++)
        printf(" n = %s |", sizes[s].label);
    printf("\n|---|---|---|---|---|\n");
    for (size_t p = 0; p < peers; p++) {
        printf("| %s%s |", names[p], installed[p] ? "" : " (not installed)");
        for (size_t s = 0; s < size_count; s++) {
            if (p == 0)
                printf(" %.0f |", times[p][s]);
            else if (installed[p])
                printf(" %.0f (%.1f) |", times[p][s], times[p][s] / times[0][s]);
            else
                printf(" |");
        }
        printf("\n");
    }
    free(rows);
    return 0;
}
