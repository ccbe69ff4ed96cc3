/* All pairs of several samples, with Holm's adjustment. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/truth.h"
#include <peel.h>

enum { samples_max = 40, pairs_max = samples_max * (samples_max - 1) / 2 };

static peel_compare_options defaults(void) {
    return (peel_compare_options){.size = sizeof(peel_compare_options)};
}

static void pairs_of(size_t n, const peel_sample *samples, const peel_compare_options *options, peel_pair *pairs) {
    errno = 12345;
    peel_status status = peel_compare_pairs(n, samples, options, NULL, 0, pairs);
    cr_assert(status == PEEL_OK && errno == 12345, "%s", peel_status_name(status));
}

static const peel_sample published[] = {{73, 86, 0}, {90, 93, 0}, {114, 136, 0}, {75, 82, 0}};

/* cases.txt T334: Pearson's chi-squared, pairs 12, 13, 14, 23, 24, 34. */
Test(several_pairs, t334) {
    static const double expected[] = {0.02669124432515654, 0.8327574849753566, 0.4304474922526926,
                                      0.0121605855261014,  0.4304474922526926, 0.4304474922526926};
    static const size_t first[] = {0, 0, 0, 1, 1, 2}, second[] = {1, 2, 3, 2, 3, 3};
    peel_compare_options options = defaults();
    peel_pair pairs[6];
    options.test = PEEL_TEST_PEARSON;
    pairs_of(4, published, &options, pairs);
    for (int i = 0; i < 6; i++) {
        cr_expect(fabs(pairs[i].adjusted - expected[i]) < 1e-10, "%d: %.17g", i, pairs[i].adjusted);
        cr_expect(pairs[i].first == first[i] && pairs[i].second == second[i] && pairs[i].reserved == 0);
        cr_expect(pairs[i].test.method == PEEL_TEST_PEARSON && pairs[i].change.method == PEEL_DIFFERENCE_NEWCOMBE);
    }
}

/*
 * Holm by his definition, without sorting: of the hypotheses whose p is no larger, the largest of p times the number of
 * those whose p is no smaller.
 */
static double holm(const peel_pair *pairs, size_t count, size_t of) {
    double most = 0;
    for (size_t i = 0; i < count; i++) {
        size_t left = 0;
        if (pairs[i].test.p_value > pairs[of].test.p_value) continue;
        for (size_t j = 0; j < count; j++)
            left += pairs[j].test.p_value >= pairs[i].test.p_value;
        most = fmax(most, (double)left * pairs[i].test.p_value);
    }
    return fmin(most, 1);
}

/* Many sets of samples, with equal p, empty samples, all and none met; each part is as its own call gives it. */
Test(several_pairs, as_each_pair_alone) {
    static peel_pair pairs[pairs_max];
    peel_sample samples[samples_max];
    peel_compare_options options = defaults();
    uint32_t state = 7;
    options.method = PEEL_DIFFERENCE_AGRESTI_CAFFO;
    options.confidence = 0.9;
    for (size_t n = 2; n <= samples_max; n++) {
        for (size_t i = 0; i < n; i++) {
            state = state * 1664525U + 1013904223U;
            int64_t assessed = (int64_t)(state >> 8) % 30;
            samples[i] = (peel_sample){(int64_t)(state >> 16) % (assessed + 1), assessed, 0};
        }
        pairs_of(n, samples, &options, pairs);
        size_t count = 0;
        for (size_t i = 0; i + 1 < n; i++)
            for (size_t j = i + 1; j < n; j++) {
                const peel_pair *pair = &pairs[count];
                peel_compare_options fisher = defaults();
                peel_interval change;
                peel_test test;
                fisher.confidence = 0.9;
                cr_assert(peel_difference(&samples[i], &samples[j], &options, &change) == PEEL_OK);
                cr_assert(peel_compare_test(&samples[i], &samples[j], &fisher, NULL, 0, &test) == PEEL_OK);
                cr_expect(pair->first == i && pair->second == j && pair->reserved == 0);
                cr_expect(memcmp(&pair->change, &change, sizeof change) == 0);
                cr_expect(memcmp(&pair->test, &test, sizeof test) == 0);
                cr_expect(pair->adjusted == holm(pairs, n * (n - 1) / 2, count), "%zu of %zu: %.17g", count, n,
                          pair->adjusted);
                count++;
            }
    }
}

/* A pair with nothing assessed counts with p 1. */
Test(several_pairs, nothing_assessed) {
    static const peel_sample samples[] = {{1, 20, 0}, {0, 0, 0}, {12, 20, 0}};
    peel_pair pairs[3];
    pairs_of(3, samples, NULL, pairs);
    cr_expect(pairs[0].change.notes == PEEL_NOTE_NOTHING_ASSESSED && pairs[0].test.p_value == 1);
    cr_expect(pairs[0].adjusted == 1 && pairs[2].adjusted == 1);
    cr_expect(pairs[1].adjusted == 3 * pairs[1].test.p_value && pairs[1].adjusted < 0.01);
}

/* The unconditional tests need the room of the two largest samples. */
Test(several_pairs, work) {
    static const peel_sample samples[] = {{1, 9, 0}, {3, 8, 0}, {6, 6, 0}, {2, 9, 0}};
    peel_compare_options options = defaults();
    peel_pair pairs[6], untouched[6];
    size_t size = peel_compare_work_size(9, 9);
    void *work = malloc(size);
    cr_assert(work && size > 0);
    options.test = PEEL_TEST_BOSCHLOO;
    memset(pairs, 0x5A, sizeof pairs);
    memcpy(untouched, pairs, sizeof pairs);
    cr_expect(peel_compare_pairs(4, samples, &options, work, size - 1, pairs) == PEEL_ERROR_WORK);
    cr_expect(peel_compare_pairs(4, samples, &options, NULL, 0, pairs) == PEEL_ERROR_WORK);
    cr_expect(memcmp(pairs, untouched, sizeof pairs) == 0);
    cr_expect(peel_compare_pairs(4, samples, &options, work, size, pairs) == PEEL_OK);
    free(work);
}

static void expect(size_t n, const peel_sample *samples, const peel_compare_options *options, peel_status expected) {
    static peel_pair pairs[6], untouched[6];
    memset(pairs, 0x5A, sizeof pairs);
    memcpy(untouched, pairs, sizeof pairs);
    errno = 12345;
    peel_status status = peel_compare_pairs(n, samples, options, NULL, 0, pairs);
    cr_expect(status == expected && errno == 12345, "%s, not %s", peel_status_name(status), peel_status_name(expected));
    cr_expect(memcmp(pairs, untouched, sizeof pairs) == 0, "output touched");
}

Test(several_pairs, statuses) {
    static const peel_sample wrong[] = {{73, 86, 0}, {90, 93, 0}, {114, 136, 0}, {83, 82, 0}};
    static const peel_sample large[] = {{3, 9, 0}, {1, PEEL_EXACT_MAX - 20, 0}, {2, 21, 0}};
    static const peel_sample known[] = {{73, 86, 0}, {90, 93, 0}, {114, 136, 0}, {75, 82, 83}};
    static peel_sample many[2001];
    peel_compare_options options = defaults();
    cr_expect(peel_compare_pairs(4, published, NULL, NULL, 0, NULL) == PEEL_ERROR_NULL);
    expect(4, NULL, NULL, PEEL_ERROR_NULL);
    expect(1, published, NULL, PEEL_ERROR_TOO_FEW_SAMPLES);
    expect(2001, many, NULL, PEEL_ERROR_TOO_LARGE);
    expect(4, wrong, NULL, PEEL_ERROR_MET_ABOVE_ASSESSED);
    expect(3, large, NULL, PEEL_ERROR_TOO_LARGE);
    options.design = PEEL_DESIGN_CENSUS;
    expect(4, known, &options, PEEL_ERROR_CENSUS_INCOMPLETE);
    options = defaults();
    options.side = PEEL_SIDE_UPPER;
    expect(4, published, &options, PEEL_ERROR_SIDE);
    options = defaults();
    options.method = PEEL_TEST_PEARSON;
    expect(4, published, &options, PEEL_ERROR_METHOD);
    options = defaults();
    options.test = PEEL_DIFFERENCE_MEE;
    expect(4, published, &options, PEEL_ERROR_METHOD);
    options = defaults();
    options.alpha = 2;
    expect(4, published, &options, PEEL_ERROR_ALPHA);
}

/* 124,750 pairs, sorted in the caller's memory. */
Test(several_pairs, many_samples) {
    enum { n = 500 };
    static peel_sample samples[n];
    size_t count = (size_t)n * (n - 1) / 2;
    peel_pair *pairs = malloc(count * sizeof *pairs);
    peel_compare_options options = defaults();
    double smallest = 1;
    cr_assert(pairs);
    for (int i = 0; i < n; i++)
        samples[i] = (peel_sample){i * 7 % 61, 60 + i % 5, 0};
    options.test = PEEL_TEST_N_MINUS_1;
    pairs_of(n, samples, &options, pairs);
    for (size_t i = 0; i < count; i++) {
        smallest = fmin(smallest, pairs[i].test.p_value);
        cr_assert(pairs[i].adjusted >= pairs[i].test.p_value && pairs[i].reserved == 0);
    }
    for (size_t i = 0; i < count; i++)
        if (pairs[i].test.p_value == smallest)
            cr_assert(relative_error(pairs[i].adjusted, (double)count * smallest) < 1e-15);
    cr_expect(pairs[count - 1].first == n - 2 && pairs[count - 1].second == n - 1);
    free(pairs);
}
