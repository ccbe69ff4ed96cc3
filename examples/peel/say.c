/*
 * Parts of sentences that may stand in a public paper.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "program.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What tells the row from the others, as in "AFI 5, attended within the published time: ". */
void say_label(const struct row *row) {
    const char *const parts[] = {row->force, row->area, row->criterion, row->period};
    const char *between = "";
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i][0] == '\0') continue;
        char *part = text_flat_copy(parts[i]);
        printf("%s%s", between, part);
        between = ", ";
        free(part);
    }
    if (between[0] != '\0') printf(": ");
}

void say_rate_with(const peel_sample *sample, const peel_interval *interval, const struct rate_words *words) {
    char rate[number_size], lower[number_size], upper[number_size], confidence[number_size];
    peel_method method = {.title = ""};
    int shows = interval_shows(interval);
    if ((shows & shows_rate) == 0) {
        printf(" (no rate: no case was assessed)");
        return;
    }
    peel_method_get(interval->method, &method);
    percent(rate, interval->estimate, words->decimals, "%", 1);
    confidence_percent(confidence, interval->confidence);
    if ((shows & shows_lower) != 0) percent(lower, interval->lower, words->limit_decimals, "%", 1);
    if ((shows & shows_upper) != 0) percent(upper, rate_upper(sample, interval), words->limit_decimals, "%", 1);
    printf(" (%s; ", rate);
    if ((interval->notes & PEEL_NOTE_CENSUS) != 0)
        printf("every case was looked at)");
    else if ((interval->notes & PEEL_NOTE_DIP) != 0)
        printf("no interval, as a dip sample supports none)");
    else if (interval->side == PEEL_SIDE_LOWER)
        printf("at least %s%s, one-sided %s lower bound, %s%s)", lower, words->cases, confidence, method.title,
               words->prior);
    else if (interval->side == PEEL_SIDE_UPPER)
        printf("at most %s%s, one-sided %s upper bound, %s%s)", upper, words->cases, confidence, method.title,
               words->prior);
    else
        printf("%s confidence interval %s to %s%s, %s%s)", confidence, lower, upper, words->cases, method.title,
               words->prior);
}

void say_rate(const peel_sample *sample, const peel_interval *interval, int decimals) {
    say_rate_with(sample, interval, &(struct rate_words){decimals, decimals, "", ""});
}

/*
 * More decimals than asked for where those would make 0, or all, of what is not; and a bound where all of them would not
 * do: that is a change by less than a case in a million million.
 */
void points_size(char *text, double size, int decimals) {
    int places = decimals;
    if (isinf(size)) {
        snprintf(text, number_size, "infinity");
        return;
    }
    do
        percent(text, size, places, "", 0);
    while ((text[0] == '<' || text[0] == '>') && ++places <= most_decimals);
    if (text[0] == '>') snprintf(text, number_size, "%.*f", decimals, 100.0);
}

void points(char *text, double change, int decimals) {
    char digits[number_size];
    points_size(digits, fabs(change), decimals);
    int bound = digits[0] == '<';
    snprintf(text, number_size, "%s%s%.50s", bound ? "<" : "",
             change > 0   ? "+"
             : change < 0 ? "-"
                          : "",
             digits + bound);
}

/* "1 percentage point", but "1.0 percentage points". */
const char *point_word(const char *digits) {
    digits += *digits == '+' || *digits == '-';
    return strcmp(digits, "1") == 0 ? "percentage point" : "percentage points";
}

/* At least two decimals below 10, and as many as tell it from 0 and from 1. */
void ratio_text(char *text, double ratio, int decimals) {
    char *end = text;
    (void)decimals;
    if (isinf(ratio)) {
        snprintf(text, number_size, "infinity");
        return;
    }
    for (int places = ratio < 10 ? 2 : ratio < 100 ? 1 : 0; places <= most_decimals; places++) {
        snprintf(text, number_size, "%.*f", places, ratio);
        double shown = strtod(text, &end);
        if ((shown == 0) == (ratio == 0) && (shown == 1) == (ratio == 1)) return;
    }
}

int is_significant(double p_value, double alpha) {
    return p_value <= alpha * (1 + 1e-12);
}

/* Three decimals, and as many more as show on which side of alpha it lies. */
void p_value_text(char *text, double p_value, double alpha) {
    char *end = text;
    if (p_value >= 1) {
        snprintf(text, number_size, "p = 1");
        return;
    }
    if (p_value > 0.999 && alpha <= 0.999) {
        snprintf(text, number_size, "p > 0.999");
        return;
    }
    if (p_value < 0.001 && alpha >= 0.001) {
        snprintf(text, number_size, "p < 0.001");
        return;
    }
    for (int decimals = p_value < 0.1 ? 3 : 2; decimals <= 17; decimals++) {
        snprintf(text, number_size, "p = %.*f", decimals, p_value);
        double shown = strtod(text + 4, &end);
        if (shown > 0 && shown < 1 && is_significant(shown, alpha) == is_significant(p_value, alpha)) return;
    }
    snprintf(text, number_size, "p = %.3g", p_value);
}

/* The same for a table's column: "0.037", "<0.001". */
void p_value_cell(char *text, double p_value, double alpha) {
    p_value_text(text, p_value, alpha);
    int bound = text[2] != '=';
    memmove(text, text + (bound ? 2 : 4), strlen(text) - (bound ? 1 : 3));
    if (bound) memmove(text + 1, text + 2, strlen(text + 1));
}

/* The title of a method without what it says in parentheses, unless that is what tells it from another one. */
void short_title(char *text, int32_t number) {
    static const struct word {
        int32_t number;
        const char *title;
    } words[] = {{PEEL_TREND_EXACT, "Cochran-Armitage exact"},
                 {PEEL_TREND_MONTE_CARLO, "Cochran-Armitage Monte Carlo"},
                 {PEEL_TREND_COCHRAN_ARMITAGE_N, "Cochran-Armitage with N"},
                 {PEEL_TREND_SLOPE, "Cochran-Armitage"},
                 {PEEL_TREND_HAMED_RAO, "Hamed-Rao"},
                 {PEEL_TREND_SEASONAL, "seasonal Mann-Kendall"},
                 {PEEL_REPORTED_PLUS_MINUS, "from the printed +/-"},
                 {PEEL_REPORTED_BINOMIAL, "exact binomial"},
                 {PEEL_REPORTED_EFFECTIVE, "Pearson with the effective size"}};
    peel_method method = {.title = ""};
    peel_method_get(number, &method);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (words[i].number == number) method.title = words[i].title;
    snprintf(text, number_size, "%s", method.title);
    char *more = strstr(text, " (");
    if (more) *more = '\0';
}

/* " (95% confidence interval +1.8 to +26.9, Newcombe)", or why there is none. */
void say_interval(const peel_interval *interval, put_value *put, int decimals) {
    char lower[number_size], upper[number_size], confidence[number_size], method[number_size];
    if ((interval->notes & PEEL_NOTE_CENSUS) != 0) {
        printf(" (every case was looked at)");
        return;
    }
    if (isnan(interval->lower) || isnan(interval->upper)) {
        printf((interval->notes & PEEL_NOTE_DIP) != 0 ? " (no interval, as a dip sample supports none)"
                                                      : " (no interval)");
        return;
    }
    if (isinf(interval->lower) && isinf(interval->upper)) {
        printf(" (no interval: the figures are too few)");
        return;
    }
    confidence_percent(confidence, interval->confidence);
    short_title(method, interval->method);
    put(lower, interval->lower, decimals);
    put(upper, interval->upper, decimals);
    if (interval->side == PEEL_SIDE_LOWER)
        printf(" (at least %s, one-sided %s lower bound, %s)", lower, confidence, method);
    else if (interval->side == PEEL_SIDE_UPPER)
        printf(" (at most %s, one-sided %s upper bound, %s)", upper, confidence, method);
    else
        printf(" (%s confidence interval %s to %s, %s)", confidence, lower, upper, method);
}

void say_change(const peel_interval *change, int decimals) {
    char estimate[number_size];
    points(estimate, change->estimate, decimals);
    printf("%s %s", estimate, point_word(estimate));
    say_interval(change, points, decimals);
}

/*
 * A population is not unused where every case was looked at: that is what it was used for. And where no test counts, as of
 * a census or a dip, nothing is said of tests.
 */
static uint32_t plain_notes(uint32_t notes) {
    uint32_t of_tests = PEEL_NOTE_SMALL_EXPECTED | PEEL_NOTE_OVERDISPERSED | PEEL_NOTE_UNEQUAL_SIZES |
                        PEEL_NOTE_NO_COUNTS | PEEL_NOTE_MONTE_CARLO;
    if ((notes & PEEL_NOTE_CENSUS) != 0) notes &= ~(uint32_t)PEEL_NOTE_POPULATION_UNUSED;
    return (notes & (PEEL_NOTE_CENSUS | PEEL_NOTE_DIP)) != 0 ? notes & ~of_tests : notes;
}

/* Returns what stands before the next note. */
const char *say_notes(uint32_t notes, const char *before) {
    for (notes = plain_notes(notes); notes != 0; before = "")
        printf("%sNote: %s\n", before, peel_note_sentence(take_note(&notes)));
    return before;
}

void count_notes(struct note_counts *counts, uint32_t notes) {
    notes = plain_notes(notes);
    for (size_t bit = 0; bit < 32; bit++)
        counts->held[bit] += (notes >> bit) & 1U;
}

void say_share(size_t held, size_t total, const char *things) {
    if (held < total) printf("In %zu of %zu %s: ", held, total, things);
}

const char *say_note_counts(const struct note_counts *counts, const char *things, const char *before) {
    for (size_t bit = 0; bit < 32; bit++) {
        const char *sentence = counts->held[bit] > 0 ? peel_note_sentence((uint32_t)1 << bit) : NULL;
        if (!sentence) continue;
        printf("%sNote: ", before);
        say_share(counts->held[bit], counts->total, things);
        printf("%s\n", sentence);
        before = "";
    }
    return before;
}
