/*
 * Odds ratios against bisection over enumerated tables and restricted estimates (tests/oracle/table_oracle.h); what holds for all of
 * them; and which test each interval agrees with.
 */
#include <criterion/criterion.h>
#include <math.h>

#include "oracle/table_oracle.h"
#include "stats/compare/odds.h"
#include <peel.h>

static const int32_t methods[] = {PEEL_ODDS_RATIO_SCORE, PEEL_ODDS_RATIO_WOOLF, PEEL_ODDS_RATIO_GART,
                                  PEEL_ODDS_RATIO_EXACT, PEEL_ODDS_RATIO_MID_P};
enum { method_count = sizeof methods / sizeof methods[0] };

struct samples {
    int64_t a, before, c, after;
};

static peel_interval interval_of(struct samples s, int32_t method, int32_t side, double alpha) {
    const peel_sample before = {s.a, s.before, 0}, after = {s.c, s.after, 0};
    peel_compare_options options = {.size = sizeof options, .method = method, .side = side, .alpha = alpha};
    peel_interval interval;
    peel_status status = peel_odds_ratio(&before, &after, &options, &interval);
    cr_assert(status == PEEL_OK, "%lld/%lld v %lld/%lld, method %d, alpha %g: %s", (long long)s.a, (long long)s.before,
              (long long)s.c, (long long)s.after, method, alpha, peel_status_name(status));
    cr_expect(interval.lower >= 0 && interval.lower <= interval.upper);
    return interval;
}

static int varies(struct samples s) {
    return s.a + s.c > 0 && s.a + s.c < s.before + s.after;
}

static struct oracle_table table_of(struct samples s) {
    return (struct oracle_table){s.a, s.before - s.a, s.c, s.after - s.c};
}

static struct samples swapped(struct samples s) {
    return (struct samples){s.c, s.after, s.a, s.before};
}

static struct samples failures(struct samples s) {
    return (struct samples){s.before - s.a, s.before, s.after - s.c, s.after};
}

/* --- the oracle ------------------------------------------------------------------------------------------------------- */

static void expect_near(struct samples s, const char *what, double got, double wanted, double tolerance) {
    int near = got == wanted || fabs(got - wanted) <= tolerance * wanted;
    cr_expect(near, "%lld/%lld v %lld/%lld, %s: %.17g, not %.17g", (long long)s.a, (long long)s.before, (long long)s.c,
              (long long)s.after, what, got, wanted);
}

/* The upper limit of the swapped samples' lower limit. */
static void compare(struct samples s, double alpha, double tolerance) {
    struct oracle_table t = table_of(s), u = table_of(swapped(s));
    long double z = normal_upper_tail(alpha / 2).z;
    peel_interval exact = interval_of(s, PEEL_ODDS_RATIO_EXACT, 0, alpha);
    peel_interval mid = interval_of(s, PEEL_ODDS_RATIO_MID_P, 0, alpha);
    peel_interval score = interval_of(s, PEEL_ODDS_RATIO_SCORE, 0, alpha);
    expect_near(s, "estimate", exact.estimate, oracle_odds_estimate(t), tolerance);
    expect_near(s, "exact lower", exact.lower, oracle_odds_exact(t, alpha / 2, 0), tolerance);
    expect_near(s, "exact upper", exact.upper, 1 / oracle_odds_exact(u, alpha / 2, 0), tolerance);
    expect_near(s, "mid-P lower", mid.lower, oracle_odds_exact(t, alpha / 2, 1), tolerance);
    expect_near(s, "mid-P upper", mid.upper, 1 / oracle_odds_exact(u, alpha / 2, 1), tolerance);
    expect_near(s, "score lower", score.lower, oracle_odds_score(t, z), tolerance);
    expect_near(s, "score upper", score.upper, 1 / oracle_odds_score(u, z), tolerance);
    cr_expect(exact.estimate == mid.estimate);
}

static const double alphas[] = {0.05, 0.5, 0.002, 1e-9, 1e-60, 0.999};
enum { alpha_count = sizeof alphas / sizeof alphas[0] };

Test(odds_oracle, small_tables) {
    for (int before = 1; before <= 5; before++)
        for (int a = 0; a <= before; a++)
            for (int c = 0; c <= 7; c++) {
                struct samples s = {a, before, c, 7};
                if (!varies(s)) continue;
                for (int i = 0; i < alpha_count; i++)
                    compare(s, alphas[i], 2e-15);
            }
}

Test(odds_oracle, larger_tables) {
    static const struct samples rows[] = {{57, 81, 68, 80}, {3, 80, 79, 80},  {40, 80, 40, 80},
                                          {1, 500, 40, 90}, {0, 60, 20, 100}, {199, 200, 5, 9}};
    for (size_t j = 0; j < sizeof rows / sizeof rows[0]; j++)
        for (int i = 0; i < alpha_count; i++)
            compare(rows[j], alphas[i], 2e-15);
}

/* Thousands and millions of cases; the oracle sums as many tables in long double. */
Test(odds_oracle, large_tables) {
    compare((struct samples){4000, 10000, 4200, 10000}, 0.05, 2e-15);
    compare((struct samples){5, 1000000, 40, 1000000}, 0.05, 2e-15);
    compare((struct samples){300000, 1000000, 1000, 3000}, 1e-9, 2e-15);
}

/* The score test takes any counts; at a confidence of 1e-12 its limits lie in the last digits of the estimate. */
Test(odds_oracle, score_of_any_size) {
    static const double levels[] = {0.05, 1e-9, 1e-60, 0.5, 0.999999999999};
    static const struct samples rows[] = {{4503599627370496, 9007199254740992, 4503599627370490, 9007199254740992},
                                          {1, 9007199254740992, 9007199254740000, 9007199254740992},
                                          {1, 1000000000000, 3, 1000000000000},
                                          {0, 42, 94, 164},
                                          {1, 2, 1, 2},
                                          {5, 1000000, 700000000, 1000000000},
                                          {0, 1000000000000, 1000000000000, 1000000000000},
                                          {1000000000000, 1000000000000, 0, 1000000000000},
                                          {0, 1000000000000, 300000000000, 1000000000000},
                                          {0, 9007199254740992, 1000000000000, 1000000000000},
                                          {1000000000000, 1000000000000, 0, 9007199254740992},
                                          {1, 1000000000000, 999999999999, 1000000000000}};
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        for (size_t j = 0; j < sizeof rows / sizeof rows[0]; j++) {
            long double z = normal_upper_tail(levels[i] / 2).z;
            peel_interval got = interval_of(rows[j], PEEL_ODDS_RATIO_SCORE, 0, levels[i]);
            expect_near(rows[j], "lower", got.lower, oracle_odds_score(table_of(rows[j]), z), 2e-15);
            expect_near(rows[j], "upper", got.upper, 1 / oracle_odds_score(table_of(swapped(rows[j])), z), 2e-15);
        }
}

/*
 * Where a or d is 0 and b and c are huge, s is all that a + s and d + s have: solved from min(b, c) - s these limits were up to 90
 * times too small or too large. By mpmath, bisection with 60 digits for the logarithm of s / (min(b, c) - s), z from erfinv.
 */
Test(odds_oracle, score_beside_huge_counts) {
    const int64_t trillion = 1000000000000, most = PEEL_COUNT_MAX;
    const struct {
        struct samples samples;
        double alpha, lower;
    } rows[] = {{{0, trillion, trillion, trillion}, 0.05, 2.7106136889912846e+23},
                {{0, trillion, 300000000000, trillion}, 0.05, 111564759268.66094},
                {{0, most, trillion, trillion}, 0.05, 2.441503759939744e+27},
                {{1, trillion, trillion - 1, trillion}, 0.05, 7.5205421610930481e+22},
                {{0, 1000000000, 1000000000, 1000000000}, 0.05, 2.7106136862833816e+17},
                {{0, 1000000, 1000000, 1000000}, 0.05, 271061097838.09839},
                {{0, 100000, 100000, 100000}, 0.05, 2710586582.9248706},
                {{0, 3, 2, 2}, 1 - 0x1p-20, 7.5257730035110433e+24},
                {{0, 3, 2, 2}, 1 - 0x1p-53, 4.0974205608750032e+64},
                {{0, most, most, most}, 1 - 0x1p-53, 8.6568293889678093e+95},
                {{0, most, most, most}, 1e-100, 1.57484105276743e+27}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct samples s = rows[i].samples;
        expect_near(s, "lower", interval_of(s, PEEL_ODDS_RATIO_SCORE, 0, rows[i].alpha).lower, rows[i].lower, 2e-15);
        peel_interval turned = interval_of(swapped(s), PEEL_ODDS_RATIO_SCORE, 0, rows[i].alpha);
        expect_near(s, "upper, swapped", turned.upper, 1 / rows[i].lower, 2e-15);
        turned = interval_of(failures(s), PEEL_ODDS_RATIO_SCORE, 0, rows[i].alpha);
        expect_near(s, "upper of failures", turned.upper, 1 / rows[i].lower, 2e-15);
    }
}

/* At the cap counts are so large that all methods agree but for parts of 1e-7. */
Test(odds_oracle, at_the_cap) {
    const struct samples s = {250000000, 500000000, 250010000, 500000000};
    peel_interval exact = interval_of(s, PEEL_ODDS_RATIO_EXACT, 0, 0.05);
    peel_interval woolf = interval_of(s, PEEL_ODDS_RATIO_WOOLF, 0, 0.05);
    cr_expect(fabs(exact.lower / woolf.lower - 1) < 1e-7 && fabs(exact.upper / woolf.upper - 1) < 1e-7);
    cr_expect(fabs(exact.estimate / woolf.estimate - 1) < 1e-9);
    const struct samples rare = {5, 500000000, 40, 500000000};
    cr_expect(fabs(interval_of(rare, PEEL_ODDS_RATIO_EXACT, 0, 0.05).estimate / 8 - 1) < 1e-6);
}

/* 1 of 1 against 0 of 1: one table of two, of probability 1 / (1 + odds ratio); 1 of n: the tail is a power. */
Test(odds_oracle, closed_forms) {
    peel_interval got = interval_of((struct samples){0, 1, 1, 1}, PEEL_ODDS_RATIO_EXACT, 0, 0.1);
    cr_expect(fabs(got.lower / (0.05 / 0.95) - 1) < 1e-15 && got.upper == INFINITY && got.estimate == INFINITY);
    got = interval_of((struct samples){0, 1, 1, 1}, PEEL_ODDS_RATIO_MID_P, 0, 0.1);
    cr_expect(fabs(got.lower / (0.1 / 0.9) - 1) < 1e-15);
    got = interval_of((struct samples){1, 2, 1, 2}, PEEL_ODDS_RATIO_EXACT, 0, 0.1);
    /* P(C >= 1) = (4 w + w^2) / (1 + 4 w + w^2) = 0.05 */
    double w = got.lower;
    cr_expect(fabs((4 * w + w * w) / (1 + 4 * w + w * w) / 0.05 - 1) < 2e-15 && got.estimate == 1);
}

/*
 * Mid-P at low confidences c. 0 of 1, then 1 of 1: (1 - c) / c; then 1 of 2: half of that. The others by mpmath, bisection of the
 * polynomial with 60 digits. A quotient rounded near 1 left no digits here at c = 1e-8, and no answer at 1e-7.
 */
Test(odds_oracle, mid_p_of_low_confidence) {
    const double c = 0x1p-40;
    for (int power = 2; power <= 53; power++) {
        const double odds = ldexp(1, power) - 1, alpha = 1 - ldexp(1, -power);
        const struct samples all = {0, 1, 1, 1}, half = {0, 1, 1, 2}, none = {1, 1, 0, 1};
        expect_near(all, "lower", interval_of(all, PEEL_ODDS_RATIO_MID_P, 0, alpha).lower, odds, 1e-15);
        expect_near(half, "lower", interval_of(half, PEEL_ODDS_RATIO_MID_P, 0, alpha).lower, odds / 2, 1e-15);
        expect_near(none, "upper", interval_of(none, PEEL_ODDS_RATIO_MID_P, 0, alpha).upper, 1 / odds, 1e-15);
        /* the tail of a bound may be as near to 1/2 */
        double bound = interval_of(all, PEEL_ODDS_RATIO_MID_P, PEEL_SIDE_LOWER, alpha / 2).lower;
        expect_near(all, "bound", bound, odds, 1e-15);
    }
    const struct {
        struct samples samples;
        double alpha, lower;
    } rows[] = {{{0, 5, 7, 7}, 1 - c, 38482906972131.0},
                {{0, 40, 3, 50}, 1 - c, 2748779069438.2959},
                {{2, 9, 7, 7}, 1 - c, 17958689920329.5},
                {{2, 9, 5, 7}, 1 - c, 7.1706722218687333},
                {{0, 5, 7, 7}, 1 - 0x1p-53, 315251973915934690.0}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double lower = interval_of(rows[i].samples, PEEL_ODDS_RATIO_MID_P, 0, rows[i].alpha).lower;
        expect_near(rows[i].samples, "lower", lower, rows[i].lower, 1e-15);
    }
}

/* --- properties ------------------------------------------------------------------------------------------------------- */

/* Within 2 ulp. */
static int inverse(double a, double b) {
    if (a == 0 || b == 0 || isinf(a) || isinf(b)) return (a == 0 && isinf(b)) || (b == 0 && isinf(a));
    return fabs(a - 1 / b) <= 4.5e-16 * a;
}

/* Swapping inverts; asking for failures inverts; both together give the same bits. */
Test(odds_oracle, turned) {
    for (size_t m = 0; m < method_count; m++)
        for (int i = 0; i < 2000; i++) {
            struct samples s = {i % 14, 13, (11 * i) % 27, 26 + i % 3};
            if (!varies(s)) continue;
            double alpha = alphas[i % alpha_count];
            peel_interval one = interval_of(s, methods[m], 0, alpha);
            peel_interval two = interval_of(swapped(s), methods[m], 0, alpha);
            peel_interval three = interval_of(failures(s), methods[m], 0, alpha);
            peel_interval four = interval_of(failures(swapped(s)), methods[m], 0, alpha);
            cr_expect(inverse(one.lower, two.upper) && inverse(one.upper, two.lower), "%d, %d", methods[m], i);
            cr_expect(inverse(one.estimate, two.estimate) && inverse(one.estimate, three.estimate));
            cr_expect(inverse(one.lower, three.upper) && inverse(one.upper, three.lower), "%d, %d", methods[m], i);
            cr_expect(one.lower == four.lower && one.upper == four.upper && one.estimate == four.estimate);
        }
}

/* A higher confidence never gives a narrower interval, but for rounding; exact ones hold mid-P's within. */
Test(odds_oracle, nested) {
    static const double falling[] = {0.999, 0.9, 0.5, 0.1, 0.05, 0.01, 1e-4, 1e-9, 1e-20, 1e-60, 1e-100};
    for (size_t m = 0; m < method_count; m++)
        for (int i = 0; i < 400; i++) {
            struct samples s = {i % 9, 8, (5 * i) % 21, 20 + i % 2};
            peel_interval before = {.lower = INFINITY, .upper = 0};
            if (!varies(s)) continue;
            for (size_t j = 0; j < sizeof falling / sizeof falling[0]; j++) {
                peel_interval next = interval_of(s, methods[m], 0, falling[j]);
                cr_expect(next.lower <= before.lower * (1 + 1e-14) && next.upper >= before.upper * (1 - 1e-14));
                before = next;
            }
        }
}

static double p_of(struct samples s, int32_t method, int32_t side) {
    const peel_sample before = {s.a, s.before, 0}, after = {s.c, s.after, 0};
    peel_compare_options options = {.size = sizeof options, .method = method, .side = side};
    peel_test test;
    cr_assert(peel_compare_test(&before, &after, &options, NULL, 0, &test) == PEEL_OK);
    return test.p_value;
}

/*
 * 1 lies outside the exact interval where the smaller one-sided Fisher p is at most alpha / 2, outside mid-P's by the one-sided
 * mid-P, and outside the score interval where N - 1 chi-squared has p <= alpha.
 */
static int outside(struct samples s, int32_t method, double alpha) {
    peel_interval interval = interval_of(s, method, 0, alpha);
    return interval.lower >= 1 || interval.upper <= 1;
}

static double smaller_p(struct samples s, int32_t method) {
    return fmin(p_of(s, method, PEEL_SIDE_LOWER), p_of(s, method, PEEL_SIDE_UPPER));
}

Test(odds_oracle, agrees_with_its_test) {
    int told = 0, likelihood = 0;
    for (int a = 0; a <= 15; a++)
        for (int c = 0; c <= 22; c++)
            for (int i = 0; i < 3; i++) {
                struct samples s = {a, 15, c, 22};
                double alpha = alphas[i] * 1.000001; /* where p is alpha itself, rounding decides */
                if (!varies(s)) continue;
                int exact = outside(s, PEEL_ODDS_RATIO_EXACT, alpha);
                cr_expect(exact == (smaller_p(s, PEEL_TEST_FISHER) <= alpha / 2), "%d, %d", a, c);
                cr_expect(outside(s, PEEL_ODDS_RATIO_MID_P, alpha) ==
                              (smaller_p(s, PEEL_TEST_FISHER_MID_P) <= alpha / 2),
                          "%d, %d", a, c);
                cr_expect(outside(s, PEEL_ODDS_RATIO_SCORE, alpha) == (p_of(s, PEEL_TEST_N_MINUS_1, 0) <= alpha),
                          "%d, %d", a, c);
                told += exact;
                likelihood += exact != (p_of(s, PEEL_TEST_FISHER, 0) <= alpha);
            }
    /* Fisher's two-sided p goes by likelihood, and may be at most alpha where the interval still holds 1. */
    cr_expect(told > 400 && likelihood > 0 && likelihood < 50, "%d outside, %d unlike Fisher's two-sided p", told,
              likelihood);
}

/* No sample is known on which a search fails; a tail that is no number shows that it would end, and with a status. */
Test(odds_oracle, search) {
    const struct normal_tail nowhere = {NAN, NAN};
    const struct table table = {5, 7, 9, 3};
    double limit;
    cr_expect(odds_limit_odds_score(table, nowhere, &limit) == PEEL_ERROR_SEARCH);
    cr_expect(odds_limit_odds_exact(table, nowhere, &limit) == PEEL_ERROR_SEARCH);
    cr_expect(odds_limit_odds_mid_p(table, nowhere, &limit) == PEEL_ERROR_SEARCH);
}
