/* Tails of large tables, and tails to 24 digits. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "numeric/hypergeometric_twofold.h"

static struct table table_of(double population, double assessed, double cases, double met) {
    return (struct table){cases - met, population - assessed - (cases - met), met, assessed - met};
}

static const char *name(struct table t) {
    static char text[120];
    snprintf(text, sizeof text, "%.0f, %.0f, %.0f, %.0f", t.a, t.b, t.c, t.d);
    return text;
}

/* The exponent has rounding of 1e-16 of itself in each of four parts. */
static double allowed(double p) {
    return 2e-15 - 1e-15 * log(p);
}

static void expect_near(struct table t, double got, double wanted, const char *what) {
    cr_expect(fabs(got - wanted) <= allowed(wanted) * wanted, "%s of %s: %.17g, not %.17g", what, name(t), got, wanted);
}

/* population,assessed,cases,met,tail,mid_tail: to 2^53 cases, out to 21 standard deviations. */
Test(hypergeometric_tail, reference) {
    FILE *file = fopen("tests/reference/hypergeometric-tails.csv", "r");
    char line[400];
    int rows = 0;
    cr_assert(file != NULL);
    while (fgets(line, sizeof line, file)) {
        double number[6];
        char *at = line;
        if (line[0] < '0' || line[0] > '9') continue;
        for (int i = 0; i < 6; i++)
            number[i] = strtod(at, &at), at += *at == ',';
        struct table t = table_of(number[0], number[1], number[2], number[3]);
        errno = 12345;
        expect_near(t, hypergeometric_upper(t, 1), number[4], "tail");
        expect_near(t, hypergeometric_upper(t, 0.5), number[5], "mid tail");
        cr_expect(errno == 12345);
        rows++;
    }
    fclose(file);
    cr_expect(rows > 200, "%d rows", rows);
}

/* |a - b| over b, where a is a sum of two doubles and b a whole number divided by another, both below 2^53. */
static double distance(struct twofold a, double over, double under) {
    struct twofold product = twofold_times(a, (struct twofold){under, 0});
    return fabs(twofold_minus(product, (struct twofold){over, 0}).value) / over;
}

static double choose(int n, int k) {
    double ways = 1;
    for (int i = 1; i <= k; i++)
        ways = ways * (n - k + i) / i;
    return k < 0 || k > n ? 0 : ways;
}

/* Whole numbers of ways, each below 2^53. */
Test(hypergeometric_tail, twofold_of_small_tables) {
    for (int all = 2; all <= 40; all += 2)
        for (int assessed = 1; assessed < all; assessed += 3)
            for (int cases = 0; cases <= all; cases += 3) {
                double ways = 0;
                for (int met = assessed < cases ? assessed : cases; met >= 0 && assessed - met <= all - cases; met--) {
                    struct table t = table_of(all, assessed, cases, met);
                    double own = choose(cases, met) * choose(all - cases, assessed - met);
                    cr_expect(distance(hypergeometric_upper_twofold(t, 0.5), 2 * ways + own,
                                       2 * choose(all, assessed)) < 1e-29,
                              "mid tail of %s", name(t));
                    ways += own;
                    cr_expect(distance(hypergeometric_upper_twofold(t, 1), ways, choose(all, assessed)) < 1e-29,
                              "tail of %s", name(t));
                }
            }
}

/* P(X >= k) and P(X < k) add up to 1, P(X >= 1 | 1) is n / N, and P(X >= 2 | 2) is n (n - 1) / N / (N - 1). */
static void laws(double population, double assessed, double cases, double met) {
    struct table t = table_of(population, assessed, cases, met);
    struct table below = table_flipped(table_moved(t, -1));
    cr_assert(hypergeometric_is_small(t));
    struct twofold sum = twofold_plus(hypergeometric_upper_twofold(t, 1), hypergeometric_upper_twofold(below, 1));
    double rest = twofold_minus(sum, (struct twofold){1, 0}).value;
    cr_expect(fabs(rest) < 1e-25, "%s: %g", name(t), rest);
    struct table one = table_of(population, assessed, 1, 1);
    struct table two = table_of(population, assessed, 2, 2);
    cr_expect(distance(hypergeometric_upper_twofold(one, 1), assessed, population) < 1e-29);
    struct twofold both = hypergeometric_upper_twofold(two, 1);
    both = twofold_times(both, twofold_product(population, population - 1));
    both = twofold_over(both, twofold_product(assessed, assessed - 1));
    cr_expect(fabs(twofold_minus(both, (struct twofold){1, 0}).value) < 1e-29);
    /* and a double has its digits */
    struct twofold upper = hypergeometric_upper_twofold(t, 1);
    expect_near(t, hypergeometric_upper(t, 1), upper.value, "tail");
}

Test(hypergeometric_tail, twofold_laws) {
    static const double sizes[] = {300, 1e6, 1e9, 1e12, 9007199254740992.0};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        laws(sizes[i], 30, floor(sizes[i] / 3), 11);
        laws(sizes[i], 100, floor(sizes[i] / 50), 5);
        laws(sizes[i], floor(sizes[i] / 2), 100, 55); /* few cases, many looked at */
        laws(sizes[i], sizes[i] - 40, floor(sizes[i] / 2), floor(sizes[i] / 2) - 18);
        if (sizes[i] > 1e6) laws(sizes[i], 200000, floor(sizes[i] / 5), 40100);
    }
    cr_expect(hypergeometric_is_small(table_of(1e9, 0x1p18, 5e8, 1e5)));
    cr_expect(!hypergeometric_is_small(table_of(1e9, 0x1p18 + 1, 5e8, 1e5)));
    cr_expect(hypergeometric_is_small(table_of(1e9, 5e8, 1e9 - 100, 5e8 - 50)));
}

/* A sum of terms and an integral meet where one takes the other's place: tails on both sides of it fall smoothly. */
Test(hypergeometric_tail, sum_and_integral) {
    for (double n = 400; n < 200000; n *= 1.25) {
        double half = floor(n / 2), sd = sqrt(n) / 4;
        for (double z = 0; z < 9; z += 0.7) {
            struct table t = table_of(2 * half, half, half, floor(half / 2 + z * sd));
            struct twofold exact = hypergeometric_upper_twofold(t, 1);
            expect_near(t, hypergeometric_upper(t, 1), exact.value, "tail");
        }
    }
}
