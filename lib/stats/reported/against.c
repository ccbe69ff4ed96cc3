/* A counted sample against a percentage that was printed before. */
#include <math.h>

#include "stats/compare/compare.h"
#include "stats/compare/test.h"
#include "stats/compare/wilson_fall.h"
#include "stats/reported/reported.h"

/* A question, checked. */
struct against {
    const peel_reported *before;
    struct reported_rates rates; /* of the printed figure */
    peel_range width;            /* of the +/- */
    double z_of_width;
    double met;
    double assessed;
    int fits; /* whether the sample's rate would be printed so */
    struct plan plan;
};

static int rounds_to(const peel_reported *before, int64_t met, int64_t assessed) {
    peel_bounds fit;
    return reported_fit(before, assessed, &fit) && met >= fit.lower && met <= fit.upper;
}

static struct against question(const peel_reported *before, int64_t met, int64_t assessed, const struct plan *plan) {
    return (struct against){.before = before,
                            .rates = reported_rates_of(before),
                            .width = reported_half_width(before),
                            .z_of_width = normal_upper_tail(0.5 * plan->alpha).z,
                            .met = (double)met,
                            .assessed = (double)assessed,
                            .fits = rounds_to(before, met, assessed),
                            .plan = *plan};
}

static void put_binomial_p(const struct against *against, peel_reported_test *test) {
    test->p_value =
        reported_binomial_p(against->met, against->assessed, &against->rates, against->fits, against->plan.side);
    test->test.p_value = test->p_value.estimate;
}

/* Clopper-Pearson's limits less the ends of the rounding interval. */
static peel_status put_binomial_limits(const struct against *against, peel_interval *change) {
    const peel_sample sample = {(int64_t)against->met, (int64_t)against->assessed, 0};
    const peel_rate_options options = {.size = sizeof options,
                                       .alpha = against->plan.alpha,
                                       .method = PEEL_RATE_CLOPPER_PEARSON,
                                       .side = against->plan.side};
    peel_interval rate;
    const peel_status status = peel_rate(&sample, &options, &rate);
    if (status != PEEL_OK) return status;
    change->lower = change->side == PEEL_SIDE_UPPER ? -1.0 : rate.lower - against->rates.upper.x;
    change->upper = change->side == PEEL_SIDE_LOWER ? 1.0 : rate.upper - against->rates.lower.x;
    return PEEL_OK;
}

/* z of Pearson's test with the effective size at one rate and one half-width. */
static double z_at(const struct against *against, struct proportion rate, double width) {
    const double size = reported_effective(rate, width, against->z_of_width);
    const struct table table = {size * rate.x, size * rate.y, against->met, against->assessed - against->met};
    return test_pearson_z(table);
}

/* A rate of the rounding interval, at a share of it from the lower end. */
static struct proportion rate_at(const struct reported_rates *rates, double share) {
    const double move = share * (rates->upper.x - rates->lower.x);
    return (struct proportion){rates->lower.x + move, rates->lower.y - move};
}

/*
 * The largest of sign * z at one width over the rounding interval: at its ends, but for the smallest rates, whose effective size
 * grows with them. So it is looked for at 33 rates, and by golden section around the best of them.
 */
static double largest_z(const struct against *against, double width, double sign) {
    const double golden = 0.6180339887498949;
    const int steps = 32;
    int best = 0;
    double most = -INFINITY;
    for (int i = 0; i <= steps; i++) {
        const double z = sign * z_at(against, rate_at(&against->rates, (double)i / steps), width);
        if (z > most) best = i;
        most = fmax(most, z);
    }
    double from = fmax(0.0, (double)(best - 1) / steps);
    double to = fmin(1.0, (double)(best + 1) / steps);
    for (int i = 0; i < 40; i++) {
        const double low = to - golden * (to - from);
        const double high = from + golden * (to - from);
        const double z_low = sign * z_at(against, rate_at(&against->rates, low), width);
        const double z_high = sign * z_at(against, rate_at(&against->rates, high), width);
        if (z_low > z_high)
            to = high;
        else
            from = low;
        most = fmax(most, fmax(z_low, z_high));
    }
    return sign * most;
}

/* |z| falls with the width for every rate: the least and the most z are those of one of its ends. */
static void put_effective_p(const struct against *against, peel_reported_test *test) {
    const peel_range *width = &against->width;
    const peel_range z = {fmin(largest_z(against, width->lower, -1.0), largest_z(against, width->upper, -1.0)),
                          z_at(against, against->rates.at, width->estimate),
                          fmax(largest_z(against, width->lower, 1.0), largest_z(against, width->upper, 1.0))};
    reported_test_normal(z, test);
}

/* Newcombe's square and add, with the +/- as the distance of the rate before to both of its limits. */
static void put_effective_limits(const struct against *against, peel_interval *change) {
    const double z = against->plan.tail.z;
    const double width = against->width.estimate * (z / against->z_of_width);
    const double failed = against->assessed - against->met;
    const double fall = wilson_fall(against->met, failed, against->assessed, 1.0, z);
    const double rise = wilson_fall(failed, against->met, against->assessed, 1.0, z);
    reported_put_limits(reported_joint_width(fall, width), reported_joint_width(rise, width), change);
}

static void put_p(const struct against *against, peel_reported_test *test) {
    if (against->before->plus_minus == 0)
        put_binomial_p(against, test);
    else
        put_effective_p(against, test);
}

/* Whether not even the two extreme results of so many cases have p <= alpha. */
static int is_too_few(const struct against *against) {
    struct against extreme = *against;
    for (int all = 0; all <= 1; all++) {
        peel_reported_test test = reported_test_begin(&against->plan);
        const int64_t assessed = (int64_t)against->assessed;
        const int64_t met = all ? assessed : 0;
        extreme.met = (double)met;
        extreme.fits = rounds_to(against->before, met, assessed);
        put_p(&extreme, &test);
        if (plan_significant(test.p_value.upper, against->plan.alpha)) return 0;
    }
    return 1;
}

static uint32_t notes_of(const peel_sample *sample, int32_t design) {
    if (sample->assessed == 0) return PEEL_NOTE_NOTHING_ASSESSED;
    if (design == PEEL_DESIGN_DIP) return PEEL_NOTE_DIP;
    return (design == PEEL_DESIGN_QUOTA ? (uint32_t)PEEL_NOTE_QUOTA : 0U) |
           (sample->population > 0 ? (uint32_t)PEEL_NOTE_POPULATION_UNUSED : 0U);
}

static void put_nothing_assessed(peel_reported_test *answer) {
    answer->change.lower = -1.0;
    answer->change.upper = 1.0;
    answer->test.p_value = 1.0;
    answer->p_value = (peel_range){1.0, 1.0, 1.0};
    answer->verdict = PEEL_VERDICT_TOO_FEW;
}

static peel_status put_answer(const struct against *against, peel_reported_test *answer) {
    const int64_t met = (int64_t)against->met;
    const int64_t assessed = (int64_t)against->assessed;
    answer->change.estimate =
        reported_difference(against->before->figure, reported_scale(against->before), met, assessed);
    put_p(against, answer);
    answer->verdict = reported_verdict(answer);
    if (answer->verdict == PEEL_VERDICT_NO_EVIDENCE && is_too_few(against)) answer->verdict = PEEL_VERDICT_TOO_FEW;
    if (against->plan.design == PEEL_DESIGN_DIP) {
        answer->verdict = PEEL_VERDICT_NO_EVIDENCE;
        return PEEL_OK;
    }
    if (against->before->plus_minus == 0) return put_binomial_limits(against, &answer->change);
    put_effective_limits(against, &answer->change);
    return PEEL_OK;
}

static peel_status check(const peel_reported *before, const peel_sample *after, const peel_compare_options *options,
                         struct plan *plan) {
    const int with_width = before->plus_minus > 0;
    peel_status status = peel_sample_check(after);
    if (status == PEEL_OK)
        status = reported_plan(options, with_width ? PEEL_REPORTED_EFFECTIVE : PEEL_REPORTED_BINOMIAL, plan);
    if (status == PEEL_OK && with_width) status = reported_check_plus_minus(before);
    if (status != PEEL_OK) return status;
    if (plan->design == PEEL_DESIGN_CENSUS && after->population > after->assessed) return PEEL_ERROR_CENSUS_INCOMPLETE;
    return after->assessed > PEEL_EXACT_MAX ? PEEL_ERROR_TOO_LARGE : PEEL_OK;
}

peel_status peel_reported_against(const peel_reported *before, const peel_sample *after,
                                  const peel_compare_options *options, peel_reported_test *test) {
    struct plan plan;
    peel_status status = reported_check(before);
    if (status == PEEL_OK && (!after || !test)) status = PEEL_ERROR_NULL;
    if (status == PEEL_OK) status = check(before, after, options, &plan);
    if (status != PEEL_OK) return status;
    peel_reported_test answer = reported_test_begin(&plan);
    if (after->assessed == 0) {
        put_nothing_assessed(&answer);
    } else {
        const struct against against = question(before, after->met, after->assessed, &plan);
        status = put_answer(&against, &answer);
        if (status != PEEL_OK) return status;
    }
    answer.change.notes |= notes_of(after, plan.design);
    answer.notes = answer.change.notes;
    *test = answer;
    return PEEL_OK;
}
