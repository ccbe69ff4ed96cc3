/*
 * The tests of a report's rates, as a table below that of the rates.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rate.h"

#include <stdio.h>

static const struct column columns[] = {{"file", 1, 0},     {"force", 1, 0},  {"area", 1, 0}, {"criterion", 1, 0},
                                        {"period", 1, 0},   {"sample", 0, 1}, {"rate", 0, 1}, {"against", 0, 1},
                                        {"interval", 1, 0}, {"test", 1, 0},   {"p", 0, 1},    {"significant", 0, 0}};

/* Where all methods answer, each test with the interval that it goes with. */
static void put_methods(struct grid *grid, const struct report *report, const struct answer *answer) {
    peel_method interval = {.name = ""}, test = {.name = ""};
    if (report->all_methods) {
        peel_method_get(answer->interval.method, &interval);
        peel_method_get(answer->test.method, &test);
    }
    grid_put(grid, "%s", interval.name);
    grid_put(grid, "%s", test.name);
}

static void put_row(struct grid *grid, const struct report *report, const struct answer *answer) {
    const struct row *row = answer->row;
    char rate[number_size], against[number_size], p_value[number_size];
    percent(rate, answer->interval.estimate, report->decimals, "%", 0);
    confidence_percent(against, answer->against);
    if (answer_ruled_out(answer))
        snprintf(p_value, sizeof p_value, "%g", answer->test.p_value);
    else
        p_value_cell(p_value, answer->test.p_value, answer->interval.alpha);
    grid_put(grid, "%s", report->several_sources ? row->source : "");
    grid_put(grid, "%s", row->force);
    grid_put(grid, "%s", row->area);
    grid_put(grid, "%s", row->criterion);
    grid_put(grid, "%s", row->period);
    grid_put(grid, "%lld of %lld", (long long)row->sample.met, (long long)row->sample.assessed);
    grid_put(grid, "%s", rate);
    grid_put(grid, "%s", against);
    put_methods(grid, report, answer);
    grid_put(grid, "%s", p_value);
    grid_put(grid, "%s", answer_significant(answer));
}

/* What the column p is. */
static void say_caption(const struct report *report, int ruled_out) {
    char rate[number_size] = "its target", level[number_size];
    peel_method method = {.title = ""};
    int32_t side = report->options.side;
    if (report->against == against_rate) confidence_percent(rate, report->against_rate);
    peel_method_get(report->test, &method);
    level_percent(level, 1 - report->options.confidence);
    printf("\np: could the true rate be %s%s? %s%s; significant, and the rate excluded, where p is at most %s%s.\n",
           rate,
           side == PEEL_SIDE_LOWER   ? " or lower"
           : side == PEEL_SIDE_UPPER ? " or higher"
                                     : "",
           report->all_methods ? "By the test that goes with the interval" : method.title,
           side == PEEL_SIDE_TWO_SIDED ? "" : ", one-sided", level,
           ruled_out ? "; 0 or 1 where the cases looked at decide" : "");
}

void show_tests(const struct report *report) {
    struct grid grid = {.columns = columns, .column_count = sizeof columns / sizeof columns[0]};
    int ruled_out = 0;
    for (size_t i = 0; i < report->answer_count; i++) {
        const struct answer *answer = &report->answers[i];
        if (!answer_tested(answer)) continue;
        put_row(&grid, report, answer);
        ruled_out = ruled_out || answer_ruled_out(answer);
    }
    if (grid.count == 0) return;
    printf("\n");
    grid_show(&grid);
    say_caption(report, ruled_out);
}
