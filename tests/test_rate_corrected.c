/*
 * The formulas that take a known population as more cases, cut to what is certain: wilson, wald, agresti-coull, logit. Against
 * ball arithmetic, and what must hold.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/call.h"
#include "support/truth.h"

#define POPULATION_CSV "tests/reference/truth-population.csv"

enum { numbers = 200 };

/* The logit's limit is an exponential: what was rounded counts for each unit of its logarithm. */
static double steps_of(double limit) {
    return limit > 0 && limit < 0.5 ? 1 - log(limit) : 1;
}

/* method,k,n,population,side,given,level,lower,upper: within 6 ulp of each step; Wald and Agresti-Coull within an ulp of 1/2. */
Test(rate_corrected, truth_population_csv) {
    struct table table;
    size_t rows[numbers] = {0}, cut = 0;
    cr_assert(table_open(&table, POPULATION_CSV), "cannot open " POPULATION_CSV);
    cr_assert(table_next(&table, ',') && strcmp(table.field[0], "method") == 0);
    while (table_next(&table, ',')) {
        const peel_sample sample = {strtoll(table.field[1], NULL, 10), strtoll(table.field[2], NULL, 10),
                                    strtoll(table.field[3], NULL, 10)};
        const double level = strtod(table.field[6], NULL);
        const double lower = strtod(table.field[7], NULL), upper = strtod(table.field[8], NULL);
        peel_rate_options options = rate_options(0, 0, 0);
        cr_assert(table.fields == 9 && sample.population > sample.assessed, "line %zu", table.line);
        cr_assert(peel_method_parse(PEEL_CONCEPT_RATE, table.field[0], &options.method, NULL) == PEEL_OK);
        cr_assert(peel_side_parse(table.field[4], &options.side, NULL) == PEEL_OK);
        *(strcmp(table.field[5], "alpha") == 0 ? &options.alpha : &options.confidence) = level;
        peel_interval got = rate_of_sample(&sample, &options);
        double of_one = options.method == PEEL_RATE_WALD || options.method == PEEL_RATE_AGRESTI_COULL ? 1e-16 : 0;
        cr_expect((double)ulp_distance(got.lower, lower) <= 6 * steps_of(lower) || fabs(got.lower - lower) <= of_one,
                  "line %zu: lower %.17g", table.line, got.lower);
        cr_expect((double)ulp_distance(got.upper, upper) <= 6 * steps_of(upper) || fabs(got.upper - upper) <= of_one,
                  "line %zu: upper %.17g", table.line, got.upper);
        cr_expect(got.notes & PEEL_NOTE_FINITE && !(got.notes & PEEL_NOTE_POPULATION_UNUSED), "line %zu", table.line);
        cut += !!(got.notes & PEEL_NOTE_CLIPPED);
        rows[options.method]++;
    }
    table_close(&table);
    cr_expect(rows[PEEL_RATE_WILSON] > 900 && rows[PEEL_RATE_WALD] > 900 && rows[PEEL_RATE_AGRESTI_COULL] > 900);
    cr_expect(rows[PEEL_RATE_LOGIT] > 600 && cut > 500, "%zu, %zu cut", rows[PEEL_RATE_LOGIT], cut);
}

static peel_interval by(int32_t method, int64_t met, int64_t assessed, double confidence) {
    peel_rate_options options = rate_options(method, PEEL_SIDE_TWO_SIDED, confidence);
    return rate_of(met, assessed, &options);
}

static peel_interval of_population(int32_t method, int64_t met, int64_t assessed, int64_t population) {
    const peel_sample sample = {met, assessed, population};
    peel_rate_options options = rate_options(method, PEEL_SIDE_TWO_SIDED, 0.95);
    return rate_of_sample(&sample, &options);
}

static const int32_t corrected[] = {PEEL_RATE_WILSON, PEEL_RATE_WALD, PEEL_RATE_AGRESTI_COULL, PEEL_RATE_LOGIT};

/* 1 of 90 of 100: Wilson's lower limit would be 0.0060, but one case in a hundred is known. 45 of 100 of 300: nothing is cut. */
Test(rate_corrected, population_cuts_to_what_is_certain) {
    peel_interval few = of_population(PEEL_RATE_WILSON, 1, 90, 100);
    cr_expect(few.lower == 0.01 && few.notes == (PEEL_NOTE_FINITE | PEEL_NOTE_CLIPPED));
    peel_interval many = of_population(PEEL_RATE_WILSON, 89, 90, 100);
    cr_expect(many.upper == 0.99 && many.lower == 1 - few.upper && many.notes == few.notes);
    for (int i = 0; i < 4; i++)
        cr_expect(of_population(corrected[i], 45, 100, 300).notes == PEEL_NOTE_FINITE, "%s", method_name(corrected[i]));
    /* A bound that was not asked for stays the end of the scale. */
    const peel_sample sample = {1, 90, 100};
    peel_rate_options options = rate_options(PEEL_RATE_WILSON, PEEL_SIDE_UPPER, 0.95);
    peel_interval upper = rate_of_sample(&sample, &options);
    cr_expect(upper.lower == 0 && upper.notes == PEEL_NOTE_FINITE, "%g, notes %u", upper.lower, upper.notes);
    /* 498 failed of 501: at most 3 of them, whose share has all its digits. */
    const peel_sample most = {2, 500, 501};
    options.confidence = 0;
    options.alpha = 1e-100;
    cr_expect(rate_of_sample(&most, &options).upper == 3.0 / 501);
}

/* Mirrored, the narrower the more of the population was looked at, inside what is certain, and endless in the limit. */
Test(rate_corrected, population_properties) {
    static const int64_t populations[] = {PEEL_COUNT_MAX, 1000000, 100001, 1000, 200, 90, 61};
    for (int i = 0; i < 4; i++)
        for (int64_t n = 1; n <= 60; n++)
            for (int64_t k = 0; k <= n; k++) {
                peel_interval before = by(corrected[i], k, n, 0.95);
                for (int p = 0; p < 7; p++) {
                    const int64_t all = populations[p];
                    peel_interval got = of_population(corrected[i], k, n, all);
                    peel_interval mirror = of_population(corrected[i], n - k, n, all);
                    double lower = got.lower > 0.5 ? 1 - (1 - got.lower) : got.lower;
                    cr_expect(fabs(1 - mirror.upper - lower) <= 0x1p-53, "%s %lld/%lld of %lld",
                              method_name(corrected[i]), (long long)k, (long long)n, (long long)all);
                    cr_expect((double)k / (double)all <= got.lower * (1 + 1e-15) &&
                              got.upper <= 1 - (double)(n - k) / (double)all + 1e-15);
                    /* Of none and all logit counts in whole cases. */
                    if (corrected[i] == PEEL_RATE_LOGIT && (k == 0 || k == n)) continue;
                    int shrinks = got.upper - got.lower <= before.upper - before.lower + 1e-15;
                    cr_expect(shrinks, "%s %lld/%lld of %lld", method_name(corrected[i]), (long long)k, (long long)n,
                              (long long)all);
                    before = got;
                }
            }
}

/* samplingbook drops the correction above 100,000 without a word: of 200,000 looked at 100,000 times the factor is 1 / 2. */
Test(rate_corrected, large_populations_count_too) {
    for (int i = 0; i < 4; i++) {
        peel_interval half = of_population(corrected[i], 50000, 100000, 200000);
        peel_interval endless = by(corrected[i], 50000, 100000, 0.95);
        double ratio = (half.upper - half.lower) / (endless.upper - endless.lower);
        cr_expect(fabs(ratio - sqrt(0.5)) < 1e-4, "%s: %.6f", method_name(corrected[i]), ratio);
    }
}
