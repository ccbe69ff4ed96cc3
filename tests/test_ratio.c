/* What peel_ratio answers where the method does not decide, where a count is 0, its notes and its sides. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <string.h>

#include <peel.h>

static peel_compare_options options_of(int32_t method, int32_t side, int32_t design) {
    return (peel_compare_options){
        .size = sizeof(peel_compare_options), .method = method, .side = side, .design = design};
}

static peel_interval ratio_of(peel_sample before, peel_sample after, const peel_compare_options *options) {
    peel_interval ratio;
    memset(&ratio, 0xA5, sizeof ratio);
    errno = 12345;
    peel_status status = peel_ratio(&before, &after, options, &ratio);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    cr_assert(errno == 12345, "errno was changed to %d", errno);
    errno = 0;
    cr_expect(ratio.reserved == 0 && ratio.reserved2 == 0);
    return ratio;
}

/* T264 of cases.txt: group 1 (7 of 34) over group 2 (1 of 34), so that group 2 is before. */
Test(ratio, default_is_koopman_and_is_after_over_before) {
    peel_interval ratio = ratio_of((peel_sample){1, 34, 0}, (peel_sample){7, 34, 0}, NULL);
    cr_expect(ratio.estimate == 7 && fabs(ratio.lower - 1.220853) < 1e-6 && fabs(ratio.upper - 42.575718) < 1e-6);
    cr_expect(ratio.method == PEEL_RATIO_KOOPMAN && ratio.side == PEEL_SIDE_TWO_SIDED && ratio.notes == 0);
    cr_expect(ratio.confidence == 0.95 && ratio.alpha == 1 - 0.95);
}

Test(ratio, what_no_method_decides) {
    const peel_sample none = {0, 0, 0}, some = {3, 8, 0};
    peel_compare_options options = options_of(0, 0, PEEL_DESIGN_DIP);
    peel_interval ratio = ratio_of(none, some, &options);
    cr_expect(isnan(ratio.estimate) && ratio.lower == 0 && isinf(ratio.upper));
    cr_expect(ratio.notes == PEEL_NOTE_NOTHING_ASSESSED);
    ratio = ratio_of(some, (peel_sample){6, 8, 0}, &options);
    cr_expect(ratio.estimate == 2 && isnan(ratio.lower) && isnan(ratio.upper) && ratio.notes == PEEL_NOTE_DIP);
    ratio = ratio_of((peel_sample){3, 8, 8}, (peel_sample){6, 8, 8}, &options);
    cr_expect(ratio.estimate == 2 && ratio.lower == 2 && ratio.upper == 2 && ratio.notes == PEEL_NOTE_CENSUS);
    ratio = ratio_of((peel_sample){0, 8, 8}, (peel_sample){6, 8, 8}, &options);
    cr_expect(isinf(ratio.estimate) && isinf(ratio.lower) && isinf(ratio.upper) && ratio.notes == PEEL_NOTE_CENSUS);
    ratio = ratio_of((peel_sample){0, 8, 8}, (peel_sample){0, 8, 8}, NULL);
    cr_expect(isnan(ratio.estimate) && ratio.lower == 0 && isinf(ratio.upper));
    cr_expect(ratio.notes == (PEEL_NOTE_CENSUS | PEEL_NOTE_NO_RATIO));
}

Test(ratio, zero_over_zero) {
    peel_compare_options options = options_of(0, 0, PEEL_DESIGN_QUOTA);
    for (int32_t method = PEEL_RATIO_KOOPMAN; method <= PEEL_RATIO_ADJUSTED_LOG; method++)
        for (int32_t side = PEEL_SIDE_TWO_SIDED; side <= PEEL_SIDE_UPPER; side++) {
            options.method = method;
            options.side = side;
            peel_interval ratio = ratio_of((peel_sample){0, 5, 0}, (peel_sample){0, 9, 0}, &options);
            cr_expect(isnan(ratio.estimate) && ratio.lower == 0 && isinf(ratio.upper));
            cr_expect(ratio.notes == (PEEL_NOTE_NO_RATIO | PEEL_NOTE_QUOTA));
        }
}

/* One count of 0: the limit on that side is 0 or infinity, with the estimate; Katz says nothing on the other one either. */
Test(ratio, one_zero) {
    for (int32_t method = PEEL_RATIO_KOOPMAN; method <= PEEL_RATIO_ADJUSTED_LOG; method++) {
        peel_compare_options options = options_of(method, 0, 0);
        peel_interval ratio = ratio_of((peel_sample){0, 50, 0}, (peel_sample){40, 50, 0}, &options);
        cr_expect(isinf(ratio.estimate) && isinf(ratio.upper) && ratio.notes == 0);
        cr_expect(method == PEEL_RATIO_KATZ ? ratio.lower == 0 : ratio.lower > 5 && ratio.lower < 20);
        ratio = ratio_of((peel_sample){40, 50, 0}, (peel_sample){0, 50, 0}, &options);
        cr_expect(ratio.estimate == 0 && ratio.lower == 0 && ratio.notes == 0);
        cr_expect(method == PEEL_RATIO_KATZ ? isinf(ratio.upper) : ratio.upper < 0.2 && ratio.upper > 0.05);
    }
}

/*
 * Walter's formula of 0/10 and 5/10 gives 0.692 to 174.8, and of 5/10 and 0/10 0.0057 to 1.44 (Fagerland's R package
 * contingencytables); the limit on the side of the 0 is 0 or infinity here.
 */
Test(ratio, adjusted_log_with_a_zero) {
    peel_compare_options options = options_of(PEEL_RATIO_ADJUSTED_LOG, 0, 0);
    peel_interval ratio = ratio_of((peel_sample){0, 10, 0}, (peel_sample){5, 10, 0}, &options);
    cr_expect(fabs(ratio.lower - 0.6921820464222711) < 1e-14 && isinf(ratio.upper) && isinf(ratio.estimate));
    ratio = ratio_of((peel_sample){5, 10, 0}, (peel_sample){0, 10, 0}, &options);
    cr_expect(ratio.lower == 0 && ratio.estimate == 0 && fabs(ratio.upper - 1.4447066420875387) < 1e-14);
}

/* All cases met on both sides: the logarithms have no width. The scores and MOVER have that of Wilson's limits there. */
Test(ratio, no_width) {
    const peel_sample before = {20, 20, 0}, after = {30, 30, 0};
    peel_interval rate_before, rate_after;
    cr_assert(peel_rate(&before, NULL, &rate_before) == PEEL_OK && peel_rate(&after, NULL, &rate_after) == PEEL_OK);
    for (int32_t method = PEEL_RATIO_KOOPMAN; method <= PEEL_RATIO_ADJUSTED_LOG; method++) {
        int flat = method >= PEEL_RATIO_KATZ;
        peel_compare_options options = options_of(method, 0, 0);
        peel_interval ratio = ratio_of(before, after, &options);
        cr_expect(ratio.estimate == 1 && ratio.notes == (flat ? PEEL_NOTE_NO_WIDTH : 0u));
        if (flat) cr_expect(ratio.lower == 1 && ratio.upper == 1);
        if (method == PEEL_RATIO_KOOPMAN || method == PEEL_RATIO_MOVER) {
            cr_expect(fabs(ratio.lower - rate_after.lower) < 1e-15);
            cr_expect(fabs(ratio.upper - 1 / rate_before.lower) < 1e-15);
        }
    }
}

Test(ratio, populations_are_not_used) {
    for (int32_t method = PEEL_RATIO_KOOPMAN; method <= PEEL_RATIO_ADJUSTED_LOG; method++) {
        peel_compare_options options = options_of(method, 0, 0);
        peel_interval endless = ratio_of((peel_sample){3, 8, 0}, (peel_sample){6, 9, 0}, &options);
        peel_interval known = ratio_of((peel_sample){3, 8, 8}, (peel_sample){6, 9, 20}, &options);
        cr_expect(known.lower == endless.lower && known.upper == endless.upper && endless.notes == 0);
        cr_expect(known.notes == PEEL_NOTE_POPULATION_UNUSED);
        known = ratio_of((peel_sample){0, 8, 0}, (peel_sample){0, 9, 20}, &options);
        cr_expect(known.notes == (PEEL_NOTE_POPULATION_UNUSED | PEEL_NOTE_NO_RATIO));
    }
}

Test(ratio, one_sided) {
    const peel_sample before = {41, 79, 0}, after = {44, 59, 0};
    for (int32_t method = PEEL_RATIO_KOOPMAN; method <= PEEL_RATIO_ADJUSTED_LOG; method++) {
        peel_compare_options options = options_of(method, PEEL_SIDE_TWO_SIDED, 0);
        options.alpha = 0.0625;
        peel_interval both = ratio_of(before, after, &options);
        options.alpha = 0.03125;
        options.side = PEEL_SIDE_LOWER;
        peel_interval ratio = ratio_of(before, after, &options);
        cr_expect(ratio.lower == both.lower && isinf(ratio.upper));
        options.side = PEEL_SIDE_UPPER;
        ratio = ratio_of(before, after, &options);
        cr_expect(ratio.upper == both.upper && ratio.lower == 0);
    }
}
