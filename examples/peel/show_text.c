/*
 * A report in sentences that may stand in a public paper.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The form in which HMICFRS prints its rates: Wald's interval at 95%, unless another confidence was asked for. */
static void say_plus_minus(const struct report *report, const struct answer *answer) {
    char rate[number_size], width[number_size];
    char confidence[number_size] = "";
    char cases[number_size];
    double half_width = answer_half_width(answer);
    cases_text(cases, answer);
    percent(rate, answer->interval.estimate, report->decimals, " percent", 1);
    percent(width, half_width, report->decimals, " percent", 1);
    if (answer->interval.confidence != 0.95) confidence_percent(confidence, answer->interval.confidence);
    printf(": %s (with a %s%sconfidence interval of +/- %s%s)", rate, confidence, confidence[0] != '\0' ? " " : "",
           width, cases);
}

static void say_limits(const struct report *report, const struct answer *answer) {
    char cases[number_size], prior[prior_size];
    cases_text(cases, answer);
    prior_text(prior, report, answer);
    const struct rate_words words = {report->decimals, limit_decimals(report, answer), cases, prior};
    say_rate_with(&answer->row->sample, &answer->interval, &words);
}

static void say_sample(const struct report *report, const struct answer *answer) {
    const peel_sample *sample = &answer->row->sample;
    printf("%lld of %lld", (long long)sample->met, (long long)sample->assessed);
    if (report->plus_minus && !isnan(answer_half_width(answer)))
        say_plus_minus(report, answer);
    else
        say_limits(report, answer);
    if (answer->row->counts == PEEL_COUNTS_FAILURES)
        printf(", as %lld of %lld failed", (long long)(sample->assessed - sample->met), (long long)sample->assessed);
    say_against(report, answer);
}

/* A sentence a row: where all methods were asked for, by the first that has an answer; the table has the others. */
void show_sentences(const struct report *report) {
    const struct row *said = NULL;
    for (size_t i = 0; i < report->answer_count; i++) {
        const struct answer *answer = &report->answers[i];
        if (answer->row == said || answer->status != PEEL_OK) continue;
        said = answer->row;
        say_label(answer->row);
        if (answer->row->kind == PEEL_TALLY_SAMPLE) {
            say_sample(report, answer);
        } else if (answer->row->kind == PEEL_TALLY_REPORTED) {
            char *reported = text_flat_copy(answer->row->reported);
            printf("%s, as printed (without counts there is no interval)", reported);
            free(reported);
        } else {
            printf("no figure");
        }
        putchar('\n');
    }
}

/* Whether a share of cases rounds to the printed percentage. A tie may go up or down; 1e-12 is for doubles. */
static int rounds_to(int64_t cases, int64_t assessed, double printed, int decimals) {
    double percentage = 100.0 * (double)cases / (double)assessed;
    return fabs(percentage - printed) <= 0.5 * pow(10, -decimals) + 1e-12;
}

/* Names the row if its counts contradict the percentage beside them. Of failures, either share may have been printed. */
static int say_misprint(const struct row *row, const char *before) {
    const peel_sample *sample = &row->sample;
    const char *dot = strchr(row->reported, '.');
    int decimals = dot ? (int)strspn(dot + 1, "0123456789") : 0;
    double printed = strtod(row->reported, NULL);
    char rate[number_size];
    if (row->kind != PEEL_TALLY_SAMPLE || row->reported[0] == '\0' || sample->assessed == 0) return 0;
    if (rounds_to(sample->met, sample->assessed, printed, decimals)) return 0;
    if (row->counts == PEEL_COUNTS_FAILURES &&
        rounds_to(sample->assessed - sample->met, sample->assessed, printed, decimals))
        return 0;
    percent(rate, (double)sample->met / (double)sample->assessed, decimals < most_decimals ? decimals : most_decimals,
            "%", 1);
    char *reported = text_flat_copy(row->reported);
    printf("%s", before);
    say_label(row);
    printf("printed %s, but %lld of %lld is %s\n", reported, (long long)sample->met, (long long)sample->assessed, rate);
    free(reported);
    return 1;
}

/* What applies to any of the answers, each once; and the rows whose printed percentage is not that of their counts. */
void show_notes(const struct report *report) {
    char confidence[number_size];
    int half_widths = 0;
    const char *before = say_rate_notes(report, "\n");
    for (size_t i = 0; i < report->answer_count; i++)
        half_widths = half_widths || !isnan(answer_half_width(&report->answers[i]));
    for (size_t i = 0; i < report->answer_count; i++) {
        const struct row *row = report->answers[i].row;
        if ((i == 0 || row != report->answers[i - 1].row) && say_misprint(row, before)) before = "";
    }
    if (!report->plus_minus || !half_widths) return;
    confidence_percent(confidence, report->options.confidence);
    printf("%sNote: +/- is half the width of Wald's interval at %s, the form of HMICFRS: it misses far more often than "
           "it says in small samples.\n",
           before, confidence);
}
