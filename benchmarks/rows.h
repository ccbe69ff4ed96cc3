/* The Clopper-Pearson rows of the reference table, with every digit of their limits right: what all peers are given. */
#ifndef BENCH_ROWS_H
#define BENCH_ROWS_H

#include <stddef.h>
#include <stdint.h>

#define ROWS_FILE "tests/reference/interval.csv"

struct row {
    int64_t met, assessed;
    double confidence;
    double tail; /* (1 - confidence) / 2 */
    double lower, upper;
};

/* The sizes of sample that are timed: the table has many rows of each. */
enum { size_count = 4 };
struct size {
    int64_t n;
    const char *label;
};
extern const struct size sizes[size_count];

/*
 * Reads the rows with 0 < met < assessed: at the ends a limit is 0 or 1 or a power, and peers by the beta distribution
 * have no answer. Ends the program with a message where the table cannot be read. The caller frees *rows.
 */
size_t rows_read(struct row **rows);

#endif
