/*
 * Selection (Hoare 1961, Algorithm 65), in a time of order n for n values; its pivots are drawn at random, so that no order
 * of the values makes it slow.
 */
#include "numeric/median.h"

#include <math.h>

#include "numeric/draws.h"

static void swap(double *a, double *b) {
    double held = *a;
    *a = *b;
    *b = held;
}

double value_of_rank(int64_t count, double *values, int64_t k) {
    struct draws draws = draws_seeded(0);
    int64_t low = 0, high = count - 1;
    while (low < high) { /* each round leaves fewer */
        double pivot = values[low + draws_below(&draws, (uint32_t)(high - low + 1))];
        int64_t i = low, j = high;
        while (i <= j) {
            while (values[i] < pivot)
                i++;
            while (values[j] > pivot)
                j--;
            if (i <= j) swap(&values[i++], &values[j--]);
        }
        if (k > j && k < i) break;
        if (k <= j)
            high = j;
        else
            low = i;
    }
    return values[k];
}

double median_of(int64_t count, double *values) {
    double upper = value_of_rank(count, values, count / 2);
    if (count % 2 != 0) return upper;
    double lower = values[0];
    for (int64_t i = 1; i < count / 2; i++)
        lower = fmax(lower, values[i]);
    return 0.5 * (lower + upper);
}
