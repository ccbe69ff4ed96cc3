/*
 * What is said of a sample besides its rate: how many cases of its population that is, and whether the true rate could be a
 * given one.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Each test with the interval that it agrees with, and how a sentence names it. */
static const struct match {
    int32_t test, interval;
    const char *words;
} matches[] = {{PEEL_RATE_TEST_EXACT, PEEL_RATE_CLOPPER_PEARSON, "exact binomial"},
               {PEEL_RATE_TEST_MID_P, PEEL_RATE_MID_P, "mid-P"},
               {PEEL_RATE_TEST_BLAKER, PEEL_RATE_BLAKER, "Blaker"},
               {PEEL_RATE_TEST_STERNE, PEEL_RATE_STERNE, "Sterne"},
               {PEEL_RATE_TEST_SCORE, PEEL_RATE_WILSON, "score"},
               {PEEL_RATE_TEST_LIKELIHOOD_RATIO, PEEL_RATE_LIKELIHOOD_RATIO, "likelihood ratio"}};
enum { match_count = sizeof matches / sizeof matches[0] };

int32_t matched_test(int32_t method) {
    for (size_t i = 0; i < match_count; i++)
        if (matches[i].interval == method) return matches[i].test;
    return 0;
}

int32_t matched_interval(int32_t test) {
    for (size_t i = 0; i < match_count; i++)
        if (matches[i].test == test) return matches[i].interval;
    return 0;
}

static const char *test_words(int32_t test) {
    for (size_t i = 0; i < match_count; i++)
        if (matches[i].test == test) return matches[i].words;
    return "";
}

/* A p-value within 1e-12 of alpha, relatively, is equal to it. */
int answer_rejected(const struct answer *answer) {
    return answer->test.p_value <= answer->interval.alpha * (1 + 1e-12);
}

/* Whether a method has a say, and neither the counts nor the design have decided. */
static int answer_inferred(const struct answer *answer) {
    return (answer->interval.notes & (PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_CENSUS | PEEL_NOTE_DIP)) == 0;
}

int answer_tested(const struct answer *answer) {
    return answer->test.method != 0 && answer_inferred(answer);
}

/*
 * Which cases already looked at rule the rate out, whatever the others of a known population are: 1 those that met the
 * criterion, -1 those that failed it; 0 none.
 */
static int is_impossible(const struct answer *answer) {
    const peel_sample *sample = &answer->row->sample;
    double population = (double)sample->population;
    int64_t failed = sample->assessed - sample->met;
    if (sample->population == 0) return 0;
    if (answer->test.side != PEEL_SIDE_UPPER && (double)sample->met / population > answer->against) return 1;
    if (answer->test.side != PEEL_SIDE_LOWER && (double)(sample->population - failed) / population < answer->against)
        return -1;
    return 0;
}

int answer_excluded(const struct answer *answer) {
    return answer_rejected(answer) || is_impossible(answer) != 0;
}

/* "p = 0.14, z = -1.46, score" */
static void say_evidence(const struct answer *answer) {
    const peel_test *test = &answer->test;
    char p_value[number_size];
    p_value_text(p_value, test->p_value, answer->interval.alpha);
    printf("%s, ", p_value);
    if (isfinite(test->statistic)) printf("z = %.2f, ", test->statistic);
    printf("%s%s", test_words(test->method), test->side == PEEL_SIDE_TWO_SIDED ? "" : ", one-sided");
}

static void say_verdict_on_rate(const struct answer *answer, const char *rate) {
    const peel_sample *sample = &answer->row->sample;
    char confidence[number_size];
    int32_t side = answer->test.side;
    int impossible = is_impossible(answer);
    confidence_percent(confidence, answer->interval.confidence);
    printf(". Could the true rate be %s%s? ", rate,
           side == PEEL_SIDE_LOWER   ? " or lower"
           : side == PEEL_SIDE_UPPER ? " or higher"
                                     : "");
    if (impossible != 0) {
        printf("No: of the %lld cases %lld %s already", (long long)sample->population,
               (long long)(impossible > 0 ? sample->met : sample->assessed - sample->met),
               impossible > 0 ? "met the criterion" : "failed it");
        return;
    }
    if (answer_rejected(answer))
        printf("It is excluded at %s (", confidence);
    else
        printf("This sample does not exclude it (");
    say_evidence(answer);
    printf(")");
}

void say_against(const struct report *report, const struct answer *answer) {
    char rate[number_size];
    double estimate = answer->interval.estimate;
    if (report->against == against_nothing || answer->test.method == 0 || isnan(estimate)) return;
    confidence_percent(rate, answer->against);
    if ((answer->interval.notes & PEEL_NOTE_CENSUS) != 0)
        printf(". That is %s %s",
               estimate < answer->against   ? "below"
               : estimate > answer->against ? "above"
                                            : "exactly",
               rate);
    else if ((answer->interval.notes & PEEL_NOTE_DIP) != 0)
        printf(". Whether the true rate could be %s such a sample does not tell", rate);
    else
        say_verdict_on_rate(answer, rate);
}

/* ", between 112 and 158 of the 300" */
void say_cases(const struct answer *answer) {
    long long lower = answer->bounds.lower, upper = answer->bounds.upper;
    long long population = answer->row->sample.population;
    int32_t side = answer->interval.side;
    uint32_t decided = PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_CENSUS;
    if (lower < 0 || (answer->interval.notes & decided) != 0) return;
    if (side == PEEL_SIDE_LOWER)
        printf(", at least %lld of the %lld", lower, population);
    else if (side == PEEL_SIDE_UPPER)
        printf(", at most %lld of the %lld", upper, population);
    else if (lower == upper)
        printf(", which is %lld of the %lld", lower, population);
    else
        printf(", between %lld and %lld of the %lld", lower, upper, population);
}

void say_prior(const struct report *report, const struct answer *answer) {
    double met = answer_prior(answer, report->options.prior_met);
    double failed = answer_prior(answer, report->options.prior_failed);
    if (isnan(met) || !answer_inferred(answer)) return;
    printf(", with a prior worth %.*g met and %.*g failed", shortest_digits(met), met, shortest_digits(failed), failed);
}

/* Whether an interval by another method than that of the test draws its line elsewhere. */
static int disagrees(const struct answer *answer) {
    const peel_interval *interval = &answer->interval;
    int inside = answer->against >= interval->lower && answer->against <= interval->upper;
    if (!answer_tested(answer) || matched_test(interval->method) == answer->test.method) return 0;
    if ((interval->notes & PEEL_NOTE_FINITE) != 0) return 0; /* which has a note of its own */
    return inside == answer_rejected(answer);
}

static const char *say_unused(const struct note_counts *counts, size_t held, const char *things, const char *before) {
    if (held == 0) return before;
    char *names = methods_with(PEEL_CONCEPT_RATE, PEEL_OFFERS_POPULATION);
    printf("%sNote: ", before);
    say_share(held, counts->total, things);
    printf("%s Methods that use it: %s.\n", peel_note_sentence(PEEL_NOTE_POPULATION_UNUSED), names);
    free(names);
    return "";
}

static const char *say_hole(const struct note_counts *counts, size_t held, const char *things, const char *before) {
    if (held == 0) return before;
    printf("%sNote: ", before);
    say_share(held, counts->total, things);
    printf("%s The interval reaches from the lowest to the highest rate that is not rejected.\n",
           peel_note_sentence(PEEL_NOTE_HOLE));
    return "";
}

/* What the tests of several rows have in common. */
struct tested {
    size_t rows, without, disagreeing, endless, finite;
    double alpha;
};

static struct tested count_tested(const struct report *report) {
    struct tested tested = {.rows = 0};
    for (size_t i = 0; i < report->answer_count; i++) {
        const struct answer *answer = &report->answers[i];
        int first = i == 0 || answer->row != report->answers[i - 1].row;
        tested.without += (size_t)(first && answer->row->kind == PEEL_TALLY_SAMPLE && isnan(answer->against));
        if (!answer_tested(answer)) continue;
        tested.rows += (size_t)first;
        tested.alpha = answer->interval.alpha;
        tested.disagreeing += (size_t)disagrees(answer);
        tested.endless += answer->row->sample.population > 0;
        tested.finite += (answer->interval.notes & PEEL_NOTE_FINITE) != 0;
    }
    return tested;
}

static const char *say_tested(const struct report *report, const char *before) {
    struct tested tested = count_tested(report);
    if (tested.endless > 0) {
        printf("%sNote: The test takes the population as endless%s.\n", before,
               tested.finite > 0 ? ", the interval does not: it may leave out a rate that the test does not exclude"
                                 : "");
        before = "";
    }
    if (tested.disagreeing > 0) {
        printf("%sNote: Test and interval come from different methods and do not agree%s: the test decides.\n", before,
               tested.rows > 1 ? " everywhere" : " here");
        before = "";
    }
    if (tested.without > 0) {
        printf("%sNote: Rows without a target, which were not tested: %zu.\n", before, tested.without);
        before = "";
    }
    if (tested.rows < 2) return before;
    char level[number_size];
    confidence_percent(level, round(tested.alpha * 1e12) / 1e12); /* 1 - confidence, in doubles */
    printf("%sNote: Each of the %zu rates is tested at %s: if every true rate were the given one, chance alone would "
           "still exclude up to about %.2g of them.\n",
           before, tested.rows, level, tested.alpha * (double)tested.rows);
    return "";
}

const char *say_rate_notes(const struct report *report, const char *before) {
    struct note_counts counts = {.total = 0};
    size_t unused_bit = 0, hole_bit = 0;
    int typed = 1;
    while ((PEEL_NOTE_POPULATION_UNUSED >> unused_bit) != 1)
        unused_bit++;
    while ((PEEL_NOTE_HOLE >> hole_bit) != 1)
        hole_bit++;
    for (size_t i = 0; i < report->answer_count; i++) {
        const struct answer *answer = &report->answers[i];
        if (answer->row->kind != PEEL_TALLY_SAMPLE) continue;
        counts.total++;
        typed = typed && answer->row->line == 0;
        count_notes(&counts, answer_notes(answer));
    }
    const char *things = report->all_methods ? "answers" : typed ? "samples" : "rows";
    size_t unused = counts.held[unused_bit], holes = counts.held[hole_bit];
    counts.held[unused_bit] = counts.held[hole_bit] = 0;
    before = say_note_counts(&counts, things, before);
    before = say_unused(&counts, unused, things, before);
    before = say_hole(&counts, holes, things, before);
    return report->against == against_nothing ? before : say_tested(report, before);
}
