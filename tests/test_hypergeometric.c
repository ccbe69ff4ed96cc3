/* Terms and tails of tables with given totals, against the enumeration in tests/oracle/table_oracle.h and known values. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>

#include "numeric/hypergeometric.h"
#include "oracle/table_oracle.h"

static struct oracle_table oracle_of(struct table t) {
    return (struct oracle_table){t.a, t.b, t.c, t.d};
}

static const char *name(struct table t) {
    static char text[120];
    snprintf(text, sizeof text, "%.0f/%.0f v %.0f/%.0f", t.a, t.a + t.b, t.c, t.c + t.d);
    return text;
}

/* The exponent alone has rounding of 1e-16 of itself, and four terms and five Stirling errors are added. */
static double allowed(double p) {
    return 1e-15 - 4e-16 * log(p);
}

static void expect_near(struct table t, const char *what, double got, double wanted) {
    if (wanted < 1e-290) return;
    cr_expect(fabs(got - wanted) <= allowed(wanted) * wanted, "%s, %s: %.17g, not %.17g", name(t), what, got, wanted);
}

static void compare(struct table t) {
    struct oracle_table o = oracle_of(t);
    expect_near(t, "term", hypergeometric_term(t), oracle_table_probability(o));
    expect_near(t, "upper", hypergeometric_upper(t, 1), oracle_fisher(o, oracle_rise, 0));
    expect_near(t, "upper mid", hypergeometric_upper(t, 0.5), oracle_fisher(o, oracle_rise, 1));
    expect_near(t, "lower", hypergeometric_upper(table_flipped(t), 1), oracle_fisher(o, oracle_fall, 0));
    expect_near(t, "two-sided", hypergeometric_two_sided(t), oracle_fisher(o, oracle_both, 0));
}

Test(hypergeometric, every_small_table) {
    for (int before = 1; before <= 12; before++)
        for (int after = 1; after <= 12; after++)
            for (int a = 0; a <= before; a++)
                for (int c = 0; c <= after; c++)
                    compare((struct table){a, before - a, c, after - c});
}

/* 80 and 81 cases are Cambridgeshire's repeat victims, twice. */
Test(hypergeometric, larger_tables) {
    for (int a = 0; a <= 81; a += 3)
        for (int c = 0; c <= 80; c += 2)
            compare((struct table){a, 81 - a, c, 80 - c});
    for (int a = 0; a <= 1000; a += 50)
        for (int c = 0; c <= 37; c++)
            compare((struct table){a, 1000 - a, c, 37 - c});
}

/* Up to the cap, with the tail that is seen from 0.5 down to 1e-200. */
Test(hypergeometric, large_tables) {
    static const double sizes[] = {1e4, 1e6, 1e7, 5e8};
    static const double shifts[] = {0, 1, 3, 10, 29}; /* standard deviations */
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        for (size_t j = 0; j < sizeof shifts / sizeof shifts[0]; j++) {
            double n = sizes[i], shift = floor(shifts[j] * sqrt(n / 8));
            compare((struct table){n / 2 - shift, n / 2 + shift, n / 2 + shift, n / 2 - shift});
            compare((struct table){n / 4, 3 * n / 4, n / 4 + shift, 3 * n / 4 - shift});
        }
}

/* Rare failures among many: a mean of 5 with 40 seen. */
Test(hypergeometric, rare_among_many) {
    compare((struct table){5, 5e8 - 5, 40, 5e8 - 40});
    compare((struct table){0, 9e8, 12, 1e8 - 12});
    compare((struct table){3, 9, 1e6, 8e8});
}

/* 1 of (2n choose n) tables, twice: 2 / C(20, 10) and so on, as fractions. */
Test(hypergeometric, closed_forms) {
    expect_near((struct table){0, 10, 10, 0}, "two-sided", hypergeometric_two_sided((struct table){0, 10, 10, 0}),
                2 / 184756.0);
    cr_expect(fabs(hypergeometric_upper((struct table){0, 3, 3, 0}, 1) - 1 / 20.0) < 1e-16);
    cr_expect(fabs(hypergeometric_upper((struct table){0, 3, 3, 0}, 0.5) - 1 / 40.0) < 1e-16);
    cr_expect(hypergeometric_two_sided((struct table){1, 1, 1, 1}) == 1);
    cr_expect(hypergeometric_two_sided((struct table){5, 5, 5, 5}) == 1);
    cr_expect(hypergeometric_term((struct table){0, 5, 0, 7}) == 1);
    cr_expect(hypergeometric_upper((struct table){0, 5, 0, 7}, 1) == 1);
    cr_expect(hypergeometric_two_sided((struct table){5, 0, 7, 0}) == 1);
}

static int same(struct table t, struct table u) {
    return hypergeometric_term(t) == hypergeometric_term(u) &&
           hypergeometric_two_sided(t) == hypergeometric_two_sided(u);
}

/* Whichever way the table is turned, it has the same bits. */
Test(hypergeometric, turned) {
    for (int i = 0; i < 4000; i++) {
        struct table t = {i % 17, (i * 7) % 23, (i * 13) % 29 + 1, (i * 5) % 19 + 1};
        struct table swapped = table_swapped(t), flipped = table_flipped(t);
        cr_expect(same(t, swapped) && same(t, flipped) && same(t, table_flipped(swapped)), "%s", name(t));
        cr_expect(hypergeometric_upper(t, 1) == hypergeometric_upper(table_flipped(swapped), 1), "%s", name(t));
        cr_expect(table_cross_difference(t) == -table_cross_difference(swapped));
    }
}

/* (m + 1)(m - 1) - m m is -1, and m m has more digits than a double. */
Test(hypergeometric, cross_difference) {
    for (double m = 1; m < 2e9; m *= 3)
        cr_expect(table_cross_difference((struct table){m + 1, m, m, m - 1}) == -1, "%g", m);
    cr_expect(table_cross_difference((struct table){0.5, 1.5, 2.25, 3}) == 0.5 * 3 - 1.5 * 2.25);
}

/* Below 1e-300 there is nothing, and errno is left alone. */
Test(hypergeometric, below_the_range) {
    struct table t = {0, 2000, 2000, 0};
    errno = 12345;
    cr_expect(hypergeometric_term(t) == 0 && hypergeometric_two_sided(t) == 0 && hypergeometric_upper(t, 1) == 0);
    cr_expect(hypergeometric_upper(table_flipped(t), 1) == 1);
    cr_expect(errno == 12345);
}
