/*
 * What was counted, as a table; of one rate alone, as a sentence.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tally.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    c_criterion,
    c_met,
    c_assessed,
    c_rate,
    c_lower,
    c_upper,
    c_missing,
    c_range,
    c_open,
    c_unknown,
    c_notes,
    after_keys
};

static const struct column columns[after_keys] = {
    {"criterion", 1, 0}, {"met", 0, 1},     {"assessed", 0, 1}, {"rate", 0, 1},
    {"lower", 0, 1},     {"upper", 0, 1},   {"missing", 0, 1},  {"with missing", 0, 1},
    {"open", 0, 1},      {"unknown", 0, 1}, {"notes", 1, 0},
};

struct shown_rates {
    const struct counted *counted;
    struct group_rate *rates;
    int decimals;
    int criterion; /* 1: its column is shown */
};

static const char *count_cell(char *buffer, int64_t count, int shown) {
    if (!shown) return "";
    snprintf(buffer, number_size, "%lld", (long long)count);
    return buffer;
}

static const char *percent_cell(const struct shown_rates *shown, char *buffer, double rate, int is_shown) {
    if (!is_shown) return "";
    percent(buffer, rate, shown->decimals, "%", 0);
    return buffer;
}

/* From the rate if all the missing had failed to the rate if all had met. */
static void range_text(char *text, const peel_case_tally *tally, int decimals, int in_words) {
    char lowest[number_size], highest[number_size];
    percent(lowest, tally->lowest, decimals, "%", in_words);
    percent(highest, tally->highest, decimals, "%", in_words);
    snprintf(text, number_size, "%.28s to %.28s", lowest, highest);
}

static const char *range_cell(const struct shown_rates *shown, char *buffer, const peel_case_tally *tally) {
    if (tally->missing == 0 || isnan(tally->lowest)) return "";
    range_text(buffer, tally, shown->decimals, 0);
    return buffer;
}

static const char *notes_cell(char *buffer, const struct group_rate *rate) {
    if (rate->status != PEEL_OK) return peel_status_name(rate->status);
    note_names(buffer, rate->interval.notes);
    return buffer;
}

static const char *rate_cell(const void *context, size_t row, size_t column, char buffer[number_size]) {
    const struct shown_rates *shown = context;
    const struct group_rate *rate = &shown->rates[row];
    const peel_case_tally *tally = &rate->tally;
    int shows = rate->status == PEEL_OK ? interval_shows(&rate->interval) : 0;
    if (column < shown->counted->keys) return key_text(shown->counted, tally->group, column);
    switch (column - shown->counted->keys) {
    case c_criterion: return shown->criterion ? tally->criterion : "";
    case c_met: return count_cell(buffer, tally->sample.met, 1);
    case c_assessed: return count_cell(buffer, tally->sample.assessed, 1);
    case c_rate: return percent_cell(shown, buffer, rate->interval.estimate, (shows & shows_rate) != 0);
    case c_lower: return percent_cell(shown, buffer, rate->interval.lower, (shows & shows_lower) != 0);
    case c_upper:
        return percent_cell(shown, buffer, rate_upper(&tally->sample, &rate->interval), (shows & shows_upper) != 0);
    case c_missing: return count_cell(buffer, tally->missing, tally->missing > 0);
    case c_range: return range_cell(shown, buffer, tally);
    case c_open: return count_cell(buffer, tally->open, tally->open > 0);
    case c_unknown: return count_cell(buffer, tally->unknown, tally->unknown > 0);
    default: return notes_cell(buffer, rate);
    }
}

static void show_rows(const struct shown_rates *shown) {
    const struct counted *counted = shown->counted;
    size_t keys = counted->keys;
    char **names = needed(calloc(keys + 1, sizeof *names));
    struct column *all = needed(calloc(keys + after_keys, sizeof *all));
    for (size_t i = 0; i < keys; i++) {
        names[i] = text_flat_copy(key_name(counted, i));
        all[i] = (struct column){names[i], 1, 0};
    }
    for (size_t i = 0; i < after_keys; i++)
        all[keys + i] = columns[i];
    table_show(all, keys + after_keys, counted->rates, rate_cell, shown);
    for (size_t i = 0; i < keys; i++)
        free(names[i]);
    free(names);
    free(all);
}

/* What the policy makes of the missing; that they are in no rate is what a reader expects. */
static const char *missing_words(int32_t policy) {
    return policy == PEEL_MISSING_FAILED ? "; in the rates they are not met"
           : policy == PEEL_MISSING_MET  ? "; in the rates they are met"
                                         : "";
}

static void say_below(const struct shown_rates *shown) {
    const struct counted *counted = shown->counted;
    struct note_counts counts = {.total = counted->rates};
    int shows = 0, missing = 0;
    for (size_t i = 0; i < counted->rates; i++) {
        const struct group_rate *rate = &shown->rates[i];
        if (rate->status != PEEL_OK) continue;
        shows |= interval_shows(&rate->interval);
        missing = missing || rate->tally.missing > 0;
        count_notes(&counts, rate->interval.notes);
    }
    if ((shows & (shows_lower | shows_upper)) != 0) say_limits_caption(&counted->request->report->options, 0);
    if (missing)
        printf("With missing: the rate if all the missing had failed, to the rate if all had met%s.\n",
               missing_words(counted->request->missing));
    say_note_counts(&counts, "rates", "\n");
}

static void say_one(const struct shown_rates *shown) {
    const struct group_rate *rate = &shown->rates[0];
    const peel_case_tally *tally = &rate->tally;
    char range[number_size];
    struct note_counts counts = {.total = 1};
    char *criterion = text_flat_copy(tally->criterion);
    for (size_t key = 0; key < shown->counted->keys; key++) {
        char *text = text_flat_copy(key_text(shown->counted, tally->group, key));
        printf("%s%s", text, text[0] == '\0' ? "" : ", ");
        free(text);
    }
    printf("%s: %lld of %lld", criterion, (long long)tally->sample.met, (long long)tally->sample.assessed);
    say_rate(&tally->sample, &rate->interval, shown->decimals);
    if (tally->missing > 0 && !isnan(tally->lowest)) {
        range_text(range, tally, shown->decimals, 1);
        printf("; %lld missing: %s if they had all failed, or all met%s", (long long)tally->missing, range,
               missing_words(shown->counted->request->missing));
    }
    putchar('\n');
    count_notes(&counts, rate->interval.notes);
    say_note_counts(&counts, "rates", "\n");
    free(criterion);
}

/* One criterion has its column where the user gave it a name. */
static int is_named(const struct tally_request *request) {
    const struct list *const lists[] = {&request->outcome, &request->filled};
    for (size_t i = 0; i < 2; i++)
        if (lists[i]->count > 0 && lists[i]->items[0].name) return 1;
    return request->name != NULL;
}

void show_tally_table(const struct counted *counted) {
    const struct tally_request *request = counted->request;
    struct shown_rates shown = {.counted = counted,
                                .rates = needed(calloc(counted->rates + 1, sizeof *shown.rates)),
                                .decimals = request->settings.decimals,
                                .criterion = shows_criterion(counted) && (counted->criteria > 1 || is_named(request))};
    for (size_t i = 0; i < counted->rates; i++)
        counted_rate(counted, i, &shown.rates[i]);
    if (counted->rates == 1 && shown.rates[0].status == PEEL_OK && request->settings.format == format_sentences)
        say_one(&shown);
    else if (counted->rates > 0) {
        show_rows(&shown);
        say_below(&shown);
    }
    free(shown.rates);
}
