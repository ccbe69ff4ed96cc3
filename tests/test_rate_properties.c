/*
 * What peel/methods.h says holds of each method, for every 0 <= met <= assessed <= 60, confidence and side; and where it
 * does not say so, a sample of which it does not hold.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "oracle/binomial_oracle.h"
#include "support/call.h"

enum { assessed_max = 60, sides = 3, confidence_count = 9, said_max = 160 };

static const double confidences[confidence_count] = {0.05, 0.3, 0.5, 0.8, 0.9, 0.95, 0.99, 0.998, 1 - 1e-9};

/* The limits of every number met of so many assessed, at one confidence, on each side. */
struct limits {
    int usable;
    double lower[assessed_max + 1];
    double upper[assessed_max + 1];
};

/* How often a property failed, and the first time. */
struct failures {
    long count;
    char first[said_max];
};

/* Of the methods that take a prior, the one that is tried: 0 and 0 where it is not said, or a lopsided one. */
static double prior_met, prior_failed;

static peel_rate_options options_of(int32_t method, int32_t side, double confidence) {
    peel_rate_options options = rate_options(method, side, confidence);
    options.prior_met = prior_met;
    options.prior_failed = prior_failed;
    return options;
}

/* A bound needs a confidence above 1/2, and not every method has one. */
static int is_usable(int32_t method, int32_t side, double confidence) {
    peel_method facts;
    if (side == PEEL_SIDE_TWO_SIDED) return 1;
    return confidence > 0.5 && peel_method_get(method, &facts) == PEEL_OK && (facts.offers & PEEL_OFFERS_ONE_SIDED);
}

static struct limits limits_of(int32_t method, int32_t side, double confidence, int assessed) {
    struct limits all = {.usable = is_usable(method, side, confidence)};
    peel_rate_options options = options_of(method, side, confidence);
    for (int met = 0; all.usable && met <= assessed; met++) {
        peel_interval got = rate_of(met, assessed, &options);
        all.lower[met] = got.lower;
        all.upper[met] = got.upper;
    }
    return all;
}

static void failed(struct failures *f, const char *what, int met, int assessed, int32_t side, double confidence) {
    if (f->count++ > 0) return;
    snprintf(f->first, sizeof f->first, "%s: %d/%d, %s, %.10g", what, met, assessed, peel_side_name(side), confidence);
}

/* Every property is tried on one method, size and confidence; it hands its failures to `f`. */
typedef void property(int32_t method, int assessed, int confidence, struct failures *f);

/* Of what a method does not claim one failure is enough. */
static void try_method(const peel_method *method, uint32_t claim, property *holds, struct failures *f) {
    for (int assessed = 1; assessed <= assessed_max; assessed++)
        for (int c = 0; c < confidence_count; c++)
            if ((method->holds & claim) || f->count == 0) holds(method->number, assessed, c, f);
}

/* Tries all, and compares what failed with what the method claims. */
static void try_all(uint32_t claim, property *holds) {
    peel_method method;
    for (size_t i = 0; peel_method_at(i, &method) == PEEL_OK && method.number / 100 == PEEL_CONCEPT_RATE; i++) {
        struct failures f = {0, ""};
        try_method(&method, claim, holds, &f);
        if (method.number == PEEL_RATE_BETA || method.number == PEEL_RATE_BETA_HPD) {
            prior_met = 4.5;
            prior_failed = 0.75;
            try_method(&method, claim, holds, &f);
            prior_met = prior_failed = 0;
        }
        if (method.holds & claim)
            cr_expect(f.count == 0, "%s fails %ld times, first: %s", method.name, f.count, f.first);
        else
            cr_expect(f.count > 0, "%s does not claim what holds for all of it", method.name);
    }
}

/* A limit and its mirror: the one above 1/2 is 1 minus the other, rounded. */
static int mirrored(double limit, double mirror) {
    if (limit > 0.5) return limit == 1 - mirror;
    if (mirror > 0.5) return mirror == 1 - limit;
    return limit == 0.5 && mirror == 0.5;
}

static void mirror(int32_t method, int assessed, int confidence, struct failures *f) {
    for (int32_t side = 0; side < sides; side++) {
        static const int32_t mirror_side[sides] = {PEEL_SIDE_TWO_SIDED, PEEL_SIDE_UPPER, PEEL_SIDE_LOWER};
        struct limits one = limits_of(method, side, confidences[confidence], assessed);
        struct limits other = limits_of(method, mirror_side[side], confidences[confidence], assessed);
        for (int met = 0; one.usable && met <= assessed; met++)
            if (!mirrored(one.lower[met], other.upper[assessed - met]) ||
                !mirrored(one.upper[met], other.lower[assessed - met]))
                failed(f, "no mirror", met, assessed, side, confidences[confidence]);
    }
}

static void nested(int32_t method, int assessed, int confidence, struct failures *f) {
    for (int32_t side = 0; confidence > 0 && side < sides; side++) {
        struct limits inner = limits_of(method, side, confidences[confidence - 1], assessed);
        struct limits outer = limits_of(method, side, confidences[confidence], assessed);
        for (int met = 0; inner.usable && met <= assessed; met++)
            if (outer.lower[met] > inner.lower[met] || outer.upper[met] < inner.upper[met])
                failed(f, "not nested", met, assessed, side, confidences[confidence]);
    }
}

static void monotone(int32_t method, int assessed, int confidence, struct failures *f) {
    for (int32_t side = 0; side < sides; side++) {
        struct limits all = limits_of(method, side, confidences[confidence], assessed);
        for (int met = 1; all.usable && met <= assessed; met++)
            if (all.lower[met] < all.lower[met - 1] || all.upper[met] < all.upper[met - 1])
                failed(f, "not monotone", met, assessed, side, confidences[confidence]);
    }
}

static void within(int32_t method, int assessed, int confidence, struct failures *f) {
    for (int32_t side = 0; side < sides; side++) {
        peel_rate_options options = options_of(method, side, confidences[confidence]);
        if (!is_usable(method, side, confidences[confidence])) continue;
        for (int met = 0; met <= assessed; met++) {
            peel_interval got = rate_of(met, assessed, &options);
            cr_expect(got.lower >= 0 && got.lower <= got.upper && got.upper <= 1, "%s %d/%d: %.17g to %.17g",
                      method_name(method), met, assessed, got.lower, got.upper);
            if (got.notes & PEEL_NOTE_CLIPPED) failed(f, "cut", met, assessed, side, confidences[confidence]);
        }
    }
}

/* The probability that the interval holds the true rate. */
static double coverage(const struct limits *all, int assessed, double rate) {
    long double sum = 0;
    for (int met = 0; met <= assessed; met++)
        if (all->lower[met] <= rate && rate <= all->upper[met])
            sum += oracle_probability(met, assessed, (long double)rate);
    return (double)sum;
}

/* Coverage is least just outside a limit, so it is computed at every limit and at its neighbours on both sides. */
static void exact(int32_t method, int assessed, int confidence, struct failures *f) {
    for (int32_t side = 0; side < sides; side++) {
        struct limits all = limits_of(method, side, confidences[confidence], assessed);
        for (int i = 0; all.usable && i <= 2 * assessed + 1; i++) {
            double limit = i % 2 == 0 ? all.lower[i / 2] : all.upper[i / 2];
            const double rates[] = {nextafter(limit, 0), limit, nextafter(limit, 1)};
            for (int j = 0; j < 3; j++)
                if (coverage(&all, assessed, rates[j]) < confidences[confidence] - 1e-12)
                    failed(f, "misses too often at a limit", i / 2, assessed, side, confidences[confidence]);
        }
    }
}

Test(rate_properties, mirror) {
    try_all(PEEL_HOLDS_MIRROR, mirror);
}

Test(rate_properties, nested) {
    try_all(PEEL_HOLDS_NESTED, nested);
}

Test(rate_properties, monotone) {
    try_all(PEEL_HOLDS_MONOTONE, monotone);
}

Test(rate_properties, within) {
    try_all(PEEL_HOLDS_WITHIN, within);
}

Test(rate_properties, exact) {
    try_all(PEEL_HOLDS_EXACT, exact);
}

/* A number from a fixed row of them (SplitMix64: Steele, Lea and Flood 2014). */
static uint64_t drawn(uint64_t *state) {
    uint64_t z = *state += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

/* The mirror holds by the way of computing, not by the size: samples of every size up to 2^53. */
Test(rate_properties, mirror_of_larger_samples) {
    uint64_t state = 1934;
    for (int i = 0; i < 3000; i++) {
        int64_t assessed = (int64_t)(drawn(&state) >> (11 + drawn(&state) % 52)) + 1;
        int64_t met = (int64_t)(drawn(&state) % (uint64_t)(assessed + 1));
        double confidence = confidences[drawn(&state) % confidence_count];
        for (int32_t method = PEEL_RATE_WILSON; method <= PEEL_RATE_SCAS; method++) {
            peel_method facts;
            if (peel_method_get(method, &facts) != PEEL_OK || !(facts.holds & PEEL_HOLDS_MIRROR)) continue;
            peel_rate_options options = rate_options(method, PEEL_SIDE_TWO_SIDED, confidence);
            peel_interval one = rate_of(met, assessed, &options);
            peel_interval other = rate_of(assessed - met, assessed, &options);
            cr_expect(mirrored(one.lower, other.upper) && mirrored(one.upper, other.lower), "%s %lld/%lld, %.10g",
                      method_name(method), (long long)met, (long long)assessed, confidence);
        }
    }
}

/* Wider than each other as they are known to be: mid-P lies inside Clopper-Pearson, Wilson inside Wilson corrected. */
static void expect_inside(int32_t inner, int32_t outer) {
    for (int assessed = 1; assessed <= assessed_max; assessed++)
        for (int c = 0; c < confidence_count; c++) {
            struct limits in = limits_of(inner, PEEL_SIDE_TWO_SIDED, confidences[c], assessed);
            struct limits out = limits_of(outer, PEEL_SIDE_TWO_SIDED, confidences[c], assessed);
            for (int met = 0; met <= assessed; met++)
                cr_expect(out.lower[met] <= in.lower[met] && in.upper[met] <= out.upper[met],
                          "%s is not inside %s: %d/%d, %.10g", method_name(inner), method_name(outer), met, assessed,
                          confidences[c]);
        }
}

Test(rate_properties, inside) {
    expect_inside(PEEL_RATE_MID_P, PEEL_RATE_CLOPPER_PEARSON);
    expect_inside(PEEL_RATE_JEFFREYS, PEEL_RATE_CLOPPER_PEARSON);
    expect_inside(PEEL_RATE_WILSON, PEEL_RATE_WILSON_CC);
    expect_inside(PEEL_RATE_WALD, PEEL_RATE_WALD_CC);
    expect_inside(PEEL_RATE_JEFFREYS, PEEL_RATE_MODIFIED_JEFFREYS);
    expect_inside(PEEL_RATE_BLAKER, PEEL_RATE_CLOPPER_PEARSON);
}
