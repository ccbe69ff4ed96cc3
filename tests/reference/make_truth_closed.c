/*
 * Makes truth-closed.csv, as truth.csv but of the methods whose definition is a formula, and truth-population.csv, of those that
 * take a known population as more cases: n (N - 1) / (N - n), cut to what is certain. Not part of the build; the tables are
 * committed. To make them again, on Debian with libflint-arb-dev and libflint-dev, in this folder:
 *
 *     cc -std=c17 -O2 make_truth_closed.c truth_rows.c arb_closed.c arb_tail.c -lflint-arb -lflint -lm -o make_truth_closed
 *     ./make_truth_closed > truth-closed.csv && ./make_truth_closed population > truth-population.csv
 *
 * Ball arithmetic (Arb: Johansson 2017, IEEE Trans Comput 66:1281-1292). A limit is printed only where both ends of its
 * enclosure round to the same double. The methods are as in the papers that peel/methods.h cites.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "arb_closed.h"
#include "arb_tail.h"
#include "truth_rows.h"

enum { bits = arb_tail_bits };
enum method { LOGIT, PROBIT, CLOGLOG, ARCSINE, SCAS, MODIFIED_WILSON, MODIFIED_JEFFREYS, METHODS };

static const char *const names[METHODS] = {"logit", "probit",          "cloglog",          "arcsine",
                                           "scas",  "modified-wilson", "modified-jeffreys"};

typedef void closed_lower(arb_t x, const struct closed_counts *counts, const arb_t z);
static closed_lower *const formulas[SCAS + 1] = {closed_logit, closed_probit, closed_cloglog, closed_arcsine,
                                                 closed_scas};

/* The corrected methods and their names. */
static closed_lower *const corrected[] = {closed_wilson, closed_wald, closed_agresti_coull, closed_logit};
static const char *const corrected_names[] = {"wilson", "wald", "agresti-coull", "logit"};

/* Clopper and Pearson's lower limit of none or all of n. */
static void exact_end(arb_t x, int64_t k, int64_t n, double alpha) {
    arb_set_d(x, k == 0 ? 0 : alpha);
    if (k > 0 && n > 1) arb_root_ui(x, x, (ulong)n, bits);
}

/* The alpha quantile of Beta(k + 1/2, n - k + 1/2), 0 < k < n; Newton starts at Wilson's limit. */
static void jeffreys(arb_t x, int64_t k, int64_t n, double alpha, double z) {
    struct arb_tail tail = {.mid = 0};
    double failed = (double)(n - k), z2 = z * z / 2;
    double root = z * sqrt((double)k * failed / (double)n + z2 / 2);
    double start = log((double)k * (double)k / (double)n / ((double)k + z2 + root)) - log(failed + z2 + root) +
                   log((double)n + 2 * z2);
    arb_init(tail.a), arb_init(tail.b), arb_init(tail.x), arb_init(tail.y);
    arb_set_d(tail.a, 0.5), arb_set_d(tail.b, 0.5);
    arb_add_si(tail.a, tail.a, k, bits);
    arb_add_si(tail.b, tail.b, n - k, bits);
    arb_tail_root(x, start, alpha, &tail);
    arb_neg(x, x);
    arb_exp(x, x, bits);
    arb_add_ui(x, x, 1, bits);
    arb_inv(x, x, bits);
    arb_clear(tail.a), arb_clear(tail.b), arb_clear(tail.x), arb_clear(tail.y);
}

/* Brown, Cai and DasGupta's k: 1 and 2 of up to 50, 1 to 3 of more; not above the rate seen. Else Wilson's limit. */
static void modified_wilson(arb_t x, const struct closed_counts *counts, int64_t k, int64_t n, double tail,
                            const arb_t z) {
    if (k == 0) {
        arb_zero(x);
        return;
    }
    closed_wilson(x, counts, z);
    if (k > (n > 50 ? 3 : 2)) return;
    arb_t mean;
    arb_init(mean);
    closed_poisson(mean, (int)k, 2 * tail);
    arb_min(mean, mean, counts->met, bits);
    arb_div(x, mean, counts->n, bits);
    arb_clear(mean);
}

/* The lower limit of k met of n; of complementary log-log with -z the upper one. */
static void lower_limit(arb_t x, enum method m, int64_t k, int64_t n, double tail, const arb_t z) {
    struct closed_counts counts;
    int end = k == 0 || k == n;
    arb_init(counts.met), arb_init(counts.failed), arb_init(counts.n);
    arb_set_si(counts.met, k), arb_set_si(counts.failed, n - k), arb_set_si(counts.n, n);
    if (m == MODIFIED_WILSON)
        modified_wilson(x, &counts, k, n, tail, z);
    else if (m == MODIFIED_JEFFREYS && k <= 1 && k < n)
        arb_zero(x);
    else if (end && m != ARCSINE && m != SCAS)
        exact_end(x, k, n, tail);
    else if (m == MODIFIED_JEFFREYS)
        jeffreys(x, k, n, tail, arf_get_d(arb_midref(z), ARF_RND_NEAR));
    else
        formulas[m](x, &counts, z);
    arb_clear(counts.met), arb_clear(counts.failed), arb_clear(counts.n);
}

static double limit(enum method m, int64_t k, int64_t n, double tail, int upper) {
    arb_t x, z;
    arb_init(x), arb_init(z);
    truth_normal(z, tail);
    if (upper && m == CLOGLOG && k > 0 && k < n) {
        arb_neg(z, z);
        lower_limit(x, m, k, n, tail, z);
    } else {
        lower_limit(x, m, upper ? n - k : k, n, tail, z);
        if (upper) {
            arb_sub_ui(x, x, 1, bits);
            arb_neg(x, x);
        }
    }
    double value = truth_rounded(x);
    arb_clear(x), arb_clear(z);
    return value;
}

static double tail_of(int side, const struct truth_level *level, double *alpha) {
    *alpha = strcmp(level->given, "alpha") == 0 ? level->value : 1 - level->value;
    return side == 0 ? *alpha / 2 : *alpha;
}

static void print_row(enum method m, int64_t k, int64_t n, int side, const struct truth_level *level) {
    double alpha, tail = tail_of(side, level, &alpha);
    double lower = side == 2 ? 0 : limit(m, k, n, tail, 0);
    double upper = side == 1 ? 1 : limit(m, k, n, tail, 1);
    printf("%s,%" PRId64 ",%" PRId64 ",%s,%s,%.17g,%.17g,%.17g\n", names[m], k, n, truth_sides[side], level->given,
           level->value, lower, upper);
}

static void print_closed(void) {
    int64_t chosen[9];
    unsigned turn = 0;
    for (int i = 0; i < truth_case_count; i++)
        for (int m = 0; m < METHODS; m++)
            for (int pass = 0; pass < 3; pass++) {
                int side = m >= MODIFIED_WILSON ? 0 : pass; /* which offer two sides only */
                int64_t n = truth_cases[i];
                int count = truth_choose(n, chosen);
                unsigned usable = side == 0 ? truth_all_levels : truth_all_levels - truth_two_sided_levels;
                for (int j = 0; j < count; j++)
                    for (unsigned l = 0; l < (n <= 2 ? usable : 1); l++)
                        print_row((enum method)m, chosen[j], n, side, &truth_levels[turn++ % usable]);
            }
}

/* The lower limit of k of n from N, or 1 minus that of the failures; cut to k / N at least and 1 - (n - k) / N at most. */
static double corrected_limit(int m, int64_t k, int64_t n, int64_t population, double tail, int upper) {
    struct closed_counts counts;
    arb_t x, z, factor, least, most;
    int64_t met = upper ? n - k : k;
    arb_init(counts.met), arb_init(counts.failed), arb_init(counts.n);
    arb_init(x), arb_init(z), arb_init(factor), arb_init(least), arb_init(most);
    truth_normal(z, tail);
    arb_set_si(factor, population - 1);
    arb_div_si(factor, factor, population - n, bits);
    arb_mul_si(counts.met, factor, met, bits);
    arb_mul_si(counts.failed, factor, n - met, bits);
    arb_mul_si(counts.n, factor, n, bits);
    if (met == 0 && m == 0)
        arb_zero(x); /* of Wilson's form a difference that is 0 */
    else
        corrected[m](x, &counts, z);
    arb_set_si(least, met);
    arb_div_si(least, least, population, bits);
    arb_set_si(most, population - (n - met));
    arb_div_si(most, most, population, bits);
    if (!arb_ge(x, least)) arb_set(x, least);
    if (!arb_le(x, most)) arb_set(x, most);
    if (upper) {
        arb_sub_ui(x, x, 1, bits);
        arb_neg(x, x);
    }
    double value = truth_rounded(x);
    arb_clear(counts.met), arb_clear(counts.failed), arb_clear(counts.n);
    arb_clear(x), arb_clear(z), arb_clear(factor), arb_clear(least), arb_clear(most);
    return value;
}

static void print_corrected(int m, int64_t k, int64_t n, int64_t population, unsigned turn) {
    int side = (int)(turn % 3);
    unsigned usable = side == 0 ? truth_all_levels : truth_all_levels - truth_two_sided_levels;
    const struct truth_level *level = &truth_levels[turn / 3 % usable];
    double alpha, tail = tail_of(side, level, &alpha);
    if (m == 3 && (k == 0 || k == n)) return; /* logit takes hypergeometric limits there */
    double lower = side == 2 ? 0 : corrected_limit(m, k, n, population, tail, 0);
    double upper = side == 1 ? 1 : corrected_limit(m, k, n, population, tail, 1);
    printf("%s,%" PRId64 ",%" PRId64 ",%" PRId64 ",%s,%s,%.17g,%.17g,%.17g\n", corrected_names[m], k, n, population,
           truth_sides[side], level->given, level->value, lower, upper);
}

/* Populations of one case more than were assessed, a few more, three times as many, any number, and 2 to the 53rd. */
static void print_population(void) {
    int64_t chosen[9];
    unsigned turn = 0;
    for (int i = 0; i + 1 < truth_case_count; i++)
        for (int m = 0; m < 4; m++) {
            const int64_t n = truth_cases[i], most = INT64_C(9007199254740992);
            const int64_t populations[] = {n + 1, n + n / 10 + 2, 3 * n < most ? 3 * n : most - 1,
                                           n + 1 + (int64_t)(truth_draw() % (uint64_t)(most - n)), most};
            int count = truth_choose(n, chosen);
            for (int j = 0; j < count; j++)
                for (int p = 0; p < 5; p++)
                    print_corrected(m, chosen[j], n, populations[p], turn++);
        }
}

int main(int argc, char **argv) {
    int population = argc > 1 && strcmp(argv[1], "population") == 0;
    puts(
        "# Made by make_truth_closed.c. Every digit is right (17 significant). lower 0 or upper 1 may be no bound: see side.");
    puts(population ? "method,k,n,population,side,given,level,lower,upper" : "method,k,n,side,given,level,lower,upper");
    if (population)
        print_population();
    else
        print_closed();
    flint_cleanup();
    return 0;
}
