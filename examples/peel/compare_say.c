/*
 * What was compared, in sentences.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "compare.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void say_from_to(const struct compared *compared, int decimals) {
    const peel_comparison *answer = &compared->answer;
    char before[number_size], after[number_size];
    percent(before, answer->before.estimate, decimals, "%", 1);
    percent(after, answer->after.estimate, decimals, "%", 1);
    printf("%s %s", verb_of(told_verdict(&answer->change, answer->verdict), answer->change.estimate), before);
    if (compared->before_period[0] != '\0') printf(" (%s)", compared->before_period);
    printf(" to %s", after);
    if (compared->after_period[0] != '\0') printf(" (%s)", compared->after_period);
    printf(": ");
}

static void say_ratio(const peel_interval *interval, int decimals) {
    char estimate[number_size];
    int odds = interval->method / 100 == PEEL_CONCEPT_ODDS_RATIO;
    if (isnan(interval->estimate)) {
        printf("No ratio of the %s: the counts give 0/0\n", odds ? "odds" : "rates");
        return;
    }
    ratio_text(estimate, interval->estimate, decimals);
    if (isinf(interval->estimate))
        printf(odds ? "The odds after have no finite ratio to the odds before"
                    : "The rate after has no finite ratio to the rate before");
    else
        printf(odds ? "The odds after are %s times the odds before" : "The rate after is %s times the rate before",
               estimate);
    say_interval(interval, ratio_text, decimals);
    putchar('\n');
}

/* As it may have been typed: 5, 2.5 or 0.0000001, whatever its size. */
static void margin_text(char *text, double margin) {
    for (int decimals = 0; decimals <= 20; decimals++) {
        snprintf(text, number_size, "%.*f", decimals, 100 * margin);
        if (fabs(strtod(text, NULL) - 100 * margin) <= 1e-12 * margin) return;
    }
}

/* The confidence 1 - 2 alpha of an equivalence, of which doubles hold no more than what is near to it. */
static void twice_percent(char *text, double confidence) {
    char level[number_size];
    level_percent(level, 1 - confidence);
    const char *dot = strchr(level, '.');
    int decimals = dot ? (int)strlen(dot) - 2 : 0;
    snprintf(text, number_size, "%.*f", decimals, 100 * (2 * confidence - 1));
    if (dot && text[strlen(text) - 1] == '0') text[strlen(text) - (decimals > 1 ? 1 : 2)] = '\0'; /* 2.5% doubled */
    strcat(text, "%");
}

static void say_margin(const struct compare_request *request, const struct compared *compared) {
    const peel_margin *margin = &compared->margin;
    double change = compared->answer.change.estimate;
    static const char *const words[2][2] = {{"fell", "did not fall"}, {"changed", "did not change"}};
    char points_text[number_size], p_value[number_size], method[number_size], confidence[number_size];
    char lower[number_size], upper[number_size];
    int decimals = request->settings.decimals;
    margin_text(points_text, request->margin);
    short_title(method, margin->change.method);
    p_value_text(p_value, margin->p_value, 1 - request->settings.confidence);
    if (!is_inferred(&compared->answer.change)) { /* of known populations that were looked at as a whole */
        int within = change > -request->margin && (!request->equivalence || change < request->margin);
        printf("It %s by %s %s or more: every case was looked at\n", words[request->equivalence][within], points_text,
               point_word(points_text));
        return;
    }
    printf("A %s of %s %s or more%s is %s (%s %s", request->equivalence ? "change" : "fall", points_text,
           point_word(points_text), request->equivalence ? ", either way," : "",
           margin->shown ? "ruled out" : "not ruled out", method, p_value);
    if (request->equivalence) {
        twice_percent(confidence, request->settings.confidence);
        points(lower, margin->change.lower, decimals);
        points(upper, margin->change.upper, decimals);
        printf("; %s confidence interval %s to %s", confidence, lower, upper);
    }
    printf(")\n");
}

static void say_side(const char *when, const struct row *row, const peel_interval *rate, int decimals) {
    printf("%s: %lld of %lld", when, (long long)row->sample.met, (long long)row->sample.assessed);
    say_rate(&row->sample, rate, decimals);
    if (row->counts == PEEL_COUNTS_FAILURES)
        printf(", as %lld of %lld failed", (long long)(row->sample.assessed - row->sample.met),
               (long long)row->sample.assessed);
    putchar('\n');
}

/* `alone`: the samples of a comparison that stands alone have a line each. */
void say_compared(const struct compare_request *request, const struct compared *compared, int alone) {
    const peel_comparison *answer = &compared->answer;
    int decimals = request->settings.decimals;
    if (compared->name[0] != '\0') printf("%s: ", compared->name);
    if (isnan(answer->change.estimate)) {
        printf("No comparison: no case was assessed %s\n", isnan(answer->before.estimate) ? "before" : "after");
        return;
    }
    say_from_to(compared, decimals);
    say_change(&answer->change, decimals);
    say_inference(&answer->change, answer->verdict, &answer->test, answer->smallest_p, too_few_cases);
    size_t measures = (size_t)request->ratio + (size_t)request->odds_ratio;
    for (size_t i = 0; i < compared->other_count && i < measures; i++)
        say_ratio(&compared->others[i], decimals);
    if (request->margin > 0 && !isnan(compared->margin.p_value)) say_margin(request, compared);
    if (!alone) return;
    say_side("Before", compared->before, &answer->before, decimals);
    say_side("After", compared->after, &answer->after, decimals);
}

void say_strata(const struct compare_request *request, const struct strata *strata) {
    printf("Within the %zu series, as one figure: ", strata->count);
    if (isnan(strata->change.estimate)) {
        printf("no series has cases both before and after\n");
        return;
    }
    say_change(&strata->change, request->settings.decimals);
    say_inference(&strata->change, strata_verdict(strata), &strata->test, NAN, too_few_cases);
}

/* The interval and the test come from different methods, which may part company near alpha. */
static int disagree(const peel_comparison *answer) {
    const peel_interval *change = &answer->change;
    int excluded = change->lower > 0 || change->upper < 0;
    if (isnan(change->lower) || !is_inferred(change)) return 0;
    return excluded != (answer->test.p_value <= change->alpha);
}

/* What applies to any of them, each once. A used population is not unused because the test does without. */
void say_compared_notes(const struct compared *compared, size_t count) {
    const char *before = "\n";
    struct note_counts counts = {.total = count};
    size_t disagreeing = 0, between = 0, passed_over = 0, tested = 0, finite = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t notes = compared[i].answer.notes;
        for (size_t k = 0; k < compared[i].other_count; k++)
            notes |= compared[i].others[k].notes;
        if ((notes & PEEL_NOTE_FINITE) != 0) notes &= ~(uint32_t)PEEL_NOTE_POPULATION_UNUSED;
        count_notes(&counts, notes);
        finite += (notes & PEEL_NOTE_FINITE) != 0;
        tested += (notes & (PEEL_NOTE_DIP | PEEL_NOTE_CENSUS)) == 0;
        disagreeing += (size_t)disagree(&compared[i].answer);
        between += compared[i].between;
        passed_over += compared[i].passed_over;
    }
    before = say_note_counts(&counts, "series", before);
    if (finite > 0) {
        printf("%sNote: The test takes the populations as endless.\n", before);
        before = "";
    }
    if (disagreeing > 0) {
        printf("%sNote: Test and interval come from different methods and do not agree%s: the test decides.\n", before,
               count > 1 ? " everywhere" : " here");
        before = "";
    }
    before = say_many(tested, compared[0].answer.change.alpha, before);
    if (between > 0) {
        printf(
            "%sNote: Of each series the first and the last period are compared; what lies between is a matter for peel "
            "trend.\n",
            before);
        before = "";
    }
    if (passed_over > 0)
        printf("%sNote: Rows passed over, for they have no counts or no case was assessed: %zu.\n", before,
               passed_over);
}
