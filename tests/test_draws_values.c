/* Draws from distributions against their probabilities, and against the same draws by exact arithmetic. */
#include <criterion/criterion.h>
#include <math.h>

#include "numeric/draws.h"

enum { cells_max = 400 };

/*
 * Pearson's chi-squared of counts against expected shares, as in test_draws.c: within mean + 4.5 standard deviations, which a
 * right generator misses with one seed in some thousands. What is expected fewer than 5 times is pooled.
 */
static void expect_shares(const char *what, size_t cells, const double *count, const double *share, double draws) {
    double chi_squared = 0, df = -1, rest_count = draws, rest_share = 1;
    for (size_t i = 0; i < cells; i++) {
        if (draws * share[i] < 5) continue;
        rest_count -= count[i];
        rest_share -= share[i];
        chi_squared += pow(count[i] - draws * share[i], 2) / (draws * share[i]);
        df++;
    }
    cr_expect(fabs(rest_count - draws * rest_share) <= 6 * sqrt(fabs(draws * rest_share)) + 3,
              "%s: %g rare ones, %g expected", what, rest_count, draws * rest_share);
    cr_expect(df >= 0 && chi_squared < df + 4.5 * sqrt(2 * df) + 5, "%s: chi-squared %g with %g degrees of freedom",
              what, chi_squared, df);
    cr_expect(chi_squared > df - 4.5 * sqrt(2 * df), "%s: chi-squared %g is too even for %g", what, chi_squared, df);
}

static double binomial(int k, int n, double rate) {
    return exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(rate) + (n - k) * log1p(-rate));
}

/* Modes below 8 are summed up, others come from Stirling's formula: 7/30, 8/30, 23/30 and their neighbours among them. */
Test(draws_values, binomial) {
    enum { rounds = 200000 };
    static const struct {
        int n;
        double rate;
    } of[] = {{1, 0.5},  {1, 0.03},  {2, 0.9},    {10, 0.94},  {30, 0.24},  {30, 0.27},
              {30, 0.5}, {30, 0.76}, {30, 0.806}, {300, 0.94}, {399, 0.55}, {399, 0.001}};
    for (size_t j = 0; j < sizeof of / sizeof of[0]; j++) {
        double count[cells_max] = {0}, share[cells_max] = {0};
        struct draws draws = draws_seeded(j);
        for (int k = 0; k <= of[j].n; k++)
            share[k] = binomial(k, of[j].n, of[j].rate);
        for (int i = 0; i < rounds; i++) {
            int64_t met = draws_binomial(&draws, of[j].n, of[j].rate);
            cr_assert(met >= 0 && met <= of[j].n);
            count[met]++;
        }
        expect_shares("binomial", cells_max, count, share, rounds);
    }
}

/* Of a billion cases: mean n p, variance n p (1 - p), and no skewness to see. */
Test(draws_values, binomial_of_many) {
    enum { rounds = 2000 };
    static const double rates[] = {0.94, 0.3, 1e-6, 0.9999999};
    for (size_t j = 0; j < sizeof rates / sizeof rates[0]; j++) {
        double n = (double)DRAWS_CASES_MAX, mean = n * rates[j], deviation = sqrt(mean * (1 - rates[j]));
        double sum = 0, squares = 0, cubes = 0;
        struct draws draws = draws_seeded(j);
        for (int i = 0; i < rounds; i++) {
            double z = ((double)draws_binomial(&draws, DRAWS_CASES_MAX, rates[j]) - mean) / deviation;
            sum += z;
            squares += z * z;
            cubes += z * z * z;
        }
        cr_expect(fabs(sum / rounds) < 4.5 / sqrt(rounds), "%g: mean off by %g", rates[j], sum / rounds);
        cr_expect(fabs(squares / rounds - 1) < 4.5 * sqrt(2.0 / rounds), "%g: variance %g", rates[j], squares / rounds);
        cr_expect(fabs(cubes / rounds) < 4.5 * sqrt(15.0 / rounds) + 0.1, "%g: skewness %g", rates[j], cubes / rounds);
    }
}

Test(draws_values, binomial_at_the_ends) {
    struct draws draws = draws_seeded(0), same = draws_seeded(0);
    cr_expect(draws_binomial(&draws, 0, 0.5) == 0);
    cr_expect(draws_binomial(&draws, 17, 0.0) == 0);
    cr_expect(draws_binomial(&draws, DRAWS_CASES_MAX, 1.0) == DRAWS_CASES_MAX);
    cr_expect(draws_next(&draws) == draws_next(&same), "nothing needed to be drawn");
    cr_expect(draws_binomial(&draws, DRAWS_CASES_MAX, 5e-324) == 0);
    cr_expect(draws_binomial(&draws, DRAWS_CASES_MAX, 1e-300) == 0);
    for (int i = 0; i < 100; i++)
        cr_expect(draws_binomial(&draws, 1, 1 - 0x1p-53) == 1);
}

/* P(k) = (1 - q) q^k, q = mean / (1 + mean). */
Test(draws_values, geometric) {
    enum { rounds = 200000 };
    static const double means[] = {1e-3, 0.25, 1, 2.9, 3.1, 20};
    for (size_t j = 0; j < sizeof means / sizeof means[0]; j++) {
        double count[cells_max] = {0}, share[cells_max], q = means[j] / (1 + means[j]);
        struct draws draws = draws_seeded(j);
        for (int k = 0; k < cells_max; k++)
            share[k] = pow(q, k) / (1 + means[j]);
        for (int i = 0; i < rounds; i++) {
            double drawn = draws_geometric(&draws, means[j]);
            cr_assert(drawn >= 0 && drawn == floor(drawn));
            if (drawn < cells_max) count[(int)drawn]++;
        }
        expect_shares("geometric", cells_max, count, share, rounds);
    }
    struct draws draws = draws_seeded(0), same = draws_seeded(0);
    cr_expect(draws_geometric(&draws, 0) == 0 && draws_next(&draws) == draws_next(&same));
}

/* Cells of equal width of the distribution function: exponential draws, and normal ones in both halves. */
Test(draws_values, exponential_and_normal) {
    enum { rounds = 400000, cells = 200 };
    double count[cells] = {0}, of_normal[cells] = {0}, share[cells];
    struct draws draws = draws_seeded(3);
    for (int i = 0; i < cells; i++)
        share[i] = 1.0 / cells;
    for (int i = 0; i < rounds; i++) {
        double drawn = draws_exponential(&draws);
        cr_assert(drawn > 0 && drawn < 37.5);
        count[(int)(cells * exp(-drawn))]++;
        of_normal[(int)(cells * 0.5 * erfc(draws_normal(&draws) / sqrt(2)))]++;
    }
    expect_shares("exponential", cells, count, share, rounds);
    expect_shares("normal", cells, of_normal, share, rounds);
}

/* Far out: beyond 3, 4 and 4.5 standard deviations, and of exponential draws beyond 10. */
Test(draws_values, tails) {
    enum { rounds = 2000000 };
    static const double far[] = {3, 4, 4.5};
    double beyond[3] = {0}, late = 0;
    struct draws draws = draws_seeded(4);
    for (int i = 0; i < rounds; i++) {
        double drawn = fabs(draws_normal(&draws));
        for (int j = 0; j < 3; j++)
            beyond[j] += drawn > far[j];
        late += draws_exponential(&draws) > 10;
    }
    for (int j = 0; j < 3; j++) {
        double expected = rounds * erfc(far[j] / sqrt(2));
        cr_expect(fabs(beyond[j] - expected) < 4.5 * sqrt(expected), "%g beyond %g, %g expected", beyond[j], far[j],
                  expected);
    }
    cr_expect(fabs(late - rounds * exp(-10)) < 4.5 * sqrt(rounds * exp(-10)), "%g beyond 10", late);
}

/* What tests/reference/make_draws.py gives by exact arithmetic; whole numbers alike, others to their last digits. */
Test(draws_values, seed_2024) {
    static const struct {
        int64_t n;
        double rate;
        int64_t met[6];
    } met[] = {{30, 0.94, {29, 27, 29, 29, 27, 29}},
               {30, 0.3, {8, 10, 11, 9, 12, 14}},
               {1000, 0.5, {525, 508, 481, 504, 501, 515}},
               {1, 0.25, {1, 0, 0, 0, 0, 0}},
               {250, 0.01, {1, 2, 1, 2, 1, 1}},
               {4000, 0.806, {3276, 3207, 3228, 3228, 3188, 3188}}};
    static const struct {
        double mean;
        double gap[6];
    } gaps[] = {{0.25, {1, 0, 0, 0, 0, 0}},
                {3.5, {8, 5, 4, 3, 1, 4}},
                {40, {4, 35, 41, 31, 141, 13}},
                {1e9, {156136313, 949081427, 490684933, 989039925, 312117734, 4061328369}}};
    static const double exponential[] = {1.9269939968275684,   2.7829995694196428,   0.66757843352908782,
                                         0.060176821475906538, 0.098190453898771564, 0.45099305728882360};
    static const double normal[] = {0.68115666532376431, 1.6184739468380121,   1.2762671409569080,
                                    -1.6154527428538326, -0.36582797388418352, 0.70879017695363539};
    struct draws draws = draws_seeded(2024);
    for (size_t j = 0; j < sizeof met / sizeof met[0]; j++)
        for (size_t i = 0; i < 6; i++) {
            int64_t drawn = draws_binomial(&draws, met[j].n, met[j].rate);
            cr_expect(drawn == met[j].met[i], "%lld at %g: %lld", (long long)met[j].n, met[j].rate, (long long)drawn);
        }
    for (size_t j = 0; j < sizeof gaps / sizeof gaps[0]; j++)
        for (size_t i = 0; i < 6; i++) {
            double drawn = draws_geometric(&draws, gaps[j].mean);
            cr_expect(drawn == gaps[j].gap[i], "mean %g: %.17g", gaps[j].mean, drawn);
        }
    for (size_t i = 0; i < 6; i++) {
        double drawn = draws_exponential(&draws);
        cr_expect(fabs(drawn - exponential[i]) <= 4e-16 * exponential[i], "%.17g", drawn);
    }
    for (size_t i = 0; i < 6; i++) {
        double drawn = draws_normal(&draws);
        cr_expect(fabs(drawn - normal[i]) <= 6e-16 * fabs(normal[i]), "%.17g, not %.17g", drawn, normal[i]);
    }
}
