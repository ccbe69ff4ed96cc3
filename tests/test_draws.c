/* Random draws: the generator against its authors' numbers, and how cases are dealt out against exact probabilities. */
#include <criterion/criterion.h>
#include <math.h>

#include "numeric/draws.h"

/* The outputs of the authors' splitmix64.c for the seed 1234567, which seed the state, and of xoshiro256starstar.c for 1, 2, 3, 4. */
Test(draws, as_published) {
    static const uint64_t seeded[] = {UINT64_C(6457827717110365317), UINT64_C(3203168211198807973),
                                      UINT64_C(9817491932198370423), UINT64_C(4593380528125082431)};
    static const uint64_t drawn[] = {UINT64_C(11520),
                                     UINT64_C(0),
                                     UINT64_C(1509978240),
                                     UINT64_C(1215971899390074240),
                                     UINT64_C(1216172134540287360),
                                     UINT64_C(607988272756665600),
                                     UINT64_C(16172922978634559625),
                                     UINT64_C(8476171486693032832),
                                     UINT64_C(10595114339597558777),
                                     UINT64_C(2904607092377533576)};
    struct draws draws = draws_seeded(1234567);
    for (size_t i = 0; i < 4; i++)
        cr_expect(draws.state[i] == seeded[i], "state %zu", i);
    draws = (struct draws){{1, 2, 3, 4}};
    for (size_t i = 0; i < sizeof drawn / sizeof drawn[0]; i++)
        cr_expect(draws_next(&draws) == drawn[i], "draw %zu", i);
}

/*
 * Pearson's chi-squared of counts against expected shares. The seeds are fixed, so that a bound is met always or never: that of
 * mean + 4.5 standard deviations is missed by a right generator with one seed in some thousands.
 */
static void expect_shares(const char *what, size_t cells, const double *count, const double *share, double draws) {
    double chi_squared = 0, df = -1;
    double rest_count = 0, rest_share = 0;
    for (size_t i = 0; i < cells; i++) {
        if (draws * share[i] < 5) {
            rest_count += count[i];
            rest_share += share[i];
            continue;
        }
        chi_squared += pow(count[i] - draws * share[i], 2) / (draws * share[i]);
        df++;
    }
    if (draws * rest_share > 1) {
        chi_squared += pow(rest_count - draws * rest_share, 2) / (draws * rest_share);
        df++;
    }
    cr_expect(rest_count <= draws * rest_share + 6 * sqrt(draws * rest_share) + 3, "%s: %g rare ones, %g expected",
              what, rest_count, draws * rest_share);
    cr_expect(chi_squared < df + 4.5 * sqrt(2 * df) + 5, "%s: chi-squared %g with %g degrees of freedom", what,
              chi_squared, df);
    cr_expect(chi_squared > df - 4.5 * sqrt(2 * df), "%s: chi-squared %g is too even for %g", what, chi_squared, df);
}

Test(draws, below_is_even) {
    enum { bounds = 5, rounds = 200000, most = 100 };
    static const uint32_t bound[bounds] = {1, 2, 3, 24, 100};
    for (size_t b = 0; b < bounds; b++) {
        double count[most] = {0}, share[most];
        struct draws draws = draws_seeded(b);
        for (size_t i = 0; i < most; i++)
            share[i] = 1.0 / bound[b];
        for (int i = 0; i < rounds; i++) {
            uint32_t drawn = draws_below(&draws, bound[b]);
            cr_assert(drawn < bound[b]);
            count[drawn]++;
        }
        if (bound[b] > 1) expect_shares("below", bound[b], count, share, rounds);
    }
}

/* Three quarters of 2^32: without drawing again, every third number would come twice as often as the two others. */
Test(draws, below_is_unbiased) {
    enum { rounds = 300000 };
    double count[3] = {0};
    const double share[3] = {1.0 / 3, 1.0 / 3, 1.0 / 3};
    struct draws draws = draws_seeded(7);
    for (int i = 0; i < rounds; i++) {
        uint32_t drawn = draws_below(&draws, UINT32_C(0xC0000000));
        cr_assert(drawn < UINT32_C(0xC0000000));
        count[drawn % 3]++;
    }
    expect_shares("0xC0000000", 3, count, share, rounds);
}

Test(draws, uniform) {
    enum { rounds = 200000, cells = 50 };
    double count[cells] = {0}, share[cells];
    struct draws draws = draws_seeded(11);
    for (size_t i = 0; i < cells; i++)
        share[i] = 1.0 / cells;
    for (int i = 0; i < rounds; i++) {
        double drawn = draws_uniform(&draws);
        cr_assert(drawn >= 0 && drawn < 1);
        count[(int)(drawn * cells)]++;
    }
    expect_shares("uniform", cells, count, share, rounds);
}

/* P(in of n are marked) when `marked` of `all` cases are, from factorials: an lgamma of 200 has 13 digits. */
static double hypergeometric(int in, int n, int marked, int all) {
    if (in < 0 || in > n || in > marked || marked - in > all - n) return 0;
    return exp(lgamma(n + 1) + lgamma(all - n + 1) + lgamma(marked + 1) + lgamma(all - marked + 1) - lgamma(all + 1) -
               lgamma(in + 1) - lgamma(marked - in + 1) - lgamma(n - in + 1) - lgamma(all - n - marked + in + 1));
}

/* All tables of three samples against the product of their two hypergeometric probabilities. */
static void expect_dealt(const int64_t size[3], int64_t marked, uint64_t seed) {
    enum { rounds = 200000, most = 40 };
    static double count[most * most], share[most * most];
    const int64_t end[3] = {size[0], size[0] + size[1], size[0] + size[1] + size[2]};
    struct draws draws = draws_seeded(seed);
    const int64_t least0 = marked > end[2] - size[0] ? marked - (end[2] - size[0]) : 0;
    const int64_t least1 = marked > end[2] - size[1] ? marked - (end[2] - size[1]) : 0;
    int64_t base0 = (int64_t)((double)marked * (double)size[0] / (double)end[2]) - most / 2;
    int64_t base1 = (int64_t)((double)marked * (double)size[1] / (double)end[2]) - most / 2;
    base0 = base0 > least0 ? base0 : least0;
    base1 = base1 > least1 ? base1 : least1;
    for (int i = 0; i < most * most; i++) {
        int first = (int)base0 + i / most, second = (int)base1 + i % most;
        count[i] = 0;
        share[i] = hypergeometric(first, (int)size[0], (int)marked, (int)end[2]) *
                   hypergeometric(second, (int)size[1], (int)marked - first, (int)(size[1] + size[2]));
    }
    for (int i = 0; i < rounds; i++) {
        int64_t dealt[3];
        draws_deal(&draws, 3, end, marked, dealt);
        for (int j = 0; j < 3; j++)
            cr_assert(dealt[j] >= 0 && dealt[j] <= size[j]);
        cr_assert(dealt[0] + dealt[1] + dealt[2] == marked);
        if (dealt[0] < base0 || dealt[0] >= base0 + most || dealt[1] < base1 || dealt[1] >= base1 + most) continue;
        count[(dealt[0] - base0) * most + dealt[1] - base1]++;
    }
    expect_shares("dealt", most * most, count, share, rounds);
}

/* Few marked cases are dealt singly, many (48 and more to three samples) by samples: small cells and large, both halves. */
Test(draws, dealt) {
    expect_dealt((const int64_t[3]){5, 1, 9}, 4, 1);
    expect_dealt((const int64_t[3]){5, 1, 9}, 11, 2);
    expect_dealt((const int64_t[3]){0, 30, 20}, 25, 3);
    expect_dealt((const int64_t[3]){30, 20, 60}, 47, 4);
    expect_dealt((const int64_t[3]){30, 20, 60}, 48, 5);
    expect_dealt((const int64_t[3]){30, 20, 60}, 62, 6);
    expect_dealt((const int64_t[3]){40, 3, 157}, 90, 7);
    expect_dealt((const int64_t[3]){100, 0, 100}, 60, 8);
    expect_dealt((const int64_t[3]){1, 100, 99}, 60, 11);
    expect_dealt((const int64_t[3]){2, 2, 150}, 70, 12);
    expect_dealt((const int64_t[3]){60, 60, 80}, 140, 9);
    expect_dealt((const int64_t[3]){0, 150, 50}, 51, 10);
}

/* Of a billion cases: mean and variance of the hypergeometric distribution, n K / N and n K (N - K) (N - n) / (N^2 (N - 1)). */
Test(draws, dealt_of_many) {
    enum { rounds = 4000 };
    const int64_t end[3] = {200000000, 700000000, DRAWS_CASES_MAX};
    const double cases = 1e9, marked = 4e8, n = 2e8;
    const double mean = n * marked / cases;
    const double variance = mean * (1 - marked / cases) * (cases - n) / (cases - 1);
    double sum = 0, squares = 0, products = 0;
    struct draws draws = draws_seeded(3);
    for (int i = 0; i < rounds; i++) {
        int64_t dealt[3];
        draws_deal(&draws, 3, end, (int64_t)marked, dealt);
        cr_assert(dealt[0] + dealt[1] + dealt[2] == (int64_t)marked);
        double first = ((double)dealt[0] - mean) / sqrt(variance);
        sum += first;
        squares += first * first;
        products += first * ((double)dealt[1] - 5e8 * 0.4) / sqrt(variance);
    }
    cr_expect(fabs(sum / rounds) < 4.5 / sqrt(rounds), "mean off by %g", sum / rounds);
    cr_expect(fabs(squares / rounds - 1) < 4.5 * sqrt(2.0 / rounds), "variance %g", squares / rounds);
    /* the covariance is -n1 n2 K (N - K) / (N^2 (N - 1)), over that variance -n2 / (N - n1) = -5/8 */
    cr_expect(fabs(products / rounds + 0.625) < 4.5 * 1.2 / sqrt(rounds), "covariance %g", products / rounds);
}

Test(draws, dealt_at_the_ends) {
    struct draws draws = draws_seeded(0);
    const int64_t end[4] = {3, 3, 10, 12};
    int64_t dealt[4];
    draws_deal(&draws, 4, end, 0, dealt);
    cr_expect(dealt[0] == 0 && dealt[1] == 0 && dealt[2] == 0 && dealt[3] == 0);
    draws_deal(&draws, 4, end, 12, dealt);
    cr_expect(dealt[0] == 3 && dealt[1] == 0 && dealt[2] == 7 && dealt[3] == 2);
    const int64_t one[1] = {100};
    draws_deal(&draws, 1, one, 41, dealt);
    cr_expect(dealt[0] == 41);
    draws_deal(&draws, 0, end, 0, dealt);
    cr_expect(dealt[0] == 41);
}

/* Equal seeds give equal draws, and other seeds other ones. */
Test(draws, seeded) {
    const int64_t end[3] = {300, 500, 900};
    struct draws a = draws_seeded(5), b = draws_seeded(5), c = draws_seeded(6);
    int others = 0;
    for (int i = 0; i < 50; i++) {
        int64_t of_a[3], of_b[3], of_c[3];
        draws_deal(&a, 3, end, 450, of_a);
        draws_deal(&b, 3, end, 450, of_b);
        draws_deal(&c, 3, end, 450, of_c);
        cr_expect(of_a[0] == of_b[0] && of_a[1] == of_b[1] && of_a[2] == of_b[2]);
        others += of_a[0] != of_c[0];
    }
    cr_expect(others > 25);
}

/* Equal on every machine: what tests/reference/make_draws.py gives. */
Test(draws, seed_2024) {
    static const int64_t end[6] = {40, 40, 71, 120, 180, 211}, marked[3] = {5, 30, 90};
    static const int64_t expected[3][6] = {{3, 0, 0, 0, 2, 0}, {5, 0, 5, 9, 8, 3}, {23, 0, 12, 21, 21, 13}};
    struct draws draws = draws_seeded(2024);
    for (size_t i = 0; i < 3; i++) {
        int64_t dealt[6];
        draws_deal(&draws, 6, end, marked[i], dealt);
        for (size_t j = 0; j < 6; j++)
            cr_expect(dealt[j] == expected[i][j], "of %lld in sample %zu: %lld", (long long)marked[i], j,
                      (long long)dealt[j]);
    }
}
