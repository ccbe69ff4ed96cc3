/* Every status and note of peel_rate_test and its columns, each provoked; nothing is written where there is no answer. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support/call.h"

enum { errno_sentinel = 12345 };

static const peel_sample sample = {41, 79, 0};

static void expect(const peel_sample *of, double rate, const peel_rate_options *options, peel_status expected,
                   const char *what) {
    peel_test test, before;
    memset(&test, 0x5A, sizeof test);
    memcpy(&before, &test, sizeof test);
    int kept = errno;
    errno = errno_sentinel;
    peel_status status = peel_rate_test(of, rate, options, &test);
    cr_expect(errno == errno_sentinel, "%s: errno was changed", what);
    errno = kept;
    cr_expect(status == expected, "%s: %s, not %s", what, peel_status_name(status), peel_status_name(expected));
    cr_expect((memcmp(&test, &before, sizeof test) == 0) == (expected != PEEL_OK), "%s: output", what);
}

Test(rate_test_status, null) {
    peel_test test;
    cr_expect(peel_rate_test(NULL, 0.5, NULL, &test) == PEEL_ERROR_NULL);
    cr_expect(peel_rate_test(&sample, 0.5, NULL, NULL) == PEEL_ERROR_NULL);
    expect(&sample, 0.5, NULL, PEEL_OK, "the default");
}

Test(rate_test_status, rate) {
    static const double wrong[] = {NAN, -0x1p-1074, -0.5, 1 + 0x1p-52, 50, INFINITY, -INFINITY};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        for (int32_t method = PEEL_RATE_TEST_EXACT; method <= PEEL_RATE_TEST_LIKELIHOOD_RATIO; method++) {
            const peel_sample none = {0, 0, 0};
            peel_rate_options options = rate_options(method, 0, 0);
            expect(&sample, wrong[i], &options, PEEL_ERROR_RATE, "rate");
            expect(&none, wrong[i], &options, PEEL_ERROR_RATE, "rate, nothing assessed");
        }
    expect(&sample, 0, NULL, PEEL_OK, "rate 0");
    expect(&sample, 1, NULL, PEEL_OK, "rate 1");
    expect(&sample, 5e-324, NULL, PEEL_OK, "the smallest rate");
}

Test(rate_test_status, samples) {
    const peel_sample negative = {-1, 5, 0}, large = {1, PEEL_COUNT_MAX + 1, 0}, above = {6, 5, 0}, few = {1, 5, 4};
    expect(&negative, 0.5, NULL, PEEL_ERROR_NEGATIVE, "negative");
    expect(&large, 0.5, NULL, PEEL_ERROR_COUNT_TOO_LARGE, "too large");
    expect(&above, 0.5, NULL, PEEL_ERROR_MET_ABOVE_ASSESSED, "met above assessed");
    expect(&few, 0.5, NULL, PEEL_ERROR_ASSESSED_ABOVE_POPULATION, "assessed above population");
}

static void expect_options(peel_rate_options options, peel_status expected, const char *what) {
    expect(&sample, 0.5, &options, expected, what);
}

Test(rate_test_status, options) {
    peel_rate_options options = rate_options(0, 0, 0);
    options.size = 3;
    expect_options(options, PEEL_ERROR_OPTIONS_SIZE, "size");
    options = rate_options(0, 0, 0);
    options.reserved = 1;
    expect_options(options, PEEL_ERROR_RESERVED, "reserved");
    expect_options(rate_options(0, 0, NAN), PEEL_ERROR_CONFIDENCE, "confidence");
    expect_options(rate_options(0, 0, 95), PEEL_ERROR_CONFIDENCE_PERCENT, "percent");
    options = rate_options(0, 0, 0);
    options.alpha = 1;
    expect_options(options, PEEL_ERROR_ALPHA, "alpha");
    options.confidence = 0.9;
    expect_options(options, PEEL_ERROR_CONFIDENCE_AND_ALPHA, "both");
    expect_options(rate_options(0, PEEL_SIDE_LOWER, 0.5), PEEL_ERROR_ONE_SIDED_CONFIDENCE, "one side at 1/2");
    expect_options(rate_options(0, 3, 0), PEEL_ERROR_SIDE, "side");
    options = rate_options(0, 0, 0);
    options.design = 4;
    expect_options(options, PEEL_ERROR_DESIGN, "design");
    options = rate_options(0, 0, 0);
    options.prior_met = 1;
    options.prior_failed = 1;
    expect_options(options, PEEL_ERROR_PRIOR, "a prior");
}

/* Methods of other concepts, among them the intervals of the same names. */
Test(rate_test_status, method) {
    static const int32_t wrong[] = {-1, 1, 1100, 1107, PEEL_RATE_BLAKER, PEEL_RATE_CLOPPER_PEARSON, PEEL_TEST_FISHER};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        expect_options(rate_options(wrong[i], 0, 0), PEEL_ERROR_METHOD, "method");
    peel_rate_options options = rate_options(PEEL_RATE_TEST_EXACT, 0, 0);
    peel_interval interval;
    cr_expect(peel_rate(&sample, &options, &interval) == PEEL_ERROR_METHOD);
}

Test(rate_test_status, one_side) {
    for (int32_t method = PEEL_RATE_TEST_EXACT; method <= PEEL_RATE_TEST_LIKELIHOOD_RATIO; method++) {
        int two_sided = method == PEEL_RATE_TEST_BLAKER || method == PEEL_RATE_TEST_STERNE;
        for (int32_t side = PEEL_SIDE_LOWER; side <= PEEL_SIDE_UPPER; side++)
            expect_options(rate_options(method, side, 0), two_sided ? PEEL_ERROR_METHOD_SIDE : PEEL_OK, "one side");
    }
    for (int32_t method = PEEL_RATE_BLAKER; method <= PEEL_RATE_STERNE; method++) {
        peel_rate_options options = rate_options(method, PEEL_SIDE_LOWER, 0);
        peel_interval interval;
        cr_expect(peel_rate(&sample, &options, &interval) == PEEL_ERROR_METHOD_SIDE);
    }
}

static peel_test answer(peel_sample of, double rate, int32_t method, int32_t design) {
    peel_rate_options options = rate_options(method, 0, 0);
    peel_test test = {.notes = 0xFFFFFFFF};
    options.design = design;
    cr_assert(peel_rate_test(&of, rate, &options, &test) == PEEL_OK);
    return test;
}

Test(rate_test_status, nothing_assessed) {
    for (int32_t design = 0; design < PEEL_DESIGN_END_; design++)
        for (int32_t method = PEEL_RATE_TEST_EXACT; method <= PEEL_RATE_TEST_LIKELIHOOD_RATIO; method++) {
            peel_test got = answer((peel_sample){0, 0, 0}, 0.5, method, design);
            cr_expect(got.p_value == 1 && isnan(got.statistic) && got.notes == PEEL_NOTE_NOTHING_ASSESSED);
        }
}

/* A census knows the rate: any other is wrong. */
Test(rate_test_status, census) {
    const peel_sample whole = {3, 4, 4}, part = {3, 4, 5};
    peel_rate_options options = rate_options(0, 0, 0);
    options.design = PEEL_DESIGN_CENSUS;
    for (int32_t design = 0; design < PEEL_DESIGN_END_; design++)
        for (int32_t method = PEEL_RATE_TEST_EXACT; method <= PEEL_RATE_TEST_LIKELIHOOD_RATIO; method++) {
            peel_test same = answer(whole, 0.75, method, design), other = answer(whole, 0.7500001, method, design);
            cr_expect(same.p_value == 1 && isnan(same.statistic) && same.notes == PEEL_NOTE_CENSUS);
            cr_expect(answer(whole, 0.7499999, method, design).p_value == 0);
            cr_expect(other.p_value == 0 && isnan(other.statistic) && other.notes == PEEL_NOTE_CENSUS);
        }
    cr_expect(answer((peel_sample){3, 4, 0}, 0.75, 0, PEEL_DESIGN_CENSUS).notes == PEEL_NOTE_CENSUS);
    expect(&part, 0.75, &options, PEEL_ERROR_CENSUS_INCOMPLETE, "census of a part");
}

/* In whole cases: k of N are ruled out where fewer than met, or so many that fewer than failed are left. */
static void expect_ruled_out(peel_sample known, int64_t cases, int32_t method) {
    double rate = (double)cases / (double)known.population;
    int out = cases < known.met ? 1 : cases > known.population - (known.assessed - known.met) ? -1 : 0;
    int one_sided = method != PEEL_RATE_TEST_BLAKER && method != PEEL_RATE_TEST_STERNE;
    for (int32_t side = PEEL_SIDE_TWO_SIDED; side <= (one_sided ? PEEL_SIDE_UPPER : PEEL_SIDE_TWO_SIDED); side++) {
        double sure = (out > 0 && side == PEEL_SIDE_UPPER) || (out < 0 && side == PEEL_SIDE_LOWER);
        peel_rate_options options = rate_options(method, side, 0);
        peel_sample endless = {known.met, known.assessed, 0};
        peel_test got, without;
        cr_assert(peel_rate_test(&known, rate, &options, &got) == PEEL_OK);
        cr_assert(peel_rate_test(&endless, rate, &options, &without) == PEEL_OK);
        cr_expect((got.notes & ~(uint32_t)PEEL_NOTE_HOLE) ==
                      (out != 0 ? PEEL_NOTE_RULED_OUT : PEEL_NOTE_POPULATION_UNUSED),
                  "%lld of %lld: notes %u", (long long)cases, (long long)known.population, (unsigned)got.notes);
        cr_expect(got.p_value == (out != 0 ? sure : without.p_value), "side %d: p %g", (int)side, got.p_value);
        cr_expect(out == 0 || isnan(got.statistic));
    }
}

/* 20 of 22 met: the rate is 20/22 to 22/22, whatever the two others are. */
Test(rate_test_status, ruled_out) {
    static const peel_sample known[] = {
        {20, 20, 22},
        {0, 20, 22},
        {7, 20, 41},
        {0, 1, 2},
        {1, 1, 3},
        {3, 9, 1000000007},
        {500000000, 500000003, 1000000007},
        {1, 600000001, 1000000007},
        {5, 1005, INT64_C(1000000000000001)},
        {1, 2, INT64_C(1000000000000001)},
        {INT64_C(600000000000000), INT64_C(600000000001000), INT64_C(1000000000000001)}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        for (int32_t method = PEEL_RATE_TEST_EXACT; method <= PEEL_RATE_TEST_LIKELIHOOD_RATIO; method++) {
            int64_t most = known[i].population - (known[i].assessed - known[i].met);
            int64_t step = known[i].population > INT64_C(100000000000) ? known[i].met / 1000000 + 1 : 1;
            const int64_t cases[] = {0,    known[i].met - step, known[i].met,       known[i].met + 1, most - 1,
                                     most, most + step,         known[i].population};
            for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++)
                if (cases[k] >= 0 && cases[k] <= known[i].population) expect_ruled_out(known[i], cases[k], method);
        }
    cr_expect(answer((peel_sample){20, 20, 22}, 0.9, 0, PEEL_DESIGN_QUOTA).notes ==
              (PEEL_NOTE_QUOTA | PEEL_NOTE_RULED_OUT));
    cr_expect(answer((peel_sample){20, 20, 22}, 0.9, 0, PEEL_DESIGN_DIP).notes ==
              (PEEL_NOTE_DIP | PEEL_NOTE_RULED_OUT));
    /* What is certain is not left to a rounding of the rate: 1 less its own unit is below 1 - 1 / 2^53, and 1 is not. */
    cr_expect(answer((peel_sample){1, 2, PEEL_COUNT_MAX}, 1, 0, PEEL_DESIGN_RANDOM).notes == PEEL_NOTE_RULED_OUT);
    cr_expect(answer((peel_sample){1, 2, PEEL_COUNT_MAX}, 0, 0, PEEL_DESIGN_RANDOM).notes == PEEL_NOTE_RULED_OUT);
}

/* The p is the same for every design and population; the notes add up. */
Test(rate_test_status, notes) {
    const peel_sample known = {1, 31, 5000};
    for (int32_t method = PEEL_RATE_TEST_EXACT; method <= PEEL_RATE_TEST_LIKELIHOOD_RATIO; method++) {
        uint32_t hole = method == PEEL_RATE_TEST_BLAKER || method == PEEL_RATE_TEST_STERNE ? PEEL_NOTE_HOLE : 0;
        double p = answer((peel_sample){1, 31, 0}, 0.163, method, PEEL_DESIGN_RANDOM).p_value;
        peel_test random = answer(known, 0.163, method, PEEL_DESIGN_RANDOM);
        peel_test quota = answer(known, 0.163, method, PEEL_DESIGN_QUOTA);
        peel_test dip = answer(known, 0.163, method, PEEL_DESIGN_DIP);
        cr_expect(random.p_value == p && quota.p_value == p && dip.p_value == p && p > 0 && p < 1);
        cr_expect(random.notes == (PEEL_NOTE_POPULATION_UNUSED | hole));
        cr_expect(quota.notes == (PEEL_NOTE_QUOTA | PEEL_NOTE_POPULATION_UNUSED | hole));
        cr_expect(dip.notes == (PEEL_NOTE_DIP | PEEL_NOTE_POPULATION_UNUSED | hole));
        cr_expect(answer((peel_sample){41, 79, 0}, 0.6, method, PEEL_DESIGN_RANDOM).notes == 0);
    }
}

enum { rows = 60 };

static struct columns {
    int64_t met[rows], assessed[rows], population[rows];
    double rates[rows], statistic[rows], p[rows];
    uint32_t notes[rows];
    peel_status status[rows];
} c;

static const peel_samples samples = {c.met, c.assessed, c.population};
static const peel_tests tests = {c.statistic, c.p, c.notes, c.status};

static void fill(void) {
    for (int i = 0; i < rows; i++) {
        c.assessed[i] = i * (int64_t)i * i;
        c.met[i] = i % 9 == 8 ? -1 : c.assessed[i] / 7 * (i % 6);
        c.population[i] = i % 5 == 0 ? c.assessed[i] * (i % 2 + 1) : 0;
        c.rates[i] = i % 13 == 12 ? NAN : i % 11 / 10.0;
    }
}

static int same(double a, double b) {
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

static size_t compare(const peel_rate_options *options) {
    size_t bad = 0;
    for (int i = 0; i < rows; i++) {
        const peel_sample row = {c.met[i], c.assessed[i], c.population[i]};
        peel_test one = {.statistic = NAN, .p_value = NAN};
        peel_status status = peel_rate_test(&row, c.rates[i], options, &one);
        bad += status != PEEL_OK;
        cr_expect(c.status[i] == status && c.notes[i] == one.notes, "row %d", i);
        cr_expect(same(c.p[i], one.p_value) && same(c.statistic[i], one.statistic), "row %d", i);
    }
    return bad;
}

Test(rate_test_status, columns) {
    fill();
    for (int32_t method = PEEL_RATE_TEST_EXACT; method <= PEEL_RATE_TEST_LIKELIHOOD_RATIO; method++) {
        peel_rate_options options = rate_options(method, 0, 0);
        size_t bad = 99;
        memset(c.p, 0x5A, sizeof c.p);
        cr_expect(peel_rate_test_many(rows, &samples, c.rates, &options, &tests, &bad) == PEEL_OK);
        cr_expect(bad == compare(&options) && bad > 5, "%zu bad", bad);
    }
    cr_expect(peel_rate_test_many(rows, &samples, c.rates, NULL, &(peel_tests){.p_value = c.p}, NULL) == PEEL_OK);
    memset(c.population, 0, sizeof c.population);
    const peel_samples unknown = {c.met, c.assessed, NULL};
    cr_expect(peel_rate_test_many(rows, &unknown, c.rates, NULL, &tests, NULL) == PEEL_OK && compare(NULL) > 5);
}

Test(rate_test_status, columns_null) {
    const peel_samples no_met = {NULL, c.assessed, NULL}, no_assessed = {c.met, NULL, NULL}, none = {0};
    peel_rate_options options = rate_options(PEEL_RATE_BLAKER, 0, 0);
    size_t bad = 99;
    fill();
    c.p[0] = 7;
    cr_expect(peel_rate_test_many(rows, NULL, c.rates, NULL, &tests, &bad) == PEEL_ERROR_NULL);
    cr_expect(peel_rate_test_many(rows, &no_met, c.rates, NULL, &tests, &bad) == PEEL_ERROR_NULL);
    cr_expect(peel_rate_test_many(rows, &no_assessed, c.rates, NULL, &tests, &bad) == PEEL_ERROR_NULL);
    cr_expect(peel_rate_test_many(rows, &samples, NULL, NULL, &tests, &bad) == PEEL_ERROR_NULL);
    cr_expect(peel_rate_test_many(rows, &samples, c.rates, NULL, NULL, &bad) == PEEL_ERROR_NULL);
    cr_expect(peel_rate_test_many(rows, &samples, c.rates, &options, &tests, &bad) == PEEL_ERROR_METHOD);
    cr_expect(c.p[0] == 7 && bad == 99);
    cr_expect(peel_rate_test_many(0, &none, NULL, NULL, &tests, &bad) == PEEL_OK && bad == 0 && c.p[0] == 7);
}
