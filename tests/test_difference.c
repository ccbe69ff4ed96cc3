/* What peel_difference answers where the method does not decide, its notes, its sides and its known populations. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <string.h>

#include <peel.h>

static peel_compare_options options_of(int32_t method, int32_t side, int32_t design) {
    return (peel_compare_options){
        .size = sizeof(peel_compare_options), .method = method, .side = side, .design = design};
}

/* An answer is expected, and errno must come out as it went in. */
static peel_interval change_of(peel_sample before, peel_sample after, const peel_compare_options *options) {
    peel_interval change;
    memset(&change, 0xA5, sizeof change);
    errno = 12345;
    peel_status status = peel_difference(&before, &after, options, &change);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    cr_assert(errno == 12345, "errno was changed to %d", errno);
    errno = 0;
    cr_expect(change.reserved == 0 && change.reserved2 == 0);
    return change;
}

static int near(double got, double expected, double tolerance) {
    return fabs(got - expected) <= tolerance;
}

/* The header's example, to the digits that it prints; cases.txt has no row of it. */
Test(difference, default_is_newcombe) {
    peel_interval change = change_of((peel_sample){57, 81, 0}, (peel_sample){68, 80, 0}, NULL);
    cr_expect(near(change.estimate, 68.0 / 80 - 57.0 / 81, 1e-16));
    cr_expect(near(change.lower, 0.018, 1e-3) && near(change.upper, 0.270, 5e-4));
    cr_expect(change.method == PEEL_DIFFERENCE_NEWCOMBE && change.side == PEEL_SIDE_TWO_SIDED);
    cr_expect(change.confidence == 0.95 && change.alpha == 1 - 0.95 && change.notes == 0);
    peel_compare_options zeroed = {.size = sizeof zeroed};
    peel_interval same = change_of((peel_sample){57, 81, 0}, (peel_sample){68, 80, 0}, &zeroed);
    cr_expect(memcmp(&same, &change, sizeof same) == 0);
}

/* A rise is above 0, a fall below: after less before. */
Test(difference, is_after_less_before) {
    for (int32_t method = PEEL_DIFFERENCE_NEWCOMBE; method <= PEEL_DIFFERENCE_WALD; method++) {
        peel_compare_options options = options_of(method, 0, 0);
        peel_interval rise = change_of((peel_sample){10, 100, 0}, (peel_sample){90, 100, 0}, &options);
        cr_expect(near(rise.estimate, 0.8, 1e-15) && rise.lower > 0 && rise.upper < 1 && rise.method == method);
        peel_interval fall = change_of((peel_sample){90, 100, 0}, (peel_sample){10, 100, 0}, &options);
        cr_expect(fall.estimate == -rise.estimate && fall.upper < 0);
    }
}

Test(difference, nothing_assessed_comes_first) {
    const peel_sample none = {0, 0, 0}, some = {3, 7, 0}, census = {3, 7, 7};
    peel_compare_options options = options_of(0, 0, 0);
    for (int32_t design = PEEL_DESIGN_RANDOM; design <= PEEL_DESIGN_CENSUS; design++)
        for (int which = 0; which < 3; which++) {
            options.design = design;
            peel_interval change = change_of(which == 0 ? some : none, which == 1 ? census : none, &options);
            cr_expect(isnan(change.estimate) && change.lower == -1 && change.upper == 1);
            cr_expect(change.notes == PEEL_NOTE_NOTHING_ASSESSED, "notes %u", change.notes);
        }
}

Test(difference, census_and_dip) {
    peel_compare_options options = options_of(0, 0, PEEL_DESIGN_DIP);
    peel_interval change = change_of((peel_sample){3, 8, 8}, (peel_sample){6, 8, 8}, &options);
    cr_expect(change.estimate == 0.375 && change.lower == 0.375 && change.upper == 0.375);
    cr_expect(change.notes == PEEL_NOTE_CENSUS);
    change = change_of((peel_sample){3, 8, 8}, (peel_sample){6, 8, 9}, &options);
    cr_expect(change.estimate == 0.375 && isnan(change.lower) && isnan(change.upper));
    cr_expect(change.notes == PEEL_NOTE_DIP);
    options.design = PEEL_DESIGN_CENSUS;
    change = change_of((peel_sample){3, 8, 0}, (peel_sample){6, 8, 8}, &options);
    cr_expect(change.lower == 0.375 && change.upper == 0.375 && change.notes == PEEL_NOTE_CENSUS);
}

Test(difference, quota_and_known_populations_are_noted) {
    peel_compare_options options = options_of(0, 0, PEEL_DESIGN_QUOTA);
    cr_expect(change_of((peel_sample){3, 8, 0}, (peel_sample){6, 8, 0}, &options).notes == PEEL_NOTE_QUOTA);
    cr_expect(change_of((peel_sample){3, 8, 0}, (peel_sample){6, 8, 90}, &options).notes ==
              (PEEL_NOTE_QUOTA | PEEL_NOTE_FINITE));
    options.design = PEEL_DESIGN_RANDOM;
    cr_expect(change_of((peel_sample){3, 8, 8}, (peel_sample){6, 8, 0}, &options).notes == PEEL_NOTE_FINITE);
    cr_expect(change_of((peel_sample){3, 8, 0}, (peel_sample){6, 8, 0}, &options).notes == 0);
}

/* All or none met: Wald has no width. The others have one, and only the formulas of Wald's kind leave [-1, 1]. */
Test(difference, no_width_and_clipped) {
    const peel_sample none = {0, 10, 0}, all = {10, 10, 0}, most = {9, 10, 0};
    for (int32_t method = PEEL_DIFFERENCE_NEWCOMBE; method <= PEEL_DIFFERENCE_WALD; method++) {
        int wald = method == PEEL_DIFFERENCE_WALD, caffo = method == PEEL_DIFFERENCE_AGRESTI_CAFFO;
        peel_compare_options options = options_of(method, 0, 0);
        peel_interval change = change_of(none, all, &options);
        cr_expect(change.estimate == 1 && change.upper == 1 && (change.lower == 1) == wald);
        cr_expect(change.notes == (wald ? PEEL_NOTE_NO_WIDTH : caffo ? PEEL_NOTE_CLIPPED : 0u));
        change = change_of(none, none, &options);
        cr_expect(change.estimate == 0 && (change.upper == 0) == wald && (change.lower == 0) == wald);
        cr_expect(change.notes == (wald ? PEEL_NOTE_NO_WIDTH : 0u));
        change = change_of(none, most, &options);
        cr_expect(change.upper == 1 || !wald);
        cr_expect(change.notes == (wald || (caffo && change.upper == 1) ? PEEL_NOTE_CLIPPED : 0u), "%d: notes %u",
                  method, change.notes);
    }
}

/* All of alpha on one side: the bound is the limit of the two-sided interval with twice the alpha. */
Test(difference, one_sided) {
    const peel_sample before = {41, 79, 200}, after = {44, 59, 0};
    for (int32_t method = PEEL_DIFFERENCE_NEWCOMBE; method <= PEEL_DIFFERENCE_WALD; method++) {
        peel_compare_options options = options_of(method, PEEL_SIDE_TWO_SIDED, 0);
        options.alpha = 0.0625;
        peel_interval both = change_of(before, after, &options);
        options.alpha = 0.03125;
        options.side = PEEL_SIDE_LOWER;
        peel_interval change = change_of(before, after, &options);
        cr_expect(change.lower == both.lower && change.upper == 1 && change.side == PEEL_SIDE_LOWER);
        options.side = PEEL_SIDE_UPPER;
        change = change_of(before, after, &options);
        cr_expect(change.upper == both.upper && change.lower == -1 && change.side == PEEL_SIDE_UPPER);
    }
}

/* What one census leaves: the other sample's limits less the known rate, Wilson's for Newcombe and for the scores. */
Test(difference, one_census_has_no_error) {
    static const int32_t methods[] = {PEEL_DIFFERENCE_NEWCOMBE, PEEL_DIFFERENCE_NEWCOMBE_CC,
                                      PEEL_DIFFERENCE_MIETTINEN_NURMINEN, PEEL_DIFFERENCE_MEE};
    const peel_sample known = {3, 10, 10}, other = {44, 59, 0};
    for (int i = 0; i < 4; i++) {
        peel_compare_options options = options_of(methods[i], 0, 0);
        peel_rate_options of_rate = {.size = sizeof of_rate, .method = i == 1 ? PEEL_RATE_WILSON_CC : PEEL_RATE_WILSON};
        peel_interval rate;
        cr_assert(peel_rate(&other, &of_rate, &rate) == PEEL_OK);
        peel_interval change = change_of(known, other, &options);
        cr_expect(near(change.lower, rate.lower - 0.3, 4e-16) && near(change.upper, rate.upper - 0.3, 4e-16));
        change = change_of(other, known, &options);
        cr_expect(near(change.lower, 0.3 - rate.upper, 4e-16) && near(change.upper, 0.3 - rate.lower, 4e-16));
        cr_expect(change.notes == PEEL_NOTE_FINITE);
    }
}

/* n of N counts as n (N - 1) / (N - n): 6 of 11 as 12, so that 2 of 6 from 11 answers as 4 of 12, and 3 of 6 as 6 of 12. */
Test(difference, effective_sizes) {
    for (int32_t method = PEEL_DIFFERENCE_NEWCOMBE; method <= PEEL_DIFFERENCE_WALD; method++) {
        peel_compare_options options = options_of(method, 0, 0);
        peel_interval finite = change_of((peel_sample){2, 6, 11}, (peel_sample){3, 6, 11}, &options);
        peel_interval endless = change_of((peel_sample){4, 12, 0}, (peel_sample){6, 12, 0}, &options);
        cr_expect(finite.estimate == endless.estimate && finite.notes == PEEL_NOTE_FINITE);
        cr_expect(near(finite.lower, endless.lower, 2e-16) && near(finite.upper, endless.upper, 2e-16));
    }
}
