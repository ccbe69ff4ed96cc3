/* Every status of the options and marks of a chart; nothing is written then. */
#include <criterion/criterion.h>
#include <math.h>

#include "support/asked.h"
#include <peel.h>

static void expect_options(peel_chart_options options, peel_status expected, const char *what) {
    if (options.size == 0) options.size = sizeof options;
    expect((struct question){.n = 4, .points = good, .options = &options}, expected, what);
}

static void expect_values(peel_chart_options options, peel_status expected, const char *what) {
    options.size = sizeof options;
    expect((struct question){.n = 4, .value = values, .options = &options}, expected, what);
}

Test(chart_status, null) {
    peel_chart_result result;
    cr_expect(peel_chart(4, NULL, NULL, NULL, work, sizeof work, NULL, &result) == PEEL_ERROR_NULL);
    cr_expect(peel_chart_values(4, NULL, NULL, NULL, NULL, work, sizeof work, NULL, &result) == PEEL_ERROR_NULL);
    cr_expect(peel_chart(0, NULL, NULL, NULL, work, sizeof work, NULL, &result) == PEEL_ERROR_TOO_FEW_SAMPLES);
    cr_expect(peel_chart_values(0, NULL, NULL, NULL, NULL, work, sizeof work, NULL, &result) ==
              PEEL_ERROR_TOO_FEW_SAMPLES);
    cr_expect(peel_chart(4, good, NULL, NULL, work, sizeof work, NULL, NULL) == PEEL_OK);
    cr_expect(peel_chart_values(4, NULL, values, NULL, NULL, work, sizeof work, NULL, NULL) == PEEL_OK);
    expect_options((peel_chart_options){.rule_count = 1}, PEEL_ERROR_NULL, "a rule, NULL");
}

Test(chart_status, options) {
    expect_options((peel_chart_options){0}, PEEL_OK, "the default");
    expect_options((peel_chart_options){.size = 8}, PEEL_ERROR_OPTIONS_SIZE, "size 8");
    expect_options((peel_chart_options){.size = sizeof(peel_chart_options) + 8}, PEEL_ERROR_OPTIONS_SIZE, "size");
    expect_options((peel_chart_options){.reserved = 1}, PEEL_ERROR_RESERVED, "reserved");
    expect_options((peel_chart_options){.better = 3}, PEEL_ERROR_BETTER, "better 3");
    expect_options((peel_chart_options){.better = -1}, PEEL_ERROR_BETTER, "better -1");
    expect_options((peel_chart_options){.better = PEEL_BETTER_NEITHER}, PEEL_OK, "neither");
    expect_options((peel_chart_options){.design = 4}, PEEL_ERROR_DESIGN, "design");
    expect_options((peel_chart_options){.unit = 5}, PEEL_ERROR_UNIT, "unit");
    expect_options((peel_chart_options){.screening = 2}, PEEL_ERROR_RANGE, "screening 2");
    expect_options((peel_chart_options){.floor = -1}, PEEL_ERROR_RANGE, "floor -1");
    expect_options((peel_chart_options){.one_sided = 2}, PEEL_ERROR_RANGE, "one_sided 2");
    expect_options((peel_chart_options){.has_target = 2}, PEEL_ERROR_RANGE, "has_target 2");
    expect_options((peel_chart_options){.draws = 98}, PEEL_ERROR_DRAWS, "98 draws");
    expect_options((peel_chart_options){.draws = 99}, PEEL_OK, "99 draws");
    expect_options((peel_chart_options){.draws = 10000000}, PEEL_OK, "1e7 draws");
    expect_options((peel_chart_options){.draws = 10000001}, PEEL_ERROR_DRAWS, "1e7 + 1 draws");
    expect_options((peel_chart_options){.threshold = -1}, PEEL_ERROR_RANGE, "threshold -1");
    expect_options((peel_chart_options){.threshold = 1e6}, PEEL_OK, "threshold 1e6");
    expect_options((peel_chart_options){.threshold = 1000001}, PEEL_ERROR_RANGE, "threshold 1e6 + 1");
    expect_options((peel_chart_options){.threshold = NAN}, PEEL_ERROR_RANGE, "threshold NaN");
    expect_options((peel_chart_options){.weight = -0.1}, PEEL_ERROR_RANGE, "weight -0.1");
    expect_options((peel_chart_options){.weight = 1.01}, PEEL_ERROR_RANGE, "weight 1.01");
    expect_options((peel_chart_options){.weight = 1}, PEEL_OK, "weight 1");
    expect_options((peel_chart_options){.weight = NAN}, PEEL_ERROR_RANGE, "weight NaN");
}

Test(chart_status, sigmas) {
    static const double wrong[] = {-3, 0.09, 10.01, NAN, INFINITY};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        expect_options((peel_chart_options){.sigmas = wrong[i]}, PEEL_ERROR_SIGMAS, "sigmas");
    expect_options((peel_chart_options){.sigmas = 0.1}, PEEL_OK, "0.1 sigmas");
    expect_options((peel_chart_options){.sigmas = 10}, PEEL_OK, "10 sigmas");
    expect_options((peel_chart_options){.sigmas = 3, .confidence = 0.998}, PEEL_ERROR_SIGMAS, "and a confidence");
    expect_options((peel_chart_options){.sigmas = 3, .alpha = 0.002}, PEEL_ERROR_SIGMAS, "and an alpha");
    expect_options((peel_chart_options){.confidence = 99.8}, PEEL_ERROR_CONFIDENCE_PERCENT, "99.8");
    expect_options((peel_chart_options){.confidence = -1}, PEEL_ERROR_CONFIDENCE, "-1");
    expect_options((peel_chart_options){.alpha = 1}, PEEL_ERROR_ALPHA, "alpha 1");
    expect_options((peel_chart_options){.confidence = 0.5, .alpha = 0.5}, PEEL_ERROR_CONFIDENCE_AND_ALPHA, "both");
    expect_options((peel_chart_options){.confidence = 0.3}, PEEL_OK, "0.3");
    expect_options((peel_chart_options){.alpha = 1e-100}, PEEL_OK, "alpha 1e-100");
}

Test(chart_status, kind) {
    static const int32_t of_values[] = {PEEL_CHART_G, PEEL_CHART_T};
    static const int32_t of_samples[] = {PEEL_CHART_P, PEEL_CHART_EXACT, PEEL_CHART_LANEY, PEEL_CHART_CUSUM,
                                         PEEL_CHART_EWMA};
    static const int32_t of_neither[] = {PEEL_RATE_WILSON, PEEL_TREND_SLOPE, 1006, -1};
    for (size_t i = 0; i < 2; i++) {
        expect_options((peel_chart_options){.kind = of_values[i]}, PEEL_ERROR_METHOD, "of values");
        expect_values((peel_chart_options){.kind = of_values[i]},
                      of_values[i] == PEEL_CHART_G ? PEEL_ERROR_NOT_WHOLE : PEEL_OK, "of values");
    }
    for (size_t i = 0; i < 5; i++) {
        peel_chart_options options = {.kind = of_samples[i], .accept = 0.9, .reject = 0.8};
        expect_options(options, PEEL_OK, "of samples");
        expect_values(options, PEEL_ERROR_METHOD, "of samples");
    }
    for (size_t i = 0; i < 4; i++) {
        expect_options((peel_chart_options){.kind = of_neither[i]}, PEEL_ERROR_METHOD, "no chart");
        expect_values((peel_chart_options){.kind = of_neither[i]}, PEEL_ERROR_METHOD, "no chart");
    }
    expect_options((peel_chart_options){.kind = PEEL_CHART_XMR}, PEEL_OK, "xmr");
    expect_values((peel_chart_options){.kind = PEEL_CHART_RUN}, PEEL_OK, "run");
}

Test(chart_status, rates) {
    static const double wrong[] = {900, -0.1, 1.01, NAN, INFINITY};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        expect_options((peel_chart_options){.has_target = 1, .target = wrong[i]}, PEEL_ERROR_RATE, "target");
        expect_options((peel_chart_options){.kind = PEEL_CHART_CUSUM, .accept = wrong[i], .reject = 0.5},
                       PEEL_ERROR_RATE, "accept");
        expect_options((peel_chart_options){.kind = PEEL_CHART_CUSUM, .accept = 0.5, .reject = wrong[i]},
                       PEEL_ERROR_RATE, "reject");
        expect_options((peel_chart_options){.accept = wrong[i], .reject = 0.5}, PEEL_ERROR_RATE, "accept of p");
    }
    expect_options((peel_chart_options){.has_target = 1, .target = 1}, PEEL_OK, "target 1");
    expect_options((peel_chart_options){.has_target = 1}, PEEL_OK, "target 0");
    expect_options((peel_chart_options){.kind = PEEL_CHART_CUSUM}, PEEL_ERROR_RATE, "neither rate");
    expect_options((peel_chart_options){.kind = PEEL_CHART_CUSUM, .accept = 0.9}, PEEL_ERROR_RATE, "one rate");
    expect_options((peel_chart_options){.kind = PEEL_CHART_CUSUM, .accept = 0.9, .reject = 0.9}, PEEL_ERROR_RATE,
                   "alike");
    expect_options((peel_chart_options){.kind = PEEL_CHART_CUSUM, .accept = 1, .reject = 0.9}, PEEL_ERROR_RATE, "1");
    expect_values((peel_chart_options){.has_target = 1, .target = 900}, PEEL_OK, "a value of 900");
    expect_values((peel_chart_options){.has_target = 1, .target = NAN}, PEEL_ERROR_NOT_FINITE, "a target of NaN");
    expect_values((peel_chart_options){.has_target = 1, .target = -INFINITY}, PEEL_ERROR_NOT_FINITE, "minus infinity");
}

Test(chart_status, rules) {
    static const peel_rule shift = {.counts = PEEL_RULE_BEYOND, .needed = 7};
    static const peel_rule limit = {.counts = PEEL_RULE_BEYOND, .needed = 1, .zone = 1};
    static peel_rule many[PEEL_RULES_MAX + 1];
    const peel_rule none = {0};
    for (size_t i = 0; i <= PEEL_RULES_MAX; i++)
        many[i] = limit;
    expect_options((peel_chart_options){.rule_set = 7}, PEEL_ERROR_RULE_SET, "set 7");
    expect_options((peel_chart_options){.rule_set = -1}, PEEL_ERROR_RULE_SET, "set -1");
    expect_options((peel_chart_options){.rule_set = PEEL_RULES_NHS, .rules = &shift, .rule_count = 1},
                   PEEL_ERROR_RULE_SET, "a set and own rules");
    expect_options((peel_chart_options){.rules = &none, .rule_count = 1}, PEEL_ERROR_RULE, "no rule");
    expect_options((peel_chart_options){.rules = &shift, .rule_count = 1}, PEEL_OK, "a shift");
    expect_options((peel_chart_options){.rules = &shift}, PEEL_OK, "no rules at all");
    expect_options((peel_chart_options){.rules = many, .rule_count = PEEL_RULES_MAX}, PEEL_OK, "32 rules");
    expect_options((peel_chart_options){.rules = many, .rule_count = PEEL_RULES_MAX + 1}, PEEL_ERROR_TOO_LARGE,
                   "33 rules");
}

/* A run chart has no limits; the points of CUSUM and EWMA carry the past with them. */
Test(chart_status, rule_kind) {
    static const int32_t with_past[] = {PEEL_CHART_CUSUM, PEEL_CHART_EWMA};
    const peel_rule far = {.counts = PEEL_RULE_BEYOND, .needed = 1, .zone = 1};
    const peel_rule near = {.counts = PEEL_RULE_WITHIN, .needed = 15, .zone = 1.0 / 3.0};
    const peel_rule on = {.counts = PEEL_RULE_WITHIN, .needed = 3};
    const peel_rule shift = {.counts = PEEL_RULE_BEYOND, .needed = 7};
    const peel_rule bounded = {.counts = PEEL_RULE_BEYOND, .needed = 7, .without_beyond = 1};
    const peel_rule steps = {.counts = PEEL_RULE_STEPS, .needed = 7};
    const peel_rule upper = {.counts = PEEL_RULE_BEYOND, .needed = 1, .of = 1, .side = PEEL_RULE_ABOVE, .zone = 1};
    const peel_rule farther = {.counts = PEEL_RULE_BEYOND, .needed = 1, .zone = 2};
    const peel_rule twice = {.counts = PEEL_RULE_BEYOND, .needed = 2, .zone = 1};
    const peel_rule one_of_two = {.counts = PEEL_RULE_BEYOND, .needed = 1, .of = 2, .zone = 1};
    const struct {
        const peel_rule *rule;
        peel_status of_run, with_past;
    } rules[] = {{&far, PEEL_ERROR_RULE_KIND, PEEL_OK},
                 {&upper, PEEL_ERROR_RULE_KIND, PEEL_OK},
                 {&near, PEEL_ERROR_RULE_KIND, PEEL_ERROR_RULE_KIND},
                 {&on, PEEL_ERROR_RULE_KIND, PEEL_ERROR_RULE_KIND},
                 {&bounded, PEEL_ERROR_RULE_KIND, PEEL_ERROR_RULE_KIND},
                 {&farther, PEEL_ERROR_RULE_KIND, PEEL_ERROR_RULE_KIND},
                 {&twice, PEEL_ERROR_RULE_KIND, PEEL_ERROR_RULE_KIND},
                 {&one_of_two, PEEL_ERROR_RULE_KIND, PEEL_ERROR_RULE_KIND},
                 {&shift, PEEL_OK, PEEL_ERROR_RULE_KIND},
                 {&steps, PEEL_OK, PEEL_ERROR_RULE_KIND}};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        peel_chart_options options = {.kind = PEEL_CHART_RUN, .rules = rules[i].rule, .rule_count = 1};
        expect_options(options, rules[i].of_run, "of a run chart");
        expect_values(options, rules[i].of_run, "of a run chart of values");
        for (size_t k = 0; k < 2; k++) {
            peel_chart_options past = {
                .kind = with_past[k], .rules = rules[i].rule, .rule_count = 1, .accept = 0.9, .reject = 0.8};
            expect_options(past, rules[i].with_past, "of a chart that carries the past");
        }
        options.kind = PEEL_CHART_XMR;
        expect_values(options, PEEL_OK, "of an XmR chart");
    }
    expect_options((peel_chart_options){.kind = PEEL_CHART_RUN, .rule_set = PEEL_RULES_NHS}, PEEL_ERROR_RULE_KIND,
                   "nhs");
    expect_options((peel_chart_options){.kind = PEEL_CHART_EWMA, .rule_set = PEEL_RULES_NHS}, PEEL_ERROR_RULE_KIND,
                   "nhs");
}

Test(chart_status, baseline) {
    static const uint32_t parted[] = {PEEL_MARK_REBASE, 0, PEEL_MARK_REBASE, 0};
    static const struct {
        size_t first, end;
        peel_status whole, parted;
    } baselines[] = {{0, 1, PEEL_OK, PEEL_OK},
                     {0, 2, PEEL_OK, PEEL_OK},
                     {0, 3, PEEL_OK, PEEL_ERROR_BASELINE},
                     {0, 4, PEEL_OK, PEEL_ERROR_BASELINE},
                     {2, 4, PEEL_OK, PEEL_OK},
                     {1, 3, PEEL_OK, PEEL_ERROR_BASELINE},
                     {3, 4, PEEL_OK, PEEL_OK},
                     {0, 5, PEEL_ERROR_BASELINE, PEEL_ERROR_BASELINE},
                     {1, 0, PEEL_ERROR_BASELINE, PEEL_ERROR_BASELINE},
                     {2, 2, PEEL_ERROR_BASELINE, PEEL_ERROR_BASELINE},
                     {3, SIZE_MAX, PEEL_ERROR_BASELINE, PEEL_ERROR_BASELINE}};
    for (size_t i = 0; i < sizeof baselines / sizeof *baselines; i++) {
        const peel_chart_options options = {
            .size = sizeof options, .baseline_first = baselines[i].first, .baseline_end = baselines[i].end};
        struct question q = {.n = 4, .points = good, .options = &options};
        expect(q, baselines[i].whole, "one segment");
        q.marks = parted;
        expect(q, baselines[i].parted, "two segments");
        q.points = NULL;
        q.value = values;
        expect(q, baselines[i].parted, "two segments of values");
    }
}

Test(chart_status, marks) {
    uint32_t marks[] = {0, PEEL_MARK_EXCLUDED | PEEL_MARK_REBASE, 0, 0};
    expect((struct question){.n = 4, .points = good, .marks = marks}, PEEL_OK, "both marks");
    marks[3] = 4;
    expect((struct question){.n = 4, .points = good, .marks = marks}, PEEL_ERROR_MARK, "4");
    expect((struct question){.n = 4, .value = values, .marks = marks}, PEEL_ERROR_MARK, "4");
    expect((struct question){.n = 3, .points = good, .marks = marks}, PEEL_OK, "beyond the last");
    marks[0] = UINT32_MAX;
    expect((struct question){.n = 1, .points = good, .marks = marks}, PEEL_ERROR_MARK, "all");
}
