#include <math.h>

#include "stats/rate_test/rate_test.h"

static rate_test_method *method_function(int32_t method) {
#define CASE(constant, function, number, name, title, citation, when, offers, holds)                                   \
    case number: return function;
    switch (method) {
        PEEL_RATE_TEST_METHODS(CASE)
    default: return NULL;
    }
#undef CASE
}

/* The interval whose rates may have a hole. */
struct matched {
    rate_method *limits;
    int32_t method;
};

static struct matched matched_with(int32_t method) {
    switch (method) {
    case PEEL_RATE_TEST_BLAKER: return (struct matched){rate_blaker, PEEL_RATE_BLAKER};
    case PEEL_RATE_TEST_STERNE: return (struct matched){rate_sterne, PEEL_RATE_STERNE};
    default: return (struct matched){0};
    }
}

/* Inside both limits by more than rounding, and than what counts as equal to alpha, is worth. */
static int lies_inside(struct proportion rate, const struct rate_limits *limits) {
    double margin = 1e-12 * fmin(rate.x, rate.y) + 0x1p-51 * rate.x;
    return limits->lower < rate.x - margin && rate.x + margin < limits->upper;
}

static peel_status note_hole(const struct rate_counts *counts, struct proportion rate, const struct rate_plan *plan,
                             peel_test *test) {
    const struct matched matched = matched_with(plan->common.method);
    struct rate_plan interval = *plan;
    struct rate_limits limits;
    if (!matched.limits || !plan_significant(test->p_value, plan->common.alpha)) return PEEL_OK;
    interval.common.method = matched.method;
    peel_status status = matched.limits(counts, &interval, &limits);
    if (status == PEEL_OK && lies_inside(rate, &limits)) test->notes |= PEEL_NOTE_HOLE;
    return status;
}

/*
 * Which cases looked at rule the rate out, whatever the others of a known population are: 1 those that met the criterion,
 * of which there are more than the rate has room for, -1 those that did not; 0 none. In cases, by one rounding; a rate that
 * was itself rounded, as met / N is, is not ruled out for that.
 */
static int ruled_out(const peel_sample *sample, struct proportion rate) {
    const double population = (double)sample->population, met = (double)sample->met;
    const double failed = (double)(sample->assessed - sample->met);
    if (sample->population == 0) return 0;
    if (fma(rate.x, population, -met) < -1e-12 * met) return 1;
    const double rounding = rate.y > 0.0 ? 0x1p-52 * population : 0.0;
    return fma(rate.y, population, -failed) < -1e-12 * failed - rounding ? -1 : 0;
}

/* The p where it is certain that the sample lies above the rate (1), below it (-1), or is it (0). */
static double certain(int lies, int32_t side) {
    const int32_t granted = lies > 0 ? PEEL_SIDE_UPPER : PEEL_SIDE_LOWER;
    return lies == 0 || side == granted ? 1.0 : 0.0;
}

static peel_status ask(const peel_sample *sample, double rate, const struct rate_plan *plan, peel_test *test) {
    const struct rate_counts counts = {(double)sample->met, (double)(sample->assessed - sample->met),
                                       (double)sample->assessed, 0.0};
    const struct proportion at = {rate, 1.0 - rate};
    const int out = ruled_out(sample, at);
    if (plan->common.design == PEEL_DESIGN_QUOTA) test->notes |= PEEL_NOTE_QUOTA;
    if (plan->common.design == PEEL_DESIGN_DIP) test->notes |= PEEL_NOTE_DIP;
    if (out != 0) {
        test->p_value = certain(out, test->side);
        test->notes |= PEEL_NOTE_RULED_OUT;
        return PEEL_OK;
    }
    method_function(plan->common.method)(&counts, at, test);
    if (sample->population > 0) test->notes |= PEEL_NOTE_POPULATION_UNUSED;
    return note_hole(&counts, at, plan, test);
}

static peel_status answer(const peel_sample *sample, double rate, const struct rate_plan *plan, peel_test *test) {
    peel_status status = peel_sample_check(sample);
    if (status != PEEL_OK) return status;
    if (!(rate >= 0.0 && rate <= 1.0)) return PEEL_ERROR_RATE;
    if (plan->common.design == PEEL_DESIGN_CENSUS && sample->population > sample->assessed)
        return PEEL_ERROR_CENSUS_INCOMPLETE;
    *test = (peel_test){
        .statistic = NAN, .df = NAN, .p_value = 1.0, .method = plan->common.method, .side = plan->common.side};
    if (sample->assessed == 0) {
        test->notes = PEEL_NOTE_NOTHING_ASSESSED;
    } else if (plan->common.design == PEEL_DESIGN_CENSUS || sample->assessed == sample->population) {
        test->notes = PEEL_NOTE_CENSUS;
        const double estimate = (double)sample->met / (double)sample->assessed;
        test->p_value = certain((estimate > rate) - (estimate < rate), test->side);
    } else {
        status = ask(sample, rate, plan, test);
    }
    return status;
}

peel_status peel_rate_test(const peel_sample *sample, double rate, const peel_rate_options *options, peel_test *test) {
    struct rate_plan plan;
    peel_test found;
    if (!sample || !test) return PEEL_ERROR_NULL;
    peel_status status = rate_plan_of(options, PEEL_RATE_TEST_EXACT, &plan);
    if (status == PEEL_OK) status = answer(sample, rate, &plan, &found);
    if (status == PEEL_OK) *test = found;
    return status;
}

static void write_row(const peel_tests *columns, size_t i, peel_status status, const peel_test *test) {
    if (columns->statistic) columns->statistic[i] = test->statistic;
    if (columns->p_value) columns->p_value[i] = test->p_value;
    if (columns->notes) columns->notes[i] = test->notes;
    if (columns->status) columns->status[i] = status;
}

peel_status peel_rate_test_many(size_t n, const peel_samples *samples, const double *rates,
                                const peel_rate_options *options, const peel_tests *tests, size_t *bad) {
    const peel_test none = {.statistic = NAN, .p_value = NAN};
    struct rate_plan plan;
    size_t failed = 0;
    if (!samples || !tests || (n > 0 && (!samples->met || !samples->assessed || !rates))) return PEEL_ERROR_NULL;
    peel_status status = rate_plan_of(options, PEEL_RATE_TEST_EXACT, &plan);
    if (status != PEEL_OK) return status;
    for (size_t i = 0; i < n; i++) {
        const peel_sample row = {samples->met[i], samples->assessed[i],
                                 samples->population ? samples->population[i] : 0};
        peel_test found;
        status = answer(&row, rates[i], &plan, &found);
        failed += status != PEEL_OK;
        write_row(tests, i, status, status == PEEL_OK ? &found : &none);
    }
    if (bad) *bad = failed;
    return PEEL_OK;
}
