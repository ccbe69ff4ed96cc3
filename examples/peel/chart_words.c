/*
 * What a chart says, in words: periods, values on its scale, and what each rule saw.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chart.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *chart_unit(const struct charted *charted, size_t count) {
    static const char *const words[][2] = {{"period", "periods"},   {"day", "days"},   {"month", "months"},
                                           {"quarter", "quarters"}, {"year", "years"}, {"stretch", "stretches"}};
    int32_t unit = chart_has_gaps(charted->options.kind) ? 5 : charted->series->unit;
    return words[unit][count != 1];
}

/* A rate is a percentage; of g and t a number of cases or periods, of cusum evidence. */
void chart_value(const struct charted *charted, char text[number_size], double value, int decimals) {
    int32_t kind = charted->options.kind;
    if (chart_has_gaps(kind) || kind == PEEL_CHART_CUSUM) {
        int places = value == floor(value) && kind != PEEL_CHART_CUSUM ? 0 : kind == PEEL_CHART_CUSUM ? 2 : 1;
        snprintf(text, number_size, fabs(value) < 1e15 ? "%.*f" : "%.*e", places, value);
    } else if (value >= 0 && value <= 1) {
        percent(text, value, decimals, "%", 1);
    } else { /* limits of figures without counts leave the scale */
        snprintf(text, number_size, "%.*f%%", decimals, value * 100);
    }
}

/* "June to December 2024", "October 2023 to May 2024". */
void chart_range(const struct charted *charted, size_t first, size_t last, char text[range_size]) {
    const struct point *from = charted->points[first], *to = charted->points[last];
    int month = charted->series->unit == PEEL_UNIT_MONTH && from->row->line > 0;
    int length = month && from->period / 12 == to->period / 12 ? (int)strcspn(from->name, " ") : period_size;
    if (first == last)
        snprintf(text, range_size, "%s", to->name);
    else
        snprintf(text, range_size, "%.*s to %s", length, from->name, to->name);
}

/* "March 2024: 71.0% (22 of 31)" */
void chart_sample_text(const struct charted *charted, size_t index, int decimals, char text[words_size]) {
    const struct point *point = charted->points[index];
    const peel_sample *sample = &point->row->sample;
    char value[number_size];
    int32_t kind = charted->options.kind;
    if (kind == PEEL_CHART_G || kind == PEEL_CHART_T) {
        chart_value(charted, value, charted->values[index], 0);
        const char *unit = kind == PEEL_CHART_G ? "case" : peel_unit_name(charted->series->unit);
        if (kind == PEEL_CHART_T && charted->series->unit == PEEL_UNIT_NONE) unit = "period";
        snprintf(text, words_size, "%s: %s %s%s%s since the failure before", point->name, value, unit,
                 charted->values[index] == 1 ? "" : "s", kind == PEEL_CHART_G ? " met" : "");
        return;
    }
    percent(value, point->value, decimals, "%", 1);
    if (chart_of_values(charted))
        snprintf(text, words_size, "%s: %s", point->name, value);
    else
        snprintf(text, words_size, "%s: %s (%lld of %lld)", point->name, value, (long long)sample->met,
                 (long long)sample->assessed);
}

static int has_side(const peel_rule *rule) {
    return rule->side != PEEL_RULE_BOTH_SIDES && rule->counts != PEEL_RULE_WITHIN &&
           rule->counts != PEEL_RULE_ALTERNATING && rule->counts != PEEL_RULE_CROSSINGS;
}

static int32_t meaning(const struct charted *charted, const peel_rule *rule, int upward) {
    if (charted->options.better == PEEL_BETTER_NEITHER || !has_side(rule)) return PEEL_SIGNAL_CHANGE;
    return upward == (charted->options.better == PEEL_BETTER_UP) ? PEEL_SIGNAL_IMPROVEMENT : PEEL_SIGNAL_CONCERN;
}

const char *chart_signal_words(int32_t signal) {
    return signal == PEEL_SIGNAL_IMPROVEMENT ? "an improvement"
           : signal == PEEL_SIGNAL_CONCERN   ? "a concern"
           : signal == PEEL_SIGNAL_MIXED     ? "an improvement by one rule and a concern by another"
           : signal == PEEL_SIGNAL_CHANGE    ? "a change"
                                             : "no signal";
}

/* Sums and averages that carry the past with them stay beyond a limit once they are: that is one signal. */
static int carries_past(const struct charted *charted) {
    return charted->options.kind == PEEL_CHART_CUSUM || charted->options.kind == PEEL_CHART_EWMA;
}

/* Other points beyond a limit are told one by one; a run goes on within its segment and in its direction. */
static int goes_on(const struct charted *charted, const struct sighting *sighting, size_t index, int alone) {
    const peel_chart_columns *columns = &charted->columns;
    uint32_t bit = (uint32_t)1 << sighting->rule;
    if (alone || columns->segment[index] != columns->segment[sighting->last]) return 0;
    if ((columns->rules[index] & bit) == 0 || sighting->flagged == 0) return 1;
    return ((columns->upward[index] & bit) != 0) == sighting->upward;
}

/* What one rule saw. */
static struct sighting *sightings_of(const struct charted *charted, size_t rule, struct sighting *list, size_t *count,
                                     size_t *room) {
    const peel_chart_columns *columns = &charted->columns;
    uint32_t bit = (uint32_t)1 << rule;
    int alone =
        charted->rules[rule].counts == PEEL_RULE_BEYOND && charted->rules[rule].needed == 1 && !carries_past(charted);
    struct sighting run = {.rule = rule, .points = 0};
    for (size_t i = 0; i <= charted->count; i++) {
        if (i < charted->count && isnan(columns->value[i])) continue;
        int in_run = i < charted->count && ((columns->runs[i] | columns->rules[i]) & bit) != 0;
        if (run.points > 0 && (!in_run || !goes_on(charted, &run, i, alone))) {
            if (run.flagged > 0) {
                list = grown(list, room, *count, sizeof *list);
                run.signal = meaning(charted, &charted->rules[rule], run.upward);
                list[(*count)++] = run;
            }
            run.points = run.flagged = 0;
        }
        if (!in_run) continue;
        if (run.points++ == 0) run.first = i;
        run.last = i;
        if ((columns->rules[i] & bit) == 0) continue;
        run.upward = (columns->upward[i] & bit) != 0;
        run.flagged++;
    }
    return list;
}

static int compare_sightings(const void *a, const void *b) {
    const struct sighting *first = a, *second = b;
    if (first->last != second->last) return first->last > second->last ? -1 : 1;
    if (first->rule != second->rule) return first->rule < second->rule ? -1 : 1;
    return (first->first > second->first) - (first->first < second->first);
}

struct sighting *chart_sightings(const struct charted *charted, size_t *count) {
    size_t room = 0;
    struct sighting *list = NULL;
    *count = 0;
    for (size_t rule = 0; rule < charted->rule_count; rule++)
        list = sightings_of(charted, rule, list, count, &room);
    if (*count > 1) qsort(list, *count, sizeof *list, compare_sightings);
    return list;
}

/* "two thirds of the way", for a zone of 2/3. */
static const char *zone_words(double zone, char text[number_size]) {
    if (fabs(zone * 3 - 2) < 1e-9) return "two thirds of the way";
    if (fabs(zone * 3 - 1) < 1e-9) return "a third of the way";
    snprintf(text, number_size, "%.3g times the way", zone);
    return text;
}

static void beyond_words(const struct charted *charted, const struct sighting *sighting, int decimals,
                         char text[words_size]) {
    const peel_rule *rule = &charted->rules[sighting->rule];
    const peel_chart_columns *columns = &charted->columns;
    const char *centre = charted->options.kind == PEEL_CHART_RUN ? "median" : "centre";
    const char *where = sighting->upward ? "above" : "below", *limit = sighting->upward ? "upper" : "lower";
    char value[number_size], zone[number_size];
    if (charted->options.kind == PEEL_CHART_CUSUM) {
        snprintf(text, words_size, "the evidence for a %s is beyond its threshold", sighting->upward ? "rise" : "fall");
    } else if (rule->needed == 1 && rule->zone == 1) {
        chart_value(charted, value, (sighting->upward ? columns->upper : columns->lower)[sighting->last], decimals);
        int average = charted->options.kind == PEEL_CHART_EWMA, many = sighting->points > 1;
        if (average) chart_value(charted, zone, columns->value[sighting->last], decimals);
        if (average)
            snprintf(text, words_size, "the average, %s%s, is %s the %s limit of %s", many ? "in the end " : "", zone,
                     where, limit, value);
        else
            snprintf(text, words_size, "%s the %s limit of %s", where, limit, value);
    } else if (rule->zone == 0) {
        chart_value(charted, value, columns->centre[sighting->last], decimals);
        snprintf(text, words_size, "%zu points in a row %s the %s of %s", sighting->points, where, centre, value);
    } else if (rule->side == PEEL_RULE_BOTH_SIDES) {
        snprintf(text, words_size, "%zu of %zu points, on both sides, lie more than %s from the centre to a limit",
                 sighting->flagged, sighting->points, zone_words(rule->zone, zone));
    } else {
        size_t beyond = 0;
        for (size_t i = sighting->first; i <= sighting->last; i++)
            beyond += sighting->upward ? columns->score[i] > rule->zone : columns->score[i] < -rule->zone;
        if (rule->zone == 1)
            snprintf(text, words_size, "%zu of %zu points lie %s the %s limit", beyond, sighting->points, where, limit);
        else
            snprintf(text, words_size, "%zu of %zu points lie more than %s from the centre to the %s limit", beyond,
                     sighting->points, zone_words(rule->zone, zone), limit);
    }
}

void chart_sighting_words(const struct charted *charted, const struct sighting *sighting, int decimals,
                          char text[words_size]) {
    const peel_rule *rule = &charted->rules[sighting->rule];
    char zone[number_size];
    switch (rule->counts) {
    case PEEL_RULE_BEYOND: beyond_words(charted, sighting, decimals, text); break;
    case PEEL_RULE_WITHIN:
        snprintf(text, words_size, "%zu points in a row within %s%s: closer together than chance usually leaves them",
                 sighting->points, rule->zone == 1 ? "the limits" : zone_words(rule->zone, zone),
                 rule->zone == 1 ? "" : " from the centre to the limits");
        break;
    case PEEL_RULE_STEPS:
        snprintf(text, words_size, "%zu points in a row, each %s the one before", sighting->points,
                 sighting->upward ? "above" : "below");
        break;
    case PEEL_RULE_ALTERNATING:
        snprintf(text, words_size, "%zu points in a row, up and down by turns", sighting->points);
        break;
    case PEEL_RULE_LONGEST_RUN:
        snprintf(text, words_size, "%zu points in a row %s the %s, a longer run than chance usually makes",
                 sighting->points, sighting->upward ? "above" : "below",
                 charted->options.kind == PEEL_CHART_RUN ? "median" : "centre");
        break;
    default: snprintf(text, words_size, "fewer crossings of the centre than chance usually makes");
    }
}

uint32_t chart_whole_rules(const struct charted *charted) {
    uint32_t flagging = 0;
    for (size_t i = 0; i < charted->count; i++)
        flagging |= charted->columns.rules[i];
    return charted->result.rules & ~flagging;
}

void chart_rule_list(const struct charted *charted, uint32_t bits, char *text, size_t size) {
    char rule[rule_size];
    text[0] = '\0';
    for (size_t i = 0; i < charted->rule_count; i++) {
        size_t used = strlen(text);
        if ((bits >> i & 1U) == 0 || peel_rule_text(&charted->rules[i], rule, sizeof rule) != PEEL_OK) continue;
        snprintf(text + used, size - used, "%s%s", used > 0 ? "; " : "", rule);
    }
}
