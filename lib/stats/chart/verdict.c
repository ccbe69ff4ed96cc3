#include "stats/chart/verdict.h"

#include <math.h>

#include "numeric/binomial.h"

int32_t chart_signal(const struct chart_plan *plan, uint32_t rules, uint32_t upward) {
    if (rules == 0) return PEEL_SIGNAL_NONE;
    uint32_t sided = rules & plan->sided;
    uint32_t better = plan->better == PEEL_BETTER_UP ? sided & upward : sided & ~upward;
    if (plan->better == PEEL_BETTER_NEITHER || sided == 0) return PEEL_SIGNAL_CHANGE;
    if (better == sided) return PEEL_SIGNAL_IMPROVEMENT;
    return better == 0 ? PEEL_SIGNAL_CONCERN : PEEL_SIGNAL_MIXED;
}

/*
 * The limits of a CUSUM bound sums of evidence, those of an EWMA an average over many periods: neither is what a period may be.
 * Limits without width promise nothing: one period of one case, met, would be certain to pass for ever.
 */
int32_t chart_assurance(const struct chart_plan *plan, const struct chart_lines *lines, size_t first, size_t end) {
    int seen = 0, all_above = 1, all_below = 1;
    if (!plan->has_target || plan->better == PEEL_BETTER_NEITHER) return PEEL_ASSURANCE_NONE;
    if (plan->kind == PEEL_CHART_CUSUM || plan->kind == PEEL_CHART_EWMA) return PEEL_ASSURANCE_NONE;
    for (size_t i = first; i < end; i++) {
        if (!(lines->lower[i] < lines->upper[i])) continue;
        seen = 1;
        all_above = all_above && lines->lower[i] > plan->target;
        all_below = all_below && lines->upper[i] < plan->target;
    }
    if (!seen) return PEEL_ASSURANCE_NONE;
    if (!all_above && !all_below) return PEEL_ASSURANCE_HIT_AND_MISS;
    return all_above == (plan->better == PEEL_BETTER_UP) ? PEEL_ASSURANCE_PASSES : PEEL_ASSURANCE_FAILS;
}

/*
 * The fewest cases met of n whose rate is at the target or above it, and the most at it or below. 0.9 * 30 lies above 27, but
 * 27 of 30 is the same double as 0.9: so rates are compared, as a reader of the chart does. The product is right within a case.
 */
static double fewest_met(double target, double n) {
    double met = ceil(target * n);
    if (met > 0.0 && (met - 1.0) / n >= target) met -= 1.0;
    if (met / n < target) met += 1.0;
    return met;
}

static double most_met(double target, double n) {
    double met = floor(target * n);
    if (met < n && (met + 1.0) / n <= target) met += 1.0;
    if (met / n > target) met -= 1.0;
    return met;
}

double chart_reach(const struct chart_plan *plan, struct proportion rate, double size) {
    if (!plan->has_target || (plan->kind != PEEL_CHART_P && plan->kind != PEEL_CHART_EXACT)) return NAN;
    if (plan->better == PEEL_BETTER_NEITHER || !(rate.x > 0.0 && rate.y > 0.0) || !(size > 0.0)) return NAN;
    if (plan->better == PEEL_BETTER_UP) return binomial_upper(fewest_met(plan->target, size), size, rate, 1.0);
    return binomial_lower(most_met(plan->target, size), size, rate, 1.0);
}
