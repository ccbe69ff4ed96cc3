/*
 * What series tell, in tables and for machines.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "trend.h"

#include <math.h>
#include <stdio.h>

static const char *const names[] = {"file",
                                    "line",
                                    "kind",
                                    "force",
                                    "area",
                                    "criterion",
                                    "unit",
                                    "periods",
                                    "span",
                                    "first_period",
                                    "last_period",
                                    "verdict",
                                    "test",
                                    "statistic",
                                    "p_value",
                                    "smallest_p",
                                    "measure",
                                    "estimate",
                                    "lower",
                                    "upper",
                                    "method",
                                    "side",
                                    "confidence",
                                    "a_year",
                                    "a_year_lower",
                                    "a_year_upper",
                                    "detectable",
                                    "power",
                                    "first_rate",
                                    "first_lower",
                                    "first_upper",
                                    "last_rate",
                                    "last_lower",
                                    "last_upper",
                                    "rate",
                                    "rate_lower",
                                    "rate_upper",
                                    "dispersion_ratio",
                                    "dispersion_p",
                                    "mann_kendall_p",
                                    "odds_ratio",
                                    "odds_ratio_lower",
                                    "odds_ratio_upper",
                                    "asked_test",
                                    "asked_p",
                                    "asked_error",
                                    "asked_notes",
                                    "change_period",
                                    "change_lower",
                                    "change_upper",
                                    "change_p",
                                    "change_error",
                                    "change_rate_before",
                                    "change_rate_after",
                                    "change_notes",
                                    "segments",
                                    "passed_over",
                                    "notes",
                                    "status"};
static const char *const nested[] = {"segments"};

/* A period in a form that peel reads back. */
static void set_period(json_t *record, const char *name, const struct series *series, const struct point *point) {
    char text[period_size];
    if (!point) return;
    int32_t unit = point->row->line > 0 ? series->unit : PEEL_UNIT_NONE;
    if (peel_period_text(unit, point->period, text, sizeof text) != PEEL_OK)
        snprintf(text, sizeof text, "%lld", (long long)point->period);
    record_text(record, name, text);
}

static void set_limits(json_t *record, const char *const three[3], const peel_interval *interval) {
    record_number(record, three[0], interval->estimate);
    record_number(record, three[1], interval->lower);
    record_number(record, three[2], interval->upper);
}

static json_t *segment_list(const struct told *told) {
    json_t *list = json_array();
    for (size_t i = 0; i < told->segment_count; i++) {
        const peel_segment *segment = &told->segments[i];
        json_t *object = json_object();
        set_period(object, "first_period", told->series, &told->series->points[segment->first]);
        set_period(object, "last_period", told->series, &told->series->points[segment->end - 1]);
        record_count(object, "met", segment->pooled.met, 1);
        record_count(object, "assessed", segment->pooled.assessed, 1);
        record_number(object, "rate", segment->rate.estimate);
        record_number(object, "lower", segment->rate.lower);
        record_number(object, "upper", segment->rate.upper);
        record_set(object, "notes", value_notes(segment->rate.notes));
        json_array_append_new(list, object);
    }
    return list;
}

static void set_change_point(json_t *record, const struct told *told) {
    const struct point *points_of = told->series->points;
    const peel_change_point *change = &told->change;
    record_number(record, "change_p", change->test.p_value);
    record_number(record, "change_error", change->error);
    record_number(record, "change_rate_before", change->before.estimate);
    record_number(record, "change_rate_after", change->after.estimate);
    record_set(record, "change_notes", value_notes(change->notes));
    if (isnan(change->before.estimate) || isnan(change->after.estimate)) return;
    set_period(record, "change_period", told->series, &points_of[change->place]);
    set_period(record, "change_lower", told->series, &points_of[change->lower]);
    set_period(record, "change_upper", told->series, &points_of[change->upper]);
}

/* What only a series with counts has. */
static void set_counted(const struct trend_request *request, json_t *record, const struct told *told) {
    static const char *const first[] = {"first_rate", "first_lower", "first_upper"};
    static const char *const last[] = {"last_rate", "last_lower", "last_upper"};
    static const char *const all[] = {"rate", "rate_lower", "rate_upper"};
    static const char *const odds[] = {"odds_ratio", "odds_ratio_lower", "odds_ratio_upper"};
    const peel_trend_result *trend = &told->trend;
    record_count(record, "periods", trend->periods, 1);
    record_count(record, "span", trend->span, 1);
    record_test(record, &trend->test);
    record_number(record, "smallest_p", trend->smallest_p);
    record_interval(record, &trend->slope);
    record_number(record, "a_year", trend->slope_a_year);
    record_number(record, "a_year_lower", trend->slope_a_year_lower);
    record_number(record, "a_year_upper", trend->slope_a_year_upper);
    record_number(record, "detectable", trend->detectable);
    record_number(record, "power", request->options.power > 0 ? request->options.power : 0.8);
    set_limits(record, first, &trend->first);
    set_limits(record, last, &trend->last);
    set_limits(record, all, &trend->rate);
    set_limits(record, odds, &told->logistic.odds_ratio);
    record_number(record, "dispersion_ratio", trend->dispersion_ratio);
    record_number(record, "dispersion_p", isnan(trend->dispersion_ratio) ? NAN : trend->dispersion.p_value);
    record_number(record, "mann_kendall_p", trend->mann_kendall.p_value);
    set_change_point(record, told);
    record_set(record, "segments", segment_list(told));
}

static void add_record(const struct trend_request *request, struct records *records, const struct told *told) {
    const struct series *series = told->series;
    const struct row *row = series->points[0].row;
    json_t *record = records_add(records);
    peel_method method = {.name = ""};
    record_text(record, "file", row->source);
    record_count(record, "line", row->line, row->line > 0);
    record_text(record, "kind", series->counted ? "trend" : "order");
    record_text(record, "force", (request->by & by_force) != 0 ? row->force : "");
    record_text(record, "area", (request->by & by_area) != 0 ? row->area : "");
    record_text(record, "criterion", request->by == 0 || (request->by & by_criterion) != 0 ? row->criterion : "");
    record_text(record, "unit", peel_unit_name(series->unit));
    set_period(record, "first_period", series, first_with_cases(series));
    set_period(record, "last_period", series, last_with_cases(series));
    record_text(record, "verdict", peel_verdict_name(told->verdict));
    record_text(record, "measure", "slope");
    if (series->counted) {
        set_counted(request, record, told);
    } else {
        record_count(record, "periods", (int64_t)series->count, 1);
        record_count(record, "span", series->points[series->count - 1].period - series->points[0].period, 1);
        record_test(record, &told->order.test);
        record_number(record, "mann_kendall_p", told->order.test.p_value);
        record_interval(record, &told->order.slope);
    }
    if (told->asked.method != 0) {
        peel_method_get(told->asked.method, &method);
        record_text(record, "asked_test", method.name);
        record_number(record, "asked_p", told->asked.p_value);
        record_set(record, "asked_notes", value_notes(told->asked_notes));
        record_number(record, "asked_error", told->asked.method == PEEL_TREND_MONTE_CARLO ? told->asked_error : NAN);
    }
    record_count(record, "passed_over", (int64_t)series->passed_over, 1);
    record_set(record, "notes", value_notes(told->notes));
    record_text(record, "status", peel_status_name(PEEL_OK));
}

void show_told_records(const struct trend_request *request, const struct told *told, size_t count) {
    struct records records = {.names = names,
                              .name_count = sizeof names / sizeof names[0],
                              .nested = nested,
                              .nested_count = sizeof nested / sizeof nested[0]};
    for (size_t i = 0; i < count; i++)
        add_record(request, &records, &told[i]);
    records_show(&records, request->report, &request->settings);
}

static void put_rate(struct grid *grid, double rate, int decimals) {
    char text[number_size] = "";
    if (!isnan(rate)) percent(text, rate, decimals, "%", 0);
    grid_put(grid, "%s", text);
}

static void put_series(struct grid *grid, const struct told *told, int decimals) {
    const struct point *first = first_with_cases(told->series), *last = last_with_cases(told->series);
    const peel_test *test = told->series->counted ? &told->trend.test : &told->order.test;
    char p_value[number_size];
    p_value_cell(p_value, test->p_value, told->alpha);
    grid_put(grid, "%s", told->series->name);
    grid_put(grid, "%s", first ? first->name : "");
    put_rate(grid, first ? first->value : NAN, decimals);
    grid_put(grid, "%s", last ? last->name : "");
    put_rate(grid, last ? last->value : NAN, decimals);
    peel_interval slope = told->series->counted ? told->trend.slope : told->order.slope;
    int inferred = trend_inferred(told);
    if (!inferred) slope.lower = slope.upper = NAN;
    put_limits(grid, &slope, points, decimals);
    grid_put(grid, "%s", inferred ? p_value : "");
    grid_put(grid, "%s", inferred ? peel_verdict_name(told->verdict) : "");
}

static void show_segment_table(const struct told *told, size_t count, int decimals) {
    static const struct column columns[] = {{"series", 1, 0}, {"from", 0, 0},     {"to", 0, 0},
                                            {"met", 0, 1},    {"assessed", 0, 1}, {"rate", 0, 1},
                                            {"lower", 0, 1},  {"upper", 0, 1},    {"claimed", 0, 0}};
    struct grid grid = {.columns = columns, .column_count = sizeof columns / sizeof columns[0]};
    for (size_t i = 0; i < count; i++)
        for (size_t s = 0; s < told[i].segment_count && told[i].segment_count > 1; s++) {
            const peel_segment *segment = &told[i].segments[s];
            grid_put(&grid, "%s", told[i].series->name);
            grid_put(&grid, "%s", told[i].series->points[segment->first].name);
            grid_put(&grid, "%s", told[i].series->points[segment->end - 1].name);
            grid_put(&grid, "%lld", (long long)segment->pooled.met);
            grid_put(&grid, "%lld", (long long)segment->pooled.assessed);
            put_rate(&grid, segment->rate.estimate, decimals);
            put_rate(&grid, segment->rate.lower, decimals);
            put_rate(&grid, segment->rate.upper, decimals);
            grid_put(&grid, "%s",
                     trend_changed(&told[i])                  ? "yes"
                     : trend_changed_if_independent(&told[i]) ? "if independent"
                                                              : "no, for scatter");
        }
    if (grid.count > 0) printf("\nStretches of one rate each:\n\n");
    grid_show(&grid);
}

void show_told_tables(const struct trend_request *request, const struct told *told, size_t count) {
    static const struct column columns[] = {{"series", 1, 0}, {"from", 1, 0},   {"first", 0, 1}, {"to", 1, 0},
                                            {"last", 0, 1},   {"slope", 0, 1},  {"lower", 0, 1}, {"upper", 0, 1},
                                            {"p", 0, 1},      {"verdict", 0, 0}};
    struct grid grid = {.columns = columns, .column_count = sizeof columns / sizeof columns[0]};
    char confidence[number_size];
    for (size_t i = 0; i < count; i++)
        put_series(&grid, &told[i], request->settings.decimals);
    grid_show(&grid);
    confidence_percent(confidence, request->settings.confidence);
    if (count > 0 && !trend_inferred(&told[0]))
        printf("\nSlope: percentage points a period.\n");
    else if (request->settings.side == PEEL_SIDE_TWO_SIDED)
        printf("\nSlope: percentage points a period. Lower to upper: %s confidence interval.\n", confidence);
    else
        printf("\nSlope: percentage points a period. %s: one-sided %s bound.\n",
               request->settings.side == PEEL_SIDE_LOWER ? "Lower" : "Upper", confidence);
    if (request->settings.format == format_table) show_segment_table(told, count, request->settings.decimals);
}
