/*
 * Our warehouse holds counts in columns. What are the rates of all rows in one call, and what of a row that cannot be?
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cc columns.c $(pkg-config --cflags --libs peel) -o columns
 */
#include <math.h>
#include <peel.h>
#include <stdio.h>

enum { rows = 6 };

int main(void) {
    /* Row 3 has its counts swapped. It must not spoil the others. */
    const int64_t met[rows] = {41, 40, 36, 57, 30, 47};
    const int64_t assessed[rows] = {79, 48, 27, 81, 33, 60};
    const peel_samples samples = {.met = met, .assessed = assessed};

    /* One array a field; a column that is not wanted stays NULL, as notes does here. */
    double estimate[rows], lower[rows], upper[rows];
    peel_status faults[rows] = {PEEL_OK};
    const peel_intervals intervals = {.estimate = estimate, .lower = lower, .upper = upper, .status = faults};

    const peel_rate_options options = {.size = sizeof options, .method = PEEL_RATE_CLOPPER_PEARSON};
    size_t bad;
    peel_status status = peel_rate_many(rows, &samples, &options, &intervals, &bad);
    if (status != PEEL_OK) { /* a fault of the call: nothing was written */
        fprintf(stderr, "columns: %s\n", peel_status_sentence(status));
        return 1;
    }

    for (size_t i = 0; i < rows; i++) {
        printf("row %zu, %lld of %lld: ", i + 1, (long long)met[i], (long long)assessed[i]);
        if (faults[i] != PEEL_OK)
            printf("%s\n", peel_status_sentence(faults[i]));
        else
            printf("%.4f%% (%.4f%% to %.4f%%)\n", 100 * estimate[i], 100 * lower[i], 100 * upper[i]);
    }
    printf("rows without an answer: %zu; the estimate there is %s\n", bad,
           isnan(estimate[2]) ? "not a number" : "wrong");
    return 0;
}
