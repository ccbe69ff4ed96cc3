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

void show_chart_summary(const struct chart_request *request, const struct charted *charted, size_t count) {
    static const struct column columns[] = {{"series", 1, 0},  {"points", 0, 1},    {"centre", 0, 1},
                                            {"latest", 0, 1},  {"variation", 0, 0}, {"assurance", 0, 0},
                                            {"signals", 0, 1}, {"chance", 0, 1}};
    struct grid grid = {.columns = columns, .column_count = sizeof columns / sizeof columns[0]};
    int decimals = request->settings.decimals, whole = 0;
    for (size_t i = 0; i < count; i++) {
        const peel_chart_result *result = &charted[i].result;
        int any = result->points > 0;
        grid_put(&grid, "%s", charted[i].series->name);
        grid_put(&grid, "%lld", (long long)result->points);
        put_number(&grid, &charted[i], result->centre, decimals);
        put_number(&grid, &charted[i], any ? charted[i].columns.value[result->last] : NAN, decimals);
        grid_put(&grid, "%s", any ? peel_signal_name(result->variation) : "");
        grid_put(&grid, "%s", charted[i].options.has_target ? peel_assurance_name(result->assurance) : "");
        grid_put(&grid, "%lld%s", (long long)result->signals, chart_whole_rules(&charted[i]) != 0 ? " + series" : "");
        whole = whole || chart_whole_rules(&charted[i]) != 0;
        char chance[number_size] = "";
        if (!isnan(charted[i].alarm.rate)) percent(chance, charted[i].alarm.rate, decimals, "%", 0);
        grid_put(&grid, "%s", chance);
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
    int flagged = columns->signal[index] != PEEL_SIGNAL_NONE;
    uint32_t marks = charted->marks[index];
    grid_put(grid, "%s", point->name);
    for (int i = 0; i < 2; i++)
        if (samples)
            grid_put(grid, "%lld", (long long)(i == 0 ? sample->met : sample->assessed));
        else
            grid_put(grid, "%s", "");
    if (!isnan(point->value) && !chart_has_gaps(charted->options.kind)) percent(rate, point->value, decimals, "%", 0);
    grid_put(grid, "%s", rate);
    put_number(grid, charted, moved || chart_has_gaps(charted->options.kind) ? columns->value[index] : NAN, decimals);
    put_number(grid, charted, columns->other[index], decimals);
    put_number(grid, charted, columns->centre[index], decimals);
    put_number(grid, charted, columns->lower[index], decimals);
    put_number(grid, charted, columns->upper[index], decimals);
    grid_put(grid, "%s%s%s", (marks & PEEL_MARK_EXCLUDED) != 0 ? "excluded" : "", marks == 3 ? ", " : "",
             (marks & PEEL_MARK_REBASE) != 0 ? "rebase" : "");
    chart_rule_list(charted, columns->rules[index], list, sizeof list);
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
