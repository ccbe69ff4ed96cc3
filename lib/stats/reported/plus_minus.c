/* Percentages that were printed with +/-: what they are worth, and whether two of them differ. */
#include <math.h>

#include "stats/compare/compare.h"
#include "stats/compare/test.h"
#include "stats/reported/reported.h"

double reported_difference(int64_t a, int64_t whole_a, int64_t b, int64_t whole_b) {
    const struct table table = {(double)b, (double)a, (double)whole_b, (double)whole_a};
    return table_cross_difference(table) / ((double)whole_a * (double)whole_b);
}

/* The half-width of a difference of independent rates. */
double reported_joint_width(double a, double b) {
    return sqrt(a * a + b * b);
}

static struct proportion proportion_of(int64_t part, int64_t whole) {
    return (struct proportion){(double)part / (double)whole, (double)(whole - part) / (double)whole};
}

struct reported_rates reported_rates_of(const peel_reported *reported) {
    const int64_t scale = reported_scale(reported);
    const int64_t figure = reported->figure;
    return (struct reported_rates){.lower = proportion_of(figure == 0 ? 0 : 2 * figure - 1, 2 * scale),
                                   .at = proportion_of(figure, scale),
                                   .upper = proportion_of(figure == scale ? 2 * scale : 2 * figure + 1, 2 * scale)};
}

peel_range reported_half_width(const peel_reported *reported) {
    const double halves = (double)(2 * reported_plus_minus_scale(reported));
    return (peel_range){.lower = (double)(2 * reported->plus_minus - 1) / halves,
                        .estimate = (double)(2 * reported->plus_minus) / halves,
                        .upper = (double)(2 * reported->plus_minus + 1) / halves};
}

peel_status reported_plan(const peel_compare_options *options, int32_t method, struct plan *plan) {
    struct plan made;
    const peel_status status = compare_plan(options, method, &made, NULL);
    if (status != PEEL_OK) return status;
    if (made.method != method) return PEEL_ERROR_METHOD;
    *plan = made;
    return PEEL_OK;
}

peel_status reported_check_plus_minus(const peel_reported *reported) {
    if (reported->plus_minus == 0) return PEEL_ERROR_DENOMINATOR_NEEDED;
    if (reported->figure == 0 || reported->figure == reported_scale(reported)) return PEEL_ERROR_PLUS_MINUS;
    return PEEL_OK;
}

double reported_effective(struct proportion rate, double half_width, double z) {
    const double ratio = z / half_width;
    return ratio * ratio * (rate.x * rate.y);
}

peel_status peel_reported_worth(const peel_reported *reported, const peel_compare_options *options, peel_range *worth) {
    const struct proportion half = {0.5, 0.5};
    struct plan plan;
    peel_status status = reported_check(reported);
    if (status != PEEL_OK) return status;
    if (!worth) return PEEL_ERROR_NULL;
    status = reported_plan(options, PEEL_REPORTED_EFFECTIVE, &plan);
    if (status == PEEL_OK && plan.side != PEEL_SIDE_TWO_SIDED) status = PEEL_ERROR_SIDE;
    if (status == PEEL_OK) status = reported_check_plus_minus(reported);
    if (status != PEEL_OK) return status;
    const struct reported_rates rates = reported_rates_of(reported);
    const peel_range width = reported_half_width(reported);
    const double z = plan.tail.z;
    const int spans_half = rates.lower.x < 0.5 && rates.upper.x > 0.5;
    *worth = (peel_range){
        .lower = fmin(reported_effective(rates.lower, width.upper, z), reported_effective(rates.upper, width.upper, z)),
        .estimate = reported_effective(rates.at, width.estimate, z),
        .upper = fmax(reported_effective(spans_half ? half : rates.lower, width.lower, z),
                      reported_effective(rates.upper, width.lower, z))};
    return PEEL_OK;
}

peel_reported_test reported_test_begin(const struct plan *plan) {
    const peel_range none = {NAN, NAN, NAN};
    return (peel_reported_test){.change = {.estimate = NAN,
                                           .lower = NAN,
                                           .upper = NAN,
                                           .confidence = plan->confidence,
                                           .alpha = plan->alpha,
                                           .method = plan->method,
                                           .side = plan->side},
                                .test = {.statistic = NAN, .df = NAN, .method = plan->method, .side = plan->side},
                                .statistic = none,
                                .p_value = none};
}

void reported_test_normal(peel_range z, peel_reported_test *test) {
    const int32_t side = test->test.side;
    const double low = test_normal(z.lower, side);
    const double high = test_normal(z.upper, side);
    const int around_0 = side == PEEL_SIDE_TWO_SIDED && z.lower <= 0.0 && z.upper >= 0.0;
    test->statistic = z;
    test->p_value.estimate = test_normal(z.estimate, side);
    test->p_value.lower = fmin(low, high);
    test->p_value.upper = around_0 ? 1.0 : fmax(low, high);
    test->test.statistic = z.estimate;
    test->test.p_value = test->p_value.estimate;
}

int32_t reported_verdict(const peel_reported_test *test) {
    if (!plan_significant(test->p_value.upper, test->change.alpha)) return PEEL_VERDICT_NO_EVIDENCE;
    return test->change.estimate > 0.0 ? PEEL_VERDICT_RISING : PEEL_VERDICT_FALLING;
}

/* The change with the range that the rounding of both figures leaves. */
static peel_range change_of(const peel_reported *before, const peel_reported *after) {
    const int64_t scale_before = 2 * reported_scale(before);
    const int64_t scale_after = 2 * reported_scale(after);
    const int64_t from = 2 * before->figure;
    const int64_t to = 2 * after->figure;
    return (peel_range){.lower = reported_difference(from + 1, scale_before, to - 1, scale_after),
                        .estimate = reported_difference(from, scale_before, to, scale_after),
                        .upper = reported_difference(from - 1, scale_before, to + 1, scale_after)};
}

/* z of the change, whose standard error is the root of the summed squares of the half-widths over z_of_width. */
static peel_range z_of(peel_range change, const peel_range *before, const peel_range *after, double z_of_width) {
    const double least = reported_joint_width(before->lower, after->lower);
    const double most = reported_joint_width(before->upper, after->upper);
    return (peel_range){.lower = z_of_width * change.lower / (change.lower < 0.0 ? least : most),
                        .estimate =
                            z_of_width * change.estimate / reported_joint_width(before->estimate, after->estimate),
                        .upper = z_of_width * change.upper / (change.upper < 0.0 ? most : least)};
}

void reported_put_limits(double below, double above, peel_interval *change) {
    const double lower = change->side == PEEL_SIDE_UPPER ? -1.0 : change->estimate - below;
    const double upper = change->side == PEEL_SIDE_LOWER ? 1.0 : change->estimate + above;
    if (lower < -1.0 || upper > 1.0) change->notes |= PEEL_NOTE_CLIPPED;
    change->lower = fmax(lower, -1.0);
    change->upper = fmin(upper, 1.0);
}

peel_status peel_reported_compare(const peel_reported *before, const peel_reported *after,
                                  const peel_compare_options *options, peel_reported_test *test) {
    struct plan plan;
    peel_status status = reported_check(before);
    if (status == PEEL_OK) status = reported_check(after);
    if (status == PEEL_OK && !test) status = PEEL_ERROR_NULL;
    if (status == PEEL_OK) status = reported_plan(options, PEEL_REPORTED_PLUS_MINUS, &plan);
    if (status == PEEL_OK) status = reported_check_plus_minus(before);
    if (status == PEEL_OK) status = reported_check_plus_minus(after);
    if (status != PEEL_OK) return status;
    const peel_range width_before = reported_half_width(before);
    const peel_range width_after = reported_half_width(after);
    const double z_of_width = normal_upper_tail(0.5 * plan.alpha).z; /* a +/- has two sides, whatever the test has */
    const peel_range change = change_of(before, after);
    const double width = reported_joint_width(width_before.estimate, width_after.estimate) * (plan.tail.z / z_of_width);
    peel_reported_test answer = reported_test_begin(&plan);
    answer.change.estimate = change.estimate;
    reported_put_limits(width, width, &answer.change);
    reported_test_normal(z_of(change, &width_before, &width_after, z_of_width), &answer);
    answer.verdict = reported_verdict(&answer);
    answer.notes = answer.change.notes;
    *test = answer;
    return PEEL_OK;
}
