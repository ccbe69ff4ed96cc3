/*
 * What a series tells, in sentences: the verdict first, its reasons below.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "trend.h"

#include <math.h>
#include <stdio.h>

/* " a month", or " a period" where the periods have no unit. */
static const char *a_unit(int32_t unit) {
    return unit == PEEL_UNIT_NONE ? "period" : peel_unit_name(unit);
}

static void say_outcome(const struct told *told, const peel_test *test, double smallest_p) {
    char smallest[number_size];
    const char *none = test->side == PEEL_SIDE_LOWER   ? "no evidence of a rise"
                       : test->side == PEEL_SIDE_UPPER ? "no evidence of a fall"
                       : told->series->counted         ? "no evidence of a rise or a fall along a line"
                                                       : "no evidence of a rise or a fall";
    const char *few = told->series->counted ? "too few cases to tell" : "too few to tell";
    printf("%s (", told->verdict == PEEL_VERDICT_TOO_FEW       ? few
                   : told->verdict == PEEL_VERDICT_NO_EVIDENCE ? none
                                                               : peel_verdict_name(told->verdict));
    say_test(test, told->alpha);
    if ((told->notes & PEEL_NOTE_OVERDISPERSED) != 0) printf(", widened for scatter");
    if (told->verdict == PEEL_VERDICT_TOO_FEW && !isnan(smallest_p)) {
        p_value_cell(smallest, smallest_p, told->alpha);
        printf(", at best %s", smallest);
    }
    printf(")");
}

static void say_slope(const peel_interval *slope, int32_t unit, int decimals) {
    char estimate[number_size];
    points(estimate, slope->estimate, decimals);
    printf("%s %s a %s", estimate, point_word(estimate), a_unit(unit));
    say_interval(slope, points, decimals);
}

/* ", from 94.1% (March 2022) to 80.6% (February 2024)" */
static void say_ends(const struct series *series, int decimals) {
    const struct point *first = first_with_cases(series), *last = last_with_cases(series);
    char from[number_size], to[number_size];
    if (!first || first == last) return;
    percent(from, first->value, decimals, "%", 1);
    percent(to, last->value, decimals, "%", 1);
    printf(", from %s (%s) to %s (%s)", from, first->name, to, last->name);
}

/* Of a dip there is no verdict, and of a census no chance. */
static void say_uninferred(const struct told *told, const peel_interval *slope, int decimals) {
    char estimate[number_size];
    int census = (told->notes & PEEL_NOTE_DIP) == 0;
    if (!census) {
        printf("no verdict, as dip samples support none");
    } else {
        points(estimate, slope->estimate, decimals);
        printf("%s %s a %s (every case was looked at)", estimate, point_word(estimate), a_unit(told->series->unit));
    }
    say_ends(told->series, decimals);
    printf(census ? "; nothing is left to chance\n" : "\n");
}

static void say_order_alone(const struct trend_request *request, const struct told *told) {
    int decimals = request->settings.decimals;
    if (!trend_inferred(told)) {
        say_uninferred(told, &told->order.slope, decimals);
        return;
    }
    say_outcome(told, &told->order.test, NAN);
    printf(" of %zu figure%s without counts", told->series->count, told->series->count == 1 ? "" : "s");
    if (!isnan(told->order.slope.estimate)) {
        printf(": ");
        say_slope(&told->order.slope, told->series->unit, decimals);
    }
    say_ends(told->series, decimals);
    putchar('\n');
}

/* Where no test can answer, what stands in its way. Returns 0 where nothing does. */
static int say_degenerate(const struct told *told) {
    if ((told->notes & PEEL_NOTE_NOTHING_ASSESSED) != 0) {
        printf("too few periods to tell: %s\n", told->trend.periods == 0 ? "no case was assessed in any of them"
                                                                         : "cases were assessed in one of them alone");
        return 1;
    }
    if ((told->notes & PEEL_NOTE_NO_VARIATION) != 0) {
        printf("no trend: %s in every period\n",
               told->trend.rate.estimate == 0 ? "no case met the criterion" : "all cases met the criterion");
        return 1;
    }
    return 0;
}

/* A slope a year, where that is not the slope a period. */
static void say_year(const struct told *told, int decimals) {
    const peel_trend_result *trend = &told->trend;
    char year[number_size], lower[number_size], upper[number_size];
    if (isnan(trend->slope_a_year) || told->series->unit == PEEL_UNIT_YEAR) return;
    points(year, trend->slope_a_year, decimals);
    printf("  A year: %s %s", year, point_word(year));
    if (!isnan(trend->slope_a_year_lower) && !isnan(trend->slope_a_year_upper) &&
        trend->slope.side == PEEL_SIDE_TWO_SIDED) {
        points(lower, trend->slope_a_year_lower, decimals);
        points(upper, trend->slope_a_year_upper, decimals);
        printf(" (%s to %s)", lower, upper);
    }
    putchar('\n');
}

/* A slope under which the rates would leave the range from 0 to 1 cannot be shown by any. */
static void say_detectable(const struct trend_request *request, const struct told *told) {
    const peel_trend_result *trend = &told->trend;
    char slope[number_size], power[number_size];
    if (isnan(trend->detectable)) return;
    confidence_percent(power, request->options.power > 0 ? request->options.power : 0.8);
    if (trend->detectable * (double)trend->span > 1) {
        printf("  No slope is so steep that this series would have shown it with %s power\n", power);
        return;
    }
    points_size(slope, trend->detectable, request->settings.decimals);
    printf("  This series could have shown, with %s power: a slope of roughly %s %s a %s\n", power, slope,
           point_word(slope), a_unit(told->series->unit));
}

/* Under separation the odds have no finite factor, only a bound. */
static void say_odds(const struct told *told, int decimals) {
    const peel_interval *odds = &told->logistic.odds_ratio;
    char factor[number_size];
    const char *unit = a_unit(told->series->unit);
    if (isnan(odds->estimate)) return;
    if (isinf(odds->estimate) || odds->estimate == 0) {
        ratio_text(factor, odds->estimate == 0 ? odds->upper : odds->lower, decimals);
        printf("  The odds have no finite factor: at %s %s a %s\n", odds->estimate == 0 ? "most" : "least", factor,
               unit);
        return;
    }
    ratio_text(factor, odds->estimate, decimals);
    printf("  The odds change by a factor of %s a %s", factor, unit);
    say_interval(odds, ratio_text, decimals);
    putchar('\n');
}

static void say_reasons(const struct trend_request *request, const struct told *told) {
    const peel_trend_result *trend = &told->trend;
    char text[number_size];
    int decimals = request->settings.decimals;
    say_year(told, decimals);
    say_detectable(request, told);
    printf("  The order of the rates alone: ");
    say_test(&trend->mann_kendall, told->alpha);
    putchar('\n');
    if (!isnan(trend->dispersion_ratio)) {
        p_value_text(text, trend->dispersion.p_value, told->alpha);
        printf("  Scatter about the line: %.2f times what chance alone gives (%s)\n", trend->dispersion_ratio, text);
    }
    say_odds(told, decimals);
    if (told->asked.method == 0) return;
    printf("  As asked: ");
    say_test(&told->asked, told->alpha);
    if (told->asked.method == PEEL_TREND_MONTE_CARLO) printf(" (its own error %.2g)", told->asked_error);
    if ((told->asked_notes & PEEL_NOTE_NO_VARIATION) != 0) printf("; nothing varies in what it compares");
    putchar('\n');
}

/* How far the p of the change point carries, which takes cases as independent of one another. */
static const char *claim_of(const struct told *told) {
    if (trend_changed(told)) return "more than chance";
    if (trend_changed_if_independent(told))
        return "more than chance, if the cases of a period do not resemble one another";
    return "not claimed, for the rates scatter beyond chance even so";
}

/* When the rate changed, if all at once. */
static void say_change_point(const struct told *told, int decimals) {
    const peel_change_point *change = &told->change;
    const struct point *points_of = told->series->points;
    char before[number_size], after[number_size], p_value[number_size], confidence[number_size];
    if (isnan(change->before.estimate) || isnan(change->after.estimate)) return;
    p_value_text(p_value, change->test.p_value, told->alpha);
    if (change->test.p_value > told->alpha) {
        printf("  A change all at once: no more than chance can explain (permuted cases, %s)\n", p_value);
        return;
    }
    percent(before, change->before.estimate, decimals, "%", 1);
    percent(after, change->after.estimate, decimals, "%", 1);
    confidence_percent(confidence, change->change.confidence);
    printf(
        "  A change all at once: most likely from %s on (%s interval %s to %s), from %s to %s; %s (permuted cases, %s)\n",
        points_of[change->place].name, confidence, points_of[change->lower].name, points_of[change->upper].name, before,
        after, claim_of(told), p_value);
}

/* "January 2023 to September 2023" */
static void say_stretch(const struct told *told, const peel_segment *segment) {
    const struct point *points_of = told->series->points;
    printf("%s", points_of[segment->first].name);
    if (segment->end - 1 > segment->first) printf(" to %s", points_of[segment->end - 1].name);
}

static void say_segments(const struct told *told, int decimals) {
    if (isnan(told->change.test.p_value)) return;
    if (told->segment_count == 1) {
        printf("  Stretches of one rate each: one, the whole series\n");
        return;
    }
    printf("  Stretches of one rate each: %zu%s\n", told->segment_count,
           trend_changed(told)                  ? ""
           : trend_changed_if_independent(told) ? ", on the same condition"
                                                : ", which the scatter of the rates alone may have made");
    for (size_t i = 0; i < told->segment_count; i++) {
        const peel_segment *segment = &told->segments[i];
        printf("    ");
        say_stretch(told, segment);
        printf(": %lld of %lld", (long long)segment->pooled.met, (long long)segment->pooled.assessed);
        say_rate(&segment->pooled, &segment->rate, decimals);
        putchar('\n');
    }
}

/* A fall and a recovery leave no line: what a reader must not miss stands at once below the verdict. */
static void say_change_all_the_same(const struct told *told, int decimals) {
    char rate[number_size];
    if (told->verdict != PEEL_VERDICT_NO_EVIDENCE || told->segment_count < 2) return;
    if (!trend_changed_if_independent(told)) return;
    printf(trend_changed(told) ? "  It changed all the same:"
                               : "  It changed all the same, if the cases of a period do not resemble one another:");
    for (size_t i = 0; i < told->segment_count; i++) {
        const peel_segment *segment = &told->segments[i];
        percent(rate, segment->rate.estimate, decimals, "%", 1);
        printf(i > 0 ? ", " : " ");
        say_stretch(told, segment);
        printf(" %s", rate);
    }
    putchar('\n');
}

void say_told(const struct trend_request *request, const struct told *told) {
    int decimals = request->settings.decimals;
    if (told->series->name[0] != '\0') printf("%s: ", told->series->name);
    if (!told->series->counted) {
        say_order_alone(request, told);
        return;
    }
    if (say_degenerate(told)) return;
    if (!trend_inferred(told)) {
        say_uninferred(told, &told->trend.slope, decimals);
        return;
    }
    say_outcome(told, &told->trend.test, told->trend.smallest_p);
    printf(": ");
    say_slope(&told->trend.slope, told->series->unit, decimals);
    say_ends(told->series, decimals);
    putchar('\n');
    if (told->verdict == PEEL_VERDICT_TOO_FEW)
        printf("  So few cases met the criterion, or failed it, that no order of them could be told from chance\n");
    say_change_all_the_same(told, decimals);
    say_reasons(request, told);
    say_change_point(told, decimals);
    say_segments(told, decimals);
}

/* Notes of which this file says more than the library, or the same of the series and not of a rate. */
enum { own_notes = PEEL_NOTE_UNEQUAL_SIZES | PEEL_NOTE_NOTHING_ASSESSED };

static const char *say_in(size_t held, size_t count, const char *sentence, const char *before) {
    if (held == 0) return before;
    printf("%sNote: ", before);
    say_share(held, count, "series");
    printf("%s\n", sentence);
    return "";
}

void say_told_notes(const struct told *told, size_t count) {
    const char *before = "\n";
    struct note_counts notes = {.total = count};
    size_t passed_over = 0, unequal = 0, nothing = 0, scattered = 0, tested = 0;
    if (count == 0) return;
    for (size_t i = 0; i < count; i++) {
        uint32_t of_one = told[i].notes | (told[i].asked_notes & PEEL_NOTE_MONTE_CARLO);
        count_notes(&notes, of_one & ~(uint32_t)own_notes);
        int inferred = trend_inferred(&told[i]);
        unequal += inferred && (of_one & PEEL_NOTE_UNEQUAL_SIZES) != 0;
        nothing += (of_one & PEEL_NOTE_NOTHING_ASSESSED) != 0;
        scattered += inferred && (of_one & PEEL_NOTE_OVERDISPERSED) != 0;
        tested += (size_t)inferred;
        passed_over += told[i].series->passed_over;
    }
    before = say_note_counts(&notes, "series", before);
    before = say_in(scattered, count,
                    "Where cases of a period resemble one another, scatter alone can look like stretches.", before);
    before = say_in(nothing, count, "A series with cases in fewer than two periods has no slope.", before);
    before =
        say_in(unequal, count, "Mann-Kendall takes the rates as equally sure, but the samples differ in size.", before);
    before = say_many(tested, told[0].alpha, before);
    if (passed_over > 0)
        printf("%sNote: Rows passed over, for they have no figure, or no counts where others have them: %zu.\n", before,
               passed_over);
}
