/*
 * What a chart says, in words: periods, values on its scale, and what each rule saw.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chart.h"

#include <math.h>
#include <stdio.h>
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

const char *chart_grouped(int64_t count, char text[number_size]) {
    int thousands = count >= 1000;
    text[0] = '\0';
    if (thousands) snprintf(text, number_size, "%lld,", (long long)(count / 1000));
    size_t used = strlen(text);
    snprintf(text + used, number_size - used, thousands ? "%03lld" : "%lld", (long long)(count % 1000));
    return text;
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
        snprintf(text, words_size, "%s: %s %s%s%s %s", point->name, value, unit, charted->values[index] == 1 ? "" : "s",
                 kind == PEEL_CHART_G ? " met" : "",
                 index == 0 && charted->from_begin ? "before the first failure" : "since the failure before");
        return;
    }
    percent(value, point->value, decimals, "%", 1);
    if (chart_of_values(charted))
        snprintf(text, words_size, "%s: %s", point->name, value);
    else
        snprintf(text, words_size, "%s: %s (%lld of %lld)", point->name, value, (long long)sample->met,
                 (long long)sample->assessed);
}

const char *chart_signal_words(int32_t signal) {
    return signal == PEEL_SIGNAL_IMPROVEMENT ? "an improvement"
           : signal == PEEL_SIGNAL_CONCERN   ? "a concern"
           : signal == PEEL_SIGNAL_MIXED     ? "an improvement by one rule and a concern by another"
           : signal == PEEL_SIGNAL_CHANGE    ? "a change"
                                             : "no signal";
}

/* "two thirds of the way", for a zone of 2/3. */
static const char *zone_words(double zone, char text[number_size]) {
    if (fabs(zone * 3 - 2) < 1e-9) return "two thirds of the way";
    if (fabs(zone * 3 - 1) < 1e-9) return "a third of the way";
    snprintf(text, number_size, "%.3g times the way", zone);
    return text;
}

/* Where the counted points lie: "above the centre of 90.1%", "above the upper limit". */
static void place_words(const struct charted *charted, const struct sighting *sighting, int decimals,
                        char text[words_size]) {
    const peel_rule *rule = &charted->rules[sighting->rule];
    const char *centre = charted->options.kind == PEEL_CHART_RUN ? "median" : "centre";
    const char *where = sighting->upward ? "above" : "below", *limit = sighting->upward ? "upper" : "lower";
    char value[number_size], zone[number_size];
    int both = rule->side == PEEL_RULE_BOTH_SIDES;
    if (both && rule->zone <= 0) {
        snprintf(text, words_size, "off the %s", centre);
    } else if (rule->zone <= 0) {
        chart_value(charted, value, charted->columns.centre[sighting->last], decimals);
        snprintf(text, words_size, "%s%s the %s of %s", where, rule->ties == PEEL_TIES_COUNT ? " or on" : "", centre,
                 value);
    } else if (rule->zone == 1) {
        snprintf(text, words_size, both ? "beyond the limits" : "%s the %s limit", where, limit);
    } else {
        snprintf(text, words_size, "more than %s from the %s to %s%s limit", zone_words(rule->zone, zone), centre,
                 both ? "a" : "the ", both ? "" : limit);
    }
}

/* The rates between which a cusum weighs the evidence: of its two sums one looks the other way, at odds as far off. */
static void evidence_words(const struct charted *charted, const struct sighting *sighting, int decimals,
                           char text[words_size]) {
    double sum = chart_evidence(charted, sighting->last, sighting->upward);
    char from[number_size], to[number_size], value[number_size], threshold[number_size];
    percent(from, charted->options.accept, decimals, "%", 1);
    percent(to, chart_sought(charted, sighting->upward), decimals, "%", 1);
    chart_value(charted, value, sum, decimals);
    chart_value(charted, threshold, chart_threshold(charted), decimals);
    snprintf(text, words_size, "the evidence for a %s from %.20s to %.20s is%s %.30s, above its threshold of %.30s",
             sighting->upward ? "rise" : "fall", from, to, sighting->points > 1 ? " in the end" : "", value, threshold);
}

static void limit_words(const struct charted *charted, const struct sighting *sighting, int decimals,
                        char text[words_size]) {
    const peel_chart_columns *columns = &charted->columns;
    const char *where = sighting->upward ? "above" : "below", *limit = sighting->upward ? "upper" : "lower";
    char value[number_size], average[number_size];
    double at = (sighting->upward ? columns->upper : columns->lower)[sighting->last];
    if (charted->options.kind == PEEL_CHART_EWMA)
        decimals = chart_apart(charted, columns->value[sighting->last], chart_limit(charted, at), decimals);
    chart_value(charted, value, chart_limit(charted, at), decimals);
    if (charted->options.kind != PEEL_CHART_EWMA) {
        snprintf(text, words_size, "%s the %s limit of %s", where, limit, value);
        return;
    }
    chart_value(charted, average, columns->value[sighting->last], decimals);
    snprintf(text, words_size, "the average, %s%s, is %s the %s limit of %s", sighting->points > 1 ? "in the end " : "",
             average, where, limit, value);
}

static void beyond_words(const struct charted *charted, const struct sighting *sighting, int decimals,
                         char text[words_size]) {
    const peel_rule *rule = &charted->rules[sighting->rule];
    int both = rule->side == PEEL_RULE_BOTH_SIDES, windows = rule->of > rule->needed;
    char place[words_size], any[words_size] = "";
    if (charted->options.kind == PEEL_CHART_CUSUM) {
        evidence_words(charted, sighting, decimals, text);
        return;
    }
    if (rule->needed == 1 && rule->zone == 1 && !both && !windows) {
        limit_words(charted, sighting, decimals, text);
        return;
    }
    place_words(charted, sighting, decimals, place);
    if (windows && sighting->windows > 1 && sighting->points > (size_t)rule->of)
        snprintf(any, sizeof any, ", at least %d of any %d in a row", (int)rule->needed, (int)rule->of);
    if (sighting->points == 1)
        snprintf(text, words_size, "%s", place);
    else if (rule->zone <= 0 && !windows)
        snprintf(text, words_size, "%zu points in a row %.200s", sighting->points, place);
    else
        snprintf(text, words_size, "%zu of %zu points%s lie %.120s%.60s", sighting->counted, sighting->points,
                 both ? ", on both sides," : "", place, any);
}

static void within_words(const struct charted *charted, const struct sighting *sighting, char text[words_size]) {
    const peel_rule *rule = &charted->rules[sighting->rule];
    char zone[number_size], where[words_size];
    if (rule->zone <= 0)
        snprintf(where, sizeof where, "on the centre");
    else
        snprintf(where, sizeof where, "within %s%s", rule->zone == 1 ? "the limits" : zone_words(rule->zone, zone),
                 rule->zone == 1 ? "" : " from the centre to the limits");
    if (sighting->points == 1)
        snprintf(text, words_size, "%.200s", where);
    else if (rule->of > rule->needed)
        snprintf(text, words_size, "%zu of %zu points lie %.120s: closer together than chance usually leaves them",
                 sighting->counted, sighting->points, where);
    else
        snprintf(text, words_size, "%zu points in a row %.120s: closer together than chance usually leaves them",
                 sighting->points, where);
}

void chart_sighting_words(const struct charted *charted, const struct sighting *sighting, int decimals,
                          char text[words_size]) {
    static const char *const ties[] = {"", ", those level with it passed over", " or level with it"};
    const peel_rule *rule = &charted->rules[sighting->rule];
    switch (rule->counts) {
    case PEEL_RULE_BEYOND: beyond_words(charted, sighting, decimals, text); break;
    case PEEL_RULE_WITHIN: within_words(charted, sighting, text); break;
    case PEEL_RULE_STEPS:
        snprintf(text, words_size, "%zu points in a row, each %s the one before%s", sighting->points,
                 sighting->upward ? "above" : "below", ties[rule->ties]);
        break;
    case PEEL_RULE_ALTERNATING:
        snprintf(text, words_size, "%zu points in a row, up and down by turns", sighting->points);
        break;
    case PEEL_RULE_LONGEST_RUN:
        snprintf(text, words_size, "%zu points in a row %s the %s, a longer run than chance usually makes",
                 sighting->points, sighting->upward ? "above" : "below",
                 charted->options.kind == PEEL_CHART_RUN ? "median" : "centre");
        break;
    default:
        snprintf(text, words_size, "fewer crossings of the %s than chance usually makes",
                 charted->options.kind == PEEL_CHART_RUN ? "median" : "centre");
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
