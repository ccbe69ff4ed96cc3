/*
 * A report as a table.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rate.h"

#include <math.h>
#include <stdio.h>

enum {
    c_file,
    c_force,
    c_area,
    c_criterion,
    c_period,
    c_met,
    c_assessed,
    c_population,
    c_reported,
    c_rate,
    c_lower,
    c_upper,
    c_fewest,
    c_most,
    c_plus_minus,
    c_method,
    c_notes,
    column_count
};

static const struct column columns[column_count] = {
    {"file", 1, 0},   {"force", 1, 0},    {"area", 1, 0},       {"criterion", 1, 0}, {"period", 1, 0},
    {"met", 0, 1},    {"assessed", 0, 1}, {"population", 0, 1}, {"reported", 0, 1},  {"rate", 0, 1},
    {"lower", 0, 1},  {"upper", 0, 1},    {"fewest", 0, 1},     {"most", 0, 1},      {"+/-", 0, 1},
    {"method", 1, 0}, {"notes", 1, 0},
};

static const char *count_cell(char *buffer, int64_t count) {
    snprintf(buffer, number_size, "%lld", (long long)count);
    return buffer;
}

static const char *percent_cell(int decimals, char *buffer, double rate, int shown) {
    if (!shown) return "";
    percent(buffer, rate, decimals, "%", 0);
    return buffer;
}

/* A limit in cases, where that side was asked for and something is left to chance. */
static const char *bound_cell(char *buffer, const struct answer *answer, int64_t bound, int shown) {
    uint32_t decided = PEEL_NOTE_CENSUS | PEEL_NOTE_NOTHING_ASSESSED;
    if (!shown || answer->bounds.lower < 0 || (answer->interval.notes & decided) != 0) return "";
    return count_cell(buffer, bound);
}

/* Whether a population was used shows by its bounds, and is said below; and what is ruled out by the table of tests. */
static const char *notes_cell(char *buffer, const struct answer *answer) {
    uint32_t of_population = PEEL_NOTE_FINITE | PEEL_NOTE_POPULATION_UNUSED | PEEL_NOTE_RULED_OUT;
    if (answer->status != PEEL_OK) return peel_status_name(answer->status);
    note_names(buffer, answer_notes(answer) & ~of_population);
    return buffer;
}

static const char *sample_cell(const struct report *report, const struct answer *answer, size_t column, char *buffer) {
    const peel_interval *interval = &answer->interval;
    double half_width = report->plus_minus ? answer_half_width(answer) : NAN;
    int shows = answer_shows(answer), limits = report->plus_minus ? 0 : shows;
    switch (column) {
    case c_met: return count_cell(buffer, answer->row->sample.met);
    case c_assessed: return count_cell(buffer, answer->row->sample.assessed);
    case c_population:
        return answer->row->sample.population > 0 ? count_cell(buffer, answer->row->sample.population) : "";
    case c_rate: return percent_cell(report->decimals, buffer, interval->estimate, (shows & shows_rate) != 0);
    case c_lower:
        return percent_cell(limit_decimals(report, answer), buffer, interval->lower, (limits & shows_lower) != 0);
    case c_upper:
        return percent_cell(limit_decimals(report, answer), buffer, answer_upper(answer), (limits & shows_upper) != 0);
    case c_plus_minus: return percent_cell(report->decimals, buffer, half_width, !isnan(half_width));
    case c_fewest: return bound_cell(buffer, answer, answer->bounds.lower, (shows & shows_lower) != 0);
    case c_most: return bound_cell(buffer, answer, answer->bounds.upper, (shows & shows_upper) != 0);
    case c_notes: return notes_cell(buffer, answer);
    default: return "";
    }
}

static const char *method_cell(const struct report *report, const struct answer *answer) {
    peel_method method;
    if (!report->all_methods || peel_method_get(answer->interval.method, &method) != PEEL_OK) return "";
    return method.title;
}

static const char *report_cell(const void *context, size_t row, size_t column, char buffer[number_size]) {
    const struct report *report = context;
    const struct answer *answer = &report->answers[row];
    switch (column) {
    case c_file: return report->several_sources ? answer->row->source : "";
    case c_force: return answer->row->force;
    case c_area: return answer->row->area;
    case c_criterion: return answer->row->criterion;
    case c_period: return answer->row->period;
    case c_reported: return answer->row->reported;
    case c_method: return method_cell(report, answer);
    default: break;
    }
    if (answer->row->kind == PEEL_TALLY_SAMPLE) return sample_cell(report, answer, column, buffer);
    return answer->row->kind == PEEL_TALLY_UNMEASURED && column == c_rate ? "no figure" : "";
}

void say_limits_caption(const peel_rate_options *options, int all_methods) {
    char confidence[number_size];
    peel_method method = {.title = ""};
    int32_t side = options->side;
    confidence_percent(confidence, options->confidence);
    peel_method_get(options->method, &method);
    if (side == PEEL_SIDE_TWO_SIDED)
        printf("\nLower to upper: %s confidence interval", confidence);
    else
        printf("\n%s: one-sided %s bound", side == PEEL_SIDE_LOWER ? "Lower" : "Upper", confidence);
    printf("%s%s.\n", all_methods ? "" : ", ", all_methods ? "" : method.title);
}

void show_table(const struct report *report) {
    int shows = 0, bounds = 0;
    char buffer[number_size];
    table_show(columns, column_count, report->answer_count, report_cell, report);
    for (size_t i = 0; i < report->answer_count; i++) {
        const struct answer *answer = &report->answers[i];
        shows |= answer_shows(answer);
        bounds = bounds || bound_cell(buffer, answer, 0, 1)[0] != '\0';
    }
    if ((shows & (shows_lower | shows_upper)) != 0 && !report->plus_minus)
        say_limits_caption(&report->options, report->all_methods);
    if (bounds) printf("Fewest, most: the same in cases of the population.\n");
    show_tests(report);
}
