/* What peel_rate answers, beside the limits themselves: estimate, notes, confidence and alpha, and what it leaves alone. */
#include <criterion/criterion.h>
#include <fenv.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <signal.h>

#include "support/call.h"

/* The interval of a sample of so many from a population, chosen by a design, by Wilson at 95%. */
static peel_interval designed(int64_t met, int64_t assessed, int64_t population, int32_t design) {
    const peel_sample sample = {met, assessed, population};
    peel_rate_options options = rate_options(0, 0, 0);
    options.design = design;
    return rate_of_sample(&sample, &options);
}

static peel_interval by_method(int64_t met, int64_t assessed, int32_t method) {
    peel_rate_options options = rate_options(method, 0, 0);
    return rate_of(met, assessed, &options);
}

/* Whether a method gives a bound on this side. */
static int is_offered(int32_t method, int32_t side) {
    peel_method facts;
    cr_assert(peel_method_get(method, &facts) == PEEL_OK);
    return side == PEEL_SIDE_TWO_SIDED || (facts.offers & PEEL_OFFERS_ONE_SIDED);
}

/* Wilson 95% of 41/79, from the Cambridgeshire figures. */
Test(rate, default_is_wilson_95) {
    peel_rate_options zeroed = {.size = sizeof zeroed};
    peel_interval by_default = rate_of(41, 79, NULL), by_zero = rate_of(41, 79, &zeroed);
    cr_expect(by_default.estimate == 41.0 / 79.0);
    cr_expect(fabs(by_default.lower - 0.410511) < 5e-7 && fabs(by_default.upper - 0.625703) < 5e-7);
    cr_expect(by_default.confidence == 0.95 && by_default.alpha == 1 - 0.95);
    cr_expect(by_default.method == PEEL_RATE_WILSON && by_default.side == PEEL_SIDE_TWO_SIDED);
    cr_expect(by_default.notes == 0 && by_default.reserved == 0 && by_default.reserved2 == 0);
    cr_expect(by_zero.lower == by_default.lower && by_zero.upper == by_default.upper &&
              by_zero.alpha == by_default.alpha);
}

Test(rate, says_method_side_confidence) {
    for (int32_t method = PEEL_RATE_WILSON; method <= PEEL_RATE_SCAS; method++)
        for (int32_t side = 0; side < PEEL_SIDE_END_; side++) {
            peel_rate_options options = rate_options(method, side, 0.9);
            if (!is_offered(method, side)) continue;
            peel_interval got = rate_of(41, 79, &options);
            cr_expect(got.method == method && got.side == side);
            cr_expect(got.confidence == 0.9 && got.alpha == 1 - 0.9);
            cr_expect(got.estimate == 41.0 / 79.0 && got.notes == 0 && got.reserved == 0 && got.reserved2 == 0);
            cr_expect(got.lower < got.estimate && got.estimate < got.upper);
            cr_expect((got.upper == 1) == (side == PEEL_SIDE_LOWER) && (got.lower == 0) == (side == PEEL_SIDE_UPPER));
        }
}

/* alpha = 1 - confidence in double: 1 - (1 - 1e-9) = 9.99999972e-10 is not 1e-9, and its interval is the wider. */
Test(rate, alpha_or_confidence) {
    for (int32_t method = PEEL_RATE_WILSON; method <= PEEL_RATE_SCAS; method++) {
        peel_rate_options by_confidence = rate_options(method, 0, 1 - 1e-9), by_alpha = rate_options(method, 0, 0);
        by_alpha.alpha = 1e-9;
        peel_interval wide = rate_of(500, 1000, &by_confidence), narrow = rate_of(500, 1000, &by_alpha);
        cr_expect(narrow.alpha == 1e-9 && narrow.confidence == 1 - 1e-9);
        cr_expect(wide.alpha == 1 - (1 - 1e-9) && wide.confidence == 1 - 1e-9);
        cr_expect(wide.lower < narrow.lower && narrow.upper < wide.upper, "%s", method_name(method));
        by_alpha.alpha = 1 - (1 - 1e-9);
        peel_interval same = rate_of(500, 1000, &by_alpha);
        cr_expect(same.lower == wide.lower && same.upper == wide.upper, "%s", method_name(method));
    }
}

/* A one-sided bound at 97.5% is that side of the two-sided 95% interval, if alpha is the same double: 0.05 / 2. */
Test(rate, one_sided_spends_all_of_alpha) {
    for (int32_t method = PEEL_RATE_WILSON; method <= PEEL_RATE_SCAS; method++) {
        peel_rate_options options = rate_options(method, 0, 0);
        if (!is_offered(method, PEEL_SIDE_LOWER)) continue;
        options.alpha = 0.05;
        peel_interval both = rate_of(57, 81, &options);
        options.alpha = 0.025;
        options.side = PEEL_SIDE_LOWER;
        cr_expect(rate_of(57, 81, &options).lower == both.lower, "%s", method_name(method));
        options.side = PEEL_SIDE_UPPER;
        cr_expect(rate_of(57, 81, &options).upper == both.upper, "%s", method_name(method));
    }
}

Test(rate, nothing_assessed) {
    for (int32_t method = PEEL_RATE_WILSON; method <= PEEL_RATE_SCAS; method++)
        for (int32_t side = 0; side < PEEL_SIDE_END_; side++) {
            peel_rate_options options = rate_options(method, side, 0.95);
            if (!is_offered(method, side)) continue;
            peel_interval got = rate_of(0, 0, &options);
            cr_expect(isnan(got.estimate) && got.lower == 0 && got.upper == 1);
            cr_expect(got.notes == PEEL_NOTE_NOTHING_ASSESSED, "%s: notes %u", method_name(method), got.notes);
            cr_expect(got.method == method && got.side == side && got.confidence == 0.95);
        }
    for (int32_t design = PEEL_DESIGN_RANDOM; design <= PEEL_DESIGN_DIP; design++)
        for (int64_t population = 0; population <= 300; population += 300) {
            peel_interval got = designed(0, 0, population, design);
            cr_expect(got.notes == PEEL_NOTE_NOTHING_ASSESSED && got.lower == 0 && got.upper == 1, "design %d", design);
        }
}

/* 0 / 0 in doubles would raise the invalid flag, on which a host may have set a trap. */
Test(rate, nothing_assessed_divides_nothing) {
    feclearexcept(FE_ALL_EXCEPT);
    cr_expect(!signbit(designed(0, 0, 0, PEEL_DESIGN_RANDOM).estimate));
    cr_expect(!fetestexcept(FE_INVALID | FE_DIVBYZERO));
}

/* Methods of the Wald family leave [0, 1]: 30/33 above 1, 1/29 below 0 (Newcombe 1998: -0.0319). */
Test(rate, clipped) {
    peel_interval above = by_method(30, 33, PEEL_RATE_WALD), below = by_method(1, 29, PEEL_RATE_WALD);
    cr_expect(above.upper == 1 && above.notes == PEEL_NOTE_CLIPPED);
    cr_expect(below.lower == 0 && below.notes == PEEL_NOTE_CLIPPED);
    cr_expect(by_method(41, 79, PEEL_RATE_WALD).notes == 0);
    cr_expect(by_method(0, 20, PEEL_RATE_AGRESTI_COULL).notes == PEEL_NOTE_CLIPPED);
    cr_expect(by_method(0, 20, PEEL_RATE_WALD_CC).notes & PEEL_NOTE_CLIPPED);
    /* A one-sided bound that is not cut says nothing of the other end. */
    peel_rate_options lower = rate_options(PEEL_RATE_WALD, PEEL_SIDE_LOWER, 0.95);
    cr_expect(rate_of(30, 33, &lower).notes == 0);
}

/* Wald at the ends of the scale: 0 to 0 or 1 to 1. A one-sided bound that is the end itself, 0 to 1, has all its width. */
Test(rate, no_width) {
    const int64_t ends[] = {0, 20};
    for (int i = 0; i < 2; i++)
        for (int32_t method = PEEL_RATE_WILSON; method <= PEEL_RATE_SCAS; method++)
            for (int32_t side = 0; side < PEEL_SIDE_END_; side++) {
                peel_rate_options options = rate_options(method, side, 0.95);
                if (!is_offered(method, side)) continue;
                peel_interval got = rate_of(ends[i], 20, &options);
                int lost = side == PEEL_SIDE_TWO_SIDED || side == (i == 0 ? PEEL_SIDE_UPPER : PEEL_SIDE_LOWER);
                int none = method == PEEL_RATE_WALD && lost;
                cr_expect((got.lower == got.upper) == none, "%s", method_name(method));
                cr_expect(!!(got.notes & PEEL_NOTE_NO_WIDTH) == none, "%s %lld/20, %s: notes %u", method_name(method),
                          (long long)ends[i], peel_side_name(side), got.notes);
                /* A posterior is not pinned to the ends: of none met its limit is above 0. */
                if (method == PEEL_RATE_BETA) continue;
                cr_expect(got.lower <= got.estimate && got.estimate <= got.upper, "%s", method_name(method));
            }
    cr_expect(by_method(1, 20, PEEL_RATE_WALD).notes == PEEL_NOTE_CLIPPED);
}

Test(rate, quota_and_dip) {
    peel_interval random = designed(41, 79, 0, PEEL_DESIGN_RANDOM), quota = designed(41, 79, 0, PEEL_DESIGN_QUOTA);
    peel_interval dip = designed(41, 79, 0, PEEL_DESIGN_DIP);
    cr_expect(random.notes == 0 && quota.notes == PEEL_NOTE_QUOTA && dip.notes == PEEL_NOTE_DIP);
    cr_expect(quota.lower == random.lower && quota.upper == random.upper);
    cr_expect(isnan(dip.lower) && isnan(dip.upper) && dip.estimate == 41.0 / 79.0);
    cr_expect(dip.confidence == 0.95 && dip.method == PEEL_RATE_WILSON);
}

Test(rate, census) {
    const peel_interval rows[] = {designed(30, 33, 0, PEEL_DESIGN_CENSUS), designed(30, 33, 33, PEEL_DESIGN_CENSUS),
                                  designed(30, 33, 33, PEEL_DESIGN_RANDOM)};
    for (int i = 0; i < 3; i++) {
        cr_expect(rows[i].notes == PEEL_NOTE_CENSUS, "row %d: notes %u", i, rows[i].notes);
        cr_expect(rows[i].estimate == 30.0 / 33.0);
        cr_expect(rows[i].lower == rows[i].estimate && rows[i].upper == rows[i].estimate);
    }
    /* Where every case was looked at it matters no more how they were chosen. */
    cr_expect(designed(30, 33, 33, PEEL_DESIGN_QUOTA).notes == PEEL_NOTE_CENSUS);
    peel_interval dip = designed(30, 33, 33, PEEL_DESIGN_DIP);
    cr_expect(dip.notes == PEEL_NOTE_CENSUS && dip.lower == dip.estimate && dip.upper == dip.estimate);
}

/* A method that offers it uses a known population, and the answer says so; the others say that they do not. */
Test(rate, population) {
    const peel_sample known = {41, 79, 300}, unknown = {41, 79, 0};
    for (int32_t method = PEEL_RATE_WILSON; method <= PEEL_RATE_SCAS; method++) {
        peel_rate_options options = rate_options(method, 0, 0.95);
        peel_method facts;
        cr_assert(peel_method_get(method, &facts) == PEEL_OK);
        int uses = !!(facts.offers & PEEL_OFFERS_POPULATION);
        peel_interval narrow = rate_of_sample(&known, &options), wide = rate_of_sample(&unknown, &options);
        cr_expect(narrow.notes == (uses ? PEEL_NOTE_FINITE : PEEL_NOTE_POPULATION_UNUSED), "%s", facts.name);
        cr_expect(wide.notes == 0 && narrow.estimate == wide.estimate, "%s", facts.name);
        int same = narrow.lower == wide.lower && narrow.upper == wide.upper;
        cr_expect(same == !uses, "%s", facts.name);
        cr_expect(!uses || (narrow.lower > wide.lower && narrow.upper < wide.upper), "%s", facts.name);
        options.design = PEEL_DESIGN_QUOTA;
        cr_expect(rate_of_sample(&known, &options).notes == (narrow.notes | PEEL_NOTE_QUOTA), "%s", facts.name);
    }
}

/* Far and wide, to 2^53 cases and alpha 1e-100: an answer in [0, 1], errno left alone, GSL's error handler not reached. */
Test(rate, far_and_wide) {
    static const double alphas[] = {1e-100, 1e-50, 1e-20, 1e-9, 1e-3, 0.05, 0.2, 0.49, 0.7, 0.99};
    for (int32_t method = PEEL_RATE_WILSON; method <= PEEL_RATE_SCAS; method++)
        for (int64_t assessed = 1; assessed <= PEEL_COUNT_MAX; assessed += assessed / 3 + 1) {
            const int64_t met[] = {0,       1, assessed / 7, assessed / 2, assessed - assessed / 1000, assessed - 1,
                                   assessed};
            for (size_t i = 0; i < sizeof met / sizeof met[0] * 10 * PEEL_SIDE_END_; i++) {
                peel_rate_options options = rate_options(method, (int32_t)(i % PEEL_SIDE_END_), 0);
                options.alpha = alphas[i / PEEL_SIDE_END_ % 10];
                if (options.side != PEEL_SIDE_TWO_SIDED && options.alpha >= 0.5) continue;
                if (!is_offered(method, options.side)) continue;
                int64_t k = met[i / PEEL_SIDE_END_ / 10] < assessed ? met[i / PEEL_SIDE_END_ / 10] : assessed;
                peel_interval got = rate_of(k, assessed, &options);
                cr_expect(0 <= got.lower && got.lower <= got.upper && got.upper <= 1,
                          "%s %lld/%lld, side %d, alpha %g: %.17g to %.17g", method_name(method), (long long)k,
                          (long long)assessed, options.side, options.alpha, got.lower, got.upper);
            }
        }
}

/* The trap that the loops above rely on: GSL reaches gsl_error for the logarithm of gamma at 0. */
Test(rate, gsl_trap_is_alive, .signal = SIGABRT) {
    (void)gsl_sf_lngamma(0);
}
