/*
 * Printed percentages: as text, and compared with one another or with a counted sample.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "printed.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

int read_figure(const char *typed, struct figure *figure) {
    peel_error error;
    peel_range range = {0, 0, 0};
    figure->typed = typed;
    peel_status status = peel_reported_parse(typed, &figure->reported, &error);
    if (status != PEEL_OK) {
        if (error.column > 0) return usage_error("%s: letter %lld: %s", typed, (long long)error.column, error.message);
        return usage_error("%s: %s", typed, error.message);
    }
    status = peel_reported_range(&figure->reported, &range);
    if (status != PEEL_OK) return usage_error("%s: %s", typed, peel_status_sentence(status));
    figure->rate = range.estimate;
    return exit_answered;
}

/* Digits with their dot put back: 806 with one decimal is 80.6. */
static void write_decimal(char *text, int64_t digits, int32_t decimals) {
    char all[number_size / 2];
    snprintf(all, sizeof all, "%0*lld", (int)decimals + 1, (long long)digits);
    size_t whole = strlen(all) - (size_t)decimals;
    snprintf(text, number_size / 2, decimals > 0 ? "%.*s.%s" : "%.*s", (int)whole, all, all + whole);
}

void figure_text(char *text, const struct figure *figure) {
    const peel_reported *reported = &figure->reported;
    char digits[number_size / 2], width[number_size / 2];
    write_decimal(digits, reported->figure, reported->decimals);
    write_decimal(width, reported->plus_minus, reported->plus_minus_decimals);
    if (reported->plus_minus > 0)
        snprintf(text, number_size, "%.25s%% (+/- %.25s)", digits, width);
    else
        snprintf(text, number_size, "%s%%", digits);
}

static void say_side(const struct side *side, int decimals) {
    char text[number_size];
    if (side->row)
        percent(text, (double)side->row->sample.met / (double)side->row->sample.assessed, decimals, "%", 1);
    else
        figure_text(text, &side->figure);
    printf("%s", text);
}

/* The test with the range that rounding leaves: of the p-value the upper end decides, of z both ends are said. */
static void say_ranges(const peel_reported_test *answer) {
    char low[number_size], high[number_size];
    const peel_range *z = &answer->statistic;
    double alpha = answer->change.alpha;
    say_test(&answer->test, alpha);
    if (!isnan(z->estimate))
        printf("; z = %.2f, with rounding %.2f to %.2f", shown_z(z->estimate), shown_z(z->lower), shown_z(z->upper));
    p_value_cell(low, answer->p_value.lower, alpha);
    p_value_cell(high, answer->p_value.upper, alpha);
    if (strcmp(low, high) != 0 && isnan(z->estimate)) printf(", with rounding %s to %s", low, high);
}

static void say_conclusion(const peel_reported_test *answer) {
    double alpha = answer->change.alpha;
    const char *none = answer->test.side == PEEL_SIDE_LOWER   ? "no rise beyond what chance can explain ("
                       : answer->test.side == PEEL_SIDE_UPPER ? "no fall beyond what chance can explain ("
                                                              : "no more than chance can explain (";
    int rounding = answer->verdict == PEEL_VERDICT_NO_EVIDENCE && answer->p_value.lower <= alpha;
    if (rounding)
        printf("too near to call, for the rounding of the figures decides whether it is more than chance (");
    else if (answer->verdict == PEEL_VERDICT_NO_EVIDENCE)
        printf("%s", none);
    else
        printf("more than chance (");
    say_ranges(answer);
    printf(")\n");
}

void say_printed(const struct side *before, const struct side *after, const peel_reported_test *answer, int decimals) {
    const struct side *sample = before->row ? before : after;
    if (sample->row && sample->row->sample.assessed == 0) {
        printf("No comparison: no case was assessed\n");
        return;
    }
    printf("%s ", verb_of(answer->verdict, answer->change.estimate));
    say_side(before, decimals);
    printf(" to ");
    say_side(after, decimals);
    printf(": ");
    say_change(&answer->change, decimals);
    if ((answer->notes & PEEL_NOTE_DIP) != 0) {
        printf("; nothing follows for other cases\n");
        return;
    }
    printf("; ");
    say_conclusion(answer);
}

void show_printed_table(const peel_reported_test *answer, int decimals) {
    static const struct column columns[] = {{"change", 0, 1}, {"lower", 0, 1}, {"upper", 0, 1},
                                            {"test", 1, 0},   {"p", 0, 1},     {"verdict", 0, 0}};
    struct grid grid = {.columns = columns, .column_count = sizeof columns / sizeof columns[0]};
    peel_method method = {.title = ""};
    char p_value[number_size];
    peel_method_get(answer->test.method, &method);
    put_limits(&grid, &answer->change, points, decimals);
    p_value_cell(p_value, answer->p_value.upper, answer->change.alpha);
    grid_put(&grid, "%s", method.title);
    grid_put(&grid, "%s", p_value);
    grid_put(&grid, "%s", peel_verdict_name(answer->verdict));
    grid_show(&grid);
}
