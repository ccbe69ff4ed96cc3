/* From how many cases on two percentages differ, if both are of equally many. */
#include <math.h>

#include "base/options.h"
#include "stats/compare/test.h"
#include "stats/reported/reported.h"

enum { default_largest = 2000, most_largest = 100000 };

/* The test of two counts of equally many cases; the counts may be fractions. */
static double p_of(double met_before, double met_after, double assessed, int32_t test) {
    const struct table table = {met_before, assessed - met_before, met_after, assessed - met_after};
    switch (test) {
    case PEEL_TEST_FISHER: return test_fisher(table, PEEL_SIDE_TWO_SIDED);
    case PEEL_TEST_FISHER_MID_P: return test_fisher_mid_p(table, PEEL_SIDE_TWO_SIDED);
    case PEEL_TEST_PEARSON: return test_normal(test_pearson_z(table), PEEL_SIDE_TWO_SIDED);
    default: return test_normal(test_n_minus_1_z(table), PEEL_SIDE_TWO_SIDED);
    }
}

/*
 * The largest p over two ranges of counts: of the two that lie nearest to each other, for with samples of one size each of these
 * tests has a larger p where one count moves towards the other. One count that stands in both ranges has p = 1.
 */
static double largest_p(peel_bounds before, peel_bounds after, int64_t assessed, int32_t test) {
    const int fell = before.lower > after.upper;
    if (!fell && after.lower <= before.upper) return 1.0;
    const int64_t from = fell ? before.lower : before.upper;
    const int64_t to = fell ? after.upper : after.lower;
    return p_of((double)from, (double)to, (double)assessed, test);
}

/* All counts that round to the figure, and its neighbours where none does. */
static peel_bounds every_count(const peel_reported *reported, int64_t assessed) {
    peel_bounds fit;
    const peel_bounds next = reported_neighbours(reported, assessed);
    if (!reported_fit(reported, assessed, &fit)) return next;
    return (peel_bounds){fit.lower < next.lower ? fit.lower : next.lower,
                         fit.upper > next.upper ? fit.upper : next.upper};
}

static double fractional_p(const peel_reported *before, const peel_reported *after, int64_t assessed) {
    const double n = (double)assessed;
    const double from = n * (double)before->figure / (double)reported_scale(before);
    const double to = n * (double)after->figure / (double)reported_scale(after);
    return p_of(from, to, n, PEEL_TEST_PEARSON);
}

/* The p at one denominator; NaN where the convention passes over it. */
static double p_at(const peel_reported *before, const peel_reported *after, int64_t assessed,
                   const peel_differ_options *options) {
    peel_bounds first;
    peel_bounds second;
    switch (options->convention) {
    case PEEL_CONVENTION_NEAREST:
        return p_of((double)reported_nearest(before, assessed), (double)reported_nearest(after, assessed),
                    (double)assessed, options->test);
    case PEEL_CONVENTION_EVERY:
        return largest_p(every_count(before, assessed), every_count(after, assessed), assessed, options->test);
    case PEEL_CONVENTION_POSSIBLE:
        if (!reported_fit(before, assessed, &first) || !reported_fit(after, assessed, &second)) return NAN;
        return largest_p(first, second, assessed, options->test);
    default: return fractional_p(before, after, assessed);
    }
}

/* The options, with their defaults in place. */
static peel_status read_options(const peel_differ_options *given, peel_differ_options *options, struct plan *plan) {
    const size_t first_size = offsetof(peel_differ_options, largest) + sizeof(int64_t); /* of 0.1.0 */
    const peel_differ_options defaults = {.size = sizeof defaults};
    peel_status status = options_read(options, sizeof *options, first_size, given ? given : &defaults);
    if (status != PEEL_OK) return status;
    const struct plan_request request = {
        .confidence = options->confidence, .alpha = options->alpha, .method = options->test, .first = PEEL_TEST_FISHER};
    status = plan_make(&request, plan);
    if (status != PEEL_OK) return status;
    options->test = plan->method;
    if (options->largest == 0) options->largest = default_largest;
    if (options->test == PEEL_TEST_BOSCHLOO || options->test == PEEL_TEST_BARNARD) return PEEL_ERROR_METHOD;
    if (!peel_convention_name(options->convention)) return PEEL_ERROR_CONVENTION;
    if (options->convention == PEEL_CONVENTION_FRACTIONAL && options->test != PEEL_TEST_PEARSON)
        return PEEL_ERROR_CONVENTION;
    if (options->largest < 1 || options->largest > most_largest) return PEEL_ERROR_RANGE;
    return PEEL_OK;
}

peel_status peel_reported_differ(const peel_reported *before, const peel_reported *after,
                                 const peel_differ_options *options, peel_differ *differ) {
    peel_differ_options read;
    struct plan plan;
    peel_status status = reported_check(before);
    if (status == PEEL_OK) status = reported_check(after);
    if (status == PEEL_OK && !differ) status = PEEL_ERROR_NULL;
    if (status == PEEL_OK) status = read_options(options, &read, &plan);
    if (status != PEEL_OK) return status;
    peel_differ found = {
        .largest = read.largest, .alpha = plan.alpha, .test = read.test, .convention = read.convention};
    for (int64_t assessed = 1; assessed <= read.largest; assessed++) {
        const double p = p_at(before, after, assessed, &read);
        if (isnan(p)) continue;
        found.possible++;
        const int differs = plan_significant(p, plan.alpha);
        if (!differs) found.always = 0;
        if (differs && found.always == 0) found.always = assessed;
        if (differs && found.first == 0) found.first = assessed;
    }
    if (found.always == 0) found.notes = PEEL_NOTE_BEYOND;
    *differ = found;
    return PEEL_OK;
}
