/*
 * Makes binomial-roots.csv: the rates at which a binomial tail has a given area, with their complements, every digit right: any
 * sample to 2^53 cases, any tail to 1e-100 / 2 and near 1/2. Not part of the build; the table is committed. To make it again, on
 * Debian with libflint-arb-dev and libflint-dev, in this folder:
 *
 *     cc -std=c17 -O2 make_roots.c truth_rows.c arb_tail.c -lflint-arb -lflint -lm -o make_roots
 *     ./make_roots > binomial-roots.csv
 *
 * Ball arithmetic as in make_truth.c.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "arb_tail.h"
#include "truth_rows.h"

enum { bits = arb_tail_bits, rows = 2400 };

static double uniform(void) {
    return (double)(truth_draw() >> 11) * 0x1p-53;
}

/* A whole number from 1 to most, of any magnitude. */
static int64_t sized(int64_t most) {
    return (int64_t)exp(uniform() * log((double)most));
}

/* Of any size, or with a variance near 625, where the library turns from a sum to an integral. */
static int64_t drawn_cases(uint64_t kind) {
    if (kind % 8 == 0) return INT64_C(1) << 53;
    if (kind % 8 == 1) return 2000 + (int64_t)(truth_draw() % 1000);
    return kind % 2 == 0 ? 3 + sized(400) : 2 + sized((INT64_C(1) << 53) - 2);
}

static int64_t drawn_met(uint64_t kind, int64_t n) {
    switch (kind % 7) {
    case 0: return 1 + sized(n) - 1;
    case 1: return n - sized(n);
    case 2: return 1 + (int64_t)(truth_draw() % 40);
    case 3: return n - 1 - (int64_t)(truth_draw() % 40);
    case 4: return n / 2 + (int64_t)(truth_draw() % 10);
    case 5: return 500 + (int64_t)(truth_draw() % 300);
    default: return (int64_t)(uniform() * (double)n);
    }
}

static double drawn_tail(uint64_t kind) {
    double u = uniform();
    if (kind % 3 == 0) return 0.5 * exp(-230.5 * u * u); /* to 1e-100 / 2 */
    if (kind % 3 == 1) return 0.5 - 0.1 * u - 1e-9;
    return 0.49 * exp(-20 * u);
}

static void print_row(int mid, int64_t k, int64_t n, double p) {
    struct arb_tail tail = {.mid = mid};
    arb_t w, x, y, z;
    arb_init(w), arb_init(x), arb_init(y), arb_init(z);
    arb_init(tail.a), arb_init(tail.b), arb_init(tail.x), arb_init(tail.y);
    arb_set_si(tail.a, k);
    arb_set_si(tail.b, n - k + 1);
    truth_normal(z, p);
    double normal = arf_get_d(arb_midref(z), ARF_RND_NEAR);
    double met = (double)k, failed = (double)(n - k) + 0.25, half = normal * normal / 2;
    double root = normal * sqrt(met * failed / (double)n + half / 2); /* Newton starts at Wilson's limit */
    arb_tail_root(
        w, log(met * met / (double)n / (met + half + root)) - log(failed + half + root) + log((double)n + 2 * half), p,
        &tail);
    arb_exp(y, w, bits);
    arb_add_ui(y, y, 1, bits);
    arb_inv(y, y, bits);
    arb_neg(w, w);
    arb_exp(x, w, bits);
    arb_add_ui(x, x, 1, bits);
    arb_inv(x, x, bits);
    printf("%s,%" PRId64 ",%" PRId64 ",%.17g,%.17g,%.17g\n", mid ? "mid" : "tail", k, n, p, truth_rounded(x),
           truth_rounded(y));
    arb_clear(w), arb_clear(x), arb_clear(y), arb_clear(z);
    arb_clear(tail.a), arb_clear(tail.b), arb_clear(tail.x), arb_clear(tail.y);
}

int main(void) {
    puts("# Made by make_roots.c. Every digit is right (17 significant).");
    puts("tail,k,n,p,x,y");
    for (uint64_t i = 0; i < rows; i++) {
        int mid = (int)(i % 2);
        int64_t n = drawn_cases(truth_draw());
        int64_t k = drawn_met(i, n);
        double p = drawn_tail(truth_draw());
        if (k >= 2 - mid && k < n && n > 2) print_row(mid, k, n, p);
    }
    flint_cleanup();
    return 0;
}
