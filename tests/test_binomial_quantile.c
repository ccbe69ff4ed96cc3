/*
 * Binomial quantiles and normal scores, against tests/reference/exact-limits.csv (whole numbers, and a continued fraction with
 * 80 digits) and sums of tests/oracle/binomial_oracle.h.
 */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "numeric/binomial_quantile.h"
#include "oracle/binomial_oracle.h"
#include "support/table.h"

static struct proportion flipped(struct proportion at) {
    return (struct proportion){at.y, at.x};
}

/*
 * 5e-14 of z and of 1, for a tail has up to 1e-13 of rounding. The rate is a double: rounded by up to 2^-54 it moves the mean by n
 * times that.
 */
static double allowed_score(double z, double n, struct proportion at) {
    return 5e-14 * (1.0 + fabs(z)) + n * 0x1p-54 / sqrt(n * at.x * at.y);
}

Test(binomial_quantile, reference) {
    struct table row;
    int rows = 0;
    double worst = 0.0;
    cr_assert(table_open(&row, "tests/reference/exact-limits.csv"));
    cr_assert(table_next(&row, ',') && strcmp(row.field[8], "z") == 0);
    while (table_next(&row, ',')) {
        double number[9];
        cr_assert(row.fields == 9);
        for (int i = 0; i < 9; i++)
            number[i] = i == 3 ? 0.0 : strtod(row.field[i], NULL);
        double met = number[0], assessed = number[1], n = number[2], level = number[4], k = number[7], z = number[8];
        struct proportion at = {met / assessed, (assessed - met) / assessed};
        struct normal_tail tail = strcmp(row.field[3], "alpha") == 0
                                      ? normal_upper_tail(level / 2.0)
                                      : (struct normal_tail){normal_upper_area(level), level};
        double low = binomial_quantile(n, at, tail), high = n - binomial_quantile(n, flipped(at), tail);
        cr_expect(low == number[5], "line %zu: %.17g, not %s", row.line, low, row.field[5]);
        cr_expect(high == number[6], "line %zu: %.17g, not %s", row.line, high, row.field[6]);
        int up = k * assessed > met * n; /* exact enough: z is 0 where the two are equal */
        double got = up ? binomial_normal_score(k, n, at) : -binomial_normal_score(n - k, n, flipped(at));
        if (z == 0.0 && k / n == at.x) continue; /* the chart gives the centre no score */
        double error = fabs(got - z) / allowed_score(z, n, at);
        cr_expect(error <= 1.0, "line %zu: %.17g, not %s", row.line, got, row.field[8]);
        worst = fmax(worst, error);
        rows++;
    }
    table_close(&row);
    cr_expect(rows > 1000, "%d rows", rows);
    cr_log_info("worst score: %.2f of what is allowed", worst);
}

/* low is the first count at which the sum passes the tail, for every size to 60; equal tails count as not passed. */
static void by_sums(int n, double rate, struct normal_tail tail) {
    struct proportion at = {rate, 1.0 - rate};
    long double sum = 0.0L;
    int low = 0;
    for (low = 0; low < n; low++) {
        sum += oracle_probability(low, n, (long double)rate);
        if (sum > (long double)tail.p * (1.0L + 1e-14L)) break;
    }
    cr_expect(binomial_quantile(n, at, tail) == low, "%d, %g, %g: %g, not %d", n, rate, tail.p,
              binomial_quantile(n, at, tail), low);
}

Test(binomial_quantile, small_sizes) {
    /* rates whose complement is exact, for the oracle takes 1 - rate in long double */
    const double rates[] = {0.5, 0.25, 0.75, 0.0625, 0.9375, 0x1p-20, 1.0 - 0x1p-20, 0.375, 0.48046875};
    const double tails[] = {0.4999, 0.46, 0.25, 0.025, 0x1p-10, 0.00135, 5e-10, 1e-24, 1e-100};
    for (int n = 1; n <= 60; n++)
        for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++)
            for (size_t j = 0; j < sizeof tails / sizeof tails[0]; j++)
                by_sums(n, rates[i], normal_upper_tail(tails[j]));
}

/* A rate of 0 or 1 leaves one count. */
Test(binomial_quantile, sure_rates) {
    struct normal_tail tail = normal_upper_tail(0.025);
    cr_expect(binomial_quantile(9, (struct proportion){0, 1}, tail) == 0);
    cr_expect(binomial_quantile(9, (struct proportion){1, 0}, tail) == 9);
}

/*
 * The median of a symmetric distribution: P(K <= n/2 - j) is 1/2 + (1/2 - j) / sqrt(pi n / 2), to 1e-16, so that 1e-9 below 1/2
 * is 0.119 of a count. Of 2^53 - 1 cases with a rate of 1 - 2^-53 all are met with probability exp(-1 + 2^-53).
 */
Test(binomial_quantile, largest) {
    const double n = 0x1p53 - 2.0;
    struct proportion half = {0.5, 0.5}, high = {1.0 - 0x1p-53, 0x1p-53};
    double low = binomial_quantile(n, half, normal_upper_tail(0.5 - 1e-9));
    cr_expect(low == n / 2.0, "%.17g", low - n / 2.0);
    cr_expect(binomial_normal_score(n / 2.0, n, half) == 0.0);
    double z = binomial_normal_score(n + 1.0, n + 1.0, high);
    cr_expect(fabs(z - normal_upper_tail(exp(-1.0)).z) < 1e-15, "%.17g", z);
}

/* Far beyond the smallest double: P(K >= n) = 2^-n, whose z is by mpmath; no error number is left. */
Test(binomial_quantile, far_scores) {
    struct proportion half = {0.5, 0.5};
    errno = 12345;
    cr_expect(fabs(binomial_normal_score(1e6, 1e6, half) / 1177.4032364097233 - 1.0) < 1e-13, "%.17g",
              binomial_normal_score(1e6, 1e6, half));
    cr_expect(fabs(binomial_normal_score(0x1p53, 0x1p53, half) / 111743588.34550947 - 1.0) < 1e-13, "%.17g",
              binomial_normal_score(0x1p53, 0x1p53, half));
    cr_expect(errno == 12345);
}
