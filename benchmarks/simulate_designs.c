#include "simulate_designs.h"

const struct design designs[design_count] = {
    {"p, limits", {.kind = PEEL_CHART_P, .rule_set = PEEL_RULES_LIMITS}, 0, 0},
    {"p, nhs", {.kind = PEEL_CHART_P, .rule_set = PEEL_RULES_NHS}, 0, 0},
    {"p, nhs-2023", {.kind = PEEL_CHART_P, .rule_set = PEEL_RULES_NHS_2023}, 0, 0},
    {"p, western-electric", {.kind = PEEL_CHART_P, .rule_set = PEEL_RULES_WESTERN_ELECTRIC}, 0, 0},
    {"p, nelson", {.kind = PEEL_CHART_P, .rule_set = PEEL_RULES_NELSON}, 0, 0},
    {"p, anhoej", {.kind = PEEL_CHART_P, .rule_set = PEEL_RULES_ANHOEJ}, 1, 0},
    {"exact, limits", {.kind = PEEL_CHART_EXACT, .rule_set = PEEL_RULES_LIMITS}, 0, 0},
    {"exact, nhs", {.kind = PEEL_CHART_EXACT, .rule_set = PEEL_RULES_NHS}, 0, 0},
    {"exact, western-electric", {.kind = PEEL_CHART_EXACT, .rule_set = PEEL_RULES_WESTERN_ELECTRIC}, 0, 0},
    {"exact, nelson", {.kind = PEEL_CHART_EXACT, .rule_set = PEEL_RULES_NELSON}, 0, 0},
    {"laney, limits", {.kind = PEEL_CHART_LANEY, .rule_set = PEEL_RULES_LIMITS}, 0, 0},
    {"laney, nhs", {.kind = PEEL_CHART_LANEY, .rule_set = PEEL_RULES_NHS}, 0, 0},
    {"laney, western-electric", {.kind = PEEL_CHART_LANEY, .rule_set = PEEL_RULES_WESTERN_ELECTRIC}, 0, 0},
    {"laney, nelson", {.kind = PEEL_CHART_LANEY, .rule_set = PEEL_RULES_NELSON}, 0, 0},
    {"laney with floor, limits", {.kind = PEEL_CHART_LANEY, .rule_set = PEEL_RULES_LIMITS, .floor = 1}, 0, 0},
    {"laney with floor, nhs", {.kind = PEEL_CHART_LANEY, .rule_set = PEEL_RULES_NHS, .floor = 1}, 0, 0},
    {"laney with floor, western-electric",
     {.kind = PEEL_CHART_LANEY, .rule_set = PEEL_RULES_WESTERN_ELECTRIC, .floor = 1},
     0,
     0},
    {"laney with floor, nelson", {.kind = PEEL_CHART_LANEY, .rule_set = PEEL_RULES_NELSON, .floor = 1}, 0, 0},
    {"xmr, limits", {.kind = PEEL_CHART_XMR, .rule_set = PEEL_RULES_LIMITS}, 0, 0},
    {"xmr, nhs", {.kind = PEEL_CHART_XMR, .rule_set = PEEL_RULES_NHS}, 0, 0},
    {"xmr, western-electric", {.kind = PEEL_CHART_XMR, .rule_set = PEEL_RULES_WESTERN_ELECTRIC}, 0, 0},
    {"xmr, nelson", {.kind = PEEL_CHART_XMR, .rule_set = PEEL_RULES_NELSON}, 0, 0},
    {"xmr screened, nhs", {.kind = PEEL_CHART_XMR, .rule_set = PEEL_RULES_NHS, .screening = 1}, 0, 0},
    {"run, anhoej", {.kind = PEEL_CHART_RUN, .rule_set = PEEL_RULES_ANHOEJ}, 1, 0},
    {"ewma", {.kind = PEEL_CHART_EWMA, .rule_set = PEEL_RULES_LIMITS}, 0, 0},
    {"cusum", {.kind = PEEL_CHART_CUSUM, .rule_set = PEEL_RULES_LIMITS}, 0, 0},
    {"cusum, one side", {.kind = PEEL_CHART_CUSUM, .rule_set = PEEL_RULES_LIMITS, .one_sided = 1}, 0, 0},
    {"cusum, accept from the baseline", {.kind = PEEL_CHART_CUSUM, .rule_set = PEEL_RULES_LIMITS}, 0, 1},
};

/* The rate for which a cusum looks: from 94% it is 80.6%, from another rate one with the same odds ratio. */
static double rate_to_reject(double accept) {
    const double odds_ratio = 0.94 / 0.06 / (0.806 / 0.194);
    double odds = accept / (1.0 - accept) / odds_ratio;
    return odds / (1.0 + odds);
}

peel_chart_options design_options(const struct design *design, double rate) {
    peel_chart_options options = design->options;
    options.size = sizeof options;
    if (options.kind != PEEL_CHART_CUSUM) return options;
    options.accept = rate;
    options.reject = rate_to_reject(rate);
    return options;
}

void design_chart(size_t n, const peel_point *points, const peel_chart_options *options,
                  const peel_chart_columns *columns, peel_chart_result *result) {
    static unsigned char work[2 << 20];
    expect_ok(peel_chart(n, points, NULL, options, work, sizeof work, columns, result));
}
