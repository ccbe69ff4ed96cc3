/* Posteriors of a rate with a prior, against limits of which every digit is right (tests/reference/make_beta.c). */
#include <criterion/criterion.h>
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <peel.h>
#include <string.h>

#include "support/truth.h"

/*
 * What the library promises: 8 ulp, of a limit of highest density for each factor e by which it lies nearer to 0 than the mode. A
 * limit below 1e-300, which a prior of 0.001 leaves, may be 0.
 */
static int close_to(const struct truth *row, double got, double expected) {
    double most = 8;
    if (expected < 1e-300 && got == 0.0) return 1;
    if (row->options.method == PEEL_RATE_BETA_HPD) {
        double met = (double)row->sample.met - 1.0 + row->options.prior_met;
        double failed = (double)(row->sample.assessed - row->sample.met) - 1.0 + row->options.prior_failed;
        if (met > 0.0 && failed > 0.0) most *= 1.0 + fabs(log(expected * (met + failed) / met));
    }
    return (double)ulp_distance(got, expected) <= most;
}

Test(rate_beta, truth_csv) {
    struct table table;
    struct truth row;
    size_t rows[2] = {0, 0};
    int more;
    cr_assert(table_open(&table, "tests/reference/truth-beta.csv"));
    cr_assert(table_next(&table, ',') && strcmp(table.field[0], "method") == 0);
    while ((more = truth_next(&table, &row)) == 1) {
        peel_interval got;
        errno = 0;
        peel_status status = peel_rate(&row.sample, &row.options, &got);
        cr_expect(status == PEEL_OK && errno == 0, "line %zu: %s, errno %d", row.line, peel_status_name(status), errno);
        cr_expect(close_to(&row, got.lower, row.lower) && close_to(&row, got.upper, row.upper),
                  "line %zu, prior %g %g, %" PRId64 "/%" PRId64 ": %.17g (%" PRId64 " ulp) to %.17g (%" PRId64 " ulp)",
                  row.line, row.options.prior_met, row.options.prior_failed, row.sample.met, row.sample.assessed,
                  got.lower, ulp_distance(got.lower, row.lower), got.upper, ulp_distance(got.upper, row.upper));
        rows[row.method == PEEL_RATE_BETA_HPD]++;
    }
    table_close(&table);
    cr_expect(more == 0, "line %zu cannot be read", table.line);
    cr_assert(rows[0] > 450 && rows[1] > 220, "%zu and %zu rows", rows[0], rows[1]);
}

/*
 * Near 1 as near 0: the densest interval of the flipped sample with the flipped prior. At low confidences its ends lie nearer to
 * each other than doubles near 1 do: 4888610 of 4888611 at 1% had no answer.
 */
Test(rate_beta, densest_in_the_mirror) {
    static const double alphas[] = {0.05, 0.5, 0.9, 0.99, 0.999};
    for (size_t a = 0; a < sizeof alphas / sizeof alphas[0]; a++)
        for (int64_t n = 10; n < PEEL_COUNT_MAX / 20; n = 17 * n + 1)
            for (int64_t met = 0; met <= 2; met++) {
                const peel_sample few = {met, n, 0}, most = {n - met, n, 0};
                peel_rate_options options = {.size = sizeof options, .method = PEEL_RATE_BETA_HPD, .alpha = alphas[a]};
                peel_interval low, high;
                options.prior_met = 1.001;
                options.prior_failed = 2.0;
                cr_assert(peel_rate(&few, &options, &low) == PEEL_OK);
                options.prior_met = 2.0;
                options.prior_failed = 1.001;
                cr_assert(peel_rate(&most, &options, &high) == PEEL_OK, "%" PRId64 " of %" PRId64, n - met, n);
                cr_expect(fabs(high.lower - (1.0 - low.upper)) < 1e-15 && fabs(high.upper - (1.0 - low.lower)) < 1e-15,
                          "%" PRId64 " of %" PRId64 " at %g: %.17g to %.17g", n - met, n, alphas[a], high.lower,
                          high.upper);
            }
}

/* T089 of cases.txt: what R's binom calls "bayes" is there said to be of highest density, but has equal tails. */
Test(rate_beta, t089_has_equal_tails) {
    const peel_sample sample = {4, 20, 0};
    peel_rate_options options = {
        .size = sizeof options, .method = PEEL_RATE_BETA, .prior_met = 0.5, .prior_failed = 0.5};
    peel_interval equal, densest;
    cr_assert(peel_rate(&sample, &options, &equal) == PEEL_OK);
    cr_expect(fabs(equal.lower - 0.07152005247873425) < 1e-6 && fabs(equal.upper - 0.4082257625169254) < 1e-6);
    options.method = PEEL_RATE_BETA_HPD;
    cr_assert(peel_rate(&sample, &options, &densest) == PEEL_OK);
    cr_expect(densest.upper - densest.lower < equal.upper - equal.lower - 0.007);
}

/* With Jeffreys' prior and some met and some not, beta is jeffreys. */
Test(rate_beta, jeffreys_is_one_of_them) {
    for (int64_t n = 2; n <= 60; n++)
        for (int64_t met = 1; met < n; met++) {
            const peel_sample sample = {met, n, 0};
            peel_rate_options options = {.size = sizeof options, .method = PEEL_RATE_JEFFREYS};
            peel_interval jeffreys, beta;
            cr_assert(peel_rate(&sample, &options, &jeffreys) == PEEL_OK);
            options.method = PEEL_RATE_BETA;
            options.prior_met = options.prior_failed = 0.5;
            cr_assert(peel_rate(&sample, &options, &beta) == PEEL_OK);
            cr_expect(beta.lower == jeffreys.lower && beta.upper == jeffreys.upper);
        }
}
