/* Coverage: at one rate, over a range, against an oracle, published values and what is known of the methods. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/coverage_oracle.h"
#include "support/call.h"

static peel_coverage at_rate(int32_t method, int64_t assessed, double rate, double confidence) {
    peel_rate_options options = rate_options(method, PEEL_SIDE_TWO_SIDED, confidence);
    peel_coverage coverage;
    cr_assert(peel_rate_coverage(assessed, rate, &options, &coverage) == PEEL_OK);
    return coverage;
}

static peel_worst_coverage over(int64_t assessed, double from, double to, const peel_rate_options *options) {
    const size_t size = peel_rate_worst_coverage_work_size(assessed);
    void *work = malloc(size);
    peel_worst_coverage worst;
    cr_assert(work && peel_rate_worst_coverage(assessed, from, to, options, work, size, &worst) == PEEL_OK);
    free(work);
    return worst;
}

static peel_worst_coverage over_all(int32_t method, int64_t assessed, double confidence) {
    peel_rate_options options = rate_options(method, PEEL_SIDE_TWO_SIDED, confidence);
    return over(assessed, 0, 1, &options);
}

/* The limits of every number met. */
struct limits {
    double lower[coverage_oracle_max + 1], upper[coverage_oracle_max + 1];
};

static void find_limits(int assessed, const peel_rate_options *options, struct limits *limits) {
    for (int met = 0; met <= assessed; met++) {
        peel_interval got = rate_of(met, assessed, options);
        limits->lower[met] = got.lower;
        limits->upper[met] = got.upper;
    }
}

/* Brown, Cai and DasGupta 2001, section 2.1, of Wald at 95%, and of their section 3 the exact method. */
Test(coverage, published) {
    cr_expect(fabs(at_rate(PEEL_RATE_WALD, 17, 0.5, 0.95).coverage - 0.951) < 5e-4);
    cr_expect(fabs(at_rate(PEEL_RATE_WALD, 18, 0.5, 0.95).coverage - 0.904) < 5e-4);
    cr_expect(fabs(at_rate(PEEL_RATE_WALD, 40, 0.5, 0.95).coverage - 0.919) < 5e-4);
    cr_expect(fabs(at_rate(PEEL_RATE_WALD, 100, 0.106, 0.95).coverage - 0.952) < 5e-4);
    cr_expect(fabs(at_rate(PEEL_RATE_WALD, 100, 0.107, 0.95).coverage - 0.911) < 5e-4);
    cr_expect(fabs(at_rate(PEEL_RATE_WALD, 592, 0.005, 0.95).coverage - 0.792) < 5e-4);
}

/* 30 cases of a rate of 94%: of 0 to 30 met Wald's limits hold it for 24 to 29. */
Test(coverage, in_whole_numbers) {
    double expected = 0, ways = 593775; /* 30 over 24 */
    for (int met = 24; met <= 29; met++) {
        expected += ways * pow(0.94, met) * pow(0.06, 30 - met);
        ways = ways * (30 - met) / (met + 1);
    }
    peel_coverage wald = at_rate(PEEL_RATE_WALD, 30, 0.94, 0.95);
    cr_expect(fabs(wald.coverage - expected) < 1e-14, "%.17g, not %.17g", wald.coverage, expected);
    cr_expect(fabs(wald.below - (1 - expected - pow(0.94, 30))) < 1e-14, "%.17g", wald.below);
    cr_expect(fabs(wald.above - pow(0.94, 30)) < 1e-14 && wald.rate == 0.94);
    cr_expect(wald.reserved[0] == 0 && wald.reserved[1] == 0 && wald.reserved[2] == 0);
}

/* At 0 and 1 one result is certain. */
Test(coverage, at_the_ends) {
    for (int32_t method = PEEL_RATE_WILSON; method <= PEEL_RATE_SCAS; method++)
        for (int end = 0; end <= 1; end++) {
            peel_rate_options options = rate_options(method, PEEL_SIDE_TWO_SIDED, 0.95);
            peel_interval sure = rate_of(20 * end, 20, &options);
            peel_coverage got = at_rate(method, 20, end, 0.95);
            double holds = sure.lower <= end && end <= sure.upper;
            cr_expect(got.coverage == holds && got.length == sure.upper - sure.lower, "%s at %d: %g",
                      method_name(method), end, got.coverage);
        }
}

/* Every method, side and some confidences: the sum over all results in another way. */
Test(coverage, as_the_oracle_at_a_rate) {
    static const int sizes[] = {1, 2, 7, 30, 79, 200};
    static const double rates[] = {1e-9, 0.013, 0.2, 0.5, 0.806, 0.94, 0.999};
    static struct limits limits;
    for (int32_t method = PEEL_RATE_WILSON; method <= PEEL_RATE_SCAS; method++)
        for (int i = 0; i < 6 * 7; i++) {
            peel_rate_options options = rate_options(method, i % 3, i % 2 == 0 ? 0.95 : 0.8);
            peel_method facts;
            peel_coverage got;
            cr_assert(peel_method_get(method, &facts) == PEEL_OK);
            if (!(facts.offers & PEEL_OFFERS_ONE_SIDED)) options.side = PEEL_SIDE_TWO_SIDED;
            const int n = sizes[i / 7];
            const double rate = rates[i % 7];
            find_limits(n, &options, &limits);
            cr_assert(peel_rate_coverage(n, rate, &options, &got) == PEEL_OK);
            double coverage = (double)coverage_oracle_at(n, rate, limits.lower, limits.upper);
            double length = (double)coverage_oracle_length(n, rate, limits.lower, limits.upper);
            cr_expect(fabs(got.coverage - coverage) < 1e-13 && fabs(got.length - length) < 1e-13,
                      "%s, %d at %g: %.17g, not %.17g", facts.name, n, rate, got.coverage, coverage);
            cr_expect(fabs(got.below + got.coverage + got.above - 1) < 1e-13);
        }
}

/* A grid finds what is near to the worst and never less; the means are integrals, and of the share of rates a grid is a guess. */
static void compare_range(int n, double from, double to, const peel_rate_options *options) {
    static struct limits limits;
    enum { grid = 2000 };
    find_limits(n, options, &limits);
    peel_worst_coverage got = over(n, from, to, options);
    struct coverage_oracle expected =
        coverage_oracle_range(n, from, to, options->confidence, limits.lower, limits.upper, grid);
    const char *name = method_name(options->method);
    cr_expect(fabs(got.mean - (double)expected.mean) < 1e-8, "%s, %d: mean %.12g, not %.12g", name, n, got.mean,
              (double)expected.mean);
    cr_expect(fabs(got.length - (double)expected.length) < 1e-8, "%s, %d: length %.12g, not %.12g", name, n, got.length,
              (double)expected.length);
    cr_expect(got.coverage <= (double)expected.worst + 1e-12, "%s, %d: worst %.12g, but %.12g on the grid", name, n,
              got.coverage, (double)expected.worst);
    cr_expect(fabs(got.short_of - (double)expected.short_of) < 0.01, "%s, %d: short of %.6g, not %.6g", name, n,
              got.short_of, (double)expected.short_of);
    cr_expect(from <= got.rate && got.rate <= to);
    /* The worst is the limit from one side or the other of where it is said to be. */
    double best = 2;
    for (int side = -1; side <= 1; side += 2) {
        long double rate = (long double)got.rate * (1 + side * 1e-13L) + (got.rate == 0 ? 1e-18L : 0);
        if (rate < 0 || rate > 1) continue;
        best = fmin(best, fabs((double)coverage_oracle_at(n, rate, limits.lower, limits.upper) - got.coverage));
    }
    cr_expect(best < 1e-9, "%s, %d: %.12g at %.12g is not found there", name, n, got.coverage, got.rate);
}

Test(coverage, as_the_oracle_over_a_range) {
    static const int sizes[] = {1, 3, 10, 30};
    for (int32_t method = PEEL_RATE_WILSON; method <= PEEL_RATE_SCAS; method++)
        for (int i = 0; i < 4; i++) {
            peel_rate_options options = rate_options(method, PEEL_SIDE_TWO_SIDED, 0.95);
            compare_range(sizes[i], 0, 1, &options);
            compare_range(sizes[i], 0.05, 0.95, &options);
        }
}

/* Limits that fall where one more met: of logit at 99.8% from 8 to 9 of 10, of complementary log-log. Sets with gaps. */
Test(coverage, of_limits_that_do_not_rise) {
    static const double confidences[] = {0.998, 1 - 1e-9};
    for (int i = 0; i < 2; i++)
        for (int n = 3; n <= 12; n++)
            for (int32_t method = PEEL_RATE_LOGIT; method <= PEEL_RATE_CLOGLOG; method++) {
                peel_rate_options options = rate_options(method, PEEL_SIDE_TWO_SIDED, confidences[i]);
                compare_range(n, 0, 1, &options);
            }
}

/* With gaps in the set of results too the coverage is least at a limit: no grid finds less. */
Test(coverage, worst_with_gaps) {
    static const double confidences[] = {0.99, 0.998, 0.9999, 1 - 1e-9};
    static struct limits limits;
    for (int i = 0; i < 4 * 10 * 3; i++) {
        const int n = 3 + i / 4 % 10;
        peel_rate_options options = rate_options(PEEL_RATE_LOGIT + i / 40, PEEL_SIDE_TWO_SIDED, confidences[i % 4]);
        peel_worst_coverage got = over(n, 0, 1, &options);
        find_limits(n, &options, &limits);
        for (int j = 1; j < 4000; j++) {
            double found = (double)coverage_oracle_at(n, j / 4000.0L, limits.lower, limits.upper);
            cr_expect(got.coverage <= found + 1e-12, "%s, %d at %.10g: %.15g, but %.15g at %g",
                      method_name(options.method), n, confidences[i % 4], got.coverage, found, j / 4000.0);
        }
    }
}

Test(coverage, one_sided) {
    for (int32_t side = PEEL_SIDE_LOWER; side <= PEEL_SIDE_UPPER; side++) {
        peel_rate_options exact = rate_options(PEEL_RATE_CLOPPER_PEARSON, side, 0.95);
        peel_rate_options wald = rate_options(PEEL_RATE_WALD, side, 0.95);
        peel_worst_coverage never = over(30, 0, 1, &exact);
        cr_expect(fabs(never.coverage - 0.95) < 1e-12 && never.short_of == 0, "%.17g", never.coverage);
        cr_expect(over(30, 0, 1, &wald).coverage < 1e-12);
        compare_range(30, 0.1, 0.7, &exact);
        compare_range(30, 0.1, 0.7, &wald);
    }
}

/*
 * Wald's limits of none met are 0 to 0: near a rate of 0 nothing else is seen, and no limits hold it. Wilson's worst is near 1/n,
 * where it tends to exp(-m), m + 1 the half of (2 + z^2 + z sqrt(4 + z^2)) that 1 met of many has: 0.838.
 */
Test(coverage, known_worst_cases) {
    cr_expect(over_all(PEEL_RATE_WALD, 79, 0.95).coverage == 0 && over_all(PEEL_RATE_WALD, 79, 0.95).rate == 0);
    const double z = 1.9599639845400542;
    const double lower = 1 / (1 + z * z / 2 + z * sqrt(1 + z * z / 4));
    for (int n = 1000; n <= 10000; n *= 10) {
        peel_worst_coverage wilson = over_all(PEEL_RATE_WILSON, n, 0.95);
        cr_expect(fabs(wilson.coverage - exp(-lower)) < 2.0 / n, "n = %d: %.6f", n, wilson.coverage);
        cr_expect(fabs(wilson.rate * n - lower) < 10.0 / n);
    }
    for (int32_t method = PEEL_RATE_WILSON; method <= PEEL_RATE_SCAS; method++) {
        peel_method facts;
        cr_assert(peel_method_get(method, &facts) == PEEL_OK);
        for (int n = 1; n <= 60; n++) {
            peel_worst_coverage got = over_all(method, n, 0.95);
            if (facts.holds & PEEL_HOLDS_EXACT)
                cr_expect(got.coverage >= 0.95 - 1e-12 && got.short_of == 0, "%s, %d: %.15g, short %.3g", facts.name, n,
                          got.coverage, got.short_of);
            cr_expect(got.coverage <= got.mean && got.mean <= 1 && got.short_of >= 0 && got.short_of <= 1);
            cr_expect(got.length >= 0 && got.length <= 1 + 1e-15);
        }
    }
}

/* Clopper-Pearson, one case, 95%: 0 to 0.975 and 0.025 to 1. Between the two limits always held, else by one of two results. */
Test(coverage, of_one_case) {
    peel_worst_coverage got = over_all(PEEL_RATE_CLOPPER_PEARSON, 1, 0.95);
    cr_expect(fabs(got.coverage - 0.975) < 1e-15 && fabs(got.rate - 0.025) < 1e-15);
    cr_expect(fabs(got.mean - (0.95 + 2 * (0.025 - 0.025 * 0.025 / 2))) < 1e-15, "%.17g", got.mean);
    cr_expect(fabs(got.length - 0.975) < 1e-15 && got.short_of == 0);
    /* Wilson: 0 to 0.7935 and 0.2065 to 1; 1 - x falls below 0.95 from 0.05 to 0.2065. */
    peel_worst_coverage wilson = over_all(PEEL_RATE_WILSON, 1, 0.95);
    const double limit = rate_of(1, 1, NULL).lower;
    cr_expect(fabs(wilson.coverage - (1 - limit)) < 1e-15 && fabs(wilson.rate - limit) < 1e-15);
    cr_expect(fabs(wilson.short_of - 2 * (limit - 0.05)) < 1e-11, "%.17g", wilson.short_of);
}

/* Of rates drawn from the prior a posterior interval holds 95%, exactly: with the prior 1 and 1 all rates are as likely. */
Test(coverage, of_a_posterior_is_its_confidence) {
    static const double confidences[] = {0.3, 0.8, 0.95, 0.998};
    for (int i = 0; i < 4; i++)
        for (int n = 1; n <= 300; n = n * 2 + 1) {
            peel_worst_coverage equal = over_all(PEEL_RATE_BETA, n, confidences[i]);
            peel_worst_coverage highest = over_all(PEEL_RATE_BETA_HPD, n, confidences[i]);
            cr_expect(fabs(equal.mean - confidences[i]) < 1e-14, "%d: %.17g", n, equal.mean);
            cr_expect(fabs(highest.mean - confidences[i]) < 1e-14, "%d: %.17g", n, highest.mean);
            cr_expect(highest.length < equal.length + 1e-15);
        }
}

/* A range is the sum of its parts. */
Test(coverage, ranges_add_up) {
    for (int32_t method = PEEL_RATE_WILSON; method <= PEEL_RATE_SCAS; method++) {
        peel_rate_options options = rate_options(method, PEEL_SIDE_TWO_SIDED, 0.9);
        peel_worst_coverage all = over(79, 0, 1, &options), low = over(79, 0, 0.3, &options);
        peel_worst_coverage high = over(79, 0.3, 1, &options);
        cr_expect(fabs(all.mean - (0.3 * low.mean + 0.7 * high.mean)) < 1e-13, "%s", method_name(method));
        cr_expect(fabs(all.length - (0.3 * low.length + 0.7 * high.length)) < 1e-13, "%s", method_name(method));
        cr_expect(fabs(all.short_of - (0.3 * low.short_of + 0.7 * high.short_of)) < 1e-11, "%s", method_name(method));
        cr_expect(fabs(all.coverage - fmin(low.coverage, high.coverage)) < 1e-12, "%s", method_name(method));
    }
}

/* At the largest size that is taken, against the smallest that has the same shape: the means tend to the confidence. */
Test(coverage, of_the_largest_size) {
    peel_worst_coverage wilson = over_all(PEEL_RATE_WILSON, PEEL_COVERAGE_MAX, 0.95);
    cr_expect(fabs(wilson.mean - 0.95) < 1e-5 && fabs(wilson.coverage - 0.8382) < 1e-4);
    peel_coverage got = at_rate(PEEL_RATE_WILSON, PEEL_COVERAGE_MAX, 0.94, 0.95);
    cr_expect(fabs(got.coverage - 0.95) < 2e-3 && fabs(got.below + got.coverage + got.above - 1) < 1e-12);
}
