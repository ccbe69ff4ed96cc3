#include "oracle/change_oracle.h"

#include <math.h>

static long double x_log_x(int64_t x) {
    return x > 0 ? (long double)x * logl((long double)x) : 0;
}

/* The log-likelihood of samples from `first` to before `end` at their own rate. */
static long double log_likelihood(const int64_t *met, const int64_t *size, size_t first, size_t end) {
    int64_t k = 0, n = 0;
    for (size_t i = first; i < end; i++) {
        k += met[i];
        n += size[i];
    }
    return x_log_x(k) + x_log_x(n - k) - x_log_x(n);
}

long double oracle_change(size_t m, const int64_t *met, const int64_t *size, size_t place) {
    return 2 * (log_likelihood(met, size, 0, place) + log_likelihood(met, size, place, m) -
                log_likelihood(met, size, 0, m));
}

static long double largest_change(size_t m, const int64_t *met, const int64_t *size) {
    long double largest = 0;
    for (size_t place = 1; place < m; place++)
        largest = fmaxl(largest, oracle_change(m, met, size, place));
    return largest;
}

static long double choose(int64_t n, int64_t k) {
    long double product = 1;
    for (int64_t i = 1; i <= k; i++)
        product = product * (long double)(n - k + i) / (long double)i;
    return product;
}

/* The weight of all tables whose first `at` samples are dealt, that reach the statistic; *all: of all of them. */
static long double tables(size_t m, int64_t *dealt, const int64_t *size, size_t at, int64_t left, long double weight,
                          long double least, long double *all) {
    if (at + 1 == m) {
        if (left > size[at]) return 0;
        dealt[at] = left;
        weight *= choose(size[at], left);
        *all += weight;
        return largest_change(m, dealt, size) >= least ? weight : 0;
    }
    long double sum = 0;
    for (int64_t k = 0; k <= size[at] && k <= left; k++) {
        dealt[at] = k;
        sum += tables(m, dealt, size, at + 1, left - k, weight * choose(size[at], k), least, all);
    }
    return sum;
}

long double oracle_change_p(size_t m, const int64_t *met, const int64_t *size) {
    int64_t dealt[12], cases = 0;
    long double all = 0, least = largest_change(m, met, size) * (1 - 1e-13L);
    for (size_t i = 0; i < m; i++)
        cases += met[i];
    long double reached = tables(m, dealt, size, 0, cases, 1, least, &all);
    return reached / all;
}

long double oracle_segmentation(size_t m, const int64_t *met, const int64_t *size, uint32_t cuts, long double penalty) {
    long double sum = 0;
    size_t first = 0;
    for (size_t i = 1; i <= m; i++) {
        if (i < m && (cuts >> (i - 1) & 1) == 0) continue;
        sum += 2 * log_likelihood(met, size, first, i) - (first > 0 ? penalty : 0);
        first = i;
    }
    return sum;
}

uint32_t oracle_segments(size_t m, const int64_t *met, const int64_t *size, long double penalty, long double *largest,
                         long double *second) {
    uint32_t best = 0;
    *largest = -INFINITY;
    *second = -INFINITY;
    for (uint32_t cuts = 0; cuts < UINT32_C(1) << (m - 1); cuts++) {
        long double sum = oracle_segmentation(m, met, size, cuts, penalty);
        if (sum > *largest) {
            *second = *largest;
            *largest = sum;
            best = cuts;
        } else {
            *second = fmaxl(*second, sum);
        }
    }
    return best;
}
