/*
 * Makes truth.csv: limits with every digit right where interval.csv has none: one-sided bounds, more cases, alpha given,
 * confidences below 1/2. Not part of the build; the table is committed. To make it again, on Debian with
 * libflint-arb-dev and libflint-dev, in this folder:
 *
 *     cc -std=c17 -O2 make_truth.c truth_rows.c arb_tail.c -lflint-arb -lflint -lm -o make_truth && ./make_truth > truth.csv
 *
 * Ball arithmetic (Arb: Johansson 2017, IEEE Trans Comput 66:1281-1292) at 320 bits. A limit is printed only where both
 * ends of its enclosure round to the same double. The methods are as in the papers that peel/methods.h cites; alpha is
 * 1 - confidence computed in double unless it is given; all of it goes to the bound of a one-sided interval.
 */
#include <arb_hypgeom.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "arb_tail.h"
#include "truth_rows.h"

enum { bits = arb_tail_bits };
enum method { WILSON, WILSON_CC, CLOPPER_PEARSON, MID_P, JEFFREYS, AGRESTI_COULL, WALD, WALD_CC, METHODS };

static const char *const method_names[METHODS] = {"wilson",        "wilson-cc", "clopper-pearson", "mid-p", "jeffreys",
                                                  "agresti-coull", "wald",      "wald-cc"};

/* Wilson's lower limit for `halves` / 2 of n: (k + z2/2 - z sqrt(k (n-k) / n + z2/4)) / (n + z2). */
static void wilson_lower(arb_t x, int64_t halves, int64_t n, const arb_t z) {
    arb_t k, z2, root;
    arb_init(k), arb_init(z2), arb_init(root);
    arb_set_si(k, halves);
    arb_mul_2exp_si(k, k, -1);
    arb_mul(z2, z, z, bits);
    arb_sub_si(root, k, n, bits);
    arb_neg(root, root);
    arb_mul(root, root, k, bits);
    arb_div_si(root, root, n, bits);
    arb_mul_2exp_si(x, z2, -2);
    arb_add(root, root, x, bits);
    arb_sqrt(root, root, bits);
    arb_mul(root, root, z, bits);
    arb_mul_2exp_si(x, z2, -1);
    arb_add(x, x, k, bits);
    arb_sub(x, x, root, bits);
    arb_add_si(z2, z2, n, bits);
    arb_div(x, x, z2, bits);
    arb_clear(k), arb_clear(z2), arb_clear(root);
}

/* p - z sqrt(p (1-p) / n), with z2 / 2 more met of z2 more cases (Agresti-Coull), or 1 / 2n further out (Wald cc). */
static void wald_lower(arb_t x, enum method m, int64_t k, int64_t n, const arb_t z) {
    arb_t cases, z2, half;
    arb_init(cases), arb_init(z2), arb_init(half);
    arb_set_si(cases, n);
    arb_set_si(x, k);
    if (m == AGRESTI_COULL) {
        arb_mul(z2, z, z, bits);
        arb_add(cases, cases, z2, bits);
        arb_mul_2exp_si(z2, z2, -1);
        arb_add(x, x, z2, bits);
    }
    arb_div(x, x, cases, bits);
    arb_sub_ui(half, x, 1, bits);
    arb_neg(half, half);
    arb_mul(half, half, x, bits);
    arb_div(half, half, cases, bits);
    arb_sqrt(half, half, bits);
    arb_submul(x, half, z, bits);
    arb_set_ui(half, 1);
    arb_div_si(half, half, n, bits);
    arb_mul_2exp_si(half, half, -1);
    if (m == WALD_CC) arb_sub(x, x, half, bits);
    arb_clear(cases), arb_clear(z2), arb_clear(half);
}

/* The lower limit by the tail of a beta distribution; 0 < k. Newton starts at Wilson's limit, kept off 1. */
static void tail_lower(arb_t x, enum method m, int64_t k, int64_t n, double alpha, double z) {
    struct arb_tail tail = {.mid = m == MID_P};
    double failures = (double)(n - k) + 0.25, z2 = z * z / 2;
    double root = z * sqrt((double)k * failures / (double)n + z2 / 2);
    double start = log((double)k * (double)k / (double)n / ((double)k + z2 + root)) - log(failures + z2 + root) +
                   log((double)n + 2 * z2);
    arb_init(tail.a), arb_init(tail.b), arb_init(tail.x), arb_init(tail.y);
    arb_set_d(tail.a, m == JEFFREYS ? 0.5 : 0);
    arb_add_si(tail.a, tail.a, k, bits);
    arb_set_d(tail.b, m == JEFFREYS ? 0.5 : 1);
    arb_add_si(tail.b, tail.b, n - k, bits);
    arb_tail_root(x, start, alpha, &tail);
    arb_neg(x, x);
    arb_exp(x, x, bits);
    arb_add_ui(x, x, 1, bits);
    arb_inv(x, x, bits);
    arb_clear(tail.a), arb_clear(tail.b), arb_clear(tail.x), arb_clear(tail.y);
}

/* Closed forms. They may lie half-way between two doubles, where only a point rounds. Returns 1 where there is one. */
static int closed_lower(arb_t x, enum method m, int64_t k, int64_t n, double alpha) {
    int all = k == n && (m == CLOPPER_PEARSON || m == MID_P); /* alpha = x^n, or half of that */
    int one_of_two = m == MID_P && k == 1 && n == 2;          /* alpha = x (1-x) + x^2 */
    if (!all && !one_of_two) return 0;
    arb_set_d(x, alpha);
    if (all && m == MID_P) arb_mul_2exp_si(x, x, 1);
    if (all && n > 1) arb_root_ui(x, x, (ulong)n, bits);
    return 1;
}

/*
 * The lower limit of k met of n, with alpha below it; or 1 minus that, the upper limit of k not met. Cut to [0, 1].
 * An upper limit is made of the other's enclosure, never of its double.
 */
static double limit(enum method m, int64_t k, int64_t n, double alpha, int upper) {
    arb_t x, z;
    arb_init(x), arb_init(z);
    truth_normal(z, alpha);
    if (m >= AGRESTI_COULL)
        wald_lower(x, m, k, n, z);
    else if (k == 0)
        arb_zero(x);
    else if (m == WILSON || m == WILSON_CC)
        wilson_lower(x, 2 * k - (m == WILSON_CC), n, z);
    else if (!closed_lower(x, m, k, n, alpha))
        tail_lower(x, m, k, n, alpha, arf_get_d(arb_midref(z), ARF_RND_NEAR));
    if (upper) {
        arb_sub_ui(x, x, 1, bits);
        arb_neg(x, x);
    }
    double value = truth_rounded(x);
    arb_clear(x), arb_clear(z);
    return value < 0 ? 0 : value > 1 ? 1 : value;
}

static void print_row(enum method m, int64_t k, int64_t n, int side, const struct truth_level *level) {
    double alpha = strcmp(level->given, "alpha") == 0 ? level->value : 1 - level->value;
    double tail = side == 0 ? alpha / 2 : alpha;
    double lower = side == 2 ? 0 : limit(m, k, n, tail, 0);
    double upper = side == 1 ? 1 : limit(m, n - k, n, tail, 1);
    printf("%s,%" PRId64 ",%" PRId64 ",%s,%s,%.17g,%.17g,%.17g\n", method_names[m], k, n, truth_sides[side],
           level->given, level->value, lower, upper);
}

int main(void) {
    int64_t chosen[9];
    unsigned turn = 0;
    puts(
        "# Made by make_truth.c. Every digit is right (17 significant). lower 0 or upper 1 may be no bound: see side.");
    puts("method,k,n,side,given,level,lower,upper");
    for (size_t i = 0; i < truth_case_count; i++)
        for (int m = 0; m < METHODS; m++)
            for (int side = 0; side < 3; side++) {
                int count = truth_choose(truth_cases[i], chosen);
                unsigned usable = side == 0 ? truth_all_levels : truth_all_levels - truth_two_sided_levels;
                for (int j = 0; j < count; j++)
                    for (unsigned l = 0; l < (truth_cases[i] <= 2 ? usable : 1); l++)
                        print_row((enum method)m, chosen[j], truth_cases[i], side, &truth_levels[turn++ % usable]);
            }
    flint_cleanup();
    return 0;
}
