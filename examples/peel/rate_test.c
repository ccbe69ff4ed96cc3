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

/* What the sentence and the columns say: also of a rate that the cases looked at rule out, whose p is 0. */
int answer_rejected(const struct answer *answer) {
    return is_significant(answer->test.p_value, answer->interval.alpha);
}

/* Whether a method has a say, and neither the counts nor the design have decided. */
static int answer_inferred(const struct answer *answer) {
    return (answer->interval.notes & (PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_CENSUS | PEEL_NOTE_DIP)) == 0;
}

int answer_ruled_out(const struct answer *answer) {
    return (answer->test.notes & PEEL_NOTE_RULED_OUT) != 0;
}

int answer_tested(const struct answer *answer) {
    return answer->test.method != 0 && (answer_inferred(answer) || answer_ruled_out(answer));
}

int limit_decimals(const struct report *report, const struct answer *answer) {
    if (!answer_tested(answer)) return report->decimals;
    int lower = telling_decimals(answer->interval.lower, answer->against, report->decimals);
    int upper = telling_decimals(answer->interval.upper, answer->against, report->decimals);
    return lower > upper ? lower : upper;
}

/* "p = 0.14, z = -1.46, score" */
static void say_evidence(const struct answer *answer) {
    const peel_test *test = &answer->test;
    char p_value[number_size];
    p_value_text(p_value, test->p_value, answer->interval.alpha);
    printf("%s, ", p_value);
    if (isinf(test->statistic))
        printf("z = %sinfinity, ", test->statistic < 0 ? "-" : "");
    else if (!isnan(test->statistic))
        printf("z = %.2f, ", shown_z(test->statistic));
    printf("%s%s", test_words(test->method), test->side == PEEL_SIDE_TWO_SIDED ? "" : ", one-sided");
}

/* The true rate is at least met / N, and at most that of all others. One question of two they answer with yes. */
static void say_ruled_out(const struct answer *answer) {
    const peel_sample *sample = &answer->row->sample;
    int by_met = answer->against < answer->interval.estimate;
    printf("%s: of the %lld cases %lld %s", answer_rejected(answer) ? "No" : "Yes", (long long)sample->population,
           (long long)(by_met ? sample->met : sample->assessed - sample->met),
           by_met ? "met the criterion already" : "did not meet the criterion");
}

static void say_verdict_on_rate(const struct answer *answer, const char *rate) {
    char confidence[number_size];
    int32_t side = answer->test.side;
    confidence_percent(confidence, answer->interval.confidence);
    printf(". Could the true rate be %s%s? ", rate,
           side == PEEL_SIDE_LOWER   ? " or lower"
           : side == PEEL_SIDE_UPPER ? " or higher"
                                     : "");
    if (answer_ruled_out(answer)) {
        say_ruled_out(answer);
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
    else if ((answer->interval.notes & PEEL_NOTE_DIP) != 0 && !answer_ruled_out(answer))
        printf(". Whether the true rate could be %s such a sample does not tell", rate);
    else
        say_verdict_on_rate(answer, rate);
}

/* ", 112 to 159 of the 300" */
void cases_text(char *text, const struct answer *answer) {
    long long lower = answer->bounds.lower, upper = answer->bounds.upper;
    long long population = answer->row->sample.population;
    int32_t side = answer->interval.side;
    uint32_t decided = PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_CENSUS;
    text[0] = '\0';
    if (lower < 0 || (answer->interval.notes & decided) != 0) return;
    if (side != PEEL_SIDE_TWO_SIDED || lower == upper)
        snprintf(text, number_size, ", %lld of the %lld", side == PEEL_SIDE_UPPER ? upper : lower, population);
    else
        snprintf(text, number_size, ", %lld to %lld of the %lld", lower, upper, population);
}

/* ", prior 2 met and 3 failed", also where the default was taken */
void prior_text(char *text, const struct report *report, const struct answer *answer) {
    double met = answer_prior(answer, report->options.prior_met);
    double failed = answer_prior(answer, report->options.prior_failed);
    text[0] = '\0';
    if (isnan(met)) return;
    snprintf(text, prior_size, ", prior %.*g met and %.*g failed", shortest_digits(met), met, shortest_digits(failed),
             failed);
}

/* Whether an interval by another method than that of the test draws its line elsewhere. */
static int disagrees(const struct answer *answer) {
    const peel_interval *interval = &answer->interval;
    int inside = answer->against >= interval->lower && answer->against <= interval->upper;
    if (!answer_tested(answer) || answer_ruled_out(answer) || matched_test(interval->method) == answer->test.method)
        return 0;
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

/* What the tests of several rows have in common. Of a rate that is ruled out no test is shown. */
struct tested {
    size_t rows, answers, without, disagreeing, endless, finite, few, approximate;
    double alpha;
};

static int is_exact(int32_t test) {
    return test == PEEL_RATE_TEST_EXACT || test == PEEL_RATE_TEST_BLAKER || test == PEEL_RATE_TEST_STERNE;
}

/* Where a normal approximation is not to be relied on; at 0 and 1 there is none, but certainty. */
static int is_small(const struct answer *answer) {
    double assessed = (double)answer->row->sample.assessed, rate = answer->against;
    if (answer->test.method != PEEL_RATE_TEST_SCORE && answer->test.method != PEEL_RATE_TEST_LIKELIHOOD_RATIO) return 0;
    return rate > 0 && rate < 1 && (assessed * rate < 5 || assessed * (1 - rate) < 5);
}

static struct tested count_tested(const struct report *report) {
    struct tested tested = {.rows = 0};
    const struct row *counted = NULL;
    for (size_t i = 0; i < report->answer_count; i++) {
        const struct answer *answer = &report->answers[i];
        int first = i == 0 || answer->row != report->answers[i - 1].row;
        tested.without += (size_t)(first && answer->row->kind == PEEL_TALLY_SAMPLE && isnan(answer->against));
        if (!answer_tested(answer) || answer_ruled_out(answer)) continue;
        tested.rows += answer->row != counted;
        counted = answer->row;
        tested.answers++;
        tested.alpha = answer->interval.alpha;
        tested.disagreeing += (size_t)disagrees(answer);
        tested.endless += answer->row->sample.population > 0;
        tested.finite += (answer->interval.notes & PEEL_NOTE_FINITE) != 0;
        tested.few += (size_t)is_small(answer);
        tested.approximate += !is_exact(answer->test.method);
    }
    return tested;
}

static void say_many_rates(const struct tested *tested, const char *before) {
    char level[number_size], excluded[number_size];
    level_percent(level, tested->alpha);
    expected_text(excluded, tested->alpha * (double)tested->rows);
    int exact = tested->approximate == 0;
    printf("%sNote: Each of the %zu rates is tested at %s: if every true rate were the given one, chance alone would "
           "still exclude %s%s of them%s.\n",
           before, tested->rows, level, exact && excluded[0] == 'a' ? "up to " : "", excluded,
           exact ? "" : ", in small samples perhaps more");
}

static const char *say_tested(const struct report *report, const char *things, const char *before) {
    struct tested tested = count_tested(report);
    if (tested.endless > 0) {
        printf("%sNote: The test takes the population as endless%s.\n", before,
               tested.finite > 0 ? ", the interval does not: it may leave out a rate that the test does not exclude"
                                 : "");
        before = "";
    }
    if (tested.few > 0) {
        printf("%sNote: ", before);
        say_share(tested.few, tested.answers, things);
        printf("If that were the true rate, fewer than 5 cases would be expected to meet the criterion, or not to meet "
               "it: score and likelihood-ratio are approximations for larger samples; prefer exact.\n");
        before = "";
    }
    if (tested.disagreeing > 0) {
        printf("%sNote: Test and interval come from different methods and do not agree%s: the test decides.\n", before,
               tested.answers > 1 ? " everywhere" : " here");
        before = "";
    }
    if (tested.without > 0) {
        printf("%sNote: Rows without a target, which were not tested: %zu.\n", before, tested.without);
        before = "";
    }
    if (tested.rows < 2) return before;
    say_many_rates(&tested, before);
    return "";
}

static size_t bit_of(uint32_t note) {
    size_t bit = 0;
    while ((note >> bit) != 1)
        bit++;
    return bit;
}

/* That a rate is ruled out is said with the row. */
const char *say_rate_notes(const struct report *report, const char *before) {
    const size_t unused_bit = bit_of(PEEL_NOTE_POPULATION_UNUSED), hole_bit = bit_of(PEEL_NOTE_HOLE);
    struct note_counts counts = {.total = 0};
    int typed = 1;
    for (size_t i = 0; i < report->answer_count; i++) {
        const struct answer *answer = &report->answers[i];
        if (answer->row->kind != PEEL_TALLY_SAMPLE || answer->status != PEEL_OK) continue;
        counts.total++;
        typed = typed && answer->row->line == 0;
        count_notes(&counts, answer_notes(answer) & ~(uint32_t)PEEL_NOTE_RULED_OUT);
    }
    const char *things = report->all_methods ? "answers" : typed ? "samples" : "rows";
    size_t unused = counts.held[unused_bit], holes = counts.held[hole_bit];
    counts.held[unused_bit] = counts.held[hole_bit] = 0;
    before = say_note_counts(&counts, things, before);
    before = say_unused(&counts, unused, things, before);
    before = say_hole(&counts, holes, things, before);
    return report->against == against_nothing ? before : say_tested(report, things, before);
}
