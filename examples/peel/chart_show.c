/*
 * Charts as tables: one of the series, and one of all points.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chart.h"

#include <math.h>
#include <stdio.h>

static void put_number(struct grid *grid, const struct charted *charted, double value, int decimals) {
    char text[number_size] = "";
    if (!isnan(value)) chart_value(charted, text, value, decimals);
    grid_put(grid, "%s", text);
}

/* How often chance raises a signal; of none in N draws no more is known than 3 / N. */
static void put_chance(struct grid *grid, const struct charted *charted, int decimals) {
    const peel_false_alarm *alarm = &charted->alarm;
    char text[number_size] = "";
    if (!isnan(alarm->rate) && alarm->rate > 0) percent(text, alarm->rate, decimals, "%", 0);
    int least = (alarm->notes & PEEL_NOTE_NO_COUNTS) != 0 && alarm->rate > 0;
    if (isnan(alarm->rate))
        grid_put(grid, "%s", "");
    else if (alarm->rate > 0)
        grid_put(grid, "%s%s", least ? ">=" : "", text);
    else
        grid_put(grid, "<%.2g%%", 300.0 / (double)alarm->draws);
}

void show_chart_summary(const struct chart_request *request, const struct charted *charted, size_t count) {
    static const struct column columns[] = {{"series", 1, 0},  {"points", 0, 1},    {"centre", 0, 1},
                                            {"latest", 0, 1},  {"variation", 0, 0}, {"assurance", 0, 0},
                                            {"signals", 0, 1}, {"chance", 0, 1}};
    struct grid grid = {.columns = columns, .column_count = sizeof columns / sizeof columns[0]};
    int decimals = request->settings.decimals, whole = 0;
    for (size_t i = 0; i < count; i++) {
        const peel_chart_result *result = &charted[i].result;
        int any = result->points > 0, cusum = charted[i].options.kind == PEEL_CHART_CUSUM;
        int verdict = any && !chart_few(&charted[i]) && !chart_no_width(&charted[i], result->last);
        int blind = result->rules == 0 && chart_blind(&charted[i]);
        verdict = verdict && !blind;
        double latest = !any    ? NAN
                        : cusum ? charted[i].points[result->last]->value
                                : charted[i].columns.value[result->last];
        grid_put(&grid, "%s", charted[i].series->name);
        grid_put(&grid, "%lld", (long long)result->points);
        put_number(&grid, &charted[i], cusum ? NAN : result->centre, decimals);
        char rate[number_size] = "";
        if (cusum && any) percent(rate, latest, decimals, "%", 0);
        if (cusum)
            grid_put(&grid, "%s", rate);
        else
            put_number(&grid, &charted[i], latest, decimals);
        grid_put(&grid, "%s",
                 chart_few(&charted[i]) || blind ? "too few"
                 : verdict                       ? peel_signal_name(result->variation)
                                                 : "");
        int lately = result->assurance != PEEL_ASSURANCE_NONE && chart_begun_lately(&charted[i]);
        grid_put(&grid, "%s",
                 !verdict || !charted[i].options.has_target ? ""
                 : lately                                   ? "too few"
                                                            : peel_assurance_name(result->assurance));
        if (verdict)
            grid_put(&grid, "%lld%s", (long long)result->signals,
                     chart_whole_rules(&charted[i]) != 0 ? " + series" : "");
        else
            grid_put(&grid, "%s", "");
        whole = whole || chart_whole_rules(&charted[i]) != 0;
        if (verdict)
            put_chance(&grid, &charted[i], decimals);
        else
            grid_put(&grid, "%s", "");
    }
    grid_show(&grid);
    if (count == 0) return;
    printf(
        "\nSignals: points that a rule flags%s. Chance: how often a steady series of the same size has one or more.\n",
        whole ? "; + series: a rule speaks of the series as a whole" : "");
}

static void put_point(struct grid *grid, const struct charted *charted, size_t index, int decimals) {
    const struct point *point = charted->points[index];
    const peel_chart_columns *columns = &charted->columns;
    const peel_sample *sample = &point->row->sample;
    char list[PEEL_RULES_MAX * rule_size] = "", rate[number_size] = "";
    int samples = !chart_of_values(charted);
    int moved = charted->options.kind == PEEL_CHART_CUSUM || charted->options.kind == PEEL_CHART_EWMA;
    int judged = !chart_few(charted) && !chart_no_width(charted, index);
    int flagged = judged && columns->signal[index] != PEEL_SIGNAL_NONE;
    uint32_t marks = charted->marks[index];
    grid_put(grid, "%s", point->name);
    for (int i = 0; i < 2; i++)
        if (samples)
            grid_put(grid, "%lld", (long long)(i == 0 ? sample->met : sample->assessed));
        else
            grid_put(grid, "%s", "");
    if (!isnan(point->value) && !chart_has_gaps(charted->options.kind)) percent(rate, point->value, decimals, "%", 0);
    grid_put(grid, "%s", rate);
    int cusum = charted->options.kind == PEEL_CHART_CUSUM, up = !cusum || chart_looks(charted, 1);
    int down = !cusum || chart_looks(charted, 0);
    int moves = moved || chart_has_gaps(charted->options.kind);
    put_number(grid, charted, moves && up ? columns->value[index] : NAN, decimals);
    put_number(grid, charted, down ? columns->other[index] : NAN, decimals);
    put_number(grid, charted, columns->centre[index], decimals);
    put_number(grid, charted, down ? chart_limit(charted, columns->lower[index]) : NAN, decimals);
    put_number(grid, charted, up ? chart_limit(charted, columns->upper[index]) : NAN, decimals);
    grid_put(grid, "%s%s%s", (marks & PEEL_MARK_EXCLUDED) != 0 ? "excluded" : "", marks == 3 ? ", " : "",
             (marks & PEEL_MARK_REBASE) != 0 ? "rebase" : "");
    if (judged) chart_rule_list(charted, columns->rules[index], list, sizeof list);
    grid_put(grid, "%s", list);
    grid_put(grid, "%s", flagged ? peel_signal_name(columns->signal[index]) : "");
}

/* A table of its points for each series, one below the other. */
void show_chart_points(const struct chart_request *request, const struct charted *charted, size_t count) {
    static const struct column columns[] = {{"period", 0, 0}, {"met", 0, 1},   {"assessed", 0, 1}, {"rate", 0, 1},
                                            {"value", 0, 1},  {"other", 0, 1}, {"centre", 0, 1},   {"lower", 0, 1},
                                            {"upper", 0, 1},  {"mark", 0, 0},  {"rules", 1, 0},    {"signal", 0, 0}};
    for (size_t i = 0; i < count; i++) {
        struct grid grid = {.columns = columns, .column_count = sizeof columns / sizeof columns[0]};
        if (i > 0) putchar('\n');
        if (charted[i].series->name[0] != '\0') printf("%s:\n\n", charted[i].series->name);
        for (size_t p = 0; p < charted[i].count; p++)
            put_point(&grid, &charted[i], p, request->settings.decimals);
        grid_show(&grid);
    }
}
