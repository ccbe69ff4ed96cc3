/*
 * What a chart says, in sentences: the news first, then what may be expected.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chart.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Sightings told of one series; the rest stands in the table. */
enum { most_sightings = 8 };

/* Where nothing can be a signal, what stands in its way. Returns 0 where nothing does. */
static int say_degenerate(const struct charted *charted, int decimals) {
    const peel_chart_result *result = &charted->result;
    char text[words_size], value[number_size];
    if (result->points == 0) {
        printf("nothing to chart: no case was assessed in any %s\n", chart_unit(charted, 1));
        return 1;
    }
    chart_sample_text(charted, result->last, decimals, text);
    if (result->points == 1) {
        printf("too few %s to tell signal from noise: one alone, %s\n", chart_unit(charted, 2), text);
        return 1;
    }
    if (chart_few(charted) && !chart_flat(charted)) {
        printf("too few %s to tell signal from noise: two, the latest %s", chart_unit(charted, 2), text);
        printf("%s\n", chart_of_values(charted) ? "" : "; peel compare tells whether two samples differ");
        return 1;
    }
    if (!chart_flat(charted) || result->signals > 0) return 0;
    double rate = charted->columns.value[result->last];
    chart_value(charted, value, rate, decimals);
    if (chart_of_values(charted) ||
        (charted->points[result->last]->value != 0 && charted->points[result->last]->value != 1))
        printf("no signal: every %s is at %s\n", chart_unit(charted, 1), value);
    else
        printf("no signal: %s %s\n",
               charted->points[result->last]->value == 0 ? "no case met the criterion in any"
                                                         : "all cases met the criterion in every",
               chart_unit(charted, 1));
    return 1;
}

static void say_sighting(const struct charted *charted, const struct sighting *sighting, int decimals) {
    char where[words_size], what[words_size], range[range_size];
    int single = sighting->first == sighting->last;
    if (single && charted->options.kind != PEEL_CHART_EWMA) {
        const peel_chart_columns *columns = &charted->columns;
        double limit = (sighting->upward ? columns->upper : columns->lower)[sighting->last];
        if (charted->rules[sighting->rule].zone <= 0) limit = columns->centre[sighting->last];
        decimals = chart_apart(charted, columns->value[sighting->last], chart_limit(charted, limit), decimals);
    }
    chart_sighting_words(charted, sighting, decimals, what);
    if (single) {
        chart_sample_text(charted, sighting->last, decimals, where);
        printf("%s, %s, %s\n", where, what, chart_signal_words(sighting->signal));
        return;
    }
    chart_range(charted, sighting->first, sighting->last, range);
    printf("%s: %s, %s\n", range, what, chart_signal_words(sighting->signal));
}

/* Rules that judge the series as a whole flag no point. */
static void say_whole(const struct charted *charted, const char *before) {
    const peel_runs *runs = &charted->result.runs; /* of the last segment */
    const char *centre = charted->options.kind == PEEL_CHART_RUN ? "median" : "centre";
    uint32_t whole = chart_whole_rules(charted);
    for (size_t i = 0; i < charted->rule_count; i++) {
        const peel_rule *rule = &charted->rules[i];
        char text[rule_size] = "";
        if ((whole >> i & 1U) == 0) continue;
        peel_rule_text(rule, text, sizeof text);
        if (rule->counts == PEEL_RULE_CROSSINGS && runs->crossings < runs->crossings_least)
            printf("%sthe %s is crossed %lld time%s; 19 in 20 steady series cross it %lld time%s or more: something "
                   "shifted, or drifts\n",
                   before, centre, (long long)runs->crossings, runs->crossings == 1 ? "" : "s",
                   (long long)runs->crossings_least, runs->crossings_least == 1 ? "" : "s");
        else if (rule->counts == PEEL_RULE_LONGEST_RUN && runs->longest_run > runs->longest_run_most)
            printf("%s%lld points in a row on one side of the %s, where a steady series has seldom more than %lld\n",
                   before, (long long)runs->longest_run, centre, (long long)runs->longest_run_most);
        else
            printf("%sa signal by the rule \"%s\", which flags no point of its own\n", before, text);
        before = "  ";
    }
}

/* The centre of the segment that begins at a point, or of the one before it. */
static double centre_by(const struct charted *charted, size_t index, int before) {
    const double *centre = charted->columns.centre;
    if (before)
        while (index > 0 && isnan(centre[--index])) {
        }
    else
        while (index + 1 < charted->count && isnan(centre[index]))
            index++;
    return centre[index];
}

/* "the rate changed at October 2023, from 95.4% to 79.6%, and at June 2024, to 93.5%: limits begin anew there" */
static void say_changes(const struct charted *charted, int decimals) {
    const char *before = "the rate changed at ";
    char from[number_size], to[number_size];
    for (size_t i = 1; i < charted->count; i++) {
        if ((charted->marks[i] & PEEL_MARK_REBASE) == 0) continue;
        chart_value(charted, from, centre_by(charted, i, 1), decimals);
        chart_value(charted, to, centre_by(charted, i, 0), decimals);
        printf("%s%s", before, charted->points[i]->name);
        if (!isnan(centre_by(charted, i, 1)) && !isnan(centre_by(charted, i, 0))) printf(", from %s to %s", from, to);
        before = ", and at ";
    }
    printf(": limits begin anew there\n");
}

/* Where limits were made to begin anew. */
static void say_rebases(const struct charted *charted) {
    const char *before = "  Limits begin anew at ";
    for (size_t i = 1; i < charted->count; i++) {
        if ((charted->marks[i] & PEEL_MARK_REBASE) == 0) continue;
        printf("%s%s", before, charted->points[i]->name);
        before = ", ";
    }
    if (charted->begun > 0) putchar('\n');
}

/* Where all cases of a baseline were met its limits have no width, and whatever was not all met lies beyond them. */
static void say_no_width(const struct charted *charted, size_t index, const char *before) {
    double centre = charted->columns.centre[index];
    const char *why = !chart_in_rates(charted) || (centre > 0 && centre < 1)
                          ? "neighbours in the baseline do not differ"
                      : centre > 0 ? "all cases of the baseline were met"
                                   : "no case of the baseline was met";
    while (index > 0 && charted->columns.segment[index - 1] == charted->columns.segment[index])
        index--;
    printf("%s%s", before, why);
    if (charted->result.segments > 1) printf(" from %s on", charted->points[index]->name);
    printf(", so that its limits have no width and mean nothing yet\n");
}

/* Sightings about limits without width are left out. Returns the index of such a point; SIZE_MAX: there is none. */
static size_t drop_empty_limits(const struct charted *charted, struct sighting *list, size_t *count) {
    size_t kept = 0, index = SIZE_MAX;
    for (size_t i = 0; i < *count; i++) {
        if (!chart_no_width(charted, list[i].last))
            list[kept++] = list[i];
        else if (index == SIZE_MAX)
            index = list[i].last;
    }
    *count = kept;
    if (index == SIZE_MAX && chart_no_width(charted, charted->result.last)) index = charted->result.last;
    return index;
}

/* The newest signal follows the name of the series, the others stand below it, the newer ones first. */
static int say_signals(const struct chart_request *request, const struct charted *charted, int decimals) {
    size_t count = 0;
    struct sighting *list = chart_sightings(charted, &count);
    int changed = request->rebase_found && charted->begun > 0, whole = chart_whole_rules(charted) != 0;
    size_t empty = drop_empty_limits(charted, list, &count);
    if (changed) say_changes(charted, decimals);
    if (count == 0 && !whole && empty != SIZE_MAX)
        printf("%s verdict: ", changed ? "  No" : "no");
    else if (count == 0 && !whole && chart_blind(charted))
        printf("%soo few points on each side of the median to tell signal from noise\n", changed ? "  T" : "t");
    else if (count == 0 && !whole)
        printf("%s signal: what goes up and down here is noise, as far as these rules can tell\n",
               changed ? "  No other" : "no");
    for (size_t i = 0; i < count && i < most_sightings; i++) {
        if (i > 0 || changed) printf("  ");
        say_sighting(charted, &list[i], decimals);
    }
    if (count > most_sightings)
        printf("  Signals before these: %zu; --format table lists every point\n", count - most_sightings);
    say_whole(charted, count > 0 || changed ? "  " : "");
    if (empty != SIZE_MAX) say_no_width(charted, empty, count == 0 && !whole ? "" : "  Of the rest nothing is said: ");
    free(list);
    return count > 0 || whole;
}

static void say_reach(const struct charted *charted, int decimals) {
    const peel_chart_result *result = &charted->result;
    int64_t size = charted->points[result->last]->row->sample.assessed;
    char chance[number_size];
    if (isnan(result->reach)) return;
    percent(chance, result->reach, decimals, "%", 1);
    printf(". While the process stays as it is, a %s of %lld case%s reaches it %s of the time", chart_unit(charted, 1),
           (long long)size, size == 1 ? "" : "s", chance);
}

/* Whether the process of the limits meets the target; where a signal stands at their end it may be gone. */
static void say_assurance(const struct charted *charted, int decimals) {
    const peel_chart_result *result = &charted->result;
    const char *side = charted->options.better == PEEL_BETTER_DOWN ? "above" : "below";
    const char *other = charted->options.better == PEEL_BETTER_DOWN ? "below" : "above";
    int gone = chart_verdict(charted) != PEEL_SIGNAL_NONE, assurance = result->assurance;
    char target[number_size], said[64], many[64];
    snprintf(said, sizeof said, "%s belongs to a signal", chart_unit(charted, 1));
    snprintf(many, sizeof many, "%s is not steady", chart_unit(charted, 2));
    if (!charted->options.has_target || assurance == PEEL_ASSURANCE_NONE) return;
    chart_value(charted, target, charted->options.target, decimals);
    if (!chart_has_gaps(charted->options.kind)) confidence_percent(target, charted->options.target);
    if (chart_begun_lately(charted)) {
        printf("  No verdict on the target of %s: too few %s since the limits began anew\n", target,
               chart_unit(charted, 2));
        return;
    }
    printf("  ");
    if (gone)
        printf("%s %s, so that the limits may be those of a process that is gone (see --rebase and --baseline). ",
               charted->columns.signal[result->last] != PEEL_SIGNAL_NONE ? "The latest" : "The series of",
               charted->columns.signal[result->last] != PEEL_SIGNAL_NONE ? said : many);
    if (assurance == PEEL_ASSURANCE_HIT_AND_MISS) {
        printf("The target of %s lies within the limits: hit and miss, %s", target,
               gone ? "had the process stayed so" : "as chance has it");
        if (!gone) say_reach(charted, decimals);
    } else {
        int passes = assurance == PEEL_ASSURANCE_PASSES;
        printf("The target of %s lies %s all limits: ", target, passes ? side : other);
        if (gone)
            printf("had the process stayed so, it would %s it consistently", passes ? "pass" : "fail");
        else
            printf("as it is, the process %s", passes ? "passes it consistently"
                                                      : "fails it consistently, and only a change of the process will "
                                                        "help");
    }
    putchar('\n');
}

/* Beside every signal: how often rules such as these cry wolf. Of none in N draws no more is known than 3 / N. */
static void say_false_alarm(const struct charted *charted, int decimals) {
    const peel_false_alarm *alarm = &charted->alarm;
    int uncounted = (alarm->notes & PEEL_NOTE_NO_COUNTS) != 0;
    char rate[number_size];
    if (isnan(alarm->rate)) return;
    percent(rate, alarm->rate, decimals, "%", 1);
    printf("  By these rules chance alone raises a signal in ");
    if (alarm->rate > 0)
        printf("%s%s", uncounted ? "at least " : "", rate);
    else
        printf("fewer than 1 of %s", chart_grouped(alarm->draws / 3, rate));
    printf("%s steady series of %lld such %s%s\n", alarm->rate > 0 ? " of" : "", (long long)charted->result.points,
           chart_unit(charted, (size_t)charted->result.points),
           uncounted ? ", and in more if each figure is of few cases" : "");
}

void say_charted(const struct chart_request *request, const struct charted *charted) {
    int decimals = request->settings.decimals, told = 0;
    if (charted->series->name[0] != '\0') printf("%s: ", charted->series->name);
    if (say_degenerate(charted, decimals)) {
        /* of cases that were all met the limits have no width: that says nothing of the next ones */
        if (charted->result.upper > charted->result.lower && !chart_few(charted)) say_assurance(charted, decimals);
        say_waiting(charted);
        return;
    }
    if (chart_withheld(charted))
        printf("no verdict, as dip samples support none\n");
    else
        told = say_signals(request, charted, decimals);
    say_latest(charted, decimals);
    if (told) say_shrinking(charted);
    if (!request->rebase_found)
        say_rebases(charted);
    else if (charted->begun == 0 && !chart_withheld(charted))
        printf("  No change was found at which limits would begin anew\n");
    say_assurance(charted, decimals);
    say_waiting(charted);
    if (told) say_false_alarm(charted, decimals);
}
