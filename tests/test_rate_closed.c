/*
 * The methods that are a formula: logit, probit, cloglog, arcsine, the modified ones, scas. Against ball arithmetic, published values, and the equations that the limits solve.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "support/call.h"
#include "support/truth.h"

#define CLOSED_CSV "tests/reference/truth-closed.csv"

enum { numbers = 200 };

/*
 * Units in the last place that a limit of a method may be off, below 1/2 for each unit of its logarithm too: a transformed limit
 * is an exponential of what was rounded. Measured at alpha 0.001 and above: probit 1.3, cloglog 2.3.
 */
static double allowed_ulps(int32_t method, double alpha, double limit) {
    double steps = limit > 0 && limit < 0.5 ? 1 - log(limit) : 1;
    switch (method) {
    case PEEL_RATE_LOGIT: return 2 * steps;
    case PEEL_RATE_PROBIT: return (alpha < 1e-3 ? 8 : 2) * steps;
    case PEEL_RATE_CLOGLOG: return (alpha < 1e-3 ? 12 : 4) * steps;
    case PEEL_RATE_MODIFIED_JEFFREYS: return 9; /* as Jeffreys */
    default: return 16;
    }
}

/* Arcsine and scas subtract: near 0 they are right to so much of 1. Measured: 2.3e-18. */
static double allowed_of_one(int32_t method) {
    return method == PEEL_RATE_ARCSINE || method == PEEL_RATE_SCAS ? 5e-18 : 0;
}

static int close_to(int32_t method, double alpha, double got, double expected) {
    return (double)ulp_distance(got, expected) <= allowed_ulps(method, alpha, expected) ||
           fabs(got - expected) <= allowed_of_one(method);
}

Test(rate_closed, truth_closed_csv) {
    struct table table;
    struct truth row;
    size_t rows[numbers] = {0};
    int more;
    cr_assert(table_open(&table, CLOSED_CSV), "cannot open " CLOSED_CSV);
    cr_assert(table_next(&table, ',') && strcmp(table.field[0], "method") == 0);
    while ((more = truth_next(&table, &row)) == 1) {
        peel_interval got = rate_of_sample(&row.sample, &row.options);
        cr_expect(close_to(row.method, got.alpha, got.lower, row.lower) &&
                      close_to(row.method, got.alpha, got.upper, row.upper),
                  "line %zu, %s %lld/%lld: %.17g (%lld ulp) to %.17g (%lld ulp)", row.line, method_name(row.method),
                  (long long)row.sample.met, (long long)row.sample.assessed, got.lower,
                  (long long)ulp_distance(got.lower, row.lower), got.upper,
                  (long long)ulp_distance(got.upper, row.upper));
        rows[row.method]++;
    }
    cr_expect(more == 0, "line %zu cannot be read", table.line);
    table_close(&table);
    for (int32_t method = PEEL_RATE_LOGIT; method <= PEEL_RATE_SCAS; method++)
        cr_expect(rows[method] > 700, "%s: %zu rows", method_name(method), rows[method]);
}

static peel_interval by(int32_t method, int64_t met, int64_t assessed, double confidence) {
    peel_rate_options options = rate_options(method, PEEL_SIDE_TWO_SIDED, confidence);
    return rate_of(met, assessed, &options);
}

/* log odds, quantiles and log(-log) of 0 and 1 are endless: there the limits are Clopper and Pearson's, and it is said. */
Test(rate_closed, exact_instead_at_the_ends) {
    static const int32_t methods[] = {PEEL_RATE_LOGIT, PEEL_RATE_PROBIT, PEEL_RATE_CLOGLOG};
    static const int64_t populations[] = {0, 300, PEEL_COUNT_MAX};
    for (int i = 0; i < 3 * 3 * 3 * 2; i++) {
        const int32_t method = methods[i % 3], side = i / 3 % 3;
        const peel_sample sample = {i / 27 * 20, 20, populations[i / 9 % 3]};
        peel_rate_options options = rate_options(method, side, 0.9);
        peel_interval got = rate_of_sample(&sample, &options);
        options.method = PEEL_RATE_CLOPPER_PEARSON;
        peel_interval exact = rate_of_sample(&sample, &options);
        if (method == PEEL_RATE_LOGIT) {
            cr_expect(got.lower == exact.lower && got.upper == exact.upper, "%lld of 20", (long long)sample.met);
            cr_expect(got.notes == (exact.notes | PEEL_NOTE_EXACT_INSTEAD));
        } else {
            const peel_sample endless = {sample.met, 20, 0};
            exact = rate_of_sample(&endless, &options);
            cr_expect(got.lower == exact.lower && got.upper == exact.upper, "%lld of 20", (long long)sample.met);
            uint32_t unused = sample.population > 0 ? PEEL_NOTE_POPULATION_UNUSED : 0;
            cr_expect(got.notes == (PEEL_NOTE_EXACT_INSTEAD | unused));
        }
        cr_expect(got.method == method);
        const peel_sample inside = {10, 20, 0};
        options.method = method;
        cr_expect(!(rate_of_sample(&inside, &options).notes & PEEL_NOTE_EXACT_INSTEAD));
    }
}

/* R's binom takes log(-log) of the rate itself; of the failures it gives other limits (T078 and its mirror). */
Test(rate_closed, cloglog_has_an_orientation) {
    peel_interval met = by(PEEL_RATE_CLOGLOG, 18, 20, 0.95), failed = by(PEEL_RATE_CLOGLOG, 2, 20, 0.95);
    cr_expect(fabs(met.lower - 0.656030707261567) < 1e-14 && fabs(met.upper - 0.974010174395775) < 1e-14);
    cr_expect(fabs(1 - failed.upper - met.lower) > 0.01 && fabs(1 - failed.lower - met.upper) > 0.001);
}

/* DescTools gives 0/20 a lower limit of 0.0071, where the angle has come up on the other side of 0. */
Test(rate_closed, arcsine_is_cut_at_the_ends) {
    peel_interval none = by(PEEL_RATE_ARCSINE, 0, 20, 0.95), all = by(PEEL_RATE_ARCSINE, 20, 20, 0.95);
    cr_expect(none.lower == 0 && none.notes == PEEL_NOTE_CLIPPED && fabs(none.upper - 0.120149842403) < 1e-12);
    cr_expect(all.upper == 1 && all.notes == PEEL_NOTE_CLIPPED && all.lower == 1 - none.upper);
    /* Wider than a quarter turn: 8.7 radians at n = 1, whose sine is above 0 again. */
    peel_rate_options options = rate_options(PEEL_RATE_ARCSINE, 0, 0);
    options.alpha = 1e-70;
    peel_interval wide = rate_of(1, 1, &options);
    cr_expect(wide.lower == 0 && wide.upper == 1 && wide.notes == PEEL_NOTE_CLIPPED, "%g", wide.lower);
    cr_expect(by(PEEL_RATE_ARCSINE, 10, 20, 0.95).notes == 0);
}

/* chi-squared quantiles with all of alpha: -log(0.95) / n at 1 met; for 3 met from 51 cases on. */
Test(rate_closed, modified_wilson_mends_few) {
    for (int64_t n = 50; n <= 51; n++)
        for (int64_t k = 0; k <= 4; k++) {
            peel_interval mended = by(PEEL_RATE_MODIFIED_WILSON, k, n, 0.95), wilson = by(PEEL_RATE_WILSON, k, n, 0.95);
            int few = k >= 1 && k <= (n > 50 ? 3 : 2);
            cr_expect((mended.lower < wilson.lower) == few && (mended.lower == wilson.lower) == !few, "%lld/%lld",
                      (long long)k, (long long)n);
            cr_expect(mended.upper == wilson.upper && mended.notes == 0);
            peel_interval mirror = by(PEEL_RATE_MODIFIED_WILSON, n - k, n, 0.95);
            cr_expect(mirror.upper == 1 - mended.lower && mirror.lower == 1 - mended.upper);
        }
    cr_expect(fabs(by(PEEL_RATE_MODIFIED_WILSON, 1, 100, 0.95).lower - 0.05129329438755058 / 100) < 1e-18);
    /* Both limits of 1 of 2. */
    peel_interval half = by(PEEL_RATE_MODIFIED_WILSON, 1, 2, 0.95);
    cr_expect(half.upper == 1 - half.lower && fabs(half.lower - 0.02564664719377529) < 1e-16);
}

/* -log(1 - alpha) is above 1 from alpha 0.63 on: no lower limit of 1 met, and above the whole scale where n is 1. Cut there. */
Test(rate_closed, modified_wilson_at_low_confidence) {
    for (int64_t n = 1; n <= 60; n++)
        for (int64_t k = 0; k <= n; k++)
            for (int c = 1; c < 10; c++) {
                peel_interval got = by(PEEL_RATE_MODIFIED_WILSON, k, n, c / 10.0);
                cr_expect(got.lower <= got.estimate + 0x1p-53 && got.estimate <= got.upper + 0x1p-53 && got.notes == 0,
                          "%lld/%lld at %d%%", (long long)k, (long long)n, 10 * c);
            }
    cr_expect(by(PEEL_RATE_MODIFIED_WILSON, 1, 29, 0.3).lower == 1.0 / 29);
    for (int64_t k = 1; k <= 3; k++)
        cr_expect(by(PEEL_RATE_MODIFIED_WILSON, k, 60, 1e-16).lower == (double)k / 60, "%lld", (long long)k);
    cr_expect(by(PEEL_RATE_MODIFIED_WILSON, 1, 29, 0.4).lower < 0.95 / 29);
}

/* Brown, Cai and DasGupta 2001, 4.1.2: Clopper and Pearson's limits where none or all met, 0 at 1, 1 at n - 1, else Jeffreys'. */
Test(rate_closed, modified_jeffreys_at_the_ends) {
    for (int64_t n = 1; n <= 30; n++)
        for (int64_t k = 0; k <= n; k++) {
            peel_interval got = by(PEEL_RATE_MODIFIED_JEFFREYS, k, n, 0.9),
                          jeffreys = by(PEEL_RATE_JEFFREYS, k, n, 0.9);
            peel_interval exact = by(PEEL_RATE_CLOPPER_PEARSON, k, n, 0.9);
            double lower = k == n ? exact.lower : k <= 1 ? 0 : jeffreys.lower;
            double upper = k == 0 ? exact.upper : k >= n - 1 ? 1 : jeffreys.upper;
            cr_expect(got.lower == lower && got.upper == upper && got.notes == 0, "%lld/%lld", (long long)k,
                      (long long)n);
        }
}

/* (k - n x) / sqrt(n x y) - z - (z^2 - 1) (y - x) / (6 sqrt(n x y)), times the root: above 0 where the rate is rejected from below. */
static long double scas_excess(int k, int n, long double z, long double x) {
    return (long double)k - (long double)n * x - (z * z - 1) * (1 - 2 * x) / 6 -
           z * sqrtl((long double)n * x * (1 - x));
}

/* The least root of the corrected score, sought in steps of a 10,000th and halved; 0 where the smallest rates are not rejected. */
static long double scas_root(int k, int n, long double z) {
    long double low = 0, high = 0;
    if (k == 0 || scas_excess(k, n, z, 0) <= 0) return 0;
    while (scas_excess(k, n, z, high) > 0) {
        low = high;
        high += 1e-4L;
    }
    for (int i = 0; i < 100; i++) {
        long double middle = (low + high) / 2;
        *(scas_excess(k, n, z, middle) > 0 ? &low : &high) = middle;
    }
    return low;
}

/* ratesci 1.0's vignette: scaspci(1, 29) is 0.001991554 to 0.1548909. At 95% (z^2 - 1) / 6 is 0.47, at alpha 1e-9 6.0. */
Test(rate_closed, scas_solves_the_corrected_score) {
    static const struct {
        double confidence;
        long double z;
    } levels[] = {{0.5, 0.67448975019608174320L},
                  {0.95, 1.95996398454005385480L},
                  {0.99, 2.57582930354890045890L},
                  {0.998, 3.09023230616781319360L}};
    peel_interval published = by(PEEL_RATE_SCAS, 1, 29, 0.95);
    cr_expect(fabs(published.lower - 0.001991554) < 5e-10 && fabs(published.upper - 0.1548909) < 5e-8);
    for (int level = 0; level < 4; level++)
        for (int n = 1; n <= 40; n++)
            for (int k = 0; k <= n; k++) {
                peel_interval got = by(PEEL_RATE_SCAS, k, n, levels[level].confidence);
                double lower = (double)scas_root(k, n, levels[level].z);
                double upper = (double)(1 - scas_root(n - k, n, levels[level].z));
                cr_expect(fabs(got.lower - lower) < 1e-14 && fabs(got.upper - upper) < 1e-14,
                          "%d/%d at %g: %.17g to %.17g, not %.17g to %.17g", k, n, levels[level].confidence, got.lower,
                          got.upper, lower, upper);
            }
}

/* The corrected score of the smallest rates is sqrt(6 k + 1): of 1 met they are rejected at 99% (z 2.58), not at 99.5% (z 2.81). */
Test(rate_closed, scas_has_no_lower_limit_for_few_at_high_confidence) {
    cr_expect(by(PEEL_RATE_SCAS, 1, 100, 0.99).lower > 0 && by(PEEL_RATE_SCAS, 1, 100, 0.995).lower == 0);
    cr_expect(by(PEEL_RATE_SCAS, 2, 100, 0.999).lower > 0 && by(PEEL_RATE_SCAS, 2, 100, 0.9997).lower == 0);
    cr_expect(by(PEEL_RATE_SCAS, 99, 100, 0.995).upper == 1);
    cr_expect(by(PEEL_RATE_SCAS, 0, 100, 0.5).lower == 0, "the score alone would give %g", 1e-4);
}
