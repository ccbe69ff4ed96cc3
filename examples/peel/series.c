/*
 * Rows of tallies as series in time order: rows may come in any order, but each period once and all of one unit.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "series.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

int take_by(const char *typed, int *by) {
    static const char *const columns[] = {"force", "area", "criterion"};
    const char *rest = typed;
    *by = 0;
    for (;;) {
        size_t length = strcspn(rest, ",");
        int found = 0;
        for (int i = 0; i < 3; i++) {
            if (strlen(columns[i]) != length || strncasecmp(columns[i], rest, length) != 0) continue;
            *by |= 1 << i;
            found = 1;
        }
        if (!found)
            return usage_error("--by %s: type criterion, area or force, or several of them parted by commas", typed);
        if (rest[length] == '\0') return exit_answered;
        rest += length + 1;
    }
}

/* Months in words; what else a row writes as it is, for 2023/24 is more than the year 2023. */
static void name_period(const struct row *row, int32_t unit, int64_t period, char text[period_size]) {
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    if (row->line == 0) {
        snprintf(text, period_size, "period %lld", (long long)period);
    } else if (unit == PEEL_UNIT_MONTH && period > 0) {
        snprintf(text, period_size, "%s %lld", months[period % 12], (long long)(period / 12));
    } else {
        char *written = text_flat_copy(row->period);
        int number = unit == PEEL_UNIT_NONE && written[0] >= '0' && written[0] <= '9';
        snprintf(text, period_size, "%s%s", number ? "period " : "", written);
        free(written);
    }
}

/* A row with its place in time, before it is known to be of a series. */
struct dated {
    const struct row *row;
    int64_t period;
    int32_t unit;
    int by;
    size_t order;
};

static int compare_keys(const struct dated *a, const struct dated *b) {
    const char *const first[] = {a->row->force, a->row->area, a->row->criterion};
    const char *const second[] = {b->row->force, b->row->area, b->row->criterion};
    for (int i = 0; i < 3; i++) {
        int order = (a->by & (1 << i)) != 0 ? strcmp(first[i], second[i]) : 0;
        if (order != 0) return order;
    }
    return 0;
}

static int compare_dated(const void *a, const void *b) {
    const struct dated *first = a, *second = b;
    int order = compare_keys(first, second);
    if (order != 0) return order;
    if (first->period != second->period) return first->period < second->period ? -1 : 1;
    return (first->order > second->order) - (first->order < second->order);
}

/* Typed samples are periods 1, 2, 3; a row of a file has to name its own. Returns 0 where it was set aside. */
static int date_row(struct report *report, const struct row *row, struct dated *dated) {
    peel_error error;
    dated->row = row;
    if (row->line == 0) {
        dated->period = (int64_t)row->item + 1; /* as typed, though one before it was refused */
        dated->unit = PEEL_UNIT_NONE;
        return 1;
    }
    if (row->period[0] == '\0') {
        report_add_row_fault(report, row, PEEL_ERROR_NOT_A_PERIOD, "period",
                             "The row names no period: write it as in 2024-03, 2024 Q1, 2024, 2023/24 or 2024-03-31.");
        return 0;
    }
    if (peel_period_parse(row->period, &dated->unit, &dated->period, &error) == PEEL_OK) return 1;
    report_add_row_fault(report, row, PEEL_ERROR_NOT_A_PERIOD, "period", error.message);
    return 0;
}

/* The texts that part the series, as in "North, attended in time". */
static char *series_name(const struct row *row, int by) {
    const char *const texts[] = {row->force, row->area, row->criterion};
    char *name = text_copy("");
    for (int i = 0; i < 3 && row->line > 0; i++) {
        char *longer = NULL;
        if ((by & (1 << i)) == 0 || texts[i][0] == '\0') continue;
        char *text = text_flat_copy(texts[i]);
        if (asprintf(&longer, "%s%s%s", name, name[0] != '\0' ? ", " : "", text) < 0) longer = NULL;
        free(text);
        free(name);
        name = needed(longer);
    }
    return name;
}

static const char *unit_word(int32_t unit) {
    return unit == PEEL_UNIT_NONE ? "plain number" : peel_unit_name(unit);
}

/* "line 3", with the file where that is another one than that of `beside`. */
static const char *place_of(char text[256], const struct row *row, const struct row *beside) {
    char *source = text_flat_copy(row->source);
    if (strcmp(row->source, beside->source) == 0)
        snprintf(text, 256, "line %lld", (long long)row->line);
    else
        snprintf(text, 256, "%.200s:%lld", source, (long long)row->line);
    free(source);
    return text;
}

/* Periods of two units cannot be set in order, and of two rows of one period none is the right one: no series. */
static int is_series(struct report *report, const struct series_list *list, const struct dated *rows, size_t count) {
    char message[512], place[256];
    for (size_t i = 0; i < count; i++) {
        peel_status status = PEEL_ERROR_UNIT;
        const struct row *row = rows[i].row;
        if (list->unit != PEEL_UNIT_NONE && row->line > 0 && rows[i].unit != list->unit) {
            snprintf(message, sizeof message, "The period is a %s, and --unit asks for a %s: the series is left out.",
                     unit_word(rows[i].unit), unit_word(list->unit));
        } else if (rows[i].unit != rows[0].unit) {
            snprintf(message, sizeof message,
                     "The period is a %s, that of %s a %s: write all of a series alike. The series is left out.",
                     unit_word(rows[i].unit), place_of(place, rows[0].row, row), unit_word(rows[0].unit));
        } else if (i > 0 && rows[i].period == rows[i - 1].period) {
            status = PEEL_ERROR_PERIOD_REPEATED;
            snprintf(
                message, sizeof message,
                "The period stands twice, here and in %s: pool its samples, or part the series by more columns with "
                "--by. The series is left out.",
                place_of(place, rows[i - 1].row, row));
        } else {
            continue;
        }
        report_add_row_fault(report, row, status, "period", message);
        return 0;
    }
    return 1;
}

static double rate_of(const struct row *row) {
    peel_reported reported;
    peel_range range;
    if (row->kind == PEEL_TALLY_SAMPLE)
        return row->sample.assessed > 0 ? (double)row->sample.met / (double)row->sample.assessed : NAN;
    if (peel_reported_parse(row->reported, &reported, NULL) != PEEL_OK) return NAN;
    return peel_reported_range(&reported, &range) == PEEL_OK ? range.estimate : NAN;
}

static void add_series(const struct series_list *list, const struct dated *rows, size_t count, struct series *series) {
    size_t samples = 0;
    for (size_t i = 0; i < count; i++)
        samples += rows[i].row->kind == PEEL_TALLY_SAMPLE;
    *series = (struct series){.unit = rows[0].row->line > 0 ? rows[0].unit : list->unit,
                              .counted = samples >= 2 || list->samples_alone || samples == count,
                              .name = series_name(rows[0].row, list->by),
                              .points = needed(calloc(count + 1, sizeof *series->points))};
    for (size_t i = 0; i < count; i++) {
        const struct row *row = rows[i].row;
        struct point *point = &series->points[series->count];
        if (row->kind == PEEL_TALLY_UNMEASURED || (series->counted && row->kind != PEEL_TALLY_SAMPLE)) {
            series->passed_over++;
            continue;
        }
        *point = (struct point){.row = row, .period = rows[i].period, .value = rate_of(row)};
        name_period(row, series->unit, point->period, point->name);
        series->count++;
    }
}

static int compare_first_lines(const void *a, const void *b) {
    const struct row *first = ((const struct series *)a)->points[0].row;
    const struct row *second = ((const struct series *)b)->points[0].row;
    return (first > second) - (first < second); /* rows are one array, in the order of the file */
}

/* A file without periods has one fault, not one a line. Returns 1 where that was said. */
static int has_no_periods(struct report *report) {
    const struct row *first = NULL;
    for (size_t i = 0; i < report->row_count; i++) {
        if (report->rows[i].line == 0 || report->rows[i].period[0] != '\0') return 0;
        if (!first) first = &report->rows[i];
    }
    if (first)
        report_add_row_fault(
            report, first, PEEL_ERROR_NOT_A_PERIOD, "period",
            "No row names its period: a column `period` is needed, as in 2024-03, 2024 Q1, 2024, 2023/24 "
            "or 2024-03-31.");
    return first != NULL;
}

void series_group(struct report *report, struct series_list *list) {
    if (has_no_periods(report)) return;
    struct dated *dated = needed(calloc(report->row_count + 1, sizeof *dated));
    size_t count = 0, end = 0;
    if (list->by == 0) list->by = by_criterion;
    for (size_t i = 0; i < report->row_count; i++) {
        dated[count].order = i;
        dated[count].by = list->by;
        count += (size_t)date_row(report, &report->rows[i], &dated[count]);
    }
    if (count > 1) qsort(dated, count, sizeof *dated, compare_dated);
    for (size_t first = 0; first < count; first = end) {
        for (end = first; end < count && compare_keys(&dated[first], &dated[end]) == 0; end++) {
        }
        if (!is_series(report, list, &dated[first], end - first)) continue;
        list->items = grown(list->items, &list->room, list->count, sizeof *list->items);
        struct series *series = &list->items[list->count];
        add_series(list, &dated[first], end - first, series);
        if (series->count > 0) {
            list->count++;
        } else {
            report_add_row_fault(report, dated[first].row, PEEL_ERROR_TOO_FEW_SAMPLES, "",
                                 list->samples_alone ? "The series has no counts at all."
                                                     : "The series has no figure at all.");
            free(series->points);
            free(series->name);
        }
    }
    free(dated);
    if (list->count > 1) qsort(list->items, list->count, sizeof *list->items, compare_first_lines);
}

void series_free(struct series_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].points);
        free(list->items[i].name);
    }
    free(list->items);
}

const struct point *first_with_cases(const struct series *series) {
    for (size_t i = 0; i < series->count; i++)
        if (!isnan(series->points[i].value)) return &series->points[i];
    return NULL;
}

const struct point *last_with_cases(const struct series *series) {
    for (size_t i = series->count; i > 0; i--)
        if (!isnan(series->points[i - 1].value)) return &series->points[i - 1];
    return NULL;
}
