/*
 * The worst error of each method, by range of assessed cases, over all reference tables: the README's table.
 * Run from the top of the project.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/truth.h"

enum { first = PEEL_RATE_WILSON, methods = PEEL_RATE_SCAS - PEEL_RATE_WILSON + 1, ranges = 6 };

static const int64_t range_end[ranges] = {100, 10000, 1000000, 1000000000, 1000000000000, PEEL_COUNT_MAX};
static const char *const range_name[ranges] = {"1-100", "101-1e4", "1e4-1e6", "1e6-1e9", "1e9-1e12", "1e12-2^53"};

struct worst {
    size_t limits;
    int64_t ulps;
    double relative; /* of limits that are not 0 */
    double absolute;
};

static struct worst worst[methods][ranges];

static void add(struct worst *w, double got, double expected) {
    int64_t ulps = ulp_distance(got, expected);
    double absolute = got > expected ? got - expected : expected - got;
    w->limits++;
    if (ulps > w->ulps) w->ulps = ulps;
    if (absolute > w->absolute) w->absolute = absolute;
    if (expected > 0 && absolute / expected > w->relative) w->relative = absolute / expected;
}

/* Limits that are the end of the scale by definition are not counted: they are no achievement. */
static void compare(const struct truth *row) {
    peel_interval got;
    int range = 0;
    if (row->raw) return;
    if (peel_rate(&row->sample, &row->options, &got) != PEEL_OK) {
        fprintf(stderr, "accuracy: line %zu has no answer\n", row->line);
        exit(1);
    }
    while (row->sample.assessed > range_end[range])
        range++;
    struct worst *w = &worst[row->method - first][range];
    if (row->lower > 0) add(w, got.lower, row->lower);
    if (row->upper < 1) add(w, got.upper, row->upper);
}

static void read_all(const char *path, int (*next)(struct table *, struct truth *)) {
    struct table table;
    struct truth row;
    int more;
    if (!table_open(&table, path) || !table_next(&table, ',')) {
        fprintf(stderr, "accuracy: cannot read %s\n", path);
        exit(1);
    }
    while ((more = next(&table, &row)) == 1)
        compare(&row);
    table_close(&table);
    if (more == 0) return;
    fprintf(stderr, "accuracy: %s:%zu cannot be read\n", path, table.line);
    exit(1);
}

/* "3 ulp, 4.1e-16": the last digits counted, and relatively. */
static void print_cell(const struct worst *w) {
    if (w->limits == 0)
        printf(" - |");
    else
        printf(" %lld ulp, %.1e |", (long long)w->ulps, w->relative);
}

int main(void) {
    size_t limits = 0;
    read_all(TRUTH_INTERVAL_CSV, truth_next_interval);
    read_all(TRUTH_CSV, truth_next);
    read_all("tests/reference/truth-closed.csv", truth_next);
    read_all("tests/reference/truth-acceptance.csv", truth_next);
    read_all("tests/reference/truth-beta.csv", truth_next);
    printf("| method |");
    for (int r = 0; r < ranges; r++)
        printf(" %s |", range_name[r]);
    printf(" absolute |\n|---|");
    for (int r = 0; r < ranges; r++)
        printf("---|");
    printf("---|\n");
    for (int m = 0; m < methods; m++) {
        peel_method facts;
        double absolute = 0;
        if (peel_method_get(first + m, &facts) != PEEL_OK) return 1;
        printf("| %s |", facts.name);
        for (int r = 0; r < ranges; r++) {
            const struct worst *w = &worst[m][r];
            print_cell(w);
            limits += w->limits;
            if (w->absolute > absolute) absolute = w->absolute;
        }
        printf(" %.1e |\n", absolute);
    }
    printf("\nWorst error of %zu limits, in units of the last place and relatively; last column: absolutely.\n",
           limits);
    return 0;
}
