/* Binomial terms and tails, against the products of tests/oracle/binomial_oracle.h, R's binom.test and closed forms. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "numeric/binomial.h"
#include "oracle/binomial_oracle.h"
#include "support/table.h"

static struct proportion at(double rate) {
    return (struct proportion){rate, 1 - rate};
}

/* The oracle's products of n factors, and an exponent whose rounding is 1e-16 of itself. */
static void expect_near(const char *what, int k, int n, double rate, double got, long double wanted) {
    double allowed = (4e-15 - 4e-16 * log((double)wanted)) * (double)wanted;
    if (wanted < 1e-290L) return;
    cr_expect(fabs(got - (double)wanted) <= allowed, "%s of %d of %d at %g: %.17g, not %.17Lg", what, k, n, rate, got,
              wanted);
}

static void compare(int k, int n, double rate) {
    long double r = (long double)rate, own = oracle_probability(k, n, r), above = 0, below = 0, far = 0;
    long double mean = n * r;
    for (int j = 0; j <= n; j++) {
        long double p = oracle_probability(j, n, r);
        if (j > k) above += p;
        if (j < k) below += p;
        if ((k < mean ? j >= mean : j <= mean) && j != k && p <= own * 1.0000001L) far += p;
    }
    struct proportion x = at(rate);
    expect_near("term", k, n, rate, binomial_term(k, n, x), own);
    expect_near("upper", k, n, rate, binomial_upper(k, n, x, 1), above + own);
    expect_near("upper mid", k, n, rate, binomial_upper(k, n, x, 0.5), above + own / 2);
    expect_near("lower", k, n, rate, binomial_lower(k, n, x, 1), below + own);
    expect_near("lower mid", k, n, rate, binomial_lower(k, n, x, 0.5), below + own / 2);
    long double p = k == mean ? 1 : (k < mean ? below : above) + own + far;
    expect_near("two-sided", k, n, rate, binomial_two_sided(k, n, x), p > 1 ? 1 : p);
}

/* Rates whose complement is exact, for the oracle takes 1 - rate in long double. */
static const double rates[] = {0.5, 0.25, 0.75, 0.0625, 0.9375, 0x1p-20, 1 - 0x1p-20, 0.375, 0.48046875};
enum { rate_count = sizeof rates / sizeof rates[0] };

Test(binomial, every_small_count) {
    for (int n = 1; n <= 30; n++)
        for (int k = 0; k <= n; k++)
            for (int i = 0; i < rate_count; i++)
                compare(k, n, rates[i]);
}

Test(binomial, larger_counts) {
    for (int k = 0; k <= 400; k += 7)
        for (int i = 0; i < rate_count; i++)
            compare(k, 400, rates[i]);
}

/* A rate of 0 or 1 leaves one result. */
Test(binomial, sure_rates) {
    for (int k = 0; k <= 3; k++) {
        cr_expect(binomial_term(k, 3, at(0)) == (k == 0) && binomial_term(k, 3, at(1)) == (k == 3));
        cr_expect(binomial_two_sided(k, 3, at(0)) == (k == 0) && binomial_two_sided(k, 3, at(1)) == (k == 3));
        cr_expect(binomial_upper(k, 3, at(0), 1) == (k == 0) && binomial_upper(k, 3, at(1), 1) == 1);
        cr_expect(binomial_lower(k, 3, at(1), 1) == (k == 3) && binomial_lower(k, 3, at(0), 1) == 1);
        cr_expect(binomial_upper(k, 3, at(0), 0.5) == (k == 0 ? 0.5 : 0));
        cr_expect(binomial_upper(k, 3, at(1), 0.5) == (k == 3 ? 0.5 : 1));
    }
}

/* Symmetric at 1/2: P(K > n/2) + P(K = n/2) / 2 is 1/2 for every n. 2^-n at the ends. */
Test(binomial, large_counts) {
    for (double n = 2; n <= 0x1p52; n *= 8) {
        double half = binomial_upper(n / 2, n, at(0.5), 0.5);
        cr_expect(fabs(half - 0.5) < 4e-15, "%g: %.17g", n, half);
        cr_expect(binomial_two_sided(n / 2, n, at(0.5)) == 1);
    }
    cr_expect(binomial_term(0, 900, at(0.5)) == 0x1p-900 && binomial_term(900, 900, at(0.5)) == 0x1p-900);
    cr_expect(fabs(binomial_two_sided(0, 900, at(0.5)) / 0x1p-899 - 1) < 1e-15);
}

/* 1e-12 of 1e12 cases: as Poisson with mean 1, but for parts of 1e-12. */
Test(binomial, rare) {
    double n = 1e12, first = binomial_term(0, n, at(1e-12)), second = binomial_term(1, n, at(1e-12));
    cr_expect(fabs(first / exp(-1) - 1) < 2e-12 && fabs(second / exp(-1) - 1) < 2e-12);
    cr_expect(fabs(binomial_upper(2, n, at(1e-12), 1) - (1 - 2 * exp(-1))) < 2e-12);
}

/* Below 1e-300 there is nothing, and errno is left alone. */
Test(binomial, below_the_range) {
    errno = 12345;
    cr_expect(binomial_term(0, 1e6, at(0.5)) == 0 && binomial_upper(1e6 - 5, 1e6, at(0.5), 1) == 0);
    cr_expect(binomial_two_sided(0, 1e6, at(0.5)) == 0 && binomial_term(500, 1000, at(1e-9)) == 0);
    cr_expect(errno == 12345);
}

static double value_of(const char *text, const char *key) {
    const char *found = strstr(text, key);
    cr_assert(found, "no %s in %s", key, text);
    return strtod(found + strlen(key), NULL);
}

/* R's binom.test, by way of scipy's tests: T141, T142, T143, T144, T146, T147, T148, T149 and T150 of cases.txt. */
Test(binomial, cases) {
    struct table row;
    int rows = 0;
    cr_assert(table_open(&row, "tests/reference/cases.txt"));
    while (table_next(&row, '|')) {
        if (strcmp(row.field[0], "T141") < 0 || strcmp(row.field[0], "T150") > 0) continue;
        double got = binomial_two_sided(value_of(row.field[2], "k="), value_of(row.field[2], "n="),
                                        at(value_of(row.field[2], "p0=")));
        double wanted = strtod(row.field[3], NULL), allowed = strtod(row.field[4], NULL);
        cr_assert(allowed == 1e-10 && strstr(row.field[4], "rel"));
        cr_expect(fabs(got - wanted) <= allowed * wanted, "%s: %.13g, not %.13g", row.field[0], got, wanted);
        rows++;
    }
    table_close(&row);
    cr_expect(rows == 9, "%d rows", rows);
}
