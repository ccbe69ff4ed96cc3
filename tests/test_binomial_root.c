/*
 * Roots of binomial tails at each level that this processor has: against tests/reference/binomial-roots.csv, put back into the
 * sums of tests/oracle/binomial_oracle.h, closed forms; equal bits; and no exception that a caller could trap.
 */
#include <criterion/criterion.h>
#include <fenv.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "numeric/binomial_root.h"
#include "numeric/lanes.h"
#include "oracle/binomial_oracle.h"
#include "support/call.h"
#include "support/table.h"
#include "support/truth.h"

enum { level_count = 3 };

static binomial_search *const searches[2][level_count] = {
    {binomial_search_portable, binomial_search_avx2, binomial_search_avx512},
    {binomial_mid_search_portable, binomial_mid_search_avx2, binomial_mid_search_avx512}};
static binomial_group *const groups[2][level_count] = {
    {binomial_group_portable, binomial_group_avx2, binomial_group_avx512},
    {binomial_mid_group_portable, binomial_mid_group_avx2, binomial_mid_group_avx512}};
static binomial_search *const roots[2] = {binomial_lower_root, binomial_mid_root};
static binomial_search *const both_roots[2] = {binomial_lower_roots, binomial_mid_roots};
static const char *const names[2] = {"tail", "mid"};

static struct proportion root_of(int mid, double k, double n, double p) {
    struct proportion root = {NAN, NAN};
    cr_expect(roots[mid](k, n, normal_upper_tail(p), &root) == PEEL_OK, "%s %.0f of %.0f, %g", names[mid], k, n, p);
    return root;
}

static int same_bits(const struct proportion *a, const struct proportion *b) {
    return memcmp(a, b, sizeof *a) == 0;
}

/* The function that chooses a level has the bits of every level. */
static void expect_all_levels(int mid, double k, double n, double p) {
    const struct proportion chosen = root_of(mid, k, n, p);
    for (int level = 0; level <= lanes_level(); level++) {
        struct proportion root = {NAN, NAN};
        cr_expect(searches[mid][level](k, n, normal_upper_tail(p), &root) == PEEL_OK);
        cr_expect(same_bits(&root, &chosen), "level %d, %s %.0f of %.0f, %g: %.17g, %.17g; chosen %.17g, %.17g", level,
                  names[mid], k, n, p, root.x, root.y, chosen.x, chosen.y);
    }
}

/* 4 units of the last place: what one evaluation of log F and one step are worth. (Rarely 6: see binomial_root.h.) */
static void expect_right(const char *what, double got, double wanted, size_t line) {
    const int64_t most = 4;
    cr_expect(ulp_distance(got, wanted) <= most && relative_error(got, wanted) <= 1e-15,
              "line %zu: %s %.17g, not %.17g", line, what, got, wanted);
}

Test(binomial_root, truth) {
    struct table table;
    size_t rows = 0;
    cr_assert(table_open(&table, "tests/reference/binomial-roots.csv"));
    cr_assert(table_next(&table, ','));
    while (table_next(&table, ',')) {
        int mid = strcmp(table.field[0], names[1]) == 0;
        double k = strtod(table.field[1], NULL), n = strtod(table.field[2], NULL), p = strtod(table.field[3], NULL);
        struct proportion root = root_of(mid, k, n, p);
        expect_right("x", root.x, strtod(table.field[4], NULL), table.line);
        expect_right("y", root.y, strtod(table.field[5], NULL), table.line);
        expect_all_levels(mid, k, n, p);
        rows++;
    }
    table_close(&table);
    cr_expect(rows == 2019, "%zu rows", rows);
}

static uint64_t drawn(uint64_t *state) {
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

static double uniform(uint64_t *state) {
    return (double)drawn(state) * 0x1p-31;
}

/* Of any magnitude, from 1 to most. */
static double sized(uint64_t *state, double most) {
    return floor(exp(uniform(state) * log(most)));
}

static void expect_pair(int mid, double k, double n, double p) {
    const struct proportion alone[] = {root_of(mid, k, n, p), root_of(mid, n - k, n, p)};
    struct proportion root[2] = {{NAN, NAN}, {NAN, NAN}};
    cr_expect(both_roots[mid](k, n, normal_upper_tail(p), root) == PEEL_OK);
    cr_expect(memcmp(root, alone, sizeof root) == 0, "%s %.0f of %.0f, %g: %.17g and %.17g", names[mid], k, n, p,
              root[0].x, root[1].x);
}

/* The members of a group have the bits of each alone, far ones among near ones as well; nothing is written beside them. */
static void expect_group(int mid, const double *k, const double *n, size_t count, double p) {
    enum { room = 32 };
    for (int level = -1; level <= lanes_level(); level++) {
        binomial_group *chosen = mid ? binomial_mid_group() : binomial_lower_group();
        binomial_group *group = level < 0 ? chosen : groups[mid][level];
        struct proportion root[room];
        for (size_t i = 0; i < room; i++)
            root[i] = (struct proportion){7, 8};
        cr_expect(group(k, n, count, normal_upper_tail(p), root) == PEEL_OK);
        for (size_t i = 0; i < count; i++) {
            struct proportion alone = root_of(mid, k[i], n[i], p);
            cr_expect(same_bits(&root[i], &alone), "level %d, %s %.0f of %.0f, %g, in %zu: %.17g, alone %.17g", level,
                      names[mid], k[i], n[i], p, count, root[i].x, alone.x);
        }
        cr_expect(root[count].x == 7 && root[count].y == 8);
    }
}

Test(binomial_root, groups) {
    static const double tails[] = {0.499, 0.25, 0.025, 0.0005, 5e-10, 5e-60, 5e-101};
    uint64_t state = 5;
    for (int i = 0; i < 4200; i++) {
        double k[24], n[24];
        size_t count = 1 + drawn(&state) % 24;
        int mid = i % 2;
        for (size_t j = 0; j < count; j++) {
            n[j] = 3 + (drawn(&state) % 2 ? floor(300 * uniform(&state)) : sized(&state, 0x1p53 - 3));
            k[j] = drawn(&state) % 3 ? floor(n[j] * uniform(&state)) : n[j] - sized(&state, n[j]);
            k[j] = fmin(fmax(k[j], 2 - mid), n[j] - 1);
        }
        expect_group(mid, k, n, count, tails[i / 2 % 7]);
    }
    const double four[] = {3, 4, 3, 2}, seven[] = {7, 9, 7, 7};
    struct proportion root[4];
    for (int level = 0; level <= lanes_level(); level++)
        for (int mid = 0; mid < 2; mid++)
            cr_expect(groups[mid][level](four, seven, 4, (struct normal_tail){NAN, 2}, root) == PEEL_ERROR_SEARCH);
}

Test(binomial_root, pairs) {
    uint64_t state = 11;
    for (int i = 0; i < 12000; i++) {
        double n = 1 + (i % 3 ? floor(300 * uniform(&state)) : sized(&state, 0x1p53 - 1));
        double k = floor((n + 1) * uniform(&state)), u = uniform(&state);
        if (i % 2) k = fmin(n, floor(5 * uniform(&state)));
        expect_pair(i / 4 % 2, k, n, 0.4999 * exp(-100 * u * u * u * u));
    }
    struct proportion none[2];
    cr_expect(root_of(0, 0, 7, 0.025).x == 0 && root_of(1, 0, 7, 0.025).y == 1);
    cr_expect(binomial_lower_roots(3, 7, (struct normal_tail){NAN, 2}, none) == PEEL_ERROR_SEARCH);
    cr_expect(binomial_mid_roots(3, 7, (struct normal_tail){NAN, 2}, none) == PEEL_ERROR_SEARCH);
}

/* Samples of every size, few met, few failed, half, or any; tails from near 1/2 to 1e-100 / 2, also where steps are long. */
Test(binomial_root, levels) {
    uint64_t state = 7;
    for (int i = 0; i < 40000; i++) {
        int mid = i % 2;
        double n = 3 + sized(&state, 0x1p53 - 3);
        double met[] = {sized(&state, n), n - sized(&state, n), floor(n / 2), floor(uniform(&state) * n)};
        double k = fmin(fmax(met[drawn(&state) % 4], 2 - mid), n - 1);
        double u = uniform(&state);
        expect_all_levels(mid, k, n, 0.4999 * exp(-230 * u * u * u));
    }
}

/* The slope of log F by log x is k at most, and x is right to 1e-15. */
Test(binomial_root, put_back) {
    static const double tails[] = {0.499, 0.25, 0.05, 0.025, 0.0005, 5e-10, 5e-30};
    for (int n = 1; n <= 260; n = n < 40 ? n + 1 : n + 37) {
        for (int k = 1; k <= n; k += n / 25 + 1) {
            for (int i = 0; i < 14; i++) {
                long double p = (long double)tails[i / 2], sum = 0;
                double x = root_of(i % 2, k, n, (double)p).x;
                for (int j = n; j > k; j--)
                    sum += oracle_probability(j, n, (long double)x);
                sum += oracle_probability(k, n, (long double)x) / (i % 2 + 1);
                long double allowed = 1e-15L * k + 4e-19L * n;
                cr_expect(fabsl(sum / p - 1) <= allowed, "%s %d of %d, %Lg: %.17g has %.17Lg", names[i % 2], k, n, p, x,
                          sum);
            }
        }
    }
}

Test(binomial_root, closed) {
    expect_right("2 of 2", root_of(0, 2, 2, 0.25).x, 0.5, 0);
    expect_right("1 of 1", root_of(0, 1, 1, 0.025).y, 0.975, 0);
    expect_right("1 of 2", root_of(0, 1, 2, 0.4375).y, 0.75, 0);
    expect_right("1 of 2^53", root_of(0, 1, 0x1p53, 0.0009765625).x, 1.0847319129887598e-19, 0); /* mpmath */
    expect_right("mid 1 of 1", root_of(1, 1, 1, 0.025).x, 0.05, 0);
    expect_right("mid 2 of 2", root_of(1, 2, 2, 0.125).x, 0.5, 0);
    expect_right("mid 1 of 2", root_of(1, 1, 2, 1e-9).x, 1e-9, 0);
    expect_right("mid 1 of 2", root_of(1, 1, 2, 0.4).y, 0.6, 0);
}

/* tail.z says where to begin, and no more than that: half of it and twice it lead to the same root. */
Test(binomial_root, begins_anywhere) {
    for (int i = 0; i < 600; i++) {
        int mid = i % 2;
        double n = floor(pow(1.21, 9 + i % 180)), k = 2 + floor((n - 3) * (i % 7) / 6);
        double p = pow(10, -0.4 - i % 11);
        struct normal_tail tail = normal_upper_tail(p);
        struct proportion right = root_of(mid, k, n, p), root = {NAN, NAN};
        tail.z *= i % 3 ? 0.5 : 2;
        cr_expect(roots[mid](k, n, tail, &root) == PEEL_OK);
        cr_expect(relative_error(root.x, right.x) <= 1e-15 && relative_error(root.y, right.y) <= 1e-15,
                  "%s %.0f of %.0f, %g from z = %g: %.17g, not %.17g", names[mid], k, n, p, tail.z, root.x, right.x);
    }
}

static void expect_no_flag(const char *what, int level, int mid, double k, double n, double p) {
    const int raised = fetestexcept(FE_INVALID | FE_DIVBYZERO | FE_OVERFLOW);
    cr_expect(raised == 0, "%s at level %d raises %#x: %s %.0f of %.0f, %g", what, level, (unsigned)raised, names[mid],
              k, n, p);
    feclearexcept(FE_ALL_EXCEPT);
}

/* Alone, with its mirror image, and in a group whose other lanes are empty. */
static void expect_no_exception(int mid, double k, double n, struct normal_tail tail) {
    struct proportion root[2];
    feclearexcept(FE_ALL_EXCEPT);
    cr_expect(roots[mid](k, n, tail, root) == PEEL_OK);
    expect_no_flag("root", -1, mid, k, n, tail.p);
    cr_expect(both_roots[mid](k, n, tail, root) == PEEL_OK);
    expect_no_flag("pair", -1, mid, k, n, tail.p);
    if (k < 2 - mid || k >= n || n <= 2) return;
    for (int level = 0; level <= lanes_level(); level++) {
        cr_expect(searches[mid][level](k, n, tail, root) == PEEL_OK);
        expect_no_flag("search", level, mid, k, n, tail.p);
        cr_expect(groups[mid][level](&k, &n, 1, tail, root) == PEEL_OK);
        expect_no_flag("group", level, mid, k, n, tail.p);
    }
}

/* Clopper-Pearson of 2 of 4 divided by 0 in a step that was not taken, mid-P of 1 of 3 overflowed as well. */
Test(binomial_root, no_exception) {
    static const double tails[] = {0.4999, 0.45, 0.25, 0.025, 0.0005, 5e-10, 5e-30, 5e-101};
    for (int i = 0; i < 16; i++) {
        const struct normal_tail tail = normal_upper_tail(tails[i / 2]);
        for (int n = 1; n <= 60; n++)
            for (int k = 0; k <= n; k++)
                expect_no_exception(i % 2, k, n, tail);
    }
    uint64_t state = 13;
    for (int i = 0; i < 20000; i++) {
        double n = 3 + sized(&state, 0x1p53 - 3), u = uniform(&state);
        double met[] = {sized(&state, n), n - sized(&state, n), floor(n / 2), floor(u * n)};
        double k = fmin(fmax(met[drawn(&state) % 4], 2 - i % 2), n - 1);
        expect_no_exception(i % 2, k, n, normal_upper_tail(0.4999 * exp(-230 * u * u * u)));
    }
}

/* Lanes that have ended, or hold no question, wait for the others where they are: begun at half of z, 5 of 7 takes long. */
Test(binomial_root, no_exception_in_groups) {
    static const double tails[] = {0.49, 0.45, 0.25, 0.025, 5e-10, 5e-60, 5e-101};
    uint64_t state = 17;
    for (int i = 0; i < 20000; i++) {
        double k[9] = {0, 5}, n[9] = {0, 7};
        const size_t count = 2 + drawn(&state) % 8;
        const int mid = i / 2 % 2;
        struct normal_tail tail = normal_upper_tail(tails[i / 4 % 7]);
        if (i % 2) tail.z *= 0.5;
        for (size_t j = 0; j < count; j++) {
            if (j == 1) continue;
            n[j] = 3 + sized(&state, drawn(&state) % 2 ? 30 : 0x1p53 - 3);
            k[j] = fmin(fmax(floor(n[j] * uniform(&state)), 2 - mid), n[j] - 1);
        }
        for (int level = 0; level <= lanes_level(); level++) {
            struct proportion root[9];
            feclearexcept(FE_ALL_EXCEPT);
            cr_expect(groups[mid][level](k, n, count, tail, root) == PEEL_OK);
            expect_no_flag("group", level, mid, k[0], n[0], tail.p);
        }
    }
}

Test(binomial_root, status) {
    const struct normal_tail nowhere[] = {{NAN, 2}, {0.025, NAN}, {NAN, NAN}};
    for (size_t i = 0; i < sizeof nowhere / sizeof nowhere[0]; i++) {
        for (int level = -1; level <= lanes_level(); level++) {
            for (int mid = 0; mid < 2; mid++) {
                struct proportion root;
                binomial_search *search = level < 0 ? roots[mid] : searches[mid][level];
                cr_expect(search(3, 7, nowhere[i], &root) == PEEL_ERROR_SEARCH);
                cr_expect(search(4e5, 1e6, nowhere[i], &root) == PEEL_ERROR_SEARCH);
            }
        }
    }
}
