/* Posteriors of a rate with a prior, against limits of which every digit is right (tests/reference/make_beta.c). */
#include <criterion/criterion.h>
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <peel.h>
#include <stdio.h>
#include <string.h>

#include "support/truth.h"

struct row {
    size_t line;
    char method[16], side[16], given[16];
    peel_sample sample;
    peel_rate_options options;
    double lower, upper;
};

/* The next row of the table; 0 at its end. */
static int next_row(FILE *file, struct row *row) {
    char text[512];
    double level;
    do {
        row->line++;
        if (!fgets(text, sizeof text, file)) return 0;
    } while (text[0] == '#' || strncmp(text, "method,", 7) == 0);
    row->options = (peel_rate_options){.size = sizeof row->options};
    int read = sscanf(text, "%15[^,],%lf,%lf,%" SCNd64 ",%" SCNd64 ",%15[^,],%15[^,],%lf,%lf,%lf", row->method,
                      &row->options.prior_met, &row->options.prior_failed, &row->sample.met, &row->sample.assessed,
                      row->side, row->given, &level, &row->lower, &row->upper);
    cr_assert(read == 10, "line %zu", row->line);
    cr_assert(peel_method_parse(PEEL_CONCEPT_RATE, row->method, &row->options.method, NULL) == PEEL_OK);
    cr_assert(peel_side_parse(row->side, &row->options.side, NULL) == PEEL_OK);
    if (strcmp(row->given, "alpha") == 0)
        row->options.alpha = level;
    else
        row->options.confidence = level;
    return 1;
}

/*
 * What the library promises: 8 ulp, of a limit of highest density for each factor e by which it lies nearer to 0 than the mode. A
 * limit below 1e-300, which a prior of 0.001 leaves, may be 0.
 */
static int close_to(const struct row *row, double got, double expected) {
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
    FILE *file = fopen("tests/reference/truth-beta.csv", "r");
    struct row row = {0};
    size_t rows[2] = {0, 0};
    cr_assert(file != NULL);
    while (next_row(file, &row)) {
        peel_interval got;
        errno = 0;
        peel_status status = peel_rate(&row.sample, &row.options, &got);
        cr_expect(status == PEEL_OK && errno == 0, "line %zu: %s, errno %d", row.line, peel_status_name(status), errno);
        cr_expect(close_to(&row, got.lower, row.lower) && close_to(&row, got.upper, row.upper),
                  "line %zu, %s %g %g %" PRId64 "/%" PRId64 ": %.17g (%" PRId64 " ulp) to %.17g (%" PRId64 " ulp)",
                  row.line, row.method, row.options.prior_met, row.options.prior_failed, row.sample.met,
                  row.sample.assessed, got.lower, ulp_distance(got.lower, row.lower), got.upper,
                  ulp_distance(got.upper, row.upper));
        rows[row.options.method == PEEL_RATE_BETA_HPD]++;
    }
    fclose(file);
    cr_assert(rows[0] > 450 && rows[1] > 220, "%zu and %zu rows", rows[0], rows[1]);
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
